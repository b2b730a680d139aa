"""How well search does on everyday questions about the bundled topics."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from healthtopics import places
from healthtopics.catalog.build import build
from healthtopics.catalog.search import search
from healthtopics.catalog.store import Catalog, Scope
from healthtopics.text import fold
from tests.benchmark.search import answers, rank, read_queries
from tests.support.bundled import TOPICS
from tests.support.long_form import only_long

QUERIES = read_queries(Path(__file__).parent.parent / "benchmark" / "queries.yaml")


@pytest.fixture(scope="module")
def catalog() -> Iterator[Catalog]:
    with closing(build(places.collections({}), "", lambda *_: None)) as connection:
        yield Catalog(connection)


# Of the questions in English, the normal run asks one of four.
@pytest.mark.parametrize(("language", "every"), [("en", 4), ("es", 1), *only_long([("en", 1)])])
def test_recall_does_not_fall(catalog: Catalog, language: str, every: int) -> None:
    asked = [query for query in QUERIES if query.language == language][::every]
    ranks = [rank(catalog, query, titles) for query in asked if (titles := answers(catalog, query))]
    assert len(ranks) >= 7
    assert sum(place == 1 for place in ranks) / len(ranks) >= 0.8
    assert sum(0 < place <= 5 for place in ranks) / len(ranks) >= 0.95


@pytest.mark.parametrize("part", [0, *only_long(range(1, 4))])
def test_every_name_of_every_topic_is_found_by_it(catalog: Catalog, part: int) -> None:
    lost = []
    for topic in map(TOPICS.__getitem__, sorted(TOPICS)[part::4]):
        for name in (topic.title, *topic.also_called):
            titles = {named.line.title for named in catalog.named(name)}
            if topic.title not in titles:
                lost.append(name)
    assert lost == []


def test_queries_are_well_formed() -> None:
    assert len(QUERIES) >= 150
    assert len({fold(query.words) for query in QUERIES}) == len(QUERIES)
    assert sum(query.held_out for query in QUERIES) >= 50


@pytest.mark.parametrize(
    ("words", "corrected"),
    [
        ("hart atack", {"hart": "heart", "atack": "attack"}),  # Hartnup disease has that beginning
        ("nuemonia", {"nuemonia": "pneumonia"}),
        ("narcol", {}),  # the beginning of narcolepsy
        ("zzqx", {}),  # it sounds a little like sex, and shares one letter with it
    ],
)
def test_only_what_is_misspelled_is_corrected(
    catalog: Catalog, words: str, corrected: dict[str, str]
) -> None:
    results = search(catalog, Scope("en"), words, "", 5)
    assert dict(results.corrections) == corrected
    assert results.is_named or not corrected
