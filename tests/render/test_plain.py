"""Plain text: words in are words out, at every width."""

from hypothesis import given
from hypothesis import strategies as st

from healthtopics.model import Bullet, Bullets, Paragraph
from healthtopics.render.document import (
    AdviceGroup,
    AdviceLevel,
    Bulleted,
    Field,
    Heading,
    Line,
    LinkItem,
    Links,
    Listing,
    Prose,
    Remark,
    Title,
)
from healthtopics.render.plain import fill, plain_text

DOCUMENT = (
    Title("Blue Elbow"),
    Field("Also called", "Azure elbow"),
    Heading("Help"),
    AdviceLevel(
        "emergency",
        "EMERGENCY",
        "Call if:",
        (AdviceGroup("", ("It glows.", "It hums a long tune.")),),
        ("Crisis line: call 1.",),
    ),
    Heading("About"),
    Prose((Paragraph("An elbow that is blue."), Bullets((Bullet("one"), Bullet("two", 1))))),
    Bulleted((Line("Blue", "All over."), Line("Cold"))),
    Heading("Links"),
    Heading("Start Here", 2),
    Links(
        (
            LinkItem(0, "A", ("X", "Y"), "https://example.org/long/address", "A note about A."),
            LinkItem(2, "B", (), "", ""),
        )
    ),
    Listing((Line("Name", "what it is"), Line("Other"))),
    Field("Reviewed", "today"),
    Remark("It informs."),
)

TEXT = """\
Blue Elbow
==========
Also called: Azure
  elbow

Help
----
EMERGENCY: Call
if:
- It glows.
- It hums a long
  tune.
Crisis line: call
  1.

About
-----
An elbow that is
blue.

- one
  - two

- Blue: All over.
- Cold

Links
-----
Start Here
- A — X, Y <https://example.org/long/address>
  A note about A.
- 2. B

Name — what it is
Other

Reviewed: today
It informs.
"""


def test_a_document() -> None:
    assert "".join(plain_text(DOCUMENT, 18)) == TEXT


def test_nothing_is_nothing() -> None:
    assert list(plain_text((), 80)) == []


@given(st.text(), st.integers(0, 200), st.sampled_from(["", "- ", "  "]))
def test_filling_keeps_the_words(text: str, width: int, first: str) -> None:
    filled = fill(text, width, first, "  ")
    assert filled.removeprefix(first).split() == text.split()
    for line in filled.split("\n"):
        assert len(line) <= width or len(line.removeprefix(first).split()) <= 1 or not width
    if not width:
        assert "\n" not in filled or not text.split()


def test_wide_scripts_are_wrapped_by_the_columns_that_they_take() -> None:
    text = " ".join(["\u4e2d\u6587\u8bcd\u8bed"] * 20)
    lines = fill(text, 40).splitlines()
    assert max(2 * len(line.replace(" ", "")) + line.count(" ") for line in lines) <= 40
    assert " ".join(lines) == text
