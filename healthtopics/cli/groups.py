"""`topic groups`: the groups that topics are in."""

import click

from healthtopics.catalog.store import Catalog
from healthtopics.cli.base import Command
from healthtopics.cli.request import Answer, Request, common_options
from healthtopics.errors import NothingFound
from healthtopics.render.data import counts_data, counts_table
from healthtopics.render.pages import counts_page

EXAMPLES = (
    ("topic groups", "All groups, with how many topics each has."),
    ("topic list --group skin", "The topics of one of them."),
)


@click.command("groups", cls=Command, examples=EXAMPLES)
@common_options("csv", "tsv")
def command(request: Request) -> None:
    """List the groups that topics are in, and how many topics each has."""

    def groups(catalog: Catalog) -> Answer:
        counts = catalog.groups(request.scope)
        if not counts:
            raise NothingFound("no topic is in a group")
        return Answer(
            counts_page(counts), lambda: counts_data("groups", counts), lambda: counts_table(counts)
        )

    request.answer(request.ask(groups))
