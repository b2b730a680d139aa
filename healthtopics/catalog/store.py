"""The questions that can be put to the catalog. Each costs what its answer costs."""

import os
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Self

from healthtopics import prose
from healthtopics.catalog.names import exact_key, loose_key
from healthtopics.catalog.schema import kept_path
from healthtopics.model import (
    Advice,
    Count,
    Link,
    MedlinePlus,
    MeshHeading,
    OtherLanguage,
    Page,
    Qualifier,
    Reference,
    Section,
    Source,
    Symptom,
    Topic,
    TopicLine,
    TopicLink,
    TopicSymptoms,
)
from healthtopics.taxonomy import CATEGORIES, CATEGORY_ORDER, Term
from healthtopics.text import fold

_LINE = "topic.slug, topic.title, topic.language, topic.description, topic.collection"


class Scope(NamedTuple):
    """Which topics are asked about: those of a language, and of a collection if one is named.

    ``chosen`` says that the user asked for the language, rather than that it was guessed.
    """

    language: str
    chosen: bool = False
    collection: str = ""


class Named(NamedTuple):
    """A topic that carries the name that was asked for."""

    line: TopicLine
    is_title: bool


class Holding(NamedTuple):
    """The topics of a collection in a language: how many, and the newest date of review."""

    collection: str
    language: str
    topics: int
    newest: str


class BadTopicFile(NamedTuple):
    """A topic file that was left out: where its first problem is, and how many it has."""

    path: str
    line: int
    problems: int


