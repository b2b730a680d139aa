"""What the program says: in the reader's language, with nothing lost."""

import ast
import string
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import healthtopics
from healthtopics.messages import MAX_LENGTH, say, translated
from healthtopics.model import LANGUAGE_NAMES
from healthtopics.spanish import MESSAGES

PACKAGE = Path(healthtopics.__file__).parent


def _said() -> set[str]:
    """Return what is said anywhere in the program, as it is written there."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
                text = node.args[0]
                if isinstance(text, ast.Constant):
                    found.add(str(text.value))
    return found


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_message_has_its_spanish_twin_and_no_twin_is_left_over() -> None:
    assert _said() - set(MESSAGES) == set()
    assert set(MESSAGES) - _said() == set(LANGUAGE_NAMES.values())


def test_twins_name_the_same_things() -> None:
    assert {en: es for en, es in MESSAGES.items() if _names(en) != _names(es)} == {}


@given(st.text())
def test_any_text_may_be_named(text: str) -> None:
    shown = text if len(text) <= MAX_LENGTH else f"{text[:MAX_LENGTH]}…"
    message = say("no topic is called “{name}”", name=text)
    assert str(message) == f"no topic is called “{shown}”"
    assert translated(message, "es") == f"ningún tema se llama “{shown}”"


def test_messages_within_messages_are_translated_too() -> None:
    message = say("“{title}” has no {language} page", title="Flu", language=say("Spanish"))
    assert translated(message, "es") == "“Flu” no tiene página en español"
    assert translated("as it is", "es") == "as it is"
