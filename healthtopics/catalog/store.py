"""Queries on the catalog. Their cost grows with the result, not with the catalog."""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple, Self

from healthtopics.catalog.content import (
    Content,
    Damaged,
    loaded,
    loaded_country,
    loaded_signs,
)
from healthtopics.catalog.schema import kept_path
from healthtopics.catalog.words import content_words, exact_key, loose_key
from healthtopics.model import (
    BadTopicFile,
    Count,
    Country,
    Holding,
    Link,
    Shelf,
    Sign,
    Symptom,
    Topic,
    TopicLine,
    TopicLink,
    TopicSymptoms,
)
from healthtopics.taxonomy import CATEGORIES, CATEGORY_ORDER, Term
from healthtopics.text import fold, slug

_MANY = 500  # values per query: SQLite takes 999 or 32,766, depending on how it was built
_MAX_KINDS = 100  # kinds of passed-over items that are listed by name
_BATCH = 200  # rows fetched at a time if there may be very many
_TYPES = {"t": str, "i": int, "f": float}
# Added to a text, this sorts after all texts that begin with it.
LAST = "\U0010ffff"
# The order of otherwise equal topics: their numbers depend on when they were added.
PLACE = "topic.rank, topic.path, topic.position"
LINE = "topic.slug, topic.title, topic.language, topic.description, topic.collection"


class Scope(NamedTuple):
    """Which topics are asked about: those in a language, and in a collection if one is named.

    ``chosen``: the user asked for the language; it was not guessed.
    """

    language: str
    chosen: bool = False
    collection: str = ""


class Named(NamedTuple):
    """A topic that has the name that was asked for."""

    line: TopicLine
    kind: int  # of the name (see the schema): lower is stronger


