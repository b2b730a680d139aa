"""The topics that have a symptom, whatever a reader calls it."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from healthtopics.catalog.store import Catalog, Scope, scoped
from healthtopics.catalog.words import loose_phrase
from healthtopics.model import TopicSymptoms

_MAX_WORDS = 100  # longer texts are only tried as typed: no symptom has as many
_SEVERAL = re.compile(r"[,&+]|\band\b|\by\b", re.IGNORECASE)
# Some topics cover several symptoms: "Nausea and Vomiting".
_BETWEEN = re.compile(r", | and | or | y | o ")


class Found(NamedTuple):
    """Topics with all symptoms, and the scope and the words by which they were found."""

    topics: Iterator[TopicSymptoms]
    scope: Scope
    used: list[str]


def parts(words: str) -> list[str]:
    """Return the symptoms that are named in words: "fever and stiff neck" are two."""
    return [part.strip() for part in _SEVERAL.split(words) if part.strip()] or [words]


def find_having(catalog: Catalog, scope: Scope, symptoms: Sequence[str]) -> Found | None:
    """Return the topics with all symptoms, or None if there is none.

    Each is looked for as it was typed; then as words of the other language, by the name of the
    symptom for which it is an everyday word, and with its spelling corrected.

    Args:
        catalog: the catalog to search.
        scope: the topics that may be returned, or their twins.
        symptoms: the reader's words for each symptom, at least one.
    """
    found = [_find(catalog, scope, symptom) for symptom in symptoms]
    first = found[0]
    if len(found) == 1 or first is None:
        return first
    all_of_them = {entry.topic: list(entry.symptoms) for entry in first.topics}
    used = [*first.used]
    for other in found[1:]:
        if other is None:
            return None
        used += other.used
        more = {entry.topic: entry.symptoms for entry in other.topics}
        all_of_them = {
            topic: [*dict.fromkeys((*its_symptoms, *more[topic]))]
            for topic, its_symptoms in all_of_them.items()
            if topic in more
        }
    topics = (TopicSymptoms(topic, tuple(some)) for topic, some in all_of_them.items())
    return Found(topics, first.scope, used) if all_of_them else None


def _find(catalog: Catalog, scope: Scope, symptom: str) -> Found | None:
    """Return the topics with a symptom, by the first way to look for it that finds any."""
    for where, words in _ways(catalog, scope, symptom):
        topics = catalog.having_symptom(where, words)
        first = next(topics, None)
        if first:
            return Found(chain([first], topics), where, [words])
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
    """Yield the parts of the titles that some words are another name or everyday words for."""
    where, values = scoped(scope)
    loose = loose_phrase(words, scope.language)
    rows = catalog.rows(
        "t",
        "SELECT DISTINCT title FROM stem JOIN phrase USING (topic) JOIN topic ON topic.id = phrase.topic "
        f"WHERE stem = ? AND loose = ? AND {where} ORDER BY title",
        *(loose.partition(" ")[0], loose, *values),
    )
    for (title,) in rows:
        yield from reversed(_BETWEEN.split(title))
