"""The bar that tells how far long work is."""

import contextlib
import errno
import io
import re
import threading
from types import SimpleNamespace

import pytest

from healthtopics.terminal import Terminal
from tests.support.in_process import Screen, left_on_screen


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that a test sets."""
    clock = [0.0]
    monkeypatch.setattr("healthtopics.progress.time", SimpleNamespace(monotonic=lambda: clock[0]))
    return clock


def test_the_progress_bar_appears_after_a_second(clock: list[float]) -> None:
    screen = Screen()
    with Terminal(None, screen, {"COLUMNS": "80"}).progress("Reading topics") as progress:
        clock[0] = 0.9
        progress(1, 9)
        assert screen.shown() == ""
        clock[0] = 1.1
        progress(3, 9)
        assert re.search(r"Reading topics .*3/9", screen.shown())
        before = screen.shown()
        clock[0] = 1.15
        progress(4, 9)
        assert screen.shown() == before  # it was drawn just now
        clock[0] = 1.3
        progress(5, 9)
        assert "5/9" in screen.shown()


@pytest.mark.parametrize("end", ["all is done", "the work ends", "it is interrupted"])
def test_the_progress_bar_vanishes_when_the_work_is_over(clock: list[float], end: str) -> None:
    screen, threads = Screen(), threading.active_count()
    with (
        contextlib.suppress(KeyboardInterrupt),
        Terminal(None, screen, {}).progress("Reading topics") as progress,
    ):
        clock[0] = 2
        progress(3, 9)
        assert threading.active_count() == threads
        if end == "all is done":
            progress(9, 9)
            assert left_on_screen(screen.shown()) == ""
        elif end == "it is interrupted":
            raise KeyboardInterrupt
    assert left_on_screen(screen.shown()) == ""
    assert threading.active_count() == threads


def test_a_progress_bar_in_bytes_has_a_rate_and_the_time_left(clock: list[float]) -> None:
    screen = Screen()
    terminal = Terminal(None, screen, {"COLUMNS": "100"})
    with terminal.progress("Downloading", in_bytes=True) as progress:
        for second in range(2, 5):
            clock[0] = second
            progress(second * 1_000_000, 10_000_000)
    assert re.search(r"Downloading .*4.0/10.0 MB.* \d\S* \wB/s \d:\d\d:\d\d", screen.shown())


@pytest.mark.parametrize("environ", [{"TERM": "dumb"}, {}])
def test_the_progress_bar_is_drawn_only_on_a_capable_terminal(
    clock: list[float], environ: dict[str, str]
) -> None:
    screen, pipe = Screen(), io.TextIOWrapper(io.BytesIO())
    stream = screen if environ else pipe
    with Terminal(None, stream, environ).progress("Reading topics") as progress:
        clock[0] = 2
        progress(3, 9)
    assert screen.shown() == ""
    assert pipe.buffer.tell() == 0


def test_a_bar_on_a_terminal_that_is_gone_does_no_harm(clock: list[float]) -> None:
    class Gone(Screen):
        def write(self, text: str) -> int:
            raise OSError(errno.EIO, "Input/output error")

    with Terminal(None, Gone(), {}).progress("Reading topics") as progress:
        for second in range(2, 5):
            clock[0] = second
            progress(second, 9)


def test_progress_is_one_plain_line_in_accessible_mode(clock: list[float]) -> None:
    screen = Screen()
    with Terminal(None, screen, {"ACCESSIBLE": "1"}).progress("Reading topics") as progress:
        clock[0] = 0.9
        progress(1, 9)
        assert screen.shown() == ""
        clock[0] = 1.1
        progress(9, 9)  # it is done
        assert screen.shown() == ""
        progress(2, 9)
        progress(3, 9)
    assert screen.shown() == "topic: this takes a moment; please wait\n"
