"""Symptoms out of the items of a list and out of running text ("a, b, and c")."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from healthtopics.model import Symptom
from healthtopics.text import fold

LONGEST = 120  # characters of a name; what is longer is a story and not a sign
_BRACKETS_IN_NAME = 2  # words in brackets that a name may keep
_PROSE_WORDS = 12  # of an item of running text

# What stands behind these explains the sign and is no part of its name.
_EXPLANATIONS = re.compile(
    r"\s+[-–—]+\s+|\s+(?=(?:due to|because of|debid[oa]s? a)\b)|\s*;\s+|:\s+|(?<=[\w)])[.?!]\s+(?=[A-ZÁÉÍÓÚÑ(¿])|,\s+(?=(?:"
    r"which|who|where|such as|including|especially|particularly|usually|often|most often|sometimes"
    r"|even|like|called|also called|also known as|known as|with or without|mostly|commonly|but"
    r"|lo que|que|el cual|la cual|los cuales|las cuales|cual|como|incluyendo|incluso|especialmente"
    r"|sobre todo|en especial|generalmente|por lo general|a menudo|a veces|llamad[oa]s?"
    r"|también llamad[oa]s?|también conocid[oa]s?|con o sin|aunque|pero)\b)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_LAST_WORDS = re.compile(
    r"[\s,;:.!?¿¡]+$|[\s,]+(?:and|or|such as|including|include|like|and/or|y|o|e|u|como|tales como"
    r"|por ejemplo|incluyendo|incluidos)$",
    re.IGNORECASE,
)
_FIRST_WORDS = re.compile(
    r"^(?:(?:and|or|also|even|sometimes|possibly|in some cases|then|later|plus|with(?! or)|that"
    r"|y|e|o|u|también|incluso|a veces|luego|después)\s+|[\s,;:.]+)+",
    re.IGNORECASE,
)


# "Obsessions are thoughts that …": the sign, and what it is.
_DEFINED = re.compile(r"^([A-ZÁÉÍÓÚÑ][\w-]+) (?:is|are|es|son) (.+)$", re.DOTALL)


def symptom(text: str) -> Symptom | None:
    """Return the sign that an item names, and as its note what explains it; None if it is none."""
    if re.search(r"(?<=[\w)])\?$", text):
        text = text[:-1]
    name, note = text, ""
    defined = _DEFINED.match(text)
    if defined:
        text = f"{defined[1]} - {defined[2]}"
    split = _EXPLANATIONS.search(_masked(text))
    if split:
        name, note = text[: split.start()], text[split.end() :]
    for inside in _BRACKETS.findall(name):
        if len(inside.split()) > _BRACKETS_IN_NAME:
            name = name.replace(f"({inside})", " ")
            note = f"{inside}; {note}"
    name = _trimmed(" ".join(name.split()).replace(" ,", ","))
    if len(name) > LONGEST and ", " in name:
        name, _, more = name.partition(", ")
        note = f"{more}; {note}"
    if not any(c.isalpha() for c in name) or len(name) > LONGEST:
        return None
    note = " ".join(note.split()).rstrip(" ,;:")
    if _LAST_WORDS.fullmatch(f" {note}"):
        note = ""
    return Symptom(_capital(name), _capital(note))


def _masked(text: str) -> str:
    """Return the text with what stands in brackets made invisible."""
    return _BRACKETS.sub(lambda match: "_" * len(match[0]), text)


def _trimmed(name: str) -> str:
    shorter = _LAST_WORDS.sub("", _FIRST_WORDS.sub("", name))
    while shorter != name:
        name, shorter = shorter, _LAST_WORDS.sub("", shorter)
    return name


def _capital(text: str) -> str:
    """Return the text with a capital first letter, unless a capital follows (pH, mRNA)."""
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]


# Items of running text that are no sign on their own, but go on with the item before:
# "pain in the neck, arm, or back", "trouble with memory, thinking, or speech".
_BODY = """
    abdomen ankle arm armpit back belly bone bowel brain breast buttock calf cheek chest
    chin ear elbow eye eyelid face finger foot feet forehead genitals groin gum hand head
    heart heel hip jaw joint kidney knee leg limb lip liver lung mouth muscle neck nose palm
    pelvis penis rib scalp shoulder side sinus skin sole spine spleen stomach teeth testicle
    thigh throat thumb toe tongue tooth trunk index middle ring little big fingernail
    toenail upper lower right left vagina vulva wrist nail hair body abdomen axila barbilla
    boca brazo cabeza cadera cara codo corazon cuello cuerpo dedo diente encia espalda
    estomago frente garganta hombro hueso ingle labio lado lengua mandibula mano mejilla
    muneca muslo nariz oido ojo ojos oreja pecho pelo pelvis pene pie pierna piel pulmon
    rinon rodilla rostro seno talon tobillo vagina vientre musculo articulacion
    articulaciones
