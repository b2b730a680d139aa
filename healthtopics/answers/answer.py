"""What every answer can do."""

from collections.abc import Iterator

from healthtopics.render.document import Document
from healthtopics.render.tables import Data, Table


class Answer:
    """What a command found. It is drawn once, in the one format that is asked for.

    What there may be very much of comes piece by piece, so that it need not be in memory.
    """

    def document(self) -> Document:
        """Return the answer as a document, for text, Markdown and HTML."""
        raise NotImplementedError

    def documents(self) -> tuple[Document, ...]:
        """Return a document for each language, where there are several; else none."""
        return ()

    def data(self) -> Data:
        """Return the answer as data, for JSON."""
        raise NotImplementedError

    def table(self) -> Table:
        """Return the answer as rows, for CSV and TSV."""
        raise NotImplementedError

    def urls(self) -> Iterator[str]:
        """Yield the addresses of the answer, a line each."""
        raise NotImplementedError

    def yaml(self) -> str:
        """Return the answer as a topic file."""
        raise NotImplementedError

    def record(self) -> str:
        """Return the answer as a record for a program that keeps references."""
        raise NotImplementedError
