"""Topic files: what the strict reader takes, refuses and writes."""

import copy
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtopics.errors import BadFile, Problem
from healthtopics.model import (
    UNDATED,
    Advice,
    Bullet,
    Bullets,
    Link,
    MedlinePlus,
    MeshHeading,
    OtherLanguage,
    Paragraph,
    Qualifier,
    Reference,
    Section,
    Source,
    Symptom,
    Topic,
)
from healthtopics.sources.topicfiles.reading import read
from healthtopics.sources.topicfiles.writing import write
from healthtopics.taxonomy import ADVICE_LEVELS, CATEGORIES, SECTION_KINDS
from healthtopics.text import fold, slug
from tests.fuzz.targets import check_topic_file
from tests.support.bundled import TOPICS, VOCABULARY
from tests.support.command import topic_file
from tests.support.long_form import examples, only_long
from tests.test_prose import blocks, texts

KINDS = [kind.key for kind in SECTION_KINDS]


def _read(content: str) -> Topic:
    return read(content.encode(), "t.yaml", VOCABULARY)


def _problems_of(content: str) -> tuple[Problem, ...]:
    with pytest.raises(BadFile) as caught:
        _read(content)
    return caught.value.problems


def _problems(content: str) -> list[str]:
    return [str(problem) for problem in _problems_of(content)]


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
        compared="2026-11-22",
    )


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"title": None}, "t.yaml:1: title: missing. Add “title: …”."),
        ({"title": "???"}, "t.yaml:1: title: no letter in it. Name the topic."),
        ({"title": ["a"]}, "title: a list where a text belongs"),
        ({"title": {"a": "b"}}, "title: keys with values where a text belongs"),
        ({"title": ""}, "title: empty. Write it, or leave the key out."),
        ({"language": "de"}, "language: “de” is unknown. Use one of: en, es"),
        (
            {"description": "x" * 161},
            "description: 161 characters long. Write one sentence of at most 160.",
        ),
        ({"also_called": "Elbow"}, "also_called: not a list"),
        ({"also_called": []}, "also_called: an empty list. Add an item, or leave the key out."),
        ({"also_called": ["A", "a"]}, "also_called[2]: “a” is a duplicate. Keep one of them."),
        ({"also_called": ["BLUE elbow"]}, "also_called: has the title in it. Remove it there."),
        ({"medlineplus": "12"}, "medlineplus: not keys with values"),
        (
            {"medlineplus": {"id": "x"}},
            "medlineplus.id: not a number. Use the topic's id.",
        ),
        ({"medlineplus": {"id": "\u0661"}}, "medlineplus.id: not a number"),
        ({"medlineplus": {"url": "https://a.org"}}, "medlineplus.id: missing"),
        ({"groups": ["Elbows"]}, "groups: “Elbows” is unknown"),
        ({"mesh": [{"id": "D1"}]}, "mesh[1].name: missing"),
        ({"summary": None}, "summary: missing"),
        ({"advice": {"soon": ["x"]}}, "advice.soon: an unknown key"),
        ({"advice": {"quoted": ["x"]}}, "advice.quoted: an unknown key"),
        ({"advice": {"today": "x"}}, "advice.today: not a list"),
        ({"advice": {}}, "advice: empty. Say when to get help."),
        ({"advice": None}, "advice: missing. Say when to get help for the symptoms."),
        ({"symptoms": ["Blue"]}, "symptoms[1]: not keys with values"),
        (
            {"symptoms": [{"name": "a b c d e f g h i"}]},
            "symptoms[1].name: 9 words long. Use at most 8, and put the rest into the note.",
        ),
        (
            {"symptoms": [{"name": "A"}, {"name": "a"}]},
            "symptoms[2]: “a” is a duplicate. Keep one of them.",
        ),
        (
            {"sections": ["x"]},
            "sections: not keys with values. Write “causes: |” and the text below it.",
        ),
        ({"sections": {"outlook": "x", "causes": "y"}}, "sections.causes: out of order"),
        (
            {"sections": {"More": "x", "causes": "y"}},
            f"sections.causes: out of order. Known sections come first, in this order: {', '.join(KINDS)}.",
        ),
        ({"sections": {"Causes ": "x"}}, "a known section. Write its key, causes"),
        (
            {"sections": {"?": "x"}},
            "sections.?: a heading without a letter. Name the section.",
        ),
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
            "links[2]: “x” is a duplicate. Give one link all categories.",
        ),
        ({"sources": []}, "sources: an empty list"),
        ({"sources": [{"title": "x", "url": "file:///x"}]}, "is not a web address"),
        (
            {"compared": "20261122"},
            "compared: “20261122” is not a date. Write 2026-11-22.",
        ),
        ({"compared": "undated"}, "compared: “undated” is not a date"),
        ({"compared": "2026-02-30"}, "compared: “2026-02-30” is not a date"),
        ({"translation_of": "Blue Elbow"}, "translation_of: “Blue Elbow” is not a slug. Write blue-elbow"),
        ({"colour": "blue"}, "colour: an unknown key"),
        ({"the\n\n\ncolour": "blue"}, "the colour: an unknown key"),
    ],
)  # fmt: skip
def test_what_is_refused_is_told_with_its_key(changes: dict[str, Any], problem: str) -> None:
    problems = _problems(topic_file(**changes))
    assert any(problem in told for told in problems), problems
    for told in problems:
        assert re.match(r"t\.yaml:[1-9][0-9]*: ", told)
        assert told.endswith(".")
        assert "\n" not in told


