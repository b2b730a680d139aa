"""The terminal: cleaning, encodings, style, streams, the pager, files."""

import csv
import errno
import io
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import termios
import unicodedata
from collections.abc import Callable, Iterator
from fcntl import ioctl
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style as RichStyle

from healthtopics.errors import LocalError
from healthtopics.messages import say
from healthtopics.spanish import MESSAGES
from healthtopics.terminal import Begun, Style, Terminal, encode
from healthtopics.text import clean
from tests.support.long_form import examples

# The planes of scripts and symbols, the plane of tags, and a sample of the others.
CHARACTERS = "".join(
    map(chr, range(0x110000))
    if examples(0, 1)
    else map(chr, [*range(0x20000), *range(0x20000, 0x110000, 101), *range(0xE0000, 0xE2000)])
)
DANGEROUS = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def test_no_code_point_that_acts_or_hides_passes() -> None:
    cleaned = clean(CHARACTERS)
    assert len(cleaned) == len(CHARACTERS)
    passed = {c for c in set(cleaned) if unicodedata.category(c) in DANGEROUS}
    assert passed == {"\t", "\n"}
    hidden = "\u034f\u115f\u1160\u3164\uffa0\ufe0f\u180b\U000e0041\U000e0100\u200d\u00ad"
    assert not set(cleaned) & set(hidden)


def test_what_acts_or_hides_is_replaced_one_for_one() -> None:
    assert clean("\x1b[31m\x07\x7f") == "␛[31m␇␡"
    assert clean("\0\x1f a\t\b\x0b\r\n\x80\x9f\xa0") == "␀␟ a\t␈␋␍\n��\xa0"
    assert clean("a\u2029b\ufe0f\U000e0000\U000e0fff\U000e1000") == "a b���\U000e1000"
    assert clean("a\u202eb\u200bc\ud800") == "a�b�c�"
    assert clean("a\u2028b") == "a b"


@given(
    st.text(
        st.characters(
            max_codepoint=0x2FFF,
            exclude_categories=("C", "Zl", "Zp"),
            exclude_characters="\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f",  # invisible
        )
    )
)
@example("Síntomas — “á” 100 °F …\n\tñ")
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert clean(text) == text


