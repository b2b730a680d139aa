"""`topic import` and what it leads to, through the real command."""

import csv
import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.support import limits
from tests.support.command import Topic
from tests.support.exports import AZUL, BLUE, KNEE, RECORDS, export, record, zipped
from tests.support.in_process import Here, left_on_screen
from tests.support.installation import Installation, data_of
from tests.support.real_names import five


def _import(topic: Topic, content: bytes, *options: str) -> Any:
    """Import an export, and return what the command says of it as data."""
    path = topic.home / "export.xml"
    path.write_bytes(content)
    return json.loads(topic.ok("import", str(path), "--format", "json", *options))


def _refused(topic: Topic, content: bytes, code: int = 3, *options: str) -> str:
    path = topic.home / "bad.xml"
    path.write_bytes(content)
    return topic.fails(code, "import", str(path), *options)


@pytest.fixture(scope="module")
def shared(installed: Installation, tmp_path_factory: pytest.TempPathFactory) -> Topic:
    """The command with an imported export, for tests that do not touch it."""
    topic = installed.in_home(tmp_path_factory.mktemp("imported"))
    _import(topic, export())
    return topic


class TestWhatItSays:
    def test_a_first_import_reports_every_topic_as_new(self, fresh: Topic) -> None:
        answer = _import(fresh, export())
        assert list(answer) == [
            "schema", "date", "previous", "credit", "topics", "links", "passed_over",
            "unknown_categories",
            "new", "revised", "renamed", "gone",
        ]  # fmt: skip
        assert (answer["date"], answer["previous"], answer["links"]) == ("2026-11-21", None, 4)
        assert answer["topics"] == [
            {"language": "en", "total": 2}, {"language": "es", "total": 1},
        ]  # fmt: skip
        assert [topic["title"] for topic in answer["new"]] == [
            "Blue Elbow", "Codo azul", "Red Knee",
        ]  # fmt: skip

    def test_a_later_export_with_the_same_topics_gives_the_catalog_of_its_own(
        self, fresh: Topic, installed: Installation, tmp_path: Path
    ) -> None:
        first = export(*RECORDS, "<odd/>").replace(b'total="4"', b'total="3"')
        later = first.replace(b"11/21/2026", b"12/01/2026")
        _import(fresh, first)
        answer = _import(fresh, later)
        assert (answer["date"], answer["previous"]) == ("2026-12-01", "2026-11-21")
        assert answer["new"] == answer["revised"] == answer["gone"] == []
        alone = installed.in_home(tmp_path)
        _import(alone, later)
        for words in (["list"], ["show", "red knee"]):
            assert fresh.ok(*words, "--format", "json") == alone.ok(*words, "--format", "json")
        for what in ("topics", "passed_over"):
            collections = [
                json.loads(home.ok("status", "--format", "json"))["collections"]
                for home in (fresh, alone)
            ]
            assert collections[0][1][what] == collections[1][1][what] != []

    def test_a_later_import_reports_new_revised_renamed_and_gone_topics(self, fresh: Topic) -> None:
        _import(fresh, export())
        changed = export(
            RECORDS[0], record(2, "Codo celeste", AZUL, "Spanish"),
            record(3, "Red Knee", KNEE + "<p>Or two.</p>"), record(4, "New Toe", KNEE),
            date="11/22/2026 02:30:36",
        )  # fmt: skip
        answer = _import(fresh, changed)
        assert answer["unknown_categories"] == {"Our own category": 1}
        titles = {kind: [t["title"] for t in answer[kind]] for kind in ("new", "revised", "gone")}
        assert titles == {"new": ["New Toe"], "revised": ["Red Knee"], "gone": []}
        assert answer["renamed"] == [
            {"id": "2", "language": "es", "title": "Codo celeste", "before": "Codo azul"}
        ]
        assert json.loads(fresh.ok("changes", "--format", "json")) == answer
        text = fresh.ok("changes")
        assert "Compared with the export of: 2026-11-21" in text
        assert "- Codo celeste: Spanish, was Codo azul" in text
        assert "New link categories, shown as they are named: Our own category (1)" in text
        assert "Source: MedlinePlus, National Library of Medicine" in text
        gone = _import(fresh, export(RECORDS[0], record(3, "Red Knee", KNEE)))["gone"]
        assert [topic["title"] for topic in gone] == ["Codo celeste", "New Toe"]

    def test_an_import_on_a_terminal_leaves_stderr_empty(self, fresh: Topic) -> None:
        (fresh.home / "e.zip").write_bytes(zipped(("e.xml", export())))
        result = fresh.on_terminal("import", str(fresh.home / "e.zip"))
        assert (result.code, result.err) == (0, "")
        assert "Topics (en)" in result.out

    def test_changes_fails_before_anything_was_imported(self, fresh: Topic) -> None:
        assert "topic import" in fresh.fails(1, "changes")

    def test_an_import_says_how_many_announced_topics_are_missing(self, fresh: Topic) -> None:
        path = fresh.home / "e.xml"
        path.write_bytes(export().replace(b'total="3"', b'total="5"'))
        assert "says that it has 2 more topics than could be read" in fresh("import", str(path)).err


