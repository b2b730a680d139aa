"""The vocabulary of signs, what pages make of it, and the lines to call."""

import pytest

from healthtopics.errors import BadFile
from healthtopics.model import Advice, Sign, Topic
from healthtopics.sources.topicfiles.countries import read_countries
from healthtopics.sources.topicfiles.reading import read
from healthtopics.sources.topicfiles.signs import advice_of, read_signs
from healthtopics.sources.topicfiles.vocabularies import Vocabulary, read_groups
from healthtopics.sources.topicfiles.writing import write
from tests.support.command import topic_file
from tests.support.topics import VOCABULARIES

SIGNS = read_signs(VOCABULARIES["signs.yaml"].encode(), "signs.yaml")
VOCABULARY = Vocabulary(read_groups(VOCABULARIES["groups.yaml"].encode(), "groups.yaml"), SIGNS)
SIGN = "signs:\n- {key: a, level: today, who: anyone, en: A., es: B., sources: [{title: C}]"


def _topic(**changes: object) -> Topic:
    return read(topic_file(**changes).encode(), "t.yaml", VOCABULARY)


def _advice(**levels: object) -> tuple[Advice, ...]:
    return _topic(advice=levels).advice


def _problems(**levels: object) -> list[str]:
    with pytest.raises(BadFile) as caught:
        _advice(**levels)
    return [str(problem).split(": ", 1)[1] for problem in caught.value.problems]


def test_a_sign_brings_its_sentence_its_people_its_line_and_its_sources() -> None:
    (line,) = _advice(emergency=[{"sign": "glows"}])
    assert line.text == "The elbow glows in the dark."
    assert (line.signs, line.who, line.line) == (("glows",), "someone", "crisis")
    assert [source.title for source in line.sources] == ["A"]


def test_several_signs_are_one_line_of_their_short_forms() -> None:
    (line,) = _advice(emergency=[{"signs": ["glows", "hums"]}])
    assert line.text == "A glowing elbow, or humming."


def test_a_page_may_narrow_a_sign_and_say_why() -> None:
    item = {"sign": "fades", "when": "You wear blue", "why": "blue hides it"}
    (line,) = _advice(today=[item])
    assert line.text == "You wear blue, and the color fades. Blue hides it."


@pytest.mark.parametrize(
    ("beside", "text"),
    [
        ({}, "It itches (if it fades: call today; in the dark: an emergency)."),
        ({"today": [{"sign": "fades"}]}, "It itches (in the dark: an emergency)."),
        ({"today": [{"sign": "fades"}], "emergency": [{"signs": ["glows", "hums"]}]}, "It itches."),
    ],
)  # fmt: skip
def test_a_more_urgent_case_stands_in_brackets_where_no_line_of_the_page_tells_it(
    beside: dict[str, object], text: str
) -> None:
    assert _advice(**beside, routine=[{"sign": "itches"}])[-1].text == text


def test_a_more_urgent_case_has_one_level() -> None:
    both = VOCABULARIES["signs.yaml"].replace("[glows, hums]", "[glows, fades]")
    with pytest.raises(BadFile) as caught:
        read_signs(both.encode(), "signs.yaml")
    assert "glows, fades: signs of several levels. Name signs of one level" in str(caught.value)


def test_more_urgent_cases_with_the_same_call_are_told_together() -> None:
    both = VOCABULARIES["signs.yaml"].replace("[glows, hums]", "[fades]")
    itches = read_signs(both.encode(), "signs.yaml").by_key["itches"]
    assert itches.sentence("en") == "It itches (if it fades, or in the dark: call today)."
    assert itches.sentence("es") == "Le pica (si se va el color, o en la oscuridad: llame hoy)."


def test_a_line_of_several_signs_tells_more_urgent_cases_too() -> None:
    itches = SIGNS.by_key["itches"]._replace(short_en="an itch")
    other = Sign("burns", "routine", "anyone", "It burns.", "Le arde.", short_en="a burn")
    told = {"glows", "hums"}
    line = advice_of([itches, other], "en", told=told)
    assert line.text == "An itch (if it fades: call today), or a burn."
    assert advice_of([itches, other], "en", told={*told, "fades"}).text == "An itch, or a burn."
    long = other._replace(short_en="a burn " * 28)
    assert "(" in advice_of([itches, other, other], "en").text
    assert "(" not in advice_of([itches, long], "en").text


