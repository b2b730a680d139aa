"""Danger first: the topic that says what to do if a question tells of something happening now."""

from collections.abc import Collection, Sequence

from healthtopics.catalog.store import Catalog, Scope
from healthtopics.catalog.words import STOP_WORDS, exact_key
from healthtopics.model import TopicLine
from healthtopics.text import fold

# At most this many small words may split a phrase: "my baby has a fever" for "baby fever".
_BETWEEN = 3


def danger_topic(
    catalog: Catalog, scope: Scope, question: str, spoken: str = ""
) -> TopicLine | None:
    """Return the topic on the danger that a question tells of, or None.

    Args:
        catalog: has the table of phrases.
        scope: the topics that may be returned.
        question: words as people type them.
        spoken: the language of the words, if it is not the scope's.
    """
    words = fold(question).split()
    spoken = spoken or scope.language
    small = STOP_WORDS[spoken]
    for phrase, titles in catalog.rows(
        "tt", "SELECT words, topics FROM danger WHERE language = ? ORDER BY rowid", spoken
    ):
        if tells(words, phrase.split(), small):
            for title in titles.split("\n"):
                if line := titled(catalog, scope, title):
                    return line
    return None


def tells(words: Sequence[str], phrase: Sequence[str], small: Collection[str]) -> bool:
    """Return whether a question has the words of a phrase, in order.

    Args:
        words: the words of the question, folded.
        phrase: the words to find, folded; at least one.
        small: words, a few of which may come between those of the phrase.
    """
    for start in [place for place, word in enumerate(words) if word == phrase[0]]:
        place = start
        for wanted in phrase[1:]:
            place = _next(words, place + 1, wanted, small)
            if place < 0:
                break
        else:
            return True
    return False


def _next(words: Sequence[str], start: int, wanted: str, small: Collection[str]) -> int:
    """Return the index of a word from a start on, with only small words between; else -1."""
    for place, word in enumerate(words[start : start + _BETWEEN + 1], start):
        if word == wanted:
            return place
        if word not in small:
            break
    return -1


def titled(catalog: Catalog, scope: Scope, title: str) -> TopicLine | None:
    """Return the topic with an English title, or its twin in the language of the scope."""
    for match in catalog.named(title, scope.collection):
        line = match.line
        if line.language == "en" and exact_key(line.title) == exact_key(title):
            in_english = scope.language == "en"
            return line if in_english else catalog.twin(line, scope.language, scope.collection)
    return None
