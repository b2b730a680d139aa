"""What tests share: the real command in an environment of its own, and topics to read."""

import gc
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from healthtopics import text
from healthtopics.catalog import filling
from healthtopics.sources.medlineplus import topics
from healthtopics.sources.topicfiles import folders
from tests.support import long_form, sharing
from tests.support.command import Topic
from tests.support.installation import Installation
from tests.support.ready.commands import READY
from tests.support.topics import VOCABULARIES, write

CHECKOUT = Path(__file__).parent.parent
REMEMBERED = (
    text._VISIBLE.clear,
    text._invisible.cache_clear,
    filling._folded.cache_clear,
    filling._category_key.cache_clear,
    topics._common_text.cache_clear,
    topics._date.cache_clear,
)


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> None:
    """Have every test ask anew what the program keeps at hand once it was asked."""
    for forget in REMEMBERED:
        forget()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")
    parser.addoption("--long", action="store_true", help="run the long form of tests that have one")
    parser.addoption("--fresh", action="store_true", help="have Python begin anew for each command")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "long: a case that is run only with --long")
    if config.getoption("--long"):
        long_form.run_it()
    # The same examples in every run, however slow the machine.
    settings.register_profile(
        "steady",
        deadline=None,
        derandomize=True,
        max_examples=long_form.examples(25, 300),
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.load_profile("steady")
    READY.is_used = not (config.getoption("--fresh") or config.getoption("--long"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is only for the long form."""
    if not config.getoption("--long"):
        left = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if not item.get_closest_marker("long")]


def pytest_collection_finish() -> None:
    """Have the garbage collector pass over the tests themselves, which stay."""
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _sharing(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let the processes of a run use what one of them has made."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        sharing.share_in(tmp_path_factory.getbasetemp().parent / "shared")


@pytest.fixture(scope="session")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose catalog is built once for all tests that do not touch it."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def topic(shared_home: Path) -> Topic:
    """The command with the bundled collection only."""
    return Topic(shared_home)


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The small installation."""
    return Installation(tmp_path_factory.mktemp("small"), measured=True)


@pytest.fixture
def fresh(installed: Installation, tmp_path: Path) -> Topic:
    """The small installation in a home that nothing was done in yet."""
    home = tmp_path / "fresh"
    home.mkdir()
    return installed.in_home(home)


@pytest.fixture(scope="session")
def _vocabularies(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder with small vocabularies."""
    return str(write(tmp_path_factory.mktemp("vocabularies"), VOCABULARIES))


@pytest.fixture
def quick_check(_vocabularies: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have ``topic check`` read small vocabularies: the bundled ones take a quarter of a second."""
    monkeypatch.setattr(folders, "bundled_folder", lambda: _vocabularies)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a golden file, or write it with --update-golden."""

    def compare(name: str, text: str) -> None:
        path = CHECKOUT / "tests" / "golden" / name
        if request.config.getoption("--update-golden"):
            path.write_bytes(text.encode())
        assert text == path.read_bytes().decode(), "see: pytest --update-golden"

    return compare
