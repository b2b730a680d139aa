"""The ready catalog of the bundled collection, made when the program is built or installed.

So the first run need not build one. In a wheel it is sealed: it stands in for the bundled files,
which do not change. In a checkout it has the stamps of the files and of the code that made it.
"""

import os
import sqlite3
from collections.abc import Iterator

from healthtopics.catalog.build import build
from healthtopics.catalog.schema import kept_path
from healthtopics.errors import BadInput
from healthtopics.files import put_in_place, stamp
from healthtopics.messages import say
from healthtopics.places import Collection

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# Rooms whose code decides what is in a catalog, as do the modules of the ground floor.
_ROOMS = ("catalog", "sources")


def make(folder: str, path: str, *, is_sealed: bool) -> None:
    """Make the catalog of the bundled collection.

    Args:
        folder: the folder of the bundled collection.
        path: where to put the catalog.
        is_sealed: whether the files of the folder will never change.

    Raises:
        BadInput: a file of the folder is left out.
    """
    collections = (
        Collection("personal", ()),
        Collection("medlineplus", ()),
        Collection("bundled", (folder,)),
    )
    os.makedirs(os.path.dirname(path), exist_ok=True)  # before the folder's stamp is taken
    connection = build(collections, "", lambda done, total: None, from_nothing=True)
    try:
        for bad, line, _ in connection.execute("SELECT * FROM bad_file"):
            raise BadInput(
                say("{path}:{line}: is left out of the catalog", path=os.fsdecode(bad), line=line)
            )
        connection.execute("DELETE FROM meta WHERE key != 'version'")
        if is_sealed:
            _seal(connection, folder)
        else:
            _stamp_code(connection)
        unfinished = f"{path}.{os.getpid()}.tmp"
        connection.execute("VACUUM INTO ?", (unfinished,))
    finally:
        connection.close()
    os.chmod(unfinished, 0o644)
    put_in_place(unfinished, path)


def _seal(connection: sqlite3.Connection, folder: str) -> None:
    """Remove from a catalog all traces of the place where it was made."""
    connection.execute("INSERT INTO meta VALUES ('sealed', '')")
    connection.execute("DELETE FROM file")
    connection.execute("DELETE FROM folder")
    begin = len(os.path.join(folder, ""))
    connection.execute("UPDATE topic SET path = substr(path, ?)", (begin + 1,))


def _stamp_code(connection: sqlite3.Connection) -> None:
    """Make a catalog count as outdated when the code that made it changes."""
    rows = [(kept_path(path), *stamp(path)[1:]) for path in _code()]
    for table in ("file", "folder"):
        connection.executemany(f"INSERT INTO {table} VALUES (?, ?, ?, ?)", rows)


def _code() -> Iterator[str]:
    """Yield the modules whose code decides what is in a catalog."""
    for folder, folders, names in os.walk(_PACKAGE):
        if folder == _PACKAGE:
            folders[:] = _ROOMS
        yield from (os.path.join(folder, name) for name in names if name.endswith(".py"))
