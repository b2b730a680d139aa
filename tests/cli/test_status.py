"""`topic status`, through the real command."""

import json
from pathlib import Path

from tests.support.command import Topic, personal, topic_file


def test_status_lists_folders_topics_and_bad_files(topic: Topic, tmp_path: Path) -> None:
    files = {"a.yaml": topic_file(), "b.yaml": "title: [\n"}
    own = personal(topic, tmp_path / "t", files)
    result = own("status")
    assert result.code == 0
    words = " ".join(result.out.split())  # a long path has a line of its own
    assert f"Folder: {tmp_path / 't'}" in words
    assert "Topics (en): 1, last compared 2026-11-22" in words
    assert f"- {tmp_path / 't' / 'b.yaml'}:" in words
    assert result.err == ""


def test_status_json_has_exactly_the_keys_of_its_contract(topic: Topic, tmp_path: Path) -> None:
    own = personal(topic, tmp_path / "t", {"a.yaml": topic_file(), "b.yaml": "title: [\n"})
    answer = json.loads(own("status", "--format", "json").out)
    assert list(answer) == ["schema", "collections", "catalog", "left_out"]
    mine, imported, bundled = answer["collections"]
    assert mine == {
        "name": "personal",
        "folders": [str(tmp_path / "t")],
        "file": None,
        "topics": [{"language": "en", "total": 1, "newest": "2026-11-22"}],
        "passed_over": {},
    }
    assert (imported["name"], imported["topics"]) == ("medlineplus", [])
    assert imported["file"].endswith("/medlineplus/topics.zip")
    assert [entry["language"] for entry in bundled["topics"]] == ["en", "es"]
    assert list(answer["catalog"]) == ["path", "bytes"]
    assert [list(bad) for bad in answer["left_out"]] == [["path", "line", "problems"]]


def test_without_a_home_nothing_is_kept(fresh: Topic, tmp_path: Path) -> None:
    homeless = fresh.with_environ(HOME="")
    assert "not kept" in homeless.ok("status", cwd=tmp_path)
    answer = json.loads(homeless.ok("status", "--format", "json", cwd=tmp_path))
    assert answer["catalog"] == {"path": None, "bytes": None}


def test_a_folder_that_is_not_there_is_said(topic: Topic, tmp_path: Path) -> None:
    missing = topic.with_environ(HEALTHTOPICS_PATH=str(tmp_path / "gone"))
    assert f"{tmp_path / 'gone'} (does not exist)" in missing.ok("status", "--width", "0")
