"""How well search finds what everyday questions mean: recall and rank over queries.yaml.

usage: python tests/benchmark/search.py [--errors]

Asks the collections that are in use (see `topic status`), so that HEALTHTOPICS_PATH can add to the
bundled one; questions whose topics are not there are left out and counted. Prints, for the part
that search was tuned on and for the part that was held out, recall@1 and recall@5 (the share of
questions with a right topic first, or among the first five) and the mean reciprocal rank.
"""

import os
import sys
import time
from pathlib import Path
from typing import NamedTuple

import yaml

from healthtopics import places
from healthtopics.catalog.opening import open_catalog
from healthtopics.catalog.search import search
from healthtopics.catalog.store import Catalog, Scope
from healthtopics.text import fold


class Query(NamedTuple):
    """A question, the titles that answer it, and whether search was tuned without it."""

    words: str
    titles: frozenset[str]
    language: str
    held_out: bool


def read_queries(path: Path) -> list[Query]:
    """Return the questions of a file; titles are folded."""
    return [
        Query(
            item["query"],
            frozenset(fold(title) for title in item["topics"]),
            item.get("lang", "en"),
            bool(item["held_out"]),
        )
        for item in yaml.safe_load(path.read_text("utf-8"))
    ]


def answers(catalog: Catalog, query: Query) -> frozenset[str]:
    """Return the folded titles, in the query's language, of those answers that are there."""
    found = set()
    for title in query.titles:
        for named in catalog.named(title):
            if named.line.language == query.language:
                found.add(fold(named.line.title))
            elif twin := catalog.twin(named.line, query.language):
                found.add(fold(twin.title))
    return frozenset(found)


def rank(catalog: Catalog, query: Query, titles: frozenset[str]) -> int:
    """Return the place of the first right topic among ten, from 1; 0 if there is none."""
    results = search(catalog, Scope(query.language, chosen=True), query.words, "", 10)
    found = [fold(hit.topic.title) for hit in results.hits]
    return next((place for place, title in enumerate(found, 1) if title in titles), 0)


def main() -> None:
    """Print the table."""
    catalog = open_catalog(
        places.collections(os.environ), places.cache_folder(os.environ), lambda *_: None
    )
    queries = read_queries(Path(__file__).with_name("queries.yaml"))
    print(f"{'questions':>28} {'asked':>6} {'recall@1':>9} {'recall@5':>9} {'MRR':>6} {'ms':>6}")
    for name, language, held_out in (
        ("English, tuned on", "en", False),
        ("English, held out", "en", True),
        ("Spanish, tuned on", "es", False),
        ("Spanish, held out", "es", True),
    ):
        ranks = []
        started = time.perf_counter()
        for query in queries:
            if (query.language, query.held_out) != (language, held_out):
                continue
            if titles := answers(catalog, query):
                place = rank(catalog, query, titles)
                ranks.append(place)
                if place != 1 and "--errors" in sys.argv:
                    print(f"{place:>3} {query.words} -> {', '.join(sorted(titles))}")
        count = len(ranks) or 1
        milliseconds = (time.perf_counter() - started) / count * 1000
        first = sum(place == 1 for place in ranks) / count
        five = sum(0 < place <= 5 for place in ranks) / count
        mean = sum(1 / place for place in ranks if place) / count
        print(
            f"{name:>28} {len(ranks):>6} {first:>9.3f} {five:>9.3f} {mean:>6.3f} {milliseconds:>6.1f}"
        )


if __name__ == "__main__":
    main()
