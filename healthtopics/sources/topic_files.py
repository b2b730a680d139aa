"""Topic files: the YAML in which topics are written, one topic and one language a file."""

from collections.abc import Collection
from datetime import date
from typing import Any

import yaml

from healthtopics import prose
from healthtopics.model import (
    LANGUAGES,
    Advice,
    Block,
    Link,
    MedlinePlus,
    MeshHeading,
    Section,
    Source,
    Symptom,
    Topic,
)
from healthtopics.sources.fields import Fields
from healthtopics.sources.yaml_nodes import Node
from healthtopics.taxonomy import (
    ADVICE_LEVELS,
    CATEGORIES,
    SECTION_KINDS,
    Term,
    by_key,
    resolve,
)
from healthtopics.text import fold, slug

KEYS = (
    "title", "language", "also_called", "description", "medlineplus", "groups", "mesh", "summary",
    "advice", "symptoms", "sections", "links", "related", "sources", "reviewed", "translation_of",
)  # fmt: skip
REQUIRED = ("title", "language", "description", "summary", "links", "sources", "reviewed")
DESCRIPTION_LENGTH = 160
SYMPTOM_WORDS = 8


def read(content: bytes, path: str, groups: Collection[Term]) -> Topic:
    """Return the topic that a topic file holds.

    Args:
        content: the bytes of the file.
        path: its name, for the problems.
        groups: the groups that topics may be in.

    Raises:
        BadFile: with all problems of the file, by line.
    """
    reader = _Reader(content, path, groups)
    topic = reader.topic()
    reader.fields.finish()
    return topic


