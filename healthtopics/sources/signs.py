"""Symptoms and advice out of the summaries of MedlinePlus, in the source's own words.

Precision comes before recall: a sentence or a list is only taken where a pattern of the tables
below says that it tells the signs of the topic's own condition, or when to get help.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from healthtopics.model import Advice, Block, Bullets, Symptom
from healthtopics.sources.enumerations import enumeration, symptom
from healthtopics.sources.help_patterns import (
    ANNOUNCES,
    CONDITION,
    EMERGENCY,
    OPENING,
    OTHER_REASON,
    POINTS_BACK,
    STANDS_ALONE,
    has_levels,
    level_of,
)
from healthtopics.sources.passages import Item, Passage, passages, sentences
from healthtopics.sources.sign_patterns import (
    ANOTHER_CONDITION,
    ASKED_OF,
    CAUSED_BY,
    CAUSES,
    CHANGES_SUBJECT,
    FOLLOWS,
    GOES_ON,
    INTRODUCES,
    KIND_OF_SIGNS,
    KINDS,
    LEADS,
    LEADS_ON,
    LISTS,
    MAY_HAVE,
    NAMES_SIGNS_IN_ITEM,
    NO_SIGN_ITEM,
    NO_SIGNS,
    NO_SIGNS_AT_ALL,
    OTHER_THAN_SIGNS,
    PLACE_OF_SIGNS,
    REFERS_BACK,
    SIGN,
    TELLS_BACKWARDS,
    TELLS_SIGNS,
    THESE_SIGNS,
    UNFINISHED,
)
from healthtopics.sources.subjects import Subject
from healthtopics.sources.summaries.blocks import Summary
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

_URGENCY = {level.key: position for position, level in enumerate(ADVICE_LEVELS)}


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
    if language not in TELLS_SIGNS or not _may_have_signs(groups):
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
            if _speaks_of_signs(passage, language):
                told += reader.signs(passage, told_before=False)
            told += reader.signs_of_kinds(passage)
    return _unique(asked or told)


def _speaks_of_signs(passage: Passage, language: str) -> bool:
    return any(
        SIGN[language].search(sentence)
        or (sentence.endswith(":") and TELLS_SIGNS[language].search(sentence))
        for sentence in passage.sentences
    )


def _may_have_signs(groups: Sequence[str]) -> bool:
    names = {fold(group) for group in groups}
    return not names & _TESTS_AND_TREATMENTS and not (names and names <= _WAYS_OF_LIVING)


def _texts(summary: Summary) -> Iterator[str]:
    for heading, blocks in (
        ("", summary.blocks),
        *((s.heading, s.blocks) for s in summary.sections),
    ):
        yield heading
        yield from (_text(block) for block in blocks)


def _text(block: Block) -> str:
    if isinstance(block, Bullets):
        return "\n".join(item.text for item in block.items)
    return block.text


_ARTICLE = re.compile("^(?:an?|una?) ")


def _unique(signs: Iterable[Symptom]) -> tuple[Symptom, ...]:
    """Return the signs without those that were named before, keeping the first note."""
    found: dict[str, Symptom] = {}
    for sign in signs:
        name = _ARTICLE.sub("", fold(sign.name))
        known = found.setdefault(name, sign)
        if sign.note and not known.note:
            found[name] = known._replace(note=sign.note)
    return tuple(found.values())


def _named(match: re.Match[str], name: str) -> Iterator[str]:
    """Yield what the groups of a name found: "of", "of2" and so on; alternatives must not share one."""
    return (found or "" for group, found in match.groupdict().items() if group.startswith(name))


class _SignsReader:
    """Reads the signs of one condition out of passages.

    Without a subject, whatever a passage names is taken for the condition.
    """

    def __init__(self, subject: Subject | None, language: str) -> None:
        self._subject = subject
        self._language = language

    def is_asked_of_subject(self, heading: str) -> bool:
        """Tell whether a heading asks for the signs of the topic's condition."""
        match = ASKED_OF[self._language].search(heading)
        return match is None or self._is_of_subject(match)

    def introduces_subject(self, passage: Passage) -> bool:
        """Tell whether a passage stands before all headings, or where the condition is introduced."""
        match = INTRODUCES[self._language].search(passage.heading)
        return not passage.heading or (
            not passage.kind and match is not None and self._is_of_subject(match)
        )

    def _is_of_subject(self, match: re.Match[str]) -> bool:
        """Tell whether the condition that a match names is the topic's, or none is named."""
        named = next(filter(None, _named(match, "of")), "")
        return not fold(named) or self._is_named_by(named)

    def _is_named_by(self, words: str) -> bool:
        return self._subject is None or self._subject.is_named_by(words)

    def signs(self, passage: Passage, *, told_before: bool) -> Iterator[Symptom]:
        """Return the signs that a passage tells; ``told_before`` if the one before told some."""
        language = self._language
        if passage.asks_for_symptoms and not passage.sentences:
            yield from self._of_items(passage.items)
        told = False
        context = ""  # the last sentence that a "they" may speak of
        for sentence in passage.sentences:
            if CHANGES_SUBJECT[language].search(sentence) and not TELLS_SIGNS[language].search(
                sentence
            ):
                return
            rest = self._told_by(
                sentence,
                context,
                asked=passage.asks_for_symptoms,
                told=told,
                told_before=told_before,
            )
            found: tuple[Symptom, ...] = ()
            if rest is not None:
                found = self._signs_behind(
                    sentence, rest, passage.items, asked=passage.asks_for_symptoms
                )
            yield from found
            told = told or bool(found)
            if not self._refers_back(sentence):
                context = sentence

    def signs_of_kinds(self, passage: Passage) -> Iterator[Symptom]:
        """Return the signs that the items of a passage tell, each of a kind of the condition."""
        lead = passage.sentences[-1] if passage.sentences else ""
        match = KINDS[self._language].search(lead)
        if match and self._is_of_subject(match):
            for item in passage.items:
                told = passage._replace(sentences=sentences(item.text), items=())
                if _speaks_of_signs(told, self._language):
                    yield from self.signs(told, told_before=False)

    def _refers_back(self, sentence: str) -> bool:
        """Tell whether a sentence begins with a "they" and does not say itself that it is of signs."""
        language = self._language
        return bool(REFERS_BACK[language].search(sentence) and not SIGN[language].search(sentence))

    def _told_by(
        self, sentence: str, context: str, *, asked: bool, told: bool, told_before: bool
    ) -> str | None:
        """Return what stands behind the words that tell signs, "" if there are none.

        None if the sentence tells of something else, so that nothing in or behind it is a sign.
        """
        language = self._language
        refers_back = self._refers_back(sentence)
        if asked and THESE_SIGNS[language].search(sentence) and level_of(sentence, language):
            return ":"
        if self._tells_of_something_else(sentence):
            return None
        if refers_back and NO_SIGNS[language].search(context):
            return None
        match = CAUSED_BY[language].search(sentence)
        if match and not self._is_of_subject(match):
            return None
        match = TELLS_SIGNS[language].search(sentence)
        if match:
            is_told = self._is_of_subject(match) and (asked or self._is_own(match, context))
            return sentence[match.end() :] or ":" if is_told else None
        match = FOLLOWS[language].search(sentence)
        if match and SIGN[language].search(context) and not self._is_of_another(context):
            return sentence[match.end() :]
        match = GOES_ON[language].search(sentence)
        if match and LISTS[language].search(match[0]):
            if asked or told or SIGN[language].search(context):
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
        if items and rest and (not words or UNFINISHED[language].search(sentence)):
            return tuple(self._of_items(items, words))
        if items and asked and self._leads(sentence):
            return tuple(self._of_items(items))
        if words:
            names_signs = SIGN[language].search(sentence) or LISTS[language].search(sentence)
            return enumeration(words) if names_signs else self._only_signs(words)
        match = MAY_HAVE[language].search(sentence)
        if asked and match:
            return self._only_signs(sentence[match.end() :])
        match = CAUSES[language].search(sentence)
        if asked and match and self._is_of_subject(match):
            found = self._only_signs(sentence[match.end() :])
            return found if len(found) > 1 else ()
        return self._backwards(sentence)

    def _is_of_another(self, context: str) -> bool:
        """Tell whether a sentence speaks of another condition, or of signs to look out for."""
        language = self._language
        return bool(
            ANOTHER_CONDITION[language].search(context)
            or NO_SIGNS[language].search(context)
            or level_of(context, language)
        )

    def _only_signs(self, text: str) -> tuple[Symptom, ...]:
        """Return what a text lists that nothing calls signs, if plainly all of it is."""
        found = enumeration(text)
        pattern = OTHER_THAN_SIGNS[self._language]
        return () if any(pattern.search(one.name) for one in found) else found

    def _is_own(self, match: re.Match[str], before: str) -> bool:
        """Tell whether signs of nothing named, told outside a section of them, are the topic's."""
        groups = match.groupdict()
        if groups.get("that"):
            return self._is_named_by(groups["that"])
        is_named = any(_named(match, "of"))
        return is_named or not ANOTHER_CONDITION[self._language].search(before)

    def _tells_of_something_else(self, sentence: str) -> bool:
        language = self._language
        return bool(
            NO_SIGNS_AT_ALL[language].search(sentence)
            or NO_SIGNS[language].search(sentence)
            or level_of(sentence, language)
        )

    def _leads(self, sentence: str) -> bool:
        """Tell whether a sentence below a heading that asks for symptoms leads to a list of them."""
        return (
            sentence.endswith(":")
            and not UNFINISHED[self._language].search(sentence)
            and LEADS[self._language].search(sentence) is not None
        )

    def _backwards(self, sentence: str) -> tuple[Symptom, ...]:
        match = TELLS_BACKWARDS[self._language].search(sentence)
        if match and self._is_of_subject(match):
            return enumeration(next(told for told in _named(match, "signs") if told))
        return ()

    def _of_items(self, items: Sequence[Item], beginning: str = "") -> Iterator[Symptom]:
        """Return the signs that items name, behind the words that all of them go on with."""
        for item in items:
            text = f"{beginning} {item.text[:1].lower()}{item.text[1:]}" if beginning else item.text
            if not item.below and self._is_told(text):
                told = Passage("", "", asks_for_symptoms=True, sentences=sentences(text), items=())
                # It may name the kind of the condition that the signs are of.
                reader = _SignsReader(None, self._language)
                if found := tuple(reader.signs(told, told_before=False)):
                    yield from found
                    continue
            if not item.below and self._is_no_sign(text):
                continue
            match = PLACE_OF_SIGNS[self._language].search(text)
            if match:
                yield from enumeration(text[match.end() :])
                continue
            match = NAMES_SIGNS_IN_ITEM[self._language].search(text)
            if match and (named := enumeration(text[match.end() :])):
                yield from named
                continue
            lead = text.rstrip(" :")
            is_kind = KIND_OF_SIGNS[self._language].search(lead) is not None
            sign = symptom(text)
            if item.below and (is_kind or LEADS_ON.search(text)):
                if sign and not is_kind:
                    yield sign
                match = TELLS_SIGNS[self._language].search(text)
                if match is None or self._is_of_subject(match):
                    yield from self._of_items(item.below)
            elif sign:
                below = _in_one(item.below)
                yield sign._replace(note="; ".join(filter(None, (sign.note, below))))

    def _is_told(self, text: str) -> bool:
        """Tell whether an item names a kind of signs, or of the condition, and then tells signs."""
        first, *more = sentences(text) or ("",)
        language = self._language
        if level_of(first, language):
            return False
        if TELLS_SIGNS[language].search(first):
            return True
        return bool(more) and bool(
            NO_SIGN_ITEM[language].search(first) or KIND_OF_SIGNS[language].search(first)
        )

    def _is_no_sign(self, text: str) -> bool:
        language = self._language
        first = next(iter(sentences(text)), "")
        leads_to_nothing = text.endswith(":") and KIND_OF_SIGNS[language].search(text.rstrip(" :"))
        return bool(
            leads_to_nothing
            or NO_SIGNS_AT_ALL[language].search(first)
            or NO_SIGN_ITEM[language].search(first)
            or level_of(first, language)
        )


