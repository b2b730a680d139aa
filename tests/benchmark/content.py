"""How much of the advice is signs of the vocabulary: python tests/benchmark/content.py [--write].

Prints the tables of data/README.md; with --write, puts them there.
"""

import sys
from collections import Counter
from pathlib import Path

import yaml

from healthtopics.taxonomy import ADVICE_LEVELS
from tests.support.bundled import DATA, SIGNS, TOPICS

BEGIN, END = "<!-- counted -->", "<!-- /counted -->"
# How many have read each page beside its sources, its writer among them.
READERS: dict[str, int] = yaml.load(
    (Path(__file__).parent.parent / "data" / "readers.yaml").read_text("utf-8"),
    getattr(yaml, "CSafeLoader", yaml.SafeLoader),
)


def tables() -> str:
    """Return the counts as Markdown."""
    lines: Counter[tuple[str, str]] = Counter()
    signs: Counter[tuple[str, str]] = Counter()
    used = set()
    for topic in TOPICS.values():
        for advice in topic.advice:
            lines[topic.language, advice.level] += 1
            signs[topic.language, advice.level] += bool(advice.signs)
            used |= {*advice.signs}
    rows = []
    for level in ADVICE_LEVELS:
        of_level = [sign for sign in SIGNS.by_key.values() if sign.level == level.key]
        sources = {s.publisher or s.title for sign in of_level for s in sign.sources}
        cells = [level.key, str(len(of_level)), str(len(sources))]
        for language in ("en", "es"):
            total, named = lines[language, level.key], signs[language, level.key]
            cells.append(f"{named} of {total} ({100 * named // max(total, 1)} %)")
        rows.append(f"| {' | '.join(cells)} |")
    references = [s for sign in SIGNS.by_key.values() for s in sign.sources]
    settled = sum(s.title.startswith("settled:") for s in references)
    languages = Counter(topic.language for topic in TOPICS.values())
    reviewed = sum(topic.clinical_review is not None for topic in TOPICS.values())
    first_aid = sum(any(s.kind == "first_aid" for s in t.sections) for t in TOPICS.values())
    conditions = [topic for topic in TOPICS.values() if topic.symptoms]
    outlook = sum(any(s.kind == "outlook" for s in t.sections) for t in conditions)
    short = sum(topic.depth == "short" for topic in TOPICS.values())
    summary = (
        f"{languages['en']} pages in English, {short} of them short, and {languages['es']} in "
        f"Spanish; {first_aid} say what "
        f"to do now; {outlook} of the {len(conditions)} on a condition or symptom have an outlook; "
        f"{reviewed} were reviewed by a clinician. {len(SIGNS.by_key)} signs, of which "
        f"{len(used)} are on a page; {len(references)} references, {settled} of them settled "
        f"positions that were not looked up; {len(SIGNS.exceptions)} exceptions from “one sign, "
        "one level”."
    )
    read = "; ".join(
        f"{what} {_readers(total)}"
        for what, total in (
            ("full pages in English:", _counted("en", is_short=False)),
            ("short ones:", _counted("en", is_short=True)),
            ("pages in Spanish:", _counted("es", is_short=False)),
        )
    )
    header = (
        "| level | signs | publishers of their sources | lines in English that are signs | in Spanish |",
        "|---|---|---|---|---|",
    )
    return "\n".join([*header, *rows, "", summary, "", f"Readers, the writer among them: {read}."])


def _counted(language: str, *, is_short: bool) -> Counter[int]:
    """Return how many pages of a kind so many have read."""
    return Counter(
        READERS.get(name, 0)
        for name, topic in TOPICS.items()
        if topic.language == language and (topic.depth == "short") == is_short
    )


def _readers(pages: Counter[int]) -> str:
    return ", ".join(f"{pages[number]} read by {number}" for number in sorted(pages))


def main() -> None:
    """Print the tables, or write them into the README of the data."""
    if sys.argv[1:] != ["--write"]:
        print(tables())
        return
    path = Path(DATA) / "README.md"
    before, _, rest = path.read_text("utf-8").partition(BEGIN)
    path.write_text(f"{before}{BEGIN}\n{tables()}\n{END}{rest.partition(END)[2]}", "utf-8")


if __name__ == "__main__":
    main()
