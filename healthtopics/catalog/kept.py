"""The files of kept catalogs: opened, begun next to their place, moved there, and cleared away."""

import contextlib
import os
import re
import sqlite3
from collections.abc import Sequence
from stat import S_ISREG

from healthtopics.catalog.schema import TABLES, kept_path
from healthtopics.files import Stamp, is_own, make_own_folder, put_in_place, stamp, try_lock
from healthtopics.places import Collection

# How many catalogs to keep in the cache, one for each set of collections in use.
_KEPT_CATALOGS = 8
_PIECE = 1 << 17  # bytes copied at a time; larger chunks would allocate fresh memory each time
_MAX_VALUE = 64 << 20  # bytes of one value
_STEP = 10_000_000  # instructions of SQLite, which take about a tenth of a second
_MAX_STEPS = 600
_TABLES = len(re.findall("^CREATE ", TABLES, re.MULTILINE))
# The files in the folder that are ours; all others there are left alone.
_KEPT = re.compile(r"catalog-[0-9a-f]+\.sqlite")
_UNFINISHED = re.compile(r"catalog-[0-9a-f]+\.sqlite\.[0-9a-f]+\.tmp")
_INDEX_TABLE = re.compile(
    r"CREATE TABLE 'text_\w+'\((?:[\w ,]|KEY\([\w ,]*\))*\)(?: WITHOUT ROWID)?"
)
# Within the folder of the bundled collection; a hidden folder has no topics.
READY = (".ready", "catalog.sqlite")


def ready_path(collections: Sequence[Collection]) -> str:
    """Return where the ready catalog is, if one came with the program."""
    return os.path.join(collections[-1].roots[0], *READY)


def uri(path: str) -> str:
    """Return the address of a kept catalog for SQLite.

    The file is never changed in place, only replaced, so there are no locks or journals to check.
    """
    name = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{name}?mode=ro&immutable=1"


def open_kept(path: str, *, is_ready: bool) -> sqlite3.Connection | None:
    """Return a kept catalog of any collections, or None if it is missing, changed or not ours.

    Args:
        path: where it is.
        is_ready: whether it came with the program; then its time stamp does not matter.
    """
    connection = None
    try:
        status = os.stat(path)
        # Opening a pipe would wait, and a file of another user may contain anything.
        if not S_ISREG(status.st_mode) or not _is_of_own(status, is_ready=is_ready):
            return None
        connection = sqlite3.connect(uri(path), uri=True, isolation_level=None)
        _restrain(connection)
        sql = "SELECT value FROM meta WHERE key = 'modified'"
        is_whole = (
            is_ready or int(connection.execute(sql).fetchone()[0]) * 10**9 == status.st_mtime_ns
        )
        if is_whole and has_our_tables(connection):
            return connection
    except (OSError, sqlite3.Error, TypeError, ValueError):
        pass
    if connection:
        connection.close()
    return None


def _is_of_own(status: os.stat_result, *, is_ready: bool) -> bool:
    """Return whether only we (if ready, also root or the program's owner) can write to a file."""
    if status.st_uid == os.geteuid():
        return not status.st_mode & 0o022 or is_ready
    return is_ready and status.st_uid in (0, os.stat(__file__).st_uid)


