"""`topic update`: the health topics of MedlinePlus, downloaded from its site."""

import click

from healthtopics.answers.update import UpdateCheck
from healthtopics.cli.base import Command, Option
from healthtopics.cli.importing import export_folder, import_export
from healthtopics.cli.options import common_options
from healthtopics.cli.request import Request
from healthtopics.errors import UsageError
from healthtopics.messages import Message, say
from healthtopics.model import UNDATED
from healthtopics.sources.medlineplus.archives import temporary_file
from healthtopics.sources.medlineplus.download import download, is_allowed, shown
from healthtopics.sources.medlineplus.exports import Origin, index_or_none
from healthtopics.sources.medlineplus.site import INDEX, Newest, find_newest

EXAMPLES = (
    ("topic update", "Import the newest topics of MedlinePlus, if you do not have them."),
    ("topic update --check", "Only check for newer topics."),
    ("topic update --url https://mirror.example.org/xml.html", "Use another site."),
)
MIRROR = "HEALTHTOPICS_MEDLINEPLUS_URL"


@click.command("update", cls=Command, examples=EXAMPLES)
@click.option("--check", "check_only", is_flag=True, help="Only check for newer topics.")
@click.option(
    "--url",
    cls=Option,
    metavar="URL",
    said=say("The page that links to the exports (else {variable}).", variable=MIRROR),
)
@click.option(
    "--force",
    is_flag=True,
    help="Import even if it is the same, or has fewer than half as many topics.",
)
@common_options()
def command(request: Request, check_only: bool, url: str | None, force: bool) -> None:
    """Import the newest export of MedlinePlus from https://medlineplus.gov.

    This and “topic open” are the only commands that use the network. If anything is wrong with the
    new topics, you keep the ones you have.
    """
    environ = request.terminal.environ
    index = url or environ.get(MIRROR) or INDEX
    if not is_allowed(index):
        named = "--url" if url else MIRROR
        raise UsageError(
            say("{named}: {url} is not an address to download from", named=named, url=shown(index)),
            say("It begins with https:// (or, on this machine itself, http://localhost)."),
        )
    kept = index_or_none(export_folder(request))
    have = kept.changes.date if kept else ""
    newest = find_newest(index)
    if check_only:
        is_newer, language = _is_newer(newest, have), request.terminal.language
        request.answer(UpdateCheck(is_newer, str(newest.date), newest.url, have, language))
        return
    known = kept.origin if kept and not force else Origin()
    if not force and known.url != newest.url and not _is_newer(newest, have):
        request.terminal.note(_kept_is_newest(have, newest))
        return
    with temporary_file() as file:
        with request.terminal.progress(say("Downloading"), in_bytes=True) as progress:
            origin = download(newest.url, file, known, progress)
        if not origin:
            request.terminal.note(say("you have the newest export, of {date}", date=have))
            return
        file.seek(0)
        changes = import_export(request, file, newest.url, force=force, origin=origin)
    request.answer(changes)


def _is_newer(newest: Newest, have: str) -> bool:
    return have < str(newest.date) or have == UNDATED


def _kept_is_newest(have: str, newest: Newest) -> Message:
    if have == str(newest.date):
        return say("you have the newest export, of {date}", date=have)
    return say(
        "your export, of {date}, is newer than the newest of the site, of {other}; --force imports "
        "that one",
        date=have,
        other=str(newest.date),
    )
