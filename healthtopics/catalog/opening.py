"""Opening the catalog and asking it: the kept one if it can be trusted, else a new one."""

import os
import sqlite3
import zlib
from collections.abc import Callable, Sequence
from typing import TypeVar

from healthtopics.catalog.content import STRANGE, BrokenOff, Damaged
from healthtopics.catalog.kept import open_kept, ready_path
from healthtopics.catalog.schema import VERSION, kept_path
from healthtopics.catalog.store import Catalog
from healthtopics.errors import LocalError
from healthtopics.files import are_unchanged
from healthtopics.messages import say
from healthtopics.places import Collection

T = TypeVar("T")


def open_catalog(
    collections: Sequence[Collection],
    cache_folder: str,
    progress: Callable[[int, int], None],
    *,
    every_file: bool = True,
    rebuild: bool = False,
) -> Catalog:
    """Return a catalog of the collections as they are now.

    Args:
        collections: in the order in which they are searched for a topic.
        cache_folder: where the catalog is kept; empty for nowhere.
        progress: called with the number of files read so far and the total, if it is built.
        every_file: check whether any file was changed in place. Otherwise only folders are checked,
            which reveals files that were added, removed or replaced, at a cost that does not grow
            with the collection.
        rebuild: ignore the kept catalog, which turned out to be damaged.
    """
    path = catalog_path(collections, cache_folder)
    if not rebuild:
        described = repr(tuple(collections))
        connection = _open_if_current(path, every_file, described) or _open_during_import(
            path, every_file, collections
        )
        if connection:
            return Catalog(connection)
        if connection := _open_ready(collections, every_file):
            return Catalog(connection, ready_path(collections))
    from healthtopics.catalog.build import build

    return Catalog(build(collections, path, progress, from_nothing=rebuild))


def ask(
    question: Callable[[Catalog], T],
    collections: Sequence[Collection],
    cache_folder: str,
    progress: Callable[[int, int], None],
    *,
    every_file: bool = True,
) -> T:
    """Return the answer to a question; rebuild a catalog that turns out to be damaged.

    Args:
        question: gets the open catalog and returns the answer.
        collections: in the order in which they are searched for a topic.
        cache_folder: where the catalog is kept; empty for nowhere.
        progress: called with the number of files read so far and the total, if it is built.
        every_file: see ``open_catalog``.

    Raises:
        LocalError: the damage was found when part of the answer was already printed.
    """
    try:
        with open_catalog(collections, cache_folder, progress, every_file=every_file) as catalog:
            return question(catalog)
    except (Damaged, *STRANGE) as damage:  # if it is no damage, it is raised again
        with open_catalog(collections, cache_folder, progress, rebuild=True) as catalog:
            if isinstance(damage, BrokenOff):
                raise LocalError(
                    say("the catalog was damaged, so the answer broke off"),
                    say("The catalog has been made again: run the command once more."),
                ) from None
            return question(catalog)


def catalog_path(collections: Sequence[Collection], cache_folder: str) -> str:
    """Return where the catalog of some collections is kept; empty for nowhere."""
    key = zlib.crc32(repr(tuple(collections)).encode())
    return os.path.join(cache_folder, f"catalog-{key:08x}.sqlite") if cache_folder else ""


def is_unchanged(catalog: Catalog, path: str, folders: Sequence[str] = ()) -> bool:
    """Return whether a topic's file is still as it was when the catalog was built.

    The same must hold for all files below ``folders``, the user's own: one that was changed in
    place may have become that topic, and would take precedence.
    """
    return are_unchanged(catalog.file_stamps(path)) and all(
        are_unchanged(catalog.stamps_below(folder)) for folder in folders
    )


def _open_if_current(
    path: str, every_file: bool, described: str, ignore: Sequence[str] = ()
) -> sqlite3.Connection | None:
    """Return the kept catalog, or None if it is missing, damaged or out of date.

    Folders reveal files that were added, removed or replaced; a file's own stamp reveals a change
    in place. Files in ``ignore`` are not checked. ``described`` is empty for the ready catalog,
    which has no description.
    """
    connection = open_kept(path, is_ready=not described) if path else None
    if connection is None:
        return None
    try:
        meta = dict(connection.execute("SELECT key, value FROM meta"))
        seen = "SELECT path, size, modified_ns, inode FROM folder"
        if every_file:
            seen += " UNION ALL SELECT path, size, modified_ns, inode FROM file"
        if ignore:
            seen = f"SELECT * FROM ({seen}) WHERE path NOT IN ({', '.join('?' * len(ignore))})"
        if (
            meta["version"] == VERSION
            and (not described or os.fsdecode(meta["collections"]) == described)
            and are_unchanged(connection.execute(seen, tuple(map(kept_path, ignore))))
        ):
            return connection
    except (sqlite3.Error, KeyError, TypeError, ValueError, UnicodeError):
        pass
    connection.close()
    return None


def _open_ready(collections: Sequence[Collection], every_file: bool) -> sqlite3.Connection | None:
    """Return the catalog that came with the program, if no other collection is in use."""
    for collection in collections[:-1]:
        if any(map(os.path.lexists, (*collection.roots, collection.export))):
            return None
    return _open_if_current(ready_path(collections), every_file, "")


def _open_during_import(
    path: str, every_file: bool, collections: Sequence[Collection]
) -> sqlite3.Connection | None:
    """Return the old catalog while an import replaces the export, or the new one once it is done.

    An import also builds the catalog; until that is done, readers keep the old one.
    """
    exports = [c.export for c in collections if c.export and os.path.lexists(c.export)]
    described = repr(tuple(collections))
    if not path or not exports:
        return None
    connection = _open_if_current(path, every_file, described, exports)
    if connection is None:
        return None
    from healthtopics.files import is_locked

    if any(is_locked(os.path.dirname(export)) for export in exports):
        return connection
    connection.close()
    return _open_if_current(path, every_file, described)
