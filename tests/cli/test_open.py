"""`topic open`, with a browser that writes down what it is asked to open."""

from pathlib import Path

import pytest

from tests.support.command import Topic, personal, topic_file


@pytest.fixture
def opened(topic: Topic, tmp_path: Path) -> tuple[Topic, Path]:
    """The command with such a browser, and where it writes."""
    log = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$@" >> {log}\n')
    browser.chmod(0o755)
    return topic.with_environ(BROWSER=str(browser)), log


def test_open_opens_the_medlineplus_page_of_a_topic(opened: tuple[Topic, Path]) -> None:
    topic, log = opened
    assert topic.ok("open", "miscarriage") == ""
    assert log.read_text() == "https://medlineplus.gov/miscarriage.html\n"


def test_open_opens_a_link_by_its_number(opened: tuple[Topic, Path]) -> None:
    topic, log = opened
    urls = topic.ok("links", "asthma", "--format", "urls").splitlines()
    topic.ok("open", "asthma", "1")
    assert log.read_text().strip() in urls


def test_printing_opens_nothing(opened: tuple[Topic, Path]) -> None:
    topic, log = opened
    url = topic.ok("open", "diabetes", "type", "1", "--print")
    assert url == "https://medlineplus.gov/diabetestype1.html\n"
    assert topic.ok("open", "diabetes", "type", "1", "1", "--print") != url
    assert not log.exists()


def test_open_falls_back_to_a_source_or_the_spanish_address(topic: Topic, tmp_path: Path) -> None:
    sources = [{"title": "Elbow Book", "url": "https://elbow.example.org/book"}]
    twin = topic_file(
        title="Codo azul", language="es", translation_of="blue-elbow", sources=sources,
        groups=None, links=None, sections=None,
    )  # fmt: skip
    there = {"id": "9", "url": "https://medlineplus.gov/blueelbow.html"}
    for medlineplus, address in (
        (None, "https://elbow.example.org/book\n"),
        (there, "https://medlineplus.gov/spanish/blueelbow.html\n"),
    ):
        own = personal(topic, tmp_path / "t", [topic_file(medlineplus=medlineplus), twin])
        result = own("open", "codo azul", "--lang", "es", "--print")
        assert result.out == address
        assert ("primera fuente, Elbow Book" in result.err) == (medlineplus is None)


def test_open_says_what_to_do_when_there_is_nothing_to_open(topic: Topic, tmp_path: Path) -> None:
    links = [
        {"title": "Paper", "categories": ["Start Here"], "organizations": ["Nemours Foundation"]}
    ]
    own = personal(topic, tmp_path / "t", [topic_file(links=links)])
    assert "kidshealth.org" in own.fails(1, "open", "blue elbow", "1")
    assert "1 to 1" in own.fails(1, "open", "blue elbow", "2")
    assert "topic links" in own.fails(1, "open", "blue elbow")
    assert "topic open miscarriage" in own.fails(1, "open", "miscariage")
    assert "topic open miscarriage" in own.fails(1, "open", "miscariage", "2")
