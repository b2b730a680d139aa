"""A progress bar for long work."""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress

BAR_AFTER = 1  # second of work before a bar appears
BAR_PAUSE = 0.1  # seconds before it is drawn again


def once_it_takes_long(tell: Callable[[], None]) -> Callable[[int, int], None]:
    """Return a stand-in for ``Bar.draw`` that calls a function once when a bar would appear."""
    due = [time.monotonic() + BAR_AFTER]

    def draw(done: int, total: int) -> None:
        if due and time.monotonic() >= due[0] and not (total and done >= total):
            due.clear()
            tell()

    return draw


class Bar:
    """A progress bar, by Rich, that appears if work takes long; see `Terminal.progress`."""

    def __init__(
        self, stream: TextIO, environ: Mapping[str, str], what: str, in_bytes: bool
    ) -> None:
        self._stream = stream
        self._environ = environ
        self._what = what
        self._in_bytes = in_bytes
        self._due = time.monotonic() + BAR_AFTER
        self._shown: Progress | None = None

    def draw(self, done: int, total: int) -> None:
        """Draw how much is done, unless the bar was drawn just now."""
        now = time.monotonic()
        if total and done >= total:
            self.stop()
        elif now >= self._due:
            self._due = now + BAR_PAUSE
            with suppress(OSError, ValueError):  # a terminal that is gone is no reason to fail
                self._shown = self._shown or self._started()
                (task,) = self._shown.task_ids
                self._shown.update(task, completed=done, total=total or None, refresh=True)

    def _started(self) -> "Progress":
        """Return a Rich bar without the thread that would redraw it."""
        from rich import progress
        from rich.console import Console

        amount = (progress.DownloadColumn(), progress.TransferSpeedColumn())
        bar = progress.Progress(
            progress.TextColumn(self._what),
            progress.BarColumn(20),
            *(amount if self._in_bytes else [progress.MofNCompleteColumn()]),
            progress.TimeRemainingColumn(),
            console=Console(file=self._stream, no_color=True, _environ=self._environ),
            transient=True,
            auto_refresh=False,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        bar.add_task("", total=None)
        bar.start()
        return bar

    def stop(self) -> None:
        """Remove the bar; it appears again if more is drawn."""
        if self._shown:
            with suppress(OSError, ValueError):
                self._shown.stop()
            self._shown = None
