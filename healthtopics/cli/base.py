"""What Click lacks: help with examples first, and commands that are imported when called."""

import importlib
from collections.abc import Callable, Sequence
from typing import Any

import click

from healthtopics.errors import UsageError
from healthtopics.messages import Message, say
from healthtopics.terminal import Terminal

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
        ["-h", "--help"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show_help,
        help="Show this text.",
    )


class Command(click.Command):
    """A command whose help shows examples right below its usage.

    Args:
        examples: what to type, each with what it does.
    """

    def __init__(self, name: str | None, *, examples: Examples = (), **kwargs: Any) -> None:
        super().__init__(name, add_help_option=False, **kwargs)
        self.params.append(_help_option())
        self.examples = examples

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage and the examples."""
        super().format_usage(ctx, formatter)
        if self.examples:
            with formatter.section("Examples"):
                for command, meaning in self.examples:
                    formatter.write(f"  {command}\n      {meaning}\n")


class LazyGroup(Command, click.Group):
    """The program: knows its commands by name, and imports the one that is called.

    Args:
        summaries: what each command does, in a few words.
        on_unknown: returns hints for words that are not a command.
    """

    def __init__(
        self,
        name: str | None,
        *,
        summaries: dict[str, str],
        on_unknown: Callable[[Terminal, list[str]], tuple[str | Message, ...]],
        **kwargs: Any,
    ) -> None:
        super().__init__(name, **kwargs)
        self.summaries = summaries
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
        if args[0] not in self.summaries and not args[0].startswith("-"):
            hints = self.on_unknown(ctx.ensure_object(Terminal), args)
            raise UsageError(say("“{word}” is not a command", word=args[0]), *hints)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, without importing any, and then the options."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.summaries.items()))
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
