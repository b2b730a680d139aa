"""What a misspelled name may mean: the catalog finds what a look at every name finds."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtopics.catalog import misses
from healthtopics.catalog.misses import Missing, candidates
from healthtopics.catalog.store import Catalog, Scope
from healthtopics.catalog.words import (
    allowed_edits,
    edit_distance,
    likeness,
    nearest_as_a_whole,
    nearest_by_words,
)
from healthtopics.model import Miss
from tests.support import topics as made
from tests.support.command import topic_file

EN = Scope("en")
# Words of few letters, so that many are near each other.
WORDS = st.text("abck", min_size=1, max_size=14)
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


@given(asked=WORDS, others=st.lists(WORDS, max_size=20))
def test_the_condition_holds_for_every_text_that_is_near(asked: str, others: list[str]) -> None:
    limit = allowed_edits(asked)
    near = {other for other in others if edit_distance(asked, other, limit) <= limit}
    condition, values = likeness("other", asked)
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (other)")
    connection.executemany("INSERT INTO t VALUES (?)", [(other,) for other in others])
    found = {row[0] for row in connection.execute(f"SELECT other FROM t WHERE {condition}", values)}
    connection.close()
    assert near <= found


@pytest.fixture(scope="module")
def names() -> list[str]:
    """Names of topics of a catalog: near each other, of several words, of both languages' topics."""
    return [
        "abc",
        "abck cab",
        "back",
        "kcab ab",
        "cabbac kab",
        "aabbcckk",
        "bbaacckk a",
        "c k",
        "kabca",
    ]


@pytest.fixture(scope="module")
def catalog(names: list[str], tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """A catalog of topics with those names."""
    files = {
        f"{place}.yaml": topic_file(title=name.title(), also_called=None)
        for place, name in enumerate(names)
    }
    return made.catalog(tmp_path_factory.mktemp("names"), files, bundled={})


@given(asked=NAMES)
def test_what_is_near_is_what_a_look_at_every_name_finds(
    catalog: Catalog, names: list[str], asked: str
) -> None:
    near = nearest_as_a_whole(asked, names) or nearest_by_words(asked, names)
    found = misses.spelled_alike(catalog, asked, EN)
    assert [line.title.lower() for line in found] == near


def test_a_title_is_rather_that_topics_than_one_of_another_name(tmp_path: Path) -> None:
    for number, (first, last) in enumerate([("Gren", "Gruen"), ("Gruen", "Gren")]):
        files = {
            "a.yaml": topic_file(title=first, also_called=[last]),
            "b.yaml": topic_file(title=last, also_called=None),
        }
        catalog = made.catalog(tmp_path / str(number), files, bundled={})
        lines = misses.spelled_alike(catalog, f"{last}x", EN)
        assert lines[0].title == last


def test_what_is_like_nothing_means_nothing(catalog: Catalog) -> None:
    for asked in ("zzzzzzzz", "", "?", "z z"):
        assert candidates(catalog, Missing(asked), EN) == Miss(asked, "none")
