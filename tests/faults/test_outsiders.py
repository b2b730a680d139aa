"""What others can put in the way: hostile exports, folders and links of other users, passing errors."""

import json
import os
import resource
import sqlite3
from pathlib import Path

import pytest

from tests.support.command import Topic, personal, topic_file
from tests.support.exports import BLUE, RECORDS, export, record
from tests.support.installation import cache_of, catalogs, data_of, settle
from tests.support.limited_import import bounded_import, refused
from tests.support.long_form import only_long
from tests.support.processes import limited, prepared, shell, unprivileged

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="NOT TESTED: only root has two users")
OTHER = 65534


@pytest.fixture
def imported(fresh: Topic) -> Topic:
    """The command with an imported export."""
    assert bounded_import(fresh, export(*RECORDS)).returncode == 0
    return fresh


# Exports


def _many_names() -> bytes:
    parts = "".join(f"<a{number}/>" for number in range(11_000))
    return export(record(1, "Blue Elbow", BLUE, parts=parts))


def _many_namespaces() -> bytes:
    parts = "".join(f'<a xmlns:p{number}="u{number}"/>' for number in range(11_000))
    return export(record(1, "Blue Elbow", BLUE, parts=parts))


@pytest.mark.parametrize("make", [_many_names, _many_namespaces])
def test_an_export_of_countless_names_is_refused(imported: Topic, make: object) -> None:
    assert callable(make)
    assert "more names of elements" in refused(imported, make())


@pytest.mark.parametrize("letter", only_long(["\ufdfa"]))  # it is folded into 18 letters
def test_no_topic_of_an_export_has_time_of_its_own(imported: Topic, letter: str) -> None:
    records = (record(number, f"{letter * 480} {number}", "x") for number in range(1500))
    assert "too long to read" in refused(imported, export(*records))


def test_titles_that_no_index_could_hold_are_passed_over(imported: Topic) -> None:
    long = [record(number, f"T{number} {'a' * 900_000}", "<p>x</p>") for number in range(4, 9)]
    done = bounded_import(imported, export(*RECORDS, *long))
    assert done.returncode == 0
    assert b"Skipped, topics with a title that is too long: 5" in done.stdout
    assert imported.ok("list", "--source", "medlineplus").count("\n") == 2


def test_few_kinds_of_unknown_elements_are_told_apart(imported: Topic) -> None:
    parts = "".join(f"<a{number}/>" for number in range(300))
    content = export(record(1, "Blue Elbow", BLUE, parts=parts))
    assert bounded_import(imported, content, "--force").returncode == 0
    assert imported.ok("status").count("unknown elements") <= 101


@pytest.mark.parametrize("where", ["title", "summary"])
def test_accents_without_end_take_no_time(imported: Topic, where: str) -> None:
    marks = "a" + "\u0315" * 150_000 + "\u0316" * 150_000
    title = f"Elbow {marks[:400]}" if where == "title" else "Elbow"
    summary = f"<p>{marks}</p>"
    assert (
        bounded_import(imported, export(record(9, title, summary))).returncode == 3
    )  # one of three
    assert bounded_import(imported, export(record(9, title, summary)), "--force").returncode == 0
    assert imported.ok("show", "elbow" if where == "summary" else title[:40])


def test_accents_without_end_in_a_topic_file_take_no_time(small: Topic, tmp_path: Path) -> None:
    marks = "a" + "\u0315" * 200_000 + "\u0316" * 200_000
    own = personal(small, tmp_path / "t", [topic_file(title="Green Thumb", summary=marks)])
    assert own.ok("show", "green thumb").startswith("Green Thumb\n")


def test_an_archive_that_a_mac_packed_is_an_export(imported: Topic) -> None:
    import io
    import zipfile

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mplus_topics.xml", export(*RECORDS))
        archive.writestr("__MACOSX/._mplus_topics.xml", b"\0\5\26\7")
        archive.writestr("._mplus_topics.xml", b"\0\5\26\7")
    assert bounded_import(imported, file.getvalue()).returncode == 0


