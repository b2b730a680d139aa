"""Turns: one process at a time may replace what is in a folder."""

import contextlib
import os
import sqlite3
from pathlib import Path
from types import SimpleNamespace

import pytest

from healthtopics import files
from healthtopics.errors import LocalError
from healthtopics.files import is_locked, lock


def test_a_turn_is_for_one_and_ends(tmp_path: Path) -> None:
    for _ in range(2):
        assert not is_locked(str(tmp_path))
        with lock(str(tmp_path)):
            assert is_locked(str(tmp_path))
            with pytest.raises(LocalError, match="another import"), lock(str(tmp_path)):
                pass
            assert is_locked(str(tmp_path))


def test_a_turn_ends_also_when_it_fails(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), lock(str(tmp_path)):
        raise KeyboardInterrupt
    assert not is_locked(str(tmp_path))


def test_a_folder_that_is_not_there_is_nobodys(tmp_path: Path) -> None:
    assert not is_locked(str(tmp_path / "nowhere"))


@pytest.mark.parametrize(("modified_ns", "inode"), [
    (0, 7), (-1, 1), (2**63, 5), (2**64 - 1, 2**64 - 1), (-(2**63), 2**63 - 1), (10**25, 3),
])  # fmt: skip
def test_a_stamp_fits_into_the_numbers_of_sqlite(
    monkeypatch: pytest.MonkeyPatch, modified_ns: int, inode: int
) -> None:
    status = SimpleNamespace(st_size=1, st_mtime_ns=modified_ns, st_ino=inode)
    monkeypatch.setattr(os, "stat", lambda path: status)
    seen = files.stamp("x")
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        row = connection.execute("SELECT ?, ?, ?", seen[1:]).fetchone()
    assert files.are_unchanged([("x", *row)])
    status.st_ino += 1
    assert not files.are_unchanged([("x", *row)])


def test_a_file_of_the_year_1970_that_goes_is_a_change(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")
    os.utime(tmp_path / "x", (0, 0))
    seen = files.stamp(str(tmp_path / "x"))
    (tmp_path / "x").unlink()
    assert not files.are_unchanged([seen])
