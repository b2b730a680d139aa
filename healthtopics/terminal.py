"""Standard output and standard error: every byte that is printed goes through this module.

No other module knows streams, terminals, widths, colors, pagers or encodings. All text is cleaned
here, so that none can act on the reader's terminal.
"""

import errno
import os
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TextIO

from healthtopics.errors import LocalError
from healthtopics.messages import MAX_LENGTH, Message, reason, say, translated
from healthtopics.places import language_of
from healthtopics.text import clean

if TYPE_CHECKING:
    from rich.segment import Segment

_BLOCK = 1 << 14  # characters printed at a time
# Encodings for text in pieces: others begin each piece with a mark, or carry a shift state over.
_ENCODINGS_OF_PIECES = ("utf-8", "ascii", "iso8859-1")
# Ends a list that breaks off: in no format is this a whole line or a whole value.
_BROKEN_OFF = '"topic: the list breaks off here, because of an error'
_MAX_LINE = 1500  # characters of an error; lists of groups and categories are shorter
PIPE_WIDTH = 80
MAX_WIDTH = 78  # columns of lines that read well
MIN_WIDTH = 20
PAGER = "less -FRX"
# For less: %lt and %lb are the first and the last visible line.
_PROMPT = say("lines %lt-%lb  (q to close, / to search, h for help)")


class Begun(Exception):
    """An answer failed after part of it was printed; the cause says why."""


class Style(NamedTuple):
    """How a text is drawn: with or without escapes for color and links, and how wide.

    A ``linear`` text is to be heard: see `render.linear`.
    """

    color: bool
    width: int
    linear: bool = False