def _restrain(connection: sqlite3.Connection) -> None:
    """Limit what a damaged or hostile database can cost (https://sqlite.org/security.html)."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_VALUE)
    steps = iter(range(_MAX_STEPS))
    connection.set_progress_handler(lambda: next(steps, None) is None, _STEP)


def has_our_tables(connection: sqlite3.Connection) -> bool:
    """Return whether a database has the tables that we made and nothing else.

    A foreign view or trigger would run when a table is read or written, and might never end.
    """
    rows = connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
    made = [sql for kind, _, sql in rows if sql and sql in TABLES]
    # The full-text index has tables of its own; a key of several columns has an index without SQL.
    others = [
        kind
        for kind, name, sql in rows
        if not (kind == "index" and sql is None)
        and not (kind == "table" and name.startswith("text_") and _INDEX_TABLE.fullmatch(sql))
    ]
    return len(made) == len(others) == _TABLES


class Unfinished:
    """The file next to a catalog's place in which it is built, locked until it is done.

    Args:
        path: where it is; empty if it cannot be created.
        descriptor: holds its lock.
    """

    def __init__(self, path: str = "", descriptor: int = -1) -> None:
        self.path = path
        self._descriptor = descriptor

    def close(self, *, drop: bool) -> None:
        """Release the file, and remove it if ``drop``; open connections can still read it."""
        if self.path and drop:
            with contextlib.suppress(OSError):
                os.unlink(self.path)
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def create_temporary(path: str) -> Unfinished:
    """Create the file next to a catalog's place in which it is built.

    Unfinished files of killed processes are removed: those that no process has locked.
    """
    if not path:
        return Unfinished()
    folder = os.path.dirname(path)
    unfinished = f"{path}.{os.urandom(8).hex()}.tmp"
    descriptor = -1
    try:
        for needed in (os.path.dirname(folder), folder):  # but never the home folder itself
            if os.path.isdir(os.path.dirname(needed)):
                make_own_folder(needed)
        if not is_own(folder):
            return Unfinished()
        for name in os.listdir(folder):
            if _UNFINISHED.fullmatch(name):
                _remove_left(os.path.join(folder, name))
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        descriptor = os.open(unfinished, flags, 0o600)
        if try_lock(descriptor) and stamp(unfinished).inode:
            return Unfinished(unfinished, descriptor)
    except OSError:
        pass
    if descriptor >= 0:
        Unfinished(unfinished, descriptor).close(drop=True)
    return Unfinished()


def _remove_left(path: str) -> None:
    """Remove an unfinished file, unless a process has it locked or it is not ours."""
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            if S_ISREG(os.fstat(descriptor).st_mode) and try_lock(descriptor):
                os.unlink(path)
        finally:
            os.close(descriptor)


def copy(start: str, unfinished: str) -> None:
    """Give an unfinished file the content of a kept catalog, or no content if none is named.

    SQLite's own ``backup`` takes four times as long.
    """
    with open(unfinished, "wb", 0) as file:
        if start:
            with open(start, "rb", 0) as source:
                while part := source.read(_PIECE):
                    file.write(part)


def load(start: str, connection: sqlite3.Connection) -> None:
    """Give a database in memory the content of a kept catalog."""
    source = sqlite3.connect(uri(start), uri=True)
    try:
        source.backup(connection)
    finally:
        source.close()


def keep(unfinished: str, path: str, modified: int, export: Stamp | None = None) -> bool:
    """Move a finished catalog into place, durably and in one step; return whether that was done.

    Args:
        unfinished: the file that it was built in.
        path: where it is kept.
        modified: the time to stamp it with, in seconds since 1970.
        export: the stamp of the export, if it was not yet written when the catalog was built.
    """
    try:
        if export:
            _note(unfinished, export)
        os.utime(unfinished, (modified, modified))
        put_in_place(unfinished, path)
        folder = os.path.dirname(path)
        kept = [  # besides the new one, whatever the clock says
            entry
            for entry in os.scandir(folder)
            if _KEPT.fullmatch(entry.name) and entry.path != path
        ]
        kept.sort(key=lambda entry: entry.stat(follow_symlinks=False).st_mtime, reverse=True)
        for entry in kept[_KEPT_CATALOGS - 1 :]:  # of collections no longer in use
            os.unlink(entry.path)
    except (OSError, sqlite3.Error):
        return False  # no harm: the next command builds it again
    return True


def _note(unfinished: str, export: Stamp) -> None:
    """Record in a catalog the stamp of the export that it was made from."""
    with contextlib.closing(sqlite3.connect(unfinished, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        path, *stamp = export
        for table in ("folder", "file"):  # it is in both, see ``build``
            sql = f"UPDATE {table} SET size = ?, modified_ns = ?, inode = ? WHERE path = ?"
            connection.execute(sql, (*stamp, kept_path(path)))
