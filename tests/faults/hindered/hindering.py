"""What happens to a command that a test hinders.

A test puts this folder into PYTHONPATH, and says in the environment what is to happen. So Python
begins with it (sitecustomize.py), or a process with it that has the program imported already
(tests/support/ready).

At a chosen instant, which is the same in every run:

- ``FAULT_AT``: its number, the first being 1;
- ``FAULT_DEED``: the name of a signal that the process gets, "no memory", or a command for the shell;
- ``FAULT_INSTANTS``: "functions", which are those of Python that begin and those built in that end,
  from the first line of the program on: there Python looks whether a signal came; "steps", before
  each that changes a disk; or the name of a function that is built in, of which each end counts;
- ``FAULT_COUNT``: the file in which the number of all functions is written in the end.

Or at any:

- ``FAULT_LOG``: the file in which every step is written that changes a disk or leaves the process;
- ``FAULT_END_AFTER``: after how many seconds of computing it is ended, as kill -9 ends it;
- ``FAULT_MAX_BYTES``: how large a file can be; to write beyond is an error;
- ``FAULT_END_BEYOND``: the same, but to write beyond ends the process;
- ``FAULT_SECONDS``: how long a page and a file may take to download, and each wait for them;
- ``FAULT_YEARS``: how many years the clock is ahead, or behind;
- ``FAULT_UNPRIVILEGED``: anything, for a process that heeds the rights of files also if it is root's.
"""

import ctypes
import mmap
import os
import resource
import signal
import sys
import time
from types import FrameType
from typing import Any

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_DISK = (
    *("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.utime", "os.chmod", "os.truncate"),
    *("os.link", "os.symlink", "fcntl.flock", "sqlite3.connect"),
)
_PR_CAPBSET_DROP = 24
_CAPABILITY_VERSION_3 = 0x20080522
_PRIVILEGES = range(41)  # CAP_CHOWN to CAP_CHECKPOINT_RESTORE, see capabilities(7)
_OUTSIDE = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "webbrowser.")


class Instant:
    """The chosen instant, which comes when it has been counted up to.

    Those of a child process are counted too; what ends a child then ends its parent before.
    """

    def __init__(self, at: int, deed: str) -> None:
        self.at = at
        self.deed = deed
        self.process = os.getpid()
        self.counts = memoryview(mmap.mmap(-1, 8)).cast("q")  # shared with children

    @property
    def count(self) -> int:
        """How many instants there were."""
        return self.counts[0]

    def count_one(self) -> None:
        """Count an instant, and do what is to be done if it is the chosen one."""
        self.counts[0] = count = self.counts[0] + 1
        if count != self.at:
            return
        sys.setprofile(None)
        if self.deed.startswith("SIG"):
            if os.getpid() != self.process:
                os.kill(self.process, signal.Signals[self.deed])
            os.kill(os.getpid(), signal.Signals[self.deed])
        elif self.deed == "no memory":
            raise MemoryError
        else:
            os.system(self.deed)


class Functions:
    """Counts functions, from the first line of the program on."""

    def __init__(self, instant: Instant, name: str, count: str) -> None:
        self.instant = instant
        self.name = name
        self.path = count
        self.is_begun = False

    def __call__(self, frame: FrameType, event: str, argument: Any) -> None:
        """Take notice of what Python's profiler tells."""
        if not self.is_begun:
            code = frame.f_code
            self.is_begun = code.co_name == "<module>" and code.co_filename.endswith(
                "healthtopics/__main__.py"
            )
        elif self.name:
            if event == "c_return" and argument.__name__ == self.name:
                self.instant.count_one()
        elif event in ("call", "c_return"):
            self.instant.count_one()
        elif self.path and event == "c_call" and argument.__name__ == "_exit":
            with open(self.path, "w") as file:
                file.write(str(self.instant.count))


class Steps:
    """Counts steps that change a disk, and writes them down with those that leave the process."""

    def __init__(self, instant: Instant, log: str) -> None:
        self.instant = instant
        self.log = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600) if log else -1

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        """Take notice of what Python's audit tells."""
        is_on_disk = event in _DISK or (
            event == "open" and isinstance(args[2], int) and bool(args[2] & _WRITING)
        )
        if self.log >= 0 and (is_on_disk or event.startswith(_OUTSIDE)):
            os.write(self.log, f"{event}\n".encode())
        if is_on_disk:
            self.instant.count_one()


def _hurry(seconds: float) -> None:
    from healthtopics.sources.medlineplus import download

    download.WAIT = seconds
    download.PAGE = download.PAGE._replace(seconds=seconds)
    download.FILE = download.FILE._replace(seconds=seconds)


def _limit(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def _shift_clock(years: int) -> None:
    shift = years * 365 * 86400 * 10**9
    real, local = time.time_ns, time.localtime
    changed: Any = time
    changed.time_ns = lambda: real() + shift
    changed.time = lambda: time.time_ns() / 1e9
    changed.localtime = lambda at=None: local(time.time() if at is None else at)


def _drop_privileges() -> None:
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None)
        for privilege in _PRIVILEGES:
            libc.prctl(_PR_CAPBSET_DROP, privilege, 0, 0, 0)
        libc.capset((ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0), (ctypes.c_uint32 * 6)())


def hinder() -> None:
    """Let happen what the environment says, which the program is not to see."""
    told = {
        name.removeprefix("FAULT_"): os.environ.pop(name)
        for name in list(os.environ)
        if name.startswith("FAULT_")
    }
    instants = told.get("INSTANTS", "")
    instant = Instant(int(told.get("AT", 0)), told.get("DEED", ""))
    if "SECONDS" in told:
        _hurry(float(told["SECONDS"]))
    if "MAX_BYTES" in told:
        _limit(int(told["MAX_BYTES"]))
    if "END_BEYOND" in told:
        _limit(int(told["END_BEYOND"]))
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # which Python ignores
    if "YEARS" in told:
        _shift_clock(int(told["YEARS"]))
    if "UNPRIVILEGED" in told:
        _drop_privileges()
    if "END_AFTER" in told:
        signal.setitimer(signal.ITIMER_PROF, float(told["END_AFTER"]))
    if "LOG" in told or instants == "steps":
        sys.addaudithook(Steps(instant, told.get("LOG", "")))
    elif instants:
        name = "" if instants == "functions" else instants
        sys.setprofile(Functions(instant, name, told.get("COUNT", "")))