class Catalog:
    """The catalog, open for reading.

    Every method may raise sqlite3.DatabaseError, or what comes of values that are no text, when
    the file turns out to be damaged; whoever opened the catalog builds it again and asks once more.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._connection.close()

    def rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """Return the rows of a query; for the rest of the catalog only."""
        return self._connection.execute(sql, values).fetchall()

    def _rows(self, sql: str, *values: object) -> list[tuple[str, ...]]:
        """Return rows of nothing but text.

        Raises:
            TypeError: something else is in them, as the damage of a file can have it.
        """
        rows: list[tuple[str, ...]] = self._connection.execute(sql, values).fetchall()
        for row in rows:
            "".join(row)
        return rows

    # Names

    def named(self, words: str, collection: str = "") -> list[Named]:
        """Return the topics of all languages that carry a name, titles first.

        How the name is spaced, cased and accented does not matter; if there is none, neither do
        the plural and the order of the words.
        """
        for column, key in (("key", exact_key(words)), ("loose", loose_key(words))):
            where, values = _visible(collection)
            rows = self.rows(
                f"SELECT {_LINE}, max(name.is_title) FROM name JOIN topic ON topic.id = name.topic "
                f"WHERE name.{column} = ? AND {where} GROUP BY topic.id "
                "ORDER BY max(name.is_title) DESC, topic.sort_key, topic.language",
                key,
                *values,
            )
            if key and rows:
                return [Named(TopicLine(*map(str, row[:5])), bool(row[5])) for row in rows]
        return []

    def twin(self, line: TopicLine, language: str, collection: str = "") -> TopicLine | None:
        """Return the same topic in another language, or None."""
        where, values = _visible(collection)
        rows = self._rows(
            f"SELECT {_LINE} FROM topic JOIN topic AS other ON other.slug = ? "
            "AND other.language = ? AND other.collection = ? WHERE topic.language = ? "
            "AND (topic.translation_of = other.slug OR topic.slug = other.translation_of "
            "OR (topic.medlineplus_id != '' AND topic.medlineplus_id = other.twin_id) "
            "OR (topic.twin_id != '' AND topic.twin_id = other.medlineplus_id)) "
            f"AND {where} ORDER BY topic.twin_id = other.medlineplus_id DESC",
            *(line.slug, line.language, line.collection, language),
            *values,
        )
        return TopicLine(*rows[0]) if rows else None

    def all_names(self, scope: Scope) -> dict[str, str]:
        """Return the titles of topics by their folded names, other names included."""
        where, values = scoped(scope)
        rows = self._rows(
            f"SELECT words, title FROM name JOIN topic ON topic.id = name.topic WHERE {where} "
            "ORDER BY name.is_title",
            *values,
        )
        return {row[0]: row[1] for row in rows}

    def slugs(self, beginning: str, scope: Scope) -> list[TopicLine]:
        """Return the topics whose slug begins with a text, in the order of the alphabet."""
        where, values = scoped(scope)
        rows = self._rows(
            f"SELECT {_LINE} FROM topic WHERE {where} AND topic.slug >= ? AND topic.slug < ? "
            "ORDER BY topic.slug",
            *values,
            beginning,
            beginning + "\U0010ffff",
        )
        return [TopicLine(*row) for row in rows]

    # One topic

    def _id(self, line: TopicLine) -> int:
        rows = self.rows(
            "SELECT id FROM topic WHERE slug = ? AND language = ? AND collection = ?",
            *(line.slug, line.language, line.collection),
        )
        return int(str(rows[0][0]))

    def path(self, line: TopicLine) -> str:
        """Return the file that a topic was read from."""
        sql = "SELECT path FROM topic WHERE id = ?"
        return os.fsdecode(self._connection.execute(sql, (self._id(line),)).fetchone()[0])

    def file_stamps(self, path: str) -> list[tuple[str, int, int, int]]:
        """Return a file's path, size, time of change and inode as they were when it was read."""
        sql = "SELECT path, size, modified_ns, inode FROM file WHERE path = ?"
        return self._connection.execute(sql, (kept_path(path),)).fetchall()

    def page(self, line: TopicLine) -> Page:
        """Return the whole topic that a line stands for."""
        number = self._id(line)

        def part(columns: str, table: str) -> list[tuple[str, ...]]:
            sql = f"SELECT {columns} FROM {table} WHERE topic = ? ORDER BY position"
            return self._rows(sql, number)

        row = self._rows(
            "SELECT title, language, description, text, medlineplus_id, medlineplus_url, "
            "reviewed, translation_of, collection, exported, created "
            "FROM topic JOIN summary ON topic = id WHERE id = ?",
            number,
        )[0]

        def names(are_references: bool) -> tuple[str, ...]:
            sql = (
                "SELECT name FROM name WHERE topic = ? AND NOT is_title AND is_reference = ? "
                "ORDER BY rowid"
            )
            return tuple(str(name) for (name,) in self.rows(sql, number, are_references))

        medlineplus = MedlinePlus(row[4], row[5]) if row[4] else None
        if medlineplus and row[9]:
            medlineplus = medlineplus._replace(
                exported=row[9],
                created=row[10],
                see_references=names(are_references=True),
                **_references(part("kind, title, id, url, more", "reference")),
            )
        topic = Topic(
            title=row[0],
            language=row[1],
            description=row[2],
            summary=prose.parse(row[3]),
            also_called=names(are_references=False),
            medlineplus=medlineplus,
            groups=tuple(name for (name,) in part("name", "topic_group")),
            mesh=tuple(_mesh(*values) for values in part("id, name, qualifiers", "mesh")),
            advice=tuple(Advice(*values) for values in part("level, text", "advice")),
            symptoms=tuple(Symptom(*values) for values in part("name, note", "symptom")),
            sections=tuple(
                Section(kind, heading, prose.parse(text))
                for kind, heading, text in part("kind, heading, text", "section")
            ),
            links=tuple(entry.link for entry in self._links("topic.id = ?", (number,))),
            related=tuple(title for (title,) in part("title", "related")),
            sources=tuple(Source(*values) for values in part("title, publisher, url", "source")),
            reviewed=row[6],
            translation_of=row[7],
        )
        return Page(topic, row[8])

    # Many topics

    def topics(self, scope: Scope, group: str = "", letter: str = "") -> list[TopicLine]:
        """Return topics by title: all, or those of a group's key or of a first letter."""
        where, values = scoped(scope)
        if group:
            where += " AND topic.id IN (SELECT topic FROM topic_group WHERE key = ?)"
            values = (*values, group)
        if letter:
            where += " AND substr(topic.sort_key, 1, 1) = ?"
            values = (*values, fold(letter))
        rows = self._rows(
            f"SELECT {_LINE} FROM topic WHERE {where} ORDER BY topic.sort_key, topic.slug", *values
        )
        return [TopicLine(*row) for row in rows]

    def links(
        self, scope: Scope, categories: Sequence[str] = (), organization: str = ""
    ) -> list[TopicLink]:
        """Return the links of all topics of a scope, by topic and number.

        Args:
            scope: the topics that are asked about.
            categories: keys of categories, one of which a link must be in; none for all.
            organization: words that the name of one of a link's organizations must hold.
        """
        where, values = scoped(scope)
        return self._links(where, values, categories, organization)

    def links_of(
        self, line: TopicLine, categories: Sequence[str] = (), organization: str = ""
    ) -> list[TopicLink]:
        """Return the links of one topic, as ``links`` does for many."""
        return self._links("topic.id = ?", (self._id(line),), categories, organization)

    def _links(
        self,
        where: str,
        values: Sequence[object],
        categories: Sequence[str] = (),
        organization: str = "",
    ) -> list[TopicLink]:
        links = "link"
        if categories:
            marks = ", ".join("?" * len(categories))
            links = (
                f"(SELECT DISTINCT topic, number FROM link_category WHERE key IN ({marks})) AS wanted "
                "CROSS JOIN link ON link.topic = wanted.topic AND link.number = wanted.number"
            )
            values = (*categories, *values)
        if organization:
            where += " AND instr(link.organization_words, ?)"
            values = (*values, fold(organization))
        found = []
        for number, title, names, publishers, url, note, twin_url, *line in self._rows(
            "SELECT CAST(link.number AS TEXT), link.title, link.categories, link.organizations, link.url, "
            f"link.note, link.twin_url, {_LINE} FROM {links} JOIN topic "
            f"ON topic.id = link.topic WHERE {where} "
            "ORDER BY topic.sort_key, topic.slug, link.number",
            *values,
        ):
            link = Link(title, _names(names), _names(publishers), url, note, twin_url)
            found.append(TopicLink(TopicLine(*line), int(number), link))
        return found

    def having_symptom(self, scope: Scope, text: str) -> list[TopicSymptoms]:
        """Return the topics with a symptom in whose name or note a text's words stand.

        A word also counts as the beginning of a longer one; words that say nothing are passed
        over.
        """
        from healthtopics.catalog.words import content_words

        words = content_words(text, scope.language)
        if not words:
            return []
        where, values = scoped(scope)
        found: dict[TopicLine, tuple[Symptom, ...]] = {}
        for name, note, its_words, *rest in self._rows(
            f"SELECT symptom.name, symptom.note, symptom.words, {_LINE} FROM symptom "
            "JOIN topic ON topic.id = symptom.topic "
            f"WHERE {where} AND instr(' ' || symptom.words, ?) "
            "ORDER BY topic.sort_key, topic.slug, symptom.position",
            *values,
            f" {words[0]}",
        ):
            if all(f" {word}" in f" {its_words}" for word in words):
                line = TopicLine(*rest)
                found[line] = (*found.get(line, ()), Symptom(name, note))
        return [TopicSymptoms(line, symptoms) for line, symptoms in found.items()]

    # What there is to filter by

    def group_terms(self) -> list[Term]:
        """Return the groups by which topics can be filtered."""
        rows = self._rows("SELECT key, en, es FROM group_name ORDER BY position")
        return [Term(key, en, es) for key, en, es in rows]

    def groups(self, scope: Scope) -> list[Count]:
        """Return the groups that have topics, and how many."""
        where, values = scoped(scope)
        rows = self.rows(
            "SELECT topic_group.key, topic_group.name, count(*) FROM topic_group "
            f"JOIN topic ON topic.id = topic_group.topic WHERE {where} "
            "GROUP BY topic_group.key",
            *values,
        )
        counts = [Count(str(key), str(name), int(str(count))) for key, name, count in rows]
        return sorted(counts, key=lambda count: fold(count.name))

    def categories(self, scope: Scope) -> list[Count]:
        """Return the categories that have links, in the order of a page, and how many."""
        where, values = scoped(scope)
        rows = self.rows(
            "SELECT link_category.key, link_category.name, count(*) FROM link_category "
            f"JOIN topic ON topic.id = link_category.topic WHERE {where} "
            "GROUP BY link_category.key",
            *values,
        )
        short_names = {term.key: term.short_names for term in CATEGORIES}
        counts = [
            Count(str(key), str(name), int(str(count)), short_names.get(str(key), ()))
            for key, name, count in rows
        ]
        last = len(CATEGORIES)
        return sorted(counts, key=lambda count: (CATEGORY_ORDER.get(count.slug, last), count.slug))

    # Other

    def holdings(self) -> list[Holding]:
        """Return how many topics each collection has in each language."""
        rows = self.rows(
            "SELECT collection, language, count(*), max(max(reviewed, exported)) FROM topic "
            "GROUP BY collection, language ORDER BY min(id), language"
        )
        return [Holding(str(c), str(lang), int(str(n)), str(date)) for c, lang, n, date in rows]

    def home_pages(self, organizations: Iterable[str]) -> dict[str, str]:
        """Return the home pages of those organizations of which one is known."""
        found = {}
        for name in organizations:
            for (url,) in self._rows(
                "SELECT url FROM organization WHERE name = ? AND url != ''", name
            ):
                found[name] = url
        return found

    def passed_over(self) -> dict[str, int]:
        """Return what the imported export has that was not taken, and how often."""
        rows = self.rows("SELECT what, total FROM passed_over ORDER BY what")
        return {str(what): int(str(total)) for what, total in rows}

    def bad_files(self) -> list[BadTopicFile]:
        """Return the topic files that were left out because something is wrong with them."""
        rows = self._connection.execute("SELECT path, line, problems FROM bad_file ORDER BY path")
        return [BadTopicFile(os.fsdecode(p), int(line), int(n)) for p, line, n in rows]


