"""Arguments that several commands take, and how a shell completes them."""

from collections.abc import Callable, Sequence
from typing import Any

import click

from healthtopics.catalog.store import Catalog, Scope
from healthtopics.cli.request import Request
from healthtopics.errors import TopicError, UsageError
from healthtopics.taxonomy import CATEGORIES, Term, by_key, category_key, resolve
from healthtopics.terminal import Terminal


def _completed(
    items: Callable[[Request, str], list[tuple[str, str]]],
) -> Callable[[click.Context, click.Parameter, str], list[Any]]:
    """Return a completer out of a function that gives words and what they mean."""

    def complete(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[Any]:
        from click.shell_completion import CompletionItem

        try:
            request = Request(ctx.ensure_object(Terminal), lang=ctx.params.get("lang"))
            return [CompletionItem(word, help=help) for word, help in items(request, incomplete)]
        except (TopicError, UnicodeEncodeError):  # bytes that are no text begin no name
            return []

    return complete


@_completed
def complete_topic(request: Request, incomplete: str) -> list[tuple[str, str]]:
    """Return the topics whose slug begins with a text."""
    lines = request.ask(lambda catalog: catalog.slugs(incomplete, request.scope), every_file=False)
    return [(line.slug, line.title) for line in lines]


@_completed
def complete_group(request: Request, incomplete: str) -> list[tuple[str, str]]:
    """Return the groups whose slug begins with a text."""
    groups = request.ask(lambda catalog: catalog.group_terms(), every_file=False)
    return [(group.key, group.en) for group in groups if group.key.startswith(incomplete)]


@_completed
def complete_category(request: Request, incomplete: str) -> list[tuple[str, str]]:
    """Return the categories whose slug begins with a text."""
    return [(term.key, term.en) for term in CATEGORIES if term.key.startswith(incomplete)]


def name_argument(required: bool = True) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a decorator that gives a command the NAME of a topic, in any number of words."""
    return click.argument(
        "name",
        nargs=-1,
        required=required,
        shell_complete=complete_topic,
        callback=lambda ctx, param, words: " ".join(words),
    )


def resolved(kind: str, terms: Sequence[Term], asked: str, language: str) -> Term:
    """Return the one term of a vocabulary that a user's words name.

    Raises:
        UsageError: no term or several are named; lists the ones there are.
    """
    meant = resolve(terms, asked)
    if len(meant) == 1:
        return meant[0]
    names = ", ".join(term.name(language) for term in meant or terms)
    if meant:
        raise UsageError(f"“{asked}” could be several {kind}: {names}")
    raise UsageError(f"there is no such {kind} as “{asked}”", f"There are: {names}.")


def category_keys(catalog: Catalog, asked: Sequence[str], scope: Scope) -> list[str]:
    """Return the keys of the categories that a user's words name."""
    return [_category_key(catalog, words, scope) for words in asked]


def _category_key(catalog: Catalog, words: str, scope: Scope) -> str:
    """Return the key of today's category, else of a former one, else of any that links are in."""
    if not resolve(CATEGORIES, words):
        former = by_key(CATEGORIES, category_key(words))
        if former:
            return former.key
        known = {term.key for term in CATEGORIES}
        counts = catalog.categories(scope)
        others = [Term(c.slug, c.name, c.name) for c in counts if c.slug not in known]
        if resolve(others, words):
            return resolved("category", others, words, scope.language).key
    return resolved("category", CATEGORIES, words, scope.language).key


def group_key(catalog: Catalog, asked: str | None, scope: Scope) -> str:
    """Return the key of the group that a user's words name; empty if none was asked for."""
    if asked is None:
        return ""
    return resolved("group", catalog.group_terms(), asked, scope.language).key
