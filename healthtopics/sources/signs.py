"""Symptoms and advice out of the summaries of MedlinePlus, in the source's own words.

Precision comes before recall: a sentence or a list is only taken where a pattern of the tables
below says that it tells the signs of the topic's own condition, or when to get help.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from healthtopics.model import Advice, Block, Bullets, Symptom
from healthtopics.sources.enumerations import enumeration, symptom
from healthtopics.sources.passages import Item, Passage, passages, sentences
from healthtopics.sources.subjects import Subject
from healthtopics.sources.summaries import Summary
from healthtopics.taxonomy import ADVICE_LEVELS
from healthtopics.text import fold

# A topic in one of these groups is a test or a treatment; one in the others only is no condition.
_TESTS_AND_TREATMENTS = frozenset(
    fold(group)
    for group in (
        "Complementary and Alternative Therapies", "Diagnostic Tests", "Drug Therapy",
        "Surgery and Rehabilitation", "Transplantation and Donation",
        "Terapias complementarias y alternativas", "Exámenes diagnósticos",
        "Tratamiento con medicamentos", "Cirugía y rehabilitación", "Trasplantes y donaciones",
    )
)  # fmt: skip
_WAYS_OF_LIVING = frozenset(
    fold(group)
    for group in (
        "Disasters", "Fitness and Exercise", "Health System", "Personal Health Issues",
        "Population Groups", "Safety Issues", "Wellness and Lifestyle",
        "Desastres", "Estado físico y ejercicio", "Sistema de salud",
        "Asuntos personales de salud", "Grupos de población", "Asuntos de seguridad",
        "Bienestar y estilo de vida",
    )
)  # fmt: skip

Patterns = dict[str, re.Pattern[str]]


def _compiled(**patterns: Sequence[str]) -> Patterns:
    """Return each language's patterns as one that takes any of them, whatever their case."""
    return {
        language: re.compile("|".join(f"(?:{one})" for one in several), re.IGNORECASE)
        for language, several in patterns.items()
    }


# --- Symptoms ---------------------------------------------------------------------------------

_SIGN_EN = r"(?:symptoms?|signs?)(?: (?:and|or) (?:symptoms?|signs?))?"
_SIGN_ES = r"(?:síntomas?|signos?|señal(?:es)?)(?: (?:y|o) (?:síntomas?|signos?|señales))?"
_MODAL_EN = (
    r"(?: (?:may|can|could|might|will|often|usually|typically|commonly|sometimes|also|generally))*"
)
_MODAL_ES = r"(?: (?:puede|pueden|podrían?|suelen?|a menudo|generalmente|también|usualmente))*"
_KIND_EN = (
    r"\b(?:most common|most frequent|most typical|main|primary|first|earliest|early|typical|usual|"
    r"common|classic|key|characteristic|only|another|one|later|late)(?: (?:possible|early|warning))?"
)
_KIND_ES = (
    r"(?: (?:más (?:comunes|común|frecuentes?|típicos?)|principal(?:es)?|inicial(?:es)?|comunes|común|"
    r"frecuentes?|típicos?|tempranos?|de advertencia|de alarma))"
)
_VERB_EN = r"(?:vary|differ|range|depend|come|appear|start|begin|develop|are similar|occur)"
_VERB_ES = r"(?:variar|varían|dependen|depender|aparecer|aparecen|comienzan|empiezan|son similares)"
_FOLLOWING_EN = r"(?: (?:(?:one or more|any|some) of )?(?:the following|these)(?: symptoms| signs)?)?"
_FOLLOWING_ES = r"(?: (?:uno o más de |alguno de )?(?:los|las) siguientes(?: síntomas| signos| señales)?)?"

