"""Documents as plain text, for pipes, files and terminals without color."""

from collections.abc import Iterable, Iterator

from healthtopics.model import Block, Paragraph
from healthtopics.render import document as d
from healthtopics.render.lines import breaks, cells
from healthtopics.text import squeeze

WRITING_WIDTH = 80  # columns of lines to write on, if prose is not wrapped


def plain_text(document: d.Document, width: int) -> Iterator[str]:
    """Yield a document as text that ends in a newline, piece by piece.

    Args:
        document: what to draw.
        width: the columns to which prose is wrapped; 0 for one line per paragraph. Links, listed
            lines and longer words are never broken.
    """
    before: d.Element | None = None
    for element in d.flattened(document):
        if before and not d.follows_closely(before, element):
            yield "\n"
        for line in _lines(element, width):
            yield f"{line}\n"
        before = element


def fill(text: str, width: int, first: str = "", rest: str = "") -> str:
    """Return the words of a text in lines of at most ``width`` columns, but for longer words.

    Args:
        text: any text; its white space does not matter.
        width: the columns; 0 for a single line.
        first: what the first line begins with.
        rest: what the other lines begin with.
    """
    text = squeeze(text)
    lines = breaks(text, width, cells(first), cells(rest))
    return first + f"\n{rest}".join([text[start:end] for start, end in lines])


def link_line(item: d.LinkItem) -> str:
    """Return a link in one line: ``Title — Organization (also Children) <https://…>``."""
    line = f"{item.number}. {item.shown}" if item.number else item.shown
    if item.organizations:
        line += f" — {', '.join(item.organizations)}"
    if item.also:
        line += f" ({item.also})"
    return f"{line} <{item.url}>" if item.url else line


def hit_line(item: d.HitItem) -> str:
    """Return a hit in one line: ``Title — description (mentions: …) (why)``."""
    line = f"{item.title} — {item.description}" if item.description else item.title
    if item.snippet:
        line += f" ({item.label}: {''.join(piece for piece, _ in item.snippet)})"
    return f"{line} ({item.why})" if item.why else line


def _lines(element: d.Element, width: int) -> Iterable[str]:
    """Return the lines of an element; the most frequent kind is tried first."""
    match element:
        case d.Links(items):
            return _links(items, width)
        case d.Title(text):
            return [text, "=" * cells(text)]
        case d.Heading(text, level):
            return [text, "-" * cells(text)] if level == 1 else [text]
        case d.Field(label, value):
            return [fill(f"{label}: {value}", width, rest="  ")]
        case d.Prose(blocks):
            return ["\n\n".join(_block(block, width) for block in blocks)]
        case d.AdviceLevel(_, word, lead, groups, telephone):
            lines = [fill(f"{word}: {lead}", width)]
            for group in groups:
                lines += [f"{group.heading}:"] if group.heading else []
                lines += [fill(item, width, "- ", "  ") for item in group.items]
            return lines + [fill(line, width, rest="  ") for line in telephone]
        case d.FirstAid(word, blocks):
            return [f"{word}:", "\n".join(_block(block, width) for block in blocks)]
        case d.Bulleted(lines):
            return [
                fill(f"{line.name}: {line.text}" if line.text else line.name, width, "- ", "  ")
                for line in lines
            ]
        case d.Examples(lines):
            return _examples(lines, width)
        case d.Names(names):
            return [fill(name, width, "- ", "  ") for name in names]
        case d.Contents(label, headings):
            return [fill(f"{label}: {' · '.join(headings)}", width)]
        case d.Listing(lines, _):
            return (f"{line.name} — {line.text}" if line.text else line.name for line in lines)
        case d.Hits(items):
            return [hit_line(item) for item in items]
        case d.Checklist(items):
            return [fill(item, width, "[ ] ", "    ") for item in items]
        case d.WritingLines(number):
            return ["_" * (width or WRITING_WIDTH)] * number
        case d.Address(label, url):
            return [f"{label}: {url}"]
        case d.Remark(text):
            return [fill(text, width)]


def _examples(examples: Iterable[d.Line], width: int) -> list[str]:
    lines = []
    for line in examples:
        lines.append(f"  {line.name}")
        if line.text:
            lines.append(fill(line.text, width, "      ", "      "))
    return lines


def _links(items: Iterable[d.LinkItem], width: int) -> list[str]:
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
