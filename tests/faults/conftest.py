"""A small installation for cases that need a catalog built, damaged and built again."""

import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness import Topic, topic_file

CHECKOUT = Path(__file__).parent.parent.parent
TOPICS = {
    "blue-elbow": {},
    "red-knee": {"title": "Red Knee", "also_called": ["Scarlet knee"], "related": ["Blue Elbow"]},
}


def settle(folder: Path) -> None:
    """Make all in a folder look as if nobody had been at work on it just now."""
    past = time.time() - 3600
    for path in (*folder.rglob("*"), folder):
        os.utime(path, (past, past), follow_symlinks=False)


class Small:
    """The program with a bundled collection of two topics, which is read in no time.

    Every home has the topics in the same place, so that a catalog can be copied from home to home.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "healthtopics").symlink_to(CHECKOUT / "healthtopics")
        data = root / "data"
        (data / "topics" / "en").mkdir(parents=True)
        for name in ("groups.yaml", "organizations.yaml", "everyday.yaml"):
            shutil.copy(CHECKOUT / "data" / name, data / name)
        for name, changes in TOPICS.items():
            (data / "topics" / "en" / f"{name}.yaml").write_text(topic_file(**changes))
        settle(root)
        self.topic = self.in_home(root / "home")
        (root / "home").mkdir()
        self.topic.ok("list")
        (self.catalog,) = (root / "home" / ".cache" / "healthtopics").iterdir()

    def in_home(self, home: Path) -> Topic:
        """Return the command in another home."""
        return Topic(
            home,
            PYTHONPATH=str(self.root),
            PYTHONSAFEPATH="1",
            XDG_DATA_HOME=str(self.root / "share"),
        )


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
def installed(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """The small installation, its catalog built."""
    return Small(tmp_path_factory.mktemp("small"))


@pytest.fixture
def small(installed: Small, tmp_path: Path) -> Topic:
    """The small installation in a home of its own, with a catalog."""
    home = tmp_path / "home"
    cache = home / ".cache" / "healthtopics"
    cache.mkdir(parents=True)
    shutil.copy2(installed.catalog, cache)
    return installed.in_home(home)


@pytest.fixture
def small_fresh(installed: Small, tmp_path: Path) -> Topic:
    """The small installation in a home that nothing was done in yet."""
    (tmp_path / "fresh").mkdir()
    return installed.in_home(tmp_path / "fresh")
