"""`topic show`, through the real command."""

from pathlib import Path

import pytest

from tests.support.command import Topic, personal, topic_file

SEED_FACTS = (
    "natural causes",
    "week 20",
    "second trimester",
    "uterus or cervix",
    "Polycystic ovary syndrome",
    "fluid",
    "tissue",
    "D&C",
    "grief",
    "healthy baby",
)


def test_a_page_begins_with_when_to_get_help(topic: Topic) -> None:
    page = topic.ok("show", "miscarriage")
    headings = [line for line in page.splitlines() if line]
    assert headings[0] == "Miscarriage"
    assert page.index("EMERGENCY") < page.index("\nNOW:") < page.index("ROUTINE")
    order = [
        "Also called",
        "EMERGENCY: Call",
        "On this page",
        "\nSummary\n",
        "\nSymptoms\n",
        "\nCauses\n",
        "\nLinks\n",
    ]
    order += ["\nRelated topics\n", "\nAbout this page\n", "Advice compiled from"]
    order += ["Compared with its sources on", "No doctor or nurse has reviewed this page."]
    places = [page.index(heading) for heading in order]
    assert places == sorted(places)
    assert "911 in the US, Canada and Mexico," in page


def test_the_founding_page_holds_what_the_seed_says(topic: Topic) -> None:
    page = " ".join(topic.ok("show", "miscarriage").split())
    assert [fact for fact in SEED_FACTS if fact not in page] == []


@pytest.mark.parametrize(
    "name",
    [
        ["Spontaneous", "Abortion"],
        ["spontaneous-abortion"],
        ["SPONTANEOUSABORTION"],
        ["abortion,", "spontaneous"],
        ["miscarriages"],
        ["Mïscarriage"],
        [" miscarriage "],
    ],
)
def test_any_form_of_any_name_is_the_same_page(topic: Topic, name: list[str]) -> None:
    assert topic.ok("show", *name) == topic.ok("show", "miscarriage")


def test_a_misspelled_name_prints_nothing_but_a_suggestion(topic: Topic) -> None:
    assert "topic show miscarriage" in topic.fails(1, "show", "miscariage")


def test_one_condition_is_never_taken_for_its_opposite(topic: Topic, tmp_path: Path) -> None:
    only_hyper = personal(topic, tmp_path / "t", [topic_file(title="Hyperelbowia")])
    assert "Hyperelbowia" not in only_hyper.fails(1, "show", "hypoelbowia")
    assert topic.ok("show", "hypoglycemia").startswith("Hypoglycemia\n")
    assert topic.ok("show", "hyperglycemia").startswith("Hyperglycemia\n")


def test_a_name_of_several_topics_lists_them(topic: Topic, tmp_path: Path) -> None:
    two = [topic_file(), topic_file(title="Green Elbow")]
    error = personal(topic, tmp_path / "t", two).fails(1, "show", "azure elbow")
    assert "topic show blue elbow" in error
    assert "topic show green elbow" in error


def test_a_title_goes_before_another_name(topic: Topic, tmp_path: Path) -> None:
    two = [topic_file(), topic_file(title="Azure Elbow", also_called=None)]
    page = personal(topic, tmp_path / "t", two).ok("show", "azure elbow")
    assert page.startswith("Azure Elbow\n")


def test_sections_can_be_picked(topic: Topic) -> None:
    page = topic.ok("show", "miscarriage", "--section", "symptoms", "--section", "cause")
    assert "Symptoms\n--------" in page
    assert "Causes\n------" in page
    assert "Summary" not in page
    assert "https://www.acog.org" not in page
    assert "About this page" in page


def test_an_unknown_section_lists_the_ones_there_are(topic: Topic) -> None:
    error = topic.fails(2, "show", "miscarriage", "--section", "recipes")
    assert "Symptoms" in error
    assert "several" in topic.fails(2, "show", "miscarriage", "--section", "s")


def test_links_can_be_left_out(topic: Topic) -> None:
    page = topic.ok("show", "miscarriage", "--no-links")
    assert "Start Here" not in page
    assert "Symptoms" in page


def test_prose_is_wrapped_and_links_are_whole(topic: Topic) -> None:
    for line in topic.ok("show", "miscarriage").splitlines():
        assert len(line) <= 80 or (line.startswith("- ") and (line[-1] in ">)" or " — " in line)), (
            line
        )


def test_width_does_not_depend_on_columns(topic: Topic) -> None:
    page = topic.ok("show", "flu")
    assert topic.with_environ(COLUMNS="40").ok("show", "flu") == page
    assert topic.with_environ(COLUMNS="0").ok("show", "flu") == page
    narrow = topic.ok("show", "flu", "--width", "40").splitlines()
    assert max(len(line) for line in narrow if "https://" not in line) <= 40
    unwrapped = topic.ok("show", "flu", "--width", "0")
    assert unwrapped.split() == page.split()
    assert len(unwrapped.splitlines()) < len(page.splitlines())


def test_a_saved_topic_file_is_the_same_topic(topic: Topic, tmp_path: Path) -> None:
    folder = tmp_path / "t"
    folder.mkdir()
    topic.ok("show", "miscarriage", "-o", str(folder / "m.yaml"))
    checked = topic("check", str(folder / "m.yaml"))
    assert (checked.code, checked.out) == (0, "")
    again = topic.with_environ(HEALTHTOPICS_PATH=str(folder))
    page, own = topic.ok("show", "miscarriage"), again.ok("show", "miscarriage")
    assert own.partition("\nCompared")[0] == page.partition("\nCompared")[0]
    assert "Collection: personal" in own
    assert again.ok("show", "miscarriage", "--format", "yaml") == (folder / "m.yaml").read_text()


def test_a_topic_file_is_whole_or_not_at_all(topic: Topic) -> None:
    topic.fails(2, "show", "flu", "--format", "yaml", "--no-links")


def test_a_personal_topic_replaces_a_bundled_one(topic: Topic, tmp_path: Path) -> None:
    own = personal(topic, tmp_path / "t", [topic_file(title="Flu", also_called=None)])
    page = own.ok("show", "flu")
    assert "An elbow that is blue." in page
    assert "Collection: personal" in page
    assert "No doctor or nurse" in own.ok("show", "flu", "--source", "bundled")
    assert "An elbow" not in own.ok("list", "--letter", "f", "--source", "bundled")
    own.fails(1, "show", "miscarriage", "--source", "personal")
