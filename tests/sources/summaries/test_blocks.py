import html
import re
import time
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtopics.model import Block, Bullet, Bullets, Paragraph, Section
from healthtopics.sources.summaries.blocks import MAX_DEPTH, Summary, read_summary
from tests.fuzz.targets import check_summary
from tests.support.long_form import examples


def texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (item.text for item in block.items)


def words(summary: Summary) -> list[str]:
    parts = [*texts(summary.blocks)]
    for section in summary.sections:
        parts += [section.heading, *texts(section.blocks)]
    return re.findall(r"\w+", " ".join([*parts, summary.attribution]))


def blocks(text: str) -> tuple[Block, ...]:
    return read_summary(text, "en").blocks


def test_a_whole_summary() -> None:
    summary = read_summary(
        """<p>A <strong>zumb</strong> is a&nbsp;small <a href="https://example.org/grelt.html">grelt</a>.</p>
        <h3>What causes zumbs?</h3>
        <p>Two things:</p>
        <ul>
        <li>Noise, such as<ul><li>Drums</li><li>Horns &amp; bells</li></ul></li>
        <li>Lack of rest</li>
        </ul>
        <h3>What else is there?</h3>
        <p>Not much.</p>
        <p class="">NIH: National Institute of Zumbs and Grelts</p>""",
        "en",
    )
    assert summary == Summary(
        (Paragraph("A zumb is a small grelt."),),
        (
            Section(
                "causes",
                "What causes zumbs?",
                (
                    Paragraph("Two things:"),
                    Bullets(
                        (
                            Bullet("Noise, such as"),
                            Bullet("Drums", 1),
                            Bullet("Horns & bells", 1),
                            Bullet("Lack of rest"),
                        )
                    ),
                ),
            ),
            Section("", "What else is there?", (Paragraph("Not much."),)),
        ),
        "NIH: National Institute of Zumbs and Grelts",
    )


def test_spanish_headings_and_attribution() -> None:
    summary = read_summary(
        "<h2>¿Cómo se diagnostica?</h2><p>Con pruebas.</p>"
        "<p>NIH: Instituto Nacional de Zumbidos y Ruidos</p>",
        "es",
    )
    assert summary.sections == (
        Section("diagnosis", "¿Cómo se diagnostica?", (Paragraph("Con pruebas."),)),
    )
    assert summary.attribution == "NIH: Instituto Nacional de Zumbidos y Ruidos"


@pytest.mark.parametrize(
    "line",
    [
        "NIH: National Institute of Grelts",
        "Centers for Zumb Control and Prevention",
        "Dept. of Grelts and Zumbs Office on Women's Health",
        "National Grelt Administration ",
        "<br>Environmental Zumb Agency",
        "NIH: " + "Zumb " * 18 + "Institute",
    ],
)
def test_attribution(line: str) -> None:
    summary = read_summary(f"<p>Grelts hum.</p><p>{line}</p><p> </p>", "en")
    assert summary.attribution == line.removeprefix("<br>").strip()
    assert summary.blocks == (Paragraph("Grelts hum."),)


@pytest.mark.parametrize(
    ("line", "language", "is_one"),
    [
        ("Biblioteca Nacional de Zumbidos", "es", True),
        ("Biblioteca Nacional de Zumbidos", "en", False),
        ("National Grelt Library", "en", True),
        ("National Grelt Library", "es", False),
        ("National Grelt Library", "fr", True),
    ],
)
def test_attribution_is_known_by_words_of_its_language(
    line: str, language: str, is_one: bool
) -> None:
    assert bool(read_summary(f"<p>{line}</p>", language).attribution) is is_one


def test_attribution_is_the_last_paragraph() -> None:
    nih = "NIH: National Institute of Grelts"
    summary = read_summary(f"<p>{nih}</p><p>a</p><h3>Why?</h3><p>b</p><p>{nih}</p>", "fr")
    assert summary.attribution == nih
    assert summary.blocks == (Paragraph(nih), Paragraph("a"))
    assert summary.sections == (Section("", "Why?", (Paragraph("b"),)),)
    for text in (f"<ul><li>{nih}</ul>", f"<h3>{nih}</h3>"):
        assert not read_summary(text, "en").attribution


