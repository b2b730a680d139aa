"""How many mutants of the program the tests notice: python tests/benchmark/mutants.py AREA.

Copies the project to mutants/AREA, has mutmut change each statement there and run the tests of the
area, and tells how many changes were noticed in each module; then each that was not, unless
``mutants.yaml`` says why it may live. Ends with status 1 if there is one, or if fewer percent than
--at-least were noticed.

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

import yaml

ROOT = Path(__file__).parent.parent.parent
REASONS = Path(__file__).with_name("mutants.yaml")


class Area(NamedTuple):
    """Modules that are changed, and the tests that should notice: of one process, all of them."""

    modules: list[str]
    tests: list[str]


def _of_sources(tested: str, others: str = "") -> Area:
    """Return modules of the sources with the tests of those that have tests of their own."""
    return Area(
        [f"sources/{name}.py" for name in (*tested.split(), *others.split())],
        [f"sources/test_{name}.py" for name in tested.split()],
    )


READERS = _of_sources(
    "archives checking folders headings medlineplus passages problems summaries topic_files "
    "vocabularies xml_topics yaml_nodes",
    "fields",
)
UPDATE = _of_sources("download exports remembered turns")
AREAS = {
    "cleaner": Area(
        ["terminal.py", "text.py", "prose.py", "sources/characters.py"],
        ["test_terminal.py", "test_text.py", "test_prose.py", "sources/test_characters.py"],
    ),
    "readers": Area(READERS.modules, [*READERS.tests, "sources/test_signs.py"]),
    "signs": _of_sources("enumerations signs subjects", "help_patterns"),
    "names": Area(
        [f"catalog/{name}.py" for name in ("lookup", "names", "words")],
        [f"catalog/test_{name}.py" for name in ("index", "lookup", "names", "words")],
    ),
    "catalog": Area(
        [
            *(f"catalog/{name}.py" for name in "build index opening schema search store".split()),
            "places.py",
        ],
        [
            *(f"catalog/test_{name}.py" for name in "build index kept store".split()),
            "test_places.py",
        ],
    ),
    "update": Area(
        [*UPDATE.modules, "cli/import_.py", "cli/update.py"],
        [
            *UPDATE.tests,
            "cli/test_update.py::TestInThisProcess",
            "cli/test_import.py::TestTheBar",
            "cli/test_import.py::test_the_next_command_finds_the_catalog_ready",
        ],
    ),
}
# They measure time, or try a thousand cases where the others try those that matter.
PASSED_OVER = (
    "sources/test_download.py::test_no_page_takes_long",
    "sources/test_headings.py::test_any_heading_has_a_known_kind_or_none",
    "sources/test_medlineplus.py::test_a_byte_changed_in_an_archive_is_noticed_or_harmless",
    "sources/test_medlineplus.py::test_an_export_changed_anywhere_is_topics_or_a_sentence",
    "sources/test_signs.py::test_a_long_summary_takes_no_long_time",
    "sources/test_summaries.py::test_a_million_nested_tags",
    "sources/test_summaries.py::test_time_is_linear_in_the_length",
    "sources/test_topic_files.py::test_a_file_changed_anywhere_is_a_topic_or_problems",
    "sources/test_topic_files.py::test_any_shape_is_a_topic_or_problems",
    "sources/test_topic_files.py::test_any_topic_is_written_and_read_the_same",
    "sources/test_yaml_nodes.py::test_both_parsers_read_the_same_or_one_refuses",
)
# As mutmut notes them: a test failed, or never ended; all tests passed, or no test came there.
NOTICED = {1, 3, 24, 36, 152, 255, -24}
LIVES = {0, 33}
IN_ANOTHER_CASE = "in another case"  # in the place of a part of a line
Reasons = dict[str, list[str]]  # why mutants may live, and parts of their lines


class Mutant(NamedTuple):
    """A module with one thing changed."""

    name: str  # as mutmut run and mutmut show take it
    status: int | None  # how its tests ended; None where it was not tried
    gone: tuple[str, ...]
    come: tuple[str, ...]

    def text(self) -> str:
        """Return the mutant as it is told."""
        lines = [self.name, *(f"  - {line}" for line in self.gone)]
        return "\n".join([*lines, *(f"  + {line}" for line in self.come)])


def run(area: str) -> Path:
    """Have mutmut change the modules of an area; return where it left what became of that."""
    folder = ROOT / "mutants" / area
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("healthtopics", "data", "tests"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    modules, tests = AREAS[area]
    arguments = ["-o", "addopts=", "-p", "no:cacheprovider", "-p", "no:xdist"]
    for test in PASSED_OVER:
        arguments += ["--deselect", f"tests/{test}"]
    table = {
        "source_paths": ["healthtopics"],
        "only_mutate": [f"healthtopics/{module}" for module in modules],
        "also_copy": ["healthtopics", "data"],
        "timeout_multiplier": 5.0,
        "timeout_constant": 10.0,
        "pytest_add_cli_args": arguments,
        "pytest_add_cli_args_test_selection": [f"tests/{test}" for test in tests],
    }
    config = "\n".join(f"{key} = {json.dumps(value)}" for key, value in table.items())
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    (folder / "pyproject.toml").write_text(f"{project}\n[tool.mutmut]\n{config}\n", "utf-8")
    mutmut = Path(sysconfig.get_path("scripts")) / "mutmut"
    subprocess.run([mutmut, "run"], cwd=folder, check=True, stdout=sys.stderr)
    return folder / "mutants"


def mutants(folder: Path) -> Iterator[tuple[str, list[Mutant]]]:
    """Read what mutmut left.

    Args:
        folder: Where mutmut keeps the changed package; beside each module stands NAME.py.meta.

    Yields:
        Each module's dotted name, and its mutants.
    """
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
            changes = list(difflib.ndiff(before, functions[function]))
            gone, come = (
                tuple(line[2:].strip() for line in changes if line.startswith(f"{sign} "))
                for sign in "-+"
            )
            found.append(Mutant(name, status, gone, come))
        module = meta.relative_to(folder).as_posix().removesuffix(".py.meta")
        yield module.replace("/", "."), found


def is_the_same(mutant: Mutant, reasons: Reasons) -> bool:
    """Tell whether only the case of letters changed, and that is how a module may be read."""
    only_case = [line.lower() for line in mutant.gone] == [line.lower() for line in mutant.come]
    return only_case and any(IN_ANOTHER_CASE in parts for parts in reasons.values())


def is_explained(mutant: Mutant, reasons: Reasons) -> bool:
    """Tell whether one of a module's reasons is about a mutant."""
    lines = mutant.come or mutant.gone
    return any(part in line for parts in reasons.values() for part in parts for line in lines)


