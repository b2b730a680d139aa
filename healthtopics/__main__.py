"""The entry point: the only place where exceptions become exit codes."""

import os
import sys

EX_LOCAL = 5  # as in errors.LocalError, which may not be importable
EX_SOFTWARE = 70  # as in sysexits.h: a mistake in the program itself
INTERRUPTED = 130  # what a shell reports after SIGINT

TYPE_CHECKING = False  # as in typing, to save its import
if TYPE_CHECKING:
    from sys import UnraisableHookArgs
    from typing import NoReturn

    from healthtopics.terminal import Terminal


def program() -> "NoReturn":
    """Run the command line as a process of its own, and end the process.

    A command runs for some tens of milliseconds. Collecting cyclic garbage and tearing down the
    interpreter would cost a quarter of that, so neither is done. Everything happens inside the
    "try", so that an interruption is quiet from the first line to the last.
    """
    try:
        code = _quick_main()
    except KeyboardInterrupt:
        code = INTERRUPTED
    os._exit(code)


def _quick_main() -> int:
    import gc

    sys.unraisablehook = _heed_interruption
    gc.disable()
    code = main()
    for stream in (sys.stdout, sys.stderr):
        try:  # noqa: SIM105 - saves the import of contextlib
            stream.flush()
        except (AttributeError, OSError, ValueError):
            pass  # closed or without a reader: answers were flushed when they were written
    return code


def _heed_interruption(ignored: "UnraisableHookArgs") -> None:
    """End the process if it was interrupted where Python cannot raise the interruption.

    In a callback of the import system, for example, Python would print a traceback and go on.
    """
    if issubclass(ignored.exc_type, KeyboardInterrupt):
        os._exit(INTERRUPTED)
    sys.__unraisablehook__(ignored)


def main() -> int:
    """Run the command line and return its exit code.

    The imports are in here, so that an interruption is quiet even during the first of them.
    """
    try:
        from healthtopics.terminal import Terminal

        return _run(Terminal.current())
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _die_of_closed_pipe()
        return 0
    except Exception as error:  # in an import: the modules that print errors may be missing
        if os.environ.get("HEALTHTOPICS_DEBUG"):
            raise
        return _could_not_start(error)


def _could_not_start(error: Exception) -> int:
    lines = (
        f"topic: the program could not be started ({error!a})\n"
        "Install it again; with HEALTHTOPICS_DEBUG=1 it shows more.\n"
    )
    try:  # noqa: SIM105 - saves the import of contextlib
        os.write(2, lines.encode())
    except OSError:
        pass  # there is nowhere else to report it
    return EX_LOCAL


def _run(terminal: "Terminal") -> int:
    """Run the command line; print what goes wrong as a sentence, and return the exit code."""
    from click.exceptions import ClickException, Exit
    from click.exceptions import UsageError as ClickUsageError

    from healthtopics.cli.main import run
    from healthtopics.errors import TopicError
    from healthtopics.messages import say

    try:
        run(terminal)
    except TopicError as error:
        terminal.error(*error.said)
        return error.exit_code
    except Exit as end:
        return end.exit_code
    except ClickUsageError as error:
        from healthtopics.cli.usage import told

        terminal.error(*told(error))
        return 2
    except ClickException as error:
        terminal.error(error.format_message())
        return error.exit_code
    except (KeyboardInterrupt, BrokenPipeError, ImportError):
        raise
    except MemoryError:
        terminal.error(
            say("there is not enough memory"),
            say("Close other programs, or raise the memory limit."),
        )
        return EX_LOCAL
    except Exception as error:
        if terminal.environ.get("HEALTHTOPICS_DEBUG"):
            raise
        cause = error.__cause__ or error
        terminal.error(
            say(
                "this is a mistake in the program: {kind}: {error}",
                kind=type(cause).__name__,
                error=str(cause),
            ),
            say("Please report it, with what HEALTHTOPICS_DEBUG=1 shows."),
        )
        return EX_SOFTWARE
    return 0


def _die_of_closed_pipe() -> None:
    """End silently by SIGPIPE, as Unix programs do when their reader is gone."""
    import signal

    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGPIPE)


if __name__ == "__main__":
    program()
