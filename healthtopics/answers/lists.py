"""Answers that are lists: topics, counts, what a search found, topics with a symptom."""

from collections.abc import Mapping, Sequence

from healthtopics import model as m
from healthtopics.answers.answer import Answer
from healthtopics.answers.labels import labels
from healthtopics.answers.topics import symptoms_data
from healthtopics.render import document as d
from healthtopics.render.tables import Data, Table


class TopicList(Answer):
    """Topics with their descriptions."""

    def __init__(self, lines: Sequence[m.TopicLine]) -> None:
        self.lines = lines

    def document(self) -> d.Document:
        """Return a topic a line."""
        return (d.Listing(tuple(d.Line(line.title, line.description) for line in self.lines)),)

    def data(self) -> Data:
        """Return the topics."""
        return {"topics": [line._asdict() for line in self.lines]}

    def table(self) -> Table:
        """Return a topic a row."""
        return Table(m.TopicLine._fields, tuple(tuple(line) for line in self.lines))


class Counts(Answer):
    """Groups or categories, how many topics or links they have, and their short names.

    Args:
        key: what they are called in JSON.
        counts: in the order in which they are shown.
    """

    def __init__(self, key: str, counts: Sequence[m.Count]) -> None:
        self.key = key
        self.counts = counts

    def document(self) -> d.Document:
        """Return one a line."""
        return (
            d.Listing(
                tuple(
                    d.Line(count.name, " ".join([str(count.total), *_in_brackets(count)]))
                    for count in self.counts
                )
            ),
        )

    def data(self) -> Data:
        """Return them under their key."""
        return {self.key: [count._asdict() for count in self.counts]}

    def table(self) -> Table:
        """Return one a row."""
        return Table(
            m.Count._fields,
            tuple((c.slug, c.name, str(c.total), "; ".join(c.short_names)) for c in self.counts),
        )


def _in_brackets(count: m.Count) -> list[str]:
    return [f"({', '.join(count.short_names)})"] if count.short_names else []


class Hits(Answer):
    """What a search found, the best first.

    Args:
        question: the words that were asked for.
        corrections: words that were corrected, and what was searched for instead.
        hits: the topics.
        danger: the topic that tells what to do, if the question says that something is happening.
        language: in which reasons are named.
    """

    def __init__(
        self,
        question: str,
        corrections: Mapping[str, str],
        hits: Sequence[m.Hit],
        danger: m.TopicLine | None,
        language: str,
    ) -> None:
        self.question = question
        self.corrections = corrections
        self.hits = hits
        self.danger = danger
        self.language = language

    def document(self) -> d.Document:
        """Return a hit a line, with why it was found."""
        why = labels(self.language).why
        return (
            d.Hits(
                tuple(
                    d.HitItem(hit.topic.title, hit.snippet, ", ".join(why[r] for r in hit.why))
                    for hit in self.hits
                )
            ),
        )

    def data(self) -> Data:
        """Return the hits, and the words that were corrected for them."""
        return {
            "query": self.question,
            "corrections": self.corrections,
            "danger": self.danger._asdict() if self.danger else None,
            "topics": [
                {**hit.topic._asdict(), "why": hit.why, "snippet": _snippet(hit)}
                for hit in self.hits
            ],
        }

    def table(self) -> Table:
        """Return a hit a row."""
        return Table(
            (*m.TopicLine._fields, "why", "snippet"),
            tuple((*hit.topic, "; ".join(hit.why), _snippet(hit)) for hit in self.hits),
        )


def _snippet(hit: m.Hit) -> str:
    return "".join(piece for piece, _ in hit.snippet)


class Having(Answer):
    """Topics with the symptoms that were asked for."""

    def __init__(self, found: Sequence[m.TopicSymptoms], language: str) -> None:
        self.found = found
        self.language = language

    def document(self) -> d.Document:
        """Return a topic a line, with its symptoms."""
        lines = [
            d.Line(entry.topic.title, "; ".join(symptom.name for symptom in entry.symptoms))
            for entry in self.found
        ]
        return (d.Listing(tuple(lines)), d.Remark(labels(self.language).index_only))

    def data(self) -> Data:
        """Return the topics, each with its symptoms."""
        return {
            "topics": [
                {**entry.topic._asdict(), "symptoms": symptoms_data(entry.symptoms)}
                for entry in self.found
            ]
        }

    def table(self) -> Table:
        """Return a symptom a row."""
        return Table(
            ("slug", "title", "symptom", "note"),
            tuple(
                (entry.topic.slug, entry.topic.title, symptom.name, symptom.note)
                for entry in self.found
                for symptom in entry.symptoms
            ),
        )
