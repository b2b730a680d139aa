"""Text that acts on a terminal: wherever it comes from, it is only shown."""

import json
import os
import re
import sqlite3
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.characters import DANGEROUS, HOSTILE, MARKUP, dangers, unpainted
from tests.support.command import Result, Topic, personal, topic_file
from tests.support.exports import AZUL, AZUL_PARTS, BLUE, BLUE_PARTS, KNEE, export, record
from tests.support.installation import Installation, catalogs, data_of, settle
from tests.support.long_form import only_long

# What an argument, a variable or a file name can hold: no NUL, and bytes that are no text.
NAME = HOSTILE.replace("\0", "").replace("\ud800", os.fsdecode(b"\xff")) + "\n\n\n\t\n"

# Every command that answers, and every format; test_code_points.py has every field in each of them.
EVERYWHERE = (
    ("show", "blue elbow"),
    ("show", "blue elbow", "--format", "yaml"),
    ("urgent", "blue elbow"),
    ("symptoms", "--having", "blue"),
    ("links", "--format", "json"),
    ("links", "--format", "urls"),
    ("list", "--format", "csv"),
    ("search", "blue elbow", "--format", "tsv"),
    ("groups", "--format", "markdown"),
    ("categories",),
    ("open", "blue elbow", "--print"),
    ("status",),
)
ON_TERMINAL = (("show", "blue elbow"), ("links",), ("search", "elbow"))


def _shows_only(result: Result, *, painted: bool = False) -> None:
    assert dangers(result.out, painted=painted) == frozenset(), result
    assert dangers(result.err) == frozenset(), result
    assert "Traceback" not in result.err
    assert "mistake in the program" not in result.err


def _piped(topic: Topic, words: Sequence[str]) -> Result:
    """Run the command on pipes, with the line ends of CSV as those of all text."""
    done = topic.run_bytes(*words)
    return Result(done.returncode, done.stdout.decode().replace("\r\n", "\n"), done.stderr.decode())


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (2, [NAME]),
        (1, ["show", NAME]),
        (1, ["urgent", NAME]),
        (1, ["symptoms", NAME]),
        (1, ["symptoms", "--having", NAME]),
        (1, ["links", NAME]),
        (2, ["links", "--category", NAME]),
        (1, ["links", "--organization", NAME]),
        (2, ["list", "--group", NAME]),
        (2, ["list", "--letter", NAME]),
        (1, ["search", f'"{NAME}"']),
        (2, ["search", "red knee", "--group", NAME]),
        (1, ["open", NAME]),
        (1, ["open", "red knee", NAME]),
        (5, ["import", NAME]),
        (2, ["update", "--url", NAME]),
        (2, ["show", "red knee", "--section", NAME]),
        (2, ["show", "red knee", "--format", NAME]),
        (2, ["show", "red knee", "--lang", NAME]),
        (2, ["show", "red knee", "--source", NAME]),
        (2, ["show", "red knee", "--color", NAME]),
        (2, ["show", "red knee", "--width", NAME]),
        (2, ["show", "red knee", f"--{NAME}"]),
        (2, ["show", "red knee", f"-{NAME}"]),
        (2, [f"--{NAME}"]),
        (2, ["status", NAME]),
        (2, ["show", "red knee", "-o", f"{NAME}.csv"]),
        (5, ["show", "red knee", "-o", f"/nowhere/{NAME}/x"]),
    ],
)  # fmt: skip
def test_an_argument_is_only_echoed(small: Topic, code: int, words: list[str]) -> None:
    said = small.fails(code, *words)
    assert dangers(said) == frozenset()


def test_markup_in_an_argument_is_text(small: Topic) -> None:
    text = " ".join(MARKUP)
    assert f"“{text}”" in small.fails(1, "show", text)
    assert f"“{text}”" in small.on_terminal("show", text).err


def test_variables_are_never_printed(small: Topic) -> None:
    odd = dict.fromkeys(("LANG", "LC_ALL", "TERM", "COLUMNS", "LESS", "FORCE_COLOR"), NAME)
    result = small.with_environ(**odd).on_terminal("urgent", "red knee")
    _shows_only(result, painted=True)
    assert result.code == 0


def test_a_pager_that_is_not_there_is_only_named(small: Topic) -> None:
    result = small.with_environ(PAGER=NAME).on_terminal("show", "red knee", lines=10)
    _shows_only(result, painted=True)
    assert result.code == 0
    assert "could not be started" in result.err
    assert result.err.count("\n") == 1


