"""Pages and sheets in a real browser: a headless Chromium, with axe-core from npm.

usage: python -m tests.benchmark.browser [--write] [--pictures FOLDER] [--axe FILE]

Each page is opened from a file, for a telephone and a desktop, light and dark. Nothing may be said
on the console, nothing asked for, nothing be wider than the screen, and axe-core must find nothing;
then it is printed on Letter and A4. Ends with 1 if that is not so, and with 3 if Chromium or axe-core
cannot be had here. With --write the table goes into tests/README.md.
"""

import argparse
import base64
import contextlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tests.support.command import topic_file

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- browser -->\n", "<!-- /browser -->"
TOPIC = Path(sys.executable).parent / "topic"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
AXE = "axe-core@4.10"
NOT_HERE = 3
PATIENCE = 60  # seconds
PAPER = {"Letter": (8.5, 11.0), "A4": (8.27, 11.69)}  # inches
SCREENS = {"telephone": (360, 740), "desktop": (1280, 900)}
SCHEMES = ("light", "dark")
HOSTILE = "</style></title><script>alert(1)</script><img src=//x.example onerror=alert(2)>'\"&amp;"


class Page(NamedTuple):
    """A page: what makes it, and how many pages of paper it may take; 0 for any number."""

    words: tuple[str, ...]
    most: int = 0


PAGES = (
    Page(("show", "flu")),
    Page(("show", "gripe", "--lang", "es")),
    Page(("show", "miscarriage", "--lang", "en,es")),
    Page(("show", "hostile")),
    Page(("urgent", "chest pain")),
    Page(("symptoms", "asthma")),
    Page(("symptoms", "--having", "fever")),
    Page(("links", "asthma")),
    Page(("links", "--category", "treatments")),
    Page(("list", "pregnancy")),
    Page(("search", "trouble sleeping", "--why")),
    Page(("groups",)),
    Page(("categories",)),
    Page(("organizations",)),
    Page(("status",)),
    Page(("handout", "flu"), 2),
    Page(("handout", "asthma")),
    Page(("handout", "gripe", "--lang", "es")),
    Page(("handout", "flu", "--lang", "en,es"), 4),
    Page(("handout", "asthma", "--lang", "en,es"), 4),
    Page(("handout", "asthma", "--lang", "en,es", "--large")),
    Page(("handout", "miscarriage", "--lang", "es,en", "--country", "MX")),
    Page(("handout", "heart attack,", "stroke", "--country", "US")),
    Page(("handout", "hostile")),
)


class NotHereError(Exception):
    """What is needed cannot be had on this machine."""


class Browser:
    """A headless Chromium, asked by the DevTools protocol over a pipe.

    Args:
        folder: for its profile.
    """

    def __init__(self, folder: Path) -> None:
        program = next(filter(None, map(shutil.which, CHROMIUM)), None)
        if not program:
            raise NotHereError("Chromium is not installed")
        to_browser, self._to = os.pipe()
        self._from, from_browser = os.pipe()
        command = [
            program, "--headless", "--disable-gpu", "--no-first-run", "--remote-debugging-pipe",
            "--hide-scrollbars", f"--user-data-dir={folder}",
            *(["--no-sandbox"] if os.geteuid() == 0 else []), "about:blank",
        ]  # fmt: skip
        # The browser reads from 3 and writes to 4; what is there now is out of the way first.
        script = f'exec 8<&{to_browser} 9>&{from_browser}; exec 3<&8 4>&9 8<&- 9>&-; exec "$@"'
        self._process = subprocess.Popen(
            ["bash", "-c", script, "bash", *command],
            pass_fds=(to_browser, from_browser), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(to_browser)
        os.close(from_browser)
        self._number = 0
        self._unread = b""
        self.session = ""
        self.events: list[dict[str, Any]] = []
        self.version = self.call("Browser.getVersion")["product"]
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self.session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Return the browser's answer to a call; meanwhile events are kept."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._message()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                result: dict[str, Any] = answer["result"]
                return result
            self.events.append(answer)

    def wait(self, method: str) -> None:
        """Wait for an event."""
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self._message())

    def _message(self) -> dict[str, Any]:
        while b"\0" not in self._unread:
            chunk = os.read(self._from, 1 << 20)
            if not chunk:
                raise NotHereError("Chromium ended by itself")
            self._unread += chunk
        message, _, self._unread = self._unread.partition(b"\0")
        parsed: dict[str, Any] = json.loads(message)
        return parsed

    def evaluate(self, script: str) -> Any:
        """Return what a script gives in the page."""
        done = self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in done:
            raise RuntimeError(str(done["exceptionDetails"]))
        return done["result"].get("value")

    def close(self) -> None:
        """End the browser."""
        with contextlib.suppress(OSError, NotHereError):
            self.session = ""
            self.call("Browser.close")
        self._process.wait(PATIENCE)


