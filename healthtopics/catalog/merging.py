"""One page out of two, for a topic that is both in the bundled collection and in the export.

Our text stays, since its advice is graded and its symptoms are a list; the export's links, related
topics and other languages are official and newer. A short page of ours keeps only its advice, first
aid and symptoms: the export's text says more than the rest of ours.
"""

import sqlite3
from collections.abc import Callable, Iterable
from typing import NamedTuple

from healthtopics import model as m
from healthtopics.text import fold

FIRST_AID = "first_aid"


def merge(ours: m.Topic, official: m.Topic) -> m.Topic:
    """Return the page of a topic, made from ours and the export's.

    ``medlineplus.parts`` names the parts that come wholly or partly from the export.
    """
    medlineplus = official.medlineplus or m.MedlinePlus("")
    has_text = bool(official.summary or official.sections)
    taken = {part: getattr(official, part) for part in ("links", "related", "groups", "mesh")}
    if ours.depth == "short" and has_text:
        first_aid = tuple(section for section in ours.sections if section.kind == FIRST_AID)
        taken["summary"] = official.summary
        taken["sections"] = (*first_aid, *official.sections)
    for part in ("advice", "symptoms"):
        if not getattr(ours, part):
            taken[part] = getattr(official, part)
    taken = {
        part: value for part, value in taken.items() if value or part in ("summary", "sections")
    }
    names = _names((*ours.also_called, official.title, *official.also_called), ours.title)
    known = {fold(name) for name in (ours.title, *names)}
    addresses = {source.url for source in ours.sources if source.url}
    return ours._replace(
        **taken,
        also_called=names,
        leads_here=tuple(name for name in ours.leads_here if fold(name) not in known),
        medlineplus=medlineplus._replace(
            title=official.title if official.title != ours.title else "",
            see_references=tuple(n for n in medlineplus.see_references if fold(n) not in known),
            parts=tuple(taken),
        ),
        depth="" if "summary" in taken else ours.depth,
        sources=(
            *ours.sources,
            *(
                source
                for source in official.sources
                if source.url not in addresses and (source.url or "summary" in taken)
            ),
        ),
        translation_of=ours.translation_of or official.translation_of,
    )


def _names(names: Iterable[str], title: str) -> tuple[str, ...]:
    """Return the names without duplicates and without the title."""
    found = {fold(title): ""}
    for name in names:
        found.setdefault(fold(name), name)
    return tuple(filter(None, found.values()))


class _Row(NamedTuple):
    """The columns by which topics are matched."""

    number: int
    slug: str
    language: str
    medlineplus_id: str
    translation_of: str
    twin_id: str


def pairs(connection: sqlite3.Connection) -> dict[int, int]:
    """Return the number of the same topic in the export, by the number of the bundled topic.

    Two topics are the same if they share the MedlinePlus number, else the slug; else, if they are
    translations, the English twin. No topic is in two pairs.
    """
    found: dict[int, int] = {}
    official = _rows(connection, "medlineplus")
    if not official:
        return found
    ours = _rows(connection, "bundled")
    _pair(ours, official, found, lambda row: row.medlineplus_id)
    _pair(ours, official, found, lambda row: row.slug)
    known = {row.number: row.medlineplus_id for row in official}
    english = {
        row.slug: row.medlineplus_id or known.get(found.get(row.number, 0), "")
        for row in ours
        if row.language == "en"
    }
    twins = {row.number: english.get(row.translation_of, "") for row in ours}
    _pair(ours, official, found, lambda row: twins.get(row.number, row.twin_id))
    return found


def _rows(connection: sqlite3.Connection, collection: str) -> list[_Row]:
    sql = (
        "SELECT id, slug, language, medlineplus_id, translation_of, twin_id FROM topic "
        "WHERE collection = ? ORDER BY path, slug"
    )
    return [_Row(*row) for row in connection.execute(sql, (collection,))]


def _pair(
    ours: Iterable[_Row],
    official: Iterable[_Row],
    found: dict[int, int],
    key: Callable[[_Row], str],
) -> None:
    """Pair topics that have no pair yet and share both the language and a key that is not empty."""
    taken = {*found.values()}
    free: dict[tuple[str, str], int] = {}
    for row in official:
        if row.number not in taken and key(row):
            free.setdefault((row.language, key(row)), row.number)
    for row in ours:
        if row.number not in found and key(row):
            number = free.pop((row.language, key(row)), 0)
            if number:
                found[row.number] = number
