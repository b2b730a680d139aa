"""`topic import`: the health topics of MedlinePlus, imported from a file."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import click

from healthtopics import places
from healthtopics.answers.changes import NAMES_AFTER_IMPORT, ExportChanges
from healthtopics.cli.base import Command
from healthtopics.cli.options import common_options
from healthtopics.cli.request import Request
from healthtopics.errors import LocalError
from healthtopics.sources.medlineplus import exports
from healthtopics.terminal import Terminal

EXAMPLES = (
    ("topic import mplus_topics_compressed_2026-11-21.zip", "Take in an export as it is."),
    ("topic import - < topics.xml", "The same from standard input."),
)
_USUAL_BYTES = 30 << 20  # of an export
_EXPANSION = 6  # about how much larger an export is than its archive


@click.command("import", cls=Command, examples=EXAMPLES)
@click.argument("file", metavar="FILE", type=click.Path())
@click.option("--force", is_flag=True, help="Also if it has less than half as many topics.")
@common_options()
def command(request: Request, file: str, force: bool) -> None:
    """Take in the whole of MedlinePlus, about 1,000 topics in English and in Spanish.

    FILE is the export that MedlinePlus publishes (https://medlineplus.gov/xml.html), as .xml or
    .zip; - reads standard input. It takes the place of the one before, which stays if anything is
    wrong with the new one.
    """
    folder = places.export_folder(request.terminal.environ)
    if not folder:
        raise LocalError("there is no home folder to keep the topics in", "Set HOME.")
    name = "standard input" if file == "-" else file
    with _opened(file) as stream:
        bar = _Bar(request.terminal, stream, name)

        def make_ready() -> None:
            bar.erase()
            request.make_catalog()

        changes = exports.keep(
            stream, name, folder, force=force, progress=bar.draw, ready=make_ready
        )
    missing = changes.announced - sum(changes.totals.values())
    if missing > 0:
        request.terminal.note(f"{name} announces {missing} more topics than could be taken")
    request.answer(ExportChanges(changes, NAMES_AFTER_IMPORT))


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    """Open a file, or take standard input for ``-``."""
    if file == "-":
        if sys.stdin is None:
            raise LocalError("standard input is closed", "Name a file.")
        yield sys.stdin.buffer
        return
    try:
        stream = open(file, "rb")  # noqa: SIM115 - it is closed below
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise LocalError(
            f"{file} cannot be read ({reason})", "Check that it is there and readable."
        ) from None
    with stream:
        yield stream


class _Bar:
    """How far an import is, drawn whenever it is a percent further."""

    def __init__(self, terminal: Terminal, stream: BinaryIO, name: str) -> None:
        self._terminal = terminal
        self._size = _expected_bytes(stream, name)
        self._drawn = -1

    def draw(self, done: int) -> None:
        percent = min(100 * done // self._size, 99)
        if percent > self._drawn:
            self._drawn = percent
            self._terminal.progress("Reading the export", percent, 100)

    def erase(self) -> None:
        self._terminal.progress("Reading the export", 100, 100)


def _expected_bytes(stream: BinaryIO, name: str) -> int:
    """Return about how many bytes of XML will come."""
    try:
        size = os.fstat(stream.fileno()).st_size
    except (OSError, ValueError):
        size = 0
    expansion = _EXPANSION if name.lower().endswith(".zip") else 1
    return size * expansion or _USUAL_BYTES