# What tells signs anywhere: behind it stand a list, or the signs themselves. "of" is the condition
# that they are signs of, where the sentence names one.
_TELLS_SIGNS = _compiled(
    en=(
        rf"\b{_SIGN_EN}(?:(?: of| for)(?P<of>[^,:;]+?)| that(?P<that>[^,:;]+?))?(?:,? (?:in|among) [\w' ]+?)?"
        rf"(?:(?: (?:can|may|often|usually|sometimes))* {_VERB_EN}\b[^:]*?(?: and|[;,] (?:they|it))|, (?:they|these|it|some))?"
        rf"{_MODAL_EN} includ(?:e|es|ed)(?: that)?{_FOLLOWING_EN}",
        rf"{_KIND_EN} {_SIGN_EN}(?:(?: of| for)(?P<of2>[^,:;]+?))?(?:,? (?:in|among) [\w' ]+?)?"
        rf"{_MODAL_EN} (?:is|are|be)(?: (?:usually|often|typically|that))*{_FOLLOWING_EN}",
        rf"\b{_SIGN_EN}(?: of(?P<of3>[^,:;]+?))?{_MODAL_EN} (?:are|be){_FOLLOWING_EN}(?= ?:$)",
        rf"\b(?:have|has|having|cause|causes|causing|notice|develop|experience|show)(?: [\w-]+){{0,4}}? {_SIGN_EN}"
        rf"(?: of(?P<of4>[^,:;]+?))?,? (?:such as|like|including|for example){_FOLLOWING_EN}",
        rf"\b{_SIGN_EN},? (?:or|but) you (?:may|might|could) (?:notice|have){_FOLLOWING_EN}(?= ?:$)",
        rf"^(?:the following|these) (?:may|can|could|might) be {_SIGN_EN} (?:of|that)(?P<of5>[^,:;]+?)(?: that [^:]+)?(?=:$)",
    ),
    es=(
        rf"\b{_SIGN_ES}{_KIND_ES}*(?: del?(?P<of>[^,:;]+?))?(?:,? (?:en|entre) [\w ]+?)?"
        rf"(?:(?: (?:pueden|puede|suelen|a menudo))* {_VERB_ES}\b[^:]*?(?: y|[;,] (?:estos|estas))|, (?:estos|estas|ellos|algunos))?,?"
        rf"{_MODAL_ES} inclu(?:yen?|ir){_FOLLOWING_ES}",
        rf"\b{_SIGN_ES}{_KIND_ES}+(?: del?(?P<of2>[^,:;]+?))?(?:,? (?:en|entre) [\w ]+?)?"
        rf"{_MODAL_ES} (?:es|son|ser)(?: (?:generalmente|usualmente|a menudo))*{_FOLLOWING_ES}",
        rf"\b(?:primer|primeros|principales|otro|otros|posibles)\b {_SIGN_ES}{_KIND_ES}*(?: del?(?P<of6>[^,:;]+?))?"
        rf"{_MODAL_ES} (?:es|son|ser)(?: (?:generalmente|usualmente|a menudo))*{_FOLLOWING_ES}",
        rf"\b{_SIGN_ES}(?: del?(?P<of3>[^,:;]+?))?{_MODAL_ES} (?:son|ser){_FOLLOWING_ES}(?= ?:$)",
        rf"\b(?:tener|tiene|tienen|causar?|causan|provocar?|provocan|producir|produce|presentar?|notar|sentir)(?: [\w-]+){{0,3}}? {_SIGN_ES}"
        rf"(?: del?(?P<of4>[^,:;]+?))?,? (?:como|tales como|por ejemplo|incluyendo){_FOLLOWING_ES}",
        rf"^(?:los siguientes|las siguientes|estos|estas) (?:pueden|podrían) ser {_SIGN_ES} del?(?P<of5>[^,:;]+?)(?: que [^:]+)?(?=:$)",
    ),
)  # fmt: skip
# What tells signs behind a sentence that speaks of symptoms, or below a heading that asks for them.
_GOES_ON = _compiled(
    en=(
        rf"^(?:if [^,]+, )?(?:they|these|this|some|others?|these symptoms|these signs){_MODAL_EN} includ(?:e|es){_FOLLOWING_EN}",
        rf"^(?:you|they|it|there|babies|children|people|the person|some people|women|men|others) (?:may|might|can|could) also (?:have|be|feel|notice|see|get|become|include|experience|cause)\b",
    ),
    es=(
        rf"^(?:si [^,]+, )?(?:estos|estas|ellos|ellas|estos síntomas|estas señales)?{_MODAL_ES} ?inclu(?:yen|ir){_FOLLOWING_ES}",
        r"^también (?:puede|pueden|podría|podrían) (?:tener|haber|sentir|notar|ver|presentar|presentarse|aparecer|incluir|experimentar|causar)\b",
        r"^(?:usted |las personas |algunas personas |los niños )?(?:también (?:puede|pueden)|(?:puede|pueden) también) (?:tener|sentir|notar|presentar)\b",
    ),
)
# What leads to a list of signs below a heading that asks for them.
_LEADS = _compiled(
    en=(
        rf"\b{_SIGN_EN}\b",
        r"\b(?:you|they|it|people|women|men|children|babies|infants|adults|teens|some|person|patients|flares|attacks?|cases)\b[^.:]*"
        r"\b(?:have|has|notice|feel|experience|cause|causes|include|includes|be|may|might|often)\b",
        r"^does your\b",
        r"^(?:in|for) (?:[\w-]+ ){0,4}(?:adults|children|babies|infants|toddlers|women|men|teens|newborns)\b",
    ),
    es=(
        rf"\b{_SIGN_ES}\b",
        r"\b(?:puede|pueden|podría|podrían|suele|suelen)(?: \w+)? (?:tener|sentir|notar|presentar|incluir|causar|experimentar|haber)\b",
        r"\bincluyen\b",
        r"^(?:en|para) (?:\w+ ){0,4}(?:adultos|niños|bebés|mujeres|hombres|adolescentes|recién nacidos)\b",
    ),
)
# What tells signs in running text below such a heading.
_MAY_HAVE = _compiled(
    en=(
        r"^(?:you|they|people|some people|babies|children|women|men)(?: with [^,:;]+?)? (?:may|might|could|can) (?:feel|notice|have|experience)\b",
    ),
    es=(
        r"^(?:usted |las personas |algunas personas |los niños |los bebés )?(?:puede|pueden|podría|podrían) (?:sentir|notar|tener|presentar|experimentar)\b",
    ),
)
# Lead-ins of which the items are only the end: "It hurts when you:".
_UNFINISHED = _compiled(
    en=(r"\b(?:when|if|while)\b[^,]*:$", r"(?<!combination )(?<!mix )(?<!more )(?<!some )(?<!any )\b(?:to|of|with|for|in|from|by|usually|more|less) ?:$"),
    es=(r"\b(?:cuando|si|mientras)\b[^,]*:$", r"(?<!combinación )(?<!mezcla )(?<!más )\b(?:a|de|con|por|en|para|generalmente|más|menos) ?:$"),
)
# What another condition is brought in with: signs that are told next may be its own.
_ANOTHER_CONDITION = _compiled(
    en=(
        r"\b(?:along with|another (?:type|kind|form|condition|disease))\b",
        r", an? (?:\w+ )?(?:condition|disease|disorder|problem|infection) (?:that|in which|of)\b",
    ),
    es=(
        r"\b(?:junto con|otr[oa] (?:tipo|forma|afección|enfermedad))\b",
        r", una? (?:\w+ )?(?:afección|enfermedad|trastorno|problema|infección) (?:que|en (?:la|el) que|de)\b",
    ),
)
_LISTS = _compiled(en=(r"\binclude",), es=(r"\binclu",))
_REFERS_BACK = _compiled(
    en=(r"^(?:if [^,]+, )?(?:they|these|this|it|there)\b",), es=(r"^(?:si [^,]+, )?(?:estos|estas|ellos|ellas|esto|pueden|incluyen)\b",)
)
# Signs that stand before the words that call them so: "Thirst is a common symptom of …".
_TELLS_BACKWARDS = _compiled(
    en=(
        r"^(?P<signs>[^.:]+?) (?:is|are) (?:often |usually |also )?(?:an?|the|one of the)? ?"
        rf"(?:{_KIND_EN[2:]}\s*)+ {_SIGN_EN}(?: (?:of|for) (?P<of>[^,:;]+))?\.?$",
    ),
    es=(
        r"^(?P<signs>[^.:]+?) (?:es|son) (?:a menudo |generalmente |también )?(?:un|una|el|la|los|las|uno de los) ?"
        rf"(?:primer |primeros )?{_SIGN_ES}{_KIND_ES}+(?: del? (?P<of>[^,:;]+))?\.?$",
    ),
)
_NO_SIGNS_AT_ALL = _compiled(
    en=(
        rf"\b(?:no|not|never|without|rarely|few, if any,?) (?:[\w-]+ ){{0,5}}{_SIGN_EN}(?!,? (?:or|but) you\b)",
        rf"n['’]t (?:[\w-]+ ){{0,4}}{_SIGN_EN}",
    ),
    es=(rf"\b(?:no|nunca|sin|ningún|ninguno|rara vez) (?:[\w-]+ ){{0,5}}{_SIGN_ES}",),
)
# What makes a sentence tell of something else: no signs, what brings them, what helps.
_NO_SIGNS = _compiled(
    en=(
        r"\b(?:side effects?|withdrawal|remission|vital signs|placebo)\b",
        r"\b(?:treat|treats|treated|treating|treatments?|relieves?|eases?|reduces?|manage|control)\b",
        r"\b(?:vaccines?|medicines?|drugs?|supplements?) (?:can|may|might|could|will)\b",
        r"\b(?:similar to|like) (?:those|the symptoms) of\b(?!.*(?:\binclude|:$))",
        r"\bthe same symptoms as\b",
        r"\b(?:lead to(?!.*\bsymptoms?)|complications?|more likely to (?:have|get|develop)|at (?:higher )?risk|reasons? (?:why|for)|factors?)\b",
        r"\b(?:diagnos\w+|to find out|tests?|ask(?:s|ed)? (?:you )?about|watch for symptoms)\b",
    ),
    es=(
        r"\b(?:efectos? secundarios?|efectos? adversos?|abstinencia|remisión|signos vitales)\b",
        r"\b(?:tratar|trata|tratan|tratad[oa]s?|tratamientos?|aliviar?|alivian?|reducir|controlar|disminuir)\b",
        r"\b(?:vacunas?|medicamentos?|medicinas?|suplementos?) (?:puede|pueden|podrían?)\b",
        r"\b(?:similar|similares|parecid[oa]s) (?:a|al)\b(?!.*(?:\bincluy|:$))",
        r"\blos mismos síntomas que\b",
        r"\b(?:complicaci(?:ón|ones)|más probabilidades|mayor riesgo|razones (?:por|para)|factores)\b",
        r"\b(?:diagn[oó]st\w+|pruebas?|exámenes|examen|preguntará)\b",
    ),
)
# Sentences that make those behind them speak of something else than the condition.
_CHANGES_SUBJECT = _compiled(
    en=(r"\b(?:side effects?|withdrawal|overdose)\b",),
    es=(r"\b(?:efectos? secundarios?|abstinencia|sobredosis)\b",),
)
# Headings below which a condition is introduced.
_INTRODUCES = _compiled(
    en=(r"^what (?:is|are)(?P<of>.+?)\??$",),
    es=(r"^¿?qué (?:es|son)(?P<of>.+?)\??$",),
)
_SIGN = _compiled(en=(rf"\b{_SIGN_EN}\b",), es=(rf"\b{_SIGN_ES}",))
_ASKED_OF = _compiled(
    en=(rf"^.*?\b{_SIGN_EN}\b(?: of| for| that| (?:might|can|do|does|may|could)\b.*\bwith)?(?P<of>.*)$",),
    es=(rf"^.*?\b{_SIGN_ES}(?:{_KIND_ES}| tempran[oa]s)*(?: del?| que)?(?P<of>.*)$",),
)
# Items of a list that only say whose signs or which kind of signs stand below them or in them.
_KIND_OF_SIGNS = _compiled(
    en=(
        r"\b(?:symptoms?|signs?|effects?)\b",
        r"\binclude[sd]?$",
        r"^(?:for|in) (?:\w+ ){0,4}(?:adults|children|babies|infants|women|men|teens|people|newborns|kids)\b",
    ),
    es=(
        r"\b(?:síntomas?|signos?|señales|efectos?)\b",
        r"\bincluyen?$",
        r"^(?:para|en) (?:\w+ ){0,4}(?:adultos|niños|bebés|mujeres|hombres|adolescentes|personas)\b",
    ),
)
# Items that tell of another condition, of some people, or of what to do.
_NO_SIGN_ITEM = _compiled(
    en=(
        r"^(?:[\w-]+ ){0,3}[\w-]+(?: \([^()]*\))?(?: symptoms)?(?: (?:can|may|often|usually|typically))* (?:causes?|includes?|looks? like) (?!you to)",
        r"^(?:you may|you might|they may|some people|most people|many people|people)\b",
    ),
    es=(
        r"^(?:[\w-]+ ){0,4}[\w-]+(?: \([^()]*\))?(?: (?:puede|pueden|suele|suelen|a menudo))* (?:causar?|causan|incluyen?|incluir|provocan?|provocar) ",
        r"^(?:usted puede|puede que|algunas personas|la mayoría|muchas personas|las personas)\b",
    ),
)
_NAMES_SIGNS_IN_ITEM = _compiled(
    en=(r"^[\w ,/-]*\b(?:symptoms?|signs?),? (?:such as|including|like) ",),
    es=(r"^[\w ,/-]*\b(?:síntomas?|signos?|señales)(?: \w+)?,? (?:como|tales como|incluyendo) ",),
)  # fmt: skip
_LEADS_ON = re.compile(
    r"(?::|,? (?:such as|including|include|like|como|tales como|incluyendo|incluyen))\s*:?$", re.IGNORECASE
)


