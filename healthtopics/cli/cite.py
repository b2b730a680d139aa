"""`topic cite`: a topic's page as a citation."""

import click

from healthtopics.answers.citation import FOR_PROGRAMS, STYLES, Citation
from healthtopics.catalog.lookup import Found
from healthtopics.catalog.store import Catalog
from healthtopics.cli.base import Command
from healthtopics.cli.options import common_options, name_argument
from healthtopics.cli.request import Request
from healthtopics.errors import UsageError
from healthtopics.messages import say

EXAMPLES = (
    ("topic cite miscarriage", "In the form of the National Library of Medicine."),
    ("topic cite miscarriage --style apa", "As APA 7 has it."),
    ("topic cite miscarriage -o miscarriage.ris", "For Zotero, EndNote and others."),
)


@click.command("cite", cls=Command, examples=EXAMPLES)
@name_argument()
@click.option(
    "--style",
    type=click.Choice(STYLES),
    metavar="STYLE",
    help=f"{', '.join(STYLES[:-1])} or {STYLES[-1]} (default: nlm).",
)
@common_options(*FOR_PROGRAMS)
def command(request: Request, name: str, style: str | None) -> None:
    """Cite a topic's page: in a form for readers, or for a program that keeps references.

    Dates that are not known are left out. Add the day on which you read the page, if your style
    asks for it.
    """
    named = request.asked_format
    if style in FOR_PROGRAMS and named in (None, style):
        request.format = style
    elif style and (style in FOR_PROGRAMS or request.format in FOR_PROGRAMS):
        raise UsageError(
            say(
                "--style {style} and {format} are two formats",
                style=style,
                format=named or request.format,
            ),
            say("Choose one of them."),
        )
    chosen = request.format if request.format in FOR_PROGRAMS else style or "nlm"

    def cited(catalog: Catalog, found: Found) -> Citation:
        return Citation(catalog.topic(found.line, found.source), chosen)

    request.answer(request.ask_about(name, cited))
