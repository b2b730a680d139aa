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
_TRIES = 10  # a process that only checks the lock holds it for an instant
_PAUSE = 0.02  # seconds
_HALF = 1 << 63


class Stamp(NamedTuple):
    """What a file or folder looks like: if these values agree, it counts as unchanged.

    ``size`` is in bytes, ``modified_ns`` in nanoseconds; a path that cannot be accessed has zeros.
    """

    path: str
    size: int
    modified_ns: int
    inode: int


def stamp(path: str) -> Stamp:
    """Return the stamp of a path as it is now."""
    try:
        return stamp_of(path, os.stat(path))
    except (OSError, ValueError):
        return Stamp(path, 0, 0, 0)


def stamp_of(path: str, status: os.stat_result) -> Stamp:
    """Return the stamp of a path with a given status.

    SQLite keeps signed 64-bit numbers; inodes and times may be larger.
    """
    return Stamp(path, status.st_size, _signed(status.st_mtime_ns), _signed(status.st_ino))


def _signed(number: int) -> int:
    """Return the lowest 64 bits of a number, as a signed number."""
    return number if -_HALF <= number < _HALF else (number + _HALF) % (2 * _HALF) - _HALF


def are_unchanged(stamps: Iterable[tuple[str, int, int, int]]) -> bool:
    """Return whether files and folders still match their stamps; fast, for thousands."""
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


def create(path: str, content: bytes) -> None:
    """Write a new file, whole or not at all.

    Raises:
        FileExistsError: there is something of this name already.
        OSError, ValueError: it cannot be written.
    """
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o644)) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            os.unlink(path)
            raise


def put_in_place(unfinished: str, path: str) -> None:
    """Make a finished file durable and rename it to its path, replacing what was there.

    Raises:
        OSError: that failed; the file at the path is as it was.
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
    """Return whether a folder is trusted: this user's or root's, and not writable by others.

    Otherwise its content may be from somebody other than this program or this user.
    """
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return False
    by_others = 0o002 if status.st_gid == os.getegid() else 0o022
    return status.st_uid in (0, os.geteuid()) and not status.st_mode & by_others


def make_own_folder(path: str) -> None:
    """Make a folder that is this user's alone, and any missing folders above it.

    Raises:
        OSError: it cannot be made, or this user is root and it would be in another user's home
            folder, where its owner could not use it.
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
    # O_NONBLOCK: do not wait for a pipe in its place.
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
    """In a forked child, leave the locks to the parent."""
    while _held:
        os.close(_held.pop())


def is_locked(folder: str) -> bool:
    """Return whether a process holds the lock of a folder now."""
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
    """Try to lock an open file without waiting; return whether that worked."""
    import fcntl

    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
