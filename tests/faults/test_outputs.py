"""Outputs that are full, closed, cut off or of another encoding: no answer is lost in silence.

Skipped: disks of their own where the system lets no process mount one; a limit on the size of
files stands for them everywhere.
"""

import resource
import shlex
from pathlib import Path
from unicodedata import normalize

import pytest

from tests.support.command import Topic, personal, topic_file
from tests.support.installation import Installation, cache_of
from tests.support.long_form import only_long
from tests.support.processes import assert_refused, limited, shell, with_disk
from tests.support.ready.commands import Limits

COMMANDS = [
    "show 'blue elbow'",
    "show 'blue elbow' --format json",
    "show 'blue elbow' --color always",
    "links --format csv",
    "list",
    "search blue",
    "status",
    "open 'blue elbow' 1 --print",
    "--help",
    "--version",
]
MORE_COMMANDS = [
    "show 'blue elbow' --format markdown",
    "show 'blue elbow' --format yaml",
    "urgent 'blue elbow'",
    "symptoms 'blue elbow'",
    "symptoms --having blue --format csv",
    "links",
    "links --format urls",
    "links --format tsv",
    "groups",
    "categories",
    "search blue --format json",
    "links --help",
]
LONG = "links --category treatments"  # 100 kB: longer than a pipe takes at once


@pytest.mark.parametrize("command", [*COMMANDS, *only_long(MORE_COMMANDS)])
def test_no_answer_is_lost_in_silence(small: Topic, command: str) -> None:
    with open("/dev/full", "wb") as full:
        done = limited(small, [], *shlex.split(command), into=full.fileno())
    assert "No space left on device" in assert_refused(done, 5)


@pytest.mark.parametrize(
    "command",
    [*COMMANDS[::3], *only_long(COMMANDS[1::3] + COMMANDS[2::3] + MORE_COMMANDS)],
)
def test_no_answer_is_lost_in_a_closed_output(small: Topic, command: str) -> None:
    assert "closed" in assert_refused(shell(small, f"topic {command} >&-"), 5)


def test_completions_are_not_lost_in_silence(small: Topic) -> None:
    for instruction in ("bash_source", "bash_complete"):
        asked = small.with_environ(
            _TOPIC_COMPLETE=instruction, COMP_WORDS="topic sh", COMP_CWORD="1"
        )
        assert shell(asked, "topic").returncode == 0
        for where in (">/dev/full", ">&-"):
            done = shell(asked, f"topic {where}")
            assert done.returncode == 5
            assert (done.stderr == b"") is (instruction == "bash_complete")  # amid a prompt


