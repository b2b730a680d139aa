"""`topic handout`: a sheet to print, in one language or in two."""

from collections.abc import Sequence

import click

from healthtopics.answers.advice import Region
from healthtopics.answers.handout import Handout
from healthtopics.catalog.lookup import Found
from healthtopics.catalog.store import Catalog
from healthtopics.cli.base import Command, Phrase
from healthtopics.cli.options import Number, common_options, complete_section, complete_topic
from healthtopics.cli.request import Request
from healthtopics.cli.sections import section_keys
from healthtopics.errors import UsageError
from healthtopics.messages import say
from healthtopics.model import Topic

EXAMPLES = (
    ("topic handout flu -o flu.html", "A page to open and print in a browser."),
    ("topic handout asthma --lang en,es -o asthma.html", "In English and Spanish, side by side."),
    ("topic handout flu, heart attack --large -o sheets.html", "Two sheets, in large type."),
)


@click.command("handout", cls=Command, examples=EXAMPLES)
@click.argument("names", nargs=-1, required=True, metavar="NAME...", shell_complete=complete_topic)
@click.option(
    "-s",
    "--section",
    "sections",
    cls=Phrase,
    multiple=True,
    metavar="SECTION",
    shell_complete=complete_section,
    help="This section, instead of symptoms, treatments and what to do (repeatable).",
)
@click.option(
    "--links",
    type=Number(0),
    metavar="N",
    help="Print N links (default: as many as fit, at most 5).",
)
@click.option("--large", is_flag=True, help="Use large type (18 point).")
@common_options(formats=("html", "text", "markdown"), several_languages=True)
def command(
    request: Request,
    names: tuple[str, ...],
    sections: tuple[str, ...],
    links: int | None,
    large: bool,
) -> None:
    """Make a sheet to print: when to get help, what to do, and what to ask a provider.

    NAME is a topic, in any number of words. Several topics are separated by commas.
    """
    if request.format == "html" and request.output is None and request.terminal.is_terminal():
        raise UsageError(
            say("a handout is a page to print from a browser"),
            say("Name a file for it: topic handout {name} -o FILE.html", name=" ".join(names)),
        )

    def read(catalog: Catalog, found: Found) -> tuple[Topic, list[str], Region]:
        topic = catalog.topic(found.line, found.source)
        return topic, section_keys(topic, sections), request.region(catalog)

    sheets = [
        [request.ask_about(name, read, scope) for scope in request.scopes]
        for name in _topics(request, names)
    ]
    request.answer(
        Handout(
            [[topic for topic, _, _ in sheet] for sheet in sheets],
            sheets[0][0][2],
            [[keys for _, keys, _ in sheet] for sheet in sheets],
            links,
            is_large=large,
        )
    )


def _topics(request: Request, words: Sequence[str]) -> list[str]:
    """Return the names of topics in a user's words: separated by commas, or in quotes."""
    text = " ".join(words)
    if "," in text and not request.knows(text):
        return [name for part in text.split(",") if (name := part.strip())] or [text]
    if len(words) > 1 and any(" " in word for word in words) and not request.knows(text):
        return list(words)
    return [text]
