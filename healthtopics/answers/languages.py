"""One answer in several languages."""

from collections.abc import Iterator, Sequence

from healthtopics.answers.answer import Answer
from healthtopics.render.document import Document
from healthtopics.render.tables import Data, Table


class InLanguages(Answer):
    """The same answer in several languages, one after another, or side by side on a wide screen.

    Args:
        answers: one for each language, all of one kind; at least one.
    """

    def __init__(self, answers: Sequence[Answer]) -> None:
        self.answers = answers

    def documents(self) -> tuple[Document, ...]:
        """Return a document in each language."""
        return tuple(answer.document() for answer in self.answers)

    def document(self) -> Document:
        """Return all languages as one document."""
        return tuple(element for document in self.documents() for element in document)

    def data(self) -> Data:
        """Return the rows of all answers together or, if an answer is a topic, the topics."""
        every = [
            {
                name: [*value] if isinstance(value, Iterator) else value
                for name, value in answer.data().items()
            }
            for answer in self.answers
        ]
        rows = [value for data in every for value in data.values() if isinstance(value, list)]
        if all(len(data) == 1 for data in every) and len(rows) == len(every):
            (name,) = every[0]
            return {name: [row for some in rows for row in some]}
        return {"topics": every}

    def table(self) -> Table:
        """Return the rows of all answers."""
        tables = [answer.table() for answer in self.answers]
        return Table(tables[0].columns, tuple(row for table in tables for row in table.rows))

    def urls(self) -> Iterator[str]:
        """Yield the addresses of all answers without duplicates."""
        yield from dict.fromkeys(line for one in self.answers for line in one.urls())