def test_a_shell_that_is_none_is_only_named(small: Topic) -> None:
    said = small.with_environ(_TOPIC_COMPLETE=NAME).fails(2)
    assert dangers(said) == frozenset()


@pytest.mark.parametrize(
    "begun", [NAME, "\udcff", "$(x)", *only_long(["[/]", "'", '"', "`x`", "\\"])]
)
def test_completion_of_anything_is_only_shown(small: Topic, begun: str) -> None:
    shell = small.with_environ(
        _TOPIC_COMPLETE="bash_complete", COMP_WORDS=f"topic show {begun}", COMP_CWORD="2"
    )
    result = shell()
    _shows_only(result)
    assert (result.code, result.err) == (0, "")


class TestFileNames:
    """A folder and files that are called what acts on a terminal."""

    @pytest.fixture
    def named(self, fresh: Topic, tmp_path: Path) -> Topic:
        folder = tmp_path / NAME
        files = {
            f"good{NAME}.yaml": topic_file(),
            f"bad{NAME}.yaml": "title: [x",
            f"list{NAME}.yml": "- x",
        }
        return personal(fresh, folder, files)

    def test_hostile_file_names_are_defused_by_check(self, named: Topic, tmp_path: Path) -> None:
        result = named("check", str(tmp_path / NAME))
        _shows_only(result)
        assert result.code == 3
        assert len(result.out.splitlines()) == 2
        assert all(".y" in line and ": " in line for line in result.out.splitlines())
        assert "3 files checked, 2 problems" in result.err
        for format in ("json", "csv", "tsv", "markdown"):
            _shows_only(_piped(named, ["check", str(tmp_path / NAME), "--format", format]))

    def test_hostile_file_names_are_defused_by_show_and_status(self, named: Topic) -> None:
        for words in (["show", "blue elbow"], ["status"], ["status", "--format", "json"]):
            result = named(*words)
            _shows_only(result)
            assert (result.code, result.err) == (0, "")
        said = named.fails(1, "show", "red elbow")
        assert dangers(said) == frozenset()
        assert "skipped 2 topic files" in said
        _shows_only(named.on_terminal("status"), painted=True)

    def test_hostile_output_file_names_are_used_unchanged(
        self, small: Topic, tmp_path: Path
    ) -> None:
        (tmp_path / "out").mkdir()
        path = str(tmp_path / "out" / f"{NAME}.md")
        assert small.ok("show", "red knee", "-o", path) == ""
        assert os.listdir(os.fsencode(tmp_path / "out")) == [os.fsencode(f"{NAME}.md")]

    def test_hostile_export_file_names_are_defused(self, fresh: Topic, tmp_path: Path) -> None:
        path = tmp_path / f"{NAME}.xml"
        path.write_bytes(export().replace(b'total="3"', b'total="9"'))
        result = fresh("import", str(path))
        _shows_only(result)
        assert result.code == 0
        assert result.err.count("\n") == 1
        path.write_bytes(b"<html/>")
        assert dangers(fresh.fails(3, "import", str(path))) == frozenset()

    def test_a_hostile_home_name_breaks_no_command(
        self, installed: Installation, tmp_path: Path
    ) -> None:
        home = tmp_path / NAME
        home.mkdir()
        odd = installed.in_home(home)
        _shows_only(odd("status"))
        assert odd.ok("show", "red knee").startswith("Red Knee\n")
        assert catalogs(odd)
        (tmp_path / "e.xml").write_bytes(export())
        odd.ok("import", str(tmp_path / "e.xml"))
        assert odd.ok("show", "blue elbow").startswith("Blue Elbow\n")


def _references(characters: Iterator[str], ampersand: str) -> str:
    """Return those characters that XML allows, as character references."""
    allowed = (
        c
        for c in characters
        if c not in "\ufffe\uffff" and c >= "\x7f" and not "\ud800" <= c < "\ue000"
    )
    return "".join(f"{ampersand}#x{ord(c):x};" for c in allowed)


