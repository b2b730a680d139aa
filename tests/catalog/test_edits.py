"""A catalog that is made from a kept one is the same as one that is made from nothing."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtopics.catalog import kept
from healthtopics.catalog.build import build
from healthtopics.catalog.misses import Missing, candidates, namesakes
from healthtopics.catalog.search import search
from healthtopics.catalog.store import Catalog, Scope
from healthtopics.files import stamp
from healthtopics.model import LANGUAGES, Topic
from healthtopics.places import Collection
from healthtopics.sources.medlineplus import exports
from healthtopics.sources.medlineplus.topics import Record
from healthtopics.text import slug
from tests.support import topics as made
from tests.support.command import topic_file
from tests.support.exports import AZUL, BLUE, BLUE_PARTS, KNEE, export, record
from tests.support.long_form import examples

# Tables whose rows belong to a topic, and a view, and the column with its number.
OF_TOPICS = {
    "topic": "id", "content": "topic", "advice": "topic", "merged": "topic", "page": "topic",
    "name": "topic", "symptom": "topic", "topic_group": "topic", "link": "topic", "link_category": "topic", "name_word": "topic", "phrase": "topic",
    "stem": "topic", "passed_over": "topic",
}  # fmt: skip
OTHERS = (
    "folder", "file", "bad_file", "country", "danger", "group_name", "sign", "everyday", "word", "sound",
    "medicine", "common", "organization",
)  # fmt: skip
TITLES = ("Green Toe", "Blue Elbow", "Red Knee")
IDS = ("", "1", "3")
PLACES = ("own/a.yaml", "own/b.yaml", "own/more/c.yaml", "bundled/en/toe.yaml", "bundled/es/x.yaml")
EXPORTS = (
    (),
    (record(1, "Blue Elbow", BLUE, parts=BLUE_PARTS), record(3, "Red Knee", KNEE)),
    (record(1, "Blue Elbow", AZUL, "Spanish"), record(7, "Green Toe", KNEE)),
    # Others of the same, in another order, of which one changed.
    (record(3, "Red Knee", KNEE), record(7, "Green Toe", KNEE), record(1, "Blue Elbow", KNEE)),
)


class Page(NamedTuple):
    """What a topic file says; broken where it is no topic."""

    title: str
    language: str
    id: str
    summary: str
    broken: bool
    advice: str = (
        ""  # a sign, or none; then it is a short page, whose text gives way to an export's
    )


PAGES = st.builds(
    Page, st.sampled_from(TITLES), st.sampled_from(LANGUAGES), st.sampled_from(IDS),
    st.sampled_from(["Some text.", "Other words, emerald ones.", "Emerald:\n\n- emerald\n- red."]),
    st.sampled_from([False, False, False, True]), st.sampled_from(["", "glows", "hums"]),
)  # fmt: skip
FILES = st.dictionaries(st.sampled_from(PLACES), st.none() | PAGES, max_size=3)
# What happens before each look: files that are written or go, another export, another vocabulary.
STEPS = st.tuples(FILES, st.none() | st.sampled_from(EXPORTS), st.sampled_from([0, 0, 0, 0, 1, 2]))


class House:
    """Collections that change, their catalog, and what must be in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.collections = made.collections(root)
        self.path = root / "cache" / "x" / "catalog.sqlite"
        self.pages: dict[str, Page] = {}
        self.records: Sequence[str] = ()
        self._clock = 0
        for name in made.BUNDLED:
            (root / "bundled" / name).unlink()

    def do(
        self, changes: dict[str, Page | None], records: Sequence[str] | None, everyday: int
    ) -> None:
        """Change files, so that their stamps tell it."""
        for name, page in changes.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if page is None:
                path.unlink(missing_ok=True)
                self.pages.pop(name, None)
            else:
                path.write_text(_text(page))
                self.pages[name] = page
        if records is not None:
            self.records = records
            kept = Path(self.collections[1].export)
            kept.unlink(missing_ok=True)
            if records:
                date = f"11/{1 + self._clock % 28:02}/2026 02:30:36"
                (self.root / "export.xml").write_bytes(export(*records, date=date))
                with (self.root / "export.xml").open("rb") as stream:
                    exports.keep(stream, "export.xml", str(kept.parent), force=True)
        if everyday:
            words = f"- topic: Green Toe\n  en: lawn foot {everyday}\n  es: pie {everyday}\n"
            (self.root / "bundled" / "everyday.yaml").write_text(words)
        self._clock += 1
        changed = {self.root / name for name, page in changes.items() if page}
        if everyday:
            changed.add(self.root / "bundled" / "everyday.yaml")
        for path in changed:
            os.utime(path, (10**9 + self._clock, 10**9 + self._clock))
        for folder in (self.root / "own", self.root / "bundled"):
            for path in (folder, *(p for p in folder.rglob("*") if p.is_dir())):
                os.utime(path, (10**9 + self._clock, 10**9 + self._clock))

    def updated(self) -> tuple[sqlite3.Connection, int]:
        """Return the catalog that is made from the kept one, and how many files were read."""
        told: list[int] = []
        connection = build(self.collections, str(self.path), lambda done, total: told.append(total))
        assert self.path.exists()
        return connection, told[-1]

    def from_nothing(self) -> sqlite3.Connection:
        return build(self.collections, "", made.nobody, from_nothing=True)

    def expected(self) -> list[tuple[str, str, int]]:
        """Return which files' topics are taken, and which are visible, by a model of its own."""
        taken: dict[int, list[tuple[str, Page]]] = {0: [], 2: []}
        for name, page in sorted(self.pages.items()):
            here = taken[0 if name.startswith("own") else 2]
            if not page.broken and _key(page) not in [_key(other) for _, other in here]:
                here.append((name, page))
        imported = [_imported(text) for text in self.records]
        merged = _merged([page for _, page in taken[2]], imported)
        rows = []
        for rank, pages in taken.items():
            for name, page in pages:
                hidden = rank and any(
                    _is_same(other, shown)
                    for _, other in taken[0]
                    for shown in (page, *merged.get(page, ()))
                )
                rows.append((name, page.title, int(not hidden)))
        return sorted(rows)


