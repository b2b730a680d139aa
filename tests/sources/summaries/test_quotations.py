"""Symptoms and calls for help in summaries of made-up conditions, in our own words."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtopics.model import Symptom
from healthtopics.sources.summaries import quotations
from healthtopics.sources.summaries.blocks import read_summary
from healthtopics.sources.summaries.sentences import sentences
from tests.fuzz.targets import check_summary
from tests.support.long_form import only_long

ITEMS = "<ul><li>A hum</li><li>Chills</li></ul>"
HEADINGS = {
    "en": "<h3>What are the symptoms of zumbitis?</h3>",
    "es": "<h3>¿Cuáles son los síntomas de la zumbitis?</h3>",
}


def symptoms(html: str, language: str = "en") -> list[str]:
    return [one.name for one in quotations.symptoms(read_summary(html, language), language)]


def quoted(html: str, language: str = "en") -> list[str]:
    return [one.text for one in quotations.advice(read_summary(html, language), language)]


class TestSymptoms:
    @pytest.mark.parametrize(
        ("heading", "language"),
        [
            ("What are the symptoms of zumbitis?", "en"),
            ("What are the signs and symptoms of heart diseases?", "en"),
            ("What are the warning signs for zumbitis?", "en"),
            ("Symptoms", "en"),
            ("¿Cuáles son los síntomas de la zumbitis?", "es"),
            ("¿Cuáles son los signos y síntomas de las enfermedades del corazón?", "es"),
            ("¿Cuáles son las señales de alerta?", "es"),
            ("Síntomas", "es"),
        ],
    )
    def test_symptoms_are_the_items_below_a_symptom_heading(
        self, heading: str, language: str
    ) -> None:
        assert symptoms(f"<h3>{heading}</h3>{ITEMS}", language) == ["A hum", "Chills"]
        lead = "<p>Zumbitis starts with one of these:</p>" if language == "en" else ""
        assert symptoms(f"<h3>{heading}</h3>{lead}{ITEMS}", language) == ["A hum", "Chills"]

    @pytest.mark.parametrize(
        ("heading", "language"),
        [
            ("What are the treatments for symptoms of zumbitis?", "en"),
            ("What are the side effects of greltol?", "en"),
            ("How can I relieve my symptoms?", "en"),
            ("How can I prevent the symptoms?", "en"),
            ("What can trigger symptoms?", "en"),
            ("What is zumbitis?", "en"),
            ("¿Cuáles son los efectos secundarios?", "es"),
            ("¿Cómo puedo aliviar los síntomas?", "es"),
            ("¿Qué es la zumbitis?", "es"),
        ],
    )
    def test_items_below_another_heading_are_not_symptoms(
        self, heading: str, language: str
    ) -> None:
        assert symptoms(f"<h3>{heading}</h3>{ITEMS}", language) == []

    @pytest.mark.parametrize(
        ("lead", "language"),
        [
            ("It is rare. The symptoms include:", "en"),
            ("Common symptoms are :", "en"),
            ("Some people have signs of zumbitis, such as:", "en"),
            ("The symptoms of zumbitis include", "en"),
            ("Zumbitis has many symptoms. They include:", "en"),
            ("Los síntomas pueden incluir:", "es"),
            ("La zumbitis causa síntomas. Estos incluyen:", "es"),
            ("La zumbitis tiene muchos síntomas. Pueden incluir:", "es"),
            ("Las señales de la zumbitis son:", "es"),
        ],
    )
    def test_symptoms_are_the_items_after_a_sentence_that_announces_them(
        self, lead: str, language: str
    ) -> None:
        assert symptoms(f"<p>{lead}</p>{ITEMS}", language) == ["A hum", "Chills"]

    @pytest.mark.parametrize(
        ("lead", "language"),
        [
            ("Zumbitis has symptoms.", "en"),
            ("The causes of these symptoms are:", "en"),
            ("To manage the symptoms, try:", "en"),
            ("People who have symptoms are:", "en"),
            ("A hum can be a symptom of many diseases, including:", "en"),
            ("Stopping greltol can cause withdrawal symptoms, including:", "en"),
            ("Stopping greltol is hard. It leads to withdrawal. These symptoms include:", "en"),
            ("Call 911 if you have symptoms such as:", "en"),
            ("It is rare. Kinds include:", "en"),
            ("Para aliviar los síntomas:", "es"),
            ("Obtenga ayuda médica de inmediato si tiene síntomas como:", "es"),
            ("Un zumbido puede ser un síntoma de muchas enfermedades, como:", "es"),
        ],
    )
    def test_items_after_another_sentence_are_not_symptoms(self, lead: str, language: str) -> None:
        assert symptoms(f"<p>{lead}</p>{ITEMS}", language) == []

    @pytest.mark.parametrize(
        "lead",
        [
            "Certain people are at higher risk. They include:",
            "Get medical help right away if you have:",
            "It hurts more when you:",
            "To diagnose it, your provider:",
        ],
    )
    def test_other_lists_below_a_symptom_heading_are_left_out(self, lead: str) -> None:
        text = f"{HEADINGS['en']}<p>{lead}</p>{ITEMS}<p>It can cause:</p><ul><li>Fever</li></ul>"
        assert symptoms(text) == ["Fever"]

    def test_symptoms_are_whole_items_with_later_sentences_as_notes(self) -> None:
        text = f"""{HEADINGS["en"]}<ul><li>Fever.</li><li>Sore knees (at night);</li>
        <li>Loud steps. Some people notice them first. Others do not.</li><li>fever</li>
        <li>- Dry mouth, e.g. at noon</li><li>Time to call 911.</li><li>…</li></ul>"""
        assert quotations.symptoms(read_summary(text, "en"), "en") == (
            Symptom("Fever"),
            Symptom("Sore knees (at night)"),
            Symptom("Loud steps", "Some people notice them first. Others do not."),
            Symptom("Dry mouth, e.g. at noon"),
        )

    def test_symptoms_are_the_innermost_list_items(self) -> None:
        text = f"""{HEADINGS["en"]}<ul><li>At first:<ul><li>A hum</li><li>Problems, like
        <ul><li>Echoes</li></ul></li></ul></li><li>Chills</li></ul>"""
        assert symptoms(text) == ["A hum", "Echoes", "Chills"]

    def test_symptoms_are_not_taken_from_prose(self) -> None:
        assert symptoms(f"{HEADINGS['en']}<p>Symptoms include fever and chills.</p>") == []


class TestAdvice:
    @pytest.mark.parametrize(
        ("sentence", "language"),
        [
            ("If you think that someone hums, call 911.", "en"),
            ("Call 9-1-1 if you hum!", "en"),
            ("You can call or text 988.", "en"),
            ("Get medical help right away if the hum gets louder.", "en"),
            ("See your doctor immediately if you have a hum that does not go away.", "en"),
            ("You should get emergency care for a loud hum.", "en"),
            ("Go to the emergency room (the nearest one).", "en"),
            ("You need to get care for any hum as soon as possible.", "en"),
            ("If you have eaten ink, contact poison control.", "en"),
            ("A loud hum is a medical emergency.", "en"),
            ("Humming and buzzing are life-threatening emergencies.", "en"),
            ("Some hums require urgent attention.", "en"),
            ("Si cree que alguien zumba, llame al 911.", "es"),
            ("Obtenga ayuda médica inmediata si el zumbido es fuerte.", "es"),
            ("Consulte a su médico de inmediato si no desaparece.", "es"),
            ("Debe comunicarse con su proveedor lo antes posible.", "es"),
            ("Acuda a la sala de emergencias.", "es"),
            ("Un zumbido fuerte es una emergencia médica.", "es"),
            ("Llame al centro de control de envenenamiento.", "es"),
            ("Necesitará atención de emergencia si el zumbido es fuerte.", "es"),
            ("El zumbido requiere atención médica urgente.", "es"),
        ],
    )
    def test_a_sentence_that_calls_for_help_is_quoted_whole_as_advice(
        self, sentence: str, language: str
    ) -> None:
        summary = read_summary(f"<p>One. {sentence} Two.</p>", language)
        (one,) = quotations.advice(summary, language)
        assert (one.level, one.quoted) == ("", True)
        assert sentence in one.text.split("\n\n")

    @pytest.mark.parametrize(
        ("sentence", "language"),
        [
            ("You may not need treatment right away.", "en"),
            ("You don't need to call 911.", "en"),
            ("Most people who get help right away hum again.", "en"),
            ("Pack an emergency kit and call your friends.", "en"),
            ("See the list of emergency contacts.", "en"),
            ("Some people call it a hum; it may start right away.", "en"),
            ("You need to urinate immediately.", "en"),
            ("Zumbitis gets worse quickly.", "en"),
            ("Talk to your doctor about the hum.", "en"),
            ("Puede que no necesite tratamiento de inmediato.", "es"),
            ("La mayoría de las personas que reciben ayuda de inmediato zumban.", "es"),
            ("Tenga un botiquín de emergencia y llame a sus amigos.", "es"),
            ("Consulte a su médico sobre el zumbido.", "es"),
        ],
    )
    def test_sentences_that_do_not_call_for_help_are_not_advice(
        self, sentence: str, language: str
    ) -> None:
        assert quoted(f"<p>One. {sentence} Two.</p>", language) == []

    @pytest.mark.parametrize(
        ("lead", "language"),
        [
            ("Get medical help right away if you have:", "en"),
            ("Call 911 if you have", "en"),
            ("Call 911 if you have any of the following.", "en"),
            ("Obtenga ayuda médica inmediata si", "es"),
        ],
    )
    def test_advice_includes_the_whole_list_it_introduces(self, lead: str, language: str) -> None:
        items = "<ul><li>A hum</li><li>Pain:<ul><li>At night</li></ul></li></ul>"
        assert quoted(f"<p>It is rare. {lead}</p>{items}<p>Rest.</p>", language) == [
            f"{lead}\n\n- A hum\n- Pain:\n  - At night"
        ]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("<p>It hums. You may turn blue. If this happens, call 911.</p>",
             "You may turn blue.\n\nIf this happens, call 911."),
            ("<p>It hums. It could be zumbitis. Get help immediately.</p>",
             "It could be zumbitis.\n\nGet help immediately."),
            (f"<p>It can lead to:</p>{ITEMS}<p>This is a medical emergency.</p>",
             "It can lead to:\n\n- A hum\n- Chills\n\nThis is a medical emergency."),
            ("<ul><li>Ear. You may turn blue. If this happens, call 911. Rest.</li></ul>",
             "You may turn blue.\n\nIf this happens, call 911."),
            ("<p>If this happens, call 911.</p>", "If this happens, call 911."),
            ("<p>-</p><p>Call 911.</p>", "Call 911."),
        ],
    )  # fmt: skip
    def test_advice_unclear_by_itself_includes_the_text_before_it(
        self, text: str, expected: str
    ) -> None:
        assert quoted(text) == [expected]

    def test_advice_does_not_include_text_before_its_heading(self) -> None:
        assert quoted("<p>You may hum.</p><h3>What then?</h3><p>Call 911.</p>") == ["Call 911."]

    def test_advice_in_a_list_of_steps_is_the_whole_list(self) -> None:
        steps = "<ul><li>Call 911. Do it now.</li><li>Stay calm.</li></ul>"
        expected = ["If someone hums:\n\n- Call 911. Do it now.\n- Stay calm."]
        assert quoted(f"<p>If someone hums:</p>{steps}") == expected

    def test_advice_in_one_list_item_leaves_out_the_other_items(self) -> None:
        text = """<p>There are many hums:</p><ul><li>Low. It is mild.</li>
        <li>High. A high hum is an emergency. Rest.</li>
        <li>Call 911 if you have:<ul><li>A deaf ear</li><li>Chills<ul><li>At night</li></ul></li>
        </ul></li><li>None</li></ul>"""
        assert quoted(text) == [
            "A high hum is an emergency.",
            "Call 911 if you have:\n\n- A deaf ear\n- Chills\n  - At night",
        ]

    def test_advice_is_in_text_order_and_never_repeated(self) -> None:
        text = "<p>A hum is an emergency. Call 911 if you hum. Rest. CALL 911, if you hum.</p>"
        assert quoted(text) == ["A hum is an emergency.", "Call 911 if you hum."]


SENTENCES = st.sampled_from([
    "Call 911.", "Get help right away if you have:", "Symptoms include:", "It hums.", "- a", "A hum",
    "If this happens, call your doctor immediately.", "It is an emergency.", "Llame al 911 si:",
    "Los síntomas son:", "Es una emergencia. Esto pasa.", "¿Zumba? Vaya a urgencias.", "- - b (c)",
])  # fmt: skip
TAGS = st.sampled_from(["<p>", "<ul>", "</ul>", "<li>", "<h3>What are the symptoms?</h3>", " "])


@given(st.lists(TAGS | SENTENCES, max_size=30))
def test_nothing_is_quoted_that_the_text_does_not_say(pieces: list[str]) -> None:
    html = "".join(pieces)
    check_summary(html.encode())
    said = " ".join(" ".join(p for p in pieces if not p.startswith("<")).split())
    for language in ("en", "es"):
        for text in quoted("".join(f"{piece} " for piece in pieces), language):
            for line in text.split("\n"):
                for sentence in sentences(line.strip("- ")):
                    assert sentence.replace("– ", "- ") in said


UNITS = [
    (language, unit)
    for language in ("en", "es")
    for unit in (
        "Call 911. ", "call right away, ", "<li>Call 911 if this: <ul>", "<li>Call 911:", "is an a ",
        "emergency ", "so so ", "<p>Symptoms:<ul><li>a ", ".) ", '."', "Dr. ", "<h3>Symptoms", "is ",
        "These symptoms: <li>x</ul> ", "<ul><li>a</ul>This is an emergency. ", "éÉ ",
    )
]  # fmt: skip


# In the normal run each is read in one of the languages.
@pytest.mark.parametrize(
    ("language", "unit"),
    [*UNITS[:16:2], *UNITS[17::2], *only_long([*UNITS[1:16:2], *UNITS[16::2]])],
)
def test_time_is_linear_in_the_length(language: str, unit: str) -> None:
    def seconds(times: int) -> float:
        summary = read_summary(unit * times, language)
        start = time.process_time()
        quotations.symptoms(summary, language)
        quotations.advice(summary, language)
        return time.process_time() - start

    # The best of three: now and then the garbage collector takes its time for all that tests keep.
    assert any(seconds(5_000) < 0.2 + 30 * seconds(500) for _ in range(3))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        (
            "See Dr. Zumb at 3 p.m. Monday, e.g. here.",
            ["See Dr. Zumb at 3 p.m. Monday, e.g. here."],
        ),
        ('He hums ("so."). “She” does not.', ['He hums ("so.").', "“She” does not."]),
        ("¿Zumba? ¡Sí! Élla.", ["¿Zumba?", "¡Sí!", "Élla."]),
        ("Version 1.5 is. not", ["Version 1.5 is. not"]),
        ("", []),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert list(sentences(text)) == expected
