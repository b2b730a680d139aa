"""Whole pages as users see them. `pytest --update-golden` writes them anew; then read the diff."""

from collections.abc import Callable

import pytest

from tests.support.command import Topic
from tests.support.installation import Installation

# Of the bundled pages only the founding one: a page that is mended changes no other golden.
BUNDLED = {
    "miscarriage.txt": ["show", "miscarriage"],
    "miscarriage.md": ["show", "miscarriage", "--format", "markdown"],
    "miscarriage.html": ["show", "miscarriage", "--format", "html"],
    "miscarriage.json": ["show", "miscarriage", "--format", "json"],
    "miscarriage.yaml": ["show", "miscarriage", "--format", "yaml"],
    "miscarriage-colour.txt": ["show", "miscarriage", "--color", "always"],
    "miscarriage-60.txt": ["show", "miscarriage", "--width", "60", "--no-links"],
    "miscarriage-urgent.txt": ["urgent", "miscarriage", "--country", "US"],
    "miscarriage-links.csv": ["links", "miscarriage", "--format", "csv"],
    "miscarriage-treatments.txt": ["links", "miscarriage", "--category", "treatments"],
    "aborto-espontaneo.txt": ["show", "aborto espontáneo", "--lang", "es"],
    "help.txt": ["--help"],
    "help-show.txt": ["show", "--help"],
}
# Of two made-up topics.
SMALL = {
    "symptoms.txt": ["symptoms", "blue elbow"],
    "symptoms-having.txt": ["symptoms", "--having", "blue"],
    "links.txt": ["links", "--category", "children"],
    "list.txt": ["list"],
    "groups.txt": ["groups"],
    "search.txt": ["search", "elbow blue", "--why"],
    "miss.txt": ["show", "elbow"],
}
SHOWN = {
    "terminal-show.txt": ["show", "blue elbow", "--country", "US"],
    "terminal-list.txt": ["list"],
    "terminal-search.txt": ["search", "ink"],
}


@pytest.mark.parametrize("name", sorted(BUNDLED))
def test_output_on_bundled_topics_matches_its_golden_file(
    topic: Topic, golden: Callable[[str, str], None], name: str
) -> None:
    done = topic.run_bytes(*BUNDLED[name])
    assert done.stderr == b""
    golden(name, done.stdout.decode())


@pytest.mark.parametrize("name", sorted(SMALL))
def test_output_on_made_up_topics_matches_its_golden_file(
    installed: Installation, golden: Callable[[str, str], None], name: str
) -> None:
    done = installed.topic(*SMALL[name])
    golden(name, done.out + done.err)


@pytest.mark.parametrize("name", sorted(SHOWN))
def test_terminal_output_matches_its_golden_file(
    installed: Installation, golden: Callable[[str, str], None], name: str
) -> None:
    golden(name, installed.topic.on_terminal(*SHOWN[name]).out)
