"""What `topic import` and `topic update` share: importing an export."""

from typing import BinaryIO

from healthtopics import places
from healthtopics.answers.changes import NAMES_AFTER_IMPORT, ExportChanges
from healthtopics.answers.report import ExportReport
from healthtopics.cli.request import Request
from healthtopics.errors import LocalError
from healthtopics.messages import say
from healthtopics.sources.medlineplus import exports
from healthtopics.sources.medlineplus.archives import chunks
from healthtopics.sources.medlineplus.report import report
from healthtopics.sources.medlineplus.topics import Export
from healthtopics.sources.topicfiles.vocabularies import load


def export_folder(request: Request) -> str:
    """Return the folder in which the imported export is kept.

    Raises:
        LocalError: there is none, because there is no home folder.
    """
    folder = places.export_folder(request.terminal.environ)
    if not folder:
        raise LocalError(say("there is no home folder to keep the topics in"), say("Set HOME."))
    return folder


def import_export(
    request: Request,
    stream: BinaryIO,
    name: str,
    *,
    force: bool,
    origin: exports.Origin = exports.Origin(),  # noqa: B008 - it cannot be changed
) -> ExportChanges:
    """Import an export, rebuild the catalog, and return what changed.

    Args:
        request: the call of the command.
        stream: the export.
        name: the export's name in errors and notes.
        force: also import it if it has fewer than half as many topics as the one before.
        origin: where it was downloaded from.
    """
    folder = export_folder(request)
    changes = exports.keep(stream, name, folder, force=force, origin=origin, try_out=request.trial)
    missing = changes.announced - sum(changes.totals.values())
    if missing > 0:
        request.terminal.note(
            say(
                "{name} says that it has {number} more topics than could be read",
                name=name,
                number=missing,
            )
        )
    return ExportChanges(changes, request.terminal.language, NAMES_AFTER_IMPORT)


def report_of(stream: BinaryIO, name: str, language: str) -> ExportReport:
    """Return a description of an export, and import nothing.

    Args:
        stream: the export.
        name: the export's name in errors.
        language: the language of the answer.
    """
    groups = load(places.bundled_folder()).groups
    names = [name for group in groups for name in (group.en, group.es)]
    found = report(Export(chunks(stream, name), name), names)
    return ExportReport(found, language)
