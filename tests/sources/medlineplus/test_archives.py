"""What exports come in: every byte of them, within bounds, or a sentence that says why not."""

import io
import struct
import zipfile
from collections.abc import Iterator

import pytest

from healthtopics.errors import BadInput, LocalError
from healthtopics.sources.medlineplus.archives import chunks
from tests.support.exports import zipped

AGAIN = "Download it again: https://medlineplus.gov/xml.html"
MIB = 1 << 20


class _Stream(io.BytesIO):
    """A stream that can be read once and only forwards."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise io.UnsupportedOperation


def _chunks(content: bytes) -> Iterator[bytes]:
    return chunks(_Stream(content), "e.zip")


def _read(content: bytes) -> bytes:
    return b"".join(_chunks(content))


def _refused(content: bytes) -> tuple[str, tuple[str, ...]]:
    with pytest.raises(BadInput) as caught:
        _read(content)
    return caught.value.message, caught.value.hints


def _with_comment(comment: bytes) -> bytes:
    file = io.BytesIO(zipped(("x.xml", b"<x/>")))
    with zipfile.ZipFile(file, "a") as archive:
        archive.comment = comment
    return file.getvalue()


def _flagged(archive: bytes, flags: int) -> bytes:
    """Return an archive whose first member has some flags."""
    bits = struct.pack("<H", flags)
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        place = archive.index(signature) + offset
        archive = archive[:place] + bits + archive[place + 2 :]
    return archive


def _end(directory_bytes: int) -> bytes:
    return struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, directory_bytes, 0, 0)


TEXT = b"".join(b"<x>%d</x>" % number for number in range(30_000))
TAKEN = {
    "a file": (TEXT, TEXT),
    "a file of nothing": (b"", b""),
    "a packed file": (zipped(("x.xml", TEXT)), TEXT),
    "a stored file of more than 1 MiB": (
        zipped(("x.xml", TEXT * 4), method=zipfile.ZIP_STORED), TEXT * 4,
    ),
    "a name in capitals": (zipped(("A/B.XML", TEXT), ("B.txt", b"read me")), TEXT),
    "the longest comment": (_with_comment(b"c" * 0xFFFF), b"<x/>"),
    "a file that looks like the end of an archive": (
        zipped(("x.xml", b"<!--" + _end(0xFFFFFFFF) + b"-->"), method=zipfile.ZIP_STORED),
        b"<!--" + _end(0xFFFFFFFF) + b"-->",
    ),
    "packed in another way of the same method": (_flagged(zipped(("x.xml", TEXT)), 0x2), TEXT),
}  # fmt: skip


@pytest.mark.parametrize(("content", "text"), TAKEN.values(), ids=TAKEN.keys())
def test_every_byte_comes_out_a_chunk_at_a_time(content: bytes, text: bytes) -> None:
    pieces = list(_chunks(content))
    assert b"".join(pieces) == text
    assert max(map(len, pieces), default=0) <= 1 << 16


REFUSED = {
    "two files": (zipped(("a.xml", b""), ("b.xml", b"")), "the archive has 2 XML files instead of one"),
    "other files": (zipped(("a.txt", b"")), "the archive has 0 XML files instead of one"),
    "no files": (zipped(), "the archive has 0 XML files instead of one"),
    "another method": (
        zipped(("x.xml", TEXT), method=zipfile.ZIP_BZIP2),
        "the archive has 0 XML files instead of one",
    ),
    "half an archive": (
        zipped(("x.xml", TEXT))[:9000], "the ZIP archive cannot be read (it has no end)",
    ),
    "a long list of files": (
        b"PK" + b"." * 100 + _end(2 * MIB),
        "the ZIP archive cannot be read (its list of files is too long)",
    ),
    "a list of files of the kind for long ones": (
        b"PK" + b"." * 100 + struct.pack("<4sLQL", b"PK\6\7", 0, 0, 1) + _end(50),
        "the ZIP archive cannot be read (its list of files is too long)",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "what"), REFUSED.values(), ids=REFUSED.keys())
def test_a_refusal_says_what_is_wrong_and_what_to_do(content: bytes, what: str) -> None:
    assert _refused(content) == (f"e.zip: {what}", (AGAIN,))


@pytest.mark.parametrize("packed", [False, True])
def test_an_export_may_be_as_long_as_the_limit(
    monkeypatch: pytest.MonkeyPatch, packed: bool
) -> None:
    monkeypatch.setattr("healthtopics.sources.medlineplus.archives.MAX_BYTES", MIB)
    texts = (b"x" * MIB, b"x" * (MIB + 1))
    longest, longer = (zipped(("x.xml", text)) for text in texts) if packed else texts
    assert _read(longest) == texts[0]
    assert _refused(longer) == ("e.zip: larger than 1 MiB", (AGAIN,))


def test_an_archive_may_be_as_long_as_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("healthtopics.sources.medlineplus.archives.MAX_ARCHIVE_BYTES", MIB)
    around = len(zipped(("x.xml", b""), method=zipfile.ZIP_STORED))
    text = b"x" * (MIB - around)
    assert _read(zipped(("x.xml", text), method=zipfile.ZIP_STORED)) == text
    longer = zipped(("x.xml", text + b"x"), method=zipfile.ZIP_STORED)
    assert _refused(longer) == ("e.zip: larger than 1 MiB", (AGAIN,))


def test_an_encrypted_archive_is_called_so() -> None:
    message, _ = _refused(_flagged(zipped(("x.xml", TEXT)), 0x1))
    assert message.startswith("e.zip: the ZIP archive cannot be read (")
    assert "is encrypted" in message


def test_a_file_packed_by_another_method_is_not_read_by_the_name_of_one_that_is_not() -> None:
    hidden = zipped(("x.xml", TEXT), method=zipfile.ZIP_BZIP2)
    file = io.BytesIO(hidden)
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("x.xml", TEXT[:99], zipfile.ZIP_DEFLATED)
    assert _read(file.getvalue()) == TEXT[:99]


def test_a_disk_without_room_for_the_archive_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    full = open("/dev/full", "r+b", buffering=0)  # noqa: SIM115 - the program closes it
    monkeypatch.setattr("tempfile.TemporaryFile", lambda: full)
    with pytest.raises(LocalError) as caught:
        _read(zipped(("x.xml", TEXT)))
    assert caught.value.message == "a temporary file cannot be written (No space left on device)"
    assert caught.value.hints == ("Make room on the disk, or set TMPDIR to another folder.",)
