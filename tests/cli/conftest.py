"""What tests of commands share."""

from pathlib import Path

import pytest

from tests.cli.here import Here


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Here:
    """The command in this process, in a home that nothing was done in yet."""
    return Here(tmp_path / "home", monkeypatch)
