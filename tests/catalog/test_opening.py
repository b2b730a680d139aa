"""The catalog file: whatever happens to it, the same answer comes."""

import os
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.harness import PATIENCE, Topic, personal, topic_file


@pytest.fixture
def elbow(fresh: Topic, tmp_path: Path) -> Topic:
    """The command with one personal topic, its catalog built."""
    own = personal(fresh, tmp_path / "t", {"a.yaml": topic_file()})
    _age(tmp_path / "t")
    own.ok("show", "blue elbow")
    assert _catalog(own).is_file()
    return own


def _age(folder: Path) -> None:
    """Make the files of a folder look as if they had not been changed just now."""
    past = time.time() - 3600
    for path in (*folder.iterdir(), folder):
        os.utime(path, (past, past), follow_symlinks=False)


def _catalog(topic: Topic) -> Path:
    (path,) = (topic.home / ".cache" / "healthtopics").iterdir()
    return path


def _overwrite(path: Path, content: bytes) -> None:
    """Change a file in place."""
    with path.open("r+b") as file:
        file.truncate(0)
        file.write(content)


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for place in range(100, len(content), 997):
        content[place] ^= 0xFF
    _overwrite(path, bytes(content))


def _rename_table(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("ALTER TABLE advice RENAME TO other")
    connection.close()


def _believable(path: Path, change: Callable[[Path], None]) -> None:
    """Do something to the catalog that its time stamp does not tell."""
    status = path.stat()
    change(path)
    os.utime(path, ns=(status.st_mtime_ns, status.st_mtime_ns))


def _to_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGE: dict[str, Callable[[Path], None]] = {
    "gone": Path.unlink,
    "empty": lambda path: _overwrite(path, b""),
    "cut": lambda path: _overwrite(path, path.read_bytes()[:5000]),
    "rubbish": lambda path: _overwrite(path, b"rubbish" * 1000),
    "flipped": _flip,
    "flipped unseen": lambda path: _believable(path, _flip),
    "cut unseen": lambda path: _believable(path, lambda p: _overwrite(p, path.read_bytes()[:9000])),
    "table renamed": _rename_table,
    "table renamed unseen": lambda path: _believable(path, _rename_table),
    "read-only": lambda path: path.chmod(0o400),
    "unreadable": lambda path: path.chmod(0),
    "a folder": _to_folder,
    "from the future": lambda path: os.utime(path, (2**32, 2**32)),
    "from the past": lambda path: os.utime(path, (0, 0)),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_damage_does_not_matter(elbow: Topic, damage: Callable[[Path], None]) -> None:
    page, links = elbow.ok("show", "blue elbow"), elbow.ok("links")
    damage(_catalog(elbow))
    assert elbow.ok("show", "blue elbow") == page
    assert elbow.ok("links") == links


def test_a_lock_does_not_matter(elbow: Topic) -> None:
    page = elbow.ok("show", "blue elbow")
    connection = sqlite3.connect(_catalog(elbow))
    connection.execute("BEGIN EXCLUSIVE")
    assert elbow.ok("show", "blue elbow") == page
    connection.close()


def test_it_is_not_built_again_without_need(elbow: Topic) -> None:
    before = _catalog(elbow).stat()
    elbow.ok("show", "blue elbow")
    elbow.ok("list")
    assert _catalog(elbow).stat().st_ino == before.st_ino


def test_another_version_is_built_again(elbow: Topic) -> None:
    path = _catalog(elbow)
    inode = path.stat().st_ino

    def age(path: Path) -> None:
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE meta SET value = '0' WHERE key = 'version'")
        connection.close()

    _believable(path, age)
    elbow.ok("show", "blue elbow")
    assert _catalog(elbow).stat().st_ino != inode


class TestChanges:
    def test_a_file_changed_in_place(self, elbow: Topic, tmp_path: Path) -> None:
        _overwrite(tmp_path / "t" / "a.yaml", topic_file(summary="It is green now.").encode())
        assert "It is green now." in elbow.ok("show", "blue elbow")

    def test_a_name_added_in_place(self, elbow: Topic, tmp_path: Path) -> None:
        changed = topic_file(also_called=["Elbow of sky"])
        _overwrite(tmp_path / "t" / "a.yaml", changed.encode())
        assert elbow.ok("show", "elbow of sky").startswith("Blue Elbow\n")

    def test_a_title_changed_in_place(self, elbow: Topic, tmp_path: Path) -> None:
        _overwrite(tmp_path / "t" / "a.yaml", topic_file(title="Red Knee").encode())
        elbow.fails(1, "show", "blue elbow")
        assert "Red Knee" in elbow.ok("list")

    def test_a_file_that_comes_or_goes(self, elbow: Topic, tmp_path: Path) -> None:
        (tmp_path / "t" / "b.yaml").write_text(topic_file(title="Red Knee", also_called=None))
        assert elbow.ok("show", "red knee").startswith("Red Knee\n")
        (tmp_path / "t" / "a.yaml").unlink()
        elbow.fails(1, "show", "blue elbow")

    def test_a_folder_that_comes(self, elbow: Topic, tmp_path: Path) -> None:
        (tmp_path / "t" / "more").mkdir()
        (tmp_path / "t" / "more" / "b.yaml").write_text(topic_file(title="Red Knee"))
        assert elbow.ok("show", "red knee").startswith("Red Knee\n")

    def test_other_collections_have_a_catalog_of_their_own(
        self, elbow: Topic, tmp_path: Path
    ) -> None:
        other = personal(elbow, tmp_path / "u", [topic_file(title="Red Knee")])
        assert other.ok("show", "red knee")
        other.fails(1, "show", "blue elbow")
        assert elbow.ok("show", "blue elbow")
        assert len(list((elbow.home / ".cache" / "healthtopics").iterdir())) == 2


def test_catalogs_of_other_collections_do_not_pile_up(elbow: Topic, tmp_path: Path) -> None:
    cache = elbow.home / ".cache" / "healthtopics"
    for number in range(9):
        (cache / f"catalog-{number:08x}.sqlite").write_bytes(b"")
        os.utime(cache / f"catalog-{number:08x}.sqlite", (number, number))
    (tmp_path / "t" / "b.yaml").write_text(topic_file(title="Red Knee", also_called=None))
    _age(tmp_path / "t")
    elbow.ok("show", "red knee")
    assert len(list(cache.iterdir())) == 8


class TestHomes:
    @pytest.mark.parametrize("home", ["", "/dev/null", "{tmp}/no/home", "relative"])
    def test_of_any_kind(self, topic: Topic, tmp_path: Path, home: str) -> None:
        odd = topic.with_environ(HOME=home.format(tmp=tmp_path))
        page = topic.ok("show", "flu")
        assert odd.ok("show", "flu", cwd=tmp_path) == page
        assert list(tmp_path.iterdir()) == []
        assert not Path("/.cache/healthtopics").exists()

    def test_without_one(self, topic: Topic) -> None:
        del topic.environ["HOME"]
        assert topic("show", "flu").code == 0

    def test_a_cache_that_is_a_file(self, fresh: Topic) -> None:
        (fresh.home / ".cache").write_text("")
        assert fresh.ok("urgent", "flu")
        assert (fresh.home / ".cache").read_text() == ""


def test_two_first_runs_at_once(fresh: Topic) -> None:
    runs = [
        subprocess.Popen(
            fresh.command("urgent", "flu"), env=fresh.environ,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for _ in range(3)
    ]  # fmt: skip
    answers = {run.communicate(timeout=PATIENCE) for run in runs}
    assert len(answers) == 1
    assert {run.returncode for run in runs} == {0}
    assert _catalog(fresh).suffix == ".sqlite"


def test_a_bad_file_does_not_hide_the_good_ones(topic: Topic, tmp_path: Path) -> None:
    own = personal(
        topic, tmp_path / "t", {"a.yaml": topic_file(), "b.yaml": "title: [", "c.yaml": b"\xff"}
    )
    os.mkfifo(tmp_path / "t" / "d.yaml")
    (tmp_path / "t" / "e.yaml").mkdir()
    (tmp_path / "t" / "f.yaml").symlink_to(tmp_path / "nowhere")
    result = own("show", "blue elbow")
    assert result.out.startswith("Blue Elbow\n")
    assert "4 topic files are left out, the first at " in result.err
    assert "b.yaml:2" in result.err