@given(st.text())
def test_cleaning_keeps_length_and_happens_once(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert clean(cleaned) == cleaned


@given(
    st.text() | st.lists(st.sampled_from([*"a\n\t\x1b\x9bé流\u202e\ufe0f\U000e0041"])).map("".join)
)
def test_each_character_is_cleaned_as_if_it_stood_alone(text: str) -> None:
    assert clean(text) == "".join(map(clean, text))


@given(st.text(), st.sampled_from(["ascii", "latin-1", "cp1252", "shift_jis", "utf-8", "nonsense"]))
def test_encoding_never_fails(text: str, encoding: str) -> None:
    assert isinstance(encode(clean(text), encoding), bytes)


def test_encoding_takes_the_nearest_characters() -> None:
    assert encode("“Niño” — 5 °C…", "ascii") == b'"Nino" - 5 ?C...'
    assert encode("Niño", "latin-1") == "Niño".encode("latin-1")
    assert encode("日", "ascii") == b"?"
    assert encode("日本 é", "latin-1") == b"?? \xe9"
    assert encode("ﬃ Å", "ascii") == b"ffi A"
    assert encode("é 日", "no-such-encoding") == b"e ?"
    assert encode("日 ％", "cp864") == b"? ?"  # it has no percent sign either


class _Screen(io.TextIOWrapper):
    """A stream that says it is a terminal, of a size if one is given."""

    def __init__(self, size_of: int | None = None, encoding: str = "utf-8") -> None:
        self.drawn = io.BytesIO()
        self._size_of = size_of
        super().__init__(self.drawn, encoding)

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return super().fileno() if self._size_of is None else self._size_of


@pytest.fixture
def screen() -> Iterator[Callable[[int, int], _Screen]]:
    """Make terminals of a width and a height."""
    ends: list[int] = []

    def make(columns: int, lines: int) -> _Screen:
        ends.extend(pty.openpty())
        ioctl(ends[-1], termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        return _Screen(ends[-1])

    yield make
    for end in ends:
        os.close(end)


class _Failing(io.BytesIO):
    """A file that cannot be written, for a reason."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self.error = error

    def write(self, *_: object) -> int:
        raise self.error


def _pipe(encoding: str | None = "utf-8") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding)


def _written(stream: io.TextIOWrapper) -> bytes:
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue()


class TestStyle:
    @pytest.mark.parametrize(
        ("environ", "color", "width", "expected"),
        [
            ({}, "auto", None, Style(color=False, width=80)),
            ({}, "always", None, Style(color=True, width=80)),
            ({"FORCE_COLOR": "1"}, "auto", 40, Style(color=True, width=40)),
            ({"FORCE_COLOR": "false"}, "auto", None, Style(color=False, width=80)),
            ({"FORCE_COLOR": "0"}, "auto", None, Style(color=False, width=80)),
            ({"FORCE_COLOR": ""}, "auto", None, Style(color=False, width=80)),
            ({"CLICOLOR_FORCE": "1"}, "auto", None, Style(color=True, width=80)),
            ({"CLICOLOR_FORCE": "1", "NO_COLOR": "x"}, "auto", 0, Style(color=False, width=0)),
            ({"FORCE_COLOR": "1", "TERM": "dumb"}, "auto", None, Style(color=False, width=80)),
            ({"NO_COLOR": "1", "TERM": "dumb"}, "always", None, Style(color=True, width=80)),
            ({"FORCE_COLOR": "1"}, "never", None, Style(color=False, width=80)),
        ],
    )
    def test_without_a_terminal(
        self, environ: dict[str, str], color: str, width: int | None, expected: Style
    ) -> None:
        for stream in (None, _pipe()):
            terminal = Terminal(stream, None, environ)
            assert terminal.style(color, width, to_file=False) == expected

    @pytest.mark.parametrize(
        ("columns", "width"), [(0, 80), (1, 20), (20, 20), (57, 57), (100, 78), (140, 78)]
    )
    def test_a_terminal_is_as_wide_as_it_says(
        self, screen: Callable[[int, int], _Screen], columns: int, width: int
    ) -> None:
        terminal = Terminal(screen(columns, 24), None, {})
        assert terminal.style("auto", None, to_file=False) == Style(color=True, width=width)

    def test_a_file_is_no_terminal(self, screen: Callable[[int, int], _Screen]) -> None:
        terminal = Terminal(screen(57, 24), None, {})
        assert terminal.style("auto", None, to_file=True) == Style(color=False, width=80)

    def test_a_terminal_that_does_not_tell_its_size_is_like_a_pipe(self) -> None:
        terminal = Terminal(_Screen(), None, {"NO_COLOR": "1"})
        assert terminal.style("auto", None, to_file=False) == Style(color=False, width=80)

    @pytest.mark.parametrize(
        ("columns", "width"), [(0, 80), (1, 20), (20, 20), (57, 57), (80, 80), (140, 80)]
    )
    def test_help_is_narrower_on_a_narrow_terminal_only(
        self, screen: Callable[[int, int], _Screen], columns: int, width: int
    ) -> None:
        assert Terminal(screen(columns, 24), None, {}).help_width() == width

    def test_help_is_as_wide_in_a_pipe_as_on_a_terminal(
        self, screen: Callable[[int, int], _Screen], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        narrow = screen(57, 24)
        monkeypatch.setattr(narrow, "isatty", lambda: False)
        assert Terminal(narrow, None, {}).help_width() == 80
        assert Terminal(None, None, {}).help_width() == 80

    def test_a_closed_stream_is_no_terminal(self) -> None:
        stream = _Screen()
        stream.close()
        closed = open(os.devnull)  # noqa: SIM115 - closed in the next line
        closed.close()
        assert not Terminal(closed, None, {}).is_terminal()
        assert Terminal(_Screen(), None, {}).is_terminal()


class TestPaint:
    def _paint(self, *segments: Segment) -> str:
        return Terminal(None, None, {}).paint(segments)

    def test_colours_are_the_terminals_own(self) -> None:
        red = RichStyle(color="#ff0000", bold=True)
        assert self._paint(Segment("a"), Segment("b", red)) == "a\x1b[1;31mb\x1b[0m"

    def test_every_painted_text_is_cleaned(self) -> None:
        bold = RichStyle(bold=True)
        painted = self._paint(Segment("\x1b[31m"), Segment("\x9b\u202e", bold))
        assert painted == "␛[31m\x1b[1m��\x1b[0m"

    def test_a_link_has_one_id_however_often_it_is_broken(self) -> None:
        first = RichStyle(link="https://example.org/a", color="#ff0000")
        other = RichStyle(link="https://example.org/b")
        painted = self._paint(Segment("on", first), Segment("e\x07", first), Segment("two", other))
        assert re.sub("id=[0-9a-f]{8};", "id=…;", painted) == (
            "\x1b]8;id=…;https://example.org/a\x1b\\\x1b[31mon\x1b[0m\x1b]8;;\x1b\\"
            "\x1b]8;id=…;https://example.org/a\x1b\\\x1b[31me␇\x1b[0m\x1b]8;;\x1b\\"
            "\x1b]8;id=…;https://example.org/b\x1b\\two\x1b]8;;\x1b\\"
        )
        ids = re.findall("id=([0-9a-f]{8});", painted)
        assert ids[0] == ids[1] != ids[2]

    def test_the_address_of_a_link_is_cleaned(self) -> None:
        painted = self._paint(Segment("a", RichStyle(link="https://example.org/\x1b\\\x07b")))
        assert ";https://example.org/␛\\␇b\x1b\\a\x1b]8;;" in painted


class TestAnswers:
    def test_an_answer_is_cleaned_encoded_and_flushed(self) -> None:
        stream = _pipe("latin-1")
        Terminal(stream, None, {}).print("“Niño”\x1b\n")
        assert _written(stream) == b'"Ni\xf1o"?\n'

    def test_an_answer_has_the_newlines_asked_for(self) -> None:
        stream = _pipe()
        Terminal(stream, None, {}).print("a\nb\n", "\r\n")
        assert _written(stream) == b"a\r\nb\r\n"

    def test_the_current_terminal_is_the_standard_streams(
        self, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.delenv("NO_COLOR", raising=False)
        monkeypatch.setenv("TERM", "xterm")
        terminal = Terminal.current()
        terminal.print("answer\n")
        terminal.note("note")
        assert capfd.readouterr() == ("answer\n", "topic: note\n")
        assert terminal.style("auto", None, to_file=False).color
        monkeypatch.setattr(sys, "stdin", io.StringIO("an answer"))
        assert Terminal.current().ask("a question") == "an answer"

    def test_an_answer_to_a_closed_output_is_an_error(self) -> None:
        with pytest.raises(LocalError) as caught:
            Terminal(None, None, {}).print("a")
        assert caught.value.message == "standard output is closed"
        assert caught.value.hints == ("Leave it open, or use -o FILE.",)

    def test_an_answer_that_cannot_be_written_is_an_error(self) -> None:
        full = _Failing(OSError(errno.ENOSPC, "No space left on device"))
        terminal = Terminal(io.TextIOWrapper(full), None, {})
        with pytest.raises(LocalError) as caught:
            terminal.print("a")
        assert "standard output" in caught.value.message
        assert "No space left on device" in caught.value.message
        assert caught.value.hints == ("Check the disk, or use -o FILE.",)
        with pytest.raises(LocalError, match="closed"):  # it is not tried again
            terminal.print("a")

    def test_an_answer_without_a_reader_ends_the_program(self) -> None:
        broken = io.TextIOWrapper(_Failing(BrokenPipeError()))
        with pytest.raises(BrokenPipeError):
            Terminal(broken, None, {}).print("a")

    def test_an_answer_goes_out_as_it_comes(self) -> None:
        stream = _pipe()
        seen = []

        def pieces() -> Iterator[str]:
            for number in range(3):
                seen.append(len(_written(stream)))
                yield f"{number}" * 20_000

        Terminal(stream, None, {}).stream(pieces())
        assert seen == [0, 20_000, 40_000]

    @pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "ascii", "utf-16", "iso2022_jp"])
    def test_an_answer_in_pieces_has_the_same_bytes(self, encoding: str) -> None:
        pieces = ["Niño\x1b\n", "“日本”\n" * 5000, "a\u202eb", "\n"]
        whole, streamed = _pipe(encoding), _pipe(encoding)
        Terminal(whole, None, {}).print("".join(pieces), "\r\n")
        Terminal(streamed, None, {}).stream(iter(pieces), "\r\n")
        assert _written(streamed) == _written(whole)

    def test_an_answer_that_breaks_off_cannot_be_taken_for_a_whole_one(self) -> None:
        def pieces(rows: int) -> Iterator[str]:
            yield from ["a,b\n"] * rows
            raise ValueError("none")

        stream = _pipe()
        with pytest.raises(Begun):
            Terminal(stream, None, {}).stream(pieces(20_000))
        text = _written(stream).decode()
        with pytest.raises(csv.Error):
            list(csv.reader(io.StringIO(text), strict=True))
        assert not text.endswith("\n")
        stream = _pipe()
        with pytest.raises(ValueError, match="none"):  # nothing was printed: it can be tried again
            Terminal(stream, None, {}).stream(pieces(2))
        assert _written(stream) == b""

    def test_a_painted_page_keeps_its_escapes_and_no_other_does(self) -> None:
        for painted, expected in ((True, b"\x1b[1ma\n"), (False, "␛[1ma\n".encode())):
            stream = _pipe()
            Terminal(stream, None, {}).page("\x1b[1ma\n", painted=painted, pager=True)
            assert _written(stream) == expected


class TestPager:
    """The pager here is a script that notes how it was called and what it got."""

    @pytest.fixture
    def seen(self, tmp_path: Path) -> Path:
        return tmp_path / "seen"

    @pytest.fixture
    def environ(self, tmp_path: Path, seen: Path) -> dict[str, str]:
        pager = tmp_path / "less"
        pager.write_text(
            f'#!/bin/sh\necho "$* LESS=$LESS $LESSHISTFILE" >"{seen}"\ncat >>"{seen}"\n'
        )
        pager.chmod(0o700)
        return {"PATH": f"{tmp_path}:{os.environ['PATH']}"}

    def test_the_pager_gets_a_page_that_fills_the_screen(
        self, screen: Callable[[int, int], _Screen], environ: dict[str, str], seen: Path
    ) -> None:
        stream = screen(80, 3)
        Terminal(stream, None, environ).page("ñ\n\x1b\n\n", painted=False, pager=True)
        prompt = "-Pslines %lt-%lb  (q to close, / to search, h for help)"
        assert seen.read_text() == f"-FRX {prompt} LESS=FRX -\nñ\n␛\n\n"
        assert stream.drawn.getvalue() == b""
        spanish = {**environ, "LANG": "es_MX.UTF-8"}
        Terminal(screen(80, 3), None, spanish).page("\n\n\n", painted=True, pager=True)
        assert seen.read_text().startswith("-FRX -Pslíneas %lt-%lb  (q cierra, / busca, ")

    def test_the_pager_is_the_users_own_with_its_options(
        self, screen: Callable[[int, int], _Screen], environ: dict[str, str], seen: Path
    ) -> None:
        own = {**environ, "PAGER": "less -X 'a b'", "LESS": "R"}
        Terminal(screen(80, 3), None, own).page("\n\n\n", painted=True, pager=True)
        assert seen.read_text() == "-X a b LESS=R -\n\n\n\n"

    @pytest.mark.parametrize(
        ("text", "columns", "lines", "pager"),
        [("a\nb\n", 80, 3, True), ("\n" * 9, 80, 3, False), ("\n" * 9, 80, 0, True),
         ("\n" * 9, 0, 3, True)],
    )  # fmt: skip
    def test_no_pager_where_it_is_not_needed_or_wanted(
        self, screen: Callable[[int, int], _Screen], environ: dict[str, str], seen: Path,
        text: str, columns: int, lines: int, pager: bool,
    ) -> None:  # fmt: skip
        stream = screen(columns, lines)
        Terminal(stream, None, environ).page(text, painted=True, pager=pager)
        assert stream.drawn.getvalue() == text.encode()
        assert not seen.exists()

    def test_no_pager_on_a_terminal_that_can_do_nothing(
        self, screen: Callable[[int, int], _Screen], environ: dict[str, str], seen: Path
    ) -> None:
        stream = screen(80, 3)
        dumb = {**environ, "TERM": "dumb"}
        Terminal(stream, None, dumb).page("\n" * 9, painted=False, pager=True)
        assert stream.drawn.getvalue() == b"\n" * 9
        assert not seen.exists()

    def test_no_pager_in_a_pipe(self, environ: dict[str, str], seen: Path) -> None:
        stream = _pipe()
        Terminal(stream, None, environ).page("\n" * 99, painted=True, pager=True)
        assert _written(stream) == b"\n" * 99
        assert not seen.exists()

    @pytest.mark.parametrize(
        ("pager", "note"),
        [
            ("", ""),
            ("less '", ""),
            ("false", "topic: the pager “false” failed (see PAGER)\n"),
            ("no-such-pager -x",
             "topic: the pager “no-such-pager” could not be started (see PAGER)\n"),
        ],
    )  # fmt: skip
    def test_a_pager_that_fails_does_not_hide_the_page(
        self, screen: Callable[[int, int], _Screen], environ: dict[str, str], seen: Path,
        pager: str, note: str,
    ) -> None:  # fmt: skip
        stream, errors = screen(80, 3), _pipe()
        terminal = Terminal(stream, errors, {**environ, "PAGER": pager})
        terminal.page("a\nb\nc\n", painted=True, pager=True)
        assert stream.drawn.getvalue() == b"a\nb\nc\n"
        assert _written(errors).decode() == note
        assert not seen.exists()

    def test_an_interrupt_is_left_to_the_pager(
        self, screen: Callable[[int, int], _Screen], tmp_path: Path
    ) -> None:
        pager = tmp_path / "pager"
        pager.write_text("#!/bin/sh\nhead -c 1\nkill -INT $PPID\ncat >/dev/null\nexit 1\n")
        pager.chmod(0o700)
        stream, errors = screen(80, 3), _pipe()
        environ = {"PAGER": f"'{pager}'", "PATH": os.environ["PATH"]}
        # Longer than a pipe holds, so that the interrupt comes while the pager is waited for.
        Terminal(stream, errors, environ).page("\n" * (1 << 20), painted=True, pager=True)
        assert (stream.drawn.getvalue(), _written(errors)) == (b"", b"")


def _refuse(*_: object, **__: object) -> None:
    raise OSError(errno.EIO, "Refused")


def _be_busy(*_: object, **__: object) -> None:
    raise OSError(errno.EBUSY, "Refused")


class TestFiles:
    def _save(self, path: str | Path, text: str, painted: bool = False, **how: str) -> None:
        Terminal(None, None, {}).save(str(path), [text], painted=painted, **how)

    def test_a_file_is_clean_and_utf_8(self, tmp_path: Path) -> None:
        self._save(tmp_path / "f", "ñ\x1b\n")
        assert (tmp_path / "f").read_bytes() == "ñ␛\n".encode()

    def test_a_file_keeps_the_escapes_of_a_painted_page(self, tmp_path: Path) -> None:
        self._save(tmp_path / "f", "\x1b[1mñ\n", painted=True)
        assert (tmp_path / "f").read_bytes() == "\x1b[1mñ\n".encode()

    def test_a_file_has_the_newlines_asked_for(self, tmp_path: Path) -> None:
        self._save(tmp_path / "f", "a\nb\n", newline="\r\n")
        assert (tmp_path / "f").read_bytes() == b"a\r\nb\r\n"

    @pytest.mark.parametrize("mode", [0o600, 0o644, 0o4751])
    def test_a_file_is_replaced_whole_and_keeps_its_mode(self, tmp_path: Path, mode: int) -> None:
        path = tmp_path / "f"
        path.write_text("old and longer")
        path.chmod(mode)
        before = path.stat()
        self._save(path, "new")
        assert path.read_text() == "new"
        assert path.stat().st_mode == before.st_mode
        assert path.stat().st_ino != before.st_ino
        assert list(tmp_path.iterdir()) == [path]

    def test_a_symbolic_link_stays_and_its_file_is_written(self, tmp_path: Path) -> None:
        (tmp_path / "link").symlink_to(tmp_path / "f")
        self._save(tmp_path / "link", "new")
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "f").read_text() == "new"

    def test_an_answer_can_be_saved_to_a_named_pipe(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
        try:
            self._save(tmp_path / "pipe", "new")
            assert os.read(reader, 100) == b"new"
        finally:
            os.close(reader)
        assert [path.name for path in tmp_path.iterdir()] == ["pipe"]

    @pytest.mark.parametrize(
        ("name", "reason"),
        [
            ("", "directory"),
            ("no/f", "No such file or directory"),
            ("f\0", "null"),
            ("/dev/full", "No space left on device"),
        ],
    )
    def test_a_file_that_cannot_be_written_is_an_error(
        self, tmp_path: Path, name: str, reason: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = str(tmp_path / name)
        monkeypatch.setattr("os.replace", _refuse)  # lest root replaces a device by a file
        with pytest.raises(LocalError) as caught:
            self._save(path, "new")
        assert caught.value.message.startswith(f"{path} cannot be written (")
        assert reason in caught.value.message
        assert "Errno" not in caught.value.message
        assert caught.value.hints == ("Name another file with -o.",)
        assert list(tmp_path.iterdir()) == []

    def test_a_file_that_cannot_be_put_in_place_leaves_nothing_behind(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "f").write_text("old")
        monkeypatch.setattr("os.replace", _refuse)
        with pytest.raises(LocalError, match="Refused"):
            self._save(tmp_path / "f", "new")
        assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]

    @pytest.mark.parametrize("code", [errno.EBUSY, errno.EXDEV, errno.EACCES])
    def test_a_file_that_cannot_be_replaced_is_written_in_place(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
    ) -> None:
        path = tmp_path / "f"
        path.write_text("old and longer")
        inode = path.stat().st_ino

        def refuse(*_: object, **__: object) -> None:
            raise OSError(code, "Refused")

        monkeypatch.setattr("os.replace", refuse)
        self._save(path, "new")
        assert (path.read_text(), path.stat().st_ino) == ("new", inode)
        assert list(tmp_path.iterdir()) == [path]

    def test_a_file_written_in_place_is_as_it_was_if_that_fails(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "f"
        path.write_text("old and longer")
        monkeypatch.setattr("os.replace", _be_busy)
        synced = iter([None, OSError(errno.ENOSPC, "Full")])  # the new file, then the old one

        def sync(descriptor: int) -> None:
            if failure := next(synced):
                raise failure

        monkeypatch.setattr("os.fsync", sync)
        with pytest.raises(LocalError, match="Full"):
            self._save(path, "new")
        assert path.read_text() == "old and longer"

    @pytest.mark.parametrize("length", [245, 255])
    def test_the_longest_names_can_be_saved_to(self, tmp_path: Path, length: int) -> None:
        for _ in range(2):
            self._save(tmp_path / ("n" * length), "new")
        assert [path.read_text() for path in tmp_path.iterdir()] == ["new"]

    def test_a_private_file_is_never_readable_by_others(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "f"
        path.write_text("old")
        path.chmod(0o600)
        modes: list[int] = []
        fsync = os.fsync

        def sync(descriptor: int) -> None:
            modes.append(os.fstat(descriptor).st_mode & 0o777)
            fsync(descriptor)

        monkeypatch.setattr("os.fsync", sync)
        self._save(path, "new")
        assert modes[0] == 0o600

    @pytest.mark.parametrize("name", ["/dev/fd/{0}", "/proc/self/fd/{0}", "/proc/{1}/fd/{0}"])
    def test_an_open_descriptor_is_written_and_not_replaced(
        self, tmp_path: Path, name: str
    ) -> None:
        with (tmp_path / "f").open("wb") as file:
            file.write(b"before ")
            file.flush()
            os.set_inheritable(file.fileno(), True)  # noqa: FBT003 - it has no keywords
            self._save(name.format(file.fileno(), os.getpid()), "new")
            file.write(b" after")
        assert (tmp_path / "f").read_text() == "before new after"

    def test_a_descriptor_of_the_program_itself_is_not_written(self, tmp_path: Path) -> None:
        with (tmp_path / "f").open("wb") as file, pytest.raises(LocalError, match="descriptor"):
            self._save(f"/dev/fd/{file.fileno()}", "new")
        assert (tmp_path / "f").read_bytes() == b""

    def test_a_link_to_a_link_stays_and_the_file_behind_is_written(self, tmp_path: Path) -> None:
        (tmp_path / "a").symlink_to("b")
        (tmp_path / "b").symlink_to("c")
        self._save(tmp_path / "a", "new")
        assert (tmp_path / "c").read_text() == "new"
        assert all((tmp_path / name).is_symlink() for name in "ab")

    @pytest.mark.skipif(not os.path.exists("/proc/self/exe"), reason="this system has no /proc")
    def test_a_link_of_the_system_to_a_running_program_is_not_followed(
        self, tmp_path: Path
    ) -> None:
        program = tmp_path / "sleep"
        shutil.copy(shutil.which("sleep") or "/bin/sleep", program)
        before = program.read_bytes()
        with subprocess.Popen([program, "60"]) as running:
            try:
                with pytest.raises(LocalError, match="link of the system"):
                    self._save(f"/proc/{running.pid}/exe", "new")
            finally:
                running.kill()
        assert program.read_bytes() == before

    def test_what_takes_the_place_of_a_pipe_is_not_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path, precious = tmp_path / "out", tmp_path / "precious"
        precious.write_text("keep")
        opened = os.open

        for replace in (lambda: path.symlink_to(precious), lambda: path.hardlink_to(precious)):
            os.mkfifo(path)

            def swap(
                name: Any, *rest: Any, replace: Callable[[], None] = replace, **more: Any
            ) -> int:
                if name == str(path):
                    path.unlink()
                    replace()
                return opened(name, *rest, **more)

            monkeypatch.setattr("os.open", swap)
            with pytest.raises(LocalError):
                self._save(path, "new")
            monkeypatch.undo()
            assert precious.read_text() == "keep"
            path.unlink()

    def test_a_link_that_changes_while_it_is_followed_is_not_followed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "precious").write_text("keep")
        (tmp_path / "link").symlink_to("mine")
        readlink = os.readlink

        def swap(path: str) -> str:
            os.unlink(path)
            os.symlink("precious", path)
            return str(readlink(path))

        monkeypatch.setattr("os.readlink", swap)
        with pytest.raises(LocalError, match="replaced meanwhile"):
            self._save(tmp_path / "link", "new")
        assert (tmp_path / "precious").read_text() == "keep"

    def test_a_file_of_ones_own_that_is_for_reading_only_stays(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "f"
        path.write_text("keep")
        path.chmod(0o444)
        monkeypatch.setattr("os.geteuid", lambda: path.stat().st_uid or 65534)
        os.chown(path, os.geteuid(), -1)
        with pytest.raises(LocalError, match="Permission denied"):
            self._save(path, "new")
        assert path.read_text() == "keep"

    @pytest.mark.skipif(sys.platform != "linux", reason="only Linux has these calls")
    def test_what_a_new_file_would_lose_stays_with_the_old_one(self, tmp_path: Path) -> None:
        path = tmp_path / "f"
        path.write_text("an old text that is longer")
        try:
            os.setxattr(path, "user.note", b"mine")
        except OSError:
            pytest.skip("this file system has no extended attributes")
        self._save(path, "new")
        assert (path.read_text(), os.getxattr(path, "user.note")) == ("new", b"mine")

    def test_rights_that_are_taken_away_meanwhile_stay_away(self, tmp_path: Path) -> None:
        path = tmp_path / "f"
        path.write_text("old")

        def pieces() -> Iterator[str]:
            yield "new"
            path.chmod(0o600)

        Terminal(None, None, {}).save(str(path), pieces(), painted=False)
        assert (path.read_text(), path.stat().st_mode & 0o777) == ("new", 0o600)

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root makes files of other groups")
    def test_a_file_keeps_its_group_in_a_folder_that_gives_its_own(self, tmp_path: Path) -> None:
        path = tmp_path / "f"
        path.write_text("old")
        os.chown(tmp_path, -1, 65533)
        tmp_path.chmod(0o2775)
        self._save(path, "new")
        assert (path.read_text(), path.stat().st_gid) == ("new", os.getegid())

    @pytest.mark.skipif(sys.platform != "linux", reason="only Linux has these calls")
    def test_a_file_gets_no_access_list_of_its_folder(self, tmp_path: Path) -> None:
        path = tmp_path / "f"
        path.write_text("old")
        everyone = struct.pack("<I" + "HHI" * 5, 2, *(
            number
            for tag, rights in ((1, 7), (2, 6), (4, 5), (16, 7), (32, 4))
            for number in (tag, rights, 65534 if tag == 2 else 2**32 - 1)
        ))  # fmt: skip
        try:
            os.setxattr(tmp_path, "system.posix_acl_default", everyone)
        except OSError:
            pytest.skip("this file system has no access lists")
        self._save(path, "new")
        assert path.read_text() == "new"
        assert "system.posix_acl_access" not in os.listxattr(path)

    def test_no_more_of_an_old_file_is_read_than_is_overwritten(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "f"
        path.touch()
        os.truncate(path, 1 << 40)
        monkeypatch.setattr("healthtopics.saving._can_be_made_anew", lambda *_: False)
        self._save(path, "new")
        assert path.read_text() == "new"

    @pytest.mark.parametrize("number", ["2147483648", "4294967297", "99999999999999999999", "١"])
    def test_no_descriptor_has_such_a_number(self, number: str) -> None:
        with pytest.raises(LocalError, match="cannot be written"):
            self._save(f"/dev/fd/{number}", "new")

    def test_a_link_in_a_circle_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "a").symlink_to("a")
        with pytest.raises(LocalError, match="symbolic links"):
            self._save(tmp_path / "a", "new")

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root makes files of other users")
    def test_a_link_of_another_user_to_a_file_of_mine_is_not_followed(self, tmp_path: Path) -> None:
        (tmp_path / "precious").write_text("keep")
        (tmp_path / "link").symlink_to("precious")
        os.lchown(tmp_path / "link", 65534, 65534)
        with pytest.raises(LocalError, match="another user"):
            self._save(tmp_path / "link", "new")
        assert (tmp_path / "precious").read_text() == "keep"

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root makes files of other users")
    def test_root_leaves_a_file_to_its_owner(self, tmp_path: Path) -> None:
        path = tmp_path / "f"
        path.write_text("old")
        path.chmod(0o600)
        os.chown(path, 65534, 65533)
        self._save(path, "new")
        status = path.stat()
        assert (status.st_uid, status.st_gid, status.st_mode & 0o777) == (65534, 65533, 0o600)


class TestPieces:
    def test_a_stream_that_takes_bytes_in_pieces_gets_all(self) -> None:
        class Raw(io.RawIOBase):
            def __init__(self) -> None:
                self.got = b""

            def writable(self) -> bool:
                return True

            def write(self, content: Any) -> int:
                self.got += bytes(content[:7])
                return min(7, len(content))

        out, err = Raw(), Raw()
        streams: list[Any] = [
            SimpleNamespace(buffer=raw, encoding="utf-8", isatty=bool) for raw in (out, err)
        ]
        terminal = Terminal(streams[0], streams[1], {})
        terminal.print("One sentence of many bytes.\n")
        terminal.note("one sentence of many bytes")
        assert out.got == b"One sentence of many bytes.\n"
        assert err.got == b"topic: one sentence of many bytes\n"


class TestNotesAndErrors:
    def test_notes_and_errors_are_cleaned_line_by_line(self) -> None:
        stream = _pipe()
        terminal = Terminal(None, stream, {})
        terminal.note("no \x1b here")
        terminal.error("it failed", "Do this.", "Or \x07 that.")
        assert _written(stream).decode() == (
            "topic: no ␛ here\ntopic: it failed\nDo this.\nOr ␇ that.\n"
        )

    def test_a_newline_in_a_name_starts_no_line_of_an_error(self) -> None:
        stream = _pipe()
        terminal = Terminal(None, stream, {})
        terminal.note("no topic “a\nb”")
        terminal.error("a\nb: not there", "Do\nthis.")
        assert _written(stream).decode() == (
            "topic: no topic “a␊b”\ntopic: a␊b: not there\nDo␊this.\n"
        )

    def test_notes_are_in_the_encoding_of_standard_error(self) -> None:
        stream = _pipe("ascii")
        Terminal(None, stream, {}).note("“Niño”")
        assert _written(stream) == b'topic: "Nino"\n'

    @pytest.mark.parametrize("stream", [
        None, io.TextIOWrapper(_Failing(OSError(errno.ENOSPC, "full"))),
    ])  # fmt: skip
    def test_notes_without_standard_error_are_dropped(
        self, stream: io.TextIOWrapper | None
    ) -> None:
        terminal = Terminal(None, stream, {})
        terminal.note("a")
        terminal.error("a", "b")
        with terminal.progress("a") as progress:
            progress(1, 2)

    @pytest.mark.parametrize(
        ("columns", "lines"),
        [
            (0, ["topic: a word or two too many, and more", "       say less, then"]),
            (19, ["topic: a word or two too many, and more", "       say less, then"]),
            (20, ["topic: a word or two", "too many, and more", "       say less,", "      then"]),
            (30, ["topic: a word or two too many,", "and more", "       say less, then"]),
            (39, ["topic: a word or two too many, and more", "       say less, then"]),
        ],
    )
    def test_on_a_terminal_they_are_broken_between_words(
        self, screen: Callable[[int, int], _Screen], columns: int, lines: list[str]
    ) -> None:
        stream = screen(columns, 24)
        terminal = Terminal(None, stream, {})
        terminal.error("a word or two too many, and more", "       say less, then")
        assert stream.drawn.getvalue().decode().splitlines() == lines

    def test_on_a_wide_terminal_they_are_as_wide_as_in_a_pipe(
        self, screen: Callable[[int, int], _Screen]
    ) -> None:
        stream = screen(200, 24)
        Terminal(None, stream, {}).error("a " * 60)
        widths = [len(line) for line in stream.drawn.getvalue().decode().splitlines()]
        assert widths == [80, 46]

    def test_what_came_from_outside_is_cut_short(self) -> None:
        stream = _pipe()
        terminal = Terminal(None, stream, {})
        terminal.error("x" * 300, f"“{'a b ' * 100}” {'y' * 301}.", "some words " * 140)
        assert _written(stream).decode().splitlines() == [
            f"topic: {'x' * 300}",
            f"“{'a b ' * 75}…” {'y' * 300}…",
            f"{('some words ' * 140)[:1200]}…{('some words ' * 140)[-300:]}",
        ]

    def test_a_line_of_many_words_has_its_bound(self) -> None:
        stream = _pipe()
        Terminal(None, stream, {}).error("a", "b " * 750, "c " * 751)
        assert [len(line) for line in _written(stream).decode().splitlines()] == [8, 1500, 1501]

    def test_they_are_in_the_readers_language(self) -> None:
        stream = _pipe()
        terminal = Terminal(None, stream, {"LANG": "es_MX.UTF-8"})
        terminal.error(say("Choose one of: {names}", names="a, b"), "as it is")
        english, spanish = "Choose one of: {names}", MESSAGES["Choose one of: {names}"]
        assert english != spanish
        assert _written(stream).decode() == f"topic: {spanish.format(names='a, b')}\nas it is\n"

    def test_nothing_is_said_once_it_is_silenced(self) -> None:
        stream = _pipe()
        terminal = Terminal(None, stream, {}, _Screen())
        terminal.silence()
        terminal.note("a")
        assert terminal.ask("b?") is None
        assert _written(stream) == b""


class TestConversation:
    def test_needs_a_terminal_on_all_three_sides(self) -> None:
        seen = [_Screen(), _Screen(), _Screen()]
        assert Terminal(seen[0], seen[1], {}, seen[2]).is_conversation()
        for missing in range(3):
            streams = [*seen[:missing], _pipe(), *seen[missing + 1 :]]
            assert not Terminal(streams[0], streams[1], {}, streams[2]).is_conversation()
        assert not Terminal(seen[0], seen[1], {}).is_conversation()

    @pytest.mark.parametrize(
        ("typed", "answer"),
        [(b" 2 \nmore\n", "2"), (b"\n", ""), (b"n", "n"), (b"", None), (b"n\xff\n", None)],
    )
    def test_an_answer_is_one_line(self, typed: bytes, answer: str | None) -> None:
        stream = _pipe()
        stdin = io.TextIOWrapper(io.BytesIO(typed), "utf-8")
        assert Terminal(None, stream, {}, stdin).ask("Which one?") == answer
        assert _written(stream) == b"Which one? "

    def test_a_question_is_in_the_readers_language(self) -> None:
        stream = _pipe()
        Terminal(None, stream, {"LANG": "es_ES.UTF-8"}).ask(
            say("Choose one of: {names}", names="a")
        )
        assert (
            _written(stream).decode() == MESSAGES["Choose one of: {names}"].format(names="a") + " "
        )


class TestHeard:
    """Text for those who hear it: ACCESSIBLE is set."""

    def test_has_no_colour_and_is_not_wrapped_in_a_pipe(self) -> None:
        heard, seen = Terminal(_pipe(), None, {"ACCESSIBLE": "1"}), Terminal(_pipe(), None, {})
        assert heard.style("always", None, to_file=False) == Style(
            color=False, width=0, linear=True
        )
        assert seen.style("auto", None, to_file=False) == Style(color=False, width=80, linear=False)

    def test_uses_a_pager_only_where_one_is_named(
        self, screen: Callable[[int, int], _Screen], tmp_path: Path
    ) -> None:
        shown = tmp_path / "shown"
        pager = tmp_path / "less"
        pager.write_text(f'#!/bin/sh\ncat >"{shown}"\n')
        pager.chmod(0o700)
        environ = {"ACCESSIBLE": "1", "PATH": f"{tmp_path}:{os.environ['PATH']}"}
        stream = screen(80, 3)
        Terminal(stream, None, environ).page("\n\n\n", painted=True, pager=True)
        assert (stream.drawn.getvalue(), shown.exists()) == (b"\n\n\n", False)
        named = {**environ, "PAGER": "less"}
        Terminal(screen(80, 3), None, named).page("\n\n\n", painted=True, pager=True)
        assert shown.read_text() == "\n\n\n"


def test_columns_are_those_of_the_terminal(screen: Callable[[int, int], _Screen]) -> None:
    assert Terminal(screen(57, 24), None, {}).columns() == 57


def test_an_output_that_takes_nothing_and_does_not_wait_is_told() -> None:
    class Full(io.BytesIO):
        def write(self, content: Any) -> Any:
            return None

    with pytest.raises(LocalError, match="temporarily unavailable"):
        Terminal(io.TextIOWrapper(Full(), "utf-8"), None, {}).print("answer")


@pytest.mark.parametrize(
    ("pieces", "size", "encoding", "blocks"),
    [
        ([], 4, "utf-8", [""]),
        (["ab", "cd", "ef", "g"], 4, "utf-8", ["abcd", "efg"]),
        (["ab", "cd", "ef", "gh"], 4, "iso8859_1", ["abcd", "efgh"]),
        (["ab", "c"], 1, "ascii", ["ab", "c"]),
        (["abc", "d", "ef", "g"], 4, "utf-8", ["abcd", "efg"]),
        (["ab", "cd"], 1, "utf-16", ["abcd"]),  # of which each piece would begin with a mark
    ],
)
def test_a_long_answer_goes_out_in_blocks(
    monkeypatch: pytest.MonkeyPatch, pieces: list[str], size: int, encoding: str, blocks: list[str]
) -> None:
    class Kept(io.BytesIO):
        def write(self, content: Any) -> int:
            written.append(bytes(content))
            return len(content)

    written: list[bytes] = []
    monkeypatch.setattr("healthtopics.terminal._BLOCK", size)
    Terminal(io.TextIOWrapper(Kept(), encoding), None, {}).stream(pieces)
    assert [content.decode(encoding) for content in written] == blocks
