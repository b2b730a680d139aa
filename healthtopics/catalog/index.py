"""What search looks into: the full-text index, the phrases and the words, topic by topic."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from healthtopics import model as m
from healthtopics import prose
from healthtopics.catalog.schema import OTHER_NAME, TITLE
from healthtopics.catalog.words import STOP_WORDS, exact_key, loose_phrase, sound
from healthtopics.text import fold

# The kinds of phrases, the strongest first: titles, other names, everyday words.
EVERYDAY = 2
_COLUMNS = "title, names, everyday, symptoms, description, body, links"
# A word in a name is likelier to be meant than one that stands somewhere in the text.
_WEIGHTS = (20, 20, 10, 5, 2, 1, 1)
# After a change the pieces of the index are joined again, a little each time: a search through
# eleven pieces takes half as long again as one through five.
_PAGES_TO_MERGE = 64


class Words:
    """How much the words of each language weigh: what was added, and what was taken away.

    They are counted by language and weight and put into the catalog at the end, which is faster
    than topic by topic.
    """

    def __init__(self) -> None:
        self._counted: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)

    def add(self, language: str, columns: Sequence[str], sign: int = 1) -> None:
        """Count the words of a topic; with a ``sign`` of -1 take them away."""
        for column, weight in zip(columns, _WEIGHTS, strict=True):
            self._counted[language, sign * weight].update(fold(column).split())

    def write(self, connection: sqlite3.Connection) -> None:
        """Bring the words of the catalog up to date."""
        words: Counter[tuple[str, str]] = Counter()
        for (language, weight), counts in self._counted.items():
            for word, count in counts.items():
                words[language, word] += weight * count
        connection.executemany(
            "INSERT INTO word VALUES (?, ?, ?, ?) "
            "ON CONFLICT (language, word) DO UPDATE SET weight = weight + excluded.weight",
            [
                (language, word, sound(word), weight)
                for (language, word), weight in words.items()
                if weight
                and len(word) > 2
                and not word.isdigit()
                and word not in STOP_WORDS[language]
            ],
        )
        connection.executemany(
            "DELETE FROM word WHERE language = ? AND word = ? AND weight = 0",
            [key for key, weight in words.items() if weight < 0],
        )


def put(
    connection: sqlite3.Connection,
    number: int,
    topic: m.Topic,
    everyday: Sequence[str],
    words: Words,
) -> None:
    """Put a topic into the index.

    Args:
        connection: the catalog that is being made.
        number: the topic's.
        topic: what is found by its words.
        everyday: what people call it who do not know its names.
        words: where its words are counted.
    """
    names = other_names(topic)
    columns = _texts(topic, names, everyday)
    words.add(topic.language, columns)
    connection.execute(
        f"INSERT INTO text (rowid, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (number, *columns)
    )
    kinds = [
        (topic.title, TITLE),
        *((name, OTHER_NAME) for name in names),
        *((phrase, EVERYDAY) for phrase in everyday),
    ]
    phrases = [(loose_phrase(text, topic.language), number, kind) for text, kind in kinds]
    connection.executemany("INSERT OR IGNORE INTO phrase VALUES (?, ?, ?)", phrases)
    stems = {stem for loose, *_ in phrases for stem in loose.split()}
    connection.executemany("INSERT INTO stem VALUES (?, ?)", [(stem, number) for stem in stems])


def take_out(connection: sqlite3.Connection, number: int, language: str, words: Words) -> None:
    """Take a topic out of the index."""
    sql = f"SELECT {_COLUMNS} FROM text WHERE rowid = ?"
    for columns in connection.execute(sql, (number,)).fetchall():
        words.add(language, columns, -1)
    connection.execute("DELETE FROM text WHERE rowid = ?", (number,))
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
    """Join the pieces of the index: all of a new one, some of one that was changed."""
    if is_new:
        connection.execute("INSERT INTO text (text) VALUES ('optimize')")
    else:
        connection.execute(f"INSERT INTO text (text, rank) VALUES ('merge', {_PAGES_TO_MERGE})")


def other_names(topic: m.Topic) -> tuple[str, ...]:
    """Return the names of a topic besides its title, also those that are not shown."""
    see_references = topic.medlineplus.see_references if topic.medlineplus else ()
    return (*topic.also_called, *see_references, *topic.leads_here)


def _texts(topic: m.Topic, names: Sequence[str], everyday: Sequence[str]) -> tuple[str, ...]:
    """Return the texts of a topic for the columns of the index."""
    written_together = [exact_key(n) for n in (topic.title, *names) if len(n.split()) < 3]
    return (
        topic.title,
        "; ".join(names),
        "; ".join([*everyday, *written_together]),
        "\n".join(f"{s.name}: {s.note}" if s.note else f"{s.name};" for s in topic.symptoms),
        topic.description,
        _without_bullets(
            [
                prose.write(topic.summary),
                *(_section_text(section) for section in topic.sections),
                *(advice.text for advice in topic.advice),
            ]
        ),
        "\n".join(link.title for link in topic.links),
    )


def _without_bullets(texts: Iterable[str]) -> str:
    """Return prose in which list items are sentences among others, each with an end."""
    lines = [line.strip() for line in "\n".join(texts).splitlines()]
    return "\n".join(_sentence(line[2:]) if line.startswith("- ") else line for line in lines)


def _sentence(item: str) -> str:
    return item if item.endswith((".", "!", "?", ";", ":")) else f"{item};"


def _section_text(section: m.Section) -> str:
    text = prose.write(section.blocks)
    return f"{section.heading}:\n{text}" if section.heading else text
