"""A name that is not that of one topic: what may be meant, and danger first."""

import json
from pathlib import Path

import pytest

from tests.support.command import Topic, personal, topic_file

UPDATE = "“topic update” downloads all of MedlinePlus, some 1,000 topics."


@pytest.fixture(scope="module")
def elbows(shared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Topic:
    """A personal collection of two elbows that share a name, and a knee."""
    return personal(
        Topic(shared_home),
        tmp_path_factory.mktemp("elbows"),
        [
            topic_file(title="Blue Elbow", description="An elbow that turns blue."),
            topic_file(title="Green Elbow", description="An elbow that turns green."),
            topic_file(
                title="Red Knee", also_called=None, description="A knee.", summary="Zymurgy."
            ),
        ],
    )


@pytest.mark.parametrize("command", ["show", "urgent", "links", "symptoms", "open"])
def test_every_command_says_what_may_be_meant_with_a_line_to_paste(
    elbows: Topic, command: str
) -> None:
    told = elbows.fails(1, command, "azure", "elbow")
    assert "topic: several topics are about “azure elbow”:\n" in told
    assert f"\n  topic {command} blue elbow   An elbow that turns blue.\n" in told
    assert f"\n  topic {command} green elbow  An elbow that turns green.\n" in told
    assert f"\n  topic {command} red knee  A knee.\n" in elbows.fails(1, command, "red", "knea")
    told = elbows.fails(1, command, "zymurgy")
    assert "topic: no topic is called “zymurgy”. These mention it:\n" in told
    assert f"\n  topic {command} red knee  A knee.\n" in told
    assert told.endswith(f"\n{UPDATE}\n") == (command != "urgent")  # where it would be noise


def test_words_without_a_command_get_the_same_suggestions(elbows: Topic) -> None:
    told = elbows.fails(2, "zymurgy")
    assert told.startswith("topic: “zymurgy” is not a command\n")
    assert "\n  topic show red knee  A knee.\n" in told
    assert UPDATE in told
    assert "topic show red knee" in elbows.fails(2, "red", "knee")


def test_nothing_at_all_leads_to_the_update(topic: Topic) -> None:
    for words in (("show", "unheardofword"), ("search", "unheardofword")):
        told = topic.fails(1, *words)
        assert told == f"topic: no topic is called “unheardofword”\n{UPDATE}\n"


@pytest.mark.parametrize("command", ["show", "urgent", "links", "symptoms", "open"])
@pytest.mark.parametrize("name", ["pain", "cancer", "blood pressure", "a b c d e", "qqqq", "the"])
def test_no_miss_is_longer_than_eight_lines_of_eighty_columns(
    topic: Topic, command: str, name: str
) -> None:
    result = topic(command, *name.split())
    if result.code:
        assert len(result.err.splitlines()) <= 8 + (command == "urgent")
        assert all(len(line) <= 140 for line in result.err.splitlines())


def test_dangerous_topics_come_first_where_several_may_be_meant(topic: Topic) -> None:
    told = topic("show", "chest").err + topic("show", "pain").err
    assert (
        told.index("topic show chest pain") < told.find("topic show back pain")
        or "back pain" not in told
    )


def test_one_that_sounds_otherwise_is_not_suggested(topic: Topic) -> None:
    assert "fainting" not in topic("show", "gout").err


def test_unmatched_spanish_names_get_suggestions_too(topic: Topic) -> None:
    told = topic("show", "dolor", "--lang", "es").err
    assert "topic show dolor abdominal" in told
    assert "topic show aborto espontaneo" in topic("show", "aborto espontanio", "--lang", "es").err


def test_a_name_without_accents_may_be_of_either_language(topic: Topic) -> None:
    told = topic.fails(1, "show", "depresion")
    assert "topic show depression  " in told
    assert "topic show depresion --lang es" in told
    assert topic("show", "depresión").out.startswith("Depresión\n")
    assert topic.ok("show", "depresion", "--lang", "es").startswith("Depresión\n")
    assert topic("show", "fiebre").out.startswith("Fiebre\n")


class TestOnATerminal:
    """Somebody who sees what is printed can choose."""

    def _asked(self, topic: Topic, *words: str, typed: bytes) -> str:
        return topic.on_terminal(*words, typed=typed, error_too=True).out

    def test_a_suggestion_can_be_chosen_by_its_number(self, elbows: Topic) -> None:
        shown = self._asked(elbows, "symptoms", "azure", "elbow", typed=b"2\n")
        assert "1  Blue Elbow   An elbow that turns blue." in shown
        assert "Which one? [1–2, Enter for none]" in shown
        assert "Green Elbow: Symptoms" in shown

    @pytest.mark.parametrize("typed", [b"\n", b"0\n", b"3\n", b"99999999999\n", b"x\n", b"\x04"])
    def test_no_suggestion_is_opened_when_none_is_chosen(self, elbows: Topic, typed: bytes) -> None:
        result = elbows.on_terminal("symptoms", "azure elbow", typed=typed, error_too=True)
        assert result.code == 1
        assert "Symptoms" not in result.out

    def test_a_single_suggestion_is_opened_by_pressing_enter(self, elbows: Topic) -> None:
        shown = self._asked(elbows, "symptoms", "red", "knea", typed=b"\n")
        assert "“red knea”? Show “Red Knee”? [Y/n]" in shown
        assert "Red Knee: Symptoms" in shown
        assert "Red Knee: Symptoms" not in self._asked(elbows, "symptoms", "red knea", typed=b"n\n")

    @pytest.mark.parametrize("typed", [b"n\n", b"\x04", b"n\x04\x04"])
    def test_a_single_suggestion_is_not_opened_unless_it_is_taken(
        self, elbows: Topic, typed: bytes
    ) -> None:
        assert "Red Knee: Symptoms" not in self._asked(elbows, "symptoms", "red knea", typed=typed)

    def test_nobody_is_asked_where_the_answer_goes_into_a_pipe(self, elbows: Topic) -> None:
        result = elbows.on_terminal("symptoms", "azure elbow", typed=b"2\n")
        assert result.code == 1
        assert "Which one?" not in result.err


class TestDanger:
    """What people type when something is happening leads to what to do."""

    @pytest.mark.parametrize(
        ("words", "title"),
        [
            ("not breathing", "CPR"),
            ("my baby is not breathing", "CPR"),
            ("can't breathe", "Breathing Problems"),
            ("baby fever", "Fever"),
            ("baby fever 2 months", "Fever"),
            ("my baby has a fever", "Fever"),
            ("head injury", "Head Injuries"),
            ("chest pain when breathing", "Chest Pain"),
            ("i want to die", "Suicide"),
            ("bleeding won't stop", "Bleeding"),
            ("overdose", "Opioid Overdose"),
        ],
    )
    def test_a_search_for_an_emergency_puts_its_urgent_page_first(
        self, topic: Topic, words: str, title: str
    ) -> None:
        result = topic.with_environ(LANG="en_US.UTF-8")("search", words, "--format", "json")
        slug = title.lower()
        assert result.err == (
            f"topic: if this is happening now, call 911 (US). What to do: topic urgent {slug}\n"
        )
        answer = json.loads(result.out)
        assert answer["danger"]["title"] == title
        assert answer["topics"][0]["title"] == title

    def test_a_spanish_search_for_an_emergency_says_whom_to_call(self, topic: Topic) -> None:
        spanish = topic.with_environ(LANG="es_MX.UTF-8")
        result = spanish("search", "mi hijo se está atragantando", "--format", "json")
        assert result.err == (
            "topic: si esto está pasando ahora, llame al 911 (México). "
            "Qué hacer: topic urgent atragantamiento\n"
        )
        assert json.loads(result.out)["topics"][0]["language"] == "es"

    @pytest.mark.parametrize(
        "words", ["trouble sleeping", "bleeding gums", "not sure about breathing"]
    )
    def test_a_harmless_search_raises_no_emergency_warning(self, topic: Topic, words: str) -> None:
        result = topic("search", words, "--format", "json")
        assert "happening" not in result.err
        assert json.loads(result.out)["danger"] is None

    def test_an_urgent_page_that_is_not_there_leaves_the_number(self, topic: Topic) -> None:
        told = topic.with_environ(LANG="en_US.UTF-8").fails(1, "urgent", "unheardofword")
        assert told.startswith("topic: in an emergency, call 911 (US)\ntopic: no topic is called")


def test_related_topics_are_those_that_open(topic: Topic, tmp_path: Path) -> None:
    related = ["Fever", "Unheard-of Fever", "Azure elbow"]
    own = personal(topic, tmp_path / "t", [topic_file(related=related)])
    page = own.ok("show", "blue elbow")
    assert "Related topics\n--------------\n- Fever\n- Azure elbow\n" in page
    assert "Unheard-of" in own.ok("show", "blue elbow", "--format", "yaml")
    answer = json.loads(own.ok("show", "blue elbow", "--format", "json"))
    assert answer["related"] == ["Fever", "Azure elbow"]


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("my baby is not breathing", "CPR"),
        ("cant breathe", "Breathing Problems"),
        ("unconscious", "First Aid"),
        ("face drooping", "Stroke"),
        ("my child swallowed bleach", "Poisoning"),
        ("baby fever", "Fever"),
        ("heavy bleeding", "Bleeding"),
        ("took too much tylenol", "Poisoning"),
        ("my son ate a button battery", "Poisoning"),
        ("bite from a raccoon", "Animal Bites"),
        ("insulin overdose", "Hypoglycemia"),
        ("mi bebe no respira", "Primeros auxilios"),
        ("me quiero morir", "Suicidio"),
    ],
)
def test_urgent_opens_the_page_for_what_people_type_when_it_happens(
    topic: Topic, asked: str, title: str
) -> None:
    code, page, note = topic("urgent", *asked.split())
    assert (code, note) == (0, f"topic: showing “{title}”\n")
    assert page.startswith(f"{title}: ")