class Seen(NamedTuple):
    """What a browser told of a page, and what axe-core and the printer made of it."""

    messages: tuple[str, ...]
    requests: tuple[str, ...]
    violations: tuple[str, ...]
    passed: int
    pages: dict[str, int]


def look(browser: Browser, path: Path, axe: str, pictures: Path | None) -> Seen:
    """Open a page on all screens and print it on all papers."""
    messages: list[str] = []
    requests: list[str] = []
    violations: list[str] = []
    passed = 0
    for screen, (width, height) in SCREENS.items():
        for scheme in SCHEMES:
            browser.call(
                "Emulation.setDeviceMetricsOverride", width=width, height=height,
                deviceScaleFactor=1, mobile=screen == "telephone",
            )  # fmt: skip
            features = [{"name": "prefers-color-scheme", "value": scheme}]
            browser.call("Emulation.setEmulatedMedia", features=features)
            browser.events.clear()
            browser.call("Page.navigate", url=path.as_uri())
            browser.wait("Page.loadEventFired")
            if browser.evaluate("document.documentElement.scrollWidth > innerWidth"):
                violations.append(f"wider than the {screen}")
            if pictures:
                shot = browser.call("Page.captureScreenshot", captureBeyondViewport=True)
                name = f"{path.stem}-{screen}-{scheme}.png"
                (pictures / name).write_bytes(base64.b64decode(shot["data"]))
            messages += told(browser.events)
            requests += asked(browser.events, path)
            browser.evaluate(axe)
            result = browser.evaluate("axe.run().then(r => ({bad: r.violations.map(v => v.id + ' ' "
                                      "+ v.nodes[0].html), passed: r.passes.length}))")  # fmt: skip
            violations += result["bad"]
            passed = max(passed, result["passed"])
    pages = {}
    for paper, (width_in, height_in) in PAPER.items():
        printed = browser.call(
            "Page.printToPDF", paperWidth=width_in, paperHeight=height_in, printBackground=False
        )
        pdf = base64.b64decode(printed["data"])
        pages[paper] = len(re.findall(rb"/Type\s*/Page\b", pdf))
        if pictures:
            (pictures / f"{path.stem}-{paper}.pdf").write_bytes(pdf)
    return Seen(tuple(messages), tuple(requests), tuple(violations), passed, pages)


