"""The READMEs say what is so: commands, exit codes, numbers, samples."""

import re
from pathlib import Path

import pytest

from healthtopics.cli.main import SUMMARIES
from healthtopics.errors import TopicError
from tests.support.command import Topic
from tests.support.processes import shell

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
# A command and what it prints, in a block of the README: to the next comment or the end.
SAMPLE = re.compile(r"^\$ (.*)\n((?:.*\n)*?)(?=```|\n# )", re.MULTILINE)


def test_the_set_up_commands_stand_exactly_so() -> None:
    for command in (
        "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/topic show miscarriage",
        "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest",
    ):
        assert f"\n{command}\n" in README


def test_it_is_short_enough_to_be_read() -> None:
    lines = README.splitlines()
    assert len(lines) <= 120
    assert [line for line in lines if len(line) > 100] == []


@pytest.mark.parametrize("command", sorted(SUMMARIES))
def test_every_command_is_there(command: str) -> None:
    assert f"`topic {command}" in README


def test_every_exit_code_is_in_its_guide(topic: Topic) -> None:
    guide = topic.ok("help", "exit-codes")
    waiting = [TopicError]
    while waiting:
        error = waiting.pop()
        waiting += error.__subclasses__()
        assert f"- {error.exit_code}: " in guide


def test_its_links_lead_somewhere() -> None:
    pictures = re.findall(r'src(?:set)?="([^"]+)"', README)
    assert len(pictures) == 2
    for path in (*re.findall(r"\]\(((?!https)[^)#]+)", README), *pictures):
        assert (ROOT / path).exists(), path


def test_the_samples_are_what_is_printed(
    topic: Topic, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """With --update-golden they are written anew."""

    def printed(script: str) -> str:
        done = shell(topic, f"cd {tmp_path}; {script}")
        assert done.stderr == b""
        return done.stdout.decode()

    text = SAMPLE.sub(lambda sample: f"$ {sample[1]}\n{printed(sample[1])}", README)
    if request.config.getoption("--update-golden"):
        (ROOT / "README.md").write_text(text)
    assert len(SAMPLE.findall(README)) == 6
    assert text == README, "see: pytest tests/test_readme.py --update-golden"


def test_the_sample_topic_file_is_right(topic: Topic, tmp_path: Path) -> None:
    text = (ROOT / "data" / "README.md").read_text()
    (sample,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    (tmp_path / "t.yaml").write_text(sample)
    assert topic("check", "--strict", str(tmp_path)).code == 0
