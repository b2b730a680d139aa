"""A topic as the catalog keeps it: whole, in one row; written and read here and nowhere else.

A topic is a JSON list of its fields in their order, and so is everything in it. A new field of
plain text needs no line here; one of another kind needs one in ``_READERS``. The advice is beside
it, since most of it is kept once for all topics: in the vocabulary of signs. The links are not in
the row: they have a table of their own, since they are asked for by category too. Nor is the date
of the export, which changes with every export, while most topics do not.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

from healthtopics import model as m

T = TypeVar("T")
# Returns the signs of some keys, as far as there are such.
Signs = Callable[[set[str]], Mapping[str, m.Sign]]


class Damaged(Exception):
    """The catalog's file does not hold what was put into it."""


class BrokenOff(Damaged):
    """The same, found when a part of the answer was printed already: it cannot be given again."""


def dumped_country(country: m.Country) -> str:
    """Return a country as text."""
    return json.dumps(country, ensure_ascii=False)


def loaded_country(text: str) -> m.Country:
    """Return the country that was dumped into a text.

    Raises:
        Damaged: the text is not what was dumped.
    """
    return _loaded(m.Country, text)


def dumped_sign(sign: m.Sign) -> tuple[str, ...]:
    """Return a sign as the columns of its row."""
    *texts, marks, sources = sign
    return (*texts, json.dumps((marks, sources), ensure_ascii=False))


def loaded_signs(rows: Sequence[Sequence[str]]) -> dict[str, m.Sign]:
    """Return the signs that were dumped into rows, by key.

    Raises:
        Damaged: the rows are not what was dumped.
    """

    def signs(values: Any) -> dict[str, m.Sign]:
        return {
            row[0]: _fields(m.Sign, (*row[:-1], *lists))
            for row, lists in zip(rows, values, strict=True)
        }

    # All at once: each call of the JSON reader costs about as much as it takes to read a sign.
    return _read(signs, f"[{','.join(row[-1] for row in rows)}]")


class Content(NamedTuple):
    """The columns that a topic is kept in."""

    json: str
    advice: str


def dumped(topic: m.Topic) -> Content:
    """Return a topic as text, without its links, its collection and the date of its export."""
    medlineplus = topic.medlineplus and topic.medlineplus._replace(exported="")
    bare = topic._replace(advice=(), links=(), collection="", medlineplus=medlineplus)
    advice = [_without_signs(line) for line in topic.advice]
    return Content(json.dumps(bare, ensure_ascii=False), json.dumps(advice, ensure_ascii=False))


def loaded(content: Content, signs: Signs) -> m.Topic:
    """Return the topic that was dumped, without links.

    Args:
        content: what it was dumped into.
        signs: what finds those that the advice names.

    Raises:
        Damaged: it is not what was dumped, or there is no sign of a key.
    """
    topic = _loaded(m.Topic, content.json)
    return topic._replace(advice=_advice(content.advice, topic.language, signs), links=())


def _without_signs(line: m.Advice) -> m.Advice | str:
    """Return a line of advice without what its signs tell of it: of most lines a key is left."""
    if not line.signs:
        return line
    if len(line.signs) == 1 and not line.when and not line.why:
        return line.signs[0]
    return m.Advice("", line.text, line.signs, when=line.when, why=line.why)


def _advice(text: str, language: str, find: Signs) -> tuple[m.Advice, ...]:
    """Return lines of advice, with what their signs tell of them."""
    lines = _read(_lines, text)
    signs = find({key for line in lines for key in line.signs})
    try:
        return tuple(
            _with_signs(line, [signs[key] for key in line.signs], language) if line.signs else line
            for line in lines
        )
    except KeyError as unknown:
        raise Damaged(f"no sign {unknown}") from None


def _with_signs(line: m.Advice, signs: list[m.Sign], language: str) -> m.Advice:
    text = line.text or signs[0].sentence(language)
    return m.Advice.of_signs(signs, text, line.when, line.why)


def _lines(values: Any) -> list[m.Advice]:
    return [
        m.Advice("", "", (value,)) if isinstance(value, str) else _fields(m.Advice, value)
        for value in _list(values)
    ]


def _loaded(kind: Callable[..., T], text: str) -> T:
    return _read(lambda values: _fields(kind, values), text)


def _read(reader: Callable[[Any], T], text: str) -> T:
    try:
        return reader(json.loads(text))
    except (ValueError, TypeError, RecursionError) as error:
        raise Damaged(str(error)) from None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(map(_text, _list(values)))


def _list(values: Any) -> list[Any]:
    if not isinstance(values, list):
        raise TypeError("not a list")
    return values


def _blocks(values: Any) -> tuple[m.Block, ...]:
    """Return blocks: a paragraph is a list of its text, bullets one of a list of items."""
    return tuple(
        m.Bullets(tuple(m.Bullet(_text(text), int(depth)) for text, depth in body))
        if isinstance(body, list)
        else m.Paragraph(_text(body))
        for (body,) in values
    )


def _one(kind: Callable[..., T]) -> Callable[[Any], T | None]:
    """Return what reads a value of a kind, or nothing."""
    return lambda values: _fields(kind, values) if values is not None else None


def _many(kind: Callable[..., T]) -> Callable[[Any], tuple[T, ...]]:
    """Return what reads a list of values of a kind."""
    return lambda values: tuple(_fields(kind, item) for item in _list(values))


def _fields(kind: Callable[..., T], values: Any) -> T:
    """Return a value of a kind out of the list of its fields."""
    readers = _readers(kind)
    return kind(*[reader(value) for reader, value in zip(readers, values, strict=True)])


@cache
def _readers(kind: Any) -> tuple[Callable[[Any], Any], ...]:
    """Return what reads each field of a kind."""
    others = _READERS.get(kind.__name__, {})
    return tuple(others.get(name, _text) for name in kind._fields)


# How fields that are not plain text are read, by the type that has them.
_READERS: dict[str, dict[str, Callable[[Any], Any]]] = {
    "Country": {"lines": _many(m.Line)},
    "Advice": {"signs": _texts, "sources": _many(m.Source)},
    "MedlinePlus": {
        "see_references": _texts, "twin": _one(m.Reference), "groups": _many(m.Reference),
        "related": _many(m.Reference), "other_languages": _many(m.OtherLanguage),
        "primary_institute": _one(m.Reference), "parts": _texts,
    },
    "MeshHeading": {"qualifiers": _many(m.Qualifier)},
    "Section": {"blocks": _blocks},
    "Sign": {"marks": _texts, "sources": _many(m.Source)},
    "Topic": {
        "summary": _blocks, "also_called": _texts, "leads_here": _texts,
        "medlineplus": _one(m.MedlinePlus), "groups": _texts, "mesh": _many(m.MeshHeading),
        "advice": _list, "symptoms": _many(m.Symptom), "sections": _many(m.Section),
        "links": _list, "related": _texts, "sources": _many(m.Source),
        "clinical_review": _one(m.ClinicalReview),
    },
}  # fmt: skip
