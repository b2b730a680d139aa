"""No line on a terminal is wider than the terminal, whatever its width."""

import io
import os
import pty
import re
import struct
import sys
import termios
from collections.abc import Iterator
from fcntl import ioctl
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from healthtopics.__main__ import _run
from healthtopics.render.lines import cells
from healthtopics.terminal import Terminal
from tests.support.characters import unpainted
from tests.support.command import Topic
from tests.support.long_form import examples

COMMANDS = (
    "--help",
    "show --help",
    "links --help",
    "update --help",
    "show miscarriage",
    "show flu --lang en,es",
    "urgent chest pain",
    "symptoms stroke",
    "symptoms --having bleeding",
    "links miscarriage",
    "links --category treatments",
    "list",
    "list --lang es",
    "search knee injury --why",
    "search not breathing",
    "groups",
    "categories",
    "organizations",
    "status",
    "show unheardofword",
    "show pain",
    "show depresion",
    "list --group hart",
    "links --category treatmnts",
    "links --organization NIHH",
    "show flu --section symptms",
    "changes",
    "no such command",
    "",
    "--lang es",
    "--lang es --help",
    "--lang es links --help",
    "help",
    "help names",
    "help output --lang es",
    "help recipes",
    "show aborto espontáneo --lang es",
    "urgent atragantamiento --lang es",
    "search dolor de pecho",
    "search vitamin unheardofword",
    "symptoms --having chest pain --lang en",
    "links diabetes --lang es --category pacientes",
    "list --lang es --group embarazo",
    "organizations --lang es heart",
    "status --lang es",
    "cite miscarriage",
    "cite gripe --lang es --style apa",
    "handout flu -f text",
    "handout flu",
    "open flu 9999",
    "check /nowhere",
    "import /nowhere/topics.xml",
    "show flu --no-such-option",
    "show flu --format xx --lang es",
    "show flu -o flu.pdf",
    "update --url ftp://example.org",
    "new ???",
)
PASTED = re.compile(r" {2,4}(?:[A-Z_]+=\S+ )?(?:topic|\(crontab|eval) ")
MARKS = {"•", "▌", "-", "—"}


class Screen(io.TextIOWrapper):
    """A stream that is on a terminal, and keeps what is printed."""

    def __init__(self, descriptor: int) -> None:
        self.shown = io.BytesIO()
        self.descriptor = descriptor
        super().__init__(self.shown, "utf-8")

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return self.descriptor


@pytest.fixture(scope="module")
def screen() -> Iterator[int]:
    """A terminal."""
    main, end = pty.openpty()
    yield end
    os.close(main)
    os.close(end)


@pytest.fixture(scope="module")
def ready(shared_home: Path) -> Path:
    """A home whose catalog is there."""
    Topic(shared_home).ok("groups")
    return shared_home


def printed(home: Path, screen: int, width: int, *words: str) -> list[str]:
    """Return the lines that a command prints on a terminal of a width."""
    ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 30000, width, 0, 0))
    out, err = Screen(screen), Screen(screen)
    terminal = Terminal(out, err, {"HOME": str(home), "TERM": "xterm", "LANG": "C.UTF-8"})
    before, sys.argv = sys.argv, ["topic", *words]
    try:
        _run(terminal)
    finally:
        sys.argv = before
    return unpainted((out.shown.getvalue() + err.shown.getvalue()).decode()).splitlines()


def _may_be_longer(line: str) -> bool:
    """Tell whether a line is one word, such as a path, or a command to paste, which stay whole."""
    words = [word for word in line.split() if word not in MARKS]
    return len(words) <= 1 or bool(PASTED.match(line))


@pytest.mark.usefixtures("quick_check", "unchanged")
@pytest.mark.parametrize("command", COMMANDS)
@settings(max_examples=examples(1, 40), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(40, 200))
@example(40)
@example(79)
@example(200)
def test_no_line_passes_the_width(ready: Path, screen: int, command: str, width: int) -> None:
    lines = printed(ready, screen, width, *command.split())
    assert lines
    most = width if width >= 120 and "en,es" in command else min(width, 80)
    assert [line for line in lines if cells(line) > most and not _may_be_longer(line)] == []
