"""Generations of an export, which differ in every topic, and what of them is on the disk."""

import datetime as dt
import hashlib
import json
import random
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tests.support.command import Topic
from tests.support.exports import BLUE, export, record, zipped
from tests.support.installation import cache_of, catalogs, data_of

TOPICS = 6  # of each export
LASTING = ("lock", "topics.zip")
DOWNLOAD = (1 << 16) + 3000  # about as large: more than one piece, of which the last is small
FIRST_DAY = dt.date(2020, 1, 1)
# What does not get much smaller when it is compressed, so that files are written in pieces.
_DICE = random.Random(7)
PADDING = [
    f"<p>{' '.join(f'{_DICE.getrandbits(40):x}' for _ in range(300))}.</p>" for _ in range(TOPICS)
]


def day(generation: int) -> dt.date:
    """Return the date of the export of a generation."""
    return FIRST_DAY + dt.timedelta(days=generation)


def xml(generation: int) -> bytes:
    """Return the export of a generation."""
    records = [
        record(1000 + number, f"Elbow {number} of {generation}", BLUE + PADDING[number])
        for number in range(TOPICS)
    ]
    return export(*records, date=f"{day(generation):%m/%d/%Y} 02:30:36")


def archive(generation: int) -> bytes:
    """Return the export of a generation as it is downloaded."""
    content = xml(generation)
    filled = content + b"\n" * (DOWNLOAD - len(content))
    return zipped(("topics.xml", filled), method=zipfile.ZIP_STORED)


def generation_of(titles: Iterable[str]) -> int:
    """Return the generation of a collection, which must be one, and whole."""
    seen = sorted(titles)
    of = {int(title.rpartition(" ")[2]) for title in seen}
    assert len(of) == 1, f"a mixture: {seen}"
    (generation,) = of
    assert seen == sorted(f"Elbow {number} of {generation}" for number in range(TOPICS))
    return generation


def listed(output: str) -> int:
    """Return the generation that a ``list --source medlineplus --format json`` shows."""
    return generation_of(topic["title"] for topic in json.loads(output)["topics"])


LIST = ("list", "--source", "medlineplus", "--format", "json")


# What is on the disk


class Kept(NamedTuple):
    """The files of a home by what they are for; ``leftovers`` are those that are for nothing.

    ``temporary`` are those in the folder for temporary files, which it is the system's to clear:
    Python itself writes one there, to see whether it can.
    """

    export: Path
    leftovers: list[Path]
    temporary: list[Path]


def kept(topic: Topic) -> Kept:
    """Return what the program has left in its home."""
    data = data_of(topic)
    lasting = {data / name for name in LASTING} | set(catalogs(topic))
    leftovers = sorted({*data.glob("*"), *cache_of(topic).glob("*")} - lasting)
    temporary = list((topic.home / "tmp").iterdir())
    return Kept(data / "topics.zip", leftovers, temporary)


def kept_generation(topic: Topic) -> int:
    """Return the generation of the export that is kept, every byte of which is looked at."""
    with zipfile.ZipFile(kept(topic).export) as file:
        assert file.testzip() is None
        content = file.read("topics.xml")
        changes = json.loads(file.read("index.json"))["changes"]
    generation = (dt.date.fromisoformat(changes["date"]) - FIRST_DAY).days
    assert content.rstrip() + b"\n" == xml(generation)
    return generation


def digests(folder: Path) -> dict[str, str]:
    """Return what is in a folder: the paths of its files, and a digest of each."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
