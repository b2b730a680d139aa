"""Building the catalog: the collections' files into one SQLite database."""

import gc
import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from healthtopics import files
from healthtopics.catalog import kept
from healthtopics.catalog.content import dumped, dumped_country
from healthtopics.catalog.index import fill_index
from healthtopics.catalog.schema import (
    IN_PART,
    OTHER_NAME,
    REFERENCE,
    TABLES,
    TITLE,
    VERSION,
    kept_path,
)
from healthtopics.catalog.words import exact_key, loose_key
from healthtopics.errors import BadFile, BadInput, Problem
from healthtopics.model import LANGUAGES, Link, MedlinePlus, Topic
from healthtopics.places import Collection
from healthtopics.sources.topicfiles import folders, vocabularies
from healthtopics.sources.topicfiles.countries import COUNTRIES_FILE, read_countries
from healthtopics.sources.topicfiles.nodes import read_bytes
from healthtopics.taxonomy import category_key
from healthtopics.text import fold, slug

# A file that changed this shortly before it was read may change again without a new time stamp.
_SETTLED_NS = 50_000_000

T = TypeVar("T")
Progress = Callable[[int, int], None]


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
    unfinished = kept.create_temporary(path)
    if unfinished:
        try:
            return _build(collections, unfinished, path, progress)
        except (OSError, sqlite3.Error):  # a full disk: the answer does not depend on it
            kept.drop(unfinished)
    return _build(collections, ":memory:", "", progress)


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
    """Fill a new database and, where nothing changed meanwhile, put it into its place."""
    # Until it stands in its place, nothing would be lost with it.
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -16000")
    connection.executescript(TABLES)
    started_ns = time.time_ns()
    roots = tuple(root for collection in collections for root in collection.roots)
    seen = folders.contents(roots)
    # An export is only ever replaced by another file, so it is looked at as folders are.
    exports = tuple(files.stamp(c.export) for c in collections if c.export)
    connection.execute("BEGIN")
    total = sum(not _is_vocabulary(file.path) for file in seen.files)
    _fill(connection, collections, total, progress)
    for table, stamps in (("folder", seen.folders), ("file", seen.files)):
        connection.executemany(
            f"INSERT INTO {table} VALUES (?, ?, ?, ?)",
            [(kept_path(stamp.path), *stamp[1:]) for stamp in (*stamps, *exports)],
        )
    # The file's own time stamp stands inside it: a file changed since is not believed.
    modified = started_ns // 2_000_000_000 * 2
    connection.executemany(
        "INSERT INTO meta VALUES (?, ?)",
        [
            ("version", VERSION),
            ("collections", kept_path(repr(tuple(collections)))),
            ("modified", str(modified)),
        ],
    )
    connection.execute("COMMIT")
    stamps = (*seen.folders, *seen.files)
    settled = all(abs(started_ns - stamp.modified_ns) > _SETTLED_NS for stamp in stamps)
    if path:
        is_as_seen = folders.contents(roots) == seen and exports == tuple(
            files.stamp(stamp.path) for stamp in exports
        )
        if settled and is_as_seen:
            kept.keep(database, path, modified)
        else:
            kept.drop(database)


def _fill(
    connection: sqlite3.Connection,
    collections: Sequence[Collection],
    total: int,
    progress: Progress,
) -> None:
    """Put all topics of all collections into the tables, and note the files that are left out.

    Args:
        connection: the catalog that is being built.
        collections: in the order in which a topic is looked for.
        total: how many topic files there are.
        progress: is told how many of them are read.
    """
    problems: list[Problem] = []
    vocabulary, everyday = _vocabularies(connection, collections, problems)
    keys = {g.name(language): g.key for g in vocabulary.groups for language in LANGUAGES}
    known: set[tuple[str, str]] = set()
    done = 0
    for collection in collections:
        if collection.export:
            try:
                known |= _fill_export(connection, collection, keys, known, progress)
            except (BadInput, OSError) as error:
                problems.append(folders.unreadable(collection.export, error)._replace(line=0))
        here: set[tuple[str, str]] = set()
        paths = [
            file.path
            for file in folders.contents(collection.roots).files
            if not _is_vocabulary(file.path)
        ]
        for file in folders.read_topics(paths, vocabulary):
            progress(done, total)
            done += 1
            problems.extend(file.problems)
            if file.topic:
                identities = _identities(file.topic)
                found = _Found(collection.name, file.path, file.topic)
                _insert(connection, found, keys, not identities & known)
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


def _is_vocabulary(path: str) -> bool:
    return os.path.basename(path) in vocabularies.READERS


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


