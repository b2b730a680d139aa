"""The bundled collection, read once by the project's own reader."""

from pathlib import Path

from healthtopics.model import Topic
from healthtopics.sources.topicfiles.reading import read
from healthtopics.sources.topicfiles.vocabularies import (
    load,
    read_danger,
    read_everyday,
    read_organizations,
)

DATA = Path(__file__).parent.parent.parent / "data"
VOCABULARY = load(str(DATA))
GROUPS, SIGNS = VOCABULARY
ORGANIZATIONS = read_organizations((DATA / "organizations.yaml").read_bytes(), "organizations.yaml")
EVERYDAY = read_everyday((DATA / "everyday.yaml").read_bytes(), "everyday.yaml")
DANGERS = read_danger((DATA / "danger.yaml").read_bytes(), "danger.yaml")
PATHS = {f"{path.parent.name}/{path.stem}": path for path in sorted(DATA.glob("topics/*/*.yaml"))}
TOPICS: dict[str, Topic] = {
    name: read(path.read_bytes(), str(path), VOCABULARY) for name, path in PATHS.items()
}
