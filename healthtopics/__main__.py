"""The entry point: the only place where exceptions become exit codes."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from healthtopics.terminal import Terminal


def main() -> int:
    """Run the command line and return its exit code.

    Everything is imported in here, so that an interruption is quiet from the first import on.
    """
    try:
        from healthtopics.terminal import Terminal

        return _run(Terminal.current())
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _die_of_closed_pipe()
        return 0


def _run(terminal: "Terminal") -> int:
    from click.exceptions import ClickException, Exit
    from click.exceptions import UsageError as ClickUsageError

    from healthtopics.cli.main import run
    from healthtopics.errors import TopicError

    try:
        run(terminal)
    except TopicError as error:
        terminal.error(error.message, *error.hints)
        return error.exit_code
    except Exit as end:
        return end.exit_code
    except ClickUsageError as error:
        help = f"See: {error.ctx.command_path} --help" if error.ctx else "See: topic --help"
        terminal.error(error.format_message(), help)
        return 2
    except ClickException as error:
        terminal.error(error.format_message())
        return error.exit_code
    return 0


def _die_of_closed_pipe() -> None:
    """End as other Unix programs do whose reader has gone: silently, by SIGPIPE."""
    import os
    import signal

    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGPIPE)


if __name__ == "__main__":
    sys.exit(main())
