"""`topic search`: topics by the words that people use."""

import click

from healthtopics.answers.lists import Hits
from healthtopics.catalog.search import Results, other_scope, search
from healthtopics.catalog.store import Catalog
from healthtopics.cli.base import Command, Phrase
from healthtopics.cli.options import Number, common_options, complete_group, group_key, is_group
from healthtopics.cli.request import Request
from healthtopics.messages import say

EXAMPLES = (
    ("topic search trouble sleeping", "In your own words, misspelled or not."),
    ("topic search '\"stiff neck\" fever'", "Quote a phrase to match it exactly."),
    ("topic search rash --group children --limit 3", "The three best of a group."),
)

_MAX_WORDS = 100  # each takes time
_TOLD = 2  # corrections to report, each on a line


@click.command("search", cls=Command, examples=EXAMPLES)
@click.argument("words", nargs=-1, required=True)
@click.option(
    "-n",
    "--limit",
    type=Number(1),
    default=10,
    metavar="N",
    help="At most N topics (default: 10).",
)
@click.option(
    "--group",
    cls=Phrase,
    fits=is_group,
    metavar="GROUP",
    shell_complete=complete_group,
    help="Only topics of this group.",
)
@click.option("--exact", is_flag=True, help="Search for the words exactly as typed.")
@click.option("--why", is_flag=True, help="Say why each topic was found.")
@common_options("csv", "tsv")
def command(
    request: Request,
    *,
    words: tuple[str, ...],
    limit: int,
    group: str | None,
    exact: bool,
    why: bool,
) -> None:
    """Search topics in your own words, the best match first."""
    given = " ".join(words).split()
    if len(given) > _MAX_WORDS:
        request.terminal.note(say("searched for the first {total} words only", total=_MAX_WORDS))
    question = " ".join(given[:_MAX_WORDS])

    def find(catalog: Catalog) -> Results:
        """Return what is found in the question's language, if it is clear, or in the reader's."""
        key = group_key(request, catalog, group)
        other = None if exact else other_scope(catalog, request.scope, question)
        results = search(catalog, other, question, key, limit) if other else None
        if results and results.hits and other:
            request.tell_language(other.language)
        else:
            results = search(catalog, request.scope, question, key, limit, exact=exact)
        if results.danger:
            request.warn(catalog, results.danger)
        return results

    results = request.ask(find)
    if not results.hits:
        raise request.miss(question)
    _tell(request, question, results)
    corrections = dict(results.corrections)
    request.answer(
        Hits(
            question,
            corrections,
            results.hits,
            results.danger,
            results.hits[0].topic.language,
            with_reasons=why,
            is_guided=request.is_seen(),
        )
    )


def _tell(request: Request, question: str, results: Results) -> None:
    """Say how the question was understood, if the hits do not make it plain."""
    note = request.terminal.note
    if results.is_loose:
        note(say("no page has the quoted words side by side; searching for each of them"))
    for asked, used in results.corrections[:_TOLD]:
        note(say("“{asked}” not found; showing results for “{used}”", asked=asked, used=used))
    more = len(results.corrections) - _TOLD
    if more == 1:
        note(say("1 more word was corrected"))
    elif more > 1:
        note(say("{number} more words were corrected", number=f"{more:,}"))
    if not results.is_named:
        note(say("no page is about “{question}”; these mention it:", question=question))
