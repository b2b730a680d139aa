"""The vocabulary of signs, and the sentences that pages make from them."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from healthtopics import model as m
from healthtopics.messages import known, say
from healthtopics.sources.topicfiles.fields import Fields
from healthtopics.sources.topicfiles.nodes import Node
from healthtopics.taxonomy import ADVICE_LEVELS, LINES, WHO, whom

SIGNS_FILE = "signs.yaml"
SENTENCE_WORDS = 22
WITH_CASES_WORDS = 32  # the more urgent cases included
SHORT_WORDS = 15
# Words of a line of several signs; where it would be longer, it has no cases. Spanish needs more words.
MOST_WITH_CASES = {"en": 60, "es": 75}
KEYS = ("key", "level", "who", "en", "es", "higher", "short", "sources", "line", "note", "marks")
REQUIRED = ("key", "level", "who", "en", "es", "sources")
CASE_KEYS = ("signs", "en", "es")
_LEVELS = [level.key for level in ADVICE_LEVELS]
_Y_BECOMES_E = re.compile(r"h?i(?!e)", re.IGNORECASE)
# Matches a short form that is itself a list or a choice; such forms are listed with semicolons.
_HAS_PARTS = re.compile(r",| or | and | o | u | y | e ")
_LEVEL_IN_BRACKETS = re.compile(r"\([^()]*: (?:an emergency|call (?:now|at once|today))\)")


class Exempt(NamedTuple):
    """A page's own sentence that may tell a sign at another level, and why."""

    topic: str
    sign: str
    reason: str


class Signs(NamedTuple):
    """The vocabulary: its signs by key, and the exceptions to "one sign, one level"."""

    by_key: Mapping[str, m.Sign]
    exceptions: tuple[Exempt, ...] = ()

    def told_at_another_level(self, topic: m.Topic) -> Iterator[tuple[m.Advice, m.Sign]]:
        """Yield an English topic's own sentences that tell a sign at another level, with the sign.

        A sentence tells a sign if it has all the sign's marks, apart from brackets that name a
        level themselves: "(with a fever: call now)". Spanish pages are not checked: they have the
        signs of their English twins.
        """
        exempt = {(item.topic, item.sign) for item in self.exceptions}
        for advice in topic.advice:
            if advice.signs or not advice.level or topic.language != "en":
                continue
            for sign in self.by_key.values():
                if (
                    sign.level != advice.level
                    and tells(_LEVEL_IN_BRACKETS.sub("", advice.text), sign)
                    and (topic.slug, sign.key) not in exempt
                ):
                    yield advice, sign


def tells(sentence: str, sign: m.Sign) -> bool:
    """Return whether an English sentence has all the marks of a sign."""
    text = sentence.lower()
    return bool(sign.marks) and all(
        not re.search(mark[1:], text) if mark.startswith("!") else re.search(mark, text)
        for mark in sign.marks
    )


def read_signs(content: bytes, path: str) -> Signs:
    """Return the vocabulary of signs.

    Raises:
        BadFile: with all problems of the file.
    """
    fields = Fields(content, path)
    values = fields.mapping(fields.root, "", ("clinical_review", "signs", "exceptions"), ("signs",))
    signs: dict[str, m.Sign] = {}
    items: dict[str, tuple[str, Node]] = {}
    for key, item in fields.items(values.get("signs"), "signs"):
        sign = _sign(fields, key, item)
        if sign.key in signs:
            fields.wrong(
                item.line,
                f"{key}.key",
                say("“{name}” is a duplicate", name=sign.key),
                say("Keep one sign."),
            )
        signs[sign.key] = sign
        items[sign.key] = (key, item)
    for name, (key, item) in items.items():
        signs[name] = _with_levels(fields, item, f"{key}.higher", signs[name], signs)
    exceptions = []
    for key, item in fields.items(values.get("exceptions"), "exceptions"):
        parts = fields.mapping(item, key, Exempt._fields, Exempt._fields)
        exempt = Exempt(*(fields.text(parts.get(name), f"{key}.{name}") for name in Exempt._fields))
        if exempt.sign:
            fields.choice(item, f"{key}.sign", exempt.sign, signs)
        exceptions.append(exempt)
    fields.finish()
    return Signs(signs, tuple(exceptions))


def _sign(fields: Fields, key: str, item: Node) -> m.Sign:
    """Return one sign; note what is wrong with it."""
    values = fields.mapping(item, key, KEYS, REQUIRED)
    texts = {name: fields.text(values.get(name), f"{key}.{name}") for name in ("key", "en", "es")}
    short = {"en": "", "es": ""}
    if "short" in values:
        parts = fields.mapping(values["short"], f"{key}.short", ("en", "es"), ("en", "es"))
        short = {name: fields.text(parts.get(name), f"{key}.short.{name}") for name in short}
    chosen = {
        name: fields.choice(item, f"{key}.{name}", fields.text(values.get(name), key), choices)
        for name, choices in (
            ("level", _LEVELS),
            ("who", list(WHO)),
            ("line", [line.key for line in LINES]),
        )
    }
    cases = tuple(_cases(fields, values.get("higher"), f"{key}.higher"))
    sentence = " ".join([texts["en"], *(case.en for case in cases)])
    _check_length(fields, item, f"{key}.en", texts["en"], SENTENCE_WORDS)
    _check_length(fields, item, f"{key}.en", sentence, WITH_CASES_WORDS)
    _check_length(fields, item, f"{key}.short.en", short["en"], SHORT_WORDS)
    marks = fields.texts(values.get("marks"), f"{key}.marks")
    for mark in marks:
        try:
            re.compile(mark.removeprefix("!"))
        except re.error as error:
            fields.wrong(
                item.line,
                f"{key}.marks",
                say("{text}: {reason}", text=mark, reason=known(error)),
                say("Fix the expression."),
            )
    return m.Sign(
        key=texts["key"], level=chosen["level"], who=chosen["who"],
        en=texts["en"], es=texts["es"], short_en=short["en"], short_es=short["es"],
        line=chosen["line"], marks=marks, sources=read_sources(fields, values.get("sources"), key),
        higher=cases,
    )  # fmt: skip


