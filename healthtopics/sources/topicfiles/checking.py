"""Checking topic files for their authors: all that the reader refuses, and more than one file."""

import os
from collections.abc import Sequence
from typing import NamedTuple

from healthtopics.errors import BadFile, BadInput, Problem
from healthtopics.places import bundled_folder
from healthtopics.sources.topicfiles import folders, reading, vocabularies
from healthtopics.sources.topicfiles.nodes import read_bytes


class Report(NamedTuple):
    """How many files were looked at, and what is wrong with them."""

    files: int
    problems: tuple[Problem, ...]


def check(paths: Sequence[str]) -> Report:
    """Return what is wrong with topic files, and with vocabularies among them.

    Args:
        paths: files, and folders that are searched for files.

    Raises:
        BadInput: the program's own vocabulary of groups cannot be read.
    """
    groups_file = os.path.join(bundled_folder(), vocabularies.GROUPS_FILE)
    groups = vocabularies.read_groups(read_bytes(groups_file), groups_file)
    problems: list[Problem] = []
    slugs: dict[tuple[str, str], str] = {}
    files = _files(paths)
    for path in files:
        try:
            content = read_bytes(path)
            name = os.path.basename(path)
            if name in vocabularies.READERS:
                vocabularies.READERS[name](content, path)
                continue
            topic = reading.read(content, path, groups)
        except BadFile as bad:
            problems.extend(bad.problems)
            continue
        except (BadInput, OSError, ValueError) as error:
            problems.append(folders.unreadable(path, error))
            continue
        first = slugs.setdefault((topic.language, topic.slug), path)
        if first != path:
            problems.append(folders.twice(path, topic.title, first))
    return Report(len(files), tuple(problems))


def _files(paths: Sequence[str]) -> list[str]:
    files = []
    for path in paths:
        if os.path.isdir(path):
            files += [file.path for file in folders.contents((path,)).files]
        else:
            files.append(path)
    return list(dict.fromkeys(files))
