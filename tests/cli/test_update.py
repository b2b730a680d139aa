"""`topic update`, the real command, against a site on this machine."""

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from healthtopics.errors import LocalError
from tests.support.command import Topic
from tests.support.exports import export, record, zipped
from tests.support.generations import archive
from tests.support.in_process import Here, Said, left_on_screen
from tests.support.server import Site, body, raw, running

DAY = "2026-11-21"
ZIP = f"xml/mplus_topics_compressed_{DAY}.zip"


def _export(titles: list[str], day: str = "11/21/2026") -> bytes:
    """Return an export of made-up topics as the site gives it."""
    topics = (
        record(number, title, "<p>It is made up.</p>") for number, title in enumerate(titles, 9001)
    )
    return zipped((f"mplus_topics_{DAY}.xml", export(*topics, date=f"{day} 02:30:36")))


TITLES = ["Azure Elbow", "Brown Knee", "Coral Wrist", "Dusky Ankle"]


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as site:
        site["/xml.html"] = body(f'<a href="{ZIP}">x</a>'.encode(), {"Content-Type": "text/html"})
        site[f"/{ZIP}"] = body(_export(TITLES), {"ETag": '"1"'})
        yield site


@pytest.fixture
def topic(fresh: Topic, site: Site) -> Topic:
    return fresh.with_environ(HEALTHTOPICS_MEDLINEPLUS_URL=site / "xml.html")


def _asked(site: Site) -> list[str]:
    paths = [asked.path for asked in site.requests]
    site.requests.clear()
    return paths


def test_an_update_takes_in_the_newest_export(topic: Topic, site: Site) -> None:
    assert f"MedlinePlus export of {DAY}" in topic.ok("update")
    assert _asked(site) == ["/xml.html", f"/{ZIP}"]
    assert "It is made up." in topic.ok("show", "azure elbow")
    assert _asked(site) == []


def test_the_newest_export_is_found_on_a_page_like_that_of_the_site(
    fresh: Topic, site: Site
) -> None:
    kinds = ("topics_{}.xml", "topics_compressed_{}.zip", "topic_groups_{}.xml")
    links = "".join(
        f"<h3>Files generated on {day}</h3>\n<p>\n\n    "
        + "<br>\n\n    ".join(
            f'<a href="{site.url}/xml/mplus_{kind.format(day)}" >MedlinePlus Health Topic XML</a> '
            f'(29437 K)\n (<a href="{site.url}/xml/mplus_topics_2012-06-01.dtd" >DTD</a> 5 K)'
            for kind in kinds
        )
        for day in (DAY, "2026-11-20", "2026-11-19")
    )
    page = f"<!DOCTYPE html>\n<html><body><h2>Health Topics</h2>{links}</body></html>"
    site["/real.html"] = body(page.encode(), {"Content-Type": "text/html"})
    assert f"MedlinePlus export of {DAY}" in fresh.ok("update", "--url", site / "real.html")
    assert _asked(site) == ["/real.html", f"/{ZIP}"]


def test_what_is_there_is_not_downloaded_again(topic: Topic, site: Site) -> None:
    topic.ok("update")
    site[f"/{ZIP}"] = raw(b"HTTP/1.1 304 Not Modified\r\n\r\n")
    result = topic("update")
    assert (result.code, result.out) == (0, "")
    assert result.err == f"topic: you have the newest export, of {DAY}\n"
    assert site.requests[-1].headers["If-None-Match"] == '"1"'


def test_an_imported_file_of_the_same_day_is_the_newest(
    topic: Topic, site: Site, tmp_path: Path
) -> None:
    (tmp_path / "x.zip").write_bytes(_export(TITLES))
    topic.ok("import", str(tmp_path / "x.zip"))
    assert "you have the newest" in topic("update").err
    assert _asked(site) == ["/xml.html"]


def test_an_import_makes_an_earlier_download_forgotten(
    topic: Topic, site: Site, tmp_path: Path
) -> None:
    topic.ok("update")
    (tmp_path / "x.zip").write_bytes(_export(TITLES, "11/17/2026"))
    topic.ok("import", str(tmp_path / "x.zip"))
    _asked(site)
    topic.ok("update")
    assert not {"If-None-Match", "If-Modified-Since"} & set(site.requests[-1].headers)


def test_check_tells_and_downloads_nothing(topic: Topic, site: Site) -> None:
    assert "a newer export is available" in topic.ok("update", "--check")
    answer = json.loads(topic.ok("update", "--check", "--format", "json"))
    assert answer == {
        "schema": "healthtopics/1",
        "newer": True,
        "newest": {"date": DAY, "url": site / ZIP},
        "kept": None,
    }
    assert _asked(site) == ["/xml.html"] * 2
    topic.ok("update")
    assert "you have the newest export" in topic.ok("update", "--check")


def test_url_goes_before_the_environment(topic: Topic, site: Site) -> None:
    other = topic.with_environ(HEALTHTOPICS_MEDLINEPLUS_URL="https://example.org/")
    assert DAY in other.ok("update", "--url", site / "xml.html")


@pytest.mark.parametrize("url", ["http://medlineplus.gov/", "file:///etc/passwd", "x\x1b[31m"])
def test_other_addresses_are_refused(topic: Topic, site: Site, url: str) -> None:
    said = topic.fails(2, "update", "--url", url)
    assert "not an address to download from" in said
    assert "\x1b" not in said
    named = topic.with_environ(HEALTHTOPICS_MEDLINEPLUS_URL=url).fails(2, "update")
    assert "HEALTHTOPICS_MEDLINEPLUS_URL" in named
    assert _asked(site) == []


