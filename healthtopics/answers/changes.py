"""Answers about what an import changed."""

from healthtopics import model as m
from healthtopics.answers.answer import Answer
from healthtopics.answers.topics import CREDIT
from healthtopics.messages import known, say, translated
from healthtopics.render import document as d
from healthtopics.render.tables import Data

KINDS = {
    "new": say("New"),
    "revised": say("Revised"),
    "renamed": say("Renamed"),
    "gone": say("Gone"),
}
NAMES_AFTER_IMPORT = 10  # names per kind of change; “topic changes” shows all


class ExportChanges(Answer):
    """What a new export changed.

    Args:
        changes: the changes from the previous export.
        language: the reader's language.
        shown: the most names to list per kind; None for all.
    """

    def __init__(self, changes: m.Changes, language: str, shown: int | None = None) -> None:
        self.changes = changes
        self.language = language
        self.shown = shown

    def document(self) -> d.Document:
        """Return counts, and the names of topics by kind of change."""
        changes = self.changes
        elements: list[d.Element] = [
            d.Title(self.say("MedlinePlus export of {date}", date=changes.date)),
            *(
                d.Field(self.say("Topics ({language})", language=language), f"{total:,}")
                for language, total in sorted(changes.totals.items())
            ),
            d.Field(self.say("Links"), f"{changes.links:,}"),
        ]
        for what, total in changes.passed_over.items():
            elements.append(d.Field(self.skipped(what), f"{total:,}"))
        if changes.unknown_categories:
            names = (f"{name} ({n:,})" for name, n in sorted(changes.unknown_categories.items()))
            elements.append(
                d.Field(self.say("New link categories, shown as they are named"), "; ".join(names))
            )
        end = d.Remark(self.say("Source: {credit}", credit=CREDIT))
        if not changes.previous:
            return (*elements, d.Remark(self.say("There was no export before this one.")), end)
        elements.append(d.Field(self.say("Compared with the export of"), changes.previous))
        elements += [
            d.Field(self._name(kind), f"{len(_of_kind(changes, kind)):,}") for kind in KINDS
        ]
        for kind in KINDS:
            elements += self._names(kind)
        return (*elements, end)

    def _names(self, kind: str) -> list[d.Element]:
        """Return the names of one kind of change under a heading, if there are any."""
        topics = _of_kind(self.changes, kind)
        if not topics:
            return []
        lines = [d.Line(topic.title, self._remark(topic)) for topic in topics[: self.shown]]
        elements: list[d.Element] = [d.Heading(self._name(kind)), d.Bulleted(tuple(lines))]
        if len(lines) < len(topics):
            more = len(topics) - len(lines)
            elements.append(
                d.Remark(
                    self.say("And {number} more: “topic changes” shows all.", number=f"{more:,}")
                )
            )
        return elements

    def _name(self, kind: str) -> str:
        return translated(KINDS[kind], self.language)

    def _remark(self, topic: m.Named) -> str:
        language = known(m.LANGUAGE_NAMES.get(topic.language, topic.language))
        if not topic.before:
            return translated(language, self.language)
        return self.say("{language}, was {title}", language=language, title=topic.before)

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


def _of_kind(changes: m.Changes, kind: str) -> tuple[m.Named, ...]:
    topics: tuple[m.Named, ...] = getattr(changes, kind)
    return topics
