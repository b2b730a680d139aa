"""The XML of an export, topic by topic, so that memory does not grow with the export.

The DOCTYPE is not read, declarations of entities and of attributes (whose defaults would appear in
every element) are refused, and nothing external is ever fetched. The size and number of topics are
limited: many times more than an export ever had, and little enough for any machine.
"""

import hashlib
from collections.abc import Generator, Iterable, Iterator, Mapping
from itertools import chain
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from healthtopics.errors import BadInput
from healthtopics.messages import Message, known, say

ROOT = "health-topics"
TOPIC = "health-topic"
MAX_TOPIC_BYTES = 1 << 20  # also of what lies between two topics
MAX_TOPICS = 100_000
MAX_NAMES = 10_000  # of elements and attributes: the parser keeps them all
_REMEDY = say("An export is called mplus_topics_….xml or .zip: https://medlineplus.gov/xml.html")


class TopicStream:
    """The topics of an export, one after the other.

    Iterating raises BadInput as soon as the export turns out not to be whole and well-formed.

    Args:
        chunks: the bytes of the export.
        name: the export's name in error messages.
    """

    def __init__(self, chunks: Iterable[bytes], name: str) -> None:
        self.root: Mapping[str, str] = {}
        self.strangers = 0  # elements besides the topics
        self._namespaces = 0
        self._chunks = chunks
        self._name = name
        self._tree = Element("")  # the root, with the elements that were not yielded yet
        self._builder = TreeBuilder()
        self._parser = parser = expat.ParserCreate(namespace_separator="}")
        # The builder's methods are C functions, so that no Python runs for an element.
        parser.StartElementHandler = self._start_root
        parser.EndElementHandler = self._builder.end
        parser.CharacterDataHandler = self._builder.data
        parser.EntityDeclHandler = parser.SkippedEntityHandler = self._refuse_entity
        parser.AttlistDeclHandler = self._refuse_attributes
        parser.StartNamespaceDeclHandler = self._count_namespace
        # Newer versions of expat wait for more bytes after an incomplete piece: the results would
        # depend on how the bytes arrive. Reading a piece again costs little: its size has a limit.
        if hasattr(parser, "SetReparseDeferralEnabled"):
            parser.SetReparseDeferralEnabled(False)  # noqa: FBT003 - expat has no keywords

    def __iter__(self) -> Iterator[Element]:
        """Yield the topics; each is only valid until the next one."""
        try:
            yield from self._topics()
        finally:
            if isinstance(self._chunks, Generator):  # it may have a file open
                self._chunks.close()

    def _topics(self) -> Iterator[Element]:
        """Feed the parser; after each chunk, yield and drop the topics that are whole."""
        size = count = pending = 0
        for chunk in chain(filter(None, self._chunks), [b""]):
            size += len(chunk)
            pending += len(chunk)
            if not size:
                raise BadInput(say("{name}: empty", name=self._name), _REMEDY)
            self._feed(chunk)
            end = len(self._tree) - 1 if chunk else len(self._tree)  # the last may be incomplete
            whole = self._tree[:end]
            del self._tree[:end]
            count += len(whole)
            for element in whole:
                if element.tag == TOPIC:
                    pending = len(chunk)
                    yield element
                else:
                    self.strangers += 1
            if count > MAX_TOPICS:
                raise self._bad(say("it has more elements than any export"))
            if len(self._parser.intern) + self._namespaces > MAX_NAMES:
                raise self._bad(say("it has more names of elements than any export"))
            if pending > MAX_TOPIC_BYTES:
                raise self._bad(say("a piece of it is longer than any topic can be"))

    def _feed(self, chunk: bytes) -> None:
        """Give a chunk to the parser; an empty one marks the end."""
        try:
            self._parser.Parse(chunk, not chunk)
        except expat.ExpatError as error:
            if error.code == expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]:
                raise MemoryError from None
            what = expat.errors.messages.get(error.code, str(error))
            raise self._bad(say("not well-formed XML ({reason})", reason=known(what))) from None
        except (ValueError, LookupError) as error:  # unknown encodings
            raise self._bad(say("not readable as XML ({reason})", reason=known(error))) from None

    def _bad(self, what: Message) -> BadInput:
        line = self._parser.CurrentLineNumber
        return BadInput(
            say("{name}:{line}: {what}", name=self._name, line=line, what=what), _REMEDY
        )

    def _start_root(self, tag: str, attributes: dict[str, str]) -> None:
        """Check the first element, and leave all others to the builder."""
        if tag != ROOT:
            raise self._bad(say("its root is “{tag}” and not “{root}”", tag=tag[:40], root=ROOT))
        self.root = attributes
        self._tree = self._builder.start(tag, attributes)
        self._parser.StartElementHandler = self._builder.start

    def _count_namespace(self, *_: object) -> None:
        self._namespaces += 1

    def _refuse_entity(self, *_: object) -> None:
        raise self._bad(say("it declares entities, which no export does"))

    def _refuse_attributes(self, *_: object) -> None:
        raise self._bad(say("it declares attributes, which no export does"))


def digest(topic: Element) -> str:
    """Return a digest of a topic's tags, attributes and text; white space does not matter."""
    parts: list[str] = []
    for element in topic.iter():
        parts += (element.tag, str(len(element)), element.text or "", element.tail or "")
        if element.attrib:
            parts.append(str(element.attrib))
    parts[3] = ""  # what follows the topic is not part of it
    text = " ".join(" \0 ".join(parts).split())  # XML has no NUL
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
