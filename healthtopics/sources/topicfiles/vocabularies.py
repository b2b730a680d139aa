"""The vocabularies kept as data: groups, signs, countries, organizations, words for search."""

import os
from collections.abc import Callable
from typing import NamedTuple

from healthtopics.messages import say
from healthtopics.sources.topicfiles.countries import COUNTRIES_FILE, read_countries
from healthtopics.sources.topicfiles.fields import Fields
from healthtopics.sources.topicfiles.nodes import Node, read_bytes
from healthtopics.sources.topicfiles.signs import SIGNS_FILE, Signs, read_signs
from healthtopics.taxonomy import Term
from healthtopics.text import slug, squeeze

GROUPS_FILE = "groups.yaml"
ORGANIZATIONS_FILE = "organizations.yaml"
EVERYDAY_FILE = "everyday.yaml"
DANGER_FILE = "danger.yaml"
MEDICINES_FILE = "medicine-names.yaml"
COMMON_FILE = "common-words.yaml"


class Vocabulary(NamedTuple):
    """What topic files may name: groups and signs."""

    groups: tuple[Term, ...]
    signs: Signs


def load(folder: str) -> Vocabulary:
    """Return the vocabulary of a data folder; without a file of signs, it has no signs.

    Raises:
        BadInput: one of its files cannot be read.
        OSError: the groups cannot be opened.
    """
    groups = os.path.join(folder, GROUPS_FILE)
    signs = os.path.join(folder, SIGNS_FILE)
    return Vocabulary(
        read_groups(read_bytes(groups), groups),
        read_signs(read_bytes(signs), signs) if os.path.exists(signs) else Signs({}),
    )


class Organization(NamedTuple):
    """A publisher of links, its home page (empty if unknown), and its other names."""

    name: str
    url: str
    also: tuple[str, ...] = ()


class Everyday(NamedTuple):
    """What people who do not know a topic's names call it: for search only.

    ``topic`` is an English title; the phrases are given for each language.
    """

    topic: str
    en: tuple[str, ...]
    es: tuple[str, ...]


class Danger(NamedTuple):
    """What people type when something is happening now, and the topics that say what to do.

    The topics are English titles; the first one that the collection has is used.
    """

    topics: tuple[str, ...]
    en: tuple[str, ...]
    es: tuple[str, ...]


class Medicines(NamedTuple):
    """The medicines of a topic, which is an English title: for search only.

    A stem has a hyphen in place of the rest of a name: ``-statin``, ``cef-``.
    """

    topic: str
    stems: tuple[str, ...]
    names: tuple[str, ...]


def read_groups(content: bytes, path: str) -> tuple[Term, ...]:
    """Return the groups of topics, in the order of the file.

    Raises:
        BadFile: with all problems of the file.
    """
    fields = Fields(content, path)
    groups = []
    seen: set[str] = set()
    for key, item in fields.items(fields.root, "groups"):
        values = fields.mapping(item, key, ("en", "es"), ("en", "es"))
        names = [
            fields.text(values.get(language), f"{key}.{language}") for language in ("en", "es")
        ]
        group = Term(slug(names[0]), names[0], names[1])
        if group.key in seen:
            fields.wrong(
                item.line,
                key,
                say("“{name}” is a duplicate", name=group.en),
                say("Keep one of them."),
            )
        seen.add(group.key)
        groups.append(group)
    fields.finish()
    return tuple(groups)


def read_organizations(content: bytes, path: str) -> tuple[Organization, ...]:
    """Return the publishers of links, in the order of the file.

    Raises:
        BadFile: with all problems of the file.
    """
    fields = Fields(content, path)
    organizations = []
    seen: set[str] = set()
    for key, item in fields.items(fields.root, "organizations"):
        values = fields.mapping(item, key, ("name", "also", "url"), ("name",))
        organization = Organization(
            fields.text(values.get("name"), f"{key}.name"),
            fields.address(values.get("url"), f"{key}.url"),
            fields.texts(values.get("also"), f"{key}.also"),
        )
        if organization.name in seen:
            fields.wrong(
                item.line,
                key,
                say("“{name}” is a duplicate", name=organization.name),
                say("Keep one of them."),
            )
        seen.add(organization.name)
        organizations.append(organization)
    fields.finish()
    return tuple(organizations)


