"""Hostile archives: refused in a sentence, in bounded time and memory; the earlier import stays."""

import pytest

from tests.exports import export
from tests.faults.characters import dangers
from tests.faults.imports import bounded_import, refused
from tests.harness import Topic
from tests.hostile_exports import GOOD_ZIP, WORST, ZIP


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Topic:
    """The command with an imported export."""
    topic = Topic(tmp_path_factory.mktemp("imported"))
    assert bounded_import(topic, export()).returncode == 0
    return topic


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Take the worst, and all with --long; the reader itself is always tested with all."""
    if "hostile" in metafunc.fixturenames:
        every = metafunc.config.getoption("--long")
        metafunc.parametrize("hostile", [name for name in ZIP if every or name in WORST])


def test_what_is_no_export_is_refused_and_nothing_is_lost(imported: Topic, hostile: str) -> None:
    assert dangers(refused(imported, ZIP[hostile])) == frozenset()


def test_an_archive_is_refused_wherever_it_is_cut(imported: Topic) -> None:
    for place in range(1, 10):
        refused(imported, GOOD_ZIP[: len(GOOD_ZIP) * place // 10])


def test_after_all_that_the_earlier_import_is_shown(imported: Topic) -> None:
    assert imported.ok("show", "blue elbow").startswith("Blue Elbow\n")
