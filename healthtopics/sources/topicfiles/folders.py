"""Folders of topic files: what is in them, and the topics and problems of their files."""

import errno
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from healthtopics.errors import BadFile, BadInput, PassingProblem, Problem
from healthtopics.files import Stamp, stamp
from healthtopics.messages import Told, reason, say
from healthtopics.model import Topic
from healthtopics.places import bundled_folder
from healthtopics.sources.topicfiles import reading, vocabularies
from healthtopics.sources.topicfiles.nodes import read_bytes
from healthtopics.sources.topicfiles.vocabularies import Vocabulary
from healthtopics.text import slug

SUFFIXES = (".yaml", ".yml")


class Contents(NamedTuple):
    """The folders under some roots (roots included) and the YAML files in them, by path.

    ``is_refused``: a folder exists but could not be read.
    """

    folders: tuple[Stamp, ...]
    files: tuple[Stamp, ...]
    is_refused: bool = False


def contents(roots: tuple[str, ...]) -> Contents:
    """Return what is under the roots, skipping all that is hidden and links to folders."""
    folders: list[Stamp] = []
    files: list[Stamp] = []
    is_refused = False
    for root in roots:
        waiting = [root]
        while waiting:
            folder = waiting.pop()
            folders.append(stamp(folder))
            try:
                entries = list(os.scandir(folder))
            except OSError as error:
                is_refused |= not is_missing(error)
                continue
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.name.endswith(SUFFIXES):
                    files.append(stamp(entry.path))
    return Contents(tuple(sorted(folders)), tuple(sorted(files)), is_refused)


def is_missing(error: Exception) -> bool:
    """Return whether an error means that there is no such file, not that reading it failed."""
    if not isinstance(error, OSError):
        return not isinstance(error, MemoryError)
    missing = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.EISDIR, errno.ENAMETOOLONG)
    return error.errno in missing


def unreadable(path: str, error: Exception) -> Problem:
    """Return the problem of a file that cannot be opened or is not a regular file."""
    if isinstance(error, MemoryError):
        error = OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))
    if isinstance(error, BadFile):
        return error.problems[0]
    if isinstance(error, BadInput):
        return Problem(path, 1, "", error.message.removeprefix(f"{path}: "), " ".join(error.hints))
    kind = Problem if is_missing(error) else PassingProblem
    return kind(
        path,
        1,
        "",
        Told(say("cannot be read ({reason})", reason=reason(error))),
        Told(say("Check that it is there and can be read.")),
    )


def duplicate_topic(path: str, title: str, other: str) -> Problem:
    """Return the problem of a topic that another file has too."""
    return Problem(
        path,
        1,
        "title",
        Told(say("“{title}” is in {other} too", title=title, other=other)),
        Told(say("Keep one of the files.")),
    )


class TopicFile(NamedTuple):
    """A topic file that was read: its topic, or what is wrong with it."""

    path: str
    topic: Topic | None
    problems: tuple[Problem, ...] = ()


def read_topics(
    paths: Iterable[str], vocabulary: Vocabulary, *, is_strict: bool = True
) -> Iterator[TopicFile]:
    """Yield topic files as they are read; of two with the same topic, the second is a problem.

    Args:
        paths: the files.
        vocabulary: the groups and signs that topics may name.
        is_strict: hold them to the rules for topics that come with the program.
    """
    first: dict[tuple[str, str], str] = {}
    for path in paths:
        try:
            topic = reading.read(read_bytes(path), path, vocabulary, is_strict=is_strict)
        except BadFile as bad:
            yield TopicFile(path, None, bad.problems)
            continue
        except (BadInput, OSError, ValueError) as error:
            yield TopicFile(path, None, (unreadable(path, error),))
            continue
        other = first.setdefault((topic.language, topic.slug), path)
        if other != path:
            yield TopicFile(path, None, (duplicate_topic(path, topic.title, other),))
        else:
            yield TopicFile(path, topic)


class Report(NamedTuple):
    """How many files were checked, and what is wrong with them."""

    files: int
    problems: tuple[Problem, ...]


def _is_of_data(path: str) -> bool:
    """Return whether a file is in topics/LANGUAGE of a data folder such as the bundled one."""
    data = os.path.join(os.path.dirname(path) or os.curdir, os.pardir, os.pardir)
    return os.path.exists(os.path.join(data, vocabularies.GROUPS_FILE))


def check(paths: Sequence[str], *, is_strict: bool = False) -> Report:
    """Return what is wrong with topic files, and with vocabularies among them.

    Args:
        paths: files, and folders that are searched for files.
        is_strict: hold all files to the rules for bundled topics, not just those in data folders.

    Raises:
        BadInput: the program's own vocabularies cannot be read.
    """
    vocabulary = vocabularies.load(bundled_folder())
    problems: list[Problem] = []
    files = _files(paths)
    topics = []
    for path in files:
        reader = vocabularies.READERS.get(os.path.basename(path))
        if reader is None:
            topics.append(path)
            continue
        try:
            reader(read_bytes(path), path)
        except BadFile as bad:
            problems.extend(bad.problems)
        except (BadInput, OSError, ValueError) as error:
            problems.append(unreadable(path, error))
    read: list[TopicFile] = []
    for strictly in (True, False):
        of_them = [path for path in topics if (is_strict or _is_of_data(path)) is strictly]
        for file in read_topics(of_them, vocabulary, is_strict=strictly):
            problems.extend(file.problems)
            if file.topic:
                problems.extend(_contradictions(file.path, file.topic, vocabulary))
                read.append(file)
    if len(topics) < len(files):  # with vocabularies, this is a whole collection
        problems.extend(related_to_nothing(read))
    return Report(len(files), tuple(problems))


def related_to_nothing(read: Sequence[TopicFile]) -> Iterator[Problem]:
    """Yield a problem for each related topic that a collection does not have."""
    names = {
        (topic.language, slug(name))
        for topic in (file.topic for file in read if file.topic)
        for name in (topic.title, *topic.also_called, *topic.leads_here)
    }
    for file in read:
        for name in file.topic.related if file.topic else ():
            if file.topic and (file.topic.language, slug(name)) not in names:
                yield Problem(
                    file.path,
                    1,
                    "related",
                    Told(say("“{name}” leads to no topic of this collection", name=name)),
                    Told(say("Write the title as it is there, or leave it out.")),
                )


def _contradictions(path: str, topic: Topic, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Yield a problem for each of a topic's own sentences that tells a sign at another level."""
    for advice, sign in vocabulary.signs.told_at_another_level(topic):
        yield Problem(
            path,
            1,
            f"advice.{advice.level}",
            Told(
                say(
                    "“{text}” tells the sign {key}, which is {level}",
                    text=advice.text,
                    key=sign.key,
                    level=sign.level,
                )
            ),
            Told(say("Name the sign under {level}, or say what is different.", level=sign.level)),
        )


def _files(paths: Sequence[str]) -> list[str]:
    files = []
    for path in paths:
        if os.path.isdir(path):
            files += [file.path for file in contents((path,)).files]
        else:
            files.append(path)
    return list(dict.fromkeys(files))
