"""`topic links`, `list`, `groups`, `categories`, `symptoms`, `urgent`, through the real command."""

import csv
import io
import json
from pathlib import Path

import pytest

from healthtopics.text import fold
from tests.support.command import Topic, personal, topic_file


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_group_by_a_part_of_a_word_is_named(topic: Topic) -> None:
    assert "showing the group Food and Nutrition" in topic("list", "--group", "foo").err
    assert topic("list", "--group", "food").err == ""


class TestLinks:
    def test_links_of_a_category_cover_all_topics(self, topic: Topic) -> None:
        page = topic.ok("links", "--category", "treatments")
        for title in (
            "Dilation and Curettage (D&C) — American College of Obstetricians and Gynecologists",
            "Treatment After Miscarriage — March of Dimes Birth Defects Foundation",
            "What Are the Treatments for Pregnancy Loss/Miscarriage?",
        ):
            assert title in page
        assert "Miscarriage\n-----------\nTreatments and Therapies\n- " in page
        assert "Encyclopedia" not in page.splitlines()

    def test_each_link_is_one_line_with_its_publisher(self, topic: Topic) -> None:
        lines = topic.ok("links", "miscarriage").splitlines()
        numbers = [int(line[2:].partition(".")[0]) for line in lines if line.startswith("- ")]
        assert numbers == list(range(1, 49))
        link = "Treatment After Miscarriage — March of Dimes Birth Defects Foundation <https://"
        assert any(link in line and line.endswith(">") for line in lines)

    def test_a_table_of_links_has_one_row_for_each_link(self, topic: Topic) -> None:
        done = topic.run_bytes("links", "miscarriage", "--format", "csv")
        assert done.stdout.count(b"\r\n") == 49
        rows = _rows(done.stdout.decode())
        assert [row["number"] for row in rows] == [str(n) for n in range(1, 49)]
        two = [row for row in rows if row["title"] == "D and C"]
        assert [row["categories"] for row in two] == ["Encyclopedia; Patient Handouts"]
        several = [row for row in rows if row["title"] == "Sonohysterography"]
        assert several[0]["organizations"].split("; ") == [
            "Radiological Society of North America",
            "American College of Radiology",
        ]

    def test_filtered_links_keep_their_numbers(self, topic: Topic) -> None:
        rows = _rows(topic.ok("links", "miscarriage", "--category", "trials", "--format", "csv"))
        whole = _rows(topic.ok("links", "miscarriage", "--format", "csv"))
        assert rows
        assert all(row in whole for row in rows)

    def test_links_can_be_limited_to_an_organization(self, topic: Topic) -> None:
        rows = _rows(topic.ok("links", "--organization", "march of DIMES", "--format", "csv"))
        assert rows
        assert all("March of Dimes" in row["organizations"] for row in rows)

    def test_links_can_be_printed_as_plain_addresses(self, topic: Topic) -> None:
        urls = topic.ok("links", "asthma", "--format", "urls").splitlines()
        assert len(urls) >= 5
        assert all(url.startswith("https://") for url in urls)

    def test_tsv_fields_of_links_have_no_tab_or_newline(self, topic: Topic) -> None:
        lines = topic.ok("links", "--format", "tsv").splitlines()
        assert {line.count("\t") for line in lines} == {9}

    @pytest.mark.parametrize("name", ["Treatments and Therapies", "treatments-and", "THERAPIES"])
    def test_a_category_has_many_names(self, topic: Topic, name: str) -> None:
        expected = topic.ok("links", "--category", "treatments")
        assert topic.ok("links", "--category", name) == expected

    def test_an_unknown_category_lists_the_valid_ones(self, topic: Topic) -> None:
        assert "Start Here (start)" in topic.fails(2, "links", "--category", "recipes")
        assert "several" in topic.fails(2, "links", "--category", "s")

    def test_links_fails_for_an_organization_without_links(self, topic: Topic) -> None:
        topic.fails(1, "links", "miscarriage", "--organization", "nobody at all")

    def test_a_topic_with_an_unsafe_link_address_is_skipped(
        self, topic: Topic, tmp_path: Path
    ) -> None:
        links = [{"title": "X", "categories": ["Start Here"], "url": "javascript:alert(1)"}]
        own = personal(topic, tmp_path / "t", [topic_file(links=links)])
        result = own("show", "blue elbow")
        assert result.code == 1
        assert "skipped 1 topic file with errors" in result.err


