"""What a topic is: immutable values, no input or output.

The terms are those of MedlinePlus: a topic has a title, other names ("also called"), a summary,
groups, MeSH headings, related topics and links (its "sites"), each in one or more categories and
from no, one or several organizations.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from healthtopics.text import slug

LANGUAGES = ("en", "es")
LANGUAGE_NAMES = {"en": "English", "es": "Spanish"}


class Paragraph(NamedTuple):
    """Running text, its white space squeezed."""

    text: str


class Bullet(NamedTuple):
    """An item of a list; ``depth`` 0 is the outermost."""

    text: str
    depth: int = 0


class Bullets(NamedTuple):
    """A bullet list."""

    items: tuple[Bullet, ...]


Block = Paragraph | Bullets


class Symptom(NamedTuple):
    """One sign of a condition, with an optional remark."""

    name: str
    note: str = ""


class Source(NamedTuple):
    """Where something is from."""

    title: str
    publisher: str = ""
    url: str = ""


# What to do in a more urgent case, by its level.
_CALLS = {
    "en": {"emergency": "an emergency", "now": "call now", "today": "call today"},
    "es": {"emergency": "una emergencia", "now": "llame ahora", "today": "llame hoy"},
}


class Higher(NamedTuple):
    """A more urgent case of a sign: the signs that tell it, their level, and words for it."""

    signs: tuple[str, ...]
    en: str
    es: str
    level: str = ""


class Sign(NamedTuple):
    """A reason to get help, with the one level and the one sentence that it has on every page.

    ``who`` is whom the sentence is about and ``line`` the kind of telephone line that helps, as
    keys of the taxonomy; ``short`` is a noun phrase for lines of several signs. A sentence in which
    all of ``marks`` are found (regular expressions; those behind "!" must not be) tells this sign.
    ``higher`` are its more urgent cases.
    """

    key: str
    level: str
    who: str
    en: str
    es: str
    short_en: str = ""
    short_es: str = ""
    line: str = ""
    marks: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    higher: tuple[Higher, ...] = ()

    def sentence(self, language: str, told: Collection[str] = ()) -> str:
        """Return the sentence in a language.

        Args:
            language: of the page.
            told: the keys of the signs on the page. More urgent cases that they do not tell follow
                in brackets, so that nobody takes the lower level for theirs.
        """
        text = self.es if language == "es" else self.en
        brackets = self._brackets(language, told)
        return f"{text.removesuffix('.')}{brackets}." if brackets else text

    def short(self, language: str, told: Collection[str], most: int) -> str:
        """Return the short form, with at most so many more urgent cases; else as `sentence`."""
        text = self.short_es if language == "es" else self.short_en
        return f"{text}{self._brackets(language, told, most)}"

    def _brackets(self, language: str, told: Collection[str], most: int | None = None) -> str:
        """Return the first more urgent cases that a page does not tell, by what to do then."""
        joint = ", o " if language == "es" else ", or "
        cases: dict[str, list[str]] = {}
        missing = [case for case in self.higher if not all(key in told for key in case.signs)]
        for higher in missing[:most]:
            words = higher.es if language == "es" else higher.en
            cases.setdefault(_CALLS[language][higher.level], []).append(words)
        text = "; ".join(f"{joint.join(words)}: {call}" for call, words in cases.items())
        return f" ({text})" if text else ""


class Advice(NamedTuple):
    """A reason to get help, as it stands on a page.

    ``level`` is a key of the advice levels; it is empty for what is quoted from an official text,
    which nobody graded: prose, as ``prose.write`` gives it. ``signs`` are the keys of the vocabulary that the text is
    from, none for a sentence of the page's own; ``when`` and ``why`` are what the page adds before
    and behind them, and are in the text already.
    """

    level: str
    text: str
    signs: tuple[str, ...] = ()
    who: str = ""
    when: str = ""
    why: str = ""
    line: str = ""
    sources: tuple[Source, ...] = ()

    @classmethod
    def of_signs(
        cls, signs: Sequence[Sign], text: str, when: str = "", why: str = "", who: str = ""
    ) -> "Advice":
        """Return the line that tells signs of one level in a text, with what they say of it."""
        return cls(
            level=signs[0].level,
            text=text,
            signs=tuple(sign.key for sign in signs),
            who=who or signs[0].who,
            when=when,
            why=why,
            line=next((sign.line for sign in signs if sign.line), ""),
            sources=tuple(dict.fromkeys(source for sign in signs for source in sign.sources)),
        )

    @property
    def quoted(self) -> bool:
        """Whether it is quoted from an official text, which has no levels."""
        return not self.level


class Section(NamedTuple):
    """Text under a heading: ``kind`` is a known section's key, or empty for a free heading."""

    kind: str
    heading: str
    blocks: tuple[Block, ...]


