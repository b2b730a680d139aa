"""Documents as Markdown (CommonMark 0.31.2, https://spec.commonmark.org/0.31.2/)."""

import re
from collections.abc import Iterable, Iterator

from healthtopics.model import Block, Paragraph, is_web_address
from healthtopics.render import document as d

_INLINE = re.compile(r"([\\`*_{}\[\]<>&|~])")
# What renderers beyond CommonMark turn into links, mentions, formulas or emojis.
_ACTS = re.compile(r"(?<=\bwww)\.|(?<=\bhttp):|(?<=\bhttps):|(?<=\bftp):|[@$]|#(?=\d)|:(?=[\w+-]{1,50}:)",
                   re.IGNORECASE)  # fmt: skip
_AT_START = re.compile(r"^(\d+)([.)])|^([-+#=:])")


def markdown_text(document: d.Document) -> Iterator[str]:
    """Yield a document as Markdown that ends in a newline, with one line per paragraph."""
    between = ""
    for element in d.flattened(document):
        for line in _lines(element):
            yield f"{between}{line}"
            between = "\n"
        between = "\n\n"
    if between:
        yield "\n"


def escape(text: str) -> str:
    """Return a text with its markup escaped and its white space squeezed."""
    text = _INLINE.sub(r"\\\1", " ".join(text.split()))
    text = _ACTS.sub(r"\\\g<0>", text)
    return _AT_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", text)


def _heading(text: str) -> str:
    """Return the text of a heading; a # at its end is escaped, or it would not be shown."""
    text = escape(text)
    kept = text.rstrip("#")
    return f"{kept}\\{text[len(kept) :]}" if len(kept) < len(text) else text


def _lines(element: d.Element) -> Iterable[str]:
    """Return the lines of an element."""
    match element:
        case d.Title(text):
            return [f"# {_heading(text)}"]
        case d.Heading(text, level):
            return [f"{'#' * (level + 1)} {_heading(text)}"]
        case d.Field(label, value):
            return [f"**{escape(label)}:** {escape(value)}"]
        case d.Prose(blocks):
            return ["\n\n".join(_block(block) for block in blocks)]
        case d.AdviceLevel():
            return _level(element)
        case d.FirstAid(word, blocks):
            return [f"**{escape(word)}:**", "", "\n\n".join(_block(block) for block in blocks)]
        case d.Bulleted(lines):
            return [_item(line) for line in lines]
        case d.Examples(lines):
            return _examples(lines)
        case d.Names(names):
            return [f"- {escape(name)}" for name in names]
        case d.Contents(label, headings):
            return [f"{escape(label)}: {' · '.join(map(escape, headings))}"]
        case d.Listing(lines, _):
            return map(_line, lines)
        case d.Hits(items):
            return [_hit(item) for item in items]
        case d.Links(items):
            return [_link(item) for item in items]
        case d.Checklist(items):
            return [f"- [ ] {escape(item)}" for item in items]
        case d.WritingLines(number):
            return ["\n\n".join(["---"] * number)]
        case d.Address(label, url):
            address = f"<{url}>" if is_web_address(url) else escape(url)
            return [f"**{escape(label)}:** {address}"]
        case d.Remark(text):
            return [f"*{escape(text)}*"]


def _level(level: d.AdviceLevel) -> list[str]:
    """Return a level of advice: its lead, its groups as lists, then its telephone lines."""
    lines = [f"**{escape(level.word)}:** {escape(level.lead)}"]
    for group in level.groups:
        lines += ["", f"**{escape(group.heading)}:**"] if group.heading else []
        lines += ["", *(f"- {escape(item)}" for item in group.items)]
    for line in level.lines:
        lines += ["", escape(line)]
    return lines


def _line(line: d.Line) -> str:
    return (
        f"- **{escape(line.name)}** — {escape(line.text)}"
        if line.text
        else f"- {escape(line.name)}"
    )


def _item(line: d.Line) -> str:
    name = escape(line.name)
    return f"- **{name}:** {escape(line.text)}" if line.text else f"- {name}"


def _examples(examples: Iterable[d.Line]) -> list[str]:
    """Return commands as code, each below a shell comment on what it does."""
    lines = ["```sh"]
    for line in examples:
        lines += [f"# {line.text}"] if line.text else []
        lines.append(line.name)
    return [*lines, "```"]


def _hit(item: d.HitItem) -> str:
    """Return a hit as a list item."""
    line = f"- **{escape(item.title)}**"
    if item.description:
        line += f" — {escape(item.description)}"
    if item.snippet:
        text = "".join(piece for piece, _ in item.snippet)
        line += f" ({escape(item.label)}: {escape(text)})"
    return f"{line} ({escape(item.why)})" if item.why else line


def _link(item: d.LinkItem) -> str:
    title = escape(item.shown)
    line = f"- **{item.number}.** " if item.number else "- "
    if is_web_address(item.url):
        line += f"[{title}](<{item.url}>)"
    else:
        line += " ".join([title, *([escape(item.url)] if item.url else [])])
    if item.organizations:
        line += f" — {escape(', '.join(item.organizations))}"
    if item.also:
        line += f" ({escape(item.also)})"
    return f"{line}  \n  {escape(item.note)}" if item.note else line


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return escape(block.text)
    return "\n".join(f"{'  ' * item.depth}- {escape(item.text)}" for item in block.items)
