"""Help: `--help`, `topic help`, the home screen, man pages, and examples that can be pasted."""

import importlib.util
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest

from healthtopics.answers import guides
from healthtopics.cli.base import Command
from healthtopics.cli.main import SUMMARIES, program
from healthtopics.cli.spanish_help import HELP
from healthtopics.model import LANGUAGES
from healthtopics.render import document as d
from tests.cli.test_recipes import program_of
from tests.support import limits
from tests.support.command import Topic
from tests.support.exports import export
from tests.support.long_form import only_long

CHECKOUT = Path(__file__).parent.parent.parent


def _command(name: str) -> Command:
    command = program.get_command(click.Context(program), name)
    assert isinstance(command, Command)
    return command


class TestHome:
    @pytest.mark.parametrize("words", [[], ["--lang", "es"], ["--country", "MX"]])
    def test_the_home_screen_fits_on_24_lines_of_80_columns(
        self, topic: Topic, words: list[str]
    ) -> None:
        lines = topic.ok(*words).splitlines()
        assert len(lines) <= 24
        assert all(len(line) <= 80 for line in lines)
        assert sum(line.startswith("  topic ") for line in lines) == 6

    def test_the_home_screen_says_which_emergency_number_to_call(self, topic: Topic) -> None:
        assert "In an emergency, call 911. Until" in topic.ok("--country", "US")
        assert "llame al 112. Mientras" in topic.ok("--country", "ES", "--lang", "es")
        assert "XX" in topic.fails(2, "--country", "XX")

    def test_the_home_screen_counts_topics_and_says_none_were_reviewed(self, topic: Topic) -> None:
        page = " ".join(topic.ok().split())
        english = len(topic.ok("list").splitlines())
        assert re.search(rf"\b{english:,} topics in English", page)
        assert "No doctor or nurse has reviewed them." in page
        assert "topic --help" in page

    def test_the_home_screen_appears_even_if_no_topic_can_be_read(
        self, here_without_topics: Topic
    ) -> None:
        result = here_without_topics()
        assert result.code == 0
        assert "topic show miscarriage" in result.out


def _done(line: d.Line) -> tuple[str, list[str]]:
    """Return what an example calls, and its options, without words for topics and files."""
    call = line.name.partition(" | ")[0]
    return call.split()[1], re.findall(r"(?<!\S)--?[a-z]*", call)


@pytest.fixture
def here_without_topics(topic: Topic, tmp_path: Path) -> Topic:
    """The command with a data folder in which there is nothing."""
    script = (
        "import sys; from healthtopics import places\n"
        "nothing = sys.argv.pop(); places.bundled_folder = lambda: nothing\n"
        "from healthtopics.__main__ import main; sys.exit(main())"
    )
    other = topic.with_environ(HOME=str(tmp_path))
    command = [*topic.command()[:1], "-c", script, str(tmp_path / "nothing")]
    other.command = lambda *words: [*command[:3], *words, command[3]]  # type: ignore[method-assign]
    return other