class Terminal:
    """Standard output and standard error, and how to print there.

    Args:
        stdout: where answers go; None if it is closed.
        stderr: where everything else goes; None if it is closed.
        environ: the environment variables.
        stdin: where the user answers questions; None if it is closed.
    """

    def __init__(
        self,
        stdout: TextIO | None,
        stderr: TextIO | None,
        environ: Mapping[str, str],
        stdin: TextIO | None = None,
    ) -> None:
        self._stdout = stdout
        self._stderr = stderr
        self._stdin = stdin
        self.environ = environ
        self.language = language_of(environ)
        self.linear = self._is_set("ACCESSIBLE")

    @classmethod
    def current(cls) -> "Terminal":
        """Return the terminal of this process."""
        return cls(sys.stdout, sys.stderr, os.environ, sys.stdin)

    # Style

    def is_terminal(self) -> bool:
        """Return whether answers go to a terminal."""
        return _is_terminal(self._stdout)

    def style(self, color: str, width: int | None, to_file: bool) -> Style:
        """Return how an answer is drawn.

        Args:
            color: ``always``, ``never``, or ``auto``: on a terminal, unless the environment says
                otherwise (https://no-color.org, https://bixense.com/clicolors).
            width: the columns that the user asked for; None for the terminal's, else
                ``PIPE_WIDTH``, or no limit if the text is to be heard.
            to_file: the answer goes into a file and not to standard output.
        """
        seen = not to_file and self.is_terminal()
        if color == "auto":
            wanted = seen or self._is_set("FORCE_COLOR") or self._is_set("CLICOLOR_FORCE")
            refused = self.environ.get("NO_COLOR") or self.environ.get("TERM") == "dumb"
            colored = wanted and not refused
        else:
            colored = color == "always"
        if width is None:
            width = self._columns() if seen else 0 if self.linear else PIPE_WIDTH
        return Style(bool(colored) and not self.linear, width, self.linear)

    def _is_set(self, variable: str) -> bool:
        return self.environ.get(variable, "") not in ("", "0", "false")

    def _columns(self) -> int:
        columns, _ = self._size()
        return min(max(columns, MIN_WIDTH), MAX_WIDTH) if columns else PIPE_WIDTH

    def _size(self) -> tuple[int, int]:
        """Return the columns and lines of the terminal; 0 if they are unknown."""
        return _size_of(self._stdout)

    def columns(self) -> int:
        """Return the columns of the terminal that answers go to; 0 if they are unknown."""
        return self._size()[0]

    def help_width(self) -> int:
        """Return the width of help texts: the same everywhere except on a narrow terminal."""
        columns, _ = self._size() if self.is_terminal() else (0, 0)
        return min(max(columns, MIN_WIDTH), PIPE_WIDTH) if columns else PIPE_WIDTH

    def silence(self) -> None:
        """Print nothing more on standard error."""
        self._stderr = None

    # Answers

    def paint(self, segments: "Iterable[Segment]") -> str:
        """Return Rich segments as text with escapes; the texts in them are cleaned."""
        from rich.color import ColorSystem

        painted = []
        for text, style, _ in segments:
            shown = clean(text)
            if style and style.link:
                shown = style.update_link().render(shown, color_system=ColorSystem.STANDARD)
                shown = _hyperlink(shown, clean(style.link))
            elif style:
                shown = style.render(shown, color_system=ColorSystem.STANDARD)
            painted.append(shown)
        return "".join(painted)

    def print(self, text: str, newline: str = "\n") -> None:
        """Print an answer without escapes."""
        self._write(clean(text), newline)

    def stream(self, pieces: Iterable[str], newline: str = "\n") -> None:
        """Print the pieces of an answer without escapes, as they come.

        Raises:
            Begun: getting a piece failed after others were printed. What was printed cannot be
                mistaken for a whole answer.
        """
        encoding = ((self._stdout and self._stdout.encoding) or "").lower().replace("_", "-")
        blocks = _blocks(pieces, _BLOCK if encoding in _ENCODINGS_OF_PIECES else 0)
        is_begun = False
        while True:
            try:
                block = next(blocks, None)
            except Exception as error:
                if is_begun:
                    self._write(_BROKEN_OFF)
                    raise Begun from error
                raise
            if block is None:
                return
            self._write(clean(block), newline)
            is_begun = True

    def page(self, text: str, *, painted: bool, pager: bool) -> None:
        """Print an answer, through a pager if it is longer than the screen.

        Args:
            text: what to print.
            painted: the text comes from ``paint``, which cleaned it.
            pager: a pager may be used.
        """
        text = text if painted else clean(text)
        # A pager redraws the screen, which would be heard again and again.
        pager = pager and (not self.linear or "PAGER" in self.environ)
        pager = pager and self.environ.get("TERM") != "dumb"
        if pager and self.is_terminal() and self._is_long(text) and self._ran_pager(text):
            return
        self._write(text)

    def _is_long(self, text: str) -> bool:
        columns, lines = self._size()
        return bool(columns and lines) and text.count("\n") >= lines

    def _ran_pager(self, text: str) -> bool:
        """Show a text in the pager; return whether that worked."""
        import shlex
        import signal
        import subprocess

        try:
            command = shlex.split(self.environ.get("PAGER", PAGER))
            if "PAGER" not in self.environ:
                command.append(f"-Ps{translated(_PROMPT, self.language)}")
        except ValueError:
            command = []
        if not command:
            return False
        # less saves searches in a file; what users search for here is private.
        environ = {"LESS": "FRX", "LESSHISTFILE": "-", **self.environ}
        interrupted = False

        def leave_to_pager(*_: object) -> None:
            nonlocal interrupted
            interrupted = True

        before = signal.signal(signal.SIGINT, leave_to_pager)
        try:
            process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environ)
            process.communicate(self._encoded(text))
        except OSError:
            self.note(say("the pager “{pager}” could not be started (see PAGER)", pager=command[0]))
            return False
        finally:
            signal.signal(signal.SIGINT, before)
        if process.returncode and not interrupted:
            self.note(say("the pager “{pager}” failed (see PAGER)", pager=command[0]))
            return False
        return True

    def _encoded(self, text: str) -> bytes:
        encoding = (self._stdout and self._stdout.encoding) or "utf-8"
        return encode(text, encoding)

    def _write(self, text: str, newline: str = "\n") -> None:
        """Write a text to standard output.

        Raises:
            LocalError: standard output is closed, or cannot be written.
            BrokenPipeError: the reader is gone.
        """
        if newline != "\n":
            text = text.replace("\n", newline)
        if self._stdout is None:
            raise LocalError(
                say("standard output is closed"), say("Leave it open, or use -o FILE.")
            )
        try:
            _write_all(self._stdout.buffer, self._encoded(text))
        except BrokenPipeError:
            raise
        except OSError as error:
            self._stdout = None
            raise LocalError(
                say("standard output cannot be written ({reason})", reason=reason(error)),
                say("Check the disk, or use -o FILE."),
            ) from None

    # Files

    def save(self, path: str, pieces: Iterable[str], *, painted: bool, newline: str = "\n") -> None:
        """Write the pieces of an answer to a file as UTF-8: all of it or nothing.

        Raises:
            LocalError: it cannot be written.
        """
        from healthtopics.saving import save

        content = (
            encode((block if painted else clean(block)).replace("\n", newline), "utf-8")
            for block in _blocks(pieces, _BLOCK)
        )
        try:
            save(path, content)
        except BrokenPipeError:
            raise
        except (OSError, ValueError) as error:
            raise LocalError(
                say("{path} cannot be written ({reason})", path=path, reason=reason(error)),
                say("Name another file with -o."),
            ) from None

    # Everything else

    def note(self, message: str | Message) -> None:
        """Print a note on standard error."""
        self.error(message)

    def error(self, *lines: str | Message) -> None:
        """Print on standard error what went wrong and what to do, one line each."""
        told = [_shortened(_one_line(translated(line, self.language))) for line in lines]
        told[0] = f"topic: {told[0]}"
        self._tell("\n".join(self._wrapped(told)))

    def _wrapped(self, lines: list[str]) -> list[str]:
        """Return lines for standard error, wrapped between words if too long for a terminal."""
        columns, _ = _size_of(self._stderr) if _is_terminal(self._stderr) else (0, 0)
        columns = min(columns, PIPE_WIDTH)
        if all(len(line) <= columns for line in lines) or columns < MIN_WIDTH:
            return lines
        from healthtopics.render.lines import breaks

        wrapped = []
        for line in lines:
            indent = "      " if line.startswith(" ") else ""
            pieces = breaks(line, columns, 0, len(indent))
            wrapped += [indent * bool(start) + line[start:end] for start, end in pieces]
        return wrapped

    def is_conversation(self) -> bool:
        """Return whether somebody sees what is printed and can answer."""
        return all(map(_is_terminal, (self._stdin, self._stdout, self._stderr)))

    def ask(self, question: str | Message) -> str | None:
        """Return what the user answers to a question, in one line; None if there is no answer.

        Enter alone is an answer, an empty one; the end of the input is none.
        """
        self._tell(f"{translated(question, self.language)} ", end="")
        try:
            line = self._stdin.readline() if self._stdin else ""
        except (OSError, ValueError):  # such as bytes that are not text
            return None
        return line.strip() if line else None

    @contextmanager
    def progress(
        self, what: str | Message, *, in_bytes: bool = False
    ) -> Iterator[Callable[[int, int], None]]:
        """Yield a function that draws a progress bar on standard error, if that is a terminal.

        It is called with the amount done and the total, or 0 if that is unknown. The bar appears
        once the work takes long, and goes when all is done or the ``with`` ends. If the output is
        to be heard, a note says once that the work takes long.
        """
        if not self._stderr or not _is_terminal(self._stderr) or self.environ.get("TERM") == "dumb":
            yield lambda done, total: None
            return
        from healthtopics.progress import Bar, once_it_takes_long

        if self.linear:
            wait = say("this takes a moment; please wait")
            yield once_it_takes_long(lambda: self.note(wait))
            return
        bar = Bar(self._stderr, self.environ, translated(what, self.language), in_bytes)
        try:
            yield bar.draw
        finally:
            bar.stop()

    def _tell(self, text: str, end: str = "\n") -> None:
        if self._stderr is None:
            return
        try:
            content = encode(clean(text) + end, self._stderr.encoding or "utf-8")
            _write_all(self._stderr.buffer, content)
        except (OSError, ValueError):
            pass  # there is nowhere else to report it


