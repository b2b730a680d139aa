"""Answers that are links."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

from healthtopics import model as m
from healthtopics.answers.answer import Answer
from healthtopics.answers.labels import labels
from healthtopics.render import document as d
from healthtopics.render.tables import Data, Table
from healthtopics.taxonomy import category_key, category_place

_PLACES = 1 << 15
_REST = 6  # bytes
_HASH = _PLACES * (1 << 8 * _REST) - 1


class LinkList(Answer):
    """Links by topic and category, numbered as they are within their topic.

    Args:
        links: the links, topic by topic; at least one.
        categories: keys of the categories that were asked for; empty for all.
        is_counted: whether to end with the numbers of links and topics.
    """

    def __init__(
        self, links: Iterable[m.TopicLink], categories: Sequence[str], *, is_counted: bool = False
    ) -> None:
        self.links = links
        self.categories = categories
        self.is_counted = is_counted

    def document(self) -> Iterator[d.Element]:
        """Yield the links by topic and category."""
        of_topics = (
            [*entries]
            for _, entries in groupby(self.links, lambda e: (e.topic.slug, e.topic.collection))
        )
        first = next(of_topics)
        second = next(of_topics, None)
        links = topics = 0
        for entries in chain([first], [second] if second else [], of_topics):
            title, language = entries[0].topic.title, entries[0].topic.language
            if second:
                yield d.Heading(title, language=language)
            else:
                yield d.Title(f"{title}: {labels(language).links}", language)
            pairs = [(entry.number, entry.link) for entry in entries]
            yield from by_category(pairs, language, self.categories)
            links += len(entries)
            topics += 1
        if self.is_counted:
            counted = labels(first[0].topic.language).links_counted
            yield d.Remark(counted.format(links=links, topics=topics))

    def data(self) -> Data:
        """Return the links, each with its topic."""
        return {
            "links": (
                {
                    "slug": entry.topic.slug,
                    "topic": entry.topic.title,
                    "language": entry.topic.language,
                    "collection": entry.topic.collection,
                    **link_data(entry.number, entry.link),
                }
                for entry in self.links
            )
        }

    def table(self) -> Table:
        """Return one link per row; ``"; "`` separates several categories or organizations."""
        return Table(
            (
                *("slug", "topic", "number", "title", "categories", "organizations", "url", "note"),
                *("language", "collection"),  # added later, so at the end
            ),
            (
                (
                    entry.topic.slug,
                    entry.topic.title,
                    str(entry.number),
                    entry.link.title,
                    "; ".join(entry.link.categories),
                    "; ".join(entry.link.organizations),
                    entry.link.url,
                    entry.link.note,
                    entry.topic.language,
                    entry.topic.collection,
                )
                for entry in self.links
            ),
        )

    def urls(self) -> Iterator[str]:
        """Yield the addresses without duplicates."""
        seen = Seen()
        for entry in self.links:
            if entry.link.url and seen.add(entry.link.url):
                yield f"{entry.link.url}\n"


class Seen:
    """The texts seen so far, in some 8 bytes each: a twentieth of what a set takes.

    Texts are compared by 63 bits of their hashes: among 600,000 different ones, two are mistaken
    for the same in one run in fifty million.
    """

    def __init__(self) -> None:
        self._rests = [b""] * _PLACES  # the rests of hashes, by their lowest 15 bits

    def add(self, text: str) -> bool:
        """Remember a text; return whether it is new."""
        number, place = divmod(hash(text) & _HASH, _PLACES)
        rest = number.to_bytes(_REST, "big")
        before = self._rests[place]
        found = before.find(rest)
        while found > 0 and found % _REST:
            found = before.find(rest, found + 1)
        if found >= 0:
            return False
        self._rests[place] = before + rest
        return True


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
        "link_language": link.language or None,
    }


def by_category(
    links: Iterable[tuple[int, m.Link]], language: str, categories: Sequence[str] = ()
) -> list[d.Element]:
    """Return links under their categories, each once: under the first, with the others named.

    Args:
        links: the links with the numbers to show.
        language: the topic's language.
        categories: keys of the categories that were asked for; empty for all.
    """
    items: dict[str, list[d.LinkItem]] = {}
    for number, link in links:
        first, *others = _categories(link, language, categories)
        also = labels(language).also_in.format(categories=", ".join(others)) if others else ""
        items.setdefault(first, []).append(
            d.LinkItem(
                number,
                link.title,
                link.organizations,
                link.url,
                link.note,
                also,
                *_other_language(link, language),
            )
        )
    return [
        element
        for name in sorted(items, key=category_place)
        for element in (d.Heading(name, 2, key=category_key(name)), d.Links(tuple(items[name])))
    ]


def _other_language(link: m.Link, language: str) -> tuple[str, str]:
    """Return the language of a link's page and the words for it; empty if it is the topic's."""
    if link.language in ("", language):
        return "", ""
    return link.language, labels(language).in_language[link.language]


def _categories(link: m.Link, language: str, asked: Sequence[str]) -> list[str]:
    """Return the categories of a link: first those asked for, then the rest as on a page."""
    names = link.categories or (labels(language).other_links,)
    return sorted(names, key=lambda n: (category_key(n) not in asked, category_place(n)))


def first_category(link: m.Link, language: str) -> str:
    """Return the category under which a page shows a link."""
    return _categories(link, language, ())[0]