class TestHelp:
    def test_topic_help_lists_every_guide_and_each_one_opens(self, topic: Topic) -> None:
        page = topic.ok("help")
        for name in guides.GUIDES:
            assert f"\n{name} — " in page
            title = topic.ok("help", *name.split("-")).splitlines()[0]
            assert f"{name} — {title}" in page

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_guide_is_there_in_each_language(self, topic: Topic, language: str) -> None:
        files = {path.stem for path in (CHECKOUT / "healthtopics/guides" / language).iterdir()}
        assert files == {*guides.GUIDES, "contents"}
        in_it = topic.with_environ(HEALTHTOPICS_LANG=language)
        assert guides.headings(language)[0].title in in_it.ok("help")
        assert guides.headings(language)[0].title in in_it.ok("help", guides.GUIDES[0])

    @pytest.mark.parametrize("name", ["contents", *guides.GUIDES])
    def test_twins_of_guides_have_the_same_parts_and_the_same_examples(self, name: str) -> None:
        english, spanish = (
            guides.Guide(guides.read(name, language)).document() for language in LANGUAGES
        )
        assert [type(element) for element in english] == [type(element) for element in spanish]
        for one, other in zip(english, spanish, strict=True):
            if isinstance(one, (d.Bulleted, d.Examples)):
                assert isinstance(other, (d.Bulleted, d.Examples))
                assert len(tuple(one.lines)) == len(tuple(other.lines))
            if isinstance(one, d.Examples) and isinstance(other, d.Examples):
                assert list(map(_done, one.lines)) == list(map(_done, other.lines))

    @pytest.mark.parametrize("words", [["help", "show"], ["show", "--help"], ["--help"]])
    def test_help_follows_the_language_chosen_before_the_command(
        self, topic: Topic, words: list[str]
    ) -> None:
        spanish = topic.ok("--lang", "es", *words)
        assert spanish.startswith("Uso: topic")
        assert "\nOpciones:\n" in spanish
        assert topic.with_environ(LANG="es_MX.UTF-8").ok(*words) == spanish

    def test_help_follows_the_language_option_of_its_command(self, topic: Topic) -> None:
        for words in (["--lang", "es"], ["--lang=es"], ["-l", "es,en"]):
            assert topic.ok("show", *words, "--help").startswith("Uso: topic show")
        assert topic.ok("show", "--help", "--", "-l", "es").startswith("Usage: topic show")
        assert "Elija entre" in topic.fails(2, "list", "--lang", "es", "--color", "blue")
        assert topic.ok("help", "names", "--lang", "es").startswith("Cómo se nombran")

    @pytest.mark.parametrize("name", SUMMARIES)
    def test_topic_help_of_a_command_equals_its_help_option(self, topic: Topic, name: str) -> None:
        assert topic.ok("help", name) == topic.ok(name, "--help")

    def test_help_of_an_unknown_word_suggests_similar_ones(self, topic: Topic) -> None:
        assert "topic help search" in topic.fails(2, "help", "serch")
        assert "topic help exit-codes" in topic.fails(2, "help", "exit", "code")
        assert "topic --version" in topic.fails(2, "version")

    @pytest.mark.parametrize("name", SUMMARIES)
    def test_help_describes_a_command_before_its_examples(self, topic: Topic, name: str) -> None:
        usage, what, *_ = topic.ok(name, "--help").split("\n\n")
        assert usage.startswith(f"Usage: topic {name}")
        assert what.startswith("  ")
        assert "Examples:" not in what

    def test_program_help_lists_every_command_under_a_heading(self, topic: Topic) -> None:
        page = topic.ok("--help")
        assert all(f"\n  {name} " in page for name in SUMMARIES)
        assert "\nFind a topic:\n" in page

    def test_the_environment_guide_names_every_variable_the_code_reads(self) -> None:
        code = "".join(path.read_text() for path in (CHECKOUT / "healthtopics").rglob("*.py"))
        used = set(
            re.findall(r'"((?:HEALTHTOPICS|NO|FORCE|CLICOLOR|XDG_\w+|LC|_TOPIC)_[A-Z_]+)"', code)
        )
        guide = guides.read("environment")
        assert {name for name in used if name not in guide} == set()


class TestShortForms:
    @pytest.mark.parametrize(
        ("short", "long"),
        [
            ("show flu -s symptoms", "show flu --section symptoms"),
            ("show flu -l es", "show flu --lang es"),
            ("show flu -w 40", "show flu --width 40"),
            ("show flu -f markdown", "show flu --format markdown"),
            ("show flu --json", "show flu --format json"),
            ("search fever -n 2", "search fever --limit 2"),
            ("-V", "--version"),
            ("--lang es show gripe", "show gripe --lang es"),
            ("-l es list", "list --lang es"),
            ("--country MX urgent flu", "urgent flu --country MX"),
            ("--country MX --lang es urgent flu", "urgent flu --country MX --lang es"),
            ("--lang es show flu --lang en", "show flu --lang en"),
        ],
    )
    def test_short_options_give_the_same_output_as_long_ones(
        self, topic: Topic, short: str, long: str
    ) -> None:
        assert topic.ok(*short.split()) == topic.ok(*long.split())

    def test_the_language_variable_works_like_the_lang_option(self, topic: Topic) -> None:
        spanish = topic.with_environ(HEALTHTOPICS_LANG="es").ok("show", "gripe")
        assert spanish == topic.ok("show", "gripe", "--lang", "es")

    @pytest.mark.parametrize("words", ["show flu --width abc", "search rash --limit 0"])
    def test_what_is_no_number_is_told_in_plain_words(self, topic: Topic, words: str) -> None:
        assert "Give a number from" in topic.fails(2, *words.split())


