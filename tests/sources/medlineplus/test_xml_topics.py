"""The XML of an export: its topics one by one, and where and why it is refused."""

import contextlib
from collections.abc import Iterator

import pytest

from healthtopics.errors import BadInput
from healthtopics.sources.medlineplus import xml_topics
from healthtopics.sources.medlineplus.xml_topics import MAX_DEPTH, TopicStream
from tests.support.exports import RECORDS, export, record

REMEDY = "An export is called mplus_topics_….xml or .zip: https://medlineplus.gov/xml.html"


def _seen(*chunks: bytes) -> list[tuple[str | None, str, int]]:
    """Return what is told of the topics: id, digest, and how much text is in them."""
    return [
        (element.get("id"), digest, len("".join(element.itertext())))
        for element, digest in TopicStream(chunks, "export")
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
    if hasattr(stream._expat, "SetReparseDeferralEnabled"):  # since expat 2.6
        stream._expat.SetReparseDeferralEnabled(True)  # noqa: FBT003
    assert [element.get("id") for element, _ in stream] == ["1", "2", "3"]


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


def test_topics_come_as_soon_as_they_are_whole() -> None:
    begin, end = b"<health-topics><health-topic id='1'>a</health-topic><health-topic", b"</health"
    stream = iter(TopicStream(iter((begin, end)), "export"))
    assert next(stream).element.text == "a"
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


def test_elements_may_be_nested_so_deep_and_no_deeper() -> None:
    def nested(depth: int) -> bytes:
        inside = "<a>" * depth + "</a>" * depth
        return f"<health-topics>\n<health-topic>{inside}</health-topic></health-topics>".encode()

    assert len(_seen(nested(MAX_DEPTH - 2))) == 1
    assert _refused(nested(MAX_DEPTH - 1)) == "export:2: its elements are nested too deep"


@pytest.mark.parametrize(
    "text", ["<health-topic>{}</health-topic>", "<odd>{}</odd>", "<!--{}-->", "{}"]
)
def test_a_piece_may_be_so_long_and_no_longer(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(xml_topics, "MAX_TOPIC_BYTES", 5000)
    begin, end = text.split("{}")
    long = [b"<health-topics>", begin.encode(), *[b" " * 1000] * 9, end.encode()]
    is_forgotten = text == "{}"  # white space beside topics is forgotten as it comes
    if is_forgotten:
        assert _seen(*long, b"</health-topics>") == []
    else:
        message = _refused(*long, b"</health-topics>")
        assert message == "export:1: a piece of it is longer than any topic can be"
    short = [b"<health-topics>", *[begin.encode(), *[b" " * 1000] * 4, end.encode()] * 3]
    assert len(_seen(*short, b"</health-topics>")) == 3 * (text.startswith("<health-topic>"))


@pytest.mark.parametrize(
    ("limit", "piece", "message"),
    [
        ("MAX_TOPICS", "<health-topic/>", "it has more elements than any export"),
        ("MAX_STRANGERS", "<odd/>", "it has more elements than any export"),
        ("MAX_ELEMENTS", "<site/>", "a topic of it has more elements than any can have"),
    ],
)
def test_there_may_be_so_much_and_no_more(
    monkeypatch: pytest.MonkeyPatch, limit: str, piece: str, message: str
) -> None:
    def of(times: int) -> bytes:
        pieces = piece * times
        topics = f"<health-topic>{pieces}</health-topic>" * 2 if piece == "<site/>" else pieces
        return f"<health-topics>\n{topics}</health-topics>".encode()

    monkeypatch.setattr(xml_topics, limit, 3)
    _seen(of(3))
    assert _refused(of(4)) == f"export:2: {message}"
