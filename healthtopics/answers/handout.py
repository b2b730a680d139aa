"""The answer on paper: a sheet for a patient to take home, in one or several languages."""

from collections.abc import Iterable, Sequence
from itertools import groupby, zip_longest
from math import ceil
from typing import NamedTuple

from healthtopics import model as m
from healthtopics.answers.advice import Region, advice_elements, first_aid_element
from healthtopics.answers.answer import Answer
from healthtopics.answers.labels import labels
from healthtopics.answers.links import by_category
from healthtopics.answers.paper import pages
from healthtopics.answers.topics import CREDIT, FIRST_AID, section_heading
from healthtopics.render import document as d
from healthtopics.sources.summaries.sentences import sentences

SECTIONS = ("symptoms", "treatments", "living_with", "prevention")
DEEDS = ("living_with", "prevention")  # sections whose lists say what a reader can do
MOST_WORDS = 350  # in the sections, per language
FEWER_WORDS = 10  # to leave out before trying again, if the sections do not fit
PAGES = 2  # per language; links, sections and advice are shortened to fit
SLACK = 0.2  # pages by which the estimate may be off
MOST_LESS_URGENT = 4  # lines of TODAY and of ROUTINE; fewer if the pages lack room
SUMMARY = 325  # characters: five lines of 65
MOST_LINKS = 5
QUESTIONS = 2  # lines to write on


class Handout(Answer):
    """Sheets to print, one for each topic.

    Args:
        topics: for each sheet, the same topic in each of its languages.
        region: the country whose numbers are printed.
        sections: for each sheet, in each language, the keys of the sections that were asked for;
            empty for ``SECTIONS``.
        links: the number of links per language; None for as many as fit.
        is_large: whether to use large type.
    """

    def __init__(
        self,
        topics: Sequence[Sequence[m.Topic]],
        region: Region,
        sections: Sequence[Sequence[Sequence[str]]],
        links: int | None,
        *,
        is_large: bool = False,
    ) -> None:
        self.topics = topics
        self.region = region
        self.sections = sections
        self.links = links
        self.is_large = is_large

    def document(self) -> d.Document:
        """Return the sheets."""
        return tuple(map(self._sheet, self.topics, self.sections))

    def _sheet(self, topics: Sequence[m.Topic], sections: Sequence[Sequence[str]]) -> d.Sheet:
        """Return a sheet: the most urgent first, what to ask and to read last."""
        before, after = self._frame(topics)
        between = self._between(topics, sections, _filled([*before, *after]))
        return d.Sheet(
            _filled([*before, *between, *after]),
            tuple(map(_foot, topics)),
            tuple(labels(topic.language).page_of for topic in topics),
            self.is_large,
        )

    def _frame(self, topics: Sequence[m.Topic]) -> tuple[list[d.Part], list[d.Part]]:
        """Return the beginning and the end of a sheet.

        To save a page, links are left out first (unless their number was asked for), then lines of
        TODAY and of ROUTINE, and at last the only link. In large type nothing is left out.
        """
        most = MOST_LINKS if self.links is None else self.links
        whole = self._before(topics, MOST_LESS_URGENT), self._after(topics, most)
        if self.is_large:
            return whole
        for less_urgent in range(MOST_LESS_URGENT, 0, -1):
            before = self._before(topics, less_urgent)
            least = int(less_urgent > 1) if self.links is None else most
            for links in range(most, least - 1, -1):
                after = self._after(topics, links)
                taken = pages(_filled([*before, *after]), len(topics))
                if taken <= PAGES * len(topics) - SLACK:
                    return before, after
        return whole

    def _before(self, topics: Sequence[m.Topic], less_urgent: int) -> list[d.Part]:
        """Return the beginning of a sheet, with ``less_urgent`` lines of TODAY and of ROUTINE."""
        advice = [_advice(topic, self.region, less_urgent) for topic in topics]
        return [
            _part(topics, map(_head, topics)),
            _part(topics, advice, is_boxed=True),
            _part(topics, map(_first_aid, topics)),
            _part(topics, map(_summary, topics)),
        ]

    def _after(self, topics: Sequence[m.Topic], links: int) -> list[d.Part]:
        """Return the end of a sheet: lines for questions, and at most ``links`` links."""
        return [
            _part(topics, ([d.Heading(labels(topic.language).questions)] for topic in topics)),
            d.Part((d.Side("", (d.WritingLines(QUESTIONS),)),)),
            *self._links(topics, links),
        ]

    def _between(
        self,
        topics: Sequence[m.Topic],
        asked: Sequence[Sequence[str]],
        others: Sequence[d.Part],
    ) -> list[d.Part]:
        """Return the sections: all that were asked for, else as much as fits on the pages."""
        languages = len(topics)
        taken = pages(others, languages)
        room = max(PAGES * languages, ceil(taken - SLACK))
        for words in range(MOST_WORDS, 0, -FEWER_WORDS):
            rows = _sections(topics, asked, words)
            parts = [_part(topics, row) for row in rows]
            if self.is_large or any(asked) or taken + pages(parts, languages) <= room - SLACK:
                return parts
        return []

    def _links(self, topics: Sequence[m.Topic], most: int) -> list[d.Part]:
        """Return the first links in the order of a page, Start Here first, without duplicates."""
        parts = [_part(topics, ([d.Heading(labels(topic.language).read_more)] for topic in topics))]
        told: set[str] = set()
        for topic in topics:
            found = [
                link._replace(also="", note="")
                for element in by_category([(0, link) for link in topic.links], topic.language)
                if isinstance(element, d.Links)
                for link in element.items
                if link.url
            ][:most]
            links = tuple(link for link in found if link.url not in told)
            told.update(link.url for link in found)
            parts.append(d.Part((d.Side(topic.language, (d.Links(links),) if links else ()),)))
        parts += [d.Part((d.Side(t.language, tuple(_address(t))),)) for t in topics]
        return parts if any(side.elements for part in parts[1:] for side in part.sides) else []