def _is_same(page: Page, other: Page) -> bool:
    same_id = bool(page.id) and page.id == other.id
    return page.language == other.language and (same_id or _key(page) == _key(other))


def _merged(bundled: list[Page], imported: list[Page]) -> dict[Page, list[Page]]:
    """Return the imported topic of each bundled one that has one: by number, else by title."""
    found: dict[Page, list[Page]] = {}
    for by_id in (True, False):
        for page in bundled:
            for other in imported:
                same = page.id == other.id if by_id else _key(page) == _key(other)
                is_free = page not in found and [other] not in found.values()
                if same and page.language == other.language and is_free:
                    found[page] = [other]
    return found


def _key(page: Page) -> tuple[str, str]:
    return slug(page.title), page.language


def _imported(text: str) -> Page:
    """Return an export's topic as the model sees it."""
    fields = {
        name: text.partition(f' {name}="')[2].partition('"')[0]
        for name in ("title", "language", "id")
    }
    language = "es" if fields["language"] == "Spanish" else "en"
    return Page(fields["title"], language, fields["id"], "", broken=False)


def _text(page: Page) -> str:
    if page.broken:
        return f"title: {page.title}\nlanguage: xx\n"
    own = {
        "groups": [made.SKIN],
        "links": [{"title": page.summary.split()[0], "categories": ["Start Here"]}],
    }
    spanish = {"groups": [made.PIEL], "links": [{"title": "X", "categories": ["Niños"]}]}
    return topic_file(
        title=page.title, language=page.language, also_called=[f"Name of {page.summary.split()[0]}"],
        summary=page.summary, medlineplus={"id": page.id} if page.id else None, related=None,
        translation_of="green-toe" if page.language == "es" else None,
        advice={"emergency": [{"sign": page.advice}, "It hurts."]} if page.advice else None,
        sections={"first_aid": "- Cool it"},
        **({} if page.advice else {"symptoms": None, "depth": "short"}),
        **(spanish if page.language == "es" else own),
    )  # fmt: skip


