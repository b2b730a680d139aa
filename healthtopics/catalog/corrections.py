"""Words of a question as the catalog has them: as typed, as a beginning, or corrected."""

import math

from healthtopics.catalog.ranking import Word, scores_of, weight_of
from healthtopics.catalog.store import LAST, Catalog, Scope, scoped
from healthtopics.catalog.words import (
    FRAMING_WORDS,
    allowed_edits,
    are_opposites,
    content_words,
    edit_distance,
    sound,
)

# The fewest letters at the beginning that two forms of a word share, and the most that may follow.
_BEGINNING = 6
_LEFT = 5
# A beginning that this few topics have is more likely a misspelling, if one edit makes it a word.
_FEW = 2


def resolve(catalog: Catalog, asked: str, language: str, allowed: set[int], *, exact: bool) -> Word:
    """Return a word as typed, as the beginning of others, or corrected: whichever is found first.

    Args:
        catalog: what is searched.
        asked: the word, folded.
        language: the language of the question.
        allowed: the topics that may be found.
        exact: do not correct the word.
    """
    weight = weight_of(asked, language)
    whole = f'"{asked}"'
    if scores := scores_of(catalog, whole, allowed):
        return Word(asked, whole, scores, weight)
    beginning = f"{whole} *"
    scores = scores_of(catalog, beginning, allowed) if len(asked) > 2 else {}
    used = asked
    may_be_wrong = not exact and len(asked) > 3 and not is_known(catalog, asked, language)
    if may_be_wrong and len(scores) <= _FEW:
        used = _corrected(catalog, asked, language)
        if scores and edit_distance(asked, used, 2) > 1:
            used = asked  # more likely the beginning of a rare word
        elif used == asked:
            used = _other_form(catalog, asked, language) or asked
    if used == asked:
        return Word(asked, beginning if scores else whole, scores, weight)
    match = f'"{used}"'
    return Word(used, match, scores_of(catalog, match, allowed), weight)


def corrected(catalog: Catalog, scope: Scope, text: str) -> str:
    """Return the content words of a text, each as the catalog has it."""
    language = scope.language
    where, values = scoped(scope)
    allowed = {row[0] for row in catalog.rows("i", f"SELECT id FROM topic WHERE {where}", *values)}
    return " ".join(
        resolve(catalog, word, language, allowed, exact=False).text
        for word in content_words(text, language)
    )


def is_known(catalog: Catalog, word: str, language: str) -> bool:
    """Return whether a word is right as it is: in any topic, or a common word."""
    if word in FRAMING_WORDS[language]:
        return True
    sql = " UNION ALL ".join(
        f"SELECT 1 FROM {table} WHERE language = ?1 AND word = ?2" for table in ("word", "common")
    )
    return bool(catalog.rows("i", sql, language, word))


def _other_form(catalog: Catalog, asked: str, language: str) -> str:
    """Return the known word that shares the longest beginning: narcolepsy for narcoleptic."""
    if len(asked) < _BEGINNING:
        return ""
    best = ""
    shared = max(_BEGINNING, len(asked) - _LEFT) - 1
    start = asked[: shared + 1]
    for word, _ in catalog.rows(
        "ti",
        "SELECT word, weight FROM word WHERE language = ? AND word >= ? AND word < ? "
        "ORDER BY weight DESC, word",
        *(language, start, start + LAST),
    ):
        common = _common_beginning(asked, word)
        if common > shared and len(word) - common <= _LEFT and not are_opposites(asked, word):
            best, shared = word, common
    return best


def _common_beginning(a: str, b: str) -> int:
    return next(
        (place for place, (x, y) in enumerate(zip(a, b, strict=False)) if x != y),
        min(len(a), len(b)),
    )


def _corrected(catalog: Catalog, asked: str, language: str) -> str:
    """Return the known word that a misspelled one most likely means, or the word itself."""
    heard = sound(asked)
    limit = allowed_edits(asked)
    best, best_rank = asked, float(limit + 1)
    for word, its_sound, weight in catalog.rows(
        "tti",
        "SELECT word, sound, weight FROM sound JOIN word USING (language, word) "
        "WHERE language = ? AND sound >= ? AND sound < ? AND length(sound) BETWEEN ? AND ?",
        *(language, heard[:1], heard[:1] + LAST),
        *(len(heard) - limit, len(heard) + limit),
    ):
        by_sound = edit_distance(heard, its_sound, limit)
        if by_sound > limit or are_opposites(asked, word):
            continue
        most = len(asked) // 2
        by_letters = edit_distance(asked, word, most)
        if by_letters > most:
            continue  # too little in common
        rank = by_sound + by_letters / 2 - math.log(max(weight, 0) + 1) / 8
        if rank < best_rank:
            best, best_rank = word, rank
    return best
