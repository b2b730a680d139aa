"""The real command with a bundled collection of two topics, of which a catalog is built in no time."""

import os
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import healthtopics
from tests.support.command import Topic, topic_file
from tests.support.topics import VOCABULARIES

HINDERED = Path(__file__).parent.parent / "faults" / "hindered"
FILES = {
    **{name: VOCABULARIES[name] for name in ("countries.yaml", "signs.yaml")},
    "groups.yaml": "- en: Bones, Joints and Muscles\n  es: Huesos, articulaciones y músculos\n",
    "organizations.yaml": "- name: Elbow Society\n",
    "danger.yaml": "- topics: [Blue Elbow]\n  en: elbow on fire\n  es: codo en llamas\n",
    "common-words.yaml": "en: prior\nes: previo\n",
    "medicine-names.yaml": "- topic: Blue Elbow\n  generic: elbowcillin\n",
    "everyday.yaml": "- topic: Blue Elbow\n  en: sky elbow\n",
    "topics/en/blue-elbow.yaml": topic_file(),
    "topics/en/red-knee.yaml": topic_file(
        title="Red Knee", also_called=["Scarlet knee"], related=["Blue Elbow"]
    ),
}


class Installation:
    """The program in a folder, where tests/faults/hindered can let things happen to it.

    Args:
        root: the folder.
        measured: it takes part where coverage is measured. Not so where instants, files and
            limits count: those of the measuring would be among them.
        more: topic files besides the usual ones, by language and name.
    """

    def __init__(
        self, root: Path, *, measured: bool, more: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        root.mkdir(exist_ok=True)
        self.root = root
        self.measured = measured
        (root / "healthtopics").symlink_to(Path(healthtopics.__file__).parent)
        (root / "data" / "topics" / "en").mkdir(parents=True)
        (root / "data" / "topics" / "es").mkdir()
        topics = {f"topics/{name}": content for name, content in more.items()}
        for name, content in {**FILES, **topics}.items():
            (root / "data" / name).write_text(content)
        settle(root)
        (root / "home").mkdir()
        self.topic = self.sharing(root / "home")
        self.topic.ok("list")
        (self.catalog,) = catalogs(self.topic)

    def in_home(self, home: Path) -> Topic:
        """Return the command in a home."""
        topic = Topic(
            home,
            PYTHONPATH=f"{self.root}:{HINDERED}",
            PYTHONSAFEPATH="1",
            PYTHONDONTWRITEBYTECODE="1",
        )
        if not self.measured:
            for name in [name for name in topic.environ if name.startswith("COVERAGE")]:
                del topic.environ[name]
        return topic

    def sharing(self, home: Path) -> Topic:
        """Return the command in a home, with its data where all others have theirs.

        So a catalog can be copied from home to home, and needs not be built.
        """
        return self.in_home(home).with_environ(XDG_DATA_HOME=str(self.root / "share"))


def settle(folder: Path) -> None:
    """Make all in a folder look as if nobody had been at work on it just now."""
    past = time.time() - 3600
    for path in (*folder.rglob("*"), folder):
        os.utime(path, (past, past), follow_symlinks=False)


def cache_of(topic: Topic) -> Path:
    """Return the folder in which a command keeps its catalogs."""
    return topic.home / ".cache" / "healthtopics"


def catalogs(topic: Topic) -> list[Path]:
    """Return the catalogs that a command has."""
    return sorted(cache_of(topic).glob("*.sqlite"))


def data_of(topic: Topic) -> Path:
    """Return the folder in which a command keeps the imported export."""
    return topic.home / ".local" / "share" / "healthtopics" / "medlineplus"
