"""What a catalog answers that another table has: an index may lead to rows that nobody asked for."""

from typing import Any, cast

import pytest

from healthtopics.catalog.content import Damaged
from healthtopics.catalog.ranking import Names, Word
from healthtopics.catalog.store import Catalog


class Answers:
    """A catalog that gives these rows to any query."""

    def __init__(self, *rows: tuple[Any, ...]) -> None:
        self._rows = list(rows)

    def rows(self, *_: object) -> list[tuple[Any, ...]]:
        return self._rows


def _names(*rows: tuple[Any, ...]) -> Names:
    return Names(cast("Catalog", Answers(*rows)), [Word("knee", "knee", {1: 1.0})], {1}, "en")


def test_a_word_that_was_not_asked_for_is_damage() -> None:
    with pytest.raises(Damaged):
        _names(("elbow", 1))


def test_a_topic_that_was_not_asked_for_is_damage() -> None:
    names = _names()
    names._catalog = cast("Catalog", Answers((2, "knee", 0)))
    with pytest.raises(Damaged):
        names.fits([1])


def test_a_word_of_a_name_that_is_not_counted_is_damage() -> None:
    names = _names()
    with pytest.raises(Damaged):
        names._unasked({"elbow"})


def test_an_order_of_other_topics_is_damage() -> None:
    with pytest.raises(Damaged):
        Catalog.places(cast("Catalog", Answers((2,))), [1])
