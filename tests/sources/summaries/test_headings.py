import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtopics.sources.summaries.headings import kind_of
from healthtopics.taxonomy import SECTION_KINDS


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("What causes zumbitis?", "causes"),
        ("What  causes zumbitis (ZB) and who is more likely to get it?", "causes"),
        ("What are the causes of zumbitis?", "causes"),
        ("Causes", "causes"),
        ("Who is at risk for zumbitis?", "risk_factors"),
        ("Who is more likely to develop zumbitis?", "risk_factors"),
        ("Which older men are at risk of zumbitis?", "risk_factors"),
        ("What can raise my risk of zumbitis?", "risk_factors"),
        ("How is zumbitis diagnosed?", "diagnosis"),
        ("How are zumbitis and grelts diagnosed?", "diagnosis"),
        ("How do doctors diagnose zumbitis in children?", "diagnosis"),
        ("What are the treatments for zumbitis?", "treatments"),
        ("How is zumbitis treated?", "treatments"),
        ("Which medicines can treat zumbitis?", "treatments"),
        ("Are there treatments for zumbitis?", "treatments"),
        ("Can zumbitis be prevented?", "prevention"),
        ("How can zumbitis be prevented?", "prevention"),
        ("How can I prevent or delay getting zumbitis?", "prevention"),
        ("What other problems can zumbitis cause?", "complications"),
        ("What problems does zumbitis cause?", "complications"),
        ("Can zumbitis cause other health problems?", "complications"),
        ("How can I cope with zumbitis?", "living_with"),
        ("Living with zumbitis", "living_with"),
        ("What is the outlook for zumbitis?", "outlook"),
        ("Can zumbitis be cured?", "outlook"),
        ("What is zumbitis?", ""),
        ("What are the symptoms of zumbitis?", ""),
        ("What conditions does grelting treat?", ""),
        ("How are grelts tested for safety?", ""),
        ("How does zumbitis spread?", ""),
        ("", ""),
    ],
)
def test_kinds_of_english_headings(heading: str, kind: str) -> None:
    assert kind_of(heading, "en") == kind


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("¿Qué causa la zumbitis?", "causes"),
        ("¿Cuáles son las causas de la zumbitis?", "causes"),
        ("¿Quién tiene más probabilidades de tener zumbitis?", "risk_factors"),
        ("¿Quiénes corren riesgo de tener zumbitis?", "risk_factors"),
        ("¿Cómo se diagnostica la zumbitis?", "diagnosis"),
        ("¿Cuáles son los tratamientos para la zumbitis?", "treatments"),
        ("¿Cómo se trata la zumbitis?", "treatments"),
        ("¿Se puede prevenir la zumbitis?", "prevention"),
        ("¿La zumbitis se puede prevenir?", ""),
        ("¿Cómo puedo prevenir la zumbitis?", "prevention"),
        ("¿Qué otros problemas puede causar la zumbitis?", "complications"),
        ("¿Cómo vivir con zumbitis?", "living_with"),
        ("¿Cuál es el pronóstico?", "outlook"),
        ("¿Qué es la zumbitis?", ""),
        ("¿Cuáles son los síntomas de la zumbitis?", ""),
    ],
)
def test_kinds_of_spanish_headings(heading: str, kind: str) -> None:
    assert kind_of(heading, "es") == kind


@given(st.text(), st.sampled_from(["en", "es", "fr"]))
def test_any_heading_has_a_known_kind_or_none(heading: str, language: str) -> None:
    assert kind_of(heading, language) in {"", *(kind.key for kind in SECTION_KINDS)}