class TestList:
    def test_list_prints_one_topic_a_line_sorted_by_title(self, topic: Topic) -> None:
        lines = topic.ok("list").splitlines()
        topics = json.loads(topic.ok("list", "--format", "json"))["topics"]
        assert len(lines) == len(topics)
        assert all(" — " in line for line in lines)
        titles = [line.partition(" — ")[0] for line in lines]
        assert titles == sorted(titles, key=fold)

    def test_list_can_be_limited_to_a_group(self, topic: Topic) -> None:
        titles = [
            row["title"]
            for row in _rows(topic.ok("list", "--group", "pregnancy", "-o", "-", "--format", "csv"))
        ]
        assert {"Miscarriage", "Stillbirth", "Ectopic Pregnancy"} <= set(titles)
        assert "Common Cold" not in titles

    def test_list_can_be_limited_to_a_letter(self, topic: Topic) -> None:
        lines = topic.ok("list", "--letter", "M").splitlines()
        assert any(line.startswith("Miscarriage — ") for line in lines)
        assert all(line[0] == "M" for line in lines)
        topic.fails(1, "list", "--letter", "7")
        topic.fails(2, "list", "--letter", "mi")

    def test_an_unknown_group_lists_the_valid_ones(self, topic: Topic) -> None:
        told = topic.fails(2, "list", "--group", "recipes")
        assert "Blood, Heart and Circulation" in told
        assert "All of them: topic groups" in told


class TestCounts:
    def test_groups_lead_to_lists_of_that_length(self, topic: Topic) -> None:
        groups = json.loads(topic.ok("groups", "--format", "json"))["groups"]
        assert len(groups) == 44
        skin = next(group for group in groups if group["slug"] == "skin-hair-and-nails")
        listed = topic.ok("list", "--group", skin["slug"]).splitlines()
        assert len(listed) == skin["total"]

    def test_categories_have_their_short_names(self, topic: Topic) -> None:
        assert "Clinical Trials — " in topic.ok("categories")
        categories = json.loads(topic.ok("categories", "--format", "json"))["categories"]
        assert categories[0]["slug"] == "start-here"
        trials = next(c for c in categories if c["slug"] == "clinical-trials")
        assert "trials" in trials["short_names"]

    def test_an_empty_scope_has_nothing_to_count(self, topic: Topic) -> None:
        for command in ("groups", "categories", "list", "links"):
            topic.fails(1, command, "--source", "personal")


class TestSymptoms:
    def test_symptoms_of_a_topic_are_shown_without_its_summary(self, topic: Topic) -> None:
        page = topic.ok("symptoms", "miscarriage")
        assert "- Bleeding or spotting from the vagina: " in page
        assert "Summary" not in page

    def test_a_table_of_symptoms_has_rows_of_its_topic_only(self, topic: Topic) -> None:
        rows = _rows(topic.ok("symptoms", "flu", "--format", "csv"))
        assert {row["slug"] for row in rows} == {"flu"}

    def test_symptoms_having_lists_topics_and_says_it_is_no_diagnosis(self, topic: Topic) -> None:
        page = topic.ok("symptoms", "--having", "bleeding")
        assert "Miscarriage — Bleeding or spotting from the vagina" in page
        assert "does not diagnose" in page

    def test_having_finds_words_in_any_case_and_the_beginning_of_words(self, topic: Topic) -> None:
        assert topic.ok("symptoms", "--having", "BLEED") == topic.ok(
            "symptoms", "--having", "bleed"
        )
        rows = _rows(topic.ok("symptoms", "--having", "bleeding vagina", "--format", "csv"))
        assert "miscarriage" in {row["slug"] for row in rows}

    @pytest.mark.parametrize(
        ("asked", "used", "first"),
        [
            ("puking", "vomiting", "Nausea and Vomiting"),
            ("headake", "headache", "Headache"),
            ("hair falling out", "hair loss", "Hair Loss"),
        ],
    )
    def test_having_understands_everyday_words_and_misspelled_ones(
        self, topic: Topic, asked: str, used: str, first: str
    ) -> None:
        code, page, note = topic("symptoms", "--having", asked)
        assert (code, note) == (0, f"topic: “{asked}” not found; showing results for “{used}”\n")
        assert page.startswith(f"{first} — ")

    def test_having_begins_with_the_page_on_the_symptom_itself(self, topic: Topic) -> None:
        assert topic("symptoms", "--having", "chest pain").out.startswith("Chest Pain — ")

    @pytest.mark.parametrize(
        "words",
        [
            ["--having", "fever", "and", "stiff", "neck"],
            ["--having", "stiff neck, fever"],
            ["--having", "fever", "--having", "stiff neck"],
        ],
    )
    def test_having_several_lists_the_topics_that_have_all(
        self, topic: Topic, words: list[str]
    ) -> None:
        rows = _rows(topic("symptoms", *words, "--format", "csv").out)
        assert "meningitis" in {row["slug"] for row in rows}
        flu = _rows(topic.ok("symptoms", "--having", "fever", "--format", "csv"))
        assert {row["slug"] for row in rows} < {row["slug"] for row in flu}

    def test_having_recognizes_the_other_language(self, topic: Topic) -> None:
        code, page, note = topic("symptoms", "--having", "fiebre")
        assert (code, "these pages are in Spanish" in note) == (0, True)
        assert page == topic.ok("symptoms", "--having", "fiebre", "--lang", "es")
        topic.fails(1, "symptoms", "--having", "fiebre", "--lang", "en")

    def test_symptoms_fails_when_no_symptom_matches(self, topic: Topic) -> None:
        topic.fails(1, "symptoms", "--having", "glowing ears")
        topic.fails(1, "symptoms", "--having", "?")

    def test_symptoms_needs_a_name_or_the_having_option_but_not_both(self, topic: Topic) -> None:
        topic.fails(2, "symptoms")
        topic.fails(2, "symptoms", "flu", "--having", "fever")

    def test_a_topic_without_symptoms_says_so(self, topic: Topic) -> None:
        assert "no list of symptoms" in topic.fails(1, "symptoms", "advance directives")


