"""The one door: cleaning, encodings, style."""

import io
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from healthtopics.terminal import Style, Terminal, clean, encode

ALL_CHARACTERS = [chr(code) for code in range(0x110000)]
DANGEROUS = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def test_no_code_point_that_acts_or_hides_passes() -> None:
    text = "".join(ALL_CHARACTERS)
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    passed = {c for c in set(cleaned) if unicodedata.category(c) in DANGEROUS}
    assert passed == {"\t", "\n"}
    hidden = "\u034f\u115f\u1160\u3164\uffa0\ufe0f\u180b\U000e0041\U000e0100\u200d\u00ad"
    assert not set(cleaned) & set(hidden)


def test_what_is_shown_instead() -> None:
    assert clean("\x1b[31m\x07\x7f") == "␛[31m␇␡"
    assert clean("a\u202eb\u200bc\ud800") == "a�b�c�"
    assert clean("a\u2028b") == "a b"


@given(
    st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp"), max_codepoint=0x2FFF))
)
@example("Síntomas — “á” 100 °F …\n\tñ")
def test_ordinary_text_is_left_alone(text: str) -> None:
    hidden = set("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f")
    if not set(text) & hidden:
        assert clean(text) is text or clean(text) == text


@given(st.text())
def test_cleaning_keeps_length_and_happens_once(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert clean(cleaned) == cleaned


@given(
    st.text() | st.lists(st.sampled_from([*"a\n\t\x1b\x9bé流\u202e\ufe0f\U000e0041"])).map("".join)
)
def test_each_character_is_cleaned_as_if_it_stood_alone(text: str) -> None:
    assert clean(text) == "".join(map(clean, text))


@given(st.text(), st.sampled_from(["ascii", "latin-1", "cp1252", "shift_jis", "utf-8", "nonsense"]))
def test_encoding_never_fails(text: str, encoding: str) -> None:
    assert isinstance(encode(clean(text), encoding), bytes)


def test_encoding_takes_the_nearest_characters() -> None:
    assert encode("“Niño” — 5 °C…", "ascii") == b'"Nino" - 5 ?C...'
    assert encode("Niño", "latin-1") == "Niño".encode("latin-1")
    assert encode("日", "ascii") == b"?"


class _Screen(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_is_drawn_on_a_terminal_only() -> None:
    drawn, silent = io.BytesIO(), io.BytesIO()
    screen, pipe = _Screen(drawn), io.TextIOWrapper(silent)
    for stream in (screen, pipe):
        Terminal(None, stream, {}).progress("Reading topics", 3, 9)
        Terminal(None, stream, {}).progress("Reading topics", 9, 9)
    Terminal(None, screen, {"TERM": "dumb"}).progress("Reading", 1, 2)
    text = drawn.getvalue().decode()
    assert text.startswith("\rReading topics [######..............] 3 of 9\r")
    assert text.endswith(" \r")
    assert silent.getvalue() == b""


@pytest.mark.parametrize(
    ("environ", "color", "width", "expected"),
    [
        ({}, "auto", None, Style(color=False, width=80)),
        ({}, "always", None, Style(color=True, width=80)),
        ({"FORCE_COLOR": "1"}, "auto", 40, Style(color=True, width=40)),
        ({"FORCE_COLOR": "false"}, "auto", None, Style(color=False, width=80)),
        ({"CLICOLOR_FORCE": "1", "NO_COLOR": "x"}, "auto", 0, Style(color=False, width=0)),
    ],
)
def test_style_without_a_terminal(
    environ: dict[str, str], color: str, width: int | None, expected: Style
) -> None:
    assert Terminal(None, None, environ).style(color, width, to_file=False) == expected
