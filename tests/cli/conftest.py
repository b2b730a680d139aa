"""What tests of commands share."""

from pathlib import Path

import pytest

from healthtopics import progress
from healthtopics.sources.topicfiles import folders
from tests.support.in_process import Here
from tests.support.topics import VOCABULARIES, write


@pytest.fixture
def drawn_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw long work from its first step on, and each of its steps."""
    monkeypatch.setattr(progress, "BAR_AFTER", 0)
    monkeypatch.setattr(progress, "BAR_PAUSE", 0)


@pytest.fixture(scope="session")
def _vocabularies(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder with small vocabularies."""
    return str(write(tmp_path_factory.mktemp("vocabularies"), VOCABULARIES))


@pytest.fixture
def quick_check(_vocabularies: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have ``topic check`` read small vocabularies: the bundled ones take a quarter of a second."""
    monkeypatch.setattr(folders, "bundled_folder", lambda: _vocabularies)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Here:
    """The command in this process, in a home that nothing was done in yet."""
    return Here(tmp_path / "home", monkeypatch)
