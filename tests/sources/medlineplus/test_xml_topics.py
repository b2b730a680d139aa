"""The XML of an export: its topics one by one, and where and why it is refused."""

import contextlib
from collections.abc import Iterator

import pytest

from healthtopics.errors import BadInput
from healthtopics.sources.medlineplus import xml_topics
from healthtopics.sources.medlineplus.xml_topics import TopicStream, digest
from tests.support.exports import RECORDS, export, record

REMEDY = "An export is called mplus_topics_….xml or .zip: https://medlineplus.gov/xml.html"


def _seen(*chunks: bytes) -> list[tuple[str | None, str, int]]:
    """Return what is told of the topics: id, digest, and how much text is in them."""
    return [
        (element.get("id"), digest(element), len("".join(element.itertext())))
        for element in TopicStream(chunks, "export")
    ]


def _refused(*chunks: bytes) -> str:
    with pytest.raises(BadInput) as caught:
        _seen(*chunks)
    assert caught.value.hints == (REMEDY,)
    return caught.value.message


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_topics_are_the_same_however_the_bytes_come(size: int) -> None:
    content = export(*RECORDS, "<odd>text</odd>", record(4, "D", "x"))
    whole = _seen(content)
    assert [id for id, _, _ in whole] == ["1", "2", "3", "4"]
    assert _seen(*(content[i : i + size] for i in range(0, len(content), size))) == whole


def test_none_is_lost_where_expat_waits_for_more() -> None:
    content = export(*RECORDS)
    stream = TopicStream((content[i : i + 7] for i in range(0, len(content), 7)), "export")
    if hasattr(stream._parser, "SetReparseDeferralEnabled"):  # since expat 2.6
        stream._parser.SetReparseDeferralEnabled(True)  # noqa: FBT003
    assert [element.get("id") for element in stream] == ["1", "2", "3"]


@pytest.mark.parametrize("content", [export(), b"<health-topics><", b"<odd>"])
def test_what_it_is_read_from_is_closed(content: bytes) -> None:
    def chunks() -> Iterator[bytes]:
        try:
            yield content
            yield b""
        finally:
            closed.append(True)

    closed: list[bool] = []
    stream = TopicStream(chunks(), "export")
    with contextlib.suppress(BadInput):
        list(stream)
    assert closed == [True]


def test_a_topic_comes_as_soon_as_the_next_one_begins() -> None:
    begin, end = b"<health-topics><health-topic id='1'>a</health-topic><health-topic>", b"</health"
    stream = iter(TopicStream(iter((begin, end)), "export"))
    assert next(stream).text == "a"
    with pytest.raises(BadInput):
        next(stream)


def test_the_root_and_strangers_are_told() -> None:
    stream = TopicStream(
        [b"<health-topics total='1'><odd/><health-topic/><odd/></health-topics>"], "e"
    )
    assert len(list(stream)) == 1
    assert (stream.root, stream.strangers) == ({"total": "1"}, 2)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "export: empty"),
        ("\n\n<html>", "export:3: its root is “html” and not “health-topics”"),
        (f"<{'x' * 99}>", f"export:1: its root is “{'x' * 40}” and not “health-topics”"),
        ("<health-topics>\n</health-topic>", "export:2: not well-formed XML (mismatched tag)"),
        ("<health-topics>\n", "export:2: not well-formed XML (no element found)"),
        ("<health-topics/>\n<a/>",
         "export:2: not well-formed XML (junk after document element)"),
        ("<!DOCTYPE a [\n<!ENTITY b 'c'>]><health-topics/>",
         "export:2: it declares entities, which no export does"),
        ("<!DOCTYPE a [\n<!ATTLIST b c CDATA 'd'>]><health-topics/>",
         "export:2: it declares attributes, which no export does"),
        ("<?xml version='1.0' encoding='odd'?><health-topics/>",
         "export:1: not readable as XML (unknown encoding: odd)"),
    ],
)  # fmt: skip
def test_what_is_refused_is_told_with_its_line(content: str, message: str) -> None:
    assert _refused(*filter(None, [content.encode()])) == message


def test_a_topic_may_be_nested_as_deep_as_its_size_allows() -> None:
    depth = 100_000
    topic = "<health-topic>" + "<a>" * depth + "</a>" * depth + "</health-topic>"
    assert [len for _, _, len in _seen(f"<health-topics>{topic}</health-topics>".encode())] == [0]


@pytest.mark.parametrize(
    "text", ["<health-topic>{}</health-topic>", "<odd>{}</odd>", "<odd/>{}", "<!--{}-->", "{}"]
)
def test_a_piece_may_be_so_long_and_no_longer(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(xml_topics, "MAX_TOPIC_BYTES", 5000)
    begin, end = text.encode().split(b"{}")
    long = [b"<health-topics>", begin, *[b" " * 1000] * 9, end, b"</health-topics>"]
    assert _refused(*filter(None, long)).startswith("export:1: a piece of it is longer")
    short = [begin, *[b" " * 1000] * 2, end, b"<health-topic/>"] * 3
    ids = _seen(b"<health-topics>", *short, b"</health-topics>")
    assert len(ids) == (6 if text.startswith("<health-topic>") else 3)


@pytest.mark.parametrize("piece", ["<health-topic/>", "<odd/>"])
def test_there_may_be_so_many_elements_and_no_more(
    monkeypatch: pytest.MonkeyPatch, piece: str
) -> None:
    monkeypatch.setattr(xml_topics, "MAX_TOPICS", 3)
    _seen(f"<health-topics>\n{piece * 3}</health-topics>".encode())
    said = _refused(f"<health-topics>\n{piece * 4}</health-topics>".encode())
    assert said == "export:2: it has more elements than any export"


def _digest(topic: str) -> str:
    ((_, digest, _),) = _seen(f"<health-topics>{topic}</health-topics>".encode())
    return digest


def test_a_digest_is_the_same_whatever_white_space_there_is() -> None:
    assert _digest("<health-topic><a b='c d'>e f</a> </health-topic>") == _digest(
        "<health-topic>\n <a  b='c  d'>\te\n f </a></health-topic>\n"
    )


@pytest.mark.parametrize(
    "other",
    [
        "<health-topic><a b='c'>d</a><e/></health-topic>",
        "<health-topic><a b='c'>d<e/></a>g</health-topic>",
        "<health-topic><a b='c'>d</a><e/>f</health-topic>",
        "<health-topic><a b='x'>d<e/></a>f</health-topic>",
        "<health-topic><a>d<e/></a>f</health-topic>",
        "<health-topic><x b='c'>d<e/></x>f</health-topic>",
        "<health-topic id='1'><a b='c'>d<e/></a>f</health-topic>",
    ],
)
def test_a_digest_changes_with_tags_attributes_and_text(other: str) -> None:
    assert _digest(other) != _digest("<health-topic><a b='c'>d<e/></a>f</health-topic>")


def test_an_entity_that_is_not_declared_is_refused_wherever_its_declaration_may_be() -> None:
    for doctype in ("", "<!DOCTYPE a SYSTEM 'https://medlineplus.example.org/x.dtd'>"):
        _refused(f"{doctype}<health-topics><health-topic>&b;</health-topic>".encode())
