"""Writing an answer to a file that the user named: all of it or nothing, and nothing else harmed.

A file is replaced as a whole, in one step. What is already open or is not a regular file (a
descriptor, a device, a pipe) is written to.
"""

import contextlib
import errno
import os
import re
from collections.abc import Iterable
from stat import S_IMODE, S_ISLNK, S_ISREG

_LINKS = 40  # the longest chain of links, as in Linux
# Errors when no file can be created next to the old one, or the old one cannot be replaced: the
# folder is not writable, or the file is a mount point.
_ONLY_IN_PLACE = (errno.EACCES, errno.EPERM, errno.EBUSY, errno.EXDEV, errno.EROFS, errno.ETXTBSY)


def save(path: str, content: Iterable[bytes]) -> None:
    """Write pieces of bytes to a file; if it cannot be replaced, only once all are ready.

    Raises:
        OSError, ValueError: it cannot be written; an old file is as it was.
    """
    target, descriptor = _followed(path)
    if descriptor is not None:
        _write(descriptor, b"".join(content))
        return
    try:
        status = os.lstat(target)
    except FileNotFoundError:
        status = None
    if status and not S_ISREG(status.st_mode):
        _write_device(target, b"".join(content))
        return
    folder = os.open(os.path.dirname(target) or ".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        if status and status.st_uid != os.geteuid() != 0:  # a new file would change owner
            _write_over(folder, os.path.basename(target), status, b"".join(content))
            return
        _replace(folder, os.path.basename(target), status, content)
    finally:
        os.close(folder)


def _followed(path: str) -> tuple[str, int | None]:
    """Return where a path leads, and the descriptor if it leads to an open one."""
    own = re.compile(rf"/dev/fd|/proc/{os.getpid()}/(?:task/\d+/)?fd")
    for _ in range(_LINKS):
        folder, name = os.path.split(path)
        folder = os.path.realpath(folder or ".")
        path = os.path.join(folder, name)
        if own.fullmatch(folder) and name.isdecimal():
            return path, _own_descriptor(int(name))
        if re.fullmatch(r"/proc/.*/fd", folder):
            return path, os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC)
        try:
            status = os.lstat(path)
        except FileNotFoundError:
            return path, None
        if not S_ISLNK(status.st_mode):
            return path, None
        if folder == "/proc" or folder.startswith("/proc/"):  # exe, map_files: a running program
            raise PermissionError(errno.EACCES, "it is a link of the system's")
        _check_link(path, status)
        path = os.path.join(folder, os.readlink(path))
    raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))


def _check_link(path: str, link: os.stat_result) -> None:
    """Refuse another user's link, unless it leads to a file that is that user's too."""
    if link.st_uid in (0, os.geteuid()):
        return
    with contextlib.suppress(FileNotFoundError):
        if os.stat(path).st_uid == link.st_uid:
            return
    raise PermissionError(errno.EACCES, "it is a link of another user's")


def _own_descriptor(number: int) -> int:
    """Return a descriptor that this process was started with."""
    if number > 2 and not os.get_inheritable(number):  # one of the program's own
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return number


def _write_device(path: str, content: bytes) -> None:
    """Write to a device or a pipe."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CLOEXEC | os.O_NOCTTY)
    try:
        _write(descriptor, content)
    finally:
        os.close(descriptor)


def _replace(folder: int, name: str, old: os.stat_result | None, content: Iterable[bytes]) -> None:
    """Write a new file in a folder, and rename it to its final name in one step.

    An old file that cannot be replaced is overwritten, once all of the new content is ready.
    """
    unfinished = f".topic-{os.urandom(8).hex()}.tmp"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        try:
            descriptor = os.open(unfinished, flags, 0o600 if old else 0o666, dir_fd=folder)
        except OSError as error:  # nothing was created, so nothing to remove
            unfinished = ""
            if not old or error.errno not in _ONLY_IN_PLACE:
                raise
            _write_over(folder, name, old, b"".join(content))
            return
        try:
            if old and (old.st_uid, old.st_gid) != (os.geteuid(), os.getegid()):
                with contextlib.suppress(PermissionError):
                    os.fchown(descriptor, old.st_uid, old.st_gid)
            for piece in content:
                _write(descriptor, piece)
            if old:  # only now, since writing clears the set-user-ID bit
                os.fchmod(descriptor, S_IMODE(old.st_mode))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        try:
            os.replace(unfinished, name, src_dir_fd=folder, dst_dir_fd=folder)
        except OSError as error:
            if not old or error.errno not in _ONLY_IN_PLACE:
                raise
            _write_over(folder, name, old, _content(folder, unfinished))
            return
        unfinished = ""
    finally:  # after an interruption too
        if unfinished:
            with contextlib.suppress(OSError):
                os.unlink(unfinished, dir_fd=folder)
    with contextlib.suppress(OSError):  # some file systems cannot sync a folder
        os.fsync(folder)


def _content(folder: int, name: str) -> bytes:
    with open(os.open(name, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=folder), "rb") as file:
        return file.read()


def _write_over(folder: int, name: str, old: os.stat_result, content: bytes) -> None:
    """Overwrite an old file; if that fails, write back what was in it."""
    descriptor = os.open(name, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
    with open(descriptor, "r+b", 0) as file:
        now = os.fstat(descriptor)
        if not S_ISREG(now.st_mode) or (now.st_dev, now.st_ino) != (old.st_dev, old.st_ino):
            raise OSError(errno.EBUSY, "it was replaced meanwhile")
        before = file.read()
        try:
            file.seek(0)
            _write(descriptor, content)
            file.truncate()
            os.fsync(descriptor)
        except BaseException:
            file.seek(0)
            _write(descriptor, before)
            file.truncate()
            raise


def _write(descriptor: int, content: bytes) -> None:
    """Write all bytes; the system may take them in pieces."""
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]
