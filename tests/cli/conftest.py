"""What tests of commands share."""

from pathlib import Path

import pytest

from healthtopics import progress
from healthtopics.catalog import opening
from tests.support.in_process import Here


@pytest.fixture
def drawn_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw long work from its first step on, and each of its steps."""
    monkeypatch.setattr(progress, "BAR_AFTER", 0)
    monkeypatch.setattr(progress, "BAR_PAUSE", 0)


@pytest.fixture
def unchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no command look whether the 1,400 files behind the catalog of a checkout have changed."""
    monkeypatch.setattr(opening, "are_unchanged", lambda stamps: True)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Here:
    """The command in this process, in a home that nothing was done in yet."""
    return Here(tmp_path / "home", monkeypatch)
