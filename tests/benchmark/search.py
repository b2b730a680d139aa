"""How well search finds what everyday questions mean: recall and rank over queries.yaml.

usage: python tests/benchmark/search.py [--errors] [--outside FILE] [--write]

Asks the collections that are in use (see `topic status`), so that HEALTHTOPICS_PATH can add to the
bundled one; questions whose topics are not there are left out and counted. Prints, for the part
that search was tuned on and for the part that was held out, recall@1 and recall@5 (the share of
questions with a right topic first, or among the first five) and the mean reciprocal rank.
"""

import argparse
import json
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import yaml

from healthtopics import places
from healthtopics.catalog.opening import open_catalog
from healthtopics.catalog.search import search
from healthtopics.catalog.store import Catalog, Scope
from healthtopics.text import fold

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- search -->", "<!-- /search -->"
OUTSIDE = ", of others"  # in the names of sets


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
        for item in yaml.load(
            path.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        )
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


class Figures(NamedTuple):
    """How well a set of questions was answered."""

    name: str
    asked: int
    first: float  # recall@1
    five: float  # recall@5
    mean: float  # mean reciprocal rank
    milliseconds: float  # for a question


def measure(catalog: Catalog, name: str, queries: Iterable[Query], *, errors: bool) -> Figures:
    """Ask questions whose topics are there; print those that were not answered first, if wanted."""
    ranks = []
    started = time.perf_counter()
    for query in queries:
        if titles := answers(catalog, query):
            place = rank(catalog, query, titles)
            ranks.append(place)
            if place != 1 and errors:
                print(f"{place:>3} {query.words} -> {', '.join(sorted(titles))}")
    count = len(ranks) or 1
    return Figures(
        name,
        len(ranks),
        sum(place == 1 for place in ranks) / count,
        sum(0 < place <= 5 for place in ranks) / count,
        sum(1 / place for place in ranks if place) / count,
        (time.perf_counter() - started) / count * 1000,
    )


def read_outside(path: Path) -> list[Query]:
    """Return questions of others: a JSON object a line, with query, lang and expect (titles)."""
    items = map(json.loads, path.read_text("utf-8").splitlines())
    return [
        Query(item["query"], frozenset(map(fold, item["expect"])), item["lang"], held_out=True)
        for item in items
        if item["expect"]
    ]


def table(figures: Iterable[Figures]) -> str:
    """Return figures as a table in Markdown."""
    rows = [
        f"| {one.name} | {one.asked} | {one.first:.3f} | {one.five:.3f} | {one.mean:.3f} |"
        for one in figures
    ]
    head = ["| questions | asked | recall@1 | recall@5 | MRR |", "|---|---|---|---|---|"]
    return "\n".join([*head, *rows])


def sentence(one: Figures) -> str:
    """Return figures as the end of a sentence."""
    return (
        f"{one.asked} questions of strangers, {one.first:.0%} find the page first, "
        f"{one.five:.0%} among five"
    )


def put(readme: Path, text: str) -> None:
    """Put a text between the marks in a README."""
    before, _, rest = readme.read_text("utf-8").partition(BEGIN)
    readme.write_text(f"{before}{BEGIN}{text}{END}{rest.partition(END)[2]}", "utf-8")


def main() -> None:
    """Print the table; with --write, put it into tests/README.md, and a sentence into README.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="print what was not found first")
    parser.add_argument("--outside", type=Path, help="questions of others, a JSON object a line")
    parser.add_argument("--write", action="store_true", help="put them into the READMEs")
    options = parser.parse_args()
    catalog = open_catalog(
        places.collections(os.environ), places.cache_folder(os.environ), lambda *_: None
    )
    own = read_queries(Path(__file__).with_name("queries.yaml"))
    sets = {
        f"{name}, {'held out' if held_out else 'tuned on'}": [
            query for query in own if (query.language, query.held_out) == (language, held_out)
        ]
        for name, language in (("English", "en"), ("Spanish", "es"))
        for held_out in (False, True)
    }
    if options.outside:
        outside = read_outside(options.outside)
        for name, language in (("English", "en"), ("Spanish", "es")):
            sets[f"{name}{OUTSIDE}"] = [query for query in outside if query.language == language]
    figures = [
        measure(catalog, name, queries, errors=options.errors) for name, queries in sets.items()
    ]
    print(table(figures))
    print(", ".join(f"{one.name}: {one.milliseconds:.1f} ms" for one in figures))
    if options.write:
        put(README, f"\n{table(figures)}\n")
        for one in figures:
            if one.name == f"English{OUTSIDE}":
                put(README.parents[1] / "README.md", sentence(one))


if __name__ == "__main__":
    main()
