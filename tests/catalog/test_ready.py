"""The catalog that comes with the program: what is in it, and when it is read where it lies."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from healthtopics import places
from healthtopics.catalog import ready
from healthtopics.catalog.build import build
from healthtopics.catalog.kept import open_kept, ready_path
from healthtopics.catalog.opening import ask, is_unchanged, open_catalog
from healthtopics.catalog.store import Catalog, Scope
from healthtopics.errors import BadInput
from healthtopics.places import Collection
from tests.catalog.test_edits import tables
from tests.support import topics as made
from tests.support.command import topic_file

EN = Scope("en")


class Wheel:
    """Collections of which the bundled one has a ready catalog, and what is read to ask them."""

    def __init__(self, root: Path, *, is_sealed: bool = True) -> None:
        self.root = root
        (root / "bundled" / ".ready").mkdir(parents=True)
        self.bundled = made.write(root / "bundled", {**made.VOCABULARIES, **made.BUNDLED})
        self.collections: tuple[Collection, ...] = (
            Collection("personal", (str(root / "own"),)),
            Collection("medlineplus", (), str(root / "medlineplus" / "topics.zip")),
            Collection("bundled", (str(self.bundled),)),
        )
        self.ready = Path(ready_path(self.collections))
        self.cache = root / "cache"
        self.cache.mkdir()
        ready.make(str(self.bundled), str(self.ready), is_sealed=is_sealed)

    def titles(self) -> tuple[list[str], int]:
        """Return the English titles, and how many files were read to tell them; -1 for no build."""
        told = [-1]
        with open_catalog(
            self.collections, str(self.cache), lambda done, total: told.append(total)
        ) as catalog:
            return [line.title for line in catalog.topics(EN)], told[-1]

    def kept(self) -> list[str]:
        """Return the names of the catalogs that are kept."""
        return os.listdir(self.cache)


@pytest.fixture
def wheel(tmp_path: Path) -> Wheel:
    """Collections with a sealed catalog, as a wheel installs it."""
    return Wheel(tmp_path)


@pytest.fixture
def checkout(tmp_path: Path) -> Wheel:
    """Collections with a catalog that is not sealed, as an editable install has it."""
    return Wheel(tmp_path, is_sealed=False)


def _differences(folder: str, path: Path, *, is_sealed: bool) -> set[str]:
    """Make a ready catalog; return the tables that differ from those of a full build."""
    ready.make(folder, str(path), is_sealed=is_sealed)
    collections = (
        Collection("personal", ()), Collection("medlineplus", ()), Collection("bundled", (folder,)),
    )  # fmt: skip
    with closing(build(collections, "", made.nobody, from_nothing=True)) as new:
        if is_sealed:
            begin = len(os.path.join(folder, "")) + 1
            new.execute("UPDATE topic SET path = substr(path, ?)", (begin,))
        expected = tables(new)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM file WHERE path LIKE '%.py'")
        connection.execute("DELETE FROM folder WHERE path LIKE '%.py'")
        found = tables(connection)
    return {table for table in expected if found[table] != expected[table]}


@pytest.mark.long
def test_the_shipped_catalog_equals_a_full_build_of_the_bundled_topics(tmp_path: Path) -> None:
    path = tmp_path / "ready" / "catalog.sqlite"
    folder = places.bundled_folder()
    assert _differences(folder, path, is_sealed=True) == {"file", "folder"}
    with closing(sqlite3.connect(path)) as connection:
        for table in ("file", "folder"):
            assert connection.execute(f"SELECT * FROM {table}").fetchall() == []
    assert folder.encode() not in path.read_bytes()


def test_a_sealed_catalog_equals_a_full_build_without_stamps(tmp_path: Path) -> None:
    bundled = made.write(tmp_path / "bundled", {**made.VOCABULARIES, **made.BUNDLED})
    path = tmp_path / "catalog.sqlite"
    assert _differences(str(bundled), path, is_sealed=True) == {"file", "folder"}
    assert str(bundled).encode() not in path.read_bytes()


def test_the_ready_catalog_of_a_checkout_has_stamps_too(tmp_path: Path) -> None:
    bundled = made.write(tmp_path / "bundled", {**made.VOCABULARIES, **made.BUNDLED})
    assert _differences(str(bundled), tmp_path / "catalog.sqlite", is_sealed=False) == set()


def test_a_bad_bundled_file_prevents_a_ready_catalog(tmp_path: Path) -> None:
    made.write(tmp_path / "bundled", {**made.VOCABULARIES, "toe.yaml": "title: ["})
    with pytest.raises(BadInput, match=r"toe\.yaml:\d+"):
        ready.make(str(tmp_path / "bundled"), str(tmp_path / "catalog.sqlite"), is_sealed=True)
    assert os.listdir(tmp_path) == ["bundled"]


class TestReading:
    def test_the_ready_catalog_is_read_in_place_when_used_alone(self, wheel: Wheel) -> None:
        assert wheel.titles() == (["Green Toe"], -1)
        assert wheel.kept() == []
        with open_catalog(wheel.collections, "", made.nobody) as catalog:
            assert catalog.came_ready == str(wheel.ready)
            assert is_unchanged(catalog, catalog.path(next(catalog.topics(EN))))

    def test_bundled_files_are_not_read_beside_a_sealed_catalog(self, wheel: Wheel) -> None:
        made.write(wheel.bundled, {"en/toe.yaml": topic_file(title="Red Knee")})
        assert wheel.titles() == (["Green Toe"], -1)

    def test_only_personal_topic_files_are_read_beside_a_ready_catalog(self, wheel: Wheel) -> None:
        made.write(wheel.root / "own", {"a.yaml": topic_file()})
        assert wheel.titles() == (["Blue Elbow", "Green Toe"], 1)
        assert len(wheel.kept()) == 1
        assert wheel.titles() == (["Blue Elbow", "Green Toe"], -1)

    def test_the_ready_catalog_is_used_again_without_personal_topics(self, wheel: Wheel) -> None:
        made.write(wheel.root / "own", {"a.yaml": topic_file()})
        wheel.titles()
        (wheel.root / "own" / "a.yaml").unlink()
        (wheel.root / "own").rmdir()
        assert wheel.titles() == (["Green Toe"], -1)

    def test_a_new_ready_catalog_replaces_those_made_from_the_old(self, wheel: Wheel) -> None:
        made.write(wheel.root / "own", {"a.yaml": topic_file()})
        wheel.titles()
        made.write(wheel.bundled, {"en/toe.yaml": topic_file(title="Red Knee")})
        ready.make(str(wheel.bundled), str(wheel.ready), is_sealed=True)
        assert wheel.titles() == (["Blue Elbow", "Red Knee"], 1)


def _other_version(path: Path) -> None:
    _execute(path, "UPDATE meta SET value = '0.0.1' WHERE key = 'version'")


def _execute(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize(
    "harm",
    [
        _other_version,
        Path.unlink,
        lambda path: path.write_bytes(b"rubbish" * 999),
        lambda path: path.write_bytes(path.read_bytes()[:5000]),
        lambda path: _execute(path, "DROP TABLE topic"),
    ],
    ids=["version", "gone", "rubbish", "cut", "a table less"],
)
def test_files_are_read_if_the_ready_catalog_is_missing_or_damaged(
    wheel: Wheel, harm: Callable[[Path], object], own: bool
) -> None:
    if own:
        made.write(wheel.root / "own", {"a.yaml": topic_file()})
    harm(wheel.ready)
    expected = ["Blue Elbow", "Green Toe"] if own else ["Green Toe"]

    def titles(catalog: Catalog) -> list[str]:
        return [line.title for line in catalog.topics(EN)]

    assert ask(titles, wheel.collections, str(wheel.cache), made.nobody) == expected

    def fail(done: int, total: int) -> None:
        pytest.fail("it was not kept")

    assert ask(titles, wheel.collections, str(wheel.cache), fail) == expected


class TestACheckout:
    @pytest.fixture
    def code(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
        """A module that decides what is in a catalog."""
        path = tmp_path / "code" / "index.py"
        path.parent.mkdir()
        path.write_text("")
        monkeypatch.setattr(ready, "_code", lambda: iter([str(path)]))
        return path

    def test_a_checkout_reads_its_ready_catalog_in_place(self, checkout: Wheel) -> None:
        assert checkout.titles() == (["Green Toe"], -1)
        assert checkout.kept() == []

    def test_a_checkout_reads_only_the_edited_pages_again(self, checkout: Wheel) -> None:
        made.write(checkout.bundled, {"en/toe.yaml": topic_file(title="Red Knee")})
        os.utime(checkout.bundled / "es" / "dedo.yaml", (1e9, 1e9))
        assert checkout.titles() == (["Red Knee"], 2)
        assert checkout.titles() == (["Red Knee"], -1)

    def test_a_checkout_reads_all_files_again_after_a_code_change(
        self, code: Path, checkout: Wheel
    ) -> None:
        assert checkout.titles() == (["Green Toe"], -1)
        os.utime(code, (1e9, 1e9))
        assert checkout.titles() == (["Green Toe"], 2)

    def test_only_catalog_code_counts_as_a_code_change(self) -> None:
        names = {os.path.relpath(path, ready._PACKAGE) for path in ready._code()}
        assert {"text.py", "catalog/filling.py", "sources/topicfiles/reading.py"} <= names
        assert not any(name.startswith(("cli", "render", "answers")) for name in names)


def test_a_kept_catalog_may_be_of_any_time_only_if_it_came_ready(wheel: Wheel) -> None:
    connection = open_kept(str(wheel.ready), is_ready=True)
    assert connection
    connection.close()
    assert open_kept(str(wheel.ready), is_ready=False) is None
