"""Sheets to print, as HTML: parts in one or several languages side by side, row by row.

A part is a grid. Each side is in one piece, to be read aloud, and the sides share the rows of the
grid, so that a row has the same item in each language.
"""

from collections.abc import Sequence
from html import escape
from itertools import zip_longest
from typing import NamedTuple

from healthtopics.model import Block, Paragraph, is_web_address
from healthtopics.render import document as d
from healthtopics.render.html_elements import link_title
from healthtopics.render.plain import plain_text
from healthtopics.render.styles import LARGE, SHEET
from healthtopics.text import clean

LONGEST_TYPED = 60  # characters of an address that somebody would type
# The foot of a page: characters per line, millimeters of a line and of the margin below.
FOOT_LINE, FOOT_LINE_HEIGHT, FOOT_MARGIN = 90, 4, 9


class _Piece(NamedTuple):
    """Something with its own row, or a list whose items have one each."""

    tag: str
    kind: str
    text: str
    items: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        return len(self.items) or 1


class _Place(NamedTuple):
    """A piece, and the row in which it begins."""

    piece: _Piece
    row: int


def sheet_lines(sheets: Sequence[d.Sheet], language: str) -> list[str]:
    """Return sheets as HTML.

    Args:
        sheets: the sheets; each begins on a new page.
        language: the language of the whole page.
    """
    lines = []
    for number, sheet in enumerate(sheets, 1):
        lines.append(f'<article class="sheet{number}">')
        for place, part in enumerate(sheet.parts):
            name = f"part{number}-{place}"
            # A box is named by its heading and its sheet's title, since sheets have equal headings.
            names = f"{name} part{number}-0" if place else name
            lines += _part(part, language, name, names)
        lines.append("<footer>")
        lines += [f"<p>{escape(line)}</p>" for line in sheet.foot]
        lines += ["</footer>", "</article>"]
    return lines


