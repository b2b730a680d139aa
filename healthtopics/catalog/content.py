"""The form in which the catalog keeps a whole topic; only this module writes and reads it.

A topic is a JSON list of its fields in order, and so is every value within it. A new plain-text
field needs no line here; any other needs one in ``_READERS``. The texts of the prose and the advice
are kept outside the JSON, where search can read them too (see the view ``page``). The prose has one
line per paragraph or list item, and the JSON says which of them it is. The advice has one row per
line; a line that is just a sign has only its key, since the vocabulary has the sentence once for
all topics. The links have their own table, since they are also looked up by category. The date of
the export is not kept here: it changes with every export, while most topics do not.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from operator import call
from typing import Any, NamedTuple, TypeVar

from healthtopics import model as m

T = TypeVar("T")
# _ITEM replaces the "- " of a list item, and _END follows an item that lacks final punctuation.
# Both are white space in Unicode, so no text contains them and texts can be read back.
_ITEM, _END = "\x1e", "\x1f"
# Takes keys and returns the signs that exist for them.
Signs = Callable[[set[str]], Mapping[str, m.Sign]]


class Damaged(Exception):
    """The catalog's file does not hold what was put into it."""


# What a value of another kind or beyond its range raises wherever it is used.
STRANGE = (LookupError, ValueError, TypeError, AttributeError)


class BrokenOff(Damaged):
    """Damage found when part of the answer is already printed: it cannot be given again."""


def dumped_country(country: m.Country) -> str:
    """Return a country as text."""
    return _dumped(country)


def loaded_country(text: str) -> m.Country:
    """Return the country that was dumped into a text.

    Raises:
        Damaged: the text is not what was dumped.
    """
    return _loaded(m.Country, text)


def dumped_sign(sign: m.Sign) -> tuple[str, ...]:
    """Return a sign as the columns of its row."""
    *texts, marks, sources, higher = sign
    return (*texts, _dumped((marks, sources, higher)))


def loaded_signs(rows: Sequence[Sequence[str]]) -> dict[str, m.Sign]:
    """Return the signs that were dumped into rows, by key.

    Raises:
        Damaged: the rows are not what was dumped.
    """

    def signs(values: Any) -> dict[str, m.Sign]:
        return {
            row[0]: _fields(m.Sign, [*row[:-1], *lists])
            for row, lists in zip(rows, values, strict=True)
        }

    # All at once: each call of the JSON reader costs about as much as reading one sign.
    return _read(signs, f"[{','.join(row[-1] for row in rows)}]")


class Content(NamedTuple):
    """The stored form of a topic: two columns, and the signs and text of each line of advice."""

    json: str
    prose: str
    advice: Sequence[tuple[str, str]]


def dumped(topic: m.Topic) -> Content:
    """Return the stored form of a topic, without its links, collection and export date."""
    medlineplus = topic.medlineplus and topic.medlineplus._replace(exported="")
    whole: Any = topic
    bare = whole._replace(
        summary=_shape(topic.summary),
        medlineplus=medlineplus,
        advice=[_rest(line) for line in topic.advice],
        sections=[(part.kind, part.heading, _shape(part.blocks)) for part in topic.sections],
        links=(),
        collection="",
    )
    return Content(
        _dumped(bare),
        prose_of(topic),
        [
            (line.signs[0], "") if _is_sign(line) else (" ".join(line.signs), _marked(line.text))
            for line in topic.advice
        ],
    )


def prose_of(topic: m.Topic) -> str:
    """Return the prose of a topic as it is stored, headings included."""
    lines = _lines_of(topic.summary)
    for section in topic.sections:
        lines += [f"{section.heading}:"] if section.heading else []
        lines += _lines_of(section.blocks)
    return "".join(f"{line}\n" for line in lines)


def loaded(content: Content, signs: Signs) -> m.Topic:
    """Return the topic that was dumped, without links.

    Args:
        content: its stored form.
        signs: finds the signs that the advice names.

    Raises:
        Damaged: the content is not what was dumped, or it names an unknown sign.
    """
    bare: Any = _loaded(m.Topic, content.json)
    *lines, end = content.prose.split("\n")
    lines.reverse()
    try:
        topic: m.Topic = bare._replace(
            summary=_filled(bare.summary, lines),
            advice=_advice(content.advice, bare.advice, bare.language, signs),
            sections=tuple(_with_blocks(section, lines) for section in bare.sections),
            links=(),
        )
    except (LookupError, TypeError, ValueError) as error:
        raise Damaged(str(error)) from None
    if lines or end:
        raise Damaged("prose of another topic")
    return topic


