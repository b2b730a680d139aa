"""Turns: one process at a time may replace what is in a folder."""

from pathlib import Path

import pytest

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
