"""Summaries of the MedlinePlus export: a subset of HTML, read into blocks and sections.

Every word of the text ends up in a block, a heading or the attribution, once and in order. Tags
may be badly nested or never closed: any text can be read. ``html.parser`` is not used: it is
slower, and reads broken HTML differently from one Python version to the next.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import groupby
from typing import NamedTuple

from healthtopics import model as m
from healthtopics.sources.summaries.headings import kind_of
from healthtopics.text import bounded_marks, plain

CELL_SEPARATOR = " — "
MAX_DEPTH = 5  # of bullets: deeper ones are shown at this depth


class Summary(NamedTuple):
    """A summary: the text before the first heading, the sections, and who wrote it.

    ``sections`` keep their own heading even if its kind is known.
    """

    blocks: tuple[m.Block, ...]
    sections: tuple[m.Section, ...] = ()
    attribution: str = ""


def read_summary(html: str, language: str) -> Summary:
    """Return what a summary says, every word of it in order.

    Args:
        html: the summary as HTML (the text of the export, unescaped once).
        language: the language of its headings and its attribution.
    """
    reader = _Reader(language)
    place = 0
    for markup in _MARKUP.finditer(html):
        reader.read_text(html[place : markup.start()])
        if markup["name"]:
            reader.read_tag(markup["name"].lower(), is_end=markup["end"] == "/")
        else:
            reader.read_text(" ")
        place = markup.end()
    reader.read_text(html[place:])
    return reader.summary()


# Comments, scripts, styles and declarations are dropped. The rest are tags; a tag with an unclosed
# quote ends at the first bracket. Any other bracket is text.
_MARKUP = re.compile(
    r"""
    <!--.*?(?:-->|\Z)
    | <(?P<unseen>script|style)(?=[\s/>])[^<>]*>.*?(?:</(?P=unseen)(?=[\s/>])[^<>]*>|\Z)
    | <[!?][^<>]*>
    | <(?P<end>/?)(?P<name>[a-z][^\s/<>]*+)
      (?:(?:[^<>"']|"[^"<]*"|'[^'<]*')*+(?=>)|[^<>]*+)>
    """,
    re.ASCII | re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_ENDLESS_NUMBER = re.compile(r"&(?=#[0-9]{9})")


def _unescaped(text: str) -> str:
    """Return a text with its character references resolved, except absurdly long numbers."""
    return unescape(_ENDLESS_NUMBER.sub("&amp;", text)) if "&" in text else text


_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn",
    "em", "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_ITEMS = frozenset(("li", "dt", "dd"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CELLS = frozenset(("td", "th"))
_PARAGRAPHS = frozenset((  # both their start and their end tags end a paragraph
    "address", "article", "aside", "blockquote", "body", "caption", "center", "details", "div",
    "dl", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "main",
    "nav", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead",
))  # fmt: skip


# Raised and lowered characters, without which 10⁹ would read as 109.
_RAISED = {
    "sup": str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}
_LONGEST_RAISED = 12  # characters; anything longer is text in small letters


def _raised(text: str, tag: str) -> str:
    """Return a text raised or lowered; text without digits stays as it is."""
    raised = text.strip()
    if not any(map(str.isdigit, raised)) or len(raised) > _LONGEST_RAISED:
        return text
    if all(ord(character) in _RAISED[tag] for character in raised):
        return text.translate(_RAISED[tag])
    return text.replace(raised, f"{'^' if tag == 'sup' else '_'}{raised}")


class _Line(NamedTuple):
    """The text of a paragraph (``depth`` -1) or of a bullet."""

    text: str
    depth: int


class _Reader:
    """Collects the text of a summary line by line, as its tags and texts come in."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._parts: list[tuple[str, list[_Line]]] = [("", [])]  # headings and the lines below
        self._text: list[str] = []  # the paragraph, item, row or heading so far, from its 1st word
        self._depth = 0  # how many lists are open
        self._in_item = self._in_row = self._in_heading = False
        self._in_next_cell = False  # whether a cell began after the last word of the row
        self._breaks = 0  # line breaks since the last word
        self._raised = ""  # "sup" or "sub" within such a tag

    def summary(self) -> Summary:
        """Return all that was read."""
        self._end_text()
        last = self._parts[-1][1]
        attribution = ""
        if last and last[-1].depth < 0 and _is_attribution(last[-1].text, self._language):
            attribution = last.pop().text
        return Summary(
            tuple(_blocks(self._parts[0][1])),
            tuple(
                m.Section(kind_of(heading, self._language), heading, tuple(_blocks(lines)))
                for heading, lines in self._parts[1:]
            ),
            attribution,
        )

    def read_text(self, text: str) -> None:
        """Add the text up to the next tag, or to the end."""
        text = plain(_unescaped(text))
        if not text.strip():
            if text:
                self._add_space()
            return
        if self._in_next_cell:
            self._text.append(CELL_SEPARATOR)
        self._text.append(_raised(text, self._raised) if self._raised else text)
        self._in_next_cell, self._breaks = False, 0

    def _add_space(self) -> None:
        if self._text:
            self._text.append(" ")

    def read_tag(self, tag: str, *, is_end: bool) -> None:
        """Begin a new line or add a space if the tag separates the texts around it."""
        opening = not is_end
        if tag in _INLINE:
            if tag in _RAISED:
                self._raised = tag if opening else ""
            return
        if tag in _HEADINGS:
            self._end_text()
            self._depth, self._in_item, self._in_row = 0, False, False
            self._in_heading = opening
        elif tag in _LISTS:
            self._end_text()
            self._depth = self._depth + 1 if opening else max(self._depth - 1, 0)
            self._in_item = not opening and self._depth > 0
        elif tag in _ITEMS:
            self._end_text()
            self._in_item = opening
        elif tag in ("tr", "table"):
            self._end_text()
            self._in_row = opening and tag == "tr"
        elif tag in _CELLS and self._in_row:
            self._in_next_cell = bool(self._text)
        elif tag in _PARAGRAPHS and not self._in_row and not self._in_item:
            if self._text or not self._in_heading:
                self._end_text()
        elif tag == "br":
            self._breaks += 1
            if self._breaks > 1 and not (self._in_heading or self._in_item or self._in_row):
                self._end_text()
        self._add_space()

    def _end_text(self) -> None:
        """Turn the text so far, if any, into a line or a heading."""
        # A tag may have come between a letter and its accent, so compose them again.
        text = unicodedata.normalize("NFC", bounded_marks(" ".join("".join(self._text).split())))
        if text and self._in_heading:
            self._parts.append((text, []))
        elif text:
            in_list = self._depth > 0 or self._in_item or self._in_row
            depth = max(self._depth - 1, 0) if in_list else -1
            self._parts[-1][1].append(_Line(text, depth))
        self._text.clear()
        self._in_heading = self._in_next_cell = False
        self._breaks = 0
        self._raised = ""


def _blocks(lines: Iterable[_Line]) -> Iterator[m.Block]:
    """Yield lines as blocks that ``prose.write`` and ``prose.parse`` keep unchanged."""
    for are_bullets, group in groupby(lines, lambda line: line.depth >= 0):
        if are_bullets:
            yield m.Bullets(tuple(_bullets(group)))
        else:
            # A paragraph that begins with a hyphen would read as a bullet.
            yield from (m.Paragraph(re.sub("^- ", "– ", line.text)) for line in group)


def _bullets(lines: Iterable[_Line]) -> Iterator[m.Bullet]:
    deepest = 0
    for line in lines:
        depth = min(line.depth, deepest, MAX_DEPTH)
        deepest = depth + 1
        yield m.Bullet(line.text.removeprefix("- "), depth)


# An attribution is a line of capitalized words, without a full stop, that names a public body.
_ATTRIBUTION_WORDS = 20
_BODY = {
    "en": r"^NIH\b|\b(Institutes?|Centers?|Administration|Agency|Office|Department|Dept|Bureau|Service|Association|Academy|Library)\b",
    "es": r"^NIH\b|\b(Institutos?|Centros?|Administración|Agencia|Oficina|Departamento|Servicio|Asociación|Academia|Biblioteca|Comisión)\b",
}  # fmt: skip
_SMALL_WORD = re.compile(
    r"(of|on|for|and|the|in|to|de|del|la|las|el|los|para|por|y|e|en|sobre|a|contra)\b"
)


def _is_attribution(text: str, language: str) -> bool:
    words = text.split()
    return (
        len(words) <= _ATTRIBUTION_WORDS
        and not text.endswith((".", "?", "!", ":", ";"))
        and re.search(_BODY.get(language, _BODY["en"]), text) is not None
        and not any(word[0].islower() and not _SMALL_WORD.match(word) for word in words)
    )
