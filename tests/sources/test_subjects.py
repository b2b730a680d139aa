"""Whether words name a topic's condition; all conditions are made up."""

import pytest

from healthtopics.sources.subjects import Subject


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("Zumbitis", "zumbitis (a disease of drummers)"),
        ("Zumbitis", "zumbitis and gremlin fever"),
        ("Zumbitis", "gremlin fever or zumbitis"),
        ("Zumbitis", "fiebre de duendes o zumbitis"),
        ("Zumbitis", "zumbitis y fiebre de duendes"),
        ("Zumbitis (drummer's ear)", "zumbitis"),
        ("Zumbitis (drummer's ear)", "drummer’s ear"),
        ("Purple Ear Syndrome", "PES"),  # its first letters
        ("Hums and Rattles", "hums"),
        ("Zumbidos y golpes", "zumbidos"),
        ("Ear Disorders", "a severe ear disorder"),
        ("Ear Disease", "ear infections"),
        ("Late Gremlin Zumbitis", "zumbitis"),  # what it is a kind of
        ("Zumboma", "zumbomas"),
        ("Drumming", "someone who drummed"),
        ("Drum", "drums"),
    ],
)
def test_words_that_name_the_condition(name: str, phrase: str) -> None:
    assert Subject([name], []).is_named_by(phrase)


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("Zumbitis", "your"),
        ("Zumbitis", "gremlin fever"),
        ("Zumbitis", "gremlin zumbitis"),  # a kind of it
        ("Zumbitis", "type Z"),  # the first letter of one word is no short form
        ("Drumitis", "drums"),  # the stem of an illness is an organ
        ("Hum", "humming"),  # words too short to have a stem
        ("Hums", "humidity"),
        ("Percussia", "percutania"),
        ("Zumbitis and Pregnancy", "zumbitis"),  # a state and not another name
    ],
)
def test_words_that_name_another_condition(name: str, phrase: str) -> None:
    assert not Subject([name], []).is_named_by(phrase)


def test_a_short_form_stands_in_brackets_behind_a_name() -> None:
    assert Subject(["Zumbitis"], ["Zumbitis (HUM) is rare."]).is_named_by("HUM")
    assert Subject(["Zumbitis"], ["A case of zumbitis (HUM)"]).is_named_by("HUM")
    assert not Subject(["Zumbitis"], ["Gremlin fever (HUM) is rare."]).is_named_by("HUM")
    assert not Subject(["Zumbitis"], ["(Gremlin fever) is rare."]).is_named_by("gremlin fever")
