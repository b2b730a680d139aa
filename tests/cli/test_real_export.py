"""Pages of records that are shaped exactly as those of the export of 2026-10-02 are."""

import json
import re
from pathlib import Path

import pytest

from tests.support.command import Topic
from tests.support.installation import Installation
from tests.support.real_names import five


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
