"""Citations: in each style, with what is known and nothing else."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtopics.answers.citation import STYLES, Citation
from healthtopics.model import UNDATED, ClinicalReview, MedlinePlus, Source, Topic
from healthtopics.render.plain import plain_text
from tests.support.bundled import TOPICS
from tests.support.command import Topic as Command
from tests.support.command import personal, topic_file

URL = "https://medlineplus.gov/flu.html"
OURS = Topic(
    "Flu", "en", "", (), medlineplus=MedlinePlus("1", URL), compared="2026-11-06",
    sources=(Source("Flu", "MedlinePlus, National Library of Medicine (about 2017)", URL),
             Source("Flu", "NHS"), Source("A Book"), Source("Colds", "NHS")),
    collection="bundled",
)  # fmt: skip
GRIPE = OURS._replace(title="Gripe", language="es")
OFFICIAL = Topic(
    "Flu", "en", "", (), medlineplus=MedlinePlus("1", URL, "2026-11-21"), collection="medlineplus"
)
OFICIAL = OFFICIAL._replace(title="Gripe", language="es")
OWN = Topic("What is it?", "en", "", (), collection="personal")


def _text(topic: Topic, style: str = "nlm") -> str:
    return "".join(plain_text(Citation(topic, style).document(), 80)).rstrip("\n")


@pytest.mark.parametrize(
    ("topic", "style", "text"),
    [
        (OURS, "nlm", ("healthtopics. Flu [Internet]. Compared 2026 Nov 6. Based on: MedlinePlus; "
         f"NHS; A Book. Available from: {URL}")),
        (OURS, "ama", ("healthtopics. Flu. Compared November 6, 2026. Based on: MedlinePlus; NHS; "
         f"A Book. {URL}")),
        (OURS, "apa", ("healthtopics. (n.d.). Flu. Compared November 6, 2026. Based on: "
         f"MedlinePlus; NHS; A Book. {URL}")),
        (GRIPE, "nlm", ("healthtopics. Gripe [Internet]. Cotejada el 6 de noviembre de 2026. Basada "
         f"en: MedlinePlus; NHS; A Book. Disponible en: {URL}")),
        (OFFICIAL, "nlm", ("MedlinePlus [Internet]. Bethesda (MD): National Library of Medicine "
         f"(US). Flu; [export of 2026 Nov 21]. Available from: {URL}")),
        (OFFICIAL, "ama", ("National Library of Medicine. Flu. MedlinePlus. Export of November 21, "
         f"2026. {URL}")),
        (OFFICIAL, "apa", ("National Library of Medicine. (n.d.). Flu. MedlinePlus. Export of "
         f"November 21, 2026. {URL}")),
        (OFICIAL, "nlm", ("MedlinePlus en español [Internet]. Bethesda (MD): Biblioteca Nacional de "
         "Medicina (EE. UU.). Gripe; [exportación del 21 de noviembre de 2026]. Disponible en: "
         f"{URL}")),
        (OWN, "nlm", "What is it?"),
        (OWN, "ama", "What is it?"),
        (OWN, "apa", "What is it? (n.d.)."),
    ],
)  # fmt: skip
def test_each_citation_style_is_written_as_expected(topic: Topic, style: str, text: str) -> None:
    assert _text(topic, style) == text


def test_a_date_that_is_not_known_is_left_out() -> None:
    assert not re.search(r"\d", _text(OURS._replace(compared="", medlineplus=None, sources=())))
    undated = MedlinePlus("1", URL, UNDATED)
    for style in STYLES:
        topic = OFFICIAL._replace(medlineplus=undated)
        citation = Citation(topic, style)
        written = _text(topic, style) if style in ("nlm", "ama", "apa") else citation.record()
        assert not re.search(r"\d\d", written), style


def test_a_review_and_a_page_of_two_sources_are_told() -> None:
    reviewed = OURS._replace(
        sources=(),
        medlineplus=MedlinePlus("1", URL, "2026-11-21", parts=("links",)),
        clinical_review=ClinicalReview("A. Nurse", "nurse", "2026-12-01"),
    )
    assert _text(reviewed) == (
        "healthtopics. Flu [Internet]. Compared 2026 Nov 6. Reviewed 2026 Dec 1. Based on: "
        f"MedlinePlus. Available from: {URL}"
    )


def test_csl_json_ris_and_bibtex_records_are_written_as_expected() -> None:
    (item,) = json.loads(Citation(OFFICIAL, "csl-json").record())
    assert item == {
        "id": "medlineplus-flu-en",
        "type": "webpage",
        "title": "Flu",
        "author": [{"literal": "National Library of Medicine"}],
        "container-title": "MedlinePlus",
        "publisher": "National Library of Medicine",
        "publisher-place": "Bethesda (MD)",
        "language": "en",
        "note": "Export of 2026-11-21.",
        "URL": URL,
    }
    assert Citation(OURS, "ris").record() == (
        "TY  - ELEC\nID  - healthtopics-flu-en\nAU  - healthtopics\nTI  - Flu\nLA  - en\n"
        "N1  - Compared 2026-11-06. Based on: MedlinePlus; NHS; A Book.\n"
        f"UR  - {URL}\nER  - \n"
    )
    hostile = OURS._replace(title="50 % } of_A\\B & C流", sources=(), medlineplus=None)
    assert Citation(hostile, "bibtex").record() == (
        "@misc{healthtopics-50-of-a-b-c-en,\n  author = {{healthtopics}},\n"
        "  title = {{50 \\% \\} of\\_A\\textbackslash{}B \\& C流}},\n"
        "  note = {Compared 2026-11-06.},\n  language = {en},\n}\n"
    )


@pytest.mark.parametrize("name", sorted(TOPICS)[::40])
def test_no_number_is_invented(name: str) -> None:
    """Every number of a citation is on the page: in its title, a source, a date or the address."""
    topic = TOPICS[name]._replace(collection="bundled")
    known = " ".join(
        [topic.title, topic.compared, *(" ".join(source) for source in topic.sources)]
        + ([topic.medlineplus.url] if topic.medlineplus else [])
    )
    for style in STYLES:
        citation = Citation(topic, style)
        text = citation.record() if style not in ("nlm", "ama", "apa") else _text(topic, style)
        text = re.sub(r"^[A-Z][A-Z0-9]  - ", "", text, flags=re.MULTILINE)  # the tags of RIS
        numbers = {int(number) for number in re.findall(r"\d+", text)}
        assert numbers <= {int(number) for number in re.findall(r"\d+", known)}
        assert "doi" not in text.lower() or "doi" in known.lower()


@given(st.text(min_size=1).map(lambda text: " ".join(text.split())).filter(bool))
def test_any_title_is_one_line_and_its_braces_are_even(title: str) -> None:
    topic = OURS._replace(title=title)
    record = Citation(topic, "bibtex").record()
    bare = re.sub(r"\\[{}]", "", record.replace("\\textbackslash{}", ""))
    assert bare.count("{") == bare.count("}")
    key = record.partition("{")[2].partition(",")[0]
    assert re.fullmatch(r"[\x21-\x7e]+", key)
    (item,) = json.loads(Citation(topic, "csl-json").record())
    assert item["title"] == title


class TestCommand:
    def test_cite_prints_one_line_that_can_be_pasted(self, topic: Command) -> None:
        text = topic.ok("cite", "miscarriage")
        assert text.startswith("healthtopics. Miscarriage [Internet]. Compared 2026 ")
        assert text.endswith("Available from: https://medlineplus.gov/miscarriage.html\n")
        assert text.count("\n") == 1

    def test_the_suffix_of_a_file_is_a_style_too(self, topic: Command, tmp_path: Path) -> None:
        for name, style in (("a.ris", "ris"), ("a.bib", "bibtex")):
            topic.ok("cite", "flu", "-o", str(tmp_path / name))
            assert (tmp_path / name).read_text() == topic.ok("cite", "flu", "--style", style)
        topic.ok("cite", "flu", "--style", "csl-json", "-o", str(tmp_path / "a.json"))
        assert json.loads((tmp_path / "a.json").read_text())[0]["title"] == "Flu"
        assert topic.ok("cite", "flu", "-f", "ris") == (tmp_path / "a.ris").read_text()

    def test_two_formats_are_refused(self, topic: Command) -> None:
        for words in (
            ("--style", "ris", "-f", "markdown"),
            ("--style", "ris", "-f", "bibtex"),
            ("--style", "apa", "-o", "x.bib"),
        ):
            assert "two formats" in topic.fails(2, "cite", "flu", *words)

    def test_cite_names_the_sources_of_a_personal_topic(
        self, topic: Command, tmp_path: Path
    ) -> None:
        own = personal(topic, tmp_path / "t", [topic_file()])
        assert own.ok("cite", "blue elbow") == (
            "Blue Elbow. Compared 2026 Nov 22. Based on: Elbow Book.\n"
        )

    def test_cite_json_has_exactly_the_keys_of_its_contract(self, topic: Command) -> None:
        answer = json.loads(topic.ok("cite", "flu", "--style", "ama", "--json"))
        assert list(answer) == [
            "schema", "slug", "title", "language", "collection", "style", "citation", "csl",
            "sources",
        ]  # fmt: skip
        assert answer["citation"] == topic.ok("cite", "flu", "--style", "ama").strip()
        assert list(answer["sources"][0]) == ["title", "publisher", "url"]
