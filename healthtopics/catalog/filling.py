"""The rows of a catalog: added and removed topic by topic.

Most rows belong to one topic and come and go with it. One column, ``visible``, depends on several
topics and is updated after each change. The words of the collection have weights, which are added
and subtracted.
"""

import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import NamedTuple

from healthtopics import model as m
from healthtopics.catalog import index
from healthtopics.catalog.content import Content, dumped, loaded, loaded_signs, prose_of
from healthtopics.catalog.merging import merge, pairs
from healthtopics.catalog.schema import IN_PART, OTHER_NAME, REFERENCE, TITLE, kept_path
from healthtopics.catalog.words import exact_key, loose_key
from healthtopics.taxonomy import CategoryPlace, category_key, category_place
from healthtopics.text import fold, slug

_LAST = CategoryPlace(sys.maxsize, is_former=False, key="")  # for links in no category
# Replaces the number of an exported topic that was taken out. What its merged page is found by was
# taken out too.
_GONE = -1
# A topic is hidden if one with the same slug or MedlinePlus number takes precedence over it or over
# the exported topic merged with it. An exported topic is also hidden if it is merged with a bundled
# one. Personal topics, usually the most numerous, are never hidden. (Without "!= 0" the index
# ``topic_official`` is not used, and this takes twenty times as long.)
_IS_VISIBLE = """(
    topic.collection = 'personal' OR NOT EXISTS (SELECT 1 FROM topic AS first JOIN topic AS page
        ON first.slug = page.slug AND first.language = page.language
        WHERE page.id IN (topic.id, topic.official) AND {goes_first})
    AND NOT EXISTS (SELECT 1 FROM topic AS first JOIN topic AS page
        ON first.medlineplus_id != '' AND first.medlineplus_id = page.medlineplus_id
        AND first.language = page.language
        WHERE page.id IN (topic.id, topic.official) AND {goes_first})
    AND NOT EXISTS (SELECT 1 FROM topic AS ours
        WHERE ours.official != 0 AND ours.official = topic.id)
)""".format(
    goes_first="(first.collection = 'personal' AND topic.collection != 'personal' "
    "OR first.collection = 'bundled' AND topic.collection = 'medlineplus')"
)


class Place(NamedTuple):
    """Where a topic is from: its collection, the collection's rank, and the file."""

    collection: str
    rank: int
    path: str


class Exported(NamedTuple):
    """What is kept besides a topic itself if it is from an export.

    Its position in the export, a digest of its record there, and what was not taken from it.
    """

    position: int = 0
    digest: str = ""
    passed_over: Mapping[str, int] = {}


class Kept(NamedTuple):
    """A topic of the previous export: its number, its position there, and its digest."""

    number: int
    position: int
    digest: str


