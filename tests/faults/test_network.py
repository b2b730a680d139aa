"""`topic update` and every site that misbehaves, through the real command.

tests/sources/medlineplus/test_download.py has each fault of a download by itself, in every run. Here is what
needs the whole command: what it says and how it ends, that nothing it has is touched, and that no
other command uses the network. A name that does not resolve and a bad certificate are told there
only: they need a resolver and an authority of the test's own. Skipped: IPv6 where there is none.
"""

import gzip
import shutil
import socket
from collections.abc import Iterator
from itertools import chain, repeat
from pathlib import Path

import pytest

from tests.support.command import Topic, personal, topic_file
from tests.support.exports import RECORDS, export
from tests.support.generations import archive, day, digests, kept_generation, xml
from tests.support.installation import Installation, data_of
from tests.support.long_form import only_long
from tests.support.server import Answer, Site, Visitor, body, raw, redirect, running, status

NEWER = f"mplus_topics_compressed_{day(1)}.zip"
WHOLE = archive(1)
SIZE = b"%d" % len(WHOLE)
OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
CHUNK = b"%x\r\n%b\r\n" % (len(WHOLE), WHOLE)
HASTE = "0.3"  # seconds that a download may take where a test has a site that never ends


def _page(*links: str) -> Answer:
    anchors = "".join(f'<a href="{link}">x</a>' for link in links)
    return body(f"<!DOCTYPE html>{anchors}".encode(), {"Content-Type": "text/html"})


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as site:
        site["/xml.html"] = _page(NEWER)
        site[f"/{NEWER}"] = body(WHOLE)
        yield site


@pytest.fixture
def topic(enclosed: Topic, site: Site) -> Topic:
    """The command with nothing imported, and the address of the site."""
    return enclosed.with_environ(HEALTHTOPICS_MEDLINEPLUS_URL=site / "xml.html")


@pytest.fixture(scope="module")
def imported(installed: Installation, tmp_path_factory: pytest.TempPathFactory) -> Topic:
    """The command in a home where an older export was imported than the site has."""
    topic = installed.in_home(tmp_path_factory.mktemp("imported"))
    (topic.home / "old.xml").write_bytes(xml(0))
    topic.ok("import", str(topic.home / "old.xml"))
    return topic


@pytest.fixture
def old(topic: Topic, imported: Topic) -> Topic:
    """The command with the same export in a home of its own."""
    shutil.copytree(data_of(imported), data_of(topic))
    shutil.copy2(imported.home / "old.xml", topic.home)
    return topic


def _fails(topic: Topic, code: int, *words: str) -> str:
    """Return what is said of a command that fails and must leave every file as it was."""
    before = digests(topic.home)
    said = topic.fails(code, *words)
    assert "\x1b" not in said
    assert digests(topic.home) == before
    return said


def _half_header(visitor: Visitor) -> None:
    visitor.wfile.write(OK + b"Content-Le")
    visitor.connection.shutdown(socket.SHUT_WR)
    visitor.wait()


def _half_body(visitor: Visitor) -> None:
    visitor.wfile.write(OK + b"Content-Length: 99999\r\n\r\n" + WHOLE[:999])
    visitor.connection.shutdown(socket.SHUT_WR)
    visitor.wait()


Faults = dict[str, tuple[Answer, int, str]]

