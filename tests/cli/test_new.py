"""Topics of one's own: begun with `topic new`, and told about only where that helps."""

import errno
import os
from pathlib import Path

import pytest

from healthtopics.files import create
from tests.support.command import Topic, personal, topic_file

SMALL = "title: My plan\nlanguage: en\nsummary: Take it easy.\n"


@pytest.fixture
def own(fresh: Topic, tmp_path: Path) -> Topic:
    """The command with an empty personal collection, and small vocabularies for its check."""
    return fresh.with_environ(HEALTHTOPICS_PATH=str(tmp_path / "own"))


class TestNew:
    @pytest.mark.parametrize("language", ["en", "es"])
    def test_new_writes_a_valid_topic_file_that_show_finds(
        self, own: Topic, tmp_path: Path, language: str
    ) -> None:
        result = own("new", "My", "Asthma", 'plan: "A"', "--lang", language)
        path = tmp_path / "own" / "my-asthma-plan-a.yaml"
        assert (result.code, result.out) == (0, f"{path}\n")
        assert "topic show my asthma plan a" in result.err
        assert own("check", str(path)).code == 0
        page = own.ok("show", "my", "asthma", "plan", "a", "--lang", language)
        assert page.startswith('My Asthma plan: "A"\n')

    def test_what_is_behind_the_marks_is_right_too(self, own: Topic, tmp_path: Path) -> None:
        for language in ("en", "es"):
            own("new", f"Plan {language}", "--lang", language)
            path = tmp_path / "own" / f"plan-{language}.yaml"
            head, *lines = path.read_text().split("\n# description")
            path.write_text(head + "\ndescription" + lines[0].replace("\n# ", "\n"))
            assert own("check", str(path)).err.endswith("no problems\n")

    def test_new_does_not_overwrite_an_existing_file(self, own: Topic, tmp_path: Path) -> None:
        own("new", "Plan")
        path = tmp_path / "own" / "plan.yaml"
        path.write_text("mine")
        assert "already exists" in own.fails(5, "new", "plan")
        assert path.read_text() == "mine"

    def test_new_needs_a_letter_in_the_title_and_a_writable_folder(
        self, own: Topic, tmp_path: Path
    ) -> None:
        assert "no letter" in own.fails(2, "new", "?!")
        own.fails(2, "new")
        homeless = own.with_environ(HOME="", HEALTHTOPICS_PATH="")
        assert "HEALTHTOPICS_PATH" in homeless.fails(5, "new", "plan", cwd=tmp_path)
        (tmp_path / "file").touch()
        blocked = own.with_environ(HEALTHTOPICS_PATH=str(tmp_path / "file"))
        assert "cannot be written" in blocked.fails(5, "new", "plan")
        assert "cannot be written" in own.fails(5, "new", "x" * 300)

    @pytest.mark.parametrize(
        "title",
        [
            "\x1b[31mred plan",
            "red\u202e plan",
            "red \udcff plan",
            "red\ufffe plan",
            "red\uffff plan",
        ],
    )
    def test_what_does_not_show_is_left_out_of_the_title(
        self, own: Topic, tmp_path: Path, title: str
    ) -> None:
        path = own("new", title).out.strip()
        assert own("check", path).code == 0
        assert own.ok("show", Path(path).stem).startswith(("red plan\n", "[31mred plan\n"))

    def test_a_file_that_cannot_be_finished_is_not_there(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(_: int) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr("os.fsync", full)
        with pytest.raises(OSError, match="No space"):
            create(str(tmp_path / "plan.yaml"), b"title: Plan\n")
        assert not [*tmp_path.iterdir()]

    def test_a_new_file_is_nobody_elses_to_write(self, tmp_path: Path) -> None:
        before = os.umask(0)
        try:
            create(str(tmp_path / "plan.yaml"), b"")
        finally:
            os.umask(before)
        assert (tmp_path / "plan.yaml").stat().st_mode & 0o777 == 0o644

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root makes folders of other users")
    def test_root_makes_no_folders_in_the_home_of_another(
        self, fresh: Topic, tmp_path: Path
    ) -> None:
        os.chown(tmp_path, 65534, 65534)
        theirs = fresh.with_environ(HEALTHTOPICS_PATH=str(tmp_path / "topics"))
        assert "another user" in theirs.fails(5, "new", "Plan")
        assert not (tmp_path / "topics").exists()


class TestWhatIsNeeded:
    def test_a_personal_topic_needs_only_title_language_and_summary(
        self, fresh: Topic, tmp_path: Path
    ) -> None:
        mine = personal(fresh, tmp_path / "own", {"plan.yaml": SMALL})
        assert "Take it easy." in mine.ok("show", "my", "plan")
        assert mine("check", str(tmp_path / "own")).code == 0
        assert "description: missing" in mine("check", "--strict", str(tmp_path / "own")).out
        (tmp_path / "own" / "plan.yaml").write_text("title: My plan\nlanguage: en\n")
        assert "summary: missing" in mine("check", str(tmp_path / "own")).out

    def test_a_topic_in_a_data_folder_needs_a_description_too(
        self, fresh: Topic, tmp_path: Path
    ) -> None:
        folder = tmp_path / "topics" / "en"
        folder.mkdir(parents=True)
        (folder / "plan.yaml").write_text(SMALL)
        assert fresh("check", str(folder)).code == 0
        (tmp_path / "groups.yaml").write_text("- {en: A, es: B}\n")
        assert "description: missing" in fresh("check", str(folder)).out


class TestProblems:
    @pytest.fixture
    def broken(self, topic: Topic, tmp_path: Path) -> Topic:
        """A personal collection of which the page on flu has an error."""
        files = {"flu.yaml": "title: [\n", "elbow.yaml": topic_file()}
        return personal(topic, tmp_path / "own", files)

    @pytest.mark.parametrize(
        "words", ["show miscarriage", "show blue elbow", "list", "search fever", "links asthma"]
    )
    def test_a_bad_file_is_not_mentioned_when_another_topic_is_shown(
        self, broken: Topic, words: str
    ) -> None:
        broken.ok(*words.split())

    def test_a_bad_file_is_mentioned_when_its_own_topic_is_shown(self, broken: Topic) -> None:
        result = broken("show", "flu")
        assert result.out.startswith("Flu\n")
        assert "skipped 1 topic file with errors" in result.err

    def test_a_bad_file_is_mentioned_when_a_topic_is_not_found(self, broken: Topic) -> None:
        assert "skipped 1 topic file with errors" in broken.fails(1, "show", "unheardofword")

    def test_status_and_check_name_a_bad_file(self, broken: Topic, tmp_path: Path) -> None:
        assert "flu.yaml" in broken("status").out
        assert "flu.yaml" in broken("check", str(tmp_path / "own")).out
