"""`topic urgent`: when to get help and what to do now, and nothing else."""

import click

from healthtopics.answers.labels import labels
from healthtopics.answers.topics import Urgent
from healthtopics.catalog.lookup import Found
from healthtopics.catalog.store import Catalog
from healthtopics.cli.base import Command
from healthtopics.cli.options import common_options, name_argument
from healthtopics.cli.request import Request
from healthtopics.errors import NothingFound
from healthtopics.messages import say

EXAMPLES = (
    ("topic urgent chest pain", "When is it an emergency, when can it wait?"),
    ("topic urgent choking", "What to do now."),
    ("topic urgent stroke --lang en,es", "In both languages; side by side on a wide terminal."),
)


@click.command("urgent", cls=Command, examples=EXAMPLES)
@name_argument()
@common_options(several_languages=True)
def command(request: Request, name: str) -> None:
    """See when to get help, EMERGENCY first, then NOW, TODAY and ROUTINE; and what to do now."""

    def tell_number(catalog: Catalog) -> None:
        language = request.scope.language
        emergency = request.region(catalog).emergency(language)
        request.terminal.note(labels(language).in_emergency.format(emergency=emergency))

    def advice(catalog: Catalog, found: Found) -> Urgent:
        topic = catalog.topic(found.line, found.source)
        if not topic.advice:
            tell_number(catalog)
            raise NothingFound(
                say("“{title}” does not say when to get help", title=topic.title),
                say(
                    "If you are worried, ask a health professional. Its page: topic show {slug}",
                    slug=topic.slug,
                ),
            )
        return Urgent(topic, request.region(catalog))

    request.answer_about(name, advice, before_miss=tell_number)
