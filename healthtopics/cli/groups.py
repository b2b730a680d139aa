"""`topic groups`: the groups that topics are in."""

import click

from healthtopics.catalog.store import Catalog
from healthtopics.cli.base import Command
from healthtopics.cli.counting import answer_counts
from healthtopics.cli.options import common_options
from healthtopics.cli.request import Request
from healthtopics.messages import say

EXAMPLES = (
    ("topic groups", "All groups, with how many topics each has."),
    ("topic groups heart", "Those with a word in their name."),
    ("topic list --group skin", "The topics of one of them."),
)


@click.command("groups", cls=Command, examples=EXAMPLES)
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@common_options("csv", "tsv")
def command(request: Request, words: tuple[str, ...]) -> None:
    """List the groups that topics are in, and how many topics each has."""
    answer_counts(request, "groups", Catalog.groups, words, say("no topic is in a group"))
