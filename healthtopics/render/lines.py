"""Breaking text into lines, by the columns that it takes on a terminal."""

from collections.abc import Sequence
from functools import cache
from itertools import accumulate


def cells(text: str) -> int:
    """Return how many columns a text takes: wide characters two, combining ones none.

    Rich can count them too, but plain pages are drawn without importing it.
    """
    return len(text) if text.isascii() else sum(map(_cells_of, text))


@cache
def _cells_of(character: str) -> int:
    """Return the columns of a character in the form in which ``Terminal`` prints it."""
    if character < "\u0300" or "\u2010" <= character <= "\u2027":  # é, “, —: the most frequent
        return 1
    from unicodedata import category, east_asian_width

    from healthtopics.text import has_invisible

    kind = category(character)
    if has_invisible(character):  # it is printed as U+FFFD
        return 1
    if kind in ("Mn", "Me") or "\u1160" <= character <= "\u11ff":  # a vowel of a Hangul syllable
        return 0
    wide = kind != "Cn" and east_asian_width(character) in ("W", "F")
    return 2 if wide else 1


def breaks(text: str, width: int, first: int = 0, rest: int = 0) -> list[tuple[int, int]]:
    """Return where the lines of a text begin and end.

    A line has at most ``width`` columns, unless a single word is longer: words are never broken.

    Args:
        text: words separated by spaces; the space between two lines is left out.
        width: the columns; 0 for a single line.
        first: the columns taken before the first line.
        rest: the columns taken before every other line.
    """
    columns = _columns(text)
    if not width or columns[-1] <= width - first:
        return [(0, len(text))]
    lines = []
    start = begin = 0
    limit = width - first
    for word in text.split(" "):
        end = begin + len(word)
        if word and columns[end] > limit and begin > start + 1:  # never before the first
            lines.append((start, begin - 1))
            start = begin
            limit = columns[start] + width - rest
        begin = end + 1
    return [*lines, (start, len(text))]


def _columns(text: str) -> Sequence[int]:
    """Return the columns before each character of a text, and finally the columns of all."""
    if text.isascii():
        return range(len(text) + 1)
    return [0, *accumulate(map(_cells_of, text))]
