"""What a page is made of: meanings, not looks. Text and Markdown are drawn from it alike."""

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
    """Conditions that are about the same people; the heading is empty where nothing is grouped."""

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
    """A name and what is to be said of it, in a line."""

    name: str
    text: str = ""


class Bulleted(NamedTuple):
    """A list of lines with bullets, such as symptoms with their notes."""

    lines: tuple[Line, ...]


class Listing(NamedTuple):
    """Lines to choose from, such as topics with their descriptions."""

    lines: tuple[Line, ...]


class HitItem(NamedTuple):
    """A topic that was found: text in pieces with whether they matched, and why it was found."""

    title: str
    snippet: tuple[tuple[str, bool], ...]
    why: str


class Hits(NamedTuple):
    """What was found, a line each, the best first."""

    items: tuple[HitItem, ...]


class LinkItem(NamedTuple):
    """A link; ``number`` is 0 where links are not numbered, ``url`` empty where unknown."""

    number: int
    title: str
    organizations: tuple[str, ...]
    url: str
    note: str


class Links(NamedTuple):
    """A list of links."""

    items: tuple[LinkItem, ...]


class Remark(NamedTuple):
    """A sentence beside the matter: where it is from, what it is not."""

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