class TestWhatIsThereAfterwards:
    def test_an_imported_page_credits_its_source(self, shared: Topic) -> None:
        page = shared.ok("show", "blue", "elbow", "--source", "medlineplus")
        assert "Quoted from the text of the page." in page
        assert "Collection: medlineplus" in page
        credit = "Source: MedlinePlus, National Library of Medicine"
        assert f"{credit} (export of 2026-11-21)" in page
        assert "<https://medlineplus.example.org/1.html>" in page
        assert "Institute of Elbows" in page
        assert "NON-DISPLAY" not in page
        assert "Hidden" not in page
        assert credit in shared.ok("urgent", "blue elbow", "--source", "medlineplus")
        assert credit in shared.ok("symptoms", "blue elbow", "--source", "medlineplus")
        marked = shared.ok("show", "blue elbow", "--source", "medlineplus", "--format", "markdown")
        assert credit in marked.replace("**", "")
        answer = json.loads(
            shared.ok("show", "blue elbow", "--source", "medlineplus", "--format", "json")
        )
        assert answer["medlineplus"]["credit"] == "MedlinePlus, National Library of Medicine"
        assert answer["medlineplus"]["exported"] == "2026-11-21"

    def test_other_names_lead_to_it(self, shared: Topic) -> None:
        for name in ("azure elbow", "Elbow, Blue", "blue-elbow", "BLUE elbows"):
            assert shared.ok("show", name).startswith("Blue Elbow\n")
        assert "Elbow, Blue" not in shared.ok("show", "blue elbow")

    def test_an_imported_page_leads_to_its_page_in_the_other_language(self, shared: Topic) -> None:
        page = shared.ok("show", "blue elbow", "--lang", "es")
        assert page.startswith("Codo azul\n")
        assert "Fuente: MedlinePlus, National Library of Medicine" in page
        both = shared.ok("show", "codo azul", "--lang", "en,es")
        assert both.startswith("Blue Elbow\n")
        assert both.endswith(page)
        answer = json.loads(shared.ok("show", "blue elbow", "--lang", "es,en", "--format", "json"))
        assert list(answer) == ["schema", "topics"]
        assert [topic["slug"] for topic in answer["topics"]] == ["codo-azul", "blue-elbow"]
        shared.fails(2, "show", "blue elbow", "--lang", "en,es", "--format", "yaml")
        shared.fails(2, "show", "blue elbow", "--lang", "en,fr")
        shared.fails(1, "show", "red knee", "--lang", "en,es")

    def test_imported_topics_appear_in_lists_and_searches(self, shared: Topic) -> None:
        assert "Blue Elbow — An elbow that is blue." in shared.ok(
            "list", "--group", "bones", "--source", "medlineplus"
        )
        assert "Blue Elbow" in shared("search", "ink pens", "--source", "medlineplus").out
        assert "Blue Elbow" in shared.ok(
            "symptoms", "--having", "blue patch", "--source", "medlineplus"
        )
        names = shared.ok("list", "--source", "medlineplus", "--format", "csv")
        assert [row["title"] for row in csv.DictReader(names.splitlines())] == [
            "Blue Elbow", "Red Knee",
        ]  # fmt: skip

    def test_calls_for_help_are_quoted_whole_and_without_a_level(self, shared: Topic) -> None:
        call = "Get medical help immediately if:\n\n- Your elbow glows in the dark\n- You cannot bend your arm"
        for command in ("urgent", "show"):
            assert f"MedlinePlus says:\n{call}\n" in shared.ok(
                command, "azure elbow", "--source", "medlineplus"
            )
        answer = json.loads(
            shared.ok("urgent", "azure elbow", "--source", "medlineplus", "--format", "json")
        )
        (advice,) = answer["advice"]
        assert (advice["level"], advice["quoted"], advice["text"]) == (None, True, call)

    @pytest.mark.parametrize("category", ["specifics", "specific conditions", "our own"])
    def test_imported_links_are_found_by_old_and_new_category_names(
        self, shared: Topic, category: str
    ) -> None:
        links = shared.ok("links", "blue elbow", "--category", category)
        assert "Old page" in links
        assert "Elbow Society" not in links

    def test_a_saved_page_is_a_topic_file(self, shared: Topic, tmp_path: Path) -> None:
        shared.ok("show", "blue elbow", "--source", "medlineplus", "-o", str(tmp_path / "b.yaml"))
        shared.ok("show", "codo azul", "--lang", "es", "-o", str(tmp_path / "c.yaml"))
        assert "no problems" in shared("check", str(tmp_path)).err
        own = shared.with_environ(HEALTHTOPICS_PATH=str(tmp_path))
        page = own.ok("show", "blue elbow").replace("personal", "medlineplus")
        assert page == shared.ok("show", "blue elbow", "--source", "medlineplus")

    def test_a_saved_page_of_two_sources_is_the_same_when_it_is_read(
        self, shared: Topic, tmp_path: Path
    ) -> None:
        shared.ok("show", "blue elbow", "-o", str(tmp_path / "b.yaml"))
        saved = (tmp_path / "b.yaml").read_text()
        assert "no problems" in shared("check", str(tmp_path)).err
        own = shared.with_environ(HEALTHTOPICS_PATH=str(tmp_path))
        assert own.ok("show", "blue elbow", "--format", "yaml") == saved

    def test_status_tells_of_it(self, shared: Topic) -> None:
        status = shared.ok("status")
        assert "Topics (en): 2, export of 2026-11-21" in status
        assert "Skipped, unknown elements (strange): 1" in status

    def test_the_catalog_is_not_built_again(self, fresh: Topic) -> None:
        _import(fresh, export())
        folder = fresh.home / ".cache" / "healthtopics"
        before = {path.name: path.stat().st_ino for path in folder.iterdir()}
        assert before
        fresh.ok("show", "blue elbow")
        fresh.ok("list")
        assert {path.name: path.stat().st_ino for path in folder.iterdir()} == before

    @pytest.mark.parametrize(
        ("name", "summary"), [("blue elbow", BLUE), ("codo azul", AZUL), ("red knee", KNEE)]
    )
    def test_every_word_is_on_the_page_in_order(
        self, shared: Topic, name: str, summary: str
    ) -> None:
        language = "es" if "azul" in name else "en"
        page = iter(_words(shared.ok("show", name, "--source", "medlineplus", "--lang", language)))
        assert [word for word in _words(_text(summary)) if word not in page] == []


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += f" {data}"


