"""Which export of a site is found to be the newest, and what is told where there is none."""

import re
from datetime import date
from itertools import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtopics.errors import NetworkError
from healthtopics.sources.medlineplus import download
from healthtopics.sources.medlineplus.site import Newest, find_newest, newest_link
from tests.sources.medlineplus.test_download import sentence_of
from tests.support.server import Answer, Site, body, redirect, status

ZIP = "xml/mplus_topics_compressed_2026-11-21.zip"


def _page(*links: str) -> Answer:
    anchors = "\n".join(f'<li><a class="x" href="{link}">export</a>' for link in links)
    return body(f"<!DOCTYPE html>{anchors}".encode(), {"Content-Type": "text/html"})


@pytest.mark.parametrize(
    ("links", "newest"),
    [
        (["xml/mplus_topics_compressed_2026-11-20.zip", f"/{ZIP}"], f"/{ZIP}"),
        (["{site}/" + ZIP, "xml/mplus_topics_2026-11-22.xml"], f"/{ZIP}"),
        (["xml/mplus_topics_2026-11-19.xml", "xml/mplus_topics_2026-11-20.xml"],
         "/xml/mplus_topics_2026-11-20.xml"),
        ([f"{ZIP}?a=1&amp;b=2"], f"/{ZIP}?a=1&b=2"),
        ([f" {ZIP} ", "https://[::1", "xml/mplus_topic_groups_2026-11-22.xml"], f"/{ZIP}"),
        ([ZIP, "xml/mplus_topics_compressed_2026-13-45.zip"], f"/{ZIP}"),
        (["xml/mplus_topics_compressed_2026-13-45.zip", "", ZIP], f"/{ZIP}"),
        ([ZIP, f"https://example.org/{ZIP}".replace("-21", "-22")], f"/{ZIP}"),
        (["about.html", "https://[::1/mplus_topics_2026-11-23.xml", f"https://example.org/{ZIP}", ZIP],
         f"/{ZIP}"),
        ([ZIP, "file:///mplus_topics_compressed_2026-11-22.zip"], f"/{ZIP}"),
    ],
)  # fmt: skip
def test_the_newest_link_is_taken(site: Site, links: list[str], newest: str) -> None:
    site["/xml.html"] = _page(*(link.format(site=site.url) for link in links))
    found = find_newest(site / "xml.html")
    assert found.url == site.url + newest
    assert str(found.date) in newest
    assert [asked.path for asked in site.requests] == ["/xml.html"]


@pytest.mark.parametrize("link", [f"href='{ZIP}'", f"HREF = {ZIP}>", f'href="{ZIP}'])
def test_links_are_found_however_they_are_written(link: str) -> None:
    site = "https://medlineplus.gov/xml.html"
    found = newest_link(f"<a {link}", site, site)
    assert found == Newest(f"https://medlineplus.gov/{ZIP}", date(2026, 11, 21))


def test_a_link_is_found_wherever_the_page_is_cut_on_its_way(site: Site) -> None:
    link = f'<a href="{ZIP}">'.encode()
    site["/xml.html"] = body(b" " * (download.CHUNK - 20) + link, {"Content-Type": "text/html"})
    assert find_newest(site / "xml.html").url == site / ZIP


def test_links_are_relative_to_where_the_page_is_in_the_end(site: Site) -> None:
    site["/xml.html"] = redirect("/new/xml.html")
    site["/new/xml.html"] = _page(ZIP)
    assert find_newest(site / "xml.html").url == site / f"new/{ZIP}"


@given(st.text())
def test_any_text_is_a_page(page: str) -> None:
    site = "https://medlineplus.gov/xml.html"
    assert newest_link(page, site, site) is None


@pytest.mark.parametrize(
    "piece", ['href="', "href='", "href=", "href ", "<!--", "href=mplus_topics_", "9"]
)
def test_no_page_takes_long(piece: str) -> None:
    site = "https://medlineplus.gov/xml.html"
    page = "<a href=mplus_topics_&#" + piece * (download.PAGE.bytes // len(piece))
    assert newest_link(page, site, site) is None


def test_no_export_at_all_is_reported(site: Site) -> None:
    site["/xml.html"] = _page("about.html")
    with pytest.raises(NetworkError) as caught:
        find_newest(site / "xml.html")
    assert sentence_of(caught.value) == f"{site / 'xml.html'} links to no export"
    assert "--url" in caught.value.hints[0]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (status(404), "HTTP 404"),
        (status(500), "HTTP 500"),
        (status(511), "HTTP 511"),
        (redirect("https://example.org/"), "not a safe address"),
        (body(b"x" * (3 << 20)), "larger than the limit of 2,097,152 bytes"),
        (body(b"", announced=3 << 20), "larger than the limit of 2,097,152 bytes"),
        (body(b"x", {"Content-Encoding": "gzip"}), "in an encoding that was not asked for"),
        (body(b""), "is empty"),
        (lambda visitor: visitor.drip(repeat(b"x")), "not finished within 0.6 seconds"),
    ],
)
def test_an_index_page_that_cannot_be_downloaded_is_reported(
    site: Site, monkeypatch: pytest.MonkeyPatch, answer: Answer, said: str
) -> None:
    if "0.6" in said:
        monkeypatch.setattr(download, "PAGE", download.PAGE._replace(seconds=0.6))
    site["/xml.html"] = answer
    with pytest.raises(NetworkError, match=re.escape(said)) as caught:
        find_newest(site / "xml.html")
    sentence_of(caught.value)


def test_an_index_page_in_any_encoding_leads_to_the_export(site: Site) -> None:
    site["/xml.html"] = body(
        b"\xe9\xff <a href=" + ZIP.encode() + b">", {"Content-Type": "text/html"}
    )
    assert find_newest(site / "xml.html").url == site / ZIP


def test_the_address_of_an_export_stands_for_itself(site: Site) -> None:
    assert find_newest(site / ZIP) == Newest(site / ZIP, date(2026, 11, 21))
    assert site.requests == []


@pytest.mark.parametrize(
    "future",
    [
        "<!-- <a href='{}'>soon</a> -->",
        "<script>x = '<a href=\"{}\">'</script>",
        "<style>href={}</style>",
        "<a data-href='{}'>soon</a>",
        "<!-- <a href='{}'>",
    ],
)
def test_an_export_that_the_page_does_not_link_to_is_not_the_newest(future: str) -> None:
    site = "https://elbow.example.org/xml.html"
    page = "<a href='/xml/mplus_topics_2026-11-21.xml'>x</a>" + future.format(
        "/xml/mplus_topics_2036-11-21.xml"
    )
    found = newest_link(page, site, site)
    assert found
    assert found.date.year == 2026
