"""`topic search`: topics by the words that people use."""

import click

from healthtopics.catalog.lookup import suggestions
from healthtopics.catalog.search import Results, search
from healthtopics.catalog.store import Catalog
from healthtopics.cli.arguments import complete_group, group_key
from healthtopics.cli.base import Command
from healthtopics.cli.request import Answer, Request, common_options
from healthtopics.errors import NothingFound
from healthtopics.render.data import hits_data, hits_table
from healthtopics.render.pages import hits_page

EXAMPLES = (
    ("topic search can't sleep", "In your own words, misspelled or not."),
    ("topic search '\"stiff neck\" fever'", "A phrase in quotes must stand so."),
    ("topic search rash --group children --limit 3", "The three best of a group."),
)

_TOLD = 2  # corrections, each on a line


@click.command("search", cls=Command, examples=EXAMPLES)
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=10,
    metavar="N",
    help="At most N topics (default: 10).",
)
@click.option(
    "--group", metavar="GROUP", shell_complete=complete_group, help="Only topics of this group."
)
@common_options("csv", "tsv")
def command(request: Request, words: tuple[str, ...], limit: int, group: str | None) -> None:
    """Find topics by the words that you would use, the best first, each with why it was found."""
    question = " ".join(words)

    def find(catalog: Catalog) -> Results:
        scope = request.scope
        results = search(catalog, scope, question, group_key(catalog, group, scope), limit)
        if not results.hits:
            near = suggestions(catalog, question, scope)
            raise NothingFound(
                f"no topic has anything on “{question}”",
                f"Did you mean {' or '.join(f'“{title}”' for title in near)}?"
                if near
                else "Try other words, or fewer.",
            )
        return results

    results = request.ask(find)
    for asked, used in results.corrections[:_TOLD]:
        request.terminal.note(f"no topic has the word “{asked}”; looked for “{used}”")
    more = len(results.corrections) - _TOLD
    if more > 0:
        request.terminal.note(f"nor has one {more:,} other words; looked for the nearest")
    request.answer(
        Answer(
            hits_page(results.hits, request.scope.language),
            lambda: hits_data(question, dict(results.corrections), results.hits),
            lambda: hits_table(results.hits),
        )
    )
