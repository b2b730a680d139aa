"""Answers that are lists: topics, counts, search hits, topics with a symptom."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from healthtopics import model as m
from healthtopics.answers.answer import Answer
from healthtopics.answers.labels import labels
from healthtopics.answers.topics import symptoms_data
from healthtopics.render import document as d
from healthtopics.render.tables import Data, Table


class TopicList(Answer):
    """Topics with their descriptions.

    Args:
        lines: the topics; at least one.
        is_counted: whether to end with the number of topics.
    """

    def __init__(self, lines: Iterable[m.TopicLine], *, is_counted: bool = False) -> None:
        self.lines = lines
        self.is_counted = is_counted

    def document(self) -> Iterator[d.Element]:
        """Yield one topic per line."""
        if not self.is_counted:
            yield d.Listing(map(_line, self.lines), by_letter=True)
            return
        topics = tuple(self.lines)
        yield d.Listing(map(_line, topics), by_letter=True)
        counted = labels(topics[0].language).topics_counted
        yield d.Remark(counted.format(number=len(topics)))

    def data(self) -> Data:
        """Return the topics."""
        return {"topics": (line._asdict() for line in self.lines)}

    def table(self) -> Table:
        """Return one topic per row."""
        return Table(m.TopicLine._fields, self.lines)


class Counts(Answer):
    """Groups or categories, how many topics or links they have, and their short names.

    Args:
        key: their key in JSON.
        counts: the counts, in the order to show.
        language: the language in which to say what to do next.
        is_guided: whether to end with their number and what to do next.
    """

    def __init__(
        self, key: str, counts: Sequence[m.Count], language: str, *, is_guided: bool = False
    ) -> None:
        self.key = key
        self.counts = counts
        self.language = language
        self.is_guided = is_guided

    def document(self) -> d.Document:
        """Return one per line."""
        lines = tuple(
            d.Line(count.name, " ".join([str(count.total), *_in_brackets(count)]))
            for count in self.counts
        )
        if not self.is_guided:
            return (d.Listing(lines),)
        guide = labels(self.language).counted[self.key].format(number=len(lines))
        return (d.Listing(lines), d.Remark(guide))

    def data(self) -> Data:
        """Return them under their key."""
        return {self.key: [count._asdict() for count in self.counts]}

    def table(self) -> Table:
        """Return one per row."""
        return Table(
            m.Count._fields,
            tuple((c.slug, c.name, str(c.total), "; ".join(c.short_names)) for c in self.counts),
        )


def _in_brackets(count: m.Count) -> list[str]:
    return [f"({', '.join(count.short_names)})"] if count.short_names else []


class Hits(Answer):
    """What a search found, the best first.

    Args:
        question: the words that were searched for.
        corrections: words that were corrected, and what was searched for instead.
        hits: the topics found.
        danger: the topic that says what to do, if the question tells of something happening now.
        language: the language in which reasons are named.
        with_reasons: whether to say why each was found.
        is_guided: whether to end with how to read a topic.
    """

    def __init__(
        self,
        question: str,
        corrections: Mapping[str, str],
        hits: Sequence[m.Hit],
        danger: m.TopicLine | None,
        language: str,
        *,
        with_reasons: bool = False,
        is_guided: bool = False,
    ) -> None:
        self.with_reasons = with_reasons
        self.is_guided = is_guided
        self.question = question
        self.corrections = corrections
        self.hits = hits
        self.danger = danger
        self.language = language

    def document(self) -> d.Document:
        """Return one hit per line: what it is, and a snippet if its name does not explain it."""
        words = labels(self.language)
        elements: list[d.Element] = [d.Hits(tuple(self._item(hit) for hit in self.hits))]
        if self.is_guided and self.hits:
            slug = self.hits[0].topic.slug.replace("-", " ")
            elements.append(d.Remark(words.read_one.format(topic=slug)))
        return tuple(elements)

    def _item(self, hit: m.Hit) -> d.HitItem:
        words = labels(self.language)
        why = ", ".join(words.why[reason] for reason in hit.why) if self.with_reasons else ""
        is_named = "title" in hit.why or "other name" in hit.why
        tells = not is_named and any(matched for _, matched in hit.snippet)
        tells = tells and _snippet(hit).strip("… ") not in hit.topic.description
        return d.HitItem(
            hit.topic.title,
            hit.topic.description,
            words.mentions if tells else "",
            hit.snippet if tells else (),
            why,
            hit.topic.language,
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
        """Return one hit per row."""
        return Table(
            (*m.TopicLine._fields, "why", "snippet"),
            tuple((*hit.topic, "; ".join(hit.why), _snippet(hit)) for hit in self.hits),
        )


def _snippet(hit: m.Hit) -> str:
    return "".join(piece for piece, _ in hit.snippet)


class Having(Answer):
    """Topics with the symptoms that were asked for."""

    def __init__(self, found: Iterable[m.TopicSymptoms], language: str) -> None:
        self.found = found
        self.language = language

    def document(self) -> d.Document:
        """Return one topic per line, with its symptoms."""
        lines = (
            d.Line(
                entry.topic.title,
                "; ".join(symptom.name for symptom in entry.symptoms),
                entry.topic.language,
            )
            for entry in self.found
        )
        return (d.Listing(lines), d.Remark(labels(self.language).index_only))

    def data(self) -> Data:
        """Return the topics, each with its symptoms."""
        return {
            "topics": (
                {**entry.topic._asdict(), "symptoms": symptoms_data(entry.symptoms)}
                for entry in self.found
            )
        }

    def table(self) -> Table:
        """Return one symptom per row."""
        return Table(
            ("slug", "title", "symptom", "note"),
            (
                (entry.topic.slug, entry.topic.title, symptom.name, symptom.note)
                for entry in self.found
                for symptom in entry.symptoms
            ),
        )


def _line(topic: m.TopicLine) -> d.Line:
    """Return a topic with its description as a line of a list."""
    return d.Line(topic.title, topic.description, topic.language)
