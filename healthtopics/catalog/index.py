"""Filling what search looks into: the full-text index, the phrases and the vocabulary."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable

from healthtopics.catalog.names import exact_key
from healthtopics.catalog.words import STOP_WORDS, loose_phrase, sound
from healthtopics.sources.topicfiles.vocabularies import Everyday
from healthtopics.text import fold

# Kinds of phrases, the strongest first.
TITLE, OTHER_NAME, EVERYDAY = range(3)


def fill_index(connection: sqlite3.Connection, everyday: Iterable[Everyday]) -> None:
    """Fill the index from the tables of topics, which must be full.

    Args:
        connection: the catalog that is being built.
        everyday: what people call topics who do not know their names.
    """
    phrases = _everyday_phrases(connection, everyday)
    counted: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for number, language, title, description, summary in connection.execute(
        "SELECT id, language, title, description, text FROM topic JOIN summary ON topic = id"
    ).fetchall():
        names = [
            row[0]
            for row in connection.execute(
                "SELECT name FROM name WHERE topic = ? AND NOT is_title", (number,)
            )
        ]
        common = phrases.get(number, ())
        written_together = [exact_key(name) for name in (title, *names) if len(name.split()) < 3]
        columns = (
            title,
            "; ".join(names),
            "; ".join([*common, *written_together]),
            _joined(
                connection,
                "SELECT name || iif(note = '', ';', ': ' || note) FROM symptom WHERE topic = ?",
                number,
            ),
            description,
            _without_bullets(
                [
                    summary,
                    _joined(
                        connection,
                        "SELECT iif(heading = '', '', heading || ':\n') || text FROM section WHERE topic = ?",
                        number,
                    ),
                    _joined(connection, "SELECT text FROM advice WHERE topic = ?", number),
                ]
            ),
            _joined(connection, "SELECT title FROM link WHERE topic = ?", number),
        )
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


def _without_bullets(texts: Iterable[str]) -> str:
    """Return prose in which list items are sentences among others."""
    lines = "\n".join(texts).splitlines()
    return "\n".join(line.strip().removeprefix("- ") for line in lines)


def _joined(connection: sqlite3.Connection, sql: str, number: int) -> str:
    return "\n".join(row[0] for row in connection.execute(sql, (number,)))


def _everyday_phrases(
    connection: sqlite3.Connection, everyday: Iterable[Everyday]
) -> dict[int, tuple[str, ...]]:
    """Return the everyday phrases of those topics that are in the catalog, and of their twins."""
    phrases: dict[int, tuple[str, ...]] = {}
    for entry in everyday:
        for number, slug in connection.execute(
            "SELECT topic.id, topic.slug FROM name JOIN topic ON topic.id = name.topic "
            "WHERE name.key = ? AND name.is_title AND topic.language = 'en'",
            (exact_key(entry.topic),),
        ).fetchall():
            phrases[number] = entry.en
            for (twin,) in connection.execute(
                "SELECT id FROM topic WHERE translation_of = ? AND language = 'es'", (slug,)
            ):
                phrases[twin] = entry.es
    return phrases
