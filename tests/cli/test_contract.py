"""The JSON contract healthtopics/1: every key is typed again here, so that none changes unseen."""

import json
from typing import Any

from tests.support.command import Topic

SCHEMA = "healthtopics/1"
TOPIC = ["schema", "slug", "title", "language", "collection", "parts", "depth",
         "also_called", "leads_here", "description", "medlineplus", "groups", "mesh", "summary", "country",
         "advice", "symptoms", "sections", "links", "related", "sources", "compared",
         "clinical_review", "translation_of"]  # fmt: skip
ADVICE = ["level", "text", "quoted", "signs", "who", "when", "why", "line", "sources"]
LINK = [
    "number",
    "title",
    "categories",
    "organizations",
    "url",
    "note",
    "twin_url",
    "link_language",
]
MEDLINEPLUS = ["id", "url", "exported", "credit", "created", "see_references", "twin", "groups",
               "related", "other_languages", "primary_institute", "title"]  # fmt: skip
PARTS = ["also_called", "description", "groups", "mesh", "summary", "advice", "symptoms",
         "sections", "links", "related"]  # fmt: skip
LINE = ["slug", "title", "language", "description", "collection"]


def _json(topic: Topic, *words: str) -> Any:
    answer = json.loads(topic.ok(*words, "--format", "json"))
    assert answer["schema"] == SCHEMA
    return answer


def test_show_json_has_exactly_the_keys_of_its_contract(topic: Topic) -> None:
    answer = _json(topic, "show", "miscarriage")
    assert list(answer) == TOPIC
    assert answer["parts"] == {part: ["bundled"] for part in PARTS}
    assert list(answer["parts"]) == PARTS
    assert answer["slug"] == "miscarriage"
    assert list(answer["medlineplus"]) == MEDLINEPLUS
    assert answer["medlineplus"]["id"] == "515"
    assert answer["medlineplus"]["url"] == "https://medlineplus.gov/miscarriage.html"
    assert answer["medlineplus"]["exported"] is None
    assert answer["mesh"] == [{"id": "D000022", "name": "Abortion, Spontaneous", "qualifiers": []}]
    assert {type(answer[key]) for key in ("also_called", "groups", "related")} == {list}
    assert [list(a) for a in answer["advice"][:1]] == [ADVICE]
    assert [a["level"] for a in answer["advice"]] == sorted(
        (a["level"] for a in answer["advice"]), key=["emergency", "now", "today", "routine"].index
    )
    assert list(answer["country"]) == ["code", "guessed", "emergency", "lines"]
    assert [list(s) for s in answer["symptoms"][:1]] == [["name", "note"]]
    assert [list(s) for s in answer["sections"][:1]] == [["kind", "heading", "text"]]
    assert answer["sections"][0]["kind"] in ("first_aid", "causes")
    assert [list(link) for link in answer["links"]] == [LINK] * 48
    assert [list(s) for s in answer["sources"][:1]] == [["title", "publisher", "url"]]
    assert answer["compared"] >= "2026-11-22"
    assert answer["clinical_review"] is None
    assert answer["translation_of"] is None


def test_show_of_parts_has_the_same_keys(topic: Topic) -> None:
    answer = _json(topic, "show", "miscarriage", "--section", "symptoms")
    assert list(answer) == TOPIC
    assert (answer["links"], answer["summary"], answer["advice"]) == ([], "", [])
    assert answer["symptoms"]


def test_urgent_and_symptoms_json_have_exactly_their_contract_keys(topic: Topic) -> None:
    heading = ["schema", "slug", "title", "language", "collection"]
    assert list(_json(topic, "urgent", "flu")) == [
        *heading,
        "country",
        "advice",
        "first_aid",
        "compared",
        "clinical_review",
    ]
    assert list(_json(topic, "symptoms", "flu")) == [*heading, "symptoms"]


def test_json_of_list_commands_has_exactly_the_keys_of_its_contract(topic: Topic) -> None:
    links = _json(topic, "links", "flu")
    assert list(links) == ["schema", "links"]
    assert list(links["links"][0]) == ["slug", "topic", "language", "collection", *LINK]
    topics = _json(topic, "list")
    assert list(topics) == ["schema", "topics"]
    assert list(topics["topics"][0]) == LINE
    having = _json(topic, "symptoms", "--having", "bleeding")
    assert list(having) == ["schema", "topics"]
    assert list(having["topics"][0]) == [*LINE, "symptoms"]
    assert list(having["topics"][0]["symptoms"][0]) == ["name", "note"]
    for command in ("groups", "categories"):
        counts = _json(topic, command)
        assert list(counts) == ["schema", command]
        assert list(counts[command][0]) == ["slug", "name", "total", "short_names"]


def test_tables_have_these_columns(topic: Topic) -> None:
    columns = {
        ("links",): "slug,topic,number,title,categories,organizations,url,note,language,collection",
        ("list",): "slug,title,language,description,collection",
        ("symptoms", "--having", "pain"): "slug,title,symptom,note",
        ("symptoms", "flu"): "slug,title,symptom,note",
        ("groups",): "slug,name,total,short_names",
        ("categories",): "slug,name,total,short_names",
    }
    for command, header in columns.items():
        for format, separator in (("csv", ","), ("tsv", "\t")):
            table = topic.run_bytes(*command, "--format", format).stdout.decode()
            assert table.splitlines()[0] == header.replace(",", separator)


def test_non_ascii_is_written_as_it_is(topic: Topic) -> None:
    assert "Aborto espontáneo" in topic.ok(
        "show", "aborto espontáneo", "--lang", "es", "--format", "json"
    )
