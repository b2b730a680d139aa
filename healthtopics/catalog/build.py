"""Building the catalog: the collections' files into one SQLite database."""

import contextlib
import gc
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from healthtopics import files, prose
from healthtopics.catalog.index import fill_index
from healthtopics.catalog.names import exact_key, loose_key
from healthtopics.catalog.schema import TABLES, VERSION, kept_path
from healthtopics.errors import BadFile, BadInput, Problem
from healthtopics.files import put_in_place
from healthtopics.model import LANGUAGES, MedlinePlus, Topic
from healthtopics.places import Collection
from healthtopics.sources.topicfiles import folders, reading, vocabularies
from healthtopics.sources.topicfiles.nodes import read_bytes
from healthtopics.taxonomy import Term, category_key
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
    unfinished = _begun(path)
    if unfinished:
        try:
            return _build(collections, unfinished, path, progress)
        except (OSError, sqlite3.Error):  # a full disk: the answer does not depend on it
            with contextlib.suppress(OSError):
                os.unlink(unfinished)
    return _build(collections, ":memory:", "", progress)


def _begun(path: str) -> str:
    """Return the file beside a catalog's place in which to build it; empty if there can be none."""
    if not path:
        return ""
    folder = os.path.dirname(path)
    unfinished = f"{path}.{os.getpid()}.tmp"
    try:
        for needed in (os.path.dirname(folder), folder):  # but a home that is not there: no
            with contextlib.suppress(FileExistsError):
                os.mkdir(needed, mode=0o700)
        for name in os.listdir(folder):
            if name.endswith(".tmp") and not _is_being_built(name):
                with contextlib.suppress(OSError):  # a folder, say, which is none of ours
                    os.unlink(os.path.join(folder, name))
        os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError:
        return ""
    return unfinished


def _is_being_built(unfinished: str) -> bool:
    """Tell whether another process is at work on a file, rather than that it was killed."""
    process = unfinished.removesuffix(".tmp").rpartition(".")[2]
    if not process.isdecimal() or int(process) == os.getpid():
        return False
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        pass
    return True


def _build(
    collections: Sequence[Collection], database: str, path: str, progress: Progress
) -> sqlite3.Connection:
    """Return a catalog in a new database, put into its place if that has one."""
    connection = sqlite3.connect(database, isolation_level=None)
    try:
        _make(connection, collections, database, path, progress)
    except BaseException:
        connection.close()
        raise
    return connection


def _make(
    connection: sqlite3.Connection,
    collections: Sequence[Collection],
    database: str,
    path: str,
    progress: Progress,
) -> None:
    # Until it stands in its place, nothing would be lost with it.
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -16000")
    connection.executescript(TABLES)
    started_ns = time.time_ns()
    roots = tuple(root for collection in collections for root in collection.roots)
    seen = folders.contents(roots)
    # An export is only ever replaced by another file, so it is looked at as folders are.
    kept = tuple(files.stamp(c.export) for c in collections if c.export)
    connection.execute("BEGIN")
    _fill(connection, collections, len(seen.files), progress)
    for table, stamps in (("folder", seen.folders), ("file", seen.files)):
        connection.executemany(
            f"INSERT INTO {table} VALUES (?, ?, ?, ?)",
            [(kept_path(stamp.path), *stamp[1:]) for stamp in (*stamps, *kept)],
        )
    # The file's own time stamp stands inside it: a file changed since is not believed.
    modified = started_ns // 2_000_000_000 * 2
    connection.executemany(
        "INSERT INTO meta VALUES (?, ?)",
        [
            ("version", VERSION),
            ("collections", kept_path(described(collections))),
            ("modified", str(modified)),
        ],
    )
    connection.execute("COMMIT")
    stamps = (*seen.folders, *seen.files)
    settled = all(abs(started_ns - stamp.modified_ns) > _SETTLED_NS for stamp in stamps)
    if path:
        is_as_seen = folders.contents(roots) == seen and kept == tuple(
            files.stamp(stamp.path) for stamp in kept
        )
        if settled and is_as_seen:
            _keep(database, path, modified)
        else:
            with contextlib.suppress(OSError):
                os.unlink(database)  # the connection still reads it


def described(collections: Sequence[Collection]) -> str:
    """Return the collections as a text that changes when one of their folders does."""
    return repr(tuple(collections))


def _keep(unfinished: str, path: str, modified: int) -> None:
    """Make a catalog durable and put it into its place in one step."""
    try:
        os.utime(unfinished, (modified, modified))
        put_in_place(unfinished, path)
        kept = [
            entry for entry in os.scandir(os.path.dirname(path)) if entry.name.endswith(".sqlite")
        ]
        kept.sort(key=lambda entry: entry.stat().st_mtime, reverse=True)
        for entry in kept[_KEPT_CATALOGS:]:  # of collections that are no longer asked
            os.unlink(entry.path)
    except OSError:
        # The answer does not depend on it: the next command builds it again.
        with contextlib.suppress(OSError):
            os.unlink(unfinished)