def test_problems_of_topic_files_are_not_lost_in_silence(small: Topic, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("title: [")
    done = shell(small, 'topic check "$1" >/dev/full', str(tmp_path / "bad.yaml"))
    assert_refused(done, 5)


class TestErrors:
    """What cannot be said leaves the answer and the exit code as they are."""

    @pytest.mark.parametrize("where", ["2>/dev/full", "2>&-", "2> >(true)"])
    def test_errors_that_cannot_be_printed_keep_the_exit_code(
        self, small: Topic, tmp_path: Path, where: str, long: bool
    ) -> None:
        own = personal(small, tmp_path / "t", {"blue-elbow.yaml": "title: ["})
        page = own("show", "blue elbow")
        cases = [
            ("show 'blue elbow'", 0, page.out),
            ("show 'no such topic'", 1, ""),
            ("nonsense", 2, ""),
            ("import /nowhere", 5, ""),
        ]
        for command, code, out in cases if long or "full" in where else cases[:2]:
            done = shell(own, f"topic {command} {where}")
            assert (done.returncode, done.stdout.decode(), done.stderr) == (code, out, b"")

    @pytest.mark.parametrize("where", [">/dev/full 2>&1", ">&- 2>&-", ">&- 2>/dev/full"])
    def test_exit_codes_are_correct_when_both_outputs_are_unusable(
        self, small: Topic, where: str
    ) -> None:
        done = shell(small, f"topic show 'blue elbow' {where}")
        assert (done.returncode, done.stdout, done.stderr) == (5, b"", b"")
        assert shell(small, f"topic show 'no such topic' {where}").returncode == 1

    def test_an_error_into_a_closed_pipe_ends_the_command_silently(self, small: Topic) -> None:
        done = shell(small, "set -o pipefail; topic show 'no such topic' 2>&1 | true")
        assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")


@pytest.mark.parametrize(
    "closed", ["<&-", "2>&-", ">&-", "<&- >&- 2>&-", *only_long(["<&- 2>&-", "<&- >&-"])]
)
def test_a_file_is_written_whatever_else_is_closed(
    small: Topic, tmp_path: Path, closed: str
) -> None:
    """The numbers of closed streams are given to files that are opened: nothing else gets there."""
    done = shell(small, f'topic show "blue elbow" -o "$1" {closed}', str(tmp_path / "page"))
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (tmp_path / "page").read_text() == small.ok("show", "blue elbow")


@pytest.mark.parametrize("closed", ["<&- 2>&-", *only_long(["<&-", "2>&-"])])
def test_a_first_run_with_closed_streams_prints_its_page(
    fresh: Topic, small: Topic, closed: str
) -> None:
    done = shell(fresh, f"topic show 'blue elbow' {closed}")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == small.ok("show", "blue elbow")


def test_a_closed_input_is_no_export(small: Topic) -> None:
    assert "standard input is closed" in assert_refused(shell(small, "topic import - <&-"), 5)


@pytest.mark.parametrize("mode", ["<", ">"])
def test_streams_opened_the_wrong_way_round_are_refused(
    small: Topic, tmp_path: Path, mode: str
) -> None:
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
            LONG,
            f"{LONG} --format csv",
            f"{LONG} --color always",
            "list --format json",
            *only_long(["links", f"{LONG} --format json", f"{LONG} --format markdown"]),
        ],
    )
    @pytest.mark.parametrize("reader", ["head -n 1", *only_long(["head -c 1", "true"])])
    def test_a_pipe_closed_early_ends_the_command_silently(
        self, topic: Topic, command: str, reader: str
    ) -> None:
        done = shell(topic, f"topic {command} | {{ {reader}; }}; echo ${{PIPESTATUS[0]}} >&2")
        assert done.returncode == 0
        assert done.stdout.count(b"\n") <= 1
        # What fits into the pipe is written before anybody reads, or it ends by SIGPIPE.
        assert done.stderr.strip() in ((b"141",) if "links" in command else (b"141", b"0"))

    def test_an_ignored_sigpipe_still_ends_the_command_silently(self, topic: Topic) -> None:
        done = shell(topic, f"trap '' PIPE; topic {LONG} | true; echo ${{PIPESTATUS[0]}}")
        assert (done.stdout, done.stderr) == (b"141\n", b"")

    def test_output_can_be_written_to_a_named_pipe(self, topic: Topic, tmp_path: Path) -> None:
        script = f'mkfifo "$1"; topic {LONG} -o "$1" & cat "$1" > "$1.out"; wait $!'
        done = shell(topic, script, str(tmp_path / "pipe"))
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
        assert (tmp_path / "pipe.out").read_text() == topic.ok(*LONG.split())

    def test_a_named_pipe_closed_early_ends_the_command_silently(
        self, topic: Topic, tmp_path: Path
    ) -> None:
        script = f'mkfifo "$1"; topic {LONG} -o "$1" & head -n 1 "$1" >/dev/null; wait $!'
        done = shell(topic, script, str(tmp_path / "pipe"))
        assert (done.returncode, done.stdout, done.stderr) == (141, b"", b"")


