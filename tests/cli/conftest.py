"""What tests of commands share."""

from pathlib import Path

import pytest

from healthtopics import progress
from tests.support.in_process import Here


@pytest.fixture
def drawn_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw long work from its first step on, and each of its steps."""
    monkeypatch.setattr(progress, "BAR_AFTER", 0)
    monkeypatch.setattr(progress, "BAR_PAUSE", 0)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Here:
    """The command in this process, in a home that nothing was done in yet."""
    return Here(tmp_path / "home", monkeypatch)
