"""A catalog, an import and an update that end in the middle: by kill -9, by a full disk, by others.

Whenever that happens, the collection is wholly the old or wholly the new one, the next command
works, and at most one leftover file stays, which is gone after the next run. The normal run takes
few instants and sizes, --long 200 and all and tells figures. Skipped where not root: the cases of
a small disk that the test itself fills; a limit on the size of files stands for it everywhere.
"""

import contextlib
import fcntl
import os
import random
import select
import shutil
import signal
import sqlite3
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.command import Topic, topic_file
from tests.support.generations import (
    LIST,
    TOPICS,
    archive,
    day,
    generation_of,
    kept,
    kept_generation,
    listed,
    xml,
)
from tests.support.installation import Installation, catalogs
from tests.support.limits import PATIENCE
from tests.support.long_form import examples, only_long
from tests.support.server import Site, body, running

Tell = Callable[[str], None]

LONG = 200  # instants at which each work is killed, with --long


@pytest.fixture
def tell(long: bool, capsys: pytest.CaptureFixture[str]) -> Tell:
    """Return what shows the figures of a long form."""

    def show(figures: str) -> None:
        if long:
            with capsys.disabled():
                print(f"\n{figures}")  # noqa: T201

    return show


@pytest.fixture
def topic(enclosed: Topic) -> Topic:
    return enclosed


# Works: commands that lead from one generation of topics to the next


class Work(NamedTuple):
    """A command that changes what is kept.

    ``prepare`` gives it a generation to take in. ``seen`` returns the generation that is kept, -1
    for none, and ``listed`` the one that the next command shows.
    """

    topic: Topic
    words: tuple[str, ...]
    prepare: Callable[[int], None]
    seen: Callable[[], int]
    listed: Callable[[], int]

    def is_build(self) -> bool:
        return self.words[0] == "list"

    def sizes(self) -> list[int]:
        """Return the sizes of the large files that it writes."""
        if self.is_build():
            files = catalogs(self.topic)
        else:
            files = [*catalogs(self.topic), kept(self.topic).export]
        sizes = [path.stat().st_size for path in files]
        return sizes if self.is_build() else [*sizes, len(archive(0))]


def _import(topic: Topic, content: Callable[[int], bytes]) -> Work:
    path = topic.home / "export"

    def prepare(generation: int) -> None:
        path.write_bytes(content(generation))

    return _taking_in(topic, ("import", str(path)), prepare)


def _update(topic: Topic, site: Site) -> Work:
    def prepare(generation: int) -> None:
        name = f"mplus_topics_compressed_{day(generation)}.zip"
        site["/xml.html"] = body(f'<a href="{name}">x</a>'.encode())
        site[f"/{name}"] = body(archive(generation), {"ETag": f'"{generation}"'})

    asking = topic.with_environ(HEALTHTOPICS_MEDLINEPLUS_URL=site / "xml.html")
    return _taking_in(asking, ("update",), prepare)


def _taking_in(topic: Topic, words: tuple[str, ...], prepare: Callable[[int], None]) -> Work:
    return Work(
        topic, words, prepare, lambda: kept_generation(topic), lambda: listed(topic.ok(*LIST))
    )