class TestUrgent:
    def test_urgent_shows_only_advice_with_the_most_urgent_first(self, topic: Topic) -> None:
        page = topic.ok("urgent", "chest", "pain")
        levels = [line.partition(":")[0] for line in page.splitlines() if line[:2].isupper()]
        assert [level for level in levels if level != "DO THIS NOW"] == [
            "EMERGENCY", "NOW", "TODAY", "ROUTINE",
        ]  # fmt: skip
        assert "DO THIS NOW" in levels[:2]
        assert "http" not in page

    def test_what_is_not_found_begins_with_the_emergency_number(self, topic: Topic) -> None:
        for words in (("urgent", "nosuchtopic"), ("urgent", "advance directives")):
            told = topic.with_environ(LANG="en_US.UTF-8").fails(1, *words)
            assert told.startswith("topic: in an emergency, call 911 (US)\n")
        told = topic.fails(1, "urgent", "nosuchtopic", "--lang", "es", "--country", "es")
        assert told.startswith("topic: en una emergencia, llame al 112\n")

    def test_a_topic_without_advice_says_so(self, topic: Topic) -> None:
        assert "when to get help" in topic.fails(1, "urgent", "advance directives")


class TestCountry:
    def test_a_country_that_was_only_guessed_is_named(self, topic: Topic) -> None:
        page = topic.with_environ(LANG="en_US.UTF-8").ok("urgent", "suicide")
        assert "Call 911 (US) or go to an emergency department now if\n" in page
        assert "Crisis line (US): call or text 988" in page
        chosen = topic.ok("urgent", "suicide", "--country", "us")
        assert "Call 911 or go to an emergency department now if\n" in chosen

    def test_the_variable_and_uk_are_understood(self, topic: Topic) -> None:
        page = topic.with_environ(HEALTHTOPICS_COUNTRY="UK").ok("urgent", "poisoning")
        assert "Call 999 or go" in page
        assert "Poison center (UK): call 111." in page

    def test_spanish_callers_of_988_are_told_how_to_get_spanish(self, topic: Topic) -> None:
        page = topic.ok("urgent", "suicidio", "--lang", "es", "--country", "US", "--width", "0")
        assert "llame al 988 y oprima 2, o envíe AYUDA al 988" in page

    def test_an_unknown_country_lists_those_that_are_known(self, topic: Topic) -> None:
        assert "MX" in topic.fails(2, "urgent", "flu", "--country", "XX")

    def test_a_country_nobody_knows_gets_several_numbers(self, topic: Topic) -> None:
        assert "911 in the US, Canada and Mexico" in topic.ok("urgent", "flu")

    def test_json_says_whose_numbers_it_has(self, topic: Topic) -> None:
        import json

        answer = json.loads(topic.ok("urgent", "flu", "--country", "MX", "--format", "json"))
        assert (answer["country"]["code"], answer["country"]["emergency"]) == ("MX", "911")


def test_a_name_of_something_else_is_said_and_not_printed(topic: Topic) -> None:
    page = topic.ok("show", "ehrlichiosis")
    assert page.startswith("Tick Bites\n")
    assert "You asked for ehrlichiosis. This page covers it in part." in page
    assert "Ehrlichiosis" not in topic.ok("show", "tick bites").partition("EMERGENCY")[0]
