"""Visits to a site of exports, and the download of an export.

A site is not trusted: addresses, redirects, sizes and times have limits. Whatever exceeds them or
is not an export is an error, and the caller's old copy stays as it is.

``urllib.request`` sends no cookies or passwords, and follows redirects only if it is told to.
"""

import os
import re
import signal
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from http.client import (
    HTTPConnection,
    HTTPException,
    HTTPResponse,
    HTTPSConnection,
    parse_headers,
)
from typing import BinaryIO, NamedTuple
from urllib import request
from urllib.error import URLError
from urllib.parse import urljoin

from healthtopics import __version__
from healthtopics.errors import LocalError, NetworkError
from healthtopics.messages import Message, known, reason, say
from healthtopics.sources.medlineplus.exports import Origin


class Limit(NamedTuple):
    """How long a visit may take in all, and how many bytes it may bring."""

    seconds: float
    bytes: int


PAGE = Limit(30, 2 << 20)
FILE = Limit(150, 100 << 20)
WAIT: float = 20  # seconds for a connection, and for each next byte
CHUNK = 1 << 16
REDIRECTS = 5
_HEADER = re.compile("[!-~](?:[ -~]*[!-~])?")

_LATER = say("Try again later. The copy that you have stays as it is.")
_CONNECTION = say("Check your connection to the internet. The copy that you have stays as it is.")
_PORTAL = say(
    "It may be the login page of your network: open any page in a browser first. "
    "The copy that you have stays as it is."
)
MOVED = say(
    "If the site has moved, name its new address with --url. The copy that you have stays as it is."
)
_UNSAFE = say(
    "Do not trust this network or this site without asking why. "
    "The copy that you have stays as it is."
)
_PROXY = say(
    "See HTTPS_PROXY and NO_PROXY in the environment. The copy that you have stays as it is."
)
_ADDRESS_HINT = say(
    "An address begins with https:// (or, on this machine itself, http://localhost)."
)


def download(
    url: str,
    into: BinaryIO,
    known: Origin,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Origin | None:
    """Write an export into a file; return what the site said about it, or None if it is unchanged.

    If this fails, part of it may have been written, so the caller should be able to drop the file.

    Args:
        url: the address of the export.
        into: an empty file.
        known: what an earlier download returned; it counts for the same address only.
        progress: called with the number of bytes so far and the total (0 if the site did not say).

    Raises:
        NetworkError: the export did not arrive whole.
        OSError: the file cannot be written.
    """
    # The headers of a conditional request (RFC 9110, section 13.1), if their values are valid.
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    conditions = {k: v for k, v in asked.items() if known.url == url and _HEADER.fullmatch(v)}
    with visit(url, FILE, conditions) as response:
        if conditions and response.status == 304:
            return None
        is_page = response.headers.get_content_type() in ("text/html", "application/xhtml+xml")
        # 511: the network wants a login (RFC 6585, section 6)
        if response.status == 511 or (response.status == 200 and is_page):
            raise NetworkError(
                say("a web page came from {url} instead of an export", url=shown(url)), _PORTAL
            )
        into.writelines(content(response, url, FILE, progress))
        into.flush()
        said = (response.headers.get(name, "") for name in ("ETag", "Last-Modified"))
        return Origin(url, *said)


# Visits


class _TimeIsUp(Exception):
    """The alarm of a visit rang."""


@contextmanager
def _alarm(url: str, seconds: float) -> Iterator[None]:
    """End the body of the ``with`` after a time, whatever it waits for; in the main thread only.

    A socket's timeout is not enough: a site that sends a byte now and then never reaches it.
    """

    def ring(*_: object) -> None:
        raise _TimeIsUp

    before = signal.signal(signal.SIGALRM, ring)
    try:
        try:
            # Again every second: code that cannot raise may have swallowed the first exception.
            signal.setitimer(signal.ITIMER_REAL, seconds, 1)
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    except _TimeIsUp:
        raise NetworkError(
            say(
                "{url} was not finished within {seconds} seconds",
                url=shown(url),
                seconds=f"{seconds:g}",
            ),
            _LATER,
        ) from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)  # it may have rung in the other "finally"
        signal.signal(signal.SIGALRM, before)


@contextmanager
def visit(
    url: str, limit: Limit, headers: Mapping[str, str] | None = None
) -> Iterator[HTTPResponse]:
    """Request an address, and give the answer at the end of its redirects, its body unread.

    The time limit holds until the ``with`` ends.

    Raises:
        NetworkError: there is no answer, a redirect is not allowed, or the time is up.
    """
    if not is_allowed(url):
        raise NetworkError(
            say("{url} is not an address to download from", url=shown(url)), _ADDRESS_HINT
        )
    with _alarm(url, limit.seconds), _follow(url, headers or {}) as response:
        yield response


