"""Files as the operating system sees them: stamps, a lock, and replacing a file in one step."""

import contextlib
import errno
import os
import time
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from healthtopics.errors import LocalError
from healthtopics.messages import say

_LOCK = "lock"
_held: set[int] = set()  # descriptors of locks
_TRIES = 10  # a process that only looks holds the lock for an instant
_PAUSE = 0.02  # seconds
_HALF = 1 << 63


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
        return stamp_of(path, os.stat(path))
    except (OSError, ValueError):
        return Stamp(path, 0, 0, 0)


def stamp_of(path: str, status: os.stat_result) -> Stamp:
    """Return what a path looks like that has a status.

    SQLite keeps numbers of 64 bits with a sign; inodes may be larger, and times too.
    """
    return Stamp(path, status.st_size, _signed(status.st_mtime_ns), _signed(status.st_ino))


def _signed(number: int) -> int:
    """Return the 64 lowest bits of a number, as a number with a sign."""
    return number if -_HALF <= number < _HALF else (number + _HALF) % (2 * _HALF) - _HALF


def are_unchanged(stamps: Iterable[tuple[str, int, int, int]]) -> bool:
    """Tell whether files and folders still look as their stamps say; fast, for thousands."""
    stat = os.stat
    for path, size, modified_ns, inode in stamps:
        try:
            now = stat(path)
        except (OSError, ValueError):
            if modified_ns or inode:
                return False
            continue
        if (
            now.st_mtime_ns != modified_ns or now.st_size != size or now.st_ino != inode
        ) and stamp_of(path, now) != (path, size, modified_ns, inode):
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


def is_own(path: str) -> bool:
    """Tell whether a folder can be trusted: it is this user's or root's, and not for all to write.

    What another user can put there is not what this program, or this user, put there.
    """
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return False
    by_others = 0o002 if status.st_gid == os.getegid() else 0o022
    return status.st_uid in (0, os.geteuid()) and not status.st_mode & by_others


def make_own_folder(path: str) -> None:
    """Make a folder that is this user's alone, and those above it that are missing.

    Raises:
        OSError: it cannot be made, or it would be in a home folder that is another user's: who
            works as root in it must not leave there what its owner cannot use.
    """
    if os.path.isdir(path):
        return
    above = os.path.dirname(path)
    if above == path:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
    if not os.path.isdir(above):
        make_own_folder(above)
    elif os.geteuid() == 0 and os.stat(above).st_uid != 0:
        raise PermissionError(errno.EPERM, "it belongs to another user", above)
    with contextlib.suppress(FileExistsError):
        os.mkdir(path, mode=0o700)


@contextlib.contextmanager
def lock(folder: str) -> Iterator[None]:
    """Hold the lock of a folder: one process at a time writes there.

    The system drops the lock when the process ends, however it ends.

    Raises:
        LocalError: another process holds it.
    """
    path = os.path.join(folder, _LOCK)
    # O_NONBLOCK: a pipe in its place would be waited for.
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
    descriptor = os.open(path, flags, 0o600)
    _held.add(descriptor)
    try:
        for _ in range(_TRIES):
            if try_lock(descriptor):
                break
            time.sleep(_PAUSE)
        else:
            raise LocalError(
                say("another import or update is running"), say("Try again when it has finished.")
            )
        yield
    finally:
        _held.discard(descriptor)
        os.close(descriptor)


def release_locks() -> None:
    """Leave the locks of this process to its parent, in a child that was forked from it."""
    while _held:
        os.close(_held.pop())


def is_locked(folder: str) -> bool:
    """Tell whether a process holds the lock of a folder now."""
    try:
        flags = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK
        descriptor = os.open(os.path.join(folder, _LOCK), flags)
    except OSError:
        return False
    try:
        return not try_lock(descriptor, shared=True)
    except OSError:
        return False
    finally:
        os.close(descriptor)


def try_lock(descriptor: int, *, shared: bool = False) -> bool:
    """Try to lock an open file without waiting; tell whether that worked."""
    import fcntl

    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
