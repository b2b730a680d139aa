"""Work in a child process: what it returns, raises and tells, and the limits that end it."""

import os
import signal
from typing import Any

import pytest

from healthtopics import budget
from healthtopics.errors import BadInput, LocalError

MEMORY = 150_000_000


def _run(work: Any, memory: int = MEMORY, told: list[tuple[int, int]] | None = None) -> Any:
    seen = told if told is not None else []
    return budget.run(work, memory, lambda done, total: seen.append((done, total)))


def test_what_it_returns_and_tells_comes_back() -> None:
    told: list[tuple[int, int]] = []

    def work(tell: budget.Progress) -> tuple[int, str]:
        tell(1, 2)
        tell(2, 2)
        return os.getpid(), "done"

    child, answer = _run(work, told=told)
    assert (answer, told) == ("done", [(1, 2), (2, 2)])
    assert child != os.getpid()
    with pytest.raises(ChildProcessError):
        os.waitpid(child, 0)  # it was waited for


def test_what_it_raises_is_raised_here() -> None:
    def work(tell: budget.Progress) -> None:
        raise BadInput("no export", "Get one.")

    with pytest.raises(BadInput) as caught:
        _run(work)
    assert caught.value.said == ("no export", "Get one.")


def test_too_much_memory_ends_it() -> None:
    with pytest.raises(budget.Exceeded) as caught:
        _run(lambda tell: len(b"x" * (2 * MEMORY)))
    assert caught.value.what == "memory"


def test_too_much_time_ends_it_even_in_code_that_hears_no_signal() -> None:
    def work(tell: budget.Progress) -> None:
        budget.limit_time(0.01)
        for _ in iter(int, 1):
            sum(range(10_000_000))

    with pytest.raises(budget.Exceeded) as caught:
        _run(work)
    assert caught.value.what == "time"


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_an_end_from_outside_is_told(number: int) -> None:
    with pytest.raises(LocalError, match=f"signal {int(number)}"):
        _run(lambda tell: os.kill(os.getpid(), number))


def test_an_interruption_of_the_child_is_one_of_the_command() -> None:
    with pytest.raises(KeyboardInterrupt):
        _run(lambda tell: os.kill(os.getpid(), signal.SIGINT))


def test_a_process_that_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", fail)
    with pytest.raises(LocalError, match="no process can be started"):
        _run(lambda tell: None)
