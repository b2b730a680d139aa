"""The vocabularies that are data."""

import pytest

from healthtopics.sources.problems import BadFile
from healthtopics.sources.vocabularies import (
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
    content = b"- {name: A, url: 'https://a.example.org/'}\n- {name: B}\n"
    assert read_organizations(content, "o.yaml") == (
        Organization("A", "https://a.example.org/"),
        Organization("B", ""),
    )


def test_everyday() -> None:
    content = b"- {topic: A, en: 'x y, z', es: w}\n- {topic: B}\n"
    assert read_everyday(content, "e.yaml") == (
        Everyday("A", ("x y", "z"), ("w",)),
        Everyday("B", (), ()),
    )
    for bad in (
        b"- {en: [x]}\n",
        b"- {topic: A}\n- {topic: A}\n",
        b"- {topic: A, en: 'x, y, x'}\n",
    ):
        with pytest.raises(BadFile):
            read_everyday(bad, "e.yaml")


@pytest.mark.parametrize(
    "content", [b"- {en: A}\n", b"a: b\n", b"- {en: A, es: B}\n" * 2, b"- x\n"]
)
def test_bad_groups(content: bytes) -> None:
    with pytest.raises(BadFile):
        read_groups(content, "g.yaml")


@pytest.mark.parametrize(
    "content", [b"- {url: 'https://a.org'}\n", b"- {name: A, url: x}\n", b"- {name: A}\n" * 2]
)
def test_bad_organizations(content: bytes) -> None:
    with pytest.raises(BadFile):
        read_organizations(content, "o.yaml")
