"""The answer about the collections in use."""

import os
from collections.abc import Mapping, Sequence

from healthtopics import model as m
from healthtopics.answers.answer import Answer
from healthtopics.messages import Message, reason, say, translated
from healthtopics.places import Collection
from healthtopics.render import document as d
from healthtopics.render.tables import Data

OLD = 60  # days after which an export is worth renewing


def _age(day: str) -> int | None:
    """Return how many days old an export is; None if unknown."""
    from datetime import UTC, date, datetime

    try:
        days = (datetime.now(UTC).date() - date.fromisoformat(day)).days
    except ValueError:  # the export has no date
        return None
    return days if days >= 0 else None


class Status(Answer):
    """The collections in use, and the state of the catalog.

    Args:
        collections: in the order in which they are searched for a topic.
        holdings: what each has, by language.
        passed_over: what the imported export has that could not be used, and how often.
        bad: the topic files that are left out.
        path: where the catalog is kept.
        language: the reader's language.
    """

    def __init__(
        self,
        collections: Sequence[Collection],
        holdings: Sequence[m.Holding],
        passed_over: Mapping[str, int],
        bad: Sequence[m.BadTopicFile],
        path: str,
        *,
        language: str,
    ) -> None:
        self.language = language
        self.collections = collections
        self.holdings = holdings
        self.passed_over = passed_over
        self.bad = bad
        self.path = path
        try:
            self.size = os.stat(path).st_size if path else None
        except OSError:
            self.size = None  # the catalog is not kept

    def document(self) -> d.Document:
        """Return the collections one by one, then the catalog and the files with errors."""
        elements: list[d.Element] = []
        for collection in self.collections:
            elements += [
                d.Heading(collection.name),
                *self._collection(collection),
            ]
        size = f"{(self.size or 0) / 1e6:.1f} MB"
        kept = f"{self.path} ({size})" if self.size else self.say("not kept")
        elements += [d.Heading(self.say("catalog")), d.Field(self.say("File"), kept)]
        if self.bad:
            lines = [d.Line(f"{b.path}:{b.line}", self._problems(b.problems)) for b in self.bad]
            elements += [d.Heading(self.say("Files with errors")), d.Bulleted(tuple(lines))]
        return tuple(elements)

    def _collection(self, collection: Collection) -> list[d.Element]:
        """Return what there is to say about one collection."""
        elements: list[d.Element] = []
        for folder in collection.roots:
            elements += [
                d.Field(self.say("Folder"), folder + self._state(folder, say("does not exist")))
            ]
        if collection.export:
            state = self._state(collection.export, say("not installed: topic update"))
            elements.append(d.Field(self.say("File"), collection.export + state))
        of_it = [holding for holding in self.holdings if holding.collection == collection.name]
        for holding in of_it:
            name = self.say("Topics ({language})", language=holding.language)
            elements.append(
                d.Field(name, self._holding(holding, is_export=bool(collection.export)))
            )
        if not of_it:
            elements.append(d.Field(self.say("Topics"), self.say("none")))
        if collection.export:
            for what, total in self.passed_over.items():
                elements.append(d.Field(self.skipped(what), str(total)))
        return elements

    def _holding(self, holding: m.Holding, *, is_export: bool) -> str:
        """Return how many topics there are, and their date."""
        if not holding.newest:
            return str(holding.topics)
        values = {"number": holding.topics, "date": holding.newest}
        if not is_export:
            return self.say("{number}, last compared {date}", **values)
        days = _age(holding.newest)
        told = self.say("{number}, export of {date}", **values)
        if days is None:
            return told
        if days == 0:
            return f"{told} ({self.say('of today')})"
        age = self.say("1 day old") if days == 1 else self.say("{number} days old", number=days)
        return f"{told} ({age}: topic update)" if days > OLD else f"{told} ({age})"

    def _problems(self, number: int) -> str:
        return (
            self.say("1 problem") if number == 1 else self.say("{number} problems", number=number)
        )

    def _state(self, path: str, missing: Message) -> str:
        """Return what to say after a path: that it does not exist, or why it cannot be read."""
        try:
            os.stat(path)
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return f" ({translated(missing, self.language)})"
        except OSError as error:
            return f" ({self.say('cannot be read: {reason}', reason=reason(error))})"
        return "" if os.access(path, os.R_OK) else f" ({self.say('cannot be read')})"

    def data(self) -> Data:
        """Return the same as data."""
        return {
            "collections": [
                {
                    "name": collection.name,
                    "folders": collection.roots,
                    "file": collection.export or None,
                    "topics": [
                        {"language": h.language, "total": h.topics, "newest": h.newest or None}
                        for h in self.holdings
                        if h.collection == collection.name
                    ],
                    "passed_over": self.passed_over if collection.export else {},
                }
                for collection in self.collections
            ],
            "catalog": {"path": self.path if self.size else None, "bytes": self.size},
            "left_out": [bad_file._asdict() for bad_file in self.bad],
        }
