"""The catalog damaged, replaced, locked or not a file: the answer is that of an undisturbed run.

The normal run damages it in a few places of each kind, --long in a thousand.
"""

import os
import random
import shutil
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import combinations
from pathlib import Path

import pytest

from tests.support.command import Topic, personal, topic_file
from tests.support.exports import BLUE, export, record, zipped
from tests.support.installation import Installation, cache_of, catalogs, data_of, settle
from tests.support.long_form import only_long
from tests.support.processes import at_instant, count_instants, shell

DAMAGES, LONG_DAMAGES = 4, 1000  # of each kind
STEPS = 3  # parts of a first run, after each of which something happens
COMMANDS = [
    ("show", "blue elbow"),
    ("links",),
    ("search", "blue"),
    ("list", "--format", "json"),
    ("symptoms", "--having", "blue"),
    ("groups",),
]


@pytest.fixture
def damages(long: bool) -> int:
    """How many catalogs are damaged in a way."""
    return LONG_DAMAGES if long else DAMAGES


@pytest.fixture(scope="module")
def answers(installed: Installation) -> dict[tuple[str, ...], str]:
    """What the commands answer when nothing is wrong."""
    return {words: installed.topic.ok(*words) for words in COMMANDS}


class Case:
    """A command, its catalog, to which anything may happen, and an undisturbed one beside it."""

    def __init__(self, topic: Topic, whole: Path, answers: dict[tuple[str, ...], str]) -> None:
        self.topic = topic
        (self.catalog,) = catalogs(topic)
        self.whole = whole
        self.answers = answers

    def restore(self) -> None:
        """Put an undisturbed catalog in place."""
        shutil.copy2(self.whole, self.catalog)

    def put(self, content: bytes) -> None:
        """Give the catalog other content, in place, so that its time does not tell."""
        with _unseen(self.catalog), self.catalog.open("r+b") as file:
            file.truncate(0)
            file.write(content)

    def execute(self, statement: str) -> None:
        """Change the catalog by a statement, so that its time does not tell."""
        with _unseen(self.catalog):
            _execute(self.catalog, statement)

    def check(self, number: int = 0, *, disturbed: Topic | None = None) -> None:
        """Check that a command of this number answers as ever."""
        words = COMMANDS[number % len(COMMANDS)]
        assert (disturbed or self.topic).ok(*words) == self.answers[words]


@pytest.fixture
def case(small: Topic, installed: Installation, answers: dict[tuple[str, ...], str]) -> Case:
    return Case(small, installed.catalog, answers)


@contextmanager
def _unseen(path: Path) -> Iterator[None]:
    """Let something happen to a file that its time stamp does not tell of."""
    status = path.stat()
    yield
    os.utime(path, ns=(status.st_mtime_ns, status.st_mtime_ns))


STATEMENTS = [
    "UPDATE meta SET value = '0.0.1 1 1' WHERE key = 'version'",
    "UPDATE meta SET value = '99.0.0 9 9' WHERE key = 'version'",
    "UPDATE meta SET value = x'ff00' WHERE key = 'version'",
    "UPDATE meta SET value = '" + "9" * 5000 + "' WHERE key = 'modified'",
    "DELETE FROM meta",
    "UPDATE OR REPLACE folder SET path = 'a' || char(0) || 'b'",
    "UPDATE folder SET inode = 'x', modified_ns = NULL",
    "UPDATE content SET json = CAST(x'ff' AS TEXT)",
    "UPDATE content SET json = '[1]'",
    "PRAGMA journal_mode = WAL",
    *only_long(
        [
            "UPDATE meta SET value = '' WHERE key = 'version'",
            "UPDATE meta SET value = 1e300 WHERE key = 'modified'",
            "UPDATE meta SET value = 'yesterday' WHERE key = 'modified'",
            "UPDATE meta SET value = '9223372036854775808' WHERE key = 'modified'",
            "DELETE FROM meta WHERE key = 'version'",
            "DELETE FROM meta WHERE key = 'modified'",
            "UPDATE OR REPLACE folder SET path = x'00ff'",
            "UPDATE topic SET description = CAST(x'c328' AS TEXT), sort_key = x'ff'",
            "UPDATE link SET categories = x'07'",
            "PRAGMA user_version = 7",
            "PRAGMA application_id = 7",
        ]
    ),
]


