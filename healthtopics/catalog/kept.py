"""The files of kept catalogs: opened, begun beside their place, put into it, and cleared away."""

import contextlib
import os
import sqlite3
from collections.abc import Sequence
from stat import S_ISREG

from healthtopics.files import put_in_place
from healthtopics.places import Collection

# Catalogs kept in the cache, one for each set of collections that is in use.
_KEPT_CATALOGS = 8
_PIECE = 1 << 20  # bytes that are copied at a time
# Within the folder of the bundled collection; a hidden folder has no topics.
READY = (".ready", "catalog.sqlite")


def ready_path(collections: Sequence[Collection]) -> str:
    """Return where the catalog of the bundled collection may be that came with the program."""
    return os.path.join(collections[-1].roots[0], *READY)


def uri(path: str) -> str:
    """Return the address of a kept catalog for SQLite.

    It is never changed in place, only replaced: no locks and no journal to look for.
    """
    name = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{name}?mode=ro&immutable=1"


def open_kept(path: str, *, is_ready: bool) -> sqlite3.Connection | None:
    """Return a kept catalog, whatever it is of, or None if it is missing or was changed.

    Args:
        path: where it is.
        is_ready: it came with the program, and may be of any time.
    """
    connection = None
    try:
        status = os.stat(path)
        if not S_ISREG(status.st_mode):  # a pipe would be waited for
            return None
        connection = sqlite3.connect(uri(path), uri=True, isolation_level=None)
        sql = "SELECT value FROM meta WHERE key = 'modified'"
        if is_ready or int(connection.execute(sql).fetchone()[0]) * 10**9 == status.st_mtime_ns:
            return connection
    except (OSError, sqlite3.Error, TypeError, ValueError):
        pass
    if connection:
        connection.close()
    return None


def create_temporary(path: str) -> str:
    """Create the file beside a catalog's place in which it is built.

    Unfinished files of processes that were killed are removed.

    Returns:
        Its path, or nothing if there can be none.
    """
    if not path:
        return ""
    folder = os.path.dirname(path)
    unfinished = f"{path}.{os.getpid()}.tmp"
    try:
        for needed in (os.path.dirname(folder), folder):  # but never the home folder itself
            with contextlib.suppress(FileExistsError):
                os.mkdir(needed, mode=0o700)
        for name in os.listdir(folder):
            if name.endswith(".tmp") and not _is_being_built(name):
                with contextlib.suppress(OSError):  # it may be a folder of the user's
                    os.unlink(os.path.join(folder, name))
        os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError:
        return ""
    return unfinished


def _is_being_built(unfinished: str) -> bool:
    """Tell whether the process that owns a temporary file still runs."""
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


def copy(start: str, unfinished: str) -> None:
    """Give an unfinished file the content of a kept catalog, or none where none is named.

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


def keep(unfinished: str, path: str, modified: int) -> bool:
    """Put a finished catalog into its place, durable and in one step; tell whether that was done.

    Args:
        unfinished: the file that it was built in.
        path: where it is kept.
        modified: the time to stamp it with, in seconds since 1970.
    """
    try:
        os.utime(unfinished, (modified, modified))
        put_in_place(unfinished, path)
        folder = os.path.dirname(path)
        kept = [entry for entry in os.scandir(folder) if entry.name.endswith(".sqlite")]
        kept.sort(key=lambda entry: entry.stat().st_mtime, reverse=True)
        for entry in kept[_KEPT_CATALOGS:]:  # of collections that are no longer asked
            os.unlink(entry.path)
    except OSError:
        return False  # the answer does not depend on it: the next command builds it again
    return True


def drop(unfinished: str) -> None:
    """Remove an unfinished catalog; a connection to it can still read it."""
    with contextlib.suppress(OSError):
        os.unlink(unfinished)
