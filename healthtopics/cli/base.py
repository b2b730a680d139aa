"""What Click lacks: help with examples, values of several words, commands imported when called."""

import importlib
import re
from collections.abc import Callable, Mapping, Sequence
from inspect import cleandoc
from itertools import takewhile
from typing import Any

import click

from healthtopics.errors import UsageError
from healthtopics.messages import Message, say, translated
from healthtopics.model import LANGUAGES
from healthtopics.terminal import Terminal

# The key under which a context keeps an option in quotes, if it may need them.
IN_QUOTES = "healthtopics.in_quotes"
_COMMAND = len("organizations")  # the longest name, so that all parts of the list are aligned
_WORDS = 12  # the most words of a value that NAME may follow

Examples = Sequence[tuple[str, str]]

# The width of help texts, on a terminal too, and of all text in a pipe.
HELP_WIDTH = 80


def show_text(ctx: click.Context, text: str) -> None:
    """Print a text and end the command."""
    ctx.ensure_object(Terminal).print(text.rstrip("\n") + "\n")
    ctx.exit()


def _language(ctx: click.Context) -> str:
    terminal = ctx.find_object(Terminal)
    return terminal.language if terminal else "en"


def _speak(ctx: click.Context, args: Sequence[str]) -> None:
    """Switch to the language that the arguments ask for, before any help or error is printed."""
    terminal = ctx.find_object(Terminal)
    for place, word in enumerate(args):
        name, _, value = word.partition("=")
        if name in ("-l", "--lang") and terminal:
            first = (value or "".join(args[place + 1 : place + 2])).partition(",")[0]
            terminal.language = first if first in LANGUAGES else terminal.language
        if word == "--":
            return


def in_language(ctx: click.Context, text: str) -> str:
    """Return a help text in the reader's language."""
    if _language(ctx) == "en":
        return text
    from healthtopics.cli.spanish_help import HELP

    return HELP.get(text, text)


def _translated(ctx: click.Context, message: Message) -> str:
    return translated(message, _language(ctx))


def _names(ctx: click.Context, text: str) -> str:
    """Return a text in which names in capitals, such as FILE, are in the reader's language."""
    if _language(ctx) == "en":
        return text
    return re.sub(r"\b[A-Z]+\b", lambda name: in_language(ctx, name[0]), text)


def _meant(ctx: click.Context, items: list[Any]) -> list[Any]:
    """Return completions with their meanings in the reader's language."""
    for item in items:
        item.help = item.help and in_language(ctx, item.help)
    return items


class Option(click.Option):
    """An option whose help has values that differ between commands.

    Args:
        said: the help.
    """

    def __init__(self, *names: Any, said: Message, **kwargs: Any) -> None:
        super().__init__(*names, **{**kwargs, "help": str(said)})
        self.said = said


class Choice(click.Choice[str]):
    """One of several words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word."""
        if value in self.choices:
            return str(value)
        raise cannot_be(param, value, say("Choose one of: {names}", names=", ".join(self.choices)))


def cannot_be(param: click.Parameter | None, value: str, hint: Message) -> UsageError:
    """Return the error for an option with an invalid value."""
    option = max(param.opts, key=len) if param else ""
    return UsageError(say("{option} cannot be “{value}”", option=option, value=value), hint)


