"""Hostile XML: refused in a sentence, in bounded time and memory; the earlier import stays."""

import subprocess
from pathlib import Path

import pytest

from tests.exports import BLUE, KNEE, RECORDS, export, record
from tests.faults.characters import dangers
from tests.faults.imports import bounded_import, nothing_lost, refused
from tests.harness import PATIENCE, Topic
from tests.hostile_exports import TAKEN, WORST, XML, ZIP


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Topic:
    """The command with an imported export of four topics."""
    topic = Topic(tmp_path_factory.mktemp("imported"))
    done = bounded_import(topic, export(*RECORDS, record(4, "New Toe", KNEE)))
    assert done.returncode == 0, done
    return topic


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Take the worst, and all with --long; the reader itself is always tested with all."""
    if "hostile" in metafunc.fixturenames:
        every = metafunc.config.getoption("--long")
        metafunc.parametrize("hostile", [name for name in XML if every or name in WORST])


def test_what_is_no_export_is_refused_and_nothing_is_lost(imported: Topic, hostile: str) -> None:
    assert dangers(refused(imported, XML[hostile])) == frozenset()


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
@pytest.mark.parametrize("words", [(), ("--force",)])
def test_an_export_without_topics_wipes_nothing(
    imported: Topic, content: bytes, words: tuple[str, ...]
) -> None:
    assert "without a topic" in refused(imported, content, *words)


def test_half_a_file_wipes_nothing_wherever_it_is_cut(imported: Topic) -> None:
    content = export()
    for place in range(1, 10):
        refused(imported, content[: len(content) * place // 10], "--force")


def test_what_comes_from_standard_input_is_no_better(imported: Topic) -> None:
    for content in (b"", XML["entities"], XML["cut"], ZIP["a zip cut short"]):
        with nothing_lost(imported):
            done = subprocess.run(
                imported.command("import", "-"), env=imported.environ, input=content,
                capture_output=True, timeout=PATIENCE, check=False,
            )  # fmt: skip
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
    ["an inclusion", "a DOCTYPE that points to a file", "a style sheet", "a name that climbs",
     "a name from the root", "a name that acts"],
)  # fmt: skip
def test_what_only_looks_odd_is_taken_and_nothing_outside_is_read(
    tmp_path: Path, name: str
) -> None:
    home = tmp_path / "a" / "b" / "c"
    home.mkdir(parents=True)
    topic = Topic(home)
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
    for letter in "abcdefghijk":
        page = fresh.ok("show", "elbow", letter)
        assert "It is blue." in page
        assert "evil" not in page
