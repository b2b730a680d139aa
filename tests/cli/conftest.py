"""What tests of commands share."""

from pathlib import Path

import pytest

from tests.support.in_process import Here


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Here:
    """The command in this process, in a home that nothing was done in yet."""
    return Here(tmp_path / "home", monkeypatch)
