"""Typed values from YAML nodes: every fault is noted, and none is fatal."""

import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from healthtopics.errors import BadFile, Problem
from healthtopics.messages import Message, Told, say, shortened
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

MAX_PROBLEMS = 100  # per file: more are reported once these are fixed


class Fields:
    """Reads values from the nodes of one file and collects what is wrong with them.

    A wrong value is noted and returned as empty, so that reading goes on and an author sees all
    faults at once.

    Args:
        content: the bytes of the file.
        path: its name, for the problems.

    Raises:
        BadFile: the bytes are not YAML that is accepted.
    """

    def __init__(self, content: bytes, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        try:
            self.root = parse(content)
        except YamlProblem as fault:
            self.wrong(fault.line, "", fault.message.said, fault.remedy.said)
            raise BadFile(self.problems) from None

    def wrong(self, line: int, key: str, message: Message, remedy: Message) -> None:
        """Note a problem.

        Raises:
            BadFile: there are so many that an author would not read more.
        """
        self.problems.append(Problem(self.path, line, shortened(key), Told(message), Told(remedy)))
        if len(self.problems) == MAX_PROBLEMS:
            self.finish()

    def finish(self) -> None:
        """Raise BadFile with the problems, by line, if there are any."""
        if self.problems:
            raise BadFile(sorted(self.problems, key=lambda problem: problem.line))

    def mapping(
        self,
        node: Node,
        key: str,
        known: Sequence[str],
        required: Collection[str],
        former: Mapping[str, Message] = MappingProxyType({}),
    ) -> dict[str, Node]:
        """Return a mapping's values by key.

        Args:
            node: what should be a mapping.
            key: where it is in the file.
            known: the keys that it may have.
            required: the keys that it must have.
            former: keys of an earlier form of the file, each with what to write now.
        """
        if not isinstance(node, MappingNode):
            what, remedy = (
                say("not keys with values"),
                say("Write {names}.", names=", ".join(known)),
            )
            if not key:
                what = say("not a topic file")
                remedy = say("Start from one that “topic new TITLE” writes.")
            self.wrong(node.line, key, what, remedy)
            return {}
        for entry in node.entries:
            if entry.key.text not in known:
                self.wrong(
                    entry.key.line,
                    _path(key, entry.key.text),
                    say("an unknown key"),
                    former.get(
                        entry.key.text, say("The keys here are {names}.", names=", ".join(known))
                    ),
                )
        values = {entry.key.text: entry.value for entry in node.entries}
        for name in required:
            if name not in values:
                self.wrong(
                    node.line, _path(key, name), say("missing"), say("Add “{name}: …”.", name=name)
                )
        return values

    def entries(self, node: Node | None, key: str, form: Message) -> tuple[Entry, ...]:
        """Return the keys and values of a mapping with free keys."""
        if node is None:
            return ()
        if isinstance(node, MappingNode):
            return node.entries
        self.wrong(node.line, key, say("not keys with values"), form)
        return ()

    def items(self, node: Node | None, key: str) -> Iterator[tuple[str, Node]]:
        """Yield the items of a list, each with its key (``links[2]``), counted from 1."""
        if node is None:
            return
        if not isinstance(node, SequenceNode):
            self.wrong(node.line, key, say("not a list"), say("Begin each item with “- ”."))
            return
        if not node.items:
            self.wrong(
                node.line, key, say("an empty list"), say("Add an item, or leave the key out.")
            )
        for number, item in enumerate(node.items, 1):
            yield f"{key}[{number}]", item

    def prose(self, node: Node | None, key: str) -> str:
        """Return a text of any number of lines."""
        if node is None:
            return ""
        if not isinstance(node, Scalar):
            kind = say("a list") if isinstance(node, SequenceNode) else say("keys with values")
            remedy = say("Put it in quotes if it has a colon in it, or write it as one text.")
            self.wrong(node.line, key, say("{kind} where a text belongs", kind=kind), remedy)
            return ""
        if not node.text.strip():
            self.wrong(node.line, key, say("empty"), say("Write it, or leave the key out."))
        return unicodedata.normalize("NFC", bounded_marks(node.text))

    def text(self, node: Node | None, key: str) -> str:
        """Return a text with its white space squeezed."""
        return squeeze(self.prose(node, key))

    def texts(self, node: Node | None, key: str) -> tuple[str, ...]:
        """Return a list of texts without duplicates."""
        texts: dict[str, str] = {}
        for item_key, item in self.items(node, key):
            text = self.text(item, item_key)
            if fold(text) in texts:
                self.wrong(
                    item.line,
                    item_key,
                    say("“{name}” is a duplicate", name=text),
                    say("Keep one of them."),
                )
            elif text:
                texts[fold(text)] = text
        return tuple(texts.values())

    def choice(self, node: Node, key: str, text: str, choices: Collection[str]) -> str:
        """Return the text if it is one of the choices."""
        if text and text not in choices:
            self.wrong(
                node.line, key, say("“{text}” is unknown", text=text), _nearest(text, choices)
            )
            return ""
        return text

    def address(self, node: Node | None, key: str) -> str:
        """Return a web address."""
        text = self.text(node, key)
        if node is not None and text and not is_web_address(text):
            remedy = say("Write https://, the host and the path, in ASCII.")
            self.wrong(node.line, key, say("“{text}” is not a web address", text=text), remedy)
            return ""
        return text

    def date(self, node: Node | None, key: str, *others: str) -> str:
        """Return an ISO 8601 date, or one of the other texts allowed."""
        text = self.text(node, key)
        try:
            if not text or text in others or date.fromisoformat(text).isoformat() == text:
                return text
        except ValueError:
            pass
        if node is not None:
            self.wrong(
                node.line, key, say("“{text}” is not a date", text=text), say("Write 2026-11-22.")
            )
        return ""


def _path(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def _nearest(text: str, choices: Collection[str]) -> Message:
    if len(choices) <= 8:
        return say("Use one of: {names}.", names=", ".join(choices))
    import difflib

    near = [choice for choice in choices if fold(text) in fold(choice)][:3]
    near = near or difflib.get_close_matches(text, choices, n=3, cutoff=0.5)
    if not near:
        return say("Use one of those listed by “topic groups” or “topic categories”.")
    return say(
        "Use one of those listed by “topic groups” or “topic categories”, such as {names}.",
        names=", ".join(f"“{name}”" for name in near),
    )
