"""Documents as Rich renderables: the same words as in plain text, laid out for a terminal.

Text enters Rich only as ``Text``, never as markup. Only the 16 colours of the terminal itself are
used, so that pages read well on light and on dark ground.
"""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

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

_LABELS = {"emergency": "bold white on red", "urgent": "bold black on yellow",
           "routine": "bold black on green"}  # fmt: skip
_BARS = {"emergency": "bold red", "urgent": "yellow", "routine": "green"}
_HEADING = "bold magenta"


class Prefixed:
    """Something with a text before its first line and another before the rest."""

    def __init__(self, first: str, rest: str, body: RenderableType, style: str = "") -> None:
        self.first = first
        self.rest = rest
        self.body = body
        self.style = style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines of the body, narrower by the prefix."""
        inner = options.update(width=max(1, options.max_width - cell_len(self.first)))
        style = Style.parse(self.style)
        prefix = self.first
        for line in console.render_lines(self.body, inner, pad=False):
            yield Segment(prefix, style)
            yield from line
            yield Segment.line()
            prefix = self.rest


def rich_page(document: Document) -> Group:
    """Return a document as a Rich renderable."""
    parts: list[RenderableType] = []
    before: Element | None = None
    for element in document:
        if before and not isinstance(before, Heading) and not (
            isinstance(element, Field) and isinstance(before, Title | Field)
        ):  # fmt: skip
            parts.append(Text())
        parts += _parts(element)
        before = element
    return Group(*parts)


def _parts(element: Element) -> Iterator[RenderableType]:
    match element:
        case Title(text):
            yield Text(text, style="bold underline")
        case Heading(text, level):
            yield Text(text, style=_HEADING if level == 1 else "bold")
        case Field(label, value):
            yield Prefixed("", "  ", Text.assemble((f"{label}: ", "bold"), value))
        case Prose(blocks):
            for position, block in enumerate(blocks):
                if position:
                    yield Text()
                yield from _block(block)
        case AdviceLevel(key, word, lead, items):
            bar = _BARS[key]
            badge = Text.assemble((f" {word} ", _LABELS[key]), " ", (lead, "bold"))
            yield Prefixed("▌ ", "▌ ", badge, bar)
            for item in items:
                yield Prefixed("▌ ", "▌ ", Prefixed("• ", "  ", Text(item)), bar)
        case Bulleted(lines):
            named = any(line.text for line in lines)
            yield from (Prefixed("• ", "  ", _line(line, bold=named)) for line in lines)
        case Listing(lines):
            yield from (Prefixed("", "    ", _line(line, bold=bool(line.text))) for line in lines)
        case Hits(hits):
            yield from (Prefixed("", "    ", _hit(hit)) for hit in hits)
        case Links(links):
            for link in links:
                yield from _link(link)
        case Remark(text):
            yield Text(text, style="italic")


def _line(line: Line, *, bold: bool) -> Text:
    name = Text().append(line.name, style="bold" if bold else "")
    return name.append(f" — {line.text}") if line.text else name


def _hit(item: HitItem) -> Text:
    text = Text.assemble((item.title, "bold"), " — ")
    for piece, matched in item.snippet:
        text.append(piece, style="bold" if matched else "")
    return text.append(f" ({item.why})", style="italic")


def _link(item: LinkItem) -> Iterator[RenderableType]:
    link = Style(link=item.url) if is_web_address(item.url) else Style()
    title = Text().append(item.title, style=Style(bold=True) + link)
    if item.organizations:
        title.append(f" — {', '.join(item.organizations)}")
    first = f"{item.number}. ".rjust(4) if item.number else "• "
    indent = " " * len(first)
    yield Prefixed(first, indent, title)
    if item.url:
        # Never wrapped here: a terminal that breaks the line itself lets it be copied whole.
        address = Text(indent, no_wrap=True, overflow="ignore")
        yield address.append(item.url, style=Style(color="cyan", underline=bool(link)) + link)
    if item.note:
        yield Prefixed(indent, indent, Text(item.note))


def _block(block: Block) -> Iterator[RenderableType]:
    if isinstance(block, Paragraph):
        yield Text(block.text)
        return
    for item in block.items:
        indent = "  " * item.depth
        yield Prefixed(f"{indent}• ", f"{indent}  ", Text(item.text))