_PARTS = ("content", "name", "symptom", "topic_group", "link", "link_category")


def _identities(topic: Topic) -> set[tuple[str, str]]:
    """Return the keys that identify a topic: (language, slug), (language, MedlinePlus id)."""
    identities = {(topic.language, topic.slug)}
    if topic.medlineplus:
        identities.add((topic.language, topic.medlineplus.id))
    return identities


def _vocabularies(
    connection: sqlite3.Connection, collections: Sequence[Collection], problems: list[Problem]
) -> tuple[vocabularies.Vocabulary, tuple[vocabularies.Everyday, ...]]:
    """Put the bundled vocabularies into the catalog; return what topics and search need of them.

    Without groups and signs no topic file can be read; without the others all can.
    """
    folder = collections[-1].roots[0]
    vocabulary = vocabularies.load(folder)

    def others(name: str, read: Callable[[bytes, str], tuple[T, ...]]) -> tuple[T, ...]:
        path = os.path.join(folder, name)
        try:
            return read(read_bytes(path), path)
        except BadFile as bad:
            problems.extend(bad.problems)
        except (BadInput, OSError) as error:
            problems.append(folders.unreadable(path, error))
        return ()

    connection.executemany(
        "INSERT INTO group_name VALUES (?, ?, ?, ?)",
        [(n, group.key, group.en, group.es) for n, group in enumerate(vocabulary.groups)],
    )
    connection.executemany(
        "INSERT INTO organization VALUES (?, ?)",
        others(vocabularies.ORGANIZATIONS_FILE, vocabularies.read_organizations),
    )
    connection.executemany(
        "INSERT INTO danger VALUES (?, ?, ?)",
        [
            (fold(phrase), language, "\n".join(danger.topics))
            for danger in others(vocabularies.DANGER_FILE, vocabularies.read_danger)
            for language, phrases in (("en", danger.en), ("es", danger.es))
            for phrase in phrases
        ],
    )
    connection.executemany(
        "INSERT INTO country VALUES (?, ?)",
        [
            (country.code, dumped_country(country))
            for country in others(COUNTRIES_FILE, read_countries)
        ],
    )
    return vocabulary, others(vocabularies.EVERYDAY_FILE, vocabularies.read_everyday)


def _insert(
    connection: sqlite3.Connection, found: _Found, group_keys: dict[str, str], visible: bool
) -> None:
    """Put a topic into the tables: whole, and once more what is asked for by column.

    Args:
        connection: the catalog that is being built.
        found: the topic.
        group_keys: the keys of groups by their names in either language.
        visible: whether no earlier collection has the topic.
    """
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
            topic.compared,
            topic.translation_of,
            _danger(topic),
            topic.depth == "short",
            medlineplus.exported,
            medlineplus.twin.id if medlineplus.twin else "",
        ),
    ).lastrowid
    connection.execute("INSERT INTO content VALUES (?, ?)", (number, dumped(topic)))
    connection.executemany(
        "INSERT INTO name VALUES (?, ?, ?, ?, ?, ?)",
        [
            (exact_key(name), loose_key(name), fold(name), name, kind, number)
            for kind, names in (
                (TITLE, (topic.title,)),
                (OTHER_NAME, topic.also_called),
                (REFERENCE, medlineplus.see_references),
                (IN_PART, topic.leads_here),
            )
            for name in names
        ],
    )
    connection.executemany(
        "INSERT INTO symptom VALUES (?, ?, ?, ?, ?)",
        [(number, n, *s, fold(f"{s.name} {s.note}")) for n, s in enumerate(topic.symptoms)],
    )
    connection.executemany(
        "INSERT INTO topic_group VALUES (?, ?, ?, ?)",
        [
            (number, n, group_keys.get(name) or slug(name), name)
            for n, name in enumerate(topic.groups)
        ],
    )
    _insert_links(connection, number, topic.links)


def _danger(topic: Topic) -> int:
    """Return how dangerous a topic's subject may be: its lines of advice on emergencies."""
    return sum(advice.level == "emergency" for advice in topic.advice)


def _insert_links(
    connection: sqlite3.Connection, number: int | None, links: Sequence[Link]
) -> None:
    """Put a topic's links into their tables, numbered from 1."""
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
            for place, link in enumerate(links, 1)
        ],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO link_category VALUES (?, ?, ?, ?)",
        [
            (_category_key(name), number, place, name)
            for place, link in enumerate(links, 1)
            for name in link.categories
        ],
    )


# The same few names stand in thousands of links.
_folded = lru_cache(5000)(fold)
_category_key = lru_cache(500)(category_key)
