"""Documents as text to be heard or felt: for screen readers, speech and braille displays.

One thing follows another. Nothing is drawn (no bars, lines or bullets) and nothing is side by side.
Every line says what it is and ends like a sentence: a voice has no other way to announce a heading,
and pauses only at the end of a sentence. An address has its own line, so that it can be skipped.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from healthtopics.model import Block, Paragraph
from healthtopics.render import document as d
from healthtopics.render.plain import fill, plain_text

_ENDED = re.compile(r"[.:;?!…。！？][)\]”\"'»]*$")
_OPTION = re.compile(r"(?:^| )--\w")


class Said(NamedTuple):
    """The words for kinds of elements in one language."""

    heading: str
    link: str


_WORDS = {"en": Said("Heading", "Link"), "es": Said("Encabezado", "Enlace")}


def linear_text(document: d.Document, width: int, language: str) -> str:
    """Return a document as text that ends in a newline, one thing after another.

    Args:
        document: what to say.
        width: the columns to which lines are wrapped; 0 for no wrapping. Addresses, commands and
            longer words are never broken.
        language: the language of what does not name another.
    """
    lines: list[str] = []
    elements = tuple(d.flattened(document))
    for position, element in enumerate(elements):
        if isinstance(element, d.Title | d.Heading):
            language = element.language or language
        if position and not d.follows_closely(elements[position - 1], element):
            lines.append("")
        lines += _lines(element, width, _WORDS.get(language, _WORDS["en"]))
    return "\n".join(lines) + "\n" if lines else ""


def _lines(element: d.Element, width: int, words: Said) -> Iterable[str]:
    """Return the lines of an element."""
    match element:
        case d.Examples(lines):
            return [text for line in lines for text in (line.name, fill(line.text, width)) if text]
        case d.Links(items):
            return [line for item in items for line in _link(item, width, words)]
        case _:
            return [fill(_ended(text), width) for text in _sentences(element, width, words)]


def _sentences(element: d.Element, width: int, words: Said) -> Iterator[str]:
    """Yield what an element says, one sentence per line, still without full stops."""
    match element:
        case d.Title(text) | d.Heading(text):
            yield f"{words.heading}: {text}"
        case d.Field(label, value):
            yield f"{label}: {value}"
        case d.Prose(blocks):
            yield from _blocks(blocks)
        case d.AdviceLevel(_, word, lead, groups, telephone):
            yield f"{words.heading}: {word}"
            yield lead if _ENDED.search(lead) else f"{lead}:"
            for group in groups:
                yield from [f"{group.heading}:"] if group.heading else []
                yield from group.items
            yield from telephone
        case d.FirstAid(word, blocks):
            yield f"{words.heading}: {word}"
            yield from _blocks(blocks)
        case d.Bulleted(lines) | d.Listing(lines):
            yield from (f"{line.name}: {line.text}" if line.text else line.name for line in lines)
        case d.Names(names):
            yield from names
        case d.Contents(label, headings):
            yield f"{label}: {'; '.join(headings)}"
        case d.Hits(items):
            yield from map(_hit, items)
        case d.Checklist(items):
            yield from items
        case d.WritingLines():
            return
        case d.Remark(text):
            yield text
        case _:
            yield from "".join(plain_text((element,), width)).splitlines()


def _hit(item: d.HitItem) -> str:
    """Return a hit: its title, what it is, what its text says, and why it was found."""
    text = f"{item.title}: {item.description}" if item.description else item.title
    if item.snippet:
        said = "".join(piece for piece, _ in item.snippet)
        text = f"{_ended(text)} {_capital(item.label)}: {said}"
    return f"{_ended(text)} ({item.why})" if item.why else text


def _link(item: d.LinkItem, width: int, words: Said) -> Iterator[str]:
    """Yield a link: its number, title, publishers and other categories; its address; its note."""
    what = f"{words.link} {item.number}: " if item.number else f"{words.link}: " if item.url else ""
    parts = [item.shown, ", ".join(item.organizations), _capital(item.also)]
    yield fill(what + " ".join(_ended(part) for part in parts if part), width)
    if item.url:
        yield item.url
    if item.note:
        yield fill(_ended(item.note), width)


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield paragraphs and the items of lists, one per line."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (item.text for item in block.items)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _ended(text: str) -> str:
    """Return a text that ends like a sentence, with commas instead of middle dots."""
    text = text.replace(" · ", ", ")
    return text if not text or _ENDED.search(text) or _is_typed(text) else f"{text}."


def _is_typed(text: str) -> bool:
    """Return whether a text is to be typed or opened: a full stop would become part of it."""
    last = text.split()[-1:]
    return _OPTION.search(text) is not None or any(mark in word for word in last for mark in "/\\")