def advice(summary: Summary, language: str) -> tuple[Advice, ...]:
    """Return when to get help in the words of a summary, the most urgent first, none twice.

    The items of a list are put behind the end of their lead-in, so that each can be read on its
    own: "You notice a rash that spreads."
    """
    if not has_levels(language):
        return ()
    found: dict[str, Advice] = {}
    for passage in passages(summary, language):
        for one in _advice_of(passage, language):
            known = found.get(fold(one.text))
            if known is None or _URGENCY[one.level] < _URGENCY[known.level]:
                found[fold(one.text)] = one
    return tuple(sorted(found.values(), key=lambda one: _URGENCY[one.level]))


def _advice_of(passage: Passage, language: str) -> Iterator[Advice]:
    *others, lead = passage.sentences or ("",)
    level = level_of(lead, language)
    condition = _last_condition(lead, language)
    is_lead = bool(passage.items and level and condition is not None)
    spoken = tuple(others) if is_lead else passage.sentences
    for position, sentence in enumerate(spoken):
        before = spoken[position - 1] if position else ""
        yield from _advice_in(sentence, before, passage.heading, language)
    if is_lead and not OTHER_REASON[language].search(lead):
        for text in _leaves(passage.items, language):
            first, *more = sentences(text) or ("",)
            if fold(first):  # not what was too long, nor a lone sign
                yield Advice(level, _as_condition(condition or "", first, language))
            for sentence in more:
                yield from _advice_in(sentence, first, passage.heading, language)
    elif not is_lead:
        for text in _leaves(passage.items, language):
            before = lead
            for sentence in sentences(text):
                yield from _advice_in(sentence, before, passage.heading, language)
                before = sentence