def test_a_topic_of_more_relatives_than_sqlite_has_variables_is_shown(imported: Topic) -> None:
    parts = "".join(f"<related-topic>Relative {number}</related-topic>" for number in range(20_000))
    done = bounded_import(
        imported, export(*RECORDS[1:], record(1, "Blue Elbow", BLUE, parts=parts))
    )
    assert done.returncode == 0
    assert imported.ok("show", "blue elbow", "--source", "medlineplus")


@pytest.mark.parametrize("name", ["topics.zip", "topics.zip.tmp", "lock"])
def test_a_pipe_in_the_data_folder_is_not_waited_for(imported: Topic, name: str) -> None:
    (data_of(imported) / name).unlink(missing_ok=True)
    os.mkfifo(data_of(imported) / name)
    assert imported("show", "blue elbow", "--source", "bundled").code == 0
    assert imported("changes").code in (0, 3)
    assert bounded_import(imported, export(*RECORDS)).returncode in (0, 5)


def test_a_link_in_place_of_the_unfinished_export_is_not_followed(
    imported: Topic, tmp_path: Path
) -> None:
    (tmp_path / "precious").write_text("keep")
    (data_of(imported) / "topics.zip.tmp").symlink_to(tmp_path / "precious")
    assert bounded_import(imported, export(*RECORDS)).returncode == 0
    assert (tmp_path / "precious").read_text() == "keep"
    assert not (data_of(imported) / "topics.zip").is_symlink()


def test_a_folder_in_place_of_the_export_is_told(imported: Topic) -> None:
    (data_of(imported) / "topics.zip").unlink()
    (data_of(imported) / "topics.zip").mkdir()
    assert "not a regular file" in imported.fails(3, "changes")
    assert imported("show", "blue elbow").code == 0


# Passing errors


def test_a_topic_file_that_could_not_be_read_is_read_when_it_can(
    small: Topic, tmp_path: Path
) -> None:
    own = personal(small, tmp_path / "t", [topic_file(title="Green Thumb")])
    (file,) = (tmp_path / "t").rglob("*.yaml")
    file.chmod(0)
    assert unprivileged(own).run_bytes("show", "green thumb").returncode == 1
    file.chmod(0o600)  # which changes no time that is looked at
    assert unprivileged(own).run_bytes("show", "green thumb").returncode == 0


def test_an_export_that_could_not_be_read_is_read_when_it_can(imported: Topic) -> None:
    for catalog in catalogs(imported):
        catalog.unlink()
    (data_of(imported) / "topics.zip").chmod(0)
    done = unprivileged(imported).run_bytes("list", "--source", "medlineplus")
    assert b"which could not be read" in done.stderr
    assert b"cannot be read" in unprivileged(imported).run_bytes("status").stdout
    done = unprivileged(imported).run_bytes("import", str(imported.home / "hostile"))
    assert done.returncode == 5  # it cannot be told whether it has half as many topics
    (data_of(imported) / "topics.zip").chmod(0o600)
    done = unprivileged(imported).run_bytes("list", "--source", "medlineplus")
    assert (done.stdout.count(b"\n"), done.stderr) == (2, b"")


def test_a_file_of_the_users_own_that_becomes_the_topic_is_shown(
    small: Topic, tmp_path: Path
) -> None:
    own = personal(small, tmp_path / "t", {"x.yaml": topic_file(title="Zzz")})
    own.ok("list")
    (tmp_path / "t" / "x.yaml").write_text(topic_file(title="Red Knee", summary="Mine."))
    assert "Mine." in own.ok("show", "red knee")


# Catalogs


def _poison(catalog: Path, *statements: str) -> None:
    status = catalog.stat()
    with sqlite3.connect(catalog) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()
    os.utime(catalog, ns=(status.st_atime_ns, status.st_mtime_ns))


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"


