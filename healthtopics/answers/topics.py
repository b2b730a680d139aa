"""Answers about one topic: its page, its symptoms, when to get help."""

from collections.abc import Sequence

from healthtopics import model as m
from healthtopics import prose
from healthtopics.answers.advice import (
    Region,
    advice_data,
    advice_elements,
    origin,
    region_data,
    source_data,
)
from healthtopics.answers.answer import Answer
from healthtopics.answers.labels import Labels, labels
from healthtopics.answers.links import by_category, first_category, link_data
from healthtopics.render import document as d
from healthtopics.render.tables import Data, Table
from healthtopics.taxonomy import SECTION_KINDS, by_key
from healthtopics.text import fold, slug

_NAMED = 4  # publishers of advice to name when space is short
# As the publisher asks to be credited, in any language.
CREDIT = "MedlinePlus, National Library of Medicine"
FIRST_AID = "first_aid"
# Parts of a page, each from one collection, except that what to do now is always our section.
PARTS = (
    "description", "groups", "mesh", "summary", "advice", "symptoms", "sections", "links", "related",
)  # fmt: skip
_NAMESAKES = 8  # titles that a page names besides its own
_TWO_SCREENS = 3000  # characters below the advice; a longer page lists its contents


class TopicPage(Answer):
    """The whole page of a topic: the most urgent first, its sources last.

    Args:
        topic: the topic, already without the parts that were not asked for.
        region: the country whose numbers are printed.
        in_part: the name that was asked for, if the page covers it only in part.
        namesakes: the titles that contain this one: Hay Fever for Fever.
        twin: the same topic in the other language, if it exists.
        is_brief: whether to list only the first category of links, and count the others.
    """

    def __init__(
        self,
        topic: m.Topic,
        region: Region,
        in_part: str = "",
        namesakes: Sequence[str] = (),
        twin: m.TopicLine | None = None,
        *,
        is_brief: bool = False,
    ) -> None:
        self.topic = topic
        self.region = region
        self.in_part = in_part
        self.namesakes = namesakes
        self.twin = twin
        self.is_brief = is_brief

    def document(self) -> d.Document:
        """Return the page."""
        topic = self.topic
        words = labels(topic.language)
        sections = self._sections(words)
        length = sum(map(_length, sections))
        headings = tuple(e.text for e in sections if isinstance(e, d.Heading) and e.level == 1)
        contents = [d.Contents(words.contents, headings)] if length > _TWO_SCREENS else []
        advice = advice_elements(topic, self.region)
        if topic.is_official and not advice:
            emergency = self.region.emergency(topic.language)
            advice = [d.Remark(words.no_advice.format(emergency=emergency))]
        return (
            *self._head(words),
            *advice,
            *contents,
            *sections,
            *_languages(topic, self.twin),
            *_end(topic, words),
        )

    def _head(self, words: Labels) -> list[d.Element]:
        """Return what the page is about: its title, description and names."""
        topic = self.topic
        elements: list[d.Element] = [d.Title(topic.title, topic.language)]
        is_in_text = topic.is_official and (topic.summary or topic.sections)
        if topic.description and not is_in_text:
            elements.append(d.Remark(topic.description))
        if topic.also_called:
            elements.append(d.Field(words.also_called, ", ".join(topic.also_called)))
        if self.in_part:
            elements.append(d.Remark(words.in_part.format(name=self.in_part)))
        if self.namesakes:
            shown = "; ".join(self.namesakes[:_NAMESAKES])
            more = len(self.namesakes) - _NAMESAKES
            rest = f"; {words.and_more.format(number=more, title=topic.title)}" if more > 0 else ""
            elements.append(d.Field(words.namesakes, shown + rest))
        return elements

    def _sections(self, words: Labels) -> list[d.Element]:
        """Return the parts with headings, from the summary to the related topics."""
        topic = self.topic
        elements: list[d.Element] = []
        if topic.summary:
            elements += [d.Heading(words.summary, key="summary"), d.Prose(topic.summary)]
        symptoms: list[d.Element] = []
        if topic.symptoms:
            symptoms = [
                d.Heading(words.symptoms, key="symptoms"),
                _symptoms(topic),
                *_quoted(topic, words),
            ]
        elements += [] if topic.is_official else symptoms
        for section in topic.sections:
            if section.kind != FIRST_AID:
                heading = section_heading(section, topic.language)
                elements += [d.Heading(heading, key=section.kind), d.Prose(section.blocks)]
        # In an official page the list is quoted from the text, so the text comes first.
        elements += symptoms if topic.is_official else []
        if topic.links:
            elements += [d.Heading(words.links, key="links"), *self._links(words)]
        if topic.related:
            elements += [d.Heading(words.related, key="related"), d.Names(topic.related)]
        return elements

    def _links(self, words: Labels) -> list[d.Element]:
        """Return the links by category; on a brief page only the first, and counts of the rest."""
        topic = self.topic
        numbered = list(enumerate(topic.links, 1))
        if not self.is_brief:
            return by_category(numbered, topic.language)
        first = first_category(topic.links[0], topic.language)
        others: dict[str, int] = {}
        for link in topic.links:
            name = first_category(link, topic.language)
            others[name] = others.get(name, 0) + 1
        shown = [pair for pair in numbered if first_category(pair[1], topic.language) == first]
        elements = by_category(shown, topic.language)
        del others[first]
        if others:
            counts = " · ".join(f"{name} {count}" for name, count in others.items())
            name = topic.slug.replace("-", " ")
            text = words.more_links.format(number=sum(others.values()), counts=counts, topic=name)
            elements.append(d.Remark(text))
        return elements

    def data(self) -> Data:
        """Return the whole topic."""
        topic = self.topic
        review = topic.clinical_review
        return {
            **_heading(topic),
            "parts": _parts(topic),
            "depth": topic.depth or None,
            "also_called": topic.also_called,
            "leads_here": topic.leads_here,
            "description": topic.description,
            "medlineplus": _medlineplus(topic.medlineplus) if topic.medlineplus else None,
            "groups": topic.groups,
            "mesh": [
                {**heading._asdict(), "qualifiers": [q._asdict() for q in heading.qualifiers]}
                for heading in topic.mesh
            ],
            "summary": prose.write(topic.summary),
            "country": region_data(self.region, topic.language),
            "advice": advice_data(topic),
            "symptoms": symptoms_data(topic.symptoms),
            "sections": [
                {
                    "kind": section.kind or None,
                    "heading": section_heading(section, topic.language),
                    "text": prose.write(section.blocks),
                }
                for section in topic.sections
            ],
            "links": [link_data(number, link) for number, link in enumerate(topic.links, 1)],
            "related": topic.related,
            "sources": source_data(topic.sources),
            "compared": topic.compared or None,
            "clinical_review": {**review._asdict(), "next": review.next or None}
            if review
            else None,
            "translation_of": topic.translation_of or None,
        }

    def yaml(self) -> str:
        """Return the topic as a topic file."""
        from healthtopics.sources.topicfiles.writing import write

        return write(self.topic)


