"""`topic urgent`: when to get help and what to do now, and nothing else."""

import click

from healthtopics.answers.labels import labels
from healthtopics.answers.topics import Urgent
from healthtopics.catalog.lookup import Found
from healthtopics.catalog.store import Catalog, Scope
from healthtopics.cli.base import Command
from healthtopics.cli.options import common_options, name_argument
from healthtopics.cli.request import Request
from healthtopics.errors import NothingFound
from healthtopics.messages import say
from healthtopics.model import LANGUAGES, TopicLine

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

    def advice(catalog: Catalog, found: Found) -> Urgent:
        """Return when to get help, if the topic's page says so."""
        topic = catalog.topic(found.line, found.source)
        if not topic.advice:
            _tell_number(request, catalog)
            is_hidden = topic.collection == "personal" and catalog.named(topic.title, "bundled")
            raise NothingFound(
                say("“{title}” does not say when to get help", title=topic.title),
                say(
                    "The page that comes with the program does: topic urgent {slug} --source bundled",
                    slug=topic.slug,
                )
                if is_hidden
                else say(
                    "If you are worried, ask a health professional. Its page: topic show {slug}",
                    slug=topic.slug,
                ),
            )
        return Urgent(topic, request.region(catalog))

    request.answer_about(
        name, advice, before_miss=lambda catalog, scope: _happening(request, catalog, name, scope)
    )


def _happening(request: Request, catalog: Catalog, name: str, scope: Scope) -> TopicLine | None:
    """Return the topic for what people type in an emergency; say whom to call if there is none.

    It is in the language that was asked for, else in the language of the words.
    """
    from healthtopics.catalog.danger import danger_topic

    for spoken in sorted(LANGUAGES, key=lambda language: language != scope.language):
        where = scope if scope.chosen else scope._replace(language=spoken)
        line = danger_topic(catalog, where, name, spoken)
        if line:
            request.terminal.note(say("showing “{title}”", title=line.title))
            return line
    _tell_number(request, catalog)
    return None


def _tell_number(request: Request, catalog: Catalog) -> None:
    language = request.scope.language
    emergency = request.region(catalog).emergency(language)
    request.terminal.note(labels(language).in_emergency.format(emergency=emergency))
