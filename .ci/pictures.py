"""The pictures of a page in the README, on a dark and on a light terminal, by Rich and Chromium.

usage: python .ci/pictures.py
"""

import io
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

FOLDER = Path(__file__).parent.parent / ".github"
COMMAND = ("urgent", "stroke", "--country", "US")
COLUMNS, LINES = 80, 34
# The eight colors of a terminal, as VS Code has them.
DARK = ["#000000", "#cd3131", "#0dbc79", "#e5e510", "#2472c8", "#bc3fbc", "#11a8cd", "#e5e5e5"]
LIGHT = ["#000000", "#cd3131", "#00bc00", "#949800", "#0451a5", "#bc05bc", "#0598bc", "#555555"]
SCHEMES = {"dark": ("#1e1e1e", "#cccccc", DARK), "light": ("#ffffff", "#333333", LIGHT)}


def _rgb(color: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(color[1:])
    return red, green, blue


def main() -> None:
    """Write a picture for each scheme."""
    topic = [sys.executable, "-m", "healthtopics", *COMMAND, "--color", "always", "--width", "78"]
    page = subprocess.run(topic, capture_output=True, check=True, text=True).stdout
    for name, (ground, text, colors) in SCHEMES.items():
        console = Console(
            record=True,
            width=COLUMNS,
            file=io.StringIO(),
            force_terminal=True,
            color_system="standard",
        )
        shown = "\n".join(page.splitlines()[:LINES])
        console.print(Text.from_ansi(shown), soft_wrap=True)
        theme = TerminalTheme(_rgb(ground), _rgb(text), list(map(_rgb, colors)))
        svg = console.export_svg(title=f"topic {' '.join(COMMAND)}", theme=theme)
        _photograph(svg, FOLDER / f"page-{name}.png")


def _photograph(svg: str, path: Path) -> None:
    """Write an SVG as a PNG of its own size."""
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    if not found:
        raise ValueError(svg[:80])
    width, height = (round(float(size)) for size in found.groups())
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(f"<style>body{{margin:0}}svg{{display:block}}</style>{svg}", "utf-8")
        size = f"--window-size={width},{height}"
        chromium = ["chromium", "--headless", "--no-sandbox", "--hide-scrollbars", size]
        chromium += ["--default-background-color=00000000", f"--screenshot={path}", file.as_uri()]
        subprocess.run(chromium, check=True, capture_output=True)


if __name__ == "__main__":
    main()
