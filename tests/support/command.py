"""The real command, run as a user runs it: in a subprocess, on a pipe or a pseudo-terminal."""

import copy
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Mapping, Sequence
from fcntl import ioctl
from pathlib import Path
from typing import NamedTuple

from tests.support import limits
from tests.support.limits import PATIENCE, Done
from tests.support.ready.commands import READY


class Result(NamedTuple):
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


class Topic:
    """The command in a home of its own, with no other environment than it needs."""

    def __init__(self, home: Path, **environ: str) -> None:
        self.home = home
        self.is_anew = False
        self.environ = {
            "HOME": str(home),
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            **{name: os.environ[name] for name in os.environ if name.startswith("COVERAGE")},
            **environ,
        }

    def with_environ(self, **environ: str) -> "Topic":
        """Return the same with more environment variables."""
        other = copy.copy(self)
        other.environ = {**self.environ, **environ}
        return other

    def anew(self) -> "Topic":
        """Return the same for which Python begins anew each time: imports take part in what it does."""
        other = copy.copy(self)
        other.is_anew = True
        return other

    def command(self, *words: str) -> list[str]:
        """Return the command line."""
        return [sys.executable, "-m", "healthtopics", *words]

    def run_bytes(self, *words: str, cwd: Path | None = None) -> Done:
        """Run the command on pipes."""
        done = None if self.is_anew else READY.run(words, self.environ, str(cwd or os.getcwd()))
        return done or limits.run(
            self.command(*words), env=self.environ, cwd=cwd, stdin=subprocess.DEVNULL
        )

    def __call__(self, *words: str, cwd: Path | None = None) -> Result:
        """Run the command on pipes; what it prints must be UTF-8."""
        done = self.run_bytes(*words, cwd=cwd)
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    def ok(self, *words: str, cwd: Path | None = None) -> str:
        """Run the command, which must succeed and say nothing on standard error."""
        result = self(*words, cwd=cwd)
        assert (result.code, result.err) == (0, ""), result
        return result.out

    def fails(self, code: int, *words: str, cwd: Path | None = None) -> str:
        """Run the command, which must fail as failures are promised; return what it says."""
        result = self(*words, cwd=cwd)
        assert result.code == code, result
        assert result.out == "", result
        assert 1 <= len(result.err.splitlines()) <= 8, result
        assert "Traceback" not in result.err
        return result.err

    def on_terminal(
        self,
        *words: str,
        columns: int = 80,
        lines: int = 0,
        typed: bytes = b"",
        error_too: bool = False,
    ) -> Result:
        """Run the command with standard output and input on a pseudo-terminal.

        Args:
            words: the arguments.
            columns: the width of the terminal.
            lines: its height; 0 for one that no page fills.
            typed: what the user types at once.
            error_too: standard error is on the terminal as well, as it is for a person.
        """
        main, end = pty.openpty()
        ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", lines or 30000, columns, 0, 0))
        err, err_end = (-1, end) if error_too else os.pipe()
        environ = {"TERM": "xterm-256color", **self.environ}
        wait = None if self.is_anew else READY.start(words, environ, [end, end, err_end])
        wait = wait or self._start(words, environ, end, err_end)
        for stream in {end, err_end}:
            os.close(stream)
        if typed:
            os.write(main, typed)
        out = _read_all(main)
        os.close(main)
        said = b""
        if not error_too:
            with open(err, "rb") as saying:
                said = saying.read()
        return Result(wait(), out.decode().replace("\r\n", "\n"), said.decode())

    def _start(
        self, words: Sequence[str], environ: Mapping[str, str], end: int, err: int
    ) -> Callable[[], int]:
        """Start the command on a terminal, and return what waits for its end."""
        process = subprocess.Popen(
            self.command(*words),
            env=environ,
            stdin=end,
            stdout=end,
            stderr=err,
            start_new_session=True,
            preexec_fn=lambda: ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - no threads here
        )
        limits.limit_cpu(process)
        return lambda: limits.not_hanging(process.wait(PATIENCE))


def _read_all(terminal: int) -> bytes:
    out = b""
    while True:
        ready, _, _ = select.select([terminal], [], [], PATIENCE)
        assert ready, "the command hangs"
        try:
            chunk = os.read(terminal, 65536)
        except OSError:  # on Linux, how the end of a pseudo-terminal looks
            return out
        if not chunk:
            return out
        out += chunk


def topic_file(**changes: object) -> str:
    """Return a topic file of a made-up condition, with some keys changed or (None) left out."""
    import yaml

    content: dict[str, object] = {
        "title": "Blue Elbow",
        "language": "en",
        "also_called": ["Azure elbow"],
        "description": "An elbow that turns blue.",
        "groups": ["Bones, Joints and Muscles"],
        "summary": "An elbow that is blue.\n\nIt fades.",
        "advice": {"emergency": ["Your elbow glows."], "routine": ["Your elbow stays blue."]},
        "symptoms": [{"name": "Blue skin", "note": "On the elbow."}],
        "sections": {"causes": "Ink.", "What friends say": "- Nice.\n- Blue."},
        "links": [
            {
                "title": "Elbows",
                "categories": ["Start Here", "Children"],
                "organizations": ["Elbow Society"],
                "url": "https://elbow.example.org/a",
            },
            {"title": "Blue", "categories": ["Specifics"], "note": "In print only."},
        ],
        "related": ["Fever"],
        "sources": [{"title": "Elbow Book"}],
        "compared": "2026-11-22",
        **changes,
    }
    kept = {key: value for key, value in content.items() if value is not None}
    quick = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return str(yaml.dump(kept, Dumper=quick, sort_keys=False, allow_unicode=True))


def personal(topic: Topic, folder: Path, files: Mapping[str, str | bytes] | Sequence[str]) -> Topic:
    """Return the command with a personal collection of some files."""
    folder.mkdir(exist_ok=True)
    named = files if isinstance(files, Mapping) else {f"{i}.yaml": f for i, f in enumerate(files)}
    for name, content in named.items():
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return topic.with_environ(HEALTHTOPICS_PATH=str(folder))
