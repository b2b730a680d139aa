"""What search reads: the full-text index, the phrases and the words, topic by topic."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Sequence

from healthtopics import model as m
from healthtopics.catalog.schema import OTHER_NAME, TITLE
from healthtopics.catalog.words import STOP_WORDS, loose_phrase, sound
from healthtopics.text import fold

# The kinds of phrases, the strongest first: titles, other names, everyday words.
EVERYDAY = 2
_COLUMNS = "title, names, everyday, symptoms, description, body, links"
# A word in a name is likelier to be meant than one somewhere in the text.
_WEIGHTS = (20, 20, 10, 5, 2, 1, 1)
# How much of the index to join after each change: a search through eleven pieces takes half as long
# again as one through five.
_PAGES_TO_MERGE = 64


class Words:
    """Changes to the weights of the words of each language: what was added and taken away.

    Words are counted by language and weight and written to the catalog at the end, which is faster
    than topic by topic.
    """

    def __init__(self) -> None:
        self._counted: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)

    def add(self, language: str, columns: Sequence[str], sign: int = 1) -> None:
        """Count the words of a topic, or take them away if ``sign`` is -1."""
        for column, weight in zip(columns, _WEIGHTS, strict=True):
            self._counted[language, sign * weight].update(fold(column).split())

    def write(self, connection: sqlite3.Connection) -> None:
        """Bring the words of the catalog up to date."""
        words: Counter[tuple[str, str]] = Counter()
        for (language, weight), counts in self._counted.items():
            for word, count in counts.items():
                words[language, word] += weight * count
        changed = [
            (language, word, weight)
            for (language, word), weight in words.items()
            if weight and len(word) > 2 and not word.isdigit() and word not in STOP_WORDS[language]
        ]
        connection.executemany(
            "INSERT INTO word VALUES (?, ?, ?) "
            "ON CONFLICT (language, word) DO UPDATE SET weight = weight + excluded.weight",
            changed,
        )
        connection.executemany(
            "INSERT OR IGNORE INTO sound VALUES (?, ?, ?)",
            [(language, sound(word), word) for language, word, _ in changed],
        )
        fewer = [(language, word) for language, word, weight in changed if weight < 0]
        connection.executemany(
            "DELETE FROM sound WHERE language = ?1 AND sound = ?3 AND word = ?2 "
            "AND EXISTS (SELECT 1 FROM word WHERE language = ?1 AND word = ?2 AND weight = 0)",
            [(language, word, sound(word)) for language, word in fewer],
        )
        connection.executemany(
            "DELETE FROM word WHERE language = ? AND word = ? AND weight = 0", fewer
        )


def put(
    connection: sqlite3.Connection,
    number: int,
    topic: m.Topic,
    everyday: Sequence[str],
    words: Words,
) -> None:
    """Put a topic into the index, once all its other rows are in the catalog.

    Args:
        connection: the catalog that is being made.
        number: the topic's number.
        topic: the topic, or the merged page made from it.
        everyday: what people who do not know its names call it.
        words: counts its words.
    """
    columns = _columns(connection, number)
    words.add(topic.language, columns)
    connection.execute(
        f"INSERT INTO text (rowid, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (number, *columns)
    )
    kinds = [
        (topic.title, TITLE),
        *((name, OTHER_NAME) for name in other_names(topic)),
        *((phrase, EVERYDAY) for phrase in everyday),
    ]
    phrases = [(number, loose_phrase(text, topic.language), kind) for text, kind in kinds]
    connection.executemany("INSERT OR IGNORE INTO phrase VALUES (?, ?, ?)", phrases)
    stems = {stem for _, loose, _ in phrases for stem in loose.split()}
    connection.executemany("INSERT INTO stem VALUES (?, ?)", [(stem, number) for stem in stems])


def take_out(connection: sqlite3.Connection, number: int, language: str, words: Words) -> None:
    """Take a topic out of the index, while all its other rows are still in the catalog."""
    columns = _columns(connection, number)
    words.add(language, columns, -1)
    connection.execute(
        f"INSERT INTO text (text, rowid, {_COLUMNS}) VALUES ('delete', ?, ?, ?, ?, ?, ?, ?, ?)",
        (number, *columns),
    )
    phrases = connection.execute("SELECT loose FROM phrase WHERE topic = ?", (number,)).fetchall()
    connection.executemany(
        "DELETE FROM stem WHERE stem = ? AND topic = ?",
        [(stem, number) for (loose,) in phrases for stem in loose.split()],
    )
    connection.execute("DELETE FROM phrase WHERE topic = ?", (number,))


def prepare(connection: sqlite3.Connection) -> None:
    """Make a new index ready to be filled."""
    connection.execute("INSERT INTO text (text, rank) VALUES ('usermerge', 2)")


def tidy(connection: sqlite3.Connection, *, is_new: bool) -> None:
    """Join the pieces of the index: all of a new index, some of a changed one."""
    if is_new:
        connection.execute("INSERT INTO text (text) VALUES ('optimize')")
    else:
        connection.execute(f"INSERT INTO text (text, rank) VALUES ('merge', {_PAGES_TO_MERGE})")


def other_names(topic: m.Topic) -> tuple[str, ...]:
    """Return a topic's names besides its title, including those that are not shown."""
    see_references = topic.medlineplus.see_references if topic.medlineplus else ()
    return (*topic.also_called, *see_references, *topic.leads_here)


def _columns(connection: sqlite3.Connection, number: int) -> tuple[str, ...]:
    """Return the texts of a topic for the columns of the index."""
    sql = f"SELECT {_COLUMNS} FROM page WHERE topic = ?"
    columns: tuple[str, ...] = connection.execute(sql, (number,)).fetchone()
    return columns
