"""The command in this process, where a test can look into it, with a small bundled collection."""

import io
import os
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from healthtopics import places
from healthtopics.cli.main import program
from healthtopics.errors import TopicError
from healthtopics.terminal import Terminal
from tests.support.topics import BUNDLED, VOCABULARIES, write


class Screen(io.TextIOWrapper):
    """A stream that says it is a terminal, and keeps what is drawn."""

    def __init__(self) -> None:
        self.drawn = io.BytesIO()
        super().__init__(self.drawn, encoding="utf-8")

    def isatty(self) -> bool:
        return True

    def shown(self) -> str:
        """Return everything that was drawn."""
        return self.drawn.getvalue().decode()


def left_on_screen(drawn: str) -> str:
    """Return what stands on a terminal after a bar was drawn there, which only it may erase.

    A bar is one line: each is drawn over the one before, and the last is erased.
    """
    assert drawn.count("\x1b[?25l") == drawn.count("\x1b[?25h"), "the cursor is gone"
    return _ESCAPE.sub("", drawn[drawn.rfind("\x1b[2K") :])


_ESCAPE = re.compile(r"\r|\n|\x1b\[[0-9;?]*[A-Za-z]")


class Said(NamedTuple):
    """What a command printed, and the error that it ended with, if with one."""

    out: str
    err: str
    error: TopicError | None


class Here:
    """The command in this process; its standard error is a terminal."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home = home
        home.mkdir()
        self.environ = {"HOME": str(home)}
        self.kept = home / ".local" / "share" / "healthtopics" / "medlineplus"
        bundled = str(write(home / "bundled", {**VOCABULARIES, **BUNDLED}))
        monkeypatch.setattr(places, "bundled_folder", lambda: bundled)

    def __call__(self, *words: str) -> Said:
        """Run the command."""
        out, screen = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), Screen()
        caught = None
        try:
            with program.make_context(
                "topic", list(words), obj=Terminal(out, screen, self.environ)
            ) as ctx:
                program.invoke(ctx)
        except TopicError as error:
            caught = error
        answer = out.buffer.getvalue().decode()
        return Said(answer, screen.shown(), caught)

    def catalogs(self) -> list[str]:
        """Return the names of the catalogs that are kept."""
        folder = self.home / ".cache" / "healthtopics"
        return os.listdir(folder) if folder.exists() else []
