"""`topic help`: commands and guides."""

import difflib

import click

from healthtopics.answers import guides
from healthtopics.cli.base import Choice, Command, LazyGroup, show_text
from healthtopics.cli.request import Request
from healthtopics.errors import UsageError
from healthtopics.messages import Message, say
from healthtopics.model import LANGUAGES
from healthtopics.render import document as d
from healthtopics.terminal import Terminal
from healthtopics.text import slug

EXAMPLES = (
    ("topic help", "The guides and commands to read about."),
    ("topic help search", "The same as topic search --help."),
    ("topic help exit-codes", "What a script can rely on."),
)


def _complete(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Return the commands and guides that begin with a text."""
    program = ctx.find_root().command
    commands = program.list_commands(ctx) if isinstance(program, LazyGroup) else []
    return [name for name in (*commands, *guides.GUIDES) if name.startswith(incomplete)]


@click.command("help", cls=Command, examples=EXAMPLES)
@click.argument("words", nargs=-1, metavar="[COMMAND|GUIDE]", shell_complete=_complete)
@click.option(
    "-l",
    "--lang",
    type=Choice(LANGUAGES),
    metavar="LANG",
    help="Language of the help: en or es.",
)
@click.option("--no-pager", is_flag=True, help="Never use a pager.")
@click.pass_context
def command(ctx: click.Context, words: tuple[str, ...], lang: str | None, no_pager: bool) -> None:
    """Read about a command, or a guide: names, output, json, limits and others."""
    terminal = ctx.ensure_object(Terminal)
    request = Request(terminal, lang=lang, no_pager=no_pager)
    name = slug(" ".join(words))
    program = ctx.find_root().command
    if not isinstance(program, LazyGroup):  # it was called by itself, outside the program
        return
    if not name:
        request.answer(Contents(terminal.language))
    elif name in guides.GUIDES:
        request.answer(guides.Guide(guides.read(name, terminal.language)))
    elif (asked := program.get_command(ctx, name)) is not None:
        root = ctx.find_root()
        with click.Context(asked, info_name=name, parent=root, obj=terminal) as its:
            show_text(its, its.get_help())
    else:
        known = [*program.summaries, *guides.GUIDES]
        near = difflib.get_close_matches(name, known, n=1)
        hints: list[Message] = []
        if near:
            hints.append(say("Did you mean: topic help {name}", name=near[0]))
        hints.append(say("“topic help” lists what there is to read."))
        raise UsageError(say("there is no help on “{words}”", words=" ".join(words)), *hints)


class Contents(guides.Guide):
    """What there is to read: the guides, and where the commands are.

    Args:
        language: the language in which to name the guides.
    """

    def __init__(self, language: str) -> None:
        super().__init__(guides.read("contents", language))
        self.language = language

    def document(self) -> d.Document:
        """Return the guides, each with the command that prints it."""
        lines = [d.Line(name, title) for name, title in guides.headings(self.language)]
        return (*super().document(), d.Listing(tuple(lines)))
