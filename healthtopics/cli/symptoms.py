"""`topic symptoms`: a topic's symptom list, or the topics that have a symptom."""

import click

from healthtopics.catalog.store import Catalog
from healthtopics.cli.arguments import name_argument
from healthtopics.cli.base import Command
from healthtopics.cli.request import Answer, Request, common_options
from healthtopics.errors import NothingFound, UsageError
from healthtopics.model import TopicLine, TopicSymptoms
from healthtopics.render.data import Table, having_data, having_table, symptoms_data
from healthtopics.render.pages import having_page, symptoms_page

EXAMPLES = (
    ("topic symptoms stroke", "The signs of a stroke."),
    ("topic symptoms --having “stiff neck”", "Which topics have it in their symptom list?"),
)


@click.command("symptoms", cls=Command, examples=EXAMPLES)
@name_argument(required=False)
@click.option("--having", metavar="TEXT", help="List the topics whose symptom list has TEXT in it.")
@common_options("csv", "tsv")
def command(request: Request, name: str, having: str | None) -> None:
    """List a topic's symptoms, or with --having the topics that have one.

    The latter is an index of symptom lists and not a diagnosis.
    """
    if bool(name) == (having is not None):
        raise UsageError("name a topic, or say --having TEXT", "For example: topic symptoms flu")
    if having is None:
        request.answer(request.ask_about(name, lambda c, line: _symptoms(request, c, line)))
    else:
        request.answer(request.ask(lambda catalog: _having(request, catalog, having)))


def _symptoms(request: Request, catalog: Catalog, line: TopicLine) -> Answer:
    page = catalog.page(line)
    symptoms = page.topic.symptoms
    if not symptoms:
        raise NothingFound(
            f"“{line.title}” has no list of symptoms", f"See its page: topic show {line.slug}"
        )

    def table() -> Table:
        return having_table([TopicSymptoms(line, symptoms)])

    return Answer(symptoms_page(page), lambda: symptoms_data(page), table)


def _having(request: Request, catalog: Catalog, text: str) -> Answer:
    found = catalog.having_symptom(request.scope, text)
    if not found:
        raise NothingFound(
            f"no symptom list has “{text}” in it", "Try fewer words, or another word for it."
        )
    return Answer(
        having_page(found, request.scope.language),
        lambda: having_data(found),
        lambda: having_table(found),
    )
