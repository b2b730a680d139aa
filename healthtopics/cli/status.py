"""`topic status`: the collections in use, and the state of the catalog."""

import click

from healthtopics import places
from healthtopics.answers.status import Status
from healthtopics.catalog.opening import catalog_path
from healthtopics.catalog.store import Catalog
from healthtopics.cli.base import Command
from healthtopics.cli.options import common_options
from healthtopics.cli.request import Request

EXAMPLES = (("topic status", "Which topics you have, where they are, and any problems."),)


@click.command("status", cls=Command, examples=EXAMPLES)
@common_options()
def command(request: Request) -> None:
    """See which collections are in use: topics by language, dates, folders, and any problems."""
    environ = request.terminal.environ
    collections = places.collections(environ)
    path = catalog_path(collections, places.cache_folder(environ))

    def ask(catalog: Catalog) -> Status:
        holdings = catalog.holdings()
        file = catalog.came_ready or path
        passed_over, bad = catalog.passed_over(), catalog.bad_files()
        return Status(
            collections, holdings, passed_over, bad, file, language=request.terminal.language
        )

    request.answer(request.ask(ask))
