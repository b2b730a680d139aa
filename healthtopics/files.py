"""Files as the operating system sees them: stamps, a lock, and replacing a file in one step."""

import contextlib
import os
import time
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from healthtopics.errors import LocalError

_LOCK = "lock"
_TRIES = 10  # a process that only looks holds the lock for an instant
_PAUSE = 0.02  # seconds


class Stamp(NamedTuple):
    """A file or folder as it was seen: as long as these agree, it counts as unchanged.

    ``size`` is in bytes, ``modified_ns`` in nanoseconds; a path that cannot be seen has zeros.
    """

    path: str
    size: int
    modified_ns: int
    inode: int


def stamp(path: str) -> Stamp:
    """Return what a path looks like now."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return Stamp(path, 0, 0, 0)
    return Stamp(path, status.st_size, status.st_mtime_ns, status.st_ino)


def are_unchanged(stamps: Iterable[tuple[str, int, int, int]]) -> bool:
    """Tell whether files and folders still look as their stamps say; fast, for thousands."""
    stat = os.stat
    for path, size, modified_ns, inode in stamps:
        try:
            now = stat(path)
        except (OSError, ValueError):
            if modified_ns:
                return False
            continue
        if now.st_mtime_ns != modified_ns or now.st_size != size or now.st_ino != inode:
            return False
    return True


def put_in_place(unfinished: str, path: str) -> None:
    """Make a finished file durable and rename it to its path, replacing what was there.

    Raises:
        OSError: it cannot; the file at the path is as it was.
    """
    sync(unfinished)
    os.replace(unfinished, path)
    with contextlib.suppress(OSError):  # some file systems cannot sync a folder
        sync(os.path.dirname(path) or ".")


def sync(path: str) -> None:
    """Have the system write a file or folder to the disk now."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def lock(folder: str) -> Iterator[None]:
    """Hold the lock of a folder: one process at a time writes there.

    The system drops the lock when the process ends, however it ends.

    Raises:
        LocalError: another process holds it.
    """
    import fcntl

    descriptor = os.open(os.path.join(folder, _LOCK), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        for _ in range(_TRIES):
            if _try_lock(descriptor, fcntl.LOCK_EX):
                break
            time.sleep(_PAUSE)
        else:
            raise LocalError(
                "another import or update is running", "Try again when it has finished."
            )
        yield
    finally:
        os.close(descriptor)


def is_locked(folder: str) -> bool:
    """Tell whether a process holds the lock of a folder now."""
    import fcntl

    try:
        descriptor = os.open(os.path.join(folder, _LOCK), os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        return not _try_lock(descriptor, fcntl.LOCK_SH)
    except OSError:
        return False
    finally:
        os.close(descriptor)


def _try_lock(descriptor: int, kind: int) -> bool:
    """Try to lock an open file without waiting; tell whether that worked."""
    import fcntl

    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
