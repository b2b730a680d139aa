"""What is remembered of a download, and when it counts no more."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from healthtopics.sources.medlineplus.download import Validators
from healthtopics.sources.medlineplus.remembered import remember, remembered

SAID = Validators("https://medlineplus.gov/xml/é.zip", '"1"', "Sat, 21 Nov 2026")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a kept export and what was said of it."""
    (tmp_path / "topics.zip").write_bytes(b"export")
    remember(str(tmp_path), SAID)
    return tmp_path


def test_what_a_site_said_is_remembered(folder: Path) -> None:
    assert remembered(str(folder)) == SAID
    assert sorted(os.listdir(folder)) == ["download.json", "topics.zip"]
    other = Validators("https://example.org/x")
    remember(str(folder), other)
    assert remembered(str(folder)) == other


def _same_size(folder: Path) -> None:
    """Replace the export by another of the same size and time."""
    status = (folder / "topics.zip").stat()
    (folder / "other").write_bytes(b"TROPXE")
    os.utime(folder / "other", ns=(status.st_atime_ns, status.st_mtime_ns))
    (folder / "other").replace(folder / "topics.zip")


def _same_time(folder: Path) -> None:
    """Change the export in place, and not its time."""
    status = (folder / "topics.zip").stat()
    (folder / "topics.zip").write_bytes(b"longer export")
    os.utime(folder / "topics.zip", ns=(status.st_atime_ns, status.st_mtime_ns))


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "topics.zip").unlink(),
        lambda folder: os.utime(folder / "topics.zip", (1, 1)),
        _same_size,
        _same_time,
        lambda folder: (folder / "download.json").unlink(),
    ],
)
def test_of_another_export_nothing_is_remembered(
    folder: Path, change: Callable[[Path], None]
) -> None:
    change(folder)
    assert remembered(str(folder)) is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"7", b"{}", b"\xff", b"[" * 50_000])
def test_a_damaged_memory_is_none(folder: Path, content: bytes) -> None:
    (folder / "download.json").write_bytes(content)
    assert remembered(str(folder)) is None


def test_a_memory_without_an_etag_is_none(folder: Path) -> None:
    path = folder / "download.json"
    path.write_text(path.read_text().replace("etag", "gate"))
    assert remembered(str(folder)) is None


def test_a_memory_longer_than_it_can_be_is_not_read(folder: Path) -> None:
    path = folder / "download.json"
    path.write_text(path.read_text() + " " * (1 << 16))
    assert remembered(str(folder)) == SAID
    path.write_text(" " * (1 << 16) + path.read_text())
    assert remembered(str(folder)) is None


def test_what_cannot_be_written_down_is_forgotten(tmp_path: Path) -> None:
    remember(str(tmp_path / "nowhere"), SAID)
    assert remembered(str(tmp_path / "nowhere")) is None
    (tmp_path / "download.json").mkdir()
    remember(str(tmp_path), SAID)
    assert remembered(str(tmp_path)) is None
