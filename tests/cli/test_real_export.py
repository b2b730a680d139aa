"""Pages of records that are shaped exactly as those of the export of 2026-10-02 are."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from healthtopics.text import slug
from tests.support.command import Topic, topic_file
from tests.support.exports import export
from tests.support.installation import Installation
from tests.support.real_names import FIVE, PARTNER_VIOLENCE, VIOLENCIA, five


@pytest.fixture(scope="module")
def five_records(installed: Installation, tmp_path_factory: pytest.TempPathFactory) -> Topic:
    """The command with the five records imported."""
    topic = installed.in_home(tmp_path_factory.mktemp("five"))
    path: Path = topic.home / "export.xml"
    path.write_bytes(five())
    topic.ok("import", str(path))
    return topic


PAGES = (("abortion", "en"), ("elder abuse", "en"), ("aborto", "es"),
         ("abuso de las personas mayores", "es"), ("vivir con cáncer", "es"))  # fmt: skip


class TestThePages:
    @pytest.mark.parametrize(("name", "language"), PAGES)
    def test_pages_of_real_records_match_their_golden_files(
        self, five_records: Topic, golden: Callable[[str, str], None], name: str, language: str
    ) -> None:
        page = five_records.ok("show", name, "--lang", language)
        golden(f"export-{slug(name)}.txt", page)

    @pytest.mark.parametrize(("name", "language"), PAGES)
    def test_no_link_prints_twice(self, five_records: Topic, name: str, language: str) -> None:
        page = five_records.ok("show", name, "--lang", language)
        addresses = re.findall("<(https?://[^>]+)>", page)
        assert addresses
        assert len(addresses) == len(set(addresses))
        assert "Spanish/Español" not in page

    def test_other_languages_stand_on_the_page(self, five_records: Topic) -> None:
        page = five_records.ok("show", "abortion", "--width", "0")
        languages = (
            "简体中文, 繁體中文, Tiếng Việt — https://medlineplus.gov/languages/abortion.html"
        )
        assert f"\nIn other languages: {languages}\n" in page
        assert "\nEn español: topic show aborto --lang es\n" in page
        data = json.loads(five_records.ok("show", "abortion", "--format", "json"))
        assert data["medlineplus"]["other_languages"][0]["url"] == (
            "https://medlineplus.gov/languages/abortion.html"
            "#Chinese,%20Simplified%20%28Mandarin%20dialect%29"
        )

    def test_each_page_of_a_pair_names_the_other(self, five_records: Topic) -> None:
        for name, language in PAGES[:4]:
            page = five_records.ok("show", name, "--lang", language)
            (command,) = re.findall("^(?:In English|En español): topic (.*)$", page, re.MULTILINE)
            other = five_records.ok(*command.split())
            assert f"topic show {name} --lang {language}\n" in other
        assert "In English" not in five_records.ok("show", "vivir con cáncer", "--lang", "es")

    def test_a_record_without_a_summary_prints_its_description(self, five_records: Topic) -> None:
        page = five_records.ok("show", "vivir con cáncer", "--lang", "es")
        assert "Vivir con la enfermedad es un desafío en esta prueba." in page

    def test_a_number_with_an_exponent_can_be_read(self, five_records: Topic) -> None:
        assert "Fewer than 10⁹ people" in five_records.ok("show", "abortion")

    def test_spanish_categories_are_those_of_the_site(self, five_records: Topic) -> None:
        for category in ("learn more", "más información", "aprenda más"):
            links = five_records.ok("links", "aborto", "--category", category, "--lang", "es")
            assert "Aborto médico" in links
        experts = ("links", "abuso de las personas mayores", "--category", "experts")
        assert "https://www.nia.nih.gov/espanol" in five_records.ok(*experts, "--lang", "es")

    def test_groups_know_their_language(self, five_records: Topic) -> None:
        data = json.loads(five_records.ok("show", "aborto", "--lang", "es", "--format", "json"))
        assert [group["language"] for group in data["medlineplus"]["groups"]] == ["es", "es"]


OURS = {
    "en/intimate-partner-violence.yaml": topic_file(
        title="Intimate Partner Violence", also_called=["Domestic violence"],
        leads_here=["Partner abuse"], summary="Our own text.",
        medlineplus={"id": "514"}, groups=None, related=None, symptoms=None,
        advice={"emergency": ["You are in danger."]}, sections={"first_aid": "Leave.", "causes": "A."},
        links=[{"title": "Our own link", "categories": ["Start Here"]}],
    ),
    "es/violencia-de-pareja.yaml": topic_file(
        title="Violencia de pareja", language="es", also_called=["Violencia doméstica"], depth="short",
        summary="Un texto propio.", groups=None, related=None, symptoms=None, sections=None,
        advice={"emergency": ["Está en peligro."]},
        links=[{"title": "Enlace propio", "categories": ["Comience aquí"]}],
        translation_of="intimate-partner-violence",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Topic:
    """The command with two pages of its own that the imported export has too."""
    root = tmp_path_factory.mktemp("both")
    installation = Installation(root / "program", measured=True, more=OURS)
    topic = installation.in_home(root)
    path: Path = root / "export.xml"
    path.write_bytes(export(*FIVE, PARTNER_VIOLENCE, VIOLENCIA))
    topic.ok("import", str(path))
    return topic


class TestOnePageOfTwoSources:
    @pytest.mark.parametrize(
        ("name", "language"), [("intimate partner violence", "en"), ("violencia de pareja", "es")]
    )
    def test_pages_of_two_sources_match_their_golden_files(
        self, both: Topic, golden: Callable[[str, str], None], name: str, language: str
    ) -> None:
        golden(f"export-{slug(name)}.txt", both.ok("show", name, "--lang", language))

    def test_a_page_of_two_sources_has_our_text_and_the_exports_links(self, both: Topic) -> None:
        page = both.ok("show", "intimate partner violence", "--width", "0")
        for ours in ("You are in danger.", "DO THIS NOW", "Our own text."):
            assert ours in page
        for exported in ("Safety Packing List", "Related topics", "In other languages: français"):
            assert exported in page
        assert "Also called: Domestic violence, Partner Abuse\n" in page
        for gone in ("Our own link", "The official text", "Battered Women"):
            assert gone not in page
        assert "From MedlinePlus: links, related topics, other languages." in page
        (command,) = re.findall("MedlinePlus' own page: topic (.*)\n", page)
        assert "The official text on a partner who hurts." in both.ok(*command.split())

    def test_a_short_page_gives_its_advice_and_the_official_text(self, both: Topic) -> None:
        page = both.ok("show", "violencia doméstica", "--lang", "es", "--width", "0")
        assert page.startswith("Violencia de pareja\n")
        assert "Está en peligro." in page
        assert "El texto oficial sobre una pareja que hace daño." in page
        assert "Un texto propio." not in page
        assert "Otros nombres: Violencia doméstica, Violencia en la pareja, Maltrato" in page
        (command,) = re.findall("La página de MedlinePlus: topic (.*)\n", page)
        assert both.ok(*command.split()).startswith("Violencia en la pareja\n")

    @pytest.mark.parametrize(
        "name", ["violencia en la pareja", "maltrato conyugal", "mujeres maltratadas"]
    )
    def test_names_from_the_export_lead_to_the_page_of_two_sources(
        self, both: Topic, name: str
    ) -> None:
        assert both.ok("show", name, "--lang", "es").startswith("Violencia de pareja\n")
        assert "Está en peligro." in both.ok("urgent", name, "--lang", "es")
        assert both.ok("search", name, "--lang", "es").startswith("Violencia de pareja")

    def test_every_command_uses_the_page_of_two_sources(self, both: Topic) -> None:
        name = "intimate partner violence"
        assert "Safety Packing List" in both.ok("links", name)
        assert "Safety Packing List" in both.ok("links", "--category", "start here")
        assert (
            both.ok("open", name, "1", "--print") == "https://www.thehotline.org/plan-for-safety/\n"
        )
        assert both.ok("list").count("Intimate Partner Violence") == 1
        assert "Violencia en la pareja" not in both.ok("list", "--lang", "es")

    def test_data_tell_of_each_part_where_it_is_from(self, both: Topic) -> None:
        data = json.loads(both.ok("show", "intimate partner violence", "--format", "json"))
        parts = data["parts"]
        assert parts["advice"] == parts["summary"] == parts["sections"] == ["bundled"]
        assert parts["links"] == parts["related"] == ["medlineplus"]
        assert parts["also_called"] == ["bundled", "medlineplus"]
        short = ("show", "violencia de pareja", "--lang", "es", "--format", "json")
        assert json.loads(both.ok(*short))["parts"]["summary"] == ["medlineplus"]

    def test_each_source_can_be_read_alone(self, both: Topic) -> None:
        ours = both.ok("show", "intimate partner violence", "--source", "bundled")
        assert "Our own link" in ours
        assert "Safety Packing List" not in ours
        assert "MedlinePlus" not in ours
        links = both.ok("links", "intimate partner violence", "--source", "bundled")
        assert "Our own link" in links
        page = both.ok("show", "violencia en la pareja", "--source", "medlineplus", "--lang", "es")
        assert "Está en peligro." not in page

    def test_a_personal_page_hides_the_page_of_two_sources(
        self, both: Topic, tmp_path: Path
    ) -> None:
        own = topic_file(title="Partner Violence", medlineplus={"id": "514"}, also_called=None)
        (tmp_path / "own.yaml").write_text(own)
        mine = both.with_environ(HEALTHTOPICS_PATH=str(tmp_path))
        listed = mine.ok("list")
        assert "Partner Violence" in listed
        assert "Intimate Partner Violence" not in listed