class KeptSigns(Mapping[str, m.Sign]):
    """The signs of a catalog by key, each read on first use: an edit needs few of them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._read: dict[str, m.Sign] = {}

    @cached_property
    def _rows(self) -> dict[str, tuple[str, ...]]:
        return {row[0]: row for row in self._connection.execute("SELECT * FROM sign")}

    def __getitem__(self, key: str) -> m.Sign:
        if key not in self._read:
            self._read[key] = loaded_signs([self._rows[key]])[key]
        return self._read[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class Filler:
    """Adds and removes topics of a catalog that already has its vocabularies.

    Args:
        connection: the catalog that is being made.
        is_new: whether it has no topics yet.
    """

    def __init__(self, connection: sqlite3.Connection, *, is_new: bool) -> None:
        self._connection = connection
        self._is_new = is_new
        self._words = index.Words()
        self.signs = KeptSigns(connection)
        groups = connection.execute("SELECT key, en, es FROM group_name").fetchall()
        self._group_keys: dict[str, str] = {
            fold(name): key for key, *names in groups for name in names
        }
        self._groups_by_address: dict[str, str] = {exact_key(en): key for key, en, _ in groups}

    def put(self, place: Place, topic: m.Topic, exported: Exported = Exported()) -> None:  # noqa: B008 - it cannot be changed
        """Put a topic into the tables: the whole, and again the columns that queries need."""
        medlineplus = topic.medlineplus or m.MedlinePlus("")
        topic = topic._replace(links=_in_order(topic.links))
        cursor = self._connection.execute(
            f"INSERT INTO topic VALUES (NULL, ?, ?, 1, 0, 0, 0{', ?' * 17})",
            (
                place.collection,
                place.rank,
                kept_path(place.path),
                topic.slug,
                topic.title,
                topic.language,
                fold(topic.title),
                topic.description,
                medlineplus.id,
                topic.compared,
                topic.translation_of,
                _danger(topic),
                topic.depth == "short",
                medlineplus.exported,
                exported.position,
                exported.digest,
                medlineplus.id,
                medlineplus.twin.id if medlineplus.twin else "",
                _everyday_key(topic),
            ),
        )
        number = cursor.lastrowid or 0
        sql = "UPDATE topic SET links_of = id, advice_of = id WHERE id = ?"
        self._connection.execute(sql, (number,))
        json, prose, advice = dumped(topic)
        self._connection.execute("INSERT INTO content VALUES (?, ?, ?)", (number, json, prose))
        self._connection.executemany(
            "INSERT INTO advice VALUES (?, ?, ?, ?)",
            [(number, position, *line) for position, line in enumerate(advice)],
        )
        self._connection.executemany(
            "INSERT INTO passed_over VALUES (?, ?, ?)",
            [(number, what, total) for what, total in exported.passed_over.items()],
        )
        _insert_links(self._connection, number, topic.links)
        self._put_shown(number, topic)

    def exported(self, place: Place) -> dict[tuple[str, str], Kept]:
        """Return the catalog's topics from an export, by language and MedlinePlus number."""
        rows = self._connection.execute(
            "SELECT language, medlineplus_id, id, position, digest FROM topic "
            "WHERE rank = ? AND path = ?",
            (place.rank, kept_path(place.path)),
        )
        return {(language, id): Kept(*rest) for language, id, *rest in rows}

    def move(self, moved: Iterable[tuple[int, int]], place: Place, exported: str) -> None:
        """Adopt topics that are unchanged in a newer export.

        Args:
            moved: the new position and the number of each topic whose position changed.
            place: the place of the export.
            exported: the date of the newer export.
        """
        self._connection.executemany("UPDATE topic SET position = ? WHERE id = ?", moved)
        sql = "UPDATE topic SET exported = ?1 WHERE rank = ? AND path = ? AND exported != ?1"
        self._connection.execute(sql, (exported, place.rank, kept_path(place.path)))

    def _put_shown(self, number: int, topic: m.Topic) -> None:
        """Put in what a topic is found by, as shown on its page."""
        connection = self._connection
        names = _name_rows(number, topic)
        connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?, ?)", names)
        connection.executemany(
            "INSERT INTO name_word VALUES (?, ?)",
            {(word, number) for _, _, words, *_ in names for word in words.split()},
        )
        connection.executemany(
            "INSERT INTO symptom VALUES (?, ?, ?, ?, ?)",
            [(number, n, *s, fold(f"{s.name} {s.note}")) for n, s in enumerate(topic.symptoms)],
        )
        connection.executemany(
            "INSERT INTO topic_group VALUES (?, ?, ?, ?)",
            [
                (number, n, self._group_key(topic, name), name)
                for n, name in enumerate(topic.groups)
            ],
        )
        index.put(connection, number, topic, self._everyday(topic), self._words)

    def _group_key(self, topic: m.Topic, name: str) -> str:
        """Return the key of a group: by its address, the same in all languages, or by its name.

        MedlinePlus makes the address from the English name: …/spanish/olderadults.html.
        """
        for group in topic.medlineplus.groups if topic.medlineplus else ():
            page = group.url.rpartition("/")[2].removesuffix(".html")
            if group.title == name and page in self._groups_by_address:
                return self._groups_by_address[page]
        return self._group_keys.get(fold(name)) or slug(name)

    def _everyday(self, topic: m.Topic) -> Sequence[str]:
        """Return what people who do not know its names call a topic or its English twin."""
        sql = "SELECT phrases FROM everyday WHERE language = ? AND key = ?"
        row = self._connection.execute(sql, (topic.language, _everyday_key(topic))).fetchone()
        return row[0].splitlines() if row else ()

    def take_out(self, numbers: Iterable[int]) -> None:
        """Take topics out of the tables."""
        connection = self._connection
        for number in numbers:
            # A page merged with it loses part of its content, so ``finish`` puts it in again.
            sql = "SELECT id FROM topic WHERE official != 0 AND official = ?"
            for (page,) in connection.execute(sql, (number,)).fetchall():
                self._take_out_shown(page)
                connection.execute("UPDATE topic SET official = ? WHERE id = ?", (_GONE, page))
            self._take_out_shown(number)
            sql = "SELECT DISTINCT categories FROM link WHERE topic = ?"
            lines = [row[0] for row in connection.execute(sql, (number,))]
            connection.executemany(
                "DELETE FROM link_category WHERE key = ? AND topic = ?",
                {(_category_key(name), number) for line in lines for name in line.split("\n")},
            )
            for table in ("content", "advice", "link", "passed_over"):
                connection.execute(f"DELETE FROM {table} WHERE topic = ?", (number,))
            connection.execute("DELETE FROM topic WHERE id = ?", (number,))

    def _take_out_shown(self, number: int) -> None:
        """Take out what a topic is found by, unless that is already gone."""
        connection = self._connection
        sql = "SELECT language, official FROM topic WHERE id = ?"
        language, official = connection.execute(sql, (number,)).fetchone()
        if official == _GONE:
            return
        index.take_out(connection, number, language, self._words)
        sql = "SELECT words FROM name WHERE topic = ?"
        lines = [row[0] for row in connection.execute(sql, (number,))]
        connection.executemany(
            "DELETE FROM name_word WHERE word = ? AND topic = ?",
            {(word, number) for line in lines for word in line.split()},
        )
        for table in ("name", "symptom", "topic_group", "merged"):
            connection.execute(f"DELETE FROM {table} WHERE topic = ?", (number,))

    def finish(self) -> None:
        """Settle what depends on several topics at once (visibility, merged pages)."""
        self._merge()
        self._words.write(self._connection)
        index.tidy(self._connection, is_new=self._is_new)
        self._connection.execute(
            f"UPDATE topic SET visible = {_IS_VISIBLE} WHERE visible != {_IS_VISIBLE}"
        )

    def _merge(self) -> None:
        """Make bundled topics that the export also has searchable as merged pages.

        Their own content stays, so that it can be shown alone or merged with another export.
        """
        connection = self._connection
        official = pairs(connection)
        before = connection.execute("SELECT id, official FROM topic WHERE collection = 'bundled'")
        for number, its_official in before.fetchall():
            now = official.get(number, 0)
            if now == its_official:
                continue
            topic = self._whole(number)
            links_of = advice_of = number
            if now:
                exported = self._whole(now)
                links_of = now if exported.links else number
                advice_of = number if topic.advice else now
                topic = merge(topic, exported)
            self._take_out_shown(number)
            medlineplus = topic.medlineplus or m.MedlinePlus("")
            twin_id = medlineplus.twin.id if medlineplus.twin else ""
            connection.execute(
                "UPDATE topic SET official = ?, links_of = ?, advice_of = ?, page_id = ?, "
                "twin_id = ?, everyday = ? WHERE id = ?",
                (
                    *(now, links_of, advice_of, medlineplus.id, twin_id),
                    *(_everyday_key(topic), number),
                ),
            )
            if now:
                sql = "INSERT INTO merged VALUES (?, ?)"
                connection.execute(sql, (number, prose_of(topic)))
            self._put_shown(number, topic)

    def _whole(self, number: int) -> m.Topic:
        """Return a topic as it was put in, but with only the titles of its links."""
        connection = self._connection
        sql = "SELECT json, prose FROM content WHERE topic = ?"
        json, prose = connection.execute(sql, (number,)).fetchone()
        sql = "SELECT signs, text FROM advice WHERE topic = ? ORDER BY position"
        advice = connection.execute(sql, (number,)).fetchall()
        sql = "SELECT title FROM link WHERE topic = ? ORDER BY number"
        titles = self._connection.execute(sql, (number,))
        topic = loaded(Content(json, prose, advice), lambda keys: self.signs)
        return topic._replace(links=tuple(m.Link(title, ()) for (title,) in titles))


