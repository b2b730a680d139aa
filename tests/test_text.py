"""Words: squeezing, folding, slugs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtopics.text import fold, slug, squeeze


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