def test_force_takes_a_smaller_export(topic: Topic, site: Site) -> None:
    topic.ok("update")
    site[f"/{ZIP}"] = body(_export(TITLES[:1]))
    topic.ok("update", "--force")
    assert len(topic.ok("list", "--source", "medlineplus").splitlines()) == 1


def test_a_site_that_is_not_there_is_told(topic: Topic) -> None:
    assert "refused the connection" in topic.fails(4, "update", "--url", "http://127.0.0.1:1/")


def test_no_home_is_told(topic: Topic, site: Site) -> None:
    topic.with_environ(HOME="").fails(5, "update")
    assert _asked(site) == []


class TestInThisProcess:
    @pytest.fixture
    def update(self, here: Here, site: Site) -> Here:
        here.environ["HEALTHTOPICS_MEDLINEPLUS_URL"] = site / "xml.html"
        return here

    def test_a_newer_export_is_told_of(self, update: Here, site: Site) -> None:
        assert update("update", "--check") == Said(
            f"MedlinePlus: a newer export is available\n{'=' * 40}\nNewest export: {DAY}\nYours: none\n"
            f"Address: {site / ZIP}\n",
            "",
            None,
        )
        assert not update.kept.exists()

    def test_that_there_is_none_is_told(self, update: Here, site: Site) -> None:
        update("update")
        said = update("update", "--check")
        assert said.out.startswith("MedlinePlus: you have the newest export\n")
        assert f"\nYours: {DAY}\n" in said.out
        answer = json.loads(update("update", "--check", "--format", "json").out)
        assert (answer["newer"], answer["kept"]) == (False, DAY)
        assert answer["newest"] == {"date": DAY, "url": site / ZIP}

    def test_the_download_and_the_import_are_drawn_and_gone_in_the_end(
        self, update: Here, site: Site, drawn_at_once: None
    ) -> None:
        site[f"/{ZIP}"] = body(archive(1))  # which comes in more than one piece
        drawn = update("update").err
        for what in ("Downloading", "Reading topics"):
            assert what in drawn
        assert left_on_screen(drawn) == ""

    def test_a_download_of_unknown_length_is_drawn_too(
        self, update: Here, site: Site, drawn_at_once: None
    ) -> None:
        site[f"/{ZIP}"] = raw(b"HTTP/1.0 200 OK\r\n\r\n", _export(TITLES))
        assert re.search(r"Downloading .*\d/\? [k]?[bB]", update("update").err)

    def test_the_bar_is_gone_too_when_the_download_fails(
        self, update: Here, site: Site, drawn_at_once: None
    ) -> None:
        site[f"/{ZIP}"] = body(_export(TITLES)[:-9], announced=10**6)
        said = update("update")
        assert said.error
        assert "broke off" in said.error.message
        assert "Downloading" in said.err
        assert left_on_screen(said.err) == ""

    def test_what_an_update_took_in_is_asked_for_only_if_it_changed(
        self, update: Here, site: Site
    ) -> None:
        update("update")
        assert update("update").out.startswith("MedlinePlus export of")
        assert site.requests[-1].headers["If-None-Match"] == '"1"'
        update("update", "--force")
        assert "If-None-Match" not in site.requests[-1].headers
        assert len(update.catalogs()) == 1

    def test_a_kept_export_newer_than_those_of_the_site_is_told_of(
        self, update: Here, site: Site, tmp_path: Path
    ) -> None:
        (tmp_path / "x.zip").write_bytes(_export(TITLES, "11/23/2026"))
        update("import", str(tmp_path / "x.zip"))
        assert update("update").err.splitlines()[-1] == (
            "topic: your export, of 2026-11-23, is newer than the newest of the site, of "
            f"{DAY}; --force imports that one"
        )
        (tmp_path / "x.zip").write_bytes(_export(TITLES))
        update("import", str(tmp_path / "x.zip"))
        said = update("update").err.splitlines()[-1]
        assert said == f"topic: you have the newest export, of {DAY}"

    @pytest.mark.parametrize("day", ["11/20/2026", "nonsense"])
    def test_an_older_export_or_one_without_a_date_is_replaced(
        self, update: Here, site: Site, tmp_path: Path, day: str
    ) -> None:
        (tmp_path / "x.zip").write_bytes(_export(TITLES, day))
        update("import", str(tmp_path / "x.zip"))
        assert json.loads(update("update", "--check", "--format", "json").out)["newer"] is True
        assert update("update").out.startswith(f"MedlinePlus export of {DAY}\n")

    @pytest.mark.parametrize("harm", [b"", b"rubbish"])
    def test_an_update_mends_a_damaged_export(self, update: Here, site: Site, harm: bytes) -> None:
        update("update")
        (update.kept / "topics.zip").write_bytes(harm)
        assert "\nYours: none\n" in update("update", "--check").out
        assert update("update").out.startswith(f"MedlinePlus export of {DAY}\n")
        (update.kept / "topics.zip").unlink()
        (update.kept / "topics.zip").mkdir()
        assert "\nYours: none\n" in update("update", "--check").out

    def test_nowhere_to_download_to_is_told(
        self, update: Here, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object, **__: object) -> None:
            raise FileNotFoundError(2, "No usable temporary directory found")

        monkeypatch.setattr(tempfile, "TemporaryFile", fail)
        error = update("update").error
        assert isinstance(error, LocalError)
        assert error.message == (
            "a temporary file cannot be written (No usable temporary directory found)"
        )
        assert error.hints == ("Make room on the disk, or set TMPDIR to another folder.",)
