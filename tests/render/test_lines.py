"""Lines are broken between words, by the columns that their characters take on a terminal."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from healthtopics.model import Bullet, Bullets, Paragraph
from healthtopics.render.document import (
    AdviceGroup,
    AdviceLevel,
    Bulleted,
    Field,
    Line,
    Prose,
    Remark,
)
from healthtopics.render.lines import breaks, cells
from healthtopics.render.plain import plain_text
from healthtopics.render.rich_page import rich_page
from healthtopics.terminal import Terminal
from healthtopics.text import clean
from tests.support.characters import unpainted

SCRIPTS = {
    "Latin": (0x20, 0x300),
    "accents": (0x300, 0x370),
    "Greek and Cyrillic": (0x370, 0x530),
    "Arabic": (0x600, 0x700),
    "Thai": (0xE00, 0xE80),
    "punctuation": (0x2000, 0x2070),
    "kana": (0x3041, 0x3100),
    "Chinese": (0x4E00, 0x9FFF),
    "Hangul": (0xAC00, 0xD7A4),
    "half and full width": (0xFF01, 0xFFDD),
    "faces": (0x1F600, 0x1F650),
}
words = st.text(st.sampled_from("ab-é—“流产한글e\u0301\u1e9bｱ😀"), min_size=1, max_size=12)
texts = st.lists(words, max_size=30).map(" ".join)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("flu", 3),
        ("embarazo — “niñez”", 18),
        ("流产", 4),
        ("e\u0301tude", 5),
        ("\u1112\u1161\u11ab", 2),  # a Hangul syllable in three letters
        ("ｱ", 1),
        ("😀", 2),
        ("\u202e\u200b", 2),  # printed as two replacement characters
        ("\u0378", 1),  # no character is assigned
    ],
)
def test_columns_of_a_text(text: str, columns: int) -> None:
    assert cells(text) == columns


@pytest.mark.parametrize("script", sorted(SCRIPTS))
def test_columns_are_those_that_rich_counts(script: str) -> None:
    first, last = SCRIPTS[script]
    for code in range(first, last):
        character = chr(code)
        if clean(character) == character and unicodedata.category(character) != "Cn":
            assert cells(character) == cell_len(character), hex(code)


def test_a_line_is_broken_where_the_next_word_does_not_fit() -> None:
    assert breaks("one two three", 7) == [(0, 7), (8, 13)]
    assert breaks("one two three", 6) == [(0, 3), (4, 7), (8, 13)]
    assert breaks("one two three", 0) == [(0, 13)]


def test_what_stands_in_front_of_the_lines_takes_columns() -> None:
    assert breaks("one two six ten", 9, first=2, rest=6) == [(0, 7), (8, 11), (12, 15)]


def test_wide_characters_fill_a_line_twice_as_fast() -> None:
    assert breaks("流产 流产 流产", 9) == [(0, 5), (6, 8)]


def test_a_word_longer_than_the_line_has_one_for_itself() -> None:
    assert breaks("a elephantine b", 4) == [(0, 1), (2, 13), (14, 15)]


def test_white_space_at_the_ends_is_kept() -> None:
    assert breaks(" NOW ", 2) == [(0, 5)]


@given(texts, st.integers(1, 60), st.integers(0, 20), st.integers(0, 20))
@example("a b", 1, 2, 2)
def test_lines_hold_all_words_and_as_many_as_fit(
    text: str, width: int, first: int, rest: int
) -> None:
    lines = [text[start:end] for start, end in breaks(text, width, first, rest)]
    assert " ".join(lines) == text
    for number, line in enumerate(lines):
        room = width - (rest if number else first)
        assert cells(line) <= room or " " not in line
        if number + 1 < len(lines):
            following = lines[number + 1].split(" ")[0]
            assert cells(f"{line} {following}") > room


@pytest.mark.parametrize("width", [20, 40])
def test_no_line_of_a_page_is_wider_than_asked_for(width: int) -> None:
    words = " ".join(["流产", "loss", "自然终止"] * 9)
    page = (
        Field("Also called", words),
        Prose((Paragraph(words), Bullets((Bullet(words), Bullet(words, 1))))),
        Bulleted((Line(words, words),)),
        AdviceLevel("now", "NOW", words, (AdviceGroup("", (words,)),), (words,)),
        Remark(words),
    )
    painted = unpainted(Terminal(None, None, {}).paint(rich_page(page, width)))
    for text in ("".join(plain_text(page, width)), painted):
        assert max(map(cell_len, text.split("\n"))) <= width
