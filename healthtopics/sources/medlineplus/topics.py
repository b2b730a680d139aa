"""The health topics of MedlinePlus: from the elements of an export to topics.

The format is described at https://medlineplus.gov/xmldescription.html. What an element lacks is
empty in the topic; unknown elements are skipped and counted.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote
from xml.etree.ElementTree import Element

from healthtopics import model as m
from healthtopics.sources.medlineplus.xml_topics import TopicStream, digest
from healthtopics.sources.summaries import quotations
from healthtopics.sources.summaries.blocks import Summary, read_summary
from healthtopics.sources.summaries.sentences import sentences
from healthtopics.taxonomy import LANGUAGE_MARKER, is_known_category
from healthtopics.text import fold, plain, slug, squeeze

PUBLISHER = m.Source("MedlinePlus", "National Library of Medicine")
DESCRIPTION_LENGTH = 160
_MAX_TITLE = 500  # characters; the longest of an export has fewer than 100
_MAX_KINDS = 100  # kinds of unknown elements that are counted separately
_LANGUAGES = {"English": "en", "Spanish": "es"}
# Nearly all addresses look like this, and matching is quick; is_web_address decides on the rest.
_PLAIN_ADDRESS = re.compile(
    r"https?://[a-z0-9-]*[a-z0-9](?:\.[a-z0-9]+)+/[\w./?&=%#~+:-]*", re.ASCII
)
# What an address keeps when other characters are percent-encoded (RFC 3986).
_KEPT_IN_ADDRESS = "%/:?#@!$&'*+,;=-._~"
_STRANGERS = "unknown elements beside topics"
_HIDDEN = "non-display"  # prefix of the names of categories that must not be shown
_KNOWN = frozenset((
    "also-called", "full-summary", "group", "language-mapped-topic", "mesh-heading",
    "other-language", "primary-institute", "related-topic", "see-reference", "site",
    "mesh-heading/descriptor", "mesh-heading/qualifier",
    "site/information-category", "site/organization", "site/standard-description",
))  # fmt: skip


class Entry(NamedTuple):
    """What identifies a topic of an export; ``digest`` changes when the topic does."""

    id: str
    language: str
    title: str
    digest: str = ""


class Overview(NamedTuple):
    """What is known of an export once all its topics have been seen.

    ``passed_over`` counts what was skipped in the export itself, and ``unknown_categories`` the
    links in categories that are new.
    """

    date: str
    announced: int
    entries: tuple[Entry, ...]
    links: int
    passed_over: dict[str, int]
    unknown_categories: dict[str, int]

    def topics_passed_over(self) -> dict[str, int]:
        """Return how many topics were skipped, by reason."""
        return {what: total for what, total in self.passed_over.items() if what != _STRANGERS}


class Export:
    """An export, whose topics are read one at a time.

    Args:
        chunks: the bytes of its XML.
        name: the export's name in error messages.
        digests: the known digests of its topics, by language and number.
        known: what ``overview`` returns, if it is known before the topics are read.

    Iterate over ``records`` once; then ``overview`` has the rest, and ``passed_over`` counts the
    topics that were skipped.
    """

    def __init__(
        self,
        chunks: Iterable[bytes],
        name: str,
        digests: Mapping[tuple[str, str], str] = {},
        known: "Overview | None" = None,
    ) -> None:
        self.known = known
        self.passed_over: Counter[str] = Counter()
        self._entries: list[Entry] = []
        self._links = 0
        self._categories: Counter[str] = Counter()  # links by category, as the export names it
        self._digests = digests
        self._stream = TopicStream(chunks, name)
        self._ids: set[tuple[str, str]] = set()
        self._slugs: set[tuple[str, str]] = set()

    @property
    def date(self) -> str:
        """The ISO date on which it was made; ``UNDATED`` if it does not say."""
        root = self._stream.root
        return date_of(root.get("date-generated") or root.get("dategenerated") or "")

    @property
    def announced(self) -> int:
        """How many topics it claims to have; 0 if it does not say."""
        total = self._stream.root.get("total", "").strip()
        return int(total) if total.isascii() and total.isdigit() and len(total) < 9 else 0

    def records(self) -> Iterator["Record"]:
        """Yield the topics, unread: identifying them costs much less than reading them.

        Raises:
            BadInput: the export is not whole and well-formed.
        """
        for element in self._stream:
            entry = self._entry(element)
            if entry:
                for site in element.findall("site"):  # written in C, unlike iterfind
                    self._links += 1
                    for category in site.findall("information-category"):
                        self._categories[category.text or ""] += 1
                known = self._digests.get((entry.language, entry.id))
                entry = entry._replace(digest=known or digest(element))
                self._entries.append(entry)
                yield Record(element, entry, self.date)
        self._ids.clear()  # with very many topics, these are large
        self._slugs.clear()

    def _unknown_categories(self) -> dict[str, int]:
        """Return the links in categories that this program does not know, by name."""
        unknown: Counter[str] = Counter()
        for text, total in self._categories.items():
            name = _text(text)
            if name and _is_shown(name) and not is_known_category(name):
                unknown[name] += total
        return dict(unknown)

    def overview(self) -> Overview:
        """Return what is known of the export once all records have been seen."""
        if self.known:
            return self.known
        strangers = self._stream.strangers
        beside = {_STRANGERS: strangers} if strangers else {}
        return Overview(
            self.date,
            self.announced,
            tuple(self._entries),
            self._links,
            {**self.passed_over, **beside},
            self._unknown_categories(),
        )

    def _entry(self, element: Element) -> Entry | None:
        """Identify a topic; count it and return None if it is unusable or a duplicate."""
        entry = Entry(
            _text(element.get("id", "")[:_MAX_TITLE]),
            _LANGUAGES.get(_text(element.get("language")), ""),
            _text(element.get("title", "")[: _MAX_TITLE + 1]),
        )
        identity, name = (entry.language, entry.id), (entry.language, slug(entry.title))
        if not entry.language:
            self.passed_over["topics in other languages"] += 1
        elif len(entry.title) > _MAX_TITLE:
            self.passed_over["topics with a title that is too long"] += 1
        elif not name[1] or not (entry.id.isascii() and entry.id.isdigit()):
            self.passed_over["topics without a title or a number"] += 1
        elif identity in self._ids or name in self._slugs:
            self.passed_over["topics that appear twice"] += 1
        else:
            self._ids.add(identity)
            self._slugs.add(name)
            return entry
        return None


class Record:
    """A topic of an export, which can be read until the next one comes.

    ``entry`` identifies it. Once it was read, ``passed_over`` counts what was skipped in it.
    """

    def __init__(self, element: Element, entry: Entry, exported: str) -> None:
        self.entry = entry
        self.passed_over: Counter[str] = Counter()
        self.element = element
        self.exported = exported
        self.language = entry.language

    def topic(self) -> m.Topic:
        """Read the topic."""
        title = self.entry.title
        self._count_unknown()
        html = "".join(e.text or "" for e in self.element.iterfind("full-summary"))
        summary = read_summary(html, self.language)
        also_called = _names(self._texts("also-called"), title)
        groups = self._references("group")
        group_names = _names(group.title for group in groups)
        related = self._references("related-topic")
        twin = next(iter(self._references("language-mapped-topic")), None)
        url = self._address(self.element.get("url"))
        return m.Topic(
            title=title,
            language=self.language,
            description=_description(_text(self.element.get("meta-desc")), summary),
            summary=summary.blocks,
            also_called=also_called,
            medlineplus=m.MedlinePlus(
                id=self.entry.id,
                url=url,
                exported=self.exported,
                created=_date(_text(self.element.get("date-created"))),
                see_references=_names(self._texts("see-reference"), title, *also_called),
                twin=twin,
                groups=groups,
                related=related,
                other_languages=tuple(self._other_languages()),
                primary_institute=next(iter(self._references("primary-institute")), None),
            ),
            groups=group_names,
            mesh=tuple(self._mesh()),
            advice=quotations.advice(summary, self.language),
            symptoms=quotations.symptoms(summary, self.language),
            sections=summary.sections,
            links=tuple(self._links()),
            related=_names(reference.title for reference in related),
            sources=(
                PUBLISHER._replace(url=url),
                *([m.Source(summary.attribution)] if summary.attribution else []),
            ),
            translation_of=slug(twin.title)
            if twin and self.language == "es" and twin.language == "en"
            else "",
        )

    def _count_unknown(self) -> None:
        for tag in unknown_elements(self.element):
            self._count_kind(tag)

    def _count_kind(self, tag: str) -> None:
        """Count an unknown element by its name, or among the others if there are many names."""
        what = f"unknown elements ({plain(tag[:40])})"
        if what not in self.passed_over and len(self.passed_over) >= _MAX_KINDS:
            what = "unknown elements of other names"
        self.passed_over[what] += 1

    def _texts(self, tag: str) -> Iterator[str]:
        return (_text(element.text) for element in self.element.iterfind(tag))

    def _address(self, url: str | None) -> str:
        """Return a web address, percent-encoded if need be; count and leave out others."""
        if not url or _PLAIN_ADDRESS.fullmatch(url):
            return url or ""
        address = url.strip()
        if not address or m.is_web_address(address):
            return address
        encoded = quote(address, safe=_KEPT_IN_ADDRESS, errors="replace")
        if m.is_web_address(encoded):
            return encoded
        self.passed_over["addresses that are no web address"] += 1
        return ""

    def _references(self, tag: str) -> tuple[m.Reference, ...]:
        """Return the references; groups and related topics default to the record's language."""
        usual = self.language if tag in ("group", "related-topic") else ""
        return tuple(
            m.Reference(
                title,
                _text(element.get("id")),
                self._address(element.get("url")),
                _LANGUAGES.get(_text(element.get("language")), usual),
            )
            for element in self.element.iterfind(tag)
            if (title := _text(element.text))
        )

    def _other_languages(self) -> Iterator[m.OtherLanguage]:
        for element in self.element.iterfind("other-language"):
            name, vernacular = _text(element.text), _text(element.get("vernacular-name"))
            if name or vernacular:
                address = self._address(element.get("url"))
                yield m.OtherLanguage(name or vernacular, vernacular, address)

    def _mesh(self) -> Iterator[m.MeshHeading]:
        for element in self.element.iterfind("mesh-heading"):
            qualifiers = tuple(
                m.Qualifier(_text(part.get("id")), name)
                for part in element.iterfind("qualifier")
                if (name := _text(part.text))
            )
            for part in element.iterfind("descriptor"):
                if name := _text(part.text):
                    yield m.MeshHeading(_text(part.get("id")), name, qualifiers)

    def _links(self) -> Iterator[m.Link]:
        """Yield the links of the record, each with its categories and organizations."""
        for site in self.element.iterfind("site"):
            categories, organizations, notes = [], [], []
            for part in site:
                if part.tag == "information-category":
                    categories.append(_common_text(part.text))
                elif part.tag == "organization":
                    organizations.append(_common_text(part.text))
                elif part.tag == "standard-description":
                    notes.append(_text(part.text))
            shown = list(filter(_is_shown, categories))
            title = _text(site.get("title"))
            if not title:
                self.passed_over["links without a title"] += 1
            elif not shown and any(map(_is_hidden, categories)):
                self.passed_over["links that are not for display"] += 1
            else:
                yield m.Link(
                    title,
                    _names(shown),
                    _names(organizations),
                    self._address(site.get("url")),
                    " ".join(filter(None, notes)),
                    self._address(site.get("language-mapped-url")),
                )


