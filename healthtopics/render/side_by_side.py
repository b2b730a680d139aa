"""A document in two languages side by side: what is the same in both begins in the same line."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from rich.segment import Segment

from healthtopics.render import document as d
from healthtopics.render.lines import cells
from healthtopics.render.rich_page import Placed, Spans, bar_of, lines_of, pieces, placed

GAP = 4  # columns between the two
MOST = 78  # the most columns of one that read well


def side_by_side(left: d.Document, right: d.Document, width: int) -> Iterator[Segment]:
    """Yield two documents as segments, each in a column.

    Args:
        left: a document.
        right: the same document in another language.
        width: the columns of both together.
    """
    column = min((width - GAP) // 2, MOST)
    for one, other in _paired(list(placed(left)), list(placed(right))):
        if any(side and side.above is not None for side in (one, other)):
            yield from _row(
                one.above or () if one else (), other.above or () if other else (), column
            )
        yield from _beside(one, other, column)


def _keys(side: Iterable[Placed]) -> list[tuple[str, type, int]]:
    """Return what identifies each element in every language: its section, kind and position."""
    seen: Counter[tuple[str, type]] = Counter()
    section = ""
    keys = []
    for element, _, _ in side:
        if isinstance(element, d.Heading | d.AdviceLevel):
            section = element.key or "a heading of its own"
        key = (section, type(element))
        seen[key] += 1
        keys.append((*key, seen[key]))
    return keys


def _paired(
    left: Sequence[Placed], right: Sequence[Placed]
) -> Iterator[tuple[Placed | None, Placed | None]]:
    """Yield pairs of what is the same on both sides; None stands for what one side lacks."""
    matches = SequenceMatcher(None, _keys(left), _keys(right), autojunk=False).get_opcodes()
    for same, start, end, other_start, other_end in matches:
        if same == "equal":
            yield from zip(left[start:end], right[other_start:other_end], strict=True)
            continue
        yield from ((item, None) for item in left[start:end])
        yield from ((None, item) for item in right[other_start:other_end])


def _beside(left: Placed | None, right: Placed | None, column: int) -> Iterator[Segment]:
    """Yield two elements side by side: item by item if both have the same number."""
    parts = [
        [list(piece) for piece in pieces(side.element, column, side.margin)] if side else []
        for side in (left, right)
    ]
    if len(parts[0]) != len(parts[1]):
        parts = [[[segment for piece in side for segment in piece]] for side in parts]
    bars = [bar_of(side.element) if side else () for side in (left, right)]
    for pieces_of_both in zip(*parts, strict=True):
        lines = [[line[:-1] for line in lines_of(piece)] for piece in pieces_of_both]
        for one, other in zip_longest(*lines):
            yield from _row(
                bars[0] if one is None else one, bars[1] if other is None else other, column
            )


def _row(left: Spans, right: Spans, column: int) -> Iterator[Segment]:
    """Yield a line of both columns; on the left, a word that is too long gets its own line."""
    yield from left
    taken = sum(cells(segment.text) for segment in left)
    if right and taken > column:
        yield Segment.line()
        taken = 0
    if right:
        yield Segment(" " * (column + GAP - taken))
        yield from right
    yield Segment.line()
