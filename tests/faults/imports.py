"""An import of something hostile, within bounds of time and memory, and what must be left."""

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.harness import PATIENCE, Topic

MEMORY = 400 << 20
SECONDS = 30  # of the processor


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def bounded_import(
    topic: Topic, content: bytes, *words: str, name: str = "hostile"
) -> subprocess.CompletedProcess[bytes]:
    """Import something from a file within bounds."""
    path = topic.home / name
    path.write_bytes(content)
    return subprocess.run(
        topic.command("import", str(path), *words),
        env=topic.environ, capture_output=True, timeout=PATIENCE, check=False, preexec_fn=_bounded,
    )  # fmt: skip


def kept_folder(topic: Topic) -> Path:
    """Return the folder of the imported export."""
    return topic.home / ".local" / "share" / "healthtopics" / "medlineplus"


@contextmanager
def nothing_lost(topic: Topic) -> Iterator[None]:
    """Hold that the earlier import is as it was, and that nothing is left beside it."""
    path = kept_folder(topic) / "topics.zip"
    before = path.read_bytes(), path.stat().st_ino
    yield
    assert (path.read_bytes(), path.stat().st_ino) == before
    assert sorted(os.listdir(kept_folder(topic))) == ["lock", "topics.zip"]


def refused(topic: Topic, content: bytes, *words: str) -> str:
    """Import what must be refused as failures are promised; return what is said."""
    with nothing_lost(topic):
        done = bounded_import(topic, content, *words)
    said = done.stderr.decode()
    assert done.returncode == 3, done
    assert done.stdout == b""
    assert 2 <= said.count("\n") <= 3, said
    assert said.startswith(f"topic: {topic.home}/hostile:"), said
    assert "Traceback" not in said
    assert "mistake" not in said
    assert max(map(len, said.splitlines())) < 400
    return said
