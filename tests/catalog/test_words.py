"""Words of a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtopics.catalog.words import content_words, loose_phrase, sound, stem


def test_common_words_are_removed_unless_nothing_else_is_left() -> None:
    assert content_words("Why am I so tired all the time?", "en") == ["tired"]
    assert content_words("to be or not to be", "en") == ["not"]
    assert content_words("the", "en") == ["the"]
    assert content_words("me duele la cabeza", "es") == ["duele", "cabeza"]
    assert content_words("¿?", "es") == []


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("bleeding", "bleed", "en"),
        ("stopped", "stop", "en"),
        ("slipped", "slip", "en"),
        ("swelling", "swellings", "en"),
        ("swelling", "swell", "en"),
        ("passing", "pass", "en"),
        ("itchy", "itching", "en"),
        ("dolores", "dolor", "es"),
        ("rojo", "roja", "es"),
        ("brazo", "brazas", "es"),
    ],
)
def test_forms_of_a_word_have_a_stem_in_common(one: str, other: str, language: str) -> None:
    assert stem(one, language) == stem(other, language)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [("ropa", "rojo", "es"), ("pie", "pio", "es"), ("red", "reed", "en")],
)
def test_different_words_have_different_stems(one: str, other: str, language: str) -> None:
    assert stem(one, language) != stem(other, language)


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("diarhea", "diarrhea"),
        ("exema", "eczema"),
        ("neumonia", "pneumonia"),
        ("cronic", "chronic"),
        ("fibromialgia", "fibromyalgia"),
        ("tonsilitis", "tonsillitis"),
    ],
)
def test_misspelled_words_sound_like_the_right_ones(written: str, right: str) -> None:
    assert sound(written) == sound(right)


def test_opposites_do_not_sound_alike() -> None:
    assert sound("hypoglycemia") != sound("hyperglycemia")
    assert sound("hair") != sound("air")


def test_loose_phrases_ignore_word_order_and_word_forms() -> None:
    assert loose_phrase("Bleeding from the gums", "en") == loose_phrase("gum bleeds", "en")
    assert loose_phrase("Dolores rojas", "es") == loose_phrase("dolor rojo", "es")
    assert loose_phrase("rojo", "es") != loose_phrase("roja", "en")


@given(st.text(), st.sampled_from(["en", "es"]))
def test_words_of_any_text_can_be_stemmed_and_sounded(text: str, language: str) -> None:
    assert isinstance(loose_phrase(text, language), str)
    for word in content_words(text, language):
        assert stem(word, language)
        assert isinstance(sound(word), str)
