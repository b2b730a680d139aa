"""When a catalog that is kept can be believed, told in this process."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from healthtopics import files
from healthtopics.catalog.content import Damaged
from healthtopics.catalog.opening import is_unchanged, open_catalog
from healthtopics.catalog.store import Catalog, Scope
from healthtopics.files import lock
from healthtopics.places import Collection
from tests.support import topics as made
from tests.support.command import topic_file
from tests.support.exports import RECORDS


class Kept:
    """Collections, the folder of their catalog, and how often it was built."""

    def __init__(self, root: Path, name: str = "cache") -> None:
        self.root = root
        self.cache = root / name
        self.cache.mkdir()
        self.collections: tuple[Collection, ...] = made.collections(
            root, {"a.yaml": topic_file()}, RECORDS
        )
        self.builds = 0

    def open(self, *, every_file: bool = True, rebuild: bool = False) -> Catalog:
        """Open the catalog, and count if it is built for that."""

        def progress(done: int, total: int) -> None:
            self.builds += done == total

        return open_catalog(
            self.collections, str(self.cache), progress, every_file=every_file, rebuild=rebuild
        )

    def is_believed(self, *, every_file: bool = True) -> bool:
        """Tell whether the catalog is opened as it stands."""
        before = self.builds
        assert list(self.open(every_file=every_file).topics(Scope("en")))
        return self.builds == before

    @property
    def file(self) -> Path:
        """The catalog's file."""
        (path,) = self.cache.iterdir()
        return path


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """Collections whose catalog is built."""
    kept = Kept(tmp_path)
    kept.open()
    return kept


def test_an_unchanged_catalog_is_reused_and_opened_read_only(kept: Kept) -> None:
    assert kept.builds == 1
    assert kept.is_believed()
    status = kept.file.stat()
    open_catalog(kept.collections, str(kept.cache), made.nobody)
    assert kept.file.stat().st_ino == status.st_ino
    catalog = kept.open()
    with pytest.raises(Damaged, match="readonly"):
        catalog.rows("", "DELETE FROM topic")


