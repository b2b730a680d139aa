"""How much fits on paper: about how many pages the parts of a sheet take.

The measures are from the style sheet of handouts (`render/styles.py`), in units of the type size
(14 points); a letter is half as wide. A browser breaks lines and pages itself; a test in one checks
that it makes as many pages.
"""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from healthtopics import model as m
from healthtopics.render import document as d

PAGE = 51.0  # a Letter page, which is shorter than A4, without margins and foot
FOOT = 0.9  # lost to each further line of the foot
LOST = 1.8  # lost at the end of a page, since items are not split
LINE, ITEM, HEADING = 1.5, 1.2, 1.45
BOX = 1.9  # border, padding and margin of a box
WRITING = 1.7
ADDRESS = 1.6
ONE, TWO = 78, 38  # letters in a line, for one language and for each of two
NAMES = 3  # names of symptoms in a row, for one language


def pages(parts: Sequence[d.Part], languages: int) -> float:
    """Return about how many Letter pages some parts take in type of the usual size."""
    height = sum(map(_part, parts))
    return height / (PAGE - LOST - FOOT * (languages * 2 - 2))


def _part(part: d.Part) -> float:
    """Return the height of a part, whose rows are each as high as the highest side."""
    letters = (TWO if len(part.sides) > 1 else ONE) - 2 * part.is_boxed
    height = BOX * part.is_boxed
    for elements in zip_longest(*(side.elements for side in part.sides)):
        sides = [list(_heights(element, letters)) if element else [] for element in elements]
        height += sum(map(max, zip_longest(*sides, fillvalue=0.0)))
    return height


def _heights(element: d.Element, letters: int) -> Iterable[float]:
    """Yield the heights of the rows of an element."""
    match element:
        case d.Title(text):
            yield 1.9 * _lines(text, letters * 0.6)
        case d.Heading(text):
            yield 0.7 + HEADING * _lines(text, letters * 0.8)
        case d.Remark(text):
            yield LINE * _lines(text, letters)
        case d.AdviceLevel():
            yield 0.3 + 1.25 * _lines(f"{element.word}: {element.lead}", letters * 0.92)
            yield from (_item(item, letters) for g in element.groups for item in g.items)
            yield from (0.1 + ITEM * _lines(line, letters * 0.92) for line in element.lines)
        case d.Prose(blocks):
            for block in blocks:
                if isinstance(block, m.Paragraph):
                    yield LINE * _lines(block.text, letters)
                else:
                    yield from (_item(item.text, letters) for item in block.items)
        case d.Bulleted(lines) if letters > TWO:
            yield (len(lines) + NAMES - 1) // NAMES * 1.4
        case d.Bulleted(lines):
            yield from (_item(line.name, letters) for line in lines)
        case d.Checklist(items):
            yield from (_item(item, letters) for item in items)
        case d.WritingLines(number):
            yield WRITING * number
        case d.Links(links):
            texts = (
                f"{link.title} {', '.join(link.organizations)} {link.url[:25]}" for link in links
            )
            yield from (_item(text, letters - 9) for text in texts)
        case d.Address():
            yield ADDRESS


def _item(text: str, letters: float) -> float:
    return 0.16 + ITEM * _lines(text, letters - 3)


def _lines(text: str, letters: float) -> int:
    """Return about how many lines a text takes; words are not broken."""
    lines, left = 1, letters
    for word in text.split():
        if len(word) > left:
            lines, left = lines + 1, letters
        left -= len(word) + 1
    return lines
