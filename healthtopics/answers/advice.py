"""When to get help, as documents and data: by level, with the numbers of the reader's country."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from healthtopics import model as m
from healthtopics import prose
from healthtopics.answers.labels import Labels, labels
from healthtopics.render import document as d
from healthtopics.render.tables import Data
from healthtopics.taxonomy import ADVICE_LEVELS, LINES, PEOPLE, SECTION_KINDS, WHO, by_key

GROUPED_ABOVE = 6  # lines of a level: more are grouped by who they are about
# What to do now must begin by this line of a page of this width.
FIRST_AID_LINE = 22
FIRST_AID_WIDTH = 80
_LINES_BEFORE_ADVICE = 9  # at most: title, description, other names


class Region(NamedTuple):
    """The reader's country, and whether it was only guessed (from the locale)."""

    country: m.Country
    is_guessed: bool = False

    def emergency(self, language: str) -> str:
        """Return the number to call, with the country's name if the country was guessed."""
        country = self.country
        number = country.emergency_es if language == "es" else country.emergency_en
        name = country.es if language == "es" else country.en
        return f"{number} ({name})" if self.is_guessed else number


# Used if the data cannot be read, or has no numbers even for an unknown country.
NOWHERE = Region(
    m.Country("", "", "", "your local emergency number", "número local de emergencias")
)


def advice_elements(topic: m.Topic, region: Region) -> list[d.Element]:
    """Return when to get help and what to do now, the most urgent first.

    What to do now comes after EMERGENCY, or before it if EMERGENCY is so long that what to do now
    would not be on the first screen.
    """
    words = labels(topic.language)
    elements: list[d.Element] = []
    told: set[str] = set()
    for level in ADVICE_LEVELS:
        items = [advice for advice in topic.advice if advice.level == level.key]
        kinds = {advice.line for advice in items} - told
        told |= kinds
        if items:
            elements.append(_level(level.key, items, kinds, topic.language, region))
    quoted = [block for a in topic.advice if a.quoted for block in prose.parse(a.text)]
    if quoted:
        remark = words.nobody_graded.format(emergency=region.emergency(topic.language))
        elements += [
            d.Heading(words.quoted, 2, key="quoted"),
            d.Prose(tuple(quoted)),
            d.Remark(remark),
        ]
    first_aid = first_aid_element(topic)
    if first_aid:
        place = 1 if _is_short(elements) else 0
        elements.insert(place, first_aid)
    return elements


def first_aid_element(topic: m.Topic) -> d.FirstAid | None:
    """Return what to do now, or None if the topic does not say."""
    kind = by_key(SECTION_KINDS, "first_aid")
    for section in topic.sections:
        if kind and section.kind == kind.key:
            return d.FirstAid(kind.name(topic.language).upper(), section.blocks)
    return None


def _is_short(elements: Sequence[d.Element]) -> bool:
    """Return whether what follows the first level begins by ``FIRST_AID_LINE``."""
    if not elements or not isinstance(elements[0], d.AdviceLevel):
        return False
    level = elements[0]
    texts = [f"{level.word}: {level.lead}", *level.lines]
    for group in level.groups:
        texts += [group.heading] if group.heading else []
        texts += [f"- {item}" for item in group.items]
    # Words are not broken, so a line holds a few columns less than its width.
    lines = sum(len(text) // (FIRST_AID_WIDTH - 10) + 1 for text in texts)
    return _LINES_BEFORE_ADVICE + lines + 1 < FIRST_AID_LINE


def _level(
    key: str, items: Sequence[m.Advice], kinds: Collection[str], language: str, region: Region
) -> d.AdviceLevel:
    """Return one level: its lead, its lines of advice, and telephone lines of some kinds."""
    level = by_key(ADVICE_LEVELS, key)
    words = labels(language)
    lead = words.leads[key].format(emergency=region.emergency(language))
    if key == "now" and any(_group(advice) == "pregnant" for advice in items):
        lead = words.lead_with_maternity
    return d.AdviceLevel(
        key,
        level.name(language) if level else key,
        lead,
        _groups(items, language),
        (
            *telephone_lines(kinds, language, region),
            *([words.nobody_answers] if key == "now" else []),
        ),
    )


def _groups(items: Sequence[m.Advice], language: str) -> tuple[d.AdviceGroup, ...]:
    """Return lines of advice; if many, grouped by who they are about, the youngest first."""
    groups = {
        people: tuple(advice.text for advice in items if _group(advice) == people.key)
        for people in PEOPLE
    }
    filled = {people: texts for people, texts in groups.items() if texts}
    if len(items) <= GROUPED_ABOVE or len(filled) == 1:
        return (d.AdviceGroup("", tuple(advice.text for advice in items)),)
    return tuple(d.AdviceGroup(people.name(language), texts) for people, texts in filled.items())


def _group(advice: m.Advice) -> str:
    return WHO.get(advice.who, "anyone")


def telephone_lines(kinds: Iterable[str], language: str, region: Region) -> list[str]:
    """Return a sentence for each of the country's telephone lines of the given kinds."""
    wanted = set(kinds)
    if "maternal" in wanted:  # a maternal line is not a crisis line, and says so
        wanted.add("crisis")
    country = region.country
    name = country.es if language == "es" else country.en
    sentences = []
    for kind in LINES:
        for line in country.lines:
            if line.kind == kind.key and kind.key in wanted:
                text = line.es if language == "es" else line.en
                label = kind.name(language)
                sentences.append(f"{label} ({name}): {text}" if name else f"{label}: {text}")
    return sentences


def origin(topic: m.Topic, words: Labels) -> list[d.Element]:
    """Return what a page must say about itself: when it was compared, and who reviewed it."""
    if topic.is_official:
        return []
    remarks: list[d.Element] = []
    if topic.compared:
        remarks.append(d.Field(words.compared, topic.compared))
    review = topic.clinical_review
    if review:
        remarks.append(d.Remark(words.reviewed_by.format(**review._asdict())))
    elif topic.collection != "personal":
        remarks.append(d.Remark(words.not_reviewed))
    return remarks


def advice_data(topic: m.Topic) -> list[Data]:
    """Return the lines of advice as data."""
    return [
        {
            "level": advice.level or None,
            "text": advice.text,
            "quoted": advice.quoted,
            "signs": advice.signs,
            "who": advice.who or None,
            "when": advice.when or None,
            "why": advice.why or None,
            "line": advice.line or None,
            "sources": source_data(advice.sources),
        }
        for advice in topic.advice
    ]


def source_data(sources: Sequence[m.Source]) -> list[Data]:
    """Return sources as data."""
    return [
        {"title": s.title, "publisher": s.publisher or None, "url": s.url or None} for s in sources
    ]


def region_data(region: Region, language: str) -> Data:
    """Return the numbers of the reader's country as data."""
    country = region.country
    return {
        "code": country.code or None,
        "guessed": region.is_guessed,
        "emergency": country.emergency_es if language == "es" else country.emergency_en,
        "lines": [
            {"kind": line.kind, "text": line.es if language == "es" else line.en}
            for line in country.lines
        ],
    }
