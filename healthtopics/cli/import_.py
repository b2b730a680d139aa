"""`topic import`: the health topics of MedlinePlus, imported from a file."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import click

from healthtopics.cli.base import Command
from healthtopics.cli.importing import export_folder, import_export, report_of
from healthtopics.cli.options import common_options
from healthtopics.cli.request import Request
from healthtopics.errors import LocalError
from healthtopics.messages import reason, say, translated

EXAMPLES = (
    ("topic import mplus_topics_compressed_2026-11-21.zip", "Import an export as it is."),
    ("topic import - < topics.xml", "The same from standard input."),
    (
        "topic import topics.xml --report",
        "Import nothing; show counts and unknown names, for a report.",
    ),
)


@click.command("import", cls=Command, examples=EXAMPLES)
@click.argument("file", metavar="FILE", type=click.Path())
@click.option(
    "--force",
    is_flag=True,
    help="Import even if it is the same, or has fewer than half as many topics.",
)
@click.option("--report", is_flag=True, help="Only describe the export, without its texts.")
@common_options()
def command(request: Request, file: str, force: bool, report: bool) -> None:
    """Import the whole of MedlinePlus, about 1,000 topics in English and in Spanish.

    FILE is the export that MedlinePlus publishes (https://medlineplus.gov/xml.html), as .xml or
    .zip; - reads standard input. It replaces the export before it; if anything is wrong with the
    new one, you keep the old one.
    """
    name = file
    if file == "-":
        name = translated(say("standard input"), request.terminal.language)
    if report:
        with _opened(file) as stream:
            request.answer(report_of(stream, name, request.terminal.language))
        return
    export_folder(request)  # before anything is read from standard input
    with _opened(file) as stream:
        changes = import_export(request, stream, name, force=force)
    request.answer(changes)


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    """Open a file, or standard input for ``-``."""
    if file == "-":
        if sys.stdin is None:
            raise LocalError(say("standard input is closed"), say("Name a file."))
        yield sys.stdin.buffer
        return
    try:
        stream = open(file, "rb")  # noqa: SIM115 - it is closed below
    except (OSError, ValueError) as error:
        raise LocalError(
            say("{path} cannot be read ({reason})", path=file, reason=reason(error)),
            say("Check that it exists and can be read."),
        ) from None
    with stream:
        yield stream
