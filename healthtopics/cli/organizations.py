"""`topic organizations`: who publishes the links."""

import click

from healthtopics.catalog.store import Catalog
from healthtopics.cli.base import Command
from healthtopics.cli.counting import answer_counts
from healthtopics.cli.options import common_options
from healthtopics.cli.request import Request
from healthtopics.messages import say

EXAMPLES = (
    ("topic organizations", "All organizations, with how many links each has."),
    ("topic organizations heart", "Those with a word in their name."),
    ("topic links --organization CDC", "The links of one of them."),
)


@click.command("organizations", cls=Command, examples=EXAMPLES)
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@common_options("csv", "tsv")
def command(request: Request, words: tuple[str, ...]) -> None:
    """List who publishes the links, how many links each has, and its abbreviation."""
    none = say("no link has an organization")
    answer_counts(request, "organizations", Catalog.organizations, words, none)