def _text(html: str) -> str:
    parser = _Text()
    parser.feed(html)
    return parser.text


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        "content",
        [b"", b"<html/>", export()[:-20], export().replace(b"<health-topic ", b"<other "),
         zipped(("a.txt", b""))],
        ids=["empty", "a page", "cut", "without topics", "no XML"],
    )  # fmt: skip
    def test_a_refused_import_leaves_the_kept_export_as_it_was(
        self, shared: Topic, content: bytes
    ) -> None:
        page = shared.ok("show", "blue elbow")
        _refused(shared, content)
        assert shared.ok("show", "blue elbow") == page
        assert sorted(os.listdir(data_of(shared))) == ["lock", "topics.zip"]

    def test_an_export_less_than_half_as_large_is_refused_unless_forced(self, fresh: Topic) -> None:
        _import(fresh, export())
        assert "--force" in _refused(fresh, export(RECORDS[2]))
        assert fresh.ok("show", "codo azul", "--lang", "es")
        assert _import(fresh, export(RECORDS[2]), "--force")["topics"][0]["total"] == 1
        fresh.fails(1, "show", "codo azul", "--lang", "es")

    def test_an_import_that_cannot_read_or_write_its_files_fails(self, fresh: Topic) -> None:
        fresh.fails(5, "import", str(fresh.home / "nowhere.xml"))
        fresh.fails(5, "import", str(fresh.home))
        (fresh.home / ".local").write_text("")
        _refused(fresh, export(), 5)
        homeless = fresh.with_environ(HOME="")
        homeless.fails(5, "import", str(fresh.home / "bad.xml"))