def _part(
    topics: Sequence[m.Topic], elements: Iterable[Sequence[d.Element]], *, is_boxed: bool = False
) -> d.Part:
    sides = (d.Side(t.language, tuple(e)) for t, e in zip(topics, elements, strict=True))
    return d.Part(tuple(sides), is_boxed)


def _filled(parts: Iterable[d.Part]) -> tuple[d.Part, ...]:
    return tuple(part for part in parts if any(side.elements for side in part.sides))


def _head(topic: m.Topic) -> list[d.Element]:
    title = d.Title(topic.title, topic.language)
    return [title, d.Remark(topic.description)] if topic.description else [title]


def _advice(topic: m.Topic, region: Region, less_urgent: int) -> list[d.Element]:
    """Return when to get help: all of EMERGENCY and NOW, the first lines of the others."""
    words = labels(topic.language)
    elements: list[d.Element] = [d.Heading(words.advice)]
    for element in advice_elements(topic, region):
        if isinstance(element, d.AdviceLevel):
            items = tuple(item for group in element.groups for item in group.items)
            if element.key not in ("emergency", "now"):
                items = items[:less_urgent]
            groups = (d.AdviceGroup("", items),)
            elements.append(element._replace(word=element.word.capitalize(), groups=groups))
        elif not isinstance(element, d.FirstAid):
            elements.append(element)
    if len(elements) == 1:
        emergency = region.emergency(topic.language)
        told = words.in_emergency.format(emergency=emergency)
        elements.append(d.Remark(f"{told[:1].upper()}{told[1:]}."))
    return elements


def _first_aid(topic: m.Topic) -> list[d.Element]:
    first_aid = first_aid_element(topic)
    if not first_aid:
        return []
    return [d.Heading(first_aid.word.capitalize()), d.Prose(first_aid.blocks)]


def _summary(topic: m.Topic) -> list[d.Element]:
    """Return the first sentences of the summary, as many as fit in five lines but at least one."""
    paragraphs = [block.text for block in topic.summary if isinstance(block, m.Paragraph)]
    kept: list[str] = []
    for sentence in (found for text in paragraphs for found in sentences(text)):
        if kept and len(" ".join([*kept, sentence])) > SUMMARY:
            break
        kept.append(sentence)
    text = m.Paragraph(" ".join(kept))
    return [d.Heading(labels(topic.language).summary), d.Prose((text,))] if kept else []


def _address(topic: m.Topic) -> list[d.Element]:
    url = topic.medlineplus.url if topic.medlineplus else ""
    return [d.Address(labels(topic.language).at_medlineplus, url)] if url else []


def _foot(topic: m.Topic) -> str:
    """Return the foot of every page: its topic, source, dates, review, and what it is not."""
    words = labels(topic.language)
    says = [f"{topic.title}."]
    if topic.collection == "bundled":
        says.append("healthtopics.")
    if topic.exported:
        says.append(f"{CREDIT} ({words.export} {topic.exported}).")
    if topic.compared and not topic.is_official:
        says.append(f"{words.compared} {topic.compared}.")
    if topic.clinical_review:
        says.append(words.reviewed_by.format(**topic.clinical_review._asdict()))
    elif topic.collection == "bundled":
        says.append(words.sheet_not_reviewed)
    says.append(words.not_care)
    if topic.collection == "bundled" and not topic.exported:
        says.append(words.may_copy)
    return " ".join(says)


