"""How long a command may take: a hang is told by what it computes, and hardly by the clock."""

import resource
import signal
import subprocess
from collections.abc import Sequence
from typing import Any

# Of the processor: a command that takes them has found a hang, however busy the machine is.
CPU_SECONDS = 60
# By the clock, for what waits and computes nothing; long enough for the busiest machine.
PATIENCE = 900


class Done(subprocess.CompletedProcess[bytes]):
    """A process that has ended, and for how many seconds it computed, its own processes too."""

    def __init__(
        self, args: Sequence[str], code: int, out: bytes, err: bytes, computed: float
    ) -> None:
        super().__init__(args, code, out, err)
        self.computed = computed


def not_hanging(code: int, computed: float = CPU_SECONDS) -> int:
    """Return an exit code, which must not be that of a command that computed without end."""
    if code == -signal.SIGXCPU:
        assert computed < CPU_SECONDS - 1, f"the command hangs: it computed for {computed:.0f} s"
    return code


def limit_cpu(process: "subprocess.Popen[Any]") -> None:
    """Limit how long a process, and each that it starts, may compute."""
    try:
        _, most = resource.prlimit(process.pid, resource.RLIMIT_CPU)
        if most == resource.RLIM_INFINITY:  # else it was given less
            limits = (CPU_SECONDS, CPU_SECONDS + 1)
            resource.prlimit(process.pid, resource.RLIMIT_CPU, limits)
    except (ProcessLookupError, PermissionError):
        pass  # it has ended, or is another user's by now


def run(words: Sequence[str], *, input: bytes | None = None, **options: Any) -> Done:
    """Run a program as subprocess.run does, within limits; what it prints is kept."""
    if input is not None:
        options["stdin"] = subprocess.PIPE
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with subprocess.Popen(words, **{**streams, **options}) as process:
        limit_cpu(process)
        try:
            out, err = process.communicate(input, timeout=PATIENCE)
        except BaseException:
            process.kill()
            raise
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    computed = sum(after[:2]) - sum(before[:2])
    return Done(words, not_hanging(process.returncode, computed), out or b"", err or b"", computed)
