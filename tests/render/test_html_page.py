"""HTML: the words that went in, no markup but ours, and nothing that could run or be loaded."""

import re
from base64 import b64encode
from hashlib import sha256

from hypothesis import example, given
from hypothesis import strategies as st

from healthtopics.answers.advice import NOWHERE
from healthtopics.answers.languages import InLanguages
from healthtopics.answers.topics import TopicPage
from healthtopics.render.document import (
    Checklist,
    Contents,
    Document,
    Field,
    Heading,
    HitItem,
    Hits,
    Line,
    LinkItem,
    Links,
    Listing,
    Remark,
    Title,
)
from healthtopics.render.html_page import html_page
from tests.render.test_plain import DOCUMENT
from tests.render.test_widths import documents
from tests.support.bundled import TOPICS
from tests.support.html import Reader, read, shown

HOSTILE = "</style></title><script>alert(1)</script><img src=x onerror=y> &amp; \" ' javascript:x"
BODY = """\
<h1>Blue Elbow</h1>
<p><strong>Also called:</strong> Azure elbow</p>
<h2 id="s1">Help</h2>
<section aria-labelledby="advice3">
<div class="level emergency">
<h2 id="advice3"><span class="badge">EMERGENCY:</span> Call if:</h2>
<ul>
<li>It glows.</li>
<li>It hums a long tune.</li>
</ul>
<p class="telephone">Crisis line: call 1.</p>
</div>
</section>
<h2 id="s2">About</h2>
<p>An elbow that is blue.</p>
<ul>
<li>one</li>
<li class="d1">two</li>
</ul>
<ul>
<li><strong>Blue:</strong> All over.</li>
<li>Cold</li>
</ul>
<h2 id="s3">Links</h2>
<h3>Start Here</h3>
<ul class="numbered">
<li><a href="https://example.org/long/address">A</a> — X, Y <span class="host">&lt;example.org&gt;</span><br>A note about A.</li>
<li>2. B</li>
</ul>
<ul class="plain">
<li><strong>Name</strong> — what it is</li>
<li>Other</li>
</ul>
<p><strong>Reviewed:</strong> today</p>
<p>It informs.</p>
"""


def _page(*elements: object) -> str:
    return html_page(elements, "en", "topic show")  # type: ignore[arg-type]


def test_a_document() -> None:
    page = html_page(DOCUMENT, "en", "topic show")
    assert page.partition("<main>\n")[2] == f"{BODY}</main>\n</body>\n</html>\n"
    assert "<title>Blue Elbow</title>" in page


def test_a_page_without_a_title_gets_one() -> None:
    page = _page(Listing((Line("A", "b"),)))
    assert "<title>topic show</title>" in page
    assert "<h1>topic show</h1>" in page


def _head(page: str) -> dict[str, str]:
    return dict(re.findall(r'<meta [a-z-]+="([\w-]+)" content="([^"]*)">', page))


