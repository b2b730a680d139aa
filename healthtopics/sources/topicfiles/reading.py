"""Topic files: the YAML in which topics are written, one topic and one language a file."""

from collections.abc import Collection
from datetime import date
from typing import Any

import yaml

from healthtopics import prose
from healthtopics.model import (
    LANGUAGES,
    UNDATED,
    Advice,
    Block,
    Link,
    MedlinePlus,
    MeshHeading,
    OtherLanguage,
    Qualifier,
    Reference,
    Section,
    Source,
    Symptom,
    Topic,
)
from healthtopics.sources.summaries.headings import kind_of
from healthtopics.sources.topicfiles.fields import Fields
from healthtopics.sources.topicfiles.nodes import Mapping, Node, Sequence
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
REQUIRED_OF_IMPORTED = ("title", "language")
MEDLINEPLUS_KEYS = (
    "id", "url", "exported", "created", "see_references", "twin", "groups", "related",
    "other_languages", "primary_institute",
)  # fmt: skip
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


def _is_imported(root: Node) -> bool:
    """Tell whether a file says that its topic was imported."""
    return isinstance(root, Mapping) and any(
        entry.key.text == "medlineplus"
        and isinstance(entry.value, Mapping)
        and any(part.key.text == "exported" for part in entry.value.entries)
        for entry in root.entries
    )


