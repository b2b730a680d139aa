"""A topic as the catalog keeps it: whole, as one value; written and read here and nowhere else.

A topic is a JSON list of its fields in their order, and so is everything in it. A new field of
plain text needs no line here; one of another kind needs one in ``_READERS``. The links are not in
it: they have a table of their own, since they are asked for by category too. Nor is the date of the
export, which changes with every export, while most topics do not.
"""

import json
from collections.abc import Callable
from typing import Any, TypeVar

from healthtopics import model as m

T = TypeVar("T")


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


def dumped_sign(sign: m.Sign) -> str:
    """Return a sign as text."""
    return json.dumps(sign, ensure_ascii=False)


def loaded_sign(text: str) -> m.Sign:
    """Return the sign that was dumped into a text.

    Raises:
        Damaged: the text is not what was dumped.
    """
    return _loaded(m.Sign, text)


def dumped(topic: m.Topic) -> str:
    """Return a topic as text, without its links, its collection and the date of its export."""
    medlineplus = topic.medlineplus and topic.medlineplus._replace(exported="")
    bare = topic._replace(links=(), collection="", medlineplus=medlineplus)
    return json.dumps(bare, ensure_ascii=False)


def loaded(text: str) -> m.Topic:
    """Return the topic that was dumped into a text.

    Raises:
        Damaged: the text is not what was dumped.
    """
    return _loaded(m.Topic, text)._replace(links=())


def _loaded(kind: Callable[..., T], text: str) -> T:
    try:
        return _fields(kind, json.loads(text))
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
    named_tuple: Any = kind
    readers = _READERS.get(named_tuple.__name__, {})
    read = []
    for name, value in zip(named_tuple._fields, values, strict=True):
        reader: Callable[[Any], Any] = readers.get(name, _text)
        read.append(reader(value))
    return kind(*read)


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
        "advice": _many(m.Advice), "symptoms": _many(m.Symptom), "sections": _many(m.Section),
        "links": _list, "related": _texts, "sources": _many(m.Source),
        "clinical_review": _one(m.ClinicalReview),
    },
}  # fmt: skip
