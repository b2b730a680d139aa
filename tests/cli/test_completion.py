"""Shell completion, asked as the shells' own scripts ask it."""

import shutil

import pytest

from tests.support import limits
from tests.support.command import Topic


def _complete(topic: Topic, line: str) -> list[str]:
    words = line.split(" ")
    asked = topic.with_environ(
        _TOPIC_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(len(words) - 1)
    )
    answer = asked.ok()
    return [item.partition(",")[2] for item in answer.splitlines() if item]


@pytest.mark.parametrize(
    ("line", "completions"),
    [
        ("topic sy", ["symptoms"]),
        ("topic show misc", ["miscarriage"]),
        ("topic urgent heart-at", ["heart-attack"]),
        ("topic show --lang es abor", ["aborto", "aborto-espontaneo"]),
        ("topic links --category treat", ["treatments-and-therapies"]),
        ("topic list --group preg", ["pregnancy-and-reproduction"]),
        ("topic show --lang ", ["en", "es"]),
        ("topic show --format j", ["json"]),
        ("topic show zzz", []),
        ("topic show flu --no-p", ["--no-pager"]),
        ("topic show heart at", ["attack"]),
        ("topic show spont", ["spontaneous-abortion"]),
        ("topic show miscarriage ", []),
        ("topic show miscarriage --section tr", ["treatments"]),
        ("topic show --section tr", []),
        ("topic open miscarriage 48", ["48"]),
        ("topic open misc", ["miscarriage"]),
        ("topic links --organization cd", ["CDC"]),
        ("topic list preg", ["pregnancy-and-reproduction"]),
        ("topic help ex", ["exit-codes"]),
    ],
)
def test_completion_offers_the_matching_words(
    topic: Topic, line: str, completions: list[str]
) -> None:
    assert _complete(topic, line) == completions


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_scripts_are_printed(topic: Topic, shell: str) -> None:
    script = topic.with_environ(_TOPIC_COMPLETE=f"{shell}_source").ok()
    assert "_TOPIC_COMPLETE" in script
    if program := shutil.which(shell):
        limits.run([program, "-n"], input=script.encode()).check_returncode()


def test_an_unknown_shell_is_an_error(topic: Topic) -> None:
    assert "fish_source" in topic.with_environ(_TOPIC_COMPLETE="dos_source").fails(2)


def test_a_broken_collection_completes_nothing(topic: Topic) -> None:
    broken = topic.with_environ(HEALTHTOPICS_PATH="/nowhere/at/all")
    assert _complete(broken, "topic show misc") == ["miscarriage"]
