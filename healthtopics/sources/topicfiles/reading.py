"""Topic files into topics: YAML, one topic and one language per file."""

from collections.abc import Collection
from functools import partial

from healthtopics import prose
from healthtopics.messages import say
from healthtopics.model import (
    LANGUAGES,
    UNDATED,
    Advice,
    Block,
    ClinicalReview,
    Link,
    MedlinePlus,
    MeshHeading,
    OtherLanguage,
    Qualifier,
    Reference,
    Section,
    Symptom,
    Topic,
)
from healthtopics.sources.summaries.headings import kind_of
from healthtopics.sources.topicfiles.fields import Fields
from healthtopics.sources.topicfiles.nodes import Mapping, Node, Sequence
from healthtopics.sources.topicfiles.signs import advice_of, read_sources
from healthtopics.sources.topicfiles.vocabularies import Vocabulary
from healthtopics.taxonomy import (
    ADVICE_LEVELS,
    CATEGORIES,
    SECTION_KINDS,
    WHO,
    by_key,
    resolve,
)
from healthtopics.text import fold, slug

KEYS = (
    "title", "language", "depth", "also_called", "leads_here", "description", "medlineplus",
    "groups", "mesh", "summary", "advice", "symptoms", "sections", "links", "related", "sources",
    "compared", "clinical_review", "translation_of",
)  # fmt: skip
REQUIRED = ("title", "language", "description", "summary", "links", "sources", "compared")
REQUIRED_OF_PERSONAL = ("title", "language", "summary")
# Keys and levels of former versions, and what to write instead.
FORMER_KEYS = {
    "reviewed": say("Say “compared”: the day on which the page was compared with its sources.")
}
FORMER_LEVELS = {"urgent": say("Say “now” (call day or night) or “today”.")}
REQUIRED_OF_IMPORTED = ("title", "language")
MEDLINEPLUS_KEYS = (
    "id", "url", "exported", "created", "see_references", "twin", "groups", "related",
    "other_languages", "primary_institute", "title", "parts",
)  # fmt: skip
DESCRIPTION_LENGTH = 160
SYMPTOM_WORDS = 8
WHY_WORDS = 20


def read(content: bytes, path: str, vocabulary: Vocabulary, *, is_strict: bool = True) -> Topic:
    """Return the topic that a topic file holds.

    Args:
        content: the bytes of the file.
        path: its name, for the problems.
        vocabulary: the groups and signs that it may name.
        is_strict: hold it to the rules for topics that come with the program, not just to those for
            personal topics.

    Raises:
        BadFile: with all problems of the file, by line.
    """
    reader = _Reader(content, path, vocabulary, is_strict=is_strict)
    topic = reader.topic()
    reader.fields.finish()
    return topic


def _is_imported(root: Node) -> bool:
    """Return whether a file says that its topic was imported."""
    return isinstance(root, Mapping) and any(
        entry.key.text == "medlineplus"
        and isinstance(entry.value, Mapping)
        and any(part.key.text == "exported" for part in entry.value.entries)
        for entry in root.entries
    )


