"""The XML of an export, topic by topic, so that memory does not grow with the export.

The DOCTYPE is left unread, declarations of entities and of attributes (whose defaults would stand
in every element) are refused, nothing outside is ever fetched (defusedxml), and everything of which
there could be too much is bounded: many times more than an export ever had, and little enough for
any machine.
"""

import hashlib
from collections.abc import Generator, Iterable, Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers.expat import ExpatError
from xml.parsers.expat.errors import messages

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from healthtopics.errors import BadInput

ROOT = "health-topics"
TOPIC = "health-topic"
MAX_DEPTH = 50
MAX_TOPIC_BYTES = 1 << 20
MAX_ELEMENTS = 20_000  # of a topic
MAX_TOPICS = 100_000
MAX_STRANGERS = 1_000
_REMEDY = "An export is called mplus_topics_….xml or .zip: https://medlineplus.gov/xml.html"


class Parsed(NamedTuple):
    """A topic's element, and a digest of its text in the file, white space aside."""

    element: Element
    digest: str


class TopicStream:
    """The topics of an export, one after the other.

    Iterating raises BadInput as soon as something shows that it is no whole, well-formed export.

    Args:
        chunks: the bytes of the export.
        name: what it is called, for errors.
    """

    def __init__(self, chunks: Iterable[bytes], name: str) -> None:
        self.root: Mapping[str, str] = {}
        self.strangers = 0  # elements beside the topics
        self._chunks = chunks
        self._name = name
        self._depth = 0
        self._topics = 0
        self._elements = 0  # of the topic that is being read
        self._ready: list[Parsed] = []
        self._builder = TreeBuilder()
        self._is_topic = False
        self._pending = bytearray()  # from the beginning of the topic that is being read
        self._pending_from = 0  # its place in the file
        self._parser = DefusedXMLParser(
            target=TreeBuilder(), forbid_dtd=False, forbid_entities=True, forbid_external=True
        )
        # Straight from expat to here: the detour that ElementTree takes costs as much again.
        self._expat = self._parser.parser
        self._expat.ordered_attributes = False
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = self._text
        self._expat.AttlistDeclHandler = self._refuse_attributes
        # Newer expats wait for twice as much after a piece that was cut; what comes out would
        # depend on how the bytes come in. A piece is bounded here, and so is reading it again.
        if hasattr(self._expat, "SetReparseDeferralEnabled"):
            self._expat.SetReparseDeferralEnabled(False)  # noqa: FBT003 - expat has no keywords

    def __iter__(self) -> Iterator[Parsed]:
        """Yield the topics."""
        try:
            yield from self._parsed()
        finally:
            if isinstance(self._chunks, Generator):  # which has a file open
                self._chunks.close()

    def _parsed(self) -> Iterator[Parsed]:
        """Feed bytes to the parser; a mistake in them is an error with its line."""
        empty = True
        for chunk in self._chunks:
            empty = False
            self._pending += chunk
            self._feed(chunk)
            yield from self._ready
            self._ready.clear()
            if self._depth < 2:
                self._forget(self._expat.CurrentByteIndex)
            if len(self._pending) > MAX_TOPIC_BYTES:
                raise self._bad("a piece of it is longer than any topic can be")
        if empty:
            raise BadInput(f"{self._name}: empty", _REMEDY)
        self._feed(None)
        yield from self._ready  # where expat waited for more

    def _feed(self, chunk: bytes | None) -> None:
        try:
            if chunk is None:
                self._parser.close()
            else:
                self._parser.feed(chunk)
        except DefusedXmlException:
            raise self._bad("it declares entities, which no export does") from None
        except (ParseError, ExpatError) as error:
            code = getattr(error, "code", 0)
            raise self._bad(f"not well-formed XML ({messages.get(code, error)})") from None
        except (ValueError, LookupError) as error:  # encodings that are not known
            raise self._bad(f"not readable as XML ({error})") from None

    def _bad(self, what: str) -> BadInput:
        return BadInput(f"{self._name}:{self._expat.CurrentLineNumber}: {what}", _REMEDY)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        """Count what comes, and refuse what is too deep or too large."""
        self._depth += 1
        if self._depth > 2:
            self._elements += 1
            if self._depth > MAX_DEPTH:
                raise self._bad("its elements are nested too deep")
            if self._elements > MAX_ELEMENTS:
                raise self._bad("a topic of it has more elements than any can have")
            self._builder.start(tag, attributes)
        elif self._depth == 2:
            self._is_topic = tag == TOPIC
            self._topics += self._is_topic
            self.strangers += not self._is_topic
            self._elements = 0
            if self._topics > MAX_TOPICS or self.strangers > MAX_STRANGERS:
                raise self._bad("it has more elements than any export")
            self._forget(self._expat.CurrentByteIndex)
            self._builder = TreeBuilder()
            self._builder.start(tag, attributes)
        else:
            if tag != ROOT:
                raise self._bad(f"its root is “{tag[:40]}” and not “{ROOT}”")
            self.root = attributes

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if self._depth >= 1:
            self._builder.end(tag)
            if self._depth == 1 and self._is_topic:
                length = self._expat.CurrentByteIndex - self._pending_from
                text = b" ".join(bytes(self._pending[:length]).split())
                digest = hashlib.blake2b(text, digest_size=8).hexdigest()
                self._ready.append(Parsed(self._builder.close(), digest))

    def _text(self, text: str) -> None:
        if self._depth > 1:
            self._builder.data(text)

    def _refuse_attributes(self, *declaration: object) -> None:
        raise self._bad("it declares attributes, which no export does")

    def _forget(self, place: int) -> None:
        """Drop the bytes before a place in the file."""
        if place > self._pending_from:
            del self._pending[: place - self._pending_from]
            self._pending_from = place
