"""`topic changes`: what the last import changed; also how an import tells it."""

import click

from healthtopics import places
from healthtopics.cli.base import Command
from healthtopics.cli.request import Answer, Request, common_options
from healthtopics.errors import NothingFound
from healthtopics.render.data import Data
from healthtopics.render.document import (
    Bulleted,
    Document,
    Element,
    Field,
    Heading,
    Line,
    Remark,
    Title,
)
from healthtopics.render.pages import CREDIT
from healthtopics.sources.medlineplus import exports

EXAMPLES = (
    ("topic changes", "Which topics are new, revised, renamed and gone?"),
    ("topic changes -o changes.json", "The same as data."),
)
KINDS = ("new", "revised", "renamed", "gone")


@click.command("changes", cls=Command, examples=EXAMPLES)
@common_options()
def command(request: Request) -> None:
    """See what the last import changed: new, revised, renamed and gone topics."""
    folder = places.export_folder(request.terminal.environ)
    changes = exports.changes(folder) if folder else None
    if changes is None:
        raise NothingFound("nothing was imported yet", "See: topic import --help")
    request.answer(Answer(changes_page(changes), lambda: changes_data(changes)))


def changes_page(changes: exports.Changes, shown: int | None = None) -> Document:
    """Return what an export brought; at most so many names of each kind of change are shown."""
    elements: list[Element] = [
        Title(f"MedlinePlus export of {changes.date}"),
        *(
            Field(f"Topics ({language})", f"{total:,}")
            for language, total in sorted(changes.totals.items())
        ),
        Field("Links", f"{changes.links:,}"),
    ]
    elements += [Field(f"Passed over, {what}", f"{n:,}") for what, n in changes.passed_over.items()]
    if not changes.previous:
        return (*elements, Remark("There was no export before it."), Remark(f"Source: {CREDIT}"))
    elements.append(Field("Compared with the export of", changes.previous))
    for kind in KINDS:
        topics = _of_kind(changes, kind)
        elements.append(Field(kind.capitalize(), f"{len(topics):,}"))
    for kind in KINDS:
        topics = _of_kind(changes, kind)
        if topics:
            lines = [Line(topic.title, _remark(topic)) for topic in topics[:shown]]
            elements += [Heading(kind.capitalize()), Bulleted(tuple(lines))]
            if len(lines) < len(topics):
                more = len(topics) - len(lines)
                elements.append(Remark(f"And {more:,} more: topic changes shows all."))
    return (*elements, Remark(f"Source: {CREDIT}"))


def _remark(topic: exports.Named) -> str:
    language = {"en": "English", "es": "Spanish"}.get(topic.language, topic.language)
    return f"{language}, was {topic.before}" if topic.before else language


def _of_kind(changes: exports.Changes, kind: str) -> tuple[exports.Named, ...]:
    topics: tuple[exports.Named, ...] = getattr(changes, kind)
    return topics


def changes_data(changes: exports.Changes) -> Data:
    """Return what an export brought, with all names."""
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
        **{
            kind: [
                {**topic._asdict(), "before": topic.before or None}
                for topic in _of_kind(changes, kind)
            ]
            for kind in KINDS
        },
    }
