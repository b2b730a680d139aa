"""`topic update`: the health topics of MedlinePlus, downloaded from its site."""

import click

from healthtopics.answers.update import UpdateCheck
from healthtopics.cli.base import Command
from healthtopics.cli.importing import export_folder, import_export
from healthtopics.cli.options import common_options
from healthtopics.cli.request import Request
from healthtopics.errors import UsageError
from healthtopics.model import UNDATED
from healthtopics.sources.medlineplus.archives import temporary_file
from healthtopics.sources.medlineplus.download import download, is_allowed, shown
from healthtopics.sources.medlineplus.exports import Origin, index_or_none
from healthtopics.sources.medlineplus.site import INDEX, Newest, find_newest

EXAMPLES = (
    ("topic update", "Import the newest topics of MedlinePlus, if you do not have them."),
    ("topic update --check", "Only check for newer ones."),
    ("topic update --url https://mirror.example.org/xml.html", "Ask another site."),
)
MIRROR = "HEALTHTOPICS_MEDLINEPLUS_URL"


@click.command("update", cls=Command, examples=EXAMPLES)
@click.option("--check", "check_only", is_flag=True, help="Only check for a newer one.")
@click.option("--url", metavar="URL", help=f"The page that links to the exports (else {MIRROR}).")
@click.option(
    "--force",
    is_flag=True,
    help="Import even if it is the same, or has fewer than half as many topics.",
)
@common_options()
def command(request: Request, check_only: bool, url: str | None, force: bool) -> None:
    """Import the newest export of MedlinePlus from https://medlineplus.gov.

    This and “topic open” are the only commands that use the network. The topics that you have stay
    if anything is wrong with the new ones.
    """
    environ = request.terminal.environ
    index = url or environ.get(MIRROR) or INDEX
    if not is_allowed(index):
        named = "--url" if url else MIRROR
        raise UsageError(
            f"{named}: {shown(index)} is not an address to download from",
            "It begins with https:// (or, on this machine itself, http://localhost).",
        )
    kept = index_or_none(export_folder(request))
    have = kept.changes.date if kept else ""
    newest = find_newest(index)
    if check_only:
        request.answer(UpdateCheck(_is_newer(newest, have), str(newest.date), newest.url, have))
        return
    known = kept.origin if kept and not force else Origin()
    if not force and known.url != newest.url and not _is_newer(newest, have):
        request.terminal.note(_kept_is_newest(have, newest))
        return
    with temporary_file() as file:
        with request.terminal.progress("Downloading", in_bytes=True) as progress:
            origin = download(newest.url, file, known, progress)
        if not origin:
            request.terminal.note(f"you have the newest export, of {have}")
            return
        file.seek(0)
        changes = import_export(request, file, newest.url, force=force, origin=origin)
    request.answer(changes)


def _is_newer(newest: Newest, have: str) -> bool:
    return have < str(newest.date) or have == UNDATED


def _kept_is_newest(have: str, newest: Newest) -> str:
    if have == str(newest.date):
        return f"you have the newest export, of {have}"
    return (
        f"your export, of {have}, is newer than those of the site, of which the newest is of "
        f"{newest.date} (--force takes that)"
    )
