"""An import of something hostile, within bounds of time and memory, and what must be left."""

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager

from tests.support.command import Topic
from tests.support.installation import data_of
from tests.support.limits import Done
from tests.support.processes import assert_refused, limited

MEMORY = 400 << 20
SECONDS = 30  # of the processor


LIMITS = (
    (resource.RLIMIT_AS, MEMORY, MEMORY),
    (resource.RLIMIT_CPU, SECONDS, SECONDS),
    (resource.RLIMIT_CORE, 0, 0),
)


def bounded_import(topic: Topic, content: bytes, *words: str) -> Done:
    """Import something from a file within bounds."""
    path = topic.home / "hostile"
    path.write_bytes(content)
    return limited(topic, LIMITS, "import", str(path), *words)


@contextmanager
def nothing_lost(topic: Topic) -> Iterator[None]:
    """Hold that the earlier import is as it was, and that nothing is left beside it."""
    path = data_of(topic) / "topics.zip"
    before = path.read_bytes(), path.stat().st_ino
    yield
    assert (path.read_bytes(), path.stat().st_ino) == before
    assert sorted(os.listdir(data_of(topic))) == ["lock", "topics.zip"]


def refused(topic: Topic, content: bytes, *words: str) -> str:
    """Import what must be refused as failures are promised; return what is said."""
    with nothing_lost(topic):
        said = assert_refused(bounded_import(topic, content, *words), 3)
    assert 2 <= said.count("\n") <= 3, said
    assert said.startswith(f"topic: {topic.home}/hostile:"), said
    assert max(map(len, said.splitlines())) < 400
    return said
