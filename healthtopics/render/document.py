"""The elements of a page. They say what things are, not how they look in a format.

A ``language`` is a code such as ``en``, for screen readers; it is empty if it is as before.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from healthtopics.model import Block


class Title(NamedTuple):
    """What the document is about."""

    text: str
    language: str = ""


class Heading(NamedTuple):
    """The heading of a section (level 1) or of a part of it (level 2).

    ``key`` is the same in every language; it is empty unless the heading is the program's own.
    """

    text: str
    level: int = 1
    language: str = ""
    key: str = ""


class Field(NamedTuple):
    """A named value, such as the other names of a topic."""

    label: str
    value: str
    language: str = ""


class Prose(NamedTuple):
    """Paragraphs and bullet lists."""

    blocks: tuple[Block, ...]


class AdviceGroup(NamedTuple):
    """Conditions for the same people; the heading is empty if nothing is grouped."""

    heading: str
    items: tuple[str, ...]


class AdviceLevel(NamedTuple):
    """When to get help: a level's key and word, what to do, and under which conditions.

    ``lines`` are telephone lines that help.
    """

    key: str
    word: str
    lead: str
    groups: tuple[AdviceGroup, ...]
    lines: tuple[str, ...] = ()


class FirstAid(NamedTuple):
    """What to do now, while help comes."""

    word: str
    blocks: tuple[Block, ...]


class Line(NamedTuple):
    """A name and a text about it, in one line."""

    name: str
    text: str = ""
    language: str = ""


class Bulleted(NamedTuple):
    """A list of lines with bullets, such as symptoms with their notes."""

    lines: tuple[Line, ...]


class Examples(NamedTuple):
    """Commands to paste, each alone on its line and never broken, with what they do below."""

    lines: tuple[Line, ...]


class Names(NamedTuple):
    """Names to go on with, such as related topics."""

    names: tuple[str, ...]


class Contents(NamedTuple):
    """The headings of a long page, so that a reader knows what is further down."""

    label: str
    headings: tuple[str, ...]


class Listing(NamedTuple):
    """Lines to choose from, such as topics with their descriptions.

    If ``by_letter``, a terminal shows each new letter above its lines.
    """

    lines: Iterable[Line]  # may only be iterated once: there may be very many
    by_letter: bool = False


class HitItem(NamedTuple):
    """A topic that was found.

    ``label`` comes before the snippet, which is in pieces, each matched or not; both are empty if
    the title says enough. ``why`` says why it was found, if that was asked for.
    """

    title: str
    description: str
    label: str = ""
    snippet: tuple[tuple[str, bool], ...] = ()
    why: str = ""
    language: str = ""


class Hits(NamedTuple):
    """What was found, the best match first."""

    items: tuple[HitItem, ...]


class LinkItem(NamedTuple):
    """A link; ``number`` is 0 if links are not numbered, ``url`` empty if it is unknown.

    ``also`` names the other categories that it is in. ``language`` is the language of the linked
    page and its title, if it differs from the text around them, and ``remark`` tells the reader so.
    """

    number: int
    title: str
    organizations: tuple[str, ...]
    url: str
    note: str
    also: str = ""
    language: str = ""
    remark: str = ""

    @property
    def shown(self) -> str:
        """The title, with the remark."""
        return f"{self.title} ({self.remark})" if self.remark else self.title


class Links(NamedTuple):
    """A list of links."""

    items: tuple[LinkItem, ...]


class Checklist(NamedTuple):
    """Things to do, each with a box to tick."""

    items: tuple[str, ...]


class WritingLines(NamedTuple):
    """Empty lines to write on with a pen."""

    number: int


class Address(NamedTuple):
    """The address of a page, to be typed; if possible with a QR code for a phone's camera."""

    label: str
    url: str


class Remark(NamedTuple):
    """A sentence about the page itself: where it is from, what it does not replace."""

    text: str


Element = (
    Title
    | Heading
    | Field
    | Prose
    | AdviceLevel
    | FirstAid
    | Bulleted
    | Examples
    | Names
    | Contents
    | Listing
    | Hits
    | Links
    | Checklist
    | WritingLines
    | Address
    | Remark
)


class Side(NamedTuple):
    """What a part of a sheet says in one language; ``language`` is empty if it is for all."""

    language: str
    elements: tuple[Element, ...]


class Part(NamedTuple):
    """A part of a sheet: the same in one or several languages, side by side.

    On paper the first elements of its sides begin in the same row, and so on with the others.
    """

    sides: tuple[Side, ...]
    is_boxed: bool = False


class Sheet(NamedTuple):
    """What is printed on its own paper.

    ``foot`` has lines for the foot of every page; ``pages`` has the text that numbers a page in
    each language, with ``{page}`` and ``{pages}`` in it.
    """

    parts: tuple[Part, ...]
    foot: tuple[str, ...]
    pages: tuple[str, ...]
    is_large: bool = False


Document = Iterable[Element | Sheet]


def _in_language(element: Element, language: str) -> Element:
    if isinstance(element, Title | Heading) and not element.language:
        return element._replace(language=language)
    return element


def flattened(document: Document) -> Iterator[Element]:
    """Yield the elements of a document; in a part of a sheet, one language after another."""
    for element in document:
        if isinstance(element, Sheet):
            for part in element.parts:
                for side in part.sides:
                    yield from side.elements
            yield from map(Remark, element.foot)
        else:
            yield element


def follows_closely(before: Element, element: Element) -> bool:
    """Return whether there is no empty line between an element and the one before it."""
    if isinstance(before, Title):
        return isinstance(element, Field | Remark)
    if isinstance(before, Field | Remark):
        return isinstance(element, Field | Remark)
    return isinstance(before, Heading)