class _Reader:
    """Reads one topic file; each method reads a part, in the order of the format.

    A topic that was imported, and then saved as a file, says so (``medlineplus.exported``). It is
    as its publisher wrote it, so the rules for authors of topic files do not apply.
    """

    def __init__(
        self, content: bytes, path: str, vocabulary: Vocabulary, *, is_strict: bool
    ) -> None:
        self.fields = Fields(content, path)
        self.groups, self.signs = vocabulary
        self.language = LANGUAGES[0]
        self.is_imported = _is_imported(self.fields.root)
        self.is_strict = is_strict and not self.is_imported

    def topic(self) -> Topic:
        """Return the topic of the file; note what is wrong with it."""
        fields = self.fields
        values = fields.mapping(fields.root, "", KEYS, self.required(), former=FORMER_KEYS)
        language = self.choice(values.get("language"), "language", LANGUAGES)
        self.language = language or self.language
        title = fields.text(values.get("title"), "title")
        if title and not slug(title):
            fields.wrong(
                values["title"].line, "title", say("no letter in it"), say("Name the topic.")
            )
        also_called = self.names(values.get("also_called"), "also_called", title)
        topic = Topic(
            title=title,
            language=self.language,
            depth=self.choice(values.get("depth"), "depth", ("short",)),
            also_called=also_called,
            leads_here=self.leads_here(values.get("leads_here"), title, also_called),
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
            sources=read_sources(fields, values.get("sources"), ""),
            compared=self.fields.date(values.get("compared"), "compared"),
            clinical_review=self.clinical_review(values.get("clinical_review")),
            translation_of=self.translation_of(values.get("translation_of")),
        )
        if topic.symptoms and not topic.advice and self.is_strict:
            fields.wrong(
                values["symptoms"].line,
                "advice",
                say("missing"),
                say("Say when to get help for the symptoms."),
            )
        return topic

    def required(self) -> tuple[str, ...]:
        """Return the keys that the file must have."""
        if self.is_imported:
            return REQUIRED_OF_IMPORTED
        return REQUIRED if self.is_strict else REQUIRED_OF_PERSONAL

    def choice(self, node: Node | None, key: str, choices: Collection[str]) -> str:
        if node is None:
            return ""
        return self.fields.choice(node, key, self.fields.text(node, key), choices)

    def names(self, node: Node | None, key: str, title: str) -> tuple[str, ...]:
        names = self.fields.texts(node, key)
        if node is not None and fold(title) in map(fold, names):
            self.fields.wrong(node.line, key, say("has the title in it"), say("Remove it there."))
        return names

    def leads_here(
        self, node: Node | None, title: str, also_called: tuple[str, ...]
    ) -> tuple[str, ...]:
        names = self.names(node, "leads_here", title)
        others = set(map(fold, also_called))
        for name in names:
            if node is not None and fold(name) in others:
                remedy = say("Keep it in also_called if it is another name of the same thing.")
                problem = say("“{name}” is in also_called too", name=name)
                self.fields.wrong(node.line, "leads_here", problem, remedy)
        return names

    def clinical_review(self, node: Node | None) -> ClinicalReview | None:
        if node is None:
            return None
        key = "clinical_review"
        values = self.fields.mapping(node, key, ClinicalReview._fields, ClinicalReview._fields[:3])
        return ClinicalReview(
            self.fields.text(values.get("name"), f"{key}.name"),
            self.fields.text(values.get("role"), f"{key}.role"),
            self.fields.date(values.get("date"), f"{key}.date"),
            self.fields.date(values.get("next"), f"{key}.next"),
        )

    def description(self, node: Node | None) -> str:
        text = self.fields.text(node, "description")
        if node is not None and len(text) > DESCRIPTION_LENGTH:
            self.fields.wrong(
                node.line,
                "description",
                say("{number} characters long", number=len(text)),
                say("Write one sentence of at most {number}.", number=DESCRIPTION_LENGTH),
            )
        return text

    def medlineplus(self, node: Node | None) -> MedlinePlus | None:
        """Return the topic of MedlinePlus that the file names."""
        if node is None:
            return None
        fields = self.fields
        values = fields.mapping(node, "medlineplus", MEDLINEPLUS_KEYS, ("id",))
        number = fields.text(values.get("id"), "medlineplus.id")
        if number and not (number.isascii() and number.isdigit()):
            fields.wrong(
                node.line, "medlineplus.id", say("not a number"), say("Use the topic's id.")
            )
        return MedlinePlus(
            id=number,
            url=fields.address(values.get("url"), "medlineplus.url"),
            exported=self.fields.date(values.get("exported"), "medlineplus.exported", UNDATED),
            created=self.fields.date(values.get("created"), "medlineplus.created"),
            see_references=fields.texts(values.get("see_references"), "medlineplus.see_references"),
            twin=self.reference(values.get("twin"), "medlineplus.twin"),
            groups=self.references(values.get("groups"), "medlineplus.groups"),
            related=self.references(values.get("related"), "medlineplus.related"),
            other_languages=self.other_languages(values.get("other_languages")),
            primary_institute=self.reference(
                values.get("primary_institute"), "medlineplus.primary_institute"
            ),
            title=fields.text(values.get("title"), "medlineplus.title"),
            parts=fields.texts(values.get("parts"), "medlineplus.parts"),
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
        """Return the lines of advice by level, then the quotations."""
        if node is None:
            return ()
        levels = [level.key for level in ADVICE_LEVELS]
        keys = [*levels, "quoted"] if self.is_imported else levels
        values = self.fields.mapping(node, "advice", keys, (), former=FORMER_LEVELS)
        if not values:
            self.fields.wrong(node.line, "advice", say("empty"), say("Say when to get help."))
        found: list[Advice] = []
        known: set[str] = set()
        for level in levels:
            for key, item in self.fields.items(values.get(level), f"advice.{level}"):
                advice = self.advice_item(item, key, level)
                for name in {*advice.signs} or {fold(advice.text)}:
                    if name in known:
                        self.fields.wrong(
                            item.line, key, say("a duplicate"), say("Keep one of them.")
                        )
                    known.add(name)
                found.append(advice)
        for key, item in self.fields.items(values.get("quoted"), "advice.quoted"):
            found.append(Advice("", prose.write(self.blocks(item, key))))
        return tuple(self.with_brackets(line, known) for line in found)

    def with_brackets(self, line: Advice, told: set[str]) -> Advice:
        """Return a line that names more urgent cases only if no other line does."""
        signs = [self.signs.by_key[key] for key in line.signs]
        if not any(sign.higher for sign in signs):
            return line
        return advice_of(signs, self.language, line.when, line.why, told)

    def advice_item(self, item: Node, key: str, level: str) -> Advice:
        """Return a line of advice: a sentence of the page's own, or signs of the vocabulary."""
        fields = self.fields
        if not isinstance(item, Mapping):
            return Advice(level, fields.text(item, key))
        named = [entry.key.text for entry in item.entries]
        kinds = [name for name in ("sign", "signs", "text") if name in named]
        if len(kinds) != 1:
            remedy = say("Name a sign, or several as signs, or write the sentence as text.")
            fields.wrong(item.line, key, say("not one line of advice"), remedy)
            return Advice(level, "")
        values = fields.mapping(item, key, ("sign", "signs", "when", "why", "text", "who"), ())
        text = partial(self.text_of, values, key)
        if kinds == ["text"]:
            for name in ("when", "why"):
                if name in values:
                    fields.wrong(
                        item.line,
                        f"{key}.{name}",
                        say("beside a text"),
                        say("Put it into the text."),
                    )
            who = self.choice(values.get("who"), f"{key}.who", list(WHO))
            return Advice(level, text("text"), who=who)
        if "who" in values:
            fields.wrong(
                item.line,
                f"{key}.who",
                say("beside a sign"),
                say("The sign says whom it is about."),
            )
        names = (
            [text("sign")]
            if kinds == ["sign"]
            else [*fields.texts(values["signs"], f"{key}.signs")]
        )
        signs = [
            self.signs.by_key[name] for name in names if self.known_sign(item, key, name, level)
        ]
        if len(signs) > 1:
            for sign in signs:
                if not sign.short_en or not sign.short_es:
                    remedy = say("Give it a line of its own.")
                    fields.wrong(
                        item.line,
                        key,
                        say("the sign “{key}” has no short form", key=sign.key),
                        remedy,
                    )
        why = text("why")
        if len(why.split()) > WHY_WORDS:
            fields.wrong(
                item.line,
                f"{key}.why",
                say("{number} words long", number=len(why.split())),
                say("Use at most {number}.", number=WHY_WORDS),
            )
        if not signs:
            return Advice(level, "")
        return advice_of(signs, self.language, text("when"), why)

    def text_of(self, values: dict[str, Node], key: str, name: str) -> str:
        return self.fields.text(values.get(name), f"{key}.{name}")

    def known_sign(self, item: Node, key: str, name: str, level: str) -> bool:
        """Return whether a sign exists; note if it does not, or is under the wrong level."""
        sign = self.signs.by_key.get(name)
        if sign is None:
            if name:
                remedy = say("Use a key of signs.yaml, or write a sentence.")
                self.fields.wrong(
                    item.line, key, say("the sign “{name}” is unknown", name=name), remedy
                )
            return False
        if sign.level != level:
            self.fields.wrong(
                item.line,
                key,
                say("the sign “{name}” is {level}", name=name, level=sign.level),
                say("Put it under {level}.", level=sign.level),
            )
        return True

    def symptoms(self, node: Node | None) -> tuple[Symptom, ...]:
        """Return the symptoms; note duplicates."""
        symptoms: dict[str, Symptom] = {}
        for key, item in self.fields.items(node, "symptoms"):
            values = self.fields.mapping(item, key, ("name", "note"), ("name",))
            name = self.fields.text(values.get("name"), f"{key}.name")
            if len(name.split()) > SYMPTOM_WORDS and not self.is_imported:
                self.fields.wrong(
                    item.line,
                    f"{key}.name",
                    say("{number} words long", number=len(name.split())),
                    say(
                        "Use at most {number}, and put the rest into the note.",
                        number=SYMPTOM_WORDS,
                    ),
                )
            if fold(name) in symptoms:
                self.fields.wrong(
                    item.line,
                    key,
                    say("“{name}” is a duplicate", name=name),
                    say("Keep one of them."),
                )
            symptoms[fold(name)] = Symptom(
                name, self.fields.text(values.get("note"), f"{key}.note")
            )
        return tuple(symptoms.values())

    def sections(self, node: Node | None) -> tuple[Section, ...]:
        """Return the sections; known kinds come first, in their order."""
        if self.is_imported and isinstance(node, Sequence):
            return self.official_sections(node)
        sections = []
        order = [kind.key for kind in SECTION_KINDS]
        reached = 0
        for entry in self.fields.entries(
            node, "sections", say("Write “causes: |” and the text below it.")
        ):
            name, line = entry.key.text, entry.key.line
            key = f"sections.{name}"
            position = order.index(name) if name in order else len(order)
            if position < reached:
                self.fields.wrong(
                    line,
                    key,
                    say("out of order"),
                    say(
                        "Known sections come first, in this order: {names}.", names=", ".join(order)
                    ),
                )
            reached = max(reached, position)
            kind = by_key(SECTION_KINDS, name)
            if not kind and any(fold(name) == fold(k.name(self.language)) for k in SECTION_KINDS):
                meant = resolve(SECTION_KINDS, name)[0].key
                self.fields.wrong(
                    line, key, say("a known section"), say("Write its key, {meant}.", meant=meant)
                )
            if not fold(name):
                self.fields.wrong(
                    line, key, say("a heading without a letter"), say("Name the section.")
                )
            heading = "" if kind else " ".join(name.split())
            sections.append(
                Section(kind.key if kind else "", heading, self.blocks(entry.value, key))
            )
        return tuple(sections)

    def official_sections(self, node: Node) -> tuple[Section, ...]:
        """Return sections under their publisher's headings, which tell a missing kind."""
        sections = []
        for key, item in self.fields.items(node, "sections"):
            values = self.fields.mapping(item, key, ("kind", "heading", "text"), ())
            if values and not values.keys() & {"kind", "heading"}:
                self.fields.wrong(item.line, f"{key}.heading", say("missing"), say("Give it one."))
            kinds = [kind.key for kind in SECTION_KINDS]
            kind = self.choice(values.get("kind"), f"{key}.kind", kinds)
            heading = self.fields.text(values.get("heading"), f"{key}.heading")
            blocks = self.blocks(values.get("text"), f"{key}.text")
            sections.append(Section(kind or kind_of(heading, self.language), heading, blocks))
        return tuple(sections)

    def links(self, node: Node | None) -> tuple[Link, ...]:
        """Return the links; note duplicates and unknown categories."""
        links: list[Link] = []
        known: set[tuple[str, ...]] = set()
        names = [category.name(self.language) for category in CATEGORIES]
        for key, item in self.fields.items(node, "links"):
            values = self.fields.mapping(
                item,
                key,
                ("title", "categories", "organizations", "url", "note", "twin_url", "language"),
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
                self.choice(values.get("language"), f"{key}.language", LANGUAGES),
            )
            identity = (link.title, link.url, *link.organizations)
            if identity in known and not self.is_imported:
                self.fields.wrong(
                    item.line,
                    key,
                    say("“{name}” is a duplicate", name=link.title),
                    say("Give one link all categories."),
                )
            known.add(identity)
            links.append(link)
        return tuple(links)

    def translation_of(self, node: Node | None) -> str:
        text = self.fields.text(node, "translation_of")
        if node is not None and text != slug(text):
            self.fields.wrong(
                node.line,
                "translation_of",
                say("“{text}” is not a slug", text=text),
                say("Write {slug}.", slug=slug(text)),
            )
        return text
