"""The README says what is so: commands, options, exit codes, variables, numbers, samples."""

import re
from pathlib import Path

import pytest

from healthtopics.cli.main import SUMMARIES
from healthtopics.errors import TopicError
from tests.support.bundled import GROUPS, TOPICS
from tests.support.command import Topic

README = (Path(__file__).parent.parent / "README.md").read_text()


def test_the_set_up_commands_stand_exactly_so() -> None:
    for command in (
        "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/topic show miscarriage",
        "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest",
    ):
        assert f"\n{command}\n" in README


@pytest.mark.parametrize("command", sorted(SUMMARIES))
def test_every_command_and_option_is_there(topic: Topic, command: str) -> None:
    assert f"`topic {command}" in README
    options = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", topic.ok(command, "--help")))
    absent = {o for o in options if f"{o} " not in README and f"{o}`" not in README}
    assert absent <= {"--print", "-h"}


def test_every_exit_code_is_there() -> None:
    waiting = [TopicError]
    while waiting:
        error = waiting.pop()
        waiting += error.__subclasses__()
        assert f"| {error.exit_code} |" in README


def test_every_suffix_of_the_environment_is_there() -> None:
    package = Path(__file__).parent.parent / "healthtopics"
    code = "".join(path.read_text() for path in package.rglob("*.py"))
    used = set(
        re.findall(r'"((?:HEALTHTOPICS|NO|FORCE|CLICOLOR|XDG_CACHE|LC|_TOPIC)_[A-Z_]+)"', code)
    )
    assert {name for name in used if name not in README} == set()


def test_the_numbers_are_right() -> None:
    languages = [topic.language for topic in TOPICS.values()]
    english, spanish = languages.count("en"), languages.count("es")
    assert f"has {english} topics in English, {spanish} of them in Spanish" in README
    assert f"all {len(GROUPS)} groups" in README


def test_the_sample_topic_file_is_right(topic: Topic, tmp_path: Path) -> None:
    (sample,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    (tmp_path / "t.yaml").write_text(sample)
    assert topic("check", str(tmp_path)).code == 0


def test_the_piped_sample_is_right(topic: Topic) -> None:
    (sample,) = re.findall(r"\$ topic urgent flu \| head -n 4\n(.*?)\$", README, re.DOTALL)
    assert topic.ok("urgent", "flu").startswith(sample)
    (line,) = re.findall(r"^- 33\. .*$", README, re.MULTILINE)
    assert line in topic.ok("links", "miscarriage", "--category", "treatments").splitlines()
