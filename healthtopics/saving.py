"""Writing an answer to a file that the user named: all of it or nothing, and nothing else harmed.

A file is replaced as a whole, in one step. What is already open or is not a regular file (a
descriptor, a device, a pipe) is written to.
"""

import contextlib
import errno
import os
import re
import sys
from collections.abc import Iterable
from stat import S_IMODE, S_ISLNK, S_ISREG, S_IWUSR

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
        old = os.lstat(target)
    except FileNotFoundError:
        old = None
    if old and not S_ISREG(old.st_mode):
        _write_device(target, old, b"".join(content))
        return
    if old and old.st_uid == os.geteuid() != 0 and not old.st_mode & S_IWUSR:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    folder = _opened_folder(os.path.dirname(target) or ".")
    try:
        if old and not _can_be_made_anew(target, old):
            _write_over(folder, os.path.basename(target), old, b"".join(content))
            return
        _replace(folder, os.path.basename(target), old, content)
    finally:
        os.close(folder)


def _opened_folder(path: str) -> int:
    """Open a folder to write in, even one that may not be listed."""
    flags = os.O_DIRECTORY | os.O_CLOEXEC
    try:
        return os.open(path, os.O_RDONLY | flags)
    except PermissionError:
        return os.open(path, getattr(os, "O_PATH", os.O_RDONLY) | flags)


def _followed(path: str) -> tuple[str, int | None]:
    """Return where a path leads, and the descriptor if it leads to an open one."""
    own = re.compile(rf"/dev/fd|/proc/{os.getpid()}/(?:task/\d+/)?fd")
    for _ in range(_LINKS):
        folder, name = os.path.split(path)
        folder = os.path.realpath(folder or ".")
        path = os.path.join(folder, name)
        if own.fullmatch(folder) and re.fullmatch("[0-9]{1,9}", name):
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
        if status.st_uid not in (0, os.geteuid()):
            raise PermissionError(errno.EACCES, "it is a link of another user's")
        path = os.path.join(folder, os.readlink(path))
        now = os.lstat(os.path.join(folder, name))
        if (now.st_ino, now.st_ctime_ns) != (status.st_ino, status.st_ctime_ns):
            raise _replaced_meanwhile()
    raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))


def _replaced_meanwhile() -> OSError:
    return OSError(errno.EBUSY, "it was replaced meanwhile")


def _can_be_made_anew(path: str, old: os.stat_result) -> bool:
    """Return whether a new file can have the owner, group and rights of the old one."""
    if os.geteuid() != 0 and (
        old.st_uid != os.geteuid() or old.st_gid not in {os.getegid(), *os.getgroups()}
    ):
        return False
    if sys.platform != "linux":
        return True
    try:
        kept = os.listxattr(path, follow_symlinks=False)
        of_folder = os.listxattr(os.path.dirname(path) or ".")
    except OSError:  # the file system has none
        return True
    # A new file is given a label by the system, and an access list by its folder.
    return not {*kept} - {"security.selinux"} and "system.posix_acl_default" not in of_folder


def _own_descriptor(number: int) -> int:
    """Return a descriptor that this process was started with."""
    if number > 2 and not os.get_inheritable(number):  # one of the program's own
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return number


def _write_device(path: str, old: os.stat_result, content: bytes) -> None:
    """Write to a device or a pipe, and to nothing that has come in its place."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CLOEXEC | os.O_NOCTTY | os.O_NOFOLLOW)
    try:
        now = os.fstat(descriptor)
        if S_ISREG(now.st_mode) or (now.st_dev, now.st_ino) != (old.st_dev, old.st_ino):
            raise _replaced_meanwhile()
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
            made = os.fstat(descriptor)  # its group may be that of the folder
            if old and (old.st_uid, old.st_gid) != (made.st_uid, made.st_gid):
                os.fchown(descriptor, old.st_uid, old.st_gid)
            for piece in content:
                _write(descriptor, piece)
            if old:  # only now, since writing clears the set-user-ID bit
                os.fchmod(descriptor, _mode_now(folder, name, old))
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


def _mode_now(folder: int, name: str, old: os.stat_result) -> int:
    """Return the rights of a file, which may have changed while the answer was made."""
    with contextlib.suppress(FileNotFoundError):
        now = os.stat(name, dir_fd=folder, follow_symlinks=False)
        if (now.st_dev, now.st_ino) == (old.st_dev, old.st_ino):
            return S_IMODE(now.st_mode)
    return S_IMODE(old.st_mode)


def _content(folder: int, name: str) -> bytes:
    with open(os.open(name, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=folder), "rb") as file:
        return file.read()


def _write_over(folder: int, name: str, old: os.stat_result, content: bytes) -> None:
    """Overwrite an old file; if that fails, write back what was in it."""
    descriptor = os.open(name, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
    with open(descriptor, "r+b", 0) as file:
        now = os.fstat(descriptor)
        if not S_ISREG(now.st_mode) or (now.st_dev, now.st_ino) != (old.st_dev, old.st_ino):
            raise _replaced_meanwhile()
        before = file.read(len(content))
        try:
            file.seek(0)
            _write(descriptor, content)
            os.fsync(descriptor)
            file.truncate()  # last, since what it takes cannot be written back
        except BaseException:
            file.seek(0)
            _write(descriptor, before)
            file.truncate(now.st_size)
            raise


def _write(descriptor: int, content: bytes) -> None:
    """Write all bytes; the system may take them in pieces."""
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]
