"""`topic update`: the health topics of MedlinePlus, downloaded from its site."""

import time
from datetime import UTC, datetime
from typing import BinaryIO

import click

from healthtopics import places
from healthtopics.answers.changes import NAMES_AFTER_IMPORT, ExportChanges
from healthtopics.answers.update import UpdateCheck
from healthtopics.cli.base import Command
from healthtopics.cli.options import common_options
from healthtopics.cli.request import Request
from healthtopics.errors import BadInput, LocalError, UsageError
from healthtopics.model import UNDATED
from healthtopics.sources.medlineplus import exports
from healthtopics.sources.medlineplus.archives import temporary_file
from healthtopics.sources.medlineplus.download import (
    LIMITS,
    Downloaded,
    Validators,
    download,
    is_allowed,
)
from healthtopics.sources.medlineplus.remembered import remember, remembered
from healthtopics.sources.medlineplus.site import INDEX, Newest, find_newest
from healthtopics.terminal import Terminal

EXAMPLES = (
    ("topic update", "Take in the newest topics of MedlinePlus, if you do not have them."),
    ("topic update --check", "Only see whether there are newer ones."),
    ("topic update --url https://mirror.example.org/xml.html", "Ask another site."),
)
MIRROR = "HEALTHTOPICS_MEDLINEPLUS_URL"


@click.command("update", cls=Command, examples=EXAMPLES)
@click.option("--check", "check_only", is_flag=True, help="Only tell whether there is a newer one.")
@click.option("--url", metavar="URL", help=f"The page that links to the exports (else {MIRROR}).")
@click.option(
    "--force", is_flag=True, help="Also if it is the same, or has less than half as many topics."
)
@common_options()
def command(request: Request, check_only: bool, url: str | None, force: bool) -> None:
    """Take in the newest export of MedlinePlus from https://medlineplus.gov.

    This and “topic open” are the only commands that use the network. The topics that you have stay
    if anything is wrong with the new ones.
    """
    environ = request.terminal.environ
    index = url or environ.get(MIRROR) or INDEX
    if not is_allowed(index):
        named = "--url" if url else MIRROR
        raise UsageError(
            f"{named}: {index} is not an address to download from",
            "It begins with https:// (or, on this machine itself, http://localhost).",
        )
    folder = places.export_folder(environ)
    if not folder:
        raise LocalError("there is no home folder to keep the topics in", "Set HOME.")
    end = time.monotonic() + LIMITS.total
    newest = find_newest(index, datetime.now(UTC).date())
    have = _date_of_kept(folder)
    if check_only:
        request.answer(UpdateCheck(_is_newer(newest, have), str(newest.date), newest.url, have))
        return
    known = None if force or not have else remembered(folder)
    asks = known is not None and known.url == newest.url
    if not force and not asks and not _is_newer(newest, have):
        request.terminal.note(_kept_is_newest(have, newest))
        return
    with temporary_file() as file:
        done = _download(request.terminal, newest, file, known, end - time.monotonic())
        if not done.changed:
            request.terminal.note(f"you have the newest export, of {have}")
            return
        file.seek(0)

        def make_ready() -> None:
            remember(folder, done.validators)
            request.make_catalog()

        changes = exports.keep(file, newest.url, folder, force=force, ready=make_ready)
    request.answer(ExportChanges(changes, NAMES_AFTER_IMPORT))


def _is_newer(newest: Newest, have: str) -> bool:
    return have < str(newest.date) or have == UNDATED


def _kept_is_newest(have: str, newest: Newest) -> str:
    if have == str(newest.date):
        return f"you have the newest export, of {have}"
    return (
        f"your export, of {have}, is newer than those of the site, of which the newest is of "
        f"{newest.date} (--force takes that)"
    )


def _date_of_kept(folder: str) -> str:
    """Return the date of the kept export; empty if there is none that can be read."""
    try:
        changes = exports.changes(folder)
    except (BadInput, OSError):
        return ""  # an update mends it
    return changes.date if changes else ""


def _download(
    terminal: Terminal, newest: Newest, file: BinaryIO, known: Validators | None, seconds: float
) -> Downloaded:
    """Download an export into a file, and draw how far that is."""
    drawn = -1

    def draw(done: int, total: int) -> None:
        nonlocal drawn
        percent = min(100 * done // total, 99) if total else 0
        if percent > drawn:
            drawn = percent
            terminal.progress("Downloading", percent, 100)

    try:
        return download(newest.url, file, known, LIMITS._replace(total=max(seconds, 1)), draw)
    finally:
        terminal.progress("Downloading", 100, 100)
