"""The walls of the house: which room may know which, and what a command imports."""

import ast
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.support import limits
from tests.support.command import Topic

PACKAGE = Path(__file__).parent.parent / "healthtopics"
MODULES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): path
    for path in PACKAGE.rglob("*.py")
}
# Which rooms a room may know, itself aside. An import within a function or for types counts too.
GROUND = ("text", "messages", "errors", "files", "model", "prose", "taxonomy", "places", "budget")
MAY_KNOW = {
    "text": set(),
    "messages": {"spanish"},
    "spanish": {"spanish_problems"},
    "spanish_problems": set(),
    "errors": {"text", "messages"},
    "files": {"errors", "messages"},
    "budget": {"errors", "files", "messages"},
    "model": {"text"},
    "prose": {"model"},
    "taxonomy": {"text"},
    "places": set(),
    "saving": set(),
    "progress": set(),
    "terminal": {"errors", "messages", "places", "progress", "saving", "text", "render"},
    "sources.summaries": {"text", "model", "prose"},
    "sources.topicfiles": {*GROUND, "sources.summaries"},
    "sources.medlineplus": {*GROUND, "sources.summaries"},
    "catalog": {*GROUND, "sources.topicfiles", "sources.medlineplus"},
    "render": {"text", "model"},
    "answers": {*GROUND, "render", "sources.topicfiles", "sources.summaries"},
    "cli": {*GROUND, "sources.topicfiles", "sources.medlineplus", "catalog", "answers", "render",
            "terminal"},
    "__main__": {"errors", "messages", "terminal", "cli"},
}  # fmt: skip
LIBRARIES = {
    "click": {"cli", "__main__"},
    "rich": {"progress", "render.rich_page", "render.side_by_side", "terminal"},
    "segno": {"render.html_sheets"},
    "yaml": {"sources.topicfiles.nodes", "sources.topicfiles.writing"},
    "sqlite3": {"catalog"},
    "platformdirs": {"places"},
    "subprocess": {"terminal"},
    "certifi": {"sources.medlineplus.download"},
}


@cache
def _imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            assert node.module
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return names


def _room(module: str) -> str:
    """Return the room of a module: a folder, one of sources, or a module of the ground floor."""
    parts = module.split(".")[1:]
    return ".".join(parts[: 2 if parts[:1] == ["sources"] else 1])


def _ours(module: str) -> set[str]:
    """Return the modules of the program that a module imports, anywhere in it."""
    return {name for name in _imports(MODULES[module]) if name in MODULES and name != module}


@pytest.mark.parametrize("module", sorted(MODULES))
def test_imports_run_one_way(module: str) -> None:
    room = _room(module)
    packages = {"healthtopics", *(name for name in MODULES if MODULES[name].stem == "__init__")}
    rooms = {_room(name) for name in _ours(module) - packages}
    assert rooms <= {*MAY_KNOW.get(room, set()), room}


def test_no_module_imports_itself_by_way_of_others() -> None:
    known = {module: _ours(module) for module in MODULES}
    while True:  # take away what imports nothing that is left
        left = {module: {o for o in others if o in known} for module, others in known.items()}
        free = [module for module, others in left.items() if not others]
        if not free:
            break
        known = {module: others for module, others in left.items() if module not in free}
    assert known == {}


def test_packages_import_nothing() -> None:
    for module, path in MODULES.items():
        if path.stem == "__init__":
            assert _imports(path) == set(), module


@pytest.mark.parametrize("module", sorted(MODULES))
def test_files_and_functions_stay_small_enough_to_read(module: str) -> None:
    text = MODULES[module].read_text()
    assert len(text.splitlines()) <= 600
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    for node in functions:
        lines = (node.end_lineno or 0) - node.lineno + 1
        assert lines <= 60, node.name
        assert lines < 15 or node.name == "__init__" or ast.get_docstring(node), node.name