def _write_all(stream: BinaryIO, content: bytes) -> None:
    """Write and flush bytes; a stream without a buffer (PYTHONUNBUFFERED) may take only a part.

    Raises:
        OSError: it takes no more, also one that takes nothing now and does not wait.
    """
    is_begun = False
    while content or not is_begun:  # an empty answer shows as well that nothing can be written
        written: int | None = stream.write(content)
        if written is None:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        content = content[written:]
        is_begun = True
    stream.flush()


def _blocks(pieces: Iterable[str], size: int) -> Iterator[str]:
    """Yield pieces joined to blocks of about ``size`` characters: at least one, just one for 0."""
    block: list[str] = []
    length = 0
    is_one = True
    for piece in pieces:
        block.append(piece)
        length += len(piece)
        if length >= size > 0:
            yield "".join(block)
            block.clear()
            length = 0
            is_one = False
    if block or is_one:
        yield "".join(block)


def _size_of(stream: TextIO | None) -> tuple[int, int]:
    """Return the columns and lines of a terminal; 0 if they are unknown."""
    try:
        return os.get_terminal_size(stream.fileno()) if stream else (0, 0)
    except (OSError, ValueError):
        return 0, 0


def _one_line(text: str) -> str:
    """Return a text in one line; an argument or a file name in it may have brought newlines."""
    return text.replace("\n", "␊")