def symptoms(
    title: str,
    also_called: Sequence[str],
    groups: Sequence[str],
    summary: Summary,
    language: str,
) -> tuple[Symptom, ...]:
    """Return the signs that a summary tells of the topic's own condition, none twice.

    Those below a heading that asks for symptoms are all there are; without one, what the text
    calls symptoms or signs.

    Args:
        title: the topic's title.
        also_called: its other names.
        groups: the groups it is in, named in the language: tests, medicines and the like have no
            signs.
        summary: its summary.
        language: the language of all of them.
    """
    if language not in _TELLS_SIGNS or not _may_have_signs(groups):
        return ()
    subject = Subject((title, *also_called), tuple(_texts(summary)))
    reader = _SignsReader(subject, language)
    asked: list[Symptom] = []
    told: list[Symptom] = []
    for passage in passages(summary, language):
        if passage.asks_for_symptoms:
            if reader.is_asked_of_subject(passage.heading):
                asked += reader.signs(passage, told_before=bool(asked))
        elif reader.introduces_subject(passage):
            told += reader.signs(passage, told_before=False)
    return _unique(asked or told)


def _may_have_signs(groups: Sequence[str]) -> bool:
    names = {fold(group) for group in groups}
    return not names & _TESTS_AND_TREATMENTS and not (names and names <= _WAYS_OF_LIVING)