@pytest.mark.parametrize(
    ("people", "who"),
    [
        (("pregnant", "pregnant"), "pregnant"),
        (("pregnant", "after-birth"), "pregnant"),
        (("child", "baby"), "baby-or-child"),
        (("child", "anyone"), "anyone"),
        (("baby", "pregnant"), "anyone"),
    ],
)
def test_a_line_of_several_signs_stands_where_all_whom_it_is_about_find_it(
    people: tuple[str, ...], who: str
) -> None:
    signs = [
        SIGNS.by_key["hums"]._replace(key=str(number), who=one) for number, one in enumerate(people)
    ]
    assert advice_of(signs, "en").who == who


def test_spanish_pages_have_the_spanish_sentences() -> None:
    spanish = {"language": "es", "groups": None, "links": [{"title": "X", "categories": ["Niños"]}]}
    topic = _topic(advice={"emergency": [{"signs": ["glows", "hums"]}]}, **spanish)
    assert topic.advice[0].text == "Un codo que brilla o zumbido."
    topic = _topic(advice={"today": [{"sign": "fades", "when": "Usa azul"}]}, **spanish)
    assert topic.advice[0].text == "Usa azul, y el color se va."


def test_an_own_sentence_may_say_whom_it_is_about() -> None:
    lines = _advice(now=["You hum.", {"text": "A child hums low.", "who": "child"}])
    assert [(line.text, line.who, line.signs) for line in lines] == [
        ("You hum.", "", ()), ("A child hums low.", "child", ()),
    ]  # fmt: skip


def test_advice_is_written_as_it_was_read() -> None:
    topic = _topic(
        advice={
            "emergency": [{"signs": ["glows", "hums"]}, "It hurts."],
            "now": [{"text": "A child hums low.", "who": "child"}],
            "today": [{"sign": "fades", "when": "You wear blue", "why": "Blue hides it"}],
        },
        leads_here=["Green elbow"], depth="short",
        clinical_review={"name": "Ada", "role": "nurse", "date": "2026-11-22"},
    )  # fmt: skip
    assert read(write(topic).encode(), "t.yaml", VOCABULARY) == topic


@pytest.mark.parametrize(
    ("levels", "problem"),
    [
        ({"today": [{"sign": "glows"}]}, "advice.today[1]: the sign “glows” is emergency. Put it under emergency."),
        ({"today": [{"sign": "x"}]}, "advice.today[1]: the sign “x” is unknown. Use a key of signs.yaml, or write a sentence."),
        ({"today": [{"signs": ["fades", "fades"]}]}, "advice.today[1].signs[2]: “fades” is a duplicate. Keep one of them."),
        ({"today": [{"sign": "fades"}, {"sign": "fades"}]}, "advice.today[2]: a duplicate. Keep one of them."),
        ({"today": [{"sign": "fades", "text": "It fades."}]}, "advice.today[1]: not one line of advice. Name a sign, or several as signs, or write the sentence as text."),
        ({"today": [{"sign": "fades", "who": "child"}]}, "advice.today[1].who: beside a sign. The sign says whom it is about."),
        ({"today": [{"text": "x", "why": "y"}]}, "advice.today[1].why: beside a text. Put it into the text."),
        ({"today": [{"sign": "fades", "why": "a " * 21}]}, "advice.today[1].why: 21 words long. Use at most 20."),
        ({"urgent": ["x"]}, "advice.urgent: an unknown key. Say “now” (call day or night) or “today”."),
    ],
)  # fmt: skip
def test_advice_that_is_refused_says_what_to_do(levels: dict[str, object], problem: str) -> None:
    assert problem in _problems(**levels)


def test_signs_without_short_forms_do_not_share_a_line() -> None:
    text = VOCABULARIES["signs.yaml"].replace("short: {en: humming, es: zumbido}, ", "")
    signs = read_signs(text.encode(), "signs.yaml")
    file = topic_file(advice={"emergency": [{"signs": ["glows", "hums"]}]}).encode()
    with pytest.raises(BadFile, match="the sign “hums” has no short form"):
        read(file, "t.yaml", Vocabulary(VOCABULARY.groups, signs))