@pytest.mark.parametrize(
    ("group", "such"),
    [
        ("bones", ", such as “Bones, Joints and Muscles”."),
        ("Bonse, Joints", ", such as “Bones, Joints and Muscles”."),
        (
            "and",
            ", such as “Blood, Heart and Circulation”, “Bones, Joints and Muscles”, “Brain and Nerves”.",
        ),
        ("disease", ", such as “Disasters”."),
        (
            "Mental Systems",
            ", such as “Health System”, “Digestive System”, “Immune System”.",
        ),
        ("xyzzy", "."),
    ],
)
def test_an_unknown_group_leads_to_those_that_may_be_meant(group: str, such: str) -> None:
    remedy = "Use one of those listed by “topic groups” or “topic categories”"
    told = f"t.yaml:7: groups: “{group}” is unknown. {remedy}{such}"
    assert _problems(topic_file(groups=[group])) == [told]


def test_what_is_no_yaml_is_told_with_its_line() -> None:
    told = _problems("title: Elbow\ndescription: Elbows: blue\n")
    remedy = "Put the text in quotes."
    assert told == [f"t.yaml:2: a “:” in this text needs quotes. {remedy}"]


@pytest.mark.parametrize(("length", "told"), [(300, "x" * 300), (301, "x" * 300 + "…")])
def test_of_a_long_key_as_much_is_told_as_can_be_read(length: int, told: str) -> None:
    assert _problems(topic_file(**{"x" * length: "y"}))[-1].startswith(
        f"t.yaml:42: {told}: an unknown key."
    )


def test_all_problems_are_told_at_once_by_line() -> None:
    problems = _problems(topic_file(compared="x", groups=["x"], title=None, related="x"))
    lines = [int(problem.split(":")[1]) for problem in problems]
    assert len(problems) == 4
    assert lines == sorted(lines)


