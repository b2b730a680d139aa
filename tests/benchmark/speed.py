"""How fast the program is: whole processes against bare Python, and the memory they take.

usage: python tests/benchmark/speed.py [--pairs N] [--quick] [--write]

Run it with the Python of an environment in which the project is installed; it needs nothing but
the standard library. Each run of a command follows one of `python3 -I -c pass` of the same
environment; printed are the medians of the ratios of processor time (the children's too), of that
time, of the time on the clock, and the peak memory of the largest process. Where only the first
byte is read, the time on the clock is that until it came. Bounds are ratios, so that they hold on
any machine, and megabytes; what is over one is marked. Peers are measured where they are
installed. With --quick there are no 10,000 topics and five pairs; --write puts the tables into
tests/README.md.
"""

import argparse
import compileall
import datetime as dt
import marshal
import os
import platform
import pty
import re
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import sysconfig
import tempfile
import termios
from collections.abc import Callable, Iterator, Sequence
from fcntl import ioctl
from html import escape
from pathlib import Path
from typing import NamedTuple

PAIRS, QUICK_PAIRS = 21, 5
FIRST_DAY = dt.date(2026, 1, 1)
LINES, COLUMNS = 40, 100  # of the terminal: a page is longer, so the pager runs
SCRIPTS = Path(sysconfig.get_path("scripts"))
TOPIC = str(SCRIPTS / "topic")
BARE = [sys.executable, "-I", "-c", "pass"]
README = Path(__file__).parent.parent / "README.md"
# What starts the processes. A process counts the memory of its parent as its own until it runs the
# program, so the parent must be small: this one has no more than a bare interpreter.
STARTER = """
import marshal, os, sys, time
while True:
    command, environ, terminal, is_first = marshal.load(sys.stdin.buffer)
    place = terminal or os.devnull
    actions = [(os.POSIX_SPAWN_OPEN, n, place, os.O_RDWR, 0) for n in (0, 1)]
    actions.append((os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_RDWR, 0))
    if is_first:
        reading, writing = os.pipe()
        actions.append((os.POSIX_SPAWN_DUP2, writing, 1))
    began = time.perf_counter()
    child = os.posix_spawn(command[0], command, environ, file_actions=actions, setsid=True)
    if is_first:
        os.close(writing)
        os.read(reading, 1)
        took = time.perf_counter() - began
        os.close(reading)
    _, status, usage = os.wait4(child, 0)
    if not is_first:
        took = time.perf_counter() - began
    cpu = usage.ru_utime + usage.ru_stime
    marshal.dump((status, cpu, took, usage.ru_maxrss), sys.stdout.buffer)
    sys.stdout.buffer.flush()
"""
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
    """A row of a table: what is run, how, what it may cost at most, and what happens before."""

    name: str
    command: Sequence[str]
    environ: dict[str, str]
    terminal: bool = False
    bound: float = 0.0  # times bare Python; 0 for none
    before: Callable[[], object] = lambda: None
    code: int = 0
    megabytes: int = 0  # at most; 0 for any number
    is_first: bool = False  # only the first byte is read, as by ``head -c 1``


class Run(NamedTuple):
    """What one process took."""

    cpu: float
    seconds: float
    kibibytes: int


class Starter:
    """A small process that runs others and tells what they took."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", STARTER],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
        )  # fmt: skip
        nothing = Case("", ["/bin/true"], {})
        self.floor = self.run(nothing).kibibytes

    def run(self, case: Case) -> Run:
        """Run a process and wait for it."""
        assert self._process.stdin
        assert self._process.stdout
        main, end = pty.openpty() if case.terminal else (-1, -1)
        terminal = ""
        if case.terminal:
            ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
            terminal = os.ttyname(end)
        command = [shutil.which(case.command[0]) or case.command[0], *case.command[1:]]
        self._process.stdin.write(marshal.dumps((command, case.environ, terminal, case.is_first)))
        answer = self._process.stdout
        waiting = [answer.fileno(), *([main] if case.terminal else [])]
        while answer.fileno() not in (ready := select.select(waiting, [], [])[0]):
            if main in ready:
                os.read(main, 65536)
        status, *took = marshal.loads(answer.read(4096))
        if case.terminal:
            os.close(end)
            os.close(main)
        code = os.waitstatus_to_exitcode(status)
        if code != case.code and not (case.is_first and code == -signal.SIGPIPE):
            raise ChildProcessError(f"{' '.join(case.command)} failed: {status}")
        return Run(*took)

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.kill()
        self._process.wait()


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
        f"advice:\n  now: [Part {number} {'hurts a lot' if number % 10 else 'is bleeding'}.]\n"
        f"symptoms:\n  - name: Pain in part {number}\n    note: At night.\n"
        f"sections:\n  causes: |\n{text}\n  treatments: |\n{text}\n"
        f"links:\n{links}sources: [{{title: A book}}]\ncompared: 2026-01-01\n"
    )


def category(topic: int, link: int) -> str:
    """Return a link's category; one topic of two has one on treatments, as at MedlinePlus."""
    english, spanish = CATEGORIES[4 if link == 0 and topic % 4 < 2 else link % 4]
    return spanish if topic % 2 else english


