"""Topics and rows into documents."""

from collections.abc import Sequence
from typing import NamedTuple

from healthtopics import prose
from healthtopics.model import (
    Count,
    Hit,
    Link,
    Page,
    Section,
    Topic,
    TopicLine,
    TopicLink,
    TopicSymptoms,
)
from healthtopics.render.document import (
    AdviceLevel,
    Bulleted,
    Document,
    Element,
    Field,
    Heading,
    HitItem,
    Hits,
    Line,
    LinkItem,
    Links,
    Listing,
    Prose,
    Remark,
    Title,
)
from healthtopics.render.labels import labels
from healthtopics.taxonomy import (
    ADVICE_LEVELS,
    CATEGORIES,
    CATEGORY_ORDER,
    SECTION_KINDS,
    by_key,
    category_key,
)
from healthtopics.text import fold

# As the publisher asks for it, in any language.
CREDIT = "MedlinePlus, National Library of Medicine"


def topic_page(page: Page) -> Document:
    """Return the whole page of a topic: the most urgent first, where it is from last."""
    topic = page.topic
    words = labels(topic.language)
    elements: list[Element] = [Title(topic.title)]
    if topic.also_called:
        elements.append(Field(words.also_called, ", ".join(topic.also_called)))
    if topic.advice:
        elements += [Heading(words.advice), *_advice(topic)]
    if topic.summary:
        elements += [Heading(words.summary), Prose(topic.summary)]
    if topic.symptoms:
        elements += [Heading(words.symptoms), _symptoms(topic), *_taken(topic, words.taken_below)]
    for section in topic.sections:
        elements += [Heading(section_heading(section, topic.language)), Prose(section.blocks)]
    if topic.links:
        numbered = [(0, link) for link in topic.links]
        elements += [Heading(words.links), *_by_category(numbered, topic.language)]
    if topic.related:
        elements += [Heading(words.related), Bulleted(tuple(map(Line, topic.related)))]
    return (*elements, *_origin(page))


def symptoms_page(page: Page) -> Document:
    """Return the symptom list of a topic."""
    topic = page.topic
    words = labels(topic.language)
    return (
        Title(f"{topic.title}: {words.symptoms}"),
        _symptoms(topic),
        *_taken(topic, words.taken),
        *_credit(topic),
        Remark(words.not_care),
    )


def urgent_page(page: Page) -> Document:
    """Return when to get help for a topic, and nothing else."""
    topic = page.topic
    words = labels(topic.language)
    return (
        Title(f"{topic.title}: {words.advice}"),
        *_advice(topic),
        *_credit(topic),
        Remark(words.not_care),
    )


def links_page(links: Sequence[TopicLink], categories: Sequence[str], language: str) -> Document:
    """Return links by topic and category, numbered as they are within their topic.

    Args:
        links: by topic.
        categories: keys of the categories to show; none for all of a link's categories.
        language: in which they are shown.
    """
    by_topic: dict[tuple[str, str], list[TopicLink]] = {}
    for entry in links:
        by_topic.setdefault((entry.topic.slug, entry.topic.collection), []).append(entry)
    elements: list[Element] = []
    for entries in by_topic.values():
        title = entries[0].topic.title
        if len(by_topic) > 1:
            elements.append(Heading(title))
        else:
            elements.append(Title(f"{title}: {labels(language).links}"))
        numbered = [(entry.number, entry.link) for entry in entries]
        elements += _by_category(numbered, language, categories)
    return tuple(elements)


def topics_page(lines: Sequence[TopicLine]) -> Document:
    """Return topics with their descriptions."""
    return (Listing(tuple(Line(line.title, line.description) for line in lines)),)


def hits_page(hits: Sequence[Hit], language: str) -> Document:
    """Return what a search found."""
    why = labels(language).why
    return (
        Hits(
            tuple(
                HitItem(hit.topic.title, hit.snippet, ", ".join(why[reason] for reason in hit.why))
                for hit in hits
            )
        ),
    )


def counts_page(counts: Sequence[Count]) -> Document:
    """Return groups or categories, how many topics or links they have, and their short names."""
    return (
        Listing(
            tuple(
                Line(count.name, " ".join([str(count.total), *_parenthesis(count.short_names)]))
                for count in counts
            )
        ),
    )