def _texts(summary: Summary) -> Iterator[str]:
    for heading, blocks in (("", summary.blocks), *((s.heading, s.blocks) for s in summary.sections)):
        yield heading
        yield from (_text(block) for block in blocks)


def _text(block: Block) -> str:
    if isinstance(block, Bullets):
        return "\n".join(item.text for item in block.items)
    return block.text


def _unique(signs: Iterable[Symptom]) -> tuple[Symptom, ...]:
    """Return the signs without those that were named before, keeping the first note."""
    found: dict[str, Symptom] = {}
    for sign in signs:
        known = found.setdefault(fold(sign.name), sign)
        if sign.note and not known.note:
            found[fold(sign.name)] = known._replace(note=sign.note)
    return tuple(found.values())


class _SignsReader:
    """Reads the signs of one condition out of passages."""

    def __init__(self, subject: Subject, language: str) -> None:
        self._subject = subject
        self._language = language

    def is_asked_of_subject(self, heading: str) -> bool:
        """Tell whether a heading asks for the signs of the topic's condition."""
        match = _ASKED_OF[self._language].search(heading)
        return match is None or self._is_of_subject(match)

    def introduces_subject(self, passage: Passage) -> bool:
        """Tell whether a passage stands before all headings, or where the condition is introduced."""
        match = _INTRODUCES[self._language].search(passage.heading)
        return not passage.heading or (
            not passage.kind and match is not None and self._is_of_subject(match)
        )

    def _is_of_subject(self, match: re.Match[str]) -> bool:
        """Tell whether the condition that a match names is the topic's, or none is named."""
        named = next((of for name, of in match.groupdict().items() if name[:2] == "of" and of), "")
        return not fold(named) or self._subject.is_named_by(named)

    def signs(self, passage: Passage, *, told_before: bool) -> Iterator[Symptom]:
        """Return the signs that a passage tells; ``told_before`` if the one before told some."""
        language = self._language
        if passage.asks_for_symptoms and not passage.sentences:
            yield from self._of_items(passage.items)
        told = False
        context = ""  # the last sentence that a "they" may speak of
        for position, sentence in enumerate(passage.sentences):
            if _CHANGES_SUBJECT[language].search(sentence) and not _TELLS_SIGNS[language].search(sentence):
                return
            is_last = position == len(passage.sentences) - 1
            rest = self._told_by(
                sentence, context, asked=passage.asks_for_symptoms, told=told, told_before=told_before
            )
            found: tuple[Symptom, ...] = ()
            if rest is not None:
                items = passage.items if is_last else ()
                found = self._signs_behind(sentence, rest, items, asked=passage.asks_for_symptoms)
            yield from found
            told = told or bool(found)
            if not self._refers_back(sentence):
                context = sentence

    def _refers_back(self, sentence: str) -> bool:
        """Tell whether a sentence begins with a "they" and does not say itself that it is of signs."""
        language = self._language
        return bool(
            _REFERS_BACK[language].search(sentence) and not _SIGN[language].search(sentence)
        )

    def _told_by(
        self, sentence: str, context: str, *, asked: bool, told: bool, told_before: bool
    ) -> str | None:
        """Return what stands behind the words that tell signs, "" if there are none.

        None if the sentence tells of something else, so that nothing in or behind it is a sign.
        """
        language = self._language
        refers_back = self._refers_back(sentence)
        if self._tells_of_something_else(sentence):
            return None
        if refers_back and _NO_SIGNS[language].search(context):
            return None
        match = _TELLS_SIGNS[language].search(sentence)
        if match:
            is_told = self._is_of_subject(match) and (asked or self._is_own(match, context))
            return sentence[match.end() :] or ":" if is_told else None
        match = _GOES_ON[language].search(sentence)
        if match and _LISTS[language].search(match[0]):
            if asked or told or _SIGN[language].search(context):
                return sentence[match.end() :] or ":"
        elif match and (told or (told_before and not refers_back)):
            return sentence[match.end() :]
        return ""

    def _signs_behind(
        self, sentence: str, rest: str, items: Sequence[Item], *, asked: bool
    ) -> tuple[Symptom, ...]:
        """Return the signs behind the words that tell them: those of a list, or in the sentence."""
        language = self._language
        words = rest.strip(" :")
        if items and rest and (not words or _UNFINISHED[language].search(sentence)):
            return tuple(self._of_items(items, words))
        if items and asked and self._leads(sentence):
            return tuple(self._of_items(items))
        if words:
            return enumeration(words)
        match = _MAY_HAVE[language].search(sentence)
        if asked and match:
            found = enumeration(sentence[match.end() :])
            return found if len(found) > 1 else ()
        return self._backwards(sentence)

    def _is_own(self, match: re.Match[str], before: str) -> bool:
        """Tell whether signs of nothing named, told outside a section of them, are the topic's."""
        groups = match.groupdict()
        if groups.get("that"):
            return self._subject.is_named_by(groups["that"])
        is_named = any(of for name, of in groups.items() if name[:2] == "of")
        return is_named or not _ANOTHER_CONDITION[self._language].search(before)

    def _tells_of_something_else(self, sentence: str) -> bool:
        language = self._language
        return bool(
            _NO_SIGNS_AT_ALL[language].search(sentence)
            or _NO_SIGNS[language].search(sentence)
            or _level(sentence, language)
        )

    def _leads(self, sentence: str) -> bool:
        """Tell whether a sentence below a heading that asks for symptoms leads to a list of them."""
        return (
            sentence.endswith(":")
            and not _UNFINISHED[self._language].search(sentence)
            and _LEADS[self._language].search(sentence) is not None
        )

    def _backwards(self, sentence: str) -> tuple[Symptom, ...]:
        match = _TELLS_BACKWARDS[self._language].search(sentence)
        if match and self._is_of_subject(match):
            return enumeration(match["signs"])
        return ()

    def _of_items(self, items: Sequence[Item], beginning: str = "") -> Iterator[Symptom]:
        """Return the signs that items name, behind the words that all of them go on with."""
        for item in items:
            text = f"{beginning} {item.text[:1].lower()}{item.text[1:]}" if beginning else item.text
            if not item.below and self._is_no_sign(text):
                continue
            match = _NAMES_SIGNS_IN_ITEM[self._language].search(text)
            if match and (found := enumeration(text[match.end() :])):
                yield from found
                continue
            lead = text.rstrip(" :")
            is_kind = _KIND_OF_SIGNS[self._language].search(lead) is not None
            sign = symptom(text)
            if item.below and (is_kind or _LEADS_ON.search(text)):
                if sign and not is_kind:
                    yield sign
                match = _TELLS_SIGNS[self._language].search(text)
                if match is None or self._is_of_subject(match):
                    yield from self._of_items(item.below)
            elif sign:
                below = "; ".join(under.text.rstrip(" .") for under in item.below)
                yield sign._replace(note="; ".join(filter(None, (sign.note, below))))

    def _is_no_sign(self, text: str) -> bool:
        language = self._language
        return bool(
            _NO_SIGNS_AT_ALL[language].search(text)
            or _NO_SIGN_ITEM[language].search(text)
            or _level(text, language)
        )