class _Reader:
    """Reads one topic file; the methods are its parts, in the order of the format."""

    def __init__(self, content: bytes, path: str, groups: Collection[Term]) -> None:
        self.fields = Fields(content, path)
        self.groups = groups
        self.language = LANGUAGES[0]

    def topic(self) -> Topic:
        fields = self.fields
        values = fields.mapping(fields.root, "", KEYS, REQUIRED)
        self.language = self.choice(values, "language", LANGUAGES) or self.language
        title = fields.text(values.get("title"), "title")
        if title and not slug(title):
            fields.wrong(values["title"].line, "title", "no letter in it", "Name the topic.")
        topic = Topic(
            title=title,
            language=self.language,
            also_called=self.also_called(values.get("also_called"), title),
            description=self.description(values.get("description")),
            medlineplus=self.medlineplus(values.get("medlineplus")),
            groups=self.group_names(values.get("groups")),
            mesh=self.mesh(values.get("mesh")),
            summary=self.blocks(values.get("summary"), "summary"),
            advice=self.advice(values.get("advice")),
            symptoms=self.symptoms(values.get("symptoms")),
            sections=self.sections(values.get("sections")),
            links=self.links(values.get("links")),
            related=fields.texts(values.get("related"), "related"),
            sources=self.sources(values.get("sources")),
            reviewed=self.reviewed(values.get("reviewed")),
            translation_of=self.translation_of(values.get("translation_of")),
        )
        if topic.symptoms and not topic.advice:
            fields.wrong(
                values["symptoms"].line,
                "advice",
                "missing",
                "Say when to get help for the symptoms.",
            )
        return topic

    def choice(self, values: dict[str, Node], key: str, choices: Collection[str]) -> str:
        node = values.get(key)
        if node is None:
            return ""
        return self.fields.choice(node, key, self.fields.text(node, key), choices)

    def also_called(self, node: Node | None, title: str) -> tuple[str, ...]:
        names = self.fields.texts(node, "also_called")
        if node is not None and fold(title) in map(fold, names):
            self.fields.wrong(node.line, "also_called", "has the title in it", "Drop it there.")
        return names

    def description(self, node: Node | None) -> str:
        text = self.fields.text(node, "description")
        if node is not None and len(text) > DESCRIPTION_LENGTH:
            self.fields.wrong(
                node.line,
                "description",
                f"{len(text)} characters long",
                f"Write one sentence of at most {DESCRIPTION_LENGTH}.",
            )
        return text

    def medlineplus(self, node: Node | None) -> MedlinePlus | None:
        if node is None:
            return None
        values = self.fields.mapping(node, "medlineplus", ("id", "url"), ("id",))
        number = self.fields.text(values.get("id"), "medlineplus.id")
        if number and not (number.isascii() and number.isdigit()):
            self.fields.wrong(node.line, "medlineplus.id", "not a number", "Take the topic's id.")
        return MedlinePlus(number, self.fields.address(values.get("url"), "medlineplus.url"))

    def group_names(self, node: Node | None) -> tuple[str, ...]:
        names = [group.name(self.language) for group in self.groups]
        groups = self.fields.texts(node, "groups")
        for group in groups:
            if node is not None:
                self.fields.choice(node, "groups", group, names)
        return groups

    def mesh(self, node: Node | None) -> tuple[MeshHeading, ...]:
        headings = []
        for key, item in self.fields.items(node, "mesh"):
            values = self.fields.mapping(item, key, ("id", "name"), ("name",))
            headings.append(
                MeshHeading(
                    self.fields.text(values.get("id"), f"{key}.id"),
                    self.fields.text(values.get("name"), f"{key}.name"),
                )
            )
        return tuple(headings)

    def blocks(self, node: Node | None, key: str) -> tuple[Block, ...]:
        return prose.parse(self.fields.prose(node, key))

    def advice(self, node: Node | None) -> tuple[Advice, ...]:
        if node is None:
            return ()
        levels = [level.key for level in ADVICE_LEVELS]
        values = self.fields.mapping(node, "advice", levels, ())
        if not values:
            self.fields.wrong(node.line, "advice", "empty", "Say when to get help.")
        return tuple(
            Advice(level, text)
            for level in levels
            for text in self.fields.texts(values.get(level), f"advice.{level}")
        )

    def symptoms(self, node: Node | None) -> tuple[Symptom, ...]:
        symptoms: dict[str, Symptom] = {}
        for key, item in self.fields.items(node, "symptoms"):
            values = self.fields.mapping(item, key, ("name", "note"), ("name",))
            name = self.fields.text(values.get("name"), f"{key}.name")
            if len(name.split()) > SYMPTOM_WORDS:
                self.fields.wrong(
                    item.line,
                    f"{key}.name",
                    f"{len(name.split())} words long",
                    f"Take at most {SYMPTOM_WORDS} and put the rest into the note.",
                )
            if fold(name) in symptoms:
                self.fields.wrong(item.line, key, f"“{name}” stands twice", "Keep one of them.")
            symptoms[fold(name)] = Symptom(
                name, self.fields.text(values.get("note"), f"{key}.note")
            )
        return tuple(symptoms.values())

    def sections(self, node: Node | None) -> tuple[Section, ...]:
        sections = []
        order = [kind.key for kind in SECTION_KINDS]
        reached = 0
        for entry in self.fields.entries(node, "sections", "“causes: |” and the text below it"):
            name, line = entry.key.text, entry.key.line
            key = f"sections.{name}"
            position = order.index(name) if name in order else len(order)
            if position < reached:
                self.fields.wrong(
                    line, key, "out of order", f"Known sections first, so: {', '.join(order)}."
                )
            reached = max(reached, position)
            kind = by_key(SECTION_KINDS, name)
            if not kind and any(fold(name) == fold(k.name(self.language)) for k in SECTION_KINDS):
                meant = resolve(SECTION_KINDS, name)[0].key
                self.fields.wrong(line, key, "a known section", f"Write its key, {meant}.")
            if not fold(name):
                self.fields.wrong(line, key, "a heading without a letter", "Name the section.")
            heading = "" if kind else " ".join(name.split())
            sections.append(
                Section(kind.key if kind else "", heading, self.blocks(entry.value, key))
            )
        return tuple(sections)

    def links(self, node: Node | None) -> tuple[Link, ...]:
        links: dict[tuple[str, ...], Link] = {}
        names = [category.name(self.language) for category in CATEGORIES]
        for key, item in self.fields.items(node, "links"):
            values = self.fields.mapping(
                item,
                key,
                ("title", "categories", "organizations", "url", "note"),
                ("title", "categories"),
            )
            categories = self.fields.texts(values.get("categories"), f"{key}.categories")
            for category in categories:
                self.fields.choice(values["categories"], f"{key}.categories", category, names)
            link = Link(
                self.fields.text(values.get("title"), f"{key}.title"),
                categories,
                self.fields.texts(values.get("organizations"), f"{key}.organizations"),
                self.fields.address(values.get("url"), f"{key}.url"),
                self.fields.text(values.get("note"), f"{key}.note"),
            )
            identity = (link.title, link.url, *link.organizations)
            if identity in links:
                self.fields.wrong(
                    item.line, key, f"“{link.title}” stands twice", "Give one link all categories."
                )
            links[identity] = link
        return tuple(links.values())

    def sources(self, node: Node | None) -> tuple[Source, ...]:
        sources = []
        for key, item in self.fields.items(node, "sources"):
            values = self.fields.mapping(item, key, ("title", "publisher", "url"), ("title",))
            sources.append(
                Source(
                    self.fields.text(values.get("title"), f"{key}.title"),
                    self.fields.text(values.get("publisher"), f"{key}.publisher"),
                    self.fields.address(values.get("url"), f"{key}.url"),
                )
            )
        return tuple(sources)

    def reviewed(self, node: Node | None) -> str:
        text = self.fields.text(node, "reviewed")
        try:
            if not text or date.fromisoformat(text).isoformat() == text:
                return text
        except ValueError:
            pass
        if node is not None:
            self.fields.wrong(node.line, "reviewed", f"“{text}” is not a date", "Write 2026-11-22.")
        return ""

    def translation_of(self, node: Node | None) -> str:
        text = self.fields.text(node, "translation_of")
        if node is not None and text != slug(text):
            self.fields.wrong(
                node.line, "translation_of", f"“{text}” is not a slug", f"Write {slug(text)}."
            )
        return text