WHOLE: dict[str, Any] = {
    "title": "Blue Elbow",
    "language": "en",
    "also_called": ["Azure elbow"],
    "description": f"An elbow that turns blue{', and bluer' * 8}.",
    "medlineplus": {
        "id": "12",
        "url": "https://m.example.org/12",
        "created": "2003-01-07",
        "see_references": ["Elbow, Blue"],
        "twin": {"title": "Codo azul", "id": "13", "url": "https://m.example.org/13", "language": "es"},
        "groups": [{"title": "Bones", "id": "1", "url": "https://m.example.org/bones"}],
        "related": [{"title": "Fever"}],
        "other_languages": [
            {"name": "French", "vernacular_name": "français", "url": "https://m.example.org/fr"},
            {"name": "German"},
        ],
        "primary_institute": {"title": "Institute of Elbows", "url": "https://i.example.org/"},
    },
    "groups": ["Bones, Joints and Muscles"],
    "mesh": [
        {"id": "D1", "name": "Elbow", "qualifiers": [{"id": "Q1", "name": "pain"}, {"name": "x"}]},
        {"name": "Arm"},
    ],
    "summary": "An elbow — that: is #blue.\n\n- Here\n  - There\n",
    "advice": {"emergency": ["It glows."], "today": ["It hums.", "It burns."], "routine": ["It is."]},
    "symptoms": [{"name": "Blue skin", "note": "On the elbow."}, {"name": "A hum"}],
    "sections": {"causes": "Ink.\n", "outlook": "Fine.\n", "What friends say": "- Nice.\n- Blue.\n"},
    "links": [
        {
            "title": "Elbows",
            "categories": ["Start Here", "Children"],
            "organizations": ["Elbow Society"],
            "url": "https://elbow.example.org/a",
            "note": "In print only.",
            "twin_url": "https://elbow.example.org/es",
            "language": "es",
        },
        {"title": "Blue", "categories": ["Specifics"]},
    ],
    "related": ["Fever"],
    "sources": [
        {"title": "Elbow Book", "publisher": "Elbow Society", "url": "https://elbow.example.org/"},
        {"title": "no"},
    ],
    "compared": "2026-11-22",
    "translation_of": "blue-elbow",
}  # fmt: skip
WRITTEN = f"""\
title: Blue Elbow
language: en
also_called:
- Azure elbow
description: {WHOLE["description"]}
medlineplus:
  id: '12'
  url: https://m.example.org/12
  created: '2003-01-07'
  see_references:
  - Elbow, Blue
  twin:
    title: Codo azul
    id: '13'
    url: https://m.example.org/13
    language: es
  groups:
  - title: Bones
    id: '1'
    url: https://m.example.org/bones
  related:
  - title: Fever
  other_languages:
  - name: French
    vernacular_name: français
    url: https://m.example.org/fr
  - name: German
  primary_institute:
    title: Institute of Elbows
    url: https://i.example.org/
groups:
- Bones, Joints and Muscles
mesh:
- id: D1
  name: Elbow
  qualifiers:
  - id: Q1
    name: pain
  - name: x
- name: Arm
summary: |
  An elbow — that: is #blue.

  - Here
    - There
advice:
  emergency:
  - It glows.
  today:
  - It hums.
  - It burns.
  routine:
  - It is.
symptoms:
- name: Blue skin
  note: On the elbow.
- name: A hum
sections:
  causes: |
    Ink.
  outlook: |
    Fine.
  What friends say: |
    - Nice.
    - Blue.
links:
- title: Elbows
  categories:
  - Start Here
  - Children
  organizations:
  - Elbow Society
  url: https://elbow.example.org/a
  note: In print only.
  twin_url: https://elbow.example.org/es
  language: es
- title: Blue
  categories:
  - Specifics
related:
- Fever
sources:
- title: Elbow Book
  publisher: Elbow Society
  url: https://elbow.example.org/
- title: 'no'
compared: '2026-11-22'
translation_of: blue-elbow
"""


