"""Hostile topic files: each is named with what to do, none hides a good one, none costs much.

All with libyaml, and those that are not large with the parser that is PyYAML's own.
"""

import json
import os
import re
import resource
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import limits
from tests.support.command import Topic, personal, topic_file
from tests.support.installation import Installation, data_of, settle
from tests.support.long_form import examples
from tests.support.processes import limited

GOOD = topic_file()
LIMIT = 1 << 20
# What becomes very many parts takes a second to read at its greatest size, which --long gives it.
PARTED = LIMIT // examples(8, 1)


def _changed(line: str, becomes: str) -> str:
    """Return a good topic file with a line in place of the one that begins so."""
    lines = GOOD.splitlines(keepends=True)
    (place,) = (i for i, content in enumerate(lines) if content.startswith(line))
    return "".join([*lines[:place], f"{becomes}\n", *lines[place + 1 :]])


def _filled(beginning: str, unit: str, end: str = "", size: int = LIMIT) -> str:
    """Return a file of nearly a size: if not said, of the greatest that is read."""
    times = (size - len(beginning) - len(end)) // len(unit)
    return beginning + unit * times + end


_numbers = "".join(f"a{number}, " for number in range(PARTED // 9))
_links = "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 30))
_merges = "".join(f"b{i}: &b{i} {{<<: [*b{i - 1}, *b{i - 1}]}}\n" for i in range(1, 1500))

# What is in a file, the line of its first problem, and words of what is said about it.
REFUSED: dict[str, tuple[str | bytes, int, str]] = {
    "nothing": ("", 1, "the file is empty"),
    "spaces": (" " * 1000 + "\n" * 1000, 1, "the file is empty"),
    "a comment": (_filled("# ", "x"), 1, "the file is empty"),
    "two dashes": ("---\n", 2, "not a topic file"),
    "a list": ("- title\n- language\n", 1, "not a topic file"),
    "a text": ("Blue Elbow\n", 1, "not a topic file"),
    "a number": ("12\n", 1, "not a topic file"),
    "NUL bytes": (b"\0" * 1000, 1, "invisible character"),
    "a program": (b"\x7fELF\x02\x01\x01\0\0\xff\xfe", 1, "not UTF-8"),
    "an archive": (b"PK\3\4\x14\0\0\0\x08\0\xff", 1, "not UTF-8"),
    "latin-1": (GOOD.replace("fades", "d\xe9cro\xeet").encode("latin-1"), 11, "not UTF-8"),
    "UTF-16": (GOOD.encode("utf-16"), 1, "not UTF-8"),
    "UTF-16 without a mark": (GOOD.encode("utf-16-le"), 1, "invisible character"),
    "half a surrogate pair": (b"title: \xed\xa0\x80\n", 1, "not UTF-8"),
    "half a pair as an escape": ('title: "\\ud800"\n', 1, ""),
    "too long a byte": (b"title: \xc0\xaf\n", 1, "not UTF-8"),
    "beyond Unicode": (b"title: \xf4\x90\x80\x80\n", 1, "not UTF-8"),
    "two marks of UTF-8": ("\ufeff\ufeff" + GOOD, 1, "invisible character"),
    "a mark inside": (GOOD + "\ufeffx: y\n", 42, "invisible character"),
    "a tab between": (_changed("title:", "title:\tBlue Elbow"), 1, "a tab character"),
    "a tab before": (GOOD + "\tx: y\n", 42, "a tab character"),
    "an escape sequence": ("title: \x1b[2Jx\n", 1, "invisible character"),
    "one as an escape": ('title: "\\e[2Jx"\n', 1, "escape for an invisible"),
    "a bell as an escape": ('title: "\\x07"\n', 1, "escape for an invisible"),
    "a C1 control": ("title: \x9b31m\n", 1, "invisible character"),
    "a next line": ("title: a\x85b\n", 1, "invisible character"),
    "a carriage return": ("title: a\rlanguage: en\n", 1, "invisible character"),
    "a bidi override": ("title: a\u202eb\n", 1, "invisible character"),
    "a bidi isolate as an escape": ('title: "\\u2066"\n', 1, "escape for an invisible"),
    "a zero-width space": ("title: a\u200bb\n", 1, "invisible character"),
    "a tag character": ("title: a\U000e0041\n", 1, "invisible character"),
    "one as a long escape": ('title: "\\U000e0041"\n', 1, "escape for an invisible"),
    "a line separator": ('title: "a\\Lb"\n', 1, "escape for an invisible"),
    "an unknown escape": ('title: "\\q"\n', 1, ""),
    "beyond Unicode as an escape": ('title: "\\UFFFFFFFF"\n', 1, ""),
    "an open quote": ('title: "Blue\n', 2, ""),
    "an open bracket": ("title: [a, b\n", 2, ""),
    "a closed bracket": ("title: ]\n", 1, ""),
    "a colon in a title": ("title: Diabetes: overview\n", 1, "a “:” in this text needs quotes"),
    "bad indentation": ("title: a\n  language: en\n", 2, ""),
    "at": ("title: @a\n", 1, ""),
    "a percent": ("title: a\n%YAML 1.1\n", 3, ""),
    "a version to come": ("%YAML 9.9\n---\ntitle: a\n", 1, ""),
    "a key twice": (GOOD + "title: Red Elbow\n", 42, "“title” is a duplicate (first on line 1)"),
    "a key twice, deep": (_changed("advice:", "advice: {today: [a], today: [b]}\nx:"), 12, "is a duplicate"),
    "two documents": (GOOD + "---\n" + GOOD, 42, "a second document"),
    "an anchor": ("title: &a Blue\n", 1, "an anchor (&a)"),
    "an alias": ("title: *a\n", 1, "an alias (*a)"),
    "aliases of aliases": (f"a0: &a0 ha\n{_links}", 1, "an anchor"),
    "merge keys": ("title: a\n<<: {language: en}\n", 2, "a merge key"),
    "many merge keys": (f"b0: &b0 {{x: y}}\n{_merges}", 1, "an anchor"),
    "a loop": ("&a [*a]\n", 1, "an anchor"),
    "a Python name": ("title: !!python/name:os.system\n", 1, "a tag"),
    "a Python call": ("!!python/object/apply:os.system ['touch hurt']\n", 1, "a tag"),
    "a Python module": ("title: !!python/module:antigravity ''\n", 1, "a tag"),
    "bytes": ("title: !!binary aGE=\n", 1, "a tag"),
    "a set": ("title: !!set {a, b}\n", 1, "a tag"),
    "a tag of its own": ("%TAG ! tag:x.org:\n---\ntitle: !a b\n", 1, "a directive"),
    "a key that is a list": ("? [title]\n: a\n", 1, "a key that is not a text"),
    "60,000 brackets": ("[" * 60_000, 1, "levels deep"),
    "60,000 braces": ("{" * 60_000, 1, ""),
    "60,000 dashes": ("- " * 60_000, 1, "levels deep"),
    "60,000 question marks": ("? " * 60_000, 1, "levels deep"),
    "deep in a topic": (_changed("summary:", f"summary: {'[' * 500}{']' * 500}\nx: |"), 8, "levels deep"),
    "deep by lines": ("".join(f"{' ' * i}a:\n" for i in range(1400)), 21, "levels deep"),
    "endless colons": (_filled("title: ", ":"), 1, ""),
    "endless keys": (_filled("", "a:\n"), 2, "is a duplicate"),
    "an endless anchor": (_filled("title: &", "a"), 1, "an anchor"),
    "an endless word": (_filled("language: ", "a"), 1, "missing"),
    "an endless title": (_filled("title: ", "a "), 1, "missing"),
    "endless lists": (_filled("title: a\nrelated: [", "[],", "]", PARTED), 1, "missing"),
    "endless groups": (f"title: a\ngroups: [{_numbers}]\n", 1, "missing"),
    "endless names": (_filled("title: a\nalso_called: [", "a, ", "]", PARTED), 1, "missing"),
    "endless links": (_filled("title: a\nlinks:\n", "- {}\n", size=PARTED), 1, "missing"),
    "more than 1 MiB": ("title: " + "a" * LIMIT, 1, "larger than 1 MiB"),
    "30 MB": ("title: " + "a" * 30_000_000, 1, "larger than 1 MiB"),
    "a list where text belongs": (_changed("description:", "description: [a]"), 5, "a list where a text"),
    "keys where text belongs": (_changed("description:", "description: {a: b}"), 5, "keys with values where"),
    "text where a list belongs": (_changed("related:", "related: Fever\nx:"), 37, "not a list"),
    "nothing where text belongs": (_changed("description:", "description:"), 5, "empty"),
    "a tilde as a language": (_changed("language:", "language: ~"), 2, "“~” is unknown"),
    "no as a language": (_changed("language:", "language: no"), 2, "“no” is unknown"),
    "a date that is none": (_changed("compared:", "compared: 2024-13-45"), 41, "not a date"),
    "an equals sign as a date": (_changed("compared:", "compared: ="), 41, "not a date"),
    "a number as a date": (_changed("compared:", "compared: 1e3"), 41, "not a date"),
    "a time as a date": (_changed("compared:", "compared: 12:30:45"), 41, "not a date"),
    "other digits in a date": (_changed("compared:", "compared: ２０２６-11-22"), 41, "not a date"),
    "an unknown key": (GOOD + "colour: blue\n", 42, "an unknown key"),
    "a key in another language": (GOOD + "título: azul\n", 42, "an unknown key"),
    "an empty key": (GOOD + "'': azul\n", 42, "an unknown key"),
    "no title": (GOOD.partition("\n")[2], 1, "title: missing"),
    "a title without a letter": (_changed("title:", "title: '!?'"), 1, "no letter in it"),
    "an address that acts": (GOOD.replace("https://elbow.example.org/a", "javascript:alert(1)"), 32, "not a web address"),
    "an address of a file": (GOOD.replace("https://elbow.example.org/a", "file:///etc/passwd"), 32, "not a web address"),
    "an address that is an option": (GOOD.replace("https://elbow.example.org/a", "--help"), 32, "not a web address"),
}  # fmt: skip

# What other readers take for something else is text here.
TEXTS = (
    *("no", "yes", "on", "~", "null", "true", "=", "<<", "1e3", "0x1F", "0o17", "017", "1_000"),
    *("12:30:45", "190:20:30", "2024-13-45", "2026-11-22", ".inf", ".NaN", "-", "1.0", "+1", "Ω"),
)


@pytest.fixture(scope="module")
def collection(
    installed: Installation, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Topic, Path]:
    """The command with a collection of one good file among all the bad ones."""
    home = tmp_path_factory.mktemp("home")
    files: dict[str, str | bytes] = {
        f"{name}.yaml": content[0] for name, content in REFUSED.items()
    }
    folder = home / "topics"
    topic = personal(installed.in_home(home), folder, {**files, "good.yaml": GOOD})
    os.mkfifo(folder / "pipe.yaml")
    (folder / "nowhere.yaml").symlink_to(folder / "not there")
    (folder / "loop.yaml").symlink_to(folder / "loop.yaml")
    (folder / "device.yaml").symlink_to("/dev/zero")
    (folder / "folder.yaml").mkdir()
    (folder / "folder.yaml" / "text.yaml").write_text("no topic")
    settle(folder)
    return topic, folder


# The files that are no files, and the one in a folder that is called like a file.
NO_FILES = {
    "pipe": "not a regular file",
    "device": "not a regular file",
    "nowhere": "cannot be read (No such file or directory)",
    "loop": "cannot be read (Too many levels of symbolic links)",
    "folder.yaml/text": "not a topic file",
}


def test_the_good_one_is_shown_and_the_others_are_counted(collection: tuple[Topic, Path]) -> None:
    topic, _ = collection
    bad = len(REFUSED) + len(NO_FILES)
    assert topic.ok("show", "azure elbow").startswith("Blue Elbow\n")
    told = topic.fails(1, "show", "no such elbow")
    assert told.startswith(f"topic: skipped {bad} topic files with errors, the first at ")
    assert topic("list", "--source", "personal").out.count("\n") == 1
    assert topic("show", "red knee").out.startswith("Red Knee\n")


def test_a_miss_says_that_files_are_left_out(collection: tuple[Topic, Path]) -> None:
    topic, _ = collection
    for words in (["show", "green elbow"], ["search", "zzzzqqqq"], ["list", "--letter", "x"]):
        said = topic.fails(1, *words)
        assert " topic files with errors, the first at " in said.splitlines()[0]


def test_a_damaged_export_and_a_bad_file_are_said_in_one_line(fresh: Topic, tmp_path: Path) -> None:
    data_of(fresh).mkdir(parents=True)
    (data_of(fresh) / "topics.zip").write_bytes(b"rubbish")
    topic = personal(fresh, tmp_path / "t", {"bad.yaml": "x"})
    for words in (["show", "green elbow"], ["open", "green elbow", "3"]):
        said = topic.fails(1, *words)
        assert "export, which is damaged" in said.splitlines()[0]
        assert "skipped 1 topic file" in said.splitlines()[0]


@pytest.fixture(scope="module")
def checked(collection: tuple[Topic, Path]) -> dict[str, list[str]]:
    """What is said of each file by a check of them all, in bounded time and memory."""
    topic, folder = collection
    memory = (resource.RLIMIT_AS, 300 << 20, 300 << 20)
    done = limited(topic, [memory], "check", str(folder))
    assert done.returncode == 3, done.stderr
    lines = done.stdout.decode().splitlines()
    files = len(REFUSED) + len(NO_FILES) + 1
    assert done.stderr.decode() == f"topic: {files} files checked, {len(lines)} problems\n"
    said: dict[str, list[str]] = {}
    for line in lines:
        assert line.startswith(f"{folder}/")
        name, _, rest = line.removeprefix(f"{folder}/").partition(".yaml:")
        said.setdefault(name, []).append(rest)
    return said


@pytest.mark.parametrize("name", REFUSED)
def test_each_is_named_with_line_and_remedy(checked: dict[str, list[str]], name: str) -> None:
    _, line, words = REFUSED[name]
    problems = checked[name]
    assert problems[0].startswith(f"{line}: ")
    assert any(words in problem for problem in problems)
    assert len(problems) <= 100
    for problem in problems:
        assert re.fullmatch(r"\d+: .+\. .+", problem), problem
        assert len(problem) < 1000


@pytest.mark.parametrize("name", NO_FILES)
def test_what_is_no_file_is_named(checked: dict[str, list[str]], name: str) -> None:
    assert NO_FILES[name] in checked[name][0]


def test_the_good_one_has_no_problem(checked: dict[str, list[str]]) -> None:
    assert "good" not in checked
    assert len(checked) == len(REFUSED) + len(NO_FILES)


def test_nothing_in_a_file_is_run(collection: tuple[Topic, Path], tmp_path: Path) -> None:
    topic, folder = collection
    result = topic("check", str(folder / "a Python call.yaml"), cwd=tmp_path)
    assert result.code == 3
    assert list(tmp_path.iterdir()) == []


def test_what_looks_like_something_else_is_text(fresh: Topic, tmp_path: Path) -> None:
    quoted = {"-": "'-'"}
    names = [text for text in TEXTS if any(c.isalnum() for c in text)]
    listed = "".join(f"  - {name}\n" for name in names)
    symptoms = "".join(
        f"- name: Sign {number}\n  note: {quoted.get(text, text)}\n"
        for number, text in enumerate(TEXTS)
    )
    content = topic_file(title="no", also_called=None, links=None, symptoms=None)
    content += f"links:\n- title: 1\n  categories: [Start Here]\n  organizations:\n{listed}"
    content += f"symptoms:\n{symptoms}mesh:\n- {{id: 012, name: 1e3}}\n"
    topic = personal(fresh, tmp_path / "t", {"no.yaml": content})
    page = topic.ok("show", "no")
    answer = json.loads(topic.ok("show", "no", "--format", "json"))
    assert answer["links"][0]["organizations"] == names
    for number, text in enumerate(TEXTS):
        assert f"\n- Sign {number}: {text}\n" in page
    saved = topic.ok("show", "no", "--format", "yaml")
    again = personal(fresh, tmp_path / "u", {"no.yaml": saved})
    assert again.ok("show", "no", "--format", "yaml") == saved


# What editors write, or people.
VARIANTS = {
    "a mark": "\ufeff{0}",
    "three dashes": "---\n{0}...\n",
    "comments": "# a comment\n\n{0}# another",
    "a version": "%YAML 1.1\n---\n{0}",
    "no last line end": "{0}",
}


def test_what_editors_write_is_taken(fresh: Topic, tmp_path: Path) -> None:
    files = {}
    for name, form in VARIANTS.items():
        for ending in ("\n", "\r\n"):
            title = f"{name} {len(ending)}"
            text = form.format(topic_file(title=title, also_called=None))
            files[f"{title}.yaml"] = text.removesuffix("\n").replace("\n", ending).encode()
    topic = personal(fresh, tmp_path / "t", files)
    titles = topic.ok("list", "--source", "personal", "--format", "tsv").splitlines()[1:]
    assert {line.split("\t")[1] for line in titles} == {n.removesuffix(".yaml") for n in files}


PURE = """
import sys, yaml
del yaml.CBaseLoader
from healthtopics.__main__ import program
program()
"""


def test_without_libyaml_the_page_is_the_same(
    tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    done = limits.run(
        [sys.executable, "-c", PURE, "show", "miscarriage"], env=Topic(tmp_path).environ
    )
    assert (done.returncode, done.stderr) == (0, b"")
    golden("miscarriage.txt", done.stdout.decode())


def test_without_libyaml_the_same_files_are_refused(
    collection: tuple[Topic, Path], checked: dict[str, list[str]]
) -> None:
    topic, folder = collection
    names = [name for name, content in REFUSED.items() if len(content[0]) < 100_000]
    done = limits.run(
        [sys.executable, "-c", PURE, "check", *(str(folder / f"{name}.yaml") for name in names),
         str(folder / "good.yaml")],
        env=topic.environ,
    )  # fmt: skip
    assert done.returncode == 3
    said: dict[str, list[str]] = {}
    for line in done.stdout.decode().splitlines():
        name, _, rest = line.removeprefix(f"{folder}/").partition(".yaml:")
        said.setdefault(name, []).append(rest)
    assert list(said) == names
    for name in names:
        lines = [problems[0].partition(":")[0] for problems in (said[name], checked[name])]
        assert lines[0] == lines[1] or not REFUSED[name][2], name