def _examples(language: str) -> Iterator[str]:
    """Yield the commands of help and guides in a language as people paste them."""
    for command in (program, *map(_command, SUMMARIES)):
        for example, _ in command.examples:
            yield HELP[example] if language == "es" else example
    for name in ("contents", *guides.GUIDES):
        for element in guides.Guide(guides.read(name, language)).document():
            if isinstance(element, d.Examples):
                yield from (line.name for line in element.lines)


def _blocks() -> Iterator[tuple[str, str]]:
    """Yield the commands of help, guides and README, each with its language."""
    yield from ((line, language) for language in LANGUAGES for line in _examples(language))
    readme = (CHECKOUT / "README.md").read_text()
    for block in re.findall(r"```(?:sh|console)?\n(.*?)```", readme, re.DOTALL):
        yield from ((x, "en") for x in re.findall(r"^(?:\$ )?(topic .*)$", block, re.MULTILINE))


def _home_examples() -> Iterator[tuple[str, str]]:
    from healthtopics.answers.home import ENGLISH, SPANISH

    for words, language in ((ENGLISH, "en"), (SPANISH, "es")):
        yield from ((line.name, language) for line in words.examples)
        yield words.emergency.rpartition(": ")[2], language


# Where there is none of these, a shell does with a line what shlex does.
ACTS_IN_A_SHELL = re.compile(r"[^\w\s\"'.,:/@%+=-]")


