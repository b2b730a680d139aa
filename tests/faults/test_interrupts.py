"""^C and other signals at many instants: quiet, and nothing half done.

Instants are counted, not timed, so that they are the same in every run; --long takes 400 of each.
"""

import os
import signal
import subprocess
from fcntl import F_GETPIPE_SZ, fcntl, ioctl
from pathlib import Path
from termios import FIONREAD

import pytest

from tests.support import limits
from tests.support.command import Topic
from tests.support.installation import Installation, cache_of
from tests.support.limits import PATIENCE, Done
from tests.support.long_form import only_long
from tests.support.processes import at_instant, count_instants

INSTANTS, LONG_INSTANTS = 4, 400  # that are tried of each command
# The first is when the program itself is called, which nothing in it can be around.
FIRST = 2
LONG = ("links", "--category", "treatments")  # 100 kB
EDGE = 2  # instants at both ends of a command, each of which is tried


def _spread(total: int, long: bool) -> list[int]:
    """Return instants over the whole of a command, more of them at both ends."""
    step = max(1, total // (LONG_INSTANTS if long else INSTANTS))
    edges = [*range(FIRST, FIRST + EDGE), *range(total - EDGE, total + 1)]
    return sorted({*edges, *range(FIRST + step, total, step)})


def _is_well_interrupted(done: Done, whole: Done) -> bool:
    """Tell whether a command that was interrupted is as it should be: done, or quietly not."""
    if done.returncode != 130:
        answer = done.returncode, done.stdout, done.stderr
        return answer == (whole.returncode, whole.stdout, whole.stderr)
    return done.stdout in (b"", whole.stdout) and done.stderr in (b"", whole.stderr)


@pytest.mark.parametrize(
    "words",
    [
        ["show", "blue", "elbow"],
        ["search", "blue", "--format", "json"],
        ["show", "no such topic"],
        ["show", "--help"],
    ],
    ids=" ".join,
)
def test_at_any_instant_an_interruption_is_quiet(
    small: Topic, words: list[str], long: bool
) -> None:
    topic = small.anew() if "--help" in words else small  # most of whose time are imports
    whole = topic.run_bytes(*words)
    instants = _spread(count_instants(topic, *words), long)
    answers = {at: at_instant(topic, at, "SIGINT").run_bytes(*words) for at in instants}
    bad = {at: a for at, a in answers.items() if not _is_well_interrupted(a, whole)}
    assert bad == {}
    assert 130 in {answer.returncode for answer in answers.values()}


def test_the_first_run_can_be_interrupted_at_any_instant(
    fresh: Topic, installed: Installation, long: bool
) -> None:
    whole = installed.topic.run_bytes("list")
    cache = cache_of(fresh)

    def forget() -> None:
        for path in cache.iterdir():
            path.unlink()

    total = count_instants(fresh, "list")
    bad = {}
    for at in _spread(total, long):
        forget()
        done = at_instant(fresh, at, "SIGINT").run_bytes("list")
        kept = [path.suffix for path in cache.iterdir()]
        if not _is_well_interrupted(done, whole) or kept not in ([], [".sqlite"], [".tmp"]):
            bad[at] = done, kept
        # The next command is as ever, and clears away what was left.
        again = fresh.run_bytes("list")
        if again.stdout != whole.stdout or [path.suffix for path in cache.iterdir()] != [".sqlite"]:
            bad[at] = again, kept
    assert bad == {}


@pytest.mark.parametrize(("old", "step"), [("old", 3), (None, 5)])
def test_a_file_is_written_whole_or_not_at_all(
    small: Topic, tmp_path: Path, old: str | None, step: int
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    file = folder / "page.txt"
    words = ("show", "blue elbow", "-o", str(file))
    total = count_instants(small, *words)
    done_well = small.run_bytes(*words)
    whole = file.read_text()
    kept = set()
    for at in range(total - 45, total + 1, step):  # in which it is written
        file.unlink(missing_ok=True)
        if old is not None:
            file.write_text(old)
        done = at_instant(small, at, "SIGINT").run_bytes(*words)
        assert _is_well_interrupted(done, done_well), (at, done)
        files = {path.name: path.read_text() for path in folder.iterdir()}
        assert files in ({"page.txt": whole}, {"page.txt": old} if old else {}), (at, files)
        kept.add(files.get("page.txt"))
    assert kept == {old, whole}


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", *only_long(["SIGQUIT", "SIGKILL"])])
def test_other_signals_end_the_program_as_they_end_any(
    small: Topic, tmp_path: Path, name: str
) -> None:
    words = ("show", "blue elbow", "-o", str(tmp_path / "page.txt"))
    total = count_instants(small, *words)
    (tmp_path / "page.txt").write_text("old")
    for at in (FIRST, total // 2):
        done = at_instant(small, at, name).run_bytes(*words)
        assert done.returncode == -signal.Signals[name]
        assert (done.stdout, done.stderr) == (b"", b"")
        assert (tmp_path / "page.txt").read_text() == "old"
    assert small.ok(*words) == ""


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", -15), ("SIGHUP", -1)])
def test_a_signal_quietly_ends_a_command_waiting_for_its_reader(
    topic: Topic, name: str, code: int
) -> None:
    reader, process = _waiting(topic)
    process.send_signal(signal.Signals[name])
    assert process.communicate(timeout=PATIENCE)[1] == b""
    assert process.returncode == code
    os.close(reader)


def test_a_command_ends_quietly_when_its_reader_goes_away(topic: Topic) -> None:
    reader, process = _waiting(topic)
    os.close(reader)
    assert process.communicate(timeout=PATIENCE)[1] == b""
    assert process.returncode == -signal.SIGPIPE


def _waiting(topic: Topic) -> "tuple[int, subprocess.Popen[bytes]]":
    """Return a pipe that nobody reads and the command that waits to write more into it."""
    reader, writer = os.pipe()
    process = subprocess.Popen(
        topic.command(*LONG), env=topic.environ, stdout=writer, stderr=subprocess.PIPE
    )
    os.close(writer)
    _wait_until_full(reader, process)
    return reader, process


def _wait_until_full(pipe: int, process: "subprocess.Popen[bytes]") -> None:
    """Wait until hardly anything more fits into a pipe: its writer waits, or is about to.

    It is not filled to the last byte: each piece that is written may leave a part of a page.
    """
    waiting = bytearray(4)
    while int.from_bytes(waiting, "little") < fcntl(pipe, F_GETPIPE_SZ) * 3 // 4:
        assert process.poll() is None
        ioctl(pipe, FIONREAD, waiting)


def test_ignored_interruptions_stay_ignored(small: Topic) -> None:
    """As ``nohup`` and shell scripts in the background want it."""
    total = count_instants(small, "list")
    watched = at_instant(small, total // 2, "SIGINT")
    done = limits.run(
        ["sh", "-c", 'trap "" INT; exec "$@"', "sh", *watched.command("list")],
        env=watched.environ,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == small.ok("list")


class TestPager:
    """^C is typed to a pager that runs, and to the program behind it too."""

    def test_a_pager_that_ignores_an_interrupt_gets_the_whole_page(
        self, topic: Topic, tmp_path: Path
    ) -> None:
        pager = _pager(tmp_path, 'trap "" INT; kill -INT $PPID; cat')
        shown = topic.with_environ(PAGER=pager).on_terminal(*LONG, lines=10)
        assert (shown.code, shown.err) == (0, "")
        assert shown.out == topic.with_environ(PAGER="cat").on_terminal(*LONG, lines=10).out

    @pytest.mark.parametrize("end", ["kill -INT $$", *only_long(["exit 130", "exit 0"])])
    def test_a_pager_ended_by_an_interrupt_ends_the_command_quietly(
        self, topic: Topic, tmp_path: Path, end: str
    ) -> None:
        # It does not fit into a pipe: the program waits while it writes.
        pager = _pager(tmp_path, f"trap '' INT; kill -INT $PPID; head -c 50; trap - INT; {end}")
        shown = topic.with_environ(PAGER=pager).on_terminal(*LONG, lines=10)
        assert (shown.code, shown.err) == (0, "")
        assert len(shown.out.encode()) <= 60


def _pager(folder: Path, script: str) -> str:
    """Return a pager that is a shell script."""
    path = folder / "pager"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)
