"""Folders of topic files: what is in them, told without opening a file."""

import os
from typing import NamedTuple

from healthtopics.errors import BadInput, Problem
from healthtopics.files import Stamp, stamp

SUFFIXES = (".yaml", ".yml")


class Contents(NamedTuple):
    """The folders under some roots (the roots too) and the YAML files in them, by path."""

    folders: tuple[Stamp, ...]
    files: tuple[Stamp, ...]


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