@pytest.fixture(scope="module")
def somewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what examples name, and the command, whose catalog is made once."""
    tmp_path = tmp_path_factory.mktemp("somewhere")
    (tmp_path / "mplus_topics_compressed_2026-11-21.zip").write_bytes(export())
    (tmp_path / "topics.xml").write_bytes(export())
    (tmp_path / "my-topic.yaml").write_text("title: Mine\nlanguage: en\nsummary: It is mine.\n")
    topics = tmp_path / "home" / ".local" / "share" / "healthtopics" / "topics"
    topics.mkdir(parents=True)
    (tmp_path / "home" / "topics").mkdir()
    for folder in (topics, tmp_path / "home" / "topics"):
        (folder / "a.yaml").write_text("title: Mine\nlanguage: en\nsummary: It is mine.\n")
    return tmp_path


def _pasted(topic: Topic, folder: Path, line: str, tmp_path: Path, **environ: str) -> str:
    """Run a line as a shell does; return what it says on standard error if it fails.

    Args:
        topic: the command.
        folder: where the line is run.
        line: an example.
        tmp_path: where imports go.
        environ: more variables.
    """
    command = folder / "bin" / "topic"
    command.parent.mkdir(exist_ok=True)
    python, *rest = topic.command()
    command.write_text(f'#!/bin/sh\nexec "{python}" {" ".join(rest)} "$@"\n')
    command.chmod(0o755)
    if line.startswith(("topic import", "topic update", "topic changes")):  # a home of its own
        environ["XDG_DATA_HOME"] = str(tmp_path)
    pasted = topic.with_environ(
        HOME=str(folder / "home"),
        PATH=f"{command.parent}:{topic.environ['PATH']}",
        PYTHONPATH=str(CHECKOUT),
        BROWSER="true",
        HEALTHTOPICS_MEDLINEPLUS_URL="http://localhost:9/",
        **environ,
    )
    if line.startswith("topic ") and not ACTS_IN_A_SHELL.search(line):
        done = pasted.run_bytes(*shlex.split(line)[1:], cwd=folder)
    else:
        shell = "bash" if line.startswith("eval ") else "sh"
        done = limits.run(
            [shell, "-c", line], env=pasted.environ, cwd=folder, stdin=subprocess.DEVNULL
        )
    return done.stderr.decode() if done.returncode else ""


PASTED = sorted({block for block in _blocks() if not program_of(block[0])})
# The normal run pastes what is written in both languages in the first of them.
EXAMPLES = dict(reversed(PASTED))
SAME_IN_SPANISH = [block for block in PASTED if EXAMPLES[block[0]] != block[1]]


@pytest.mark.parametrize(("line", "language"), [*EXAMPLES.items(), *only_long(SAME_IN_SPANISH)])
def test_every_example_can_be_pasted(
    topic: Topic, somewhere: Path, tmp_path: Path, line: str, language: str
) -> None:
    told = _pasted(topic, somewhere, line, tmp_path, HEALTHTOPICS_LANG=language)
    if line.startswith("topic update"):  # there is no network here
        assert "localhost" in told or "mirror.example.org" in told
    elif line == "topic changes" or line.startswith("topic changes "):
        assert "topic import --help" in told
    else:
        assert told == ""


@pytest.mark.parametrize(("line", "language"), sorted(set(_home_examples())))
def test_every_example_of_the_home_screen_can_be_pasted(
    topic: Topic, somewhere: Path, tmp_path: Path, line: str, language: str
) -> None:
    assert _pasted(topic, somewhere, line, tmp_path, HEALTHTOPICS_LANG=language) == ""


@pytest.fixture(scope="module")
def man_pages() -> ModuleType:
    """The script that makes man pages."""
    spec = importlib.util.spec_from_file_location("man_pages", CHECKOUT / ".ci" / "man_pages.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TestManPages:
    def _read(self, page: str) -> str:
        """Return the words of a page, without requests and escapes."""
        for escape, text in (
            ("\\-", "-"), ("\\(aq", "'"), ("\\(dq", '"'), ("\\(lq", "“"), ("\\(rq", "”"),
            ("\\(ti", "~"), ("\\(ha", "^"), ("\\&", ""), ("\\e", "\\"),
        ):  # fmt: skip
            page = page.replace(escape, text)
        return " ".join(re.sub(r"^\.\S+ ?", "", page, flags=re.MULTILINE).split())

    @pytest.mark.parametrize("name", ["", *SUMMARIES])
    def test_man_pages_have_every_word_of_help(
        self, topic: Topic, man_pages: ModuleType, name: str
    ) -> None:
        page = self._read(man_pages.pages()[f"topic-{name}.1" if name else "topic.1"])
        help = topic.ok(*([name] if name else []), "--help")
        words = set(re.findall(r"--?[a-z][\w-]*|[A-Za-z]{3,}", help)) - {
            "Usage",
            "Options",
            "Examples",
        }
        assert words - set(re.findall(r"--?[a-z][\w-]*|[A-Za-z]{3,}", page)) == set()

    def test_man_pages_have_an_exit_status_section_and_every_guide(
        self, man_pages: ModuleType
    ) -> None:
        pages = man_pages.pages()
        assert all("\n.SH EXIT STATUS\n" in page for page in pages.values())
        whole = self._read(pages["topic.1"])
        for name in guides.GUIDES:
            for element in guides.Guide(guides.read(name)).document():
                if isinstance(element, d.Bulleted):
                    assert all(line.text in whole for line in element.lines)

    def test_man_pages_have_no_accidental_roff_request(self, man_pages: ModuleType) -> None:
        known = (".TH", ".SH", ".SS", ".PP", ".TP", ".IP", ".B ", ".BR", ".RS", ".RE", ".nf", ".fi")
        for page in man_pages.pages().values():
            lines = page.splitlines()
            assert all(line.startswith(known) for line in lines if line[:1] in (".", "'"))