class Urgent(Answer):
    """When to get help for a topic and what to do now, and nothing else."""

    def __init__(self, topic: m.Topic, region: Region) -> None:
        self.topic = topic
        self.region = region

    def document(self) -> d.Document:
        """Return the advice, and briefly where it is from."""
        topic = self.topic
        words = labels(topic.language)
        return (
            d.Title(f"{topic.title}: {words.advice}", topic.language),
            *advice_elements(topic, self.region),
            *_credit(topic, words, "advice"),
            *_advice_sources(topic, words, at_most=_NAMED),
            *origin(topic, words),
            d.Remark(words.whole_page.format(topic=topic.slug.replace("-", " "))),
            d.Remark(words.not_care),
        )

    def data(self) -> Data:
        """Return the advice."""
        topic = self.topic
        review = topic.clinical_review
        first_aid = [s for s in topic.sections if s.kind == FIRST_AID]
        return {
            **_heading(topic),
            "country": region_data(self.region, topic.language),
            "advice": advice_data(topic),
            "first_aid": prose.write(first_aid[0].blocks) if first_aid else None,
            "compared": topic.compared or None,
            "clinical_review": review._asdict() if review else None,
        }


class Symptoms(Answer):
    """The symptom list of a topic."""

    def __init__(self, topic: m.Topic) -> None:
        self.topic = topic

    def document(self) -> d.Document:
        """Return the list."""
        topic = self.topic
        words = labels(topic.language)
        return (
            d.Title(f"{topic.title}: {words.symptoms}", topic.language),
            _symptoms(topic),
            *_quoted(topic, words),
            *_credit(topic, words, "symptoms"),
            d.Remark(words.not_care),
        )

    def data(self) -> Data:
        """Return the list."""
        return {**_heading(self.topic), "symptoms": symptoms_data(self.topic.symptoms)}

    def table(self) -> Table:
        """Return one symptom per row."""
        topic = self.topic
        return Table(
            ("slug", "title", "symptom", "note"),
            tuple((topic.slug, topic.title, s.name, s.note) for s in topic.symptoms),
        )


