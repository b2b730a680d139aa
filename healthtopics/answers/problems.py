"""The answer about problems of topic files."""

from collections.abc import Sequence

from healthtopics.answers.answer import Answer
from healthtopics.errors import Problem
from healthtopics.render import document as d
from healthtopics.render.tables import Data, Table


class Problems(Answer):
    """What is wrong with topic files; as data it is told in English, as the keys are."""

    def __init__(self, problems: Sequence[Problem], language: str) -> None:
        self.problems = problems
        self.language = language

    def document(self) -> d.Document:
        """Return a problem a line."""
        return (
            d.Listing(tuple(d.Line(problem.line_in(self.language)) for problem in self.problems)),
        )

    def data(self) -> Data:
        """Return the problems."""
        return {"problems": [{**p._asdict(), "key": p.key or None} for p in self.problems]}

    def table(self) -> Table:
        """Return a problem a row."""
        return Table(
            Problem._fields,
            tuple((p.path, str(p.line), p.key, p.message, p.remedy) for p in self.problems),
        )
