"""The bundled collection, read by the project's own reader: each topic when it is first asked for."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from healthtopics.model import Topic
from healthtopics.sources.topicfiles.reading import read
from healthtopics.sources.topicfiles.vocabularies import (
    load,
    read_danger,
    read_everyday,
    read_organizations,
)
from tests.support.sharing import shared

DATA = Path(__file__).parent.parent.parent / "data"
VOCABULARY = load(str(DATA))
GROUPS, SIGNS = VOCABULARY
ORGANIZATIONS = read_organizations((DATA / "organizations.yaml").read_bytes(), "organizations.yaml")
EVERYDAY = read_everyday((DATA / "everyday.yaml").read_bytes(), "everyday.yaml")
DANGERS = read_danger((DATA / "danger.yaml").read_bytes(), "danger.yaml")
PATHS = {f"{path.parent.name}/{path.stem}": path for path in sorted(DATA.glob("topics/*/*.yaml"))}


class Topics(Mapping[str, Topic]):
    """Topics by the names of their files, such as "en/flu"; which there are is known unread."""

    def __init__(self, names: list[str]) -> None:
        self._names = dict.fromkeys(names)

    def __getitem__(self, name: str) -> Topic:
        if name not in self._names:
            raise KeyError(name)
        if name not in _read:
            _read[name] = shared(name.replace("/", "-"), lambda: _read_file(name))
        return _read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _read_file(name: str) -> Topic:
    path = PATHS[name]
    return read(path.read_bytes(), str(path), VOCABULARY)


_read: dict[str, Topic] = {}
TOPICS = Topics(list(PATHS))
ENGLISH = Topics([name for name in PATHS if name.startswith("en/")])
SPANISH = Topics([name for name in PATHS if name.startswith("es/")])