class Link(NamedTuple):
    """A page to read on; ``categories`` are named in the topic's language.

    ``twin_url`` is the address of the same page in the other language. ``language`` is that of the
    page itself; empty where it is the topic's.
    """

    title: str
    categories: tuple[str, ...]
    organizations: tuple[str, ...] = ()
    url: str = ""
    note: str = ""
    twin_url: str = ""
    language: str = ""


class Qualifier(NamedTuple):
    """A qualifier of a MeSH heading: the aspect of it that is meant."""

    id: str
    name: str


class MeshHeading(NamedTuple):
    """A descriptor of the National Library of Medicine's Medical Subject Headings."""

    id: str
    name: str
    qualifiers: tuple[Qualifier, ...] = ()


class Reference(NamedTuple):
    """Something that MedlinePlus refers to: a topic, a group, an institute."""

    title: str
    id: str = ""
    url: str = ""
    language: str = ""


class OtherLanguage(NamedTuple):
    """A page of MedlinePlus with links in a language that has no topics of its own."""

    name: str
    vernacular_name: str = ""
    url: str = ""


class MedlinePlus(NamedTuple):
    """The MedlinePlus topic that a topic corresponds to, or was imported from.

    ``exported`` is the date of the export that the topic was imported from, ``UNDATED`` where
    the export does not tell; it is empty where the topic only corresponds. The names in
    ``see_references`` lead to the topic as other names do, and are not shown. Of a page of ours
    that has parts of the export's, ``parts`` names those, as fields of a topic, and ``title`` is
    the export's where that is another.
    """

    id: str
    url: str = ""
    exported: str = ""
    created: str = ""
    see_references: tuple[str, ...] = ()
    twin: Reference | None = None
    groups: tuple[Reference, ...] = ()
    related: tuple[Reference, ...] = ()
    other_languages: tuple[OtherLanguage, ...] = ()
    primary_institute: Reference | None = None
    title: str = ""
    parts: tuple[str, ...] = ()


UNDATED = "undated"


class ClinicalReview(NamedTuple):
    """Who reviewed a page as a clinician, when, and when it is due again (ISO 8601 dates)."""

    name: str
    role: str
    date: str
    next: str = ""


class Topic(NamedTuple):
    """A health topic in one language.

    ``also_called`` are other names of the same thing; the names in ``leads_here`` are other things
    that the page covers in part. ``groups`` are named in the topic's language; ``compared`` is the
    ISO 8601 date on which the page was last held against its sources, or empty; ``depth`` is
    "short" or empty; ``translation_of`` is the slug of the English twin; ``collection`` is the one
    that the topic was looked up in.
    """

    title: str
    language: str
    description: str
    summary: tuple[Block, ...]
    also_called: tuple[str, ...] = ()
    leads_here: tuple[str, ...] = ()
    medlineplus: MedlinePlus | None = None
    groups: tuple[str, ...] = ()
    mesh: tuple[MeshHeading, ...] = ()
    advice: tuple[Advice, ...] = ()
    symptoms: tuple[Symptom, ...] = ()
    sections: tuple[Section, ...] = ()
    links: tuple[Link, ...] = ()
    related: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    compared: str = ""
    clinical_review: ClinicalReview | None = None
    translation_of: str = ""
    depth: str = ""
    collection: str = ""

    @property
    def slug(self) -> str:
        """The topic's short name for addresses and file names, made from its title."""
        return slug(self.title)

    @property
    def exported(self) -> str:
        """The date of the MedlinePlus export that it, or a part of it, is from, or nothing."""
        return self.medlineplus.exported if self.medlineplus else ""

    @property
    def is_official(self) -> bool:
        """Whether all of it is from a MedlinePlus export, word for word."""
        return bool(self.exported) and not (self.medlineplus and self.medlineplus.parts)

    def is_exported(self, part: str) -> bool:
        """Tell whether a part of it, a field, is from a MedlinePlus export."""
        return self.is_official or (self.medlineplus is not None and part in self.medlineplus.parts)


class Line(NamedTuple):
    """A telephone line: what to do to reach it, in each language."""

    kind: str
    en: str
    es: str


class Country(NamedTuple):
    """The lines of a country; ``code`` is its ISO 3166-1 code, empty for a country unknown.

    ``emergency`` is the number itself ("911"), or a sentence's worth of them where the country is
    unknown.
    """

    code: str
    en: str
    es: str
    emergency_en: str
    emergency_es: str
    lines: tuple[Line, ...] = ()


