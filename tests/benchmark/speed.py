"""How fast the program starts: whole processes against bare Python, and the memory they take.

usage: python tests/benchmark/speed.py [--pairs N]

Run it with the Python of an environment in which the project is installed; it needs nothing but
the standard library. It builds collections of 7, 100 and 2,000 topics, runs each command in turn
with `python3 -I -c pass` of the same environment, and prints for each the median of the paired
ratios, the median time and the peak memory. Peers (man, tldr, rich) are measured beside it where
they are installed.
"""

import compileall
import os
import platform
import pty
import select
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

PAIRS = 21
SCRIPTS = Path(sysconfig.get_path("scripts"))
TOPIC = str(SCRIPTS / "topic")
BARE = [sys.executable, "-I", "-c", "pass"]
SENTENCES = (
    "The knee is a joint that bends. It carries you up the stairs and down again.",
    "Rest helps most people. Ask a provider if it does not get better in a week.",
    "A bruise under the skin turns blue, then green, then yellow, and then it is gone.",
    "Some people feel pain at night. Others feel it when they walk or stand for long.",
)


CATEGORIES = (
    ("Start Here", "Comience aquí"),
    ("Specifics", "Asuntos específicos"),
    ("Encyclopedia", "Enciclopedia"),
    ("Patient Handouts", "Información para pacientes"),
    ("Treatments and Therapies", "Tratamientos y terapias"),
)


class Case(NamedTuple):
    """A row of the table: what is run, how, and what it may cost at most."""

    name: str
    command: Sequence[str]
    environ: dict[str, str]
    terminal: bool = False
    limit: str = ""


class Run(NamedTuple):
    """What one process took."""

    seconds: float
    kibibytes: int


def topic_file(number: int) -> str:
    """Return a made-up topic of about the size of a real one."""
    text = "\n\n".join(
        "    " + " ".join(SENTENCES[(number + i) % 4] for i in range(3)) for _ in "abc"
    )
    links = "".join(
        f"  - title: About part {number} of the body, page {i}\n"
        f"    categories: [{category(number, i)}]\n"
        f"    organizations: [Society {number % 40}]\n"
        f"    url: https://part{number}.example.org/page/{i}\n"
        for i in range(8)
    )
    # Half of the topics are Spanish, as at MedlinePlus.
    language, group = ("es", "Síntomas") if number % 2 else ("en", "Symptoms")
    return (
        f"title: Trouble of part {number}\nlanguage: {language}\nalso_called: [Ailment {number}]\n"
        f"description: What to know about part {number}.\ngroups: [{group}]\nsummary: |\n{text}\n"
        f"advice:\n  urgent: [Part {number} {'hurts a lot' if number % 10 else 'is bleeding'}.]\n"
        f"symptoms:\n  - name: Pain in part {number}\n    note: At night.\n"
        f"sections:\n  causes: |\n{text}\n  treatments: |\n{text}\n"
        f"links:\n{links}sources: [{{title: A book}}]\nreviewed: 2026-01-01\n"
    )


def category(topic: int, link: int) -> str:
    """Return a link's category; one topic of two has one on treatments, as at MedlinePlus."""
    english, spanish = CATEGORIES[4 if link == 0 and topic % 4 < 2 else link % 4]
    return spanish if topic % 2 else english


def collection(folder: Path, topics: int) -> dict[str, str]:
    """Write a collection of so many topics, and return the environment that uses it."""
    (folder / "topics").mkdir(parents=True)
    for number in range(topics):
        path = folder / "topics" / f"{number}.yaml"
        path.write_text(topic_file(number))
        os.utime(path, (1e9, 1e9))
    os.utime(folder / "topics", (1e9, 1e9))
    return {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "HOME": str(folder),
        "HEALTHTOPICS_PATH": str(folder / "topics"),
        "PAGER": "cat",
        "TERM": "xterm-256color",
    }


