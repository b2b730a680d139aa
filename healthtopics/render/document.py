"""The elements of a page. They say what things are, not how they look in a format."""

from typing import NamedTuple

from healthtopics.model import Block


class Title(NamedTuple):
    """What the document is about."""

    text: str


class Heading(NamedTuple):
    """The heading of a section (level 1) or of a part of it (level 2)."""

    text: str
    level: int = 1


class Field(NamedTuple):
    """A named value, such as the other names of a topic."""

    label: str
    value: str


class Prose(NamedTuple):
    """Paragraphs and bullet lists."""

    blocks: tuple[Block, ...]


class AdviceGroup(NamedTuple):
    """Conditions for the same people; the heading is empty if nothing is grouped."""

    heading: str
    items: tuple[str, ...]


class AdviceLevel(NamedTuple):
    """When to get help: a level's key and word, what to do, and the conditions to do it under.

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


class Bulleted(NamedTuple):
    """A list of lines with bullets, such as symptoms with their notes."""

    lines: tuple[Line, ...]


class Listing(NamedTuple):
    """Lines to choose from, such as topics with their descriptions."""

    lines: tuple[Line, ...]


class HitItem(NamedTuple):
    """A topic that was found: a snippet in pieces, each matched or not, and why it was found."""

    title: str
    snippet: tuple[tuple[str, bool], ...]
    why: str


class Hits(NamedTuple):
    """What was found, one line each, the best match first."""

    items: tuple[HitItem, ...]


class LinkItem(NamedTuple):
    """A link; ``number`` is 0 if links are not numbered, ``url`` empty if it is unknown."""

    number: int
    title: str
    organizations: tuple[str, ...]
    url: str
    note: str


class Links(NamedTuple):
    """A list of links."""

    items: tuple[LinkItem, ...]


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
    | Listing
    | Hits
    | Links
    | Remark
)
Document = tuple[Element, ...]
