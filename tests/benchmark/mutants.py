"""How many changed statements the tests notice: python tests/benchmark/mutants.py AREA.

Copies the project to mutants/AREA, has mutmut change each statement of the area there and run the
area's tests, and prints how many changes were noticed in each module, then each that was not. Ends
with status 1 if fewer percent than --at-least were noticed.

Needs mutmut, which no other test does: pip install -e '.[mutation]'
"""

import argparse
import ast
import difflib
import json
import shutil
import subprocess
import sys
import sysconfig
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent


class Area(NamedTuple):
    """Modules to change, as globs in the package, and the tests that should notice."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]


AREAS = {
    "cleaner": Area(
        ("terminal.py", "text.py", "prose.py"),
        ("test_terminal.py", "test_text.py", "test_prose.py", "test_characters.py"),
    ),
    "readers": Area(
        (
            "sources/topicfiles/*.py", "sources/summaries/*.py",
            "sources/medlineplus/archives.py", "sources/medlineplus/topics.py",
            "sources/medlineplus/xml_topics.py",
        ),
        (
            "sources/topicfiles", "sources/summaries", "sources/medlineplus/test_archives.py",
            "sources/medlineplus/test_topics.py", "sources/medlineplus/test_xml_topics.py",
        ),
    ),
    "catalog": Area(("catalog/*.py", "places.py"), ("catalog", "test_places.py")),
    "update": Area(
        (
            "files.py", "sources/medlineplus/download.py", "sources/medlineplus/exports.py",
            "sources/medlineplus/site.py", "cli/import_.py", "cli/importing.py", "cli/update.py",
        ),
        (
            "test_files.py", "sources/medlineplus/test_download.py",
            "sources/medlineplus/test_site.py", "sources/medlineplus/test_exports.py",
            "cli/test_update.py::TestInThisProcess",
        ),
    ),
}  # fmt: skip
# These try a thousand cases, or measure processor time: too long to run for each change.
LEFT_OUT = "anywhere or any_shape or any_heading or linear or long_time or million or both_parsers"
# As mutmut notes it: a test failed or did not end; all tests passed, or no test reached the change.
NOTICED = {1, 3, 24, 36, 152, 255, -24}
MISSED = {0, 33}


class Mutant(NamedTuple):
    """A module with one thing changed."""

    name: str  # as mutmut run and mutmut show take it
    status: int | None  # how its tests ended; None where it was not tried
    change: tuple[str, ...]


def run(area: str) -> Path:
    """Have mutmut change the modules of an area; return the folder of its results."""
    folder = ROOT / "mutants" / area
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("healthtopics", "data", "tests"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    package = ROOT / "healthtopics"
    modules = [path for glob in AREAS[area].modules for path in sorted(package.glob(glob))]
    arguments = ["-o", "addopts=", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:randomly"]
    table = {
        "source_paths": ["healthtopics"],
        "only_mutate": [path.relative_to(ROOT).as_posix() for path in modules],
        "also_copy": ["healthtopics", "data"],
        "timeout_multiplier": 5.0,
        "timeout_constant": 10.0,
        "pytest_add_cli_args": [*arguments, "-k", f"not ({LEFT_OUT})"],
        "pytest_add_cli_args_test_selection": [f"tests/{test}" for test in AREAS[area].tests],
    }
    config = "\n".join(f"{key} = {json.dumps(value)}" for key, value in table.items())
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    (folder / "pyproject.toml").write_text(f"{project}\n[tool.mutmut]\n{config}\n", "utf-8")
    mutmut = Path(sysconfig.get_path("scripts")) / "mutmut"
    subprocess.run([mutmut, "run"], cwd=folder, check=True, stdout=sys.stderr)
    return folder / "mutants"


def read_mutants(folder: Path) -> Iterator[tuple[str, list[Mutant]]]:
    """Yield each module's dotted name and its mutants, from the folder of mutmut's results."""
    for meta in sorted(folder.glob("healthtopics/**/*.py.meta")):
        statuses = json.loads(meta.read_text())["exit_code_by_key"]
        if not statuses:
            continue
        source = meta.with_suffix("").read_text()
        lines = source.splitlines()
        functions = {
            node.name: lines[node.lineno : node.end_lineno]
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.FunctionDef) and "__mutmut_" in node.name
        }
        found = []
        for name, status in statuses.items():
            function = name.rpartition(".")[2]
            before = functions[function.rpartition("__mutmut_")[0] + "__mutmut_orig"]
            changes = difflib.ndiff(before, functions[function])
            changed = tuple(line for line in changes if line.startswith(("- ", "+ ")))
            found.append(Mutant(name, status, changed))
        module = meta.relative_to(folder).as_posix().removesuffix(".py.meta")
        yield module.replace("/", "."), found


def report(folder: Path, at_least: int) -> tuple[str, int]:
    """Return what became of the mutants in a folder as text, and the exit status."""
    table = ["| module | noticed | of |  |", "|---|---|---|---|"]
    missed = []
    total = Counter[str]()
    for module, mutants in read_mutants(folder):
        here = Counter[str]()
        for mutant in mutants:
            if mutant.status in NOTICED:
                here["noticed"] += 1
            elif mutant.status in MISSED:
                here["missed"] += 1
                missed.append("\n  ".join((mutant.name, *mutant.change)))
        if here:
            table.append(_row(module, here))
        total += here
    table.append(_row("all", total))
    tried = total.total()
    return "\n".join([*table, *missed]), int(not tried or 100 * total["noticed"] < at_least * tried)


def main(arguments: Sequence[str]) -> int:
    """Try the mutants of an area, print what became of them, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("area", choices=AREAS)
    parser.add_argument("--at-least", metavar="PERCENT", type=int, default=90)
    options = parser.parse_args(arguments)
    text, status = report(run(options.area), options.at_least)
    sys.stdout.write(f"{text}\n")
    return status


def _row(name: str, count: Counter[str]) -> str:
    share = f"{100 * count['noticed'] / max(count.total(), 1):.1f} %"
    return f"| {name} | {count['noticed']} | {count.total()} | {share} |"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
