"""`topic check`: topic files as an author would want them checked."""

import click

from healthtopics.answers.problems import Problems
from healthtopics.cli.base import Command
from healthtopics.cli.options import common_options
from healthtopics.cli.request import Request
from healthtopics.errors import BadInput, NothingFound
from healthtopics.sources.topicfiles.folders import check

EXAMPLES = (
    ("topic check my-topic.yaml", "Check a file."),
    ("topic check ~/topics", "Check all topic files in a folder."),
)


@click.command("check", cls=Command, examples=EXAMPLES)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path())
@click.option(
    "--strict", is_flag=True, help="Ask for all that a topic of the program itself must have."
)
@common_options("csv", "tsv")
def command(request: Request, paths: tuple[str, ...], strict: bool) -> None:
    """Check topic files: every problem, with file, line, key and what to do about it.

    Topics of your own need a title, a language and a summary.
    """
    report = check(paths, is_strict=strict)
    if not report.files:
        raise NothingFound(f"there are no topic files in {', '.join(paths)}")
    files = "1 file" if report.files == 1 else f"{report.files} files"
    if not report.problems:
        request.terminal.note(f"{files} checked, no problems")
        return
    request.answer(Problems(report.problems))
    count = len(report.problems)
    raise BadInput(f"{files} checked, {count} {'problem' if count == 1 else 'problems'}")
