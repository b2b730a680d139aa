"""`topic check`: topic files as an author would want them checked."""

import click

from healthtopics.answers.problems import Problems
from healthtopics.cli.base import Command
from healthtopics.cli.options import common_options
from healthtopics.cli.request import Request
from healthtopics.errors import BadInput, NothingFound
from healthtopics.messages import say
from healthtopics.sources.topicfiles.folders import check

EXAMPLES = (
    ("topic check my-topic.yaml", "Check a file."),
    ("topic check ~/topics", "Check all topic files in a folder."),
)


@click.command("check", cls=Command, examples=EXAMPLES)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path())
@click.option(
    "--strict", is_flag=True, help="Require everything that the program's own topics must have."
)
@common_options("csv", "tsv")
def command(request: Request, paths: tuple[str, ...], strict: bool) -> None:
    """Check topic files: every problem, with file, line, key and what to do about it.

    Topics of your own need a title, a language and a summary.
    """
    report = check(paths, is_strict=strict)
    if not report.files:
        raise NothingFound(say("there are no topic files in {paths}", paths=", ".join(paths)))
    files = say("1 file") if report.files == 1 else say("{number} files", number=report.files)
    if not report.problems:
        request.terminal.note(say("{files} checked, no problems", files=files))
        return
    request.answer(Problems(report.problems, request.terminal.language))
    count = len(report.problems)
    problems = say("1 problem") if count == 1 else say("{number} problems", number=count)
    raise BadInput(say("{files} checked, {problems}", files=files, problems=problems))
