"""Odd terminals, sizes and wishes for colour; pagers and browsers that fail: every word is shown."""

import re
from itertools import product
from pathlib import Path

import pytest

from healthtopics.terminal import Terminal
from tests.support.command import Result, Topic
from tests.support.installation import Installation
from tests.support.long_form import only_long
from tests.support.processes import assert_refused

ADDRESS = re.compile(r"<https?://(?:www\.)?([^/>]*)[^>]*>")
ESCAPE = re.compile(r"\x1b(?:\[[0-9;]*m|\]8;[^\x1b]*\x1b\\)")
PAGE = ("show", "blue elbow", "--all-links")
COMMANDS = [
    PAGE,
    ("symptoms", "blue elbow"),
    ("links",),
    ("list",),
    ("search", "blue"),
    ("groups",),
    ("show", "--help"),
]
LONG = (
    "links",
    "--category",
    "treatments",
)  # 100 kB: longer than a screen, and than a pipe takes at once
Answers = dict[tuple[str, ...], str]


@pytest.fixture(scope="module")
def piped(installed: Installation) -> Answers:
    """What commands print to a pipe."""
    return {words: installed.topic.ok(*words) for words in COMMANDS}


@pytest.fixture(scope="module")
def shown(installed: Installation) -> Result:
    """A page on an ordinary terminal."""
    return installed.topic.on_terminal(*PAGE)


@pytest.fixture(scope="module")
def links(shared_home: Path) -> str:
    """What is longer than a screen, on a terminal, and not paged."""
    return Topic(shared_home).on_terminal(*LONG, "--no-pager").out


SIZES = [
    *("0", "10", "-5", "garbage", "99999999999999999999"),
    *only_long(["", "1", "80x24", "1e3", "\x1b[31m"]),
]


def _words(text: str) -> list[str]:
    """Return the words of a page without what is drawn around them, of addresses the host."""
    text = ADDRESS.sub(r"<\1>", ESCAPE.sub("", text).replace("▌", " "))
    words = (word.strip("<>:·;()") for word in text.split())
    return [word for word in words if word.strip("-=—•·")]


def _letters(text: str) -> str:
    """Return the words of a page that may be wrapped anywhere."""
    return "".join(c for word in _words(text) for c in word if c.isalnum())


class TestSizes:
    @pytest.mark.parametrize("size", SIZES)
    def test_sizes_in_the_environment_change_no_output(
        self, small: Topic, piped: Answers, shown: Result, size: str
    ) -> None:
        sized = small.with_environ(COLUMNS=size, LINES=size)
        for words in (PAGE, ("show", "--help")):
            assert sized.ok(*words) == piped[words]
        assert sized.on_terminal(*PAGE) == shown

    @pytest.mark.parametrize("columns", [0, 1, 10, 65535, *only_long([19, 21])])
    def test_a_terminal_of_any_width_loses_no_word(
        self, small: Topic, piped: Answers, columns: int
    ) -> None:
        for words in COMMANDS if columns == 10 else COMMANDS[::3]:
            shown = small.on_terminal(*words, columns=columns)
            assert (shown.code, shown.err) == (0, "")
            letters = iter(_letters(shown.out))  # letters above lists and counts are more
            assert all(letter in letters for letter in _letters(piped[words]))

    @pytest.mark.parametrize("lines", [1, *only_long([2, 65535])])
    @pytest.mark.parametrize("columns", [0, 10, *only_long([1])])
    def test_a_paged_terminal_of_any_size_loses_no_word(
        self, small: Topic, piped: Answers, columns: int, lines: int
    ) -> None:
        paged = small.with_environ(PAGER="cat")
        shown = paged.on_terminal(*PAGE, columns=columns, lines=lines)
        assert (shown.code, shown.err) == (0, "")
        assert _letters(shown.out) == _letters(piped[PAGE])

    @pytest.mark.parametrize("width", ["0", "1", "999999999", *only_long(["2", "10", "1000000"])])
    def test_no_width_option_loses_a_word(self, small: Topic, piped: Answers, width: str) -> None:
        for color in ("never", "always"):
            shown = small.ok(*PAGE, "--width", width, "--color", color)
            assert _letters(shown) == _letters(piped[PAGE])


class TestKinds:
    @pytest.mark.parametrize(
        "kind", ["dumb", "", "unknown", *only_long(["vt52", "\x1b]0;x\x07", "xterm\n", "é"])]
    )
    def test_every_terminal_kind_shows_the_page_and_only_dumb_has_no_colour(
        self, small: Topic, piped: Answers, kind: str
    ) -> None:
        shown = small.with_environ(TERM=kind).on_terminal(*PAGE)
        assert (shown.code, shown.err) == (0, "")
        assert ("\x1b" in shown.out) is (kind != "dumb")
        assert _words(shown.out) == _words(piped[PAGE])

    def test_a_terminal_without_a_term_variable_shows_the_same_page(
        self, small: Topic, shown: Result
    ) -> None:
        assert _Unnamed(small.home, **small.environ).anew().on_terminal(*PAGE) == shown


class _Unnamed(Topic):
    """The command on a terminal of which nobody says what it is."""

    def command(self, *words: str) -> list[str]:
        return ["env", "-u", "TERM", *super().command(*words)]


