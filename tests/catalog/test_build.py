"""Building the catalog: what goes in, and when it is kept."""

import os
import re
import shutil
import sqlite3
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from healthtopics.catalog import kept
from healthtopics.catalog.build import build
from healthtopics.catalog.opening import catalog_path
from healthtopics.catalog.schema import VERSION
from healthtopics.catalog.store import Catalog, Scope
from healthtopics.errors import BadFile, BadInput
from healthtopics.files import stamp
from healthtopics.places import Collection
from tests.support import topics as made
from tests.support.command import topic_file
from tests.support.exports import KNEE, RECORDS, export, record, zipped

EN = Scope("en")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A folder for catalogs, whose own folder is not there yet."""
    return tmp_path / "cache" / "healthtopics"


def _titles(catalog: Catalog, scope: Scope = EN) -> list[str]:
    return [line.title for line in catalog.topics(scope)]


def _meta(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("SELECT key, value FROM meta"))


class TestKeeping:
    def test_a_build_writes_a_private_catalog_file_in_private_folders(
        self, tmp_path: Path, cache: Path
    ) -> None:
        tmp_path.joinpath("home").mkdir()
        path = cache / "catalog-1.sqlite"
        three = made.collections(tmp_path)
        connection = build(three, str(path), made.nobody)
        assert os.listdir(cache) == ["catalog-1.sqlite"]
        assert [p.stat().st_mode & 0o777 for p in (cache.parent, cache, path)] == [
            0o700, 0o700, 0o600,
        ]  # fmt: skip
        meta = _meta(connection)
        assert (meta["version"], meta["collections"]) == (VERSION, repr(three))
        assert path.stat().st_mtime_ns == int(meta["modified"]) * 1_000_000_000
        assert _meta(sqlite3.connect(path)) == meta

    def test_a_build_does_not_create_a_missing_home_folder(
        self, tmp_path: Path, cache: Path
    ) -> None:
        path = cache / "more" / "catalog-1.sqlite"
        catalog = Catalog(build(made.collections(tmp_path), str(path), made.nobody))
        assert _titles(catalog) == ["Green Toe"]
        assert not cache.exists()

    def test_a_catalog_without_a_path_is_built_and_leaves_no_file(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        here = tmp_path / "here"
        here.mkdir()
        monkeypatch.chdir(here)
        catalog = Catalog(build(made.collections(tmp_path / "made"), "", made.nobody))
        assert _titles(catalog) == ["Green Toe"]
        assert os.listdir(here) == []

    def test_a_catalog_is_built_in_memory_when_the_disk_fails(
        self, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        connect = sqlite3.connect

        def fail(database: str, **options: object) -> sqlite3.Connection:
            if database != ":memory:":
                raise sqlite3.OperationalError("disk I/O error")
            return connect(database, isolation_level=None)

        monkeypatch.setattr(sqlite3, "connect", fail)
        path = cache / "catalog-1.sqlite"
        catalog = Catalog(build(made.collections(tmp_path), str(path), made.nobody))
        assert _titles(catalog) == ["Green Toe"]
        assert os.listdir(cache) == []

    def test_a_catalog_that_cannot_be_moved_into_place_is_still_read(
        self, tmp_path: Path, cache: Path
    ) -> None:
        path = cache / "catalog-1.sqlite"
        path.mkdir(parents=True)
        catalog = Catalog(build(made.collections(tmp_path), str(path), made.nobody))
        assert _titles(catalog) == ["Green Toe"]
        assert os.listdir(cache) == ["catalog-1.sqlite"]

    def test_a_cache_folder_removed_during_a_build_does_no_harm(
        self, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(old: str, new: str) -> None:
            shutil.rmtree(cache)
            raise FileNotFoundError(2, "No such file or directory", new)

        monkeypatch.setattr(os, "replace", fail)
        path = cache / "catalog-1.sqlite"
        catalog = Catalog(build(made.collections(tmp_path), str(path), made.nobody))
        assert _titles(catalog) == ["Green Toe"]

    def test_a_catalog_is_synced_to_disk_before_it_is_moved_into_place(
        self, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        done: list[str] = []
        fsync, replace = os.fsync, os.replace

        def synced(descriptor: int) -> None:
            done.append(os.readlink(f"/proc/self/fd/{descriptor}"))
            fsync(descriptor)

        def replaced(old: str, new: str) -> None:
            done.append(new)
            replace(old, new)

        monkeypatch.setattr(os, "fsync", synced)
        monkeypatch.setattr(os, "replace", replaced)
        path = cache / "catalog-1.sqlite"
        build(made.collections(tmp_path), str(path), made.nobody)
        assert re.fullmatch(rf"{path}\.[0-9a-f]+\.tmp", done[0])
        assert done[1:] == [str(path), str(cache)]

    @pytest.mark.parametrize("since", [0, 1 << 32])  # also after a clock was set back
    def test_only_the_eight_newest_catalogs_are_kept(
        self, tmp_path: Path, cache: Path, since: int
    ) -> None:
        cache.mkdir(parents=True)
        for number in range(10):
            (cache / f"catalog-{number}.sqlite").write_bytes(b"")
            os.utime(cache / f"catalog-{number}.sqlite", (since + number, since + number))
        build(made.collections(tmp_path), str(cache / "catalog-a.sqlite"), made.nobody)
        assert sorted(os.listdir(cache)) == [
            *(f"catalog-{number}.sqlite" for number in range(3, 10)), "catalog-a.sqlite",
        ]  # fmt: skip


class TestLeftovers:
    def test_an_unfinished_file_that_no_process_holds_is_removed(
        self, tmp_path: Path, cache: Path
    ) -> None:
        cache.mkdir(parents=True, mode=0o700)
        for number in (os.getpid(), 1, 10**30):  # the number of a process is no proof of life
            (cache / f"catalog-2.sqlite.{number}.tmp").write_bytes(b"")
        build(made.collections(tmp_path), str(cache / "catalog-1.sqlite"), made.nobody)
        assert os.listdir(cache) == ["catalog-1.sqlite"]

    def test_an_unfinished_file_of_a_process_at_work_stays(
        self, tmp_path: Path, cache: Path
    ) -> None:
        at_work = kept.create_temporary(str(cache / "catalog-2.sqlite"))
        build(made.collections(tmp_path), str(cache / "catalog-1.sqlite"), made.nobody)
        assert sorted(os.listdir(cache)) == ["catalog-1.sqlite", os.path.basename(at_work.path)]
        at_work.close(drop=True)
        assert os.listdir(cache) == ["catalog-1.sqlite"]

    @pytest.mark.parametrize(
        "name",
        ["x.tmp", "notes.sqlite", "catalog-1.sqlite.bak.tmp", "catalog-mine.sqlite", "x.7.tmp"],
    )
    def test_files_without_a_catalog_name_are_not_removed(
        self, tmp_path: Path, cache: Path, name: str
    ) -> None:
        cache.mkdir(parents=True, mode=0o700)
        (cache / name).write_bytes(b"")
        os.utime(cache / name, (1, 1))
        for number in range(2, 12):
            (cache / f"catalog-{number}.sqlite").write_bytes(b"")
        build(made.collections(tmp_path), str(cache / "catalog-1.sqlite"), made.nobody)
        assert name in os.listdir(cache)

    def test_a_link_with_a_catalog_name_does_not_harm_its_target(
        self, tmp_path: Path, cache: Path
    ) -> None:
        cache.mkdir(parents=True, mode=0o700)
        (tmp_path / "precious").write_text("keep")
        (cache / "catalog-2.sqlite.7.tmp").symlink_to(tmp_path / "precious")
        build(made.collections(tmp_path), str(cache / "catalog-1.sqlite"), made.nobody)
        assert (tmp_path / "precious").read_text() == "keep"


class TestWhatItIsMadeOf:
    def test_a_catalog_records_the_stamps_of_its_files_and_folders(self, tmp_path: Path) -> None:
        three = made.collections(tmp_path, {"a.yaml": topic_file()}, RECORDS)
        connection = build(three, "", made.nobody)
        own, bundled, kept = tmp_path / "own", tmp_path / "bundled", three[1].export
        rows = connection.execute("SELECT * FROM folder").fetchall()
        assert rows == sorted(
            tuple(stamp(str(path))) for path in (own, bundled, bundled / "en", bundled / "es", kept)
        )
        files = [own / "a.yaml", *(p for p in bundled.rglob("*.yaml")), kept]
        rows = connection.execute("SELECT * FROM file").fetchall()
        assert rows == sorted(tuple(stamp(str(path))) for path in files)

    @pytest.mark.parametrize("kept_before", [False, True])
    @pytest.mark.parametrize(
        "change",
        [
            lambda root: made.write(root / "own", {"b.yaml": topic_file(title="Red Knee")}),
            lambda root: (root / "own" / "a.yaml").unlink(),
            lambda root: made.write(root / "own", {"a.yaml": topic_file(summary="Green.")}),
            lambda root: (root / "medlineplus" / "topics.zip").unlink(),
        ],
        ids=["a file more", "a file less", "another file", "no export"],
    )
    def test_a_catalog_is_not_kept_if_a_source_changes_during_the_build(
        self, tmp_path: Path, cache: Path, change: Callable[[Path], None], kept_before: bool
    ) -> None:
        three = made.collections(tmp_path, {"a.yaml": topic_file()}, RECORDS)
        path = cache / "catalog-1.sqlite"
        if kept_before:
            build(three, str(path), made.nobody)
        before = path.stat().st_ino if kept_before else 0

        def progress(done: int, total: int) -> None:
            if done == total:
                change(tmp_path)

        catalog = Catalog(build(three, str(path), progress))
        assert "Blue Elbow" in _titles(catalog)
        assert os.listdir(cache) == (["catalog-1.sqlite"] if kept_before else [])
        assert not before or path.stat().st_ino == before

    @pytest.mark.parametrize("change", ["a.yaml", "."])
    def test_a_catalog_is_not_kept_if_a_source_was_changed_just_now(
        self, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, change: str
    ) -> None:
        three = made.collections(tmp_path, {"a.yaml": topic_file()})
        now = 1_700_000_000_000_000_000
        monkeypatch.setattr(time, "time_ns", lambda: now)
        for before, is_kept in ((10_000_000, False), (-10_000_000, False), (90_000_000, True)):
            os.utime(tmp_path / "own" / change, ns=(now - before, now - before))
            build(three, str(cache / "catalog-1.sqlite"), made.nobody)
            assert os.listdir(cache) == (["catalog-1.sqlite"] if is_kept else [])


class TestProgress:
    def test_progress_is_reported_for_every_file_and_topic_and_at_the_end(
        self, tmp_path: Path
    ) -> None:
        told: list[tuple[int, int]] = []
        three = made.collections(tmp_path, {"a.yaml": topic_file()}, RECORDS)
        build(three, "", lambda *numbers: told.append(numbers))
        files = [(done, 3) for done in range(3)]
        imported = [(done, 3) for done in range(3)]
        assert told == [files[0], *imported, *files[1:], (3, 3)]


class TestTopics:
    def test_a_topic_comes_from_the_first_collection_that_has_it(self, tmp_path: Path) -> None:
        catalog = made.catalog(
            tmp_path,
            {"a.yaml": topic_file(title="Scarlet Knee", medlineplus={"id": "3"})},
            RECORDS,
            {"b.yaml": topic_file(title="RED knee"), "c.yaml": topic_file(title="Blue-Elbow")},
        )
        assert [(line.title, line.collection) for line in catalog.topics(EN)] == [
            ("Blue-Elbow", "bundled"), ("Scarlet Knee", "personal"),
        ]  # fmt: skip
        assert _titles(catalog, Scope("en", collection="medlineplus")) == ["Blue Elbow", "Red Knee"]

    def test_a_topic_does_not_hide_its_namesake_in_another_language(self, tmp_path: Path) -> None:
        spanish = topic_file(
            language="es", groups=None, links=[{"title": "X", "categories": ["Niños"]}]
        )
        catalog = made.catalog(tmp_path, {"a.yaml": spanish}, RECORDS)
        assert _titles(catalog) == ["Blue Elbow", "Green Toe", "Red Knee"]
        assert "Blue Elbow" in _titles(catalog, Scope("es"))

    def test_a_duplicate_topic_is_reported_and_the_first_is_used(self, tmp_path: Path) -> None:
        files = {
            "a.yaml": topic_file(summary="First."),
            "b.yaml": topic_file(summary="Second."),
            "c.yaml": topic_file(title="Red Knee"),
        }
        catalog = made.catalog(tmp_path, files)
        assert _titles(catalog) == ["Blue Elbow", "Green Toe", "Red Knee"]
        assert catalog.path(next(catalog.topics(EN))) == str(tmp_path / "own" / "a.yaml")
        assert catalog.bad_files() == [(str(tmp_path / "own" / "b.yaml"), 1, 1)]

    def test_bad_files_are_reported_and_hide_no_other_file(self, tmp_path: Path) -> None:
        several = "title: Blue Elbow\nlanguage: xx\nstrange: 1\n"
        files: dict[str, str | bytes] = {
            "a.yaml": several, "b.yaml": b"\xff", "c.yaml": topic_file(),
            "e.yaml": topic_file(title="Red Knee", also_called=None),
        }  # fmt: skip
        three = made.collections(tmp_path, files)
        (tmp_path / "own" / "d.yaml").symlink_to(tmp_path / "nowhere")
        catalog = Catalog(build(three, "", made.nobody))
        assert _titles(catalog) == ["Blue Elbow", "Green Toe", "Red Knee"]
        own = tmp_path / "own"
        first, *others = catalog.bad_files()
        assert (first.path, first.line) == (str(own / "a.yaml"), 1)
        assert first.problems > 2
        assert others == [(str(own / "b.yaml"), 1, 1), (str(own / "d.yaml"), 1, 1)]

    def test_a_group_outside_the_vocabulary_has_a_key_too(self, tmp_path: Path) -> None:
        parts = f"<group>Own Group, our</group><group>{made.BONES}</group>"
        catalog = made.catalog(tmp_path, {}, (record(3, "Red Knee", KNEE, parts=parts),))
        keys = [count.slug for count in catalog.groups(Scope("en", collection="medlineplus"))]
        assert keys == ["bones-joints-and-muscles", "own-group-our"]


class TestExports:
    @pytest.mark.parametrize("topics", [3, 300])
    def test_a_damaged_export_is_reported_and_nothing_of_it_is_used(
        self, tmp_path: Path, topics: int
    ) -> None:
        records = tuple(record(n, f"Red Knee {n}", KNEE) for n in range(1, topics + 1))
        three = made.collections(tmp_path, {"a.yaml": topic_file()}, records)
        kept = Path(three[1].export)
        with zipfile.ZipFile(kept) as archive:
            index = archive.read("index.json")
        kept.write_bytes(zipped(("topics.xml", export(*records)[:-30]), ("index.json", index)))
        connection = build(three, "", made.nobody)
        catalog = Catalog(connection)
        assert _titles(catalog) == ["Blue Elbow", "Green Toe"]
        assert catalog.bad_files() == [(str(kept), 0, 1)]
        assert catalog.passed_over() == {}
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if name != "medicine"  # whose topics are titles
            and "topic" in {row[1] for row in connection.execute(f"PRAGMA table_info({name})")}
        ]
        assert "link_category" in tables
        for table in tables:
            strays = connection.execute(
                f"SELECT count(*) FROM {table} WHERE topic NOT IN (SELECT id FROM topic)"
            ).fetchone()
            assert strays == (0,), table
        assert _titles(catalog, Scope("en", collection="bundled")) == ["Green Toe"]

    def test_an_export_that_is_a_folder_is_reported(self, tmp_path: Path) -> None:
        three = made.collections(tmp_path)
        Path(three[1].export).mkdir(parents=True)
        catalog = Catalog(build(three, "", made.nobody))
        assert catalog.bad_files() == [(three[1].export, 0, 1)]
        assert _titles(catalog) == ["Green Toe"]

    def test_an_export_that_is_a_dangling_link_is_reported(self, tmp_path: Path) -> None:
        three = made.collections(tmp_path)
        (tmp_path / "medlineplus").mkdir()
        Path(three[1].export).symlink_to(tmp_path / "nowhere")
        assert Catalog(build(three, "", made.nobody)).bad_files() == [(three[1].export, 0, 1)]

    def test_an_export_does_not_bring_back_what_a_personal_topic_hides(
        self, tmp_path: Path
    ) -> None:
        own = {
            "a.yaml": topic_file(title="Green Toe", also_called=None),
            "b.yaml": topic_file(title="Old Knee", also_called=None),
        }
        catalog = made.catalog(tmp_path, own, (record(3, "Red Knee", KNEE),))
        assert _titles(catalog) == ["Green Toe", "Old Knee", "Red Knee"]
        assert {line.collection for line in catalog.topics(EN)} == {"personal", "medlineplus"}

    def test_topics_of_an_export_do_not_hide_each_other(self, tmp_path: Path) -> None:
        assert len(list(made.catalog(tmp_path, {}, RECORDS).topics(EN))) == 3


class TestVocabularies:
    @pytest.mark.parametrize(
        "name",
        [
            "organizations.yaml",
            "everyday.yaml",
            "danger.yaml",
            "medicine-names.yaml",
            "common-words.yaml",
        ],
    )
    @pytest.mark.parametrize("content", ["- 7: [", b"\xff", None])
    def test_a_bad_vocabulary_is_reported_and_topics_are_still_listed(
        self, tmp_path: Path, name: str, content: str | bytes | None
    ) -> None:
        three = made.collections(tmp_path)
        path = tmp_path / "bundled" / name
        path.unlink()
        if content is not None:
            made.write(tmp_path / "bundled", {name: content})
        catalog = Catalog(build(three, "", made.nobody))
        assert _titles(catalog) == ["Green Toe"]
        assert [bad.path for bad in catalog.bad_files()] == [str(path)]

    def test_a_catalog_cannot_be_built_without_readable_groups(
        self, tmp_path: Path, opened: list[sqlite3.Connection]
    ) -> None:
        three = made.collections(tmp_path)
        made.write(tmp_path / "bundled", {"groups.yaml": "- 7"})
        with pytest.raises(BadFile) as caught:
            build(three, "", made.nobody)
        assert "groups.yaml:1" in caught.value.message
        made.write(tmp_path / "bundled", {"groups.yaml": b"\xff"})
        with pytest.raises(BadInput, match=r"groups\.yaml"):
            build(three, "", made.nobody)
        assert len(opened) == 2
        for connection in opened:
            with pytest.raises(sqlite3.ProgrammingError, match="closed"):
                connection.execute("SELECT 1")

    def test_vocabulary_files_are_not_read_as_topics_in_any_folder(self, tmp_path: Path) -> None:
        catalog = made.catalog(tmp_path, {"a.yaml": topic_file(), **made.VOCABULARIES})
        assert _titles(catalog) == ["Blue Elbow", "Green Toe"]
        assert catalog.bad_files() == []


def test_collections_have_catalogs_of_their_own(tmp_path: Path) -> None:
    one, other = [Collection("a", ("/a",))], [Collection("a", ("/b",))]
    path = catalog_path(one, str(tmp_path))
    assert path != catalog_path(other, str(tmp_path))
    assert path == catalog_path(tuple(one), str(tmp_path))
    assert os.path.dirname(path) == str(tmp_path)
    assert catalog_path(one, "") == ""
    assert catalog_path([Collection("a", ("/\udcff",))], str(tmp_path))
