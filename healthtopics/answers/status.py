"""The answer about which collections are in use."""

import os
from collections.abc import Mapping, Sequence

from healthtopics import model as m
from healthtopics.answers.answer import Answer
from healthtopics.places import Collection
from healthtopics.render import document as d
from healthtopics.render.tables import Data

OLD = 60  # days after which an export is worth renewing


def _age(day: str) -> str:
    """Return how old an export is, and what to do if that is long."""
    from datetime import UTC, date, datetime

    try:
        days = (datetime.now(UTC).date() - date.fromisoformat(day)).days
    except ValueError:  # the export has no date
        return ""
    if days < 0:
        return ""
    told = "of today" if not days else f"{days} day{'s' * (days != 1)} old"
    return f" ({told}: topic update)" if days > OLD else f" ({told})"


class Status(Answer):
    """The collections in use, and the state of the catalog.

    Args:
        collections: in the order in which a topic is looked for.
        holdings: what each has, by language.
        passed_over: what the imported export has that could not be used, and how often.
        bad: the topic files that are left out.
        path: where the catalog is kept.
    """

    def __init__(
        self,
        collections: Sequence[Collection],
        holdings: Sequence[m.Holding],
        passed_over: Mapping[str, int],
        bad: Sequence[m.BadTopicFile],
        path: str,
    ) -> None:
        self.collections = collections
        self.holdings = holdings
        self.passed_over = passed_over
        self.bad = bad
        self.path = path
        try:
            self.size = os.stat(path).st_size if path else None
        except OSError:
            self.size = None  # it is not kept

    def document(self) -> d.Document:
        """Return the collections one by one, then the catalog and the files with errors."""
        elements: list[d.Element] = []
        for collection in self.collections:
            elements += [d.Heading(collection.name), *self._collection(collection)]
        kept = f"{self.path} ({self.size / 1e6:.1f} MB)" if self.size else "not kept"
        elements += [d.Heading("catalog"), d.Field("File", kept)]
        if self.bad:
            lines = [
                d.Line(f"{b.path}:{b.line}", f"{b.problems} problem{'s' * (b.problems != 1)}")
                for b in self.bad
            ]
            elements += [d.Heading("Files with errors"), d.Bulleted(tuple(lines))]
        return tuple(elements)

    def _collection(self, collection: Collection) -> list[d.Element]:
        """Return what there is to say of one collection."""
        elements: list[d.Element] = []
        for folder in collection.roots:
            elements += [d.Field("Folder", folder + _state(folder, "does not exist"))]
        if collection.export:
            state = _state(collection.export, "not installed: topic update")
            elements.append(d.Field("File", collection.export + state))
        of_it = [holding for holding in self.holdings if holding.collection == collection.name]
        for holding in of_it:
            which = "export of" if collection.export else "last compared"
            newest = f", {which} {holding.newest}" if holding.newest else ""
            if collection.export:
                newest += _age(holding.newest)
            elements.append(d.Field(f"Topics ({holding.language})", f"{holding.topics}{newest}"))
        if not of_it:
            elements.append(d.Field("Topics", "none"))
        if collection.export:
            for what, total in self.passed_over.items():
                elements.append(d.Field(f"Skipped, {what}", str(total)))
        return elements

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


def _state(path: str, missing: str) -> str:
    """Return what to say behind a path: that nothing is there, or why it cannot be read."""
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return f" ({missing})"
    except OSError as error:
        return f" (cannot be read: {error.strerror})"
    return "" if os.access(path, os.R_OK) else " (cannot be read)"