def _shortened(text: str) -> str:
    """Return a line in which long text from outside is cut.

    That is quotations, and words and paths without a space; and no line is longer than a screen.
    """
    if len(text) <= MAX_LENGTH:
        return text
    text = _LONG.sub(lambda found: f"{found[0][:MAX_LENGTH]}…", text)
    if len(text) > _MAX_LINE:
        text = f"{text[: _MAX_LINE - MAX_LENGTH]}…{text[-MAX_LENGTH:]}"
    return text


def _hyperlink(text: str, url: str) -> str:
    """Return a text as a terminal hyperlink (OSC 8).

    The pieces of a wrapped link share an id, so that a terminal highlights them together. The id is
    made from the address alone: the same page gives the same bytes (https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda).
    """
    return f"\x1b]8;id={zlib.crc32(url.encode()):08x};{url}\x1b\\{text}\x1b]8;;\x1b\\"


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


_LONG = re.compile(rf"(?<=“)[^”]{{{MAX_LENGTH},}}|\S{{{MAX_LENGTH},}}")
_SUBSTITUTES = {"—": "-", "–": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "•": "*", "▌": "|",
                "…": "...", "\u00a0": " "}  # fmt: skip


def encode(text: str, encoding: str) -> bytes:
    """Return a text in an encoding; characters that it lacks are replaced by similar ones.

    ``é`` becomes ``e``, ``“`` becomes ``"``, and what is similar to nothing becomes ``?``.
    """
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        pass
    except (UnicodeError, LookupError):  # it is unknown, or not for text
        encoding = "ascii"
    import unicodedata

    out = []
    for character in text:
        try:
            out.append(character.encode(encoding))
        except UnicodeEncodeError:
            plain = _SUBSTITUTES.get(character) or "".join(
                c for c in unicodedata.normalize("NFKD", character) if c.isascii()
            )
            out.append((plain or "?").encode(encoding, "replace"))
    return b"".join(out)
