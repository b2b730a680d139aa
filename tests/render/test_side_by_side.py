"""Two languages side by side: all words of both, each in its column, the same beside the same."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtopics.answers.advice import NOWHERE
from healthtopics.answers.topics import TopicPage
from healthtopics.render import document as d
from healthtopics.render.rich_page import rich_page
from healthtopics.render.side_by_side import side_by_side
from healthtopics.terminal import Terminal
from tests.render.test_widths import documents
from tests.support.bundled import SPANISH, TOPICS
from tests.support.characters import unpainted
from tests.support.command import Topic

TERMINAL = Terminal(None, None, {})


def _words(document: d.Document, width: int) -> list[str]:
    text = unpainted(TERMINAL.paint(rich_page(document, width)))
    return [word for word in text.split() if word != "▌"]


def _page(left: d.Document, right: d.Document, width: int) -> str:
    return unpainted(TERMINAL.paint(side_by_side(left, right, width)))


@pytest.mark.parametrize("spanish", sorted(SPANISH)[::16])
def test_each_column_reads_as_its_page(spanish: str) -> None:
    left, right = (
        TopicPage(TOPICS[name]._replace(collection="bundled"), NOWHERE).document()
        for name in (f"en/{SPANISH[spanish].translation_of}", spanish)
    )
    lines = _page(left, right, 124).splitlines()
    assert max(map(len, lines)) <= 124
    for document, column in ((left, slice(0, 60)), (right, slice(64, None))):
        shown = " ".join(line[column] for line in lines)
        assert [word for word in shown.split() if word != "▌"] == _words(document, 60)
    assert all(not line[60:64].strip() for line in lines)


@given(documents, documents, st.integers(120, 300))
def test_no_word_of_any_two_documents_is_lost(
    left: d.Document, right: d.Document, width: int
) -> None:
    column = min((width - 4) // 2, 78)
    shown = [word for word in _page(left, right, width).split() if word != "▌"]
    assert Counter(shown) == Counter(_words(left, column)) + Counter(_words(right, column))


def test_the_same_stands_beside_the_same() -> None:
    def advice(words: list[str]) -> d.AdviceLevel:
        return d.AdviceLevel("now", words[0], words[1], (d.AdviceGroup("", tuple(words[2:])),))

    left = (
        d.Title("Flu"),
        advice(["NOW", "Call if", "It is so bad " * 6, "It is new."]),
        d.Heading("Causes", key="causes"),
        d.Heading("Links", key="links"),
    )
    right = (
        d.Title("Gripe"),
        advice(["AHORA", "Llame si", "Es malo.", "Es nuevo."]),
        d.Heading("Enlaces", key="links"),
    )
    lines = [line.split("    ") for line in _page(left, right, 120).splitlines()]
    rows = [(line[0].strip(), line[-1].strip()) for line in lines]
    assert ("Flu", "Gripe") in rows
    assert ("▌ • It is new.", "▌ • Es nuevo.") in rows
    assert (
        "▌   is so bad It is so bad",
        "▌",
    ) in rows  # the bar goes on beside an item that is longer
    assert ("Causes", "Causes") in rows  # nothing is beside it
    assert ("Links", "Enlaces") in rows


class TestCommand:
    @pytest.mark.parametrize("command", ["show", "urgent", "symptoms", "links"])
    def test_a_wide_terminal_has_both_in_one_line(self, topic: Topic, command: str) -> None:
        page = unpainted(topic.on_terminal(command, "flu", "--lang", "en,es", columns=120).out)
        first = page.splitlines()[0].split("    ")
        assert first[0].startswith("Flu")
        assert first[-1].strip().startswith("Gripe")

    @pytest.mark.parametrize(
        ("columns", "words", "environ"),
        [
            (119, (), {}),
            (160, ("--width", "80"), {}),
            (160, ("--width", "0"), {}),
            (160, ("--color", "never"), {}),
            (160, (), {"NO_COLOR": "1"}),
        ],
    )
    def test_elsewhere_one_comes_after_the_other(
        self, topic: Topic, columns: int, words: tuple[str, ...], environ: dict[str, str]
    ) -> None:
        topic = topic.with_environ(**environ)
        page = topic.on_terminal("urgent", "flu", "--lang", "en,es", *words, columns=columns).out
        first = unpainted(page).splitlines()[0]
        assert first.strip() == "Flu: When to get help"
        assert "\nGripe: Cuándo buscar ayuda" in unpainted(page)

    def test_a_file_is_as_it_is_everywhere(self, topic: Topic, tmp_path: object) -> None:
        path = f"{tmp_path}/flu.txt"
        topic.on_terminal("urgent", "flu", "--lang", "en,es", "-o", path, columns=160)
        with open(path, encoding="utf-8") as file:
            assert file.read() == topic.ok("urgent", "flu", "--lang", "en,es")