# --- Advice -----------------------------------------------------------------------------------

# Words before which, or a sentence's beginning or a comma, a request stands.
_REQUEST_EN = (
    r"(?:^(?:but |so |however, |otherwise, |in general, |also, )?|, (?:then |and |or )?|; |"
    r"\b(?:should|must|need to|have to|important to|may wish to|may want to|be sure to|make sure to|"
    r"always|best to|hesitate to|idea to|please|then)\s+)(?:immediately |always |also |first |go )?"
)
_NOW_EN = r"(?:right away|immediately|at once|as soon as possible|promptly|without delay|right now)"
_PROVIDER_EN = (
    r"(?:providers?|professionals?|doctors?|physicians?|dentists?|pediatricians?|nurses?|"
    r"pharmacists?|surgeons?|midwi(?:fe|ves)|specialists?|health care team)"
)
_ASK_EN = (
    r"(?:call|contact|see|talk (?:to|with)|speak (?:to|with)|tell|check with|consult(?: with)?|"
    rf"visit|go to|notify|let)\b[^.;:]{{0,45}}?\b{_PROVIDER_EN}\b"
)
_CARE_EN = r"(?:medical |emergency |professional |some )*(?:help|care|attention)"
_HELP_EN = rf"(?:{_CARE_EN}|(?:medical |emergency )*treatment)"
_REQUEST_ES = (
    r"(?:^(?:pero |así que |sin embargo, |de lo contrario, |en general, )?|, (?:entonces |y |o )?|; |"
    r"\b(?:debe|debería|deben|tiene que|hay que|necesita|importante|dude en|asegúrese de|favor de|siempre|entonces)\s+)"
    r"(?:inmediatamente |siempre |también |primero )?"
)
_NOW_ES = (
    r"(?:de inmediato|inmediatamente|inmediat[oa]|cuanto antes|lo antes posible|lo más pronto posible|"
    r"en ?seguida|sin demora|de urgencia|urgente|ya mismo|ahora mismo)"
)
_PROVIDER_ES = (
    r"(?:proveedor(?:es)?|profesional(?:es)?|médic[oa]s?|doctor(?:a|es)?|dentistas?|pediatras?|"
    r"enfermer[oa]s?|farmacéutic[oa]s?|especialistas?|equipo de atención)"
)
_ASK_ES = (
    r"(?:llame|llamar|comuníquese|comunicarse|contacte|contactar|póngase en contacto|consulte|consultar|vea|ver|visite|visitar|"
    r"acuda|acudir|hable|hablar|avise|avisar|informe|informar|dígale|decirle|vaya|ir|pregunte)\b"
    rf"[^.;:]{{0,60}}?\b{_PROVIDER_ES}\b"
)
_GET_ES = r"(?:busque|buscar|obtenga|obtener|reciba|recibir|solicite|solicitar|pida|pedir|consiga|conseguir|necesita|acuda a|requiere)"
_HELP_ES = r"(?:la |una )?(?:ayuda|atención|asistencia|tratamiento|cuidados?)(?: médic[oa]s?)?(?: profesional)?"

