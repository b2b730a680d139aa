"""What every command that prints has in common: its options, the catalog, the way out."""

import sqlite3
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

import click

from healthtopics import places
from healthtopics.catalog.lookup import look_up
from healthtopics.catalog.opening import is_unchanged, open_catalog
from healthtopics.catalog.store import BadTopicFile, Catalog, Scope
from healthtopics.errors import NothingFound, UsageError
from healthtopics.model import LANGUAGES, TopicLine
from healthtopics.render.data import Data, Table, csv_text, json_text, tsv_text
from healthtopics.render.document import Document
from healthtopics.render.plain import plain_text
from healthtopics.terminal import Terminal

T = TypeVar("T")

# How a catalog looks that is damaged in a place that only the question touched: SQLite finds it
# malformed, or it holds what was never put into it.
_DAMAGED = (sqlite3.DatabaseError, AttributeError, LookupError, TypeError, ValueError)

SOURCES = ("personal", "medlineplus", "bundled")
COMMON_FORMATS = ("text", "markdown", "json")
SUFFIXES = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "json",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".csv": "csv",
    ".tsv": "tsv",
    ".urls": "urls",
}


class Answer(NamedTuple):
    """What a command found, ready to be put into any of its formats."""

    document: Document
    data: Callable[[], Data]
    table: Callable[[], Table] = Table
    others: Mapping[str, Callable[[], str]] = {}

    def text(self, format: str) -> str:
        """Return the answer in a format; ``text`` is drawn by whoever knows the width."""
        if format == "markdown":
            from healthtopics.render.markdown import markdown_text

            return markdown_text(self.document)
        if format == "json":
            return json_text(self.data())
        if format in ("csv", "tsv"):
            return csv_text(self.table()) if format == "csv" else tsv_text(self.table())
        return self.others[format]()


class Request:
    """A call of a command: its common options, and what they lead to.

    Args:
        terminal: where the answer goes.
        format: as ``--format`` names it; None to go by the name of the output file.
        output: the file that ``-o`` names; None for standard output.
        lang: the language that was asked for, if one was; several are parted by commas.
        source: the collection that was asked for, if one was.
        color: ``auto``, ``always`` or ``never``.
        width: in columns, if it was given.
        pager: whether a pager may be used.
        formats: those that the command has.
    """

    def __init__(
        self,
        terminal: Terminal,
        *,
        format: str | None = None,
        output: str | None = None,
        lang: str | None = None,
        source: str | None = None,
        color: str = "auto",
        width: int | None = None,
        no_pager: bool = False,
        formats: tuple[str, ...] = COMMON_FORMATS,
    ) -> None:
        self.terminal = terminal
        self.output = None if output == "-" else output
        self.color = color
        self.width = width
        self.pager = not no_pager
        chosen = lang.split(",") if lang else [_language(terminal.environ)]
        self.scopes = tuple(Scope(language, bool(lang), source or "") for language in chosen)
        self.scope = self.scopes[0]
        self.format = format or self._format_of_file(formats)
        self._has_reported = False

    def _format_of_file(self, formats: tuple[str, ...]) -> str:
        _, dot, suffix = (self.output or "").rpartition(".")
        format = SUFFIXES.get(f"{dot}{suffix}".lower(), "text")
        if format not in formats:
            raise UsageError(
                f"{self.output}: this command does not write {format}",
                f"It writes {', '.join(formats)}; --format chooses one for any file name.",
            )
        return format

    # Asking

    def catalog(self, *, every_file: bool = True, rebuild: bool = False) -> Catalog:
        """Return the catalog of the collections that are in use."""
        import time

        started = time.monotonic()

        def progress(done: int, total: int) -> None:
            if time.monotonic() - started > 1:
                self.terminal.progress("Reading topics", done, total)

        environ = self.terminal.environ
        return open_catalog(
            places.collections(environ),
            places.cache_folder(environ),
            progress,
            every_file=every_file,
            rebuild=rebuild,
        )

    def make_catalog(self) -> None:
        """Build the catalog anew, so that the next command finds it ready."""
        with self.catalog(rebuild=True) as catalog:
            self._report(catalog.bad_files())

    def ask(self, question: Callable[[Catalog], T], *, every_file: bool = True) -> T:
        """Return the answer to a question about many topics.

        Args:
            question: is put to the catalog.
            every_file: whether a file that was changed in place must be noticed.
        """
        return self._ask(question, every_file=every_file)

    def ask_about(
        self, name: str, question: Callable[[Catalog, TopicLine], T], scope: Scope | None = None
    ) -> T:
        """Return the answer to a question about the topic that carries a name.

        Only that topic's own file is looked at for changes; all files are when it changed, and
        when the name is not found.
        """
        scope = scope or self.scope

        def ask_light(catalog: Catalog) -> T | None:
            try:
                found = look_up(catalog, name, scope)
            except NothingFound:
                return None
            if not is_unchanged(catalog, catalog.path(found.line)):
                return None
            return answer(catalog)

        def answer(catalog: Catalog) -> T:
            found = look_up(catalog, name, scope)
            if found.note:
                self.terminal.note(found.note)
            return question(catalog, found.line)

        found = self._ask(ask_light, every_file=False)
        return self._ask(answer, every_file=True) if found is None else found

    def look_up(self, name: str) -> TopicLine:
        """Return the topic that carries a name."""
        return self._ask(lambda catalog: look_up(catalog, name, self.scope).line, every_file=False)

    def _ask(self, question: Callable[[Catalog], T], every_file: bool) -> T:
        try:
            with self.catalog(every_file=every_file) as catalog:
                return self._put(question, catalog)
        except _DAMAGED:
            with self.catalog(rebuild=True) as catalog:
                return self._put(question, catalog)

    def _put(self, question: Callable[[Catalog], T], catalog: Catalog) -> T:
        bad = catalog.bad_files()
        try:
            answer = question(catalog)
        except NothingFound:  # it may be in what is left out
            self._report(bad)
            raise
        self._report(bad)
        return answer

    def _report(self, bad: list[BadTopicFile]) -> None:
        """Say once, in a line, what is left out of the collections."""
        if self._has_reported or not bad:
            return
        self._has_reported = True
        notes = []
        if any(not file.line for file in bad):  # the export, which has no lines
            notes.append("the imported MedlinePlus export is damaged and left out; import it again")
            bad = [file for file in bad if file.line]
        if bad:
            files = "1 topic file is" if len(bad) == 1 else f"{len(bad)} topic files are"
            first = f"{bad[0].path}:{bad[0].line}"
            notes.append(f"{files} left out, the first at {first} (see: topic check)")
        self.terminal.note("; ".join(notes))

    # Answering

    def answer(self, answer: Answer) -> None:
        """Print an answer, or save it, in the format and style that were asked for."""
        style = self.terminal.style(self.color, self.width, self.output is not None)
        newline = "\r\n" if self.format == "csv" else "\n"
        painted = self.format == "text" and style.color
        if painted:
            from healthtopics.render.rich_page import rich_page

            text = self.terminal.paint(rich_page(answer.document, style.width))
        elif self.format == "text":
            text = plain_text(answer.document, style.width)
        else:
            text = answer.text(self.format)
        if self.output is not None:
            self.terminal.save(self.output, text, painted=painted, newline=newline)
        elif self.format == "text":
            self.terminal.page(text, painted=painted, pager=self.pager)
        else:
            self.terminal.print(text, newline)


