"""Documents as Rich segments: the same words as in plain text, laid out for a terminal.

Text enters Rich only as segments, never as markup. The only color is in the bar beside advice, and
it is one of the terminal's own. A badge swaps the text and background colors of the scheme, so it
is at least as readable as text (contrast 4.1 to 21 on 13 schemes; reversed red falls to 2.1).
Rich's console is not used: for the same bytes, a page takes 8.6 times as long as bare Python with
it, and 5.45 times without (whole processes).
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from healthtopics.model import Block, Paragraph, is_web_address
from healthtopics.render import document as d
from healthtopics.render.lines import breaks, cells
from healthtopics.render.plain import WRITING_WIDTH

PLAIN = Style()
BOLD = Style(bold=True)
UNDERLINED = Style(underline=True)
BADGE = Style(bold=True, reverse=True)
BARS = {
    "emergency": Style(color="red"),
    "now": Style(color="yellow"),
    "today": Style(color="cyan"),
    "routine": PLAIN,
}
# The most urgent levels have a badge, the others only a bold word.
WITH_BADGE = ("emergency", "now")
BODY = "  "  # before every line below a heading
NAMES = 30  # the most columns for the names in a list with texts beside them
BESIDE = 50  # the least width for two columns

Spans = Sequence[Segment]


class Placed(NamedTuple):
    """An element, the margin of its lines, and what is in the line above it, if there is one."""

    element: d.Element
    margin: str
    above: Spans | None


def rich_page(document: d.Document, width: int) -> Iterator[Segment]:
    """Yield a document as segments.

    Args:
        document: what to draw.
        width: the columns; 0 for one line per paragraph. Words are never broken.
    """
    for element, margin, above in placed(document):
        if above is not None:
            yield from (*above, Segment.line())
        yield from _drawn(element, width, margin)


def placed(document: d.Document) -> Iterator[Placed]:
    """Yield the elements of a document with their margins and the lines above them."""
    before: d.Element | None = None
    margin = ""
    for element in d.flattened(document):
        above: Spans | None = None
        if before and not d.follows_closely(before, element):
            is_first_aid = _is_first_aid_of(before, element)
            above = [Segment("▌", BARS["emergency"])] if is_first_aid else []
        is_heading = isinstance(element, d.Title) or (
            isinstance(element, d.Heading) and element.level == 1
        )
        is_advice = isinstance(element, d.AdviceLevel | d.FirstAid)
        yield Placed(element, "" if is_heading or is_advice else margin, above)
        if isinstance(element, d.Title):
            margin = ""
        elif is_heading:
            margin = BODY
        before = element


def _is_first_aid_of(before: d.Element, element: d.Element) -> bool:
    """Return whether one of two elements is EMERGENCY and the other what to do now."""
    pair = (before, element)
    return any(isinstance(one, d.FirstAid) for one in pair) and any(
        isinstance(one, d.AdviceLevel) and one.key == "emergency" for one in pair
    )


def _drawn(element: d.Element, width: int, margin: str) -> Iterator[Segment]:
    """Yield an element as segments, with a margin before every line."""
    match element:
        case d.Title(text) | d.Heading(text, _):
            yield from _filled([_span(text, BOLD)], width, margin, margin)
        case d.Field(label, value):
            spans = [_span(f"{label}: ", BOLD), _span(value)]
            yield from _filled(spans, width, margin, f"{margin}  ")
        case d.Prose() | d.AdviceLevel() | d.FirstAid() | d.Bulleted():
            yield from chain.from_iterable(pieces(element, width, margin))
        case d.Examples(lines):
            yield from _examples(lines, width, margin)
        case d.Names(names):
            yield from _filled([_span(" · ".join(names))], width, margin, margin)
        case d.Contents(label, headings):
            text = f"{label}: {' · '.join(headings)}"
            yield from _filled([_span(text)], width, margin, margin)
        case d.Listing():
            yield from _listing(element, width)
        case d.Hits(hits):
            yield from _hits(hits, width)
        case d.Links(links):
            digits = max(len(str(link.number)) for link in links) if links else 0
            for link in links:
                yield from _link(link, width, margin, digits)
        case d.Checklist(items):
            for text in items:
                yield from _filled([_span(text)], width, f"{margin}☐ ", f"{margin}  ")
        case d.WritingLines(number):
            blank = "_" * ((width or WRITING_WIDTH) - cells(margin))
            yield from (_span(margin), _span(blank), Segment.line()) * number
        case d.Address(label, url):
            style = Style(link=url) if is_web_address(url) else PLAIN
            spans = [_span(f"{label}: ", BOLD), _span(url, style)]
            yield from _filled(spans, width, margin, margin)
        case d.Remark(text):
            yield from _filled([_span(text)], width, margin, margin)


def pieces(element: d.Element, width: int, margin: str) -> Iterator[Iterable[Segment]]:
    """Yield the pieces of an element, such as items, to be paired with another language's."""
    match element:
        case d.Prose(blocks):
            for position, block in enumerate(blocks):
                first, *others = _block(block, width, margin)
                yield chain([Segment.line()], first) if position else first
                yield from others
        case d.AdviceLevel():
            yield from _level(element, width)
        case d.FirstAid(word, blocks):
            yield _filled([_span(word, BOLD)], width, bar=bar_of(element))
            for block in blocks:
                yield from _block(block, width, bar=bar_of(element))
        case d.Bulleted(lines):
            for line in lines:
                yield _filled(_item(line), width, f"{margin}• ", f"{margin}  ")
        case _:
            yield _drawn(element, width, margin)