def home(folder: Path, topics: int) -> dict[str, str]:
    """Make a home with so many topic files of its own; return the environment of its user."""
    folder.mkdir()
    environ = {
        "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": str(folder), "PAGER": "cat",
        "TERM": "xterm-256color",
    }  # fmt: skip
    if topics:
        own = folder / "topics"
        own.mkdir()
        for number in range(topics):
            (own / f"{number}.yaml").write_text(topic_file(number))
            os.utime(own / f"{number}.yaml", (1e9, 1e9))
        os.utime(own, (1e9, 1e9))
        environ["HEALTHTOPICS_PATH"] = str(own)
    return environ


def export(path: Path, topics: int, day: int = 0, revised: Sequence[int] = ()) -> None:
    """Write a made-up MedlinePlus export of about 15 KB a topic, as the real one is.

    Args:
        path: where to.
        topics: how many it has.
        day: after the first one, on which it was made.
        revised: the numbers of the topics that say this day what they did not before.
    """
    date = FIRST_DAY + dt.timedelta(days=day)
    with path.open("w") as file:
        file.write(f'<health-topics total="{topics}" date-generated="{date:%m/%d/%Y} 02:30:36">\n')
        for number in range(topics):
            file.write(record(number, f"Version {day}. " if number in revised else ""))
        file.write("</health-topics>\n")


def record(number: int, begin: str = "") -> str:
    """Return a topic of an export, whose text begins with something."""
    name = f"trouble of part {number}"
    text = " ".join(SENTENCES[(number + i) % 4] for i in range(4))
    items = "".join(f"<li>Pain in part {number + i}</li>" for i in range(6))
    html = (
        f"<p>{begin}{text}</p><h3>What causes {name}?</h3><p>{text}</p>"
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
        f'<health-topic title="Trouble of part {number}" id="{number + 100_001}" language="English" '
        f'url="https://medlineplus.example.org/{number}.html" date-created="01/07/2003">\n'
        f"<also-called>Ailment {number}</also-called>\n"
        f"<full-summary>{escape(html)}</full-summary>\n<group>Symptoms</group>\n{sites}"
        "</health-topic>\n"
    )


def row(starter: Starter, case: Case, pairs: int) -> str:
    """Return a row of a table."""
    bare = Case("", BARE, case.environ)
    try:
        case.before()
        starter.run(case)
        ratios, runs = [], []
        for _ in range(pairs):
            base = starter.run(bare)
            case.before()
            took = starter.run(case)
            ratios.append(took.cpu / base.cpu)
            runs.append(took)
    except (ChildProcessError, OSError) as error:  # a peer without what it needs
        return f"| {case.name} | left out: {error} | | | | |"
    ratio = statistics.median(ratios)
    cpu, seconds = (statistics.median(r[n] for r in runs) * 1000 for n in (0, 1))
    memory = max(r.kibibytes for r in runs)
    size = f"{memory / 1024:.0f} MB" if memory > starter.floor else f"≤ {memory / 1024:.0f} MB"
    over = " **over**" if case.bound and ratio > case.bound else ""
    size += " **over**" if case.megabytes and memory > case.megabytes * 1024 else ""
    bounds = [f"{case.bound:g} ×"] if case.bound else []
    bounds += [f"{case.megabytes} MB"] if case.megabytes else []
    return (
        f"| {case.name} | {ratio:.2f} ×{over} | {', '.join(bounds)} | {cpu:.0f} ms "
        f"| {seconds:.0f} ms | {size} |"
    )


def answers(environ: dict[str, str]) -> Iterator[Case]:
    """Yield the rows of commands on the bundled collection."""
    completion = {
        "_TOPIC_COMPLETE": "bash_complete", "COMP_WORDS": "topic show misc", "COMP_CWORD": "2",
    }  # fmt: skip
    for name, words, bound in (
        ("`topic show miscarriage`", ["show", "miscarriage"], 5.0),
        ("`topic search bleeding`", ["search", "bleeding"], 5.5),
        ("`topic links --category treatments`", ["links", "--category", "treatments"], 6.0),
        ("`topic list`", ["list"], 5.5),
        ("`topic --version`", ["--version"], 4.6),
        ("`topic --help`", ["--help"], 4.6),
    ):
        yield Case(name, [TOPIC, *words], environ, bound=bound)
    yield Case(
        f"`topic show miscarriage`, on a terminal of {COLUMNS} × {LINES}, with a pager",
        [TOPIC, "show", "miscarriage"], environ, terminal=True, bound=8.0,
    )  # fmt: skip
    yield Case("completion of `topic show misc`", [TOPIC], {**environ, **completion}, bound=5.0)
    yield Case("`import click`", [sys.executable, "-c", "import click"], environ)