def _dumped(content: dict[str, Any]) -> str:
    quick = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return str(yaml.dump(content, Dumper=quick, sort_keys=False, allow_unicode=True))


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the places of all values in a file."""
    if path:
        yield path
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _paths(inner, (*path, key))


def _changed(path: Sequence[str | int], change: Callable[[Any, Any], None]) -> str:
    """Return the whole file with a change of what holds a place."""
    content = copy.deepcopy(WHOLE)
    holder: Any = content
    for key in path[:-1]:
        holder = holder[key]
    change(holder, path[-1])
    return _dumped(content)


def _shown(path: Sequence[str | int]) -> str:
    """Return a place as problems name it."""
    parts = (f"[{key + 1}]" if isinstance(key, int) else f".{key}" for key in path)
    return "".join(parts).removeprefix(".")


PLACES = {_shown(path): path for path in _paths(WHOLE)}
MAY_BE_LEFT_OUT = {
    key for key in PLACES
    if not re.fullmatch(
        r"title|language|description|summary|links|sources|compared|advice|medlineplus\.id"
        r"|(.*_institute|.*twin|.*related.*|.*groups.*|links.*|sources.*)\.title"
        r"|(mesh|symptoms|.*languages).*\.name|links.*categories", key,
    )
}  # fmt: skip


def test_a_file_is_written_as_authors_write_them() -> None:
    topic = _read(_dumped(WHOLE))
    assert write(topic) == WRITTEN
    assert _read(WRITTEN) == topic


def test_all_parts_of_an_imported_topic_are_read() -> None:
    topic = _read(_dumped(WHOLE))
    assert topic.medlineplus == MedlinePlus(
        "12",
        "https://m.example.org/12",
        created="2003-01-07",
        see_references=("Elbow, Blue",),
        twin=Reference("Codo azul", "13", "https://m.example.org/13", "es"),
        groups=(Reference("Bones", "1", "https://m.example.org/bones"),),
        related=(Reference("Fever"),),
        other_languages=(
            OtherLanguage("French", "français", "https://m.example.org/fr"),
            OtherLanguage("German"),
        ),
        primary_institute=Reference("Institute of Elbows", "", "https://i.example.org/"),
    )
    assert topic.mesh == (
        MeshHeading("D1", "Elbow", (Qualifier("Q1", "pain"), Qualifier("", "x"))),
        MeshHeading("", "Arm"),
    )
    assert topic.links[0].twin_url == "https://elbow.example.org/es"
    assert topic.links[0].language == "es"
    assert topic.sources[0] == Source("Elbow Book", "Elbow Society", "https://elbow.example.org/")
    assert topic.translation_of == "blue-elbow"


@pytest.mark.parametrize("key", PLACES)
def test_a_value_of_another_kind_is_told_with_its_key(key: str) -> None:
    def change(holder: Any, place: Any) -> None:
        is_text = isinstance(holder[place], str)
        holder[place] = [{"odd": "x"}] if is_text else "x"

    told = _problems_of(_changed(PLACES[key], change))
    assert [
        problem.key for problem in told if "not" in problem.message or "where" in problem.message
    ] == [key]


@pytest.mark.parametrize("key", [key for key, path in PLACES.items() if isinstance(path[-1], str)])
def test_what_may_be_left_out(key: str) -> None:
    def change(holder: Any, place: Any) -> None:
        del holder[place]

    content = _changed(PLACES[key], change)
    if key in MAY_BE_LEFT_OUT:
        _read(content)
    else:
        assert [(problem.key, problem.message) for problem in _problems_of(content)] == [
            (key, "missing")
        ]


KEYS = {
    "": "title, language, depth, also_called, leads_here, description, medlineplus, groups, mesh, summary, advice, "
    "symptoms, sections, links, related, sources, compared, clinical_review, "
    "translation_of",
    "medlineplus": "id, url, exported, created, see_references, twin, groups, related, "
    "other_languages, primary_institute, title, parts",
    "medlineplus.twin": "title, id, url, language",
    "medlineplus.groups[1]": "title, id, url, language",
    "medlineplus.other_languages[1]": "name, vernacular_name, url",
    "mesh[1]": "id, name, qualifiers",
    "mesh[1].qualifiers[1]": "id, name",
    "advice": "emergency, now, today, routine",
    "symptoms[1]": "name, note",
    "links[1]": "title, categories, organizations, url, note, twin_url, language",
    "sources[1]": "title, publisher, url",
}


@pytest.mark.parametrize(("key", "known"), KEYS.items())
def test_an_unknown_key_is_told_with_those_that_are_known(key: str, known: str) -> None:
    def change(holder: Any, place: Any) -> None:
        holder[place] = "x"

    content = _changed((*PLACES.get(key, ()), "odd"), change)
    (problem,) = _problems_of(content)
    assert problem.key == f"{key}.odd".removeprefix(".")
    assert (problem.message, problem.remedy) == ("an unknown key", f"The keys here are {known}.")


IMPORTED = {
    "title": "Blue Elbow",
    "language": "en",
    "medlineplus": {"id": "12", "exported": "undated"},
    "groups": ["Group of their own"],
    "symptoms": [{"name": "A blue patch that takes more words than an author may"}],
    "sections": [
        {"heading": "What causes it?", "text": "Ink."},
        {"heading": "A word on sleeves"},
        {"heading": "What causes it?", "text": "Pens."},
    ],
    "links": [
        {"title": "Elbows", "categories": ["Category of their own"]}, {"title": "A"}, {"title": "A"},
    ],
}  # fmt: skip


def test_what_was_imported_is_as_its_publisher_wrote_it() -> None:
    topic = _read(_dumped(IMPORTED))
    assert topic == Topic(
        title="Blue Elbow",
        language="en",
        description="",
        summary=(),
        medlineplus=MedlinePlus("12", exported=UNDATED),
        groups=("Group of their own",),
        symptoms=(Symptom("A blue patch that takes more words than an author may"),),
        sections=(
            Section("causes", "What causes it?", (Paragraph("Ink."),)),
            Section("", "A word on sleeves", ()),
            Section("causes", "What causes it?", (Paragraph("Pens."),)),
        ),
        links=(Link("Elbows", ("Category of their own",)), Link("A", ()), Link("A", ())),
    )
    assert _read(write(topic)) == topic
    own = {**IMPORTED, "medlineplus": {"id": "12"}, "sections": {"exported": "x"}}
    assert {problem.key for problem in _problems_of(_dumped(own))} == {
        "description", "summary", "sources", "compared", "groups", "symptoms[1].name", "advice",
        "links[1].categories", "links[2].categories", "links[3].categories", "links[3]",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"title": None}, "title"),
        ({"language": None}, "language"),
        ({"sections": [{"text": "x"}]}, "sections[1].heading"),
        ({"sections": [{"heading": ["x"]}]}, "sections[1].heading"),
        ({"sections": [{"heading": "x", "text": ["x"]}]}, "sections[1].text"),
        ({"sections": [{"heading": "x", "odd": "x"}]}, "sections[1].odd"),
        ({"sections": ["x"]}, "sections[1]"),
        ({"sections": []}, "sections"),
        ({"links": [{"categories": ["x"]}]}, "links[1].title"),
        ({"medlineplus": {"id": "12", "exported": "x"}}, "medlineplus.exported"),
        ({"medlineplus": {"id": "12", "exported": ["x"]}}, "medlineplus.exported"),
        ({"medlineplus": {"id": "1", "exported": "undated", "created": "undated"}},
         "medlineplus.created"),
    ],
)  # fmt: skip
def test_what_was_imported_has_a_form_too(changes: dict[str, Any], key: str) -> None:
    content = {name: value for name, value in {**IMPORTED, **changes}.items() if value is not None}
    assert [problem.key for problem in _problems_of(_dumped(content))] == [key]


def test_limits_are_what_they_say() -> None:
    topic = _read(topic_file(description="x" * 160, symptoms=[{"name": "a b c d e f g h"}]))
    assert len(topic.description) == 160


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


_NAMES = sorted(TOPICS)


@pytest.mark.parametrize(
    "name", [*_NAMES[::16], *only_long(sorted(set(_NAMES).difference(_NAMES[::16])))]
)
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
    medlineplus=st.none() | st.builds(
        lambda number, url: MedlinePlus(str(number), url), st.integers(1, 9999), addresses
    ),
    groups=_unique(st.sampled_from([group.en for group in VOCABULARY.groups])).map(tuple),
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
            st.sampled_from(["", "en", "es"]),
        ),
        min_size=1,
        max_size=3,
        unique_by=lambda link: link.title,
    ).map(tuple),
    related=_unique(plain).map(tuple),
    sources=st.lists(st.builds(Source, texts, texts | st.just(""), addresses), min_size=1,
                     max_size=2).map(tuple),
    compared=st.dates().map(str),
    translation_of=st.just("") | plain.map(slug).filter(bool),
    leads_here=st.just(()), clinical_review=st.none(), collection=st.just(""),
    depth=st.sampled_from(["", "short"]),
)  # fmt: skip


@settings(max_examples=examples(12, 300))
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