class Catalog:
    """The catalog, open for reading.

    Every method raises Damaged when the file turns out not to hold what was put into it.

    Args:
        connection: the database.
        came_ready: the path of the file, if it came with the program.
    """

    def __init__(self, connection: sqlite3.Connection, came_ready: str = "") -> None:
        self._connection = connection
        self.came_ready = came_ready

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._connection.close()

    def rows(self, kinds: str, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows of a query.

        Args:
            kinds: a letter for each column: t for text, i for an integer, f for a float.
            sql: the query.
            values: the values for its question marks.

        Raises:
            Damaged: the database is not whole, or a value has another type.
        """
        types = tuple(_TYPES[kind] for kind in kinds)
        try:
            rows: list[tuple[Any, ...]] = self._connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise Damaged(str(error)) from error
        for row in rows:
            if tuple(map(type, row)) != types:
                raise Damaged("a value of another type")
        return rows

    def _each(self, kinds: str, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query as they come, so that few are in memory; see ``rows``."""
        types = tuple(_TYPES[kind] for kind in kinds)
        try:
            cursor = self._connection.execute(sql, values)
            while rows := cursor.fetchmany(_BATCH):
                for row in rows:
                    if tuple(map(type, row)) != types:
                        raise Damaged("a value of another type")
                    yield row
        except sqlite3.DatabaseError as error:
            raise Damaged(str(error)) from error

    # Names

    def named(self, words: str, collection: str = "") -> list[Named]:
        """Return the topics of all languages that have a name, titles first.

        Spacing, case and accents are ignored; if no name matches, so are plurals and word order.
        """
        for column, key in (("key", exact_key(words)), ("loose", loose_key(words))):
            where, values = _visible(collection)
            rows = self.rows(
                "ttttti",
                f"SELECT {LINE}, min(name.kind) FROM name JOIN topic ON topic.id = name.topic "
                f"WHERE name.{column} = ? AND {where} GROUP BY topic.id "
                f"ORDER BY min(name.kind), topic.sort_key, topic.language, {PLACE}",
                key,
                *values,
            )
            if key and rows:
                return [Named(TopicLine(*row[:5]), row[5]) for row in rows]
        return []

    def twin(self, line: TopicLine, language: str, collection: str = "") -> TopicLine | None:
        """Return the same topic in another language, or None."""
        where, values = _visible(collection)
        rows = self.rows(
            "ttttt",
            f"SELECT {LINE} FROM topic JOIN topic AS other ON other.slug = ? "
            "AND other.language = ? AND other.collection = ? WHERE topic.language = ? "
            "AND (topic.translation_of = other.slug OR topic.slug = other.translation_of "
            "OR (topic.page_id != '' AND topic.page_id = other.twin_id) "
            "OR (topic.twin_id != '' AND topic.twin_id = other.page_id)) "
            f"AND {where} ORDER BY topic.twin_id = other.page_id DESC, {PLACE}",
            *(line.slug, line.language, line.collection, language),
            *values,
        )
        return TopicLine(*rows[0]) if rows else None

    def slugs(self, beginning: str, scope: Scope) -> list[TopicLine]:
        """Return the topics whose slug begins with a text, in alphabetical order."""
        where, values = scoped(scope)
        rows = self.rows(
            "ttttt",
            f"SELECT {LINE} FROM topic WHERE {where} AND topic.slug >= ? AND topic.slug < ? "
            "ORDER BY topic.slug",
            *values,
            beginning,
            beginning + LAST,
        )
        return [TopicLine(*row) for row in rows]

    def names_beginning(self, beginning: str, scope: Scope) -> list[tuple[str, str]]:
        """Return the names that begin with a text, hyphenated, each with its topic's title."""
        where, values = scoped(scope)
        key = exact_key(beginning)
        rows = self.rows(
            "tt",
            "SELECT DISTINCT name.words, topic.title FROM name "
            f"JOIN topic ON topic.id = name.topic WHERE name.key >= ? AND name.key < ? AND {where} "
            "ORDER BY name.words",
            *(key, key + LAST),
            *values,
        )
        return [(words.replace(" ", "-"), title) for words, title in rows]

    def places(self, numbers: Sequence[int]) -> dict[int, int]:
        """Return the position of each topic in the order of otherwise equal topics."""
        rows = self.rows(
            "i",
            "SELECT topic.id FROM topic WHERE topic.id IN (SELECT value FROM json_each(?)) "
            f"ORDER BY {PLACE}",
            str(list(numbers)),
        )
        places = {row[0]: place for place, row in enumerate(rows)}
        if places.keys() != set(numbers):
            raise Damaged("a topic that is gone")
        return places

    # One topic

    def number(self, line: TopicLine) -> int:
        """Return the number under which a topic is kept."""
        rows = self.rows(
            "i",
            "SELECT id FROM topic WHERE slug = ? AND language = ? AND collection = ?",
            *(line.slug, line.language, line.collection),
        )
        if not rows:
            raise Damaged("a topic that is gone")
        number: int = rows[0][0]
        return number

    def path(self, line: TopicLine) -> str:
        """Return the file that a topic was read from."""
        path: str = self._paths("SELECT path FROM topic WHERE id = ?", self.number(line))[0][0]
        return path

    def file_stamps(self, path: str) -> list[tuple[str, int, int, int]]:
        """Return a file's path, size, modification time and inode as of when it was read."""
        sql = "SELECT path, size, modified_ns, inode FROM file WHERE path = ?"
        return [(p, *rest) for p, *rest in self._paths(sql, kept_path(path))]

    def stamps_below(self, folder: str) -> list[tuple[str, int, int, int]]:
        """Return the stamps of all files below a folder, as ``file_stamps`` does for one."""
        found = []
        begin = os.path.join(folder, "")
        # A range ends at the byte after the separator; paths kept as bytes sort after all text.
        for first, last in (
            (kept_path(begin), kept_path(begin[:-1] + chr(ord(os.sep) + 1))),
            (os.fsencode(begin), os.fsencode(begin[:-1]) + bytes([ord(os.sep) + 1])),
        ):
            sql = "SELECT path, size, modified_ns, inode FROM file WHERE path >= ? AND path < ?"
            found += [(p, *rest) for p, *rest in self._paths(sql, first, last)]
        return found

    def _paths(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Return rows that begin with a path, which is kept as bytes if it is not UTF-8."""
        try:
            rows = self._connection.execute(sql, values).fetchall()
            return [(os.fsdecode(path), *map(int, rest)) for path, *rest in rows]
        except (sqlite3.DatabaseError, TypeError, ValueError) as error:
            raise Damaged(str(error)) from error

    def topic(self, line: TopicLine, source: str = "") -> Topic:
        """Return the whole topic that a line stands for.

        Args:
            line: the topic.
            source: the collection, if only one was asked for; then nothing is merged.
        """
        number = self.number(line)
        topic = self._whole(number)
        ((official,),) = self.rows("i", "SELECT official FROM topic WHERE id = ?", number)
        if official and not source:
            from healthtopics.catalog.merging import merge

            topic = merge(topic, self._whole(official))
        return topic._replace(collection=line.collection)

    def _whole(self, number: int) -> Topic:
        """Return a topic as it was put in."""
        rows = self.rows(
            "ttt",
            "SELECT json, prose, topic.exported FROM content JOIN topic ON topic.id = content.topic "
            "WHERE content.topic = ?",
            number,
        )
        if not rows:
            raise Damaged("a topic without its content")
        ((text, prose, exported),) = rows
        sql = "SELECT signs, text FROM advice WHERE topic = ? ORDER BY position"
        advice = [(sign, line) for sign, line in self.rows("tt", sql, number)]
        links = self._links("topic.id = ?", (number,), (), "", alone=True)
        topic = loaded(Content(text, prose, advice), self._signs)
        return topic._replace(
            links=tuple(entry.link for entry in links),
            medlineplus=topic.medlineplus and topic.medlineplus._replace(exported=exported),
        )

    def _signs(self, keys: set[str]) -> dict[str, Sign]:
        """Return the signs that exist for some keys."""
        if not keys:
            return {}
        sql = "SELECT * FROM sign WHERE key IN (SELECT value FROM json_each(?))"
        return loaded_signs(self.rows("ttttttttt", sql, json.dumps([*keys])))

    def openable(self, titles: Sequence[str], language: str) -> list[str]:
        """Return the titles that lead to a topic in a language, in their order."""
        keys = list(map(exact_key, titles))
        known: set[str] = set()
        for begin in range(0, len(keys), _MANY):
            some = keys[begin : begin + _MANY]
            marks = ", ".join("?" * len(some))
            rows = self.rows(
                "t",
                "SELECT DISTINCT name.key FROM name JOIN topic ON topic.id = name.topic "
                f"WHERE name.key IN ({marks}) AND topic.language = ? AND topic.visible",
                *some,
                language,
            )
            known |= {row[0] for row in rows}
        return [title for title in titles if exact_key(title) in known]

    def country(self, code: str) -> Country | None:
        """Return a country with its lines, or None; the empty code means an unknown country."""
        rows = self.rows("t", "SELECT json FROM country WHERE code = ?", code)
        return loaded_country(rows[0][0]) if rows else None

    def country_codes(self) -> list[str]:
        """Return the codes of the countries whose lines are known."""
        rows = self.rows("t", "SELECT code FROM country WHERE code != '' ORDER BY code")
        return [row[0] for row in rows]

    # Many topics: rows are only read as they are needed, so the catalog must stay open

    def topics(self, scope: Scope, group: str = "", letter: str = "") -> Iterator[TopicLine]:
        """Yield topics by title: all, or those in a group (by key) or with a first letter."""
        where, values = scoped(scope)
        if group:
            where += " AND topic.id IN (SELECT topic FROM topic_group WHERE key = ?)"
            values = (*values, group)
        if letter:
            where += " AND substr(topic.sort_key, 1, 1) = ?"
            values = (*values, fold(letter))
        for row in self._each(
            "ttttt",
            f"SELECT {LINE} FROM topic WHERE {where} ORDER BY topic.sort_key, topic.slug",
            *values,
        ):
            yield TopicLine(*row)

    def links(
        self, scope: Scope, categories: Sequence[str] = (), organization: str = ""
    ) -> Iterator[TopicLink]:
        """Yield the links of all topics of a scope, by topic and number.

        Args:
            scope: the topics that are asked about.
            categories: keys of categories, one of which a link must be in; empty for all.
            organization: words that must be in the name of one of a link's organizations, or
                another name that it is known by.
        """
        where, values = scoped(scope)
        return self._links(where, values, categories, organization, alone=bool(scope.collection))

    def links_of(
        self,
        line: TopicLine,
        categories: Sequence[str] = (),
        organization: str = "",
        *,
        source: str = "",
    ) -> list[TopicLink]:
        """Return the links of one topic, as ``links`` does for many; ``source`` as in ``topic``."""
        values = (self.number(line),)
        links = self._links("topic.id = ?", values, categories, organization, alone=bool(source))
        return list(links)

    def _links(
        self,
        where: str,
        values: Sequence[object],
        categories: Sequence[str],
        organization: str,
        *,
        alone: bool,
    ) -> Iterator[TopicLink]:
        """Yield the links of the topics that meet a condition, by topic and number.

        If ``alone``, they are the topics' own links, else those of their merged pages. Topics are
        visited in order, so that no row waits until all are found and sorted.
        """
        shown = _links_topic(alone=alone)
        links = f"topic CROSS JOIN link ON link.topic = {shown}"
        if categories:
            marks = ", ".join("?" * len(categories))
            links += (
                " AND link.number IN (SELECT number FROM link_category "
                f"WHERE key IN ({marks}) AND topic = {shown})"
            )
            values = (*categories, *values)
        if organization:
            names = self._organizations_meant(organization)
            where += f" AND ({' OR '.join(['instr(link.organization_words, ?)'] * len(names))})"
            values = (*values, *names)
        line = TopicLine("", "", "", "", "")
        for number, title, names, publishers, url, note, twin_url, other, *row in self._each(
            "tttttttt" + "ttttt",
            "SELECT CAST(link.number AS TEXT), link.title, link.categories, link.organizations, link.url, "
            f"link.note, link.twin_url, link.language, {LINE} FROM {links} WHERE {where} "
            "ORDER BY topic.sort_key, topic.slug, link.number",
            *values,
        ):
            if tuple(row) != line:
                line = TopicLine(*row)
            link = Link(title, _names(names), _names(publishers), url, note, twin_url, other)
            yield TopicLink(line, int(number), link)

    def _organizations_meant(self, asked: str) -> list[str]:
        """Return the folded names of the organizations also known by some words, else the words."""
        words = fold(asked)
        rows = self.rows("tt", "SELECT name, also FROM organization WHERE also != ''")
        known = [fold(name) for name, also in rows if words in map(fold, also.split("\n"))]
        return known or [words]

    def has_organization(self, asked: str) -> bool:
        """Return whether any link is from an organization that some words may mean."""
        return any(
            self.rows("i", "SELECT 1 FROM link WHERE instr(organization_words, ?) LIMIT 1", name)
            for name in self._organizations_meant(asked)
        )

    def having_symptom(self, scope: Scope, text: str) -> Iterator[TopicSymptoms]:
        """Yield the topics with a symptom that has a text's words in its name or note.

        A word may also be the beginning of a longer one; words that say nothing are ignored. The
        topic with that name comes first, then those with lines of advice on emergencies.
        """
        words = content_words(text, scope.language)
        if not words:
            return
        where, values = scoped(scope)
        rows = self._each(
            "ttt" + "ttttt",
            f"SELECT symptom.name, symptom.note, symptom.words, {LINE} FROM symptom "
            "JOIN topic ON topic.id = symptom.topic "
            f"WHERE {where} AND instr(' ' || symptom.words, ?) "
            "ORDER BY topic.id IN (SELECT topic FROM name WHERE key = ?) DESC, "
            "topic.danger > 0 DESC, topic.sort_key, topic.slug, symptom.position",
            *values,
            f" {words[0]}",
            exact_key(text),
        )
        matching = (row for row in rows if all(f" {word}" in f" {row[2]}" for word in words))
        for line, of_topic in groupby(matching, lambda row: TopicLine(*row[3:])):
            yield TopicSymptoms(line, tuple(Symptom(*row[:2]) for row in of_topic))

    # What there is to filter by

    def group_terms(self) -> list[Term]:
        """Return the groups by which topics can be filtered."""
        rows = self.rows("ttt", "SELECT key, en, es FROM group_name ORDER BY position")
        return [Term(key, en, es) for key, en, es in rows]

    def groups(self, scope: Scope) -> list[Count]:
        """Return the groups that have topics, and how many each has."""
        where, values = scoped(scope)
        rows = self.rows(
            "tti",
            "SELECT topic_group.key, min(topic_group.name), count(*) FROM topic_group "
            f"JOIN topic ON topic.id = topic_group.topic WHERE {where} "
            "GROUP BY topic_group.key",
            *values,
        )
        counts = [Count(*row) for row in rows]
        return sorted(counts, key=lambda count: fold(count.name))

    def categories(self, scope: Scope) -> list[Count]:
        """Return the categories that have links, in the order of a page, and how many each has."""
        where, values = scoped(scope)
        rows = self.rows(
            "tti",
            "SELECT link_category.key, min(link_category.name), count(*) FROM link_category "
            f"JOIN topic ON {_links_topic(alone=bool(scope.collection))} = link_category.topic WHERE {where} "
            "GROUP BY link_category.key",
            *values,
        )
        short_names = {term.key: term.short_names for term in CATEGORIES}
        counts = [Count(key, name, count, short_names.get(key, ())) for key, name, count in rows]
        last = len(CATEGORIES)
        return sorted(counts, key=lambda count: (CATEGORY_ORDER.get(count.slug, last), count.slug))

    def organizations(self, scope: Scope) -> list[Count]:
        """Return the organizations that links are from, by name, and how many links each has."""
        where, values = scoped(scope)
        rows = self.rows(
            "ti",
            "SELECT link.organizations, count(*) FROM link "
            f"JOIN topic ON {_links_topic(alone=bool(scope.collection))} = link.topic "
            f"WHERE {where} AND link.organizations != '' GROUP BY link.organizations",
            *values,
        )
        totals: dict[str, int] = {}
        for names, total in rows:
            for name in _names(names):
                totals[name] = totals.get(name, 0) + total
        also = dict(self.rows("tt", "SELECT name, also FROM organization"))
        counts = [
            Count(slug(name), name, total, _names(also.get(name, "")))
            for name, total in totals.items()
        ]
        return sorted(counts, key=lambda count: fold(count.name))

    # Other

    def shelf(self) -> list[Shelf]:
        """Return how many pages there are in each language, and how many of them are short."""
        rows = self.rows(
            "tii",
            "SELECT language, count(*), sum(is_short) FROM topic WHERE visible GROUP BY language "
            "ORDER BY language",
        )
        return [Shelf(*row) for row in rows]

    def holdings(self) -> list[Holding]:
        """Return how many topics each collection has in each language."""
        rows = self.rows(
            "ttit",
            "SELECT collection, language, count(*), max(max(compared, exported)) FROM topic "
            "GROUP BY rank, language ORDER BY rank, language",
        )
        return [Holding(*row) for row in rows]

    def home_pages(self, organizations: Iterable[str]) -> dict[str, str]:
        """Return the home pages of the organizations that have a known one."""
        found = {}
        for name in organizations:
            for (url,) in self.rows(
                "t", "SELECT url FROM organization WHERE name = ? AND url != ''", name
            ):
                found[name] = url
        return found

    def passed_over(self) -> dict[str, int]:
        """Return what was not taken from the imported export, and how often."""
        rows = self.rows(
            "ti", "SELECT what, sum(total) FROM passed_over GROUP BY what ORDER BY what"
        )
        found = dict(rows[:_MAX_KINDS])
        if others := sum(total for _, total in rows[_MAX_KINDS:]):
            found["others"] = others
        return found

    def bad_files(self) -> list[BadTopicFile]:
        """Return the topic files that were left out because something is wrong with them."""
        rows = self._paths("SELECT path, line, problems FROM bad_file ORDER BY path")
        return [BadTopicFile(*row) for row in rows]


def _names(lines: str) -> tuple[str, ...]:
    return tuple(lines.split("\n")) if lines else ()


def _links_topic(*, alone: bool) -> str:
    """Return the column with the topic whose links a topic shows."""
    return "topic.id" if alone else "topic.links_of"


def _visible(collection: str) -> tuple[str, tuple[object, ...]]:
    if collection:
        return "topic.collection = ?", (collection,)
    return "topic.visible", ()


def scoped(scope: Scope) -> tuple[str, tuple[object, ...]]:
    """Return the condition under which a topic is in a scope, and its values."""
    where, values = _visible(scope.collection)
    return f"topic.language = ? AND {where}", (scope.language, *values)
