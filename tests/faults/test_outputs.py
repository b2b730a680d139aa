"""Outputs that are full, closed, cut off or of another encoding."""

import resource
import subprocess
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest

from tests.faults.processes import assert_refused, bare, prepared, shell, with_disk
from tests.harness import PATIENCE, Topic, personal, topic_file

COMMANDS = [
    "show 'blue elbow'",
    "show 'blue elbow' --format markdown",
    "show 'blue elbow' --format json",
    "show 'blue elbow' --format yaml",
    "show 'blue elbow' --color always",
    "urgent 'blue elbow'",
    "symptoms 'blue elbow'",
    "symptoms --having blue --format csv",
    "links",
    "links --format urls",
    "links --format tsv",
    "list",
    "groups",
    "categories",
    "search blue --format json",
    "status",
    "open 'blue elbow' 1 --print",
    "--help",
    "links --help",
    "--version",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_no_answer_is_lost_in_silence(small: Topic, command: str) -> None:
    full = assert_refused(shell(small, f"topic {command} >/dev/full"), 5)
    assert "No space left on device" in full
    assert "closed" in assert_refused(shell(small, f"topic {command} >&-"), 5)


def test_nor_are_completions(small: Topic) -> None:
    for instruction in ("bash_source", "bash_complete"):
        asked = small.with_environ(
            _TOPIC_COMPLETE=instruction, COMP_WORDS="topic sh", COMP_CWORD="1"
        )
        assert shell(asked, "topic").returncode == 0
        assert_refused(shell(asked, "topic >/dev/full"), 5)
        assert_refused(shell(asked, "topic >&-"), 5)


def test_nor_are_problems_of_topic_files(small: Topic, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("title: [")
    done = shell(small, 'topic check "$1" >/dev/full', str(tmp_path / "bad.yaml"))
    assert_refused(done, 5)


class TestErrors:
    """What cannot be said leaves the answer and the exit code as they are."""

    @pytest.mark.parametrize("where", ["2>/dev/full", "2>&-", "2> >(true)"])
    def test_that_nobody_hears(self, small: Topic, tmp_path: Path, where: str) -> None:
        own = personal(small, tmp_path / "t", {"bad.yaml": "title: ["})
        page = own("show", "blue elbow")
        assert "left out" in page.err
        for command, code, out in (
            ("show 'blue elbow'", 0, page.out),
            ("show 'no such topic'", 1, ""),
            ("show", 2, ""),
            ("nonsense", 2, ""),
            ("import /nowhere", 5, ""),
        ):
            done = shell(own, f"topic {command} {where}")
            assert (done.returncode, done.stdout.decode(), done.stderr) == (code, out, b"")

    @pytest.mark.parametrize("where", [">/dev/full 2>&1", ">&- 2>&-", ">&- 2>/dev/full"])
    def test_with_nowhere_to_go_at_all(self, small: Topic, where: str) -> None:
        done = shell(small, f"topic show 'blue elbow' {where}")
        assert (done.returncode, done.stdout, done.stderr) == (5, b"", b"")
        assert shell(small, f"topic show 'no such topic' {where}").returncode == 1

    def test_to_a_closed_pipe_together_with_the_answer(self, small: Topic) -> None:
        done = shell(small, "set -o pipefail; topic show 'no such topic' 2>&1 | true")
        assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")


@pytest.mark.parametrize("closed", ["<&-", "2>&-", "<&- 2>&-", "<&- >&- 2>&-", ">&-", "<&- >&-"])
def test_a_file_is_written_whatever_else_is_closed(
    small: Topic, tmp_path: Path, closed: str
) -> None:
    """The numbers of closed streams are given to files that are opened: nothing else gets there."""
    done = shell(small, f'topic show "blue elbow" -o "$1" {closed}', str(tmp_path / "page"))
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (tmp_path / "page").read_text() == small.ok("show", "blue elbow")


@pytest.mark.parametrize("closed", ["<&-", "2>&-", "<&- 2>&-"])
def test_the_first_run_with_closed_streams(small_fresh: Topic, small: Topic, closed: str) -> None:
    done = shell(small_fresh, f"topic show 'blue elbow' {closed}")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == small.ok("show", "blue elbow")


def test_a_closed_input_is_no_export(small: Topic) -> None:
    assert "standard input is closed" in assert_refused(shell(small, "topic import - <&-"), 5)


@pytest.mark.parametrize("mode", ["<", ">"])
def test_streams_the_wrong_way_round(small: Topic, tmp_path: Path, mode: str) -> None:
    """An output that can only be read, an input that can only be written."""
    (tmp_path / "file").write_text("old")
    if mode == "<":
        done = shell(small, 'topic show "blue elbow" 1<"$1"', str(tmp_path / "file"))
        assert_refused(done, 5)
        assert (tmp_path / "file").read_text() == "old"
    else:
        assert_refused(shell(small, 'topic import - 0>"$1"', str(tmp_path / "file")), 5)


class TestPipes:
    @pytest.mark.parametrize(
        "command",
        [
            "links",
            "links --format json",
            "links --format csv",
            "links --format markdown",
            "links --color always",
            "list --format json",
        ],
    )
    @pytest.mark.parametrize("reader", ["head -n 1", "head -c 1"])
    def test_that_close_early_are_silent(self, topic: Topic, command: str, reader: str) -> None:
        done = shell(topic, f"topic {command} | {{ {reader}; }}; echo ${{PIPESTATUS[0]}} >&2")
        assert done.returncode == 0
        assert done.stdout.count(b"\n") <= 1
        # What fits into the pipe is written before anybody reads, or it ends by SIGPIPE.
        assert done.stderr.strip() in ((b"141",) if "links" in command else (b"141", b"0"))

    def test_whose_signal_is_ignored(self, topic: Topic) -> None:
        done = shell(topic, "trap '' PIPE; topic links | true; echo ${PIPESTATUS[0]}")
        assert (done.stdout, done.stderr) == (b"141\n", b"")

    def test_named_by_output(self, topic: Topic, tmp_path: Path) -> None:
        script = 'mkfifo "$1"; topic links -o "$1" & cat "$1" > "$1.out"; wait $!'
        done = shell(topic, script, str(tmp_path / "pipe"))
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
        assert (tmp_path / "pipe.out").read_text() == topic.ok("links")

    def test_named_by_output_that_close_early(self, topic: Topic, tmp_path: Path) -> None:
        script = 'mkfifo "$1"; topic links -o "$1" & head -n 1 "$1" >/dev/null; wait $!'
        done = shell(topic, script, str(tmp_path / "pipe"))
        assert (done.returncode, done.stdout, done.stderr) == (141, b"", b"")


class TestFullDisks:
    """A disk of its own that is full, or no longer may be written."""

    @pytest.mark.parametrize("options", ["size=4k", "size=64k,nr_inodes=1", "ro"])
    def test_under_a_new_file(self, small: Topic, tmp_path: Path, options: str) -> None:
        done = with_disk(
            small, str(tmp_path), options, 'topic links -o new || echo "code $?"; ls -A'
        )
        if options == "size=4k":
            done = with_disk(
                small,
                str(tmp_path),
                options,
                "topic show 'blue elbow' --width 1 -o a; "
                "topic show 'red knee' --format json -o b || echo \"code $?\"; ls -A",
            )
            assert done.stdout == b"code 5\na\n"
        else:
            assert done.stdout == b"code 5\n"
        assert len(done.stderr.splitlines()) == 2
        assert b"cannot be written" in done.stderr

    @pytest.mark.parametrize("format", ["text", "json", "markdown", "yaml"])
    def test_under_an_old_file(self, small: Topic, tmp_path: Path, format: str) -> None:
        script = (
            "echo old > page; head -c 100000 /dev/zero > rest || true; "
            f"topic show 'blue elbow' --format {format} -o page || echo \"code $?\"; ls -A; cat page"
        )
        done = with_disk(small, str(tmp_path), "size=8k", script)
        assert done.stdout == b"code 5\npage\nrest\nold\n"
        assert b"No space left on device" in done.stderr
        assert b"Traceback" not in done.stderr

    def test_under_standard_output(self, topic: Topic, tmp_path: Path) -> None:
        script = 'topic links > page || echo "code $?"; wc -c < page'
        done = with_disk(topic, str(tmp_path), "size=8k", script)
        assert done.stdout == b"code 5\n8192\n"
        assert done.stderr.splitlines()[0].endswith(b"(No space left on device)")
        assert len(done.stderr.splitlines()) == 2

    @pytest.mark.parametrize("size", [0, 1, 100, 500])
    def test_a_limit_of_file_sizes(self, small: Topic, tmp_path: Path, size: int) -> None:
        path = tmp_path / "page"
        path.write_text("old")
        done = prepared(small, _at_most(size), "show", "blue elbow", "-o", str(path))
        assert "File too large" in assert_refused(done, 5)
        assert list(tmp_path.iterdir()).count(path) == 1
        assert path.read_text() == "old"
        assert not list(tmp_path.glob("*.tmp"))

    @pytest.mark.parametrize("size", [0, 1, 500])
    def test_a_limit_of_file_sizes_for_standard_output(
        self, small: Topic, tmp_path: Path, size: int
    ) -> None:
        with (tmp_path / "page").open("wb") as file:
            done = subprocess.run(
                small.command("show", "blue elbow"), env=bare(small).environ, stdout=file,
                stderr=subprocess.PIPE, timeout=PATIENCE, check=False, preexec_fn=_at_most(size),
            )  # fmt: skip
        assert done.returncode == 5
        assert b"(File too large)" in done.stderr.splitlines()[0]
        assert len(done.stderr.splitlines()) == 2
        assert (tmp_path / "page").read_bytes() == small.ok("show", "blue elbow").encode()[:size]

    def test_an_answer_does_not_need_room_for_the_catalog(
        self, small: Topic, small_fresh: Topic
    ) -> None:
        page = small.ok("show", "blue elbow")
        for catalog in (small.home / ".cache" / "healthtopics").iterdir():
            catalog.unlink()
        for size in (0, 10_000, 100_000):
            done = prepared(small_fresh, _at_most(size), "show", "blue elbow")
            assert (done.returncode, done.stdout.decode(), done.stderr) == (0, page, b"")
            assert list((small.home / ".cache" / "healthtopics").iterdir()) == []


def _at_most(size: int) -> Callable[[], None]:
    """Return what limits the size of files that a process writes."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


ENCODINGS = [
    "ascii:strict",
    "latin-1:surrogateescape",
    "cp1252",
    "cp437",
    "cp037",
    "mac-roman",
    "koi8-r",
    "shift_jis",
    "iso2022_jp",
    "big5",
    "gb18030",
    "utf-7",
    "utf-8-sig",
    "utf-32",
]


class TestEncodings:
    @pytest.mark.parametrize("encoding", ENCODINGS)
    def test_the_same_words_come_in_every_one(self, topic: Topic, encoding: str) -> None:
        self._compare(topic, encoding, "show", "gripe", "--lang", "es")

    @pytest.mark.parametrize("encoding", ["ascii", "cp1252", "shift_jis", "utf-16"])
    @pytest.mark.parametrize("format", ["json", "csv", "markdown"])
    def test_and_in_every_format(self, topic: Topic, encoding: str, format: str) -> None:
        self._compare(topic, encoding, "links", "gripe", "--lang", "es", "--format", format)

    def _compare(self, topic: Topic, encoding: str, *words: str) -> None:
        done = topic.with_environ(PYTHONIOENCODING=encoding).run_bytes(*words)
        assert (done.returncode, done.stderr) == (0, b"")
        shown = done.stdout.decode(encoding.partition(":")[0])
        expected = topic.ok(*words)
        assert shown.count("\n") == expected.count("\n")
        assert _plain(shown) == _plain(expected)

    @pytest.mark.parametrize(
        "locale",
        [
            {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
            {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0"},
            {"LC_ALL": "xx_YY.nonsense"},
            {"LC_ALL": ""},
            {"LANG": "\udcff"},
        ],
        ids=str,
    )
    def test_of_a_locale(self, topic: Topic, locale: dict[str, str]) -> None:
        done = topic.with_environ(**locale).run_bytes("show", "gripe")
        assert done.returncode == 0
        assert b"Traceback" not in done.stderr
        shown = done.stdout.decode("utf-8" if b"\xc3" in done.stdout else "ascii")
        assert _plain(shown) == _plain(topic("show", "gripe").out)

    @pytest.mark.parametrize("encoding", ["ascii", "cp1252", "shift_jis", "utf-16"])
    def test_of_errors(self, topic: Topic, encoding: str) -> None:
        done = topic.with_environ(PYTHONIOENCODING=encoding).run_bytes("show", "niño — ‘日本’")
        assert (done.returncode, done.stdout) == (1, b"")
        error = done.stderr.decode(encoding)
        assert error.startswith("topic: no topic is called ")
        assert 1 <= len(error.splitlines()) <= 3

    def test_of_the_terminal_and_its_pager(self, topic: Topic) -> None:
        shown = topic.with_environ(PYTHONIOENCODING="ascii", PAGER="cat").on_terminal(
            "show", "gripe", lines=10
        )
        assert shown.code == 0
        assert shown.out.isascii()
        assert "Sintomas" in shown.out

    def test_of_files_named_by_output_is_always_utf_8(self, topic: Topic, tmp_path: Path) -> None:
        for name in ("f.json", "f.csv", "f.md"):
            latin = topic.with_environ(PYTHONIOENCODING="latin-1")
            latin.ok("links", "gripe", "--lang", "es", "-o", str(tmp_path / name))
            topic.ok("links", "gripe", "--lang", "es", "-o", str(tmp_path / f"as-ever-{name}"))
            written = (tmp_path / name).read_bytes()
            assert written == (tmp_path / f"as-ever-{name}").read_bytes()


def _plain(text: str) -> list[str]:
    """Return the words of a text in the letters and digits that every encoding has."""
    letters = (c for c in normalize("NFKD", text) if c.isspace() or (c.isascii() and c.isalnum()))
    return "".join(letters).split()


def test_a_file_with_odd_words_comes_through_every_encoding(small: Topic, tmp_path: Path) -> None:
    odd = topic_file(title="Odd", also_called=None, summary="日本 \U0001f600 ﬁ ½ é \ufffd END")
    own = personal(small, tmp_path / "t", [odd])
    for encoding in ENCODINGS:
        done = own.with_environ(PYTHONIOENCODING=encoding).run_bytes("show", "odd")
        assert (done.returncode, done.stderr) == (0, b"")
        assert "END" in done.stdout.decode(encoding.partition(":")[0])
