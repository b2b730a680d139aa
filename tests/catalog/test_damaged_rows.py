"""What a catalog answers that another table has: an index may lead to rows that nobody asked for."""

from typing import Any, cast

import pytest

from healthtopics.catalog.content import Damaged
from healthtopics.catalog.ranking import Names, Word
from healthtopics.catalog.store import Catalog


class Answers:
    """A catalog that gives these rows to one query after the other."""

    def __init__(self, *answers: list[tuple[Any, ...]]) -> None:
        self._answers = iter(answers)

    def rows(self, *_: object) -> list[tuple[Any, ...]]:
        return next(self._answers)


def _names(*answers: list[tuple[Any, ...]]) -> Names:
    return Names(cast("Catalog", Answers(*answers)), [Word("knee", "knee", {1: 1.0})], {1}, "en")


def test_a_word_that_was_not_asked_for_is_damage() -> None:
    with pytest.raises(Damaged):
        _names([("elbow", 1)])


def test_a_topic_that_was_not_asked_for_is_damage() -> None:
    names = _names([("knee", 1)], [(2, "knee", 0)])
    with pytest.raises(Damaged):
        names.fits([1])


def test_an_order_of_other_topics_is_damage() -> None:
    with pytest.raises(Damaged):
        Catalog.places(cast("Catalog", Answers([(2,)])), [1])
