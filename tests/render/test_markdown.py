"""Markdown: a CommonMark parser sees the words that went in, and no markup but ours."""

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from healthtopics.render.document import Bulleted, Heading, Line, LinkItem, Links, Remark
from healthtopics.render.markdown import escape, markdown_text
from tests.render.test_plain import DOCUMENT

TWO_SPACES = "  "  # a line break
MARKDOWN = f"""\
# Blue Elbow

**Also called:** Azure elbow

## Help

**EMERGENCY:** Call if:

- It glows.
- It hums a long tune.

Crisis line: call 1.

## About

An elbow that is blue.

- one
  - two

- **Blue:** All over.
- Cold

## Links

### Start Here

- [A](<https://example.org/long/address>) — X, Y{TWO_SPACES}
  A note about A.
- **2.** B

- **Name** — what it is
- Other

**Reviewed:** today

*It informs.*
"""


def test_a_document() -> None:
    assert "".join(markdown_text(DOCUMENT)) == MARKDOWN


def test_an_unsafe_address_is_text() -> None:
    document = (Links((LinkItem(0, "A", (), "javascript:alert(1)", ""),)),)
    assert "".join(markdown_text(document)) == "- A javascript:alert(1)\n"


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1
).filter(lambda text: bool(text.split()))


def _texts(tokens: list[Token]) -> list[str]:
    found = []
    for token in tokens:
        assert token.type not in ("html_block", "html_inline", "code_block", "fence", "hr")
        if token.type in ("text", "text_special"):
            found.append(token.content)
        found += _texts(token.children or [])
    return found


@given(texts)
@example("1. one")
@example("- dash")
@example("# heading")
@example("*bold* _em_ `code` [a](b) <b> &amp; \\ ![x](y)")
@example("=== ---")
@example("~~~")
@example("| a | b |")
@example("1) x")
@example("https://example.org")
def test_escaped_text_is_only_text(text: str) -> None:
    document = (
        Heading(text),
        Bulleted((Line(text, text), Line(text))),
        Remark("x " + text),
    )
    for parser in (MarkdownIt("commonmark"), MarkdownIt("gfm-like", {"linkify": False})):
        seen = "".join(_texts(parser.parse("".join(markdown_text(document)))))
        assert "".join(seen.split()) == "".join(f"{text}{text}:{text}{text}x{text}".split())


def test_escape_squeezes() -> None:
    assert escape(" a \n b ") == "a b"


def test_a_heading_keeps_the_signs_at_its_end() -> None:
    parser = MarkdownIt()
    for text in ("Vitamin C #", "C##", "#", "# ##", "Grade \\#"):
        html = parser.render("".join(markdown_text((Heading(text),))))
        assert html.count(text.replace("\\#", "\\#")) == 1, html


def test_what_other_renderers_make_links_and_mentions_of_is_escaped() -> None:
    text = "www.a.example http://b.example HTTPS://c.example me@d.example @octocat #1 $x$ :warning: 5:30"
    assert escape(text) == (
        "www\\.a.example http\\://b.example HTTPS\\://c.example me\\@d.example \\@octocat \\#1 "
        "\\$x\\$ \\:warning: 5:30"
    )
    (inline,) = [token for token in MarkdownIt().parse(escape(text)) if token.type == "inline"]
    assert "".join(child.content for child in inline.children or []) == text
