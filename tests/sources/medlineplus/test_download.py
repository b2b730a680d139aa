"""The download against a site on this machine that misbehaves in every way a site can."""

import gzip
import io
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from concurrent import futures
from datetime import date
from http.client import HTTPException
from itertools import chain, pairwise, repeat
from pathlib import Path

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st
from urllib3.exceptions import InvalidHeader

from healthtopics import __version__
from healthtopics.errors import LocalError, NetworkError
from healthtopics.sources.medlineplus import download as module
from healthtopics.sources.medlineplus.download import (
    Downloaded,
    Limits,
    Validators,
    download,
    is_allowed,
    is_web_page,
)
from healthtopics.sources.medlineplus.site import Newest, dated_addresses, find_newest, newest_link
from tests.support.server import Answer, Site, Visitor, body, raw, redirect, running, status

ZIP = "xml/mplus_topics_compressed_2026-11-21.zip"
EXPORT = b"PK\x03\x04" + bytes(range(256)) * 1000
# Short enough that no test waits, long enough for a busy machine where nothing should time out.
SHORT = Limits(connect=0.3, read=0.3, total=0.6)
SUNDAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep this machine's own proxies, certificates and passwords out of it."""
    for name in ("http", "https", "all", "no"):
        monkeypatch.delenv(f"{name}_proxy", raising=False)
        monkeypatch.delenv(f"{name}_proxy".upper(), raising=False)
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NETRC"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as site:
        yield site


def _get(url: str, known: Validators | None = None, limits: Limits = Limits()) -> bytes:  # noqa: B008
    into = io.BytesIO()
    done = download(url, into, known, limits)
    assert done.size == len(into.getvalue())
    assert done.changed == bool(done.size)
    return into.getvalue()


def _fails(url: str, limits: Limits = Limits(), known: Validators | None = None) -> str:  # noqa: B008
    """Return what is said of a download that fails, and hold it to its form."""
    with pytest.raises(NetworkError) as caught:
        download(url, io.BytesIO(), known, limits)
    return _sentence(caught.value)


def _sentence(error: NetworkError) -> str:
    assert error.exit_code == 4
    assert error.message
    assert not error.message.endswith(".")
    assert 1 <= len(error.hints) <= 2
    assert not any("\n" in text for text in (error.message, *error.hints))
    assert error.__cause__ is None
    return error.message


# A download that works


def test_bytes_come_as_they_are(site: Site) -> None:
    site[f"/{ZIP}"] = body(EXPORT, {"ETag": '"1"', "Last-Modified": "Sat, 21 Nov 2026"})
    into = io.BytesIO()
    told: list[tuple[int, int]] = []
    done = download(site / ZIP, into, progress=lambda *numbers: told.append(numbers))
    assert into.getvalue() == EXPORT
    assert done == Downloaded(
        Validators(site / ZIP, '"1"', "Sat, 21 Nov 2026"), changed=True, size=len(EXPORT)
    )
    assert told[-1] == (len(EXPORT), len(EXPORT))
    assert told == sorted(told)


def test_a_site_need_not_say_of_which_day_a_file_is(site: Site) -> None:
    site["/a"] = body(b"PK")
    assert download(site / "a", io.BytesIO()).validators == Validators(site / "a", "", "")


