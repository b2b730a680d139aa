"""`topic categories`: the categories that links are in."""

import click

from healthtopics.answers.lists import Counts
from healthtopics.catalog.store import Catalog
from healthtopics.cli.base import Command
from healthtopics.cli.options import common_options
from healthtopics.cli.request import Request
from healthtopics.errors import NothingFound

EXAMPLES = (
    ("topic categories", "All categories, with how many links each has."),
    ("topic links --category trials", "The links of one of them, by its short name."),
)


@click.command("categories", cls=Command, examples=EXAMPLES)
@common_options("csv", "tsv")
def command(request: Request) -> None:
    """List the categories that links are in, how many links each has, and its short names."""

    def categories(catalog: Catalog) -> Counts:
        counts = catalog.categories(request.scope)
        if not counts:
            raise NothingFound("no link is in a category")
        return Counts("categories", counts)

    request.answer(request.ask(categories))
