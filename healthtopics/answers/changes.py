"""Answers about what an import changed."""

from healthtopics import model as m
from healthtopics.answers.answer import Answer
from healthtopics.answers.topics import CREDIT
from healthtopics.render import document as d
from healthtopics.render.tables import Data

KINDS = ("new", "revised", "renamed", "gone")
NAMES_AFTER_IMPORT = 10  # names of each kind of change; “topic changes” shows all


class ExportChanges(Answer):
    """What an export brought.

    Args:
        changes: against the export before it.
        shown: names listed per kind at most; None for all.
    """

    def __init__(self, changes: m.Changes, shown: int | None = None) -> None:
        self.changes = changes
        self.shown = shown

    def document(self) -> d.Document:
        """Return counts, and the names of topics by kind of change."""
        changes = self.changes
        elements: list[d.Element] = [
            d.Title(f"MedlinePlus export of {changes.date}"),
            *(
                d.Field(f"Topics ({language})", f"{total:,}")
                for language, total in sorted(changes.totals.items())
            ),
            d.Field("Links", f"{changes.links:,}"),
        ]
        for what, total in changes.passed_over.items():
            elements.append(d.Field(f"Skipped, {what}", f"{total:,}"))
        if changes.unknown_categories:
            names = (f"{name} ({n:,})" for name, n in sorted(changes.unknown_categories.items()))
            elements.append(d.Field("Shown as named, unknown link categories", "; ".join(names)))
        end = d.Remark(f"Source: {CREDIT}")
        if not changes.previous:
            return (*elements, d.Remark("There was no export before this one."), end)
        elements.append(d.Field("Compared with the export of", changes.previous))
        elements += [
            d.Field(kind.capitalize(), f"{len(_of_kind(changes, kind)):,}") for kind in KINDS
        ]
        for kind in KINDS:
            elements += self._names(kind)
        return (*elements, end)

    def _names(self, kind: str) -> list[d.Element]:
        """Return the names of one kind of change under a heading, if there are any."""
        topics = _of_kind(self.changes, kind)
        if not topics:
            return []
        lines = [d.Line(topic.title, _remark(topic)) for topic in topics[: self.shown]]
        elements: list[d.Element] = [d.Heading(kind.capitalize()), d.Bulleted(tuple(lines))]
        if len(lines) < len(topics):
            more = len(topics) - len(lines)
            elements.append(d.Remark(f"And {more:,} more: “topic changes” shows all."))
        return elements

    def data(self) -> Data:
        """Return counts, and all names."""
        changes = self.changes
        return {
            "date": changes.date,
            "previous": changes.previous or None,
            "credit": CREDIT,
            "topics": [
                {"language": language, "total": total}
                for language, total in sorted(changes.totals.items())
            ],
            "links": changes.links,
            "passed_over": changes.passed_over,
            "unknown_categories": changes.unknown_categories,
            **{
                kind: [
                    {**topic._asdict(), "before": topic.before or None}
                    for topic in _of_kind(changes, kind)
                ]
                for kind in KINDS
            },
        }


def _remark(topic: m.Named) -> str:
    language = m.LANGUAGE_NAMES.get(topic.language, topic.language)
    return f"{language}, was {topic.before}" if topic.before else language


def _of_kind(changes: m.Changes, kind: str) -> tuple[m.Named, ...]:
    topics: tuple[m.Named, ...] = getattr(changes, kind)
    return topics
