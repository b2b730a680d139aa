"""Where answers go and how: styles, pagers, files, help, through the real command.

What can be wrong with an output, a terminal or a pager is in tests/faults.
"""

import re
from pathlib import Path

import pytest

from healthtopics.cli.main import SUMMARIES
from tests.support.command import Topic

ESCAPE = re.compile(r"\x1b(?:\[[0-9;]*m|\]8;[^\x1b]*\x1b\\)")


def test_a_pipe_gets_no_escape_and_the_same_bytes_each_time(topic: Topic) -> None:
    page = topic.ok("show", "miscarriage")
    assert "\x1b" not in page
    assert topic.ok("show", "miscarriage") == page


def test_a_terminal_gets_colours_hyperlinks_and_the_same_words(topic: Topic) -> None:
    shown = topic.on_terminal("show", "flu", "--all-links", columns=300)
    assert (shown.code, shown.err) == (0, "")
    assert "\x1b]8;id=" in shown.out
    assert set(re.findall(r"\x1b\[([0-9;]*)m", shown.out)) <= {
        "0", "1", "4", "31", "33", "36", "1;7",
    }  # fmt: skip
    piped = topic.ok("show", "flu")
    assert _words(ESCAPE.sub("", shown.out)) == _words(piped)


def _words(text: str) -> list[str]:
    """Return the words of a page without what is drawn around them."""
    text = re.sub(r"<https?://(?:www\.)?([^/>]*)[^>]*>", r"<\1>", text.replace("▌", " "))
    words = (word.strip("<>:·") for word in text.split())
    return [word for word in words if word.strip("-=—•·")]


@pytest.mark.parametrize("columns", [60, 80, 100, 140])
def test_a_terminal_page_is_at_most_78_columns_wide(topic: Topic, columns: int) -> None:
    shown = topic.on_terminal("show", "flu", "--all-links", columns=columns).out
    lines = ESCAPE.sub("", shown).splitlines()
    assert max(map(len, lines)) <= min(columns, 78)
    assert max(map(len, lines)) > min(columns, 78) - 15


@pytest.mark.parametrize(
    ("environ", "options", "colored"),
    [
        ({"FORCE_COLOR": "1"}, [], True),
        ({"CLICOLOR_FORCE": "1"}, [], True),
        ({"FORCE_COLOR": "0"}, [], False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, [], False),
        ({"FORCE_COLOR": "1"}, ["--color=never"], False),
        ({"NO_COLOR": "1"}, ["--color=always"], True),
        ({}, ["--color=always"], True),
        ({}, [], False),
    ],
)
def test_who_decides_about_colour_in_a_pipe(
    topic: Topic, environ: dict[str, str], options: list[str], colored: bool
) -> None:
    assert ("\x1b" in topic.with_environ(**environ).ok("urgent", "flu", *options)) is colored


@pytest.mark.parametrize("format", ["json", "csv", "tsv", "markdown", "html"])
def test_data_is_never_coloured(topic: Topic, format: str) -> None:
    assert "\x1b" not in topic.ok("links", "flu", "--format", format, "--color=always")
    assert "\x1b" not in topic.on_terminal("links", "flu", "--format", format).out


class TestPager:
    def test_a_long_page_goes_through_the_pager(self, topic: Topic) -> None:
        paged = topic.with_environ(PAGER="sed s/^/PAGED:/")
        assert "PAGED:" in paged.on_terminal("show", "flu", lines=10).out

    def test_a_short_answer_does_not_go_through_the_pager(self, topic: Topic) -> None:
        paged = topic.with_environ(PAGER="sed s/^/PAGED:/")
        assert "PAGED:" not in paged.on_terminal("urgent", "flu", lines=200).out

    @pytest.mark.parametrize("words", [["--no-pager"], ["--format", "json"]])
    def test_the_pager_is_not_used_for_data_or_when_switched_off(
        self, topic: Topic, words: list[str]
    ) -> None:
        paged = topic.with_environ(PAGER="sed s/^/PAGED:/")
        assert "PAGED:" not in paged.on_terminal("show", "flu", *words, lines=10).out

    def test_a_page_can_be_quit_when_no_pager_is_named(self, topic: Topic) -> None:
        shown = topic.on_terminal("show", "flu", lines=10, typed=b"q")
        assert (shown.code, shown.err) == (0, "")


