"""Which language a page is in, through the real command."""

import json
from pathlib import Path

import pytest

from tests.support.command import Topic, personal, topic_file


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"LANG": "es_MX.UTF-8"}, "es"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "es"}, "es"),
        ({"LANG": "es_MX", "LC_MESSAGES": "en_GB"}, "en"),
        ({"LANG": "es", "LC_ALL": ""}, "es"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": ""}, "en"),
    ],
)
def test_the_locale_decides(topic: Topic, environ: dict[str, str], language: str) -> None:
    answer = topic.with_environ(**environ).ok("show", "miscarriage", "--format", "json")
    assert json.loads(answer)["language"] == language


def test_the_lang_option_overrides_the_locale(topic: Topic) -> None:
    spanish = topic.with_environ(LANG="es_MX.UTF-8")
    assert spanish.ok("show", "miscarriage", "--lang", "en").startswith("Miscarriage\n")
    assert spanish.ok("list", "--lang", "en") == topic.ok("list")


def test_headings_are_in_the_language_of_the_page(topic: Topic) -> None:
    page = topic.ok("show", "miscarriage", "--lang", "es")
    for heading in ("EMERGENCIA", "Síntomas", "Causas", "Comience aquí"):
        assert heading in page
    assert "911 en EE. UU., México y gran parte de América, 112 en la UE" in " ".join(page.split())
    assert topic.ok("show", "aborto", "espontaneo", "--lang", "es") == page


def test_a_link_to_a_page_in_another_language_says_so(topic: Topic) -> None:
    links = topic.ok("links", "aborto", "espontaneo", "--lang", "es")
    assert "- 3. Miscarriage (en inglés) — March of Dimes" in links
    told = json.loads(topic.ok("links", "aborto", "espontaneo", "--lang", "es", "--json"))["links"]
    assert (told[2]["title"], told[2]["link_language"]) == ("Miscarriage", "en")
    assert "(en inglés)" not in topic.ok("links", "miscarriage")


def test_a_name_in_the_other_language_leads_to_its_page(topic: Topic) -> None:
    result = topic("show", "aborto", "espontáneo")
    assert result.code == 0
    assert result.out.startswith("Aborto espontáneo\n")
    assert "topic show miscarriage --lang en" in result.err
    assert "topic links miscarriage --lang en" in topic("links", "aborto", "espontáneo").err


def test_categories_are_named_in_either_language(topic: Topic) -> None:
    spanish = topic.ok("links", "--lang", "es", "--category", "tratamientos")
    assert spanish == topic.ok("links", "--lang", "es", "--category", "treatments")
    assert "Tratamientos y terapias" in spanish
    spanish = topic.ok("list", "--lang", "es", "--group", "embarazo")
    assert spanish == topic.ok("list", "--lang", "es", "--group", "pregnancy")


def test_show_says_when_a_topic_is_missing_in_a_language(topic: Topic, tmp_path: Path) -> None:
    own = personal(topic, tmp_path / "t", [topic_file()])
    error = own.fails(1, "show", "blue elbow", "--lang", "es")
    assert "inglés" in error
    result = own.with_environ(LANG="es_MX.UTF-8")("show", "blue elbow")
    assert result.out.startswith("Blue Elbow\n")
    assert "inglés" in result.err


def test_a_twin_is_found_both_ways(topic: Topic, tmp_path: Path) -> None:
    twin = topic_file(
        title="Codo azul",
        language="es",
        translation_of="blue-elbow",
        also_called=["Codo celeste"],
        groups=["Huesos, articulaciones y músculos"],
        links=[{"title": "Codo", "categories": ["Comience aquí"]}],
        sections={"causes": "Tinta."},
    )
    own = personal(topic, tmp_path / "t", [topic_file(), twin])
    assert own.ok("show", "azure elbow", "--lang", "es").startswith("Codo azul\n")
    assert own.ok("show", "codo celeste", "--lang", "en").startswith("Blue Elbow\n")


class TestTwoLanguages:
    @pytest.mark.parametrize("command", ["show", "urgent", "symptoms", "links"])
    def test_two_languages_come_in_the_order_asked_for(self, topic: Topic, command: str) -> None:
        both = topic.ok(command, "flu", "--lang", "en,es")
        english = topic.ok(command, "flu", "--lang", "en")
        spanish = topic.ok(command, "flu", "--lang", "es")
        assert both == f"{english}\n{spanish}"
        assert topic.ok(command, "gripe", "--lang", "es,en") == f"{spanish}\n{english}"
        assert topic.ok(command, "flu", "--lang", "en,en") == english

    def test_data_in_two_languages_has_a_topic_or_rows_for_each(self, topic: Topic) -> None:
        for command in ("show", "urgent", "symptoms"):
            answer = json.loads(topic.ok(command, "flu", "--lang", "en,es", "--json"))
            assert list(answer) == ["schema", "topics"]
            assert [one["language"] for one in answer["topics"]] == ["en", "es"]
        links = json.loads(topic.ok("links", "flu", "--lang", "en,es", "--json"))["links"]
        assert {link["language"] for link in links} == {"en", "es"}
        rows = topic.run_bytes("symptoms", "flu", "--lang", "en,es", "-f", "csv").stdout.decode()
        assert rows.count("slug,title,symptom,note") == 1
        assert "\r\nflu,Flu," in rows
        assert "\r\ngripe,Gripe," in rows

    def test_links_in_two_languages_list_each_address_once(
        self, topic: Topic, tmp_path: Path
    ) -> None:
        def file(**changes: object) -> str:
            return topic_file(groups=None, sections=None, **changes)

        links = [
            {
                "title": "Codos",
                "categories": ["Comience aquí"],
                "url": "https://elbow.example.org/a",
            }
        ]
        twin = file(title="Codo", language="es", translation_of="blue-elbow", links=links)
        own = personal(topic, tmp_path / "t", [file(), twin])
        urls = own.ok("links", "blue elbow", "--lang", "en,es", "-f", "urls")
        assert urls == "https://elbow.example.org/a\n"

    def test_links_of_all_topics_in_two_languages_are_grouped_by_topic(self, topic: Topic) -> None:
        both = topic.ok("links", "--lang", "en,es", "--organization", "CDC")
        assert "Asthma\n------\n" in both
        assert "Asma\n----\n" in both

    def test_two_languages_are_refused_where_only_one_is_allowed(self, topic: Topic) -> None:
        assert "--lang" in topic.fails(2, "symptoms", "--having", "fever", "--lang", "en,es")
        assert "--lang" in topic.fails(2, "show", "flu", "--lang", "en,es", "-f", "yaml")
        assert "Use en, es, or both: en,es." in topic.fails(2, "show", "flu", "--lang", "en,xx")

    def test_two_languages_need_the_topic_in_both(self, topic: Topic, tmp_path: Path) -> None:
        own = personal(topic, tmp_path / "t", [topic_file()])
        assert "inglés" in own.fails(1, "show", "blue elbow", "--lang", "es,en")

    def test_a_choice_is_offered_only_once_for_two_languages(self, topic: Topic) -> None:
        result = topic.on_terminal(
            "urgent", "gripee", "--lang", "es,en", typed=b"s\n", error_too=True
        )
        assert result.code == 0
        assert result.out.count("[S/n]") == 1
        assert "Flu: When to get help" in result.out