def section_heading(section: m.Section, language: str) -> str:
    """Return the heading of a section: its own, else the name of its kind in a language."""
    kind = by_key(SECTION_KINDS, section.kind)
    return section.heading or (kind.name(language) if kind else "")


def symptoms_data(symptoms: Sequence[m.Symptom]) -> list[Data]:
    """Return symptoms as data."""
    return [{"name": symptom.name, "note": symptom.note or None} for symptom in symptoms]


def _parts(topic: m.Topic) -> Data:
    """Return the collections that the parts of a topic are from."""
    exported = "medlineplus"
    found = {part: [exported if topic.is_exported(part) else topic.collection] for part in PARTS}
    is_merged = topic.exported and not topic.is_official
    if is_merged and any(section.kind == FIRST_AID for section in topic.sections):
        found["sections"] = list(dict.fromkeys([topic.collection, *found["sections"]]))
    names = [topic.collection, exported] if is_merged else found["description"]
    return {"also_called": names, **found}


def _heading(topic: m.Topic) -> Data:
    return {
        "slug": topic.slug,
        "title": topic.title,
        "language": topic.language,
        "collection": topic.collection,
    }


def _medlineplus(medlineplus: m.MedlinePlus) -> Data:
    """Return what MedlinePlus says about a topic besides its text and links."""
    return {
        "id": medlineplus.id,
        "url": medlineplus.url or None,
        "exported": medlineplus.exported or None,
        "credit": CREDIT if medlineplus.exported else None,
        "created": medlineplus.created or None,
        "see_references": medlineplus.see_references,
        "twin": _reference(medlineplus.twin),
        "groups": [_reference(reference) for reference in medlineplus.groups],
        "related": [_reference(reference) for reference in medlineplus.related],
        "other_languages": [language._asdict() for language in medlineplus.other_languages],
        "primary_institute": _reference(medlineplus.primary_institute),
        "title": medlineplus.title or None,
    }


def _reference(reference: m.Reference | None) -> Data | None:
    if reference is None:
        return None
    return {key: value or None for key, value in reference._asdict().items()}


def _symptoms(topic: m.Topic) -> d.Bulleted:
    return d.Bulleted(tuple(d.Line(symptom.name, symptom.note) for symptom in topic.symptoms))


def _quoted(topic: m.Topic, words: Labels) -> list[d.Element]:
    """Return the remark that the symptoms are quoted from the text, if they are."""
    return [d.Remark(words.from_official_text)] if topic.is_exported("symptoms") else []


def _languages(topic: m.Topic, twin: m.TopicLine | None) -> list[d.Element]:
    """Return where to read the topic in other languages: its twin, and MedlinePlus' list."""
    elements: list[d.Element] = []
    if twin:
        command = f"topic show {twin.slug.replace('-', ' ')} --lang {twin.language}"
        elements.append(d.Field(labels(twin.language).twin, command, twin.language))
    languages = (topic.language, twin.language) if twin else (topic.language,)
    own = [m.LANGUAGE_NAMES[language] for language in languages]
    others = topic.medlineplus.other_languages if topic.medlineplus else ()
    others = tuple(other for other in others if other.name not in own)
    if others:
        names = dict.fromkeys(other.vernacular_name or other.name for other in others)
        pages = dict.fromkeys(o.url.partition("#")[0] for o in others if o.url)
        text = ", ".join(names) + (f" — {next(iter(pages))}" if len(pages) == 1 else "")
        elements.append(d.Field(labels(topic.language).other_languages, text))
    return elements


def _credit(topic: m.Topic, words: Labels, part: str = "") -> list[d.Element]:
    """Return the line that credits an export, if a topic or the named part of it is from one."""
    if not topic.exported or (part and not topic.is_exported(part)):
        return []
    return [d.Field(words.source, f"{CREDIT} ({words.export} {topic.exported})")]


