"""Twenty things that people come for, each in as many commands as it should take them.

The bundled collection changes, so these tests name as little of its content as they can.
"""

import csv
import io
import json
import re
from pathlib import Path

from tests.support.characters import unpainted
from tests.support.command import Topic

SCREEN = 24  # lines of a terminal


def _seen(topic: Topic, *words: str, columns: int = 80, typed: bytes = b"") -> str:
    """Return what a command that ends well shows on a terminal."""
    result = topic.on_terminal(*words, columns=columns, typed=typed, error_too=True)
    assert result.code == 0, result
    return unpainted(result.out)


def test_1_what_to_do_about_a_babys_fever(topic: Topic) -> None:
    urgent = topic.ok("urgent", "fever")
    emergency = urgent[urgent.index("\nEMERGENCY:") : urgent.index("\nNOW:")]
    assert emergency.index("\nA baby:\n") < emergency.index("\nAnyone:\n")
    for question in ("baby fever", "baby fever 2 months", "fever in a newborn"):
        assert topic("search", *question.split()).out.startswith("Fever — ")


def test_2_spanish_handouts_on_diabetes_or_a_clear_none(topic: Topic) -> None:
    found = topic("links", "diabetes", "--category", "handouts", "--lang", "es")
    assert found.code == 0
    links = [line for line in found.out.splitlines() if line.startswith("- ")]
    in_english = [line for line in links if "(en inglés)" in line]
    assert links
    assert (found.err != "") == (links == in_english)
    if found.err:
        assert "ninguno de estos enlaces está en español" in found.err


def test_3_a_reading_list_on_asthma_as_a_file(topic: Topic, tmp_path: Path) -> None:
    for file in ("asthma.html", "asthma.md"):
        seen = _seen(topic, "handout", "asthma", "-o", str(tmp_path / file))
        assert "topic: wrote" in seen
        sheet = (tmp_path / file).read_text()
        assert "Asthma" in sheet
        assert re.search(r"\b20\d\d-\d\d-\d\d\b|\b\w+ \d{1,2}, 20\d\d\b", sheet)
        assert "Read more" in sheet


def test_4_all_links_of_an_organization_as_a_table(topic: Topic) -> None:
    table = list(
        csv.DictReader(io.StringIO(topic.ok("links", "--organization", "cdc", "-f", "csv")))
    )
    assert len(table) > 10
    names = {row["organizations"] for row in table}
    assert all("Centers for Disease Control and Prevention" in name for name in names)
    assert "(CDC)" in topic.ok("organizations", "disease control")


def test_5_open_the_third_link_that_is_seen(topic: Topic) -> None:
    (third,) = re.findall(r"^- 3\. .*<(.*)>$", topic.ok("show", "miscarriage"), re.MULTILINE)
    assert topic.ok("open", "miscarriage", "3", "--print") == f"{third}\n"
    assert re.search(r"^ +3\. ", _seen(topic, "show", "miscarriage", "--no-pager"), re.MULTILINE)


def test_6_topics_with_chest_pain(topic: Topic) -> None:
    found = topic("symptoms", "--having", "chest", "pain")
    assert found.code == 0
    assert "topic urgent chest pain" in found.err
    titles = [line.partition(" — ")[0] for line in found.out.splitlines() if " — " in line]
    assert {"Heart Attack", "Angina"} <= set(titles)
    dangers = ["EMERGENCY" in topic("urgent", titles[place]).out for place in (0, -1)]
    assert dangers in ([True, True], [True, False])


def test_7_what_is_urgent_about_stroke(topic: Topic) -> None:
    first = _seen(topic, "urgent", "stroke", "--no-pager").splitlines()[:SCREEN]
    shown = " ".join(" ".join(first).split())
    assert "Check F.A.S.T." in shown
    assert "not even aspirin" in shown


def test_8_raynaud(topic: Topic) -> None:
    assert "topic show raynaud phenomenon" in topic.fails(1, "show", "Raynaud")
    seen = _seen(topic, "show", "Raynaud", "--no-pager", typed=b"\n")
    assert "Show “Raynaud Phenomenon”? [Y/n]" in seen
    assert "Also called" in seen


def test_9_what_is_not_there_is_told_with_all_that_helps(topic: Topic) -> None:
    assert topic.ok("show", "lupus").startswith("Lupus\n")
    told = topic.fails(1, "show", "metformin overuse")
    assert "These mention it:" in told
    assert "\n  topic show " in told
    assert "topic search metformin overuse" in told or "topic update" in told


