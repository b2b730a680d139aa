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
from healthtopics.model import (
    UNDATED,
    Advice,
    Link,
    MedlinePlus,
    MeshHeading,
    OtherLanguage,
    Paragraph,
    Qualifier,
    Reference,
    Source,
    Topic,
)
from healthtopics.sources.medlineplus.archives import chunks
from healthtopics.sources.medlineplus.topics import Export
from healthtopics.sources.topicfiles.reading import read
from healthtopics.sources.topicfiles.writing import write
from healthtopics.text import plain
from tests.fuzz.targets import check_export
from tests.support.bundled import VOCABULARY
from tests.support.exports import (
    DOCTYPE,
    RECORDS,
    entries_of,
    export,
    record,
    site,
    zipped,
)
from tests.support.hostile_exports import GOOD_ZIP, REFUSED, SLOW, TAKEN
from tests.support.long_form import examples, only_long


def _read(content: bytes) -> tuple[list[Topic], Counter[str]]:
    opened = Export(chunks(io.BytesIO(content), "export"), "export")
    records = [(record.topic(), record.passed_over) for record in opened.records()]
    passed_over = sum((counted for _, counted in records), opened.passed_over)
    return [topic for topic, _ in records], passed_over


@pytest.fixture
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
        assert about.groups[0] == Reference(
            "Bones, Joints and Muscles", "10", f"{base}/bones.html", "en"
        )
        assert about.related == (Reference("Red Knee", "3", f"{base}/3.html", "en"),)
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
        assert blue.advice == (
            Advice(
                "",
                "Get medical help immediately if:\n\n"
                "- Your elbow glows in the dark\n- You cannot bend your arm",
            ),
        )
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

        assert _read(export())[0][0].translation_of == ""
        for language, of in (("English", "a"), ("Spanish", ""), ("French", "")):
            twin = f'<language-mapped-topic language="{language}">A</language-mapped-topic>'
            topics, _ = _read(export(record(1, "B", "x", "Spanish", twin)))
            assert topics[0].translation_of == of

    def test_what_is_passed_over_is_counted(self) -> None:
        others = (
            record(4, "Bleu", "x", "French"), record(1, "Again", "x"), record(5, "blue  elbow", "x"),
            record(6, "?!", "x"), "<odd/>",
        )  # fmt: skip
        topics, passed_over = _read(export(*RECORDS, *others))
        assert len(topics) == 3
        assert passed_over["topics in other languages"] == 1
        assert passed_over["topics that appear twice"] == 2
        assert passed_over["topics without a title or a number"] == 1
        assert passed_over["unknown elements (strange)"] == 1
        assert passed_over["links that are not for display"] == 1
        assert passed_over["addresses that are no web address"] == 1

    def test_everything_that_is_passed_over_is_counted_each_time(self) -> None:
        odd = "o" * 50
        links = (
            site("", ["Start Here"]) + site(" ", []) + site("A", ["Non-Display"], "x")
            + site("B", ["NON-DISPLAY"]) + site("C", [], "ftp://c.example.org/", f"<{odd}/><odd/>")
            + site("D", [], "mailto:d@example.org", "<odd/>") + f"<odd/><odd/><{odd}/>"
            + "<group><odd/></group>"
        )  # fmt: skip
        others = (
            record(2, "A", "x", "French"), record(3, "B", "x", "German"), record(4, "C", "x", ""),
            record(5, "?", "x"), '<health-topic title="D" id="x" language="English"/>',
            '<health-topic title="E" id="\u0661" language="English"/>',
            '<health-topic title="F" language="English"/>',
        )  # fmt: skip
        _, passed_over = _read(export(record(1, "A", "x", parts=links), *others))
        assert passed_over == {
            "topics in other languages": 3,
            "topics without a title or a number": 4,
            f"unknown elements ({'o' * 40})": 2,
            "unknown elements (odd)": 5,
            "links without a title": 2,
            "links that are not for display": 2,
            "addresses that are no web address": 2,
        }

    def test_what_an_element_lacks_is_empty(self) -> None:
        bare = '<health-topic title="A" id="1" language="English"/>'
        assert _read(export(bare, date=""))[0] == [
            Topic(
                title="A",
                language="en",
                description="",
                summary=(),
                medlineplus=MedlinePlus("1", exported=UNDATED),
                sources=(Source("MedlinePlus", "National Library of Medicine"),),
            )
        ]
        parts = (
            "<also-called/><group/><mesh-heading/><related-topic/><see-reference/><site/>"
            "<mesh-heading><descriptor/><qualifier/></mesh-heading><primary-institute/>"
            "<other-language/><language-mapped-topic/><site title='B'/>"
        )
        (topic,), _ = _read(export(record(1, "A", "", parts=parts)))
        assert (topic.also_called, topic.groups, topic.mesh, topic.related) == ((), (), (), ())
        assert topic.medlineplus
        about = topic.medlineplus
        assert (about.twin, about.primary_institute, about.other_languages) == (None, None, ())
        assert (about.groups, about.related, about.see_references) == ((), (), ())
        assert topic.links == (Link("B", ()),)

    def test_a_summary_may_come_in_parts(self) -> None:
        parts = "<full-summary/><full-summary>ame day.&lt;/p></full-summary>"
        (topic,), _ = _read(export(record(1, "A", "<p>It is the s", parts=parts)))
        assert topic.summary == (Paragraph("It is the same day."),)

    def test_names_stand_once(self) -> None:
        parts = "".join(f"<also-called>{name}</also-called>" for name in ("B", "C", "", "c", "b!"))
        references = "".join(
            f"<see-reference>{name}</see-reference>" for name in ("D", "a.", "C", "d")
        )
        for names in (parts, parts + references):
            (topic,), _ = _read(export(record(1, "A", "x", parts=names)))
            assert topic.also_called == ("B", "C")
            assert topic.medlineplus
            assert topic.medlineplus.see_references == (("D",) if names != parts else ())

    @pytest.mark.parametrize("names", [[], [""], ["a"], ["A", "a"]])
    def test_a_name_that_is_the_title_or_empty_is_no_other_name(self, names: list[str]) -> None:
        parts = "".join(f"<also-called>{name}</also-called>" for name in names)
        assert _read(export(record(1, "A", "x", parts=parts)))[0][0].also_called == ()

    @pytest.mark.parametrize(
        ("names", "kept"), [([""], ()), (["B"], ("B",)), (["B", "b"], ("B",)), (["", "B"], ("B",))]
    )
    def test_an_organization_of_a_link_stands_once(
        self, names: list[str], kept: tuple[str, ...]
    ) -> None:
        more = "".join(f"<organization>{name}</organization>" for name in names)
        (topic,), _ = _read(export(record(1, "A", "x", parts=site("L", [], "", more))))
        assert topic.links[0].organizations == kept

    def test_all_parts_of_a_link(self) -> None:
        more = (
            "<organization>Elbow\n Society</organization><organization/>"
            "<organization>elbow society</organization>"
            "<standard-description>With pictures</standard-description><standard-description/>"
            "<standard-description>and sound</standard-description>"
        )
        link = site(
            "A",
            ["Start Here", "", "non-display (x)", "START HERE"],
            " https://A.example.org/ ",
            more,
        )
        link = link.replace("url=", 'language-mapped-url="https://a.example.org/es" url=')
        (topic,), passed_over = _read(export(record(1, "A", "x", parts=link)))
        assert topic.links == (
            Link(
                "A", ("Start Here",), ("Elbow Society",), "https://A.example.org/",
                "With pictures and sound", "https://a.example.org/es",
            ),
        )  # fmt: skip
        assert not passed_over

    def test_other_languages_and_headings(self) -> None:
        parts = (
            '<other-language vernacular-name="français" url=" "/>'
            "<other-language>German</other-language>"
            '<mesh-heading><descriptor id="D1">Elbow</descriptor><descriptor>Arm</descriptor>'
            '<qualifier>pain</qualifier><qualifier id="Q2"/></mesh-heading>'
            '<mesh-heading><descriptor id="D2">Knee</descriptor></mesh-heading>'
        )
        (topic,), passed_over = _read(export(record(1, "A", "x", parts=parts)))
        assert topic.medlineplus
        assert topic.medlineplus.other_languages == (
            OtherLanguage("français", "français"),
            OtherLanguage("German"),
        )
        pain = (Qualifier("", "pain"),)
        assert topic.mesh == (
            MeshHeading("D1", "Elbow", pain),
            MeshHeading("", "Arm", pain),
            MeshHeading("D2", "Knee"),
        )
        assert not passed_over

    @pytest.mark.parametrize(
        ("written", "summary", "description"),
        [
            ("x" * 160, "", "x" * 160),
            ("x" * 161, "", "x" * 159 + "…"),
            ("a " + "x" * 160, "", "a…"),
            (f"{'x' * 150}, (a) b " + "y" * 20, "", "x" * 150 + ", (a) b…"),
            (f"{'x' * 150}. — " + "y" * 20, "", "x" * 150 + "…"),
            ("", "<ul><li>One. Two.</li><li>Three.</li></ul>", "One."),
            ("", "<h3>What is it?</h3><p>It is blue. It is bad.</p>", "It is blue."),
            ("", "", ""),
        ],
    )  # fmt: skip
    def test_a_description_is_a_line(self, written: str, summary: str, description: str) -> None:
        (topic,), _ = _read(export(record(1, "A", summary, meta=written)))
        assert topic.description == description

    def test_characters_that_act_or_hide_are_taken_out(self) -> None:
        summary = "<p>One\u202e two&#x202e;\u0085three&#155;four</p>"
        (topic,), _ = _read(export(record(1, "A\u200bB &amp;#155; C", summary)))
        text = repr(topic)
        assert "One two three›four" in text
        assert "\\u202e" not in text
        assert "\\u200b" not in text
        assert "\\x9b" not in text

    def test_that_a_link_is_spanish_is_no_category(self) -> None:
        categories = (
            (["Más información", "Spanish/Español"], ("Más información",)),
            (["Spanish/Español"], ()),
        )
        for names, shown in categories:
            (topic,), _ = _read(export(record(1, "A", "x", "Spanish", site("L", names))))
            assert topic.links == (Link("L", shown),)
        only_hidden = site("L", ["Spanish/Español", "NON-DISPLAY (Patient Handout)"])
        (topic,), passed_over = _read(export(record(1, "A", "x", "Spanish", only_hidden)))
        assert (topic.links, passed_over) == ((), {"links that are not for display": 1})

    @pytest.mark.parametrize(
        ("written", "address"),
        [
            ("https://a.example.org/x.html#Chinese, Simplified (Mandarin)",
             "https://a.example.org/x.html#Chinese,%20Simplified%20%28Mandarin%29"),
            ("https://a.example.org/ñ?q=a|b%20c", "https://a.example.org/%C3%B1?q=a%7Cb%20c"),
            ("https://a.example.org/a_(b)", "https://a.example.org/a_(b)"),
            ("https://a b.example.org/", ""),
            ("javascript:alert(1)", ""),
            ("a b", ""),
        ],
    )  # fmt: skip
    def test_an_address_with_blanks_and_brackets_is_encoded(
        self, written: str, address: str
    ) -> None:
        (topic,), passed_over = _read(export(record(1, "A", "x", parts=site("L", [], written))))
        assert topic.links[0].url == address
        assert bool(passed_over) == (not address)

    def test_as_a_topic_file_it_is_the_same(self) -> None:
        for topic in _read(export())[0]:
            assert read(write(topic).encode(), "t.yaml", VOCABULARY) == topic


