"""Homes, caches and folders that are missing, odd, somebody else's or in use: the answer still comes.

Run by root, the command is made to heed rights like anybody. Skipped: a folder of another user's
where not root, and disks of their own where the system lets no process mount one.
"""

import os
import socket
import subprocess
from pathlib import Path

import pytest

from tests.support.command import Topic, personal, topic_file
from tests.support.installation import Installation, cache_of, catalogs, settle
from tests.support.limits import PATIENCE
from tests.support.long_form import only_long
from tests.support.processes import assert_refused, shell, unprivileged, with_disk

ODD = [
    "",
    ".",
    "/dev/null",
    "/proc/self/fd",
    "{tmp}/nowhere/home",
    "{tmp}/file",
    "{tmp}/" + "n" * 300,
    *only_long(
        [
            "..",
            "~",
            "relative/home",
            "/dev/null/home",
            "/dev/full",
            "{tmp}/loop",
            "{tmp}/pipe",
            "{tmp}/" + "long" * 1500,
        ]
    ),
]
NAMES = ["a?b#c%41", "a\nb", "\udcff", "\x1b[31m", "-o"]
OTHER_NAMES = ["a b", "é", "'", '"', "a;b", "\\", "📁"]


@pytest.fixture(scope="module")
def page(installed: Installation) -> str:
    """The page that comes when nothing is wrong."""
    return installed.topic.ok("show", "blue elbow")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with things that are no folders in it."""
    folder = tmp_path / "place"
    folder.mkdir()
    (folder / "file").write_text("kept")
    (folder / "loop").symlink_to("loop")
    os.mkfifo(folder / "pipe")
    return folder


def _seen(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: odd[:20])
def test_an_odd_home_keeps_nothing_and_loses_nothing(
    fresh: Topic, place: Path, page: str, odd: str
) -> None:
    home = fresh.with_environ(HOME=odd.format(tmp=place))
    before = _seen(place)
    assert home.ok("show", "blue elbow", cwd=place) == page
    assert "not kept" in home.ok("status", cwd=place)
    assert _seen(place) == before
    assert (place / "file").read_text() == "kept"


def test_no_home_at_all_is_that_of_the_user(fresh: Topic, tmp_path: Path, page: str) -> None:
    folders = {"XDG_CACHE_HOME": str(tmp_path / "c"), "XDG_DATA_HOME": str(tmp_path / "d")}
    homeless = fresh.with_environ(**folders)
    del homeless.environ["HOME"]
    assert homeless.ok("show", "blue elbow") == page


def test_a_cache_that_is_a_file_stays_one(fresh: Topic, page: str) -> None:
    (fresh.home / ".cache").write_text("kept")
    assert fresh.ok("show", "blue elbow") == page
    assert (fresh.home / ".cache").read_text() == "kept"


@pytest.mark.parametrize("odd", [*ODD[1:], ":", "::{tmp}/nowhere:", "{tmp}/file:{tmp}/pipe"],
                         ids=lambda odd: odd[:20])  # fmt: skip
def test_odd_folders_hold_nothing_and_keep_nothing(
    fresh: Topic, place: Path, page: str, odd: str
) -> None:
    path = odd.format(tmp=place)
    asked = fresh.with_environ(HOME="/dev/null", XDG_CACHE_HOME=path, HEALTHTOPICS_PATH=path)
    before = _seen(place)
    assert asked.ok("show", "blue elbow", cwd=place) == page
    imported = asked.with_environ(XDG_DATA_HOME=path)
    assert "not kept" in imported.ok("status", cwd=place)
    assert _seen(place) == before


def test_a_cache_of_its_own_is_taken_where_it_is_absolute(
    fresh: Topic, tmp_path: Path, page: str
) -> None:
    (tmp_path / "caches").mkdir()
    own = fresh.with_environ(XDG_CACHE_HOME=str(tmp_path / "caches"))
    assert own.ok("show", "blue elbow") == page
    assert len(list((tmp_path / "caches" / "healthtopics").iterdir())) == 1
    assert _seen(fresh.home) == []
    relative = fresh.with_environ(XDG_CACHE_HOME="caches")
    assert relative.ok("show", "blue elbow", cwd=tmp_path) == page
    assert _seen(fresh.home)[:1] == [".cache"]


@pytest.mark.parametrize("name", [*NAMES, *only_long(OTHER_NAMES)])
def test_homes_and_folders_of_any_name_work_and_keep_a_catalog(
    fresh: Topic, tmp_path: Path, name: str
) -> None:
    home = tmp_path / "homes" / name
    home.mkdir(parents=True)
    named = fresh.with_environ(HOME=str(home))
    files = {"good.yaml": topic_file(title="Green Thumb"), "bad.yaml": "title: ["}
    own = personal(named, home / "topics", files)
    settle(home / "topics")
    first = own("show", "green thumb")
    assert first.code == 0
    assert first.out.startswith("Green Thumb\n")
    assert first.err == ""
    told = own("show", "no such thumb").err
    assert "skipped 1 topic file" in told
    assert not set(told) & set("\x1b\udcff")
    (kept,) = (home / ".cache" / "healthtopics").iterdir()
    inode = kept.stat().st_ino
    assert own("show", "green thumb") == first
    assert own("list").code == 0
    assert kept.stat().st_ino == inode
    assert own("status").code == 0
    # A file that changes is noticed by its name, too.
    (home / "topics" / "good.yaml").write_text(topic_file(title="Green Thumb", summary="New."))
    assert "New." in own("show", "green thumb").out


class TestRights:
    """As a user who is not root."""

    @pytest.mark.parametrize("mode", [0o500, 0o000, *only_long([0o300, 0o600])])
    @pytest.mark.parametrize("folder", ["", ".cache", ".cache/healthtopics"])
    def test_a_cache_that_may_not_be_used_is_done_without(
        self, fresh: Topic, page: str, folder: str, mode: int
    ) -> None:
        path = fresh.home / folder
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(mode)
        try:
            done = unprivileged(fresh).run_bytes("show", "blue elbow")
            assert (done.returncode, done.stdout.decode(), done.stderr) == (0, page, b"")
        finally:
            path.chmod(0o700)

    def test_a_cache_owned_by_another_user_is_not_used_and_is_left_alone(
        self, small: Topic, page: str, tmp_path: Path
    ) -> None:
        if os.geteuid() != 0:
            pytest.skip("only root gives folders to others")
        (cache,) = (small.home / ".cache").iterdir()
        (catalog,) = cache.iterdir()
        before = catalog.stat()
        for path in (catalog, cache, cache.parent):
            os.chown(path, 65534, 65534)
        cache.chmod(0o755)
        cache.parent.chmod(0o755)
        catalog.chmod(0o644)
        done = unprivileged(small).run_bytes("show", "blue elbow")
        assert (done.returncode, done.stdout.decode()) == (0, page)
        assert f"topic: not using {cache}: it belongs to another user" in done.stderr.decode()
        assert done.stderr.count(b"\n") == 1
        # It is as it was, though another one would be built here.
        own = personal(small, tmp_path / "t", [topic_file(title="Green Thumb")])
        done = unprivileged(own).run_bytes("show", "green thumb")
        assert (done.returncode, done.stdout[:11]) == (0, b"Green Thumb")
        assert list(cache.iterdir()) == [catalog]
        assert catalog.stat().st_mtime_ns == before.st_mtime_ns

    @pytest.mark.parametrize("mode", [0o000, 0o200])
    def test_a_catalog_that_may_not_be_read_is_done_without(
        self, small: Topic, page: str, mode: int
    ) -> None:
        (catalog,) = catalogs(small)
        catalog.chmod(mode)
        done = unprivileged(small).run_bytes("show", "blue elbow")
        assert (done.returncode, done.stdout.decode(), done.stderr) == (0, page, b"")

    def test_a_catalog_that_may_not_be_written_is_read(self, small: Topic, page: str) -> None:
        (catalog,) = catalogs(small)
        inode = catalog.stat().st_ino
        catalog.chmod(0o400)
        catalog.parent.chmod(0o500)
        done = unprivileged(small).run_bytes("show", "blue elbow")
        catalog.parent.chmod(0o700)
        assert (done.returncode, done.stdout.decode(), done.stderr) == (0, page, b"")
        assert catalog.stat().st_ino == inode

    @pytest.mark.parametrize("mode", [0o000, *only_long([0o400, 0o100])])
    def test_an_unreadable_topic_folder_does_not_hide_other_topics(
        self, small: Topic, page: str, tmp_path: Path, mode: int
    ) -> None:
        own = personal(small, tmp_path / "t", [topic_file(title="Green Thumb")])
        (tmp_path / "t").chmod(mode)
        done = unprivileged(own).run_bytes("show", "blue elbow")
        (tmp_path / "t").chmod(0o700)
        assert (done.returncode, done.stdout.decode()) == (0, page)
        assert b"Traceback" not in done.stderr

    def test_an_unreadable_topic_file_is_skipped_and_others_are_shown(
        self, small: Topic, page: str, tmp_path: Path
    ) -> None:
        own = personal(small, tmp_path / "t", [topic_file(title="Green Thumb")])
        (tmp_path / "t" / "0.yaml").chmod(0)
        done = unprivileged(own).run_bytes("show", "blue elbow")
        assert (done.returncode, done.stdout.decode()) == (0, page)
        done = unprivileged(own).run_bytes("show", "green thumb")
        assert b"skipped 1 topic file" in done.stderr

    @pytest.mark.parametrize("mode", [0o500, 0o000])
    def test_an_output_folder_without_write_permission_gets_no_new_file(
        self, small: Topic, tmp_path: Path, page: str, mode: int
    ) -> None:
        folder = tmp_path / "out"
        folder.mkdir()
        (folder / "page").write_text("old")
        folder.chmod(mode)
        for name in ("page", "new"):
            done = unprivileged(small).run_bytes("show", "blue elbow", "-o", str(folder / name))
            if (name, mode) == ("page", 0o500):  # which can be written, and not replaced
                assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
            else:
                assert "Permission denied" in assert_refused(done, 5)
        folder.chmod(0o700)
        assert _seen(folder) == ["page"]
        assert (folder / "page").read_text() == (page if mode else "old")

    def test_an_output_file_in_a_read_only_folder_is_written_in_place(
        self, small: Topic, tmp_path: Path, page: str
    ) -> None:
        folder = tmp_path / "out"
        folder.mkdir()
        (folder / "page").write_text("old")
        os.chmod(folder / "page", 0o666)
        folder.chmod(0o555)
        done = unprivileged(small).run_bytes("show", "blue elbow", "-o", str(folder / "page"))
        folder.chmod(0o700)
        assert (done.returncode, done.stderr) == (0, b"")
        assert (folder / "page").read_text() == page
        assert _seen(folder) == ["page"]


class TestDisks:
    @pytest.mark.parametrize(
        "options", ["ro", "size=4k", "nr_inodes=2", *only_long(["size=64k", "nr_inodes=3"])]
    )
    def test_without_room_for_a_catalog_the_page_is_shown(
        self, fresh: Topic, page: str, options: str
    ) -> None:
        script = "cd /; topic show 'blue elbow'; topic show 'blue elbow'"
        done = with_disk(fresh, fresh.home, options, script)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.decode() == page * 2

    @pytest.mark.parametrize("room", [40, 112, *only_long(range(4, 184, 36))])
    def test_a_disk_that_fills_up_at_any_write_does_not_hide_the_page(
        self, fresh: Topic, page: str, room: int
    ) -> None:
        script = f"topic show 'blue elbow'; find {fresh.home} -name '*.tmp'"
        done = with_disk(fresh, fresh.home, f"size={room}k", f"cd /; {script}")
        assert (done.returncode, done.stdout.decode(), done.stderr) == (0, page, b"")


class TestFoldersThatAreGone:
    def test_commands_work_in_a_deleted_current_folder(
        self, small: Topic, tmp_path: Path, page: str
    ) -> None:
        (tmp_path / "gone").mkdir()
        script = 'cd "$1" && rmdir "$1" && topic show "blue elbow" && topic links -o "$2"'
        file = tmp_path / "links"
        done = shell(small, script, str(tmp_path / "gone"), str(file))
        assert (done.returncode, done.stdout.decode(), done.stderr) == (0, page, b"")
        assert file.read_text() == small.ok("links")

    @pytest.mark.parametrize(
        ("command", "code"),
        [
            ("HEALTHTOPICS_PATH=topics topic show 'blue elbow'", 0),
            ("topic show 'blue elbow' -o page", 5),
            ("topic check topics", 3),
            ("topic import topics.xml", 5),
        ],
    )
    def test_relative_names_in_a_deleted_current_folder_do_not_crash(
        self, small: Topic, tmp_path: Path, page: str, command: str, code: int
    ) -> None:
        (tmp_path / "gone").mkdir()
        done = shell(small, f'cd "$1"; rmdir "$1"; {command}', str(tmp_path / "gone"))
        assert done.returncode == code
        if code == 0:
            assert done.stdout.decode() == page
        assert 0 <= len(done.stderr.splitlines()) <= 3
        assert b"Traceback" not in done.stderr
        assert b"mistake" not in done.stderr


def test_other_things_in_the_cache_folder_do_not_matter(fresh: Topic, page: str) -> None:
    cache = cache_of(fresh)
    cache.mkdir(parents=True)
    (cache / "folder").mkdir()
    (cache / "folder.tmp").mkdir()
    (cache / "link").symlink_to("nowhere")
    (cache / "left.123456789.tmp").write_text("left behind")
    (cache / "odd.99999999999999999999.tmp").write_text("left behind")
    os.mkfifo(cache / "pipe.tmp")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(cache / "s"))
        assert fresh.ok("show", "blue elbow") == page
        assert len(list(cache.glob("catalog-*.sqlite"))) == 1
        assert fresh.ok("show", "blue elbow") == page


@pytest.mark.parametrize("runs", [4, *only_long([2, 8])])
def test_simultaneous_first_runs_all_answer_and_keep_one_catalog(
    fresh: Topic, installed: Installation, runs: int
) -> None:
    """They wait for one another at the start, so that they really run at once."""
    words = [("show", "blue elbow"), ("links",), ("search", "blue"), ("list", "--format", "json")]
    reader, writer = os.pipe()
    started = [
        subprocess.Popen(
            ["sh", "-c", 'read -r go; exec "$@"', "sh", *fresh.command(*words[i % 4])],
            env=fresh.environ, stdin=reader, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for i in range(runs)
    ]  # fmt: skip
    os.close(reader)
    os.close(writer)  # which lets all go
    for i, process in enumerate(started):
        out, err = process.communicate(timeout=PATIENCE)
        assert (process.returncode, err) == (0, b"")
        assert out.decode() == installed.topic.ok(*words[i % 4])
    (kept,) = catalogs(fresh)
    assert kept.suffix == ".sqlite"