def told(events: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield what was said on the console, mistakes of scripts and of the policy included."""
    for event in events:
        match event.get("method"):
            case "Runtime.consoleAPICalled" | "Runtime.exceptionThrown":
                yield json.dumps(event["params"])[:200]
            case "Log.entryAdded":
                yield event["params"]["entry"]["text"]


def asked(events: Sequence[dict[str, Any]], path: Path) -> Iterator[str]:
    """Yield what the page asked for besides itself."""
    for event in events:
        if event.get("method") == "Network.requestWillBeSent":
            url = event["params"]["request"]["url"]
            if url != path.as_uri():
                yield url


def axe_source(given: str | None, folder: Path) -> str:
    """Return the program of axe-core: out of a file, else by npm."""
    if given:
        return Path(given).read_text("utf-8")
    if not shutil.which("npm"):
        raise NotHereError("npm is not installed")
    command = ["npm", "install", "--silent", "--no-save", "--prefix", str(folder), AXE]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        raise NotHereError(f"npm cannot get {AXE}")
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


def make(folder: Path) -> Iterator[tuple[Page, Path]]:
    """Write the pages, a personal one of hostile text among them, and yield where they are."""
    own = folder / "own"
    own.mkdir()
    links = [{"title": HOSTILE, "categories": ["Start Here"], "url": "https://x.example/'&b=&lt;"}]
    changes = {"title": f"Hostile {HOSTILE}", "also_called": ["Hostile"], "summary": HOSTILE, "links": links,
               "description": HOSTILE, "advice": {"emergency": [HOSTILE]}}  # fmt: skip
    (own / "hostile.yaml").write_text(topic_file(**changes, related=[HOSTILE]))
    environ = {
        "HOME": str(folder), "PATH": os.environ["PATH"], "LANG": "C.UTF-8",
        "HEALTHTOPICS_PATH": str(own),
    }  # fmt: skip
    for number, page in enumerate(PAGES):
        path = folder / f"{number:02}-{page.words[0]}.html"
        subprocess.run([TOPIC, *page.words, "-o", str(path)], env=environ, check=True)
        yield page, path


def report(
    browser: Browser, folder: Path, axe: str, pictures: Path | None
) -> tuple[list[str], list[str]]:
    """Return the table, and what is wrong."""
    version = re.search(r"axe v([\d.]+)", axe)
    tools = (
        f"{browser.version.replace('/', ' ')}, axe-core {version[1] if version else '?'}, {platform.system()}; "
        "telephone and desktop, light and dark."
    )
    lines = [
        tools,
        "",
        "| page | console messages | requests | axe-core: violations | rules passed | pages, Letter | pages, A4 |",
        "|---|---|---|---|---|---|---|",
    ]
    wrong = []
    for page, path in make(folder):
        seen = look(browser, path, axe, pictures)
        name = "topic " + " ".join(page.words)
        most = f" (at most {page.most})" if page.most else ""
        counts = map(len, (seen.messages, seen.requests, seen.violations))
        paper = (f"{number}{most}" for number in seen.pages.values())
        cells = [f"`{name}`", *map(str, counts), str(seen.passed), *paper]
        lines.append(f"| {' | '.join(cells)} |")
        print(lines[-1], flush=True)
        wrong += [f"{name}: {what}" for what in (*seen.messages, *seen.requests, *seen.violations)]
        if page.most and max(seen.pages.values()) > page.most:
            wrong.append(f"{name}: {seen.pages} pages, at most {page.most} are allowed")
    return lines, wrong


def main() -> None:
    """Look at all pages; with --write, put the table into tests/README.md."""
    parser = argparse.ArgumentParser(description="Look at pages in a browser.")
    parser.add_argument("--write", action="store_true", help="put the table into tests/README.md")
    parser.add_argument("--pictures", type=Path, help="keep pictures and PDFs in this folder")
    parser.add_argument("--axe", metavar="FILE", help="axe-core, if npm is not to be asked for it")
    options = parser.parse_args()
    if options.pictures:
        options.pictures.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        try:
            axe = axe_source(options.axe, folder)
            browser = Browser(folder / "profile")
        except NotHereError as missing:
            print(missing, file=sys.stderr)
            sys.exit(NOT_HERE)
        try:
            lines, wrong = report(browser, folder, axe, options.pictures)
        finally:
            browser.close()
    if options.write:
        before, _, rest = README.read_text("utf-8").partition(BEGIN)
        _, _, after = rest.partition(END)
        text = "\n".join(lines)
        README.write_text(f"{before}{BEGIN}{text}\n{END}{after}", "utf-8")
    print(*wrong, sep="\n", file=sys.stderr)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
