"""The page on a terminal: hostile text does nothing, addresses are whole."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtopics.render.document import Bulleted, Line, LinkItem, Links, Title
from healthtopics.render.rich_page import rich_page
from healthtopics.terminal import Terminal
from healthtopics.text import clean
from tests.render.test_plain import DOCUMENT

ESCAPE = re.compile(r"\x1b(?:\[[0-9;]*m|\]8;[^\x1b]*\x1b\\)")
TERMINAL = Terminal(None, None, {})


def _paint(*elements: Title | Bulleted | Links, width: int = 80) -> str:
    return TERMINAL.paint(rich_page(elements, width))


@pytest.mark.parametrize(
    "text",
    [
        "[/]",
        "[red]x",
        "[updated 2020 Jun 24; cited 2020 Jul 1]",
        ":warning:",
        "a\x1b]0;tb",
        "\u202e",
    ],
)
def test_markup_is_text(text: str) -> None:
    painted = ESCAPE.sub("", _paint(Title(text), Bulleted((Line(text, text),)), width=200))
    assert painted.count(clean(text)) == 3
    assert not set(painted) & set("\x1b\x07\u202e")


def test_a_title_is_a_hyperlink_with_the_host_beside_it() -> None:
    url = "https://example.org/" + "x" * 200
    painted = _paint(Links((LinkItem(0, "A", (), url, ""),)), width=40)
    assert painted.count(f";{url}\x1b\\") == 1
    assert ESCAPE.sub("", painted) == "• A <example.org>\n"


@pytest.mark.parametrize(
    "url", ["javascript:x", "file:///etc/passwd", "https://x\x1b\\.org", "--help"]
)
def test_any_other_address_is_text(url: str) -> None:
    painted = _paint(Links((LinkItem(0, "A", (), url, ""),)))
    assert "]8;" not in painted
    assert clean(url) in ESCAPE.sub("", painted)


def test_only_the_sixteen_colours_are_used() -> None:
    painted = TERMINAL.paint(rich_page(DOCUMENT, 80))
    codes = {int(c) for m in re.findall(r"\x1b\[([0-9;]*)m", painted) for c in m.split(";")}
    assert codes <= {0, 1, 3, 4, 7, *range(30, 38)}


@given(st.text(), st.integers(4, 60))
def test_words_in_are_words_out(text: str, width: int) -> None:
    painted = ESCAPE.sub("", _paint(Bulleted((Line("x" + clean(text)),)), width=width))
    shown = "".join(painted.split()).removeprefix("•")
    assert shown == "".join(("x" + clean(text)).split())