def run(case: Case) -> Run:
    """Run a process and wait for it."""
    started = time.perf_counter()
    if case.terminal:
        main, end = pty.openpty()
        process = subprocess.Popen(
            case.command, env=case.environ, stdin=end, stdout=end, stderr=subprocess.DEVNULL
        )
        os.close(end)
        drain(main)
        os.close(main)
    else:
        process = subprocess.Popen(
            case.command, env=case.environ, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise ChildProcessError(f"{' '.join(case.command)} failed: {process.returncode}")
    return Run(time.perf_counter() - started, usage.ru_maxrss)


def drain(terminal: int) -> None:
    """Read from a pseudo-terminal until it ends."""
    while True:
        select.select([terminal], [], [])
        try:
            if not os.read(terminal, 65536):
                return
        except OSError:
            return


def measure(case: Case, pairs: int) -> str:
    """Return a row of the table."""
    bare = Case("", BARE, case.environ)
    run(case)
    ratios, seconds, memory = [], [], 0
    for _ in range(pairs):
        base = run(bare)
        took = run(case)
        ratios.append(took.seconds / base.seconds)
        seconds.append(took.seconds)
        memory = max(memory, took.kibibytes)
    return (
        f"| {case.name} | {statistics.median(ratios):.2f} × | {case.limit} "
        f"| {statistics.median(seconds) * 1000:.0f} ms | {memory / 1024:.0f} MB |"
    )


def cases(small: dict[str, str], middle: dict[str, str], large: dict[str, str]) -> list[Case]:
    """Return the rows of the program itself, with collections of several sizes."""
    return [
        Case("`topic show miscarriage`, piped, bundled", [TOPIC, "show", "miscarriage"], small, limit="5 ×"),
        Case("… on a terminal", [TOPIC, "show", "miscarriage"], small, terminal=True, limit="8 ×"),
        Case("`topic show`, piped, + 7 topics", [TOPIC, "show", "ailment", "6"], small, limit="5 ×"),
        Case("`topic show`, piped, + 100 topics", [TOPIC, "show", "ailment", "6"], middle, limit="5 ×"),
        Case("`topic show`, piped, + 2,000 topics", [TOPIC, "show", "ailment", "6"], large, limit="1.1 of 7"),
        Case("`topic links --category treatments`, + 2,000", [TOPIC, "links", "--category", "treatments"], large, limit="6 ×"),
        Case("`topic search bleeding`, + 2,000", [TOPIC, "search", "bleeding"], large, limit="6 ×"),
        Case("`topic --version`", [TOPIC, "--version"], small, limit="4.6 ×"),
        Case("`topic --help`", [TOPIC, "--help"], small, limit="4.6 ×"),
        Case(
            "a completion (`topic show misc`)",
            [TOPIC],
            {**small, "_TOPIC_COMPLETE": "bash_complete", "COMP_WORDS": "topic show misc", "COMP_CWORD": "2"},
            limit="4.6 ×",
        ),
        Case("bare Click: `import click`", [sys.executable, "-c", "import click"], small),
    ]  # fmt: skip


def peers() -> list[Case]:
    """Return the rows of other programs that show pages, where they are installed."""
    commands = {
        "man": ["man", "ls"],
        "apropos": ["apropos", "list"],
        "tldr": ["tldr", "tar"],
        "rich": ["rich", __file__],
    }
    rows = []
    for name, command in commands.items():
        if shutil.which(command[0]):
            shown = " ".join([name, *command[1:]]).replace(__file__, "FILE")
            environ = {**os.environ, "PAGER": "cat", "TERM": "xterm"}
            rows.append(Case(f"{shown}, piped", command, environ))
            rows.append(Case(f"{shown}, on a terminal", command, environ, terminal=True))
    return rows


def first_run(environ: dict[str, str]) -> str:
    """Return the row of the first run, which builds the catalog of the bundled collection."""
    seconds, memory = [], 0
    for _ in range(5):
        shutil.rmtree(Path(environ["HOME"], ".cache"), ignore_errors=True)
        bundled = {key: value for key, value in environ.items() if key != "HEALTHTOPICS_PATH"}
        took = run(Case("", [TOPIC, "list"], bundled))
        seconds.append(took.seconds)
        memory = max(memory, took.kibibytes)
    return (
        f"| first run: the catalog of the bundled collection | | 1.5 s "
        f"| {statistics.median(seconds) * 1000:.0f} ms | {memory / 1024:.0f} MB |"
    )


def export(path: Path, topics: int) -> None:
    """Write a made-up MedlinePlus export of about 15 KB a topic, as the real one is."""
    with path.open("w") as file:
        file.write(f'<health-topics total="{topics}" date-generated="11/21/2026 02:30:36">\n')
        for number in range(topics):
            file.write(record(number))
        file.write("</health-topics>\n")


def record(number: int) -> str:
    """Return a topic of an export."""
    name = f"trouble of part {number}"
    text = " ".join(SENTENCES[(number + i) % 4] for i in range(4))
    items = "".join(f"<li>Pain in part {number + i}</li>" for i in range(6))
    html = (
        f"<p>{text}</p><h3>What causes {name}?</h3><p>{text}</p>"
        f"<h3>What are the symptoms of {name}?</h3><p>The symptoms of {name} include:</p>"
        f"<ul>{items}</ul><h3>How is {name} treated?</h3><p>{text}</p>"
        f"<p>Get medical help immediately if:</p><ul>{items}</ul>"
        f"<h3>Can {name} be prevented?</h3><p>{text}</p>"
    )
    sites = "".join(
        f'<site title="About part {number} of the body, page {i}" '
        f'url="https://part{number}.example.org/page/{i}.html">'
        f"<information-category>{('Start Here', 'Genetics', 'Specifics')[i % 3]}"
        f"</information-category><organization>Society {i % 40}</organization></site>\n"
        for i in range(60)
    )
    return (
        f'<health-topic title="Trouble of part {number}" id="{number + 1}" language="English" '
        f'url="https://medlineplus.example.org/{number}.html" date-created="01/07/2003">\n'
        f"<also-called>Ailment {number}</also-called>\n"
        f"<full-summary>{escape(html)}</full-summary>\n<group>Symptoms</group>\n{sites}"
        "</health-topic>\n"
    )


def first_import(environ: dict[str, str]) -> str:
    """Return the row of an import of 2,000 topics: to read, keep and put them in the catalog."""
    path = Path(environ["HOME"], "export.xml")
    export(path, 2000)
    megabytes = path.stat().st_size / 1e6
    seconds, memory = [], 0
    for _ in range(3):
        for folder in (".cache", ".local"):
            shutil.rmtree(Path(environ["HOME"], folder), ignore_errors=True)
        bundled = {key: value for key, value in environ.items() if key != "HEALTHTOPICS_PATH"}
        took = run(Case("", [TOPIC, "import", str(path)], bundled))
        seconds.append(took.seconds)
        memory = max(memory, took.kibibytes)
    shutil.rmtree(Path(environ["HOME"], ".local"))
    return (
        f"| `topic import`, 2,000 topics, {megabytes:.0f} MB | | 6 s, 150 MB "
        f"| {statistics.median(seconds):.1f} s | {memory / 1024:.0f} MB |"
    )


def main() -> None:
    """Print the machine and the table."""
    pairs = int(sys.argv[sys.argv.index("--pairs") + 1]) if "--pairs" in sys.argv else PAIRS
    if not Path(TOPIC).exists():
        sys.exit(f"{TOPIC} is missing: install the project into this environment first")
    import healthtopics  # only to find it

    compileall.compile_dir(str(Path(healthtopics.__file__).parent), quiet=1)
    print(
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores; median of {pairs} pairs with `python3 -I -c pass`\n"
    )
    print("| what | ratio | at most | time | peak memory |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        small, middle, large = (
            collection(Path(folder, str(size)), size) for size in (7, 100, 2000)
        )
        print(first_run(small), flush=True)
        print(first_import(small), flush=True)
        for case in cases(small, middle, large):
            print(measure(case, pairs), flush=True)
        for case in peers():
            try:
                print(measure(case, pairs), flush=True)
            except ChildProcessError as error:  # installed, but without what it needs
                print(f"| {case.name} | {error} | | | |")


if __name__ == "__main__":
    main()
