"""When names are the same, and which are near."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtopics.catalog.names import (
    are_opposites,
    edit_distance,
    exact_key,
    loose_key,
    nearest,
    singular,
)

NAMES = ["miscarriage", "diabetes type 1", "diabetes type 2", "hyperglycemia", "flu", "hiv"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("disease", "diseases"),
        ("cause", "causes"),
        ("virus", "viruses"),
        ("allergy", "allergies"),
        ("burn", "burns"),
        ("eye", "eyes"),
        ("dolor", "dolores"),
        ("infeccion", "infecciones"),
        ("nino", "ninos"),
        ("abscess", "abscesses"),
    ],
)
def test_a_plural_is_its_singular(one: str, other: str) -> None:
    assert singular(one) == singular(other)


@pytest.mark.parametrize(("one", "other"), [("hives", "hiv"), ("aids", "aid"), ("gas", "ga")])
def test_other_words_are_not(one: str, other: str) -> None:
    assert singular(one) != singular(other)


def test_keys() -> None:
    assert exact_key("Crohn's Disease") == exact_key("crohns-disease")
    assert exact_key("Spontaneous Abortion") != exact_key("Abortion, Spontaneous")
    assert loose_key("Spontaneous Abortions") == loose_key("Abortion, Spontaneous")


@pytest.mark.parametrize(
    ("a", "b", "distance"),
    [("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "xyz", 3), ("", "ab", 2),
     ("ca", "abc", 3)],
)  # fmt: skip
def test_edit_distance(a: str, b: str, distance: int) -> None:
    assert edit_distance(a, b, 5) == distance


@given(st.text("abc", max_size=6), st.text("abc", max_size=6), st.integers(0, 4))
def test_a_limit_only_stops_early(a: str, b: str, limit: int) -> None:
    exact = edit_distance(a, b, 20)
    assert edit_distance(a, b, limit) == min(exact, limit + 1)
    assert exact == edit_distance(b, a, 20)


def test_nearest() -> None:
    assert nearest("miscariage", NAMES) == ["miscarriage"]
    assert nearest("diabetes", NAMES) == ["diabetes type 1", "diabetes type 2"]
    assert nearest("hypo", NAMES) == []
    assert nearest("hyperg", NAMES) == ["hyperglycemia"]
    assert nearest("xyzzy", NAMES) == []
    assert nearest("", NAMES) == []


def test_opposites_are_never_near() -> None:
    assert are_opposites("hypoglycemia", "hyperglycemia")
    assert are_opposites("hiperglucemia", "hipoglucemia")
    assert not are_opposites("hyperglicemia", "hyperglycemia")
    assert nearest("hypoglycemia", NAMES) == []