def _help_option() -> click.Option:
    def show_help(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
        if wanted and not ctx.resilient_parsing:
            show_text(ctx, ctx.get_help())

    return click.Option(
        ["-h", "--help", "wants_help"],  # not “help”, which is a command with defaults of its own
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show_help,
        help="Show this text.",
    )


def _is_option(word: str) -> bool:
    return word.startswith("-") and len(word) > 1


class Phrase(click.Option):
    """An option whose value may be several words without quotes.

    If NAME comes before the option, the value is all words up to the next option. Otherwise words
    of NAME may follow it, so it is the first word, or the most words that ``fits`` accepts.

    Args:
        takes_all: the command has no NAME besides this option, so all words belong to it.
        fits: returns whether several words are a value, if NAME may follow.
    """

    def __init__(
        self,
        *names: Any,
        takes_all: bool = False,
        fits: Callable[[click.Context, str], bool] = lambda ctx, words: False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*names, **kwargs)
        self.takes_all = takes_all
        self.fits = fits

    def length(self, ctx: click.Context, words: Sequence[str], *, has_name: bool) -> int:
        """Return how many of the words after the option are its value.

        Args:
            ctx: the call of the command.
            words: the words up to the next option; at least one.
            has_name: whether words of NAME come before the option.
        """
        if " " in words[0]:  # it was in quotes
            return 1
        if self.takes_all or has_name:
            return len(words)
        for length in range(min(len(words), _WORDS), 1, -1):
            if not ctx.resilient_parsing and self.fits(ctx, " ".join(words[:length])):
                return length
        return 1


class Command(click.Command):
    """A command whose help shows examples below the description.

    Args:
        examples: what to type, each with what it does.
    """

    def __init__(self, name: str | None, *, examples: Examples = (), **kwargs: Any) -> None:
        super().__init__(name, add_help_option=False, **kwargs)
        self.params.append(_help_option())
        self.examples = examples

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Join the words of phrases, and parse the arguments."""
        _speak(ctx, args)
        try:
            return super().parse_args(ctx, self._with_phrases(ctx, args))
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def _with_phrases(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Return the arguments, with each value of a phrase joined into one."""
        options = {
            name: option
            for option in self.params
            if isinstance(option, click.Option) and not option.is_flag
            for name in option.opts
        }
        if not any(isinstance(option, Phrase) for option in options.values()):
            return args
        joined: list[str] = []
        has_name = False
        place = 0
        while place < len(args) and args[place] != "--":
            word = args[place]
            joined.append(word)
            place += 1
            option = options.get(word)
            if option is None:
                has_name = has_name or not _is_option(word)
                continue
            words = list(takewhile(lambda word: not _is_option(word), args[place:]))
            length = 1
            if words and isinstance(option, Phrase):
                length = option.length(ctx, words, has_name=has_name)
                if length < len(words) and " " not in words[0]:
                    ctx.meta[IN_QUOTES] = f'{word} "{" ".join(words)}"'
            if place < len(args):
                joined.append(" ".join(args[place : place + length]))
            place += length
        return joined + args[place:]

    # Help

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called."""
        pieces = _names(ctx, " ".join(self.collect_usage_pieces(ctx)))
        formatter.write_usage(ctx.command_path, pieces, f"{in_language(ctx, 'Usage')}: ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the description and the examples, each alone on its line, to be pasted."""
        parts = [" ".join(part.split()) for part in cleandoc(self.help or "").split("\n\n")]
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text("\n\n".join(in_language(ctx, part) for part in parts))
        if not self.examples:
            return
        with formatter.section(in_language(ctx, "Examples")):
            for command, meaning in self.examples:
                formatter.write(f"  {in_language(ctx, command)}\n")
                with formatter.indentation(), formatter.indentation():
                    formatter.write_text(in_language(ctx, meaning))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, each with what it does."""
        rows = []
        for param in self.get_params(ctx):
            if isinstance(param, click.Option) and (record := param.get_help_record(ctx)):
                said = getattr(param, "said", None)
                does = _translated(ctx, said) if said else in_language(ctx, record[1])
                rows.append((_names(ctx, record[0]), does))
        with formatter.section(in_language(ctx, "Options")):
            formatter.write_dl(rows)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Return the completions of a word, each with its meaning."""
        return _meant(ctx, super().shell_complete(ctx, incomplete))


class LazyGroup(Command, click.Group):
    """The program: knows its commands by name, and imports the one that is called.

    Args:
        parts: headings, each with its commands and what they do in a few words.
        on_unknown: returns hints for words that are not a command.
    """

    def __init__(
        self,
        name: str | None,
        *,
        parts: Mapping[str, Mapping[str, str]],
        on_unknown: Callable[[Terminal, list[str]], tuple[str | Message, ...]],
        **kwargs: Any,
    ) -> None:
        super().__init__(name, **kwargs)
        self.parts = parts
        self.summaries = {name: does for part in parts.values() for name, does in part.items()}
        self.on_unknown = on_unknown

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(self.summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command."""
        if cmd_name not in self.summaries:
            return None
        module = "import_" if cmd_name == "import" else cmd_name  # a module cannot have that name
        command: click.Command = importlib.import_module(f"healthtopics.cli.{module}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is called, or say what may have been meant."""
        is_unknown = args[0] not in self.summaries and not args[0].startswith("-")
        if is_unknown and not ctx.resilient_parsing:  # it is set during completion
            hints = self.on_unknown(ctx.ensure_object(Terminal), args)
            raise UsageError(say("“{word}” is not a command", word=args[0]), *hints)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, without importing any, and then the options."""
        for heading, commands in self.parts.items():
            with formatter.section(in_language(ctx, heading)):
                rows = [
                    (name.ljust(_COMMAND), in_language(ctx, does))
                    for name, does in commands.items()
                ]
                formatter.write_dl(rows)
        Command.format_options(self, ctx, formatter)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Return the commands that begin with a text."""
        from click.shell_completion import CompletionItem

        commands = [
            CompletionItem(name, help=summary)
            for name, summary in self.summaries.items()
            if name.startswith(incomplete)
        ]
        return _meant(ctx, commands + click.Command.shell_complete(self, ctx, incomplete))
