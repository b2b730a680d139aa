"""What `topic check` finds in files, one by one and beside each other."""

import errno
import os
from pathlib import Path

import pytest

from healthtopics.errors import Problem
from healthtopics.sources.topicfiles.folders import Report, check
from tests.support.command import topic_file

pytestmark = pytest.mark.usefixtures("quick_check")

LINK = {"title": "Codos", "categories": ["Comience aquí"]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "en").mkdir()
    return tmp_path


def test_topics_that_stand_twice_are_found(folder: Path) -> None:
    twins = [folder / "a.yaml", folder / "en" / "b.yml"]
    for path in twins:
        path.write_text(topic_file())
    other = folder / "es.yaml"
    groups = ["Huesos, articulaciones y músculos"]
    other.write_text(topic_file(language="es", groups=groups, links=[LINK]))
    first, second = (str(path) for path in twins)
    told = Problem(second, 1, "title", f"“Blue Elbow” is in {first} too", "Keep one of the files.")
    assert check([str(folder)]) == Report(3, (told,))
    assert check([first, str(other), first]) == Report(2, ())
    assert check([str(other), str(folder / "en")]) == Report(2, ())
    assert check([str(folder / "en"), str(folder / "none"), str(folder)]).files == 4


def test_every_file_has_its_own_problems(folder: Path) -> None:
    topic, groups = folder / "en" / "a.yaml", folder / "groups.yaml"
    topic.write_text(topic_file(reviewed="yesterday", groups=["Bones"]))
    groups.write_text("- {en: A, es: B}\n- {en: A, es: B}\n")
    report = check([str(groups), str(topic)])
    assert report.files == 2
    assert [(one.path, one.key) for one in report.problems] == [
        (str(groups), "groups[2]"),
        (str(topic), "groups"),
        (str(topic), "reviewed"),
    ]


def test_a_good_vocabulary_hides_no_other_file(folder: Path) -> None:
    topic, groups = folder / "a.yaml", folder / "groups.yaml"
    topic.write_text(topic_file(reviewed="yesterday"))
    groups.write_text("- {en: A, es: B}\n")
    assert [one.key for one in check([str(groups), str(topic)]).problems] == ["reviewed"]


def test_what_cannot_be_read_hides_no_other_file(folder: Path) -> None:
    pipe, gone, good, bad = (
        str(folder / name) for name in ("a.yaml", "b.yaml", "c.yaml", "d.yaml")
    )
    os.mkfifo(pipe)
    Path(good).write_text(topic_file())
    Path(bad).write_text(topic_file(reviewed="x"))
    report = check([pipe, gone, "\0.yaml", good, bad])
    assert report.files == 5
    remedy = "Check that it is there and can be read."
    reason = os.strerror(errno.ENOENT)
    assert report.problems[0][:4] == (pipe, 1, "", "not a regular file")
    assert report.problems[1] == Problem(gone, 1, "", f"cannot be read ({reason})", remedy)
    assert report.problems[2].path == "\0.yaml"
    assert [(one.path, one.key) for one in report.problems[3:]] == [(bad, "reviewed")]
