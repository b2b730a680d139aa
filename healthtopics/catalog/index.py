"""Filling what search looks into: the full-text index, the phrases and the vocabulary."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from healthtopics import prose
from healthtopics.catalog.content import loaded
from healthtopics.catalog.schema import OTHER_NAME, TITLE
from healthtopics.catalog.words import STOP_WORDS, exact_key, loose_phrase, sound
from healthtopics.model import Section, Topic
from healthtopics.sources.topicfiles.vocabularies import Everyday
from healthtopics.text import fold

# The kinds of phrases, the strongest first: titles, other names, everyday words.
EVERYDAY = 2


def fill_index(connection: sqlite3.Connection, everyday: Iterable[Everyday]) -> None:
    """Fill the index from the tables of topics, which must be full.

    Args:
        connection: the catalog that is being built.
        everyday: what people call topics who do not know their names.
    """
    phrases = _everyday_phrases(connection, everyday)
    counted: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for number, text in connection.execute("SELECT topic, json FROM content").fetchall():
        topic = loaded(text)
        title, language = topic.title, topic.language
        sql = "SELECT name FROM name WHERE topic = ? AND kind != ?"
        names = [row[0] for row in connection.execute(sql, (number, TITLE))]
        common = phrases.get(number, ())
        sql = "SELECT title FROM link WHERE topic = ?"
        links = [row[0] for row in connection.execute(sql, (number,))]
        columns = _columns(topic, names, common, links)
        connection.execute(
            "INSERT INTO text (rowid, title, names, everyday, symptoms, description, body, links) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (number, *columns),
        )
        kinds = [
            (title, TITLE),
            *((n, OTHER_NAME) for n in names),
            *((c, EVERYDAY) for c in common),
        ]
        connection.executemany(
            "INSERT OR IGNORE INTO phrase VALUES (?, ?, ?)",
            [(loose_phrase(text, language), number, kind) for text, kind in kinds],
        )
        # A word in a name is likelier to be meant than one that stands somewhere in the text.
        for column, weight in zip(columns, (20, 20, 10, 5, 2, 1, 1), strict=True):
            counted[language, weight].update(fold(column).split())
    words: Counter[tuple[str, str]] = Counter()
    for (language, weight), counts in counted.items():
        for word, count in counts.items():
            words[language, word] += weight * count
    connection.executemany(
        "INSERT INTO word VALUES (?, ?, ?, ?)",
        [
            (language, word, sound(word), weight)
            for (language, word), weight in words.items()
            if len(word) > 2 and not word.isdigit() and word not in STOP_WORDS[language]
        ],
    )
    connection.execute("INSERT INTO text (text) VALUES ('optimize')")


def _columns(
    topic: Topic, names: Sequence[str], common: Sequence[str], links: Sequence[str]
) -> tuple[str, ...]:
    """Return the texts of a topic for the columns of the index.

    Args:
        topic: what is found by them.
        names: its other names, also those that are not shown.
        common: what people call it who do not know its names.
        links: the titles of its links.
    """
    written_together = [exact_key(n) for n in (topic.title, *names) if len(n.split()) < 3]
    return (
        topic.title,
        "; ".join(names),
        "; ".join([*common, *written_together]),
        "\n".join(f"{s.name}: {s.note}" if s.note else f"{s.name};" for s in topic.symptoms),
        topic.description,
        _without_bullets(
            [
                prose.write(topic.summary),
                *(_section_text(section) for section in topic.sections),
                *(advice.text for advice in topic.advice),
            ]
        ),
        "\n".join(links),
    )


def _without_bullets(texts: Iterable[str]) -> str:
    """Return prose in which list items are sentences among others."""
    lines = "\n".join(texts).splitlines()
    return "\n".join(line.strip().removeprefix("- ") for line in lines)


def _section_text(section: Section) -> str:
    text = prose.write(section.blocks)
    return f"{section.heading}:\n{text}" if section.heading else text


def _everyday_phrases(
    connection: sqlite3.Connection, everyday: Iterable[Everyday]
) -> dict[int, tuple[str, ...]]:
    """Return the everyday phrases of those topics that are in the catalog, and of their twins."""
    phrases: dict[int, tuple[str, ...]] = {}
    for entry in everyday:
        for number, slug in connection.execute(
            "SELECT topic.id, topic.slug FROM name JOIN topic ON topic.id = name.topic "
            f"WHERE name.key = ? AND name.kind = {TITLE} AND topic.language = 'en'",
            (exact_key(entry.topic),),
        ).fetchall():
            phrases[number] = entry.en
            for (twin,) in connection.execute(
                "SELECT id FROM topic WHERE translation_of = ? AND language = 'es'", (slug,)
            ):
                phrases[twin] = entry.es
    return phrases
