"""The answer that describes an export."""

from collections.abc import Mapping

from healthtopics import model as m
from healthtopics.answers.answer import Answer
from healthtopics.messages import known, translated
from healthtopics.render import document as d
from healthtopics.render.tables import Data


class ExportReport(Answer):
    """A description of an export, without any of its texts."""

    def __init__(self, report: m.ExportReport, language: str) -> None:
        self.language = language
        self.report = report

    def document(self) -> d.Document:
        """Return the counts."""
        found = self.report
        elements: list[d.Element] = [
            d.Title(self.say("What the export is like")),
            d.Field(self.say("Made on"), found.date),
            d.Field(self.say("Topics announced"), f"{found.announced:,}"),
        ]
        headings = {
            self.say("Topics by language"): {
                m.LANGUAGE_NAMES[language]: total for language, total in found.languages.items()
            },
            self.say("Skipped"): found.passed_over,
            self.say("Topics without"): found.without,
            **{
                self.say("Unknown: {reason}", reason=known(kind)): counts
                for kind, counts in found.unknown.items()
            },
            self.say("Addresses"): found.addresses,
            self.say("Summaries"): found.texts,
        }
        for heading, counts in headings.items():
            elements += [d.Heading(heading), self._counts(counts)]
        return tuple(elements)

    def _counts(self, counts: Mapping[str, int]) -> d.Element:
        """Return counts as lines, the largest first."""
        lines = [
            d.Line(translated(known(name), self.language) or self.say("(no name)"), f"{total:,}")
            for name, total in sorted(counts.items(), key=lambda one: -one[1])
        ]
        shown = tuple(line for line in lines if line.text != "0")
        return d.Bulleted(shown) if shown else d.Remark(self.say("None."))

    def data(self) -> Data:
        """Return the counts, by what they count."""
        return self.report._asdict()
