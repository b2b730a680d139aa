"""Commands in processes that start with the program imported, in a tenth of the time.

They are processes of their own as others are; server.py tells how. ``pytest --fresh`` and
``pytest --long`` have Python begin anew for each instead.
"""

import array
import atexit
import json
import os
import resource
import selectors
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from subprocess import DEVNULL, PIPE
from typing import IO

from tests.support.limits import CPU_SECONDS, PATIENCE, Done, not_hanging

Limits = Sequence[tuple[int, int, int]]  # what (resource.RLIMIT_…), and how much at most

SERVER = Path(__file__).parent / "server.py"
# What Python heeds when it starts: a process that has begun cannot take another value of it.
_OF_PYTHON = ("PYTHON", "LC_", "LANG", "TZ", "LD_", "COVERAGE")
_WORTHWHILE = 4  # commands with the same such values, before a process is kept ready for more


class Server:
    """A process that has the program imported, and forks for each command."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.socket, other = socket.socketpair()
        with other:
            words = [sys.executable, str(SERVER), str(other.fileno())]
            own = {name: environ[name] for name in environ if name.startswith(_OF_PYTHON)}
            # Each of its processes is measured, it is not.
            measuring = [name for name in own if name.startswith("COVERAGE")]
            words += ["coverage"] if measuring else []
            own = {name: own[name] for name in own if name not in measuring}
            self.process = subprocess.Popen(
                words, env={"PATH": os.environ["PATH"], **own}, pass_fds=[other.fileno()],
                stdin=DEVNULL, stdout=DEVNULL, start_new_session=True,
            )  # fmt: skip
        self.socket.settimeout(PATIENCE)
        self.answers = self.socket.makefile("rb")
        atexit.register(self.end)

    def start(
        self,
        words: Sequence[str],
        environ: Mapping[str, str],
        folder: str,
        streams: Sequence[int],
        *,
        terminal: bool = False,
        limits: Limits = (),
    ) -> None:
        """Start a command with its three streams."""
        request = {
            "words": words,
            "environ": environ,
            "folder": folder,
            "terminal": terminal,
            "limits": [(resource.RLIMIT_CPU, CPU_SECONDS, CPU_SECONDS + 1), *limits],
        }
        message = json.dumps(request).encode() + b"\n"
        rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", streams))]
        sent = self.socket.sendmsg([message], rights)
        self.socket.sendall(message[sent:])

    def wait(self) -> tuple[int, float]:
        """Return how the command ended, as subprocess tells it, and how long it computed."""
        answer = self.answers.readline()
        if not answer:
            raise ConnectionError(f"{SERVER} ended: {self.process.wait()}")
        code, computed = answer.split()
        return not_hanging(int(code), float(computed)), float(computed)

    def end(self) -> None:
        """End the process."""
        self.answers.close()
        self.socket.close()
        self.process.wait()


class Ready:
    """The processes that are kept ready, by what Python heeds when it starts."""

    def __init__(self) -> None:
        self.is_used = True
        self._lock = threading.Lock()
        self._asked: dict[tuple[tuple[str, str], ...], int] = {}
        self._servers: dict[tuple[tuple[str, str], ...], Server] = {}

    def _server(self, environ: Mapping[str, str]) -> Server | None:
        """Return a process for commands of an environment; the lock must then be released.

        None where Python had better begin anew: for the first few, and for those at once with
        another. Not so for what is hindered, whose instants are to be the same each time.
        """
        if not self.is_used:
            return None
        is_hindered = any(name.startswith("FAULT_") for name in environ)
        key = tuple(sorted(pair for pair in environ.items() if pair[0].startswith(_OF_PYTHON)))
        if not self._lock.acquire(blocking=is_hindered):
            return None
        self._asked[key] = self._asked.get(key, 0) + 1
        if self._asked[key] < _WORTHWHILE and not is_hindered:
            self._lock.release()
            return None
        if key not in self._servers:
            self._servers[key] = Server(environ)
        return self._servers[key]

    def start(
        self, words: Sequence[str], environ: Mapping[str, str], streams: Sequence[int]
    ) -> Callable[[], int] | None:
        """Start a command on a terminal; return what waits for its end, or None if not here."""
        server = self._server(environ)
        if not server:
            return None
        server.start(words, environ, os.getcwd(), streams, terminal=True)

        def wait() -> int:
            try:
                return server.wait()[0]
            finally:
                self._lock.release()

        return wait

    def run(
        self,
        words: Sequence[str],
        environ: Mapping[str, str],
        folder: str,
        limits: Limits = (),
        into: int = PIPE,
    ) -> Done | None:
        """Run a command on pipes, or with its output in a descriptor; None if not here."""
        server = self._server(environ)
        if not server:
            return None
        try:
            out, out_end = os.pipe()
            err, err_end = os.pipe()
            with open(os.devnull, "rb") as nothing, open(out_end, "wb"), open(err_end, "wb"):
                streams = [nothing.fileno(), out_end if into == PIPE else into, err_end]
                server.start(words, environ, folder, streams, limits=limits)
            with open(out, "rb", buffering=0) as answer, open(err, "rb", buffering=0) as said:
                printed = _read_both(answer, said)
            code, computed = server.wait()
            return Done(words, code, *printed, computed)
        finally:
            self._lock.release()


def _read_both(out: IO[bytes], err: IO[bytes]) -> tuple[bytes, bytes]:
    read = {out.fileno(): b"", err.fileno(): b""}
    with selectors.DefaultSelector() as waiting:
        for descriptor in read:
            waiting.register(descriptor, selectors.EVENT_READ)
        while waiting.get_map():
            ready = waiting.select(PATIENCE)
            assert ready, "the command hangs"
            for key, _ in ready:
                chunk = os.read(key.fd, 1 << 16)
                read[key.fd] += chunk
                if not chunk:
                    waiting.unregister(key.fd)
    return read[out.fileno()], read[err.fileno()]


READY = Ready()