def _hostile_export() -> bytes:
    """Return an export with all that acts or hides in every text of it."""
    few_tags = [c for c in sorted(DANGEROUS) if c < "\U000e0080"]
    in_xml, in_html = (_references(iter(few_tags), a) for a in ("&", "&amp;"))

    def poisoned(xml: str) -> str:
        xml = re.sub(r">([^<>\n]*\w)<", r">☠\1☠<", xml)
        return re.sub(r'((?:title|vernacular-name)="[^"]*)"', r'\1☠"', xml)

    records = (
        record(1, "Blue☠ ☠Elbow", BLUE.replace("Ink", "Ink☠☢"), parts=poisoned(BLUE_PARTS),
               meta="☠Blue☠"),
        record(2, "Codo☠ azul", AZUL.replace("tinta", "tinta☠☢"), "Spanish", poisoned(AZUL_PARTS)),
        record(3, "Red☠ Knee", KNEE, parts=site_with("https://elbow.example.org/☠")),
    )  # fmt: skip
    text = export(*records).decode().replace("☠", in_xml).replace("☢", in_html)
    return text.encode()


def site_with(url: str) -> str:
    """Return a link with an address of any kind."""
    return f'<site title="Odd" url="{url}"><information-category>News</information-category></site>'


def test_what_an_export_has_in_it_is_only_shown(fresh: Topic) -> None:
    (fresh.home / "e.xml").write_bytes(_hostile_export())
    result = fresh("import", str(fresh.home / "e.xml"))
    _shows_only(result)
    assert (result.code, result.err) == (0, "")
    for words in (*EVERYWHERE, ("changes",), ("changes", "--format", "json")):
        result = _piped(fresh, words)
        _shows_only(result)
        assert (result.code == 0 and result.err == "") or words[0] == "open", result
    for words in (*ON_TERMINAL, ("changes",), ("show", "codo azul", "--lang", "es")):
        _shows_only(fresh.on_terminal(*words), painted=True)
    assert re.search(
        r"\bInk\W.* as a rule",
        fresh.ok("show", "blue elbow", "--source", "medlineplus", "--width", "0"),
    )


NO_ADDRESSES = (
    *("javascript:alert(1)", "file:///etc/passwd", "--help", "-x", "https://x.org/\x1b]0;a\x07"),
    *("data:text/html,x", "https://a@b.org", "https:///x", "ftp://x.org", "/etc/passwd", "x"),
    *("https://x.org/ --help", "HTTPS://x.org/\u202e", "mailto:x@x.org", "https://x.org:a/"),
    *("https://x.org\n--help", "//x.org/", "https://x_y.org\\@z.org/", "https://$(x).org"),
)


def _change(topic: Topic, *changes: tuple[str, tuple[str | int, ...]]) -> None:
    """Change the catalog so that its time stamp does not tell."""
    (path,) = catalogs(topic)
    before = path.stat()
    with closing(sqlite3.connect(path)) as connection, connection:
        for sql, values in changes:
            connection.execute(sql, values)
    os.utime(path, ns=(before.st_mtime_ns, before.st_mtime_ns))


class TestATamperedCatalog:
    """What is kept in the cache is not believed either: nothing of it acts."""

    def test_hostile_text_in_a_tampered_catalog_is_defused(
        self, fresh: Topic, tmp_path: Path
    ) -> None:
        tampered = personal(fresh, tmp_path / "t", [topic_file()])
        settle(tmp_path / "t")
        tampered.ok("show", "blue elbow")
        poison = HOSTILE.replace("\ud800", "") + " ".join(MARKUP)
        columns = {
            "topic": ("title", "description", "compared", "exported"),
            "name": ("name",),
            "symptom": ("name", "note"),
            "topic_group": ("name",),
            "link": ("title", "url", "note", "categories", "organizations"),
            "link_category": ("name",),
        }
        _change(
            tampered,
            *(
                (f"UPDATE OR IGNORE {table} SET {column} = {column} || ?", (poison,))
                for table, names in columns.items()
                for column in names
            ),
        )
        escaped = json.dumps(poison)[1:-1]
        one_line = poison.replace("\n", " ")  # more lines than there were are damage
        for text in ("Azure elbow", "turns blue", "glows", "On the elbow", "Ink.", "Nice.", "Book"):
            for column, put_in in (
                ("content.json", escaped),
                ("content.prose", one_line),
                ("advice.text", poison),
            ):
                table, _, name = column.partition(".")
                sql = f"UPDATE {table} SET {name} = replace({name}, ?, ?)"
                _change(tampered, (sql, (text, put_in)))
        for words in EVERYWHERE:
            result = _piped(tampered, words)
            _shows_only(result)
            assert result.code == (1 if words[0] == "open" else 0), words
        for words in ON_TERMINAL:
            _shows_only(tampered.on_terminal(*words), painted=True)
        assert "␛]52;c;cHduZWQ=␇" in tampered.ok("show", "blue elbow")

    def test_a_tampered_catalog_opens_no_unsafe_address(
        self, fresh: Topic, tmp_path: Path, long: bool
    ) -> None:
        links = [
            {
                "title": f"Link {number}",
                "categories": ["Latest News"],
                "url": "https://elbow.example.org/",
            }
            for number in range(len(NO_ADDRESSES))
        ]
        topic = personal(fresh, tmp_path / "t", [topic_file(links=links)])
        settle(tmp_path / "t")
        topic.ok("list")
        _change(
            topic,
            *(
                ("UPDATE link SET url = ? WHERE number = ?", (address, number))
                for number, address in enumerate(NO_ADDRESSES, 1)
            ),
        )
        browser = tmp_path / "browser"
        browser.write_text(f"#!/bin/sh\necho started > {tmp_path}/started\n")
        browser.chmod(0o755)
        opening = topic.with_environ(BROWSER=str(browser))
        for number in range(1, len(NO_ADDRESSES) + 1, 1 if long else 4):
            said = opening.fails(1, "open", "blue", "elbow", str(number))
            assert "no address that can be opened" in said
            assert dangers(said) == frozenset()
        assert not (tmp_path / "started").exists()
        shown = topic.on_terminal("links", "blue elbow")
        _shows_only(shown, painted=True)
        assert "]8;id" not in shown.out