def test_every_wish_for_colour_is_heard_in_its_order() -> None:
    """The option, then refusals, then wishes: in all combinations."""
    names = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "TERM")
    values = (
        (None, "", "0", "1"),
        (None, "", "0", "false", "1", "3", "true"),
        (None, "", "0", "1"),
        (None, "0", "1"),
        (None, "dumb", "xterm"),
    )
    for chosen in product(*values):
        environ = {name: v for name, v in zip(names, chosen, strict=True) if v is not None}
        terminal = Terminal(None, None, environ)
        no_color, force, clicolor_force, _, term = chosen
        refused = no_color in ("0", "1") or term == "dumb"
        wanted = force in ("1", "3", "true") or clicolor_force == "1"
        for to_file in (False, True):
            assert terminal.style("never", None, to_file).color is False
            assert terminal.style("always", None, to_file).color is True
            colored = bool(terminal.style("auto", None, to_file).color)
            assert colored is (wanted and not refused), environ


@pytest.mark.parametrize(
    ("environ", "colored"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, True),
        ({"FORCE_COLOR": "0"}, True),  # forces nothing, and refuses nothing either
        ({"FORCE_COLOR": "0", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "3", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "3", "NO_COLOR": ""}, True),
        ({"CLICOLOR_FORCE": "1", "TERM": "dumb"}, False),
        ({"CLICOLOR_FORCE": "0", "NO_COLOR": "0"}, False),
    ],
)
def test_colour_variables_decide_about_colour_on_a_terminal(
    small: Topic, environ: dict[str, str], colored: bool
) -> None:
    shown = small.with_environ(**environ).on_terminal("urgent", "blue elbow")
    assert (shown.code, shown.err) == (0, "")
    assert ("\x1b" in shown.out) is colored


class TestPagers:
    """A page is longer than a screen, and than a pipe takes at once."""

    @pytest.mark.parametrize(
        "pager",
        [
            "/nowhere/pager",
            "{folder}",
            "sh -c 'exit 1'",
            "sh -c 'head -c 10 >/dev/null; exit 1'",
            "sh -c 'kill -KILL $$'",
            *only_long(
                [
                    "/dev/null",
                    "{folder}/not-executable",
                    "sh -c 'exec <&-; exit 3'",
                    "sh -c 'kill -SEGV $$'",
                    "sh -c 'kill -TERM $$'",
                ]
            ),
        ],
    )
    def test_a_failing_pager_is_reported_and_the_page_is_shown(
        self, topic: Topic, tmp_path: Path, links: str, pager: str
    ) -> None:
        (tmp_path / "not-executable").write_text("")
        paged = topic.with_environ(PAGER=pager.format(folder=tmp_path))
        shown = paged.on_terminal(*LONG, lines=10)
        assert shown.code == 0
        assert shown.out == links
        assert re.fullmatch(r"topic: the pager “.+” .+ \(see PAGER\)\n", shown.err)

    @pytest.mark.parametrize("pager", ["", "'", *only_long(["  ", '"', "\\"])])
    def test_an_empty_or_malformed_pager_is_ignored(
        self, topic: Topic, links: str, pager: str
    ) -> None:
        shown = topic.with_environ(PAGER=pager).on_terminal(*LONG, lines=10)
        assert (shown.code, shown.err) == (0, "")
        assert shown.out == links

    @pytest.mark.parametrize("pager", ["true", "head -n 1", *only_long(["sh -c 'exec <&-'"])])
    def test_a_pager_that_ends_early_ends_the_command_quietly(
        self, topic: Topic, pager: str
    ) -> None:
        shown = topic.with_environ(PAGER=pager).on_terminal(*LONG, lines=10)
        assert (shown.code, shown.err) == (0, "")
        assert shown.out.count("\n") <= 1

    @pytest.mark.parametrize(
        "pager", ["false", *only_long(["/nowhere/pager", "sh -c 'kill -KILL $$'"])]
    )
    def test_a_pager_is_not_used_for_piped_output(self, topic: Topic, pager: str) -> None:
        assert topic.with_environ(PAGER=pager).ok(*LONG) == topic.ok(*LONG)


class TestBrowsers:
    @pytest.fixture
    def alone(self, small: Topic, tmp_path: Path) -> Topic:
        """The command where no browser can be found but the one that is named."""
        (tmp_path / "bin").mkdir()
        return small.with_environ(PATH=str(tmp_path / "bin"))

    @pytest.mark.parametrize(
        "browser",
        [
            "",
            "'",
            "/nowhere/browser",
            "{folder}",
            "/bin/false:/nowhere/other",
            "/bin/sh -c 'kill -KILL $$'",
            *only_long(
                [" ", ":", "%s", "/nowhere/browser %s", "/dev/null", "/bin/false", "/bin/false %s"]
            ),
        ],
    )
    def test_a_failing_browser_is_reported_with_the_address(
        self, alone: Topic, tmp_path: Path, browser: str
    ) -> None:
        done = alone.with_environ(BROWSER=browser.format(folder=tmp_path))
        error = assert_refused(done.run_bytes("open", "blue elbow", "1"), 5)
        assert "no browser could be started" in error
        assert "https://elbow.example.org/a" in error

    def test_the_second_browser_is_tried_when_the_first_fails(
        self, alone: Topic, tmp_path: Path
    ) -> None:
        browser = tmp_path / "browser"
        browser.write_text(f'#!/bin/sh\necho "$1" > "{tmp_path}/opened"\n')
        browser.chmod(0o755)
        works = alone.with_environ(BROWSER=f"/bin/false:{browser}")
        assert works.ok("open", "blue elbow", "1") == ""
        assert (tmp_path / "opened").read_text() == "https://elbow.example.org/a\n"

    def test_an_address_can_be_printed_without_a_working_browser(self, alone: Topic) -> None:
        broken = alone.with_environ(BROWSER="/bin/false")
        url = broken.ok("open", "blue elbow", "1", "--print")
        assert url == "https://elbow.example.org/a\n"
