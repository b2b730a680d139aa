"""The real command under conditions that a shell or the system makes."""

import ctypes
import os
import shlex
import subprocess
from collections.abc import Callable
from functools import cache

import pytest

from tests.harness import PATIENCE, Topic

Done = subprocess.CompletedProcess[bytes]

_PR_CAPBSET_DROP = 24
_PRIVILEGES = range(41)  # CAP_CHOWN to CAP_CHECKPOINT_RESTORE, see capabilities(7)


def shell(topic: Topic, script: str, *words: str) -> Done:
    """Run a script in which ``topic`` is the command; words are its "$1", "$2" …"""
    call = shlex.join(topic.command())
    return subprocess.run(
        ["bash", "-c", f'topic() {{ {call} "$@"; }}\n{script}', "bash", *words],
        env=topic.environ, capture_output=True, timeout=PATIENCE, check=False,
    )  # fmt: skip


def bare(topic: Topic) -> Topic:
    """Return the command without the measuring of coverage, which needs files of its own."""
    plain = topic.with_environ()
    for variable in [v for v in plain.environ if v.startswith("COVERAGE")]:
        del plain.environ[variable]
    return plain


def prepared(topic: Topic, prepare: Callable[[], object], *words: str) -> Done:
    """Run the command in a process that something is done to first."""
    return subprocess.run(
        topic.command(*words), env=bare(topic).environ, stdin=subprocess.DEVNULL, capture_output=True,
        timeout=PATIENCE, check=False,
        preexec_fn=prepare,
    )  # fmt: skip


def drop_privileges() -> None:
    """Make this process heed the rights of files, also if it is root's, from the next exec on."""
    libc = ctypes.CDLL(None)
    if os.geteuid() == 0:
        for privilege in _PRIVILEGES:
            libc.prctl(_PR_CAPBSET_DROP, privilege, 0, 0, 0)


@cache
def can_mount() -> bool:
    """Tell whether a process may have file systems of its own here."""
    try:
        done = subprocess.run(
            ["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"],
            capture_output=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
    except OSError:
        return False
    return done.returncode == 0


def with_disk(topic: Topic, folder: str, options: str, script: str) -> Done:
    """Run a script that sees a small disk of its own in a folder; it is gone afterwards."""
    if not can_mount():
        pytest.skip("this machine lets no process mount a disk")
    call = shlex.join(topic.command())
    lines = (
        f"mount -t tmpfs -o {options} none {shlex.quote(folder)}",
        f'topic() {{ {call} "$@"; }}',
        f"cd {shlex.quote(folder)}",
        script,
    )
    return subprocess.run(
        ["unshare", "-rm", "bash", "-euc", "\n".join(lines)],
        env=bare(topic).environ, capture_output=True, timeout=PATIENCE, check=False,
    )  # fmt: skip


def assert_refused(done: Done, code: int) -> str:
    """Check that a command failed as failures are promised, and return what it said."""
    text = done.stderr.decode()
    assert (done.returncode, done.stdout) == (code, b""), done
    assert 1 <= len(text.splitlines()) <= 3, text
    assert text.startswith("topic: ")
    assert "Traceback" not in text
    assert "mistake in the program" not in text
    return text
