"""The forms in which an export comes: a file, a ZIP archive with the file inside, or a stream.

All are read as a stream of chunks. A member of an archive is read, never extracted, and nothing
that the archive says about itself is trusted before it is checked.
"""

import errno
import os
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import IO, BinaryIO

from healthtopics.errors import BadInput, LocalError
from healthtopics.messages import MAX_LENGTH, Message, known, reason, say

MAX_BYTES = 512 << 20
MAX_ARCHIVE_BYTES = 100 << 20
_MAX_DIRECTORY_BYTES = 1 << 20
_CHUNK = 1 << 16
_END_OF_DIRECTORY = struct.Struct("<4s4H2LH")
_LONGEST_COMMENT = 0xFFFF
_REMEDY = say("Download it again: https://medlineplus.gov/xml.html")
# What reading a damaged archive, or an index in it, can raise. RuntimeError: it is encrypted.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError,
    ValueError, OverflowError, LookupError, TypeError, AttributeError,
)  # fmt: skip
_OF_A_MAC = ("__macosx/", "._")  # prefixes of the files that macOS adds to an archive


@contextmanager
def damage_as(error: BadInput) -> Iterator[None]:
    """Raise an error in place of any that reading damaged data can raise.

    If the system refuses to read, that is not damage, unless the position is impossible (EINVAL).
    """
    try:
        yield
    except _DAMAGE as damage:
        raise _with_reason(error, damage) from None
    except OSError as damage:
        if damage.errno != errno.EINVAL:
            raise
        raise _with_reason(error, damage) from None


def _with_reason(error: BadInput, damage: Exception) -> BadInput:
    message, *hints = error.said
    if isinstance(message, Message):
        message = message._replace(
            values={**message.values, "reason": known(str(damage)[:MAX_LENGTH])}
        )
    return BadInput(message, *hints)


def chunks(stream: BinaryIO, name: str) -> Iterator[bytes]:
    """Yield the bytes of an export.

    Args:
        stream: the export, or a ZIP archive with it inside; it need not be seekable.
        name: the export's name in error messages.

    Raises:
        BadInput: it is an archive that cannot be read, or larger than the limits.
        LocalError: there is no room for it.
    """
    first = stream.read(_CHUNK)
    parts = chain([first] if first else [], _parts(stream))
    if not first.startswith(b"PK"):
        yield from _bounded(parts, MAX_BYTES, name)
        return
    with temporary_file() as archive:  # an archive is read from its end
        for part in _bounded(parts, MAX_ARCHIVE_BYTES, name):
            archive.write(part)
        archive.flush()
        yield from member(archive, name)


@contextmanager
def temporary_file() -> Iterator[BinaryIO]:
    """Open a file that is gone once it is closed, however this process ends.

    Raises:
        LocalError: it cannot be created, or the body of the ``with`` cannot write to it.
    """
    try:
        with tempfile.TemporaryFile() as file:
            yield file
    except OSError as error:
        raise LocalError(
            say("a temporary file cannot be written ({reason})", reason=reason(error)),
            say("Make room on the disk, or set TMPDIR to another folder."),
        ) from None


def member(archive: IO[bytes], name: str) -> Iterator[bytes]:
    """Yield the bytes of the one XML file in a seekable ZIP archive.

    Raises:
        BadInput: it cannot be read, or does not have exactly one XML file.
    """
    damaged = BadInput(
        say("{name}: the ZIP archive cannot be read ({reason})", name=name, reason=""), _REMEDY
    )
    with damage_as(damaged):
        _check_directory(archive)
        with zipfile.ZipFile(archive) as opened, opened.open(_only_xml(opened, name)) as file:
            yield from _bounded(_parts(file), MAX_BYTES, name)


def _parts(stream: IO[bytes]) -> Iterator[bytes]:
    return iter(lambda: stream.read(_CHUNK), b"")


def _bounded(parts: Iterable[bytes], limit: int, name: str) -> Iterator[bytes]:
    """Yield parts of a file; raise BadInput if they exceed the limit."""
    size = 0
    for part in parts:
        size += len(part)
        if size > limit:
            raise BadInput(
                say("{name}: larger than {limit} MiB", name=name, limit=limit >> 20), _REMEDY
            )
        yield part


def _check_directory(archive: IO[bytes]) -> None:
    """Refuse a list of members so long that reading it would take all memory."""
    size = archive.seek(0, os.SEEK_END)
    archive.seek(max(0, size - _END_OF_DIRECTORY.size - _LONGEST_COMMENT))
    end = archive.read()
    place = end.rfind(b"PK\5\6")
    if place < 0:
        raise zipfile.BadZipFile("it has no end")
    directory_bytes = _END_OF_DIRECTORY.unpack_from(end, place)[5]
    if directory_bytes > _MAX_DIRECTORY_BYTES or end[max(0, place - 20) :].startswith(b"PK\6\7"):
        raise zipfile.BadZipFile("its list of files is too long")


def _only_xml(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    """Return the one XML file of an archive, packed by a method whose cost is bounded."""
    exports = [
        member
        for member in archive.infolist()
        if (path := member.filename.lower()).endswith(".xml")
        and not path.startswith(_OF_A_MAC)
        and not path.rpartition("/")[2].startswith(_OF_A_MAC)
        and member.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    ]
    if len(exports) != 1:
        raise BadInput(
            say(
                "{name}: the archive has {number} XML files instead of one",
                name=name,
                number=len(exports),
            ),
            _REMEDY,
        )
    return exports[0]