def read_everyday(content: bytes, path: str) -> tuple[Everyday, ...]:
    """Return the everyday words for topics, in the order of the file.

    Raises:
        BadFile: with all problems of the file.
    """
    fields = Fields(content, path)
    entries = []
    seen: set[str] = set()
    for key, item in fields.items(fields.root, "everyday"):
        values = fields.mapping(item, key, ("topic", "en", "es"), ("topic",))
        entry = Everyday(
            fields.text(values.get("topic"), f"{key}.topic"),
            _phrases(fields, values.get("en"), f"{key}.en"),
            _phrases(fields, values.get("es"), f"{key}.es"),
        )
        if entry.topic in seen:
            fields.wrong(
                item.line,
                key,
                say("“{name}” is a duplicate", name=entry.topic),
                say("Put them together."),
            )
        seen.add(entry.topic)
        entries.append(entry)
    fields.finish()
    return tuple(entries)


def read_danger(content: bytes, path: str) -> tuple[Danger, ...]:
    """Return the phrases that tell of danger, in the order of the file: the first match counts.

    Raises:
        BadFile: with all problems of the file.
    """
    fields = Fields(content, path)
    entries = []
    for key, item in fields.items(fields.root, "danger"):
        values = fields.mapping(item, key, ("topics", "en", "es"), ("topics", "en", "es"))
        entries.append(
            Danger(
                fields.texts(values.get("topics"), f"{key}.topics"),
                _phrases(fields, values.get("en"), f"{key}.en"),
                _phrases(fields, values.get("es"), f"{key}.es"),
            )
        )
    fields.finish()
    return tuple(entries)


def read_medicines(content: bytes, path: str) -> tuple[Medicines, ...]:
    """Return the medicines of topics, in the order of the file.

    Raises:
        BadFile: with all problems of the file.
    """
    fields = Fields(content, path)
    entries = []
    for key, item in fields.items(fields.root, "medicines"):
        values = fields.mapping(item, key, ("topic", "stems", "generic", "brands"), ("topic",))
        stems, generic, brands = (
            _phrases(fields, values.get(name), f"{key}.{name}")
            for name in ("stems", "generic", "brands")
        )
        for one in stems:
            if one.startswith("-") == one.endswith("-"):
                fields.wrong(
                    item.line,
                    f"{key}.stems",
                    say("“{name}” needs one hyphen", name=one),
                    say("Add it."),
                )
        topic = fields.text(values.get("topic"), f"{key}.topic")
        entries.append(Medicines(topic, stems, (*generic, *brands)))
    fields.finish()
    return tuple(entries)


def read_common(content: bytes, path: str) -> tuple[tuple[str, str], ...]:
    """Return common words that are not misspellings, each after the code of its language.

    Raises:
        BadFile: with all problems of the file.
    """
    fields = Fields(content, path)
    values = fields.mapping(fields.root, "", ("en", "es"), ("en", "es"))
    words = [
        (language, word)
        for language in ("en", "es")
        for word in fields.text(values.get(language), language).split()
    ]
    fields.finish()
    return tuple(words)


def _phrases(fields: Fields, node: Node | None, key: str) -> tuple[str, ...]:
    """Return the comma-separated phrases of a text; note duplicates."""
    phrases = [squeeze(phrase) for phrase in fields.text(node, key).split(",")]
    if node is not None and len(set(phrases)) < len(phrases):
        fields.wrong(node.line, key, say("a phrase is a duplicate"), say("Keep one of them."))
    return tuple(phrase for phrase in phrases if phrase)


READERS: dict[str, Callable[[bytes, str], object]] = {
    COUNTRIES_FILE: read_countries,
    SIGNS_FILE: read_signs,
    GROUPS_FILE: read_groups,
    ORGANIZATIONS_FILE: read_organizations,
    EVERYDAY_FILE: read_everyday,
    DANGER_FILE: read_danger,
    MEDICINES_FILE: read_medicines,
    COMMON_FILE: read_common,
}


def is_vocabulary(path: str) -> bool:
    """Return whether a file has the name of a vocabulary, which is never a topic."""
    return path.rpartition(os.sep)[2] in READERS