def tables(connection: sqlite3.Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of a catalog; topics are named by where they are from, not by number."""
    names: dict[int, tuple[Any, ...]] = {
        number: place
        for number, *place in connection.execute("SELECT id, rank, path, position FROM topic")
    }
    found = {}
    for table, column in OF_TOPICS.items():
        cursor = connection.execute(f"SELECT * FROM {table}")
        columns = [description[0] for description in cursor.description]
        at = columns.index(column)
        places = [
            at,
            *(n for n, name in enumerate(columns) if name in ("official", "links_of", "advice_of")),
        ]
        rows = [
            tuple(names.get(value, value) if n in places else value for n, value in enumerate(row))
            for row in cursor
        ]
        found[table] = sorted(rows, key=repr)
    for table in OTHERS:
        found[table] = sorted(connection.execute(f"SELECT * FROM {table}"), key=repr)
    connection.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, text, instance)")
    terms = connection.execute("SELECT term, doc, col, offset FROM terms")
    found["terms"] = sorted((term, names[doc], *rest) for term, doc, *rest in terms)
    connection.execute("DROP TABLE temp.terms")
    return found


def _tables_in(connection: sqlite3.Connection) -> set[str]:
    sql = "SELECT name FROM sqlite_schema WHERE type != 'index' AND name NOT LIKE 'text%'"
    return {name for (name,) in connection.execute(sql)}


def answers(catalog: Catalog) -> Iterator[object]:
    """Yield what the catalog answers to questions of each kind."""
    for language in LANGUAGES:
        for collection in ("", "bundled"):
            scope = Scope(language, collection=collection)
            lines = list(catalog.topics(scope))
            yield lines
            yield [catalog.topic(line, source) for line in lines for source in ("", collection)]
            yield [namesakes(catalog, line) for line in lines]
            yield [catalog.twin(line, other) for line in lines for other in LANGUAGES]
            yield catalog.groups(scope), catalog.categories(scope), list(catalog.links(scope))
            yield list(catalog.having_symptom(scope, "skin"))
            for words in ("emerald", "green toe", "emrald lawn"):
                yield search(catalog, scope, words, "", 10)
            yield candidates(catalog, Missing("emrald"), scope)
            yield candidates(catalog, Missing("lawn foot"), scope)
    yield [catalog.named(title) for title in TITLES]
    yield catalog.holdings(), catalog.bad_files(), catalog.passed_over()


@settings(max_examples=examples(6, 200))
@given(st.lists(STEPS, min_size=1, max_size=5))
def test_any_series_of_changes_gives_what_a_full_build_gives(
    steps: list[tuple[dict[str, Page | None], Sequence[str] | None, int]],
) -> None:
    with TemporaryDirectory() as folder:
        house = House(Path(folder))
        for step in steps:
            house.do(*step)
            with (
                closing(house.updated()[0]) as made_from_kept,
                closing(house.from_nothing()) as new,
            ):
                assert _tables_in(new) == {*OF_TOPICS, *OTHERS, "meta"}
                # With a rank, the index is held against what it was made from too.
                made_from_kept.execute(
                    "INSERT INTO text (text, rank) VALUES ('integrity-check', 1)"
                )
                assert tables(made_from_kept) == tables(new)
                assert list(answers(Catalog(made_from_kept))) == list(answers(Catalog(new)))
                rows = made_from_kept.execute(
                    "SELECT path, title, visible FROM topic WHERE collection != 'medlineplus'"
                )
                taken = [(os.path.relpath(path, folder), *rest) for path, *rest in rows]
                assert sorted(taken) == house.expected()


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Collections of four files and an export, whose catalog is kept."""
    house = House(tmp_path)
    pages = [Page(title, "en", "", "Text.", broken=False) for title in ("One", "Two", "Three")]
    files: dict[str, Page | None] = dict(zip(PLACES, pages, strict=False))
    files["bundled/en/toe.yaml"] = Page("Green Toe", "en", "", "Text.", broken=False)
    house.do(files, EXPORTS[1], 0)
    house.updated()[0].close()
    return house


@pytest.mark.parametrize(
    ("changes", "read"),
    [
        ({}, 0),
        ({"own/a.yaml": Page("One", "en", "", "New.", broken=False)}, 1),
        ({"own/a.yaml": None}, 0),
        ({"own/a.yaml": None, "own/d.yaml": Page("One", "en", "", "Text.", broken=False)}, 1),
        ({"own/a.yaml": Page("Two", "en", "", "Text.", broken=False)}, 1),
        ({"bundled/en/toe.yaml": Page("Toe", "en", "", "Text.", broken=True)}, 1),
    ],
)  # fmt: skip
def test_only_changed_files_are_read_again(
    house: House,
    monkeypatch: pytest.MonkeyPatch,
    changes: dict[str, Page | None],
    read: int,
) -> None:
    house.do(changes, None, 0)
    monkeypatch.setattr(exports, "kept", lambda path: pytest.fail("the export was read"))
    connection, total = house.updated()
    connection.close()
    assert total == read


@pytest.mark.parametrize("records", [(), EXPORTS[2]])
def test_another_export_or_none_replaces_its_topics_and_no_others(
    house: House, records: Sequence[str]
) -> None:
    house.do({}, records, 0)
    connection, total = house.updated()
    assert total == 0
    assert tables(connection) == tables(house.from_nothing())


def test_only_the_changed_topics_of_a_new_export_are_read(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []
    reading = Record.topic

    def topic(record: Record) -> Topic:
        read.append(record.entry.id)
        return reading(record)

    monkeypatch.setattr(Record, "topic", topic)
    house.do({}, EXPORTS[3], 0)
    connection, total = house.updated()
    assert (read, total) == (["7", "1"], 0)
    assert tables(connection) == tables(house.from_nothing())


def test_a_changed_vocabulary_makes_every_file_be_read_again(house: House) -> None:
    house.do({}, None, 1)
    connection, total = house.updated()
    connection.close()
    assert total == 4


def test_a_file_that_was_left_out_is_read_when_another_changes(house: House) -> None:
    house.do({"own/b.yaml": Page("One", "en", "", "Text.", broken=False)}, None, 0)
    connection, _ = house.updated()
    assert len(Catalog(connection).bad_files()) == 1
    house.do({"own/a.yaml": Page("Other", "en", "", "Text.", broken=False)}, None, 0)
    connection, total = house.updated()
    assert total == 2
    assert Catalog(connection).bad_files() == []


class TestStarts:
    def _total(self, house: House, collections: tuple[Collection, ...], name: str) -> int:
        told: list[int] = []
        path = str(house.path.parent / name)
        build(collections, path, lambda done, total: told.append(total)).close()
        return told[-1]

    def test_a_new_set_of_folders_starts_from_the_nearest_catalog(
        self, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(exports, "kept", lambda path: pytest.fail("the export was read"))
        other = made.write(tmp_path / "other", {"z.yaml": topic_file(title="Zed")})
        roots = (str(tmp_path / "own"), str(other))
        personal = Collection("personal", roots)
        both = (personal, *house.collections[1:])
        assert self._total(house, both, "other.sqlite") == 1

    def test_a_damaged_catalog_is_not_used_as_a_start(self, house: House) -> None:
        status = house.path.stat()
        with closing(sqlite3.connect(house.path, isolation_level=None)) as connection:
            connection.execute("DROP TABLE phrase")
        os.utime(house.path, ns=(status.st_mtime_ns, status.st_mtime_ns))
        house.do({"own/a.yaml": Page("One", "en", "", "New.", broken=False)}, None, 0)
        connection, total = house.updated()
        assert total == 4
        assert tables(connection) == tables(house.from_nothing())

    def test_an_update_after_every_topic_is_gone_leaves_an_empty_catalog(
        self, house: House
    ) -> None:
        gone: dict[str, Page | None] = dict.fromkeys([*PLACES[:3], "bundled/en/toe.yaml"])
        house.do(gone, (), 0)
        connection, total = house.updated()
        assert (total, Catalog(connection).holdings()) == (0, [])

    def test_a_catalog_is_updated_in_memory_when_no_file_can_be_made(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        house.do({"own/a.yaml": Page("One", "en", "", "New.", broken=False)}, None, 0)
        before = stamp(str(house.path))
        monkeypatch.setattr(kept, "create_temporary", lambda path: kept.Unfinished())
        told: list[int] = []
        connection = build(
            house.collections, str(house.path), lambda done, total: told.append(total)
        )
        assert told[-1] == 1
        assert tables(connection) == tables(house.from_nothing())
        assert stamp(str(house.path)) == before


def test_a_folder_shared_by_two_collections_is_in_both(tmp_path: Path) -> None:
    three = made.collections(tmp_path)
    bundled = three[2].roots[0]
    twice = (Collection("personal", (bundled, os.path.join(bundled, "en"))), *three[1:])
    catalog = Catalog(build(twice, str(tmp_path / "c" / "x" / "catalog.sqlite"), made.nobody))
    held = [(held.collection, held.language, held.topics) for held in catalog.holdings()]
    assert held == [
        ("personal", "en", 1), ("personal", "es", 1), ("bundled", "en", 1), ("bundled", "es", 1),
    ]  # fmt: skip
    assert [line.collection for line in catalog.topics(Scope("en"))] == ["personal"]
