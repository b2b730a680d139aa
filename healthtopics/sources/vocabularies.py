"""The vocabularies that are data: ``groups.yaml`` and ``organizations.yaml``."""

from typing import NamedTuple

from healthtopics.sources.fields import Fields
from healthtopics.taxonomy import Term
from healthtopics.text import slug

GROUPS_FILE = "groups.yaml"
ORGANIZATIONS_FILE = "organizations.yaml"
FILES = (GROUPS_FILE, ORGANIZATIONS_FILE)


class Organization(NamedTuple):
    """A publisher of links, and its home page (empty where none is known)."""

    name: str
    url: str


def read_groups(content: bytes, path: str) -> tuple[Term, ...]:
    """Return the groups of topics, in the order of the file.

    Raises:
        BadFile: with all problems of the file.
    """
    fields = Fields(content, path)
    groups = []
    seen: set[str] = set()
    for key, item in fields.items(fields.root, "groups"):
        values = fields.mapping(item, key, ("en", "es"), ("en", "es"))
        names = [
            fields.text(values.get(language), f"{key}.{language}") for language in ("en", "es")
        ]
        group = Term(slug(names[0]), names[0], names[1])
        if group.key in seen:
            fields.wrong(item.line, key, f"“{group.en}” stands twice", "Keep one of them.")
        seen.add(group.key)
        groups.append(group)
    fields.finish()
    return tuple(groups)


def read_organizations(content: bytes, path: str) -> tuple[Organization, ...]:
    """Return the publishers of links, in the order of the file.

    Raises:
        BadFile: with all problems of the file.
    """
    fields = Fields(content, path)
    organizations = []
    seen: set[str] = set()
    for key, item in fields.items(fields.root, "organizations"):
        values = fields.mapping(item, key, ("name", "url"), ("name",))
        organization = Organization(
            fields.text(values.get("name"), f"{key}.name"),
            fields.address(values.get("url"), f"{key}.url"),
        )
        if organization.name in seen:
            fields.wrong(item.line, key, f"“{organization.name}” stands twice", "Keep one of them.")
        seen.add(organization.name)
        organizations.append(organization)
    fields.finish()
    return tuple(organizations)
