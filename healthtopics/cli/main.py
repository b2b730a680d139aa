"""The program `topic`: its commands, and suggestions for unknown ones."""

import sys

import click

from healthtopics import __version__
from healthtopics.cli.base import HELP_WIDTH, LazyGroup, show_text
from healthtopics.errors import TopicError, UsageError
from healthtopics.messages import Message, say
from healthtopics.terminal import Terminal

PROGRAM = "topic"
COMPLETION_VARIABLE = "_TOPIC_COMPLETE"

SUMMARIES = {
    "show": "Read a topic's page.",
    "symptoms": "List a topic's symptoms, or the topics that have one.",
    "urgent": "See when to get help, and what to do now.",
    "links": "List further reading, by topic and category.",
    "list": "List the topics.",
    "search": "Search topics in your own words.",
    "groups": "List the groups that topics are in.",
    "categories": "List the categories that links are in.",
    "organizations": "List who publishes the links.",
    "open": "Open a topic's page or one of its links in the browser.",
    "import": "Import MedlinePlus topics from a file.",
    "update": "Download the newest MedlinePlus topics.",
    "changes": "See what the last import changed.",
    "status": "See which collections are in use, and what is wrong with them.",
    "check": "Check topic files that you wrote.",
}

EXAMPLES = (
    ("topic show miscarriage", "Read about miscarriage: when to get help comes first."),
    ("topic urgent chest pain", "See only when to get help."),
    ("topic links --category treatments", "List links about treatments, over all topics."),
    ("topic search trouble sleeping", "Search topics in your own words."),
    ("topic symptoms --having bleeding", "Which topics have bleeding in their symptom list?"),
)


def _hints(terminal: Terminal, words: list[str]) -> tuple[str | Message, ...]:
    """Return what the user may have meant by words that are not a command."""
    import difflib

    from healthtopics.cli.request import Request

    name = " ".join(word for word in words if not word.startswith("-"))
    request = Request(terminal)
    for asked in (name, words[0]):
        if request.knows(asked):
            return (say("Did you mean: topic {words}", words=f"show {asked}"),)
    near = difflib.get_close_matches(words[0], SUMMARIES, n=1)
    if near:
        return (say("Did you mean: topic {words}", words=near[0]),)
    miss = request.miss(name)
    help = say("“topic --help” lists the commands.")
    return miss.said if len(miss.said) > 2 else (*miss.said, help)


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        show_text(ctx, f"topic {__version__}")


@click.group(
    cls=LazyGroup,
    summaries=SUMMARIES,
    on_unknown=_hints,
    examples=EXAMPLES,
    invoke_without_command=True,
    subcommand_metavar="[COMMAND] [ARGS]...",  # the default of Click 8.4.0 differs
    context_settings={"terminal_width": HELP_WIDTH},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version.",
)
@click.pass_context
def program(ctx: click.Context) -> None:
    """Health topics on the command line: clear pages from named sources, offline.

    For information only; they do not replace care from a health professional. In an emergency,
    call your local emergency number (911 in the US, 112 in the EU, 999 in the UK).

    To report a mistake on a page, send its title, the sentence, and a source for what is right to
    whoever gave you this program. It has no public address yet.
    """
    if ctx.invoked_subcommand is None:
        show_text(ctx, ctx.get_help())


def run(terminal: Terminal) -> None:
    """Run the command that the process was started with.

    Raises:
        TopicError, click.ClickException, click.exceptions.Exit: as the command ends.
    """
    instruction = terminal.environ.get(COMPLETION_VARIABLE)
    if instruction:
        _complete(terminal, instruction)
        return
    with program.make_context(PROGRAM, sys.argv[1:], obj=terminal) as context:
        program.invoke(context)


def _complete(terminal: Terminal, instruction: str) -> None:
    """Print completions for a shell, or the script that makes the shell ask for them."""
    from click.shell_completion import get_completion_class

    shell, _, wanted = instruction.partition("_")
    completion = get_completion_class(shell)
    if completion is None or wanted not in ("source", "complete"):
        raise UsageError(
            f"no completion for “{instruction}”",
            f"{COMPLETION_VARIABLE} is bash_source, zsh_source or fish_source.",
        )
    answer = completion(program, {"obj": terminal}, PROGRAM, COMPLETION_VARIABLE)
    if wanted == "source":
        terminal.print(answer.source() + "\n")
        return
    terminal.silence()  # whatever is said now would stand in the line that is being typed
    try:
        words = answer.complete()
    except (TopicError, LookupError, ValueError):  # or no shell asked
        return
    terminal.print(words + "\n")