FAULTS: Faults = {
    "an error": (status(500), 4, "HTTP 500"),
    "a login page": (body(b"<html>Log in</html>", {"Content-Type": "text/html"}), 4, "web page"),
    "a page that does not say so": (body(b"<html>Log in</html>"), 3, "its root is “html”"),
    "nothing": (body(b""), 4, "is empty"),
    "nothing new": (raw(b"HTTP/1.1 304 Not Modified\r\n\r\n"), 4, "HTTP 304"),
    "half a body": (_half_body, 4, "broke off after 999 bytes"),
    "chunks that break off": (raw(CHUNKED, CHUNK[:-9]), 4, "broke off after"),
    "announces 5,000 digits": (
        raw(OK, b"Content-Length: ", b"9" * 5000, b"\r\n\r\n"),
        4,
        "is empty",
    ),
    "a chunk of a negative size": (
        lambda visitor: visitor.drip(chain([CHUNKED, b"-1\r\n"], repeat(bytes(8 << 20))), pause=0),
        4,
        NEWER,
    ),
    "words that act": (raw(b"HTTP/1.1 500 \x1b[31m\r\n\r\n"), 4, "HTTP 500"),
    "without https": (redirect("http://example.org/"), 4, "not a safe address"),
    "a file of this machine": (redirect("file:///etc/passwd"), 4, "not a safe address"),
    "half an archive": (body(WHOLE[:-50]), 3, "cannot be read"),
    "XML and more": (body(xml(1) + b"<p>"), 3, "not well-formed"),
    "gzip in gzip": (body(gzip.compress(gzip.compress(WHOLE))), 3, "not well-formed"),
    "few topics": (body(export(RECORDS[0])), 3, "--force"),
}
MORE_FAULTS: Faults = {
    "not there": (status(404), 4, "HTTP 404"),
    "no last chunk": (raw(CHUNKED, CHUNK), 4, "broke off after"),
    "a chunk of a negative size that ends": (raw(CHUNKED, b"-5\r\n", WHOLE), 4, "broke off"),
    "a chunk of an endless size": (raw(CHUNKED, b"f" * 70000), 4, "broke off"),
    "a trailer without an end": (raw(CHUNKED, CHUNK, b"0\r\nX: ", b"y" * 70000), 4, "broke off"),
    "announces less": (raw(OK + b"Content-Length: 500\r\n\r\n", WHOLE), 3, "cannot be read"),
    "announces nothing": (body(WHOLE, announced=0), 4, "is empty"),
    "two lengths": (
        raw(OK + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n", WHOLE), 3, "cannot be read",
    ),
    "half a header": (_half_header, 4, "is empty"),
    "many headers": (raw(OK, b"X: y\r\n" * 5000, b"\r\n"), 4, "be understood"),
    "a long header": (raw(OK, b"X: ", b"y" * 100_000, b"\r\n\r\n"), 4, "be understood"),
    "another protocol": (raw(b"SSH-2.0-OpenSSH_9.2\r\n"), 4, "be understood"),
    "no such part": (body(b"", {"Content-Range": "bytes */5"}, code=416), 4, "HTTP 416"),
    "later": (body(b"", {"Retry-After": "3600"}, code=429), 4, "Try again later"),
    "much later": (
        body(b"", {"Retry-After": "Wed, 21 Oct 2099 07:28:00 GMT"}, code=503), 4, "Try again later",
    ),
    "an encoding that acts": (body(WHOLE, {"Content-Encoding": "\x1b[31m"}), 4, "not asked for"),
    "an address that acts": (redirect("https://\x1b]0;x\x07/"), 4, "not a safe address"),
    "rubbish": (body(b"PK nonsense"), 3, "cannot be read"),
}  # fmt: skip


def test_a_fault_is_told_and_the_old_copy_stays(old: Topic, site: Site, long: bool) -> None:
    old.ok("list")
    faults = FAULTS | MORE_FAULTS if long else FAULTS
    for name, (answer, code, said) in faults.items():  # in one home, which is quick
        site[f"/{NEWER}"] = answer
        assert said in _fails(old, code, "update"), name


NEVER: dict[str, Answer] = {
    "no answer": Visitor.wait,
    "a slow header": lambda visitor: visitor.drip(chain([OK], repeat(b"X: 1\r\n"))),
    "a slow body": lambda visitor: visitor.drip(
        chain([OK + b"Content-Length: 99999\r\n\r\n"], repeat(b"P"))
    ),
}


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("no answer", "/xml.html"),
        ("a slow body", f"/{NEWER}"),
        *only_long(
            [
                ("no answer", f"/{NEWER}"),
                ("a slow body", "/xml.html"),
                ("a slow header", "/xml.html"),
                ("a slow header", f"/{NEWER}"),
            ]
        ),
    ],
)
def test_a_site_that_never_ends_is_left(old: Topic, site: Site, name: str, path: str) -> None:
    site[path] = NEVER[name]
    said = _fails(old.with_environ(FAULT_SECONDS=HASTE), 4, "update")
    assert "not finished within" in said or "did not answer in time" in said