class TestDamage:
    """Whatever is wrong, and however little tells of it."""

    def test_a_catalog_cut_at_any_length_changes_no_answer(self, case: Case, damages: int) -> None:
        whole = case.whole.read_bytes()
        step = len(whole) // damages
        lengths = [0, 1, 99, 100, 4095, 4096, len(whole) - 1]
        for number, length in enumerate((*lengths, *range(step, len(whole) - 1, step))):
            case.restore()
            case.put(whole[:length])
            case.check(number)

    def test_a_catalog_with_changed_bytes_breaks_no_command(self, case: Case, damages: int) -> None:
        """What is not seen is noticed where it breaks the file, and breaks no command."""
        whole = case.whole.read_bytes()
        chance = random.Random(1)
        for number in range(damages):
            damaged = bytearray(whole)
            for _ in range(1 + number % 7 * 8):
                damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
            case.restore()
            case.put(bytes(damaged))
            result = case.topic(*COMMANDS[number % len(COMMANDS)])
            assert result.code in (0, 1), result
            assert len(result.err.splitlines()) <= 8
            case.restore()
            case.put(bytes(damaged))
            case.catalog.touch()  # which is seen
            case.check(number)

    def test_a_catalog_with_a_lost_page_changes_no_answer(self, case: Case, damages: int) -> None:
        """A page of zeros is what a file system leaves that was not shut down."""
        whole = case.whole.read_bytes()
        places = range(0, len(whole), 4096)
        for number, place in enumerate(places[:: max(1, len(places) // damages)]):
            case.restore()
            case.put(whole[:place] + bytes(4096) + whole[place + 4096 :])
            case.check(number)

    def test_a_catalog_with_swapped_pages_breaks_no_command(self, case: Case, damages: int) -> None:
        """So that a table has rows of another: what never was a text must not be taken for one."""
        whole = case.whole.read_bytes()
        pairs = list(combinations(range(0, len(whole), 4096), 2))
        for number, (a, b) in enumerate(pairs[:: max(1, len(pairs) // damages)]):
            swapped = bytearray(whole)
            swapped[a : a + 4096], swapped[b : b + 4096] = (
                whole[b : b + 4096], whole[a : a + 4096],
            )  # fmt: skip
            for words in (COMMANDS[0], COMMANDS[number % len(COMMANDS)]):
                case.restore()
                case.put(bytes(swapped))
                result = case.topic(*words)
                assert result.code in (0, 1), result
                assert len(result.err.splitlines()) <= 8

    def test_a_catalog_with_a_table_renamed_or_dropped_changes_no_answer(
        self, case: Case, damages: int
    ) -> None:
        with closing(sqlite3.connect(case.whole)) as connection:
            tables = [
                name
                for (name,) in connection.execute(
                    "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT NULL"
                )
                if not name.startswith("text")
            ]
        assert len(tables) > 12
        tables = tables if len(tables) < damages else tables[::3]
        statements = ("ALTER TABLE {} RENAME TO other", "DROP TABLE {}")
        for number, table in enumerate(tables):
            case.restore()
            case.execute(statements[number % 2].format(table))
            case.check(number)

    @pytest.mark.parametrize("statement", STATEMENTS)
    def test_another_version_or_strange_values_change_no_answer(
        self, case: Case, statement: str
    ) -> None:
        case.execute(statement)
        for number in range(2):
            case.check(number)

    @pytest.mark.parametrize(
        ("statement", "words"),
        [
            ("UPDATE topic SET language = 'xx'", ("show", "blue elbow")),
            ("UPDATE topic SET exported = 'x'", ("cite", "blue elbow")),
            ("UPDATE danger SET words = ''", ("search", "blue")),
            ("UPDATE link SET categories = x'07'", ("links",)),
        ],
    )
    def test_values_of_another_kind_change_no_answer(
        self, case: Case, statement: str, words: tuple[str, ...]
    ) -> None:
        whole = case.topic(*words)
        case.execute(statement)
        assert case.topic(*words) == whole

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE content SET prose = prose || 'More.' || char(10)",
            "UPDATE content SET prose = ''",
            "DELETE FROM advice",
        ],
    )
    def test_a_page_misses_text_that_is_lost(self, case: Case, statement: str) -> None:
        case.execute(statement)
        case.check(COMMANDS.index(("show", "blue elbow")))

    def test_words_of_names_that_are_lost_change_no_search(self, case: Case) -> None:
        case.execute("DELETE FROM stem WHERE stem = 'elbow'")
        case.check(COMMANDS.index(("search", "blue")))

    def test_search_misses_a_page_that_is_lost(self, case: Case) -> None:
        case.execute("DELETE FROM content")
        case.check(COMMANDS.index(("search", "blue")))

    @pytest.mark.parametrize("moment", [0, 2**32])
    def test_another_time_changes_no_answer(self, case: Case, moment: int) -> None:
        os.utime(case.catalog, (moment, moment))
        for number in range(2):
            case.check(number)


def _execute(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA legacy_alter_table = ON")
        connection.execute(statement)


def _listen(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        # The path may be longer than an address: it is named from its own folder.
        here = Path.cwd()
        os.chdir(path.parent)
        listening.bind(path.name)
        os.chdir(here)


def _full_folder(path: Path) -> None:
    path.mkdir()
    (path / "kept").write_text("kept")


INSTEAD: dict[str, Callable[[Path], object]] = {
    "an empty folder": Path.mkdir,
    "a folder": _full_folder,
    "a pipe": os.mkfifo,
    "a socket": _listen,
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to nowhere": lambda path: path.symlink_to("nowhere"),
    "a link to a folder": lambda path: path.symlink_to("."),
    "an endless device": lambda path: path.symlink_to("/dev/zero"),
    "an empty device": lambda path: path.symlink_to("/dev/null"),
    "a full device": lambda path: path.symlink_to("/dev/full"),
    "a file of the system": lambda path: path.symlink_to("/proc/self/mem"),
    "a text": lambda path: path.write_text("topic\n" * 10_000),
    "another database": lambda path: _execute(path, "CREATE TABLE meta (key, value)"),
    "one byte": lambda path: path.write_bytes(b"S"),
}


@pytest.mark.parametrize("number", range(len(INSTEAD)), ids=INSTEAD)
def test_anything_else_in_place_of_the_catalog_changes_no_answer(case: Case, number: int) -> None:
    case.catalog.unlink()
    list(INSTEAD.values())[number](case.catalog)
    case.check(number)
    assert list(case.catalog.parent.glob("*.tmp")) == []


def test_a_catalog_that_is_a_link_is_read_and_left_alone(case: Case, tmp_path: Path) -> None:
    case.catalog.rename(tmp_path / "elsewhere")
    case.catalog.symlink_to(tmp_path / "elsewhere")
    before = (tmp_path / "elsewhere").stat()
    for number in range(2):
        case.check(number)
    assert case.catalog.is_symlink()
    assert (tmp_path / "elsewhere").stat().st_mtime_ns == before.st_mtime_ns


class TestOthers:
    """Other processes at work on the same catalog."""

    @pytest.mark.parametrize("mode", ["EXCLUSIVE", *only_long(["IMMEDIATE", "DEFERRED"])])
    def test_a_catalog_locked_by_another_process_changes_no_answer(
        self, case: Case, mode: str
    ) -> None:
        with closing(sqlite3.connect(case.catalog, isolation_level=None)) as connection:
            connection.execute(f"BEGIN {mode}")
            connection.execute("SELECT count(*) FROM topic").fetchall()
            for number in range(2):
                case.check(number)
            connection.execute("ROLLBACK")

    @pytest.mark.parametrize("suffix", ["-journal", "-wal", "-shm"])
    @pytest.mark.parametrize("content", [b"rubbish" * 5000, *only_long([b""])])
    def test_stray_sqlite_files_beside_the_catalog_change_no_answer(
        self, case: Case, suffix: str, content: bytes
    ) -> None:
        Path(f"{case.catalog}{suffix}").write_bytes(content)
        case.check()

    @pytest.mark.parametrize(
        "deed",
        [
            "cp '{new}' '{catalog}.new' && mv '{catalog}.new' '{catalog}'",
            "rm '{catalog}'",
            ": > '{catalog}'",
            "cp '{bad}' '{catalog}'",
            "mv '{catalog}' '{catalog}.old'; mkdir '{catalog}'",
        ],
    )
    def test_a_catalog_replaced_while_it_is_read_changes_no_answer(
        self, case: Case, tmp_path: Path, deed: str, long: bool
    ) -> None:
        """Before and after each question that is put to it."""
        (tmp_path / "bad").write_bytes(b"rubbish" * 30_000)
        done = deed.format(catalog=case.catalog, new=case.whole, bad=tmp_path / "bad")
        for at in range(1, 9) if long else (1, 3):
            if case.catalog.is_dir():
                case.catalog.rmdir()
            case.restore()
            case.check(at, disturbed=at_instant(case.topic, at, done, "execute"))
            case.check()


class TestCollections:
    """Topic files that change while they are read, or at strange times."""

    @pytest.mark.parametrize(
        "deed",
        [
            "cp '{new}' '{folder}/0.yaml'",
            "cp '{new}' '{folder}/x' && mv '{folder}/x' '{folder}/0.yaml'",
            "rm '{folder}/0.yaml'; cp '{new}' '{folder}/1.yaml'",
            "cp '{new}' '{folder}/0.yaml' && touch -r '{other}' '{folder}/0.yaml'",
        ],
    )
    def test_topic_files_changed_while_being_read_break_no_command(
        self, small: Topic, tmp_path: Path, deed: str
    ) -> None:
        """The answer is of before or after; that of the next command is of after."""
        folder = tmp_path / "topics"
        old, new = (topic_file(title="Green Thumb", summary=f"{age}.") for age in ("Old", "New"))
        (tmp_path / "new").write_text(new)
        (tmp_path / "other").write_text("")
        own = personal(small, folder, [old])
        done = deed.format(new=tmp_path / "new", folder=folder, other=tmp_path / "other")
        total = count_instants(own, "list")
        ages = set()
        for step in range(1, STEPS):
            for path in folder.iterdir():
                path.unlink()
            personal(small, folder, [old])
            settle(folder)
            shutil.copystat(folder / "0.yaml", tmp_path / "other")
            changed = at_instant(own, total * step // STEPS, done)("show", "green thumb")
            assert changed.code in (0, 1), changed
            assert changed.err.count("\n") <= 2
            ages |= {age for age in ("Old.", "New.") if age in changed.out}
            now = own.ok("show", "green thumb")
            # A file that keeps its size, time and place cannot be told from what it was.
            assert "New." in now or ("touch" in deed and "Old." in now)
        assert ages

    @pytest.mark.parametrize("moment", [-(2**31), 0, 2**33, *only_long([1, 2**31])])
    def test_files_of_any_time_are_read_again_when_they_change(
        self, small: Topic, tmp_path: Path, moment: int
    ) -> None:
        own = personal(small, tmp_path / "t", [topic_file(title="Green Thumb", summary="Old.")])
        for path in (tmp_path / "t" / "0.yaml", tmp_path / "t"):
            os.utime(path, (moment, moment))
        assert "Old." in own.ok("show", "green thumb")
        # Changed, and the clock went back, or the time was set as it was.
        for summary, when in (("New one.", moment), ("Newer one.", moment - 1)):
            path = tmp_path / "t" / "0.yaml"
            path.write_text(topic_file(title="Green Thumb", summary=summary))
            os.utime(path, (when, when))
            assert summary in own.ok("show", "green thumb")


# Before 1970, before 1980 (the first year of a ZIP), after 2038, after 2107 (the last one of a ZIP).
@pytest.mark.parametrize("years", [-30, 30, *only_long([-60, 100])])
def test_a_wrong_clock_changes_no_answer_and_the_catalog_is_kept(
    fresh: Topic, tmp_path: Path, answers: dict[tuple[str, ...], str], years: int
) -> None:
    wrong = fresh.with_environ(FAULT_YEARS=str(years))
    for command, words in zip((wrong, fresh, wrong), COMMANDS, strict=False):
        assert command.ok(*words) == answers[words]
    (kept,) = catalogs(fresh)
    inode = kept.stat().st_ino
    assert fresh.ok("list")
    assert kept.stat().st_ino == inode


@pytest.mark.parametrize("years", [-60, -46, 12, 100])
def test_an_import_at_any_time_is_kept_and_read(fresh: Topic, tmp_path: Path, years: int) -> None:
    wrong = fresh.with_environ(FAULT_YEARS=str(years))
    (tmp_path / "export.xml").write_bytes(export())
    for topic in (wrong, fresh):
        assert "Topics (en): 2" in topic.ok("import", str(tmp_path / "export.xml"), "--force")
        for words in (("show", "blue elbow", "--source", "medlineplus"), ("status",), ("changes",)):
            assert fresh(*words) == wrong(*words)


@pytest.mark.parametrize("moment", [-(2**31), 0, 2**33])
def test_an_export_of_any_time_is_read(fresh: Topic, tmp_path: Path, moment: int) -> None:
    (tmp_path / "export.xml").write_bytes(export())
    os.utime(tmp_path / "export.xml", (moment, moment))
    fresh.ok("import", str(tmp_path / "export.xml"))
    os.utime(data_of(fresh) / "topics.zip", (moment, moment))
    assert fresh.ok("show", "blue elbow", "--source", "medlineplus")
    assert fresh.ok("status")


@pytest.mark.parametrize("date", [b"\0\0\0\0", b"\xff\xff\xff\xff"])
def test_a_zip_of_no_date_is_an_export(fresh: Topic, tmp_path: Path, date: bytes) -> None:
    archive = bytearray(zipped(("x.xml", export())))
    for mark, place in ((b"PK\3\4", 10), (b"PK\1\2", 12)):  # times of the DOS file system
        start = archive.index(mark) + place
        archive[start : start + 4] = date
    (tmp_path / "export.zip").write_bytes(archive)
    assert "Topics (en): 2" in fresh.ok("import", str(tmp_path / "export.zip"))


@pytest.mark.parametrize("number", [0, 2**31, 2**63, 10**40])
def test_a_record_of_any_number_is_read(fresh: Topic, tmp_path: Path, number: int) -> None:
    (tmp_path / "export.xml").write_bytes(export(record(number, "Blue Elbow", BLUE)))
    fresh.ok("import", str(tmp_path / "export.xml"))
    shown = fresh.ok("show", "blue elbow", "--source", "medlineplus", "--format", "json")
    assert str(number) in shown


def test_a_catalog_can_be_read_while_it_is_rebuilt_repeatedly(case: Case) -> None:
    script = (
        'for i in 1 2 3; do rm -f "$1"; topic list >/dev/null; done & '
        'for i in 1 2 3; do topic show "blue elbow"; done; wait'
    )
    done = shell(case.topic, script, str(case.catalog))
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == case.answers[COMMANDS[0]] * 3


def test_a_build_that_is_killed_at_any_instant_leaves_no_wrong_catalog(
    fresh: Topic, answers: dict[tuple[str, ...], str], damages: int
) -> None:
    fresh.ok("list")  # so that the folder of the cache is there
    for path in cache_of(fresh).iterdir():
        path.unlink()
    total = count_instants(fresh, "list")
    instants = [total * part // damages for part in range(1, damages)]
    for at in (*instants, total - 20, total - 10):
        for path in cache_of(fresh).iterdir():
            path.unlink()
        killed = at_instant(fresh, at, "SIGKILL").run_bytes("list")
        assert (killed.returncode, killed.stderr) == (-9, b"")
        assert len(list(cache_of(fresh).iterdir())) <= 1
        assert fresh.ok(*COMMANDS[0]) == answers[COMMANDS[0]]
        assert [path.suffix for path in cache_of(fresh).iterdir()] == [".sqlite"]
