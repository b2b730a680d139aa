"""How well symptoms, and what cannot wait, are quoted from the official summaries.

    python tests/benchmark/extraction.py EXPORT.xml [--errors]

Compares what is quoted with ``labels.yaml``, over the labelled records that the export has. A text
matches a label if every folded word of the label begins a word of the text. Symptoms are compared
by name and note; what cannot wait (labels of the levels emergency and urgent) is found if a
quotation, with its list, matches the label. A symptom or a quotation is right if it matches any
label of its record, those under "routine" and "also" included: they say when to get help, or what
may be felt, but need not be found. Precision is right / quoted, recall is found / labels.
"""

import argparse
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from healthtopics.sources.summaries import quotations
from healthtopics.sources.summaries.blocks import read_summary
from healthtopics.text import fold

LABELS = Path(__file__).parent / "labels.yaml"
CANNOT_WAIT = ("emergency", "urgent")


class Result(NamedTuple):
    """What one record gave: the texts that were wrong, the labels that were missed."""

    texts: int
    wrong: tuple[str, ...]
    labels: int
    missed: tuple[str, ...]


def compare(texts: Sequence[str], labels: Sequence[str], also: Iterable[str]) -> Result:
    """Compare quoted texts with the labels of a record."""
    return Result(
        len(texts),
        tuple(text for text in texts if not any(_matches(text, one) for one in (*labels, *also))),
        len(labels),
        tuple(one for one in labels if not any(_matches(text, one) for text in texts)),
    )


def _matches(text: str, label: str) -> bool:
    words = fold(text).split()
    return all(any(word.startswith(part) for word in words) for part in fold(label).split())


def compare_record(record: ET.Element, label: dict[str, Any]) -> tuple[Result, Result]:
    """Return how the symptoms and the advice of a record compare with its labels."""
    language = "es" if record.get("language") == "Spanish" else "en"
    summary = read_summary(record.findtext("full-summary") or "", language)
    also = label.get("also", {})
    levels = label.get("advice", {})
    return (
        compare(
            [f"{one.name} ({one.note})" for one in quotations.symptoms(summary, language)],
            label.get("symptoms", ()),
            also.get("symptoms", ()),
        ),
        compare(
            [one.text for one in quotations.advice(summary, language)],
            [words for level in CANNOT_WAIT for words in levels.get(level, ())],
            (*levels.get("routine", ()), *also.get("advice", ())),
        ),
    )


def report(name: str, results: Sequence[Result]) -> str:
    """Return a line with precision and recall over several records."""
    texts = sum(result.texts for result in results)
    right = texts - sum(len(result.wrong) for result in results)
    labels = sum(result.labels for result in results)
    found = labels - sum(len(result.missed) for result in results)
    return (
        f"{name:<17} precision {right / max(texts, 1):.3f} ({right}/{texts})"
        f"  recall {found / max(labels, 1):.3f} ({found}/{labels})"
    )


def main(arguments: Sequence[str]) -> None:
    """Write the figures, and with --errors what was missed or wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("export", help="the export, as XML")
    parser.add_argument("--errors", action="store_true", help="show what was missed or wrong")
    options = parser.parse_args(arguments)
    labels = {label["id"]: label for label in yaml.safe_load(LABELS.read_text("utf-8"))}
    kinds = ("symptoms", "what cannot wait")
    lines = []
    results: dict[str, tuple[Result, Result]] = {}
    for record in ET.parse(options.export).getroot().iter("health-topic"):
        label = labels.get(record.get("id") or "")
        if label is None:
            continue
        results[label["id"]] = compared = compare_record(record, label)
        for kind, result in zip(kinds, compared, strict=True):
            errors = [("wrong", text) for text in result.wrong]
            errors += [("missed", text) for text in result.missed]
            if options.errors:
                lines += [
                    f"{record.get('title')}: {kind}: {error}: {text}" for error, text in errors
                ]
    lines.append(f"{len(results)} records")
    for position, kind in enumerate(kinds):
        lines.append(report(kind, [one[position] for one in results.values()]))
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
