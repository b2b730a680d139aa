"""A summary as passages: the sentences of a paragraph, and the list that they lead to."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from healthtopics.model import Block, Bullet, Bullets
from healthtopics.sources.summaries.blocks import Summary
from healthtopics.sources.summaries.headings import asks_for_symptoms, kind_of

LONGEST = 1000  # characters of a sentence or item; what is longer tells a story and is passed over


class Item(NamedTuple):
    """An item of a list, and the items below it."""

    text: str
    below: tuple["Item", ...] = ()


class Passage(NamedTuple):
    """A paragraph's sentences and the list that stands right behind it; either may be missing.

    ``heading`` is what both stand under (empty before the first heading); ``kind`` and
    ``asks_for_symptoms`` say what it asks for.
    """

    heading: str
    kind: str
    asks_for_symptoms: bool
    sentences: tuple[str, ...]
    items: tuple[Item, ...]


@lru_cache(1)  # symptoms and advice are looked for in the same summary
def passages(summary: Summary, language: str) -> tuple[Passage, ...]:
    """Return all passages of a summary, in order."""
    return tuple(_passages(summary, language))


def _passages(summary: Summary, language: str) -> Iterator[Passage]:
    parts = [("", summary.blocks), *((part.heading, part.blocks) for part in summary.sections)]
    for heading, blocks in parts:
        kind, asks = kind_of(heading, language), asks_for_symptoms(heading, language)
        for said, items in _paragraphs(blocks):
            told = tuple(map(_unless_long, sentences(said)))
            yield Passage(heading, kind, asks, told, items)


def _paragraphs(blocks: Sequence[Block]) -> Iterator[tuple[str, tuple[Item, ...]]]:
    """Return the paragraphs, each with the list behind it."""
    waiting = ""
    for block in blocks:
        if isinstance(block, Bullets):
            yield waiting, _tree(block.items)
            waiting = ""
        else:
            if waiting:
                yield waiting, ()
            waiting = block.text
    if waiting:
        yield waiting, ()


def _tree(bullets: Sequence[Bullet], depth: int = 0) -> tuple[Item, ...]:
    tops = [i for i, bullet in enumerate(bullets) if i == 0 or bullet.depth <= depth]
    return tuple(
        Item(_unless_long(bullets[start].text), _tree(bullets[start + 1 : end], depth + 1))
        for start, end in pairwise([*tops, len(bullets)])
    )


def _unless_long(text: str) -> str:
    return text if len(text) <= LONGEST else ""


_END = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(¿¡]*[A-ZÁÉÍÓÚÑ0-9])")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:[A-Za-z]\.[A-Za-z]|Dr|Dra|Mr|Mrs|Ms|St|Sr|Sra|vs|ej)\.$")


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text."""
    found = []
    start = 0
    for end in _END.finditer(text):
        if not _ABBREVIATION.search(text[max(end.start() - 6, 0) : end.start() + 1]):
            found.append(text[start : end.end()].strip())
            start = end.end()
    if text[start:].strip():
        found.append(text[start:].strip())
    return tuple(found)
