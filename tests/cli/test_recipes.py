"""The recipes of `topic help recipes` that need other programs, each with the real one.

Where a program is not there, its recipe is skipped, and pytest says so. None makes a sound, asks a
site elsewhere or changes the table of cron, for which a stand-in keeps what it is given.
"""

import re
import shutil
import subprocess
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest

from healthtopics.answers import guides
from healthtopics.render import document as d
from tests.support import limits
from tests.support.command import Topic, personal, topic_file
from tests.support.exports import export, zipped
from tests.support.server import Site, body, running, status

CHECKOUT = Path(__file__).parent.parent.parent
PROGRAMS = ("fzf", "espeak-ng", "crontab", "curl")
ZIP = "mplus_topics_compressed_2026-11-21.zip"


def program_of(line: str) -> str:
    """Return the other program that a recipe needs, or nothing."""
    words = re.findall(r"[\w-]+", line)
    return next((program for program in PROGRAMS if program in words), "")


def _recipes(program: str) -> list[str]:
    """Return the recipes of the guide that need a program."""
    lines = [
        line.name
        for element in guides.Guide(guides.read("recipes")).document()
        if isinstance(element, d.Examples)
        for line in element.lines
    ]
    return [line for line in lines if program_of(line) == program]


def _needed(program: str) -> str:
    """Return where a program is; without it the test is skipped."""
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"{program} is not there: its recipes in `topic help recipes` were not run")
    return path


class Kitchen:
    """A folder in which recipes are run, with `topic` and stand-ins on the PATH."""

    def __init__(self, topic: Topic, folder: Path) -> None:
        self.topic = topic
        self.folder = folder
        (folder / "bin").mkdir()
        python, *rest = topic.command()
        self.program("topic", f'PYTHONPATH={CHECKOUT} exec "{python}" {" ".join(rest)} "$@"')

    def program(self, name: str, script: str) -> None:
        """Put a program in front of others of the name."""
        path = self.folder / "bin" / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def cook(self, line: str, **environ: str) -> str:
        """Run a recipe, which must say nothing on standard error; return what it prints."""
        done = limits.run(
            ["sh", "-c", line],
            env={
                **self.topic.environ,
                "PATH": f"{self.folder / 'bin'}:{self.topic.environ['PATH']}",
                **environ,
            },
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
        )
        assert done.stderr.decode() == ""
        return done.stdout.decode()


@pytest.fixture
def kitchen(topic: Topic, tmp_path: Path) -> Kitchen:
    return Kitchen(topic, tmp_path)


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as site:
        yield site


def test_every_program_has_a_recipe() -> None:
    assert {program: len(_recipes(program)) for program in PROGRAMS} == {
        "fzf": 1,
        "espeak-ng": 2,
        "crontab": 1,
        "curl": 1,
    }


def test_choosing_from_a_list(kitchen: Kitchen) -> None:
    _needed("fzf")
    (line,) = _recipes("fzf")
    page = kitchen.cook(line, FZF_DEFAULT_OPTS="--exact --query=^Miscarriage --select-1 --exit-0")
    assert page == kitchen.topic.ok("show", "miscarriage")
    assert kitchen.cook(line, FZF_DEFAULT_OPTS="--exact --query=qqqq --select-1 --exit-0") == ""


def test_reading_aloud(kitchen: Kitchen) -> None:
    program = _needed("espeak-ng")
    aloud, into_file = _recipes("espeak-ng")
    kitchen.program("espeak-ng", f'exec "{program}" -q "$@"')  # without a sound
    assert kitchen.cook(aloud) == ""
    kitchen.program("espeak-ng", f'exec "{program}" "$@"')
    kitchen.cook(into_file)
    with wave.open(str(kitchen.folder / "gripe.wav")) as sound:
        assert sound.getnframes() / sound.getframerate() > 60  # seconds


def test_checking_links(kitchen: Kitchen, site: Site) -> None:
    _needed("curl")
    (line,) = _recipes("curl")
    here = site.url.replace("localhost", "127.0.0.1")
    site["/there"] = body(b"x", {})
    site["/gone"] = status(404)
    links = [
        {"title": name, "categories": ["Start Here"], "url": f"{here}/{name}"}
        for name in ("there", "gone", "never")
    ]
    flu = topic_file(title="Flu", also_called=None, links=links)
    kitchen.topic = personal(kitchen.topic, kitchen.folder / "topics", [flu])
    told = kitchen.cook(line).splitlines()
    assert sorted(told) == [f"404 {here}/gone", f"404 {here}/never"]
    assert {asked.path for asked in site.requests} == {"/there", "/gone", "/never"}


def test_updating_by_cron(fresh: Topic, tmp_path: Path, site: Site) -> None:
    """The stand-in has a table already; then the new line is run as cron runs it."""
    kitchen = Kitchen(fresh, tmp_path)
    table = tmp_path / "table"
    table.write_text("# mine\n")
    kitchen.program("crontab", f"case $1 in -l) cat {table};; -) cat >{table}.new;; esac")
    (line,) = _recipes("crontab")
    assert kitchen.cook(line) == ""
    kept, added = (tmp_path / "table.new").read_text().splitlines()
    assert kept == "# mine"
    minute, hour, day, month, weekday, command = added.split(" ", 5)
    assert (int(minute) < 60, int(hour) < 24, day, month) == (True, True, "*", "*")
    assert int(weekday) < 7
    assert "%" not in command  # which cron takes for the end of a line

    site["/xml.html"] = body(f'<a href="{ZIP}">x</a>'.encode(), {"Content-Type": "text/html"})
    site[f"/{ZIP}"] = body(zipped(("mplus_topics_2026-11-21.xml", export())), {})
    done = limits.run(
        ["/bin/sh", "-c", command],
        env={
            "HOME": fresh.environ["HOME"],
            "PATH": "/usr/bin:/bin",
            "SHELL": "/bin/sh",
            "HEALTHTOPICS_MEDLINEPLUS_URL": site / "xml.html",
        },
        stdin=subprocess.DEVNULL,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"MedlinePlus export of 2026-11-21" in done.stdout