def _everyday_key(topic: m.Topic) -> str:
    """Return the key of the everyday words for a topic or its English twin."""
    return exact_key(topic.title) if topic.language == "en" else topic.translation_of


def _danger(topic: m.Topic) -> int:
    """Return how dangerous a topic may be: its number of lines of advice on emergencies."""
    return sum(advice.level == "emergency" for advice in topic.advice)


def _name_rows(number: int, topic: m.Topic) -> list[tuple[str, str, str, str, int, int]]:
    """Return the rows of a topic's names, each with its kind."""
    see_references = topic.medlineplus.see_references if topic.medlineplus else ()
    return [
        (exact_key(name), loose_key(name), fold(name), name, kind, number)
        for kind, names in (
            (TITLE, (topic.title,)),
            (OTHER_NAME, topic.also_called),
            (REFERENCE, see_references),
            (IN_PART, topic.leads_here),
        )
        for name in names
    ]


def _in_order(links: Sequence[m.Link]) -> tuple[m.Link, ...]:
    """Return links in the order of a page: by category."""
    places = (min(map(category_place, link.categories), default=_LAST) for link in links)
    return tuple(link for _, link in sorted(zip(places, links, strict=True), key=itemgetter(0)))


def _insert_links(connection: sqlite3.Connection, number: int, links: Sequence[m.Link]) -> None:
    """Put a topic's links into their tables, numbered from 1 as a page shows them."""
    connection.executemany(
        "INSERT INTO link VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                number,
                place,
                link.title,
                link.url,
                link.note,
                link.twin_url,
                link.language,
                "\n".join(link.categories),
                "\n".join(link.organizations),
                _folded(" ".join(link.organizations)),
            )
            for place, link in enumerate(links, 1)
        ],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO link_category VALUES (?, ?, ?, ?)",
        [
            (_category_key(name), number, place, name)
            for place, link in enumerate(links, 1)
            for name in link.categories
        ],
    )


# The same few names occur in thousands of links.
_folded = lru_cache(5000)(fold)
_category_key = lru_cache(500)(category_key)
