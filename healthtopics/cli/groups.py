"""`topic groups`: the groups that topics are in."""

import click

from healthtopics.answers.lists import Counts
from healthtopics.catalog.store import Catalog
from healthtopics.cli.base import Command
from healthtopics.cli.options import common_options
from healthtopics.cli.request import Request
from healthtopics.errors import NothingFound

EXAMPLES = (
    ("topic groups", "All groups, with how many topics each has."),
    ("topic list --group skin", "The topics of one of them."),
)


@click.command("groups", cls=Command, examples=EXAMPLES)
@common_options("csv", "tsv")
def command(request: Request) -> None:
    """List the groups that topics are in, and how many topics each has."""

    def groups(catalog: Catalog) -> Counts:
        counts = catalog.groups(request.scope)
        if not counts:
            raise NothingFound("no topic is in a group")
        return Counts("groups", counts)

    request.answer(request.ask(groups))
