"""Characters of what comes from elsewhere."""

import pytest

from healthtopics.text import has_invisible, plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b\x00b", "a  b"),
        ("é\x9b\x7f", "é  "),
        ("a\u200bb\u202e\ufe0f\ud800c", "abc"),
        ("e\u0301 e\u200b\u0301", "é é"),
        ("a\tb\nc\rd\x85e\xa0f", "a\tb\nc\rd\x85e\xa0f"),
    ],
)
def test_controls_are_spaces_and_what_hides_vanishes(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_what_hides_is_seen() -> None:
    assert has_invisible("a\u3164")
    assert has_invisible("\U000e0041")
    assert not has_invisible("Síntomas — “á” 100 °F")
    assert not has_invisible("a\x1b")
