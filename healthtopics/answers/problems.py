"""The answer that lists problems of topic files."""

from collections.abc import Sequence

from healthtopics.answers.answer import Answer
from healthtopics.errors import Problem
from healthtopics.render import document as d
from healthtopics.render.tables import Data, Table


class Problems(Answer):
    """What is wrong with topic files; as data it is in English, like the keys."""

    def __init__(self, problems: Sequence[Problem], language: str) -> None:
        self.problems = problems
        self.language = language

    def document(self) -> d.Document:
        """Return one problem per line."""
        return (
            d.Listing(tuple(d.Line(problem.line_in(self.language)) for problem in self.problems)),
        )

    def data(self) -> Data:
        """Return the problems."""
        return {"problems": [{**p._asdict(), "key": p.key or None} for p in self.problems]}

    def table(self) -> Table:
        """Return one problem per row."""
        return Table(
            Problem._fields,
            tuple((p.path, str(p.line), p.key, p.message, p.remedy) for p in self.problems),
        )
