"""`topic urgent`: when to get help, and nothing else."""

import click

from healthtopics.catalog.store import Catalog
from healthtopics.cli.arguments import name_argument
from healthtopics.cli.base import Command
from healthtopics.cli.request import Answer, Request, common_options
from healthtopics.errors import NothingFound
from healthtopics.model import TopicLine
from healthtopics.render.data import advice_data
from healthtopics.render.pages import urgent_page

EXAMPLES = (("topic urgent chest pain", "When is it an emergency, when can it wait?"),)


@click.command("urgent", cls=Command, examples=EXAMPLES)
@name_argument()
@common_options()
def command(request: Request, name: str) -> None:
    """See when to get help for a topic: EMERGENCY first, then URGENT, then ROUTINE."""

    def advice(catalog: Catalog, line: TopicLine) -> Answer:
        page = catalog.page(line)
        if not page.topic.advice:
            raise NothingFound(
                f"“{line.title}” does not say when to get help",
                f"If you are worried, ask a health professional. Its page: topic show {line.slug}",
            )
        return Answer(urgent_page(page), lambda: advice_data(page))

    request.answer(request.ask_about(name, advice))