def first_runs(environ: dict[str, str]) -> Iterator[Case]:
    """Yield the rows of first runs: in a new home, without one, and with topics of one's own."""

    def clear() -> None:
        shutil.rmtree(Path(environ["HOME"], ".cache"), ignore_errors=True)

    show = [TOPIC, "show", "miscarriage"]
    own = Path(environ["HOME"], "three")
    own.mkdir(exist_ok=True)
    for number in range(3):
        (own / f"{number}.yaml").write_text(topic_file(number))
        os.utime(own / f"{number}.yaml", (1e9, 1e9))
    os.utime(own, (1e9, 1e9))
    three = {**environ, "HEALTHTOPICS_PATH": str(own)}
    yield Case("`show`, first run in a new home", show, environ, bound=6, before=clear)
    yield Case("`show` without a home", show, {**environ, "HOME": "/dev/null"}, bound=6)
    yield Case("`show`, first run with 3 own files", show, three, bound=10, before=clear)
    yield Case("… without a home, so at every run", show, {**three, "HOME": "/dev/null"}, bound=10)


def growth(environ: dict[str, str], what: str) -> Iterator[Case]:
    """Yield the rows that tell how costs grow with a collection."""
    large = "10,000" in what
    yield Case(f"`show ailment 6`, {what}", [TOPIC, "show", "ailment 6"], environ, bound=5.5)
    for name, words, code, bound in (
        ("search bleeding", ["search", "bleeding"], 0, 6.0),
        ("list", ["list"], 0, 6.5),
        ("links --category treatments", ["links", "--category", "treatments"], 0, 7.0),
        ("show xqzzy", ["show", "xqzzy"], 1, 5.5),
        ("show ailmnt 6", ["show", "ailmnt 6"], 1, 6.0),
    ):
        miss = ", a miss" if code else ""
        yield Case(
            f"`{name}`{miss}, {what}", [TOPIC, *words], environ,
            bound=0 if large else bound, code=code,
        )  # fmt: skip


def edits(environ: dict[str, str], what: str) -> Iterator[Case]:
    """Yield the row of a command after one file was changed."""
    path = Path(environ["HEALTHTOPICS_PATH"], "6.yaml")
    edited = 0

    def edit() -> None:
        nonlocal edited
        edited += 1
        path.write_text(topic_file(6).replace("What to know", f"Version {edited}, what to know"))
        os.utime(path, (1e9 + edited, 1e9 + edited))

    yield Case(
        f"`show ailment 6` after an edit of it, {what}", [TOPIC, "show", "ailment 6"], environ,
        bound=11.5, before=edit,
    )  # fmt: skip


def long_lists(environ: dict[str, str], what: str) -> Iterator[Case]:
    """Yield the rows of lists as long as a collection: until their first byte, and whole."""
    having = ["symptoms", "--having", "pain"]
    for words in (["links"], ["list"], having):
        for format in ("csv", "tsv", "json", "urls") if words == ["links"] else ("csv",):
            command = [TOPIC, *words, "--format", format]
            name = " ".join([*words, "--format", format])
            yield Case(
                f"`{name}`, first byte, {what}",
                command,
                environ,
                bound=10,
                megabytes=30,
                is_first=True,
            )
            yield Case(f"`{name}`, {what}", command, environ, megabytes=30)
    for format in ("text", "markdown"):
        command = [TOPIC, "links", "--format", format]
        yield Case(f"`links --format {format}`, {what}", command, environ, megabytes=30)


def imports(environ: dict[str, str], topics: int, bound: float, known: float) -> Iterator[Case]:
    """Yield the rows of imports, the first of which leaves the topics in the home.

    Args:
        environ: of the home.
        topics: how many the exports have.
        bound: of an import into a new home, times bare Python.
        known: of one in which all topics are known.
    """
    home = Path(environ["HOME"])
    path = home / f"{topics}.xml"
    export(path, topics)
    day = 0

    def clear() -> None:
        for name in (".cache", ".local"):
            shutil.rmtree(home / name, ignore_errors=True)

    def write(*revised: int) -> None:
        nonlocal day
        day += 1
        export(path, topics, day, revised)

    what = f"{topics:,} topics, {path.stat().st_size / 1e6:.0f} MB"
    command = [TOPIC, "import", str(path)]
    name = "`topic import`"
    yield Case(f"{name}, {what}", command, environ, bound=bound, before=clear, megabytes=80)
    yield Case(f"{name} of the same again, {what}", command, environ, bound=known, megabytes=80)
    yield Case(
        f"{name} of the next day, with the same topics, {what}", command, environ,
        bound=known, before=write, megabytes=80,
    )  # fmt: skip
    yield Case(
        f"{name} of the next day, with three topics revised, {what}", command, environ,
        before=lambda: write(1, 2, 3), megabytes=80,
    )  # fmt: skip


