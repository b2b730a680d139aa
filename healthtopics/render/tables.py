"""Data and rows as text: JSON by the contract "healthtopics/1", CSV and TSV.

The keys, their order and their meaning are documented in `topic help json` and pinned by a test.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

SCHEMA = "healthtopics/1"

Value = None | bool | int | str | Sequence["Value"] | Mapping[str, "Value"]
Data = dict[str, Value]


class Table(NamedTuple):
    """Rows of text under column names."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def json_text(data: Data) -> str:
    """Return data as a JSON object that names its contract."""
    import json

    return json.dumps({"schema": SCHEMA, **data}, ensure_ascii=False, indent=2) + "\n"


def csv_text(table: Table) -> str:
    """Return a table as CSV (RFC 4180, but for the line ends, which `Terminal` writes)."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return out.getvalue()


def tsv_text(table: Table) -> str:
    """Return a table as tab-separated values; white space within a field is a single space."""
    return "".join(
        "\t".join(" ".join(field.split()) for field in row) + "\n"
        for row in (table.columns, *table.rows)
    )
