"""What an export is like: counts, and names that the program does not know; none of its texts.

It is what a maintainer needs to see of a file that only its owner has.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from xml.etree.ElementTree import Element

from healthtopics.model import ExportReport, is_web_address
from healthtopics.sources.medlineplus.topics import KNOWN_ELEMENTS, is_shown_category
from healthtopics.sources.medlineplus.xml_topics import TopicStream
from healthtopics.taxonomy import is_known_category
from healthtopics.text import fold, plain, squeeze

_LONGEST_NAME = 60  # characters
_MOST_NAMES = 100  # of a kind that are told apart
OTHERS = "of other names"
# What a record may lack: how that is called, and the element or attribute that has it.
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


def report(chunks: Iterable[bytes], name: str, groups: Collection[str]) -> ExportReport:
    """Return what an export is like.

    Args:
        chunks: the bytes of its XML.
        name: what to call it in errors.
        groups: the names of groups that are known, in all languages.

    Raises:
        BadInput: it is not whole and well formed.
    """
    stream = TopicStream(chunks, name)
    known = set(map(fold, groups))
    languages = Counter[str]()
    without = Counter[str]()
    addresses = Counter[str]()
    texts = Counter[str]()
    unknown: dict[str, dict[str, int]] = {kind: Counter() for kind in _UNKNOWN}
    for topic in stream:
        language = _name(topic.get("language"))
        _count(languages, language)
        for what, tag in _PARTS:
            without[what] += topic.find(tag) is None
        for what, attribute in _ATTRIBUTES:
            without[what] += not topic.get(attribute)
        for kind, names in _unknown(topic, known):
            for one in names:
                _count(unknown[kind], f"{one} ({language})" if kind != "elements" else one)
        addresses.update(_addresses(topic))
        texts.update(_texts(topic))
    root = stream.root
    generated = root.get("date-generated") or root.get("dategenerated")
    announced, made = _name(root.get("total")), _name(generated)
    return ExportReport(announced, made, languages, without, unknown, addresses, texts)


_UNKNOWN = ("elements", "link categories", "groups")


def _unknown(topic: Element, groups: set[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the kinds of names, each with those of a topic that are not known."""
    tags = [child.tag for child in topic]
    tags += [f"{child.tag}/{part.tag}" for child in topic for part in child]
    yield "elements", [_name(tag) for tag in tags if tag not in KNOWN_ELEMENTS]
    categories = [_name(e.text) for e in topic.iterfind("site/information-category")]
    yield (
        "link categories",
        [name for name in categories if is_shown_category(name) and not is_known_category(name)],
    )
    names = [_name(element.text) for element in topic.iterfind("group")]
    yield "groups", [name for name in names if fold(name) not in groups]


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
    """Yield what is in the summary of a topic, as far as reading it depends on that."""
    text = "".join(element.text or "" for element in topic.iterfind("full-summary"))
    if "\n" in text.strip():
        yield "with line ends"
    for tag in ("<table", "<img", "<sup", "<sub", "<a ", "<ol"):
        if tag in text.lower():
            yield f"with {tag.strip('< ')}"


def _count(counts: dict[str, int], name: str) -> None:
    """Count a name, as one of others when many names were counted."""
    key = name if name in counts or len(counts) < _MOST_NAMES else OTHERS
    counts[key] = counts.get(key, 0) + 1


def _name(text: str | None) -> str:
    """Return a name out of an export: in one line, without what does not show, and not long."""
    return squeeze(plain((text or "")[: 4 * _LONGEST_NAME]))[:_LONGEST_NAME]