def _language(environ: Mapping[str, str]) -> str:
    """Return the language of the user's locale, English where it is not one of ours.

    The first variable that is set and not empty decides (POSIX.1-2017, section 8.2).
    """
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        locale = environ.get(variable, "")
        if locale:
            language = locale[:2].lower()
            return language if language in LANGUAGES else LANGUAGES[0]
    return LANGUAGES[0]


class Languages(click.ParamType[str]):
    """One language, or several parted by commas."""

    name = "languages"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the languages, none twice, as they were named."""
        languages = list(dict.fromkeys(value.split(",")))
        if not set(languages) <= set(LANGUAGES):
            self.fail(f"{value!r} is not one of 'en', 'es', 'en,es'.", param, ctx)
        return ",".join(languages)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return how the help shows it."""
        return "[en|es|en,es]"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[Any]:
        """Return the languages that begin with a text."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(name) for name in LANGUAGES if name.startswith(incomplete)]


def common_options(
    *more_formats: str, several_languages: bool = False
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a decorator that gives a command the common options.

    They reach the command as one ``request``.

    Args:
        more_formats: what the command can write besides text, Markdown and JSON.
        several_languages: more than one language can be asked for.
    """
    formats = (*COMMON_FORMATS, *more_formats)

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        @click.pass_obj
        def command(terminal: Terminal, /, **options: Any) -> None:
            names = ("format", "output", "lang", "source", "color", "width", "no_pager")
            common = {name: options.pop(name) for name in names}
            function(request=Request(terminal, formats=formats, **common), **options)

        command.__doc__ = function.__doc__
        if hasattr(function, "__click_params__"):
            command.__click_params__ = function.__click_params__  # type: ignore[attr-defined]
        languages = Languages() if several_languages else click.Choice(LANGUAGES)
        for option in _options(formats, languages):
            option(command)
        return command

    return decorate


def _options(
    formats: tuple[str, ...], languages: "click.ParamType[str]"
) -> list[Callable[[Callable[..., None]], object]]:
    """Return the common options, the last first, as decorators want it."""
    return [
        click.option("--no-pager", is_flag=True, help="Never use a pager."),
        click.option(
            "--width",
            type=click.IntRange(min=0),
            metavar="N",
            help="Wrap text at N columns; 0 for a paragraph a line.",
        ),
        click.option(
            "--color",
            type=click.Choice(("auto", "always", "never")),
            default="auto",
            help="Colours and links in text; auto: on a terminal.",
        ),
        click.option("--source", type=click.Choice(SOURCES), help="Ask this collection only."),
        click.option("--lang", type=languages, help="Language of the topics."),
        click.option(
            "-o",
            "--output",
            metavar="FILE",
            type=click.Path(),
            help="Write to FILE; its suffix picks the format.",
        ),
        click.option("--format", type=click.Choice(formats), help="Default: text."),
    ]