def test_10_vitamin_d(topic: Topic) -> None:
    assert topic.ok("search", "vitamin", "d").startswith("Vitamin D — ")


def test_11_a_topic_of_ones_own(topic: Topic, tmp_path: Path) -> None:
    own = topic.with_environ(HEALTHTOPICS_PATH=str(tmp_path))
    made = own("new", "My", "asthma", "plan")
    path = Path(made.out.strip())
    text = re.sub(
        r"^summary: .*(\n  .*)*", "summary: Two puffs.", path.read_text(), flags=re.MULTILINE
    )
    path.write_text(text)
    assert "Two puffs." in own.ok("show", "my", "asthma", "plan")


def test_12_both_languages_side_by_side(topic: Topic) -> None:
    for command in ("show", "urgent"):
        seen = _seen(topic, command, "flu", "--lang", "en,es", "--no-pager", columns=140)
        assert re.search(r"EMERGENCY.*EMERGENCIA", seen)


def test_13_diabetes_and_one_of_its_kinds(topic: Topic) -> None:
    page = topic.ok("show", "diabetes")
    assert page.startswith("Diabetes\n")
    assert "Other titles with this name: " in page
    seen = _seen(topic, "show", "diabetes kidney", "--no-pager", typed=b"\n")
    assert "Kidney" in seen.partition("[Y/n]")[2]


def test_14_a_page_for_a_patient_to_print(topic: Topic, tmp_path: Path) -> None:
    assert topic.ok("handout", "flu", "-o", "flu.html", cwd=tmp_path) == ""
    assert "@page" in (tmp_path / "flu.html").read_text()
    assert "topic handout NAME" in topic.fails(2, "show", "flu", "-o", "flu.pdf")


def test_15_what_to_do_until_the_ambulance_comes(topic: Topic) -> None:
    for name in ("choking", "anaphylaxis", "stroke", "opioid overdose"):
        for command in ("urgent", "show"):
            seen = _seen(topic, command, *name.split(), "--no-pager").splitlines()[:SCREEN]
            assert any("DO THIS NOW" in line for line in seen), (command, name)


def test_16_pregnancy_topics(topic: Topic) -> None:
    titles = json.loads(topic.ok("list", "pregnancy", "--json"))["topics"]
    assert (
        _seen(topic, "list", "pregnancy", "--no-pager").rstrip().endswith(f"{len(titles)} topics")
    )


def test_17_all_links_about_treatments(topic: Topic) -> None:
    links = json.loads(topic.ok("links", "--category", "treatments", "--json"))["links"]
    topics = len({link["topic"] for link in links})
    seen = " ".join(_seen(topic, "links", "--category", "treatments", "--no-pager").split())
    assert f"Links: {len(links):,}, in topics: {topics}" in seen


def test_18_a_spanish_speaker_with_an_english_locale(topic: Topic) -> None:
    english = topic.with_environ(LANG="en_US.UTF-8")
    assert english("show", "fiebre").out.startswith("Fiebre\n")
    for question, first in (
        ("fiebre", "Fiebre"),
        ("dolor de pecho", "Dolor de pecho"),
        ("me arde cuando hago pis", "Infecciones del tracto urinario"),  # a word of it is unknown
    ):
        found = english("search", *question.split())
        assert found.out.startswith(f"{first} — ")
        assert "these pages are in Spanish" in found.err
    assert english.ok("search", "asma").startswith("Asthma — ")  # as near to the English title
    assert english("search", "depresion").out.startswith("Depression — ")
    assert english("search", "fiebre", "--lang", "en").out.find("Fiebre") == -1


def test_19_topics_for_a_program(topic: Topic) -> None:
    topics = json.loads(topic.ok("list", "-f", "json"))["topics"]
    rows = topic.ok("list", "-f", "tsv").splitlines()
    assert len(rows) == len(topics) + 1
    assert all(len(row.split("\t")) == len(rows[0].split("\t")) for row in rows)


def test_20_a_misspelled_name(topic: Topic) -> None:
    seen = _seen(topic, "show", "hart", "attack", "--no-pager", typed=b"\n")
    assert "Show “Heart Attack”? [Y/n]" in seen
    assert "DO THIS NOW" in seen