def _shape(blocks: Sequence[m.Block]) -> list[list[int] | None]:
    """Return blocks without their text: the depths of a list's items, or None for a paragraph."""
    return [
        [item.depth for item in block.items] if isinstance(block, m.Bullets) else None
        for block in blocks
    ]


def _lines_of(blocks: Sequence[m.Block]) -> list[str]:
    """Return the lines of blocks, as search reads them."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, m.Bullets):
            lines += [_ended(item.text) for item in block.items]
        else:
            lines.append(_marked(block.text))
    return lines


def _filled(shapes: Sequence[Any], lines: list[str]) -> tuple[m.Block, ...]:
    """Return blocks of the given shapes, taking their text from the end of ``lines``."""
    return tuple(
        m.Paragraph(_unmarked(lines.pop()))
        if depths is None
        else m.Bullets(
            tuple(m.Bullet(lines.pop().removesuffix(_END), int(depth)) for depth in depths)
        )
        for depths in shapes
    )


def _with_blocks(section: Any, lines: list[str]) -> m.Section:
    if section.heading:
        lines.pop()
    return m.Section(section.kind, section.heading, _filled(section.blocks, lines))


def _marked(text: str) -> str:
    """Return a text with the marks of a list item in each line that is one."""
    if "- " not in text:
        return text
    lines = []
    for line in text.split("\n"):
        content = line.lstrip(" ")
        is_item = content.startswith("- ")
        indent = line[: len(line) - len(content)]
        lines.append(f"{indent}{_ITEM}{_ended(content[2:])}" if is_item else line)
    return "\n".join(lines)


def _unmarked(text: str) -> str:
    return text.replace(_ITEM, "- ").replace(_END, "")


def _ended(item: str) -> str:
    return item if item.endswith((".", "!", "?", ";", ":")) else f"{item}{_END}"


def _rest(line: m.Advice) -> m.Advice | None:
    """Return a line of advice without what its text row and its signs already say."""
    if _is_sign(line):
        return None
    if line.signs:
        who = line.who if len(line.signs) > 1 else ""
        return m.Advice("", "", line.signs, who, line.when, line.why)
    return line._replace(text="")


def _is_sign(line: m.Advice) -> bool:
    return len(line.signs) == 1 and not line.when and not line.why


def _advice(
    rows: Sequence[tuple[str, str]], rests: Sequence[m.Advice | None], language: str, find: Signs
) -> tuple[m.Advice, ...]:
    """Return lines of advice, completed from the signs that they name."""
    lines = [
        rest._replace(text=_unmarked(text)) if rest else m.Advice("", "", (sign,))
        for (sign, text), rest in zip(rows, rests, strict=True)
    ]
    told = {key for line in lines for key in line.signs}
    signs = find(told)

    def filled(line: m.Advice) -> m.Advice:
        named = [signs[key] for key in line.signs]
        text = line.text or named[0].sentence(language, told)
        return m.Advice.of_signs(named, text, line.when, line.why, line.who)

    return tuple(filled(line) if line.signs else line for line in lines)


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


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


def _one(kind: Callable[..., T]) -> Callable[[Any], T | None]:
    """Return a reader of a value of a kind, or of None."""
    return lambda values: _fields(kind, values) if values is not None else None


def _many(kind: Callable[..., T]) -> Callable[[Any], tuple[T, ...]]:
    """Return a reader of a list of values of a kind."""
    return lambda values: tuple(_fields(kind, item) for item in _list(values))


def _fields(kind: Callable[..., T], values: Any) -> T:
    """Return a value of a kind, made from the list of its fields."""
    readers = _readers(kind)
    if len(_list(values)) != len(readers):
        raise TypeError("more fields or fewer")
    return kind(*map(call, readers, values))


@cache
def _readers(kind: Any) -> tuple[Callable[[Any], Any], ...]:
    """Return the reader of each field of a kind."""
    others = _READERS.get(kind.__name__, {})
    return tuple(others.get(name, _text) for name in kind._fields)


def _rests(values: Any) -> list[m.Advice | None]:
    return [_one(m.Advice)(value) for value in _list(values)]


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
    "Section": {"blocks": _list},
    "Higher": {"signs": _texts},
    "Sign": {"marks": _texts, "sources": _many(m.Source), "higher": _many(m.Higher)},
    "Topic": {
        "summary": _list, "also_called": _texts, "leads_here": _texts,
        "medlineplus": _one(m.MedlinePlus), "groups": _texts, "mesh": _many(m.MeshHeading),
        "advice": _rests, "symptoms": _many(m.Symptom), "sections": _many(m.Section),
        "links": _list, "related": _texts, "sources": _many(m.Source),
        "clinical_review": _one(m.ClinicalReview),
    },
}  # fmt: skip
