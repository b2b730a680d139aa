"""When names are the same, and which are near."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtopics.catalog.words import (
    allowed_edits,
    are_opposites,
    edit_distance,
    exact_key,
    loose_key,
    nearest_as_a_whole,
    nearest_by_words,
    singular,
)


def nearest(asked: str, names: list[str]) -> list[str]:
    """Return the names that are near, as a whole or else word by word."""
    return nearest_as_a_whole(asked, names) or nearest_by_words(asked, names)


NAMES = ["miscarriage", "diabetes type 1", "diabetes type 2", "hyperglycemia", "flu", "hiv"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("disease", "diseases"),
        ("cause", "causes"),
        ("virus", "viruses"),
        ("allergy", "allergies"),
        ("fly", "flies"),
        ("calorie", "calories"),
        ("especie", "especies"),
        ("pie", "pies"),
        ("bone", "bones"),
        ("burn", "burns"),
        ("eye", "eyes"),
        ("dolor", "dolores"),
        ("infeccion", "infecciones"),
        ("nino", "ninos"),
        ("abscess", "abscesses"),
    ],
)
def test_a_plural_and_its_singular_reduce_to_the_same_form(one: str, other: str) -> None:
    assert singular(one) == singular(other)


@pytest.mark.parametrize(
    ("one", "other"), [("hives", "hiv"), ("aids", "aid"), ("gas", "ga"), ("tennis", "tenni")]
)
def test_words_that_only_look_like_plurals_do_not_match(one: str, other: str) -> None:
    assert singular(one) != singular(other)


def test_keys_ignore_punctuation_and_loose_keys_also_word_order() -> None:
    assert exact_key("Crohn's Disease") == exact_key("crohns-disease")
    assert exact_key("Spontaneous Abortion") != exact_key("Abortion, Spontaneous")
    assert loose_key("Spontaneous Abortions") == loose_key("Abortion, Spontaneous")


@pytest.mark.parametrize(
    ("a", "b", "distance"),
    [("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "xyz", 3), ("", "ab", 2),
     ("ca", "abc", 3), ("bac", "abc", 1)],
)  # fmt: skip
def test_edit_distance(a: str, b: str, distance: int) -> None:
    assert edit_distance(a, b, 5) == distance


@given(st.text("abc", max_size=6), st.text("abc", max_size=6), st.integers(0, 4))
def test_a_limit_only_stops_early(a: str, b: str, limit: int) -> None:
    exact = edit_distance(a, b, 20)
    assert edit_distance(a, b, limit) == min(exact, limit + 1)
    assert exact == edit_distance(b, a, 20)


def test_a_limit_is_told_where_an_end_is_farther_than_its_beginning() -> None:
    assert edit_distance("ab", "bcd", 5) == 3
    assert edit_distance("ab", "bcd", 1) == 2


@pytest.mark.parametrize(
    ("letters", "edits"), [(1, 0), (3, 0), (4, 1), (5, 1), (6, 2), (11, 2), (12, 3), (30, 3)]
)
def test_the_longer_a_word_is_the_more_of_it_may_be_wrong(letters: int, edits: int) -> None:
    assert allowed_edits("x" * letters) == edits


def test_names_near_the_query_are_found_nearest_first() -> None:
    assert nearest("miscariage", NAMES) == ["miscarriage"]
    assert nearest("diabetes", NAMES) == ["diabetes type 1", "diabetes type 2"]
    assert nearest("hypo", NAMES) == []
    assert nearest("hyperg", NAMES) == ["hyperglycemia"]
    assert nearest("xyzzy", NAMES) == []
    assert nearest("", NAMES) == []
    assert nearest("hyp", NAMES) == ["hyperglycemia"]
    assert nearest("hy", NAMES) == []
    assert nearest("1 type diabetes", NAMES) == ["diabetes type 1"]
    assert nearest("diabetis type 1", NAMES)[0] == "diabetes type 1"


def test_a_misspelled_word_of_a_name_is_enough_where_nothing_else_is_near() -> None:
    names = ["raynaud phenomenon", "diabetes type 1", "diabetes insipidus", "rabies shots"]
    assert nearest("raynad", names) == ["raynaud phenomenon"]
    assert nearest("diabetis", names) == ["diabetes type 1", "diabetes insipidus"]
    assert nearest("diabetis tipe", names) == ["diabetes type 1"]
    assert nearest("diabetis 2", names) == []
    assert nearest("rabis", names) == ["rabies shots"]
    assert nearest("rabis shots", [*names, "rabies vaccine"]) == ["rabies shots"]
    assert nearest("yellow fever", ["yelo fever shots", "yellow fevar shots"]) == [
        "yellow fevar shots", "yelo fever shots",
    ]  # fmt: skip
    assert nearest("raynad", ["raynaud phenomenon", "raynaud"]) == ["raynaud"]
    assert nearest("hypoglicemia", ["hyperglycemia in pregnancy"]) == []


def test_spaces_do_not_keep_a_name_from_being_found() -> None:
    assert nearest("mis carriage", NAMES) == ["miscarriage"]
    assert nearest("m i s c a r r i age", NAMES) == ["miscarriage"]
    assert nearest("chestpan", ["chest pain"]) == ["chest pain"]
    assert nearest("h iv", ["hiv"]) == ["hiv"]
    assert nearest("hiv", ["h i v"]) == ["h i v"]


def test_the_nearest_three_are_told_and_those_first_that_are_spelled_alike() -> None:
    assert nearest("abcdef", ["aacdff", "zbcdef", "abcxyz"]) == ["zbcdef", "aacdff"]
    assert nearest("fever", ["fever of hay", "lever", "fever blister"]) == [
        "lever", "fever of hay", "fever blister",
    ]  # fmt: skip
    assert nearest("type", ["type d", "type c", "type bb", "type a"]) == [
        "type a", "type c", "type d",
    ]  # fmt: skip


def test_opposites_are_never_near() -> None:
    assert are_opposites("hypoglycemia", "hyperglycemia")
    assert are_opposites("hiperglucemia", "hipoglucemia")
    assert not are_opposites("hyperglicemia", "hyperglycemia")
    assert nearest("hypoglycemia", NAMES) == []
    assert nearest("hypoglycemia", ["hyperglycemia", "hypoglycaemia"]) == ["hypoglycaemia"]
