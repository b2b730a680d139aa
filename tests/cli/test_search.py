"""`topic search`, through the real command."""

import json
from pathlib import Path

import pytest

from tests.support.command import Topic, personal, topic_file


def _titles(topic: Topic, *words: str) -> list[str]:
    answer = topic("search", *words, "--format", "json")
    return [found["title"] for found in json.loads(answer.out)["topics"]]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("heart attack", "Heart Attack"),
        ("can't sleep", "Insomnia"),
        ("cant sleep", "Insomnia"),
        ("diarhea", "Diarrhea"),
        ("stomach ache", "Abdominal Pain"),
        ("losing a pregnancy", "Miscarriage"),
        ("hypoglycemia", "Hypoglycemia"),
        ("hyperglycemia", "Hyperglycemia"),
        ("MIGRANES", "Migraine"),
        ("what are the symptoms of a stroke", "Stroke"),
        ("exema", "Eczema"),
        ("neumonia", "Pneumonia"),
        ("chestpain", "Chest Pain"),
    ],
)
def test_search_finds_what_people_mean_first(topic: Topic, words: str, first: str) -> None:
    assert _titles(topic, *words.split())[0] == first


def test_spanish_searches_find_what_people_mean_first(topic: Topic) -> None:
    assert _titles(topic, "dolor de panza", "--lang", "es")[0] == "Dolor abdominal"
    assert _titles(topic, "dolores abdominales", "--lang", "es")[0] == "Dolor abdominal"


def test_a_line_says_what_was_found_and_why(topic: Topic) -> None:
    lines = topic.ok("search", "bleeding", "--limit", "5").splitlines()
    assert len(lines) == 5
    assert lines[0].startswith("Bleeding — ")
    assert any("mentions: " in line for line in topic.ok("search", "clots").splitlines())
    reasons = topic.ok("search", "bleeding", "--limit", "5", "--why").splitlines()
    assert "title" in reasons[0].rpartition("(")[2]
    assert any("symptom" in line.rpartition("(")[2] for line in reasons)


def test_the_match_is_bold_on_a_terminal_only(topic: Topic) -> None:
    shown = topic.on_terminal("search", "bleeding", "--limit", "3").out
    assert "\x1b[1mbleeding\x1b[0m" in shown.lower()
    assert "\x1b" not in topic.ok("search", "bleeding")


def test_search_reports_a_spelling_correction(topic: Topic) -> None:
    result = topic("search", "diarhea", "--limit", "1")
    assert "“diarhea”" in result.err
    assert "“diarrhea”" in result.err
    assert "spelling" in topic("search", "diarhea", "--limit", "1", "--why").out
    assert json.loads(topic("search", "diarhea", "--format", "json").out)["corrections"] == {
        "diarhea": "diarrhea"
    }


def test_a_quoted_phrase_must_stand_so(topic: Topic, tmp_path: Path) -> None:
    two = [
        topic_file(title="Alpha", also_called=None, summary="A purple glowing elbow is rare."),
        topic_file(title="Beta", also_called=None, summary="A glowing purple elbow is rare."),
    ]
    own = personal(topic, tmp_path / "t", two)
    assert set(_titles(own, "glowing purple elbow")[:2]) == {"Alpha", "Beta"}
    assert _titles(own, '"glowing purple" elbow') == ["Beta"]


def test_search_can_be_limited_to_a_group(topic: Topic) -> None:
    everywhere = _titles(topic, "pain")
    of_group = _titles(topic, "pain", "--group", "digestive")
    assert of_group
    assert everywhere != of_group
    assert "Abdominal Pain" in of_group


def test_json_and_tsv_have_these_fields(topic: Topic) -> None:
    answer = json.loads(topic.ok("search", "bleeding", "--format", "json"))
    assert list(answer) == ["schema", "query", "corrections", "danger", "topics"]
    assert list(answer["topics"][0]) == [
        "slug", "title", "language", "description", "collection", "why", "snippet",
    ]  # fmt: skip
    header = topic.ok("search", "bleeding", "--format", "tsv").splitlines()[0]
    assert header == "slug\ttitle\tlanguage\tdescription\tcollection\twhy\tsnippet"


def test_search_fails_when_nothing_is_found(topic: Topic) -> None:
    assert "no topic is called “zzzzqqqq”" in topic.fails(1, "search", "zzzzqqqq")
    topic.fails(1, "search", "flu", "--source", "personal")
    topic.fails(2, "search")
    topic.fails(2, "search", "flu", "--limit", "0")


@pytest.mark.parametrize(
    "words", ["*", '"', "'", "AND", "NOT flu", "NEAR(flu fever)", "title:flu", "-flu", "^flu", "(", "flu*", '""', "{a}:b", "\\", ";--"]
)  # fmt: skip
def test_characters_that_mean_something_to_the_index_are_plain_words(
    topic: Topic, words: str
) -> None:
    result = topic("search", "--", words)
    assert result.code in (0, 1)
    assert "mistake" not in result.err
    if "flu" in words:
        assert "Flu — " in result.out