def _follow(url: str, headers: Mapping[str, str]) -> HTTPResponse:
    """Request an address and follow its redirects, without reading their bodies."""
    address = url
    for _ in range(REDIRECTS + 1):
        response = _ask(address, headers)
        location = response.headers.get("Location")
        if response.status not in (301, 302, 303, 307, 308) or location is None:
            return response
        response.close()
        target = target_of(location, address, url)
        if not target:
            raise NetworkError(
                say(
                    "{url} leads to {target}, which is not a safe address of its site",
                    url=shown(url),
                    target=shown(location),
                ),
                _UNSAFE,
            )
        address = target
    raise NetworkError(
        say("{url} redirects more than {times} times", url=shown(url), times=REDIRECTS), _LATER
    )


def _ask(url: str, headers: Mapping[str, str]) -> HTTPResponse:
    """Send one request and return the answer.

    It is sent from a daemon thread, since neither an alarm nor ^C reaches the system while it looks
    up a name.
    """
    opener = _opener(url)
    named = {"User-Agent": f"healthtopics/{__version__}", **headers}
    asked = request.Request(url, headers=named)  # noqa: S310 - `visit` allowed the address
    place = asked.host
    answer: Future[HTTPResponse] = Future()

    def ask() -> None:
        try:
            answer.set_result(opener.open(asked, timeout=WAIT))
        except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
            answer.set_exception(error)

    try:
        threading.Thread(target=ask, daemon=True).start()
    except RuntimeError:
        raise LocalError(
            say(
                "no thread can be started: there is not enough memory, or there are too many "
                "processes"
            ),
            say("Close other programs, and try again. The copy that you have stays as it is."),
        ) from None
    try:
        return answer.result()
    except _FAILURES as error:
        by_proxy = asked.host != place  # a proxy took its place
        raise _explained(error, place, by_proxy=by_proxy) from None
    except BaseException:
        answer.add_done_callback(_close)
        raise


def _close(answer: Future[HTTPResponse]) -> None:
    if not answer.exception():
        answer.result().close()


class _Response(HTTPResponse):
    """An answer that may follow interim ones, such as 103 (RFC 9110, section 15.2)."""

    def _read_status(self) -> tuple[str, int, str]:
        while True:
            version, status, reason = super()._read_status()  # type: ignore[misc]
            if not 101 < status < 200:
                return version, status, reason
            parse_headers(self.fp)


class _HTTPConnection(HTTPConnection):
    response_class = _Response


class _HTTPSConnection(HTTPSConnection):
    response_class = _Response


class _HTTPHandler(request.HTTPHandler):
    def http_open(self, req: request.Request) -> HTTPResponse:
        """Open an address."""
        return self.do_open(_HTTPConnection, req)


class _HTTPSHandler(request.HTTPSHandler):
    def __init__(self, context: ssl.SSLContext) -> None:
        super().__init__(context=context)
        self._own_context = context

    def https_open(self, req: request.Request) -> HTTPResponse:
        """Open an address."""
        return self.do_open(_HTTPSConnection, req, context=self._own_context)


def _opener(url: str) -> request.OpenerDirector:
    """Return an opener for an address: direct for this machine, else as the environment says."""
    opener = request.OpenerDirector()
    if url[:5].lower() == "http:":
        opener.add_handler(_HTTPHandler())
        return opener
    import certifi

    bundle = os.environ.get("REQUESTS_CA_BUNDLE") or certifi.where()
    try:
        context = ssl.create_default_context(cafile=bundle)
    except OSError as error:
        raise NetworkError(
            say(
                "the certificates in {path} cannot be read ({reason})",
                path=bundle,
                reason=reason(error),
            ),
            say(
                "See REQUESTS_CA_BUNDLE in the environment. The copy that you have stays as it is."
            ),
        ) from None
    proxies = request.getproxies()
    proxy = proxies.get("https") or proxies.get("all")
    opener.add_handler(request.ProxyHandler({"https": proxy} if proxy else {}))
    opener.add_handler(_HTTPSHandler(context))
    return opener