def test_it_may_load_and_run_nothing() -> None:
    """What the page allows itself is its own style sheet, by its hash."""
    page = html_page(DOCUMENT, "en", "")
    (style,) = re.findall(r"<style>(.*)</style>", page, re.DOTALL)
    hash = b64encode(sha256(style.encode()).digest()).decode()
    assert _head(page)["Content-Security-Policy"] == (
        f"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in style
    assert "@import" not in style


# What the renderer itself writes; anything else came from a text.
ELEMENTS = set(
    "html head meta title style body main section nav div h1 h2 h3 p ul ol li dl dt dd code strong "
    "span mark a br article footer svg path".split()
)
ATTRIBUTES = {"lang", "charset", "http-equiv", "name", "content", "id", "class", "href",
              "aria-labelledby", "aria-label", "role"}  # fmt: skip
OF_CODES = {"viewbox", "transform", "stroke", "fill", "d"}


def check(page: str) -> Reader:
    """Return a page that was read, of which all markup is the renderers' own."""
    reader = read(page)
    ids = [attributes["id"] for _, attributes in reader.elements if "id" in attributes]
    assert len(set(ids)) == len(ids)
    for tag, attributes in reader.elements:
        assert tag in ELEMENTS
        allowed = ATTRIBUTES | (OF_CODES if tag in ("svg", "path") else set())
        assert set(attributes) <= allowed, tag
        names = (attributes.get("aria-labelledby") or "").split()
        assert not names or names[0] in ids
    for address in reader.addresses:
        assert address.startswith(("http://", "https://")) or address[1:] in ids
    return reader


@given(documents)
def test_no_text_becomes_markup(document: Document) -> None:
    check(html_page(document, "en", "topic"))


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\x00")))
@example(HOSTILE)
@example("&lt; &#60; ]]> <!-- -->")
def test_escaped_text_is_only_text(text: str) -> None:
    elements = (
        Title(text), Heading(text), Heading(text, 2), Field(text, text), Remark(text),
        Contents(text, ("",)), Hits((HitItem(text, text, text, ((text, True),), text),)),
        Links((LinkItem(0, text, (text,), text, text, text),)), Checklist((text,)),
    )  # fmt: skip
    page = _page(*elements)
    check(page)
    assert shown(page).count(text) >= 16
    assert read(page).addresses == []


def test_only_web_addresses_are_links() -> None:
    for url in ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//x.example"):
        page = _page(Title("A"), Links((LinkItem(0, "A", (), url, ""),)))
        assert read(page).addresses == []
        assert f"A <{url}>" in shown(page)
    page = _page(Title("A"), Links((LinkItem(0, "A", (), "https://x.example/?a=1&b='", ""),)))
    assert read(page).addresses == ["https://x.example/?a=1&b='"]


def test_the_title_of_a_page_in_another_language_says_its_own() -> None:
    link = LinkItem(0, "Flu", (), "https://x.example/", "", "", "en", "en inglés")
    for url in (link.url, ""):
        page = html_page((Title("Gripe", "es"), Links((link._replace(url=url),))), "es", "")
        assert "Flu (en inglés)" in shown(page)
        assert [text for text, language in read(page).pieces if language == "en"] == ["Flu"]


def test_the_headings_of_a_long_page_lead_to_it() -> None:
    page = _page(Title("A"), Heading("B"), Title("C"), Contents("On", ("B", "D")), Heading("B"),
                 Heading("D"))  # fmt: skip
    assert read(page).addresses == ["#s2", "#s3"]


def test_every_part_says_its_language() -> None:
    english, spanish = (
        TopicPage(TOPICS[name]._replace(collection="bundled"), NOWHERE)
        for name in ("en/flu", "es/gripe")
    )
    reader = read(html_page(InLanguages([english, spanish]).document(), "en", ""))
    languages = dict.fromkeys(language for text, language in reader.pieces if text.strip())
    assert list(languages) == ["en", "es"]
    spanish_words = " ".join(text for text, language in reader.pieces if language == "es")
    assert "Cuándo" not in " ".join(text for text, language in reader.pieces if language == "en")
    for word in ("Gripe", "AHORA", "Síntomas", "Cotejada con sus fuentes"):
        assert word in spanish_words


def test_lines_of_lists_say_their_language() -> None:
    page = html_page(
        (Listing((Line("Flu", "", "en"), Line("Gripe", "", "es"))),), "es", "topic list"
    )
    assert '<html lang="es">' in page
    assert '<li lang="en">Flu</li>' in page
    assert "<li>Gripe</li>" in page


def _luminance(color: str) -> float:
    """Return the relative luminance of a color (WCAG 2.2)."""
    digits = color[1:] if len(color) == 7 else "".join(digit * 2 for digit in color[1:])
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_colors_have_the_contrast_of_aa() -> None:
    style = html_page((), "en", "")
    schemes = [
        dict(re.findall(r"--(\w+):(#\w+)", part)) for part in re.findall(r":root\{[^}]*\}", style)
    ]
    assert len(schemes) == 3
    for scheme in schemes:
        for name, color in scheme.items():
            if name != "ground":
                light, dark = sorted(map(_luminance, (color, scheme["ground"])), reverse=True)
                assert (light + 0.05) / (dark + 0.05) >= 4.5, (name, color)


def test_no_level_of_headings_is_left_out() -> None:
    page = _page(
        Title("A"), Heading("B", 2), Heading("C"), Heading("D", 2), Title("E"), Heading("F", 2)
    )
    levels = [tag for tag, _ in read(page).elements if tag in ("h1", "h2", "h3")]
    assert levels == ["h1", "h2", "h2", "h3", "h1", "h2"]
