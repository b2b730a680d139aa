"""Whether words name a topic's own condition, or another one.

"Signs of flu" are those of "Influenza" if that is what the topic is also called, "symptoms of TB
disease" those of "Tuberculosis (TB)"; "symptoms of shock" are not those of "Bleeding".
"""

import re
from collections.abc import Iterable, Sequence

from healthtopics.text import fold

# Words that carry no meaning of their own here.
_SMALL_WORDS = """
    i my a an the of in on for and or by with to from at your you their his her its this that who
    which someone person people is are has have having being been may might be experiencing
    using un una unos unas el la los las de del en por para con y o e u su sus que quien
    alguien persona personas es esta son tiene tienen
"""
# Words that may come on top on one side only: "flu virus", "an asthma attack", "gout in adults".
_GENERAL_WORDS = """
    disease diseases disorder disorders syndrome infection infections illness condition
    conditions problem problems virus poisoning child children adult adults woman women man
    men baby babies childhood pediatric infant infants newborn newborns teen teens human
    humans kids use uso older elderly health salud enfermedad enfermedades trastorno trastornos sindrome infeccion infecciones
    condicion afeccion afecciones problema problemas intoxicacion nino ninos adulto adultos
    mujer mujeres hombre hombres bebe bebes adolescente adolescentes
"""
_QUALIFYING_WORDS = """
    isnt healthy unhealthy severe mild moderate acute chronic early advanced active untreated serious attack
    attacks case cases flare flares episode infected new possible uncomplicated young common
    most many various type types form forms congenital grave graves leve leves aguda agudo cronica cronico temprana avanzada ataque
    ataques caso casos brote brotes episodio joven
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_GENERAL = frozenset(_GENERAL_WORDS.split())
_QUALIFIERS = frozenset(_QUALIFYING_WORDS.split())
_SAME = _GENERAL | _QUALIFIERS | {"it", "them", "they", "these", "ella", "ello", "ellos"}
_PREGNANCY = re.compile(r"\b(?:pregnancy|embarazo)\b", re.IGNORECASE)  # a state, not another name
_ILLNESSES = ("itis", "osis", "oma", "omas")  # their stems alone are an organ
_IN_BRACKETS = re.compile(r"\(([^()]{2,30})\)")
_LONGEST_NAME = 80  # characters before the brackets


class Subject:
    """A topic's condition, by all its names."""

    def __init__(self, names: Iterable[str], texts: Sequence[str]) -> None:
        """Take the names of a topic, and texts that may tell a short form: "anemia (AN)"."""
        self._names: list[list[str]] = []
        for name in names:
            self._add_name(name)
        for text in texts:
            for short in _IN_BRACKETS.finditer(text):
                before = text[max(short.start() - _LONGEST_NAME, 0) : short.start()]
                if self._is_at_end(_words(before)):
                    self._add(short[1])

    def _add_name(self, name: str) -> None:
        """Take a name: "Gout (podagra)" names one thing twice, "Cuts and Bruises" two things."""
        outside = re.sub(r"\([^()]*\)", " ", name)
        self._add(outside)
        self._add("".join(word[0] for word in _words(outside)) if " " in outside.strip() else "")
        for inside in re.findall(r"\(([^()]*)\)", name):
            self._add(inside)
        if not _PREGNANCY.search(name):
            for part in re.split(r"\b(?:and|y|e)\b", outside):
                self._add(part)

    def _add(self, name: str) -> None:
        words = _words(name)
        if words and words not in self._names:
            self._names.append(words)

    def _is_at_end(self, words: list[str]) -> bool:
        return any(
            len(words) >= len(name) and not _without(words[-len(name) :], name)
            for name in self._names
        )

    def is_named_by(self, phrase: str) -> bool:
        """Tell whether a phrase names the condition: all of it, or one of two joined by "and"."""
        phrase = re.sub(r"\([^()]*\)", " ", phrase)
        return any(
            self._matches(_words(part))
            for part in (phrase, *re.split(r"\b(?:and|or|y|o)\b", phrase))
        )

    def _matches(self, words: list[str]) -> bool:
        if not words:
            return False
        if not _without_general(words, _SAME):
            return True
        for name in self._names:
            more, missing = _without(words, name), _without(name, words)
            if len(missing) == len(name):
                continue
            if not missing and not _without_general(more, _SAME):
                return True
            if not _without_general((*more, *missing), _GENERAL):
                return True
            # "Stroke", of "Hemorrhagic Stroke": what it is a kind of.
            kind = _without_general(words, _SAME)
            if kind == name[-len(kind) :]:
                return True
        return False


def _words(text: str) -> list[str]:
    return [word for word in fold(text).split() if word not in _SMALL]


def _without(words: Sequence[str], others: Sequence[str]) -> list[str]:
    return [word for word in words if not any(_alike(word, other) for other in others)]


def _without_general(words: Iterable[str], general: Iterable[str]) -> list[str]:
    return [word for word in words if word not in general]


def _alike(word: str, other: str) -> bool:
    """Tell whether two words are forms of one: bullied, bullying; staph, staphylococcal."""
    if word == other:
        return True
    if word.endswith(_ILLNESSES) or other.endswith(_ILLNESSES):
        return word.removesuffix("s") == other.removesuffix("s")
    shorter = min(len(word), len(other))
    stem = max(4, shorter - 3)
    return shorter >= 4 and word[:stem] == other[:stem]
