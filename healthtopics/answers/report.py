"""The answer about what an export is like."""

from collections.abc import Mapping

from healthtopics import model as m
from healthtopics.answers.answer import Answer
from healthtopics.render import document as d
from healthtopics.render.tables import Data


class WhatExportIs(Answer):
    """What an export is like, without any of its texts."""

    def __init__(self, report: m.ExportReport) -> None:
        self.report = report

    def document(self) -> d.Document:
        """Return the counts."""
        found = self.report
        elements: list[d.Element] = [
            d.Title("What the export is like"),
            d.Field("Made on", found.date),
            d.Field("Topics announced", f"{found.announced:,}"),
        ]
        headings = {
            "Topics by language": {
                m.LANGUAGE_NAMES[language]: total for language, total in found.languages.items()
            },
            "Skipped": found.passed_over,
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


def _counts(counts: Mapping[str, int]) -> d.Element:
    """Return counts as lines, the greatest first."""
    lines = [
        d.Line(name or "(no name)", f"{total:,}")
        for name, total in sorted(counts.items(), key=lambda one: -one[1])
    ]
    shown = tuple(line for line in lines if line.text != "0")
    return d.Bulleted(shown) if shown else d.Remark("None.")
