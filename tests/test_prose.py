"""Prose into blocks and back."""

from hypothesis import given
from hypothesis import strategies as st

from healthtopics.model import Block, Bullet, Bullets, Paragraph
from healthtopics.prose import parse, write

TEXT = """One paragraph
over two lines.

Another:
- first
- second, that
  goes on
  - below it

- after an empty line
    - deeper

Last."""


def test_paragraphs_and_lists() -> None:
    assert parse(TEXT) == (
        Paragraph("One paragraph over two lines."),
        Paragraph("Another:"),
        Bullets(
            (
                Bullet("first"),
                Bullet("second, that goes on"),
                Bullet("below it", 1),
                Bullet("after an empty line"),
                Bullet("deeper", 1),
            )
        ),
        Paragraph("Last."),
    )


def test_the_first_item_is_never_deeper_than_the_list() -> None:
    assert parse("    - a\n      - b\n\nc\n\n  - d") == (
        Bullets((Bullet("a"), Bullet("b", 1))),
        Paragraph("c"),
        Bullets((Bullet("d"),)),
    )


def test_an_odd_space_begins_no_level() -> None:
    assert parse("- a\n  - b\n   - c") == (Bullets((Bullet("a"), Bullet("b", 1), Bullet("c", 1))),)


words = st.text(st.characters(codec="utf-8", exclude_categories=["Zs", "Zl", "Zp", "Cc", "Cs"]),
                min_size=1).filter(lambda word: word.split() == [word])  # fmt: skip
texts = (
    st.lists(words, min_size=1, max_size=6)
    .map(" ".join)
    .filter(lambda text: not text.startswith("- "))
)


@st.composite
def lists(draw: st.DrawFn) -> Bullets:
    items: list[Bullet] = []
    for text in draw(st.lists(texts, min_size=1, max_size=5)):
        depth = draw(st.integers(0, items[-1].depth + 1 if items else 0))
        items.append(Bullet(text, depth))
    return Bullets(tuple(items))


@st.composite
def blocks(draw: st.DrawFn) -> tuple[Block, ...]:
    drawn = draw(st.lists(texts.map(Paragraph) | lists(), max_size=6))
    return tuple(
        block
        for before, block in zip([None, *drawn], drawn, strict=False)
        if not (isinstance(before, Bullets) and isinstance(block, Bullets))
    )


@given(blocks())
def test_what_is_written_is_read_again(written: tuple[Block, ...]) -> None:
    assert parse(write(written)) == written


@given(st.text())
def test_every_word_is_kept(text: str) -> None:
    kept = write(parse(text)).split()
    assert [w for w in kept if w != "-"] == [w for w in text.split() if w != "-"]
