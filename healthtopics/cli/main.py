"""The program `topic`: its commands, and suggestions for unknown ones."""

import sys

import click

from healthtopics import __version__
from healthtopics.cli.base import HELP_WIDTH, Choice, LazyGroup, show_text
from healthtopics.errors import TopicError, UsageError
from healthtopics.messages import Message, say
from healthtopics.model import LANGUAGES
from healthtopics.terminal import Terminal

PROGRAM = "topic"
COMPLETION_VARIABLE = "_TOPIC_COMPLETE"

COMMANDS = {
    "Read a topic": {
        "show": "Read a topic's page.",
        "urgent": "See when to get help, and what to do now.",
        "symptoms": "List a topic's symptoms, or the topics that have one.",
        "links": "List further reading, by topic and category.",
        "handout": "Make a sheet to print, in one language or in two.",
        "open": "Open a topic's page or one of its links in the browser.",
        "cite": "Cite a topic's page.",
    },
    "Find a topic": {
        "search": "Search topics in your own words.",
        "list": "List the topics, or those of a group.",
        "groups": "List the groups that topics are in.",
        "categories": "List the categories that links are in.",
        "organizations": "List who publishes the links.",
    },
    "Get more topics, and write your own": {
        "update": "Download the newest MedlinePlus topics.",
        "import": "Import MedlinePlus topics from a file.",
        "changes": "See what the last import changed.",
        "new": "Start a topic of your own.",
        "check": "Check topic files that you wrote.",
        "status": "See which collections are in use, and any problems with them.",
    },
    "More help": {
        "help": "Read about a command, or a guide such as “names” or “output”.",
    },
}

SUMMARIES = {name: does for part in COMMANDS.values() for name, does in part.items()}

EXAMPLES = (
    ("topic show miscarriage", "Read about miscarriage: when to get help comes first."),
    ("topic urgent chest pain", "See only when to get help."),
    ("topic search trouble sleeping", "Search topics in your own words."),
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
    near = difflib.get_close_matches(words[0], [*program.summaries, "--version"], n=1)
    if near:
        return (say("Did you mean: topic {words}", words=near[0]),)
    miss = request.miss(name)
    help = say("“topic --help” lists the commands.")
    return miss.said if len(miss.said) > 2 else (*miss.said, help)


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        show_text(ctx, f"topic {__version__}")


def _for_all_commands(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Make the value of an option before a command the default of the command's own option."""
    if value and option.name:
        before = ctx.default_map or {}
        ctx.default_map = {name: {**before.get(name, {}), option.name: value} for name in SUMMARIES}
        if option.name == "lang":
            ctx.ensure_object(Terminal).language = value
    return value


@click.group(
    cls=LazyGroup,
    parts=COMMANDS,
    on_unknown=_hints,
    examples=EXAMPLES,
    invoke_without_command=True,
    subcommand_metavar="[COMMAND] [ARGS]...",  # the default of Click 8.4.0 differs
    context_settings={"terminal_width": HELP_WIDTH},
)
@click.option(
    "--lang",
    "-l",
    type=Choice(LANGUAGES),
    is_eager=True,
    metavar="LANG",
    callback=_for_all_commands,
    help="Language of the topics and of messages: en or es.",
)
@click.option(
    "--country",
    metavar="CODE",
    is_eager=True,
    callback=_for_all_commands,
    help="Print the emergency numbers of this country, such as US, MX or ES.",
)
@click.option(
    "-V",
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version.",
)
@click.pass_context
def program(ctx: click.Context, lang: str | None, country: str | None) -> None:
    """Health topics on the command line: clear pages from named sources, offline.

    For information only; they do not replace care from a health professional. In an emergency,
    call your local emergency number (911 in the US, 112 in the EU, 999 in the UK).
    """
    if ctx.invoked_subcommand is None:
        from healthtopics.cli.home import show_home

        show_home(ctx.ensure_object(Terminal), lang, country)


def run(terminal: Terminal) -> None:
    """Run the command that the process was started with.

    Raises:
        TopicError, click.ClickException, click.exceptions.Exit: how the command ended.
    """
    instruction = terminal.environ.get(COMPLETION_VARIABLE)
    if instruction:
        _complete(terminal, instruction)
        return
    width = terminal.help_width()
    with program.make_context(PROGRAM, sys.argv[1:], obj=terminal, terminal_width=width) as context:
        program.invoke(context)


def _complete(terminal: Terminal, instruction: str) -> None:
    """Print completions for a shell, or the script that makes the shell ask for them."""
    from click.shell_completion import get_completion_class

    shell, _, wanted = instruction.partition("_")
    completion = get_completion_class(shell)
    if completion is None or wanted not in ("source", "complete"):
        raise UsageError(
            say("no completion for “{instruction}”", instruction=instruction),
            say(
                "{variable} is bash_source, zsh_source or fish_source.",
                variable=COMPLETION_VARIABLE,
            ),
        )
    answer = completion(program, {"obj": terminal}, PROGRAM, COMPLETION_VARIABLE)
    if wanted == "source":
        terminal.print(answer.source() + "\n")
        return
    terminal.silence()  # anything said now would end up in the line that is being typed
    try:
        words = answer.complete()
    except (TopicError, LookupError, ValueError):  # the last two: no shell asked
        return
    terminal.print(words + "\n")
