"""`topic links`: links to read on, of one topic or of all."""

import click

from healthtopics.catalog.store import Catalog
from healthtopics.cli.arguments import category_keys, complete_category, name_argument
from healthtopics.cli.base import Command
from healthtopics.cli.request import Answer, Request, common_options
from healthtopics.errors import NothingFound
from healthtopics.model import TopicLine, TopicLink
from healthtopics.render.data import links_data, links_table, urls_text
from healthtopics.render.pages import links_page

EXAMPLES = (
    ("topic links miscarriage", "All its links, numbered; “topic open” opens one."),
    ("topic links --category treatments", "Links about treatments, over all topics."),
    ("topic links asthma --format urls", "Only the addresses, a line each."),
    ("topic links -o links.csv", "All links of all topics as a table."),
)


@click.command("links", cls=Command, examples=EXAMPLES)
@name_argument(required=False)
@click.option(
    "--category",
    "categories",
    multiple=True,
    metavar="CATEGORY",
    shell_complete=complete_category,
    help="Only links of this category, such as treatments (repeatable).",
)
@click.option(
    "--organization",
    default="",
    metavar="TEXT",
    help="Only links from organizations with TEXT in their name.",
)
@common_options("csv", "tsv", "urls")
def command(request: Request, name: str, categories: tuple[str, ...], organization: str) -> None:
    """List links to read on, by topic and category, each with who publishes it."""

    def answer(links: list[TopicLink], keys: list[str]) -> Answer:
        if not links:
            raise NothingFound(
                "no link matches", "“topic categories” lists the categories that have links."
            )
        language = links[0].topic.language
        return Answer(
            links_page(links, keys, language),
            lambda: links_data(links),
            lambda: links_table(links),
            {"urls": lambda: urls_text(links)},
        )

    def of_one(catalog: Catalog, line: TopicLine) -> Answer:
        keys = category_keys(catalog, categories, request.scope)
        return answer(catalog.links_of(line, keys, organization), keys)

    def of_all(catalog: Catalog) -> Answer:
        keys = category_keys(catalog, categories, request.scope)
        return answer(catalog.links(request.scope, keys, organization), keys)

    request.answer(request.ask_about(name, of_one) if name else request.ask(of_all))