ODD: dict[str, Answer] = {
    "a length that is none": raw(OK + b"Content-Length: \xb2\r\n\r\n", WHOLE),
    "chunks with a length": raw(OK + b"Content-Length: 3\r\n" + CHUNKED[len(OK) :], CHUNK, b"0\r\n\r\n"),
    "more behind the archive": body(WHOLE + b"garbage"),
    "a stamp that acts": body(WHOLE, {"ETag": "\x1b[31m\xff", "Last-Modified": "\x9b"}),
}  # fmt: skip
MORE_ODD: dict[str, Answer] = {
    "length twice": raw(OK + (b"Content-Length: " + SIZE + b"\r\n") * 2 + b"\r\n", WHOLE),
    "a negative length": raw(OK + b"Content-Length: -5\r\n\r\n", WHOLE),
    "more than announced": raw(OK + b"Content-Length: " + SIZE + b"\r\n\r\n", WHOLE, WHOLE),
    "an old protocol": raw(b"HTTP/1.0 200 OK\r\n\r\n", WHOLE),
}


def test_a_whole_export_is_taken_however_it_is_sent(old: Topic, site: Site, long: bool) -> None:
    answers = ODD | MORE_ODD if long else ODD
    for number, (name, answer) in enumerate(answers.items(), 1):
        newer = f"mplus_topics_compressed_{day(number)}.zip"
        site["/xml.html"] = _page(newer)
        site[f"/{newer}"] = answer
        assert "\x1b" not in old.ok("update", "--force"), name
        assert kept_generation(old) == 1
    assert old("update").code == 0  # what the site said of it does no harm


# The index page


INDEX: dict[str, tuple[Answer, str]] = {
    "an error": (status(500), "HTTP 500"),
    "a login page": (body(b"<html>Log in</html>"), "links to no export"),
    "elsewhere": (redirect("https://example.org/"), "not a safe address"),
    "a bomb": (
        body(gzip.compress(bytes(8 << 20)), {"Content-Encoding": "gzip"}),
        "was not asked for",
    ),
    "exports elsewhere": (_page(f"https://example.org/{NEWER}"), "links to no export"),
}
MORE_INDEX: dict[str, tuple[Answer, str]] = {
    "not there": (status(404), "HTTP 404"),
    "later": (body(b"", {"Retry-After": "3600"}, code=503), "HTTP 503"),
    "nothing": (body(b""), "is empty"),
    "breaking off": (body(b"<a href=", announced=999), "broke off"),
    "a file": (redirect("file:///etc/passwd"), "not a safe address"),
    "huge": (body(b"<p>" * (1 << 20)), "larger than"),
    "no HTTP": (raw(b"\0" * 1000), "be understood"),
}


def test_a_fault_of_the_index_page_is_told_by_check_too(old: Topic, site: Site, long: bool) -> None:
    old.ok("list")
    answers = INDEX | MORE_INDEX if long else INDEX
    for name, (answer, said) in answers.items():
        site["/xml.html"] = answer
        assert said in _fails(old, 4, "update", "--check"), name


def test_absurd_names_are_no_exports(old: Topic, site: Site) -> None:
    names = (
        "../../x.zip", "..\\..\\x.zip", "/etc/mplus_topics_compressed_2031-01-01.zip/../../x.zip",
        "..%2f..%2fmplus_topics_compressed_2031-01-01.zip", "mplus_topics_compressed_.zip",
        "mplus_topics_compressed_2031-13-45.zip", "mplus_topics_compressed_2031-01-01.zip.exe",
        "mplus_topics_compressed_٢٠٣١-٠١-٠١.zip", "--help", "\x1b[31m", "|sh", "$(sh)", NEWER,
        "javascript:mplus_topics_compressed_2031-01-01.zip", f"{NEWER}/", f"x{NEWER}",
        *(f"mplus_topics_compressed_2019-{m:02}-{d:02}.zip" for m in range(99) for d in range(99)),
    )  # fmt: skip
    site["/xml.html"] = _page(*names)
    before = set(digests(old.home.parent))
    old.ok("update")
    assert [asked.path for asked in site.requests] == ["/xml.html", f"/{NEWER}"]
    assert kept_generation(old) == 1
    new = {Path(path).name for path in set(digests(old.home.parent)) - before}
    assert {name for name in new if not name.startswith("catalog-")} == set()


