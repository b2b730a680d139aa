"""Commands as this program has them: help with examples first, loaded when they are called."""

import importlib
import keyword
from collections.abc import Callable, Sequence
from typing import Any

import click

from healthtopics.errors import UsageError
from healthtopics.terminal import Terminal

Examples = Sequence[tuple[str, str]]

# The width of help texts; the same everywhere, as that of all text that is not on a terminal.
HELP_WIDTH = 80


def show_text(ctx: click.Context, text: str) -> None:
    """Print a text by the terminal and end the command."""
    ctx.ensure_object(Terminal).print(text.rstrip("\n") + "\n")
    ctx.exit()


def _help_option() -> click.Option:
    def show_help(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
        if wanted and not ctx.resilient_parsing:
            show_text(ctx, ctx.get_help())

    return click.Option(
        ["-h", "--help"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show_help,
        help="Show this text.",
    )


class Command(click.Command):
    """A command whose help shows examples right below its usage."""

    def __init__(self, name: str | None, *, examples: Examples = (), **kwargs: Any) -> None:
        super().__init__(name, add_help_option=False, **kwargs)
        self.params.append(_help_option())
        self.examples = examples

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write usage, examples, what the command does, and its options."""
        self.format_usage(ctx, formatter)
        _format_examples(self.examples, formatter)
        self.format_help_text(ctx, formatter)
        self.format_options(ctx, formatter)


def _format_examples(examples: Examples, formatter: click.HelpFormatter) -> None:
    if examples:
        with formatter.section("Examples"):
            for command, meaning in examples:
                formatter.write(f"  {command}\n")
                formatter.write(f"      {meaning}\n")


class LazyGroup(click.Group):
    """The program: knows its commands by name, and imports the one that is called.

    Args:
        summaries: what each command does, in a few words.
        on_unknown: returns a hint for words that are no command.
        examples: as for ``Command``.
    """

    def __init__(
        self,
        name: str | None,
        *,
        summaries: dict[str, str],
        on_unknown: Callable[[Terminal, list[str]], str],
        examples: Examples = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(name, add_help_option=False, **kwargs)
        self.params.append(_help_option())
        self.summaries = summaries
        self.on_unknown = on_unknown
        self.examples = examples

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(self.summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command."""
        if cmd_name not in self.summaries:
            return None
        module = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name
        command: click.Command = importlib.import_module(f"healthtopics.cli.{module}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is called, or say what may have been meant."""
        if args[0] not in self.summaries and not args[0].startswith("-"):
            hint = self.on_unknown(ctx.ensure_object(Terminal), args)
            raise UsageError(f"“{args[0]}” is not a command", hint)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write usage, examples and the commands, none of which is imported for it."""
        self.format_usage(ctx, formatter)
        _format_examples(self.examples, formatter)
        self.format_help_text(ctx, formatter)
        with formatter.section("Commands"):
            formatter.write_dl(list(self.summaries.items()))
        with formatter.section("Options"):
            formatter.write_dl(
                [record for param in self.params if (record := param.get_help_record(ctx))]
            )

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Return the commands that begin with a text."""
        from click.shell_completion import CompletionItem

        commands = [
            CompletionItem(name, help=summary)
            for name, summary in self.summaries.items()
            if name.startswith(incomplete)
        ]
        return commands + click.Command.shell_complete(self, ctx, incomplete)