class TestFullDisks:
    """A disk of its own that is full, or no longer may be written."""

    @pytest.mark.parametrize(
        ("options", "first", "left"),
        [
            ("size=4k", "topic show 'blue elbow' --width 1 -o first", "first\n"),
            ("size=64k,nr_inodes=1", "true", ""),
            ("ro", "true", ""),
        ],
    )
    def test_a_full_disk_leaves_no_partial_new_file(
        self, small: Topic, tmp_path: Path, options: str, first: str, left: str
    ) -> None:
        script = f'{first}; topic show "red knee" --format json -o new || echo "code $?"; ls -A'
        done = with_disk(small, tmp_path, options, script)
        assert done.stdout.decode() == f"code 5\n{left}"
        assert len(done.stderr.splitlines()) == 2
        assert b"cannot be written" in done.stderr

    @pytest.mark.parametrize("format", ["text", "json", *only_long(["markdown", "yaml"])])
    def test_a_full_disk_leaves_the_old_output_file_as_it_was(
        self, small: Topic, tmp_path: Path, format: str
    ) -> None:
        script = (
            "echo old > page; head -c 100000 /dev/zero > rest || true; "
            f"topic show 'blue elbow' --format {format} -o page || echo \"code $?\"; ls -A; cat page"
        )
        done = with_disk(small, tmp_path, "size=8k", script)
        assert done.stdout == b"code 5\npage\nrest\nold\n"
        assert b"No space left on device" in done.stderr
        assert b"Traceback" not in done.stderr

    def test_a_full_disk_behind_standard_output_is_reported(
        self, topic: Topic, tmp_path: Path
    ) -> None:
        script = f'topic {LONG} > page || echo "code $?"; wc -c < page'
        done = with_disk(topic, tmp_path, "size=8k", script)
        assert done.stdout == b"code 5\n8192\n"
        assert done.stderr.splitlines()[0].endswith(b"(No space left on device)")
        assert len(done.stderr.splitlines()) == 2

    @pytest.mark.parametrize("size", [0, 500, -1, *only_long([1])])
    def test_a_file_size_limit_leaves_the_old_output_file_or_none(
        self, small: Topic, tmp_path: Path, size: int
    ) -> None:
        """As a full disk, at any byte: what was there is there, or nothing."""
        page = small.ok("show", "blue elbow")
        path = tmp_path / "out" / "page"
        path.parent.mkdir()
        largest = size % len(page.encode())
        for before in ([], ["What was there."]):
            for text in before:
                path.write_text(text)
            done = limited(small, _at_most(largest), "show", "blue elbow", "-o", str(path))
            assert "File too large" in assert_refused(done, 5)
            assert [file.read_text() for file in path.parent.iterdir()] == before
        limited(small, _at_most(len(page.encode())), "show", "blue elbow", "-o", str(path))
        assert path.read_text() == page

    @pytest.mark.parametrize("size", [0, 500, *only_long([1])])
    def test_a_file_size_limit_on_standard_output_is_reported(
        self, small: Topic, tmp_path: Path, size: int
    ) -> None:
        with (tmp_path / "page").open("wb") as file:
            done = limited(small, _at_most(size), "show", "blue elbow", into=file.fileno())
        assert done.returncode == 5
        assert b"(File too large)" in done.stderr.splitlines()[0]
        assert len(done.stderr.splitlines()) == 2
        assert (tmp_path / "page").read_bytes() == small.ok("show", "blue elbow").encode()[:size]

    def test_an_answer_does_not_need_room_for_the_catalog(
        self, installed: Installation, fresh: Topic
    ) -> None:
        page = installed.topic.ok("show", "blue elbow")
        for size in (0, 60_000):
            done = limited(fresh, _at_most(size), "show", "blue elbow")
            assert (done.returncode, done.stdout.decode(), done.stderr) == (0, page, b"")
            assert list(cache_of(fresh).iterdir()) == []


def _at_most(size: int) -> Limits:
    """Return what limits the size of files that a process writes."""
    return [(resource.RLIMIT_FSIZE, size, size)]


