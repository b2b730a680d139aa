"""Typed values out of YAML nodes, every fault noted and none of them fatal."""

import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from healthtopics.errors import BadFile, Problem
from healthtopics.model import is_web_address
from healthtopics.sources.topicfiles.nodes import (
    Entry,
    Node,
    Scalar,
    YamlProblem,
    parse,
)
from healthtopics.sources.topicfiles.nodes import Mapping as MappingNode
from healthtopics.sources.topicfiles.nodes import Sequence as SequenceNode
from healthtopics.text import bounded_marks, fold, squeeze

MAX_PROBLEMS = 100  # of one file: more are told when these are mended
MAX_LENGTH = 300  # of what is told of a key or a value


class Fields:
    """Takes values out of the nodes of one file and gathers what is wrong with them.

    A value that is not what it should be is noted and comes back empty, so that reading goes on
    and an author sees all faults at once.

    Args:
        content: the bytes of the file.
        path: its name, for the problems.

    Raises:
        BadFile: the bytes are not YAML that is taken at all.
    """

    def __init__(self, content: bytes, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        try:
            self.root = parse(content)
        except YamlProblem as fault:
            self.wrong(fault.line, "", fault.message, fault.remedy)
            raise BadFile(self.problems) from None

    def wrong(self, line: int, key: str, message: str, remedy: str) -> None:
        """Note a problem.

        Raises:
            BadFile: there are so many that an author would not read more.
        """
        told = (_shortened(text) for text in (key, message, remedy))
        self.problems.append(Problem(self.path, line, *told))
        if len(self.problems) == MAX_PROBLEMS:
            self.finish()

    def finish(self) -> None:
        """Raise BadFile, problems by line, if there were any."""
        if self.problems:
            raise BadFile(sorted(self.problems, key=lambda problem: problem.line))

    def mapping(
        self,
        node: Node,
        key: str,
        known: Sequence[str],
        required: Collection[str],
        former: Mapping[str, str] = MappingProxyType({}),
    ) -> dict[str, Node]:
        """Return a mapping's values by key.

        Args:
            node: what should be a mapping.
            key: where it is in the file.
            known: the keys that it may have.
            required: those that it must have.
            former: keys of an earlier form of the file, each with what to write now.
        """
        if not isinstance(node, MappingNode):
            self.wrong(node.line, key, "not keys with values", f"Write {', '.join(known)}.")
            return {}
        for entry in node.entries:
            if entry.key.text not in known:
                self.wrong(
                    entry.key.line,
                    _path(key, entry.key.text),
                    "an unknown key",
                    former.get(entry.key.text, f"The keys here are {', '.join(known)}."),
                )
        values = {entry.key.text: entry.value for entry in node.entries}
        for name in required:
            if name not in values:
                self.wrong(node.line, _path(key, name), "missing", f"Add “{name}: …”.")
        return values

    def entries(self, node: Node | None, key: str, form: str) -> tuple[Entry, ...]:
        """Return the keys and values of a mapping with free keys."""
        if node is None:
            return ()
        if isinstance(node, MappingNode):
            return node.entries
        self.wrong(node.line, key, "not keys with values", f"Write {form}.")
        return ()

    def items(self, node: Node | None, key: str) -> Iterator[tuple[str, Node]]:
        """Yield the items of a list, each with its key (``links[2]``), counted from 1."""
        if node is None:
            return
        if not isinstance(node, SequenceNode):
            self.wrong(node.line, key, "not a list", "Begin each item with “- ”.")
            return
        if not node.items:
            self.wrong(node.line, key, "an empty list", "Add an item, or leave the key out.")
        for number, item in enumerate(node.items, 1):
            yield f"{key}[{number}]", item

    def prose(self, node: Node | None, key: str) -> str:
        """Return a text of any number of lines."""
        if node is None:
            return ""
        if not isinstance(node, Scalar):
            kind = "a list" if isinstance(node, SequenceNode) else "keys with values"
            remedy = "Put it into quotes if it has a colon in it, or write it as one text."
            self.wrong(node.line, key, f"{kind} where a text belongs", remedy)
            return ""
        if not node.text.strip():
            self.wrong(node.line, key, "empty", "Write it, or leave the key out.")
        return unicodedata.normalize("NFC", bounded_marks(node.text))

    def text(self, node: Node | None, key: str) -> str:
        """Return a text, its white space squeezed."""
        return squeeze(self.prose(node, key))

    def texts(self, node: Node | None, key: str) -> tuple[str, ...]:
        """Return a list of texts, none of them twice."""
        texts: dict[str, str] = {}
        for item_key, item in self.items(node, key):
            text = self.text(item, item_key)
            if fold(text) in texts:
                self.wrong(item.line, item_key, f"“{text}” is a duplicate", "Keep one of them.")
            elif text:
                texts[fold(text)] = text
        return tuple(texts.values())

    def choice(self, node: Node, key: str, text: str, choices: Collection[str]) -> str:
        """Return the text if it is one of the choices."""
        if text and text not in choices:
            self.wrong(node.line, key, f"“{text}” is unknown", f"Take {_nearest(text, choices)}.")
            return ""
        return text

    def address(self, node: Node | None, key: str) -> str:
        """Return a web address."""
        text = self.text(node, key)
        if node is not None and text and not is_web_address(text):
            remedy = "Write https://, the host and the path, in ASCII."
            self.wrong(node.line, key, f"“{text}” is not a web address", remedy)
            return ""
        return text

    def date(self, node: Node | None, key: str, *others: str) -> str:
        """Return a date as in ISO 8601, or one of some other texts."""
        text = self.text(node, key)
        try:
            if not text or text in others or date.fromisoformat(text).isoformat() == text:
                return text
        except ValueError:
            pass
        if node is not None:
            self.wrong(node.line, key, f"“{text}” is not a date", "Write 2026-11-22.")
        return ""


def _shortened(text: str) -> str:
    return text if len(text) <= MAX_LENGTH else f"{text[:MAX_LENGTH]}…"


def _path(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def _nearest(text: str, choices: Collection[str]) -> str:
    if len(choices) <= 8:
        return "one of: " + ", ".join(choices)
    import difflib

    near = [choice for choice in choices if fold(text) in fold(choice)][:3]
    near = near or difflib.get_close_matches(text, choices, n=3, cutoff=0.5)
    return "one of those listed by “topic groups” or “topic categories”" + (
        f", such as {' or '.join(f'“{name}”' for name in near)}" if near else ""
    )
