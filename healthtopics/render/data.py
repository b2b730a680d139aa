"""Topics and rows as data: JSON by the contract "healthtopics/1", and tables.

The keys, their order and their meaning are documented in the README and pinned by a test.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from healthtopics import prose
from healthtopics.model import (
    Count,
    Hit,
    Link,
    MedlinePlus,
    Page,
    Reference,
    Symptom,
    Topic,
    TopicLine,
    TopicLink,
    TopicSymptoms,
)
from healthtopics.render.pages import CREDIT, section_heading

SCHEMA = "healthtopics/1"

Value = None | bool | int | str | Sequence["Value"] | Mapping[str, "Value"]
Data = dict[str, Value]


class Table(NamedTuple):
    """Rows of text under column names."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def json_text(data: Data) -> str:
    """Return data as a JSON object that says which contract it keeps."""
    import json

    return json.dumps({"schema": SCHEMA, **data}, ensure_ascii=False, indent=2) + "\n"


def csv_text(table: Table) -> str:
    """Return a table as CSV (RFC 4180 but for the line ends, which are the terminal's affair)."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return out.getvalue()


def tsv_text(table: Table) -> str:
    """Return a table as tab-separated values; white space within a field is a single space."""
    return "".join(
        "\t".join(" ".join(field.split()) for field in row) + "\n"
        for row in (table.columns, *table.rows)
    )


# Topics


def topic_data(page: Page) -> Data:
    """Return a whole topic."""
    topic = page.topic
    return {
        **_heading(topic, page.collection),
        "also_called": topic.also_called,
        "description": topic.description,
        "medlineplus": _medlineplus(topic.medlineplus) if topic.medlineplus else None,
        "groups": topic.groups,
        "mesh": [
            {**heading._asdict(), "qualifiers": [q._asdict() for q in heading.qualifiers]}
            for heading in topic.mesh
        ],
        "summary": prose.write(topic.summary),
        "advice": _advice(topic),
        "symptoms": _symptoms(topic.symptoms),
        "sections": [
            {
                "kind": section.kind or None,
                "heading": section_heading(section, topic.language),
                "text": prose.write(section.blocks),
            }
            for section in topic.sections
        ],
        "links": [_link(number, link) for number, link in enumerate(topic.links, 1)],
        "related": topic.related,
        "sources": [
            {
                "title": source.title,
                "publisher": source.publisher or None,
                "url": source.url or None,
            }
            for source in topic.sources
        ],
        "reviewed": topic.reviewed or None,
        "translation_of": topic.translation_of or None,
    }


def _medlineplus(medlineplus: MedlinePlus) -> Data:
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


def _reference(reference: Reference | None) -> Data | None:
    if reference is None:
        return None
    return {key: value or None for key, value in reference._asdict().items()}


def advice_data(page: Page) -> Data:
    """Return when to get help for a topic."""
    return {**_heading(page.topic, page.collection), "advice": _advice(page.topic)}


def symptoms_data(page: Page) -> Data:
    """Return the symptom list of a topic."""
    return {**_heading(page.topic, page.collection), "symptoms": _symptoms(page.topic.symptoms)}


def _heading(topic: Topic, collection: str) -> Data:
    return {
        "slug": topic.slug,
        "title": topic.title,
        "language": topic.language,
        "collection": collection,
    }


def _advice(topic: Topic) -> list[Data]:
    return [{"level": one.level or None, "text": one.text, "quoted": one.quoted} for one in topic.advice]


def _symptoms(symptoms: Sequence[Symptom]) -> list[Data]:
    return [{"name": symptom.name, "note": symptom.note or None} for symptom in symptoms]


def _link(number: int, link: Link) -> Data:
    return {
        "number": number,
        "title": link.title,
        "categories": link.categories,
        "organizations": link.organizations,
        "url": link.url or None,
        "note": link.note or None,
        "twin_url": link.twin_url or None,
    }


# Rows


def topics_data(lines: Sequence[TopicLine]) -> Data:
    """Return the topics of a list."""
    return {"topics": [line._asdict() for line in lines]}


def topics_table(lines: Sequence[TopicLine]) -> Table:
    """Return the topics of a list as a table."""
    return Table(TopicLine._fields, tuple(tuple(line) for line in lines))


def links_data(links: Sequence[TopicLink]) -> Data:
    """Return links, each with its topic."""
    return {
        "links": [
            {
                "slug": entry.topic.slug,
                "topic": entry.topic.title,
                "language": entry.topic.language,
                "collection": entry.topic.collection,
                **_link(entry.number, entry.link),
            }
            for entry in links
        ]
    }


def links_table(links: Sequence[TopicLink]) -> Table:
    """Return links as a table; several categories or organizations are parted by ``"; "``."""
    return Table(
        ("slug", "topic", "number", "title", "categories", "organizations", "url", "note"),
        tuple(
            (
                entry.topic.slug,
                entry.topic.title,
                str(entry.number),
                entry.link.title,
                "; ".join(entry.link.categories),
                "; ".join(entry.link.organizations),
                entry.link.url,
                entry.link.note,
            )
            for entry in links
        ),
    )


def urls_text(links: Sequence[TopicLink]) -> str:
    """Return the addresses of links, a line each, none twice."""
    return "".join(f"{url}\n" for url in dict.fromkeys(e.link.url for e in links) if url)


def hits_data(question: str, corrections: Mapping[str, str], hits: Sequence[Hit]) -> Data:
    """Return what a search found, and the words that were corrected for it."""
    return {
        "query": question,
        "corrections": corrections,
        "topics": [
            {**hit.topic._asdict(), "why": hit.why, "snippet": _snippet(hit)} for hit in hits
        ],
    }


def hits_table(hits: Sequence[Hit]) -> Table:
    """Return what a search found as a table."""
    return Table(
        (*TopicLine._fields, "why", "snippet"),
        tuple((*hit.topic, "; ".join(hit.why), _snippet(hit)) for hit in hits),
    )


def _snippet(hit: Hit) -> str:
    return "".join(piece for piece, _ in hit.snippet)


def having_data(found: Sequence[TopicSymptoms]) -> Data:
    """Return topics with the symptoms that were asked for."""
    return {
        "topics": [
            {**entry.topic._asdict(), "symptoms": _symptoms(entry.symptoms)} for entry in found
        ]
    }


def having_table(found: Sequence[TopicSymptoms]) -> Table:
    """Return topics with the symptoms that were asked for, a symptom a row."""
    return Table(
        ("slug", "title", "symptom", "note"),
        tuple(
            (entry.topic.slug, entry.topic.title, symptom.name, symptom.note)
            for entry in found
            for symptom in entry.symptoms
        ),
    )


def counts_data(key: str, counts: Sequence[Count]) -> Data:
    """Return groups or categories under a key, with their counts."""
    return {key: [count._asdict() for count in counts]}


def counts_table(counts: Sequence[Count]) -> Table:
    """Return groups or categories with their counts as a table."""
    return Table(
        Count._fields,
        tuple((c.slug, c.name, str(c.total), "; ".join(c.short_names)) for c in counts),
    )
