"""Symptoms and advice out of summaries of made-up conditions, in our own words."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtopics.model import Symptom
from healthtopics.sources.signs import advice, symptoms
from healthtopics.sources.summaries.blocks import read_summary
from tests.fuzz.targets import check_summary

TITLE = "Zumbitis"
ALSO_CALLED = ("ZB", "Drummer's ear")


def signs(text: str, language: str = "en", groups: tuple[str, ...] = ()) -> list[str]:
    return [symptom.name for symptom in noted(text, language, groups)]


def noted(text: str, language: str = "en", groups: tuple[str, ...] = ()) -> tuple[Symptom, ...]:
    return symptoms(TITLE, ALSO_CALLED, groups, read_summary(text, language), language)


def help_for(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(one.level, one.text) for one in advice(read_summary(text, language), language)]


HEADING = "<h3>What are the symptoms of zumbitis?</h3>"


def test_the_list_of_a_symptoms_section() -> None:
    text = """<h3>What are the symptoms of zumbitis?</h3>
    <p>At first, you may have no symptoms. Later, the symptoms may include:</p>
    <ul><li>Humming in one ear, which is worse at night</li>
    <li>Fever.</li>
    <li>Sore knees (these hurt most after a long day of rest)</li>
    <li>Dry mouth (xerostomia)</li>
    <li>Trouble with rhythm - you lose the beat</li>
    <li>Loud steps. Some people notice them first.</li>
    <li>Problems with sound, such as:<ul><li>Echoes</li><li>Buzzing</li></ul></li></ul>
    <p>Some people may also have hiccups, a stiff thumb, and pain in the neck, arm, or back.</p>"""
    assert noted(text) == (
        Symptom("Humming in one ear", "Which is worse at night"),
        Symptom("Fever"),
        Symptom("Sore knees", "These hurt most after a long day of rest"),
        Symptom("Dry mouth (xerostomia)"),
        Symptom("Trouble with rhythm", "You lose the beat"),
        Symptom("Loud steps", "Some people notice them first."),
        Symptom("Problems with sound"),
        Symptom("Echoes"),
        Symptom("Buzzing"),
        Symptom("Hiccups"),
        Symptom("A stiff thumb"),
        Symptom("Pain in the neck, arm, or back"),
    )


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Symptoms include fever, a rash, and humming.", ["Fever", "A rash", "Humming"]),
        ("Signs of ZB include fever and a rash.", ["Fever", "A rash"]),
        ("The symptoms of zumbitis in children are fever.", []),
        ("Its symptoms included: fever and a rash.", ["Fever", "A rash"]),
        ("It has several signs. This includes fever and a rash.", ["Fever", "A rash"]),
        ("The main symptom isn't a hum.", []),
        ("It can cause symptoms, likely fever and chills.", []),
        ("Some people get symptoms, which often include fever and a rash.", ["Fever", "A rash"]),
        ("The main symptom is a loud hum, often in one ear.", ["A loud hum"]),
        ("Humming is a common symptom of zumbitis.", ["Humming"]),
        ("It can cause symptoms such as fever, chills and tiredness.", ["Fever", "Chills", "Tiredness"]),
        ("If you notice symptoms, they may include a hum or a rash.", ["A hum or a rash"]),
        ("Early symptoms include a severe, throbbing hum and fever.", ["A severe, throbbing hum", "Fever"]),
        ("Symptoms may include trouble sleeping, eating, or dancing.", ["Trouble sleeping, eating, or dancing"]),
        ("The first sign is a change in the size, shape, or color of an ear.", ["A change in the size, shape, or color of an ear"]),
        ("Symptoms include swelling in the hand, wrist, or elbow.", ["Swelling in the hand, wrist, or elbow"]),
        ("Symptoms can vary, but they often include fever and a rash.", ["Fever", "A rash"]),
        ("Symptoms start late. They last for a week and may include fever and a rash.", ["Fever", "A rash"]),
        ("Symptoms depend on the drum. But they often include fever and a rash.", ["Fever", "A rash"]),
        ("Early symptoms of zumbitis resemble the flu: fever, chills, and a cough.", ["Fever", "Chills", "A cough"]),
        ("A blue ear and hiccups can be signs of zumbitis, but ink does it too.", ["A blue ear", "Hiccups"]),
        ("Some people have no symptoms. Others have fever, a smelly ear, and hiccups.", ["Fever", "A smelly ear", "Hiccups"]),
        ("It may not cause symptoms at first. Later, you may have fever and a rash.", ["Fever", "A rash"]),
        ("Symptoms include fever. There may be a rash.", ["Fever", "A rash"]),
        ("Symptoms include changes in your hearing and sight, chills, and loss of rhythm due to worn drums.",
         ["Changes in your hearing and sight", "Chills", "Loss of rhythm"]),
        ("Signs that you have zumbitis include fever and a rash.", ["Fever", "A rash"]),
        ("It hums. Zumbitis can come along with gremlin fever. Symptoms of zumbitis include fever and chills.", ["Fever", "Chills"]),
        ("Symptoms include fever and ear infections.", ["Fever", "Ear infections"]),
        ("The main symptom is an ear infection.", ["An ear infection"]),
        ("Symptoms include fever. You may also have bone damage and a rash.", ["Fever"]),
    ],
)  # fmt: skip
def test_prose(sentence: str, expected: list[str]) -> None:
    assert signs(f"<p>Zumbitis is a disease of the ear. {sentence}</p>") == expected


@pytest.mark.parametrize(
    "text",
    [
        "<p>There are usually no symptoms.</p>",
        "<p>Zumbitis often doesn't cause symptoms such as fever.</p>",
        "<p>Symptoms are usually mild.</p>",
        "<p>The first symptoms are different in babies.</p>",
        "<p>The symptoms of gremlin fever include spots and chills.</p>",
        "<p>Signs of a worse problem include spots.</p>",
        "<p>Medicines can relieve symptoms such as fever and pain.</p>",
        "<p>Side effects include nausea. Symptoms may include dizziness.</p>",
        "<p>Stopping greltol can cause withdrawal symptoms, including sweating and shaking.</p>",
        "<p>Call your doctor if you have symptoms such as a high fever.</p>",
        "<p>See your doctor if your symptoms include:</p><ul><li>A loud hum</li></ul>",
        "<h3>What are the treatments for zumbitis?</h3><p>Symptoms include fever and chills.</p>",
        "<h3>What causes zumbitis?</h3><p>The signs include fever and chills.</p>",
        "<h3>What are the symptoms of gremlin fever?</h3><ul><li>Spots</li></ul>",
        ("<h3>What are the symptoms of zumbitis?</h3><p>Certain people are at higher risk. They include:</p>"
        "<ul><li>Drummers</li><li>Older adults</li></ul>"),
        "<p>The treatment is medicine to control symptoms. These may include:</p><ul><li>Greltol</li></ul>",
        "<p>It hums. Gremlin fever can cause symptoms such as spots and chills.</p>",
        "<p>A rare ear can be a sign of a serious problem.</p>",
        "<p>Symptoms come late. You may also have other disorders.</p>",
        "<p>Zumbitis can come along with gremlin fever. Symptoms include spots and chills.</p>",
        "<p>Signs that you have gremlin fever include spots and chills.</p>",
        "<p>Gremlin fever, which comes along with zumbitis, has other symptoms. Others have spots and chills.</p>",
        "<p>Greltol can treat the symptoms. Over time, you may have spots and chills.</p>",
        "<p>Call your doctor if you have symptoms. Later, you may have spots and chills.</p>",
        "<p>Greltol heals it. You may also have spots and chills. Symptoms of zumbitis are mild.</p>",
        "<p>You may also have spots and chills. Symptoms of zumbitis are mild.</p>",
        "<ul><li>Drums</li></ul>",
        "<p>Zumbitis has many symptoms. Drummers of the world:</p><ul><li>Bass drummers</li></ul>",
        "<h3>What is gremlin fever?</h3><p>Symptoms include spots and chills.</p>",
        "<h3>Drums at home</h3><p>Symptoms include spots and chills.</p>",
        "<h3>What are the symptoms of zumbitis?</h3><p>Some people have it for years.</p><ul><li>Drummers</li></ul>",
        "<h3>What are the symptoms of zumbitis?</h3><p>You may notice that it hurts when you:</p><ul><li>Drum</li></ul>",
        "<h3>What are the symptoms of zumbitis?</h3><p>Zumbitis can cause trouble.</p>",
        "<p>There are two types of zumbitis:</p><ul><li>Bass zumbitis. Its symptoms include:</li><li>Snare zumbitis</li></ul>",
        "<p>There are two types of zumbitis:</p><ul><li>You may also have spots and chills. Symptoms are mild.</li></ul>",
        "",
    ],
)  # fmt: skip
def test_what_is_no_sign_of_the_condition(text: str) -> None:
    assert signs(text) == []


@pytest.mark.parametrize(
    ("subject", "is_own"),
    [
        ("zumbitis", True),
        ("the disease", True),
        ("drummer’s ear", True),
        ("severe zumbitis", True),
        ("zumbitis in children", True),
        ("ZB infections", True),
        ("zumbosis", False),
        ("drummer's elbow", False),
        ("a stroke", False),
        ("various forms of zumbitis", True),
    ],
)
def test_of_what_the_signs_are(subject: str, is_own: bool) -> None:
    assert bool(signs(f"<p>The symptoms of {subject} include fever and chills.</p>")) == is_own


def test_a_short_form_that_the_text_explains() -> None:
    text = "<p>Chronic zumbitis (CZ) is rare.</p><p>Symptoms of CZ include fever and chills.</p>"
    summary = read_summary(text, "en")
    assert len(symptoms("Chronic Zumbitis", (), (), summary, "en")) == 2
    assert symptoms("Gremlin Fever", (), (), summary, "en") == ()


def test_a_short_form_that_an_item_explains() -> None:
    text = "<ul><li>Rest</li><li>Zumbitis (HUM)</li></ul><p>Symptoms of HUM include fever.</p>"
    assert signs(text) == ["Fever"]


def test_the_signs_told_where_the_condition_is_introduced() -> None:
    heading = "<h3>What is zumbitis?</h3>"
    assert signs(f"{heading}<p>Symptoms include fever and chills.</p>") == ["Fever", "Chills"]


def test_a_sign_that_is_named_twice_keeps_its_first_explanation() -> None:
    items = "<li>A hum</li><li>Hum, which is deep</li><li>A hum, which is loud</li>"
    assert noted(f"<p>Symptoms include:</p><ul>{items}</ul>") == (
        Symptom("A hum", "Which is deep"),
    )


@pytest.mark.parametrize(
    ("groups", "count"),
    [
        ((), 1),
        (("Infections", "Safety Issues"), 1),
        (("Safety Issues", "Wellness and Lifestyle"), 0),
        (("Infections", "Diagnostic Tests"), 0),
        (("Drug Therapy",), 0),
    ],
)
def test_topics_that_are_no_conditions(groups: tuple[str, ...], count: int) -> None:
    assert len(signs("<p>The main symptom is a hum.</p>", groups=groups)) == count


def test_lists_outside_a_symptoms_section() -> None:
    text = "<p>It is rare. Common symptoms are :</p><ul><li>A hum</li></ul><p>Treatments include:</p><ul><li>Rest</li></ul>"
    assert signs(text) == ["A hum"]
    text = "<p>The following may be signs of ZB that need care:</p><ul><li>A hum</li></ul>"
    assert signs(text) == ["A hum"]
    text = "<p>Symptoms include fever and chills.</p><ul><li>Drums</li></ul>"
    assert signs(text) == ["Fever", "Chills"]


@pytest.mark.parametrize(
    "lead",
    [
        "Zumbitis can cause many symptoms. Some of the most common are:",
        "Some people have no symptoms. If they do, they may have:",
        "You may have zumbitis if you notice:",
        "It may not cause any symptoms, or you could notice:",
        "There are warning signs that you may have zumbitis, including:",
        "Symptoms begin slowly. Later they are on both sides. They include:",
        "The symptoms in the bad ear are:",
        "It can cause ear symptoms similar to gremlin fever:",
        "The symptoms of zumbitis include",
        "It has many symptoms. They include",
    ],
)
def test_what_leads_to_a_list_of_signs(lead: str) -> None:
    text = f"<p>It is rare. {lead}</p><ul><li>A hum</li><li>Chills</li></ul>"
    assert signs(text) == ["A hum", "Chills"]


def test_prose_below_a_heading_that_asks_for_symptoms() -> None:
    text = """<h3>What are the symptoms of zumbitis?</h3>
    <p>In bad cases, zumbitis can cause chills, a blue ear, and hiccups.
    Over time, it can cause bone and ear damage.
    And sometimes people also have a stiff thumb.</p>
    <p>Call your doctor right away if you have any of these symptoms:</p><ul><li>A loud hum</li></ul>"""
    assert signs(text) == ["Chills", "A blue ear", "Hiccups", "A stiff thumb", "A loud hum"]
    assert signs(f"{HEADING}<p>They include fever and chills.</p>") == ["Fever", "Chills"]
    assert signs(f"{HEADING}<p>Zumbitis can cause fever and chills.</p>") == ["Fever", "Chills"]


def test_a_list_right_below_a_heading_that_asks_for_symptoms() -> None:
    assert signs(f"{HEADING}<ul><li>A hum</li><li>Chills</li></ul>") == ["A hum", "Chills"]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("No other symptoms", []),
        ("Late symptoms:", []),
        ("Others include:", []),
        ("Most people get well", []),
        ("You may get better, stronger, and louder", []),
        ("You may notice gremlins and bats", []),
        ("Call your doctor right away", []),
        ("Call your doctor. You may also notice gremlins and bats.", []),
        ("Ear symptoms, such as humming and echoes", ["Humming", "Echoes"]),
        ("Late ones include:<ul><li>Echoes</li></ul>", ["Echoes"]),
        ("Symptoms of gremlin fever include:<ul><li>Spots</li></ul>", []),
        ("Symptoms of zumbitis include:<ul><li>Echoes</li></ul>", ["Echoes"]),
        ("Flu-like symptoms. You may also become a drummer.", ["Flu-like symptoms"]),
    ],
)
def test_items_among_signs(item: str, expected: list[str]) -> None:
    text = f"<p>Symptoms include:</p><ul><li>A hum</li><li>{item}</li><li>Chills</li></ul>"
    assert signs(text) == ["A hum", *expected, "Chills"]


def test_what_stands_below_a_sign_explains_it() -> None:
    below = "<ul><li>at night;</li><li>in the rain.</li></ul>"
    text = f"<p>Symptoms include:</p><ul><li>A hum, often loud{below}</li></ul>"
    assert noted(text) == (Symptom("A hum", "Often loud; at night; in the rain"),)


def test_items_that_tell_the_signs_of_a_kind() -> None:
    text = """<h3>What are the symptoms of zumbitis?</h3>
    <p>The symptoms depend on the drum:</p>
    <ul><li>Bass drums cause a deep hum, chills, and fever. You may also have hiccups.</li>
    <li>With snare drums, the symptoms may include a rattle and a rash.</li>
    <li>A hum with or without fever. Call your doctor right away if it is loud.</li>
    <li>Flu-like symptoms. Not everyone hears them.</li></ul>"""
    assert signs(text) == [
        "A deep hum",
        "Chills",
        "Fever",
        "Hiccups",
        "A rattle",
        "A rash",
        "A hum with or without fever",
        "Flu-like symptoms",
    ]
    text = """<p>There are two types of zumbitis:</p><ul><li>Bass zumbitis is rare. Symptoms include a deep hum and chills.</li>
    <li>Snare zumbitis lasts longer.</li></ul>"""
    assert signs(text) == ["A deep hum", "Chills"]


def test_signs_below_a_heading_that_asks_for_them_are_all_there_are() -> None:
    text = (
        "<p>Symptoms include spots.</p><h3>What are the symptoms of zumbitis?</h3>"
        "<p>In adults:</p><ul><li>A hum</li></ul><p>In babies, the symptoms include:</p>"
        "<ul><li>hum</li><li>A loud cry</li></ul>"
    )
    assert signs(text) == ["A hum", "A loud cry"]


def test_a_long_sign_ends_at_its_first_comma() -> None:
    long = "You hum the whole night long and cannot sleep at all for more than a few minutes at a time, or you hum so loud that others wake"
    (found,) = noted(f"<p>Symptoms include:</p><ul><li>{long}</li></ul>")
    assert found.name == long.partition(", ")[0]
    assert found.note == "Or you hum so loud that others wake"


def test_a_place_and_the_signs_there() -> None:
    text = (
        "<h3>What are the symptoms of zumbitis?</h3><p>The symptoms often include:</p>"
        "<ul><li>In the ear - humming, pain</li><li>On the skin: a rash</li></ul>"
    )
    assert signs(text) == ["Humming", "Pain", "A rash"]


def test_what_a_list_goes_on_with() -> None:
    text = "<p>Symptoms include a gradual loss of:</p><ul><li>Hearing</li><li>Rhythm</li></ul>"
    assert signs(text) == ["A gradual loss of hearing", "A gradual loss of rhythm"]


SPANISH = """<h3>¿Qué es la zumbitis?</h3><p>Es una enfermedad del oído.</p>
<h3>¿Cuáles son los síntomas de la zumbitis?</h3>
<p>Es posible que no tenga síntomas. Si los tiene, pueden incluir:</p>
<ul><li>Zumbido, que empeora de noche</li><li>Fiebre</li><li>Dolor (casi siempre en un solo oído)</li></ul>
<p>Algunas personas también pueden tener náuseas, hipo y mareo.</p>
<h3>¿Cuáles son los tratamientos para la zumbitis?</h3>
<p>Hay medicamentos que alivian síntomas como la fiebre y el dolor.</p>"""


def test_a_spanish_symptoms_section() -> None:
    assert noted(SPANISH, "es") == (
        Symptom("Zumbido", "Que empeora de noche"),
        Symptom("Fiebre"),
        Symptom("Dolor", "Casi siempre en un solo oído"),
        Symptom("Náuseas"),
        Symptom("Hipo"),
        Symptom("Mareo"),
    )


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Los síntomas de la zumbitis incluyen fiebre, tos y cansancio.", ["Fiebre", "Tos", "Cansancio"]),
        ("Los síntomas más comunes son el zumbido y la fiebre.", ["Zumbido", "Fiebre"]),
        ("El síntoma principal es un zumbido, generalmente en un oído.", ["Un zumbido"]),
        ("Puede causar síntomas como dolor, ardor e hinchazón.", ["Dolor", "Ardor", "Hinchazón"]),
        ("Los primeros síntomas pueden ser fiebre y escalofríos.", ["Fiebre", "Escalofríos"]),
        ("La fiebre es un síntoma común de la zumbitis.", ["Fiebre"]),
        ("Algunas personas no tienen síntomas. Otras tienen fiebre, hipo y mareo.", ["Fiebre", "Hipo", "Mareo"]),
        ("La gripe puede causar síntomas como fiebre y tos.", []),
        ("Por lo general no hay síntomas.", []),
        ("Los síntomas de la gripe incluyen fiebre y tos.", []),
        ("Los efectos secundarios incluyen náuseas y vómitos.", []),
        ("Los medicamentos alivian síntomas como fiebre y dolor.", []),
    ],
)  # fmt: skip
def test_spanish_prose(sentence: str, expected: list[str]) -> None:
    assert signs(f"<p>{sentence}</p>", "es") == expected


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("If you think you have zumbitis, call 911.", "emergency"),
        ("Go to the emergency room if the hum does not stop.", "emergency"),
        ("If your child hums, get medical help right away.", "emergency"),
        ("You should seek immediate medical care if you hear drums.", "emergency"),
        ("It is a medical emergency if the hum lasts longer than an hour.", "emergency"),
        ("If the hum comes back, you will need emergency care.", "emergency"),
        ("If the hum stops, you should go to the hospital right away.", "emergency"),
        ("Call your local poison control center right away if you drink ink.", "urgent"),
        ("Take your dog to the veterinarian if it hums.", "routine"),
        ("You should have a doctor check the ear if it is blue.", "routine"),
        ("If you still hum, you can ask your provider or pharmacist.", "routine"),
        ("For severe hums, see your doctor.", "routine"),
        ("Call your ear doctor right away if your ear turns blue.", "urgent"),
        ("If the hum is new, see a doctor as soon as possible.", "urgent"),
        ("Contact your provider if the hum lasts more than a week.", "routine"),
        ("If you are worried about the hum, talk to your doctor.", "routine"),
        ("Get medical care if you fall.", "routine"),
        ("Call 911 if you hum!", "emergency"),
        ("Call 911 if you hum (see the list.)", "emergency"),
        ("Call 911 if you hum…", "emergency"),
        ("If you hum, should you call 911?", "emergency"),
    ],
)
def test_sentences_of_advice(text: str, level: str) -> None:
    assert help_for(f"<p>Zumbitis hums. But {text[0].lower()}{text[1:]}</p>") == [(level, text)]


@pytest.mark.parametrize(
    "text",
    [
        "Talk to your doctor about which drum is right for you.",
        "If you want to buy a drum, talk with your provider first.",
        "If you are pregnant, check with your doctor before taking greltol.",
        "See your doctor for regular checkups.",
        "Most people who get treatment right away get better.",
        "Not everyone needs treatment right away, even if the hum is loud.",
        "Your doctor may call you if the test is late.",
        "It is called zumbitis if it hums.",
        "Contact your doctor right away if",
        "Call 911.",
        "Get help immediately. If you hear drums, it could be the neighbors.",
        "If you hear drums, it could be the neighbors. Talk to your doctor.",
    ],
)
def test_what_is_no_advice(text: str) -> None:
    assert help_for(f"<p>{text}</p>") == []


def test_lists_of_advice_can_be_read_on_their_own() -> None:
    text = """<p>See your provider if the hum:</p><ul><li>Lasts a week</li></ul>
    <p>You must get medical help right away if you:</p>
    <ul><li>Can't hear at all</li><li>Have a fever. It may be high.</li></ul>
    <p>Call your doctor right away if you have any of these symptoms:</p>
    <ul><li>Blood in your ear</li><li>You also have a rash</li></ul>
    <p>Get medical help immediately if</p><ul><li>Your ear is stiff</li></ul>
    <p>To stay well:</p><ul><li>Rest.</li><li>Call 911 if the drum falls.</li></ul>
    <p>See your provider if the hum lasts a week.</p>"""
    assert help_for(text) == [
        ("emergency", "You can't hear at all."),
        ("emergency", "You have a fever."),
        ("emergency", "Your ear is stiff."),
        ("emergency", "Call 911 if the drum falls."),
        ("urgent", "You have blood in your ear."),
        ("urgent", "You also have a rash."),
        ("routine", "The hum lasts a week."),
        ("routine", "See your provider if the hum lasts a week."),
    ]


def test_a_lead_in_without_a_list_is_a_sentence() -> None:
    assert help_for("<p>Call 911 if you hear drums:</p>") == [
        ("emergency", "Call 911 if you hear drums.")
    ]


def test_what_is_asked_behind_the_condition_is_left_out() -> None:
    lead = "If you have any of these signs, please call your doctor right away:"
    text = f"<p>{lead}</p><ul><li>A blue ear</li></ul>"
    assert help_for(text) == [("urgent", "You have a blue ear.")]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("A blue ear;", "You have a blue ear."),
        ("Fever, or", "You have fever."),
        ("Fever, or;", "You have fever."),
        ("Fever and", "You have fever."),
        ("ZB that comes back", "You have ZB that comes back."),
        ("ZBs in both ears", "You have ZBs in both ears."),
        ("McDrum fever", "You have McDrum fever."),
        ("Pain near ZB or in both ears", "You have pain near ZB or in both ears."),
        ("I waves in a test", "You have I waves in a test."),
        ("T-shaped rash", "You have T-shaped rash."),
        ("B12 drums", "You have B12 drums."),
        ("A hum", "You have a hum."),
        ("An echo", "You have an echo."),
        ("Feeling tired", "You: feeling tired."),
        ("Trouble with:<ul><li>Rhythm.</li><li>Steps;</li></ul>", "You have trouble with: Rhythm; Steps."),
        ("Signs of a bad hum, such as:<ul><li>Echoes</li></ul>", "You have echoes."),
        ("Bad cases, which include:<ul><li>Echoes</li></ul>", "You have echoes."),
        ("Signs, such as:<ul><li>Late ones, which include:<ul><li>Echoes</li></ul></li></ul>", "You have echoes."),
    ],
)  # fmt: skip
def test_items_behind_a_condition(item: str, expected: str) -> None:
    text = f"<p>Call your doctor if you have:</p><ul><li>{item}</li></ul>"
    assert help_for(text) == [("routine", expected)]


def test_advice_within_the_items_of_a_list() -> None:
    text = """<p>Call your doctor if you have:</p>
    <ul><li>A fever. Call 911 if it is very high.</li><li>A blue ear. Call 911.</li></ul>"""
    assert help_for(text) == [
        ("emergency", "Call 911 if it is very high."),
        ("routine", "You have a fever."),
        ("routine", "You have a blue ear."),
    ]
    text = """<p>To stay well:</p><ul><li>Call 911.</li>
    <li>Some babies hum back. If this happens, get medical care right away.</li>
    <li>Watch for signs, such as:<ul><li>Drums: call 911 if you hear them.</li></ul></li></ul>"""
    assert help_for(text) == [
        ("emergency", "Some babies hum back. If this happens, get medical care right away."),
        ("emergency", "Drums: call 911 if you hear them."),
    ]


def test_the_same_advice_is_given_once_and_as_urgent_as_it_is_anywhere() -> None:
    soon, now = (
        f"<p>{request} if you have:</p><ul><li>A blue ear</li></ul>"
        for request in ("Call your doctor right away", "Get medical help right away")
    )
    for text in (soon + now, now + soon):
        assert help_for(text) == [("emergency", "You have a blue ear.")]


def test_an_emergency_is_one_whatever_else_is_so() -> None:
    text = "Zumbitis is a medical emergency and you must get help right away."
    assert help_for(f"<p>{text}</p>") == [("emergency", text)]
    text = "A blue ear is an emergency. If you have one, seek medical attention."
    assert help_for(f"<p>{text}</p>") == [("emergency", text)]


def test_items_without_a_word_or_too_long_to_be_one_are_passed_over() -> None:
    long = f"<li>{'hum ' * 300}</li>"
    items = f"{long}<li>…</li><li>A hum<ul>{long}<li>Loud</li><li>.</li></ul></li>"
    assert help_for(f"<p>Call your doctor if you have:</p><ul>{items}</ul>") == [
        ("routine", "You have a hum: Loud.")
    ]
    assert noted(f"<p>Signs of zumbitis include:</p><ul>{items}</ul>") == (
        Symptom("A hum", "Loud"),
    )


def test_a_condition_that_stands_before_the_advice() -> None:
    assert help_for(
        "<p>If you hear drums, it could be the neighbors. Get help immediately.</p>"
    ) == [("emergency", "If you hear drums, it could be the neighbors. Get help immediately.")]
    assert help_for(
        "<p>Some babies hum back. If this happens, get medical care right away.</p>"
    ) == [("emergency", "Some babies hum back. If this happens, get medical care right away.")]
    heading = "What should I do if I hear drums?"
    assert help_for(f"<h3>{heading}</h3><p>Call 911.</p>") == [
        ("emergency", f"{heading} Call 911.")
    ]
    assert help_for(f"<h3>{heading}</h3><p>Call your doctor right away.</p>") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "<p>Busque atención médica de inmediato si:</p><ul><li>Tiene el oído azul</li><li>Se desmaya</li></ul>",
            [("emergency", "Tiene el oído azul."), ("emergency", "Se desmaya.")],
        ),
        ("<p>Llame al 911 si no respira.</p>", [("emergency", "Llame al 911 si no respira.")]),
        (
            "<p>Si oye tambores, vaya a la sala de emergencias.</p>",
            [("emergency", "Si oye tambores, vaya a la sala de emergencias.")],
        ),
        (
            "<p>Obtenga ayuda médica inmediata si</p><ul><li>Sangra</li></ul>",
            [("emergency", "Sangra.")],
        ),
        (
            "<p>Comuníquese con su proveedor de atención médica de inmediato si el zumbido empeora.</p>",
            [("urgent", "Comuníquese con su proveedor de atención médica de inmediato si el zumbido empeora.")],
        ),
        (
            "<p>Llame al médico si el zumbido dura una semana.</p>",
            [("routine", "Llame al médico si el zumbido dura una semana.")],
        ),
        ("<p>Hable con su médico antes de tomar greltol si está embarazada.</p>", []),
        ("<p>Pregúntele a su médico cuál es el mejor tambor para usted.</p>", []),
    ],
)  # fmt: skip
def test_spanish_advice(text: str, expected: list[tuple[str, str]]) -> None:
    assert help_for(text, "es") == expected


def test_other_languages_have_no_patterns() -> None:
    summary = read_summary("<p>Symptoms include fever. Call 911 if you hum.</p>", "fr")
    assert symptoms(TITLE, (), (), summary, "fr") == ()
    assert advice(summary, "fr") == ()


@pytest.mark.parametrize(
    "unit", ["symptoms of in ", "in like come symptoms of ", "síntomas de en ", "you have if call "]
)
def test_a_long_summary_takes_no_long_time(unit: str) -> None:
    sentence = f"Z. {unit * (990 // len(unit))}."
    summary = read_summary(f"<p>{f'{sentence} ' * 30}</p>", "en")
    begun = time.process_time()
    for language in ("en", "es"):
        symptoms(TITLE, (), (), summary, language)
        advice(summary, language)
    assert time.process_time() - begun < 2  # a second at most; where phrases have no end, ten


PIECES = (
    "<p>", "<ul><li>", "</ul>", "<li>", "<h3>What are the symptoms of zumbitis?</h3>", "Symptoms ", "of zumbitis ",
    "include ", ": ", "fever", ", ", " and ", ". ", "such as ", "Call your doctor ", "right away ", "if you ",
    "have ", "911 ", "(", ")", "The main symptom is ", "They may also have ", "You may feel ", "pain in the ", "neck",
    "Los síntomas incluyen ", "Llame al 911 ", "si tiene ", " y ", "¿Cuáles son los síntomas?", "-", "?",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_summary_can_be_read(text: str) -> None:
    check_summary(f"{TITLE}\n{text}".encode())
