"""Hostile XML and ZIP: refused in a sentence, in bounded time and memory; the earlier import stays.

The reader itself is tested with all of tests/hostile_exports.py in tests/sources; the command gets
the worst of them, and all with --long.
"""

from pathlib import Path

import pytest

from tests.support import limits
from tests.support.characters import dangers
from tests.support.command import Topic
from tests.support.exports import BLUE, KNEE, RECORDS, export, record
from tests.support.hostile_exports import ALL, GOOD_ZIP, TAKEN, WORST, XML, ZIP
from tests.support.installation import Installation
from tests.support.limited_import import bounded_import, nothing_lost, refused
from tests.support.long_form import only_long


@pytest.fixture(scope="module")
def imported(installed: Installation, tmp_path_factory: pytest.TempPathFactory) -> Topic:
    """The command with an imported export of four topics."""
    topic = installed.in_home(tmp_path_factory.mktemp("imported"))
    done = bounded_import(topic, export(*RECORDS, record(4, "New Toe", KNEE)))
    assert done.returncode == 0, done
    return topic


@pytest.mark.parametrize("name", [*WORST, *only_long(name for name in ALL if name not in WORST)])
def test_what_is_no_export_is_refused_and_nothing_is_lost(imported: Topic, name: str) -> None:
    assert dangers(refused(imported, ALL[name])) == frozenset()


@pytest.mark.parametrize(
    "content",
    [
        export().replace(b"<health-topic ", b"<other ").replace(b"</health-topic>", b"</other>"),
        b'<health-topics total="3"/>',
        export(record(1, "Bleu", BLUE, "French")),
        export(record(1, "?!", BLUE)),
        export().replace(b' id="', b' number="'),
    ],
    ids=["other elements", "nothing in it", "another language", "no titles", "no numbers"],
)
def test_an_export_without_topics_wipes_nothing(imported: Topic, content: bytes) -> None:
    assert "without topics" in refused(imported, content, "--force")


@pytest.mark.parametrize("content", [export(), GOOD_ZIP], ids=["XML", "ZIP"])
def test_half_a_file_wipes_nothing_wherever_it_is_cut(
    imported: Topic, content: bytes, long: bool
) -> None:
    parts = 100 if long else 4
    for place in range(1, parts):
        refused(imported, content[: len(content) * place // parts], "--force")


def test_what_comes_from_standard_input_is_no_better(imported: Topic) -> None:
    for content in (b"", XML["entities"], XML["cut"], ZIP["a zip cut short"]):
        with nothing_lost(imported):
            done = limits.run(imported.command("import", "-"), env=imported.environ, input=content)
        assert (done.returncode, done.stdout) == (3, b"")
        assert done.stderr.startswith(b"topic: standard input:")
        assert done.stderr.count(b"\n") == 2


@pytest.mark.parametrize(
    ("path", "code"), [("/dev/zero", 3), ("/dev/null", 3), ("/dev", 5), ("/nowhere", 5), ("", 5)]
)
def test_what_is_no_file_is_no_better(imported: Topic, path: str, code: int) -> None:
    with nothing_lost(imported):
        imported.fails(code, "import", path)


def test_after_all_that_the_earlier_import_is_shown(imported: Topic) -> None:
    assert imported.ok("show", "new toe").startswith("New Toe\n")
    assert imported.ok("list", "--source", "medlineplus").count("\n") == 3


@pytest.mark.parametrize(
    "name",
    ["an inclusion", "a DOCTYPE that points to a file", "a style sheet", "a readme beside it",
     "a name that climbs", "a name from the root", "a name that acts"],
)  # fmt: skip
def test_what_only_looks_odd_is_taken_and_nothing_outside_is_read(
    installed: Installation, tmp_path: Path, name: str
) -> None:
    home = tmp_path / "a" / "b" / "c"
    home.mkdir(parents=True)
    topic = installed.in_home(home)
    done = bounded_import(topic, TAKEN[name])
    assert (done.returncode, done.stderr) == (0, b"")
    page = topic.ok("show", "blue elbow")
    assert page.startswith("Blue Elbow\n")
    assert "root:" not in page
    outside = [path for path in tmp_path.rglob("*") if path.is_file() and home not in path.parents]
    assert outside == []
    assert not Path("/tmp/rooted.xml").exists()


def test_a_script_in_a_summary_is_left_out(fresh: Topic) -> None:
    hidden = (
        "<script>evil()</script>", "<SCRIPT src='x'>evil()</SCRIPT >", "<style>evil {}</style>",
        "<!-- evil -->", "<script>evil() <p>", "<![CDATA[evil]]>", "<?evil?>", "<!evil>",
        "<img src=x onerror=evil()>", "<a href='javascript:evil()'>x</a>", "<svg/onload=evil()>",
    )  # fmt: skip
    records = [record(i, f"Elbow {'abcdefghijk'[i]}", f"<p>It is blue.</p>{html}")
               for i, html in enumerate(hidden)]  # fmt: skip
    assert bounded_import(fresh, export(*records)).returncode == 0
    for letter in "ae":  # one that is closed, and one that is not
        page = fresh.ok("show", "elbow", letter)
        assert "It is blue." in page
        assert "evil" not in page
    assert fresh.ok("list", "--source", "medlineplus").count("It is blue.") == len(hidden)
    fresh.fails(1, "search", "evil")
