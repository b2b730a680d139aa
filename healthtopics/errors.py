"""What can go wrong, each with its sentence and its exit code."""

from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from healthtopics.messages import Message, translated
from healthtopics.text import squeeze


class TopicError(Exception):
    """A failure that is reported to the user in a few lines.

    Args:
        message: what happened and where, one sentence without a full stop.
        hints: what to do now, each on a line of its own.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str | Message, *hints: str | Message) -> None:
        super().__init__(str(message))
        self.said = (message, *hints)

    @property
    def message(self) -> str:
        """What happened, in English."""
        return str(self.said[0])

    @property
    def hints(self) -> tuple[str, ...]:
        """What to do now, in English."""
        return tuple(map(str, self.said[1:]))


class NothingFound(TopicError):
    """There is no such topic, or nothing matches."""


class UsageError(TopicError):
    """The command was called with words that it does not know."""

    exit_code = 2


class BadInput(TopicError):
    """Data that cannot be read as what it should be."""

    exit_code = 3


class Problem(NamedTuple):
    """A fault in a file: where (``line`` from 1, ``key`` as a path), what, and the remedy."""

    path: str
    line: int
    key: str
    message: str
    remedy: str

    def line_in(self, language: str) -> str:
        """Return the problem in one line."""
        what, remedy = translated(self.message, language), translated(self.remedy, language)
        what = f"{self.key}: {what}" if self.key else what
        path = self.path.replace("\n", "␊")  # one line, whatever the file is called
        return f"{path}:{self.line}: {squeeze(what)}. {remedy}"

    def __str__(self) -> str:
        return self.line_in("en")


class PassingProblem(Problem):
    """A file could not be read, but may be readable next time even if it looks the same."""


class BadFile(BadInput):
    """A file with problems, all of which are in ``problems``."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(str(self.problems[0]))


class NetworkError(TopicError):
    """A site does not give what was asked for, or not in the right form."""

    exit_code = 4


class LocalError(TopicError):
    """This machine does not let us read, write or start what is needed."""

    exit_code = 5
