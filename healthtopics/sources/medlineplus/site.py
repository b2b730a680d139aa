"""Which export of a site is the newest."""

import datetime as dt
import html
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from healthtopics.errors import NetworkError
from healthtopics.sources.medlineplus import download as d

INDEX = "https://medlineplus.gov/xml.html"

# Exports are made from Tuesday to Saturday, and some six of them stay at the site.
DAYS_BACK = 8
DAYS_WITHOUT_EXPORT = frozenset((0, 6))  # Monday and Sunday, as date.weekday counts


class Newest(NamedTuple):
    """The newest export of a site, and its day."""

    url: str
    date: dt.date


def find_newest(index_url: str, today: dt.date, limits: d.Limits = d.LIMITS) -> Newest:
    """Return the newest export of a site.

    It is the newest ``mplus_topics_compressed_YYYY-MM-DD.zip`` that the index page links to, else
    the newest ``mplus_topics_YYYY-MM-DD.xml``. If the page links to none, the addresses that the
    exports of the last days should have are tried.

    Args:
        index_url: the page that links to the exports; the address of an export stands for itself.
        today: the day to count back from.
        limits: the longest times and largest sizes.

    Raises:
        NetworkError: there is none to be found.
    """
    with d.Visit(index_url, limits) as visit:
        if itself := _newest((index_url,)):
            return itself
        with visit.open(index_url) as response:
            d.refuse_status(response, index_url)
            base = response.url
            page_limits = limits._replace(wire=limits.page, decoded=limits.page)
            page = b"".join(visit.content(response, index_url, page_limits))
        found = newest_link(page.decode("utf-8", "replace"), base, index_url)
        if found:
            return found
        for newest in dated_addresses(base, today):
            if visit.has(newest.url):
                return newest
    raise NetworkError(
        f"{d.shown(index_url)} links to no export, and there is none of the last {DAYS_BACK} days",
        d.MOVED,
    )


# A closing quote is looked for once at most, so that no page takes longer than it is long.
_LINK = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)|'([^']*)|([^\s"'>]+))""", re.IGNORECASE)
_EXPORT = re.compile(
    r"mplus_topics_(?:compressed_(?P<zip>\d{4}-\d\d-\d\d)\.zip|(?P<xml>\d{4}-\d\d-\d\d)\.xml)"
)


def newest_link(page: str, base: str, site: str) -> Newest | None:
    """Return the newest export that a page links to, if it links to any of its own site.

    Args:
        page: the page, as HTML.
        base: its address, which its links are relative to.
        site: the address of the site.
    """
    links = []
    for match in _LINK.finditer(page):
        link = html.unescape(next(filter(None, match.groups()), "")).strip()
        if not _EXPORT.search(link):
            continue
        try:
            url = urljoin(base, link)
        except ValueError:
            continue
        if d.is_next(site, url):
            links.append(url)
    return _newest(links)


def _newest(urls: Sequence[str]) -> Newest | None:
    """Return the newest of those addresses that are exports, the compressed ones before others."""
    found = []
    for url in urls:
        match = _EXPORT.fullmatch(urlsplit(url).path.rpartition("/")[2])
        if match:
            try:
                day = dt.date.fromisoformat(match["zip"] or match["xml"])
            except ValueError:
                continue
            found.append((bool(match["zip"]), day, url))
    if not found:
        return None
    _, day, url = max(found)
    return Newest(url, day)


def dated_addresses(index_url: str, today: dt.date) -> Iterator[Newest]:
    """Yield the addresses that the exports of the last days should have, the newest first."""
    for back in range(DAYS_BACK + 1):
        day = today - dt.timedelta(days=back)
        if day.weekday() not in DAYS_WITHOUT_EXPORT:
            for name in (f"mplus_topics_compressed_{day}.zip", f"mplus_topics_{day}.xml"):
                yield Newest(urljoin(index_url, f"xml/{name}"), day)


# Downloading
