"""Documents as Rich segments: the same words as in plain text, laid out for a terminal.

Text enters Rich only as segments, never as markup. Only the 16 colours of the terminal itself are
used, so that pages read well on light and on dark ground. Lines are broken here and not by Rich's
console, whose import and line breaking would take half of the time of a whole page.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from healthtopics.model import Block, Paragraph, is_web_address
from healthtopics.render.document import (
    AdviceLevel,
    Bulleted,
    Document,
    Element,
    Field,
    Heading,
    HitItem,
    Hits,
    Line,
    LinkItem,
    Links,
    Listing,
    Prose,
    Remark,
    Title,
)

PLAIN = Style()
BOLD = Style(bold=True)
ITALIC = Style(italic=True)
TITLE = Style(bold=True, underline=True)
HEADING = Style(bold=True, color="magenta")
BADGES = {
    "emergency": Style(bold=True, color="white", bgcolor="red"),
    "urgent": Style(bold=True, color="black", bgcolor="yellow"),
    "routine": Style(bold=True, color="black", bgcolor="green"),
}
BARS = {
    "emergency": Style(bold=True, color="red"),
    "urgent": Style(color="yellow"),
    "routine": Style(color="green"),
}

Spans = Sequence[Segment]
_WORD = re.compile(r"\S+")


def rich_page(document: Document, width: int) -> Iterator[Segment]:
    """Yield a document as segments.

    Args:
        document: what to draw.
        width: in columns; 0 for a paragraph a line. An address is never broken: a terminal that
            breaks the line itself lets it be copied whole.
    """
    before: Element | None = None
    for element in document:
        if (
            before
            and not isinstance(before, Heading)
            and not (isinstance(element, Field) and isinstance(before, Title | Field))
        ):
            yield Segment.line()
        yield from _drawn(element, width)
        before = element


def _drawn(element: Element, width: int) -> Iterator[Segment]:
    match element:
        case Title(text):
            yield from _filled([_span(text, TITLE)], width)
        case Heading(text, level):
            yield from _filled([_span(text, HEADING if level == 1 else BOLD)], width)
        case Field(label, value):
            yield from _filled([_span(f"{label}: ", BOLD), _span(value)], width, rest="  ")
        case Prose(blocks):
            for position, block in enumerate(blocks):
                if position:
                    yield Segment.line()
                yield from _block(block, width)
        case AdviceLevel(key, word, lead, items):
            bar = Segment("▌ ", BARS[key])
            badge = [_span(f" {word} ", BADGES[key]), _span(" "), _span(lead, BOLD)]
            yield from _filled(badge, width, bar=[bar])
            for item in items:
                yield from _filled([_span(item)], width, "• ", "  ", bar=[bar])
        case Bulleted(lines):
            named = any(line.text for line in lines)
            for line in lines:
                yield from _filled(_named(line, bold=named), width, "• ", "  ")
        case Listing(lines):
            for line in lines:
                yield from _filled(_named(line, bold=bool(line.text)), width, rest="    ")
        case Hits(hits):
            for hit in hits:
                yield from _filled(_hit(hit), width, rest="    ")
        case Links(links):
            for link in links:
                yield from _link(link, width)
        case Remark(text):
            yield from _filled([_span(text, ITALIC)], width)


def _span(text: str, style: Style = PLAIN) -> Segment:
    return Segment(text, style)


def _filled(
    spans: Spans, width: int, first: str = "", rest: str = "", bar: Spans = ()
) -> Iterator[Segment]:
    """Yield spans in lines of at most ``width`` columns, if a word allows it.

    Args:
        spans: pieces of one text.
        width: in columns; 0 for a single line.
        first: what the first line begins with.
        rest: what the other lines begin with.
        bar: what stands before that on every line.
    """
    text = "".join(span.text for span in spans)
    room = width - cell_len(first) - sum(cell_len(piece.text) for piece in bar)
    prefix = first
    for start, end in _line_breaks(text, room if width else 0):
        yield from bar
        if prefix:
            yield Segment(prefix)
        offset = 0
        for piece, style, _ in spans:
            part = piece[max(start - offset, 0) : max(end - offset, 0)]
            if part:
                yield Segment(part, style)
            offset += len(piece)
        yield Segment.line()
        prefix = rest


def _line_breaks(text: str, width: int) -> list[tuple[int, int]]:
    """Return where the lines of a text begin and end; ``width`` 0 gives one line.

    White space at the ends of the text is kept, that between lines is not.
    """
    lines: list[tuple[int, int]] = []
    start = end = used = 0
    for word in _WORD.finditer(text):
        added = cell_len(text[end : word.end()])
        if width and end > start and used + added > width:
            lines.append((start, end))
            start, used = word.start(), cell_len(word[0])
        else:
            used += added
        end = word.end()
    return [*lines, (start, max(end, len(text) if not lines else end))]


def _named(line: Line, *, bold: bool) -> Spans:
    spans = [_span(line.name, BOLD if bold else PLAIN)]
    return [*spans, _span(f" — {line.text}")] if line.text else spans


def _hit(item: HitItem) -> Spans:
    return [
        _span(item.title, BOLD),
        _span(" — "),
        *(_span(piece, BOLD if matched else PLAIN) for piece, matched in item.snippet),
        _span(f" ({item.why})", ITALIC),
    ]


def _link(item: LinkItem, width: int) -> Iterator[Segment]:
    link = Style(link=item.url) if is_web_address(item.url) else PLAIN
    spans = [_span(item.title, BOLD + link)]
    if item.organizations:
        spans.append(_span(f" — {', '.join(item.organizations)}"))
    first = f"{item.number}. ".rjust(4) if item.number else "• "
    indent = " " * len(first)
    yield from _filled(spans, width, first, indent)
    if item.url:
        style = Style(color="cyan", underline=bool(link)) + link
        yield from (Segment(indent), Segment(item.url, style), Segment.line())
    if item.note:
        yield from _filled([_span(item.note)], width, indent, indent)


def _block(block: Block, width: int) -> Iterable[Segment]:
    if isinstance(block, Paragraph):
        yield from _filled([_span(block.text)], width)
        return
    for item in block.items:
        indent = "  " * item.depth
        yield from _filled([_span(item.text)], width, f"{indent}• ", f"{indent}  ")
