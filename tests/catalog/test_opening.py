"""The catalog is as the collections are, through the real command.

What can happen to the catalog itself is in tests/faults.
"""

import os
from pathlib import Path

import pytest

from tests.support.command import Topic, personal, topic_file
from tests.support.installation import cache_of, catalogs, settle


@pytest.fixture
def thumb(fresh: Topic, tmp_path: Path) -> Topic:
    """The command with one personal topic, its catalog built."""
    own = personal(fresh, tmp_path / "t", {"a.yaml": topic_file(title="Green Thumb")})
    settle(tmp_path / "t")
    own.ok("show", "green thumb")
    assert len(catalogs(own)) == 1
    return own


def _overwrite(path: Path, content: bytes) -> None:
    """Change a file in place."""
    with path.open("r+b") as file:
        file.truncate(0)
        file.write(content)


def test_the_catalog_is_not_rebuilt_when_nothing_changed(thumb: Topic) -> None:
    before = catalogs(thumb)[0].stat()
    thumb.ok("show", "green thumb")
    thumb.ok("list")
    assert catalogs(thumb)[0].stat().st_ino == before.st_ino


class TestChanges:
    def test_a_file_changed_in_place_is_shown_as_changed(
        self, thumb: Topic, tmp_path: Path
    ) -> None:
        _overwrite(
            tmp_path / "t" / "a.yaml",
            topic_file(title="Green Thumb", summary="It is green now.").encode(),
        )
        assert "It is green now." in thumb.ok("show", "green thumb")

    def test_a_name_added_in_place_leads_to_its_topic(self, thumb: Topic, tmp_path: Path) -> None:
        changed = topic_file(title="Green Thumb", also_called=["Elbow of sky"])
        _overwrite(tmp_path / "t" / "a.yaml", changed.encode())
        assert thumb.ok("show", "elbow of sky").startswith("Green Thumb\n")

    def test_a_title_changed_in_place_replaces_the_old_one(
        self, thumb: Topic, tmp_path: Path
    ) -> None:
        _overwrite(tmp_path / "t" / "a.yaml", topic_file(title="Grey Toe").encode())
        thumb.fails(1, "show", "green thumb")
        assert "Grey Toe" in thumb.ok("list")

    def test_an_added_file_is_shown_and_a_removed_one_is_not(
        self, thumb: Topic, tmp_path: Path
    ) -> None:
        (tmp_path / "t" / "b.yaml").write_text(topic_file(title="Grey Toe", also_called=None))
        assert thumb.ok("show", "grey toe").startswith("Grey Toe\n")
        (tmp_path / "t" / "a.yaml").unlink()
        thumb.fails(1, "show", "green thumb")

    def test_topics_of_an_added_folder_are_shown(self, thumb: Topic, tmp_path: Path) -> None:
        (tmp_path / "t" / "more").mkdir()
        (tmp_path / "t" / "more" / "b.yaml").write_text(topic_file(title="Grey Toe"))
        assert thumb.ok("show", "grey toe").startswith("Grey Toe\n")

    def test_other_collections_get_their_own_catalog(self, thumb: Topic, tmp_path: Path) -> None:
        other = personal(thumb, tmp_path / "u", [topic_file(title="Grey Toe")])
        settle(tmp_path)
        assert other.ok("show", "grey toe")
        other.fails(1, "show", "green thumb")
        assert thumb.ok("show", "green thumb")
        assert len(list(cache_of(thumb).iterdir())) == 2


def test_catalogs_of_other_collections_do_not_pile_up(thumb: Topic, tmp_path: Path) -> None:
    cache = cache_of(thumb)
    for number in range(9):
        (cache / f"catalog-{number:08x}.sqlite").write_bytes(b"")
        os.utime(cache / f"catalog-{number:08x}.sqlite", (number, number))
    (tmp_path / "t" / "b.yaml").write_text(topic_file(title="Grey Toe", also_called=None))
    settle(tmp_path / "t")
    thumb.ok("show", "grey toe")
    assert len(list(cache.iterdir())) == 8
