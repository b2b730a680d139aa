"""What an official text says about symptoms and when to get help: quoted, not interpreted.

Symptoms are the items of lists that are introduced as symptoms. A sentence that calls for help is
quoted whole, with the list that it leads to, and gets no level of ours: if half of the urgent signs
were missing, nobody would notice. Prose is not cut into pieces; it is on the page anyway.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from healthtopics import model as m
from healthtopics import prose
from healthtopics.sources.summaries.blocks import Summary
from healthtopics.sources.summaries.sentences import sentences
from healthtopics.text import fold


class _Patterns(NamedTuple):
    """What to look for in the texts of a language, folded: no case, accents or punctuation.

    A clause calls for help if it has a verb of ``asks`` and a word of ``haste``, or tells of an
    ``emergency``, unless it matches ``calls_nobody``. A sentence that ``points_back`` says little
    without the one before it.
    """

    symptoms: re.Pattern[str]
    no_symptoms: re.Pattern[str]
    asks: re.Pattern[str]
    haste: re.Pattern[str]
    emergency: re.Pattern[str]
    calls_nobody: re.Pattern[str]
    points_back: re.Pattern[str]


def _compiled(**patterns: str) -> _Patterns:
    return _Patterns(**{name: re.compile(pattern) for name, pattern in patterns.items()})


_PATTERNS = {
    "en": _compiled(
        symptoms=r"\b(symptoms?|signs?)\b",
        no_symptoms=r"\b(manage|treat|relie[fv]|eas(e|es|ing)\b|cop(e|ing)\b|prevent|improve|lower(s|ing)? (the|your)|reduc|control|side effects?|"
        r"withdrawal|trigger|tests?\b|diagnos|caus(e of|es)\b|types\b|risk|people (who|are)\b|(more|most) likely|"
        r"reasons?\b|differences|(different|many|other) (conditions|diseases)\b|mak(es?|ing) \w+ worse|more serious|providers?\b|doctors?\b|medicines?\b|help if|could try|you$)",
        asks=r"\b(call|calling|dial|text|texting|get (?!into)|seek|go to|contact|see|tell|report|needs?|requires?|"
        r"visit (an?|the|your)|take (him|her|them|someone|the person|your|the child))\b",
        haste=r"\b(911|9 1 1|988|right away|immediate(ly)?|at once|as soon as possible|urgent|poison control|"
        r"emergency (care|room|medical|help|treatment|department|services?|number))\b",
        emergency=r"\b(is|are|be) (an? (\w+ ){,2}emergency|(\w+ ){,2}emergencies)\b(?! (treatment|procedure|surgery))",
        calls_nobody=r"\b(may not|might not|do(es)?(nt| not) (need|require|call|get)|most people|will (get|give)|urgent (need|or)|urinate|"
        r"so (\w+ ){1,2}that|all at once|surgery (is|may|for))\b|\bemergency (\w+ )?(kit|plan|suppl|contact|responder)",
        points_back=r"\b(this|these|those|them|they|if so)\b|^it (?!s important|is (very )?important)",
    ),
    "es": _compiled(
        symptoms=r"\b(sintomas?|senal(es)?|signos?)\b",
        no_symptoms=r"\b(manej|trata|alivi|sobrellev|enfrent|preven|evita|mejor|reduc|disminu|control|efectos? secundari|"
        r"abstinencia|desencaden|pruebas?\b|examen|diagnos|(la|una) causa\b|causas\b|tipos\b|riesgo|personas que\b|"
        r"mas probab|propens|razones\b|motivos\b|diferencias|(diferentes|muchas|otras) (afecciones|enfermedades)\b|empeora|mas grave|proveedor|"
        r"profesional|medicos?\b|medic(ina|amento)|ayuda si|usted$|cuando$)",
        asks=r"\b(llam(e|en|ar|ando)|marque|envie|obten(ga|er)|busque|buscar|consiga|conseguir|acud(a|ir)|vaya|ir a|dirijase|"
        r"contact(e|ar)|comuni(quese|carse)|ponga?se en contacto|ponerse en contacto|consult(e|ar)|vea|visite|"
        r"hable|hablar|informe|avise|digale|lleve(l[oa])?|pida|reciba|recibir|solicite|necesitan?|necesitara|requieren?)\b",
        haste=r"\b(911|9 1 1|988|inmediat(o|a|os|as|amente)|enseguida|en seguida|ahora mismo|cuanto antes|sin demora|"
        r"lo (antes|mas pronto) posible|tan pronto como sea posible|urgente(s|mente)?|(de|a) (emergencias?|urgencias?)|"
        r"emergencias medicas|control de (envenenamiento|intoxicacion)(es)?)\b",
        emergency=r"\b(es|son|ser|sea) (una? )?(emergencia|urgencia)s?\b",
        calls_nobody=r"\b((puede que|podria|tal vez|quizas) no|no (es )?(necesit|requier)\w+|la mayoria de las personas|tan \w+ que|"
        r"(necesidad|ganas|deseo)s? (urgente|inmediat)\w*|orinar|(equipo|botiquin|plan|suministros?|contactos?|kit|"
        r"personal|tecnicos?|anticonceptivos?|anticoncepcion) de emergencias?|cirugia (es|para|puede))\b",
        points_back=r"\b(esto|estos|estas|eso|esos|esas|de ser asi|si es asi)\b|^(tambien )?(incluyen|pueden incluir|son)\b",
    ),
}  # fmt: skip


class _Unit(NamedTuple):
    """A sentence, and the list right after it; either may be empty."""

    text: str
    items: tuple[m.Bullet, ...] = ()

    @property
    def leads(self) -> bool:
        """Whether the sentence goes on in its list; the colon is sometimes missing."""
        return bool(self.text and self.items) and not self.text.endswith((".", "!", "?", ")"))


def symptoms(summary: Summary, language: str) -> tuple[m.Symptom, ...]:
    """Return the items of the lists that a summary introduces as symptoms."""
    patterns = _PATTERNS[language]
    found: dict[str, m.Symptom] = {}
    for heading, units in _parts(summary):
        asked = fold(heading)
        is_named = patterns.symptoms.search(asked) is not None
        if patterns.no_symptoms.search(asked):
            continue
        for before, unit in pairwise((_Unit(""), *units)):
            if unit.items and _holds_symptoms(before, unit, patterns, is_named=is_named):
                for item, after in pairwise((*unit.items, m.Bullet(""))):
                    name, *note = sentences(item.text)
                    name = name.rstrip(" .;,")
                    is_symptom = fold(name) and not _calls_for_help(name, patterns)
                    if is_symptom and after.depth <= item.depth:
                        found.setdefault(fold(name), m.Symptom(name, " ".join(note)))
    return tuple(found.values())


def _holds_symptoms(before: _Unit, unit: _Unit, patterns: _Patterns, *, is_named: bool) -> bool:
    """Return whether a list holds symptoms, by its heading or the sentence that leads to it."""
    told = fold(unit.text)
    if patterns.points_back.match(told) and not before.items:
        told = f"{fold(before.text)} {told}"
    if patterns.no_symptoms.search(told) or _calls_for_help(unit.text, patterns):
        return False
    return is_named or (unit.leads and patterns.symptoms.search(told) is not None)


def advice(summary: Summary, language: str) -> tuple[m.Advice, ...]:
    """Return the sentences of a summary that call for help, in order and word for word.

    A sentence comes with the list that it leads to and, if it says little by itself, with the
    sentence before it. The text is written by ``prose.write``.
    """
    patterns = _PATTERNS[language]
    found: dict[str, m.Advice] = {}
    for _, units in _parts(summary):
        for quoted in _quoted(units, patterns):
            blocks: list[m.Block] = []
            for unit in quoted:
                blocks.append(m.Paragraph(unit.text.lstrip("- ")))  # a hyphen would make it an item
                blocks += [m.Bullets(unit.items)] if unit.items else []
            text = prose.write(tuple(blocks))
            found.setdefault(fold(text), m.Advice("", text))
    return tuple(found.values())


def _quoted(units: Sequence[_Unit], patterns: _Patterns) -> Iterator[tuple[_Unit, ...]]:
    """Yield what calls for help among sentences and the items of their lists.

    A list that begins with a call for help says what to do, step by step, and stays whole.
    """
    for before, unit in pairwise((_Unit(""), *units)):
        if _calls_for_help(unit.text, patterns):
            words = fold(unit.text)
            says_little = patterns.points_back.search(words) or len(words.split()) < 5
            with_before = says_little and not unit.items and fold(before.text)
            yield (before, unit) if with_before else (unit,)
        elif unit.leads and _begins_with_a_call(unit.items[0].text, patterns):
            yield (unit,)
        else:
            for text, below in _items(unit.items):
                yield from _quoted(_units(text, below), patterns)


def _calls_for_help(sentence: str, patterns: _Patterns) -> bool:
    return any(
        (patterns.haste.search(clause) and patterns.asks.search(clause))
        or patterns.emergency.search(clause)
        for clause in map(fold, re.split("[;:,()—–]", sentence))
        if not patterns.calls_nobody.search(clause)
    )


def _begins_with_a_call(text: str, patterns: _Patterns) -> bool:
    first = sentences(text)[0]
    return _calls_for_help(first, patterns) and patterns.asks.match(fold(first)) is not None


def _parts(summary: Summary) -> Iterator[tuple[str, list[_Unit]]]:
    """Yield the headings (the first is empty) and what is below each."""
    parts = [("", summary.blocks), *((part.heading, part.blocks) for part in summary.sections)]
    for heading, blocks in parts:
        units: list[_Unit] = []
        for block in blocks:
            if isinstance(block, m.Paragraph):
                units += _units(block.text)
            elif units and not units[-1].items:
                units[-1] = _Unit(units[-1].text, block.items)
            else:
                units.append(_Unit("", block.items))
        yield heading, units


def _units(text: str, items: tuple[m.Bullet, ...] = ()) -> list[_Unit]:
    *others, last = sentences(text) or ("",)
    return [*map(_Unit, others), _Unit(last, items)]


def _items(items: Sequence[m.Bullet]) -> Iterator[tuple[str, tuple[m.Bullet, ...]]]:
    """Yield the outermost items of a list, each with the list below it."""
    starts = [place for place, item in enumerate(items) if not item.depth]
    for start, end in pairwise((*starts, len(items))):
        below = (m.Bullet(item.text, item.depth - 1) for item in items[start + 1 : end])
        yield items[start].text, tuple(below)
