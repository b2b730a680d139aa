"""The small installation in homes of every kind."""

import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.command import Topic
from tests.support.installation import Installation, cache_of


@pytest.fixture(scope="session", autouse=True)
def heeded_signals() -> Iterator[None]:
    """Heed the signals that nohup and a shell's "&" have ignored: processes started here inherit it."""
    ignored = [
        number
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP)
        if signal.getsignal(number) is signal.SIG_IGN
    ]
    for number in ignored:
        signal.signal(number, signal.SIG_DFL)
    yield
    for number in ignored:
        signal.signal(number, signal.SIG_IGN)


@pytest.fixture(scope="session")
def long(request: pytest.FixtureRequest) -> bool:
    """Whether tests that have a long form run it."""
    return bool(request.config.getoption("--long"))


@pytest.fixture(scope="session")
def installed(installed: Installation, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The small installation, and nothing else in its processes."""
    if not any(name.startswith("COVERAGE") for name in installed.topic.environ):
        return installed
    return Installation(tmp_path_factory.mktemp("small"), measured=False)


@pytest.fixture
def small(installed: Installation, tmp_path: Path) -> Topic:
    """The small installation in a home of its own, with a catalog."""
    topic = installed.sharing(tmp_path / "home")
    cache_of(topic).mkdir(parents=True)
    shutil.copy2(installed.catalog, cache_of(topic))
    return topic


@pytest.fixture
def enclosed(fresh: Topic) -> Topic:
    """The same, with temporary files in the home too: all that it leaves is to be seen there."""
    (fresh.home / "tmp").mkdir()
    return fresh.with_environ(TMPDIR=str(fresh.home / "tmp"))
