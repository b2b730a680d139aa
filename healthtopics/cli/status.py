"""`topic status`: the collections in use, and the state of the catalog."""

import os

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
        holdings, bad = catalog.holdings(), catalog.bad_files()
        return Answer(
            _document(collections, holdings, bad, path),
            lambda: _data(collections, holdings, bad, path),
        )

    request.answer(request.ask(state))


def _kept_bytes(path: str) -> int | None:
    """Return the size of the catalog, or None if it is not kept."""
    try:
        return os.stat(path).st_size if path else None
    except OSError:
        return None


def _document(
    collections: tuple[places.Collection, ...],
    holdings: list[Holding],
    bad: list[BadTopicFile],
    path: str,
) -> Document:
    elements: list[Element] = []
    for collection in collections:
        elements.append(Heading(collection.name))
        for folder in collection.roots:
            there = "" if os.path.isdir(folder) else " (not there)"
            elements.append(Field("Folder", folder + there))
        of_it = [holding for holding in holdings if holding.collection == collection.name]
        for holding in of_it:
            newest = f", reviewed up to {holding.newest}" if holding.newest else ""
            elements.append(Field(f"Topics ({holding.language})", f"{holding.topics}{newest}"))
        if not of_it:
            elements.append(Field("Topics", "none"))
    size = _kept_bytes(path)
    kept = f"{path} ({size / 1e6:.1f} MB)" if size else "not kept, built for each command"
    elements += [Heading("catalog"), Field("File", kept)]
    if bad:
        elements += [
            Heading("Files that are left out"),
            Bulleted(tuple(Line(f"{b.path}:{b.line}", f"{b.problems} problems") for b in bad)),
        ]
    return tuple(elements)


def _data(
    collections: tuple[places.Collection, ...],
    holdings: list[Holding],
    bad: list[BadTopicFile],
    path: str,
) -> Data:
    size = _kept_bytes(path)
    return {
        "collections": [
            {
                "name": collection.name,
                "folders": collection.roots,
                "topics": [
                    {"language": h.language, "total": h.topics, "newest": h.newest or None}
                    for h in holdings
                    if h.collection == collection.name
                ],
            }
            for collection in collections
        ],
        "catalog": {"path": path if size else None, "bytes": size},
        "left_out": [bad_file._asdict() for bad_file in bad],
    }
