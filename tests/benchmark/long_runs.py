"""What takes long and rarely fails: runs it, and writes what it gave into tests/README.md.

usage: python -m tests.benchmark.long_runs [NAME ...] [--minutes N] [--write]

Without a NAME everything runs, one after the other: some two hours. With --write each row goes into
the table as soon as it is there, and rows that are not run stay. --minutes is for each fuzzer.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
README = ROOT / "tests" / "README.md"
BEGIN, END = "<!-- long runs -->\n", "<!-- /long runs -->"
HEAD = "| what | how it is run | what it gave | minutes | on |\n|---|---|---|---|---|\n"


class Run(NamedTuple):
    """A row: what is run, with what, and what in its output is the result."""

    what: str
    command: str
    result: str


PYTEST = r"(\d+ failed.*|\d+ passed[^=\n]*?) in [\d.]+s"
FUZZER = r"stat::number_of_executed_units: +(\d+)"
MUTANTS = r"\| all \| (\d+ \| \d+ \| [\d.]+ %)"

OTHER_PYTHON = (
    "e=$(mktemp -d); python{0} -m venv $e; $e/bin/pip install -q -e '.[test]'; $e/bin/pytest -q"
)


def runs(minutes: float) -> dict[str, Run]:
    """Return what can be run, by name.

    Args:
        minutes: for each fuzzer.
    """
    long = "pytest -q -n0 --long tests/faults/"
    fuzz, mutants = "python -m tests.fuzz.readers", "python tests/benchmark/mutants.py"
    return {
        "kills": Run("kills at 200 instants each of an import, an update, a build and a first build; disks of every size that is too small; eight writers and two readers", f"{long}test_atomicity.py", PYTEST),
        "interrupts": Run("^C at 2,032 instants of five commands", f"{long}test_interrupts.py", PYTEST),
        "catalogs": Run("a catalog cut at 1,007 lengths, with bits changed 1,000 times, without each of its pages and tables, and with any two pages changed for each other", f"{long}test_catalogs.py", PYTEST),
        "code-points": Run("every code point, through every field, to a pipe and a terminal, in all formats", f"{long}test_code_points.py", PYTEST),
        "faults": Run("all other faults, every case of each", "pytest -q -n1 --long tests/faults --ignore tests/faults/test_atomicity.py --ignore tests/faults/test_interrupts.py --ignore tests/faults/test_catalogs.py --ignore tests/faults/test_code_points.py", PYTEST),
        "edits": Run("200 series of edits, after each of which the catalog equals a new one", "pytest -q -n0 --long tests/catalog/test_edits.py", PYTEST),
        "words": Run("any words to any command; widths; what is written is read back", "pytest -q -n0 --long tests/cli/test_any_words.py tests/cli/test_widths.py tests/sources", PYTEST),
        "fuzz-files": Run("coverage-guided fuzzing of the reader of topic files", f"{fuzz} topic-file --minutes {minutes:g}", FUZZER),
        "fuzz-exports": Run("the same of exports", f"{fuzz} export --minutes {minutes:g}", FUZZER),
        "fuzz-summaries": Run("the same of official texts", f"{fuzz} summary --minutes {minutes:g}", FUZZER),
        "fuzz-commands": Run("the same of whole commands: check, import, list and three of thirty-nine others, on a small collection with the input in it; each has 2 seconds of the processor, a documented exit code and no text that acts", f"{fuzz} commands --minutes {minutes:g}", FUZZER),
        "mutants-cleaner": Run("statements of what cleans text, changed one by one, which the tests should notice", f"{mutants} cleaner", MUTANTS),
        "mutants-readers": Run("the same of the readers", f"{mutants} readers", MUTANTS),
        "mutants-catalog": Run("the same of the catalog", f"{mutants} catalog", MUTANTS),
        "mutants-update": Run("the same of downloads and imports", f"{mutants} update", MUTANTS),
        **{f"python-{version}": Run(f"the tests with Python {version}", OTHER_PYTHON.format(version), PYTEST) for version in ("3.12", "3.13", "3.14", "3.15")},
    }  # fmt: skip


def row(run: Run) -> str:
    """Run one, and return its row of the table."""
    # The Python of this environment, and its pytest.
    environ = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    begun = time.monotonic()
    done = subprocess.run(
        ["bash", "-euc", run.command],
        cwd=ROOT, env=environ, capture_output=True, text=True, check=False,
    )  # fmt: skip
    minutes = (time.monotonic() - begun) / 60
    return _row(run, done.stdout + done.stderr, done.returncode, minutes)


def _row(run: Run, output: str, status: int, minutes: float) -> str:
    found = re.search(run.result, output)
    result = found[1].strip(" =") if found else "no result"
    if run.result == FUZZER:
        result = f"{int(found[1]):,} inputs, " if found else ""
        result += "none bad" if status == 0 else "**bad ones**"
    elif run.result == MUTANTS and found:
        noticed, total, share = result.split(" | ")
        result = f"{noticed} of {total} noticed ({share})"
    elif status:
        result = f"**{result}, status {status}**"
    return (
        f"| {run.what} | `{run.command}` | {result} | {minutes:.0f} | {datetime.now(UTC).date()} |"
    )


def written(text: str, rows: Iterable[str]) -> str:
    """Return the text of the README with some rows in place of those of the same command."""
    before, _, rest = text.partition(BEGIN)
    old, _, after = rest.partition(END)
    table = {_command(line): line for line in [*old.splitlines()[2:], *rows]}
    commands = [_command(f"||`{run.command}`|") for run in runs(0).values()]
    lines = sorted(table.values(), key=lambda line: commands.index(_command(line)))
    return "".join([before, BEGIN, HEAD, *(f"{line}\n" for line in lines), END, after])


def _command(line: str) -> str:
    """Return the command of a row, without its number of minutes."""
    return re.sub(r" --minutes [\d.]+", "", line.split("|")[2].strip())


def main() -> None:
    """Run what the command line names, and print or write the rows."""
    names = list(runs(0))
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark.long_runs")
    parser.add_argument("names", metavar="NAME", nargs="*", help=f"of {', '.join(names)}")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    chosen = runs(options.minutes)
    for name in options.names or names:
        if name not in chosen:
            parser.error(f"there is no {name}; there are {', '.join(names)}")
        line = row(chosen[name])
        print(line, flush=True)
        if options.write:
            README.write_text(written(README.read_text("utf-8"), [line]), "utf-8")


if __name__ == "__main__":
    main()