_ENDS_OPEN = re.compile(r"\b(?:if|si)[ :.]*$")  # and what it goes on with is not there


def _advice_in(sentence: str, before: str, heading: str, language: str) -> Iterator[Advice]:
    """Return the advice of a sentence; its condition may stand in the one before or above."""
    level = level_of(sentence, language)
    if not level or _ENDS_OPEN.search(sentence) or OTHER_REASON[language].search(sentence):
        return
    conditional = CONDITION[language]
    text = OPENING[language].sub("", sentence)
    if EMERGENCY[language].search(before) and not level_of(before, language):
        level, text = "emergency", f"{before} {sentence}"
    elif conditional.search(sentence):
        if POINTS_BACK[language].search(sentence) and before and not level_of(before, language):
            text = f"{before} {sentence}"
    elif level == "routine":
        return
    elif conditional.search(before) and not level_of(before, language):
        text = f"{before} {sentence}"
    elif level == "emergency" and EMERGENCY[language].search(sentence):
        text = sentence
    elif level == "emergency" and conditional.search(heading):
        text = f"{heading} {sentence}"
    else:
        return
    yield Advice(level, _sentence(text))


def _last_condition(lead: str, language: str) -> str | None:
    """Return what stands behind the last "if" of a lead-in, None where there is none."""
    found = list(CONDITION[language].finditer(lead))
    if not found:
        return None
    condition = lead[found[-1].end() :]
    request = re.search(r", (?=\w+ )", condition)
    if request and level_of(condition[request.end() :], language):
        condition = condition[: request.start()]
    return condition.strip(" :,.")