def test_urgent_takes_a_spanish_name_for_the_spanish_page_of_its_twin(topic: Topic) -> None:
    assert topic("urgent", "suicidio").out.startswith("Suicidio: ")


def test_the_call_for_help_is_in_the_language_of_what_is_found(topic: Topic) -> None:
    assert "topic: si esto está pasando ahora" in topic("search", "mi bebe no respira").err


def test_a_topic_of_ones_own_without_advice_names_the_page_that_has_some(
    topic: Topic, tmp_path: Path
) -> None:
    own = personal(topic, tmp_path / "t", [topic_file(title="Asthma", advice=None)])
    told = own.fails(1, "urgent", "asthma")
    assert "topic urgent asthma --source bundled" in told


def test_a_topic_without_such_links_says_where_it_has_some(topic: Topic) -> None:
    told = topic.fails(1, "links", "asthma", "--category", "treatments")
    assert "It has links in: Start Here, " in told


def test_urgent_answers_what_happens_in_the_languages_that_were_asked_for(topic: Topic) -> None:
    page = topic("urgent", "cant", "breathe", "--lang", "en,es").out
    assert page.startswith("Breathing Problems: ")
    assert "\nProblemas respiratorios: " in page
    for asked in ("not breathing", "no respira"):
        page = topic("urgent", *asked.split(), "--lang", "es").out
        assert page.startswith("Primeros auxilios: ")
