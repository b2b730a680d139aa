"""Names: any text is looked up, and every name leads to its topic however it is typed."""

import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtopics import places
from healthtopics.catalog.lookup import look_up
from healthtopics.catalog.misses import Missing, candidates
from healthtopics.catalog.opening import open_catalog
from healthtopics.catalog.search import search
from healthtopics.catalog.store import Catalog, Scope
from healthtopics.errors import NothingFound
from healthtopics.text import fold
from tests.support.bundled import TOPICS
from tests.support.characters import HOSTILE

LANGUAGES = st.sampled_from(["en", "es"])
CHANGES: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.lower,
    str.title,
    str.swapcase,
    lambda name: unicodedata.normalize("NFD", name),
    lambda name: unicodedata.normalize("NFC", name),
    lambda name: "".join(c for c in unicodedata.normalize("NFD", name) if c.isascii()),
    lambda name: name.replace(" ", "-"),
    lambda name: name.replace("-", " "),
    lambda name: name.replace(" ", ""),
    lambda name: name.replace(" ", "  "),
    lambda name: name.replace(" ", "\N{NO-BREAK SPACE}"),
    lambda name: name.replace(" ", "_"),
    lambda name: name.replace("'", "’"),
    lambda name: name.replace("’", ""),
    lambda name: f"  {name}\n",
    lambda name: f"“{name}”",
    lambda name: f"{name}?",
)


@cache
def _names() -> list[tuple[str, str, str]]:
    """Return all names with the language and the slug of their topics."""
    return sorted(
        (topic.language, name, topic.slug)
        for topic in TOPICS.values()
        for name in (topic.title, *topic.also_called)
    )


@pytest.fixture(scope="module")
def catalog() -> Iterator[Catalog]:
    """The catalog of the bundled collection, in memory."""
    bundled = places.Collection("bundled", (places.bundled_folder(),))
    with open_catalog([bundled], "", lambda done, total: None) as catalog:
        yield catalog


@given(
    st.deferred(lambda: st.sampled_from(_names())), st.lists(st.sampled_from(CHANGES), max_size=4)
)
def test_every_name_leads_to_its_topic_however_it_is_typed(
    catalog: Catalog, name: tuple[str, str, str], changes: list[Callable[[str], str]]
) -> None:
    language, typed, slug = name
    scope = Scope(language, chosen=True)
    try:
        plain = look_up(catalog, typed, scope).line
    except Missing as several:
        plain = None
        assert len(several.lines) > 1
    changed = typed
    for change in changes:
        changed = change(changed)
    if plain is None:
        with pytest.raises(Missing):
            look_up(catalog, changed, scope)
    else:
        assert look_up(catalog, changed, scope).line == plain
        names = [fold(n) for _, n, of in _names() if of == plain.slug]
        assert fold(typed) in names
        assert plain.slug == slug or len([n for n in _names() if fold(n[1]) == fold(typed)]) > 1


@given(st.text(), LANGUAGES, st.booleans())
def test_any_text_is_a_topic_or_a_sentence(
    catalog: Catalog, text: str, language: str, chosen: bool
) -> None:
    scope = Scope(language, chosen=chosen)
    for asked in (text, text + HOSTILE):
        try:
            found = look_up(catalog, asked, scope).line
        except NothingFound as nothing:
            assert nothing.message
        except Missing as missing:
            miss = candidates(catalog, missing, scope)
            assert len(miss.lines) <= 5
            assert (miss.kind == "none") == (not miss.lines)
        else:
            assert fold(asked)
            assert found.title
        assert catalog.having_symptom(scope, asked) is not None


QUERIES = st.lists(
    st.text(max_size=8)
    | st.sampled_from(['"', "*", "(", ")", "AND", "OR", "NOT", "NEAR(", ",5)", "^", "-", "+", ":", "{",
                       "}", "title", "title:", "\0", "'", ";", "fever", "blood*", "ﬁ", "é", "\ud800"]),
    max_size=10,
).map(" ".join) | st.text()  # fmt: skip


@given(QUERIES, LANGUAGES, st.sampled_from(["", "pregnancy-and-reproduction", '"']))
def test_any_text_is_a_question_to_the_index(
    catalog: Catalog, question: str, language: str, group: str
) -> None:
    results = search(catalog, Scope(language), question, group, 3)
    assert len(results.hits) <= 3
    assert all(hit.why or hit.snippet for hit in results.hits)
