"""Whose turn it is to replace the imported export: one process at a time."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from healthtopics.errors import LocalError

_LOCK = "lock"
_TRIES = 10  # for whoever only looks holds it for an instant
_PAUSE = 0.02


@contextmanager
def turn(folder: str) -> Iterator[None]:
    """Keep others from writing into a folder meanwhile; a turn ends with its process at the latest.

    Raises:
        LocalError: it is another's turn.
    """
    descriptor = os.open(os.path.join(folder, _LOCK), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        for _ in range(_TRIES):
            if _got(descriptor, fcntl.LOCK_EX):
                break
            time.sleep(_PAUSE)
        else:
            raise LocalError("another import or update is at work", "Wait until it is done.")
        yield
    finally:
        os.close(descriptor)


def is_taken(folder: str) -> bool:
    """Tell whether it is somebody's turn now."""
    try:
        descriptor = os.open(os.path.join(folder, _LOCK), os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        return not _got(descriptor, fcntl.LOCK_SH)
    except OSError:
        return False
    finally:
        os.close(descriptor)


def _got(descriptor: int, kind: int) -> bool:
    """Try to lock a file for this process; tell whether it is."""
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
