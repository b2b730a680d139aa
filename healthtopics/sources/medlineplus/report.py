"""What an export is like: counts, and names that the program does not know, but no texts.

It is what a maintainer needs to know about a file that only its owner has.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from xml.etree.ElementTree import Element

from healthtopics.model import ExportReport, is_web_address
from healthtopics.sources.medlineplus.topics import Export, unknown_elements
from healthtopics.text import fold, plain, squeeze

_LONGEST_NAME = 60  # characters
# What a record may lack: what to call it, and the element or attribute that has it.
_PARTS = (
    ("a summary", "full-summary"),
    ("other names", "also-called"),
    ("a group", "group"),
    ("a MeSH heading", "mesh-heading"),
    ("related topics", "related-topic"),
    ("links", "site"),
    ("a topic in the other language", "language-mapped-topic"),
    ("a primary institute", "primary-institute"),
)
_ATTRIBUTES = (
    ("a description", "meta-desc"),
    ("an address", "url"),
    ("a date", "date-created"),
)
_MARKUP = ("table", "img", "sup", "sub", "a", "ol")  # these affect how a summary is read


def report(export: Export, groups: Collection[str]) -> ExportReport:
    """Return what an export is like.

    Args:
        export: the export, which is read here.
        groups: the names of known groups, in all languages.

    Raises:
        BadInput: the export is not whole and well-formed.
    """
    known = set(map(fold, groups))
    languages, without, elements, strange, addresses, texts = (Counter[str]() for _ in range(6))
    for record in export.records():
        topic = record.element
        languages[record.entry.language] += 1
        for what, tag in _PARTS:
            without[what] += topic.find(tag) is None
        for what, attribute in _ATTRIBUTES:
            without[what] += not topic.get(attribute)
        elements.update(map(_name, unknown_elements(topic)))
        names = (_name(group.text) for group in topic.iterfind("group"))
        strange.update(name for name in names if fold(name) not in known)
        addresses.update(_addresses(topic))
        texts.update(_texts(topic))
    overview = export.overview()
    categories = {_name(name): total for name, total in overview.unknown_categories.items()}
    unknown = {"elements": elements, "link categories": categories, "groups": strange}
    return ExportReport(
        overview.date,
        overview.announced,
        languages,
        overview.passed_over,
        without,
        {kind: dict(counts) for kind, counts in unknown.items()},
        addresses,
        texts,
    )


def _addresses(topic: Element) -> Iterator[str]:
    """Yield what each address of a topic begins with, or what is wrong with it."""
    for element in topic.iter():
        for attribute in ("url", "language-mapped-url"):
            if (address := element.get(attribute)) is None:
                continue
            if not address:
                yield "empty"
            elif not is_web_address(address):
                yield "not a plain web address"
            else:
                yield address.partition("//")[0].lower() + "//"


def _texts(topic: Element) -> Iterator[str]:
    """Yield what in the summary of a topic affects how it is read."""
    text = "".join(element.text or "" for element in topic.iterfind("full-summary")).lower()
    if "\n" in text.strip():
        yield "with line ends"
    yield from (f"with {tag}" for tag in _MARKUP if f"<{tag} " in text or f"<{tag}>" in text)


def _name(text: str | None) -> str:
    """Return a name from an export: on one line, without invisible characters, and cut if long."""
    return squeeze(plain((text or "")[: 4 * _LONGEST_NAME]))[:_LONGEST_NAME]
