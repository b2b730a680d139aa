"""`topic check`: what an author sees."""

import json
import os
from pathlib import Path

import pytest

from tests.support.command import Topic, topic_file
from tests.support.installation import Installation


@pytest.fixture
def topic(installed: Installation) -> Topic:
    """The command with small vocabularies, all of which ``topic check`` reads each time."""
    return installed.topic


def test_a_good_file_has_nothing_to_say(topic: Topic, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(topic_file())
    result = topic("check", "a.yaml", cwd=tmp_path)
    assert result == (0, "", "topic: 1 file checked, no problems\n")


def test_every_problem_has_file_line_key_and_remedy(topic: Topic, tmp_path: Path) -> None:
    text = topic_file(compared="yesterday", groups=["Bones"], description=None)
    (tmp_path / "a.yaml").write_text(text + "colour: blue\n")
    result = topic("check", "--strict", "a.yaml", cwd=tmp_path)
    assert result.code == 3
    lines = result.out.splitlines()
    assert len(lines) == 4
    number = text.splitlines().index("compared: yesterday") + 1
    assert f"a.yaml:{number}: compared: “yesterday” is not a date. Write 2026-11-22." in lines
    assert any(line.startswith("a.yaml:1: description: missing. Add") for line in lines)
    assert any("colour: an unknown key. The keys here are title, language" in x for x in lines)
    assert any("“Bones” is unknown" in x and "Bones, Joints and Muscles" in x for x in lines)
    assert result.err == "topic: 1 file checked, 4 problems\n"


def test_folders_are_searched(topic: Topic, tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "a.yaml").write_text(topic_file())
    (tmp_path / "en" / "b.yml").write_text(topic_file())
    (tmp_path / "notes.txt").write_text("not a topic")
    result = topic("check", str(tmp_path))
    assert result.code == 3
    assert "b.yml:1: title: “Blue Elbow” is in " in result.out
    assert "2 files checked, 1 problem\n" in result.err


def test_vocabularies_are_checked_too(topic: Topic, tmp_path: Path) -> None:
    (tmp_path / "groups.yaml").write_text("- {en: A, es: B}\n- {en: A}\n")
    (tmp_path / "organizations.yaml").write_text("- {name: X, url: 'ftp://x.org'}\n")
    result = topic("check", str(tmp_path))
    assert result.code == 3
    assert "groups.yaml:2: groups[2].es: missing" in result.out
    assert "“ftp://x.org” is not a web address" in result.out


def test_check_names_paths_that_are_not_readable_files(topic: Topic, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "large.yaml").write_bytes(b"#" * (1 << 20) + b"#")
    result = topic("check", str(tmp_path), "no-such-file.yaml")
    assert result.code == 3
    assert "pipe.yaml:1: not a regular file." in result.out
    assert "gone.yaml:1: cannot be read (No such file or directory)." in result.out
    assert "large.yaml:1: larger than 1 MiB." in result.out
    assert "no-such-file.yaml:1: cannot be read" in result.out
    assert topic("check", "/dev/zero").code == 3


def test_check_fails_when_there_is_nothing_to_check(topic: Topic, tmp_path: Path) -> None:
    topic.fails(1, "check", str(tmp_path))
    topic.fails(2, "check")


def test_check_writes_its_problems_as_json_and_tsv(topic: Topic, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("title: A\n")
    answer = json.loads(topic("check", str(tmp_path), "--format", "json").out)
    assert list(answer) == ["schema", "problems"]
    assert list(answer["problems"][0]) == ["path", "line", "key", "message", "remedy"]
    table = topic("check", str(tmp_path), "--format", "tsv").out
    assert len(table.splitlines()) == len(answer["problems"]) + 1


def test_problems_are_told_in_spanish_and_kept_in_english_as_data(
    topic: Topic, tmp_path: Path
) -> None:
    (tmp_path / "t.yaml").write_text("titel: x\nlanguage: de\n")
    told = topic("check", str(tmp_path), "--lang", "es")
    assert "t.yaml:1: title: falta. Añada “title: …”." in told.out
    assert "t.yaml:2: language: “de” no se conoce. Use uno de estos: en, es." in told.out
    assert "revisión de 1 archivo: 4 problemas" in told.err
    told = topic("check", str(tmp_path), "--lang", "es", "--json")
    assert '"message": "missing"' in told.out
