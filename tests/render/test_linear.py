"""Pages to be heard: the words of plain text in their order, a line for each thing, nothing drawn."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtopics.answers.advice import NOWHERE
from healthtopics.answers.topics import TopicPage
from healthtopics.render import document as d
from healthtopics.render.linear import linear_text
from healthtopics.render.plain import plain_text
from tests.render.test_widths import documents
from tests.support.bundled import TOPICS
from tests.support.command import Topic

SAID = re.compile(r"^(?:Heading|Encabezado|Link|Enlace)(?::| (?=\d+:))", re.MULTILINE)
ENDS = (".", ":", "?", "!", ")", "”", '"', "…", ";")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _page(name: str) -> d.Document:
    return TopicPage(TOPICS[name]._replace(collection="bundled"), NOWHERE).document()


@pytest.mark.parametrize("name", sorted(TOPICS)[::24])
def test_a_page_has_the_words_of_plain_text_in_their_order(name: str) -> None:
    document, language = _page(name), TOPICS[name].language
    for width in (0, 78):
        said = linear_text(document, width, language)
        assert _words(SAID.sub("", said)) == _words("".join(plain_text(document, width)))


@pytest.mark.parametrize("name", sorted(TOPICS)[::24])
def test_every_line_is_a_sentence_an_address_or_a_command(name: str) -> None:
    lines = linear_text(_page(name), 0, TOPICS[name].language).splitlines()
    odd = [line for line in lines if line and not line.endswith(ENDS)]
    assert [line for line in odd if "://" not in line and " --" not in line] == []
    assert [line for line in lines if re.match(r"\s|\W\W|[-•▌=*]", line)] == []
    assert not set("▌•") & set("".join(lines))


@given(documents, st.integers(0, 120))
def test_of_any_document_no_word_is_lost(document: d.Document, width: int) -> None:
    def words(text: str) -> list[str]:
        kept = re.sub(r"heading|link|[\W_]", "", text.casefold())
        return sorted(kept)

    assert words(linear_text(document, width, "en")) == words("".join(plain_text(document, 0)))


def test_each_kind_of_thing() -> None:
    document = (
        d.Title("Gripe", "es"),
        d.Remark("Es leve"),
        d.AdviceLevel("now", "AHORA", "Llame si", (d.AdviceGroup("Un bebé", ("Tose",)),), ("1-2",)),
        d.Heading("Enlaces"),
        d.Links(
            (
                d.LinkItem(
                    3, "¿Qué es?", ("A", "B"), "https://a.example.org/", "Nota", "también X"
                ),
                d.LinkItem(0, "Libro", (), "", ""),
                d.LinkItem(0, "Página", (), "https://b.example.org/", ""),
            )
        ),
        d.Names(("Asma", "Tos")),
        d.Field("In English", "topic show flu --lang en"),
        d.Remark("9 más (Niños 1 · Mujeres 1)"),
        d.Examples((d.Line("topic show gripe --lang es", "La página"),)),
        d.Hits(
            (d.HitItem("Tos", "Un ruido", "menciona", (("la ", False), ("tos", True)), "texto"),)
        ),
    )
    assert linear_text(document, 0, "en") == (
        "Encabezado: Gripe.\nEs leve.\n\n"
        "Encabezado: AHORA.\nLlame si:\nUn bebé:\nTose.\n1-2.\n\n"
        "Encabezado: Enlaces.\n"
        "Enlace 3: ¿Qué es? A, B. También X.\nhttps://a.example.org/\nNota.\n"
        "Libro.\nEnlace: Página.\nhttps://b.example.org/\n\n"
        "Asma.\nTos.\n\n"
        "In English: topic show flu --lang en\n9 más (Niños 1, Mujeres 1).\n\n"
        "topic show gripe --lang es\nLa página\n\n"
        "Tos: Un ruido. Menciona: la tos. (texto).\n"
    )
    assert linear_text((), 0, "en") == ""


class TestCommand:
    def test_the_option_and_the_variable_are_the_same(self, topic: Topic) -> None:
        said = topic.ok("urgent", "flu", "--linear")
        assert said.startswith("Heading: Flu: When to get help.\n\nHeading: EMERGENCY.\n")
        accessible = topic.with_environ(ACCESSIBLE="1")
        assert accessible.ok("urgent", "flu") == said
        assert accessible.ok("urgent", "flu", "--color", "always") == said
        assert topic.with_environ(ACCESSIBLE="0").ok("urgent", "flu") == topic.ok("urgent", "flu")
        assert accessible.ok("urgent", "flu", "-f", "markdown").startswith("# Flu")
        assert accessible.ok().startswith("Heading: topic: ")

    def test_a_voice_in_spanish_hears_spanish(self, topic: Topic) -> None:
        both = topic.ok("links", "flu", "--linear", "--lang", "en,es")
        assert both.startswith("Heading: Flu: Links.\n\nHeading: Start Here.\nLink 1: ")
        assert "\n\nEncabezado: Gripe: Enlaces.\n\nEncabezado: Comience aquí.\nEnlace 1: " in both

    def test_a_terminal_has_no_escape_column_or_pager(self, topic: Topic) -> None:
        pager = topic.with_environ(ACCESSIBLE="1")
        page = pager.on_terminal("urgent", "flu", "--lang", "en,es", columns=200, lines=10).out
        assert "\x1b" not in page
        assert page.startswith("Heading: Flu: When to get help.\n")
        assert max(map(len, page.splitlines())) <= 78
        own = topic.with_environ(PAGER="sed s/Heading/Paged/")
        assert own.on_terminal("urgent", "flu", "--linear", lines=10).out.startswith("Paged: ")
