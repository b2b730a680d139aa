"""Long lists, which are printed as they are read, from a catalog that is damaged near their end."""

import csv
import io
import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.command import Topic, topic_file
from tests.support.installation import Installation, catalogs
from tests.support.long_form import only_long
from tests.support.topics import write

TOPICS = 160
COMMANDS: list[tuple[str, ...]] = [
    ("links", "--format", "csv"),
    ("links", "--format", "json"),
    ("links",),
    ("links", "--format", "markdown"),
    ("list", "--format", "csv"),
    ("symptoms", "--having", "pain", "--format", "csv"),
]
MORE_COMMANDS: list[tuple[str, ...]] = [
    ("links", "--format", "tsv"),
    ("links", "--format", "urls"),
]


@pytest.fixture(scope="module")
def first(installed: Installation, tmp_path_factory: pytest.TempPathFactory) -> Topic:
    """A home with lists that are longer than what is printed at a time."""
    tmp_path = tmp_path_factory.mktemp("first")
    symptoms = [{"name": f"Pain of kind {n}", "note": "Not like any other."} for n in range(6)]
    files = {}
    for number in range(TOPICS):
        links = [
            {
                "title": f"Link {n} on all there is",
                "categories": ["Specifics"],
                "url": f"https://example.org/{number}/{n}",
            }
            for n in range(6)
        ]
        files[f"{number}.yaml"] = topic_file(
            title=f"Topic {number:03}", also_called=None, description="Of all kinds. " * 9,
            medlineplus=None, links=links, symptoms=symptoms,
        )  # fmt: skip
    own_folder = write(tmp_path / "many", files)
    (tmp_path / "home").mkdir()
    topic = installed.sharing(tmp_path / "home").with_environ(HEALTHTOPICS_PATH=str(own_folder))
    topic.ok("list")
    return topic


@pytest.fixture
def many(first: Topic, tmp_path: Path) -> Topic:
    """The same lists in a home of its own."""
    topic = first.with_environ(HOME=str(tmp_path / "home"))
    topic.home = tmp_path / "home"
    shutil.copytree(first.home, topic.home)
    return topic


def _damage(topic: Topic) -> None:
    """Put something into the last rows of the kept catalogs that is no text."""
    for path in catalogs(topic):
        status = path.stat()
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            last = "(SELECT id FROM topic WHERE title = 'Topic 159')"
            for change in (
                f"UPDATE link SET note = x'07' WHERE topic = {last}",
                f"UPDATE symptom SET note = x'07' WHERE topic = {last}",
                f"UPDATE topic SET description = x'07' WHERE id = {last}",
            ):
                connection.execute(change)
        os.utime(path, ns=(status.st_mtime_ns, status.st_mtime_ns))


class TestDamage:
    @pytest.mark.parametrize("words", [*COMMANDS, *only_long(zip(MORE_COMMANDS))], ids=" ".join)
    def test_damage_found_midway_is_reported_and_leaves_output_incomplete(
        self, many: Topic, words: tuple[str, ...]
    ) -> None:
        whole = many.ok(*words)
        assert len(whole) > 17_000
        _damage(many)
        said = many(*words)
        assert said.code == 5
        assert said.err.startswith("topic: the catalog was damaged, so the answer broke off\n")
        rows, _, end = said.out.rpartition("\n")
        assert whole.startswith(rows)
        assert end not in whole
        assert not _is_whole(said.out, words[-1])
        assert many.ok(*words) == whole  # it was made again

    @pytest.mark.parametrize(
        "words", [*COMMANDS[:3], *only_long(zip(COMMANDS[3:] + MORE_COMMANDS))], ids=" ".join
    )
    def test_damage_found_midway_does_not_spoil_a_saved_answer(
        self, many: Topic, words: tuple[str, ...], tmp_path: Path
    ) -> None:
        whole = many.ok(*words)
        _damage(many)
        path = tmp_path / "answer"
        assert many.ok(*words, "-o", str(path)) == ""
        assert path.read_bytes().decode() == whole


def _is_whole(text: str, format: str) -> bool:
    """Tell whether a reader of a format takes a text."""
    try:
        if format == "json":
            json.loads(text)
        elif format == "csv":
            list(csv.reader(io.StringIO(text, newline=""), strict=True))
        else:
            return text.endswith("\n")
    except (ValueError, csv.Error):
        return False
    return True
