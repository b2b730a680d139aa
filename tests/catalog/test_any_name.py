"""Names: any text is looked up, and every name leads to its topic however it is typed."""

import unicodedata
from collections.abc import Callable, Iterator

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
from healthtopics.model import Topic
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


def _names(topic: Topic) -> list[str]:
    return [topic.title, *topic.also_called]


def _named(slug: str) -> Iterator[Topic]:
    """Yield the topics of a slug, in whatever languages there are."""
    for language in ("en", "es"):
        if f"{language}/{slug}" in TOPICS:
            yield TOPICS[f"{language}/{slug}"]


NAMED = (
    st.sampled_from(sorted(TOPICS))
    .map(TOPICS.__getitem__)
    .flatmap(lambda topic: st.tuples(st.just(topic), st.sampled_from(_names(topic))))
)


@pytest.fixture(scope="module")
def catalog() -> Iterator[Catalog]:
    """The catalog of the bundled collection, in memory."""
    bundled = places.Collection("bundled", (places.bundled_folder(),))
    with open_catalog([bundled], "", lambda done, total: None) as catalog:
        yield catalog


@given(NAMED, st.lists(st.sampled_from(CHANGES), max_size=4))
def test_every_name_leads_to_its_topic_however_it_is_typed(
    catalog: Catalog, named: tuple[Topic, str], changes: list[Callable[[str], str]]
) -> None:
    topic, typed = named
    scope = Scope(topic.language, chosen=True)
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
        # Its own, or another that has the same name.
        assert fold(typed) in {fold(name) for one in _named(plain.slug) for name in _names(one)}


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