def bar_of(element: d.Element) -> Spans:
    """Return the bar beside an element, in the color of its level; empty if there is none."""
    if isinstance(element, d.AdviceLevel):
        return [Segment("▌ ", BARS[element.key])]
    return [Segment("▌ ", BARS["emergency"])] if isinstance(element, d.FirstAid) else []


def _level(level: d.AdviceLevel, width: int) -> Iterator[Iterable[Segment]]:
    """Yield the pieces of a level of advice, with a bar in its color beside it."""
    bar = bar_of(level)
    has_badge = level.key in WITH_BADGE
    word = _span(f" {level.word} ", BADGE) if has_badge else _span(level.word, BOLD)
    yield _filled([word, _span(" "), _span(level.lead)], width, bar=bar)
    for group in level.groups:
        if group.heading:
            yield _filled([_span(f"{group.heading}:", BOLD)], width, bar=bar)
        for item in group.items:
            yield _filled([_span(item)], width, "• ", "  ", bar=bar)
    for line in level.lines:
        yield _filled([_span(line, BOLD)], width, rest="  ", bar=bar)


def _span(text: str, style: Style = PLAIN) -> Segment:
    return Segment(text, style)


def _filled(
    spans: Spans, width: int, first: str = "", rest: str = "", bar: Spans = ()
) -> Iterator[Segment]:
    """Yield spans in lines of at most ``width`` columns, but for longer words.

    Args:
        spans: pieces of one text.
        width: the columns; 0 for a single line.
        first: what the first line begins with.
        rest: what the other lines begin with.
        bar: what comes before ``first`` and ``rest`` in every line.
    """
    text = "".join(span.text for span in spans)
    taken = sum(cells(piece.text) for piece in bar)
    prefix = first
    for start, end in breaks(text, width, taken + cells(first), taken + cells(rest)):
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


def _item(line: d.Line) -> Spans:
    if not line.text:
        return [_span(line.name)]
    return [_span(f"{line.name}: ", BOLD), _span(line.text)]


def _listing(listing: d.Listing, width: int) -> Iterator[Segment]:
    """Yield lines to choose from, with their texts in a second column if there is room."""
    lines = tuple(listing.lines)
    room = width - 2 - max((cells(line.text) for line in lines), default=0)
    column = _column([line.name for line in lines], width, max(NAMES, room))
    letter = ""
    for position, line in enumerate(lines):
        if listing.by_letter and line.name[:1].upper() != letter:
            letter = line.name[:1].upper()
            yield from [Segment.line()] if position else []
            yield from (_span(letter, BOLD), Segment.line())
        yield from _beside(line.name, [_span(line.text)] if line.text else [], width, column)