_LEVELS: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    language: tuple((level, re.compile(pattern, re.IGNORECASE)) for level, pattern in levels)
    for language, levels in {
        "en": (
            ("emergency", r"\b(?:call|dial|phone) (?:\w+ )?(?:911|9-1-1|an ambulance|your local emergency|emergency)"),
            ("emergency", rf"(?:{_REQUEST_EN}|\bor )(?:go|get|take|be taken)\b[^.;:]{{0,40}}\bemergency (?:room|department)"),
            ("emergency", rf"(?:{_REQUEST_EN}|you )(?:get|seek|need)\b (?:\w+ ){{0,2}}(?:emergency|immediate) {_HELP_EN}"),
            ("emergency", rf"(?:{_REQUEST_EN}|you |they )(?:get|seek|need)\b {_HELP_EN}\b[^.;:]{{0,60}}\b{_NOW_EN}"),
            ("emergency", r"\bit(?: is|'s|’s) an? (?:medical )?emergency if\b"),
            ("urgent", rf"{_REQUEST_EN}{_ASK_EN}.*\b{_NOW_EN}"),
            ("urgent", rf"\b{_NOW_EN},? {_ASK_EN}"),
            ("routine", rf"{_REQUEST_EN}{_ASK_EN}"),
            ("routine", rf"(?:{_REQUEST_EN}|\bor )(?:get|seek) {_CARE_EN}\b"),
        ),
        "es": (
            ("emergency", r"\bllam(?:e|ar) (?:\w+ )?(?:al (?:911|9-1-1|número de emergencias?|servicio de emergencias?)|a (?:una ambulancia|emergencias))"),
            ("emergency", rf"(?:{_REQUEST_ES}|\bo )(?:vaya|ir|acuda|acudir|diríjase|lleve)\b[^.;:]{{0,50}}\b(?:emergencias?|urgencias?)\b"),
            ("emergency", rf"{_REQUEST_ES}{_GET_ES} {_HELP_ES} (?:de )?(?:emergencia|urgencia|urgente|inmediat[oa])"),
            ("emergency", rf"{_REQUEST_ES}{_GET_ES} (?:de inmediato |inmediatamente )?{_HELP_ES}\b[^.;:]{{0,60}}\b{_NOW_ES}"),
            ("emergency", rf"{_REQUEST_ES}{_GET_ES} (?:de inmediato|inmediatamente) {_HELP_ES}"),
            ("emergency", r"\bes una emergencia(?: médica)? si\b"),
            ("urgent", rf"{_REQUEST_ES}{_ASK_ES}.*\b{_NOW_ES}"),
            ("urgent", rf"{_REQUEST_ES}(?:llame|comuníquese|consulte|vea|acuda|avise|hable) (?:de inmediato|inmediatamente|cuanto antes)\b.*\b{_PROVIDER_ES}"),
            ("routine", rf"{_REQUEST_ES}{_ASK_ES}"),
            ("routine", rf"{_REQUEST_ES}{_GET_ES} {_HELP_ES}"),
        ),
    }.items()
}  # fmt: skip
_CONDITION = _compiled(en=(r"\bif\b(?! (?:possible|needed|necessary|so)\b)", r"\bfor any\b"), es=(r"\bsi\b(?! (?:es posible|es necesario))",))
# What is asked for another reason than a sign of illness: a choice, a plan, a test, a purchase.
_OTHER_REASON = _compiled(
    en=(
        r"\bbefore (?:you |taking|using|trying|starting|getting|having|breastfeeding|stopping|beginning)",
        r"\b(?:want|wish|plan|planning|would like) to (?!see|call|contact|talk)",
        r"\b(?:thinking (?:of|about) (?:having|getting|taking)|considering|interested in)\b",
        r"\babout (?:which|whether|what|the (?:risks|benefits|pros)|your risk|how (?:much|often|to (?:take|use|lose)))\b",
        r"\bto (?:figure out|decide|see if|see whether)\b",
        r"\b(?:right|safe|best) for you\b",
        r"\bfor help (?:in|with|finding)\b",
        r"\b(?:see|visit)\b[^.]* regularly\b",
        r"\bgoing to have\b",
    ),
    es=(
        r"\bantes de (?:que|tomar|usar|probar|empezar|comenzar|iniciar|dejar)",
        r"\b(?:quiere|desea|planea|piensa)\b(?! que)",
        r"\b(?:está (?:considerando|pensando)|le interesa)\b",
        r"\bsobre (?:cuál|qué|los (?:riesgos|beneficios)|su riesgo|cuánto)\b",
        r"\bpara (?:decidir|saber si|determinar)\b",
        r"\b(?:adecuad[oa]|segur[oa]|mejor) para usted\b",
        r"\b(?:vea|visite|consulte)\b[^.]* (?:regularmente|con regularidad)\b",
    ),
)
# What points back to the sentence before.
_POINTS_BACK = _compiled(
    en=(r"\b(?:if|when) (?:this|that|it) happens\b", r"\b(?:those|these) (?:symptoms|signs|problems)\b", r"^if (?:they|it|you) do,"),
    es=(r"\bsi esto (?:sucede|ocurre|pasa)\b", r"\best[oa]s (?:síntomas|signos|señales|problemas)\b"),
)
_OPENING = _compiled(
    en=(r"^(?:but|so|and|however|otherwise|also|in general|therefore)\b,? ",),
    es=(r"^(?:pero|y|así que|sin embargo|de lo contrario|además|en general|por lo tanto)\b,? ",),
)  # fmt: skip
# The end of a lead-in that only announces the list.
_ANNOUNCES = _compiled(
    en=(
        r"[ ,]*\b(?:any|one|some|one or more) of (?:the following|these|them|those)\b[\w ]*$",
        r"[ ,]*\b(?:the following|these)(?: \w+)?$",
    ),
    es=(
        r"[ ,]*\b(?:algun[oa]s?|cualquiera|un[oa] o más) de (?:l[oa]s siguientes|est[oa]s|ell[oa]s)\b[\w ]*$",
        r"[ ,]*\b(?:l[oa]s siguientes|est[oa]s)(?: \w+)?$",
    ),
)
_STANDS_ALONE = _compiled(
    en=(r"^(?:you|your|you're|you’re|it|the|someone|there|if)\b",),
    es=(r"^(?:usted|su|sus|tiene|siente|no |hay|alguien|si)\b",),
)
_URGENCY = {level.key: position for position, level in enumerate(ADVICE_LEVELS)}


