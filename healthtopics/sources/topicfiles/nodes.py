"""YAML as plain nodes with line numbers, read from events without constructing objects.

Every scalar stays text (``no`` is "no", ``12:30`` is "12:30"). What a topic file does not need is
refused as the events come in, before anything is built from it: directives (except a version),
anchors, aliases, tags, merge keys, duplicate keys, a second document, and nesting deep enough to
break a parser.
"""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import yaml

from healthtopics.errors import BadFile, Problem
from healthtopics.messages import Message, Told, known, say
from healthtopics.text import has_invisible

MAX_BYTES = 1 << 20
MAX_DEPTH = 20

_DIRECTIVE = re.compile(r"(?:(?:%YAML 1\.[12])? *(?:#.*)?\n)*+%")  # except versions
_BRACKETS = tuple(",?[]{}")
_BLOCKS = ("|", ">")
_BLOCK_AND_COMMENT = re.compile(r"[|>][-+0-9]*#")

Loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Scalar(NamedTuple):
    """A text and the line, counted from 1, on which it begins."""

    text: str
    line: int


class Sequence(NamedTuple):
    """A list and the line on which it begins."""

    items: tuple["Node", ...]
    line: int


class Entry(NamedTuple):
    """A key of a mapping, and its value."""

    key: Scalar
    value: "Node"


class Mapping(NamedTuple):
    """Keys and values in the order of the file, without duplicate keys."""

    entries: tuple[Entry, ...]
    line: int


Node = Scalar | Sequence | Mapping


class YamlProblem(ValueError):
    """YAML that is refused: the line, what is wrong there, and what to do."""

    def __init__(self, line: int, message: Message, remedy: Message) -> None:
        super().__init__(Told(message))
        self.line = line
        self.message = Told(message)
        self.remedy = Told(remedy)


def read_bytes(path: str) -> bytes:
    """Return the bytes of a regular file of at most 1 MiB.

    Raises:
        BadFile: it is something else (a folder, a pipe, a device), or larger.
        OSError: it cannot be opened or read.
    """
    # O_NONBLOCK: opening a pipe that nobody writes to would wait forever.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with open(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise _refused(path, say("not a regular file"), say("Name a text file in YAML."))
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise _refused(path, say("larger than 1 MiB"), say("Split it: a file holds one topic."))
    return content


def _refused(path: str, message: Message, remedy: Message) -> BadFile:
    return BadFile([Problem(path, 1, "", Told(message), Told(remedy))])


def parse(content: bytes) -> Node:
    """Return the one document that YAML bytes hold.

    Raises:
        YamlProblem: the bytes are not UTF-8, not YAML, or YAML with more than topic files need.
    """
    text = _decode(content)
    events = _events(text)
    try:
        next(events)  # the start of the stream
        event = next(events)
        if isinstance(event, yaml.StreamEndEvent):
            raise YamlProblem(
                1, say("the file is empty"), say("Write a topic, beginning with its title.")
            )
        node = _node(next(events), events, 1)
        next(events)  # the end of the document
        event = next(events)
    except yaml.MarkedYAMLError as error:
        raise _syntax_problem(error) from None
    except yaml.reader.ReaderError as error:
        # One parser gives the place in bytes, the other in characters, so look it up.
        line = text.partition(chr(error.character))[0].count("\n") + 1
        raise YamlProblem(
            line, say("a character that YAML does not allow"), say("Remove it.")
        ) from None
    if not isinstance(event, yaml.StreamEndEvent):
        raise YamlProblem(
            _line(event), say("a second document"), say("Keep one topic a file: drop the “---”.")
        )
    return node


def _decode(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise YamlProblem(line, say("not UTF-8 text"), say("Save the file as UTF-8.")) from None
    text = text.replace("\r\n", "\n")
    for number, content_line in enumerate(text.split("\n"), 1):
        if "\t" in content_line:
            raise YamlProblem(number, say("a tab character"), say("Use spaces."))
        if _has_unseen(content_line):
            raise YamlProblem(number, say("an invisible character"), say("Remove it."))
    return text


def _has_unseen(text: str) -> bool:
    """Return whether a text has a control or formatting character or half a surrogate pair."""
    return has_invisible(text) or (
        not text.isprintable()
        and any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in text)
    )


