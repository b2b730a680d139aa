"""Processes that start with the program imported: each is forked from this one.

Most of the time of a command goes into its imports. This process does them once, and is then asked
for commands through a socket. Each runs in a process of its own, with its own streams, environment,
folder and exit code, just as ``python -m healthtopics`` would: only its modules are there already.
commands.py asks.
"""

import array
import gc
import importlib.util
import json
import os
import pkgutil
import resource
import runpy
import socket
import sys
import termios
from fcntl import ioctl
from io import TextIOWrapper
from typing import Any


def _import_all() -> None:
    import healthtopics

    for module in pkgutil.walk_packages(healthtopics.__path__, "healthtopics."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for name in (*LIBRARIES, *sys.argv[2:]):
        importlib.import_module(name)
    if importlib.util.find_spec("hindering"):
        importlib.import_module("hindering")


LIBRARIES = (
    *("argparse", "csv", "difflib", "email.message", "encodings.idna", "http.client", "json"),
    *("pydoc", "rich.segment", "rich.style", "rich.cells", "shlex", "sqlite3", "ssl"),
    *("subprocess", "tempfile", "unicodedata", "webbrowser", "xml.sax", "yaml", "zipfile"),
)


def _receive(asked: socket.socket) -> tuple[dict[str, Any], list[int]] | None:
    """Return the next request and the three streams of its process, or None at the end."""
    size = array.array("i", [0] * 3)
    first, told, _, _ = asked.recvmsg(1 << 20, socket.CMSG_SPACE(size.itemsize * 3))
    if not first:
        return None
    streams = array.array("i")
    for _, _, data in told:
        streams.frombytes(data)
    while not first.endswith(b"\n"):
        first += asked.recv(1 << 20)
    return json.loads(first), list(streams)


def _stream(number: int, like: Any) -> TextIOWrapper:
    """Return a standard stream as Python makes it when it starts."""
    stream = open(  # noqa: SIM115 - it is open as long as the process
        number, "w" if number else "r", encoding=like.encoding, errors=like.errors,
        newline="\n" if number else None, closefd=False,
    )  # fmt: skip
    stream.reconfigure(line_buffering=number == 2 or stream.isatty())
    return stream


def _become(request: dict[str, Any], streams: list[int]) -> None:
    """Make this process the one that was asked for."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.closerange(3, max(streams) + 1)
    if request["terminal"]:
        os.setsid()
        ioctl(0, termios.TIOCSCTTY, 0)
    os.environ.clear()
    os.environ.update(request["environ"])
    os.chdir(request["folder"])
    if not sys.flags.safe_path:
        sys.path[0] = os.getcwd()
    sys.argv = ["-m", *request["words"]]
    sys.stdin = _stream(0, sys.stdin)
    sys.stdout = _stream(1, sys.stdout)
    sys.stderr = _stream(2, sys.stderr)
    for kind, least, most in request["limits"]:
        resource.setrlimit(kind, (least, most))
    if "COVERAGE_PROCESS_CONFIG" in os.environ:
        import coverage

        coverage.process_startup()
    if any(name.startswith("FAULT_") for name in os.environ):
        sys.modules["hindering"].hinder()


def serve(asked: socket.socket) -> bool:
    """Fork a process for each request; return True in such a process, False at the end."""
    while received := _receive(asked):
        request, streams = received
        process = os.fork()
        if not process:
            asked.detach()
            _become(request, streams)
            return True
        for stream in streams:
            os.close(stream)
        _, status, used = os.wait4(process, 0)
        computed = used.ru_utime + used.ru_stime
        asked.sendall(b"%d %f\n" % (os.waitstatus_to_exitcode(status), computed))
    return False


if __name__ == "__main__":
    if not sys.flags.safe_path:
        sys.path[0] = os.getcwd()
    _import_all()
    gc.freeze()  # so that no process writes into what it shares with this one
    with socket.socket(fileno=int(sys.argv[1])) as asked:
        is_command = serve(asked)
    if is_command:
        runpy.run_module("healthtopics", run_name="__main__", alter_sys=True)
