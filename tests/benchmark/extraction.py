"""How well symptoms and advice are read out of the official summaries.

    python tests/benchmark/extraction.py EXPORT.xml [--errors]

Compares what is extracted with ``labels.yaml``, over the labelled records that the export has. An item matches a label if every folded word of the label begins a word of the item (name and
note of a symptom, text of an advice of the same level). An item counts as right if it matches a
label, or one under "also", which is neither wanted nor wrong; a label as found if an item matches
it. Precision is right items / items, recall is found labels / labels.
"""

import argparse
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from healthtopics.sources.signs import advice, symptoms
from healthtopics.sources.summaries.blocks import read_summary
from healthtopics.text import fold

LABELS = Path(__file__).parent / "labels.yaml"


class Result(NamedTuple):
    """What one record gave: the items that were wrong, the labels that were missed."""

    items: int
    wrong: tuple[str, ...]
    labels: int
    missed: tuple[str, ...]


def compare(items: Sequence[str], labels: Sequence[str], also: Iterable[str]) -> Result:
    """Compare extracted items with the labels of a record."""
    return Result(
        len(items),
        tuple(item for item in items if not any(_matches(item, one) for one in (*labels, *also))),
        len(labels),
        tuple(one for one in labels if not any(_matches(item, one) for item in items)),
    )


def _matches(item: str, label: str) -> bool:
    words = fold(item).split()
    return all(any(word.startswith(part) for word in words) for part in fold(label).split())


def compare_record(record: ET.Element, label: dict[str, Any]) -> tuple[Result, Result]:
    """Return how the symptoms and the advice of a record compare with its labels."""
    language = "es" if record.get("language") == "Spanish" else "en"
    summary = read_summary(record.findtext("full-summary") or "", language)
    signs = symptoms(
        record.get("title") or "",
        [name.text or "" for name in record.findall("also-called")],
        [name.text or "" for name in record.findall("group")],
        summary,
        language,
    )
    also = label.get("also", {})
    return (
        compare(
            [f"{sign.name} ({sign.note})" for sign in signs],
            label.get("symptoms", ()),
            also.get("symptoms", ()),
        ),
        compare(
            [f"{one.level}: {one.text}" for one in advice(summary, language)],
            [
                f"{level} {words}"
                for level, several in label.get("advice", {}).items()
                for words in several
            ],
            also.get("advice", ()),
        ),
    )


def report(name: str, results: Sequence[Result]) -> str:
    """Return a line with precision and recall over several records."""
    items = sum(result.items for result in results)
    right = items - sum(len(result.wrong) for result in results)
    labels = sum(result.labels for result in results)
    found = labels - sum(len(result.missed) for result in results)
    return (
        f"{name:<10} precision {right / max(items, 1):.3f} ({right}/{items})"
        f"  recall {found / max(labels, 1):.3f} ({found}/{labels})"
    )


def main(arguments: Sequence[str]) -> None:
    """Write the figures, and with --errors what was missed or wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("export", help="the export, as XML")
    parser.add_argument("--errors", action="store_true", help="show what was missed or wrong")
    options = parser.parse_args(arguments)
    labels = {label["id"]: label for label in yaml.safe_load(LABELS.read_text("utf-8"))}
    lines = []
    results: dict[str, tuple[Result, Result]] = {}
    for record in ET.parse(options.export).getroot().iter("health-topic"):
        label = labels.get(record.get("id") or "")
        if label is None:
            continue
        results[label["id"]] = compared = compare_record(record, label)
        if options.errors:
            for kind, result in zip(("symptom", "advice"), compared, strict=True):
                errors = [("wrong", text) for text in result.wrong]
                errors += [("missed", text) for text in result.missed]
                lines += [
                    f"{record.get('title')}: {error} {kind}: {text}" for error, text in errors
                ]
    lines.append(f"{len(results)} records")
    for position, kind in enumerate(("symptoms", "advice")):
        lines.append(report(kind, [one[position] for one in results.values()]))
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