def _events(text: str) -> Iterator[yaml.Event]:
    """Yield the events of YAML, refusing what PyYAML's own parser accepts and libyaml does not."""
    directive = _DIRECTIVE.match(text)
    if directive:
        line = directive[0].count("\n") + 1
        raise YamlProblem(line, say("a directive (%)"), say("Leave it out."))
    line, brackets = 1, 0  # how many are open
    try:
        for event in yaml.parse(text, Loader=Loader):
            line = _line(event)
            if isinstance(event, yaml.ScalarEvent):
                _check_scalar(event, text, in_brackets=brackets > 0)
            elif isinstance(event, yaml.CollectionStartEvent):
                brackets += bool(brackets or event.flow_style)
            elif isinstance(event, yaml.CollectionEndEvent) and brackets:
                brackets -= 1
            yield event
    except YamlProblem:
        raise
    except (ValueError, OverflowError):  # raised by the pure Python loader for "\\UFFFFFFFF"
        raise YamlProblem(line, say("an escape that is no character"), say("Remove it.")) from None


def _check_scalar(event: yaml.ScalarEvent, text: str, *, in_brackets: bool) -> None:
    """Refuse what only one of the two parsers accepts.

    That is a colon right after a plain text and before a bracket, a question mark in a plain text
    within brackets, and a comment right after the mark of a block of text.
    """
    if in_brackets and not event.style and "?" in event.value:
        raise YamlProblem(_line(event), say("found unexpected '?'"), say("Put the text in quotes."))
    if not event.start_mark or not event.end_mark:
        return
    start, end = event.start_mark.index, event.end_mark.index
    if not event.style and text[end : end + 1] == ":" and text[end + 1 : end + 2] in _BRACKETS:
        raise YamlProblem(_line(event), say("found unexpected ':'"), say("Put a space after it."))
    if event.style in _BLOCKS and _BLOCK_AND_COMMENT.match(text, start):
        raise YamlProblem(_line(event), say("found unexpected '#'"), say("Put a space before it."))


def _syntax_problem(error: yaml.MarkedYAMLError) -> YamlProblem:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    problem = error.problem or "not YAML"
    if "nesting" in problem:  # libyaml 0.2.6 and newer has its own limit: 1,000 levels
        return _too_deep(line)
    if "mapping values are not allowed" in problem:
        return YamlProblem(
            line, say("a “:” in this text needs quotes"), say("Put the text in quotes.")
        )
    remedy = say("Check the indentation, the quotes and the brackets here and just above.")
    return YamlProblem(line, known(problem), remedy)


def _too_deep(line: int) -> YamlProblem:
    return YamlProblem(
        line, say("more than {number} levels deep", number=MAX_DEPTH), say("Use fewer levels.")
    )


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _node(event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
    """Return the node that begins with an event."""
    line = _line(event)
    if isinstance(event, yaml.AliasEvent):
        raise YamlProblem(
            line, say("an alias (*{anchor})", anchor=event.anchor), say("Write the text out.")
        )
    anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
    if anchor is not None:
        raise YamlProblem(line, say("an anchor (&{anchor})", anchor=anchor), say("Leave it out."))
    if tag is not None:
        raise YamlProblem(
            line, say("a tag ({tag})", tag=tag), say("Leave it out: everything is text.")
        )
    if isinstance(event, yaml.ScalarEvent):
        if _has_unseen(event.value.replace("\n", "")):
            raise YamlProblem(line, say("an escape for an invisible character"), say("Remove it."))
        return Scalar(event.value, line)
    if depth > MAX_DEPTH:
        raise _too_deep(line)
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(_node(event, events, depth + 1))
        return Sequence(tuple(items), line)
    return _mapping(events, line, depth)


def _mapping(events: Iterator[yaml.Event], line: int, depth: int) -> Mapping:
    """Return the mapping whose first event was read; refuse duplicate keys."""
    entries: dict[str, Entry] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _node(event, events, depth + 1)
        if not isinstance(key, Scalar):
            raise YamlProblem(
                key.line, say("a key that is not a text"), say("Name the key in one word.")
            )
        if key.text == "<<":
            raise YamlProblem(key.line, say("a merge key (<<)"), say("Write the keys out."))
        if key.text in entries:
            first = entries[key.text].key.line
            raise YamlProblem(
                key.line,
                say("“{text}” is a duplicate (first on line {first})", text=key.text, first=first),
                say("Keep one of them."),
            )
        entries[key.text] = Entry(key, _node(next(events), events, depth + 1))
    return Mapping(tuple(entries.values()), line)