def _mesh(id: str, name: str, qualifiers: str) -> MeshHeading:
    parts = (line.partition("\t") for line in _names(qualifiers))
    return MeshHeading(id, name, tuple(Qualifier(part[0], part[2]) for part in parts))


def _references(rows: Iterable[tuple[str, ...]]) -> dict[str, Any]:
    """Return what MedlinePlus refers to, by the field of its topic in which it stands."""
    found: dict[str, list[Reference]] = {}
    languages = []
    for kind, title, id, url, more in rows:
        if kind == "other_languages":
            languages.append(OtherLanguage(title, more, url))
        else:
            found.setdefault(kind, []).append(Reference(title, id, url, more))
    return {
        "twin": next(iter(found.get("twin", ())), None),
        "groups": tuple(found.get("groups", ())),
        "related": tuple(found.get("related", ())),
        "other_languages": tuple(languages),
        "primary_institute": next(iter(found.get("primary_institute", ())), None),
    }


def _names(lines: str) -> tuple[str, ...]:
    return tuple(lines.split("\n")) if lines else ()


def _visible(collection: str) -> tuple[str, tuple[object, ...]]:
    if collection:
        return "topic.collection = ?", (collection,)
    return "topic.visible", ()


def scoped(scope: Scope) -> tuple[str, tuple[object, ...]]:
    """Return the condition under which a topic is in a scope, and its values."""
    where, values = _visible(scope.collection)
    return f"topic.language = ? AND {where}", (scope.language, *values)