"""
_PLACES = """
    your the or and a in of on at near under around above below behind between both just sus
    su el la los las o y e de del en sobre debajo cerca entre ambos
"""
_BODY_WORDS = frozenset(
    (
        *(form for word in _BODY.split() for form in (word, f"{word}s", f"{word}es")),
        *_PLACES.split(),
    )
)
_OPEN = re.compile(
    r"\b(?:problems?|trouble|difficulty|changes?|loss|lack|feelings?|sense|sensitivity|problemas?|dificultad(?:es)?|cambios?"
    r"|p[ée]rdida|falta)\b.*\b(?:with|in|of|to|for|con|en|de|para|al?)\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\b(?:and|or|y|e|o|u)\b", re.IGNORECASE)
_OPEN_FUNCTION = re.compile(
    r"\b(?:trouble|difficulty|problems?|dificultad|problemas?)\b(?: para)? \w+(?:ing|[aei]r)\b",
    re.IGNORECASE,
)
_FUNCTION = re.compile(
    r"^(?:\w+ing|[a-zñáéíóú]+[aei]r)(?: \w+)?$", re.IGNORECASE
)  # what trouble one has: sleeping, dormir
_SINGLE = re.compile(r"^[\w-]+$")
_EXPLAINS = re.compile(
    r"(?:which|who|often|usually|called|known as|especially|particularly|such as|including|an? [\"“]"
    r"|que|a menudo|generalmente|llamad[oa]s?|conocid[oa]s?|especialmente|como|incluyendo)\b",
    re.IGNORECASE,
)
_OTHERS_SIGNS = re.compile(
    r"^(?:signs?|symptoms?|signos?|síntomas?|señales) (?:of|del?)\b|^(?:often|usually|a menudo|generalmente)$",
    re.IGNORECASE,
)
_NO_SIGN = re.compile(
    r"^(?:(?:some |general |other )*(?:symptoms?|signs?)(?: that)?|other (?:[\w-]+ )*(?:disorders?|conditions?|diseases?)|similar|different|the same|like|worse|more|less|so|not|mild|vague|due|caused|hard|unknown|present"
    r"|them|these|those|it|similares|parecid[oa]s|diferentes|iguales|leves|peores"
    r"|ell[oa]s|est[oa]s)\b",
    re.IGNORECASE,
)
_ADJECTIVES = re.compile(
    r"^an? \w+(?:able|ible|ful|ous|ive|less)$|^(?:an? |una? )?(?:(?:very|cracked|tight|greasy|fragile|foul-smelling|sudden|severe|mild|intense|sharp|dull|red|dry|itchy|scaly|painful|painless|swollen|tender|loose"
    r"|watery|bloody|frequent|fast|slow|rapid|irregular|weak|pale|blue|cold|hot|warm|thick|heavy|stuffy|runny|sore"
    r"|dark|blurry|blurred|cloudy|constant|persistent|dull|large|small|hard|soft|unusual|abnormal|repeated|excessive"
    r"|fuerte|intenso|intensa|seca|seco|roja|rojo|repentino|repentina|doloroso|dolorosa|hinchado|hinchada)\s*)+$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|can|may|might|will|would|should|does|do|has|if|because|so|unless|until"
    r"|es|son|está|están|puede|pueden|debe|deben|si|porque|aunque|hasta)\b|[:?]",
    re.IGNORECASE,
)  # fmt: skip
_RELATIVE = re.compile(r"\b(?:that|which|who|when|where|que|cuando|donde)\b", re.IGNORECASE)


_SEPARATOR = re.compile(r"[,;]\s+(?:(?:and/or|and|or|as well as|y|o|e|u)\s+)?")
_ARTICLE = re.compile(r"^(?:the|el|la|los|las) ", re.IGNORECASE)


class _Piece(NamedTuple):
    """What stands between two separators, and the one before it."""

    separator: str
    text: str


def enumeration(text: str) -> tuple[Symptom, ...]:
    """Return the signs that running text lists; none if it is not plainly a list of signs."""
    found = []
    for text_of_one in _joined(_pieces(text.rstrip(" .!"))):
        if _OTHERS_SIGNS.match(text_of_one):
            continue
        one = symptom(_ARTICLE.sub("", text_of_one))
        if one is None or not _is_plain(one.name):
            return ()
        found.append(one)
    return tuple(found)


def _is_plain(name: str) -> bool:
    """Tell whether a name is a short noun phrase: no clause, no adjective alone."""
    return not (
        len(name.split()) > _PROSE_WORDS
        or _CLAUSE.search(_RELATIVE.split(name)[0])
        or _ADJECTIVES.fullmatch(name)
        or _NO_SIGN.match(name)
    )


def _pieces(text: str) -> list[_Piece]:
    pieces = []
    start, separator = 0, ""
    for match in _SEPARATOR.finditer(_masked(text)):
        pieces.append(_Piece(separator, text[start : match.start()].strip()))
        start, separator = match.end(), match[0]
    last = text[start:].strip()
    if separator.strip(" ,;"):  # "a, b, and c and d": the last "and" joins one sign
        return [*pieces, _Piece(separator, last)]
    return [*pieces, *_parted(separator, last)]


def _parted(separator: str, text: str) -> list[_Piece]:
    """Return the pieces of "a and b", or the text behind a separator as one where it is one sign."""
    match = re.search(r"\s+(?:and|y|e)\s+(?=\S)", _masked(text))
    if match is None or _RELATIVE.search(text[: match.start()]):
        return [_Piece(separator, text)]
    first, second = text[: match.start()], text[match.end() :]
    if _ADJECTIVES.fullmatch(first.rpartition(" ")[2]):
        return [_Piece(separator, text)]
    return [_Piece(separator, first), *_parted(match[0], second)]


def _joined(pieces: Iterable[_Piece]) -> list[str]:
    """Return the pieces, those that go on with the one before put back behind it."""
    joined: list[str] = []
    adjectives = ""
    for piece in pieces:
        if joined and not adjectives and _goes_on(joined[-1], piece):
            joined[-1] += piece.separator + piece.text
        elif _ADJECTIVES.fullmatch(piece.text):
            adjectives += f"{piece.text}, "
        else:
            joined.append(adjectives + piece.text)
            adjectives = ""
    return [*joined, adjectives] if adjectives else joined


def _goes_on(before: str, piece: _Piece) -> bool:
    """Tell whether a piece is no sign of its own: "pain in the neck", "arm"; "a rash", "often red"."""
    words = fold(piece.text).split()
    if (words and all(word in _BODY_WORDS for word in words)) or _EXPLAINS.match(piece.text):
        return True
    if _OPEN_FUNCTION.search(before) and _FUNCTION.match(piece.text):
        return True
    is_alternative = piece.separator.strip(" ,;") in ("or", "o", "u")
    opened = _OPEN.search(before)
    if opened is None or _CLOSED.search(before, opened.end()):
        return False
    return is_alternative or _SINGLE.match(piece.text) is not None
