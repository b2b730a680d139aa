"""Arguments and options that several commands take, and how a shell completes them."""

from collections.abc import Callable, Sequence
from functools import partial, wraps
from typing import Any, TypeVar

import click

from healthtopics.answers.topics import section_names
from healthtopics.catalog.lookup import look_up
from healthtopics.catalog.misses import Missing
from healthtopics.catalog.store import Catalog, Scope
from healthtopics.cli.base import IN_QUOTES, Choice, Option, cannot_be
from healthtopics.cli.request import COMMON_FORMATS, Request
from healthtopics.errors import NothingFound, TopicError, UsageError
from healthtopics.messages import say
from healthtopics.model import LANGUAGES, Count
from healthtopics.taxonomy import CATEGORIES, Term, by_key, category_key, resolve
from healthtopics.terminal import Terminal
from healthtopics.text import fold, slug

T = TypeVar("T")

SOURCES = ("personal", "medlineplus", "bundled")
_ALL = ",".join(LANGUAGES)
_DIGITS = 10  # more than any sensible number has
_COMMON = (
    "format",
    "json",
    "output",
    "lang",
    "source",
    "country",
    "color",
    "width",
    "linear",
    "no_pager",
)
_SEVERAL = {
    "category": say("“{asked}” matches several categories: {names}"),
    "group": say("“{asked}” matches several groups: {names}"),
}
_NONE = {
    "category": say("there is no category “{asked}”"),
    "group": say("there is no group “{asked}”"),
}
_LISTS = {"category": "topic categories", "group": "topic groups"}


