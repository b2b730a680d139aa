"""Words: squeezing, folding, slugs."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtopics.text import fold, plain, slug, squeeze


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Crohn’s Disease", "crohns disease"),
        ("Crohn's disease", "crohns disease"),
        ("E. coli\u00a0Infections", "e coli infections"),
        ("Aborto espontáneo", "aborto espontaneo"),
        ("HIV/AIDS", "hiv aids"),
        ("Straße", "strasse"),
        ("  ", ""),
        ("Ménière—Disease", "meniere disease"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_slug() -> None:
    assert slug("Alcohol Use Disorder (AUD)") == "alcohol-use-disorder-aud"


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert slug(slug(text)) == slug(text)
    assert squeeze(squeeze(text)) == squeeze(text)


def test_no_letter_has_more_marks_than_unicode_thinks_of() -> None:
    many = "e" + "\u0301\u0327" * 500 + "x"
    assert len(plain(many)) < 40
    assert plain(many)[-1] == "x"
    few = "e" + "\u0327\u0301" * 10 + "x"
    assert plain(few) == unicodedata.normalize("NFC", few)
    at_most, others = "\u05b0" * 30, "\u05c0\u05be" * 20  # marks, and what are none
    assert plain(f"e{at_most}\u05b1{others}x") == f"e{at_most}{others}x"
    assert plain(f"e{others}{at_most}x") == f"e{others}{at_most}x"
    assert len(fold("e" + "\u05b0" * 90_000 + "\u05b1" * 90_000)) < 40
