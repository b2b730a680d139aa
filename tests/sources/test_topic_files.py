"""Topic files: what the strict reader takes, refuses and writes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtopics.model import (
    Advice,
    Bullet,
    Bullets,
    Link,
    MedlinePlus,
    MeshHeading,
    Paragraph,
    Qualifier,
    Section,
    Source,
    Symptom,
    Topic,
)
from healthtopics.sources.problems import BadFile
from healthtopics.sources.topic_files import read, write
from healthtopics.taxonomy import ADVICE_LEVELS, CATEGORIES, SECTION_KINDS
from healthtopics.text import fold, slug
from tests.bundled import GROUPS, TOPICS
from tests.fuzz.targets import check_topic_file
from tests.harness import topic_file
from tests.test_prose import blocks, texts


def _read(content: str) -> Topic:
    return read(content.encode(), "t.yaml", GROUPS)


def _problems(content: str) -> list[str]:
    with pytest.raises(BadFile) as caught:
        _read(content)
    return [str(problem) for problem in caught.value.problems]


def test_everything_in_a_file_is_in_the_topic() -> None:
    content = topic_file(
        medlineplus={"id": "12", "url": "https://medlineplus.gov/x.html"},
        mesh=[{"id": "D1", "name": "Elbow"}],
    )
    assert _read(content) == Topic(
        title="Blue Elbow",
        language="en",
        description="An elbow that turns blue.",
        summary=(Paragraph("An elbow that is blue."), Paragraph("It fades.")),
        also_called=("Azure elbow",),
        medlineplus=MedlinePlus("12", "https://medlineplus.gov/x.html"),
        groups=("Bones, Joints and Muscles",),
        mesh=(MeshHeading("D1", "Elbow"),),
        advice=(
            Advice("emergency", "Your elbow glows."),
            Advice("routine", "Your elbow stays blue."),
        ),
        symptoms=(Symptom("Blue skin", "On the elbow."),),
        sections=(
            Section("causes", "", (Paragraph("Ink."),)),
            Section("", "What friends say", (Bullets((Bullet("Nice."), Bullet("Blue."))),)),
        ),
        links=(
            Link(
                "Elbows",
                ("Start Here", "Children"),
                ("Elbow Society",),
                "https://elbow.example.org/a",
            ),
            Link("Blue", ("Specifics",), note="In print only."),
        ),
        related=("Fever",),
        sources=(Source("Elbow Book"),),
        reviewed="2026-11-22",
    )


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"title": None}, "title: missing"),
        ({"title": "???"}, "title: no letter in it"),
        ({"title": ["a"]}, "title: a list where a text belongs"),
        ({"title": {"a": "b"}}, "title: keys with values where a text belongs"),
        ({"title": ""}, "title: empty"),
        ({"language": "de"}, "language: “de” is unknown. Take one of: en, es"),
        ({"description": "x" * 161}, "description: 161 characters long"),
        ({"also_called": "Elbow"}, "also_called: not a list"),
        ({"also_called": []}, "also_called: an empty list"),
        ({"also_called": ["A", "a"]}, "also_called[2]: “a” stands twice"),
        ({"also_called": ["BLUE elbow"]}, "also_called: has the title in it"),
        ({"medlineplus": "12"}, "medlineplus: not keys with values"),
        ({"medlineplus": {"id": "x"}}, "medlineplus.id: not a number"),
        ({"medlineplus": {"url": "https://a.org"}}, "medlineplus.id: missing"),
        ({"groups": ["Elbows"]}, "groups: “Elbows” is unknown"),
        ({"mesh": [{"id": "D1"}]}, "mesh[1].name: missing"),
        ({"summary": None}, "summary: missing"),
        ({"advice": {"soon": ["x"]}}, "advice.soon: an unknown key"),
        ({"advice": {"urgent": "x"}}, "advice.urgent: not a list"),
        ({"advice": {}}, "advice: empty"),
        ({"advice": None}, "advice: missing. Say when to get help"),
        ({"symptoms": ["Blue"]}, "symptoms[1]: not keys with values"),
        ({"symptoms": [{"name": "a b c d e f g h i"}]}, "symptoms[1].name: 9 words long"),
        ({"symptoms": [{"name": "A"}, {"name": "a"}]}, "symptoms[2]: “a” stands twice"),
        ({"sections": ["x"]}, "sections: not keys with values"),
        ({"sections": {"outlook": "x", "causes": "y"}}, "sections.causes: out of order"),
        ({"sections": {"More": "x", "causes": "y"}}, "sections.causes: out of order"),
        ({"sections": {"Causes ": "x"}}, "a known section. Write its key, causes"),
        ({"sections": {"?": "x"}}, "a heading without a letter"),
        ({"sections": {"causes": ""}}, "sections.causes: empty"),
        ({"links": None}, "links: missing"),
        ({"links": [{"title": "x"}]}, "links[1].categories: missing"),
        ({"links": [{"title": "x", "categories": ["Y"]}]}, "links[1].categories: “Y” is unknown"),
        (
            {"links": [{"title": "x", "categories": ["Comience aquí"]}]},
            "links[1].categories: “Comience aquí” is unknown",
        ),
        (
            {"links": [{"title": "x", "categories": ["Men"], "url": "javascript:x"}]},
            "links[1].url: “javascript:x” is not a web address",
        ),
        (
            {"links": [{"title": "x", "categories": ["Men"]} for _ in "ab"]},
            "links[2]: “x” stands twice",
        ),
        ({"sources": []}, "sources: an empty list"),
        ({"sources": [{"title": "x", "url": "file:///x"}]}, "is not a web address"),
        ({"reviewed": "20261122"}, "reviewed: “20261122” is not a date"),
        ({"reviewed": "2026-02-30"}, "reviewed: “2026-02-30” is not a date"),
        ({"translation_of": "Blue Elbow"}, "is not a slug. Write blue-elbow"),
        ({"colour": "blue"}, "colour: an unknown key"),
        ({"the\n\n\ncolour": "blue"}, "the colour: an unknown key"),
    ],
)  # fmt: skip
def test_what_is_refused_is_told_with_its_key(changes: dict[str, Any], problem: str) -> None:
    problems = _problems(topic_file(**changes))
    assert any(problem in told for told in problems), problems
    for told in problems:
        assert told.startswith("t.yaml:")
        assert told.endswith(".")
        assert "\n" not in told


def test_all_problems_are_told_at_once_by_line() -> None:
    problems = _problems(topic_file(reviewed="x", groups=["x"], title=None, related="x"))
    lines = [int(problem.split(":")[1]) for problem in problems]
    assert len(problems) == 4
    assert lines == sorted(lines)


@pytest.mark.parametrize("content", ["- a\n", "just text\n", "title: A: B\n", "[]\n"])
def test_a_file_of_another_shape(content: str) -> None:
    assert _problems(content)


def test_spanish_files_use_spanish_names() -> None:
    content = topic_file(
        language="es",
        groups=["Niños y adolescentes"],
        links=[{"title": "x", "categories": ["Niños"]}],
        sections={"Causas": "x"},
    )
    assert _problems(content) == [
        "t.yaml:21: sections.Causas: a known section. Write its key, causes."
    ]


def test_accents_are_composed() -> None:
    assert _read(topic_file(title="Cafe\u0301")).title == "Café"


@pytest.mark.parametrize("name", sorted(TOPICS))
def test_bundled_topics_are_written_and_read_the_same(name: str) -> None:
    topic = TOPICS[name]
    assert _read(write(topic)) == topic


plain = texts.filter(fold)
addresses = st.sampled_from(["", "https://example.org/a?b=c", "http://x.example.org"])
no_yaml_limits = texts.map(lambda text: " ".join(text.split()[:8]))


def _unique(values: Any) -> Any:
    return st.lists(values, max_size=4, unique_by=lambda v: fold(v if isinstance(v, str) else v[0]))


some_blocks = blocks().filter(bool)
topics = st.builds(
    Topic,
    title=plain.filter(slug),
    language=st.just("en"),
    description=texts.map(lambda text: text[:160].strip()).filter(bool),
    summary=some_blocks,
    also_called=_unique(plain).map(tuple),
    medlineplus=st.none() | st.builds(MedlinePlus, st.integers(1, 9999).map(str), addresses),
    groups=_unique(st.sampled_from([group.en for group in GROUPS])).map(tuple),
    mesh=st.lists(st.builds(
        MeshHeading, texts | st.just(""), texts,
        st.lists(st.builds(Qualifier, texts | st.just(""), texts), max_size=2).map(tuple),
    ), max_size=2).map(tuple),
    advice=_unique(plain).map(
        lambda items: tuple(
            Advice(ADVICE_LEVELS[min(i, 2)].key, text)
            for i, text in enumerate(items or ["Something is wrong"])
        )
    ),
    symptoms=_unique(st.builds(Symptom, no_yaml_limits.filter(fold), texts | st.just(""))).map(
        tuple
    ),
    sections=st.lists(st.sampled_from(SECTION_KINDS), unique=True, max_size=3).flatmap(
        lambda kinds: st.tuples(
            *[st.builds(Section, st.just(k.key), st.just(""), some_blocks)
              for k in sorted(kinds, key=SECTION_KINDS.index)]
        )
    ),
    links=st.lists(
        st.builds(
            Link,
            plain,
            st.lists(
                st.sampled_from([c.en for c in CATEGORIES]), min_size=1, max_size=3, unique=True
            ).map(tuple),
            _unique(plain).map(tuple),
            addresses,
            texts | st.just(""),
            addresses,
        ),
        min_size=1,
        max_size=3,
        unique_by=lambda link: link.title,
    ).map(tuple),
    related=_unique(plain).map(tuple),
    sources=st.lists(st.builds(Source, texts, texts | st.just(""), addresses), min_size=1,
                     max_size=2).map(tuple),
    reviewed=st.dates().map(str),
    translation_of=st.just("") | plain.map(slug).filter(bool),
)  # fmt: skip


@given(topics)
def test_any_topic_is_written_and_read_the_same(topic: Topic) -> None:
    names = {fold(name) for name in topic.also_called}
    topic = topic._replace(also_called=() if fold(topic.title) in names else topic.also_called)
    try:
        again = _read(write(topic))
    except BadFile as bad:  # a character that a topic file may not have
        assert all("invisible" in p.message or "allow" in p.message for p in bad.problems), bad
    else:
        assert again == _composed(topic)


def _composed(topic: Topic) -> Topic:
    """Return a topic with accents composed, as the reader gives it."""
    import unicodedata

    def compose(value: Any) -> Any:
        if isinstance(value, str):
            return unicodedata.normalize("NFC", value)
        if isinstance(value, tuple):
            items = [compose(item) for item in value]
            return type(value)(*items) if hasattr(value, "_fields") else tuple(items)
        return value

    result = compose(topic)
    assert isinstance(result, Topic)
    return result


@given(st.dictionaries(st.sampled_from(["title", "links", "advice", "summary", "sections", "mesh"]),
                       st.recursive(st.text(max_size=5), lambda inner: st.lists(inner, max_size=3)
                                    | st.dictionaries(st.text(max_size=5), inner, max_size=3),
                                    max_leaves=6)))  # fmt: skip
def test_any_shape_is_a_topic_or_problems(changes: dict[str, Any]) -> None:
    check_topic_file(topic_file(**changes).encode())


CONTENT = topic_file().encode()
PARTS = (b"", b":", b": ", b"- ", b"[", b"]", b"{", b"'", b'"', b"\n", b"  ", b"#", b"&a ", b"*a", b"|", b">",
         b"!!x ", b"\t", b"\0", b"\xff", b"---\n", b"? ", b"<<: ", "\u202e".encode(), b"%")  # fmt: skip


@given(
    st.lists(
        st.tuples(st.integers(0, len(CONTENT)), st.integers(0, 20), st.sampled_from(PARTS)),
        min_size=1,
        max_size=3,
    )
)
def test_a_file_changed_anywhere_is_a_topic_or_problems(
    changes: list[tuple[int, int, bytes]],
) -> None:
    content = CONTENT
    for place, length, part in changes:
        content = content[:place] + part + content[place + length :]
    check_topic_file(content)
