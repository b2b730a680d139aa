"""Too little memory, too few open files, too little time."""

import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.instants import at_instant, count_instants
from tests.faults.processes import assert_refused, prepared
from tests.harness import Topic


def _limited(kind: int, value: int) -> Callable[[], None]:
    """Return what limits something of a process."""
    return lambda: resource.setrlimit(kind, (value, value))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (resource.RLIMIT_NOFILE, 8),
        (resource.RLIMIT_NOFILE, 16),
        (resource.RLIMIT_AS, 256 << 20),
        (resource.RLIMIT_DATA, 256 << 20),
        (resource.RLIMIT_STACK, 256 << 10),
        (resource.RLIMIT_CPU, 60),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ],
)
def test_low_limits_are_enough(small: Topic, small_fresh: Topic, kind: int, value: int) -> None:
    for home, words in ((small, ["search", "blue"]), (small_fresh, ["show", "blue elbow"])):
        done = prepared(home, _limited(kind, value), *words)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.decode() == small.ok(*words)


@pytest.mark.parametrize("name", ["SIGXCPU", "SIGABRT"])
def test_a_program_that_is_stopped_in_its_first_run_leaves_nothing_wrong(
    small: Topic, small_fresh: Topic, tmp_path: Path, name: str
) -> None:
    at = count_instants(small, tmp_path / "log", "list")  # the first run has far more
    done = at_instant(small_fresh, at, name).run_bytes("list")
    assert done.returncode < 0
    assert (done.stdout, done.stderr) == (b"", b"")
    assert small_fresh.ok("list") == small.ok("list")
    (kept,) = (small_fresh.home / ".cache" / "healthtopics").iterdir()
    assert kept.suffix == ".sqlite"


def test_too_little_memory_is_told(small: Topic, tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_text("old")
    words = ("show", "blue elbow", "-o", str(file))
    total = count_instants(small, tmp_path / "log", *words)
    file.write_text("old")
    for tenth in range(1, 10):
        done = at_instant(small, total * tenth // 10, "no memory").run_bytes(*words)
        assert "emory" in assert_refused(done, 5)
        assert file.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "log", "page.md"]
    assert small.ok(*words) == ""


def test_too_little_memory_for_the_catalog(
    small: Topic, small_fresh: Topic, tmp_path: Path
) -> None:
    at = count_instants(small, tmp_path / "log", "list")
    for times in (1, 2, 4):
        done = at_instant(small_fresh, at * times, "no memory").run_bytes("list")
        assert "emory" in assert_refused(done, 5)
    assert small_fresh.ok("list") == small.ok("list")
    assert len(list((small_fresh.home / ".cache" / "healthtopics").iterdir())) == 1


def test_an_installation_that_lacks_something_is_told(small: Topic, tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("import nothing_like_this\n")
    path = f"{tmp_path}:{small.environ['PYTHONPATH']}"
    broken = small.with_environ(PYTHONPATH=path)
    error = assert_refused(broken.run_bytes("list"), 5)
    assert "nothing_like_this" in error
    shown = broken.with_environ(HEALTHTOPICS_DEBUG="1").run_bytes("list")
    assert b"Traceback" in shown.stderr
