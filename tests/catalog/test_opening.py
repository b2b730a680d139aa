"""The catalog is as the collections are, through the real command.

What can happen to the catalog itself is in tests/faults.
"""

import os
import time
from pathlib import Path

import pytest

from tests.harness import Topic, personal, topic_file


@pytest.fixture
def elbow(fresh: Topic, tmp_path: Path) -> Topic:
    """The command with one personal topic, its catalog built."""
    own = personal(fresh, tmp_path / "t", {"a.yaml": topic_file()})
    _age(tmp_path / "t")
    own.ok("show", "blue elbow")
    assert _catalog(own).is_file()
    return own


def _age(folder: Path) -> None:
    """Make the files of a folder look as if they had not been changed just now."""
    past = time.time() - 3600
    for path in (*folder.iterdir(), folder):
        os.utime(path, (past, past), follow_symlinks=False)


def _catalog(topic: Topic) -> Path:
    (path,) = (topic.home / ".cache" / "healthtopics").iterdir()
    return path


def _overwrite(path: Path, content: bytes) -> None:
    """Change a file in place."""
    with path.open("r+b") as file:
        file.truncate(0)
        file.write(content)


def test_it_is_not_built_again_without_need(elbow: Topic) -> None:
    before = _catalog(elbow).stat()
    elbow.ok("show", "blue elbow")
    elbow.ok("list")
    assert _catalog(elbow).stat().st_ino == before.st_ino


class TestChanges:
    def test_a_file_changed_in_place(self, elbow: Topic, tmp_path: Path) -> None:
        _overwrite(tmp_path / "t" / "a.yaml", topic_file(summary="It is green now.").encode())
        assert "It is green now." in elbow.ok("show", "blue elbow")

    def test_a_name_added_in_place(self, elbow: Topic, tmp_path: Path) -> None:
        changed = topic_file(also_called=["Elbow of sky"])
        _overwrite(tmp_path / "t" / "a.yaml", changed.encode())
        assert elbow.ok("show", "elbow of sky").startswith("Blue Elbow\n")

    def test_a_title_changed_in_place(self, elbow: Topic, tmp_path: Path) -> None:
        _overwrite(tmp_path / "t" / "a.yaml", topic_file(title="Red Knee").encode())
        elbow.fails(1, "show", "blue elbow")
        assert "Red Knee" in elbow.ok("list")

    def test_a_file_that_comes_or_goes(self, elbow: Topic, tmp_path: Path) -> None:
        (tmp_path / "t" / "b.yaml").write_text(topic_file(title="Red Knee", also_called=None))
        assert elbow.ok("show", "red knee").startswith("Red Knee\n")
        (tmp_path / "t" / "a.yaml").unlink()
        elbow.fails(1, "show", "blue elbow")

    def test_a_folder_that_comes(self, elbow: Topic, tmp_path: Path) -> None:
        (tmp_path / "t" / "more").mkdir()
        (tmp_path / "t" / "more" / "b.yaml").write_text(topic_file(title="Red Knee"))
        assert elbow.ok("show", "red knee").startswith("Red Knee\n")

    def test_other_collections_have_a_catalog_of_their_own(
        self, elbow: Topic, tmp_path: Path
    ) -> None:
        other = personal(elbow, tmp_path / "u", [topic_file(title="Red Knee")])
        assert other.ok("show", "red knee")
        other.fails(1, "show", "blue elbow")
        assert elbow.ok("show", "blue elbow")
        assert len(list((elbow.home / ".cache" / "healthtopics").iterdir())) == 2


def test_catalogs_of_other_collections_do_not_pile_up(elbow: Topic, tmp_path: Path) -> None:
    cache = elbow.home / ".cache" / "healthtopics"
    for number in range(9):
        (cache / f"catalog-{number:08x}.sqlite").write_bytes(b"")
        os.utime(cache / f"catalog-{number:08x}.sqlite", (number, number))
    (tmp_path / "t" / "b.yaml").write_text(topic_file(title="Red Knee", also_called=None))
    _age(tmp_path / "t")
    elbow.ok("show", "red knee")
    assert len(list(cache.iterdir())) == 8