def advice(summary: Summary, language: str) -> tuple[Advice, ...]:
    """Return when to get help in the words of a summary, the most urgent first, none twice.

    The items of a list are put behind the end of their lead-in, so that each can be read on its
    own: "You notice a rash that spreads."
    """
    if language not in _LEVELS:
        return ()
    found: dict[str, Advice] = {}
    for passage in passages(summary, language):
        for one in _advice_of(passage, language):
            known = found.get(fold(one.text))
            if known is None or _URGENCY[one.level] < _URGENCY[known.level]:
                found[fold(one.text)] = one
    return tuple(sorted(found.values(), key=lambda one: _URGENCY[one.level]))


def _level(sentence: str, language: str) -> str:
    """Return how urgent the help is that a sentence asks to get; nothing if it asks for none."""
    return next((key for key, pattern in _LEVELS[language] if pattern.search(sentence)), "")


def _advice_of(passage: Passage, language: str) -> Iterator[Advice]:
    *others, lead = passage.sentences or ("",)
    level = _level(lead, language)
    condition = _last_condition(lead, language)
    is_lead = bool(passage.items and level and condition is not None)
    spoken = tuple(others) if is_lead else passage.sentences
    for position, sentence in enumerate(spoken):
        before = spoken[position - 1] if position else ""
        yield from _advice_in(sentence, before, passage.heading, language)
    if is_lead and not _OTHER_REASON[language].search(lead):
        for text in _leaves(passage.items, language):
            first, *more = sentences(text) or ("",)
            yield Advice(level, _as_condition(condition or "", first, language))
            for sentence in more:
                yield from _advice_in(sentence, first, passage.heading, language)
    elif not is_lead:
        for text in _leaves(passage.items, language):
            before = lead
            for sentence in sentences(text):
                yield from _advice_in(sentence, before, passage.heading, language)
                before = sentence


