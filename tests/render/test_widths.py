"""Words in are words out: on every page, at every width, in plain text and on a terminal."""

import re
from itertools import zip_longest

from hypothesis import example, given
from hypothesis import strategies as st

from healthtopics.model import Block, Bullet, Bullets, Paragraph
from healthtopics.render.document import (
    Address,
    AdviceGroup,
    AdviceLevel,
    Bulleted,
    Checklist,
    Contents,
    Document,
    Element,
    Field,
    FirstAid,
    Heading,
    HitItem,
    Hits,
    Line,
    LinkItem,
    Links,
    Listing,
    Names,
    Prose,
    Remark,
    Title,
)
from healthtopics.render.plain import plain_text
from healthtopics.render.rich_page import rich_page
from healthtopics.terminal import Terminal
from healthtopics.text import clean
from tests.render.test_plain import DOCUMENT
from tests.support.characters import unpainted

DRAWN = "▌•—=·☐[]"

# As texts come from the readers: cleaned, in one line, with something in it that is not drawn.
texts = (
    (st.text() | st.lists(st.sampled_from(["a", "blue", "流产", "é", "x" * 90, "http://x"])).map(" ".join))
    .map(lambda text: " ".join(clean("".join(c for c in text if c not in DRAWN)).split()))
    .filter(bool)
)  # fmt: skip
several = st.lists(texts, min_size=1, max_size=3).map(tuple)
lines = st.lists(st.builds(Line, texts, texts | st.just("")), min_size=1, max_size=3).map(tuple)
blocks: st.SearchStrategy[Block] = st.builds(Paragraph, texts) | st.builds(
    Bullets, st.lists(st.builds(Bullet, texts, st.integers(0, 3)), min_size=1, max_size=3).map(tuple)
)  # fmt: skip
links = st.builds(
    LinkItem, st.integers(0, 99), texts, st.lists(texts, max_size=2).map(tuple),
    texts | st.just(""), texts | st.just(""), texts | st.just(""), st.just("en"),
    texts | st.just(""),
)  # fmt: skip
hits = st.builds(
    HitItem, texts, texts | st.just(""), texts,
    st.lists(st.tuples(texts, st.booleans()), min_size=1, max_size=3).map(tuple),
    texts | st.just(""),
)  # fmt: skip
groups = st.builds(AdviceGroup, texts | st.just(""), several)
elements: st.SearchStrategy[Element] = (
    st.builds(Title, texts)
    | st.builds(Heading, texts, st.sampled_from([1, 2]))
    | st.builds(Field, texts, texts)
    | st.builds(Prose, st.lists(blocks, min_size=1, max_size=3).map(tuple))
    | st.builds(AdviceLevel, st.sampled_from(["emergency", "now", "today", "routine"]), texts, texts,
                st.lists(groups, min_size=1, max_size=2).map(tuple), several)
    | st.builds(FirstAid, texts, st.lists(blocks, min_size=1, max_size=2).map(tuple))
    | st.builds(Bulleted, lines)
    | st.builds(Names, several)
    | st.builds(Contents, texts, several)
    | lines.map(Listing)
    | st.builds(Hits, st.lists(hits, min_size=1, max_size=3).map(tuple))
    | st.builds(Links, st.lists(links, min_size=1, max_size=3).map(tuple))
    | st.builds(Checklist, several)
    | st.builds(Address, texts, texts)
    | st.builds(Remark, texts)
)  # fmt: skip
documents = st.lists(elements, max_size=5).map(tuple)


def _said(document: Document) -> str:
    """Return all texts of a document, in the order in which they are read."""
    found: list[str] = []

    def add(value: object) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, LinkItem):
            number = f"{value.number}." if value.number else ""
            found.extend(
                (number, value.shown, *value.organizations, value.also, value.url, value.note)
            )
        elif isinstance(value, Heading):
            found.append(value.text)
        elif isinstance(value, AdviceLevel):
            add((value.word, value.lead, value.groups, value.lines))
        elif isinstance(value, tuple):
            names = getattr(value, "_fields", ())
            for name, part in zip_longest(names, value):
                if name != "language":  # which is for those who hear the page
                    add(part)

    add(document)
    return " ".join(found)


def _letters(text: str) -> str:
    """Return a text without white space and what renderers draw around texts."""
    return "".join(c for c in text if not c.isspace() and c not in DRAWN)


def _plain(document: Document, width: int) -> str:
    return "".join(plain_text(document, width))


def _painted(document: Document, width: int) -> str:
    return unpainted(Terminal(None, None, {}).paint(rich_page(document, width)))


@given(documents, st.integers(0, 200))
@example(DOCUMENT, 1)
@example(DOCUMENT, 200)
def test_at_every_width_the_same_words(document: Document, width: int) -> None:
    plain, painted = _plain(document, width), _painted(document, width)
    assert _words(plain) == _words(_plain(document, 0))
    assert _words(painted) == _words(_painted(document, 0))


def _words(text: str) -> list[str]:
    return [word for word in text.replace("▌", " ").split() if word.strip("-=•—")]


@given(documents)
def test_every_text_is_there_in_order(document: Document) -> None:
    marks = re.compile(r"[-<>:,()·]")
    said = marks.sub("", _letters(_said(document)))
    assert marks.sub("", _letters(_plain(document, 0))) == said
    assert marks.sub("", _letters(_painted(document, 0))) == said
