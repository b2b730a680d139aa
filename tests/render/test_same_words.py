"""Text, Markdown and Rich hold the same words in the same order, for every bundled topic.

A terminal shows the host of an address, which is whole in the hyperlink.
"""

import re

import pytest

from healthtopics.answers.advice import NOWHERE
from healthtopics.answers.topics import TopicPage
from healthtopics.render.markdown import markdown_text
from healthtopics.render.plain import plain_text
from healthtopics.render.rich_page import rich_page
from healthtopics.terminal import Terminal
from tests.support.bundled import TOPICS

ESCAPE = re.compile(r"\x1b(?:\[[0-9;]*m|\]8;[^\x1b]*\x1b\\)")


def _words(text: str) -> list[str]:
    """Return the letters and digits of a text, in runs."""
    return re.findall(r"\w+", text)


@pytest.mark.parametrize("name", sorted(TOPICS)[::6])
def test_same_words(name: str) -> None:
    document = TopicPage(TOPICS[name]._replace(collection="bundled"), NOWHERE).document()
    text = "".join(plain_text(document, 80))
    plain = re.sub(r"<https?://(?:www\.)?([^/>]*)[^>]*>", r"<\1>", text)
    painted = ESCAPE.sub("", Terminal(None, None, {}).paint(rich_page(document, 80)))
    assert _words(painted) == _words(plain)
    markdown = _without_escapes("".join(markdown_text(document)))
    assert sorted(_words(markdown)) == sorted(_words(text))


def _without_escapes(markdown: str) -> str:
    return re.sub(r"\\(.)", r"\1", markdown)