class TestFiles:
    @pytest.mark.parametrize(
        ("name", "beginning"),
        [
            ("f.txt", "Flu\n==="),
            ("f", "Flu\n==="),
            ("f.md", "# Flu\n"),
            ("f.html", "<!doctype html>\n"),
            (".f", "Flu\n==="),
            ("f.JSON", "{\n"),
            ("f.yaml", "title: Flu\n"),
        ],
    )
    def test_the_suffix_picks_the_format(
        self, topic: Topic, tmp_path: Path, name: str, beginning: str
    ) -> None:
        assert topic.ok("show", "flu", "-o", str(tmp_path / name)) == ""
        assert (tmp_path / name).read_text().startswith(beginning)

    def test_the_option_beats_the_suffix(self, topic: Topic, tmp_path: Path) -> None:
        topic.ok("show", "flu", "-o", str(tmp_path / "f.md"), "--format", "json")
        assert (tmp_path / "f.md").read_text().startswith("{")

    def test_a_file_suffix_the_command_cannot_write_is_refused(
        self, topic: Topic, tmp_path: Path
    ) -> None:
        assert "csv" in topic.fails(2, "show", "flu", "-o", str(tmp_path / "f.csv"))
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("suffix", ["pdf", "docx", "xyz"])
    def test_an_unknown_suffix_is_refused_with_those_that_exist(
        self, topic: Topic, tmp_path: Path, suffix: str
    ) -> None:
        said = topic.fails(2, "links", "flu", "-o", str(tmp_path / f"f.{suffix}"))
        assert ".txt .md .markdown .html .htm .json .csv .tsv .urls" in said
        assert ("topic handout" in said) is (suffix != "xyz")
        assert list(tmp_path.iterdir()) == []
        topic.ok("links", "flu", "-o", str(tmp_path / f"f.{suffix}"), "--format", "text")

    def test_a_folder_with_a_dot_is_no_suffix(self, topic: Topic, tmp_path: Path) -> None:
        (tmp_path / "a.pdf").mkdir()
        topic.ok("show", "flu", "-o", str(tmp_path / "a.pdf" / "flu"))

    def test_a_file_saved_from_a_terminal_equals_piped_output(
        self, topic: Topic, tmp_path: Path
    ) -> None:
        topic.on_terminal("show", "flu", "-o", str(tmp_path / "f.txt"), columns=40)
        assert (tmp_path / "f.txt").read_text() == topic.ok("show", "flu")

    def test_a_replaced_file_is_whole_and_keeps_its_mode(
        self, topic: Topic, tmp_path: Path
    ) -> None:
        path = tmp_path / "f"
        path.write_text("old")
        path.chmod(0o600)
        topic.ok("show", "flu", "-o", str(path))
        assert path.read_text().startswith("Flu")
        assert path.stat().st_mode & 0o777 == 0o600
        assert list(tmp_path.iterdir()) == [path]

    def test_a_link_stays_a_link(self, topic: Topic, tmp_path: Path) -> None:
        (tmp_path / "link").symlink_to(tmp_path / "f")
        topic.ok("show", "flu", "-o", str(tmp_path / "link"))
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "f").read_text().startswith("Flu")

    def test_an_output_file_that_cannot_be_written_is_an_error(
        self, topic: Topic, tmp_path: Path
    ) -> None:
        for path in (tmp_path, tmp_path / "no" / "f", Path("/dev/full")):
            assert str(path) in topic.fails(5, "show", "flu", "-o", str(path))
        assert list(tmp_path.iterdir()) == []

    def test_a_failure_leaves_the_old_file(self, topic: Topic, tmp_path: Path) -> None:
        path = tmp_path / "f"
        path.write_text("old")
        topic.fails(1, "show", "no such thing", "-o", str(path))
        assert path.read_text() == "old"


class TestHelp:
    def test_every_command_shows_examples_first(self, topic: Topic) -> None:
        for command in SUMMARIES:
            page = topic.ok(command, "--help")
            assert page.index("Usage") < page.index("Examples") < page.index("Options")
            assert page == topic.ok(command, "-h")
            assert max(map(len, page.splitlines())) <= 80

    def test_both_help_options_print_the_same_page(self, topic: Topic) -> None:
        assert topic.ok("--help") == topic.ok("-h")

    def test_the_version_option_prints_the_program_name_and_version(self, topic: Topic) -> None:
        assert re.fullmatch(r"topic \d+\.\d+\.\d+\n", topic.ok("--version"))

    def test_help_on_a_wide_terminal_equals_piped_help(self, topic: Topic) -> None:
        assert topic.on_terminal("--help", columns=82).out == topic.ok("--help")


class TestMistakes:
    def test_an_unknown_command_suggests_a_similar_one(self, topic: Topic) -> None:
        assert "Did you mean: topic show miscarriage" in topic.fails(2, "miscarriage")
        assert "Did you mean: topic show heart attack" in topic.fails(2, "heart", "attack")
        assert "Did you mean: topic symptoms" in topic.fails(2, "symptom")
        assert "topic --help" in topic.fails(2, "xyzzy")

    def test_an_unknown_option_or_bad_value_is_an_error(self, topic: Topic) -> None:
        assert "--help" in topic.fails(2, "show", "flu", "--recipes")
        topic.fails(2, "--recipes")
        topic.fails(2, "show")
        topic.fails(2, "show", "flu", "--width", "-1")
        topic.fails(2, "show", "flu", "--format", "csv")
