"""What `topic groups`, `topic categories` and `topic organizations` share."""

from collections.abc import Callable, Sequence

from healthtopics.answers.lists import Counts
from healthtopics.catalog.store import Catalog, Scope
from healthtopics.cli.nearest import suggest
from healthtopics.cli.request import Request
from healthtopics.errors import NothingFound
from healthtopics.messages import Message, say
from healthtopics.model import Count
from healthtopics.text import fold


def answer_counts(
    request: Request,
    key: str,
    count: Callable[[Catalog, Scope], Sequence[Count]],
    words: Sequence[str],
    none: Message,
) -> None:
    """Print what topics or links can be filtered by, and how many each has.

    Args:
        request: the call of the command.
        key: the key of the counts in JSON.
        count: returns the counts.
        words: words that one of their names must contain; empty for all.
        none: what to say if there are no counts.
    """
    asked = " ".join(words)

    def answer(catalog: Catalog) -> Counts:
        counts = count(catalog, request.scope)
        if not counts:
            raise NothingFound(none)
        found = [one for one in counts if _has(one, asked)]
        if not found:
            message = say("none of them has “{asked}” in its name", asked=asked)
            raise NothingFound(message, *suggest(asked, counts, f"topic {key}"))
        return Counts(key, found, request.scope.language, is_guided=request.is_seen())

    request.answer(request.ask(answer))


def _has(count: Count, asked: str) -> bool:
    """Return whether words are in one of the names of what is counted."""
    return any(fold(asked) in fold(name) for name in (count.name, *count.short_names))
