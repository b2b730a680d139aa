"""What happens to a command that a test hinders; Python imports this when it starts.

A test puts this folder into PYTHONPATH and says by the environment what is to happen:

- ``FAULT_LOG``: the file in which every step is written that changes a disk or leaves the process;
- ``FAULT_KILL_AT``: before which of those steps on a disk the process is killed, the first being 1;
- ``FAULT_KILL_AFTER``: after how many seconds of computing it is ended, as kill -9 ends it;
- ``FAULT_MAX_BYTES``: how large a file can be; to write beyond is an error;
- ``FAULT_KILL_BEYOND``: the same, but to write beyond ends the process;
- ``FAULT_SECONDS``: how long a download may take at most, in all and for each wait.
"""

import os
import resource
import signal
import sys

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_DISK = (
    *("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.utime", "os.chmod", "os.truncate"),
    *("os.link", "os.symlink", "fcntl.flock", "sqlite3.connect"),
)
_OUTSIDE = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "webbrowser.")


def _is_on_disk(event: str, args: tuple[object, ...]) -> bool:
    if event == "open":
        return isinstance(args[2], int) and bool(args[2] & _WRITING)
    return event in _DISK


def _watch(log: str, kill_at: int) -> None:
    descriptor = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600) if log else -1
    steps = 0

    def see(event: str, args: tuple[object, ...]) -> None:
        nonlocal steps
        on_disk = _is_on_disk(event, args)
        if log and (on_disk or event.startswith(_OUTSIDE)):
            os.write(descriptor, f"{event}\n".encode())
        steps += on_disk
        if on_disk and steps == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(see)


def _hurry(seconds: float) -> None:
    from healthtopics.sources import download

    download.LIMITS = download.Limits(connect=seconds, read=seconds, total=seconds)
    download.find_newest.__defaults__ = (download.LIMITS,)


def _hinder() -> None:
    told = {name: os.environ.get(f"FAULT_{name}", "") for name in (
        "LOG", "KILL_AT", "KILL_AFTER", "KILL_BEYOND", "MAX_BYTES", "SECONDS",
    )}  # fmt: skip
    if told["SECONDS"]:
        _hurry(float(told["SECONDS"]))
    if limit := told["MAX_BYTES"] or told["KILL_BEYOND"]:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    if told["KILL_BEYOND"]:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # which Python ignores
    if told["KILL_AFTER"]:
        signal.setitimer(signal.ITIMER_PROF, float(told["KILL_AFTER"]))
    if told["LOG"] or told["KILL_AT"]:
        _watch(told["LOG"], int(told["KILL_AT"] or 0))


_hinder()
