"""Whole pages as users see them. `pytest --update-golden` writes them anew; then read the diff."""

from collections.abc import Callable

import pytest

from tests.support.command import Topic

PAGES = {
    "miscarriage.txt": ["show", "miscarriage"],
    "miscarriage.md": ["show", "miscarriage", "--format", "markdown"],
    "miscarriage.json": ["show", "miscarriage", "--format", "json"],
    "miscarriage.yaml": ["show", "miscarriage", "--format", "yaml"],
    "miscarriage-colour.txt": ["show", "miscarriage", "--color", "always"],
    "miscarriage-60.txt": ["show", "miscarriage", "--width", "60", "--no-links"],
    "aborto-espontaneo.txt": ["show", "aborto espontáneo", "--lang", "es"],
    "urgent-chest-pain.txt": ["urgent", "chest", "pain"],
    "symptoms-stroke.txt": ["symptoms", "stroke"],
    "symptoms-having.txt": ["symptoms", "--having", "stiff neck"],
    "links-miscarriage.csv": ["links", "miscarriage", "--format", "csv"],
    "links-treatments.txt": ["links", "miscarriage", "--category", "treatments"],
    "list-pregnancy.txt": ["list", "--group", "pregnancy"],
    "groups.txt": ["groups"],
    "help.txt": ["--help"],
    "help-show.txt": ["show", "--help"],
}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_page(topic: Topic, golden: Callable[[str, str], None], name: str) -> None:
    done = topic.run_bytes(*PAGES[name])
    assert done.stderr == b""
    golden(name, done.stdout.decode())
