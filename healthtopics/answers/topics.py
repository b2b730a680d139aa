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
from healthtopics.answers.links import by_category, link_data, numbered
from healthtopics.render import document as d
from healthtopics.render.tables import Data, Table
from healthtopics.taxonomy import SECTION_KINDS, by_key
from healthtopics.text import fold

# As the publisher asks for it, in any language.
CREDIT = "MedlinePlus, National Library of Medicine"
FIRST_AID = "first_aid"


class TopicPage(Answer):
    """The whole page of a topic: the most urgent first, where it is from last.

    Args:
        topic: what is shown; parts of it that were not asked for are left out already.
        region: whose numbers are printed.
        in_part: the name that was asked for, if it is of something that the page covers in part.
    """

    def __init__(self, topic: m.Topic, region: Region, in_part: str = "") -> None:
        self.topic = topic
        self.region = region
        self.in_part = in_part

    def document(self) -> d.Document:
        """Return the page."""
        topic = self.topic
        words = labels(topic.language)
        elements: list[d.Element] = [d.Title(topic.title)]
        if topic.description and not topic.exported:
            elements.append(d.Remark(topic.description))
        if topic.also_called:
            elements.append(d.Field(words.also_called, ", ".join(topic.also_called)))
        if self.in_part:
            elements.append(d.Remark(words.in_part.format(name=self.in_part)))
        advice = advice_elements(topic, self.region)
        if advice:
            elements += [d.Heading(words.advice), *advice]
        if topic.summary:
            elements += [d.Heading(words.summary), d.Prose(topic.summary)]
        if topic.symptoms:
            elements += [d.Heading(words.symptoms), _symptoms(topic), *_quoted(topic, words)]
        for section in topic.sections:
            if section.kind != FIRST_AID:
                heading = section_heading(section, topic.language)
                elements += [d.Heading(heading), d.Prose(section.blocks)]
        if topic.links:
            elements.append(d.Heading(words.links))
            elements += by_category(numbered(topic.links), topic.language)
        if topic.related:
            elements.append(d.Heading(words.related))
            elements.append(d.Bulleted(tuple(map(d.Line, topic.related))))
        return (*elements, *_end(topic, words))

    def data(self) -> Data:
        """Return the whole topic."""
        topic = self.topic
        review = topic.clinical_review
        return {
            **_heading(topic),
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
        """Return the topic file of the topic."""
        from healthtopics.sources.topicfiles.writing import write

        return write(self.topic)


class TopicPages(Answer):
    """The pages of a topic in several languages, one after the other."""

    def __init__(self, pages: Sequence[TopicPage]) -> None:
        self.pages = pages

    def document(self) -> d.Document:
        """Return all pages as one document."""
        return tuple(element for page in self.pages for element in page.document())

    def data(self) -> Data:
        """Return all topics."""
        return {"topics": [page.data() for page in self.pages]}


class Urgent(Answer):
    """When to get help for a topic and what to do now, and nothing else."""

    def __init__(self, topic: m.Topic, region: Region) -> None:
        self.topic = topic
        self.region = region

    def document(self) -> d.Document:
        """Return the advice, with a short word on where it is from."""
        topic = self.topic
        words = labels(topic.language)
        return (
            d.Title(f"{topic.title}: {words.advice}"),
            *advice_elements(topic, self.region),
            *_credit(topic, words),
            *origin(topic, words),
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
            d.Title(f"{topic.title}: {words.symptoms}"),
            _symptoms(topic),
            *_quoted(topic, words),
            *_credit(topic, words),
            d.Remark(words.not_care),
        )

    def data(self) -> Data:
        """Return the list."""
        return {**_heading(self.topic), "symptoms": symptoms_data(self.topic.symptoms)}

    def table(self) -> Table:
        """Return a symptom a row."""
        topic = self.topic
        return Table(
            ("slug", "title", "symptom", "note"),
            tuple((topic.slug, topic.title, s.name, s.note) for s in topic.symptoms),
        )


def section_heading(section: m.Section, language: str) -> str:
    """Return the heading of a section: its own, else that of its kind in a language."""
    kind = by_key(SECTION_KINDS, section.kind)
    return section.heading or (kind.name(language) if kind else "")


def symptoms_data(symptoms: Sequence[m.Symptom]) -> list[Data]:
    """Return symptoms as data."""
    return [{"name": symptom.name, "note": symptom.note or None} for symptom in symptoms]


def _heading(topic: m.Topic) -> Data:
    return {
        "slug": topic.slug,
        "title": topic.title,
        "language": topic.language,
        "collection": topic.collection,
    }


def _medlineplus(medlineplus: m.MedlinePlus) -> Data:
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
    }


def _reference(reference: m.Reference | None) -> Data | None:
    if reference is None:
        return None
    return {key: value or None for key, value in reference._asdict().items()}


def _symptoms(topic: m.Topic) -> d.Bulleted:
    return d.Bulleted(tuple(d.Line(symptom.name, symptom.note) for symptom in topic.symptoms))


def _quoted(topic: m.Topic, words: Labels) -> list[d.Element]:
    """Return the remark that a list is quoted from the text, for topics where it is."""
    return [d.Remark(words.from_official_text)] if topic.exported else []


def _credit(topic: m.Topic, words: Labels) -> list[d.Element]:
    """Return the line that credits the export that a topic was imported from."""
    if not topic.exported:
        return []
    return [d.Field(words.source, f"{CREDIT} ({words.export} {topic.exported})")]


def _end(topic: m.Topic, words: Labels) -> list[d.Element]:
    """Return the end of a page: where it is from, who reviewed it, and what it does not do."""
    elements: list[d.Element] = [d.Heading(words.sources)]
    if topic.sources:
        elements.append(
            d.Links(
                tuple(
                    d.LinkItem(0, s.title, (s.publisher,) if s.publisher else (), s.url, "")
                    for s in topic.sources
                )
            )
        )
    publishers = dict.fromkeys(
        source.publisher.partition(" (")[0]  # where a copy was read is in the JSON
        for advice in topic.advice
        for source in advice.sources
        if source.publisher
    )
    if publishers:
        elements.append(d.Field(words.advice_sources, "; ".join(publishers)))
    elements += origin(topic, words)
    if topic.collection == "bundled":
        elements.append(d.Remark(f"{words.machine_written} {words.report}"))
    else:
        elements.append(d.Field(words.collection, topic.collection))
    return [*elements, *_credit(topic, words), d.Remark(words.not_care)]


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
    """Return a topic of which only some sections are left."""
    return topic._replace(
        advice=topic.advice if "advice" in keys else (),
        summary=topic.summary if "summary" in keys else (),
        symptoms=topic.symptoms if "symptoms" in keys else (),
        sections=tuple(s for s in topic.sections if (s.kind or s.heading) in keys),
        links=topic.links if "links" in keys else (),
        related=topic.related if "related" in keys else (),
    )