def _fill(
    connection: sqlite3.Connection,
    collections: Sequence[Collection],
    total: int,
    progress: Progress,
) -> None:
    problems: list[Problem] = []
    groups, everyday = _vocabularies(connection, collections, problems)
    keys = {group.name(language): group.key for group in groups for language in LANGUAGES}
    known: set[tuple[str, str]] = set()
    done = 0
    for collection in collections:
        if collection.export:
            try:
                known |= _fill_export(connection, collection, keys, known, progress)
            except (BadInput, OSError) as error:
                problems.append(folders.unreadable(collection.export, error)._replace(line=0))
        slugs: dict[tuple[str, str], str] = {}
        here: set[tuple[str, str]] = set()
        for file in folders.contents(collection.roots).files:
            progress(done, total)
            done += 1
            if os.path.basename(file.path) in vocabularies.READERS:
                continue
            try:
                topic = reading.read(read_bytes(file.path), file.path, groups)
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
            identities = _identities(topic)
            _insert(
                connection,
                _Found(collection.name, file.path, topic),
                keys,
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
        [(kept_path(path), min(of_file), len(of_file)) for path, of_file in lines.items()],
    )


def _fill_export(
    connection: sqlite3.Connection,
    collection: Collection,
    keys: dict[str, str],
    known: set[tuple[str, str]],
    progress: Progress,
) -> set[tuple[str, str]]:
    """Put the topics of the kept export into the catalog, all or none; return what they are.

    Raises:
        BadInput, OSError: it is damaged or cannot be read.
    """
    if not os.path.lexists(collection.export):
        return set()
    from healthtopics.sources.medlineplus import exports

    here: set[tuple[str, str]] = set()
    first = connection.execute("SELECT ifnull(max(id), 0) + 1 FROM topic").fetchone()[0]
    try:
        changes, export = exports.kept(collection.export)
        total = sum(changes.totals.values())
        for done, topic in enumerate(export.topics()):
            progress(done, total)
            identities = _identities(topic)
            found = _Found(collection.name, collection.export, topic)
            _insert(connection, found, keys, not identities & known)
            here |= identities
    except (BadInput, OSError):
        _remove_from(connection, first)
        raise
    connection.executemany("INSERT INTO passed_over VALUES (?, ?)", export.passed_over.items())
    return here


def _remove_from(connection: sqlite3.Connection, first: int) -> None:
    """Take topics out of the catalog again, from a number on."""
    connection.execute("DELETE FROM topic WHERE id >= ?", (first,))
    for table in _PARTS:
        connection.execute(f"DELETE FROM {table} WHERE topic >= ?", (first,))


_PARTS = ("summary", "name", "advice", "symptom", "section", "related", "mesh", "source", "reference",
          "topic_group", "link", "link_category")  # fmt: skip


def _identities(topic: Topic) -> set[tuple[str, str]]:
    """Return under what a topic is the same as another one of its language."""
    identities = {(topic.language, topic.slug)}
    if topic.medlineplus:
        identities.add((topic.language, topic.medlineplus.id))
    return identities


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
    connection: sqlite3.Connection, found: _Found, group_keys: dict[str, str], visible: bool
) -> None:
    topic = found.topic
    medlineplus = topic.medlineplus or MedlinePlus("")
    number = connection.execute(
        "INSERT INTO topic VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            found.collection,
            visible,
            kept_path(found.path),
            topic.slug,
            topic.title,
            topic.language,
            fold(topic.title),
            topic.description,
            medlineplus.id,
            medlineplus.url,
            topic.reviewed,
            topic.translation_of,
            medlineplus.exported,
            medlineplus.created,
            medlineplus.twin.id if medlineplus.twin else "",
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
        "INSERT INTO name VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (exact_key(name), loose_key(name), fold(name), name, is_title, is_reference, number)
            for names, is_title, is_reference in (
                ((topic.title,), True, False),
                (topic.also_called, False, False),
                (medlineplus.see_references, False, True),
            )
            for name in names
        ],
    )
    many("advice", topic.advice)
    many("symptom", [(*s, fold(f"{s.name} {s.note}")) for s in topic.symptoms])
    many("section", [(s.kind, s.heading, prose.write(s.blocks)) for s in topic.sections])
    many("related", [(title,) for title in topic.related])
    many("mesh", [(m.id, m.name, "\n".join(map("\t".join, m.qualifiers))) for m in topic.mesh])
    many("reference", list(_references(medlineplus)))
    many("source", topic.sources)
    many("topic_group", [(group_keys.get(name) or slug(name), name) for name in topic.groups])
    connection.executemany(
        "INSERT INTO link VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                number,
                place,
                link.title,
                link.url,
                link.note,
                link.twin_url,
                "\n".join(link.categories),
                "\n".join(link.organizations),
                _folded(" ".join(link.organizations)),
            )
            for place, link in enumerate(topic.links, 1)
        ],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO link_category VALUES (?, ?, ?, ?)",
        [
            (_category_key(name), number, place, name)
            for place, link in enumerate(topic.links, 1)
            for name in link.categories
        ],
    )


# The same few names stand in thousands of links.
_folded = lru_cache(5000)(fold)
_category_key = lru_cache(500)(category_key)


def _references(medlineplus: MedlinePlus) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield what MedlinePlus refers to, each with the field in which it stands."""
    for kind, references in (
        ("twin", (medlineplus.twin,)),
        ("groups", medlineplus.groups),
        ("related", medlineplus.related),
        ("primary_institute", (medlineplus.primary_institute,)),
    ):
        for one in references:
            if one:
                yield kind, one.title, one.id, one.url, one.language
    for language in medlineplus.other_languages:
        yield "other_languages", language.name, "", language.url, language.vernacular_name
