"""What whole commands promise of a collection with any topic file or any export in it.

Each input is put beside two topics that are in order, and commands are run on them in this process:
in every format, each within its time, with a documented exit code and no text that acts.
"""

import atexit
import csv
import io
import json
import os
import shutil
import sys
import tempfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from unittest import mock

from healthtopics import places
from healthtopics.__main__ import _run
from healthtopics.sources.topicfiles import folders
from healthtopics.terminal import Terminal
from tests.fuzz.targets import LONGEST, TARGETS, Target, bounded, made_export
from tests.support.characters import dangers
from tests.support.command import Result
from tests.support.topics import BUNDLED, VOCABULARIES, write

NAMES = ("green toe", "blue elbow")
SHOWN_AT_ONCE = 3  # of the commands that follow, each input has so many
COMMANDS = (
    *(("show", "{name}", "--format", format) for format in ("text", "markdown", "html", "json", "yaml")),
    ("show", "{name}", "--lang", "en,es"),
    ("show", "{name}", "--lang", "es", "--width", "40"),
    *(("urgent", "{name}", "--format", format) for format in ("text", "json", "html")),
    ("symptoms", "{name}"),
    ("symptoms", "--having", "{name}", "--format", "csv"),
    *(("links", "{name}", "--format", format) for format in ("text", "csv", "tsv", "urls", "json")),
    *(("links", "--format", format) for format in ("markdown", "csv", "html")),
    ("links", "--color", "always"),
    *(("list", "--format", format) for format in ("text", "csv", "json", "html")),
    *(("search", "{name}", "--why", "--format", format) for format in ("text", "json")),
    ("search", "{name}", "--lang", "es"),
    *(("handout", "{name}", "--format", format) for format in ("text", "html", "markdown")),
    ("handout", "{name}", "--lang", "en,es", "--large"),
    ("cite", "{name}"),
    ("open", "{name}", "1", "--print"),
    *((words, "--format", "json") for words in ("groups", "categories", "organizations")),
    ("organizations",),
    ("status",),
)  # fmt: skip


class House:
    """A home with a small bundled collection, where commands are run in this process."""

    def __init__(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="fuzz-"))
        atexit.register(shutil.rmtree, self.root, ignore_errors=True)
        self.bundled = write(self.root / "bundled", {**VOCABULARIES, **BUNDLED})
        self.own = self.root / "own"
        self.clear()

    def clear(self) -> None:
        """Have a home that nothing was done in yet."""
        for folder in (self.root / "home", self.own):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()

    def run(self, *words: str, own: bool = False) -> Result:
        """Run a command within its bounds."""
        out, err = io.BytesIO(), io.BytesIO()
        environ = {"HOME": str(self.root / "home"), "LANG": "C.UTF-8"}
        if own:
            environ["HEALTHTOPICS_PATH"] = str(self.own)
        terminal = Terminal(
            io.TextIOWrapper(out, "utf-8"), io.TextIOWrapper(err, "utf-8"), environ,
            io.TextIOWrapper(io.BytesIO()),
        )  # fmt: skip
        with (
            mock.patch.object(sys, "argv", ["topic", *words]),
            mock.patch.object(places, "bundled_folder", return_value=str(self.bundled)),
            mock.patch.object(folders, "bundled_folder", return_value=str(self.bundled)),
            bounded(" ".join(words)[:200]),
        ):
            code = _run(terminal)
        return Result(code, out.getvalue().decode(), err.getvalue().decode())


_HOUSES: dict[int, House] = {}


def _house() -> House:
    house = _HOUSES.setdefault(os.getpid(), House())
    house.clear()
    return house


def check_commands(data: bytes) -> None:
    """Check commands on a collection with a topic file, or an export, of these bytes.

    What begins with a "=" are texts for an export, a line each.
    """
    house = _house()
    if data.startswith(b"="):
        data = made_export(data[1:].decode(errors="replace").split("\n"))
    own = b"<health-topic" not in data and not data.startswith(b"PK")
    path = house.own / "a.yaml" if own else house.root / "export"
    if own:
        write(house.own, {"a.yaml": data})
        _check(("check", str(path)), house.run("check", str(path), own=True), {0, 3})
    else:
        path.write_bytes(data)
        _check(("import", str(path)), house.run("import", str(path)), {0, 3})
    titles = house.run("list", "--format", "json", own=own)
    _check(("list",), titles, {0})
    names = [*NAMES, *(topic["title"] for topic in json.loads(titles.out)["topics"])]
    dice = zlib.crc32(data)
    for number in range(SHOWN_AT_ONCE):
        command = COMMANDS[(dice + number * 7) % len(COMMANDS)]
        for name in {names[-1], names[dice % len(names)]}:
            words = _words(command, name)
            _check(words, house.run(*words, own=own), {0, 1})


def _words(command: tuple[str, ...], name: str) -> tuple[str, ...]:
    """Return a command line with a name that may begin with a hyphen."""
    words = [word for word in command if word != "{name}"]
    if "--having" in words:
        words[words.index("--having")] = f"--having={name}"
        return tuple(words)
    if "{name}" in command:
        end = ["1"] if command[0] == "open" else []
        words = [word for word in words if word != "1"]
        return (*words, "--", name, *end)
    return tuple(words)


def _check(words: tuple[str, ...], result: Result, codes: set[int]) -> None:
    """Check how a command ended and what it printed."""
    assert result.code in codes, (words, result)
    assert "Traceback" not in result.err, (words, result)
    assert dangers(result.err) == frozenset(), (words, result.err)
    painted = "always" in words
    assert dangers(result.out.replace("\r\n", "\n"), painted=painted) == frozenset(), words
    if words[0] not in ("check", "import"):
        assert result.err.count("\n") <= 8, (words, result.err)
        is_answered = bool(result.out) or "urls" in words  # links in print have no address
        assert is_answered if result.code == 0 else not result.out, (words, result)
    if result.out and words[0] != "check":
        _check_format(words, result.out)


def _check_format(words: tuple[str, ...], out: str) -> None:
    if "json" in words:
        json.loads(out)
    elif "csv" in words:
        rows = list(csv.reader(io.StringIO(out, newline=""), strict=True))
        assert len({len(row) for row in rows}) == 1, words


def _seeds() -> list[bytes]:
    topics, exports = (TARGETS[name].seeds() for name in ("topic-file", "export"))
    return [seed for seed in (*topics, *exports) if len(seed) < LONGEST]


COMMAND_TARGETS: Mapping[str, Target] = {
    "commands": Target(
        check_commands, _seeds, TARGETS["topic-file"].words + TARGETS["export"].words
    )
}
