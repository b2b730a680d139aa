"""The guides that `topic help` prints: texts in a simple form, read into documents.

A line that begins with ``# `` or ``## `` is a heading; four spaces before a line make it an
example, alone on its line; ``NAME :: text`` says what a name means. All else is prose.
"""

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from healthtopics import prose
from healthtopics.answers.answer import Answer
from healthtopics.places import guides_folder
from healthtopics.render import document as d

# In the order of the list and of the man page.
GUIDES = (
    "names",
    "recipes",
    "output",
    "json",
    "exit-codes",
    "environment",
    "topic-files",
    "limits",
    "privacy",
    "report",
)
_SUFFIX = ".txt"


class Heading(NamedTuple):
    """The name of a guide, and what it is about."""

    name: str
    title: str


def read(name: str, language: str = "en") -> str:
    """Return the text of a guide, in English if the language has none."""
    for folder in (language, "en"):
        path = os.path.join(guides_folder(), folder, name + _SUFFIX)
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                return file.read()
    raise FileNotFoundError(name)


def headings(language: str = "en") -> list[Heading]:
    """Return the names and titles of the guides."""
    return [Heading(name, read(name, language).splitlines()[0][2:]) for name in GUIDES]


class Guide(Answer):
    """A guide.

    Args:
        text: the guide, in the form described at the top of this module.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    def document(self) -> d.Document:
        """Return the guide as a document."""
        return tuple(
            element for part in self.text.split("\n\n") for element in _elements(part.splitlines())
        )


def _elements(lines: Sequence[str]) -> Iterator[d.Element]:
    """Yield the elements in a block of lines; empty lines separate blocks."""
    lines = [line for line in lines if line]
    if not lines:
        return
    if lines[0].startswith("# "):
        yield d.Title(lines[0][2:])
    elif lines[0].startswith("## "):
        yield d.Heading(lines[0][3:])
    elif lines[0].startswith("    "):
        yield d.Examples(tuple(d.Line(line.strip()) for line in lines))
    elif " :: " in lines[0]:
        yield d.Bulleted(tuple(_meanings(lines)))
    else:
        yield d.Prose(prose.parse("\n".join(lines)))


def _meanings(lines: Sequence[str]) -> Iterator[d.Line]:
    """Yield names and their meanings; an indented line continues the one before."""
    joined: list[str] = []
    for line in lines:
        if line.startswith("  "):
            joined[-1] += f" {line.strip()}"
        else:
            joined.append(line)
    for line in joined:
        name, _, text = line.partition(" :: ")
        yield d.Line(name, text)