def _tamper(topic: Topic, **changes: object) -> None:
    """Change what is known of the export that a command keeps."""
    path = data_of(topic) / "topics.zip"
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    index = json.loads(members["index.json"])
    index["changes"].update(changes)
    members["index.json"] = json.dumps(index).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)


@pytest.mark.parametrize("value", [None, "x", [1, 2], 1e308, -1, {"a": "y"}, {"a": None}])
def test_changes_of_another_kind_are_damage_that_an_import_mends(
    fresh: Topic, value: object
) -> None:
    (fresh.home / "e.xml").write_bytes(export())
    fresh.ok("import", str(fresh.home / "e.xml"))
    for key in ("totals", "links", "announced", "passed_over", "unknown_categories", "date", "new"):
        if key == "date" and value == "x":  # that is a text
            continue
        _tamper(fresh, **{key: value})
        assert "damaged" in fresh.fails(3, "changes")
        assert fresh("import", str(fresh.home / "e.xml")).code == 0
        fresh.ok("changes")


def test_tampered_changes_only_show(fresh: Topic) -> None:
    (fresh.home / "e.xml").write_bytes(export())
    fresh.ok("import", str(fresh.home / "e.xml"))
    _tamper(
        fresh,
        date=HOSTILE,
        previous=HOSTILE,
        passed_over={HOSTILE: 1},
        new=[["1", HOSTILE, HOSTILE, HOSTILE]],
    )
    for words in (["changes"], ["changes", "--format", "json"]):
        result = fresh(*words)
        _shows_only(result)
        assert result.code == 0
    _shows_only(fresh.on_terminal("changes"), painted=True)


def test_markup_in_a_topic_is_text(fresh: Topic, tmp_path: Path) -> None:
    text = " ".join(MARKUP)
    topic = personal(fresh, tmp_path / "t", [topic_file(
        title=f"Green Elbow {text}", also_called=["green elbow", f"Azure {text}"],
        description=f"Blue {text}"[:160], summary=f"An elbow.\n\n- {text}",
        advice={"emergency": [text], "routine": [f"Or {text}"]},
        symptoms=[{"name": f"Blue {mark}", "note": mark} for mark in MARKUP[:4]],
        sections={"causes": text, f"Heading {text}": text},
        links=[{"title": text, "categories": ["Start Here"], "organizations": [text],
                "url": "https://elbow.example.org/[red]", "note": text}],
        sources=[{"title": text, "publisher": text}],
    )])  # fmt: skip
    piped = topic.ok("show", "green elbow", "--width", "0")
    assert piped.count(text) == 14
    shown = topic.on_terminal("show", "green elbow", "--width", "0")
    assert (shown.code, shown.err) == (0, "")
    _shows_only(shown, painted=True)
    assert unpainted(shown.out).count(text) == 14
    for words in ON_TERMINAL:
        _shows_only(topic.on_terminal(*words), painted=True)