def _leaves(items: Sequence[Item], language: str) -> Iterator[str]:
    """Return the texts of items, those below a lead-in on their own."""
    for item in items:
        if not item.below:
            yield item.text
        elif LEADS_ON.search(item.text) and KIND_OF_SIGNS[language].search(item.text.rstrip(" :")):
            yield from _leaves(item.below, language)
        else:
            yield f"{item.text.rstrip(' :')}: {_in_one(item.below)}"


def _in_one(items: Iterable[Item]) -> str:
    """Return the texts of items as one text."""
    return "; ".join(filter(None, (item.text.rstrip(" .;") for item in items)))


def _as_condition(condition: str, item: str, language: str) -> str:
    """Return an item behind the end of its lead-in, as a sentence."""
    item = item.strip(" ;,")
    item = re.sub(r"(?:,? (?:and|or|y|o))$", "", item)
    for _ in range(2):  # "any of these symptoms, even if they are mild"
        condition = ANNOUNCES[language].sub("", condition)
    if not condition or STANDS_ALONE[language].search(item):
        return _sentence(item)
    first = item.partition(" ")[0]
    if first == "A" or (first[1:2].islower() and first[1:].islower()):  # no "ZB", "I", "T-shaped"
        item = item[:1].lower() + item[1:]
    if first.endswith("ing") and condition.endswith(" have"):
        condition = f"{condition.removesuffix(' have')}:"  # "You: feeling tired" is plain enough
    return _sentence(f"{condition} {item}")


def _sentence(text: str) -> str:
    """Return a text as a sentence: a capital at its beginning, a stop at its end."""
    text = " ".join(text.split()).rstrip(" ,;:")
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", ".)", "…")) else f"{text}."
