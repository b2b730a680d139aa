"""A call of a command: what it asks the catalog, and how its answer is printed."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import reduce
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from healthtopics import places
from healthtopics.answers import misses
from healthtopics.answers.advice import NOWHERE, Region
from healthtopics.answers.answer import Answer
from healthtopics.answers.labels import labels
from healthtopics.catalog.content import STRANGE, BrokenOff, Damaged
from healthtopics.catalog.lookup import Found, look_up
from healthtopics.catalog.misses import Missing, candidates
from healthtopics.catalog.opening import ask, is_unchanged
from healthtopics.catalog.store import Catalog, Scope
from healthtopics.errors import NothingFound, UsageError
from healthtopics.files import is_own
from healthtopics.messages import Message, say
from healthtopics.model import DAMAGED, LANGUAGE_NAMES, REFUSED, BadTopicFile, Miss, TopicLine
from healthtopics.render.plain import plain_text
from healthtopics.render.tables import csv_text, json_text, tsv_text
from healthtopics.terminal import Begun, Terminal
from healthtopics.text import slug

if TYPE_CHECKING:
    from healthtopics.sources.medlineplus.exports import Unplaced
    from healthtopics.sources.medlineplus.topics import Overview

T = TypeVar("T")

COMMON_FORMATS = ("text", "markdown", "html", "json")
BESIDE = 120  # the least columns to show two languages side by side
SUFFIXES = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".csv": "csv",
    ".tsv": "tsv",
    ".urls": "urls",
    ".ris": "ris",
    ".bib": "bibtex",
}
PAPER = (".pdf", ".doc", ".docx", ".odt", ".rtf")  # not supported; who asks for one wants a handout


def or_none(rows: Iterator[T]) -> Iterator[T] | None:
    """Return rows after reading the first; None if there are none."""
    first = next(rows, None)
    return None if first is None else chain([first], rows)


def text_of(
    answer: Answer, format: str, language: str = "en", title: str = "topic"
) -> Iterable[str]:
    """Return the pieces of an answer in a format other than "text", which needs a style.

    Args:
        answer: what to print.
        format: as ``--format`` names it.
        language: the language of a page that does not name its own.
        title: the title of a page that has none.
    """
    if format == "html":
        from healthtopics.render.html_page import html_page

        return [html_page(answer.document(), language, title)]
    if format == "markdown":
        from healthtopics.render.markdown import markdown_text

        return markdown_text(answer.document())
    if format == "json":
        return json_text(answer.data())
    if format == "csv":
        return csv_text(answer.table())
    if format == "tsv":
        return tsv_text(answer.table())
    if format in ("yaml", "urls"):
        return [answer.yaml()] if format == "yaml" else answer.urls()
    return [answer.record()]


class Request:
    """A call of a command: its common options, and what they lead to.

    Args:
        terminal: where the answer goes.
        format: as ``--format`` names it; None to go by the name of the output file.
        output: the file that ``-o`` names; None for standard output.
        lang: the language that was asked for, if any; several are separated by commas.
        source: the collection that was asked for, if any.
        country: the code of the country whose numbers to print, if any was asked for.
        color: ``auto``, ``always`` or ``never``.
        width: the columns, if given.
        linear: the answer is to be heard: one thing after another.
        no_pager: never use a pager.
        formats: the formats that the command can write.
        command: the name of the command, for suggestions to paste.
    """

    def __init__(
        self,
        terminal: Terminal,
        *,
        format: str | None = None,
        output: str | None = None,
        lang: str | None = None,
        source: str | None = None,
        country: str | None = None,
        color: str = "auto",
        width: int | None = None,
        linear: bool = False,
        no_pager: bool = False,
        formats: tuple[str, ...] = COMMON_FORMATS,
        command: str = "show",
    ) -> None:
        self.terminal = terminal
        self.output = None if output == "-" else output
        self._country = country
        self.color = color
        self.width = width
        self.pager = not no_pager
        chosen = lang.split(",") if lang else [places.language_of(terminal.environ)]
        self.scopes = tuple(Scope(language, bool(lang), source or "") for language in chosen)
        self.scope = self.scopes[0]
        self.asked_format = format
        self.format = format or self._format_of_file(formats)
        self._command = command
        self._has_reported = False
        self._not_own: set[str] = set()
        self._meant: dict[str, str] = {}
        if lang:
            terminal.language = chosen[0]
        if linear:
            terminal.linear = True

    def _format_of_file(self, formats: tuple[str, ...]) -> str:
        """Return the format that the suffix of the output file names.

        Raises:
            UsageError: the command does not write that format, or no command does.
        """
        _, suffix = os.path.splitext(self.output or "")
        format = SUFFIXES.get(suffix.lower(), "") if suffix.strip(".") else formats[0]
        if not format:
            known = " ".join(known for known, named in SUFFIXES.items() if named in formats)
            raise UsageError(
                say("{path}: there is no format “{suffix}”", path=self.output, suffix=suffix),
                say(
                    "Use one of {suffixes}; --format chooses one for any file name.", suffixes=known
                ),
                *(
                    [say("For paper: topic handout NAME -o FILE.html")]
                    if suffix.lower() in PAPER
                    else []
                ),
            )
        if format not in formats:
            raise UsageError(
                say(
                    "{path}: this command does not write {format}",
                    path=self.output,
                    format=format,
                ),
                say(
                    "It writes {formats}; --format chooses one for any file name.",
                    formats=", ".join(formats),
                ),
            )
        return format

    # Asking

    def _collections(self) -> tuple[places.Collection, ...]:
        """Return the collections, without those that another user may have put in their folder."""
        environ = self.terminal.environ
        found = places.collections(environ)
        own = places.data_folder(environ)
        if not own:
            return found
        personal, imported, *others = found
        is_theirs = any(map(self._is_of_others, (own, places.export_folder(environ))))
        if is_theirs:
            imported = imported._replace(export="")
        topics = os.path.join(own, "topics")
        if topics in personal.roots and (is_theirs or self._is_of_others(topics)):
            personal = personal._replace(roots=())
        return (personal, imported, *others)

    def _cache(self) -> str:
        """Return the folder for catalogs; empty if another user may have put files there."""
        folder = places.cache_folder(self.terminal.environ)
        return "" if folder and self._is_of_others(folder) else folder

    def _is_of_others(self, folder: str) -> bool:
        """Return whether other users may have written to a folder; if so, say it once."""
        if is_own(folder) or not os.path.isdir(folder):
            return False
        if folder not in self._not_own:
            self._not_own.add(folder)
            self.terminal.note(
                say(
                    "not using {folder}: it belongs to another user, or others may write there",
                    folder=folder,
                )
            )
        return True

    @contextmanager
    def trial(
        self, new: "Unplaced"
    ) -> Iterator[tuple["Overview", Callable[[os.stat_result], object]]]:
        """Build the catalog with a new export; see ``try_out`` of ``exports.keep``."""
        from healthtopics.catalog.trial import try_out

        cache = self._cache()
        with (
            self.terminal.progress(say("Reading topics")) as progress,
            try_out(new, self._collections(), cache, progress) as tried,
        ):
            yield tried

    def ask(
        self,
        question: Callable[[Catalog], T],
        *,
        every_file: bool = True,
        then: Callable[[T], None] = lambda answer: None,
    ) -> T:
        """Return the answer to a question about many topics.

        Args:
            question: gets the open catalog and returns the answer.
            every_file: whether a file that was changed in place must be noticed.
            then: called with the answer while the catalog is open.
        """

        def put(catalog: Catalog) -> T:
            bad = catalog.bad_files()
            try:
                answer = question(catalog)
            except NothingFound:  # it may be in a file that was left out
                self._report(bad)
                raise
            if answer:  # otherwise another question follows
                self._report(bad if isinstance(answer, Miss) else self._not_personal(bad))
            then(answer)
            return answer

        cache = self._cache()
        with self.terminal.progress(say("Reading topics")) as progress:
            return ask(put, self._collections(), cache, progress, every_file=every_file)

    def ask_about(
        self,
        name: str,
        question: Callable[[Catalog, Found], T],
        scope: Scope | None = None,
        before_miss: Callable[[Catalog, Scope], TopicLine | None] = lambda catalog, scope: None,
    ) -> T:
        """Return the answer to a question about the topic with a name.

        All files are checked for changes only if that topic's file or one of the user's own
        changed, or if the name is not found. At a terminal the user can choose what was meant.

        Args:
            name: the name as typed.
            question: gets the open catalog and the topic, and returns the answer.
            scope: the scope to search, if not the request's.
            before_miss: called before a miss is reported; may return the topic that is meant.

        Raises:
            NothingFound: no topic has the name, or several have it, and none was chosen.
        """
        asked_of = scope or self.scope
        own = self._collections()[0].roots

        def answer(catalog: Catalog) -> T:
            found = look_up(catalog, name, asked_of)
            self._report([bad for bad in catalog.bad_files() if _is_of(bad, found.line)])
            if found.note:
                values = {**found.note.values, "command": self._command}
                self.terminal.note(found.note._replace(values=values))
            return question(catalog, found._replace(source=asked_of.collection))

        def answer_if_unchanged(catalog: Catalog) -> T | None:
            try:
                found = look_up(catalog, name, asked_of)
            except (Missing, NothingFound):
                return None
            unchanged = is_unchanged(catalog, catalog.path(found.line), own)
            return answer(catalog) if unchanged else None

        def answer_or_miss(catalog: Catalog) -> T | Miss:
            try:
                return answer(catalog)
            except Missing as missing:
                if line := before_miss(catalog, asked_of):
                    return question(catalog, Found(line, source=asked_of.collection))
                return candidates(catalog, missing, asked_of)

        found = self.ask(answer_if_unchanged, every_file=False)
        if found is not None:
            return found
        result = self.ask(answer_or_miss)
        if not isinstance(result, Miss):
            return result
        chosen = self._choose(result)
        if chosen is None:
            raise misses.nothing_found(result, self._command, self.can_update())
        meant = Found(chosen, source=asked_of.collection)
        return self.ask(lambda catalog: question(catalog, meant), every_file=False)

    def answer_about(
        self,
        name: str,
        question: Callable[[Catalog, Found], Answer],
        before_miss: Callable[[Catalog, Scope], TopicLine | None] = lambda catalog, scope: None,
    ) -> None:
        """Answer a question about the topic with a name, in each language asked for.

        Args:
            name: the name as typed.
            question: gets the open catalog and the topic, and returns the answer.
            before_miss: called before a miss is reported; may return the topic that is meant.

        Raises:
            NothingFound: the topic does not exist in one of the languages.
        """
        first, *others = [
            self.ask_about(self._meant.get(name, name), question, scope, before_miss)
            for scope in self.scopes
        ]
        if others:
            from healthtopics.answers.languages import InLanguages

            self.answer(InLanguages([first, *others]))
        else:
            self.answer(first)

    def miss(self, name: str) -> NothingFound:
        """Return the error for a name that no topic has."""
        found = self.ask(lambda catalog: candidates(catalog, Missing(name), self.scope))
        return misses.nothing_found(found, self._command, self.can_update())

    def knows(self, name: str) -> bool:
        """Return whether one or more topics have a name."""
        return self.ask(lambda catalog: bool(catalog.named(name)), every_file=False)

    def _choose(self, miss: Miss) -> TopicLine | None:
        """Let a user at a terminal choose what was meant, once per name; return None if nothing."""
        if miss.kind not in ("several", "near") or not self.terminal.is_conversation():
            return None
        chosen = self._chosen(miss)
        if chosen:
            self._meant[miss.name] = chosen.title
        return chosen

    def _chosen(self, miss: Miss) -> TopicLine | None:
        """Ask at the terminal which topic was meant; return None if it is none of those."""
        if len(miss.lines) == 1:
            question = say(
                "“{name}”? Show “{title}”? [Y/n]", name=miss.name, title=miss.lines[0].title
            )
            answer = self.terminal.ask(question)
            is_yes = answer is not None and answer.lower() in ("", "y", "yes", "s", "si", "sí")
            return miss.lines[0] if is_yes else None
        self.terminal.error(misses.heading(miss), *misses.choices(miss, numbered=True))
        answer = (
            self.terminal.ask(say("Which one? [1–{last}, Enter for none]", last=len(miss.lines)))
            or ""
        )
        is_number = answer.isascii() and answer.isdigit() and len(answer) < 3
        place = int(answer) if is_number else 0
        return miss.lines[place - 1] if 0 < place <= len(miss.lines) else None

    def can_update(self) -> bool:
        """Return whether MedlinePlus has not been imported yet."""
        return not any(
            os.path.lexists(collection.export)
            for collection in self._collections()
            if collection.export
        )

    def region(self, catalog: Catalog) -> Region:
        """Return the reader's country: the one asked for, else the locale's.

        Raises:
            UsageError: the country that was asked for is unknown.
        """
        environ = self.terminal.environ
        said = self._country or environ.get("HEALTHTOPICS_COUNTRY", "")
        code = said.upper() if said else places.territory_of(environ)
        country = catalog.country("GB" if code == "UK" else code)
        if said and not country:
            codes = ", ".join(catalog.country_codes())
            raise UsageError(
                say("no emergency numbers are known for the country “{code}”", code=said),
                say("Use a two-letter code, one of: {codes}.", codes=codes),
            )
        if country:
            return Region(country, is_guessed=not said and bool(country.code))
        unknown = catalog.country("")
        return Region(unknown) if unknown else NOWHERE

    def _not_personal(self, bad: list[BadTopicFile]) -> list[BadTopicFile]:
        """Return the files without the user's own, whose problems are reported where they matter.

        That is in `topic status`, in `topic check`, and when their topic is asked for.
        """
        (personal, *_) = self._collections()
        return [file for file in bad if not file.path.startswith(personal.roots)]

    def _report(self, bad: list[BadTopicFile]) -> None:
        """Say once, in one line, what is left out of the collections."""
        if self._has_reported or not bad:
            return
        self._has_reported = True
        notes = []
        lines = {file.line for file in bad}
        if DAMAGED in lines:
            notes.append(
                say("skipped the imported MedlinePlus export, which is damaged; import it again")
            )
        if REFUSED in lines:
            notes.append(say("skipped the imported MedlinePlus export, which could not be read"))
        bad = [file for file in bad if file.line > 0]
        if bad:
            notes.append(_skipped(len(bad), f"{bad[0].path}:{bad[0].line}"))
        self.terminal.note(
            reduce(lambda one, other: say("{one}; {other}", one=one, other=other), notes)
        )

    # Answering

    def is_seen(self) -> bool:
        """Return whether the answer is text that somebody reads on a terminal."""
        return self.format == "text" and self.output is None and self.terminal.is_terminal()

    def warn(self, catalog: Catalog, danger: TopicLine) -> None:
        """Say whom to call if a question tells of something happening now.

        Args:
            catalog: has the number.
            danger: the topic that says what to do.
        """
        language = danger.language
        emergency = self.region(catalog).emergency(language)
        topic = danger.slug.replace("-", " ")
        self.terminal.note(labels(language).happening_now.format(emergency=emergency, topic=topic))

    def tell_language(self, language: str) -> None:
        """Say that what was found is not in the reader's language, and how to search in that."""
        own = self.scope.language
        self.terminal.note(
            say(
                "these pages are in {language}; --lang {code} searches those in {own}",
                language=say(LANGUAGE_NAMES[language]),
                own=say(LANGUAGE_NAMES[own]),
                code=own,
            )
        )

    def _columns(self) -> int:
        """Return the columns that the user wants, or the terminal has; 0 if not on a terminal."""
        if not self.is_seen():
            return 0
        return self.terminal.columns() if self.width is None else self.width

    def answer_about_many(self, question: Callable[[Catalog], Answer]) -> None:
        """Print the answer to a question about many topics, as its rows come from the catalog.

        Args:
            question: gets the open catalog and returns the answer.

        Raises:
            LocalError: the catalog turned out to be damaged after some rows were printed.
        """
        self.ask(question, then=self.answer)

    def answer(self, answer: Answer) -> None:
        """Print an answer, or save it, in the format and style that were asked for."""
        style = self.terminal.style(self.color, self.width, self.output is not None)
        newline = "\r\n" if self.format == "csv" else "\n"
        painted = self.format == "text" and style.color
        if painted:
            pieces: Iterable[str] = [self._painted(answer, style.width)]
        elif self.format == "text" and style.linear:
            from healthtopics.render.linear import linear_text

            pieces = [linear_text(answer.document(), style.width, self.scope.language)]
        elif self.format == "text":
            pieces = plain_text(answer.document(), style.width)
        else:
            pieces = text_of(answer, self.format, self.scope.language, f"topic {self._command}")
        if self.output is not None:
            self.terminal.save(self.output, pieces, painted=painted, newline=newline)
            if self.terminal.is_terminal():
                self.terminal.note(
                    say("wrote {path} ({format})", path=self.output, format=self.format)
                )
        elif painted or self.is_seen():
            self.terminal.page("".join(pieces), painted=painted, pager=self.pager)
        else:
            self._stream(pieces, newline)

    def _painted(self, answer: Answer, width: int) -> str:
        """Return an answer in color, with two languages side by side if there is room."""
        documents = answer.documents() if self._columns() >= BESIDE else ()
        if len(documents) == 2:
            from healthtopics.render.side_by_side import side_by_side

            return self.terminal.paint(side_by_side(*documents, self._columns()))
        from healthtopics.render.rich_page import rich_page

        return self.terminal.paint(rich_page(answer.document(), width))

    def _stream(self, pieces: Iterable[str], newline: str) -> None:
        """Print the pieces of an answer as they come."""
        try:
            self.terminal.stream(pieces, newline)
        except Begun as begun:
            cause = begun.__cause__
            if isinstance(cause, Damaged):
                raise BrokenOff(str(cause)) from None
            if isinstance(cause, STRANGE):  # what was printed cannot be printed again
                raise
            raise (cause or begun) from None


def _skipped(number: int, first: str) -> Message:
    if number == 1:
        return say("skipped 1 topic file with errors, at {first} (see: topic check)", first=first)
    return say(
        "skipped {number} topic files with errors, the first at {first} (see: topic check)",
        number=number,
        first=first,
    )


def _is_of(bad: BadTopicFile, line: TopicLine) -> bool:
    """Return whether a topic file is named like a topic, so that it may be meant to replace it."""
    name = os.path.basename(bad.path).rpartition(".")[0]
    return slug(name) == line.slug
