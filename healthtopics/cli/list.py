"""`topic list`: the topics, one per line."""

import click

from healthtopics.answers.lists import TopicList
from healthtopics.catalog.store import Catalog
from healthtopics.cli.base import Command, Phrase
from healthtopics.cli.options import common_options, complete_group, group_key
from healthtopics.cli.request import Request, or_none
from healthtopics.errors import NothingFound, UsageError
from healthtopics.messages import say
from healthtopics.text import fold

EXAMPLES = (
    ("topic list", "All topics."),
    ("topic list --group pregnancy", "The topics of a group (see: topic groups)."),
    ("topic list --letter m", "The topics that begin with M."),
)


@click.command("list", cls=Command, examples=EXAMPLES)
@click.argument("words", nargs=-1, metavar="[GROUP]", shell_complete=complete_group)
@click.option(
    "--group",
    cls=Phrase,
    takes_all=True,
    metavar="GROUP",
    shell_complete=complete_group,
    help="Only topics of this group.",
)
@click.option("--letter", metavar="A", help="Only topics that begin with this letter.")
@common_options("csv", "tsv")
def command(
    request: Request, words: tuple[str, ...], group: str | None, letter: str | None
) -> None:
    """List the topics, a line each: the name and what it is."""
    if words and group is not None:
        raise UsageError(
            say("“{words}” and --group name two groups", words=" ".join(words)),
            say("Name one: topic list --group {words}", words=" ".join(words)),
        )
    group = " ".join(words) or group
    if letter is not None and len(fold(letter)) != 1:
        raise UsageError(
            say("“{text}” is not a letter", text=letter), say("For example: topic list --letter m")
        )

    def topics(catalog: Catalog) -> TopicList:
        scope = request.scope
        lines = or_none(catalog.topics(scope, group_key(request, catalog, group), letter or ""))
        if not lines:
            raise NothingFound(say("no topic matches"), say("“topic list” lists all topics."))
        return TopicList(lines, is_counted=request.is_seen())

    request.answer_about_many(topics)