def test_the_newest_of_the_site_may_be_missing(old: Topic, site: Site) -> None:
    site["/xml.html"] = _page(NEWER, f"mplus_topics_compressed_{day(2)}.zip")
    assert "could not be downloaded (HTTP 404)" in _fails(old, 4, "update")


def test_a_date_in_the_future_does_not_end_all_updates(topic: Topic, site: Site) -> None:
    future = "mplus_topics_compressed_9999-12-31.zip"
    site["/xml.html"] = _page(future)
    site[f"/{future}"] = body(archive(2), {"ETag": '"2"'})
    topic.ok("update")
    site[f"/{future}"] = raw(b"HTTP/1.1 304 Not Modified\r\n\r\n")
    assert topic("update").err == f"topic: you have the newest export, of {day(2)}\n"
    site["/xml.html"] = _page(f"mplus_topics_compressed_{day(3)}.zip")
    site[f"/mplus_topics_compressed_{day(3)}.zip"] = body(archive(3))
    topic.ok("update")
    assert kept_generation(topic) == 3


def test_an_export_that_says_it_is_from_the_future_is_told_from_the_newest(
    topic: Topic, site: Site
) -> None:
    (topic.home / "x.xml").write_bytes(xml(2))
    topic.ok("import", str(topic.home / "x.xml"))
    result = topic("update")
    assert (result.code, result.out) == (0, "")
    assert str(day(2)) in result.err
    assert str(day(1)) in result.err
    topic.ok("update", "--force")
    assert kept_generation(topic) == 1


def test_an_export_without_a_date_does_not_count_as_the_newest(topic: Topic) -> None:
    (topic.home / "x.xml").write_bytes(xml(0).replace(b"date-generated=", b"date-unknown="))
    topic.ok("import", str(topic.home / "x.xml"))
    assert "a newer export is available" in topic.ok("update", "--check")
    topic.ok("update")
    assert kept_generation(topic) == 1


def test_no_cookie_is_sent_back(old: Topic, site: Site) -> None:
    cookie = {"Set-Cookie": "who=you; Path=/"}
    site["/xml.html"] = body(b"", {"Location": "/new.html", **cookie}, code=302)
    site["/new.html"] = body(f'<a href="{NEWER}">x</a>'.encode(), cookie)
    old.ok("update")
    assert [asked.path for asked in site.requests] == ["/xml.html", "/new.html", f"/{NEWER}"]
    assert not any("Cookie" in asked.headers for asked in site.requests)


def test_redirects_lead_to_the_index_and_to_the_export(old: Topic, site: Site) -> None:
    for number in range(5):
        site[f"/{number}"] = redirect(f"{site.url}/{number + 1}", 301 + number % 3)
    site["/5"] = _page(NEWER)
    site["/xml.html"] = redirect("1")
    site[f"/{NEWER}"] = redirect("export?a=b&c=d#e", 308)
    site["/export?a=b&c=d"] = body(WHOLE)
    old.ok("update")
    assert kept_generation(old) == 1


# Ways to the site


def test_the_other_loopback_address(topic: Topic) -> None:
    try:
        with running(host="::1") as site:
            site["/xml.html"] = _page(NEWER)
            site[f"/{NEWER}"] = body(WHOLE)
            topic.ok("update", "--url", site / "xml.html")
    except OSError as error:
        pytest.skip(f"this machine has no IPv6 ({error.strerror})")
    assert kept_generation(topic) == 1


def _closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


