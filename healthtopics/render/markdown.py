"""Documents as Markdown (CommonMark 0.31.2, https://spec.commonmark.org/0.31.2/)."""

import re
from collections.abc import Iterable

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

_INLINE = re.compile(r"([\\`*_{}\[\]<>&|~])")
_AT_START = re.compile(r"^(\d+)([.)])|^([-+#=:])")


def markdown_text(document: Document) -> str:
    """Return a document as Markdown, a paragraph a line, that ends in a newline."""
    parts = ["\n".join(_lines(element)) for element in document]
    return "\n\n".join(parts) + "\n" if parts else ""


def escape(text: str) -> str:
    """Return a text in which nothing means anything to Markdown, its white space squeezed."""
    text = _INLINE.sub(r"\\\1", " ".join(text.split()))
    return _AT_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", text)


def _lines(element: Element) -> Iterable[str]:
    match element:
        case Title(text):
            return [f"# {escape(text)}"]
        case Heading(text, level):
            return [f"{'#' * (level + 1)} {escape(text)}"]
        case Field(label, value):
            return [f"**{escape(label)}:** {escape(value)}"]
        case Prose(blocks):
            return ["\n\n".join(_block(block) for block in blocks)]
        case AdviceLevel(_, word, lead, items):
            return [f"**{escape(word)}:** {escape(lead)}", "", *(f"- {escape(i)}" for i in items)]
        case Bulleted(lines) | Listing(lines):
            return [_line(line) for line in lines]
        case Hits(items):
            return [_hit(item) for item in items]
        case Links(items):
            return [_link(item) for item in items]
        case Remark(text):
            return [f"*{escape(text)}*"]


def _line(line: Line) -> str:
    return (
        f"- **{escape(line.name)}** — {escape(line.text)}"
        if line.text
        else f"- {escape(line.name)}"
    )


def _hit(item: HitItem) -> str:
    text = escape("".join(piece for piece, _ in item.snippet))
    return f"- **{escape(item.title)}** — {text} ({escape(item.why)})"


def _link(item: LinkItem) -> str:
    title = escape(item.title)
    line = f"- **{item.number}.** " if item.number else "- "
    if is_web_address(item.url):
        line += f"[{title}](<{item.url}>)"
    else:
        line += " ".join([title, *([escape(item.url)] if item.url else [])])
    if item.organizations:
        line += f" — {escape(', '.join(item.organizations))}"
    return f"{line}  \n  {escape(item.note)}" if item.note else line


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return escape(block.text)
    return "\n".join(f"{'  ' * item.depth}- {escape(item.text)}" for item in block.items)
