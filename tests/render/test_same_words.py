"""Text, Markdown, HTML and Rich hold the same words in the same order, for bundled topics.

The normal run takes one topic of sixteen, the long one all of them.
A terminal and a browser show the host of an address, which is whole in the link.
"""

import re

import pytest

from healthtopics.answers.advice import NOWHERE
from healthtopics.answers.topics import TopicPage
from healthtopics.render.html_page import html_page
from healthtopics.render.markdown import markdown_text
from healthtopics.render.plain import plain_text
from healthtopics.render.rich_page import rich_page
from healthtopics.terminal import Terminal
from tests.support.bundled import TOPICS
from tests.support.html import shown
from tests.support.long_form import only_long

PARTS = 16
ESCAPE = re.compile(r"\x1b(?:\[[0-9;]*m|\]8;[^\x1b]*\x1b\\)")


def _words(text: str) -> list[str]:
    """Return the letters and digits of a text, in runs."""
    return re.findall(r"\w+", text)


@pytest.mark.parametrize("part", [0, *only_long(range(1, PARTS))])
def test_same_words(part: int) -> None:
    for name in sorted(TOPICS)[part::PARTS]:
        _hold_the_same_words(name)


def _hold_the_same_words(name: str) -> None:
    document = TopicPage(TOPICS[name]._replace(collection="bundled"), NOWHERE).document()
    text = "".join(plain_text(document, 80))
    plain = re.sub(r"<https?://(?:www\.)?([^/>]*)[^>]*>", r"<\1>", text)
    painted = ESCAPE.sub("", Terminal(None, None, {}).paint(rich_page(document, 80)))
    assert _words(painted) == _words(plain)
    assert _words(shown(html_page(document, "en", ""))) == _words(plain)
    markdown = _without_escapes("".join(markdown_text(document)))
    assert sorted(_words(markdown)) == sorted(_words(text))


def _without_escapes(markdown: str) -> str:
    return re.sub(r"\\(.)", r"\1", markdown)
