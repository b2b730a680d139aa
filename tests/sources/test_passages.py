"""Passages: which sentences and lists belong together, and under what."""

import pytest

from healthtopics.model import Bullet, Bullets, Paragraph, Section
from healthtopics.sources.passages import LONGEST, Item, passages, sentences
from healthtopics.sources.summaries.blocks import Summary


def test_a_paragraph_goes_with_the_list_right_behind_it() -> None:
    summary = Summary(
        (Paragraph("One. Two."), Paragraph("Three:"), Bullets((Bullet("a"),)), Paragraph("Four.")),
        (
            Section("causes", "What causes it?", (Bullets((Bullet("b"),)), Paragraph("Five."))),
            Section("", "What are the symptoms?", (Paragraph("Six:"), Bullets((Bullet("c"),)))),
            Section("", "What else?", ()),
        ),
    )
    assert passages(summary, "en") == (
        ("", "", False, ("One.", "Two."), ()),
        ("", "", False, ("Three:",), (Item("a"),)),
        ("", "", False, ("Four.",), ()),
        ("What causes it?", "causes", False, (), (Item("b"),)),
        ("What causes it?", "causes", False, ("Five.",), ()),
        ("What are the symptoms?", "", True, ("Six:",), (Item("c"),)),
    )
    assert [passage.kind for passage in passages(summary, "es")] == [""] * 6


@pytest.mark.parametrize(
    ("bullets", "items"),
    [
        ("a0 b0", (Item("a"), Item("b"))),
        ("a0 b1 c1 d0 e1",
         (Item("a", (Item("b"), Item("c"))), Item("d", (Item("e"),)))),
        ("a0 b1 c2 d1", (Item("a", (Item("b", (Item("c"),)), Item("d"))),)),
        ("a1 b2 c1 d0", (Item("a", (Item("b"), Item("c"))), Item("d"))),
        ("a0 b2 c1", (Item("a", (Item("b"), Item("c"))),)),
    ],
)  # fmt: skip
def test_items_below_items(bullets: str, items: tuple[Item, ...]) -> None:
    block = Bullets(tuple(Bullet(text[0], int(text[1])) for text in bullets.split()))
    (passage,) = passages(Summary((block,)), "en")
    assert passage.items == items


def test_what_is_too_long_to_say_one_thing_is_empty() -> None:
    long, longer = "x" * LONGEST, "x" * (LONGEST + 1)
    bullets = Bullets((Bullet(long), Bullet(longer, 1), Bullet(longer)))
    (passage,) = passages(Summary((Paragraph(f"{longer}. A"), bullets)), "en")
    assert passage.sentences == ("", "A")
    assert passage.items == (Item(long, (Item(""),)), Item(""))


@pytest.mark.parametrize(
    "text",
    [
        "One.|Two!|Three?|4 is four.",
        "It is “so.”|(This too.)|“And this?”",
        "¿Qué es?|¡Ay!|Él sí.",
        "It is e.g. This one.|It is not.",
        "Dr. Who and Mrs. Who live on St. Ives.|Yes.",
        "La Dra. Zumb y el Sr. Grelt, p. ej. Hoy.|No.",
        "Noise vs. Rest.|In the U.S. Army it is loud.",
        "He likes art.|Really.",
        "It was.|A best.|Then.",
        "It costs 3.5 dollars. it is so.|One",
        "Dr. Who",
        "",
    ],
)
def test_sentences_end_where_the_next_begins(text: str) -> None:
    assert sentences(text.replace("|", "  ")) == tuple(filter(None, text.split("|")))