def test_files_with_undecodable_names_get_a_catalog_that_is_reused(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff.yaml")
    three = made.collections(tmp_path, {name: topic_file()})
    builds = []
    for _ in range(2):
        catalog = open_catalog(three, str(tmp_path), lambda *numbers: builds.append(numbers))
        (line,) = catalog.topics(Scope("en", collection="personal"))
        assert catalog.path(line) == str(tmp_path / "own" / name)
        assert is_unchanged(catalog, catalog.path(line))
    assert len(builds) == len(set(builds))


@pytest.mark.parametrize("name", ["a?b", "a#b", "100%", "%3f", "é b"])
def test_a_catalog_is_kept_in_a_cache_folder_of_any_name(tmp_path: Path, name: str) -> None:
    kept = Kept(tmp_path, name)
    kept.open()
    assert kept.is_believed()
    assert sorted(os.listdir(tmp_path)) == sorted(
        [name, "own", "bundled", "export.xml", "medlineplus"]
    )


def test_a_catalog_is_closed_at_the_end_of_its_with_block(kept: Kept) -> None:
    with kept.open() as catalog:
        assert list(catalog.topics(Scope("en")))
    with pytest.raises(Damaged, match="closed"):
        list(catalog.topics(Scope("en")))


def test_a_catalog_is_rebuilt_when_a_rebuild_is_asked_for(kept: Kept) -> None:
    kept.open(rebuild=True)
    assert kept.builds == 2


def test_a_catalog_is_not_kept_without_a_cache_folder(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        open_catalog(kept.collections, "", made.nobody)
    assert sorted(os.listdir(tmp_path)) == ["bundled", "cache", "export.xml", "medlineplus", "own"]


@pytest.mark.parametrize("every_file", [True, False])
@pytest.mark.parametrize(
    "change",
    [
        lambda kept: kept.file.unlink(),
        lambda kept: kept.file.write_bytes(b"rubbish" * 999),
        lambda kept: os.utime(kept.file, (2**31, 2**31)),
        lambda kept: (kept.root / "own" / "b.yaml").write_text(topic_file(title="Red Knee")),
        lambda kept: (kept.root / "own" / "a.yaml").unlink(),
        lambda kept: (kept.root / "medlineplus" / "topics.zip").unlink(),
        lambda kept: _update(kept, "value = '0' WHERE key = 'version'"),
        lambda kept: _update(kept, "value = '0' WHERE key = 'modified'"),
        lambda kept: _update(kept, "value = 'soon' WHERE key = 'modified'"),
        lambda kept: _update(kept, "key = 'other' WHERE key = 'version'"),
    ],
)
def test_a_changed_catalog_or_collection_is_not_reused(
    kept: Kept, change: Callable[[Kept], object], every_file: bool
) -> None:
    change(kept)
    assert not kept.is_believed(every_file=every_file)


def _update(kept: Kept, change: str) -> None:
    """Change what the catalog says of itself, and not its time stamp."""
    status = kept.file.stat()
    with sqlite3.connect(kept.file) as connection:
        connection.execute(f"UPDATE meta SET {change}")
    connection.close()
    os.utime(kept.file, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_a_file_changed_in_place_is_seen_only_if_every_file_is_checked(kept: Kept) -> None:
    (kept.root / "own" / "a.yaml").write_text(topic_file(summary="Changed."))
    assert kept.is_believed(every_file=False)
    catalog = kept.open(every_file=False)
    assert not is_unchanged(catalog, str(kept.root / "own" / "a.yaml"))
    assert is_unchanged(catalog, str(kept.root / "bundled" / "en" / "toe.yaml"))
    assert not kept.is_believed()


def test_every_file_is_checked_by_default(kept: Kept) -> None:
    (kept.root / "own" / "a.yaml").write_text(topic_file(description="Changed."))
    catalog = open_catalog(kept.collections, str(kept.cache), made.nobody)
    assert next(catalog.topics(Scope("en"))).description == "Changed."


class TestAnExportThatIsBeingReplaced:
    @pytest.fixture
    def replaced(self, kept: Kept) -> Iterator[Kept]:
        """A catalog whose export was just replaced by a process whose turn it is still."""
        folder = kept.root / "medlineplus"
        with lock(str(folder)):
            shutil.copy(folder / "topics.zip", folder / "new")
            (folder / "new").replace(folder / "topics.zip")
            yield kept

    def test_the_old_catalog_is_used_while_an_export_is_being_replaced(
        self, replaced: Kept
    ) -> None:
        assert replaced.is_believed()
        assert replaced.is_believed(every_file=False)

    def test_a_replaced_export_is_read_again_once_its_lock_is_released(self, kept: Kept) -> None:
        folder = kept.root / "medlineplus"
        (folder / "topics.zip").replace(folder / "old")
        shutil.copy(folder / "old", folder / "topics.zip")
        assert not kept.is_believed()

    def test_other_changes_are_seen_while_an_export_is_being_replaced(self, replaced: Kept) -> None:
        (replaced.root / "own" / "a.yaml").write_text(topic_file(summary="Changed."))
        assert replaced.is_believed(every_file=False)
        assert not replaced.is_believed()

    def test_a_removed_export_is_seen_while_its_folder_is_locked(self, replaced: Kept) -> None:
        (replaced.root / "medlineplus" / "topics.zip").unlink()
        assert not replaced.is_believed()

    @pytest.mark.parametrize("every_file", [True, False])
    def test_a_catalog_rebuilt_as_the_lock_is_released_is_used(
        self, kept: Kept, monkeypatch: pytest.MonkeyPatch, every_file: bool
    ) -> None:
        folder = kept.root / "medlineplus"
        (folder / "topics.zip").replace(folder / "old")
        shutil.copy(folder / "old", folder / "topics.zip")
        made.write(folder, {})

        def ends(folder: str) -> bool:
            open_catalog(kept.collections, str(kept.cache), made.nobody, rebuild=True)
            if not every_file:
                (kept.root / "own" / "a.yaml").write_text(topic_file(summary="Changed."))
            return False

        monkeypatch.setattr(files, "is_locked", ends)
        assert kept.is_believed(every_file=every_file)
