"""`topic categories`: the categories that links are in."""

import click

from healthtopics.catalog.store import Catalog
from healthtopics.cli.base import Command
from healthtopics.cli.request import Answer, Request, common_options
from healthtopics.errors import NothingFound
from healthtopics.render.data import counts_data, counts_table
from healthtopics.render.pages import counts_page

EXAMPLES = (
    ("topic categories", "All categories, with how many links each has."),
    ("topic links --category trials", "The links of one of them, by its short name."),
)


@click.command("categories", cls=Command, examples=EXAMPLES)
@common_options("csv", "tsv")
def command(request: Request) -> None:
    """List the categories that links are in, how many links each has, and its short names."""

    def categories(catalog: Catalog) -> Answer:
        counts = catalog.categories(request.scope)
        if not counts:
            raise NothingFound("no link is in a category")
        return Answer(
            counts_page(counts),
            lambda: counts_data("categories", counts),
            lambda: counts_table(counts),
        )

    request.answer(request.ask(categories))
