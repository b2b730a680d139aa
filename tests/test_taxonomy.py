"""The vocabularies and how a user's words name their terms."""

from healthtopics.taxonomy import (
    ADVICE_LEVELS,
    CATEGORIES,
    SECTION_KINDS,
    category_key,
    is_known_category,
    resolve,
)
from healthtopics.text import fold, slug


def _keys(words: str) -> list[str]:
    return [term.key for term in resolve(CATEGORIES, words)]


def test_a_term_has_many_names() -> None:
    for words in ("Treatments and Therapies", "treatments", "TREAT", "tratamientos y terapias"):
        assert _keys(words) == ["treatments-and-therapies"]
    assert _keys("men") == ["men"]
    assert _keys("handouts") == ["patient-handouts"]
    assert _keys("news") == ["latest-news"]
    assert _keys("tests") == ["diagnosis-and-tests"]


def test_a_beginning_must_be_clear() -> None:
    assert len(_keys("s")) > 1
    assert _keys("recipes") == []
    assert _keys("") == []
    assert _keys("?") == []


def test_no_two_terms_share_a_name() -> None:
    for terms in (CATEGORIES, SECTION_KINDS, ADVICE_LEVELS):
        names = [
            name
            for term in terms
            for name in {fold(n) for n in (term.key, term.en, term.es, *term.short_names)}
        ]
        assert len(names) == len(set(names))


def test_keys_of_categories_are_their_slugs() -> None:
    assert [term.key for term in CATEGORIES] == [slug(term.en) for term in CATEGORIES]


def test_names_that_this_program_guessed_still_lead_to_their_categories() -> None:
    former = {
        "Aprenda más": "Más información",
        "Encuentre un experto": "Especialistas",
        "Adultos mayores": "Personas mayores",
    }
    for name, today in former.items():
        assert category_key(name) == category_key(today)
        assert is_known_category(name)
    assert not is_known_category("Recetas")