def test_reviewed_of_former_files_is_refused_with_the_remedy() -> None:
    with pytest.raises(BadFile) as caught:
        _topic(compared=None, reviewed="2026-11-22")
    assert any("Say “compared”" in problem.remedy for problem in caught.value.problems)


def test_an_own_sentence_at_another_level_is_found_by_the_marks_of_the_sign() -> None:
    topic = _topic(advice={"routine": ["Your elbow glows a bit."]})
    ((advice, sign),) = SIGNS.told_at_another_level(topic)
    assert (advice.level, sign.key) == ("routine", "glows")
    same = _topic(advice={"emergency": ["Your elbow glows a bit."]})
    assert list(SIGNS.told_at_another_level(same)) == []


def test_brackets_that_name_a_level_themselves_tell_no_sign() -> None:
    line = "Your elbow hurts (with skin that glows: an emergency)."
    assert list(SIGNS.told_at_another_level(_topic(advice={"routine": [line]}))) == []
    line = "Your elbow hurts (with skin that glows)."
    assert list(SIGNS.told_at_another_level(_topic(advice={"routine": [line]}))) != []


def test_an_exception_is_named_once_with_its_reason() -> None:
    exception = "exceptions:\n- {topic: blue-elbow, sign: glows, reason: It is a lamp.}\n"
    signs = read_signs((VOCABULARIES["signs.yaml"] + exception).encode(), "signs.yaml")
    topic = _topic(advice={"routine": ["Your elbow glows a bit."]})
    assert list(signs.told_at_another_level(topic)) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (SIGN.replace("today", "soon") + "}", "signs[1].level: “soon” is unknown"),
        (SIGN.replace("anyone", "cats") + "}", "signs[1].who: “cats” is unknown"),
        (SIGN + ", marks: ['(']}", "signs[1].marks: (: missing ), unterminated subpattern"),
        (SIGN + "}\n- {key: a, level: today, who: anyone, en: A., es: B., sources: [{title: C}]}",
         "signs[2].key: “a” is a duplicate"),
        (SIGN.replace("en: A.", f"en: {'a ' * 23}") + "}", "signs[1].en: 23 words long"),
        (SIGN.replace(", sources: [{title: C}]", "") + "}", "signs[1].sources: missing"),
        (SIGN + ", higher: [{signs: [a], en: x, es: y}]}",
         "signs[1].higher: the sign “a” is today. Name one that is more urgent."),
        (SIGN + ", higher: [{signs: [b], en: x, es: y}]}", "signs[1].higher: “b” is unknown"),
        (SIGN + f", higher: [{{signs: [b], en: {'x ' * 32}, es: y}}]}}", "signs[1].en: 33 words long"),
    ],
)  # fmt: skip
def test_a_sign_that_is_refused_says_why(text: str, problem: str) -> None:
    with pytest.raises(BadFile) as caught:
        read_signs(text.encode(), "signs.yaml")
    assert problem in " ".join(map(str, caught.value.problems))


def test_countries_that_share_an_entry_have_one_each() -> None:
    text = (
        "- {code: US, also: [PR], en: US, es: EE. UU., emergency: '911', "
        "crisis: {en: call 988., es: llame al 988.}, sources: [{title: A}], checked: 2026-11-26}"
    )
    us, pr = read_countries(text.encode(), "countries.yaml")
    assert (us.code, pr.code, pr.emergency_en) == ("US", "PR", "911")
    assert us.lines[0]._asdict() == {"kind": "crisis", "en": "call 988.", "es": "llame al 988."}


def test_a_country_without_a_crisis_line_or_an_iso_code_is_refused() -> None:
    text = "- {code: Spain, en: a, es: b, emergency: '112', sources: [{title: A}], checked: 2026-11-26}"
    with pytest.raises(BadFile) as caught:
        read_countries(text.encode(), "countries.yaml")
    told = " ".join(map(str, caught.value.problems))
    assert "crisis: missing" in told
    assert "“Spain” is not an ISO code" in told