PROXIES: dict[str, tuple[str, str]] = {
    "refusing": ("http://127.0.0.1:{closed}", "the proxy does not let us reach medlineplus.gov"),
    "with a password": ("http://me:secret@127.0.0.1:{site}", "the proxy does not let us"),
    "acting": ("http://\x1b[31m/", "medlineplus.gov"),
}
MORE_PROXIES: dict[str, tuple[str, str]] = {
    "of us": ("http://127.0.0.1:{site}", "the proxy does not let us reach medlineplus.gov"),
    "without a scheme": ("127.0.0.1:{closed}", "the proxy does not let us reach medlineplus.gov"),
    "socks": ("socks5://127.0.0.1:{closed}", "the proxy does not let us reach medlineplus.gov"),
    "nonsense": ("nonsense://x", "medlineplus.gov"),
    "half a host": ("http://[", "medlineplus.gov"),
}


def test_a_proxy_that_gives_no_way_is_told(old: Topic, site: Site, long: bool) -> None:
    site["CONNECT"] = status(407)
    proxies = PROXIES | MORE_PROXIES if long else PROXIES
    for name, (pattern, said) in proxies.items():
        proxy = pattern.format(closed=_closed_port(), site=site.port)
        proxied = old.with_environ(HTTPS_PROXY=proxy, FAULT_SECONDS="5")
        failure = _fails(proxied, 4, "update", "--url", "https://medlineplus.gov/xml.html")
        assert said in failure, name
        assert "secret" not in failure


def test_a_proxy_is_not_asked_about_this_machine(topic: Topic) -> None:
    dead = f"http://127.0.0.1:{_closed_port()}"
    names = ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
    topic.with_environ(**dict.fromkeys(names, dead)).ok("update")
    assert kept_generation(topic) == 1


def test_a_host_that_no_proxy_names_is_asked_itself(old: Topic) -> None:
    port = _closed_port()
    environ = {"HTTPS_PROXY": "http://127.0.0.1:9", "NO_PROXY": "127.0.0.1"}
    said = _fails(old.with_environ(**environ), 4, "update", "--url", f"https://127.0.0.1:{port}/")
    assert f"127.0.0.1:{port} refused the connection" in said


def test_certificates_that_are_not_there_are_told(old: Topic) -> None:
    environ = {"REQUESTS_CA_BUNDLE": "/nowhere.pem", "FAULT_SECONDS": "5"}
    said = _fails(old.with_environ(**environ), 4, "update", "--url", "https://127.0.0.1:9/")
    assert "the certificates in /nowhere.pem cannot be read" in said


# All other commands

OFFLINE: list[tuple[int, tuple[str, ...]]] = [
    (0, ("show", "blue elbow")),
    (1, ("show", "no such thing")),
    (0, ("symptoms", "blue elbow")),
    (0, ("symptoms", "--having", "blue")),
    (0, ("urgent", "blue elbow")),
    (0, ("links",)),
    (0, ("list",)),
    (0, ("groups",)),
    (0, ("categories",)),
    (0, ("search", "elbow")),
    (1, ("search", "zzzzzz")),
    (0, ("open", "blue elbow", "1", "--print")),
    (0, ("status",)),
    (0, ("changes",)),
    (0, ("check", "{home}/own")),
    (0, ("import", "{home}/old.xml")),
    (3, ("import", "{home}/own/0.yaml")),
    (0, ("--help",)),
    (0, ("--version",)),
    (2, ("sohw", "blue elbow")),
]


def test_no_other_command_leaves_this_machine(old: Topic, site: Site) -> None:
    own = personal(old, old.home / "own", [topic_file(title="Own", also_called=None)])
    log = old.home / "log"
    watched = own.with_environ(FAULT_LOG=str(log))

    def left() -> set[str]:
        steps = set(log.read_text().splitlines())
        return {step for step in steps if not step.startswith(("os.", "open", "fcntl", "sqlite3"))}

    for code, words in OFFLINE:
        result = watched(*(word.format(home=old.home) for word in words))
        assert result.code == code, result
    completing = watched.with_environ(
        _TOPIC_COMPLETE="bash_complete", COMP_WORDS="topic show ", COMP_CWORD="2"
    )
    assert "blue-elbow" in completing.run_bytes().stdout.decode()
    assert site.requests == []
    assert left() == set()
    watched.ok("update")
    assert "socket.connect" in left()  # it would have been seen
