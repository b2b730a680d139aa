"""The vocabularies that are data."""

from collections.abc import Callable

import pytest

from healthtopics.errors import BadFile
from healthtopics.sources.topicfiles.vocabularies import (
    Everyday,
    Organization,
    read_everyday,
    read_groups,
    read_organizations,
)
from healthtopics.taxonomy import Term


def test_groups() -> None:
    assert read_groups(b"- {en: Skin and Hair, es: Piel y pelo}\n", "g.yaml") == (
        Term("skin-and-hair", "Skin and Hair", "Piel y pelo"),
    )


def test_organizations() -> None:
    content = b"- {name: A, also: [AA], url: 'https://a.example.org/'}\n- {name: B}\n"
    assert read_organizations(content, "o.yaml") == (
        Organization("A", "https://a.example.org/", ("AA",)),
        Organization("B", ""),
    )


def test_everyday() -> None:
    content = b"- {topic: A, en: 'x y, z', es: w}\n- {topic: B}\n"
    assert read_everyday(content, "e.yaml") == (
        Everyday("A", ("x y", "z"), ("w",)),
        Everyday("B", (), ()),
    )


def test_texts_are_tidied() -> None:
    assert read_everyday(b"- {topic: 'A  b', en: ' x  y, z ,'}\n", "e.yaml") == (
        Everyday("A b", ("x y", "z"), ()),
    )


UNKNOWN = "an unknown key. The keys here are"
TEXT = "Put it in quotes if it has a colon in it, or write it as one text."


@pytest.mark.parametrize(
    ("read", "content", "problems"),
    [
        (read_groups, "a: b", ["1: groups: not a list. Begin each item with “- ”."]),
        (read_groups, "- x", ["1: groups[1]: not keys with values. Write en, es."]),
        (read_groups, "- {en: A, es: B}\n- {fr: C}",
         [f"2: groups[2].fr: {UNKNOWN} en, es.", "2: groups[2].en: missing. Add “en: …”.",
          "2: groups[2].es: missing. Add “es: …”."]),
        (read_groups, "- {en: [A], es: {b: c}}",
         [f"1: groups[1].en: a list where a text belongs. {TEXT}",
          f"1: groups[1].es: keys with values where a text belongs. {TEXT}"]),
        (read_groups, "- {en: A b, es: C}\n- {en: a-b, es: D}",
         ["2: groups[2]: “a-b” is a duplicate. Keep one of them."]),
        (read_organizations, "a: b", ["1: organizations: not a list"]),
        (read_organizations, "- {name: [A], home: b, url: {}}",
         [f"1: organizations[1].home: {UNKNOWN} name, also, url.",
          "1: organizations[1].name: a list where a text belongs",
          "1: organizations[1].url: keys with values where a text belongs"]),
        (read_organizations, "- {name: A, also: AA}\n- {name: B, also: [b, B]}",
         ["1: organizations[1].also: not a list. Begin each item with “- ”.",
          "2: organizations[2].also[2]: “B” is a duplicate. Keep one of them."]),
        (read_organizations, "- {url: x}",
         ["1: organizations[1].name: missing. Add “name: …”.",
          "1: organizations[1].url: “x” is not a web address. Write https://"]),
        (read_organizations, "- name: A\n- name: A",
         ["2: organizations[2]: “A” is a duplicate. Keep one of them."]),
        (read_everyday, "a: b", ["1: everyday: not a list"]),
        (read_everyday, "- {topic: [A], en: [x], es: {}, fr: a}",
         [f"1: everyday[1].fr: {UNKNOWN} topic, en, es.",
          "1: everyday[1].topic: a list where a text belongs",
          "1: everyday[1].en: a list where a text belongs",
          "1: everyday[1].es: keys with values where a text belongs"]),
        (read_everyday, "- {en: x}", ["1: everyday[1].topic: missing. Add “topic: …”."]),
        (read_everyday, "- topic: A\n- topic: A",
         ["2: everyday[2]: “A” is a duplicate. Put them together."]),
        (read_everyday, "- {topic: A, en: a, es: 'x, y,  x'}",
         ["1: everyday[1].es: a phrase is a duplicate. Keep one of them."]),
    ],
)  # fmt: skip
def test_every_problem_is_told_with_its_place(
    read: Callable[[bytes, str], object], content: str, problems: list[str]
) -> None:
    with pytest.raises(BadFile) as caught:
        read(content.encode(), "v.yaml")
    told = [str(problem) for problem in caught.value.problems]
    assert len(told) == len(problems), told
    for one, beginning in zip(told, problems, strict=True):
        assert one.startswith(f"v.yaml:{beginning}")