@pytest.mark.parametrize("library", sorted(LIBRARIES))
def test_only_its_own_rooms_import_a_library(library: str) -> None:
    users = {
        module.removeprefix("healthtopics.")
        for module, path in MODULES.items()
        if any(name.split(".")[0] == library for name in _imports(path))
    }
    allowed = LIBRARIES[library]
    assert {user for user in users if user not in allowed and _top(user) not in allowed} == set()


def _top(module: str) -> str:
    return module.split(".", maxsplit=1)[0]


# What a piped command may import besides Click and what Click itself imports. Each one costs time
# at every start, so one more is a decision.
OURS = {
    "healthtopics", "__main__", "answers", "answers.advice", "answers.answer", "answers.labels",
    "answers.links", "answers.lists", "answers.misses", "answers.topics", "catalog", "catalog.content",
    "catalog.kept",
    "catalog.lookup", "catalog.misses", "catalog.opening", "catalog.schema", "catalog.store", "catalog.words", "cli",
    "cli.base", "cli.main", "cli.options", "cli.request", "cli.sections", "errors", "files", "messages", "model", "places",
    "prose", "render", "render.document", "render.lines", "render.plain", "render.tables",
    "taxonomy", "terminal", "text",
}  # fmt: skip
# Of Python's library; what these import themselves, which differs by version, is theirs.
LIBRARY = (
    "datetime", "encodings", "gc", "json", "locale", "math", "sqlite3", "time", "unicodedata", "zlib",
)  # fmt: skip
NEVER = {"rich", "yaml", "csv", "ssl", "certifi", "pathlib", "urllib", "difflib", "textwrap",
         "platformdirs", "subprocess", "importlib.metadata", "importlib.resources"}  # fmt: skip


def _imported(topic: Topic, *words: str) -> set[str]:
    """Return the modules that a piped command imports and that Click alone does not."""
    call = "sys.argv[0] = 'topic'; from healthtopics.__main__ import main; main()"
    return _modules_after(topic, call, *words)


def _modules_after(topic: Topic, call: str, *words: str) -> set[str]:
    """Return the modules that Python has after a call and that Click alone does not import."""
    script = (
        f"import sys, click; before = set(sys.modules); {call}\n"
        "print(*sorted(set(sys.modules) - before), file=sys.stderr)"
    )
    done = limits.run(
        [sys.executable, "-c", script, *words],
        env={k: v for k, v in topic.environ.items() if not k.startswith("COVERAGE")},
    )
    done.check_returncode()
    return set(done.stderr.decode().split())


_OF_SEARCH = {
    f"catalog.{name}" for name in ("search", "danger", "ranking", "corrections", "medicines")
}


@pytest.mark.parametrize(
    "words",
    [
        ("show", "miscarriage"),
        ("urgent", "flu"),
        ("links", "--category", "treatments"),
        ("search", "bleeding"),
    ],
)
def test_a_piped_command_imports_only_what_it_needs(topic: Topic, words: tuple[str, ...]) -> None:
    topic.ok(*words)  # so that the catalog is there
    imported = _imported(topic, *words)
    ours = {m.removeprefix("healthtopics.") for m in imported if m.startswith("healthtopics")}
    of_search = _OF_SEARCH if words[0] == "search" else set()
    assert ours <= OURS | {f"cli.{words[0]}"} | of_search
    others = {m for m in imported if not m.startswith(("healthtopics", "click."))}
    assert others <= _modules_after(topic, f"import {', '.join(LIBRARY)}")
    assert {m for m in imported if m in NEVER or m.split(".")[0] in NEVER} == set()


def test_version_and_help_import_no_catalog(topic: Topic) -> None:
    for option in ("--version", "--help"):
        assert "sqlite3" not in _imported(topic, option)


def test_python_needs_no_module_to_read_the_program() -> None:
    r"""An escape by name, ``\N{…}``, imports one, and ^C meanwhile would look like a mistake."""
    assert [module for module, path in MODULES.items() if "\\N{" in path.read_text()] == []