@pytest.mark.parametrize(
    "line",
    [
        "The National Institute of Grelts studies them.",
        "ask the Grelt Agency",
        "What does the Grelt Agency do?",
        "Grelts Hum",
        "NIH: " + "Zumb " * 19 + "Institute",
        *(f"National Institute of Zumbs{end}" for end in ".?!:;"),
    ],
)
def test_other_last_paragraphs_stay(line: str) -> None:
    summary = read_summary(f"<p>{line}</p>", "en")
    assert summary.blocks == (Paragraph(line),)
    assert not summary.attribution


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a<br>b", [Paragraph("a b")]),
        ("a<br/><br/>b", [Paragraph("a"), Paragraph("b")]),
        ("a<p>b", [Paragraph("a"), Paragraph("b")]),
        ("<p>a<div>b</div>c", [Paragraph("a"), Paragraph("b"), Paragraph("c")]),
        ("<b>a</b>b <i>c</i>", [Paragraph("ab c")]),
        ("<b>a</b>&#x200b;<i>b</i> <i>c</i>", [Paragraph("ab c")]),
        ("a<unknown>b</unknown>c", [Paragraph("a b c")]),
        ("<t'>e'>", [Paragraph("e'>")]),  # a quote in a tag's name opens nothing
        ("<p>a<img src=x alt='seen'>b</p>", [Paragraph("a b")]),
        ("a<script>x < y</script>b<style>p {}</style>c<!-- d -->e", [Paragraph("a b c e")]),
        ("1 < 2 & 3 > 2 &lt;p&gt; <", [Paragraph("1 < 2 & 3 > 2 <p> <")]),
        ("<p title='x > y'>a</p>", [Paragraph("a")]),
        ("<p><a href='x>a</a></p><p>don't</p>", [Paragraph("a"), Paragraph("don't")]),
        ("a<b title='x>b", [Paragraph("ab")]),
        ('<p\x01 x>a</p">b', [Paragraph("a b")]),
        ("a <\u0131mg> b", [Paragraph("a <\u0131mg> b")]),
        ("<scripts>a</scripts>b<script>c</script >d<style>e</style x>f", [Paragraph("a b d f")]),
        ("<title>a<b>b</b></title>", [Paragraph("ab")]),
        ("<b>e</b>&#x301;", [Paragraph("\N{LATIN SMALL LETTER E WITH ACUTE}")]),
        ("<table><tr><td>a<td>&#x200b;<td>b</table>", [Bullets((Bullet("a — b"),))]),
        ("<ul><li>a</li><li>b</li></ul>", [Bullets((Bullet("a"), Bullet("b")))]),
        ("<ul><li>a<li>b</ul>c", [Bullets((Bullet("a"), Bullet("b"))), Paragraph("c")]),
        ("<ul><li><p>a</p><p>b</p></li></ul>", [Bullets((Bullet("a b"),))]),
        (
            "<ul><li>a<ol><li>b</ol>c</ul>",
            [Bullets((Bullet("a"), Bullet("b", 1), Bullet("c")))],
        ),
        ("<ul>a<li>b</ul>", [Bullets((Bullet("a"), Bullet("b")))]),
        ("<li>a</li>b", [Bullets((Bullet("a"),)), Paragraph("b")]),
        (
            "<table><tr><th>a</th><th>b</th></tr><tr><td><p>c</p></td><td></td><td>d</td></tr></table>",
            [Bullets((Bullet("a — b"), Bullet("c — d")))],
        ),
        ("</ul></p></h3></tr>a", [Paragraph("a")]),
        ("- a", [Paragraph("– a")]),
        ("<li>- a", [Bullets((Bullet("a"),))]),
        ("<p>&nbsp;\n</p>", []),
        ("", []),
    ],
)
def test_tags(text: str, expected: list[Block]) -> None:
    assert list(blocks(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a<br><br>b<br>c<br><br>d", [Paragraph("a"), Paragraph("b c"), Paragraph("d")]),
        ("<ul><li>a<br><br>b</ul>", [Bullets((Bullet("a b"),))]),
        ("<table><tr><td>a<br><br>b</table>", [Bullets((Bullet("a b"),))]),
        (
            "<ul><li>a<ul><li>b</li></ul><p>c</p><p>d</p></li></ul>",
            [Bullets((Bullet("a"), Bullet("b", 1), Bullet("c d")))],
        ),
        ("<ul><p>a</p>b<li>c</ul>", [Bullets((Bullet("a"), Bullet("b"), Bullet("c")))]),
        (
            "<ul><li>a</ul><p>b</p><p>c</p>",
            [Bullets((Bullet("a"),)), Paragraph("b"), Paragraph("c")],
        ),
        (
            "<table><tr><td>a</table><p>b</p><p>c</p>",
            [Bullets((Bullet("a"),)), Paragraph("b"), Paragraph("c")],
        ),
        ("<tr><td>a<x>b</x><td>c", [Bullets((Bullet("a b — c"),))]),
        ("<td>a</td><td>b</td>", [Paragraph("a b")]),
        (
            "<ul><ul><li>a<ul><ul><li>b</ul></ul><li>c</ul><li>d",
            [Bullets((Bullet("a"), Bullet("b", 1), Bullet("c", 1), Bullet("d")))],
        ),
        ("<ul><li>a</ul></ul></ul><ul><li>b</ul>", [Bullets((Bullet("a"), Bullet("b")))]),
        ("<p>a</p>- b<p>- - c</p>", [Paragraph("a"), Paragraph("– b"), Paragraph("– - c")]),
    ],
)
def test_what_stands_in_or_beside_lists_and_tables(text: str, expected: list[Block]) -> None:
    assert list(blocks(text)) == expected


