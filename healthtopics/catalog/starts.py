"""What a catalog is made from: the collections as they are now, and the nearest kept catalog.

A new catalog starts as a copy of a kept one; only the topics of files that were added, changed or
removed since then are replaced.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from healthtopics import files
from healthtopics.catalog.content import Damaged
from healthtopics.catalog.kept import open_kept, ready_path
from healthtopics.catalog.schema import VERSION
from healthtopics.files import Stamp
from healthtopics.places import Collection
from healthtopics.sources.topicfiles import folders, vocabularies


class Seen(NamedTuple):
    """The collections as they were when work on a catalog began.

    ``topic_files`` has the paths of each collection, ``vocabularies`` the paths of the bundled
    vocabularies. ``whole`` has files that are only ever replaced as a whole: exports, and the ready
    catalog if it stands in for the bundled files (``is_sealed``). ``is_refused``: a folder could
    not be read, which does not mean that it is empty.
    """

    collections: tuple[Collection, ...]
    folders: tuple[Stamp, ...]
    files: dict[str, Stamp]
    topic_files: tuple[tuple[str, ...], ...]
    vocabularies: tuple[str, ...]
    whole: tuple[Stamp, ...]
    is_sealed: bool
    is_refused: bool = False

    def is_unchanged(self) -> bool:
        """Return whether everything is still as it was."""
        return files.are_unchanged((*self.folders, *self.files.values(), *self.whole))


def look(
    collections: Sequence[Collection], *, trust_ready: bool = True, new: Stamp | None = None
) -> Seen:
    """Return what the collections look like now.

    Args:
        collections: in the order in which they are searched for a topic.
        trust_ready: let a sealed ready catalog stand in for the bundled files.
        new: the stamp of an export that is not in place yet.
    """
    ready = ready_path(collections)
    is_sealed = trust_ready and _is_sealed(ready)
    seen_folders: set[Stamp] = set()
    seen_files: dict[str, Stamp] = {}
    topic_files = []
    is_refused = False
    for collection in collections:
        is_looked_at = not (is_sealed and collection is collections[-1])
        contents = folders.contents(collection.roots if is_looked_at else ())
        seen_folders.update(contents.folders)
        is_refused |= contents.is_refused
        seen_files.update((stamp.path, stamp) for stamp in contents.files)
        paths = dict.fromkeys(stamp.path for stamp in contents.files)
        topic_files.append(tuple(p for p in paths if not vocabularies.is_vocabulary(p)))
    names = sorted(vocabularies.READERS)
    exports = [collection.export for collection in collections if collection.export]
    whole = [
        new if new and new.path == path else files.stamp(path)
        for path in ([*exports, ready] if is_sealed else exports)
    ]
    return Seen(
        tuple(collections),
        tuple(sorted(seen_folders)),
        seen_files,
        tuple(topic_files),
        tuple(os.path.join(collections[-1].roots[0], name) for name in names),
        tuple(whole),
        is_sealed,
        is_refused,
    )


def _is_sealed(ready: str) -> bool:
    """Return whether a ready catalog stands in for the bundled files, which are then not read."""
    connection = open_kept(ready, is_ready=True)
    if connection is None:
        return False
    try:
        meta = dict(connection.execute("SELECT key, value FROM meta"))
    except sqlite3.Error:
        return False
    finally:
        connection.close()
    return meta.get("version") == VERSION and "sealed" in meta


class Difference(NamedTuple):
    """What can be reused of a kept catalog from which a new one starts.

    ``stay`` has the collection's rank and the path of each file whose topics stay, ``out`` the
    numbers of topics to remove. A changed export is in neither: which of its topics stay is decided
    later. ``saved`` is the work saved: adding a topic costs twice as much as removing one.
    """

    stay: frozenset[tuple[int, str]] = frozenset()
    out: tuple[int, ...] = ()
    saved: int = 0


def compare(connection: sqlite3.Connection, seen: Seen) -> Difference:
    """Return what is still valid in a catalog.

    Raises:
        Damaged: it has another version or other vocabularies, or saves no work.
        sqlite3.Error: it is damaged.
    """
    meta = dict(connection.execute("SELECT key, value FROM meta"))
    before = {
        path: (path, *stamp)
        for name, *stamp in connection.execute("SELECT path, size, modified_ns, inode FROM file")
        for path in (name if isinstance(name, str) else os.fsdecode(name),)
    }
    whole = {stamp.path: stamp for stamp in seen.whole}
    if (
        meta.get("version") != VERSION
        or ("sealed" in meta) != seen.is_sealed
        or any(before.get(path) != seen.files.get(path) for path in seen.vocabularies)
        or not files.are_unchanged(row for row in before.values() if row[0].endswith(".py"))
    ):
        raise Damaged("another version")
    last = len(seen.collections) - 1
    if seen.is_sealed:
        ready = ready_path(seen.collections)
        if before.get(ready, whole[ready]) != whole[ready]:  # a ready catalog does not list itself
            raise Damaged("other bundled topics")
    stay = set()
    staying = 0
    out = []
    unchanged = [
        {path for path in paths if before.get(path) == seen.files[path]}
        for paths in seen.topic_files
    ]
    for rank, collection in enumerate(seen.collections):
        export = collection.export
        if export and whole[export].inode and before.get(export) == whole[export]:
            unchanged[rank].add(export)
    for number, rank, name in connection.execute("SELECT id, rank, path FROM topic"):
        path = name if isinstance(name, str) else os.fsdecode(name)
        if (rank == last and seen.is_sealed) or (rank <= last and path in unchanged[rank]):
            stay.add((rank, path))
            staying += 1
        elif rank <= last and path == seen.collections[rank].export and whole[path].inode:
            staying += 1  # most topics of an export are the same in a newer one
        else:
            out.append(number)
    saved = 2 * staying - len(out)
    if saved <= 0:
        raise Damaged("nothing that stays")
    return Difference(frozenset(stay), tuple(out), saved)


def starts(path: str, seen: Seen) -> Iterator[str]:
    """Yield the kept catalogs that a new one can be made from, the nearest first.

    The one kept for the same collections always comes first.
    """
    if path and (connection := open_kept(path, is_ready=False)):
        connection.close()
        yield path
    others = [ready_path(seen.collections)]
    if path:
        folder = os.path.dirname(path)
        try:
            names = sorted(name for name in os.listdir(folder) if name.endswith(".sqlite"))
        except OSError:
            names = []
        others += [other for name in names if (other := os.path.join(folder, name)) != path]
    scored = [(_saved(other, seen), other) for other in others]
    yield from (other for saved, other in sorted(scored, reverse=True) if saved > 0)


def _saved(path: str, seen: Seen) -> int:
    """Return how much work a kept catalog saves; 0 if nothing can be made from it."""
    connection = open_kept(path, is_ready=path == ready_path(seen.collections))
    if connection is None:
        return 0
    try:
        return compare(connection, seen).saved
    except (sqlite3.Error, Damaged, TypeError, ValueError, KeyError):
        return 0
    finally:
        connection.close()
