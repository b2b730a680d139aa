"""The export's reader: every element ends in the topic, and whatever comes is read or refused."""

import io
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtopics.errors import BadInput
from healthtopics.model import Link, MeshHeading, OtherLanguage, Qualifier, Reference, Source, Topic
from healthtopics.sources.archives import chunks
from healthtopics.sources.characters import plain
from healthtopics.sources.medlineplus import Export
from healthtopics.sources.topic_files import read, write
from tests.bundled import GROUPS
from tests.exports import DOCTYPE, RECORDS, export, record, zipped
from tests.fuzz.targets import check_export
from tests.hostile_exports import GOOD_ZIP, REFUSED, TAKEN


def _read(content: bytes) -> tuple[list[Topic], Counter[str]]:
    opened = Export(chunks(io.BytesIO(content), "export"), "export")
    return list(opened.topics()), opened.passed_over


@pytest.fixture(scope="module")
def blue() -> Topic:
    return _read(export())[0][0]


class TestATopic:
    def test_names_and_dates(self, blue: Topic) -> None:
        assert (blue.title, blue.language, blue.description) == (
            "Blue Elbow", "en", "An elbow that is blue.",
        )  # fmt: skip
        assert blue.also_called == ("Azure elbow",)
        assert blue.groups == ("Bones, Joints and Muscles", "Group of our own")
        assert blue.related == ("Red Knee",)
        assert blue.mesh == (MeshHeading("D1", "Elbow", (Qualifier("Q1", "injuries"),)),)

    def test_what_medlineplus_refers_to(self, blue: Topic) -> None:
        assert blue.medlineplus
        about = blue.medlineplus
        base = "https://medlineplus.example.org"
        assert (about.id, about.url) == ("1", f"{base}/1.html")
        assert (about.exported, about.created) == ("2026-11-21", "2003-01-07")
        assert about.see_references == ("Elbow, Blue",)
        assert about.twin == Reference("Codo azul", "2", f"{base}/es/2.html", "es")
        assert about.groups[0] == Reference("Bones, Joints and Muscles", "10", f"{base}/bones.html")
        assert about.related == (Reference("Red Knee", "3", f"{base}/3.html"),)
        assert about.other_languages == (OtherLanguage("French", "français", f"{base}/fr.html"),)
        institute = Reference("Institute of Elbows", "", "https://elbows.example.org/")
        assert about.primary_institute == institute

    def test_links(self, blue: Topic) -> None:
        assert blue.links == (
            Link(
                "Elbows", ("Start Here",), ("Elbow Society", "Arm Society"),
                "https://elbow.example.org/a", "With pictures",
            ),
            Link("Old page", ("Specific Conditions", "Our own category")),
        )  # fmt: skip

    def test_text(self, blue: Topic) -> None:
        assert [symptom.name for symptom in blue.symptoms] == [
            "A blue patch on the elbow", "Itching",
        ]  # fmt: skip
        assert [(a.level, a.text) for a in blue.advice] == [
            ("emergency", "Your elbow glows in the dark."),
            ("emergency", "You cannot bend your arm."),
        ]
        assert [(s.kind, s.heading) for s in blue.sections] == [
            ("causes", "What causes blue elbow?"),
            ("", "What are the symptoms of blue elbow?"),
            ("", "A word on sleeves"),
        ]
        assert blue.sources == (
            Source(
                "MedlinePlus", "National Library of Medicine",
                "https://medlineplus.example.org/1.html",
            ),
            Source("NIH: National Institute of Elbows"),
        )  # fmt: skip

    def test_a_description_is_made_where_none_is_written(self) -> None:
        topics, _ = _read(export(record(1, "A", "<p>First one. Second one.</p>")))
        assert topics[0].description == "First one."
        topics, _ = _read(export(record(1, "A", f"<p>{'word ' * 60}</p>")))
        assert topics[0].description == "word " * 31 + "word…"

    def test_a_spanish_topic_knows_its_twin(self) -> None:
        topic = _read(export())[0][1]
        assert (topic.language, topic.translation_of) == ("es", "blue-elbow")

    def test_what_is_passed_over_is_counted(self) -> None:
        others = (
            record(4, "Bleu", "x", "French"), record(1, "Again", "x"), record(5, "blue  elbow", "x"),
            record(6, "?!", "x"), "<odd/>",
        )  # fmt: skip
        topics, passed_over = _read(export(*RECORDS, *others))
        assert len(topics) == 3
        assert passed_over["topics in other languages"] == 1
        assert passed_over["topics that stand twice"] == 2
        assert passed_over["topics without a title or a number"] == 1
        assert passed_over["unknown elements (strange)"] == 1
        assert passed_over["links that are not for display"] == 1
        assert passed_over["addresses that are no web address"] == 1

    def test_characters_that_act_or_hide_are_taken_out(self) -> None:
        summary = "<p>One\u202e two&#x202e;\u0085three&#155;four</p>"
        (topic,), _ = _read(export(record(1, "A\u200bB &amp;#155; C", summary)))
        text = repr(topic)
        assert "One two three›four" in text
        assert "\\u202e" not in text
        assert "\\u200b" not in text
        assert "\\x9b" not in text

    def test_as_a_topic_file_it_is_the_same(self) -> None:
        for topic in _read(export())[0]:
            assert read(write(topic).encode(), "t.yaml", GROUPS) == topic


