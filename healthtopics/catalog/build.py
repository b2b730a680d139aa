"""Building the catalog: the collections' files into one SQLite database."""

import contextlib
import gc
import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from healthtopics import prose
from healthtopics.catalog.index import fill_index
from healthtopics.catalog.names import exact_key, loose_key
from healthtopics.catalog.schema import TABLES, VERSION
from healthtopics.errors import BadInput
from healthtopics.model import Topic
from healthtopics.places import Collection
from healthtopics.sources import folders, topic_files, vocabularies
from healthtopics.sources.problems import BadFile, Problem
from healthtopics.sources.yaml_nodes import read_bytes
from healthtopics.taxonomy import CATEGORIES, Term, by_name
from healthtopics.text import fold, slug

# A file that changed this shortly before it was read may change again without a new time stamp.
_SETTLED_NS = 50_000_000

# As many catalogs as there are sets of collections that somebody uses in turn.
_KEPT_CATALOGS = 8

T = TypeVar("T")
Progress = Callable[[int, int], None]


class _Vocabularies(NamedTuple):
    groups: tuple[Term, ...]
    everyday: tuple[vocabularies.Everyday, ...]


class _Found(NamedTuple):
    """A topic on its way into the catalog."""

    collection: str
    path: str
    topic: Topic


def build(collections: Sequence[Collection], path: str, progress: Progress) -> sqlite3.Connection:
    """Return a catalog of the collections, and keep it as a file where that can be done.

    Args:
        collections: in the order in which a topic is looked for.
        path: where to keep it; empty keeps it in memory only.
        progress: is told how many files of how many are read.
    """
    gc.enable()  # this takes long enough to be worth it; see __main__.py
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(TABLES)
    started_ns = time.time_ns()
    roots = tuple(root for collection in collections for root in collection.roots)
    seen = folders.contents(roots)
    connection.execute("BEGIN")
    _fill(connection, collections, len(seen.files), progress)
    connection.executemany("INSERT INTO folder VALUES (?, ?, ?, ?)", seen.folders)
    connection.executemany("INSERT INTO file VALUES (?, ?, ?, ?)", seen.files)
    # The file's own time stamp stands inside it: a file changed since is not believed.
    modified = started_ns // 2_000_000_000 * 2
    connection.executemany(
        "INSERT INTO meta VALUES (?, ?)",
        [
            ("version", VERSION),
            ("collections", described(collections)),
            ("modified", str(modified)),
        ],
    )
    connection.execute("COMMIT")
    stamps = (*seen.folders, *seen.files)
    settled = all(abs(started_ns - stamp.modified_ns) > _SETTLED_NS for stamp in stamps)
    if path and settled and folders.contents(roots) == seen:
        _keep(connection, path, modified)
    return connection


def described(collections: Sequence[Collection]) -> str:
    """Return the collections as a text that changes when one of their folders does."""
    return "\n".join("\t".join((collection.name, *collection.roots)) for collection in collections)


def _keep(connection: sqlite3.Connection, path: str, modified: int) -> None:
    """Write the catalog beside its place, make it durable, and put it there in one step."""
    folder = os.path.dirname(path)
    unfinished = f"{path}.{os.getpid()}.tmp"
    try:
        for needed in (os.path.dirname(folder), folder):  # but a home that is not there: no
            with contextlib.suppress(FileExistsError):
                os.mkdir(needed, mode=0o700)
        for name in os.listdir(folder):  # what a killed process left behind
            if name.endswith(".tmp"):
                os.unlink(os.path.join(folder, name))
        connection.execute("VACUUM INTO ?", (unfinished,))
        os.utime(unfinished, (modified, modified))
        _sync(unfinished)
        os.replace(unfinished, path)
        _sync(folder)
        kept = sorted(os.scandir(folder), key=lambda entry: entry.stat().st_mtime, reverse=True)
        for entry in kept[_KEPT_CATALOGS:]:  # of collections that are no longer asked
            os.unlink(entry.path)
    except (OSError, sqlite3.Error):
        # The answer does not depend on it: the next command builds it again.
        with contextlib.suppress(OSError):
            os.unlink(unfinished)


