"""`topic symptoms`: a topic's symptom list, or the topics that have a symptom."""

import click

from healthtopics.answers.lists import Having
from healthtopics.answers.topics import Symptoms
from healthtopics.catalog.lookup import Found
from healthtopics.catalog.store import Catalog
from healthtopics.cli.base import Command, Phrase
from healthtopics.cli.options import common_options, name_argument
from healthtopics.cli.request import Request
from healthtopics.errors import NothingFound, UsageError
from healthtopics.messages import say

EXAMPLES = (
    ("topic symptoms stroke", "The symptoms of a stroke."),
    ("topic symptoms stroke --lang en,es", "In both languages; side by side on a wide terminal."),
    ("topic symptoms --having stiff neck", "Which topics have it in their symptom list?"),
)


@click.command("symptoms", cls=Command, examples=EXAMPLES)
@name_argument(required=False)
@click.option(
    "--having",
    cls=Phrase,
    takes_all=True,
    multiple=True,
    metavar="TEXT",
    help="List the topics with TEXT in their symptom list (repeatable: with all of them).",
)
@common_options("csv", "tsv", several_languages=True)
def command(request: Request, name: str, having: tuple[str, ...]) -> None:
    """List a topic's symptoms, or with --having the topics that have one.

    --having looks words up; it does not diagnose.
    """
    if bool(name) == bool(having):
        raise UsageError(
            say("give a topic or --having TEXT, not both")
            if name
            else say("give a topic, or --having TEXT"),
            say("For example: topic symptoms flu, or topic symptoms --having stiff neck"),
        )
    if name:
        request.answer_about(name, _symptoms)
        return
    if len(request.scopes) > 1:
        raise UsageError(say("--having searches in one language"), say("Choose one with --lang."))

    def topics(catalog: Catalog) -> Having:
        """Return the topics with the symptoms as typed, else as they may be meant."""
        from healthtopics.catalog.danger import danger_topic
        from healthtopics.catalog.having import find_having, parts

        asked = [part for words in having for part in parts(words)]
        typed = ", ".join(asked)
        found = find_having(catalog, request.scope, asked)
        if not found:
            raise NothingFound(
                say("no symptom list has “{words}” in it", words=typed),
                say("Try fewer words, or another word for it."),
            )
        if found.scope != request.scope:
            request.tell_language(found.scope.language)
        for one, used in zip(asked, found.used, strict=True):
            if one != used:
                request.terminal.note(
                    say(
                        "“{asked}” not found; showing results for “{used}”",
                        asked=one,
                        used=used.lower(),
                    )
                )
        if danger := danger_topic(catalog, found.scope, " ".join(having)):
            request.warn(catalog, danger)
        return Having(found.topics, found.scope.language)

    request.answer_about_many(topics)


def _symptoms(catalog: Catalog, found: Found) -> Symptoms:
    topic = catalog.topic(found.line, found.source)
    if not topic.symptoms:
        raise NothingFound(
            say("“{title}” has no list of symptoms", title=topic.title),
            say("See its page: topic show {slug}", slug=topic.slug),
        )
    return Symptoms(topic)