def test_the_import_is_drawn_and_gone_in_the_end(
    here: Here, tmp_path: Path, drawn_at_once: None
) -> None:
    (tmp_path / "e.xml").write_bytes(export())
    said = here("import", str(tmp_path / "e.xml"))
    assert said.error is None
    assert "Reading topics" in said.err
    assert left_on_screen(said.err) == ""


def test_no_bar_is_drawn_of_a_short_import(here: Here, tmp_path: Path) -> None:
    (tmp_path / "e.xml").write_bytes(export())
    assert here("import", str(tmp_path / "e.xml")).err == ""


def test_the_next_command_finds_the_catalog_ready(here: Here, tmp_path: Path) -> None:
    (tmp_path / "e.xml").write_bytes(export())
    said = here("import", str(tmp_path / "e.xml"))
    assert said.out.startswith("MedlinePlus export of 2026-11-21\n")
    assert len(here.catalogs()) == 1


def test_an_export_can_be_imported_from_standard_input(fresh: Topic) -> None:
    for content in (export(), zipped(("x.xml", export()))):
        done = limits.run(fresh.command("import", "-"), env=fresh.environ, input=content)
        assert done.returncode == 0
        assert b"Topics (en): 2" in done.stdout


@pytest.mark.parametrize("damage", ["cut", "flipped", "rubbish"])
def test_damage_is_said_and_hides_nothing_else(fresh: Topic, damage: str) -> None:
    _import(fresh, export())
    path = data_of(fresh) / "topics.zip"
    content = bytearray(path.read_bytes())
    content[300] ^= 0xFF
    harm: dict[str, bytes] = {
        "cut": bytes(content[:-60]),
        "flipped": bytes(content),
        "rubbish": b"rubbish",
    }
    path.unlink()
    path.write_bytes(harm[damage])
    result = fresh("show", "red knee")
    assert result.code == 0
    assert "export, which is damaged" in result.err
    assert fresh("show", "codo azul", "--lang", "es").code == 1
    _import(fresh, export())
    assert fresh.ok("show", "codo azul", "--lang", "es")


class TestReport:
    def test_an_import_report_counts_topics_and_imports_nothing(
        self, topic: Topic, tmp_path: Path
    ) -> None:
        path = tmp_path / "export.xml"
        path.write_bytes(five())
        told = json.loads(topic.ok("import", str(path), "--report", "--json"))
        assert told["languages"] == {"en": 2, "es": 3}
        assert told["without"]["a summary"] == 1
        assert told["unknown"] == {"elements": {}, "link categories": {}, "groups": {}}
        assert told["addresses"]["not a plain web address"] == 2
        assert not (topic.home / ".local" / "share" / "healthtopics").exists()

    def test_an_import_report_names_unknown_elements_and_categories(
        self, topic: Topic, tmp_path: Path
    ) -> None:
        strange = record(
            3, "Red Knee", KNEE, parts='<group id="9">Knees</group><odd/><site title="x" url="">'
            "<information-category>Kneeling</information-category></site>",
        )  # fmt: skip
        path = tmp_path / "export.xml"
        path.write_bytes(export(strange))
        page = topic.ok("import", str(path), "--report")
        for line in ("- odd: 1", "- Kneeling: 1", "- Knees: 1", "- empty: 1"):
            assert f"\n{line}\n" in page

    def test_an_import_report_contains_no_text_of_the_export(
        self, topic: Topic, tmp_path: Path
    ) -> None:
        path = tmp_path / "export.xml"
        path.write_bytes(export(record(3, "Red Knee", "<p>A knee that blushes.</p>")))
        assert "nee" not in topic.ok("import", str(path), "--report", "--json")