def peers() -> tuple[list[Case], list[str]]:
    """Return the rows of other programs that show pages, and what is left out and why."""
    environ = {**os.environ, "PAGER": "cat", "TERM": "xterm"}
    cases, missing = [], []
    if shutil.which("man"):
        found = subprocess.run(["man", "-w", "ls"], capture_output=True, text=True, check=False)
        source = found.stdout.strip()
        if source:
            cases.append(
                Case("man, page formatted (`man -l ls.1`)", ["man", "-l", source], environ)
            )
        if list(Path("/var/cache/man").glob("cat1/ls.1*")):
            cases.append(Case("man, its own formatted copy (`man ls`)", ["man", "ls"], environ))
        else:
            missing.append("man's own formatted copies: it keeps none on this machine")
    else:
        missing.append("man: it is not installed")
    for name, command in (
        ("`apropos list`", ["apropos", "list"]),
        ("`tldr tar`", ["tldr", "tar"]),
        ("`rich FILE`", ["rich", __file__]),
    ):
        if shutil.which(command[0]):
            cases.append(Case(name, command, environ))
        else:
            missing.append(f"{command[0]}: it is not installed")
    return cases, missing


def report(starter: Starter, folder: Path, pairs: int, *, quick: bool) -> Iterator[str]:
    """Yield the lines of the report, as they are measured."""
    few = min(pairs, 5)
    head = "| what | processor | at most | processor | clock | memory |\n|---|---|---|---|---|---|"
    yield (
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores; medians of {pairs} pairs with `python3 -I -c pass`, of {few} for "
        "first runs, edits, imports and 10,000 topics."
    )
    small = home(folder / "small", 0)
    yield from ("", "The bundled topics, piped but where it says otherwise:", "")
    yield head
    for case in answers(small):
        yield row(starter, case, pairs)
    yield from ("", "First runs:", "", head)
    for case in first_runs(small):
        yield row(starter, case, few)
    yield from ("", "With made-up topics beside them:", "", head)
    own = home(folder / "own", 2000)
    for case in growth(own, "+ 2,000 own files"):
        yield row(starter, case, pairs)
    for case in edits(own, "+ 2,000 own files"):
        yield row(starter, case, few)
    imported = home(folder / "imported", 0)
    for case in imports(imported, 1016, 275, 35):
        yield row(starter, case, 1 if quick else 3)
    for topics, bound in ((2033, 550),) if quick else ((2033, 550), (10_000, 0)):
        for case in imports(imported, topics, bound, 70 if bound else 0):
            yield row(starter, case, 1 if quick else 3)
        what = f"+ {topics:,} imported"
        for case in growth(imported, what):
            yield row(starter, case, few)
        for case in long_lists(imported, what):
            yield row(starter, case, 1 if quick else 3)
    yield from ("", "Other programs that show a page:", "", head)
    cases, missing = peers()
    for case in cases:
        yield row(starter, case, pairs)
    yield ""
    yield from (f"Left out: {what}." for what in missing)


def write(lines: Sequence[str]) -> None:
    """Put the report into tests/README.md, between its marks."""
    text = README.read_text()
    marked = re.compile(r"(<!-- speed -->\n).*?(<!-- /speed -->)", re.DOTALL)
    report_text = "\n".join(lines)
    README.write_text(marked.sub(lambda m: f"{m[1]}{report_text}\n{m[2]}", text))


def main() -> None:
    """Print the report; with --write, put it into tests/README.md."""
    parser = argparse.ArgumentParser(description="Measure whole processes against bare Python.")
    parser.add_argument("--quick", action="store_true", help="no 10,000 topics, and fewer pairs")
    parser.add_argument("--pairs", type=int, metavar="N", help="how often each is measured")
    parser.add_argument("--write", action="store_true", help="put it into tests/README.md")
    options = parser.parse_args()
    quick = options.quick
    pairs = options.pairs or (QUICK_PAIRS if quick else PAIRS)
    if not Path(TOPIC).exists():
        sys.exit(f"{TOPIC} is missing: install the project into this environment first")
    import healthtopics  # only to find it

    compileall.compile_dir(str(Path(healthtopics.__file__).parent), quiet=1)
    lines = []
    starter = Starter()
    with tempfile.TemporaryDirectory() as folder:
        for line in report(starter, Path(folder), pairs, quick=quick):
            print(line, flush=True)
            lines.append(line)
    starter.close()
    if options.write:
        write(lines)


if __name__ == "__main__":
    main()
