"""Folders of topic files: what is in them, and whether it is as it was."""

import os
from pathlib import Path

import pytest

from healthtopics.errors import BadInput, Problem
from healthtopics.files import Stamp, are_unchanged, stamp
from healthtopics.sources.topicfiles.folders import contents, duplicate_topic, unreadable


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder of topic files, and of much else."""
    root = tmp_path / "root"
    for name in ("b.yaml", "a.yml", "x/c.yaml", "x/y/d.yaml", "x/.hidden.yaml", ".git/e.yaml",
                 "notes.txt", "z/yaml", "z/f.YAML"):  # fmt: skip
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "g.yaml").write_text("g")
    (root / "z" / "folder").symlink_to(tmp_path / "elsewhere")
    (root / "z" / "link.yaml").symlink_to(tmp_path / "elsewhere" / "g.yaml")
    return root


def _names(stamps: tuple[Stamp, ...], root: Path) -> list[str]:
    return [os.path.relpath(one.path, root) for one in stamps]


def test_topic_files_are_found_at_any_depth_and_nothing_else(tree: Path) -> None:
    found = contents((str(tree),))
    assert _names(found.folders, tree) == [".", "x", "x/y", "z"]
    assert _names(found.files, tree) == ["a.yml", "b.yaml", "x/c.yaml", "x/y/d.yaml", "z/link.yaml"]
    assert all(one == stamp(one.path) and one.modified_ns for one in found.folders + found.files)


def test_several_folders_are_one(tree: Path, tmp_path: Path) -> None:
    roots = (str(tmp_path / "missing"), str(tree / "x"), str(tmp_path / "elsewhere"))
    found = contents(roots)
    assert _names(found.folders, tmp_path) == ["elsewhere", "missing", "root/x", "root/x/y"]
    assert found.folders[1] == Stamp(roots[0], 0, 0, 0)
    assert _names(found.files, tmp_path) == ["elsewhere/g.yaml", "root/x/c.yaml", "root/x/y/d.yaml"]


@pytest.mark.parametrize("shut", ["x", "z"])
def test_a_folder_that_cannot_be_read_hides_no_other(
    tree: Path, monkeypatch: pytest.MonkeyPatch, shut: str
) -> None:
    scandir = os.scandir

    def scan(path: str) -> object:
        if path.endswith(f"/{shut}"):
            raise PermissionError
        return scandir(path)

    monkeypatch.setattr("os.scandir", scan)
    found = contents((str(tree),))
    other = {"x": "z/link.yaml", "z": "x/y/d.yaml"}[shut]
    assert {"a.yml", other} <= set(_names(found.files, tree))
    assert shut in _names(found.folders, tree)
    assert not any(name.startswith(f"{shut}/") for name in _names(found.files, tree))


@pytest.mark.parametrize("path", ["/no/such/file", "a\0b"])
def test_what_cannot_be_seen_has_no_size_and_no_date(path: str) -> None:
    assert stamp(path) == Stamp(path, 0, 0, 0)
    assert are_unchanged([stamp(path)])


def test_what_nobody_touched_is_unchanged(tree: Path) -> None:
    found = contents((str(tree), str(tree / "missing")))
    assert are_unchanged([*found.folders, *found.files])


def test_any_change_of_a_file_is_seen(tree: Path) -> None:
    path = str(tree / "b.yaml")
    seen = stamp(path)
    assert seen.size == 6
    unseen = stamp(str(tree / "missing"))
    for other in (
        seen._replace(size=7),
        seen._replace(modified_ns=seen.modified_ns + 1),
        seen._replace(inode=seen.inode + 1),
        Stamp(path, 0, 0, 0),
        Stamp(str(tree / "gone"), 6, 1, 1),
        Stamp("b\0.yaml", 6, 1, 1),
    ):
        assert not are_unchanged([unseen, seen, other])
        assert not are_unchanged([other, seen])


@pytest.mark.parametrize(
    ("error", "message", "remedy"),
    [
        (BadInput("t.yaml: not a regular file", "Name", "another."), "not a regular file",
         "Name another."),
        (PermissionError(13, "Permission denied"), "cannot be read (Permission denied)",
         "Check that it is there and can be read."),
        (OSError("odd"), "cannot be read (odd)", "Check that it is there and can be read."),
        (ValueError("embedded null byte"), "cannot be read (embedded null byte)",
         "Check that it is there and can be read."),
    ],
)  # fmt: skip
def test_what_is_told_of_a_file_that_cannot_be_read(
    error: Exception, message: str, remedy: str
) -> None:
    assert unreadable("t.yaml", error) == Problem("t.yaml", 1, "", message, remedy)


def test_what_is_told_of_a_topic_in_two_files() -> None:
    assert str(duplicate_topic("b.yaml", "Flu", "a.yaml")) == (
        "b.yaml:1: title: “Flu” is in a.yaml too. Keep one of the files."
    )
