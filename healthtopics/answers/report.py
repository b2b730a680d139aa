"""The answer about what an export is like."""

from collections import Counter

from healthtopics.answers.answer import Answer
from healthtopics.render import document as d
from healthtopics.render.tables import Data
from healthtopics.sources.medlineplus.report import Report


class ExportReport(Answer):
    """What an export is like, without any of its texts."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def document(self) -> d.Document:
        """Return the counts."""
        found = self.report
        elements: list[d.Element] = [
            d.Title("What the export is like"),
            d.Field("Made on", found.generated or "not said"),
            d.Field("Topics announced", found.announced or "not said"),
        ]
        headings = {
            "Topics by language": found.languages,
            "Topics without": found.without,
            **{f"Unknown {kind}": counts for kind, counts in found.unknown.items()},
            "Addresses": found.addresses,
            "Summaries": found.texts,
        }
        for heading, counts in headings.items():
            elements += [d.Heading(heading), _counts(counts)]
        return tuple(elements)

    def data(self) -> Data:
        """Return the counts by what they count."""
        return self.report._asdict()


def _counts(counts: Counter[str]) -> d.Element:
    """Return counts as lines, the greatest first."""
    lines = [d.Line(name or "(no name)", f"{total:,}") for name, total in counts.most_common()]
    shown = tuple(line for line in lines if line.text != "0")
    return d.Bulleted(shown) if shown else d.Remark("None.")