class TestAnExport:
    def _open(self, content: bytes) -> Export:
        return Export([content], "export")

    def test_its_entries_are_its_topics(self) -> None:
        opened = self._open(export(*RECORDS, record(3, "Again", "x"), "<odd/><odd/>"))
        entries = entries_of(opened)
        overview = opened.overview()
        assert overview.entries == entries
        assert [(entry.id, entry.language, entry.title) for entry in entries] == [
            ("1", "en", "Blue Elbow"), ("2", "es", "Codo azul"), ("3", "en", "Red Knee"),
        ]  # fmt: skip
        assert overview.links == 4
        assert overview.passed_over == {
            "topics that appear twice": 1,
            "unknown elements beside topics": 2,
        }
        assert len({entry.digest for entry in entries}) == 3

    def test_a_digest_changes_with_the_topic_and_not_with_what_is_around_it(self) -> None:
        def digests(*records: str) -> list[str]:
            return [entry.digest for entry in entries_of(self._open(export(*records)))]

        one, two = record(1, "A", "One  two"), record(2, "B", "x")
        assert digests(one, two) == digests(f"\n\n<odd/>{one}\n", two.replace("\n", "\n  "))
        for other in ("One three", "One  two."):
            assert digests(record(1, "A", other)) != digests(one)
        assert digests(record(1, "A ", "One  two")) != digests(one)
        assert digests(record(1, "A", "Onetwo")) != digests(one)

    @pytest.mark.parametrize(
        ("attributes", "date", "announced"),
        [
            ('date-generated="11/21/2026 02:30:36" total="3"', "2026-11-21", 3),
            ('dategenerated=" 11/21/2026" total=" 12345678 "', "2026-11-21", 12_345_678),
            ('date-generated="2026-11-21" total="123456789"', UNDATED, 0),
            ('date-generated="02/30/2026" total="x"', UNDATED, 0),
            ('date-generated="" dategenerated="01/02/2026" total="\u0663"', "2026-01-02", 0),
            ("", UNDATED, 0),
        ],
    )
    def test_what_it_says_of_itself(self, attributes: str, date: str, announced: int) -> None:
        opened = self._open(f"<health-topics {attributes}/>".encode())
        assert (opened.date, opened.announced) == (UNDATED, 0)
        assert not entries_of(opened)
        assert (opened.date, opened.announced) == (date, announced)


@pytest.mark.parametrize("content", TAKEN.values(), ids=TAKEN.keys())
def test_what_only_looks_odd_is_read_like_any_other(content: bytes) -> None:
    assert _read(content)[0] == _read(export())[0]


@pytest.mark.parametrize(
    "name", [*(name for name in REFUSED if name not in SLOW), *only_long(SLOW)]
)
def test_what_is_no_export_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(BadInput) as caught:
        _read(REFUSED[name])
    assert caught.value.message.startswith("export")
    assert "\n" not in caught.value.message
    assert caught.value.hints


def test_what_expands_too_far_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("healthtopics.sources.medlineplus.archives.MAX_BYTES", 1 << 20)
    for content in (b"x" * (2 << 20), zipped(("x.xml", b"x" * (2 << 20)))):
        with pytest.raises(BadInput, match="larger than"):
            list(chunks(io.BytesIO(content), "export"))
    monkeypatch.setattr("healthtopics.sources.medlineplus.archives.MAX_ARCHIVE_BYTES", 1 << 10)
    with pytest.raises(BadInput, match="larger than"):
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


@settings(deadline=None, max_examples=examples(30, 300))
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