def _text(text: str | None) -> str:
    return squeeze(plain(text)) if text else ""


_common_text = lru_cache(2000)(_text)


def unknown_elements(topic: Element) -> Iterator[str]:
    """Yield the names of the elements of a topic that are not in the format."""
    for child in topic:
        if child.tag not in _KNOWN:
            yield child.tag
        yield from (part.tag for part in child if f"{child.tag}/{part.tag}" not in _KNOWN)


def _is_hidden(category: str) -> bool:
    return category.casefold().startswith(_HIDDEN)


def _is_shown(category: str) -> bool:
    return category != LANGUAGE_MARKER and not _is_hidden(category)


def _names(names: Iterable[str], *others: str) -> tuple[str, ...]:
    """Return names, leaving out empty ones, duplicates, and those in ``others``."""
    names = tuple(names)
    if len(names) < 2 and not others:
        return names if names and names[0] else ()
    found = {fold(other): "" for other in others}
    for name in names:
        if name:
            found.setdefault(fold(name), name)
    return tuple(filter(None, found.values()))


def date_of(generated: str) -> str:
    """Return the ISO date for what an export gives as its date, or ``UNDATED``."""
    return _date(generated) or m.UNDATED


@lru_cache(2000)
def _date(text: str) -> str:
    """Return a date of the export (mm/dd/yyyy, with or without a time) in ISO 8601, or nothing."""
    try:
        return datetime.strptime(text.strip()[:10], "%m/%d/%Y").date().isoformat()  # noqa: DTZ007 - it has no time zone
    except ValueError:
        return ""


def _description(written: str, summary: Summary) -> str:
    """Return the description as written, else the text's first sentence, cut if it is long."""
    text = written or next(
        (sentence for block in _blocks(summary) for sentence in _sentences(block)), ""
    )
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    beginning = text[:DESCRIPTION_LENGTH].rpartition(" ")[0] or text[: DESCRIPTION_LENGTH - 1]
    return re.sub(r"[^\w)\]”\"']+$", "", beginning) + "…"


def _blocks(summary: Summary) -> Iterator[m.Block]:
    yield from summary.blocks
    for section in summary.sections:
        yield from section.blocks


def _sentences(block: m.Block) -> tuple[str, ...]:
    return sentences(block.text if isinstance(block, m.Paragraph) else block.items[0].text)