def sheet_style(sheets: Sequence[d.Sheet]) -> str:
    """Return the style sheet: type, as many rows as are needed, and the feet of the pages."""
    style = SHEET + (LARGE if any(sheet.is_large for sheet in sheets) else "")
    rows = max((_rows(_placed(part)) for sheet in sheets for part in sheet.parts), default=0)
    style += "\n".join(f".row{row}{{grid-row:{row}}}" for row in range(1, rows + 1)) + "\n"
    for number, sheet in enumerate(sheets, 1):
        foot = ' "\\a " '.join(map(_css_string, sheet.foot))
        pages = ' "\\a " '.join(map(_numbering, sheet.pages))
        height = sum(len(line) // FOOT_LINE + 1 for line in sheet.foot) * FOOT_LINE_HEIGHT
        style += (
            f".sheet{number}{{page:sheet{number}}}\n"
            f"@page sheet{number}{{margin-bottom:{FOOT_MARGIN + height}mm;"
            f"@bottom-left{{content:{foot}}}@bottom-right{{content:{pages}}}}}\n"
        )
    return style


def _css_string(text: str) -> str:
    """Return a text as a CSS string, with all but ASCII letters and digits escaped.

    It is cleaned first, since escapes would hide from later cleaning what could act.
    """
    escaped = (c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in clean(text))
    return f'"{"".join(escaped)}"'


def _numbering(text: str) -> str:
    """Return the text that numbers a page, as CSS content of a margin."""
    before, _, rest = text.partition("{page}")
    between, _, after = rest.partition("{pages}")
    strings = map(_css_string, (before, between, after))
    return "{} counter(page) {} counter(pages) {}".format(*strings)


def _part(part: d.Part, language: str, name: str, names: str) -> list[str]:
    """Return a part as HTML; a boxed part is a landmark.

    Args:
        part: what to draw.
        language: the language of the whole page.
        name: the id of the first piece in the part.
        names: the ids of the pieces that name the landmark.
    """
    two = " two" if len(part.sides) > 1 else ""
    tag, opening = "div", f'<div class="part{two}">'
    placed = _placed(part)
    if part.is_boxed:
        named = f' aria-labelledby="{names}"' if placed and placed[0] else ""
        tag, opening = "section", f'<section class="part box{two}"{named}>'
    lines = [opening]
    for number, (side, places) in enumerate(zip(part.sides, placed, strict=True)):
        is_other = side.language not in ("", language)
        lang = f' lang="{escape(side.language)}"' if is_other else ""
        lines.append(f'<div class="side"{lang}>')
        for place, (piece, row) in enumerate(places):
            is_name = number == place == 0 and (part.is_boxed or piece.tag == "h1")
            id = f' id="{name}"' if is_name else ""
            lines.append(_drawn(piece, id, row if two else 0))
        lines.append("</div>")
    return [*lines, f"</{tag}>"]


def _drawn(piece: _Piece, id: str, row: int) -> str:
    """Return a piece as HTML; its row is 0 if nothing is beside it."""
    kinds = " ".join([*([piece.kind] if piece.kind else []), *([f"row{row}"] if row else [])])
    opening = f'<{piece.tag}{id} class="{kinds}">' if kinds else f"<{piece.tag}{id}>"
    if not piece.items:
        return f"{opening}{piece.text}</{piece.tag}>"
    items = [
        f'<li class="row{row + number}">{item}</li>' if row else f"<li>{item}</li>"
        for number, item in enumerate(piece.items)
    ]
    return "\n".join([opening, *items, f"</{piece.tag}>"])


def _rows(placed: Sequence[Sequence[_Place]]) -> int:
    """Return how many rows are used."""
    return max((place.row + place.piece.rows - 1 for side in placed for place in side), default=0)


def _placed(part: d.Part) -> list[list[_Place]]:
    """Return the pieces of each side of a part in their rows.

    An element begins in the same row on every side, and so do its pieces if their number is equal.
    """
    placed: list[list[_Place]] = [[] for _ in part.sides]
    for elements in zip_longest(*(side.elements for side in part.sides)):
        pieces_of = [_pieces(element) if element else [] for element in elements]
        is_parallel = len(set(map(len, pieces_of))) == 1
        start = _rows(placed) + 1
        for number, pieces in enumerate(pieces_of):
            row = start
            for place, piece in enumerate(pieces):
                placed[number].append(_Place(piece, row))
                row += max(p[place].rows for p in pieces_of) if is_parallel else piece.rows
    return placed


def _pieces(element: d.Element) -> list[_Piece]:
    """Return the pieces of an element, to be put beside those of another language."""
    match element:
        case d.Title(text):
            return [_Piece("h1", "", escape(text))]
        case d.Heading(text, level):
            return [_Piece(f"h{level + 1}", "", escape(text))]
        case d.Remark(text):
            return [_Piece("p", "", escape(text))]
        case d.Prose(blocks):
            return [_block(block) for block in blocks]
        case d.AdviceLevel(_, word, lead, groups, telephone):
            items = [escape(item) for group in groups for item in group.items]
            return [
                _Piece("h3", "", f"{escape(word)}: {escape(lead)}"),
                _list(items),
                *(_Piece("p", "telephone", escape(line)) for line in telephone),
            ]
        case d.Bulleted(lines):
            return [_list([escape(line.name) for line in lines], "names")]
        case d.Checklist(items):
            return [_list([escape(item) for item in items], "checks")]
        case d.WritingLines(number):
            return [_Piece("div", "writing", "")] * number
        case d.Links(links):
            return [_list([_link(link) for link in links])]
        case d.Address(label, url):
            return [_Piece("div", "address", _address(label, url))]
        case _:
            rest = "".join(plain_text((element,), 0))  # a sheet has no others
            return [_Piece("p", "", escape(text)) for text in filter(None, rest.splitlines())]


def _list(items: Sequence[str], kind: str = "") -> _Piece:
    return _Piece("ul", kind, "", tuple(items))


def _block(block: Block) -> _Piece:
    if isinstance(block, Paragraph):
        return _Piece("p", "", escape(block.text))
    return _list([escape(item.text) for item in block.items])


def _link(link: d.LinkItem) -> str:
    """Return a link, with its address as somebody would type it."""
    publishers = f" — {escape(', '.join(link.organizations))}" if link.organizations else ""
    return (
        f'{link_title(link)}{publishers}<br><span class="typed">{escape(_typed(link.url))}</span>'
    )


def _typed(url: str) -> str:
    """Return an address as somebody would type it: only the site if the rest is hard to type."""
    if not is_web_address(url):
        return url
    _, _, address = url.partition("://")
    address = address.removeprefix("www.").rstrip("/")
    hard = len(address) > LONGEST_TYPED or any(character in address for character in "?%&=#")
    return address.partition("/")[0] if hard else address


def _address(label: str, url: str) -> str:
    """Return an address to be typed, with a QR code if one can be drawn."""
    shown = escape(_typed(url))
    if is_web_address(url):
        shown = f'<a href="{escape(url)}">{shown}</a>'
    line = f"<p><strong>{escape(label)}:</strong> {shown}</p>"
    return f"{line}{_code(label, url)}" if is_web_address(url) else line


def _code(label: str, url: str) -> str:
    """Return an address as a QR code; nothing without the package segno, or if it is too long."""
    try:
        import segno
    except ImportError:
        return ""
    try:
        code = segno.make(url, micro=False, error="m")
    except segno.DataOverflowError:
        return ""
    image = code.svg_inline(border=2, dark="#000", light="#fff", omitsize=True)
    return f'<div class="code" role="img" aria-label="{escape(label)}: {escape(url)}">{image}</div>'