def report(folder: Path, explained: dict[str, Reasons], at_least: int) -> tuple[str, int]:
    """Return what became of the mutants in a folder, and the exit status for that.

    Those that live because they are the same program are counted apart: no test could notice them.
    """
    table = ["| module | noticed | of |  | the same |", "|---|---|---|---|---|"]
    unexplained = []
    total = Counter[str]()
    for module, made in mutants(folder):
        reasons = explained.get(module, {})
        here = Counter[str]()
        for mutant in made:
            if mutant.status in NOTICED:
                here["noticed"] += 1
            elif mutant.status in LIVES and is_the_same(mutant, reasons):
                here["the same"] += 1
            elif mutant.status in LIVES:
                here["lives"] += 1
                if not is_explained(mutant, reasons):
                    unexplained.append(mutant)
        if here:
            table.append(_row(module, here))
        total += here
    table.append(_row("all", total))
    text = "\n".join([*table, *(mutant.text() for mutant in unexplained)])
    noticed, counted = total["noticed"], total["noticed"] + total["lives"]
    return text, int(bool(unexplained) or not counted or 100 * noticed < at_least * counted)


def main(arguments: Sequence[str]) -> int:
    """Try the mutants of an area; write what became of them, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("area", choices=AREAS)
    parser.add_argument("--at-least", metavar="PERCENT", type=int, default=90)
    options = parser.parse_args(arguments)
    text, status = report(
        run(options.area), yaml.safe_load(REASONS.read_text("utf-8")), options.at_least
    )
    sys.stdout.write(f"{text}\n")
    return status


def _row(name: str, count: Counter[str]) -> str:
    noticed, counted = count["noticed"], count["noticed"] + count["lives"]
    share = f"{100 * noticed / max(counted, 1):.1f} %"
    return f"| {name} | {noticed} | {counted} | {share} | {count['the same']} |"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
