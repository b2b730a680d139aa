"""The topics that have a symptom, whatever a reader calls it."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from healthtopics.catalog.store import Catalog, Scope, scoped
from healthtopics.catalog.words import loose_phrase
from healthtopics.model import TopicSymptoms

_MAX_WORDS = 100  # that are looked at again: each takes time, and no symptom has as many
# Some topics are several symptoms: "Nausea and Vomiting".
_BETWEEN = re.compile(r", | and | or | y | o ")


class Found(NamedTuple):
    """Topics with a symptom, the scope in which it was looked for, and by which words."""

    topics: Iterator[TopicSymptoms]
    scope: Scope
    used: str


def find_having(catalog: Catalog, scope: Scope, symptom: str) -> Found | None:
    """Return the topics with a symptom, or None if there is none.

    It is looked for as it was typed; then as words of the other language, with its spelling
    corrected, and by the name of the symptom for which it is an everyday word.

    Args:
        catalog: whose lists of symptoms are asked.
        scope: the topics that may be returned, or their twins.
        symptom: the words of the reader.
    """
    for where, words in _ways(catalog, scope, symptom):
        topics = catalog.having_symptom(where, words)
        first = next(topics, None)
        if first:
            return Found(chain([first], topics), where, words)
    return None


def _ways(catalog: Catalog, scope: Scope, symptom: str) -> Iterator[tuple[Scope, str]]:
    """Yield where to look for a symptom, and by which words, the likeliest first."""
    yield scope, symptom
    if len(symptom.split()) > _MAX_WORDS:
        return
    from healthtopics.catalog.corrections import corrected
    from healthtopics.catalog.search import other_scope

    other = other_scope(catalog, scope, symptom)
    if other:
        yield other, symptom
    for where in filter(None, (other, scope)):
        for name in _names(catalog, where, symptom):
            yield where, name
    used = corrected(catalog, scope, symptom)
    yield scope, used
    for name in _names(catalog, scope, used):
        yield scope, name


def _names(catalog: Catalog, scope: Scope, words: str) -> Iterator[str]:
    """Yield the titles that words are another name or everyday words for, in their parts."""
    where, values = scoped(scope)
    rows = catalog.rows(
        "t",
        "SELECT DISTINCT title FROM phrase JOIN topic ON topic.id = phrase.topic "
        f"WHERE loose = ? AND {where} ORDER BY title",
        *(loose_phrase(words, scope.language), *values),
    )
    for (title,) in rows:
        yield from reversed(_BETWEEN.split(title))
