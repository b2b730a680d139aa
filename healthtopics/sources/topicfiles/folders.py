"""Folders of topic files: what is in them, told without opening a file."""

import os
from collections.abc import Iterable
from typing import NamedTuple

from healthtopics.errors import BadInput
from healthtopics.sources.problems import Problem

SUFFIXES = (".yaml", ".yml")


class Stamp(NamedTuple):
    """A file or folder as it was seen: when these agree, it is taken as unchanged."""

    path: str
    size: int
    modified_ns: int
    inode: int


class Contents(NamedTuple):
    """The folders under some roots (the roots too) and the YAML files in them, by path."""

    folders: tuple[Stamp, ...]
    files: tuple[Stamp, ...]


def stamp(path: str) -> Stamp:
    """Return what a path looks like now; a path that cannot be seen has all zeros."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return Stamp(path, 0, 0, 0)
    return Stamp(path, status.st_size, status.st_mtime_ns, status.st_ino)


def are_unchanged(stamps: Iterable[tuple[str, int, int, int]]) -> bool:
    """Tell whether files and folders still look as their stamps say; told for thousands at once."""
    stat = os.stat
    for path, size, modified_ns, inode in stamps:
        try:
            now = stat(path)
        except (OSError, ValueError):
            if modified_ns:
                return False
            continue
        if now.st_mtime_ns != modified_ns or now.st_size != size or now.st_ino != inode:
            return False
    return True


def contents(roots: tuple[str, ...]) -> Contents:
    """Return what is under the roots: hidden files and links to folders are passed over."""
    folders: list[Stamp] = []
    files: list[Stamp] = []
    for root in roots:
        waiting = [root]
        while waiting:
            folder = waiting.pop()
            folders.append(stamp(folder))
            try:
                entries = list(os.scandir(folder))
            except OSError:
                continue
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.name.endswith(SUFFIXES):
                    files.append(stamp(entry.path))
    return Contents(tuple(sorted(folders)), tuple(sorted(files)))


def unreadable(path: str, error: Exception) -> Problem:
    """Return the problem of a file that cannot be opened or is no file at all."""
    if isinstance(error, BadInput):
        return Problem(path, 1, "", error.message.removeprefix(f"{path}: "), " ".join(error.hints))
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Problem(
        path, 1, "", f"cannot be read ({reason})", "Check that it is there and readable."
    )


def twice(path: str, title: str, other: str) -> Problem:
    """Return the problem of a topic that stands in two files."""
    return Problem(path, 1, "title", f"“{title}” is in {other} too", "Keep one of the files.")
