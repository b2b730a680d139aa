"""The files of kept catalogs: begun beside their place, put into it whole, and cleared away."""

import contextlib
import os

from healthtopics.files import put_in_place

# Catalogs kept in the cache, one for each set of collections that is in use.
_KEPT_CATALOGS = 8


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


def keep(unfinished: str, path: str, modified: int) -> None:
    """Put a finished catalog into its place, durable and in one step, if that can be done.

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
        drop(unfinished)  # the answer does not depend on it: the next command builds it again


def drop(unfinished: str) -> None:
    """Remove an unfinished catalog; a connection to it can still read it."""
    with contextlib.suppress(OSError):
        os.unlink(unfinished)
