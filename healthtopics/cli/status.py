"""`topic status`: the collections in use, and the state of the catalog."""

import click

from healthtopics import places
from healthtopics.answers.status import Status
from healthtopics.catalog.opening import catalog_path
from healthtopics.catalog.store import Catalog
from healthtopics.cli.base import Command
from healthtopics.cli.options import common_options
from healthtopics.cli.request import Request

EXAMPLES = (("topic status", "Which topics are there, where, and are they in order?"),)


@click.command("status", cls=Command, examples=EXAMPLES)
@common_options()
def command(request: Request) -> None:
    """See which collections are in use: topics by language, dates, folders, and what is wrong."""
    environ = request.terminal.environ
    collections = places.collections(environ)
    path = catalog_path(collections, places.cache_folder(environ))

    def ask(catalog: Catalog) -> Status:
        holdings = catalog.holdings()
        file = catalog.came_ready or path
        return Status(collections, holdings, catalog.passed_over(), catalog.bad_files(), file)

    request.answer(request.ask(ask))
