"""What an export comes in: a file, a ZIP archive with the file inside, or a stream.

Whatever it is, it is read as a stream of chunks. A member of an archive is read, never extracted,
and nothing that the archive says of itself is believed before it is so.
"""

import contextlib
import os
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO

from healthtopics.errors import BadInput, LocalError

MAX_BYTES = 512 << 20
MAX_ARCHIVE_BYTES = 100 << 20
_MAX_DIRECTORY_BYTES = 1 << 20
_CHUNK = 1 << 16
_ARCHIVE = b"PK"
_END_OF_DIRECTORY = struct.Struct("<4s4H2LH")
_LONGEST_COMMENT = 0xFFFF
_REMEDY = "Download it again: https://medlineplus.gov/xml.html"


def chunks(stream: BinaryIO, name: str) -> Iterator[bytes]:
    """Yield the bytes of an export.

    Args:
        stream: the export, or a ZIP archive that has it inside; it need not be seekable.
        name: what it is called, for errors.

    Raises:
        BadInput: it is an archive that cannot be taken, or more than anybody needs.
        LocalError: there is no room for it.
    """
    first = stream.read(_CHUNK)
    if not first.startswith(_ARCHIVE):
        yield from _counted(_chained(first, stream), name)
        return
    with temporary_file() as archive:  # an archive is read from its end
        size = 0
        for chunk in _chained(first, stream):
            size += len(chunk)
            if size > MAX_ARCHIVE_BYTES:
                raise BadInput(f"{name}: more than {MAX_ARCHIVE_BYTES >> 20} MiB", _REMEDY)
            with _writing():
                archive.write(chunk)
        with _writing():
            archive.flush()
        yield from member(archive, name)


@contextlib.contextmanager
def temporary_file() -> Iterator[BinaryIO]:
    """Open a file that is gone when it is closed, however this process ends.

    Raises:
        LocalError: there is no place for it.
    """
    try:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed below
    except OSError as error:
        raise LocalError(
            f"there is no folder for temporary files ({error.strerror})", "Set TMPDIR."
        ) from None
    try:
        yield file
    finally:
        with contextlib.suppress(OSError):  # what could not be written was told already
            file.close()


@contextlib.contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise LocalError(
            f"a temporary file cannot be written ({error.strerror})",
            "Make room, or set TMPDIR. The collection stays as it was.",
        ) from None


def _chained(first: bytes, stream: BinaryIO) -> Iterator[bytes]:
    while first:
        yield first
        first = stream.read(_CHUNK)


def _counted(parts: Iterator[bytes], name: str) -> Iterator[bytes]:
    size = 0
    for part in parts:
        size += len(part)
        if size > MAX_BYTES:
            raise BadInput(f"{name}: expands to more than {MAX_BYTES >> 20} MiB", _REMEDY)
        yield part


def member(archive: IO[bytes], name: str) -> Iterator[bytes]:
    """Yield the bytes of the one XML file in a ZIP archive that can be read at any place.

    Raises:
        BadInput: it cannot be read, or more than one could be meant.
    """
    try:
        _check_directory(archive)
        with zipfile.ZipFile(archive) as opened:
            meant = _only_xml(opened.infolist(), name)
            with opened.open(meant) as file:
                yield from _counted(iter(lambda: file.read(_CHUNK), b""), name)
    except BadInput:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        OSError,
        RuntimeError,  # a password is wanted
        NotImplementedError,
        ValueError,
        OverflowError,
    ) as error:
        raise BadInput(f"{name}: the ZIP archive cannot be read ({error})", _REMEDY) from None


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


def _only_xml(members: list[zipfile.ZipInfo], name: str) -> zipfile.ZipInfo:
    exports = [member for member in members if member.filename.lower().endswith(".xml")]
    if len(exports) != 1:
        count = f"{len(exports)} XML files" if exports else "no XML file"
        raise BadInput(f"{name}: {count} in the archive, where one export belongs", _REMEDY)
    member = exports[0]
    if member.flag_bits & 0x1:
        raise BadInput(f"{name}: the file in the archive is encrypted", "Decrypt it first.")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BadInput(f"{name}: packed by a method that is not read here", "Unpack it first.")
    return member