def content(
    response: HTTPResponse,
    url: str,
    limit: Limit,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Iterator[bytes]:
    """Yield the body of an answer as it comes.

    Args:
        response: the answer.
        url: the address that was asked for.
        limit: how many bytes the body may have.
        progress: called with the number of bytes so far and the total (0 if the site did not say).

    Raises:
        NetworkError: it is not the file that was asked for, not whole, or too large.
    """
    if response.status != 200:
        hint = MOVED if response.status in (403, 404, 410) else _LATER
        raise NetworkError(
            say(
                "{url} could not be downloaded (HTTP {status})",
                url=shown(url),
                status=response.status,
            ),
            hint,
        )
    if response.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        raise NetworkError(
            say("{url} came in an encoding that was not asked for", url=shown(url)), _LATER
        )
    total, came = response.length or 0, 0
    while max(total, came) <= limit.bytes:
        try:
            # Not read(): for a chunk that claims to have -1 bytes, it would return all there is.
            part = response.read1(CHUNK)
        except TimeoutError as error:
            raise _explained(error, shown(url), by_proxy=False) from None
        except _FAILURES:
            part, total = b"", max(total, came + 1)
        if not part:
            if came < total:
                raise NetworkError(
                    say("{url} broke off after {number} bytes", url=shown(url), number=f"{came:,}"),
                    _LATER,
                )
            if not came:
                raise NetworkError(say("{url} is empty", url=shown(url)), _LATER)
            return
        came += len(part)
        progress(came, total)
        yield part
    raise NetworkError(
        say(
            "{url} is larger than the limit of {limit} bytes",
            url=shown(url),
            limit=f"{limit.bytes:,}",
        ),
        _UNSAFE,
    )


# Addresses

# The host and port are written in the one way that all libraries read alike, and no character needs
# to be escaped; http is for this machine itself only.
_ADDRESS = re.compile(
    r"""(?:(?P<https>https)://(?P<host>[a-z0-9](?:[a-z0-9_.-]*[a-z0-9])?|\[[0-9a-f:.]+\])
        |http://(?P<own>localhost|\[::1\]|127(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}))
    (?::(?:[0-5]?\d{1,4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5]))?
    (?:[/?\#][^\x00-\x20"<>\\^`{|}\x7f-\U0010ffff]*)?""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


_NOBODY = re.compile(r"https?://[^/?#@:\\]+(?::[0-9]+)?(?:[/?#].*)?", re.IGNORECASE)
# Up to the last @, wherever it is: what is behind a wrong slash may be a password as well.
_SOMEBODY = re.compile(r"^((?:https?:)?[/\\]*).*@", re.IGNORECASE)


def is_allowed(url: str) -> bool:
    """Return whether an address may be visited: https with a host, or http to this machine."""
    return bool(_ADDRESS.fullmatch(url))


def target_of(link: str, base: str, start: str) -> str:
    """Return where a link or a redirect leads; empty if a visit must not go there.

    A visit stays at its host or goes to one below it, and never from https to http.

    Args:
        link: as it is written.
        base: the address that it is relative to.
        start: the address at which the visit began.
    """
    try:
        url = urljoin(base, link)
    except ValueError:
        return ""
    old, new = _ADDRESS.fullmatch(start), _ADDRESS.fullmatch(url)
    if not old or not new or (old["https"] and not new["https"]):
        return ""
    home, host = ((match["host"] or match["own"]).lower() for match in (old, new))
    is_below = host.endswith(f".{home}") and home[-1].isalpha()  # nothing is below an IP address
    return url if host == home or is_below else ""


def shown(url: str) -> str:
    """Return an address in a form that fits into a sentence, without a password."""
    url = " ".join(url.split())
    if not _NOBODY.fullmatch(url):
        url = _SOMEBODY.sub(r"\1…@", url)
    return url if len(url) <= 120 else f"{url[:119]}…"


# Failures

_FAILURES = (OSError, HTTPException, ValueError)  # what a request or a read can raise
_SENTENCES: tuple[tuple[type[Exception], Message, Message], ...] = (
    (TimeoutError, say("{place} did not answer in time"), _CONNECTION),
    (socket.gaierror, say("the name {place} cannot be resolved"), _CONNECTION),
    (ConnectionRefusedError, say("{place} refused the connection"), _LATER),
    (
        ssl.SSLCertVerificationError,
        say("the certificate of {place} is not valid ({reason})"),
        _UNSAFE,
    ),
    (ssl.SSLError, say("{place} does not offer a secure connection"), _UNSAFE),
    (HTTPException, say("the answer of {place} could not be understood"), _LATER),
    (Exception, say("{place} cannot be reached ({reason})"), _CONNECTION),
)


def _explained(error: BaseException, place: str, *, by_proxy: bool) -> NetworkError:
    """Return an explanation of why a request to a place failed."""
    if isinstance(error, URLError) and isinstance(error.reason, BaseException):
        error = error.reason
    if by_proxy and not isinstance(error, (TimeoutError, ssl.SSLError)):
        return NetworkError(say("the proxy does not let us reach {place}", place=place), _PROXY)
    # Only the system's own words: Python's may contain the password of a proxy.
    why = getattr(error, "verify_message", "") or getattr(error, "strerror", "")
    sentence, hint = next(rest for kind, *rest in _SENTENCES if isinstance(error, kind))
    values = {"place": place, "reason": known(why or type(error).__name__)}
    return NetworkError(sentence._replace(values=values), hint)
