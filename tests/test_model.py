"""What may be opened as a web address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtopics.model import is_web_address


@pytest.mark.parametrize(
    "url",
    [
        "https://medlineplus.gov/",
        "http://example.org",
        "HTTPS://Example.org:8080/a?b=%22c%22&d=e:f#g",
        "https://a-b.example.org/~x/(y)",
    ],
)
def test_plain_http_and_https_addresses_are_web_addresses(url: str) -> None:
    assert is_web_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://",
        "https:///path",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "--help",
        "ftp://example.org",
        "https://user@example.org/",
        "https://example.org:x/",
        "https://localhost",
        "https://exa mple.org/",
        "https://example.org/\x1b]8;;",
        "https://example.org/\u202e",
        "https://example..org/",
        'https://example.org/">',
        "//example.org",
    ],
)
def test_unsafe_or_malformed_addresses_are_not_web_addresses(url: str) -> None:
    assert not is_web_address(url)


@given(st.text())
def test_whatever_passes_is_plain_ascii(text: str) -> None:
    if is_web_address("https://example.org/" + text):
        assert text.isascii()
        assert text.isprintable()
