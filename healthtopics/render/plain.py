"""Documents as plain text, for pipes, files and terminals without colour."""

from collections.abc import Iterable

from healthtopics.model import Block, Paragraph
from healthtopics.render.document import (
    AdviceLevel,
    Bulleted,
    Document,
    Element,
    Field,
    Heading,
    Hits,
    LinkItem,
    Links,
    Listing,
    Prose,
    Remark,
    Title,
)


def plain_text(document: Document, width: int) -> str:
    """Return a document as text that ends in a newline.

    Args:
        document: what to draw.
        width: the column at which prose is wrapped; 0 for a paragraph a line. Links, listed
            lines and words that are longer are never broken.
    """
    parts = []
    for position, element in enumerate(document):
        if position and not _follows_closely(document[position - 1], element):
            parts.append("")
        parts += _lines(element, width)
    return "\n".join(parts) + "\n" if parts else ""


def fill(text: str, width: int, first: str = "", rest: str = "") -> str:
    """Return the words of a text in lines of at most ``width`` columns, if a word allows it.

    Args:
        text: any text; its white space does not matter.
        width: in columns; 0 for a single line.
        first: what the first line begins with.
        rest: what the other lines begin with.
    """
    lines = []
    line, length = first, len(first)
    empty = True
    for word in text.split():
        if empty:
            line += word
            length += len(word)
            empty = False
        elif width and length + 1 + len(word) > width:
            lines.append(line)
            line = rest + word
            length = len(line)
        else:
            line += " " + word
            length += 1 + len(word)
    lines.append(line)
    return "\n".join(lines)


def link_line(item: LinkItem) -> str:
    """Return a link in one line: ``Title — Organization <https://…>``."""
    line = f"{item.number}. {item.title}" if item.number else item.title
    if item.organizations:
        line += f" — {', '.join(item.organizations)}"
    return f"{line} <{item.url}>" if item.url else line


def _follows_closely(before: Element, element: Element) -> bool:
    """Tell whether an element stands right below the one before it, without an empty line."""
    return (isinstance(before, Heading) or (isinstance(before, Title) and isinstance(element, Field))
            or (isinstance(before, Field) and isinstance(element, Field)))  # fmt: skip


def _lines(element: Element, width: int) -> Iterable[str]:
    match element:  # the most frequent first
        case Links(items):
            return _links(items, width)
        case Title(text):
            return [text, "=" * len(text)]
        case Heading(text, level):
            return [text, "-" * len(text)] if level == 1 else [text]
        case Field(label, value):
            return [fill(f"{label}: {value}", width, rest="  ")]
        case Prose(blocks):
            return ["\n\n".join(_block(block, width) for block in blocks)]
        case AdviceLevel(_, word, lead, items):
            lines = [fill(f"{word}: {lead}", width)]
            return lines + [fill(item, width, "- ", "  ") for item in items]
        case Bulleted(lines):
            return [
                fill(f"{line.name} — {line.text}" if line.text else line.name, width, "- ", "  ")
                for line in lines
            ]
        case Listing(lines):
            return [f"{line.name} — {line.text}" if line.text else line.name for line in lines]
        case Hits(items):
            return [f"{i.title} — {''.join(p for p, _ in i.snippet)} ({i.why})" for i in items]
        case Remark(text):
            return [fill(text, width)]


def _links(items: Iterable[LinkItem], width: int) -> list[str]:
    lines = []
    for item in items:
        lines.append("- " + link_line(item))
        if item.note:
            lines.append(fill(item.note, width, "  ", "  "))
    return lines


def _block(block: Block, width: int) -> str:
    if isinstance(block, Paragraph):
        return fill(block.text, width)
    return "\n".join(
        fill(item.text, width, "  " * item.depth + "- ", "  " * item.depth + "  ")
        for item in block.items
    )
