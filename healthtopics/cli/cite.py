"""`topic cite`: a topic's page as a citation."""

import click

from healthtopics.answers.citation import FOR_PROGRAMS, STYLES, Citation
from healthtopics.catalog.lookup import Found
from healthtopics.catalog.store import Catalog
from healthtopics.cli.base import Choice, Command, Option
from healthtopics.cli.options import common_options, name_argument
from healthtopics.cli.request import Request
from healthtopics.errors import UsageError
from healthtopics.messages import say

EXAMPLES = (
    ("topic cite miscarriage", "In the style of the National Library of Medicine."),
    ("topic cite miscarriage --style apa", "In APA style, 7th edition."),
    (
        "topic cite miscarriage -o miscarriage.ris",
        "For Zotero, EndNote and other reference managers.",
    ),
)


@click.command("cite", cls=Command, examples=EXAMPLES)
@name_argument()
@click.option(
    "--style",
    type=Choice(STYLES),
    metavar="STYLE",
    cls=Option,
    said=say("{styles} or {last} (default: nlm).", styles=", ".join(STYLES[:-1]), last=STYLES[-1]),
)
@common_options(*FOR_PROGRAMS)
def command(request: Request, name: str, style: str | None) -> None:
    """Cite a topic's page, for readers or for a reference manager.

    Unknown dates are left out. Add the date on which you read the page if your style asks for it.
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