def _sync(path: str) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _fill(
    connection: sqlite3.Connection,
    collections: Sequence[Collection],
    total: int,
    progress: Progress,
) -> None:
    problems: list[Problem] = []
    groups, everyday = _vocabularies(connection, collections, problems)
    known: set[tuple[str, str]] = set()
    done = 0
    for collection in collections:
        slugs: dict[tuple[str, str], str] = {}
        here: set[tuple[str, str]] = set()
        for file in folders.contents(collection.roots).files:
            progress(done, total)
            done += 1
            if os.path.basename(file.path) in vocabularies.READERS:
                continue
            try:
                topic = topic_files.read(read_bytes(file.path), file.path, groups)
            except BadFile as bad:
                problems.extend(bad.problems)
                continue
            except (BadInput, OSError) as error:
                problems.append(folders.unreadable(file.path, error))
                continue
            identity = (topic.language, topic.slug)
            if identity in slugs:
                problems.append(folders.twice(file.path, topic.title, slugs[identity]))
                continue
            slugs[identity] = file.path
            identities = {identity}
            if topic.medlineplus:
                identities.add((topic.language, topic.medlineplus.id))
            _insert(
                connection,
                _Found(collection.name, file.path, topic),
                groups,
                not identities & known,
            )
            here |= identities
        known |= here
    fill_index(connection, everyday)
    progress(total, total)
    lines: dict[str, list[int]] = {}
    for problem in problems:
        lines.setdefault(problem.path, []).append(problem.line)
    connection.executemany(
        "INSERT INTO bad_file VALUES (?, ?, ?)",
        [(path, min(of_file), len(of_file)) for path, of_file in lines.items()],
    )


def _vocabularies(
    connection: sqlite3.Connection, collections: Sequence[Collection], problems: list[Problem]
) -> _Vocabularies:
    """Put the bundled vocabularies into the catalog, and return what topics need of them.

    Without groups no topic file can be read; without the others all can.
    """
    folder = collections[-1].roots[0]
    groups_file = os.path.join(folder, vocabularies.GROUPS_FILE)
    groups = vocabularies.read_groups(read_bytes(groups_file), groups_file)
    organizations = _read_or_report(
        os.path.join(folder, vocabularies.ORGANIZATIONS_FILE),
        vocabularies.read_organizations,
        problems,
    )
    everyday = _read_or_report(
        os.path.join(folder, vocabularies.EVERYDAY_FILE), vocabularies.read_everyday, problems
    )
    connection.executemany(
        "INSERT INTO group_name VALUES (?, ?, ?, ?)",
        [(position, group.key, group.en, group.es) for position, group in enumerate(groups)],
    )
    connection.executemany("INSERT INTO organization VALUES (?, ?)", organizations)
    return _Vocabularies(groups, everyday)


def _read_or_report(
    path: str,
    read: Callable[[bytes, str], tuple[T, ...]],
    problems: list[Problem],
) -> tuple[T, ...]:
    """Return what a vocabulary file holds; one that cannot be read is a problem and no more."""
    try:
        return read(read_bytes(path), path)
    except BadFile as bad:
        problems.extend(bad.problems)
    except (BadInput, OSError) as error:
        problems.append(folders.unreadable(path, error))
    return ()


def _insert(
    connection: sqlite3.Connection, found: _Found, groups: Sequence[Term], visible: bool
) -> None:
    topic = found.topic
    number = connection.execute(
        "INSERT INTO topic VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            found.collection,
            visible,
            found.path,
            topic.slug,
            topic.title,
            topic.language,
            fold(topic.title),
            topic.description,
            topic.medlineplus.id if topic.medlineplus else "",
            topic.medlineplus.url if topic.medlineplus else "",
            topic.reviewed,
            topic.translation_of,
        ),
    ).lastrowid

    connection.execute("INSERT INTO summary VALUES (?, ?)", (number, prose.write(topic.summary)))

    def many(table: str, rows: Sequence[Sequence[object]]) -> None:
        if rows:
            marks = ", ".join("?" * (len(rows[0]) + 2))
            connection.executemany(
                f"INSERT INTO {table} VALUES ({marks})",
                [(number, position, *row) for position, row in enumerate(rows)],
            )

    connection.executemany(
        "INSERT INTO name VALUES (?, ?, ?, ?, ?, ?)",
        [
            (exact_key(name), loose_key(name), fold(name), name, name == topic.title, number)
            for name in (topic.title, *topic.also_called)
        ],
    )
    many("advice", topic.advice)
    many("symptom", [(*s, fold(f"{s.name} {s.note}")) for s in topic.symptoms])
    many("section", [(s.kind, s.heading, prose.write(s.blocks)) for s in topic.sections])
    many("related", [(title,) for title in topic.related])
    many("mesh", topic.mesh)
    many("source", topic.sources)
    keys = {group.name(topic.language): group.key for group in groups}
    many("topic_group", [(keys.get(name, slug(name)), name) for name in topic.groups])
    for place, link in enumerate(topic.links, 1):
        connection.execute(
            "INSERT INTO link VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                place,
                link.title,
                link.url,
                link.note,
                "\n".join(link.categories),
                "\n".join(link.organizations),
                fold(" ".join(link.organizations)),
            ),
        )
        for name in link.categories:
            category = by_name(CATEGORIES, name, topic.language)
            connection.execute(
                "INSERT OR IGNORE INTO link_category VALUES (?, ?, ?, ?)",
                (category.key if category else slug(name), number, place, name),
            )