class Holding(NamedTuple):
    """The topics of a collection in a language: how many, and the newest date of comparison."""

    collection: str
    language: str
    topics: int
    newest: str


# In place of a line, of the imported export: it is damaged, or could not be read this time.
DAMAGED, REFUSED = 0, -1


class BadTopicFile(NamedTuple):
    """A topic file that was left out: where its first problem is, and how many it has."""

    path: str
    line: int
    problems: int


class TopicLine(NamedTuple):
    """A topic as a line of a list."""

    slug: str
    title: str
    language: str
    description: str
    collection: str


class TopicLink(NamedTuple):
    """A link and the topic that it belongs to; ``number`` counts a topic's links from 1."""

    topic: TopicLine
    number: int
    link: Link


class TopicSymptoms(NamedTuple):
    """The symptoms of a topic that match what was asked."""

    topic: TopicLine
    symptoms: tuple[Symptom, ...]


class Hit(NamedTuple):
    """A topic that a search found.

    ``why`` says where the words were found: ``title``, ``other name``, ``everyday words``,
    ``symptom``, ``text``, ``medicine`` if one is named, and ``spelling`` if a word was corrected. ``snippet`` is text in
    pieces, each with whether it is what matched.
    """

    topic: TopicLine
    why: tuple[str, ...]
    snippet: tuple[tuple[str, bool], ...]


class Miss(NamedTuple):
    """What may be meant by a name that is not that of one topic.

    ``kind`` says what the topics in ``lines`` are: ``several`` share the name, or have it in theirs;
    ``near`` are spelled alike; ``mention`` have its words in their text; ``none`` are there.
    ``total`` counts them all, ``lines`` has the most dangerous and best known.
    """

    name: str
    kind: str
    lines: tuple[TopicLine, ...] = ()
    total: int = 0


class Shelf(NamedTuple):
    """How many pages there are in a language, and how many of them are short."""

    language: str
    total: int
    short: int


class Count(NamedTuple):
    """A group or category and how many topics or links it has."""

    slug: str
    name: str
    total: int
    short_names: tuple[str, ...] = ()


class Named(NamedTuple):
    """A topic of an export; ``before`` is its former title where that changed."""

    id: str
    language: str
    title: str
    before: str = ""


class Changes(NamedTuple):
    """What an export brought, against the one before (of the date ``previous``, if there was one).

    ``passed_over`` counts what is in the export and was not taken, by what it is, and
    ``unknown_categories`` the links in categories that this program does not know, by name.
    """

    date: str
    previous: str
    totals: dict[str, int]
    links: int
    announced: int
    passed_over: dict[str, int]
    new: tuple[Named, ...] = ()
    revised: tuple[Named, ...] = ()
    renamed: tuple[Named, ...] = ()
    gone: tuple[Named, ...] = ()
    unknown_categories: dict[str, int] = {}  # noqa: RUF012 - nobody changes it


class ExportReport(NamedTuple):
    """What an export is like: counts; keys are names as they stand in it, or what was counted.

    Args:
        date: when it was made, as ISO 8601 has it.
        announced: how many topics it says that it has; 0 if it does not say.
        languages: topics that can be taken, by the code of their language.
        passed_over: what of it cannot be taken.
        without: topics that lack something.
        unknown: by kind (elements, link categories, groups), names that the program does not know.
        addresses: by what they begin with, or what is wrong with them.
        texts: summaries by what is in them.
    """

    date: str
    announced: int
    languages: dict[str, int]
    passed_over: dict[str, int]
    without: dict[str, int]
    unknown: dict[str, dict[str, int]]
    addresses: dict[str, int]
    texts: dict[str, int]


def is_web_address(url: str) -> bool:
    """Tell whether an address may be opened: http or https, a host, plain printable ASCII.

    Anything else (``javascript:``, ``file:``, user names before the host, control characters,
    spaces) is only ever printed as text.
    """
    scheme, separator, rest = url.partition("://")
    if scheme.lower() not in ("http", "https") or not separator:
        return False
    if not url.isascii() or not url.isprintable() or any(c in url for c in ' "<>\\^`{|}'):
        return False
    for end in "/?#":
        rest = rest.partition(end)[0]
    host, _, port = rest.partition(":")
    labels = host.split(".")
    return (
        (not port or port.isdigit())
        and len(labels) > 1
        and all(label and label.replace("-", "").isalnum() for label in labels)
    )
