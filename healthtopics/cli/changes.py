"""`topic changes`: what the last import changed."""

import click

from healthtopics import places
from healthtopics.answers.changes import ExportChanges
from healthtopics.cli.base import Command
from healthtopics.cli.options import common_options
from healthtopics.cli.request import Request
from healthtopics.errors import NothingFound
from healthtopics.messages import say
from healthtopics.sources.medlineplus import exports

EXAMPLES = (
    ("topic changes", "Which topics are new, revised, renamed and gone?"),
    ("topic changes -o changes.json", "The same, as JSON."),
)


@click.command("changes", cls=Command, examples=EXAMPLES)
@common_options()
def command(request: Request) -> None:
    """See what the last import changed: new, revised, renamed and gone topics."""
    folder = places.export_folder(request.terminal.environ)
    changes = exports.changes(folder) if folder else None
    if changes is None:
        raise NothingFound(
            say("nothing has been imported yet"),
            say("See: {command}", command="topic import --help"),
        )
    request.answer(ExportChanges(changes, request.terminal.language))
