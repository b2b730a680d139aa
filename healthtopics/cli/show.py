"""`topic show`: a topic's page."""

import click

from healthtopics.catalog.store import Catalog
from healthtopics.cli.arguments import name_argument
from healthtopics.cli.base import Command
from healthtopics.cli.request import Answer, Request, common_options
from healthtopics.errors import UsageError
from healthtopics.model import Page, Topic, TopicLine
from healthtopics.render.data import topic_data
from healthtopics.render.pages import find_sections, pick, section_names, topic_page

EXAMPLES = (
    ("topic show miscarriage", "The whole page."),
    ("topic show heart attack --section symptoms", "One section of it."),
    ("topic show flu --lang es -o flu.md", "In Spanish, as a Markdown file."),
    ("topic show flu --lang en,es", "In both languages, one after the other."),
)


@click.command("show", cls=Command, examples=EXAMPLES)
@name_argument()
@click.option(
    "--section",
    "sections",
    multiple=True,
    metavar="SECTION",
    help="Only this section, such as symptoms or causes (repeatable).",
)
@click.option("--no-links", is_flag=True, help="Leave the links out.")
@common_options("yaml", several_languages=True)
def command(request: Request, name: str, sections: tuple[str, ...], no_links: bool) -> None:
    """Read a topic's page: when to get help, what it is, its symptoms, links to read on.

    NAME is a title or any other name of the topic, in any number of words.
    """
    if request.format == "yaml" and (sections or no_links):
        raise UsageError("a YAML file holds a whole topic", "Leave --section and --no-links out.")

    def page(catalog: Catalog, line: TopicLine) -> Answer:
        found = catalog.page(line)
        topic = found.topic
        if sections or no_links:
            topic = pick(topic, _picked(topic, sections, no_links))
        found = Page(topic, found.collection)
        return Answer(
            topic_page(found), lambda: topic_data(found), others={"yaml": lambda: _yaml(topic)}
        )

    if len(request.scopes) == 1:
        request.answer(request.ask_about(name, page))
        return
    if request.format == "yaml":
        raise UsageError("a YAML file holds a topic in one language", "Choose one with --lang.")
    request.answer(_joined([request.ask_about(name, page, scope) for scope in request.scopes]))


def _joined(answers: list[Answer]) -> Answer:
    """Return the pages of a topic in several languages as one answer, one after the other."""
    return Answer(
        tuple(element for answer in answers for element in answer.document),
        lambda: {"topics": [answer.data() for answer in answers]},
    )


def _yaml(topic: Topic) -> str:
    from healthtopics.sources.topicfiles.reading import write

    return write(topic)


def _picked(topic: Topic, sections: tuple[str, ...], no_links: bool) -> list[str]:
    """Return the keys of the sections that are to be shown."""
    keys = []
    for asked in sections:
        meant = find_sections(topic, asked)
        if len(meant) != 1:
            names = section_names(topic)
            if meant:
                several = ", ".join(names[key] for key in meant)
                raise UsageError(f"“{asked}” could be several sections: {several}")
            raise UsageError(
                f"“{topic.title}” has no section “{asked}”",
                f"There are: {', '.join(names.values())}.",
            )
        keys += meant
    return [key for key in keys or section_names(topic) if not (no_links and key == "links")]
