"""The walls of the house: which room may know which, and what a command imports."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.command import PATIENCE, Topic

PACKAGE = Path(__file__).parent.parent / "healthtopics"
MODULES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): path
    for path in PACKAGE.rglob("*.py")
}
# From the ground up: a room may know those before it, and those on its own floor it names.
FLOORS = ("errors", "text", "files", "model", "prose", "taxonomy", "places")
MAY_KNOW = {
    "text": set(),
    "errors": {"text"},
    "files": {"errors"},
    "model": {"text"},
    "prose": {"model"},
    "taxonomy": {"text"},
    "places": set(),
    "terminal": {"errors", "files", "text"},
    "sources": {*FLOORS, "sources"},
    "catalog": {*FLOORS, "sources", "catalog"},
    "render": {"text", "model", "prose", "taxonomy", "render"},
    "cli": {*FLOORS, "sources", "catalog", "render", "terminal", "cli"},
    "__main__": {"errors", "terminal", "cli"},
}
LIBRARIES = {
    "click": {"cli", "__main__"},
    "rich": {"render.rich_page", "terminal"},
    "yaml": {"sources.topicfiles.nodes", "sources.topicfiles.reading"},
    "sqlite3": {"catalog", "cli.request"},
    "platformdirs": {"places"},
    "defusedxml": {"sources.medlineplus.xml_topics"},
    "subprocess": {"terminal"},
    "requests": {"sources.medlineplus.download"},
    "urllib3": {"sources.medlineplus.download"},
}


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
    return module.split(".", 2)[1] if "." in module else ""


@pytest.mark.parametrize("module", sorted(MODULES))
def test_imports_run_one_way(module: str) -> None:
    room = _room(module)
    ours = {name for name in _imports(MODULES[module]) if name.startswith("healthtopics.")}
    rooms = {_room(name) for name in ours} - {"__version__"}
    assert rooms <= MAY_KNOW.get(room, set())


@pytest.mark.parametrize("library", sorted(LIBRARIES))
def test_a_library_is_known_where_it_belongs(library: str) -> None:
    users = {
        module.removeprefix("healthtopics.")
        for module, path in MODULES.items()
        if any(name.split(".")[0] == library for name in _imports(path))
    }
    allowed = LIBRARIES[library]
    assert {user for user in users if user not in allowed and _top(user) not in allowed} == set()


def _top(module: str) -> str:
    return module.split(".", maxsplit=1)[0]


# What a piped command may import besides Click and what Click itself imports. One more is a
# decision: it is paid at every start.
OURS = {
    "healthtopics", "__main__", "catalog", "catalog.lookup", "catalog.names", "catalog.opening",
    "catalog.schema", "catalog.store", "cli", "cli.arguments", "cli.base", "cli.main",
    "cli.request", "errors", "files", "model", "places", "prose", "render", "render.data",
    "render.document", "render.labels", "render.pages", "render.plain", "sources",
    "sources.topicfiles", "sources.topicfiles.folders", "taxonomy", "terminal", "text",
}  # fmt: skip
LIBRARY = {
    "sqlite3",
    "_sqlite3",
    "zlib",
    "encodings",
    "datetime",
    "_datetime",
    "math",
    "_math_integer",  # a part of math since Python 3.15
    "time",
    "gc",
    "locale",
    "_locale",
    "unicodedata",
}
NEVER = {"rich", "yaml", "json", "csv", "requests", "pathlib", "urllib", "difflib", "textwrap",
         "platformdirs", "subprocess", "importlib.metadata", "importlib.resources"}  # fmt: skip


def _imported(topic: Topic, *words: str) -> set[str]:
    """Return the modules that a piped command imports and that Click alone does not."""
    script = (
        "import sys, click; before = set(sys.modules); sys.argv[0] = 'topic'\n"
        "from healthtopics.__main__ import main; main()\n"
        "print(*sorted(set(sys.modules) - before), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        env={k: v for k, v in topic.environ.items() if not k.startswith("COVERAGE")},
        capture_output=True, timeout=PATIENCE, check=True,
    )  # fmt: skip
    return set(done.stderr.decode().split())


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
    of_search = {"catalog.search", "catalog.words"} if words[0] == "search" else set()
    assert ours <= OURS | {f"cli.{words[0]}"} | of_search
    others = {m for m in imported if not m.startswith(("healthtopics", "click."))}
    assert {m.split(".")[0] for m in others} <= LIBRARY
    assert {m for m in imported if m in NEVER or m.split(".")[0] in NEVER} == set()


def test_version_and_help_import_no_catalog(topic: Topic) -> None:
    for option in ("--version", "--help"):
        assert "sqlite3" not in _imported(topic, option)


def test_the_package_imports_nothing_by_itself() -> None:
    assert _imports(PACKAGE / "__init__.py") == set()


@pytest.mark.parametrize("module", sorted(MODULES))
def test_python_needs_no_module_to_read_the_program(module: str) -> None:
    r"""An escape by name, ``\N{…}``, has it import one, and ^C meanwhile is told as a mistake."""
    assert "\\N{" not in MODULES[module].read_text()