def _build(topic: Topic, folder: Path, *, first: bool) -> Work:
    folder.mkdir()
    own = topic.with_environ(HEALTHTOPICS_PATH=str(folder))

    def prepare(generation: int) -> None:
        if first:
            shutil.rmtree(topic.home / ".cache", ignore_errors=True)
        for number in range(TOPICS):
            path = folder / f"{number}.yaml"
            path.write_text(topic_file(title=f"Elbow {number} of {generation}", also_called=None))
            os.utime(path, (1e9 + generation, 1e9 + generation))
        os.utime(folder, (1e9, 1e9))

    def seen() -> int:
        if not catalogs(topic):
            return -1
        (catalog,) = catalogs(topic)
        with contextlib.closing(sqlite3.connect(catalog)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            titles = connection.execute("SELECT title FROM topic WHERE collection = 'personal'")
            return generation_of(title for (title,) in titles)

    words = ("list", "--source", "personal", "--format", "json")
    return Work(own, words, prepare, seen, lambda: listed(own.ok(*words)))


@pytest.fixture
def make(topic: Topic, tmp_path: Path) -> Iterator[Callable[[str], Work]]:
    """Return what makes a work that was done once, of generation 0."""

    def made(name: str) -> Work:
        work = {
            "import": lambda: _import(topic, xml),
            "import of a ZIP": lambda: _import(topic, archive),
            "update": lambda: _update(topic, site),
            "first build": lambda: _build(topic, tmp_path / "own", first=True),
            "build": lambda: _build(topic, tmp_path / "own", first=False),
        }[name]()
        work.prepare(0)
        work.topic.ok(*work.words)
        assert work.seen() == 0
        return work

    with running() as site:
        yield made


# Killed


class Instant(NamedTuple):
    """How a process is killed: by what hinders it, or from outside, after some seconds."""

    environ: dict[str, str]
    seconds: float | None = None
    signal: int = signal.SIGKILL
    is_certain: bool = False


def _instants(work: Work, total: int, *, from_outside: bool) -> list[Instant]:
    """Return instants all over a work, which is done once for that.

    They are before steps that change the disk (a third of all instants, the first and the last step among them),
    inside of writes, by the byte at which a file stands, and at any time, by the time that was
    computed; half of these by the clock if some are to be from outside.
    """
    log = work.topic.home / "log"
    started = time.monotonic()
    whole = work.topic.with_environ(FAULT_LOG=str(log)).run_bytes(*work.words)
    seconds = time.monotonic() - started
    assert (whole.returncode, whole.stderr) == (0, b"")
    steps = sum(not line.startswith("socket") for line in log.read_text().splitlines())
    dice = random.Random(total)
    some = min(steps, total // 3)

    def at(variable: str, value: float, signal: int) -> Instant:
        return Instant({variable: str(value)}, signal=signal)

    at_steps = [
        Instant(
            {
                "FAULT_INSTANTS": "steps",
                "FAULT_AT": str(1 + number * (steps - 1) // (some - 1)),
                "FAULT_DEED": "SIGKILL",
            },
            is_certain=True,
        )
        for number in range(some)
    ]
    inside = [
        at("FAULT_END_BEYOND", dice.randrange(dice.choice(work.sizes())), signal.SIGXFSZ)
        for _ in range((total - some) // 2)
    ]
    at_times = [
        Instant({}, dice.uniform(0, seconds))
        if from_outside and number % 2
        else at("FAULT_END_AFTER", dice.uniform(0, 0.9 * whole.computed) + 0.001, signal.SIGPROF)
        for number in range(total - some - len(inside))
    ]
    return [*at_steps, *inside, *at_times]


def _code_of_killed(work: Work, instant: Instant) -> int:
    topic = work.topic.with_environ(**instant.environ)
    if instant.seconds is None:
        return topic.run_bytes(*work.words).returncode
    process = subprocess.Popen(
        topic.command(*work.words), env=topic.environ,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        return process.wait(instant.seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


@pytest.mark.parametrize(
    ("name", "short"),
    [("import", 12), ("update", 6), ("build", 6), *only_long([("first build", 0)])],
)
def test_killed_at_any_instant_it_leaves_the_old_or_the_new(
    make: Callable[[str], Work], name: str, short: int, long: bool, tell: Tell
) -> None:
    work = make(name)
    work.prepare(1)
    instants = _instants(work, LONG if long else short, from_outside=long)
    figures: Counter[str] = Counter()
    started = time.monotonic()
    standing = 1
    for new, instant in enumerate(instants, 2):
        work.prepare(new)
        old = -1 if name == "first build" else standing
        code = _code_of_killed(work, instant)
        # The process that builds the catalog may be the one that writes too much, which is told.
        assert code in (0, -instant.signal) or (code, instant.signal) == (5, signal.SIGXFSZ)
        assert code or not instant.is_certain
        left = kept(work.topic)
        assert len(left.leftovers + left.temporary) <= 1
        for path in left.temporary:
            path.unlink()
        standing = work.seen()
        assert standing == new if code == 0 else standing in (old, new)
        figures["killed"] += code != 0
        figures["new" if standing == new else "old"] += code != 0
        figures["leftovers"] += bool(left.leftovers + left.temporary)
        assert work.listed() == (new if work.is_build() else standing)
        if work.is_build():
            assert kept(work.topic).leftovers == []
        elif kept(work.topic).leftovers and (long or not figures["leftovers"] % 4):
            assert work.topic(*work.words).code == 0
            assert kept(work.topic).leftovers == []
        standing = work.seen()
    tell(f"{name}: {len(instants)} instants, {dict(figures)}, {time.monotonic() - started:.1f} s")
    assert figures["old"] > 0
    assert figures["killed"] > len(instants) // 2


# A full disk


def _full(work: Work, hindered: Topic, new: int, old: int) -> int:
    """Do a work whose disk is full, which must be done or fail as it should; return its code."""
    result = hindered(*work.words)
    assert kept(work.topic).leftovers + kept(work.topic).temporary == []
    if work.is_build():
        assert (result.code, result.err, listed(result.out)) == (0, "", new)
        assert work.seen() in (-1, old, new)
    elif result.code:
        assert (result.code, result.out) == (5, "")
        assert 1 <= len(result.err.splitlines()) <= 3
        assert "Traceback" not in result.err
        assert work.seen() == old
    else:
        assert result.err == ""
        assert work.seen() == new
    return result.code


# A ZIP comes with the update too; what ends a first build is in test_catalogs.py and test_homes.py.
WORKS = ["import", "update", "build", *only_long(["import of a ZIP", "first build"])]


@pytest.mark.parametrize("name", WORKS)
def test_a_write_that_fails_anywhere_loses_nothing(
    make: Callable[[str], Work], name: str, long: bool, tell: Tell
) -> None:
    work = make(name)
    sizes = work.sizes()
    pieces = 40 if long else 2
    limits = sorted(
        {number * size // pieces for size in sizes for number in range(pieces)}
        | {size - 1 for size in sizes}
        | {max(sizes) + 8192}
    )
    codes = []
    standing = 0
    for new, limit in enumerate(limits, 1):
        work.prepare(new)
        hindered = work.topic.with_environ(FAULT_MAX_BYTES=str(limit))
        codes.append(_full(work, hindered, new, standing))
        assert work.listed() == (new if work.is_build() else work.seen())
        standing = work.seen()
    assert codes == sorted(codes, reverse=True)  # once there is room enough, it is done
    assert codes[-1] == 0
    assert (codes[0] == 5) != work.is_build()
    tell(f"{name}: {len(limits)} limits, {codes.count(5)} failed, {codes.count(0)} done")


@pytest.fixture
def full(topic: Topic) -> Iterator[Callable[[int], None]]:
    """Return what leaves so many pages of 4 KiB of the disk on which the home is."""
    mount, umount = shutil.which("mount"), shutil.which("umount")
    home = str(topic.home)
    if os.geteuid() or not mount or not umount:
        pytest.skip("only root can mount a small disk")
    small = [mount, "-t", "tmpfs", "-o", "size=4m,mode=700", "tmpfs", home]
    if subprocess.run(small, stderr=subprocess.DEVNULL, check=False).returncode:
        pytest.skip("no small disk can be mounted here")
    (topic.home / "tmp").mkdir()

    def leave(pages: int) -> None:
        ballast = topic.home / "ballast"
        ballast.unlink(missing_ok=True)
        free = os.statvfs(home).f_bavail
        with ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(free - pages, 1) * 4096)

    try:
        yield leave
    finally:
        subprocess.run([umount, "-l", home], check=True)


@pytest.mark.parametrize("name", WORKS)
def test_a_disk_that_is_full_at_any_page_loses_nothing(
    full: Callable[[int], None],
    make: Callable[[str], Work],
    name: str,
    long: bool,
    tell: Tell,
) -> None:
    work = make(name)
    needed = 2 * sum(work.sizes()) // 4096
    codes = []
    standing = 0
    for new, pages in enumerate(range(0, needed, 1 if long else needed // 3), 1):
        work.prepare(new)
        full(pages)
        codes.append(_full(work, work.topic, new, standing))
        (work.topic.home / "ballast").unlink()
        assert work.listed() == (new if work.is_build() else work.seen())
        standing = work.seen()
    work.prepare(len(codes) + 1)
    full(needed)
    assert _full(work, work.topic, len(codes) + 1, standing) == 0
    assert (codes[0] == 5) != work.is_build()
    tell(f"{name}: {len(codes)} free pages, {codes.count(5)} failed, {codes.count(0)} done")


# Others at work


def test_whoever_comes_while_an_import_is_at_work_is_told(topic: Topic, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "steps")
    steps = os.open(tmp_path / "steps", os.O_RDWR)
    importing = topic.with_environ(FAULT_LOG=str(tmp_path / "steps"))
    process = subprocess.Popen(
        importing.command("import", "-"), env=importing.environ,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    seen = b""
    while not seen.partition(b"fcntl.flock\n")[2]:  # until it does something with the lock
        ready, _, _ = select.select([steps], [], [], PATIENCE)
        assert ready, "the import hangs"
        seen += os.read(steps, 4096)
    with running() as site:
        work = _update(topic, site)
        work.prepare(1)
        for _ in range(2):
            failure = work.topic.fails(5, *work.words)
            assert failure.startswith("topic: another import or update is running\n")
        _, err = process.communicate(xml(2), PATIENCE)
    os.close(steps)
    assert (process.returncode, err) == (0, b"")
    assert kept_generation(topic) == 2
    assert kept(topic).leftovers == []


@pytest.fixture
def other(installed: Installation, tmp_path: Path) -> Topic:
    """The command in another home."""
    (tmp_path / "other" / "tmp").mkdir(parents=True)
    return installed.in_home(tmp_path / "other")


def test_readers_do_not_wait_for_who_replaces_an_export(topic: Topic, other: Topic) -> None:
    for generation, one in enumerate((topic, other)):
        work = _import(one, xml)
        work.prepare(generation)
        one.ok(*work.words)
    export = kept(topic).export
    with (export.parent / "lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        os.replace(kept(other).export, export)
        assert listed(topic.ok(*LIST)) == 0
        assert topic.ok("show", "elbow 1 of 0").startswith("Elbow 1 of 0\n")
    assert listed(topic.ok(*LIST)) == 1


def test_four_updates_at_once_lose_nothing(make: Callable[[str], Work]) -> None:
    work = make("update")
    work.prepare(1)
    processes = [
        subprocess.Popen(
            work.topic.command("update"), env=work.topic.environ,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for _ in range(4)
    ]  # fmt: skip
    codes = []
    for process in processes:
        out, err = process.communicate(timeout=PATIENCE)
        codes.append(process.returncode)
        assert len(err.splitlines()) <= 3
        assert process.returncode in (0, 5)
        assert (out == b"") == (b"topic: " in err)
        assert process.returncode == 0 or b"another import or update is running" in err
    assert 0 in codes
    assert (work.seen(), work.listed()) == (1, 1)
    assert kept(work.topic).leftovers == []


WRITERS = examples(3, 8)


class Reads(NamedTuple):
    """What readers saw, how long they waited for it, and how writers ended meanwhile."""

    waits: list[float]
    seen: set[int]
    codes: Counter[int]

    def told(self) -> str:
        waits = sorted(self.waits)
        return (
            f"{len(waits)} reads of {len(self.seen)} generations, half of them within "
            f"{waits[len(waits) // 2]:.2f} s, 95 % within {waits[len(waits) * 95 // 100]:.2f} s, "
            f"all within {waits[-1]:.2f} s; writers by code {dict(self.codes)}"
        )


def _while_others_write(reading: Topic, writing: Topic, rounds: int) -> Reads:
    """Read and write steadily; all that is read must be whole, and all that is written."""
    over = threading.Event()
    waits: list[float] = []
    seen: set[int] = set()

    def read() -> None:
        while not over.is_set():
            started = time.monotonic()
            seen.add(listed(reading.ok(*LIST)))
            waits.append(time.monotonic() - started)

    def write(number: int) -> Counter[int]:
        codes: Counter[int] = Counter()
        for generation in range(1 + number, 1 + WRITERS * rounds, WRITERS):
            page = f"{generation}/mplus_topics_compressed_{day(generation)}.zip"
            site[f"/{page}"] = body(archive(generation))
            path = writing.home / f"{generation}.xml"
            path.write_bytes(xml(generation))
            by_site = ("update", "--force", "--url", site / page)
            result = writing(*(by_site if number % 2 else ("import", str(path))))
            assert not result.code or "another import or update is running" in result.err, result
            codes[result.code] += 1
        return codes

    with running() as site, ThreadPoolExecutor(WRITERS + 2) as pool:
        readers = [pool.submit(read) for _ in range(2)]
        try:
            writers = [pool.submit(write, number) for number in range(WRITERS)]
            codes = sum((writer.result() for writer in writers), Counter[int]())
        finally:
            over.set()
        for reader in readers:
            reader.result()
    assert set(codes) <= {0, 5}
    assert codes[0] > 0
    assert listed(writing.ok(*LIST)) == kept_generation(writing)
    assert kept(writing).leftovers == []
    return Reads(waits, seen, codes)


def test_readers_see_the_old_or_the_new_while_others_write(
    topic: Topic, other: Topic, long: bool, tell: Tell
) -> None:
    rounds = 10 if long else 1
    work = _import(topic, xml)
    work.prepare(0)
    topic.ok(*work.words)
    if long:  # how long reads take on so busy a machine if nothing is written that they read
        others = _while_others_write(topic, other, rounds)
        assert others.seen == {0}
        tell(f"while others are written: {others.told()}")
    reads = _while_others_write(topic, topic, rounds)
    assert reads.seen <= set(range(1 + WRITERS * rounds))
    tell(f"while the same is written: {reads.told()}")
