"""What the program says: in the reader's language, with nothing lost."""

import ast
import re
import string
from inspect import cleandoc
from pathlib import Path

import click
from hypothesis import given
from hypothesis import strategies as st

import healthtopics
from healthtopics.cli.base import Command
from healthtopics.cli.main import COMMANDS, SUMMARIES, program
from healthtopics.cli.spanish_help import HELP
from healthtopics.messages import MAX_LENGTH, known, reason, say, translated
from healthtopics.model import LANGUAGE_NAMES
from healthtopics.spanish import MESSAGES

PACKAGE = Path(healthtopics.__file__).parent


def _said() -> set[str]:
    """Return what is said anywhere in the program, as it is written there."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and _called(node) == "say":
                text = node.args[0]
                if isinstance(text, ast.Constant):
                    found.add(str(text.value))
    return found


def _called(node: ast.Call) -> str:
    """Return the last name of what is called: "say" of say(…) and of self.say(…)."""
    return str(getattr(node.func, "id", "") or getattr(node.func, "attr", ""))


# What is printed for a user.
TELLS = {
    "TopicError", "NothingFound", "UsageError", "BadInput", "NetworkError", "LocalError",
    "note", "error", "ask", "progress", "_bad", "told", "cannot_be", "_replace",
    "Title", "Heading", "Field", "Remark",
}  # fmt: skip
# Of a problem of a topic file, what is wrong and the remedy stand behind its place.
PROBLEMS = {"wrong": 2, "YamlProblem": 1, "Problem": 3, "PassingProblem": 3, "_refused": 1}


def _told(node: ast.Call) -> list[ast.expr]:
    """Return the arguments of a call that a user sees."""
    name = _called(node)
    return node.args if name in TELLS else node.args[PROBLEMS.get(name, len(node.args)) :]


def _plain(node: ast.expr) -> bool:
    """Tell whether an argument is a sentence in English that nothing can translate."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and bool(re.search("[A-Za-z]{2}", node.value))
    if isinstance(node, ast.JoinedStr):
        return any(_plain(part) for part in node.values)
    if isinstance(node, ast.IfExp):
        return _plain(node.body) or _plain(node.orelse)
    if isinstance(node, ast.Starred):
        return _plain(node.value)
    if isinstance(node, (ast.GeneratorExp, ast.ListComp)):
        return _plain(node.elt)
    if isinstance(node, (ast.Tuple, ast.List)):
        return any(map(_plain, node.elts))
    return isinstance(node, ast.BinOp) and (_plain(node.left) or _plain(node.right))


def test_no_sentence_that_a_user_sees_is_a_plain_string() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and any(map(_plain, _told(node)))
    ]
    assert found == []


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def _help() -> set[str]:
    """Return what help says: parts of the list of commands, and what each command is."""
    program_context = click.Context(program, info_name="topic")
    found = {"Usage", "Examples", "Options", *COMMANDS, *SUMMARIES.values()}
    commands = {"topic": program} | {
        name: program.get_command(program_context, name) for name in SUMMARIES
    }
    for name, command in commands.items():
        assert isinstance(command, Command)
        context = click.Context(command, info_name=name, parent=program_context)
        names = command.collect_usage_pieces(context)
        found |= {" ".join(part.split()) for part in cleandoc(command.help or "").split("\n\n")}
        found |= {text for example in command.examples for text in example}
        for param in command.get_params(context):
            record = param.get_help_record(context)
            if isinstance(param, click.Option) and record:
                names.append(record[0])
                found |= set() if hasattr(param, "said") else {record[1]}
        found |= set(re.findall(r"\b[A-Z]+\b", " ".join(names)))
    return found


def test_all_of_help_has_its_spanish_twin_and_no_twin_is_left_over() -> None:
    assert _help() - set(HELP) == set()
    assert set(HELP) - _help() == set()


def test_twins_of_examples_do_the_same() -> None:
    """Only the words for a topic and the names of files differ; all of them are tried, too."""
    for english, spanish in HELP.items():
        if english.startswith("topic "):
            assert _done(english) == _done(spanish)


def _done(example: str) -> tuple[str, list[str]]:
    """Return the command of an example, and its options."""
    return example.split()[1], re.findall(r"(?<!\S)--?[a-z]*", example)


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


def test_reasons_of_the_system_are_translated_where_they_are_known() -> None:
    refused = PermissionError(13, "Permission denied")
    message = say("{path} cannot be read ({reason})", path="a", reason=reason(refused))
    assert str(message) == "a cannot be read (Permission denied)"
    assert translated(message, "es") == "no se puede leer a (permiso denegado)"
    assert translated(reason(ValueError("{odd}")), "es") == "{odd}"
    assert translated(known("what nobody knows"), "es") == "what nobody knows"