def test_a_request_says_no_more_than_it_must(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("default login me password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    site["/a"] = body(EXPORT, {"Set-Cookie": "who=you"})
    _get(site / "a")
    (asked,) = site.requests
    assert set(asked.headers) <= {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
    assert asked.headers["User-Agent"] == f"healthtopics/{__version__}"
    assert asked.headers["Accept-Encoding"] == "identity"
    assert asked.headers["Connection"] == "close"


def test_no_cookie_is_kept_on_the_way(site: Site) -> None:
    cookie = b"HTTP/1.1 302 Found\r\nSet-Cookie: who=you\r\nLocation: /b\r\n\r\n"
    site["/a"] = raw(cookie)
    site["/b"] = body(EXPORT)
    assert _get(site / "a") == EXPORT
    assert [asked.path for asked in site.requests] == ["/a", "/b"]
    assert "Cookie" not in site.requests[1].headers


def test_what_has_not_changed_is_not_sent_again(site: Site) -> None:
    known = Validators(site / "a", '"1"', "Sat, 21 Nov 2026 02:30:36 GMT")
    site["/a"] = raw(b"HTTP/1.1 304 Not Modified\r\n\r\n")
    into = io.BytesIO()
    assert download(site / "a", into, known) == Downloaded(known, changed=False, size=0)
    assert into.getvalue() == b""
    headers = site.requests[0].headers
    assert headers["If-None-Match"] == '"1"'
    assert headers["If-Modified-Since"] == "Sat, 21 Nov 2026 02:30:36 GMT"


@pytest.mark.parametrize(
    "known",
    [Validators("https://other.example.org/a", '"1"', "x"), Validators("", '"1"'), None],
)
def test_a_question_is_for_the_same_address_only(site: Site, known: Validators | None) -> None:
    site["/a"] = body(EXPORT)
    assert _get(site / "a", known) == EXPORT
    assert not {"If-None-Match", "If-Modified-Since"} & set(site.requests[0].headers)


@pytest.mark.parametrize("etag", ["a\r\nX-Evil: 1", "é", "\x00", " a", "a\x7f"])
def test_a_validator_that_is_no_header_is_not_sent(site: Site, etag: str) -> None:
    site["/a"] = body(EXPORT)
    assert _get(site / "a", Validators(site / "a", etag)) == EXPORT
    assert "If-None-Match" not in site.requests[0].headers


def test_304_without_a_copy_is_an_error(site: Site) -> None:
    site["/a"] = raw(b"HTTP/1.1 304 Not Modified\r\n\r\n")
    assert "status 304" in _fails(site / "a")
    assert "status 304" in _fails(site / "a", known=Validators(site / "a"))


# Answers that are no export


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410, 429, 500, 502, 503])
def test_a_status_is_told(site: Site, code: int) -> None:
    site["/a"] = status(code)
    assert f"status {code}" in _fails(site / "a")


@pytest.mark.parametrize("code", [202, 204, 206, 300, 305])
def test_only_a_whole_answer_is_taken(site: Site, code: int) -> None:
    site["/a"] = body(EXPORT if code != 204 else b"", code=code)
    assert f"status {code}" in _fails(site / "a")


@pytest.mark.parametrize(
    "answer",
    [
        body(EXPORT, {"Content-Type": "text/html; charset=utf-8"}),
        body(EXPORT, {"Content-Type": "Text/HTML"}),
        body(EXPORT, {"Content-Type": "application/xhtml+xml"}),
        body(b"<!DOCTYPE html><title>Log in</title>"),
        body(b'\xef\xbb\xbf \r\n<!doctype HTML PUBLIC "-//W3C//DTD HTML 4.01//EN">'),
        body(b"<HTML>" + b" " * 5000, {"Content-Type": "application/zip"}),
        body(b'<?xml version="1.0"?>\n<!DOCTYPE html>\n<html/>', {"Content-Type": "text/xml"}),
        body(b"", {"Content-Type": "text/plain"}, code=511),
        raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            *(b"1\r\n%c\r\n" % byte for byte in b"<html>"), b"0\r\n\r\n"),
    ],
)  # fmt: skip
def test_a_web_page_is_told_as_one(site: Site, answer: Answer) -> None:
    site["/a"] = answer
    into = io.BytesIO()
    with pytest.raises(NetworkError, match="web page") as caught:
        download(site / "a", into)
    _sentence(caught.value)
    assert "login page" in caught.value.hints[0]
    assert into.getvalue() == b""


@pytest.mark.parametrize(
    "head",
    [b"PK\x03\x04", b"<?xml version='1.0'?><!DOCTYPE health-topics><health-topics>",
     b"<health-topics total='1'>", b"<htmlx>", b"", b"x<html>"],
)  # fmt: skip
def test_an_export_is_no_web_page(head: bytes) -> None:
    assert not is_web_page(head)