@pytest.mark.parametrize("content", TAKEN.values(), ids=TAKEN.keys())
def test_what_only_looks_odd_is_read_like_any_other(content: bytes) -> None:
    assert _read(content)[0] == _read(export())[0]


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_export_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(BadInput) as caught:
        _read(content)
    assert caught.value.message.startswith("export")
    assert "\n" not in caught.value.message
    assert caught.value.hints


def test_what_expands_too_far_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("healthtopics.sources.archives.MAX_BYTES", 1 << 20)
    for content in (b"x" * (2 << 20), zipped(("x.xml", b"x" * (2 << 20)))):
        with pytest.raises(BadInput, match="expands to more"):
            list(chunks(io.BytesIO(content), "export"))
    monkeypatch.setattr("healthtopics.sources.archives.MAX_ARCHIVE_BYTES", 1 << 10)
    with pytest.raises(BadInput, match="more than"):
        list(chunks(io.BytesIO(GOOD_ZIP + b" " * 2000), "export"))


def _pieces() -> st.SearchStrategy[bytes]:
    """Return bytes that look like parts of exports, and bytes that do not."""
    parts = [record.encode() for record in RECORDS]
    parts += [b"<health-topics>", b"</health-topics>", b"<site>", b"</site>", DOCTYPE.encode(),
              b"PK\3\4", b"&#xd800;", b"]]>", b"<![CDATA[", b"<?x", b"\xff\xfe", b"\0"]  # fmt: skip
    return st.lists(st.sampled_from(parts) | st.binary(max_size=20), max_size=8).map(b"".join)


@settings(deadline=None)
@given(st.binary(max_size=200) | _pieces() | _pieces().map(lambda b: zipped(("x.xml", b))))
def test_any_bytes_are_topics_or_a_sentence(content: bytes) -> None:
    check_export(content)


XML = export()
PARTS = (b"", b"<", b">", b"&", b"&#x1b;", b"]]>", b"<!--", b'"', b"\0", b"\xff", b"</health-topic>", b"<site>",
         b"<p>", b"&lt;ul&gt;", b"<![CDATA[", b"<!DOCTYPE x>", b"<?xml ?>", "\u202e".encode(), b"\r")  # fmt: skip


@given(
    st.lists(
        st.tuples(st.integers(0, len(XML)), st.integers(0, 40), st.sampled_from(PARTS)),
        min_size=1,
        max_size=3,
    )
)
def test_an_export_changed_anywhere_is_topics_or_a_sentence(
    changes: list[tuple[int, int, bytes]],
) -> None:
    content = XML
    for place, length, part in changes:
        content = content[:place] + part + content[place + length :]
    check_export(content)


@settings(deadline=None, max_examples=50)
@given(st.integers(0, len(GOOD_ZIP) - 1), st.integers(1, 255))
def test_a_byte_changed_in_an_archive_is_noticed_or_harmless(place: int, change: int) -> None:
    changed = bytearray(GOOD_ZIP)
    changed[place] ^= change
    try:
        topics, _ = _read(bytes(changed))
    except BadInput:
        return
    assert topics == _read(export())[0]


def _hidden() -> Iterator[str]:
    for code in range(sys.maxunicode + 1):
        if unicodedata.category(chr(code)) in ("Cf", "Cs", "Cc") and chr(code) not in "\t\n\r":
            yield chr(code)


def test_no_control_or_format_character_stays() -> None:
    stays = [c for c in _hidden() if c in plain(f"a{c}b") and not c.isspace()]
    assert stays == []