class _Reader:
    """Reads one topic file; the methods are its parts, in the order of the format.

    A topic that was imported, and then saved as a file, says so (``medlineplus.exported``). It is
    as its publisher wrote it, so it is not held to what authors of topic files are held to.
    """

    def __init__(self, content: bytes, path: str, groups: Collection[Term]) -> None:
        self.fields = Fields(content, path)
        self.groups = groups
        self.language = LANGUAGES[0]
        self.is_imported = _is_imported(self.fields.root)

    def topic(self) -> Topic:
        fields = self.fields
        required = REQUIRED_OF_IMPORTED if self.is_imported else REQUIRED
        values = fields.mapping(fields.root, "", KEYS, required)
        language = self.choice(values.get("language"), "language", LANGUAGES)
        self.language = language or self.language
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
            reviewed=self.date(values.get("reviewed"), "reviewed"),
            translation_of=self.translation_of(values.get("translation_of")),
        )
        if topic.symptoms and not topic.advice and not self.is_imported:
            fields.wrong(
                values["symptoms"].line,
                "advice",
                "missing",
                "Say when to get help for the symptoms.",
            )
        return topic

    def choice(self, node: Node | None, key: str, choices: Collection[str]) -> str:
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
        fields = self.fields
        values = fields.mapping(node, "medlineplus", MEDLINEPLUS_KEYS, ("id",))
        number = fields.text(values.get("id"), "medlineplus.id")
        if number and not (number.isascii() and number.isdigit()):
            fields.wrong(node.line, "medlineplus.id", "not a number", "Take the topic's id.")
        return MedlinePlus(
            id=number,
            url=fields.address(values.get("url"), "medlineplus.url"),
            exported=self.date(values.get("exported"), "medlineplus.exported", UNDATED),
            created=self.date(values.get("created"), "medlineplus.created"),
            see_references=fields.texts(values.get("see_references"), "medlineplus.see_references"),
            twin=self.reference(values.get("twin"), "medlineplus.twin"),
            groups=self.references(values.get("groups"), "medlineplus.groups"),
            related=self.references(values.get("related"), "medlineplus.related"),
            other_languages=self.other_languages(values.get("other_languages")),
            primary_institute=self.reference(
                values.get("primary_institute"), "medlineplus.primary_institute"
            ),
        )

    def reference(self, node: Node | None, key: str) -> Reference | None:
        if node is None:
            return None
        values = self.fields.mapping(node, key, Reference._fields, ("title",))
        return Reference(
            self.fields.text(values.get("title"), f"{key}.title"),
            self.fields.text(values.get("id"), f"{key}.id"),
            self.fields.address(values.get("url"), f"{key}.url"),
            self.choice(values.get("language"), f"{key}.language", LANGUAGES),
        )

    def references(self, node: Node | None, key: str) -> tuple[Reference, ...]:
        found = (self.reference(item, item_key) for item_key, item in self.fields.items(node, key))
        return tuple(reference for reference in found if reference)

    def other_languages(self, node: Node | None) -> tuple[OtherLanguage, ...]:
        languages = []
        for key, item in self.fields.items(node, "medlineplus.other_languages"):
            values = self.fields.mapping(item, key, OtherLanguage._fields, ("name",))
            languages.append(
                OtherLanguage(
                    self.fields.text(values.get("name"), f"{key}.name"),
                    self.fields.text(values.get("vernacular_name"), f"{key}.vernacular_name"),
                    self.fields.address(values.get("url"), f"{key}.url"),
                )
            )
        return tuple(languages)

    def group_names(self, node: Node | None) -> tuple[str, ...]:
        names = [group.name(self.language) for group in self.groups]
        groups = self.fields.texts(node, "groups")
        for group in groups:
            if node is not None and not self.is_imported:
                self.fields.choice(node, "groups", group, names)
        return groups

    def mesh(self, node: Node | None) -> tuple[MeshHeading, ...]:
        headings = []
        for key, item in self.fields.items(node, "mesh"):
            values = self.fields.mapping(item, key, MeshHeading._fields, ("name",))
            qualifiers = []
            for part_key, part in self.fields.items(values.get("qualifiers"), f"{key}.qualifiers"):
                parts = self.fields.mapping(part, part_key, Qualifier._fields, ("name",))
                qualifiers.append(Qualifier(*self.id_and_name(parts, part_key)))
            headings.append(MeshHeading(*self.id_and_name(values, key), tuple(qualifiers)))
        return tuple(headings)

    def id_and_name(self, values: dict[str, Node], key: str) -> tuple[str, str]:
        return (
            self.fields.text(values.get("id"), f"{key}.id"),
            self.fields.text(values.get("name"), f"{key}.name"),
        )

    def blocks(self, node: Node | None, key: str) -> tuple[Block, ...]:
        return prose.parse(self.fields.prose(node, key))

    def advice(self, node: Node | None) -> tuple[Advice, ...]:
        if node is None:
            return ()
        levels = [level.key for level in ADVICE_LEVELS]
        known = [*levels, "quoted"] if self.is_imported else levels
        values = self.fields.mapping(node, "advice", known, ())
        if not values:
            self.fields.wrong(node.line, "advice", "empty", "Say when to get help.")
        graded = (
            Advice(level, text)
            for level in levels
            for text in self.fields.texts(values.get(level), f"advice.{level}")
        )
        quoted = (
            Advice("", prose.write(self.blocks(item, key)))
            for key, item in self.fields.items(values.get("quoted"), "advice.quoted")
        )
        return (*graded, *quoted)

    def symptoms(self, node: Node | None) -> tuple[Symptom, ...]:
        symptoms: dict[str, Symptom] = {}
        for key, item in self.fields.items(node, "symptoms"):
            values = self.fields.mapping(item, key, ("name", "note"), ("name",))
            name = self.fields.text(values.get("name"), f"{key}.name")
            if len(name.split()) > SYMPTOM_WORDS and not self.is_imported:
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
        if self.is_imported and isinstance(node, Sequence):
            return self.official_sections(node)
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

    def official_sections(self, node: Node) -> tuple[Section, ...]:
        """Return sections under their publisher's headings, which tell of what kind they are."""
        sections = []
        for key, item in self.fields.items(node, "sections"):
            values = self.fields.mapping(item, key, ("heading", "text"), ("heading",))
            heading = self.fields.text(values.get("heading"), f"{key}.heading")
            blocks = self.blocks(values.get("text"), f"{key}.text")
            sections.append(Section(kind_of(heading, self.language), heading, blocks))
        return tuple(sections)

    def links(self, node: Node | None) -> tuple[Link, ...]:
        links: list[Link] = []
        known: set[tuple[str, ...]] = set()
        names = [category.name(self.language) for category in CATEGORIES]
        for key, item in self.fields.items(node, "links"):
            values = self.fields.mapping(
                item,
                key,
                ("title", "categories", "organizations", "url", "note", "twin_url"),
                ("title",) if self.is_imported else ("title", "categories"),
            )
            categories = self.fields.texts(values.get("categories"), f"{key}.categories")
            for category in () if self.is_imported else categories:
                self.fields.choice(values["categories"], f"{key}.categories", category, names)
            link = Link(
                self.fields.text(values.get("title"), f"{key}.title"),
                categories,
                self.fields.texts(values.get("organizations"), f"{key}.organizations"),
                self.fields.address(values.get("url"), f"{key}.url"),
                self.fields.text(values.get("note"), f"{key}.note"),
                self.fields.address(values.get("twin_url"), f"{key}.twin_url"),
            )
            identity = (link.title, link.url, *link.organizations)
            if identity in known and not self.is_imported:
                self.fields.wrong(
                    item.line, key, f"“{link.title}” stands twice", "Give one link all categories."
                )
            known.add(identity)
            links.append(link)
        return tuple(links)

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

    def date(self, node: Node | None, key: str, *others: str) -> str:
        text = self.fields.text(node, key)
        try:
            if not text or text in others or date.fromisoformat(text).isoformat() == text:
                return text
        except ValueError:
            pass
        if node is not None:
            self.fields.wrong(node.line, key, f"“{text}” is not a date", "Write 2026-11-22.")
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
        "medlineplus": _plain(topic.medlineplus) if topic.medlineplus else None,
        "groups": list(topic.groups),
        "mesh": [_plain(heading) for heading in topic.mesh],
        "summary": _Prose(prose.write(topic.summary)),
        "advice": {
            level.key: [advice.text for advice in topic.advice if advice.level == level.key]
            for level in ADVICE_LEVELS
            if any(advice.level == level.key for advice in topic.advice)
        }
        | _quoted(topic),
        "symptoms": [_without_empty(symptom._asdict()) for symptom in topic.symptoms],
        "sections": _sections(topic),
        "links": [
            _without_empty(
                {
                    "title": link.title,
                    "categories": list(link.categories),
                    "organizations": list(link.organizations),
                    "url": link.url,
                    "note": link.note,
                    "twin_url": link.twin_url,
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


def _quoted(topic: Topic) -> dict[str, Any]:
    quoted = [_Prose(advice.text) for advice in topic.advice if advice.quoted]
    return {"quoted": quoted} if quoted else {}


def _sections(topic: Topic) -> Any:
    if topic.exported:
        return [
            _without_empty({"heading": s.heading, "text": _Prose(prose.write(s.blocks))})
            for s in topic.sections
        ]
    return {s.kind or s.heading: _Prose(prose.write(s.blocks)) for s in topic.sections}


def _plain(value: Any) -> Any:
    """Return nested tuples as mappings and lists, what is empty left out."""
    if hasattr(value, "_asdict"):
        return _without_empty({key: _plain(part) for key, part in value._asdict().items()})
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


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