ENCODINGS = [
    "ascii",
    "latin-1:surrogateescape",
    "shift_jis",
    "utf-16",
    *only_long(
        [
            "cp1252",
            "utf-7",
            "ascii:strict",
            "cp437",
            "cp037",
            "mac-roman",
            "koi8-r",
            "iso2022_jp",
            "big5",
            "gb18030",
            "utf-8-sig",
            "utf-32",
        ]
    ),
]
SPANISH = ("links", "gripe", "--lang", "es")


def _plain(text: str) -> list[str]:
    """Return the words of a text in the letters and digits that every encoding has."""
    letters = (c for c in normalize("NFKD", text) if c.isspace() or (c.isascii() and c.isalnum()))
    return "".join(letters).split()


class TestEncodings:
    """The words are the same in every one, by the nearest characters that it has."""

    @pytest.mark.parametrize("encoding", ENCODINGS)
    def test_answers_and_errors_keep_their_words_in_every_encoding(
        self, small: Topic, tmp_path: Path, encoding: str
    ) -> None:
        summary = "Año, corazón: 日本 \U0001f600 ﬁ ½ é \ufffd END"
        own = personal(small, tmp_path / "t", [topic_file(title="Niño", summary=summary)])
        expected = own.ok("show", "niño")
        encoded = own.with_environ(PYTHONIOENCODING=encoding)
        done = encoded.run_bytes("show", "niño")
        assert (done.returncode, done.stderr) == (0, b"")
        shown = done.stdout.decode(encoding.partition(":")[0])
        assert shown.count("\n") == expected.count("\n")
        assert _plain(shown) == _plain(expected)
        failed = encoded.run_bytes("show", "ñandú — ‘日本’")
        assert (failed.returncode, failed.stdout) == (1, b"")
        error = failed.stderr.decode(encoding.partition(":")[0])
        assert error.startswith("topic: no topic is called ")
        assert 1 <= len(error.splitlines()) <= 3

    @pytest.mark.parametrize("format", ["json", "csv", *only_long(["markdown", "tsv"])])
    def test_every_format_keeps_its_words_in_every_encoding(
        self, topic: Topic, format: str
    ) -> None:
        expected = topic.ok(*SPANISH, "--format", format)
        for encoding in ("ascii", "utf-16"):
            shown = topic.with_environ(PYTHONIOENCODING=encoding).run_bytes(
                *SPANISH, "--format", format
            )
            assert (shown.returncode, shown.stderr) == (0, b"")
            assert _plain(shown.stdout.decode(encoding)) == _plain(expected)

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
    def test_a_page_keeps_its_words_in_every_locale(
        self, topic: Topic, locale: dict[str, str]
    ) -> None:
        done = topic.with_environ(**locale).run_bytes("show", "gripe")
        assert done.returncode == 0
        assert b"Traceback" not in done.stderr
        shown = done.stdout.decode("utf-8" if b"\xc3" in done.stdout else "ascii")
        assert _plain(shown) == _plain(topic("show", "gripe").out)

    def test_an_ascii_terminal_and_its_pager_get_plain_ascii(self, topic: Topic) -> None:
        shown = topic.with_environ(PYTHONIOENCODING="ascii", PAGER="cat").on_terminal(
            "show", "gripe", lines=10
        )
        assert shown.code == 0
        assert shown.out.isascii()
        assert "Sintomas" in shown.out

    def test_output_files_are_utf_8_whatever_the_encoding(
        self, topic: Topic, tmp_path: Path
    ) -> None:
        latin = topic.with_environ(PYTHONIOENCODING="latin-1")
        for suffix in ("json", "csv", "md"):
            format = "markdown" if suffix == "md" else suffix
            latin.ok(*SPANISH, "-o", str(tmp_path / f"f.{suffix}"))
            expected = topic.run_bytes(*SPANISH, "--format", format).stdout
            assert (tmp_path / f"f.{suffix}").read_bytes() == expected
