"""What every answer can do."""

from collections.abc import Iterator

from healthtopics.messages import Message, known, translated
from healthtopics.render.document import Document
from healthtopics.render.tables import Data, Table


class Answer:
    """What a command found, to be drawn once, in the format that was asked for.

    Long answers are made piece by piece, so that they need not fit in memory.
    """

    language = "en"  # of the program's own words; a page may be in another one

    def say(self, text: str, /, **values: object) -> str:
        """Return a sentence of the answer in its language; see `messages.say`."""
        return translated(Message(text, values), self.language)

    def skipped(self, what: str) -> str:
        """Return the label of a count of things that an import left out."""
        kind, bracket, name = what.partition(" (")
        return self.say("Skipped, {reason}", reason=known(kind)) + bracket + name

    def document(self) -> Document:
        """Return the answer as a document, for text, Markdown and HTML."""
        raise NotImplementedError

    def documents(self) -> tuple[Document, ...]:
        """Return a document for each language if there are several; else none."""
        return ()

    def data(self) -> Data:
        """Return the answer as data, for JSON."""
        raise NotImplementedError

    def table(self) -> Table:
        """Return the answer as rows, for CSV and TSV."""
        raise NotImplementedError

    def urls(self) -> Iterator[str]:
        """Yield the addresses in the answer, one per line."""
        raise NotImplementedError

    def yaml(self) -> str:
        """Return the answer as a topic file."""
        raise NotImplementedError

    def record(self) -> str:
        """Return the answer as a record for a reference manager."""
        raise NotImplementedError
