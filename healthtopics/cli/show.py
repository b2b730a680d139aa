"""`topic show`: a topic's page."""

import click

from healthtopics.answers.topics import TopicPage, pick, section_names
from healthtopics.catalog.lookup import Found
from healthtopics.catalog.misses import namesakes
from healthtopics.catalog.store import Catalog
from healthtopics.cli.base import Command, Phrase
from healthtopics.cli.options import common_options, complete_section, name_argument
from healthtopics.cli.request import Request
from healthtopics.errors import UsageError
from healthtopics.messages import say
from healthtopics.model import LANGUAGES, Topic, TopicLine

EXAMPLES = (
    ("topic show miscarriage", "The whole page."),
    ("topic show heart attack --section symptoms", "One section of it."),
    ("topic show flu --lang es -o flu.md", "In Spanish, as a Markdown file."),
    ("topic show flu --lang en,es", "In both languages; side by side on a wide terminal."),
)


@click.command("show", cls=Command, examples=EXAMPLES)
@name_argument()
@click.option(
    "-s",
    "--section",
    "sections",
    cls=Phrase,
    multiple=True,
    metavar="SECTION",
    shell_complete=complete_section,
    help="Only this section, such as symptoms or causes (repeatable).",
)
@click.option("--no-links", is_flag=True, help="Leave the links out.")
@click.option(
    "--all-links", is_flag=True, help="Show all links on a terminal too, not only the first."
)
@common_options("yaml", several_languages=True)
def command(
    request: Request, name: str, sections: tuple[str, ...], no_links: bool, all_links: bool
) -> None:
    """Read a topic's page: when to get help, what it is, its symptoms, further reading.

    NAME is a title or any other name of the topic, in any number of words.
    """
    if request.format == "yaml" and (sections or no_links):
        raise UsageError(
            say("a YAML file holds a whole topic"), say("Leave --section and --no-links out.")
        )
    if request.format == "yaml" and len(request.scopes) > 1:
        raise UsageError(
            say("a YAML file holds a topic in one language"), say("Choose one with --lang.")
        )

    def page(catalog: Catalog, found: Found) -> TopicPage:
        """Return what was asked for of the page of a topic."""
        topic = catalog.topic(found.line, found.source)
        if request.format != "yaml":  # a topic file keeps titles that an import may bring
            related = catalog.openable(topic.related, topic.language)
            topic = topic._replace(related=tuple(related))
        if sections or no_links:
            topic = pick(topic, _picked(topic, sections, no_links))
        return TopicPage(
            topic,
            request.region(catalog),
            name if found.in_part else "",
            () if sections else namesakes(catalog, found.line),
            None if sections else _twin(catalog, found.line, found.source),
            is_brief=request.is_seen() and not all_links and "links" not in sections,
        )

    request.answer_about(name, page)


def _twin(catalog: Catalog, line: TopicLine, source: str) -> TopicLine | None:
    """Return the same topic in another language, if it exists."""
    others = (catalog.twin(line, other, source) for other in LANGUAGES if other != line.language)
    return next(filter(None, others), None)


def _picked(topic: Topic, sections: tuple[str, ...], no_links: bool) -> list[str]:
    """Return the keys of the sections to show."""
    from healthtopics.cli.sections import section_keys

    keys = section_keys(topic, sections) or list(section_names(topic))
    return [key for key in keys if not (no_links and key == "links")]
