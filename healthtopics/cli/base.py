"""What Click lacks: help with examples, values of several words, commands imported when called."""

import importlib
from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile
from typing import Any

import click

from healthtopics.errors import UsageError
from healthtopics.messages import Message, say
from healthtopics.terminal import Terminal

# Under this key a context keeps how an option would be written in quotes, if it may need some.
IN_QUOTES = "healthtopics.in_quotes"
_COMMAND = len("organizations")  # the longest name, so that all parts of the list are aligned
_WORDS = 12  # at most, of a value that NAME may follow

Examples = Sequence[tuple[str, str]]

# The width of help texts, on a terminal too; that of all text in a pipe.
HELP_WIDTH = 80


def show_text(ctx: click.Context, text: str) -> None:
    """Print a text and end the command."""
    ctx.ensure_object(Terminal).print(text.rstrip("\n") + "\n")
    ctx.exit()


def _help_option() -> click.Option:
    def show_help(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
        if wanted and not ctx.resilient_parsing:
            show_text(ctx, ctx.get_help())

    return click.Option(
        ["-h", "--help", "wants_help"],  # “help” is a command, and has defaults of its own
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

    They reach to the next option where NAME stands in front of this one. Else words of NAME may
    follow them, so the value is the first word, unless more of them are one as well.

    Args:
        takes_all: the command has no NAME besides this option, so all words belong to it.
        fits: tells whether several words are a value, where NAME may follow.
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
        """Return how many of the words behind the option are its value.

        Args:
            ctx: the call of the command.
            words: those up to the next option; at least one.
            has_name: words of NAME stand in front of the option.
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
    """A command whose help shows examples below what it is.

    Args:
        examples: what to type, each with what it does.
    """

    def __init__(self, name: str | None, *, examples: Examples = (), **kwargs: Any) -> None:
        super().__init__(name, add_help_option=False, **kwargs)
        self.params.append(_help_option())
        self.examples = examples

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Join the words of phrases, and parse the arguments."""
        return super().parse_args(ctx, self._with_phrases(ctx, args))

    def _with_phrases(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Return the arguments, each value of a phrase in one of them."""
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

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command is, and examples; each stands alone on its line, to be pasted."""
        super().format_help_text(ctx, formatter)
        if not self.examples:
            return
        with formatter.section("Examples"):
            for command, meaning in self.examples:
                formatter.write(f"  {command}\n")
                with formatter.indentation(), formatter.indentation():
                    formatter.write_text(meaning)


class LazyGroup(Command, click.Group):
    """The program: knows its commands by name, and imports the one that is called.

    Args:
        parts: headings, and under each its commands with what they do, in a few words.
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
        if is_unknown and not ctx.resilient_parsing:  # which is for completion, in a prompt
            hints = self.on_unknown(ctx.ensure_object(Terminal), args)
            raise UsageError(say("“{word}” is not a command", word=args[0]), *hints)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, without importing any, and then the options."""
        for heading, commands in self.parts.items():
            with formatter.section(heading):
                rows = [(name.ljust(_COMMAND), does) for name, does in commands.items()]
                formatter.write_dl(rows)
        click.Command.format_options(self, ctx, formatter)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Return the commands that begin with a text."""
        from click.shell_completion import CompletionItem

        commands = [
            CompletionItem(name, help=summary)
            for name, summary in self.summaries.items()
            if name.startswith(incomplete)
        ]
        return commands + click.Command.shell_complete(self, ctx, incomplete)
