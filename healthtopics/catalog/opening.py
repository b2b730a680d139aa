"""Opening the catalog, and asking it: the kept one if it can be believed, else a new one."""

import os
import sqlite3
import zlib
from collections.abc import Callable, Sequence
from stat import S_ISREG
from typing import TypeVar

from healthtopics.catalog.content import Damaged
from healthtopics.catalog.schema import VERSION, kept_path
from healthtopics.catalog.store import Catalog
from healthtopics.files import are_unchanged
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
        collections: in the order in which a topic is looked for.
        cache_folder: where the catalog is kept; empty for nowhere.
        progress: is told how many files of how many are read, when it has to be built.
        every_file: look whether any file was changed in place. Otherwise only the folders are
            looked at, which tells files that came, went or were replaced, at a cost that does
            not grow with the collection.
        rebuild: do not even look at what is kept.
    """
    path = catalog_path(collections, cache_folder)
    connection = None
    if path and not rebuild:
        described = repr(tuple(collections))
        connection = _open_if_current(path, every_file, described) or _open_during_import(
            path, every_file, collections
        )
    if connection is None:
        from healthtopics.catalog.build import build

        connection = build(collections, path, progress)
    return Catalog(connection)


def ask(
    question: Callable[[Catalog], T],
    collections: Sequence[Collection],
    cache_folder: str,
    progress: Callable[[int, int], None],
    *,
    every_file: bool = True,
) -> T:
    """Return the answer to a question; a catalog that turns out to be damaged is built again.

    Args:
        question: gets the open catalog and returns the answer.
        collections: in the order in which a topic is looked for.
        cache_folder: where the catalog is kept; empty for nowhere.
        progress: is told how many files of how many are read, when it has to be built.
        every_file: see ``open_catalog``.
    """
    try:
        with open_catalog(collections, cache_folder, progress, every_file=every_file) as catalog:
            return question(catalog)
    except Damaged:
        with open_catalog(collections, cache_folder, progress, rebuild=True) as catalog:
            return question(catalog)


def catalog_path(collections: Sequence[Collection], cache_folder: str) -> str:
    """Return where the catalog of some collections is kept; empty for nowhere."""
    key = zlib.crc32(repr(tuple(collections)).encode())
    return os.path.join(cache_folder, f"catalog-{key:08x}.sqlite") if cache_folder else ""


def is_unchanged(catalog: Catalog, path: str) -> bool:
    """Tell whether a topic's file is still as it was when the catalog was built."""
    return are_unchanged(catalog.file_stamps(path))


def _open_if_current(
    path: str, every_file: bool, described: str, ignore: Sequence[str] = ()
) -> sqlite3.Connection | None:
    """Return the catalog that is kept, or None if it is missing, damaged or out of date.

    The folders tell of files that came, went or were replaced; a file tells of itself. Files in
    ``ignore`` are not looked at.
    """
    connection = None
    try:
        status = os.stat(path)
        if not S_ISREG(status.st_mode):  # a pipe would be waited for
            return None
        name = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
        # It is never changed in place, only replaced: no locks and no journal to look for.
        connection = sqlite3.connect(
            f"file:{name}?mode=ro&immutable=1", uri=True, isolation_level=None
        )
        meta = dict(connection.execute("SELECT key, value FROM meta"))
        seen = "SELECT path, size, modified_ns, inode FROM folder"
        if every_file:
            seen += " UNION ALL SELECT path, size, modified_ns, inode FROM file"
        if ignore:
            seen = f"SELECT * FROM ({seen}) WHERE path NOT IN ({', '.join('?' * len(ignore))})"
        if (
            meta["version"] == VERSION
            and os.fsdecode(meta["collections"]) == described
            and int(meta["modified"]) * 1_000_000_000 == status.st_mtime_ns
            and are_unchanged(connection.execute(seen, tuple(map(kept_path, ignore))))
        ):
            return connection
    except (OSError, sqlite3.Error, KeyError, ValueError, UnicodeError):
        pass
    if connection:
        connection.close()
    return None


def _open_during_import(
    path: str, every_file: bool, collections: Sequence[Collection]
) -> sqlite3.Connection | None:
    """Return the old catalog while an import replaces the export, or the new one if it just came.

    An import builds the catalog too: until it has, readers keep the old one.
    """
    exports = [c.export for c in collections if c.export and os.path.lexists(c.export)]
    described = repr(tuple(collections))
    connection = _open_if_current(path, every_file, described, exports) if exports else None
    if connection is None:
        return None
    from healthtopics.files import is_locked

    if any(is_locked(os.path.dirname(export)) for export in exports):
        return connection
    connection.close()
    return _open_if_current(path, every_file, described)