@pytest.mark.parametrize(
    "answer", [body(b""), raw(b"HTTP/1.0 200 OK\r\n\r\n"), body(gzip.compress(b""), {"Content-Encoding": "gzip"})]
)  # fmt: skip
def test_an_empty_body_is_an_error(site: Site, answer: Answer) -> None:
    site["/a"] = answer
    assert "is empty" in _fails(site / "a")


@pytest.mark.parametrize(
    "answer",
    [
        body(EXPORT, announced=len(EXPORT) + 1),
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nPK"),
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"),
        raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nPK"),
        raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nPK\r\n"),
        body(gzip.compress(EXPORT)[:-9], {"Content-Encoding": "gzip"}),
    ],
)
def test_a_body_that_ends_early_is_an_error(site: Site, answer: Answer) -> None:
    site["/a"] = answer
    assert "broke off" in _fails(site / "a")


def test_how_much_came_is_told(site: Site) -> None:
    site["/a"] = body(b"PK", announced=12345)
    assert _fails(site / "a").endswith("broke off after 2 of 12,345 bytes")
    # Of a chunk that is cut, what came of it does not count.
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
    site["/a"] = raw(chunked + b"\r\n9\r\nPK")
    assert _fails(site / "a") == f"{site / 'a'} broke off after 0 bytes"
    # Two lengths that contradict each other: RFC 9112, 6.3 has it handled as an error.
    site["/a"] = raw(chunked + b"Content-Length: 99\r\n\r\n2\r\nPK\r\n0\r\n\r\n")
    assert _fails(site / "a") == f"{site / 'a'} broke off after 2 of 99 bytes"


def test_a_connection_that_is_reset_is_an_error(site: Site) -> None:
    def reset(visitor: Visitor) -> None:
        visitor.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nPK")
        visitor.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        visitor.connection.close()

    site["/a"] = reset
    assert "broke off" in _fails(site / "a")


