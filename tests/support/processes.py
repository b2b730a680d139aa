"""The real command under conditions that a shell, the system or a test makes."""

import os
import resource
import shlex
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.support import limits
from tests.support.command import Topic
from tests.support.limits import Done
from tests.support.ready.commands import READY, Limits


def shell(topic: Topic, script: str, *words: str) -> Done:
    """Run a script in which ``topic`` is the command; words are its "$1", "$2" …"""
    return _bash(["bash", "-c"], topic, script, *words)


def _bash(bash: list[str], topic: Topic, script: str, *words: str) -> Done:
    call = shlex.join(topic.command())
    return limits.run(
        [*bash, f'topic() {{ {call} "$@"; }}\n{script}', "bash", *words], env=topic.environ
    )


def prepared(
    topic: Topic, prepare: Callable[[], object], *words: str, into: int = subprocess.PIPE
) -> Done:
    """Run the command anew in a process that something is done to first.

    Args:
        topic: the command.
        prepare: what is done to its process.
        words: the arguments.
        into: the descriptor that is its standard output, if not a pipe.
    """
    return limits.run(
        topic.command(*words), env=topic.environ, stdin=subprocess.DEVNULL, stdout=into,
        preexec_fn=prepare,
    )  # fmt: skip


def limited(topic: Topic, some: Limits, *words: str, into: int = subprocess.PIPE) -> Done:
    """Run the command within limits; ``into`` is its standard output, if not a pipe."""

    def limit() -> None:
        for kind, least, most in some:
            resource.setrlimit(kind, (least, most))

    done = None
    if not topic.is_anew:
        done = READY.run(words, topic.environ, os.getcwd(), some, into)
    return done or prepared(topic, limit, *words, into=into)


@cache
def _can_mount() -> bool:
    """Tell whether a process may have file systems of its own here."""
    try:
        done = limits.run(["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"])
    except OSError:
        return False
    return done.returncode == 0


def with_disk(topic: Topic, folder: Path, options: str, script: str) -> Done:
    """Run a script in a folder where it sees a small disk of its own, which is gone afterwards."""
    if not _can_mount():
        pytest.skip("this machine lets no process mount a disk")
    script = f'mount -t tmpfs -o {options} none "$1"\ncd "$1"\n{script}'
    return _bash(["unshare", "-rm", "bash", "-euc"], topic, script, str(folder))


def unprivileged(topic: Topic) -> Topic:
    """Return a command that heeds the rights of files, also if root runs it."""
    return topic.with_environ(FAULT_UNPRIVILEGED="yes")


def at_instant(topic: Topic, at: int, deed: str, instants: str = "functions") -> Topic:
    """Return a command at a certain instant of which something happens.

    Args:
        topic: the command.
        at: the number of the instant.
        deed: the name of a signal that the process gets, "no memory", or a command for the shell.
        instants: what is counted: see tests/faults/hindered.
    """
    return topic.with_environ(FAULT_AT=str(at), FAULT_DEED=deed, FAULT_INSTANTS=instants)


def count_instants(topic: Topic, *words: str) -> int:
    """Return how many instants a command has, which is run for that."""
    file = topic.home.parent / "instants"
    topic.with_environ(FAULT_INSTANTS="functions", FAULT_COUNT=str(file)).run_bytes(*words)
    count = int(file.read_text())
    file.unlink()
    return count


def assert_refused(done: Done, code: int) -> str:
    """Check that a command failed as failures are promised, and return what it said."""
    text = done.stderr.decode()
    assert (done.returncode, done.stdout) == (code, b""), done
    assert 1 <= len(text.splitlines()) <= 3, text
    assert text.startswith("topic: ")
    assert "Traceback" not in text
    assert "mistake in the program" not in text
    return text
