"""Search: from the words that people type to the topics that they mean, the best first.

A topic is judged by how much of the question it covers (each word weighted by its rarity and by
the column in which it stands: SQLite's bm25), and by how well one of its names, or of the everyday
phrases for it, fits the question as a whole.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from healthtopics.catalog.danger import danger_topic
from healthtopics.catalog.ranking import Names, Word, marks, text_scores, weight_of
from healthtopics.catalog.schema import TITLE
from healthtopics.catalog.store import LAST, Catalog, Scope, scoped
from healthtopics.catalog.words import (
    allowed_edits,
    are_opposites,
    content_words,
    edit_distance,
    exact_key,
    sound,
)
from healthtopics.model import Hit, TopicLine
from healthtopics.text import fold

# Weights of the columns of the index: title, names, everyday, symptoms, description, body, links.
_WEIGHTS = "8.0, 7.0, 5.0, 4.0, 3.0, 1.0, 1.5"
_PHRASE_WEIGHT = 1.5
_CANDIDATES = 60
_MARKS = "\x02", "\x03"
# The columns of the index that tell why a topic was found.
_REASONS = (
    ("title", "title"),
    ("names", "other name"),
    ("everyday", "everyday words"),
    ("symptoms", "symptom"),
    ("description body links", "text"),
)
# Where a snippet is taken from, the first that matches: symptoms, description, body.
_SNIPPETS = [f"snippet(text, {column}, char(2), char(3), '…', 20)" for column in (3, 4, 5)]


class Correction(NamedTuple):
    """A word that no topic has, and the one that was looked for instead."""

    asked: str
    used: str


class Results(NamedTuple):
    """What was found, the best first, and which words were corrected.

    ``danger`` is the topic that tells what to do, where the question says that something is
    happening; it is the first hit.
    """

    hits: tuple[Hit, ...]
    corrections: tuple[Correction, ...]
    danger: TopicLine | None = None


def search(catalog: Catalog, scope: Scope, question: str, group: str, limit: int) -> Results:
    """Return the topics that a question may mean, the best first.

    Args:
        catalog: what is searched.
        scope: the topics that are asked about.
        question: words as people type them; a phrase in quotes must stand so.
        group: the key of a group that topics must be in; empty for any.
        limit: how many topics at most.
    """
    language = scope.language
    allowed = _allowed(catalog, scope, question, group)
    words: list[Word] = []
    corrections: list[Correction] = []
    for asked in dict.fromkeys(content_words(question, language)):
        word = _resolve(catalog, asked, language, allowed)
        if word.text != asked:
            corrections.append(Correction(asked, word.text))
        words.append(word._replace(weight=weight_of(asked, language)))
    scores = text_scores(words)
    exact = _named_exactly(catalog, question, allowed)
    danger = None if group else danger_topic(catalog, scope, question)
    first = catalog.number(danger) if danger else 0
    names = Names(catalog, words, allowed, language)
    best = _best(catalog, scores, _CANDIDATES)
    likely = (*best, *exact, *names.candidates(), *([first] if danger else []))
    candidates = list(dict.fromkeys(likely))
    fits = names.fits(candidates)
    total = {
        number: scores.get(number, 0.0)
        + _PHRASE_WEIGHT * fits[number]
        + (1.0 if number in exact else 0.0)
        for number in candidates
    }
    best = _best(catalog, total, limit)
    if danger:
        best = [first, *(number for number in best if number != first)][:limit]
    return Results(
        tuple(_hits(catalog, best, words, exact, corrected=bool(corrections))) if best else (),
        tuple(corrections),
        danger,
    )


def _allowed(catalog: Catalog, scope: Scope, question: str, group: str) -> set[int]:
    """Return the topics that may be found: of the scope and group, with all phrases in quotes."""
    where, values = scoped(scope)
    if group:
        where += " AND id IN (SELECT topic FROM topic_group WHERE key = ?)"
        values = (*values, group)
    quoted = map(fold, question.split('"')[1::2])
    phrases = [f'"{phrase}"' for phrase in dict.fromkeys(quoted) if phrase]
    if phrases:
        where += " AND id IN (SELECT rowid FROM text WHERE text MATCH ?)"
        values = (*values, " AND ".join(phrases))
    return {row[0] for row in catalog.rows("i", f"SELECT id FROM topic WHERE {where}", *values)}


def _best(catalog: Catalog, scores: Mapping[int, float], limit: int) -> list[int]:
    """Return the topics with the highest scores, those of equal ones in an order of their own.

    The numbers of topics say in which order they came, so they tell nothing.
    """
    best = sorted(scores, key=scores.__getitem__, reverse=True)
    if len(best) > limit:
        lowest = scores[best[limit - 1]]
        best = [number for number in best if scores[number] >= lowest]
    if len({scores[number] for number in best}) < len(best):
        place = catalog.places(best)
        best.sort(key=lambda number: (-scores[number], place[number]))
    return best[:limit]


def _resolve(catalog: Catalog, asked: str, language: str, allowed: set[int]) -> Word:
    """Return a word as it is, as the beginning of others, or corrected, as long as it is found."""
    matches = [(asked, f'"{asked}"')]
    if len(asked) > 2:
        matches.append((asked, f'"{asked}" *'))
    for text, match in matches:
        if scores := _scores(catalog, match, allowed):
            return Word(text, match, scores)
    used = _corrected(catalog, asked, language)
    match = f'"{used}"'
    return Word(used, match, _scores(catalog, match, allowed) if used != asked else {})


def _scores(catalog: Catalog, match: str, allowed: set[int]) -> dict[int, float]:
    """Return how well each topic matches; more is better."""
    sql = f"SELECT rowid, bm25(text, {_WEIGHTS}) FROM text WHERE text MATCH ?"
    return {n: -score for n, score in catalog.rows("if", sql, match) if n in allowed}


def _corrected(catalog: Catalog, asked: str, language: str) -> str:
    """Return the word of the collection that a misspelled one most likely means, or itself."""
    heard = sound(asked)
    limit = allowed_edits(asked)
    best, best_rank = asked, float(limit + 1)
    for word, its_sound, weight in catalog.rows(
        "tti",
        "SELECT word, sound, weight FROM word WHERE language = ? AND sound >= ? AND sound < ? "
        "AND length(sound) BETWEEN ? AND ?",
        *(language, heard[:1], heard[:1] + LAST),
        *(len(heard) - limit, len(heard) + limit),
    ):
        by_sound = edit_distance(heard, its_sound, limit)
        if by_sound > limit or are_opposites(asked, word):
            continue
        by_letters = edit_distance(asked, word, 6)
        rank = by_sound + by_letters / 2 - math.log(max(weight, 0) + 1) / 8
        if rank < best_rank:
            best, best_rank = word, rank
    return best


def _named_exactly(catalog: Catalog, question: str, allowed: set[int]) -> dict[int, str]:
    """Return the topics one of whose names is the question, each with what that name is to it."""
    rows = catalog.rows(
        "ii", "SELECT topic, min(kind) FROM name WHERE key = ? GROUP BY topic", exact_key(question)
    )
    return {
        number: "title" if kind == TITLE else "other name"
        for number, kind in rows
        if number in allowed
    }


def _hits(
    catalog: Catalog,
    numbers: Sequence[int],
    words: Sequence[Word],
    exact: Mapping[int, str],
    *,
    corrected: bool,
) -> Iterator[Hit]:
    """Yield topics as hits: each with the columns that match, and the text that matches best."""
    match = " OR ".join(word.match for word in words)
    matching = {
        reason: {
            row[0]
            for row in catalog.rows(
                "i",
                f"SELECT rowid FROM text WHERE text MATCH ? AND rowid IN ({marks(numbers)})",
                f"{{{columns}}} : ({match})",
                *numbers,
            )
        }
        for columns, reason in _REASONS
    }
    lines = {
        row[0]: TopicLine(*row[1:])
        for row in catalog.rows(
            "ittttt",
            "SELECT id, slug, title, language, description, collection FROM topic "
            f"WHERE id IN ({marks(numbers)})",
            *numbers,
        )
    }
    snippets = {
        row[0]: next((text for text in row[1:] if _MARKS[0] in text), "")
        for row in catalog.rows(
            "ittt",
            f"SELECT rowid, {', '.join(_SNIPPETS)} FROM text "
            f"WHERE text MATCH ? AND rowid IN ({marks(numbers)})",
            match,
            *numbers,
        )
    }
    for number in numbers:
        why = [
            reason
            for reason, found in matching.items()
            if number in found or reason == exact.get(number)
        ]
        if corrected:
            why.append("spelling")
        pieces = _pieces(snippets.get(number, "")) or ((lines[number].description, False),)
        yield Hit(lines[number], tuple(why), pieces)


def _pieces(snippet: str) -> tuple[tuple[str, bool], ...]:
    """Return a marked snippet in pieces, each with whether it was marked."""
    start, end = _MARKS
    pieces = " ".join(snippet.split()).replace(end, start).split(start)
    return tuple((piece, place % 2 == 1) for place, piece in enumerate(pieces) if piece)