def _advice_in(sentence: str, before: str, heading: str, language: str) -> Iterator[Advice]:
    """Return the advice of a sentence; its condition may stand in the one before or above."""
    level = _level(sentence, language)
    if not level or _OTHER_REASON[language].search(sentence):
        return
    conditional = _CONDITION[language]
    text = _OPENING[language].sub("", sentence)
    if conditional.search(sentence):
        if _POINTS_BACK[language].search(sentence) and before and not _level(before, language):
            text = f"{before} {sentence}"
    elif level == "routine":
        return
    elif conditional.search(before) and not _level(before, language):
        text = f"{before} {sentence}"
    elif level == "emergency" and conditional.search(heading):
        text = f"{heading} {sentence}"
    else:
        return
    yield Advice(level, _sentence(text))


def _last_condition(lead: str, language: str) -> str | None:
    """Return what stands behind the last "if" of a lead-in, None where there is none."""
    *_, last = (None, *_CONDITION[language].finditer(lead))
    if last is None:
        return None
    condition = lead[last.end() :]
    request = re.search(r", (?=(?:please )?\w+ )", condition)
    if request and _level(condition[request.end() :], language):
        condition = condition[: request.start()]
    return condition.strip(" :,.")


def _leaves(items: Sequence[Item], language: str) -> Iterator[str]:
    """Return the texts of items, those below a lead-in on their own."""
    for item in items:
        if not item.below:
            yield item.text
        elif _LEADS_ON.search(item.text) and _KIND_OF_SIGNS[language].search(item.text.rstrip(" :")):
            yield from _leaves(item.below, language)
        else:
            below = "; ".join(under.text.rstrip(" .;") for under in item.below)
            yield f"{item.text.rstrip(' :')}: {below}"


def _as_condition(condition: str, item: str, language: str) -> str:
    """Return an item behind the end of its lead-in, as a sentence."""
    item = item.strip(" ;,")
    item = re.sub(r"(?:,? (?:and|or|y|o))$", "", item)
    condition = _ANNOUNCES[language].sub("", condition)
    if not condition or _STANDS_ALONE[language].search(item):
        return _sentence(item)
    first = item.split(maxsplit=1)[0] if item else ""
    if not (first.isupper() or any(c.isupper() for c in first[1:])) or first in ("A", "I"):
        item = item[:1].lower() + item[1:]
    if first.endswith("ing") and condition.endswith(" have"):
        condition = f"{condition.removesuffix(' have')}:"  # "You: feeling tired" is plain enough
    return _sentence(f"{condition} {item}")


def _sentence(text: str) -> str:
    """Return a text as a sentence: a capital at its beginning, a stop at its end."""
    text = " ".join(text.split()).rstrip(" ,;:")
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", ".)", "…")) else f"{text}."