def _completed(
    items: Callable[[Request, str, str], list[tuple[str, str]]],
) -> Callable[[click.Context, click.Parameter, str], list[Any]]:
    """Return a completer made from a function that returns words and their meanings.

    The function gets the request, what was typed of NAME so far, and the beginning of a word.
    """

    def complete(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[Any]:
        from click.shell_completion import CompletionItem

        # If the value of an option is missing, Click leaves the arguments in ``ctx.args``.
        name = ctx.params.get("name") or " ".join(ctx.params.get("words") or ctx.args)
        try:
            request = Request(ctx.ensure_object(Terminal), lang=ctx.params.get("lang"))
            found = items(request, name, incomplete)
            return [CompletionItem(word, help=help) for word, help in found]
        # The shell may pass bytes that are not valid text.
        except (Missing, TopicError, UnicodeEncodeError):
            return []

    return complete


def _names(request: Request, name: str, incomplete: str) -> list[tuple[str, str]]:
    """Return how the name of a topic can go on: to titles or, if there are none, other names."""
    typed = f"{slug(name)}-" if name else ""
    scope = request.scope

    def names(catalog: Catalog) -> list[tuple[str, str]]:
        lines = catalog.slugs(typed + incomplete, scope)
        found = [(line.slug, line.title) for line in lines]
        return found or catalog.names_beginning(typed + incomplete, scope)

    found = request.ask(names, every_file=False)
    return [(word[len(typed) :], title) for word, title in found if word.startswith(typed)]


complete_topic = _completed(_names)


@_completed
def complete_link(request: Request, name: str, incomplete: str) -> list[tuple[str, str]]:
    """Return how the name of a topic can go on, or the numbers of its links."""

    def links(catalog: Catalog) -> list[tuple[str, str]]:
        found = look_up(catalog, name, request.scope)
        numbered = catalog.links_of(found.line, source=found.source)
        return [(str(link.number), link.link.title) for link in numbered]

    try:
        numbers = request.ask(links, every_file=False) if name else []
    except Missing:
        numbers = []
    more = _names(request, name, incomplete)
    return [item for item in numbers if item[0].startswith(incomplete)] + more


@_completed
def complete_section(request: Request, name: str, incomplete: str) -> list[tuple[str, str]]:
    """Return the topic's sections whose key begins with a text."""

    def sections(catalog: Catalog) -> dict[str, str]:
        found = look_up(catalog, name, request.scope)
        return section_names(catalog.topic(found.line, found.source))

    names = request.ask(sections, every_file=False)
    return [
        (key, heading)
        for key, heading in names.items()
        if key.startswith(incomplete) and " " not in key  # a shell would split it
    ]


@_completed
def complete_organization(request: Request, name: str, incomplete: str) -> list[tuple[str, str]]:
    """Return the organizations whose abbreviation begins with a text."""
    found = request.ask(lambda catalog: catalog.organizations(request.scope), every_file=False)
    return sorted(
        (short, count.name)
        for count in found
        for short in count.short_names
        if short.lower().startswith(incomplete.lower())
    )


@_completed
def complete_group(request: Request, name: str, incomplete: str) -> list[tuple[str, str]]:
    """Return the groups whose slug begins with a text."""
    groups = request.ask(lambda catalog: catalog.group_terms(), every_file=False)
    return [(group.key, group.en) for group in groups if group.key.startswith(incomplete)]


@_completed
def complete_category(request: Request, name: str, incomplete: str) -> list[tuple[str, str]]:
    """Return the categories whose slug begins with a text."""
    return [(term.key, term.en) for term in CATEGORIES if term.key.startswith(incomplete)]


def name_argument(
    required: bool = True,
    complete: Callable[[click.Context, click.Parameter, str], list[Any]] = complete_topic,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a decorator that gives a command the NAME of a topic, in any number of words."""
    return click.argument(
        "name",
        nargs=-1,
        required=required,
        shell_complete=complete,
        callback=lambda ctx, param, words: " ".join(words),
    )


def _resolved(
    kind: str,
    terms: Sequence[Term],
    asked: str,
    language: str,
    in_use: Callable[[], Sequence[Count]],
) -> Term:
    """Return the one term of a vocabulary that a user's words name.

    Args:
        kind: "category" or "group".
        terms: the vocabulary.
        asked: the words.
        language: the language in which to name terms.
        in_use: returns the terms in use.

    Raises:
        UsageError: no term or several are named.
    """
    meant = resolve(terms, asked)
    if len(meant) == 1:
        return meant[0]
    if meant:
        names = ", ".join(term.name(language) for term in meant)
        values = {"asked": asked, "names": names}
        raise UsageError(_SEVERAL[kind]._replace(values=values))
    from healthtopics.cli.nearest import suggest

    hints = suggest(asked, in_use(), _LISTS[kind])
    raise UsageError(_NONE[kind]._replace(values={"asked": asked}), *hints)


def is_category(ctx: click.Context, words: str) -> bool:
    """Return whether words name a category."""
    return len(resolve(CATEGORIES, words)) == 1


def is_group(ctx: click.Context, words: str) -> bool:
    """Return whether words name a group of topics."""
    terms = _asked(ctx, lambda catalog: catalog.group_terms())
    return len(resolve(terms, words)) == 1


def is_organization(ctx: click.Context, words: str) -> bool:
    """Return whether words are in the name of an organization that links are from."""
    return _asked(ctx, lambda catalog: catalog.has_organization(words))


def _asked(ctx: click.Context, question: Callable[[Catalog], T]) -> T:
    return Request(ctx.ensure_object(Terminal)).ask(question, every_file=False)


def category_keys(catalog: Catalog, asked: Sequence[str], scope: Scope) -> list[str]:
    """Return the keys of the categories that a user's words name."""
    return [_category_key(catalog, words, scope) for words in asked]


def _category_key(catalog: Catalog, words: str, scope: Scope) -> str:
    """Return the key of a current category, else a former one, else any that links are in."""
    if not resolve(CATEGORIES, words):
        former = by_key(CATEGORIES, category_key(words))
        if former:
            return former.key
        known = {term.key for term in CATEGORIES}
        counts = catalog.categories(scope)
        others = [Term(c.slug, c.name, c.name) for c in counts if c.slug not in known]
        if resolve(others, words):
            return _resolved("category", others, words, scope.language, lambda: counts).key
    in_use = partial(catalog.categories, scope)
    return _resolved("category", CATEGORIES, words, scope.language, in_use).key


def group_key(request: Request, catalog: Catalog, asked: str | None) -> str:
    """Return the key of the group that a user's words name; empty if none was asked for.

    If they are only parts of words in its name, say which group is shown.
    """
    if asked is None:
        return ""
    scope = request.scope
    in_use = partial(catalog.groups, scope)
    group = _resolved("group", catalog.group_terms(), asked, scope.language, in_use)
    names = (group.key, group.en, group.es, *group.short_names)
    if not any(f" {fold(asked)} " in f" {fold(name)} " for name in names):
        request.terminal.note(say("showing the group {group}", group=group.name(scope.language)))
    return group.key


class Number(click.ParamType[int]):
    """A whole number with a lower limit."""

    name = "number"

    def __init__(self, least: int) -> None:
        self.least = least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number."""
        text = str(value)
        number = -1
        if text.isascii() and text.isdigit():
            # More than anything here has is as good as any number.
            number = int(text) if len(text.lstrip("0")) < _DIGITS else 10 ** (_DIGITS - 1) - 1
        if number < self.least:
            hint = say("Give a number from {least} up.", least=self.least)
            raise cannot_be(param, text[:_DIGITS], hint)
        return number


class Languages(click.ParamType[str]):
    """One language, or several separated by commas."""

    name = "languages"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the languages in the order in which they were named, without duplicates."""
        languages = list(dict.fromkeys(value.split(",")))
        if not set(languages) <= set(LANGUAGES):
            hint = say("Use {names}, or both: {both}.", names=", ".join(LANGUAGES), both=_ALL)
            raise cannot_be(param, value, hint)
        return ",".join(languages)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """Return the languages that begin with a text."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(name) for name in LANGUAGES if name.startswith(incomplete)]


def common_options(
    *more_formats: str, formats: tuple[str, ...] = (), several_languages: bool = False
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a decorator that gives a command the common options.

    They reach the command as one ``request``.

    Args:
        more_formats: what the command can write besides text, Markdown, HTML and JSON.
        formats: all that it can write, the default first, if the default is not text.
        several_languages: whether more than one language can be asked for.
    """
    formats = formats or (*COMMON_FORMATS, *more_formats)

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        """Return a function that takes the common options and makes one request of them."""

        @click.pass_context
        @wraps(function)
        def command(ctx: click.Context, /, **options: Any) -> None:
            common = {name: options.pop(name) for name in _COMMON if name in options}
            common["format"] = "json" if common.pop("json", False) else common["format"]
            terminal, name = ctx.ensure_object(Terminal), ctx.info_name or ""
            request = Request(terminal, formats=formats, command=name, **common)
            try:
                function(request=request, **options)
            except (NothingFound, UsageError) as error:
                if IN_QUOTES in ctx.meta:
                    hint = say("Several words may need quotes: {form}", form=ctx.meta[IN_QUOTES])
                    error.said = (*error.said, hint)
                raise

        for option in _options(formats, several_languages):
            option(command)
        return command

    return decorate


def _options(
    formats: tuple[str, ...], several_languages: bool
) -> list[Callable[[Callable[..., None]], object]]:
    """Return the common options, the last first, as decorators need it."""
    *first, last = formats
    languages = say("Language of the topics: en or es.")
    if several_languages:
        languages = say("Language of the topics: en, es, or both: en,es.")
    return [
        *_style_options(),
        click.option(
            "--country",
            metavar="CODE",
            help="Print the emergency numbers of this country, such as US, MX or ES.",
        ),
        click.option(
            "--source",
            type=Choice(SOURCES),
            metavar="NAME",
            help="Use only this collection: personal, medlineplus or bundled.",
        ),
        click.option(
            "-l",
            "--lang",
            type=Languages() if several_languages else Choice(LANGUAGES),
            metavar="LANG",
            cls=Option,
            said=languages,
        ),
        click.option(
            "-o",
            "--output",
            metavar="FILE",
            type=click.Path(readable=False),
            help="Write to FILE; its suffix picks the format.",
        ),
        *(
            [click.option("--json", is_flag=True, help="The same as --format json.")]
            * ("json" in formats)
        ),
        click.option(
            "-f",
            "--format",
            type=Choice(formats),
            metavar="FORMAT",
            cls=Option,
            said=say(
                "Write {formats} or {last} (default: {usual}).",
                formats=", ".join(first),
                last=last,
                usual=formats[0],
            ),
        ),
    ]


def _style_options() -> list[Callable[[Callable[..., None]], object]]:
    """Return the options for how text looks, the last first."""
    return [
        click.option("--no-pager", is_flag=True, help="Never use a pager."),
        click.option(
            "--linear",
            is_flag=True,
            help="For screen readers and speech: one thing after another, no bars or columns.",
        ),
        click.option(
            "-w",
            "--width",
            type=Number(0),
            metavar="N",
            help="Wrap at N columns; 0 = do not wrap.",
        ),
        click.option(
            "--color",
            type=Choice(("auto", "always", "never")),
            default="auto",
            metavar="WHEN",
            help="Color and links in text: auto (on a terminal), always or never.",
        ),
    ]
