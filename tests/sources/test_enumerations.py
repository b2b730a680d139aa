"""Signs out of items of lists and out of running text, of made-up conditions."""

import pytest

from healthtopics.model import Symptom
from healthtopics.sources.enumerations import LONGEST, enumeration, symptom


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Do you hum, even at night?", Symptom("Do you hum", "Even at night")),
        ("Echoes are sounds that come back.", Symptom("Echoes", "Sounds that come back.")),
        ("Ecos son sonidos que vuelven", Symptom("Ecos", "Sonidos que vuelven")),
        ("Dry mouth (no spit)", Symptom("Dry mouth (no spit)")),
        ("Dry mouth (xerostomia) - worse at night", Symptom("Dry mouth (xerostomia)", "Worse at night")),
        ("Sore knees (these hurt at night), often both", Symptom("Sore knees", "These hurt at night; often both")),
        ("Sore (as if one had run) knees (or any other joint)", Symptom("Sore knees", "Or any other joint; as if one had run")),
        ("A hum (as loud as a drum), deep and slow", Symptom("A hum, deep and slow", "As loud as a drum")),
        ("Also a rash", Symptom("A rash")),
        ("Fever, or:", Symptom("Fever")),
        ("pH changes", Symptom("pH changes")),
        ("a T-shaped rash", Symptom("A T-shaped rash")),
    ],
)  # fmt: skip
def test_the_sign_and_what_explains_it(item: str, expected: Symptom) -> None:
    assert symptom(item) == expected


def test_a_sign_may_be_as_long_as_the_longest() -> None:
    longest = f"A hum, {'z' * (LONGEST - 7)}"
    assert symptom(longest) == Symptom(longest)
    assert symptom(f"{longest}z") == Symptom("A hum", f"Z{longest[8:]}z")
    assert symptom(f"A {'z' * LONGEST}") is None


def test_a_story_is_told_behind_its_first_words() -> None:
    story = "You hum, you drum, and you cannot stop until the neighbors come to ask what in the world you are doing up there so late"
    assert len(story) <= LONGEST
    assert symptom(f"{story} - or early") == Symptom(story, "Or early")
    assert symptom(f"{story} at night - or early") == Symptom(
        "You hum", f"{story.partition(', ')[2].capitalize()} at night; or early"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fever, signs of gremlin fever, and chills", ["Fever", "Chills"]),
        ("a severe, sharp, throbbing hum and fever", ["A severe, sharp, throbbing hum", "Fever"]),
        ("fever, an ear warm and tender to the touch", ["Fever", "An ear warm and tender to the touch"]),
        ("a hum that comes and goes", ["A hum that comes and goes"]),
        ("pain in the neck and arm and a rash", ["Pain in the neck and arm", "A rash"]),
        ("fever, loss of rhythm, hearing and sight", ["Fever", "Loss of rhythm, hearing and sight"]),
        ("trouble sleeping, eating and drumming", ["Trouble sleeping, eating and drumming"]),
        ("a hum or trouble with rhythm, hearing, and sight", ["A hum or trouble with rhythm, hearing, and sight"]),
        ("a change in the pitch, or the beat of the drum, and a fever", ["A change in the pitch, or the beat of the drum", "A fever"]),
        ("cambios en el tono, o el ritmo del tambor, y fiebre", ["Cambios en el tono, o el ritmo del tambor", "Fiebre"]),
        ("pérdida de ritmo, u olvido del tono, y fiebre", ["Pérdida de ritmo, u olvido del tono", "Fiebre"]),
        ("fever and one deep hum after another of two or three hours", ["Fever", "One deep hum after another of two or three hours"]),
        ("one deep slow hum after another of two or three whole hours", ["One deep slow hum after another of two or three whole hours"]),
    ],
)  # fmt: skip
def test_what_running_text_lists(text: str, expected: list[str]) -> None:
    assert [sign.name for sign in enumeration(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "fever, the ear is blue, and chills",  # a clause
        "fever, chills, and painful",  # painful what?
        "fever, similar to gremlin fever, and chills",
        "fever and one deep slow hum after another of nearly two or three whole hours",
        "fiebre, el oído está azul y escalofríos",
    ],
)
def test_running_text_that_is_not_plainly_a_list_of_signs_gives_none(text: str) -> None:
    assert enumeration(text) == ()
