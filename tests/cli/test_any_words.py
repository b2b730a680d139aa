"""Whatever words a command is called with: an answer or a sentence, and a documented exit code.

In this process, so that thousands of calls take seconds; how a process ends is tested elsewhere.
"""

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from healthtopics.__main__ import _run
from healthtopics.terminal import Terminal
from tests.support.characters import HOSTILE, MARKUP, dangers
from tests.support.command import Result, Topic
from tests.support.long_form import examples

COMMANDS = (
    ("show",),
    ("show", "flu", "--section"),
    ("urgent",),
    ("symptoms",),
    ("symptoms", "--having"),
    ("links",),
    ("links", "--category"),
    ("links", "flu", "--organization"),
    ("list", "--group"),
    ("list", "--letter"),
    ("list", "--format"),
    ("search",),
    ("search", "flu", "--group"),
    ("search", "flu", "--limit"),
    ("groups", "--width"),
    ("categories", "--lang"),
    ("open", "--print"),
    ("open", "flu", "--print"),
    ("import",),
    ("update", "--check", "--url"),
    ("changes", "--color"),
    ("status", "--source"),
    ("status",),
    ("check",),
    (),
)
FAILURES = {1, 2, 3, 4, 5}

# What an argument can be: any text without NUL, and bytes that are no text.
_characters = st.characters(exclude_categories=["Cs"], exclude_characters="\0") | st.sampled_from(
    [os.fsdecode(bytes([byte])) for byte in (0x80, 0xC0, 0xFF)]
)
_telling = st.sampled_from(
    ["flu", "fever", "miscarriage", "gripe", "AND", "OR", "NOT", "NEAR", "(", ")", '"', "*", "^", ":",
     "-", "--", "--help", "-h", "+", "{title}", ";", "'", "--", "%", "_", "\\", "1", "0", "-1", "9" * 30,
     "title:flu", '"flu', "flu*", "\n", " ", "~", "..", "٣", "½", "ﬂu", "FLÚ", "treatments", "en", "es",
     *MARKUP]
)  # fmt: skip
words = st.text(_characters, max_size=30) | st.lists(_telling, max_size=6).map(" ".join) | _telling


@pytest.fixture(scope="module")
def ready(shared_home: Path) -> Path:
    """A home whose catalog is there."""
    Topic(shared_home).ok("show", "flu")
    return shared_home


@pytest.fixture
def somewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A working folder of one's own, and a standard input with nothing in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    yield
    assert list(tmp_path.iterdir()) == []


def call(home: Path, *arguments: str) -> Result:
    """Call the program within this process."""
    out, err = io.BytesIO(), io.BytesIO()
    terminal = Terminal(
        io.TextIOWrapper(out, "utf-8"),
        io.TextIOWrapper(err, "utf-8"),
        {"HOME": str(home), "LANG": "C.UTF-8"},
    )
    before, sys.argv = sys.argv, ["topic", *arguments]
    try:
        code = _run(terminal)
    finally:
        sys.argv = before
    return Result(code, out.getvalue().decode(), err.getvalue().decode())


def _is_answered(result: Result, *, checking: bool = False) -> None:
    assert result.code == 0 or result.code in FAILURES, result
    assert "Traceback" not in result.err
    assert result.err.count("\n") <= 8
    assert dangers(result.out.replace("\r\n", "\n")) == frozenset()
    assert dangers(result.err) == frozenset()
    if result.code:
        assert result.err
        assert not result.out or checking


@pytest.mark.usefixtures("somewhere", "quick_check", "unchanged")
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@settings(
    max_examples=examples(4, 100), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words)
@example("")
@example(HOSTILE.replace("\0", "").replace("\ud800", "\udcff") + "\n\n\n\n")
@example('"' * 3001)
@example('"a" ' * 1500)
@example(" ".join(f"a{number}" for number in range(1100)))
@example("9" * 5000)
@example("flu " + "9" * 5000)
@example("x" * 100_000)
@example("(" * 5000)
@example("\n")
def test_any_words_are_answered(ready: Path, command: tuple[str, ...], words: str) -> None:
    is_name = not command or not command[-1].startswith("-") or command[-1] == "--print"
    _is_answered(call(ready, *command, words), checking=command[:1] == ("check",))
    if is_name and words.startswith("-"):
        _is_answered(call(ready, *command, "--", words), checking=command[:1] == ("check",))


NUMBERS = (-(2**63) - 1, -1, 0, 2**31, 2**63 - 1, 2**63, 2**64, 10**30)


@pytest.mark.usefixtures("somewhere", "unchanged")
@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    "command",
    ["search flu --limit={}", "list --width={}", "open flu --print -- {}", "show -- {}",
     "search -- {}", "links flu --width={}"],
)  # fmt: skip
def test_a_number_of_any_size_is_answered(ready: Path, command: str, number: int) -> None:
    _is_answered(call(ready, *command.format(number).split()))


@pytest.mark.usefixtures("somewhere", "quick_check", "unchanged")
@settings(
    max_examples=examples(30, 500), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from(sorted({command[0] for command in COMMANDS if command})),
    st.lists(
        st.sampled_from(
            ["--format", "--lang", "--source", "--color", "--width", "--no-pager", "--section",
             "--no-links", "--category", "--having", "--group", "--letter", "--limit", "--force",
             "json", "csv", "en", "en,es", "bundled", "0", "flu", "--", "--width=1", "--format=yaml",
             "-h", "always"]
        ),
        max_size=6,
    ),
)  # fmt: skip
def test_any_options_are_answered(ready: Path, command: str, options: list[str]) -> None:
    offline = ["--url", "no address"] if command == "update" else []
    opening = ["--print"] if command == "open" else []
    result = call(ready, command, *offline, *opening, *options)
    assert "\x1b]0" not in result.out
    assert result.code == 0 or result.code in FAILURES, result
    assert result.err.count("\n") <= 8
    assert not result.code or result.err
