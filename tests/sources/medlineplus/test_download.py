"""The download against a site on this machine that misbehaves in every way a site can."""

import gzip
import io
import shutil
import signal
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterable, Iterator
from http.client import HTTPResponse
from itertools import chain, repeat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtopics import __version__
from healthtopics.errors import LocalError, NetworkError
from healthtopics.sources.medlineplus import download as module
from healthtopics.sources.medlineplus.archives import temporary_file
from healthtopics.sources.medlineplus.download import Limit, download, is_allowed, target_of
from healthtopics.sources.medlineplus.exports import Origin
from tests.support.server import Answer, Site, Visitor, body, raw, redirect, running, status

EXPORT = b"PK\x03\x04" + bytes(range(256)) * 1000
NOTHING = Origin()


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set times so short that no test waits, and long enough for a busy machine."""
    monkeypatch.setattr(module, "WAIT", 0.3)
    monkeypatch.setattr(module, "FILE", module.FILE._replace(seconds=0.6))


def _get(url: str, known: Origin = NOTHING) -> bytes:
    into = io.BytesIO()
    said = download(url, into, known)
    assert (said is None) == (not into.getvalue())
    return into.getvalue()


def _fails(url: str, known: Origin = NOTHING) -> str:
    """Return what is said of a download that fails, and hold it to its form."""
    with pytest.raises(NetworkError) as caught:
        download(url, io.BytesIO(), known)
    return sentence_of(caught.value)


def sentence_of(error: NetworkError) -> str:
    """Return the sentence of an error, and hold that to its form."""
    assert error.exit_code == 4
    assert error.message
    assert not error.message.endswith(".")
    assert 1 <= len(error.hints) <= 2
    assert not any("\n" in text for text in (error.message, *error.hints))
    assert error.__cause__ is None
    return error.message


# A download that works


def test_bytes_come_as_they_are(site: Site) -> None:
    site["/a"] = body(EXPORT, {"ETag": '"1"', "Last-Modified": "Sat, 21 Nov 2026"})
    into = io.BytesIO()
    told: list[tuple[int, int]] = []
    said = download(site / "a", into, NOTHING, lambda *numbers: told.append(numbers))
    assert into.getvalue() == EXPORT
    assert said == Origin(site / "a", '"1"', "Sat, 21 Nov 2026")
    assert told[-1] == (len(EXPORT), len(EXPORT))
    assert told == sorted(told)


def test_a_site_need_not_say_of_which_day_a_file_is(site: Site) -> None:
    site["/a"] = body(b"PK")
    assert download(site / "a", io.BytesIO(), NOTHING) == Origin(site / "a", "", "")


def test_no_alarm_is_left_behind(site: Site) -> None:
    before = signal.getsignal(signal.SIGALRM)
    site["/a"] = body(EXPORT)
    _get(site / "a")
    _fails(site / "b")
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) is before


def test_a_request_says_no_more_than_it_must(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("default login me password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    site["/a"] = body(EXPORT, {"Set-Cookie": "who=you"})
    _get(site / "a")
    (asked,) = site.requests
    assert set(asked.headers) == {"Host", "User-Agent", "Accept-Encoding", "Connection"}
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


def test_interim_answers_are_passed_over(site: Site) -> None:
    hints = b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n"
    site["/a"] = raw(hints, b"HTTP/1.1 102 Processing\r\n\r\n", hints,
                     b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nPK")  # fmt: skip
    assert _get(site / "a") == b"PK"


@pytest.mark.parametrize("start", ["https://", "http:", "https:/", "https:\\\\", "//", ""])
@pytest.mark.parametrize("somebody", ["me:secret@", "secret@", "me:sec/secret@", "me:a@secret@"])
def test_no_password_is_printed(start: str, somebody: str) -> None:
    told = module.shown(f"{start}{somebody}elbow.example.org/x")
    assert "secret" not in told
    assert told.endswith("@elbow.example.org/x")


def test_an_at_sign_in_a_path_is_no_password() -> None:
    assert module.shown("https://elbow.example.org/a@b") == "https://elbow.example.org/a@b"


def test_a_thread_that_cannot_be_started_is_told(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    url = site / "a"
    monkeypatch.setattr(threading.Thread, "start", fail)
    with (
        pytest.raises(LocalError, match="no thread can be started"),
        module.visit(url, module.PAGE),
    ):
        pass


def test_what_has_not_changed_is_not_sent_again(site: Site) -> None:
    known = Origin(site / "a", '"1"', "Sat, 21 Nov 2026 02:30:36 GMT")
    site["/a"] = raw(b"HTTP/1.1 304 Not Modified\r\n\r\n")
    into = io.BytesIO()
    assert download(site / "a", into, known) is None
    assert into.getvalue() == b""
    headers = site.requests[0].headers
    assert headers["If-None-Match"] == '"1"'
    assert headers["If-Modified-Since"] == "Sat, 21 Nov 2026 02:30:36 GMT"


@pytest.mark.parametrize(
    "known", [Origin("https://other.example.org/a", '"1"', "x"), Origin("", '"1"')]
)
def test_a_question_is_for_the_same_address_only(site: Site, known: Origin) -> None:
    site["/a"] = body(EXPORT)
    assert _get(site / "a", known) == EXPORT
    assert not {"If-None-Match", "If-Modified-Since"} & set(site.requests[0].headers)


@pytest.mark.parametrize("etag", ["a\r\nX-Evil: 1", "é", "\x00", " a", "a ", "a\x7f", "a\n"])
def test_an_etag_that_is_no_header_is_not_sent(site: Site, etag: str) -> None:
    site["/a"] = body(EXPORT)
    assert _get(site / "a", Origin(site / "a", etag)) == EXPORT
    assert "If-None-Match" not in site.requests[0].headers


def test_304_without_a_copy_is_an_error(site: Site) -> None:
    site["/a"] = raw(b"HTTP/1.1 304 Not Modified\r\n\r\n")
    assert "HTTP 304" in _fails(site / "a")
    assert "HTTP 304" in _fails(site / "a", Origin(site / "a"))


# Answers that are no export


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410, 429, 500, 502, 503])
def test_a_status_is_reported(site: Site, code: int) -> None:
    site["/a"] = status(code)
    assert f"HTTP {code}" in _fails(site / "a")


@pytest.mark.parametrize("code", [202, 204, 206, 300, 305])
def test_only_a_whole_answer_is_accepted(site: Site, code: int) -> None:
    site["/a"] = body(EXPORT if code != 204 else b"", code=code)
    assert f"HTTP {code}" in _fails(site / "a")


@pytest.mark.parametrize(
    "answer",
    [
        body(EXPORT, {"Content-Type": "text/html; charset=utf-8"}),
        body(EXPORT, {"Content-Type": "Text/HTML"}),
        body(EXPORT, {"Content-Type": "application/xhtml+xml"}),
        body(b"", {"Content-Type": "text/plain"}, code=511),
    ],
)  # fmt: skip
def test_a_web_page_is_reported_as_one(site: Site, answer: Answer) -> None:
    site["/a"] = answer
    into = io.BytesIO()
    with pytest.raises(NetworkError, match="web page") as caught:
        download(site / "a", into, NOTHING)
    sentence_of(caught.value)
    assert "login page" in caught.value.hints[0]
    assert into.getvalue() == b""


@pytest.mark.parametrize(
    "answer", [body(b""), raw(b"HTTP/1.0 200 OK\r\n\r\n")]
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
    ],
)
def test_a_body_that_ends_early_is_an_error(site: Site, answer: Answer) -> None:
    site["/a"] = answer
    assert "broke off" in _fails(site / "a")


def test_how_much_came_is_reported(site: Site) -> None:
    site["/a"] = body(b"PK", announced=12345)
    assert _fails(site / "a") == f"{site / 'a'} broke off after 2 bytes"
    site["/a"] = raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nPK")
    assert _fails(site / "a") == f"{site / 'a'} broke off after 2 bytes"


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
def test_a_silent_site_is_not_waited_for(
    site: Site, monkeypatch: pytest.MonkeyPatch, answer: Answer
) -> None:
    monkeypatch.setattr(module, "WAIT", 0.2)
    site["/a"] = answer
    assert "did not answer in time" in _fails(site / "a")


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
@pytest.mark.usefixtures("hurried")
def test_a_slow_drip_is_ended(site: Site, first: list[bytes], then: Iterator[bytes]) -> None:
    site["/a"] = lambda visitor: visitor.drip(chain(first, then))
    assert "not finished within 0.6 seconds" in _fails(site / "a")


@pytest.mark.usefixtures("hurried")
def test_all_redirects_share_one_time(site: Site) -> None:
    def slow(visitor: Visitor) -> None:
        visitor.drip(repeat(b"", 10))
        redirect("/a")(visitor)

    site["/a"] = slow
    assert "not finished within" in _fails(site / "a")


@pytest.mark.usefixtures("hurried")
def test_a_name_that_is_never_resolved_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def hang(*_: object, **__: object) -> None:
        over.wait()
        raise socket.gaierror(socket.EAI_AGAIN, "later")

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    before = set(threading.enumerate())
    try:
        assert "not finished within" in _fails("https://medlineplus.gov/a")
        # Whoever still waits for it does not keep the program from ending.
        assert all(thread.daemon for thread in set(threading.enumerate()) - before)
    finally:
        over.set()


@pytest.mark.usefixtures("hurried")
def test_an_answer_that_comes_too_late_is_closed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = threading.Event()
    closed = threading.Event()
    resolve = socket.getaddrinfo

    def hang(*arguments: object, **options: object) -> object:
        over.wait()
        return resolve(*arguments, **options)  # type: ignore[arg-type]

    def close(response: HTTPResponse) -> None:
        close_response(response)
        closed.set()

    close_response = HTTPResponse.close
    monkeypatch.setattr(socket, "getaddrinfo", hang)
    monkeypatch.setattr(HTTPResponse, "close", close)
    site["/a"] = body(EXPORT)
    assert "not finished within" in _fails(site / "a")
    over.set()
    assert closed.wait(60)


def test_a_connection_that_is_never_made_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*_: object) -> None:
        raise TimeoutError("timed out")

    monkeypatch.setattr(socket.socket, "connect", hang)
    assert _fails("https://127.0.0.1/a") == "127.0.0.1 did not answer in time"


# Sizes


def _allow(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """Let a file have so many bytes at most."""
    monkeypatch.setattr(module, "FILE", Limit(60, size))


@pytest.mark.parametrize(
    "answer",
    [
        body(EXPORT),
        body(b"PK", announced=10**18),
        lambda v: v.drip(chain([b"HTTP/1.0 200 OK\r\n\r\n"], repeat(EXPORT))),
    ],
    ids=["whole", "announced", "without an end"],
)
def test_a_file_larger_than_the_limit_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch, answer: Answer
) -> None:
    _allow(monkeypatch, len(EXPORT) - 1)
    site["/a"] = answer
    assert f"larger than the limit of {len(EXPORT) - 1:,} bytes" in _fails(site / "a")


@pytest.mark.parametrize("size", [b"-1", b"-5", b"-ffff", b"ffffffffffff"])
def test_a_chunk_of_any_size_is_read_in_pieces_up_to_the_limit(
    site: Site, monkeypatch: pytest.MonkeyPatch, size: bytes
) -> None:
    """To http.client, a chunk of -1 bytes is all that ever comes."""
    sent = 0
    ended = threading.Event()

    def answer(visitor: Visitor) -> None:
        nonlocal sent
        visitor.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%b\r\n" % size)
        try:
            for _ in range(1024):
                sent += visitor.wfile.write(bytes(1 << 16))
        finally:
            ended.set()

    class Pieces(io.BytesIO):
        longest = 0

        def write(self, piece: bytes) -> int:  # type: ignore[override]
            self.longest = max(self.longest, len(piece))
            return super().write(piece)

        def writelines(self, pieces: Iterable[bytes]) -> None:  # type: ignore[override]
            for piece in pieces:
                self.write(piece)

    _allow(monkeypatch, 1 << 20)
    site["/a"] = answer
    into = Pieces()
    with pytest.raises(
        NetworkError, match=r"larger than the limit of 1,048,576 bytes|broke off after 0 bytes"
    ):
        download(site / "a", into, NOTHING)
    assert into.longest <= module.CHUNK
    assert len(into.getvalue()) <= (1 << 20) + module.CHUNK
    assert ended.wait(60)
    assert sent < 32 << 20  # what was not read stayed with the site, but for buffers


@pytest.mark.parametrize("length", [b"\xb2", b"-1", b"x"])
def test_a_length_that_is_no_number_is_ignored(site: Site, length: bytes) -> None:
    site["/a"] = raw(b"HTTP/1.0 200 OK\r\nContent-Length: " + length + b"\r\n\r\n" + EXPORT)
    told: list[int] = []
    download(site / "a", io.BytesIO(), NOTHING, lambda _, total: told.append(total))
    assert set(told) == {0}


def test_a_file_as_large_as_the_limit_is_downloaded(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    _allow(monkeypatch, len(EXPORT))
    site["/a"] = body(EXPORT)
    assert _get(site / "a") == EXPORT


def test_the_body_of_a_redirect_is_not_read(site: Site) -> None:
    def answer(visitor: Visitor) -> None:
        body(b"x", {"Location": "/b"}, announced=1 << 40, code=302)(visitor)
        visitor.wait()

    site["/a"] = answer
    site["/b"] = body(EXPORT)
    assert _get(site / "a") == EXPORT


@pytest.mark.parametrize("encoding", ["gzip", "GZip", "br", "gzip, gzip"])
def test_an_encoding_that_was_not_asked_for_is_refused(site: Site, encoding: str) -> None:
    site["/a"] = body(gzip.compress(EXPORT), {"Content-Encoding": encoding})
    assert "in an encoding that was not asked for" in _fails(site / "a")


@pytest.mark.parametrize("encoding", ["identity", " Identity "])
def test_no_encoding_may_be_said_to_be_one(site: Site, encoding: str) -> None:
    site["/a"] = body(EXPORT, {"Content-Encoding": encoding})
    assert _get(site / "a") == EXPORT


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
    assert "HTTP 302" in _fails(site / "a")


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
        ("https://10.0.0.1/a", "https://x.10.0.0.1/b", False),
        ("https://medlineplus.gov/a", "https://[::1/b", False),
    ],
)
def test_the_same_site(start: str, target: str, allowed: bool) -> None:
    assert target_of(target, start, start) == (target if allowed else "")


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
        "https://medlineplus.gov:65535?a",
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
        "http://localhost.example.org/", "http://127.0.0.1.example.org/", "http://[::2]/", "http://127.0.0.256/",
        "http\u017f://a/", "https://\u212a/",
        "http://[::1]example.org/", "http://localhost@example.org/", "http://example.org\\@localhost/",
        "https://", "https:///a", "https://:443/", "https://a:b/", "https://a:65536/", "https://a:99999/", "https://[::1",
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


@pytest.mark.parametrize(("letters", "shown"), [(120, "x" * 120), (121, "x" * 119 + "…")])
def test_a_long_address_is_told_in_part(letters: int, shown: str) -> None:
    assert _fails("x" * letters) == f"{shown} is not an address to download from"


def test_an_address_is_told_in_one_line() -> None:
    assert _fails("http://a \n\t b").startswith("http://a b is not an address")


# Connections


def test_a_refused_connection_is_reported() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert _fails(f"http://127.0.0.1:{port}/") == f"127.0.0.1:{port} refused the connection"


def test_a_name_that_does_not_resolve_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    assert _fails("https://medlineplus.gov/a") == "the name medlineplus.gov cannot be resolved"


def _only_numbers(host: object, *_: object, **__: object) -> object:
    """Resolve no name: a test needs no network."""
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


@pytest.mark.parametrize("host", ["a..b", "a" * 64 + ".example.org"])
def test_a_name_that_cannot_be_one_is_reported(host: str) -> None:
    assert host in _fails(f"https://{host}/")


def test_no_way_to_a_site_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_a_bad_certificate_is_reported(secure_site: Site) -> None:
    secure_site["/a"] = body(EXPORT)
    assert "certificate of 127.0.0.1" in _fails(secure_site / "a")
    assert secure_site.requests == []


def test_a_certificate_for_another_name_is_reported(
    secure_site: Site, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    secure_site["/a"] = body(EXPORT)
    assert "IP address mismatch" in _fails(secure_site / "a")
    assert secure_site.requests == []


def test_https_to_a_site_that_does_not_speak_it_is_reported(site: Site) -> None:
    assert "does not offer a secure connection" in _fails(f"https://127.0.0.1:{site.port}/a")


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
def test_a_proxy_that_gives_no_way_is_reported(
    site: Site, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", site.url)
    site["CONNECT"] = status(code)
    assert _fails("https://medlineplus.gov/a") == "the proxy does not let us reach medlineplus.gov"


@pytest.mark.parametrize(
    "proxy",
    ["socks5://127.0.0.1:9", "nonsense://127.0.0.1:9", "http://[", "::", "http:/me:secret@x"],
)
def test_a_proxy_that_cannot_be_used_is_reported(
    monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    monkeypatch.setattr(socket, "getaddrinfo", _only_numbers)
    said = _fails("https://medlineplus.gov/a")
    assert "medlineplus.gov" in said
    assert "secret" not in said


def test_a_proxy_for_all_is_used_too(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", site.url)
    site["CONNECT"] = status(502)
    assert _fails("https://medlineplus.gov/a") == "the proxy does not let us reach medlineplus.gov"


def test_a_password_for_the_proxy_is_for_the_proxy_only(
    site: Site, secure_site: Site, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://me:secret@127.0.0.1:{site.port}")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    site["CONNECT"] = lambda visitor: visitor.tunnel(secure_site.port)
    secure_site["/a"] = body(EXPORT)
    assert _get("https://medlineplus.gov/a") == EXPORT
    assert "Proxy-Authorization" in site.requests[0].headers
    assert not {name for name in secure_site.requests[0].headers if "uthorization" in name}


def test_a_bad_certificate_behind_a_proxy_is_reported_as_one(
    site: Site, secure_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", site.url)
    site["CONNECT"] = lambda visitor: visitor.tunnel(secure_site.port)
    assert "certificate of medlineplus.gov" in _fails("https://medlineplus.gov/a")


@pytest.mark.parametrize("content", [None, "", "no certificate"])
def test_certificates_that_cannot_be_read_are_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None
) -> None:
    path = tmp_path / "certificates.pem"
    if content is not None:
        path.write_text(content)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(path))
    assert f"the certificates in {path} cannot be read" in _fails("https://127.0.0.1:9/a")


def test_this_machine_is_asked_without_a_proxy(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    site["/a"] = body(EXPORT)
    assert _get(site / "a") == EXPORT


# The caller's file


def test_a_disk_that_is_full_is_reported(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    full = open("/dev/full", "r+b", buffering=0)  # noqa: SIM115 - the program closes it
    monkeypatch.setattr("tempfile.TemporaryFile", lambda: full)
    site["/a"] = body(EXPORT)
    with pytest.raises(LocalError, match="No space left on device"), temporary_file() as file:
        download(site / "a", file, NOTHING)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("what", ["a name", "a header", "a body"])
def test_an_interruption_does_not_wait_for_the_site(
    site: Site, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    main = threading.main_thread().ident
    assert main
    before = signal.signal(signal.SIGUSR1, _interrupt)
    over = threading.Event()

    def interrupt() -> None:
        signal.pthread_kill(main, signal.SIGUSR1)

    def hang(*_: object, **__: object) -> None:
        interrupt()
        over.wait()
        raise socket.gaierror(socket.EAI_AGAIN, "later")

    def answer(visitor: Visitor) -> None:
        if what == "a body":
            body(EXPORT[: module.CHUNK], announced=1 << 20)(visitor)
        else:
            interrupt()
        visitor.wait()

    if what == "a name":
        monkeypatch.setattr(socket, "getaddrinfo", hang)
    site["/a"] = answer
    try:
        with pytest.raises(KeyboardInterrupt):
            download(site / "a", io.BytesIO(), NOTHING, lambda *_: interrupt())
    finally:
        signal.signal(signal.SIGUSR1, before)
        over.set()
