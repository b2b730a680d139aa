"""Data and rows as text: JSON by the contract "healthtopics/1", CSV and TSV.

The keys, their order and their meaning are documented in `topic help json` and pinned by a test.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

SCHEMA = "healthtopics/1"

# A field of the outermost object may be an iterator: a list whose items come one by one.
Value = None | bool | int | str | Sequence["Value"] | Mapping[str, "Value"] | Iterator["Value"]
Data = dict[str, Value]


class Table(NamedTuple):
    """Rows of text under column names."""

    columns: tuple[str, ...] = ()
    rows: Iterable[tuple[str, ...]] = ()


def json_text(data: Data) -> Iterator[str]:
    """Yield data as a JSON object that names its contract, as ``json.dumps`` would indent it."""
    # Python's own encoder leaves reference cycles for each value, and the collector is off.
    from json.encoder import encode_basestring

    yield "{"
    between = "\n  "
    for key, value in {"schema": SCHEMA, **data}.items():
        yield f"{between}{encode_basestring(key)}: "
        between = ",\n  "
        if not isinstance(value, Iterator):
            yield _json(value, "\n  ", encode_basestring)
            continue
        start = "[\n    "
        for item in value:
            yield start
            yield _json(item, "\n    ", encode_basestring)
            start = ",\n    "
        yield "[]" if start[0] == "[" else "\n  ]"
    yield "\n}\n"


def _json(value: Value, newline: str, quoted: Callable[[str], str]) -> str:
    """Return a value as JSON; ``newline`` includes the indentation of its line."""
    if isinstance(value, str):
        return quoted(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(value)
    inner = f"{newline}  "
    if isinstance(value, Mapping):
        items = [f"{quoted(key)}: {_json(item, inner, quoted)}" for key, item in value.items()]
        return f"{{{inner}{f',{inner}'.join(items)}{newline}}}" if items else "{}"
    items = [_json(item, inner, quoted) for item in value]
    return f"[{inner}{f',{inner}'.join(items)}{newline}]" if items else "[]"


class _Lines(list[str]):
    """A list that takes what is written to it."""

    write = list.append


def csv_text(table: Table) -> Iterator[str]:
    """Yield a table as CSV (RFC 4180, except for line ends, which `Terminal` writes)."""
    import csv

    lines = _Lines()
    writer = csv.writer(lines, lineterminator="\n")
    for row in chain([table.columns], table.rows):
        writer.writerow(row)
        yield lines.pop()


def tsv_text(table: Table) -> Iterator[str]:
    """Yield a table as tab-separated values; white space within a field is a single space."""
    for row in chain([table.columns], table.rows):
        yield "\t".join([" ".join(field.split()) for field in row]) + "\n"
