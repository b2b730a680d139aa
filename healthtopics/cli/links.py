"""`topic links`: further reading, of one topic or of all."""

from collections.abc import Iterator

import click

from healthtopics.answers.links import LinkList
from healthtopics.catalog.lookup import Found
from healthtopics.catalog.store import Catalog, Scope
from healthtopics.cli.base import Command, Phrase
from healthtopics.cli.options import (
    category_keys,
    common_options,
    complete_category,
    complete_organization,
    is_category,
    is_organization,
    name_argument,
)
from healthtopics.cli.request import Request, or_none
from healthtopics.errors import NothingFound
from healthtopics.messages import Message, say
from healthtopics.model import LANGUAGE_NAMES, TopicLine, TopicLink

EXAMPLES = (
    ("topic links miscarriage", "All its links, numbered; “topic open” opens one."),
    ("topic links asthma --lang en,es", "In both languages; side by side on a wide terminal."),
    ("topic links --category treatments", "Links about treatments, across all topics."),
    ("topic links asthma --format urls", "Only the addresses, a line each."),
    ("topic links -o links.csv", "All links of all topics as a table."),
)


@click.command("links", cls=Command, examples=EXAMPLES)
@name_argument(required=False)
@click.option(
    "--category",
    "categories",
    cls=Phrase,
    fits=is_category,
    multiple=True,
    metavar="CATEGORY",
    shell_complete=complete_category,
    help="Only links of this category, such as treatments (repeatable).",
)
@click.option(
    "--organization",
    cls=Phrase,
    fits=is_organization,
    default="",
    metavar="TEXT",
    shell_complete=complete_organization,
    help="Only links from organizations with TEXT in their name or abbreviation, such as CDC.",
)
@common_options("csv", "tsv", "urls", several_languages=True)
def command(request: Request, name: str, categories: tuple[str, ...], organization: str) -> None:
    """List further reading, by topic and category, each with who publishes it."""
    scope = request.scope

    def answer(
        catalog: Catalog,
        links: Iterator[TopicLink],
        keys: list[str],
        topic: TopicLine | None = None,
    ) -> LinkList:
        found = or_none(links)
        if not found:
            tips = _what_matches(catalog, scope, organization, topic)
            raise NothingFound(say("no link matches"), *tips)
        return LinkList(found, keys, is_counted=request.is_seen())

    def of_one(catalog: Catalog, found: Found) -> LinkList:
        keys = category_keys(catalog, categories, scope)
        links = catalog.links_of(found.line, keys, organization, source=found.source)
        is_told = links and (categories or organization)
        if is_told and all(link.link.language not in ("", found.line.language) for link in links):
            name = say(LANGUAGE_NAMES[found.line.language])
            request.terminal.note(say("none of these links is in {language}", language=name))
        return answer(catalog, iter(links), keys, found.line)

    def of_all(catalog: Catalog) -> LinkList:
        keys = category_keys(catalog, categories, scope)
        links = (
            link for scope in request.scopes for link in catalog.links(scope, keys, organization)
        )
        return answer(catalog, links, keys)

    if name:
        request.answer_about(name, of_one)
    else:
        request.answer_about_many(of_all)


def _what_matches(
    catalog: Catalog, scope: Scope, organization: str, topic: TopicLine | None
) -> list[Message]:
    """Return what to try if no link matches.

    Names similar to an unknown organization, else the categories that the topic has.
    """
    if organization and not catalog.has_organization(organization):
        from healthtopics.cli.nearest import suggest

        return suggest(organization, catalog.organizations(scope), "topic organizations")
    if topic and not organization:
        links = catalog.links_of(topic, (), "", source=scope.collection)
        names = dict.fromkeys(name for link in links for name in link.link.categories[:1])
        if names:
            return [say("It has links in: {names}.", names=", ".join(names))]
    return [say("“topic links NAME” lists all links of a topic, by category.")]
