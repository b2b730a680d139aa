"""Data and rows as JSON, CSV and TSV: whatever is in them, and however much there is."""

import csv
import io
import json
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from healthtopics.model import TopicLine
from healthtopics.render.tables import SCHEMA, Table, Value, csv_text, json_text, tsv_text

texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(texts, inner, max_size=4)
    ),
)
rows = st.lists(st.tuples(texts, texts), max_size=5)


@given(st.dictionaries(texts, values, max_size=4), st.lists(values, max_size=4))
def test_json_is_what_pythons_own_writer_gives(data: dict[str, Value], items: list[Value]) -> None:
    whole = {"schema": SCHEMA, **data, "items": items}
    expected = json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
    assert "".join(json_text({**data, "items": iter(items)})) == expected
    assert "".join(json_text({**data, "items": items})) == expected


def test_a_named_tuple_is_a_list() -> None:
    line = TopicLine("a", "A", "en", "", "bundled")
    assert json.loads("".join(json_text({"line": line})))["line"] == list(line)


@given(rows)
def test_csv_can_be_read_back(rows: list[tuple[str, str]]) -> None:
    text = "".join(csv_text(Table(("a", "b"), iter(rows))))
    read = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    expected = io.StringIO()
    csv.writer(expected, lineterminator="\n").writerows([("a", "b"), *rows])
    assert text == expected.getvalue()
    assert read == [["a", "b"], *map(list, rows)]


@given(rows)
def test_tsv_has_a_line_for_each_row(rows: list[tuple[str, str]]) -> None:
    text = "".join(tsv_text(Table(("a", "b"), iter(rows))))
    assert [line.count("\t") for line in text.split("\n")] == [1] * (len(rows) + 1) + [0]


def test_rows_come_one_by_one() -> None:
    taken = []

    def numbers() -> Iterator[tuple[str, str]]:
        for number in range(9):
            taken.append(number)
            yield str(number), ""

    rows = numbers()
    for text in (csv_text, tsv_text):
        pieces = text(Table(("a", "b"), rows))
        next(pieces)
        next(pieces)
    assert taken == [0, 1]
