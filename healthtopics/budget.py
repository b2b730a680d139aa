"""Work in a process of its own, with a limit on its time and memory.

A regular expression that never ends, or a library in C, does not react to signals: only the system
can stop it, and only by ending its process.
"""

import os
import pickle
import resource
import signal
from collections.abc import Callable
from typing import IO, Any, TypeVar

from healthtopics.errors import LocalError
from healthtopics.files import release_locks
from healthtopics.messages import reason, say

T = TypeVar("T")
Progress = Callable[[int, int], None]


class Exceeded(Exception):
    """The work took more than it was given; ``what`` is "time" or "memory"."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def run(work: Callable[[Progress], T], memory: int, progress: Progress) -> T:
    """Run a function in a child process, and return its result.

    Args:
        work: the function; its result, exception and progress are copied into this process.
        memory: the bytes that the child may have in all.
        progress: called with the progress that the function reports.

    Raises:
        Exceeded: the child took too much time (see ``limit_time``) or memory.
        LocalError: the child was ended from outside, or none could be started.
    """
    try:
        reading, writing = os.pipe()
        child = os.fork()
    except OSError as error:
        raise LocalError(
            say("no process can be started ({reason})", reason=reason(error)),
            say("Close other programs, and try again."),
        ) from None
    if not child:
        os.close(reading)
        _work(work, memory, writing)
    os.close(writing)
    try:
        answer = _read(reading, progress)
        _, status = os.waitpid(child, 0)
        child = 0
    finally:
        if child:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
    if answer is None:
        number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        if number == signal.SIGXCPU:
            raise Exceeded("time")
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        raise LocalError(
            say("the process that read the export was stopped (signal {number})", number=number),
            say("Try again."),
        )
    failure, result = answer
    if isinstance(failure, MemoryError):
        raise Exceeded("memory")
    if failure is not None:
        raise failure
    return result  # type: ignore[no-any-return]


def _read(reading: int, progress: Progress) -> tuple[BaseException | None, Any] | None:
    """Return the failure and the result that a child reports; None if it was ended before."""
    with open(reading, "rb") as pipe:
        while True:
            try:
                told = pickle.load(pipe)  # noqa: S301 - our own child wrote it
            except (EOFError, pickle.UnpicklingError):
                return None
            if not isinstance(told[0], int):
                return told[0], told[1]
            progress(*told)


def _work(work: Callable[[Progress], object], memory: int, writing: int) -> None:
    """Do the work in the child, report the outcome, and end the child."""
    failure: BaseException | None = None
    result: object = None
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        release_locks()
        pipe = open(writing, "wb", 0)  # noqa: SIM115 - it is closed when the child ends
        before = resource.getrlimit(resource.RLIMIT_DATA)
        try:
            resource.setrlimit(
                resource.RLIMIT_DATA, (_lower(_beyond_now(memory), before[0]), before[1])
            )
            result = work(lambda done, total: _tell(pipe, done, total))
        except MemoryError:
            failure = MemoryError()
        except BaseException as raised:  # noqa: BLE001 - it is raised again in the parent
            failure = raised
        resource.setrlimit(resource.RLIMIT_DATA, before)
        _tell(pipe, failure, result)
    finally:
        os._exit(0)


def _beyond_now(memory: int) -> int:
    """Return a memory limit, or a higher one if this process itself is already large."""
    try:
        with open("/proc/self/statm", "rb") as file:
            now = int(file.read().split()[5]) * resource.getpagesize()
    except (OSError, LookupError, ValueError):
        return memory
    return memory if now < memory // 2 else now + memory


def _tell(pipe: IO[bytes], *what: object) -> None:
    """Report to the parent; if it is gone, end the child, since its work is in vain."""
    left = pickle.dumps(what)
    try:
        while left:
            left = left[pipe.write(left) :]
    except BrokenPipeError:
        os._exit(1)


def limit_time(seconds: float) -> None:
    """Limit the CPU time that this process may still use."""
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    used = resource.getrusage(resource.RUSAGE_SELF)
    end = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (_lower(end, most), most))


def _lower(one: int, other: int) -> int:
    """Return the lower of two limits, either of which may be infinite."""
    limits = [limit for limit in (one, other) if limit != resource.RLIM_INFINITY]
    return min(limits, default=resource.RLIM_INFINITY)