@pytest.mark.parametrize(
    "statements",
    [
        ("ALTER TABLE content RENAME TO kept",
         f"CREATE VIEW content AS {ENDLESS} SELECT kept.* FROM kept, n WHERE i < 0"),
        ("CREATE TRIGGER t AFTER INSERT ON topic BEGIN DELETE FROM topic; END",),
        ("CREATE TABLE text_more (a TEXT DEFAULT (hex(zeroblob(400000000))))",),
        ("CREATE INDEX more ON topic (hex(title))",),
        ("DROP INDEX name_key",),
    ],
    ids=["a view", "a trigger", "a table", "an index", "a table less"],
)  # fmt: skip
def test_a_catalog_with_other_tables_than_ours_is_built_anew(
    small: Topic, statements: tuple[str, ...]
) -> None:
    page = small.ok("show", "blue elbow")
    (catalog,) = catalogs(small)
    _poison(catalog, *statements)
    before = catalog.stat().st_ino
    assert small.ok("show", "blue elbow") == page
    assert catalog.stat().st_ino != before


def test_a_catalog_of_other_collections_is_not_believed(small: Topic, tmp_path: Path) -> None:
    own = personal(small, tmp_path / "t", [topic_file(title="Blue Elbow", summary="Not this.")])
    settle(tmp_path / "t")  # else no catalog is kept
    own.ok("list")
    first, second = sorted(catalogs(small), key=lambda path: path.stat().st_size)
    for one, other in ((first, second), (second, first)):
        status, content = other.stat(), one.read_bytes()
        own.ok("list"), small.ok("list")
        other.write_bytes(content)
        os.utime(other, ns=(one.stat().st_atime_ns, one.stat().st_mtime_ns))
        assert status.st_size
        assert "Not this." not in small.ok("show", "blue elbow")
        assert "Not this." in own.ok("show", "blue elbow")


@only_root
def test_a_catalog_of_another_user_is_not_believed(small: Topic) -> None:
    page = small.ok("show", "blue elbow")
    (catalog,) = catalogs(small)
    _poison(catalog, "UPDATE content SET json = replace(json, 'blue', 'well')")
    os.chown(catalog, OTHER, OTHER)
    assert small.ok("show", "blue elbow") == page


@only_root
def test_folders_of_another_user_are_not_used_and_that_is_said(imported: Topic) -> None:
    for folder in (cache_of(imported), data_of(imported)):
        os.chown(folder, OTHER, OTHER)
    done = imported("show", "codo azul")
    assert done.code == 1
    for folder in (cache_of(imported), data_of(imported)):
        assert f"not using {folder}: it belongs to another user" in done.err
    assert bounded_import(imported, export(*RECORDS)).returncode == 5


def test_folders_for_all_to_write_are_not_used(imported: Topic) -> None:
    cache_of(imported).chmod(0o777)
    before = [path.stat().st_mtime_ns for path in catalogs(imported)]
    done = imported("show", "blue elbow")
    assert (done.code, done.err.count("\n")) == (0, 1)
    assert [path.stat().st_mtime_ns for path in catalogs(imported)] == before


def test_topics_in_a_folder_for_all_to_write_are_not_shown(imported: Topic) -> None:
    imported = imported.with_environ(HEALTHTOPICS_PATH="")
    folder = data_of(imported).parent / "topics"
    folder.mkdir(mode=0o755)
    (folder / "violet.yaml").write_text(topic_file(title="Violet Elbow"))
    imported.ok("show", "violet elbow")
    folder.chmod(0o777)
    done = imported("show", "violet elbow")
    assert done.code == 1
    assert f"not using {folder}" in done.err


@only_root
def test_root_leaves_nothing_in_the_home_of_another(fresh: Topic) -> None:
    os.chown(fresh.home, OTHER, OTHER)
    fresh.ok("show", "blue elbow")
    assert bounded_import(fresh, export(*RECORDS)).returncode == 5
    assert [path for path in fresh.home.rglob("*") if path.name != "hostile"] == []


