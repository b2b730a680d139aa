"""Search: from the words that people type to the topics that they mean, the best first.

A topic is judged by how much of the question it covers (each word weighted by its rarity and by
the column that it is in: SQLite's bm25), and by how well one of its names or everyday phrases fits
the question as a whole.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from healthtopics.catalog.content import Damaged
from healthtopics.catalog.corrections import is_known, resolve
from healthtopics.catalog.danger import danger_topic
from healthtopics.catalog.medicines import medicines
from healthtopics.catalog.ranking import Names, Word, marks, text_scores
from healthtopics.catalog.schema import IN_PART, OTHER_NAME, REFERENCE, TITLE
from healthtopics.catalog.store import Catalog, Scope, scoped
from healthtopics.catalog.words import STOP_WORDS, content_words, edit_distance, exact_key
from healthtopics.model import LANGUAGES, Hit, TopicLine
from healthtopics.text import fold

# What counts besides the text of a topic (which counts 1 at most): how well a name fits, whether
# the question is a name, whether it names a medicine.
_PHRASE_WEIGHT = 2.0
_NAMED_EXACTLY = {TITLE: 1.0, OTHER_NAME: 1.0, REFERENCE: 0.8, IN_PART: 0.6}
_MEDICINE = 1.2
_IS_NAMED = 0.35  # a name that fits this well is what was asked about
# How many topics are considered for their text, and how many for their names.
_CANDIDATES, _NAMED = 40, 50
_CLEARLY = 2  # how many fewer unknown words make another language the right one
_NEAR = 2  # the most edits between a misspelled title and the right one
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")  # c.o.p.d. is COPD
_MARKS = "\x02", "\x03"
# The columns of the index that tell why a topic was found.
_REASONS = (
    ("title", "title"),
    ("names", "other name"),
    ("everyday", "everyday words"),
    ("symptoms", "symptom"),
    ("description body links", "text"),
)
# A snippet of the first column that matches: symptoms, description, body (which takes the longest).
_SYMPTOMS, _DESCRIPTION, _BODY = (
    f"snippet(text, {column}, char(2), char(3), '…', 20)" for column in (3, 4, 5)
)
_SNIPPET = (
    f"CASE WHEN instr({_SYMPTOMS}, char(2)) THEN {_SYMPTOMS} "
    f"WHEN instr({_DESCRIPTION}, char(2)) THEN {_DESCRIPTION} ELSE {_BODY} END"
)


class Correction(NamedTuple):
    """A word that no topic has, and the one that was looked for instead."""

    asked: str
    used: str


class Results(NamedTuple):
    """What was found, the best first, and how the question was understood.

    ``danger`` is the topic that says what to do if the question describes a danger; it is the first
    hit. ``is_named``: a topic is about what was asked, by its names or a medicine, not just
    mentioning it. ``is_loose``: no topic has the phrases in quotes, so their words were searched
    for.
    """

    hits: tuple[Hit, ...]
    corrections: tuple[Correction, ...]
    danger: TopicLine | None = None
    is_named: bool = True
    is_loose: bool = False


def search(
    catalog: Catalog, scope: Scope, question: str, group: str, limit: int, *, exact: bool = False
) -> Results:
    """Return the topics that a question may mean, the best first.

    Args:
        catalog: what is searched.
        scope: the topics that are asked about.
        question: words as people type them; quoted phrases are matched exactly if possible.
        group: the key of a group that topics must be in; empty for any.
        limit: the maximum number of topics.
        exact: take all words as written, and phrases in quotes too.
    """
    language = scope.language
    question = _INITIALS.sub(lambda dotted: dotted[0].replace(".", ""), question)
    allowed = _allowed(catalog, scope, question, group)
    is_loose = not allowed and '"' in question and not exact
    if is_loose:
        question = question.replace('"', " ")
        allowed = _allowed(catalog, scope, question, group)
    asked = list(dict.fromkeys(content_words(question, language)))
    drugs = medicines(catalog, scope, asked, exact=exact)
    words = [
        resolve(catalog, word, language, allowed, exact=exact or word in drugs) for word in asked
    ]
    corrections = [
        Correction(word, used.text)
        for word, used in zip(asked, words, strict=True)
        if word != used.text
    ]
    scores = text_scores(words)
    named = _named_exactly(catalog, question, allowed)
    danger = None if group else danger_topic(catalog, scope, question)
    first = catalog.number(danger) if danger else 0
    names = Names(catalog, words, allowed, language)
    best = _best(catalog, scores, _CANDIDATES)
    treated = {number for numbers in drugs.values() for number in numbers} & allowed
    likely = (*best, *named, *_best(catalog, names.shared(), _NAMED), *treated, first)
    candidates = list(filter(None, dict.fromkeys(likely)))
    fits = names.fits(candidates)
    total = {
        number: scores.get(number, 0.0)
        + _PHRASE_WEIGHT * fits[number]
        + _NAMED_EXACTLY.get(named.get(number, -1), 0.0)
        + (_MEDICINE if number in treated else 0.0)
        for number in candidates
    }
    best = _best(catalog, {number: score for number, score in total.items() if score}, limit)
    about = any(fits[number] >= _IS_NAMED or number in names.whole for number in best)
    if danger:
        best = [first, *(number for number in best if number != first)][:limit]
    more = [(treated, "medicine"), (set(best) if corrections else set(), "spelling")]
    hits = _hits(catalog, best, words, named, more) if best else ()
    return Results(
        tuple(hits),
        tuple(corrections),
        danger,
        is_named=bool(about or danger or treated or named or not best),
        is_loose=is_loose and bool(best),
    )


def other_scope(catalog: Catalog, scope: Scope, question: str) -> Scope | None:
    """Return the scope of the other language if a question is in it, not in the reader's.

    That is assumed if the other language has all words of the question and the reader's does not,
    or clearly has more of them, unless a title in the reader's language is only a letter or two
    away: "depresion" may be either.
    """
    unknown = 0 if scope.chosen else _unknown(catalog, question, scope.language)
    if not unknown:
        return None
    for language in LANGUAGES:
        if language == scope.language or not content_words(question, language):
            continue
        if _unknown(catalog, question, language) > max(0, unknown - _CLEARLY):
            continue
        key = exact_key(question)
        titles = catalog.rows("t", "SELECT title FROM topic WHERE language = ?", scope.language)
        if all(edit_distance(key, exact_key(title), _NEAR) > _NEAR for (title,) in titles):
            return scope._replace(language=language)
    return None


def _unknown(catalog: Catalog, question: str, language: str) -> int:
    """Return how many words of a question the catalog does not know in a language."""
    return sum(
        word not in STOP_WORDS[language] and not is_known(catalog, word, language)
        for word in content_words(question, language)
    )


def _allowed(catalog: Catalog, scope: Scope, question: str, group: str) -> set[int]:
    """Return the topics that may be found: in the scope and group, with all quoted phrases."""
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
    """Return the topics with the highest scores, ties in the order of ``Catalog.places``.

    Topic numbers cannot break ties: they only reflect the order in which topics were added.
    """
    best = sorted(scores, key=scores.__getitem__, reverse=True)
    if len(best) > limit:
        lowest = scores[best[limit - 1]]
        best = [number for number in best if scores[number] >= lowest]
    if len({scores[number] for number in best}) < len(best):
        place = catalog.places(best)
        best.sort(key=lambda number: (-scores[number], place[number]))
    return best[:limit]


def _named_exactly(catalog: Catalog, question: str, allowed: set[int]) -> dict[int, int]:
    """Return the topics that have the question as a name, each with the kind of that name."""
    sql = "SELECT topic, min(kind) FROM name WHERE key = ? GROUP BY topic"
    rows = catalog.rows("ii", sql, exact_key(question))
    return {number: kind for number, kind in rows if number in allowed}


def _hits(
    catalog: Catalog,
    numbers: Sequence[int],
    words: Sequence[Word],
    named: Mapping[int, int],
    more: Sequence[tuple[Collection[int], str]],
) -> Iterator[Hit]:
    """Yield topics as hits, each with the columns that match and the text that matches best."""
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
    if lines.keys() != set(numbers):
        raise Damaged("a topic that is gone")
    snippets = {
        number: text if _MARKS[0] in text else ""
        for number, text in catalog.rows(
            "it",
            f"SELECT rowid, {_SNIPPET} FROM text WHERE text MATCH ? AND rowid IN ({marks(numbers)})",
            match,
            *numbers,
        )
    }
    reasons = {n: "title" if kind == TITLE else "other name" for n, kind in named.items()}
    for number in numbers:
        why = [
            reason
            for reason, found in matching.items()
            if number in found or reason == reasons.get(number)
        ]
        why += [reason for found, reason in more if number in found]
        pieces = _pieces(snippets.get(number, "")) or ((lines[number].description, False),)
        yield Hit(lines[number], tuple(why), pieces)


def _pieces(snippet: str) -> tuple[tuple[str, bool], ...]:
    """Return the pieces of a marked snippet, each with whether it was marked."""
    start, end = _MARKS
    pieces = " ".join(snippet.split()).replace(end, start).split(start)
    return tuple((piece, place % 2 == 1) for place, piece in enumerate(pieces) if piece)