def test_a_heading_ends_what_is_open() -> None:
    summary = read_summary("<ul><li>a<h3>One<br><br>b</h3>c<tr><td>d<h3>Two</h3><p>e</p>f", "en")
    assert summary.blocks == (Bullets((Bullet("a"),)),)
    assert [(section.heading, section.blocks) for section in summary.sections] == [
        ("One b", (Paragraph("c"), Bullets((Bullet("d"),)))),
        ("Two", (Paragraph("e"), Paragraph("f"))),
    ]


def test_headings_that_are_not_closed_or_empty() -> None:
    summary = read_summary("<h3>One<p>a<h4></h4><h2><p>Two</p></h2>b", "en")
    assert [(section.heading, [*texts(section.blocks)]) for section in summary.sections] == [
        ("One", ["a"]),
        ("Two", ["b"]),
    ]


TAGS = (
    "<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>", "<h3>", "</h3>", "<b>", "</b>", "<br>", "<table>",
    "<tr>", "<td>", "</td>", "</tr>", "</table>", "<img>", "<div>", "<x>", "</x>", "<a href=b>",
)  # fmt: skip
TEXTS = st.text(st.sampled_from("ab1 -\n"), min_size=1) | st.sampled_from(
    ["&nbsp;", "&amp;", "&lt;"]
)
MARKUP = st.lists(
    st.sampled_from(TAGS) | TEXTS | st.sampled_from(["<", "<!", "<?", "</", "<a"])
).map("".join)


@given(st.lists(st.sampled_from(TAGS) | TEXTS))
def test_words_in_are_words_out(pieces: list[str]) -> None:
    """Words stand apart from the tags here, so that every one must come out as it went in."""
    said = html.unescape(" ".join(piece for piece in pieces if piece not in TAGS))
    assert words(read_summary(" ".join(pieces), "en")) == re.findall(r"\w+", said)


@given(MARKUP | st.text() | st.text(st.sampled_from("<>/!?-[]&#;x1 \"'=aph3luitbrsc")))
def test_no_text_is_refused(text: str) -> None:
    check_summary(text.encode())


def test_deep_lists_stand_at_the_greatest_depth() -> None:
    (block,) = blocks("<ul><li>a" * 20)
    assert isinstance(block, Bullets)
    assert [item.depth for item in block.items] == [min(i, MAX_DEPTH) for i in range(20)]


@pytest.mark.parametrize(
    "unit",
    [
        "<div><ul>", "<", "<a ", "<!--", "<![", "</", "<script", "<script>", "<td>", "<a '\"",
        "&#99", "</p>", "a", " href=",
    ],
)  # fmt: skip
def test_time_is_linear_in_the_length(unit: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        read_summary(f"{unit * times}<a{unit * times}<a {unit * times}>", "en")
        return time.process_time() - start

    times = examples(1_500, 3_000)
    assert seconds(10 * times) < 0.5 + 30 * seconds(times)


def test_endless_character_numbers() -> None:
    assert "".join(texts(blocks("&#" + "9" * 10_000 + ";"))).startswith("&#999")


def test_countless_nested_tags() -> None:
    assert blocks("<ul>" * examples(100_000, 1_000_000) + "deep") == (Bullets((Bullet("deep"),)),)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("10<sup>9</sup> cells/L", "10⁹ cells/L"),
        ("10<sup>-9</sup>", "10⁻⁹"),
        ("CO<sub>2</sub> and H<sub> 2 </sub>O", "CO₂ and H ₂ O"),
        ("the 4<sup>th</sup> day", "the 4th day"),
        ("x<sup>2a</sup> and x<sub>2a</sub>", "x^2a and x_2a"),
        ("<sup>1 note in small letters", "1 note in small letters"),
        ("a<sup>1<p>2</p>", "a¹ 2"),
    ],
)
def test_raised_and_lowered_numbers_do_not_run_into_others(html: str, text: str) -> None:
    assert " ".join(texts(blocks(f"<p>{html}</p>"))) == text