def _examples(lines: Sequence[d.Line], width: int, margin: str) -> Iterator[Segment]:
    indent = f"{margin}      "
    for line in lines:
        yield from (Segment(f"{margin}  "), _span(line.name, BOLD), Segment.line())
        if line.text:
            yield from _filled([_span(line.text)], width, indent, indent)


def _hits(hits: Sequence[d.HitItem], width: int) -> Iterator[Segment]:
    """Yield hits: title and description, and below them what the text says."""
    column = _column([hit.title for hit in hits], width)
    indent = " " * (column or 4)
    for hit in hits:
        spans = [_span(hit.description)] if hit.description else []
        yield from _beside(hit.title, spans, width, column)
        if hit.snippet:
            pieces = [_span(piece, BOLD if matched else PLAIN) for piece, matched in hit.snippet]
            yield from _filled([_span(f"{hit.label}: "), *pieces], width, indent, indent)
        if hit.why:
            yield from _filled([_span(f"({hit.why})")], width, indent, indent)


def _column(names: Sequence[str], width: int, most: int = NAMES) -> int:
    """Return where the texts beside names begin; 0 if there is no room for two columns.

    Args:
        names: the names, of which the longest decides.
        width: the columns in all; 0 for one line per paragraph.
        most: the most columns for the names.
    """
    if width < BESIDE:
        return 0
    return min(max(map(cells, names), default=0), most) + 2


def _beside(name: str, spans: Spans, width: int, column: int) -> Iterator[Segment]:
    """Yield a name and a text in two columns; a name that is too long gets its own line."""
    if not spans or not column:
        dash = [_span(" — ")] if spans else []
        yield from _filled([_span(name, BOLD), *dash, *spans], width, rest="    ")
    elif cells(name) + 2 > column:
        yield from _filled([_span(name, BOLD)], width, rest="    ")
        yield from _filled(spans, width, " " * column, " " * column)
    else:
        gap = _span(" " * (column - cells(name)))
        first, *rest = lines_of(_filled(spans, width, " " * column, " " * column))
        yield from (_span(name, BOLD), gap, *first[1:])
        for line in rest:
            yield from line


def lines_of(segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    """Yield segments line by line, each with its newline."""
    line: list[Segment] = []
    for segment in segments:
        line.append(segment)
        if segment.text == "\n":
            yield line
            line = []


def _link(item: d.LinkItem, width: int, margin: str, digits: int) -> Iterator[Segment]:
    """Yield a link: its number, title as a hyperlink, publishers, address and note."""
    link = UNDERLINED + Style(link=item.url) if is_web_address(item.url) else PLAIN
    spans = [_span(item.shown, link)]
    if item.organizations:
        spans.append(_span(f" — {', '.join(item.organizations)}"))
    if item.also:
        spans.append(_span(f" ({item.also})"))
    if item.url:
        spans.append(_span(f" <{_shown_address(item.url)}>"))
    number = f"{item.number}.".rjust(digits + 1) if item.number else "•"
    first = f"{margin}{number} "
    indent = " " * cells(first)
    yield from _filled(spans, width, first, indent)
    if item.note:
        yield from _filled([_span(item.note)], width, indent, indent)


def _shown_address(url: str) -> str:
    """Return what is shown of an address: its host if the title is a hyperlink, else all."""
    return url.split("/")[2].removeprefix("www.") if is_web_address(url) else url


def _block(
    block: Block, width: int, margin: str = "", bar: Spans = ()
) -> Iterator[Iterable[Segment]]:
    """Yield a paragraph, or the items of a list."""
    if isinstance(block, Paragraph):
        yield _filled([_span(block.text)], width, margin, margin, bar=bar)
        return
    for item in block.items:
        indent = margin + "  " * item.depth
        yield _filled([_span(item.text)], width, f"{indent}• ", f"{indent}  ", bar=bar)
