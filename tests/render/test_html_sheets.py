"""Sheets as HTML: escaped in the page and in its style sheet, one row an item."""

import re
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from healthtopics.render.document import (
    Address,
    AdviceGroup,
    AdviceLevel,
    Checklist,
    Document,
    Heading,
    Part,
    Remark,
    Sheet,
    Side,
    WritingLines,
)
from healthtopics.render.html_page import html_page
from healthtopics.render.markdown import markdown_text
from healthtopics.render.plain import plain_text
from healthtopics.text import clean
from tests.render.test_html_page import check
from tests.render.test_widths import elements, several, texts
from tests.support.html import read, shown

URL = "https://medlineplus.gov/flu.html"
sheet_elements = (
    elements | st.builds(Checklist, several) | st.builds(Address, texts, texts | st.just(URL))
)
sides = st.builds(
    Side, st.sampled_from(["en", "es"]), st.lists(sheet_elements, max_size=3).map(tuple)
)
parts = st.builds(Part, st.lists(sides, min_size=1, max_size=2).map(tuple), st.booleans())
sheets = st.builds(Sheet, st.lists(parts, max_size=3).map(tuple), several, several, st.booleans())


@given(st.lists(sheets, min_size=1, max_size=2).map(tuple))
def test_no_text_becomes_markup(document: Document) -> None:
    check(html_page(document, "en", "topic"))


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\x00")))
@example('\u202e}</style>\\"')
def test_no_text_becomes_style(text: str) -> None:
    page = html_page((Sheet((), (text,), (f"{text}{{page}}{text}{{pages}}",)),), "en", "")
    (style,) = re.findall(r"<style>(.*)</style>", page, re.DOTALL)
    (content,) = re.findall(r"@bottom-left\{content:(.*?)\}@bottom-right\{content:.*\}\}\n", style)
    assert re.fullmatch(r'"(?:[A-Za-z0-9]|\\[0-9a-f]+ )*"', content)
    escaped = re.sub(r"\\([0-9a-f]+) ", lambda match: chr(int(match[1], 16)), content[1:-1])
    assert escaped == clean(text)
    assert text in shown(page)


def _two(*english: object, spanish: tuple[object, ...], boxed: bool = False) -> str:
    sides = (Side("en", english), Side("es", spanish))  # type: ignore[arg-type]
    return html_page((Sheet((Part(sides, boxed),), ("A.",), ("{page}/{pages}",)),), "en", "")


def _level(*items: str) -> AdviceLevel:
    return AdviceLevel("now", "Now", "call if", (AdviceGroup("", items),), ("Line.",))


def _rows(page: str) -> list[tuple[str, ...]]:
    return re.findall(r'row(\d+)">([^<\n]+)', page)


def test_an_item_stands_in_the_row_of_its_twin() -> None:
    page = _two(Heading("A"), _level("b", "c"), Remark("d"),
                spanish=(Heading("Á"), _level("b́"), Remark("d́")))  # fmt: skip
    assert _rows(page) == [
        ("1", "A"), ("2", "Now: call if"), ("3", "b"), ("4", "c"), ("5", "Line."), ("6", "d"),
        ("1", "Á"), ("2", "Now: call if"), ("3", "b́"), ("5", "Line."), ("6", "d́"),
    ]  # fmt: skip
    assert ".row6{grid-row:6}\n" in page
    assert ".row7" not in page
    assert '<div class="side" lang="es">' in page


def test_what_stands_alone_has_no_rows() -> None:
    page = html_page((Sheet((Part((Side("en", (Remark("a"),)),)),), (), ()),), "en", "")
    assert "<p>a</p>" in page


def test_a_box_is_a_landmark_named_by_its_heading() -> None:
    page = _two(Heading("Help"), spanish=(Heading("Ayuda"),), boxed=True)
    assert '<section class="part box two" aria-labelledby="part1-0">' in page
    assert '<h2 id="part1-0" class="row1">Help</h2>' in page


def _with_address(url: str) -> str:
    return html_page((Sheet((Part((Side("en", (Address("Page", url),)),)),), (), ()),), "en", "")


def test_an_address_has_a_code_where_it_can_be_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    page = _with_address(URL)
    assert f'role="img" aria-label="Page: {URL}"><svg' in page
    check(page)
    assert "<svg" not in _with_address("javascript:x")
    assert "<svg" not in _with_address(f"https://example.org/{'x' * 4000}")
    monkeypatch.setitem(sys.modules, "segno", None)
    page = _with_address(URL)
    assert "<svg" not in page
    assert "medlineplus.gov/flu.html" in shown(page)
    assert read(page).addresses == [URL]


def test_elsewhere_languages_follow_each_other() -> None:
    sides = (Side("en", (Heading("A"), Checklist(("b",)))), Side("es", (Heading("Á"),)))
    sheet = Sheet(
        (Part(sides), Part((Side("", (WritingLines(1), Address("P", URL))),))), ("F.",), ()
    )
    assert "".join(plain_text((sheet,), 10)) == (
        f"A\n-\n[ ] b\n\nÁ\n-\n__________\n\nP: {URL}\n\nF.\n"
    )
    assert "".join(markdown_text((sheet,))) == (
        f"## A\n\n- [ ] b\n\n## Á\n\n---\n\n**P:** <{URL}>\n\n*F.*\n"
    )