# The sections, as far as there is room

Unit = m.Paragraph | m.Bullet  # kept whole or left out


class _Section(NamedTuple):
    """A section of a sheet; ``total`` is how many units it has on the topic's page."""

    key: str
    heading: str
    units: tuple[Unit, ...]
    total: int


def _sections(
    topics: Sequence[m.Topic], asked: Sequence[Sequence[str]], words: int
) -> list[list[list[d.Element]]]:
    """Return the sections of a sheet, each with its elements in each language.

    What a reader can do comes last. A section is cut at the same place in all languages if it has
    the same number of units in each.

    Args:
        topics: the same topic in each language.
        asked: for each language, the keys of the sections that were asked for.
        words: the most words per language.
    """
    bodies = [_body(topic, keys, words) for topic, keys in zip(topics, asked, strict=True)]
    rows = [list(row) for row in zip_longest(*bodies)]
    deeds = next((row for key in DEEDS for row in rows if _tells_deeds(row[0], key)), None)
    if deeds:
        rows = [row for row in rows if row is not deeds] + [deeds]
    found = []
    for row in rows:
        totals = {section.total for section in row if section}
        least = min((len(section.units) for section in row if section), default=0)
        if len(totals) > 1:
            least = max(totals)
        found.append([
            _elements(section, least, topic.language, is_deeds=row is deeds)
            for section, topic in zip(row, topics, strict=True)
        ])  # fmt: skip
    return found


def _tells_deeds(section: _Section | None, key: str) -> bool:
    """Return whether a section has a certain key and contains a list."""
    if not section or section.key != key:
        return False
    return any(isinstance(unit, m.Bullet) for unit in section.units)


def _elements(
    section: _Section | None, most: int, language: str, *, is_deeds: bool
) -> list[d.Element]:
    """Return a section as elements.

    Args:
        section: a section, or None if the page lacks it.
        most: how many of its units to keep.
        language: the language of the section.
        is_deeds: whether its items are things to do.
    """
    units = list(section.units[:most]) if section else []
    while units and units[-1].text.endswith(":"):  # it only introduces what was cut off
        units.pop()
    if not section or not units:
        return []
    elements: list[d.Element] = [
        d.Heading(labels(language).can_do if is_deeds else section.heading)
    ]
    if section.key == "symptoms":
        return [*elements, d.Bulleted(tuple(d.Line(unit.text) for unit in units))]
    for is_list, group in groupby(units, lambda unit: isinstance(unit, m.Bullet)):
        texts = tuple(unit.text for unit in group)
        if not is_list:
            elements.append(d.Prose(tuple(map(m.Paragraph, texts))))
        elif is_deeds:
            elements.append(d.Checklist(texts))
        else:
            elements.append(d.Prose((m.Bullets(tuple(map(m.Bullet, texts))),)))
    return elements


def _body(topic: m.Topic, asked: Sequence[str], words: int) -> list[_Section | None]:
    """Return the sections of a sheet in one language, cut to ``words`` words."""
    sections = [_section(topic, key) for key in asked or SECTIONS]
    by_length = sorted(filter(None, sections), key=_length)
    kept: dict[str, _Section] = {}
    left = words
    for place, section in enumerate(by_length):  # short ones leave room for the others
        kept[section.key] = _cut(section, left // (len(by_length) - place))
        left -= _length(kept[section.key])
    return [kept[section.key] if section else None for section in sections]


def _section(topic: m.Topic, key: str) -> _Section | None:
    """Return a section of a page, or None if it is missing or first aid, which is shown anyway."""
    if key == "symptoms":
        names = tuple(m.Bullet(symptom.name) for symptom in topic.symptoms)
        return _Section(key, labels(topic.language).symptoms, names, len(names))
    for section in topic.sections:
        if key in (section.kind, section.heading) and key != FIRST_AID:
            units = tuple(
                unit
                for block in section.blocks
                for unit in (block.items if isinstance(block, m.Bullets) else (block,))
            )
            return _Section(key, section_heading(section, topic.language), units, len(units))
    return None


def _length(section: _Section) -> int:
    return sum(len(unit.text.split()) for unit in section.units)


def _cut(section: _Section, words: int) -> _Section:
    """Return the beginning of a section: whole units with at most ``words`` words in all."""
    kept: list[Unit] = []
    for unit in section.units:
        words -= len(unit.text.split())
        if words < 0:
            break
        kept.append(unit)
    return section._replace(units=tuple(kept))
