"""The README says what is so: commands, numbers, samples; and the guides, what they list."""

import re
import shlex
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from healthtopics.cli.main import SUMMARIES
from healthtopics.errors import TopicError
from tests.support.bundled import GROUPS, TOPICS
from tests.support.command import PATIENCE, Topic

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
SAMPLES = re.findall(r"```\n\$ (.*)\n((?:.*\n)*?)```", README)


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
    assert f"`topic {command}`" in README


def test_the_numbers_are_right() -> None:
    languages = Counter(topic.language for topic in TOPICS.values())
    short = sum(topic.depth == "short" for topic in TOPICS.values())
    said = " ".join(README.split())
    assert (
        f"has {languages['en']:,} topics in English, {short} of them short, and {languages['es']} "
        f"in Spanish, over all {len(GROUPS)} groups"
    ) in said


@pytest.mark.parametrize(("command", "output"), SAMPLES, ids=[command for command, _ in SAMPLES])
def test_the_samples_are_right(topic: Topic, tmp_path: Path, command: str, output: str) -> None:
    call = shlex.join(topic.command())
    done = subprocess.run(
        ["sh", "-c", f'topic() {{ {call} "$@"; }}\n{command}'], env=topic.environ, cwd=tmp_path,
        capture_output=True, timeout=PATIENCE, check=True, text=True,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == (output, "")


def test_the_sample_topic_file_is_right(topic: Topic, tmp_path: Path) -> None:
    (sample,) = re.findall(r"```yaml\n(.*?)```", (ROOT / "data/README.md").read_text(), re.DOTALL)
    (tmp_path / "t.yaml").write_text(sample)
    assert topic("check", "--strict", str(tmp_path)).code == 0


def test_every_exit_code_is_in_its_guide(topic: Topic) -> None:
    guide = topic.ok("help", "exit-codes")
    waiting = [TopicError]
    while waiting:
        error = waiting.pop()
        waiting += error.__subclasses__()
        assert f"- {error.exit_code}: " in guide


def test_every_variable_is_in_its_guide(topic: Topic) -> None:
    code = "".join(path.read_text() for path in (ROOT / "healthtopics").rglob("*.py"))
    used = set(re.findall(r'"((?:HEALTHTOPICS|NO|FORCE|CLICOLOR|XDG_CACHE|_TOPIC)_[A-Z_]+)"', code))
    guide = topic.ok("help", "environment")
    assert {name for name in used if name not in guide} == set()
