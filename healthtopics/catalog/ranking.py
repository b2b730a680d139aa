"""Ranking: how well topics answer the words of a question, by their text and by their names.

The more telling the words that a name shares with a question, the better it fits. A word is telling
if few topics have it in a name ("psoriasis" rather than "disease"), and if it does not merely frame
the question ("what causes", "how serious is").
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from healthtopics.catalog.content import Damaged
from healthtopics.catalog.store import Catalog
from healthtopics.catalog.words import FRAMING_WORDS, stem

# Weights of the columns of the index: title, names, everyday, symptoms, description, body, links.
_WEIGHTS = "8.0, 7.0, 5.0, 4.0, 3.0, 1.0, 1.5"
# How much a phrase counts by its kind: title, other name, everyday words.
_KINDS = (1.0, 0.95, 0.9)
_FRAMING = 0.25
# How much a word counts that only the name has, and one that only the question has.
_UNASKED, _UNNAMED = 1.2, 0.5


class Word(NamedTuple):
    """A word of the question: its query for the index, and the score of each topic."""

    text: str
    match: str
    scores: dict[int, float]
    weight: float = 1.0


def weight_of(word: str, language: str) -> float:
    """Return how much a word of a question counts: a little if it only frames what is asked."""
    return _FRAMING if word in FRAMING_WORDS[language] else 1.0


def scores_of(catalog: Catalog, match: str, allowed: set[int]) -> dict[int, float]:
    """Return how well each topic matches; higher is better."""
    sql = f"SELECT rowid, bm25(text, {_WEIGHTS}) FROM text WHERE text MATCH ?"
    return {n: -score for n, score in catalog.rows("if", sql, match) if n in allowed}


def text_scores(words: Sequence[Word]) -> dict[int, float]:
    """Return how well the text of each topic answers all words, from 0 to 1."""
    scores: dict[int, float] = {}
    covered: dict[int, float] = {}
    whole = 0.0
    for word in words:
        rarity = math.log(2 + 1000 / (len(word.scores) + 1)) * word.weight
        whole += rarity
        for number, score in word.scores.items():
            scores[number] = scores.get(number, 0.0) + score * word.weight
            covered[number] = covered.get(number, 0.0) + rarity
    highest = max(scores.values(), default=1.0) or 1.0
    return {
        number: (score / highest + covered[number] / whole) / 2 * (covered[number] / whole)
        for number, score in scores.items()
    }


class Names:
    """The names of topics, and the everyday phrases for them, as they fit a question.

    Args:
        catalog: the catalog whose topics are ranked.
        words: the words of the question.
        allowed: the topics that may be found.
        language: the language of the question.
    """

    def __init__(
        self, catalog: Catalog, words: Iterable[Word], allowed: set[int], language: str
    ) -> None:
        self.whole: set[int] = set()  # topics with a name that is wholly in the question
        self._catalog = catalog
        self._weights: dict[str, float] = {}
        for word in words:
            its_stem = stem(word.text, language)
            self._weights[its_stem] = max(word.weight, self._weights.get(its_stem, 0.0))
        self._topics: dict[str, set[int]] = {one: set() for one in self._weights}
        self._total = len(allowed) + 1
        for one, topic in catalog.rows(
            "ti",
            f"SELECT stem, topic FROM stem WHERE stem IN ({marks(self._topics)})",
            *self._topics,
        ):
            if one not in self._topics:  # an index that belongs to another table
                raise Damaged("a word that was not asked for")
            if topic in allowed:
                self._topics[one].add(topic)

    def shared(self) -> dict[int, float]:
        """Return how telling the words are that each topic's names share with the question."""
        shared: dict[int, float] = {}
        for one, topics in self._topics.items():
            telling = self._telling(len(topics)) * self._weights[one]
            for topic in topics:
                shared[topic] = shared.get(topic, 0.0) + telling
        return shared

    def _telling(self, topics: int) -> float:
        """Return how telling a word is if this many topics have it in their names."""
        return math.log(1 + self._total / (topics + 1))

    def fits(self, numbers: Sequence[int]) -> dict[int, float]:
        """Return how well the best phrase of each topic fits the question, from 0 to 1."""
        rows = self._catalog.rows(
            "iti",
            f"SELECT topic, loose, kind FROM phrase WHERE topic IN ({marks(numbers)}) "
            "AND kind BETWEEN 0 AND 2",
            *numbers,
        )
        asked = {
            one: self._telling(len(topics)) * self._weights[one]
            for one, topics in self._topics.items()
        }
        best = dict.fromkeys(numbers, 0.0)
        if any(number not in best for number, _, _ in rows):
            raise Damaged("a topic that was not asked for")
        phrases = [(number, set(loose.split()), kind) for number, loose, kind in rows]
        near = [phrase for phrase in phrases if not phrase[1].isdisjoint(asked)]
        unasked = self._unasked({one for _, stems, _ in near for one in stems} - asked.keys())
        whole = sum(asked.values())
        for number, stems, kind in near:
            shared = sum(asked[one] for one in stems if one in asked)
            more = sum(unasked[one] for one in stems if one not in asked)
            all_of_both = shared + _UNASKED * more + _UNNAMED * (whole - shared)
            best[number] = max(best[number], shared / all_of_both * _KINDS[kind])
            if not more:
                self.whole.add(number)
        return best

    def _unasked(self, stems: Collection[str]) -> Mapping[str, float]:
        """Return how telling each word is that names have and the question lacks."""
        rows = self._catalog.rows(
            "ti",
            "SELECT stem, count(*) FROM stem WHERE stem IN (SELECT value FROM json_each(?)) "
            "GROUP BY stem",
            "[" + ",".join(f'"{one}"' for one in stems) + "]",
        )
        unasked = {one: self._telling(count) for one, count in rows}
        if unasked.keys() != set(stems):
            raise Damaged("a name with a word that no name has")
        return unasked


def marks(values: Iterable[object]) -> str:
    """Return as many question marks as there are values, for a query."""
    return ", ".join("?" for _ in values)