def _merged(topic: m.Topic, words: Labels) -> list[d.Element]:
    """Return which parts of our page are from the export, and how to read the official page."""
    if topic.is_official or not topic.medlineplus or not topic.exported:
        return []
    parts = [
        name
        for part, name in words.parts.items()
        if (topic.is_exported(part) and getattr(topic, part))
        or (part == "languages" and topic.medlineplus.other_languages)
    ]
    title = topic.medlineplus.title or topic.title
    return [
        d.Remark(words.merged.format(parts=", ".join(parts))),
        d.Remark(words.official_page.format(topic=slug(title).replace("-", " "))),
    ]


def _end(topic: m.Topic, words: Labels) -> list[d.Element]:
    """Return the end of a page: its sources, who reviewed it, and what it does not replace."""
    elements: list[d.Element] = [d.Heading(words.sources, key="sources")]
    if topic.sources:
        elements.append(
            d.Links(
                tuple(
                    d.LinkItem(0, s.title, (s.publisher,) if s.publisher else (), s.url, "")
                    for s in topic.sources
                )
            )
        )
    elements += _advice_sources(topic, words)
    elements += origin(topic, words)
    if topic.depth == "short" and topic.medlineplus:
        elements.append(d.Remark(words.short_page.format(url=topic.medlineplus.url)))
    if topic.collection == "bundled":
        elements.append(d.Remark(f"{words.machine_written} {words.report}"))
    else:
        elements.append(d.Field(words.collection, topic.collection))
    return [*elements, *_merged(topic, words), *_credit(topic, words), d.Remark(words.not_care)]


def _advice_sources(topic: m.Topic, words: Labels, at_most: int = 0) -> list[d.Element]:
    """Return the publishers of the advice's sources; beyond ``at_most``, only how many more."""
    publishers = dict.fromkeys(
        source.publisher.partition(" (")[0]  # where a copy was read is only in the JSON
        for advice in topic.advice
        for source in advice.sources
        if source.publisher
    )
    if not publishers:
        return []
    named = list(publishers)
    if at_most and len(named) > at_most + 1:
        more = words.more_sources.format(number=len(named) - at_most)
        named = [*named[:at_most], more]
    return [d.Field(words.advice_sources, "; ".join(named))]


def _length(element: d.Element) -> int:
    """Return about how many characters an element shows."""
    if isinstance(element, d.Heading):  # its key is not shown
        return len(element.text)
    return sum(_length_of(part) for part in element)


def _length_of(part: object) -> int:
    if isinstance(part, str):
        return len(part)
    return sum(map(_length_of, part)) if isinstance(part, tuple) else 0


# Picking parts of a page


def section_names(topic: m.Topic) -> dict[str, str]:
    """Return the sections that a topic has: their keys and their headings in its language."""
    words = labels(topic.language)
    names = {
        "advice": words.advice,
        "summary": words.summary,
        "symptoms": words.symptoms,
        **{section.kind or section.heading: section_heading(section, topic.language)
           for section in topic.sections},
        "links": words.links,
        "related": words.related,
    }  # fmt: skip
    filled = {
        "advice": topic.advice,
        "summary": topic.summary,
        "symptoms": topic.symptoms,
        "links": topic.links,
        "related": topic.related,
    }
    return {key: heading for key, heading in names.items() if filled.get(key, True)}


def find_sections(topic: m.Topic, asked: str) -> list[str]:
    """Return the keys of the sections that a user's words name: one, none, or several."""
    names = section_names(topic)
    words = fold(asked)
    for key, heading in names.items():
        if words in (fold(key), fold(heading)):
            return [key]
    return [
        key
        for key, heading in names.items()
        if words and (fold(key).startswith(words) or fold(heading).startswith(words))
    ]


def pick(topic: m.Topic, keys: Sequence[str]) -> m.Topic:
    """Return a topic with only some of its sections."""
    return topic._replace(
        advice=topic.advice if "advice" in keys else (),
        summary=topic.summary if "summary" in keys else (),
        symptoms=topic.symptoms if "symptoms" in keys else (),
        sections=tuple(s for s in topic.sections if (s.kind or s.heading) in keys),
        links=topic.links if "links" in keys else (),
        related=topic.related if "related" in keys else (),
    )
