"""The ready catalog: that of the bundled collection, made when the program is built or installed.

So there is no first run. One in a wheel is sealed: it stands for the bundled files, which do not
change under it. One in a checkout has the stamps of the files, and of the code that made it.
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
# Rooms whose code decides what is in a catalog; modules of the ground floor do so too.
_ROOMS = ("catalog", "sources")


def make(folder: str, path: str, *, is_sealed: bool) -> None:
    """Make the catalog of the bundled collection.

    Args:
        folder: of the bundled collection.
        path: where to put the catalog.
        is_sealed: the files of the folder will not change.

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
    """Have a catalog say nothing of the place where it was made."""
    connection.execute("INSERT INTO meta VALUES ('sealed', '')")
    connection.execute("DELETE FROM file")
    connection.execute("DELETE FROM folder")
    begin = len(os.path.join(folder, ""))
    connection.execute("UPDATE topic SET path = substr(path, ?)", (begin + 1,))


def _stamp_code(connection: sqlite3.Connection) -> None:
    """Have a catalog count as changed when the code that made it changes."""
    rows = [(kept_path(path), *stamp(path)[1:]) for path in _code()]
    for table in ("file", "folder"):
        connection.executemany(f"INSERT INTO {table} VALUES (?, ?, ?, ?)", rows)


def _code() -> Iterator[str]:
    """Yield the modules whose code decides what is in a catalog."""
    for folder, folders, names in os.walk(_PACKAGE):
        if folder == _PACKAGE:
            folders[:] = _ROOMS
        yield from (os.path.join(folder, name) for name in names if name.endswith(".py"))
