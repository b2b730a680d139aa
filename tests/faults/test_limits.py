"""Too little memory, too few open files, too little time, parts that are missing: enough, or told."""

import resource
from pathlib import Path

import pytest

from tests.support.command import Topic
from tests.support.installation import Installation, cache_of, catalogs
from tests.support.long_form import only_long
from tests.support.processes import (
    assert_refused,
    at_instant,
    count_instants,
    limited,
)


@pytest.fixture(scope="module")
def answers(installed: Installation) -> dict[str, str]:
    """What the commands answer where there is enough of everything."""
    commands = ("list", "search blue", "show blue elbow")
    return {command: installed.topic.ok(*command.split()) for command in commands}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (resource.RLIMIT_NOFILE, 8),
        (resource.RLIMIT_AS, 256 << 20),
        (resource.RLIMIT_DATA, 256 << 20),
        (resource.RLIMIT_STACK, 256 << 10),
        (resource.RLIMIT_FSIZE, 0),
        *only_long(
            [
                (resource.RLIMIT_NOFILE, 16),
                (resource.RLIMIT_CPU, 60),
                (resource.RLIMIT_CORE, 0),
            ]
        ),
    ],
)
def test_low_limits_are_enough(
    small: Topic, fresh: Topic, answers: dict[str, str], kind: int, value: int
) -> None:
    for topic, command in ((small, "search blue"), (fresh, "show blue elbow")):
        done = limited(topic.anew(), [(kind, value, value)], *command.split())
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.decode() == answers[command]


@pytest.mark.parametrize("name", ["SIGXCPU", *only_long(["SIGABRT"])])
def test_a_program_that_is_stopped_in_its_first_run_leaves_nothing_wrong(
    small: Topic, fresh: Topic, answers: dict[str, str], name: str
) -> None:
    at = count_instants(small, "list")  # the first run has far more
    done = at_instant(fresh, at, name).run_bytes("list")
    assert done.returncode < 0
    assert (done.stdout, done.stderr) == (b"", b"")
    assert fresh.ok("list") == answers["list"]
    assert list(cache_of(fresh).iterdir()) == catalogs(fresh)


def test_too_little_memory_is_told(small: Topic, tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    words = ("show", "blue elbow", "-o", str(file))
    total = count_instants(small, *words)
    for fifth in range(1, 5):
        for at in range(total * fifth // 5, total):
            file.write_text("old")
            done = at_instant(small, at, "no memory").run_bytes(*words)
            if b"Exception ignored in" not in done.stderr:  # Python itself passed over it
                break
        assert "emory" in assert_refused(done, 5)
        assert file.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "page.md"]
    assert small.ok(*words) == ""


def test_a_build_short_of_memory_is_reported_or_still_answers(
    fresh: Topic, answers: dict[str, str]
) -> None:
    fresh.ok("list")  # so that the folder of the cache is there
    for path in cache_of(fresh).iterdir():
        path.unlink()
    total = count_instants(fresh, "list")
    for quarter in range(1, 4):
        for path in cache_of(fresh).iterdir():
            path.unlink()
        done = at_instant(fresh, total * quarter // 4, "no memory").run_bytes("list")
        # Where only the keeping of the catalog lacked it, the answer does not.
        if done.returncode or done.stdout.decode() != answers["list"]:
            assert "emory" in assert_refused(done, 5)
    assert fresh.ok("list") == answers["list"]
    assert list(cache_of(fresh).iterdir()) == catalogs(fresh)


def test_an_installation_that_lacks_something_is_told(small: Topic, tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("import nothing_like_this\n")
    path = f"{tmp_path}:{small.environ['PYTHONPATH']}"
    broken = small.with_environ(PYTHONPATH=path)
    error = assert_refused(broken.run_bytes("list"), 5)
    assert "nothing_like_this" in error
    shown = broken.with_environ(HEALTHTOPICS_DEBUG="1").run_bytes("list")
    assert b"Traceback" in shown.stderr