def having_page(found: Sequence[TopicSymptoms], language: str) -> Document:
    """Return topics with the symptoms that were asked for."""
    lines = [
        Line(entry.topic.title, "; ".join(symptom.name for symptom in entry.symptoms))
        for entry in found
    ]
    return (Listing(tuple(lines)), Remark(labels(language).index_only))


def section_heading(section: Section, language: str) -> str:
    """Return the heading of a section: its own, else that of its kind in a language."""
    kind = by_key(SECTION_KINDS, section.kind)
    return section.heading or (kind.name(language) if kind else "")


def _taken(topic: Topic, remark: str) -> list[Element]:
    """Return the remark on what the program took out of a text, for topics where it did."""
    return [Remark(remark)] if topic.exported else []


def _credit(topic: Topic) -> list[Element]:
    """Return the line that credits the export that a topic was imported from."""
    if not topic.exported:
        return []
    words = labels(topic.language)
    return [Field(words.source, f"{CREDIT} ({words.export} {topic.exported})")]


def _parenthesis(names: Sequence[str]) -> list[str]:
    return [f"({', '.join(names)})"] if names else []


def _advice(topic: Topic) -> list[Element]:
    """Return when to get help: what is graded by level, then what is quoted."""
    words = labels(topic.language)
    elements: list[Element] = []
    for level in ADVICE_LEVELS:
        items = tuple(advice.text for advice in topic.advice if advice.level == level.key)
        if items:
            word = level.name(topic.language)
            elements.append(AdviceLevel(level.key, word, words.leads[level.key], items))
    quoted = [block for one in topic.advice if one.quoted for block in prose.parse(one.text)]
    if quoted:
        elements += [Heading(words.quoted, 2), Prose(tuple(quoted))]
    return elements


def _symptoms(topic: Topic) -> Bulleted:
    return Bulleted(tuple(Line(symptom.name, symptom.note) for symptom in topic.symptoms))


def _by_category(
    numbered: Sequence[tuple[int, Link]], language: str, categories: Sequence[str] = ()
) -> list[Element]:
    """Return links under their categories; a link of two categories stands under both.

    Args:
        numbered: links and the numbers to show, 0 for none.
        language: of the topic.
        categories: keys of the categories to show; none for all of them.
    """
    items: dict[str, list[LinkItem]] = {}
    for number, link in numbered:
        item = LinkItem(number, link.title, link.organizations, link.url, link.note)
        for name in link.categories or (labels(language).other_links,):
            items.setdefault(name, []).append(item)
    elements: list[Element] = []
    for place, name in sorted((_category_place(name), name) for name in items):
        if not categories or place.key in categories:
            elements += [Heading(name, 2), Links(tuple(items[name]))]
    return elements


class _CategoryPlace(NamedTuple):
    """Where a category stands on a page: unknown ones last, former names behind today's."""

    position: int
    is_former: bool
    key: str


_CATEGORY_PLACES: dict[str, _CategoryPlace] = {}  # filled as names come up: they are few


def _category_place(name: str) -> _CategoryPlace:
    place = _CATEGORY_PLACES.get(name)
    if place is None:
        key = category_key(name)
        term = by_key(CATEGORIES, key)
        position = CATEGORY_ORDER.get(key, len(CATEGORIES))
        place = _CategoryPlace(position, term is not None and name not in (term.en, term.es), key)
        _CATEGORY_PLACES[name] = place
    return place


def _origin(page: Page) -> list[Element]:
    topic = page.topic
    words = labels(topic.language)
    links = [
        LinkItem(0, source.title, (source.publisher,) if source.publisher else (), source.url, "")
        for source in topic.sources
    ]
    fields = [Field(words.reviewed, topic.reviewed)] if topic.reviewed else []
    return [
        Heading(words.sources),
        *([Links(tuple(links))] if links else []),
        *fields,
        Field(words.collection, page.collection),
        *_credit(topic),
        Remark(words.not_care),
    ]


# Picking parts of a page


def section_names(topic: Topic) -> dict[str, str]:
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


def find_sections(topic: Topic, asked: str) -> list[str]:
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


def pick(topic: Topic, keys: Sequence[str]) -> Topic:
    """Return a topic of which only some sections are left."""
    return topic._replace(
        advice=topic.advice if "advice" in keys else (),
        summary=topic.summary if "summary" in keys else (),
        symptoms=topic.symptoms if "symptoms" in keys else (),
        sections=tuple(s for s in topic.sections if (s.kind or s.heading) in keys),
        links=topic.links if "links" in keys else (),
        related=topic.related if "related" in keys else (),
    )
