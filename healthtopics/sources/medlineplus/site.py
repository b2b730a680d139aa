"""Finding the newest export of a site."""

import datetime as dt
import html
import re
from collections.abc import Iterable
from typing import NamedTuple

from healthtopics.errors import NetworkError
from healthtopics.messages import say
from healthtopics.sources.medlineplus import download as d

INDEX = "https://medlineplus.gov/xml.html"


class Newest(NamedTuple):
    """The newest export of a site, and its date."""

    url: str
    date: dt.date


def find_newest(index_url: str) -> Newest:
    """Return the newest export of a site.

    It is the newest ``mplus_topics_compressed_YYYY-MM-DD.zip`` that the index page links to, else
    the newest ``mplus_topics_YYYY-MM-DD.xml``.

    Args:
        index_url: the page that links to the exports, or the address of an export itself.

    Raises:
        NetworkError: no export is found.
    """
    if itself := _newest((index_url,)):
        return itself
    with d.visit(index_url, d.PAGE) as response:
        page = b"".join(d.content(response, index_url, d.PAGE)).decode("utf-8", "replace")
    found = newest_link(page, response.url, index_url)
    if not found:
        raise NetworkError(say("{url} links to no export", url=d.shown(index_url)), d.MOVED)
    return found


# A closing quote is never searched for twice, so the time is linear in the page's length.
_LINK = re.compile(r"""(?<![\w-])href\s*=\s*(?:"([^"]*)|'([^']*)|([^\s"'>]+))""", re.IGNORECASE)
_NOT_SHOWN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template)\b.*?(?:</\1|\Z)", re.IGNORECASE | re.DOTALL
)
_LONGEST = 2000  # characters of a link that may lead to an export
_EXPORT = re.compile(
    r"[^?#]*/mplus_topics_(?:compressed_(?P<zip>\d{4}-\d\d-\d\d)\.zip|(?P<xml>\d{4}-\d\d-\d\d)\.xml)"
    r"(?:[?#].*)?",
    re.ASCII,
)


def newest_link(page: str, base: str, site: str) -> Newest | None:
    """Return the newest export on its own site that a page links to, or None.

    Args:
        page: the page, as HTML.
        base: its address, which its links are relative to.
        site: the address that was asked for.
    """
    page = _NOT_SHOWN.sub(" ", page)
    found = ("".join(filter(None, groups)) for groups in _LINK.findall(page))
    links = (html.unescape(link).strip() for link in found if len(link) <= _LONGEST)
    return _newest(d.target_of(link, base, site) for link in links if "mplus_topics_" in link)


def _newest(urls: Iterable[str]) -> Newest | None:
    """Return the newest export among some addresses, compressed ones before others."""
    found = []
    for url in urls:
        if match := _EXPORT.fullmatch(url):
            try:
                day = dt.date.fromisoformat(match["zip"] or match["xml"])
            except ValueError:
                continue
            found.append((bool(match["zip"]), day, url))
    if not found:
        return None
    _, day, url = max(found)
    return Newest(url, day)
