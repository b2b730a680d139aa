"""Answers that are links."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from healthtopics import model as m
from healthtopics.answers.answer import Answer
from healthtopics.answers.labels import labels
from healthtopics.render import document as d
from healthtopics.render.tables import Data, Table
from healthtopics.taxonomy import CATEGORIES, CATEGORY_ORDER, by_key, category_key


class LinkList(Answer):
    """Links by topic and category, numbered as they are within their topic.

    Args:
        links: by topic; at least one.
        categories: keys of the categories to show; none for all of a link's categories.
    """

    def __init__(self, links: Sequence[m.TopicLink], categories: Sequence[str]) -> None:
        self.links = links
        self.categories = categories

    def document(self) -> d.Document:
        """Return the links by topic and category."""
        language = self.links[0].topic.language
        by_topic: dict[tuple[str, str], list[m.TopicLink]] = {}
        for entry in self.links:
            by_topic.setdefault((entry.topic.slug, entry.topic.collection), []).append(entry)
        elements: list[d.Element] = []
        for entries in by_topic.values():
            title = entries[0].topic.title
            if len(by_topic) > 1:
                elements.append(d.Heading(title))
            else:
                elements.append(d.Title(f"{title}: {labels(language).links}"))
            pairs = [(entry.number, entry.link) for entry in entries]
            elements += by_category(pairs, language, self.categories)
        return tuple(elements)

    def data(self) -> Data:
        """Return the links, each with its topic."""
        return {
            "links": [
                {
                    "slug": entry.topic.slug,
                    "topic": entry.topic.title,
                    "language": entry.topic.language,
                    "collection": entry.topic.collection,
                    **link_data(entry.number, entry.link),
                }
                for entry in self.links
            ]
        }

    def table(self) -> Table:
        """Return a link a row; several categories or organizations are separated by ``"; "``."""
        return Table(
            ("slug", "topic", "number", "title", "categories", "organizations", "url", "note"),
            tuple(
                (
                    entry.topic.slug,
                    entry.topic.title,
                    str(entry.number),
                    entry.link.title,
                    "; ".join(entry.link.categories),
                    "; ".join(entry.link.organizations),
                    entry.link.url,
                    entry.link.note,
                )
                for entry in self.links
            ),
        )

    def urls(self) -> str:
        """Return the addresses, none of them twice."""
        addresses = dict.fromkeys(entry.link.url for entry in self.links)
        return "".join(f"{url}\n" for url in addresses if url)


def link_data(number: int, link: m.Link) -> Data:
    """Return a link as data."""
    return {
        "number": number,
        "title": link.title,
        "categories": link.categories,
        "organizations": link.organizations,
        "url": link.url or None,
        "note": link.note or None,
        "twin_url": link.twin_url or None,
    }


def numbered(links: Iterable[m.Link]) -> list[tuple[int, m.Link]]:
    """Return links with the number 0, which is not shown."""
    return [(0, link) for link in links]


def by_category(
    links: Iterable[tuple[int, m.Link]], language: str, categories: Sequence[str] = ()
) -> list[d.Element]:
    """Return links under their categories; a link of two categories is under both.

    Args:
        links: with the numbers to show, 0 for none.
        language: of the topic.
        categories: keys of the categories to show; none for all of them.
    """
    items: dict[str, list[d.LinkItem]] = {}
    for number, link in links:
        item = d.LinkItem(number, link.title, link.organizations, link.url, _note(link, language))
        for name in link.categories or (labels(language).other_links,):
            items.setdefault(name, []).append(item)
    elements: list[d.Element] = []
    for place, name in sorted((_category_place(name), name) for name in items):
        if not categories or place.key in categories:
            elements += [d.Heading(name, 2), d.Links(tuple(items[name]))]
    return elements


def _note(link: m.Link, language: str) -> str:
    return link.note


class _CategoryPlace(NamedTuple):
    """Where a category is on a page: unknown ones last, former names after today's."""

    position: int
    is_former: bool
    key: str


@cache
def _category_place(name: str) -> _CategoryPlace:
    key = category_key(name)
    term = by_key(CATEGORIES, key)
    position = CATEGORY_ORDER.get(key, len(CATEGORIES))
    return _CategoryPlace(position, term is not None and name not in (term.en, term.es), key)
