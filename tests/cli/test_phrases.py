"""Options whose values are several words without quotes, and words that name nothing."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.command import Topic
from tests.support.exports import export


def _titles(topic: Topic, *words: str) -> list[str]:
    rows = csv.DictReader(io.StringIO(topic.ok(*words, "--format", "csv"), newline=""))
    return [row["title"] for row in rows]


@pytest.mark.parametrize(
    ("bare", "quoted"),
    [
        ("symptoms --having chest pain", ["symptoms", "--having", "chest pain"]),
        ("symptoms --having chest pain --lang en", ["symptoms", "--having", "chest pain"]),
        ("list --group heart and circulation", ["list", "--group", "Blood, Heart and Circulation"]),
        ("list heart and circulation", ["list", "--group", "Blood, Heart and Circulation"]),
        ("list pregnancy", ["list", "--group", "pregnancy"]),
        (
            "links asthma --category patient handouts",
            ["links", "asthma", "--category", "patient handouts"],
        ),
        (
            "links --category patient handouts asthma",
            ["links", "asthma", "--category", "patient handouts"],
        ),
        ("links --category handouts asthma", ["links", "asthma", "--category", "handouts"]),
        (
            "links --category handouts high blood pressure",
            ["links", "high blood pressure", "--category", "handouts"],
        ),
        ("links --organization american heart", ["links", "--organization", "american heart"]),
        (
            "links miscarriage --organization march of dimes --category treatments",
            ["links", "miscarriage", "--organization", "march of dimes", "--category=treatments"],
        ),
        ("search rash --group skin hair", ["search", "rash", "--group", "skin hair"]),
        ("search --group infections fever", ["search", "fever", "--group", "infections"]),
        ("search --group ear nose and throat pain", ["search", "pain", "--group", "ear nose"]),
    ],
)
def test_several_words_mean_what_they_mean_in_quotes(
    topic: Topic, bare: str, quoted: list[str]
) -> None:
    assert topic(*bare.split(), "--format", "json") == topic(*quoted, "--format", "json")


def test_a_section_name_of_several_words_needs_no_quotes(topic: Topic) -> None:
    page = topic.ok("show", "flu", "--section", "when", "to", "get", "help", "--width", "60")
    assert page == topic.ok("show", "flu", "--section", "when to get help", "--width=60")


def test_behind_two_hyphens_nothing_is_joined(topic: Topic) -> None:
    assert topic.ok("links", "--category", "tests", "--", "flu") == topic.ok(
        "links", "flu", "--category", "tests"
    )


def test_what_cannot_be_understood_is_shown_in_quotes(topic: Topic) -> None:
    told = topic.fails(1, "links", "--organization", "american", "hartt", "thing")
    assert '--organization "american hartt thing"' in told
    told = topic.fails(2, "symptoms", "flu", "--having", "fever")
    assert "topic symptoms --having stiff neck" in told
    assert "topic list --group skin" in topic.fails(2, "list", "skin", "--group", "cancers")


class TestTypos:
    @pytest.mark.parametrize(
        ("words", "first"),
        [
            ("links --category treatmnts", "Treatments and Therapies (treatments)?"),
            ("links --category handuots", "Patient Handouts (handouts)?"),
            ("list --group hart", "Blood, Heart and Circulation?"),
            ("list pregnency", "Pregnancy and Reproduction?"),
            ("show flu --section symptms", "Symptoms?"),
        ],
    )
    def test_a_typo_in_an_option_value_suggests_the_nearest_one_first(
        self, topic: Topic, words: str, first: str
    ) -> None:
        told = topic.fails(2, *words.split()).splitlines()
        assert told[1] == f"Did you mean: {first}"
        assert told[2].startswith("There is also: ")

    def test_what_is_like_nothing_gets_what_there_is_and_where_all_of_it_is(
        self, topic: Topic
    ) -> None:
        told = topic.fails(2, "links", "--category", "qqqq")
        assert "Choose one of: Start Here (start); Diagnosis and Tests (tests)" in told
        assert "All of them: topic categories" in told

    def test_only_what_has_something_is_named(self, topic: Topic) -> None:
        there = json.loads(topic.ok("categories", "--lang", "es", "--format", "json"))
        names = [category["name"] for category in there["categories"]]
        told = topic.fails(2, "links", "--category", "recetas", "--lang", "es").splitlines()[1]
        named = told.partition(": ")[2].split("; ")
        assert named[0].partition(" (")[0] == names[0]
        assert {name.partition(" (")[0] for name in named} <= {*names, "…"}


class TestOrganizations:
    def test_letters_stand_for_the_names_that_are_known_by_them(self, topic: Topic) -> None:
        whole = "Centers for Disease Control and Prevention"
        for letters in ("CDC", "cdc"):
            assert topic.ok("links", "--organization", letters) == topic.ok(
                "links", "--organization", whole
            )
        acog = "American College of Obstetricians and Gynecologists"
        rows = json.loads(topic.ok("links", "--organization", "acog", "--format", "json"))["links"]
        assert rows
        assert all(acog in row["organizations"] for row in rows)

    def test_organizations_are_listed_with_abbreviations_and_link_counts(
        self, topic: Topic
    ) -> None:
        page = topic.ok("organizations")
        line = next(line for line in page.splitlines() if line.endswith("(CDC)"))
        name, _, count = line.removesuffix(" (CDC)").partition(" — ")
        links = topic.ok("links", "--organization", name, "--format", "urls").splitlines()
        assert int(count) >= len(links) > 0
        listed = json.loads(topic.ok("organizations", "--format", "json"))["organizations"]
        assert {"name": name, "short_names": ["CDC"], "total": int(count)}.items() <= next(
            one for one in listed if one["name"] == name
        ).items()

    def test_organizations_are_found_by_a_word_or_an_abbreviation(self, topic: Topic) -> None:
        assert "American Heart Association" in topic.ok("organizations", "heart")
        assert "National Institutes of Health" in topic.ok("organizations", "NIH")
        assert "All of them: topic organizations" in topic.fails(1, "organizations", "qqqq")

    def test_the_nearest_organizations_are_named_where_no_link_has_it(self, topic: Topic) -> None:
        told = topic.fails(1, "links", "--organization", "NIHH")
        assert "Did you mean: National Institutes of Health (NIH)" in told
        assert "All of them: topic organizations" in told

    def test_an_organization_absent_from_a_topic_leads_to_all_its_links(self, topic: Topic) -> None:
        assert "topic links NAME" in topic.fails(1, "links", "flu", "--organization", "acog")


def test_status_says_how_old_an_import_is(topic: Topic, tmp_path: Path) -> None:
    own = topic.with_environ(XDG_DATA_HOME=str(tmp_path))
    for days, told in ((0, "(of today)"), (1, "(1 day old)"), (90, "(90 days old: topic update)")):
        day = datetime.now(UTC).date() - timedelta(days)
        (tmp_path / "e.xml").write_bytes(export(date=f"{day:%m/%d/%Y} 02:30:36"))
        assert own("import", str(tmp_path / "e.xml"), "--force").code == 0
        assert f"export of {day} {told}" in own.ok("status", "--width", "0")