def write(topic: Topic) -> str:
    """Return the topic file of a topic: read again, it is the same topic."""
    content: dict[str, Any] = {
        "title": topic.title,
        "language": topic.language,
        "also_called": list(topic.also_called),
        "description": topic.description,
        "medlineplus": _without_empty(topic.medlineplus._asdict()) if topic.medlineplus else None,
        "groups": list(topic.groups),
        "mesh": [_without_empty(heading._asdict()) for heading in topic.mesh],
        "summary": _Prose(prose.write(topic.summary)),
        "advice": {
            level.key: [advice.text for advice in topic.advice if advice.level == level.key]
            for level in ADVICE_LEVELS
            if any(advice.level == level.key for advice in topic.advice)
        },
        "symptoms": [_without_empty(symptom._asdict()) for symptom in topic.symptoms],
        "sections": {
            section.kind or section.heading: _Prose(prose.write(section.blocks))
            for section in topic.sections
        },
        "links": [
            _without_empty(
                {
                    "title": link.title,
                    "categories": list(link.categories),
                    "organizations": list(link.organizations),
                    "url": link.url,
                    "note": link.note,
                }
            )
            for link in topic.links
        ],
        "related": list(topic.related),
        "sources": [_without_empty(source._asdict()) for source in topic.sources],
        "reviewed": topic.reviewed,
        "translation_of": topic.translation_of,
    }
    return yaml.dump(
        _without_empty(content),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=float("inf"),
    )


class _Prose(str):
    """A text that is written as a block."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _represent_prose(dumper: yaml.SafeDumper, text: _Prose) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text + "\n", style="|")


_Dumper.add_representer(_Prose, _represent_prose)


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}