@pytest.mark.parametrize(
    "pieces",
    [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 999999 x\r\n\r\n", b"\0" * 100_000, b"HTTP/1.1 200 OK\r\n"
     + b"X: 1\r\n" * 500 + b"\r\n", b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",],
)  # fmt: skip
def test_an_answer_that_is_no_http_is_an_error(site: Site, pieces: bytes) -> None:
    site["/a"] = raw(pieces)
    assert f"127.0.0.1:{site.port}" in _fails(site / "a")


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (InvalidHeader("Content-Length: 3, 4"), "gave no answer that can be understood"),
        (HTTPException("x"), "gave no answer that can be understood"),
        (ValueError("x"), "cannot be reached (ValueError)"),
        (OSError("no certificates at /x"), "cannot be reached (no certificates at /x)"),
    ],
)
def test_what_requests_does_not_translate_is_told(
    monkeypatch: pytest.MonkeyPatch, failure: Exception, said: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr(requests.Session, "get", fail)
    assert f"medlineplus.gov {said}" in _fails("https://medlineplus.gov/a")


# Times


@pytest.mark.parametrize(
    "answer",
    [
        Visitor.wait,
        lambda visitor: (raw(b"HTTP/1.1 200 OK\r\n")(visitor), visitor.wait()),
        lambda visitor: (body(b"PK", announced=99)(visitor), visitor.wait()),
    ],
    ids=["no answer", "half a header", "half a body"],
)
def test_a_silent_site_is_not_waited_for(site: Site, answer: Answer) -> None:
    site["/a"] = answer
    assert "sent nothing for 0.2 seconds" in _fails(site / "a", Limits(read=0.2))


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ([], repeat(b"x")),
        ([b"HTTP/1.1 200 OK\r\n", *[b"X: 1\r\n"] * 50], repeat(b"y")),
        ([], repeat(b"HTTP/1.1 100 Continue\r\n\r\n")),
        ([b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"], repeat(b"x")),
        ([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n"], repeat(b"x")),
        ([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"], repeat(b"1\r\nx\r\n")),
    ],
    ids=["status line", "header", "continue", "body", "long chunk", "short chunks"],
)
def test_a_slow_drip_is_ended(site: Site, first: list[bytes], then: Iterator[bytes]) -> None:
    site["/a"] = lambda visitor: visitor.drip(chain(first, then))
    assert "not finished within 0.6 seconds" in _fails(site / "a", SHORT)


def test_all_redirects_share_one_time(site: Site) -> None:
    def slow(visitor: Visitor) -> None:
        visitor.drip(repeat(b"", 10))
        redirect("/a")(visitor)

    site["/a"] = slow
    assert "not finished within" in _fails(site / "a", Limits(total=0.5))


def test_a_name_that_is_never_resolved_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def hang(*_: object, **__: object) -> None:
        over.wait()
        raise socket.gaierror(socket.EAI_AGAIN, "later")

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    before = set(threading.enumerate())
    try:
        assert "not finished within" in _fails("https://medlineplus.gov/a", SHORT)
        # Whoever still waits for it does not keep the program from ending.
        assert all(thread.daemon for thread in set(threading.enumerate()) - before)
    finally:
        over.set()


def test_a_connection_that_is_never_made_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*_: object) -> None:
        raise TimeoutError("timed out")

    monkeypatch.setattr(socket.socket, "connect", hang)
    assert "did not answer within 0.3 seconds" in _fails("https://127.0.0.1/a", SHORT)


# Sizes


@pytest.mark.parametrize(
    "answer",
    [
        body(EXPORT),
        body(b"PK", announced=10**18),
        lambda v: v.drip(chain([b"HTTP/1.0 200 OK\r\n\r\n"], repeat(EXPORT))),
    ],
    ids=["whole", "announced", "without an end"],
)
def test_too_many_bytes_are_not_taken(site: Site, answer: Answer) -> None:
    site["/a"] = answer
    assert "larger than an export can be" in _fails(site / "a", Limits(wire=len(EXPORT) - 1))


@pytest.mark.parametrize("length", [b"\xb2", b"-1", b"x"])
def test_a_length_that_is_no_number_is_passed_over(site: Site, length: bytes) -> None:
    site["/a"] = raw(b"HTTP/1.0 200 OK\r\nContent-Length: " + length + b"\r\n\r\n" + EXPORT)
    told: list[int] = []
    download(site / "a", io.BytesIO(), progress=lambda _, total: told.append(total))
    assert set(told) == {0}


def test_exactly_as_many_bytes_as_may_be_are_taken(site: Site) -> None:
    site["/a"] = body(EXPORT)
    assert _get(site / "a", limits=Limits(wire=len(EXPORT), decoded=len(EXPORT))) == EXPORT


@pytest.mark.parametrize("name", ["GZip", "x-gzip"])
@pytest.mark.parametrize("content", [EXPORT * 20, b"PK"])
def test_gzip_that_was_not_asked_for_is_decoded(site: Site, content: bytes, name: str) -> None:
    site["/a"] = body(gzip.compress(content), {"Content-Encoding": name})
    assert _get(site / "a") == content


def test_a_gzip_bomb_is_stopped_while_it_is_decoded(
    site: Site,
) -> None:
    bomb = gzip.compress(bytes(64 << 20))
    site["/a"] = body(bomb, {"Content-Encoding": "gzip"})
    into = io.BytesIO()
    with pytest.raises(NetworkError, match="larger than an export can be"):
        download(site / "a", into, limits=Limits(decoded=3 << 20))
    assert len(into.getvalue()) <= 3 << 20


def test_what_gzip_hides_comes_in_pieces_of_a_mebibyte_at_most() -> None:
    bomb = gzip.compress(bytes(5 << 20))
    pieces = [len(piece) for piece in module._unzipped(iter((bomb[:999], bomb[999:])), "x")]
    assert sum(pieces) == 5 << 20
    assert max(pieces) == 1 << 20


def test_the_body_of_a_redirect_is_not_read(site: Site) -> None:
    bomb = gzip.compress(bytes(64 << 20))
    site["/a"] = body(
        bomb, {"Content-Encoding": "gzip", "Location": "/b"}, announced=1 << 40, code=302
    )
    site["/b"] = body(EXPORT)
    assert _get(site / "a") == EXPORT


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("br", "an encoding"), ("gzip, gzip", "an encoding"), ("gzip", "damaged")],
)
def test_other_encodings_are_refused(site: Site, encoding: str, said: str) -> None:
    site["/a"] = body(EXPORT, {"Content-Encoding": encoding})
    assert said in _fails(site / "a")


# Redirects


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_redirects_are_followed(site: Site, code: int) -> None:
    site["/a"] = redirect("b/c?d", code)
    site["/b/c?d"] = body(EXPORT, {"ETag": "1"})
    assert _get(site / "a") == EXPORT


def test_five_redirects_are_followed_and_not_six(site: Site) -> None:
    for number in range(6):
        site[f"/{number}"] = redirect(f"/{number + 1}")
    site["/6"] = body(EXPORT)
    assert _get(site / "1") == EXPORT
    assert "more than 5 times" in _fails(site / "0")
    site["/6"] = redirect("/6")
    site.requests.clear()
    assert "more than 5 times" in _fails(site / "6")
    assert len(site.requests) == 6


@pytest.mark.parametrize(
    "target",
    [
        "http://example.org/a",
        "https://example.org/a",
        "//example.org/a",
        "https://127.0.0.1.example.org/a",
        "https://x.127.0.0.1/a",
        "https://127.0.0.1@example.org/a",
        "https://example.org\\@127.0.0.1/a",
        "http://localhost/a",
        "file:///etc/passwd",
        "ftp://127.0.0.1/a",
        "javascript:alert(1)",
        "https://[::1",
        "https://127.0.0.1:99999/",
        "/\xe9",
        "/" + "x" * 5000 + " ",
    ],
)
def test_redirects_elsewhere_are_refused(site: Site, target: str) -> None:
    site["/a"] = redirect(target)
    assert "which is not a safe address" in _fails(site / "a")


def test_a_redirect_to_nowhere_is_an_error(site: Site) -> None:
    site["/a"] = status(302)
    assert "status 302" in _fails(site / "a")


@pytest.mark.parametrize(
    ("start", "target", "allowed"),
    [
        ("https://medlineplus.gov/a", "https://medlineplus.gov/b", True),
        ("https://medlineplus.gov/a", "https://MedlinePlus.gov:8443/b", True),
        ("https://medlineplus.gov/a", "https://files.medlineplus.gov/b", True),
        ("https://files.medlineplus.gov/a", "https://medlineplus.gov/b", False),
        ("https://medlineplus.gov/a", "https://evilmedlineplus.gov/b", False),
        ("https://medlineplus.gov/a", "http://medlineplus.gov/b", False),
        ("https://localhost/a", "http://localhost/b", False),
        ("http://localhost/a", "https://localhost/b", True),
        ("http://[::1]/a", "http://[::1]:80/b", True),
    ],
)
def test_the_same_site(start: str, target: str, allowed: bool) -> None:
    assert module.is_next(start, target) is allowed


# Addresses


@pytest.mark.parametrize(
    "url",
    [
        "https://medlineplus.gov/xml.html",
        "HTTPS://medlineplus.gov:443/xml.html?a=b#c",
        "https://mirror/x",
        "https://10.0.0.1/x",
        "http://localhost/x",
        "http://LOCALHOST:8000/x",
        "http://127.0.0.1:8000/",
        "http://127.9.9.9",
        "http://[::1]:8000/",
    ],
)
def test_these_addresses_are_allowed(url: str) -> None:
    assert is_allowed(url)


@pytest.mark.parametrize(
    "url",
    [
        "", "medlineplus.gov", "http://medlineplus.gov/", "http://10.0.0.1/", "http://128.0.0.1/",
        "http://127.1/", "http://0x7f.0.0.1/", "http://2130706433/", "http://0.0.0.0/",
        "http://localhost.example.org/", "http://127.0.0.1.example.org/", "http://[::2]/",
        "http://[::1]example.org/", "http://localhost@example.org/", "http://example.org\\@localhost/",
        "https://", "https:///a", "https://:443/", "https://a:b/", "https://a:99999/", "https://[::1",
        "https://[::1%25eth0]/", "https://me:secret@medlineplus.gov/", "https://a b/", "https://a/ ",
        "https://a/\n", "https://a/\x1b[31m", "https://a/\u202e", "https://é.example.org/",
        "https://a..b@c/", "https://.a./", "file:///etc/passwd", "ftp://a/", "javascript:alert(1)",
        "data:text/html,x", " https://a/", "https:a", "https:/a", "--help",
    ],
)  # fmt: skip
def test_these_addresses_are_not(url: str) -> None:
    assert not is_allowed(url)
    assert "not an address to download from" in _fails(url)


@given(st.text() | st.text().map("https://".__add__) | st.text().map("http://localhost".__add__))
def test_any_text_is_an_address_or_not(url: str) -> None:
    assert is_allowed(url) in (True, False)


# Connections


def test_a_refused_connection_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert _fails(f"http://127.0.0.1:{port}/") == f"127.0.0.1:{port} refused the connection"


def test_a_name_that_does_not_resolve_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    assert _fails("https://medlineplus.gov/a") == "the name medlineplus.gov cannot be resolved"


@pytest.mark.parametrize("host", ["a..b", "a" * 64 + ".example.org"])
def test_a_name_that_cannot_be_one_is_told(host: str) -> None:
    assert host in _fails(f"https://{host}/")


class _Odd(Exception):
    """An error of no library that we know, with the reason wherever one may be."""

    reason: object = None


def _deep(*causes: BaseException) -> BaseException:
    """Return the first of some errors, each of which is the context of the one before."""
    for error, cause in pairwise(causes):
        error.__context__ = cause
    return causes[0]


def _with_reason(reason: BaseException) -> BaseException:
    error = _Odd("x", 1)
    error.reason = reason
    return error


def _raised_from(cause: BaseException) -> BaseException:
    error = _Odd()
    error.__cause__ = cause
    error.__context__ = ValueError()
    return error


REFUSED = ConnectionRefusedError(111, "Connection refused")


@pytest.mark.parametrize(
    "error",
    [
        REFUSED,
        _Odd("x", REFUSED),
        _with_reason(REFUSED),
        _raised_from(REFUSED),
        _deep(_Odd("x"), _Odd(), REFUSED),
        _Odd(_with_reason(_Odd(_raised_from(REFUSED)))),
        _deep(_Odd(_Odd("x"), 7), REFUSED),
    ],
)
def test_a_reason_is_found_wherever_the_libraries_put_it(error: BaseException) -> None:
    told = module._explained(error, "https://medlineplus.gov/a", Limits())
    assert told.message == "medlineplus.gov refused the connection"


def test_errors_that_lead_to_each_other_have_an_end() -> None:
    one, other = _Odd(), _Odd()
    one.reason, other.reason = other, one
    told = module._explained(one, "https://medlineplus.gov/a", Limits())
    assert told.message == "medlineplus.gov cannot be reached (_Odd)"


def test_no_way_to_a_site_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(socket.socket, "connect", fail)
    said = _fails("https://127.0.0.1/a")
    assert said == "127.0.0.1 cannot be reached (Network is unreachable)"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a certificate for medlineplus.gov that nobody else knows, with its key in one file."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("no openssl command to make a certificate with")
    folder = tmp_path_factory.mktemp("certificate")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-nodes", "-days", "2", "-subj", "/CN=medlineplus.gov",
         "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-addext", "subjectAltName=DNS:medlineplus.gov", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    certificate.write_text(certificate.read_text() + key.read_text())
    return certificate


@pytest.fixture
def secure_site(certificate: Path) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with running(context) as site:
        yield site


def test_a_bad_certificate_is_told(secure_site: Site) -> None:
    secure_site["/a"] = body(EXPORT)
    assert "certificate of 127.0.0.1" in _fails(secure_site / "a")
    assert secure_site.requests == []


def test_a_certificate_for_another_name_is_told(
    secure_site: Site, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    secure_site["/a"] = body(EXPORT)
    assert "IP address mismatch" in _fails(secure_site / "a")
    assert secure_site.requests == []


def test_https_to_a_site_that_does_not_speak_it_is_told(site: Site) -> None:
    assert "no secure connection" in _fails(f"https://127.0.0.1:{site.port}/a")


def test_a_proxy_from_the_environment_is_used(
    site: Site, secure_site: Site, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", site.url)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    site["CONNECT"] = lambda visitor: visitor.tunnel(secure_site.port)
    secure_site["/a"] = redirect("https://medlineplus.gov/b")
    secure_site["/b"] = body(EXPORT)
    assert _get("https://medlineplus.gov/a") == EXPORT
    assert {asked.path for asked in site.requests} == {"medlineplus.gov:443"}
    assert [asked.path for asked in secure_site.requests] == ["/a", "/b"]


@pytest.mark.parametrize("code", [403, 407, 502])
def test_a_proxy_that_gives_no_way_is_told(
    site: Site, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", site.url)
    site["CONNECT"] = status(code)
    assert _fails("https://medlineplus.gov/a") == "the proxy gives no way to medlineplus.gov"


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:9", "nonsense://x", "http://[", "::"])
def test_a_proxy_that_cannot_be_used_is_told(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    assert "medlineplus.gov" in _fails("https://medlineplus.gov/a")


def test_this_machine_is_asked_without_a_proxy(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    site["/a"] = body(EXPORT)
    assert _get(site / "a") == EXPORT


# The caller's file


def test_a_disk_that_is_full_is_told(site: Site) -> None:
    site["/a"] = body(EXPORT)
    said = pytest.raises(LocalError, match="No space left on device")
    with Path("/dev/full").open("wb", buffering=0) as full, said as caught:
        download(site / "a", full)
    assert caught.value.exit_code == 5


def test_an_interruption_does_not_wait_for_the_site(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    def answer(visitor: Visitor) -> None:
        body(EXPORT[: module.CHUNK], announced=1 << 20)(visitor)
        visitor.wait()

    site["/a"] = answer
    seen = []

    def progress(done: int, total: int) -> None:
        seen.append(done)
        monkeypatch.setattr(futures, "wait", interrupt)

    with pytest.raises(KeyboardInterrupt):
        download(site / "a", io.BytesIO(), progress=progress)
    assert seen


# The newest export


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
    found = find_newest(site / "xml.html", SUNDAY)
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
    site["/xml.html"] = body(b" " * (module.CHUNK - 20) + link, {"Content-Type": "text/html"})
    assert find_newest(site / "xml.html", SUNDAY).url == site / ZIP


def test_links_are_relative_to_where_the_page_is_in_the_end(site: Site) -> None:
    site["/xml.html"] = redirect("/new/xml.html")
    site["/new/xml.html"] = _page(ZIP)
    assert find_newest(site / "xml.html", SUNDAY).url == site / f"new/{ZIP}"


@given(st.text())
def test_any_text_is_a_page(page: str) -> None:
    site = "https://medlineplus.gov/xml.html"
    assert newest_link(page, site, site) is None


@pytest.mark.parametrize(
    "piece", ['href="', "href='", "href=", "href ", "<!--", "href=mplus_topics_"]
)
def test_no_page_takes_long(piece: str) -> None:
    site = "https://medlineplus.gov/xml.html"
    page = piece * (module.LIMITS.page // len(piece))
    assert newest_link(page, site, site) is None


def test_the_last_days_are_tried_but_those_without_exports() -> None:
    tried = list(dated_addresses("https://medlineplus.gov/xml.html", SUNDAY))
    assert tried[0] == Newest(f"https://medlineplus.gov/{ZIP}", date(2026, 11, 21))
    assert tried[1].url == "https://medlineplus.gov/xml/mplus_topics_2026-11-21.xml"
    days = [newest.date.day for newest in tried[::2]]
    assert days == [21, 20, 19, 18, 17, 14]


def test_a_page_without_links_leads_to_the_last_days(site: Site) -> None:
    site["/xml.html"] = _page("about.html")
    site["/xml/mplus_topics_2026-11-19.xml"] = body(b"<health-topics/>")
    newest = find_newest(site / "xml.html", SUNDAY)
    assert newest == Newest(site / "xml/mplus_topics_2026-11-19.xml", date(2026, 11, 19))


def test_a_site_that_cannot_tell_what_it_has_is_told_with_the_address(site: Site) -> None:
    site["/xml.html"] = _page("about.html")
    site[f"/{ZIP}"] = status(503)
    with pytest.raises(NetworkError) as caught:
        find_newest(site / "xml.html", SUNDAY)
    assert _sentence(caught.value) == f"{site / ZIP} cannot be had (status 503)"


def test_no_export_at_all_is_told(site: Site) -> None:
    site["/xml.html"] = _page("about.html")
    with pytest.raises(NetworkError, match="links to no export") as caught:
        find_newest(site / "xml.html", SUNDAY)
    assert site / "xml.html" in _sentence(caught.value)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (status(404), "status 404"),
        (status(500), "status 500"),
        (redirect("https://example.org/"), "not a safe address"),
        (body(b"x" * (3 << 20)), "larger than"),
        (lambda visitor: visitor.drip(repeat(b"x")), "not finished within"),
    ],
)
def test_an_index_page_that_cannot_be_had_is_told(site: Site, answer: Answer, said: str) -> None:
    site["/xml.html"] = answer
    with pytest.raises(NetworkError, match=said) as caught:
        find_newest(site / "xml.html", SUNDAY, SHORT)
    _sentence(caught.value)


@pytest.mark.parametrize(
    "answer",
    [
        body(b"", announced=3 << 20),
        body(gzip.compress(bytes(3 << 20)), {"Content-Encoding": "gzip"}),
    ],
)
def test_an_index_page_has_a_limit_of_its_own_sent_and_decoded(site: Site, answer: Answer) -> None:
    site["/xml.html"] = answer
    with pytest.raises(NetworkError, match=r"larger than .* \(2,097,152 bytes are taken\)"):
        find_newest(site / "xml.html", SUNDAY)


def test_an_index_page_in_any_encoding_leads_to_the_export(site: Site) -> None:
    site["/xml.html"] = body(
        b"\xe9\xff <a href=" + ZIP.encode() + b">", {"Content-Type": "text/html"}
    )
    assert find_newest(site / "xml.html", SUNDAY).url == site / ZIP


@pytest.mark.parametrize(("letters", "shown"), [(120, "x" * 120), (121, "x" * 119 + "…")])
def test_a_long_address_is_told_in_part(letters: int, shown: str) -> None:
    assert _fails("x" * letters) == f"{shown} is not an address to download from"


def test_an_address_is_told_in_one_line() -> None:
    assert _fails("http://a \n\t b").startswith("http://a b is not an address")


def test_a_login_page_is_no_index_page(site: Site) -> None:
    login = body(b"<html>Log in</html>", {"Content-Type": "text/html"})
    site["/xml.html"] = login
    site["/xml/mplus_topics_compressed_2026-11-21.zip"] = login
    with pytest.raises(NetworkError, match="web page"):
        find_newest(site / "xml.html", SUNDAY)


def test_the_address_of_an_export_stands_for_itself(site: Site) -> None:
    assert find_newest(site / ZIP, SUNDAY) == Newest(site / ZIP, date(2026, 11, 21))
    assert site.requests == []
