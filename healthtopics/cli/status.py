"""`topic status`: the collections in use, and the state of the catalog."""

import os
from typing import NamedTuple

import click

from healthtopics import places
from healthtopics.catalog.opening import catalog_path
from healthtopics.catalog.store import BadTopicFile, Catalog, Holding
from healthtopics.cli.base import Command
from healthtopics.cli.request import Answer, Request, common_options
from healthtopics.render.data import Data
from healthtopics.render.document import Bulleted, Document, Element, Field, Heading, Line

EXAMPLES = (("topic status", "Which topics are there, where, and are they in order?"),)


@click.command("status", cls=Command, examples=EXAMPLES)
@common_options()
def command(request: Request) -> None:
    """See which collections are in use: topics by language, dates, folders, and what is wrong."""
    environ = request.terminal.environ
    collections = places.collections(environ)
    path = catalog_path(collections, places.cache_folder(environ))

    def state(catalog: Catalog) -> Answer:
        found = _State(
            collections, catalog.holdings(), catalog.passed_over(), catalog.bad_files(), path
        )
        return Answer(_document(found), lambda: _data(found))

    request.answer(request.ask(state))


class _State(NamedTuple):
    """What there is; ``path`` is where the catalog is kept."""

    collections: tuple[places.Collection, ...]
    holdings: list[Holding]
    passed_over: dict[str, int]
    bad: list[BadTopicFile]
    path: str


def _kept_bytes(path: str) -> int | None:
    """Return the size of the catalog, or None if it is not kept."""
    try:
        return os.stat(path).st_size if path else None
    except OSError:
        return None


def _document(state: _State) -> Document:
    collections, holdings, passed_over, bad, path = state
    elements: list[Element] = []
    for collection in collections:
        elements.append(Heading(collection.name))
        for folder in collection.roots:
            there = "" if os.path.isdir(folder) else " (not there)"
            elements.append(Field("Folder", folder + there))
        if collection.export:
            there = "" if os.path.isfile(collection.export) else " (not there: see topic import)"
            elements.append(Field("File", collection.export + there))
        of_it = [holding for holding in holdings if holding.collection == collection.name]
        for holding in of_it:
            which = "export of" if collection.export else "reviewed up to"
            newest = f", {which} {holding.newest}" if holding.newest else ""
            elements.append(Field(f"Topics ({holding.language})", f"{holding.topics}{newest}"))
        if not of_it:
            elements.append(Field("Topics", "none"))
        if collection.export:
            elements += [Field(f"Passed over, {what}", str(n)) for what, n in passed_over.items()]
    size = _kept_bytes(path)
    kept = f"{path} ({size / 1e6:.1f} MB)" if size else "not kept, built for each command"
    elements += [Heading("catalog"), Field("File", kept)]
    if bad:
        elements += [
            Heading("Files that are left out"),
            Bulleted(tuple(Line(f"{b.path}:{b.line}", f"{b.problems} problems") for b in bad)),
        ]
    return tuple(elements)


def _data(state: _State) -> Data:
    collections, holdings, passed_over, bad, path = state
    size = _kept_bytes(path)
    return {
        "collections": [
            {
                "name": collection.name,
                "folders": collection.roots,
                "file": collection.export or None,
                "topics": [
                    {"language": h.language, "total": h.topics, "newest": h.newest or None}
                    for h in holdings
                    if h.collection == collection.name
                ],
                "passed_over": passed_over if collection.export else {},
            }
            for collection in collections
        ],
        "catalog": {"path": path if size else None, "bytes": size},
        "left_out": [bad_file._asdict() for bad_file in bad],
    }
