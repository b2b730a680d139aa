"""`topic categories`: the categories that links are in."""

import click

from healthtopics.catalog.store import Catalog
from healthtopics.cli.base import Command
from healthtopics.cli.counting import answer_counts
from healthtopics.cli.options import common_options
from healthtopics.cli.request import Request
from healthtopics.messages import say

EXAMPLES = (
    ("topic categories", "All categories, with how many links each has."),
    ("topic links --category trials", "The links of one category, by its short name."),
)


@click.command("categories", cls=Command, examples=EXAMPLES)
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@common_options("csv", "tsv")
def command(request: Request, words: tuple[str, ...]) -> None:
    """List the categories that links are in, how many links each has, and its short names."""
    answer_counts(request, "categories", Catalog.categories, words, say("no link is in a category"))