def _cases(fields: Fields, node: Node | None, key: str) -> Iterator[m.Higher]:
    """Yield the more urgent cases of a sign, each without its level as yet."""
    for item_key, item in fields.items(node, key):
        values = fields.mapping(item, item_key, CASE_KEYS, CASE_KEYS)
        yield m.Higher(
            fields.texts(values.get("signs"), f"{item_key}.signs"),
            fields.text(values.get("en"), f"{item_key}.en"),
            fields.text(values.get("es"), f"{item_key}.es"),
        )


def _with_levels(
    fields: Fields, item: Node, key: str, sign: m.Sign, signs: Mapping[str, m.Sign]
) -> m.Sign:
    """Return a sign whose more urgent cases have the level of their signs."""
    more_urgent = _LEVELS[: _LEVELS.index(sign.level)] if sign.level else []
    cases = []
    for case in sign.higher:
        levels = set()
        for name in case.signs:
            level = signs[name].level if fields.choice(item, key, name, signs) else ""
            if level and level not in more_urgent:
                fields.wrong(
                    item.line,
                    key,
                    say("the sign “{name}” is {level}", name=name, level=level),
                    say("Name one that is more urgent."),
                )
            levels.add(level)
        if len(levels) > 1:
            fields.wrong(
                item.line,
                key,
                say("{names}: signs of several levels", names=", ".join(case.signs)),
                say("Name signs of one level, and the others as a case of their own."),
            )
        cases.append(case._replace(level=next(iter(levels), "")))
    return sign._replace(higher=tuple(cases))


def _check_length(fields: Fields, item: Node, key: str, text: str, words: int) -> None:
    if len(text.split()) > words:
        fields.wrong(
            item.line,
            key,
            say("{number} words long", number=len(text.split())),
            say("Use at most {number}.", number=words),
        )


def read_sources(fields: Fields, node: Node | None, key: str) -> tuple[m.Source, ...]:
    """Return the sources that are listed under a key."""
    sources = []
    for item_key, item in fields.items(node, f"{key}.sources" if key else "sources"):
        values = fields.mapping(item, item_key, ("title", "publisher", "url"), ("title",))
        sources.append(
            m.Source(
                fields.text(values.get("title"), f"{item_key}.title"),
                fields.text(values.get("publisher"), f"{item_key}.publisher"),
                fields.address(values.get("url"), f"{item_key}.url"),
            )
        )
    return tuple(sources)


def advice_of(
    signs: Sequence[m.Sign],
    language: str,
    when: str = "",
    why: str = "",
    told: Collection[str] = (),
) -> m.Advice:
    """Return the line of a page that names signs of one level.

    Args:
        signs: one, or several that all have a short form.
        language: the language of the page.
        when: a clause on whom the line is for, such as "You take medicine for tuberculosis".
        why: a sentence of the page's own to put after it.
        told: the keys of all signs on the page.
    """
    if len(signs) == 1:
        text = signs[0].sentence(language, told)
    else:
        with_cases, without = (
            _listed([sign.short(language, told, most) for sign in signs], language)
            for most in (1, 0)
        )
        is_short = len(with_cases.split()) <= MOST_WITH_CASES[language]
        text = f"{_capital(with_cases if is_short else without)}."
    if when:
        text = f"{_with_no_stop(when)}{_and(text, language)}{text[:1].lower()}{text[1:]}"
    if why:
        text = f"{text} {_capital(_with_no_stop(why))}."
    return m.Advice.of_signs(signs, text, when, why, whom(sign.who for sign in signs))


def _listed(names: Sequence[str], language: str) -> str:
    """Return names as "a, b, or c", in Spanish "a, b o c"; "a or b; or c" if one has parts."""
    *before, last = names
    is_spanish = language == "es"
    if any(_HAS_PARTS.search(name) for name in names):
        return f"{'; '.join(before)}; {'o bien' if is_spanish else 'or'} {last}"
    if is_spanish:
        word = "u" if re.match(r"h?o", last, re.IGNORECASE) else "o"
        return f"{', '.join(before)} {word} {last}"
    return f"{', '.join(before)}, or {last}"


def _and(text: str, language: str) -> str:
    if language == "es":
        return ", e " if _Y_BECOMES_E.match(text) else ", y "
    return ", and "


def _with_no_stop(text: str) -> str:
    return text.rstrip(" .,")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