def test_folders_and_files_are_private_whatever_the_umask(fresh: Topic) -> None:
    (fresh.home / "e.xml").write_bytes(export(*RECORDS))
    done = prepared(fresh, lambda: os.umask(0), "import", str(fresh.home / "e.xml"))
    assert done.returncode == 0
    for top in (".cache", ".local"):
        for path in [fresh.home / top, *(fresh.home / top).rglob("*")]:
            assert path.stat().st_mode & 0o077 == 0, path


# What is named by the user


def test_what_stands_around_an_answer_in_a_file_stays(small: Topic, tmp_path: Path) -> None:
    file = tmp_path / "f"
    done = shell(small, '{ echo head; topic urgent "blue elbow" -o /dev/stdout; echo foot; } > "$1"',
                 str(file))  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    lines = file.read_text().splitlines()
    assert (lines[0], lines[-1]) == ("head", "foot")
    assert len(lines) > 4
    done = shell(small, 'topic urgent "blue elbow" -o /dev/fd/7 7>> "$1"', str(file))
    assert file.read_text().splitlines()[: len(lines)] == lines
    assert len(file.read_text().splitlines()) > len(lines)


@pytest.mark.parametrize("words", [["show"], ["urgent"], ["search"], ["links"], ["open"], []])
def test_a_long_argument_is_not_echoed_whole(small: Topic, words: list[str]) -> None:
    done = small(*words, "x" * 100_000)
    assert done.code != 0
    assert max(map(len, done.err.splitlines())) < 700


def test_a_search_has_a_bounded_number_of_words(small: Topic) -> None:
    done = small("search", *[f"blue{number}" for number in range(5000)])
    assert "the first 100 words" in done.err


def test_a_symptom_of_countless_words_is_not_corrected(topic: Topic) -> None:
    seconds = (resource.RLIMIT_CPU, 2, 2)
    countless = " ".join(f"a{number}" for number in range(3000))
    done = limited(topic, [seconds], "symptoms", "--having", countless)
    assert done.returncode == 1, done


@pytest.mark.parametrize("words", ["topic shwo b", "topic show b", "topic"])
def test_completion_writes_nothing_but_words(small: Topic, tmp_path: Path, words: str) -> None:
    bad = personal(small, tmp_path / "t", {"bad.yaml": "title: ["})
    for place in ("2", "x", ""):
        asked = bad.with_environ(
            _TOPIC_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=place
        )
        done = asked()
        assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize("encoding", ["idna", "undefined", "no-such", "utf-16", "base64"])
def test_any_encoding_that_is_named_gives_an_answer_or_a_sentence(
    small: Topic, encoding: str
) -> None:
    done = small.with_environ(PYTHONIOENCODING=encoding).run_bytes("show", "blue elbow")
    assert done.returncode in (0, 1, 5)
    assert b"mistake" not in done.stderr


def test_an_address_that_a_shell_would_run_is_encoded(small: Topic, tmp_path: Path) -> None:
    link = {
        "title": "x",
        "categories": ["Start Here"],
        "url": "https://x.example.org/$(touch$IFS/tmp/x);'!",
    }
    own = personal(small, tmp_path / "t", [topic_file(title="Green Thumb", links=[link])])
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {tmp_path}/opened\n')
    browser.chmod(0o700)
    own.with_environ(BROWSER=str(browser)).ok("open", "green thumb", "1")
    opened = (tmp_path / "opened").read_text()
    assert opened.startswith("https://x.example.org/%24%28touch%24IFS/tmp/x%29")
    assert not set("$();'!") & set(opened)


def test_data_is_what_was_written(imported: Topic) -> None:
    held = json.loads(
        imported.ok("show", "blue elbow", "--source", "medlineplus", "--format", "json")
    )
    assert held["title"] == "Blue Elbow"
