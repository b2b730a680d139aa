"""What is wrong with a file, told so that its author can mend it."""

from collections.abc import Iterable
from typing import NamedTuple

from healthtopics.errors import BadInput
from healthtopics.text import squeeze


class Problem(NamedTuple):
    """A fault of a file: where (``line`` from 1, ``key`` as a path), what, and the remedy."""

    path: str
    line: int
    key: str
    message: str
    remedy: str

    def __str__(self) -> str:
        what = f"{self.key}: {self.message}" if self.key else self.message
        path = self.path.replace("\n", "␊")  # a line each, whatever the file is called
        return f"{path}:{self.line}: {squeeze(what)}. {self.remedy}"


class BadFile(BadInput):
    """A file with problems, all of them at hand."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(str(self.problems[0]))
