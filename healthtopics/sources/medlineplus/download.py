"""The download of an export of MedlinePlus.

A site is not trusted: addresses, redirects, sizes and times are held to limits. Whatever goes
beyond them, and whatever is no export, is an error, and the caller's old copy stays as it is.
"""

import ipaddress
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from concurrent import futures
from contextlib import contextmanager
from http.client import HTTPException
from http.cookiejar import DefaultCookiePolicy
from types import TracebackType
from typing import BinaryIO, NamedTuple, Self, TypeVar
from urllib.parse import urljoin, urlsplit

import requests
from urllib3.exceptions import HTTPError, InvalidHeader, ReadTimeoutError

from healthtopics import __version__
from healthtopics.errors import LocalError, NetworkError

T = TypeVar("T")
Progress = Callable[[int, int], None]

MIB = 1 << 20
CHUNK = 1 << 16
# How much of a file tells a web page from an export.
HEAD = 1024

REDIRECTS = frozenset((301, 302, 303, 307, 308))
ABSENT = frozenset((403, 404, 410))  # 403: as storage services answer for what is not there
NETWORK_LOGIN = 511  # RFC 6585, section 6


_KEPT = "The copy that you have stays as it is."
_LATER = f"Try again later. {_KEPT}"
_CONNECTION = f"Check your connection to the internet. {_KEPT}"
_PORTAL = f"It may be the login page of your network: open any page in a browser first. {_KEPT}"
MOVED = f"If the site has moved, name its new address. {_KEPT}"
_UNSAFE = f"Do not trust this network or this site without asking why. {_KEPT}"
_ADDRESS = "An address begins with https:// (or, on this machine itself, http://localhost)."

# What may come out of a request: requests translates most failures, but not all of them.
_FAILURES = (OSError, HTTPError, HTTPException, ValueError)


class Limits(NamedTuple):
    """How long a visit may take, in seconds, and how much may come, in bytes.

    ``connect`` and ``read`` bound each wait for the other side, ``total`` the whole visit.
    ``wire`` counts bytes as they are sent, ``decoded`` as they are written; ``page`` holds for an
    index page, in both ways.
    """

    connect: float = 10
    read: float = 30
    total: float = 180
    wire: int = 100 * MIB
    decoded: int = 512 * MIB
    page: int = 2 * MIB
    redirects: int = 5


LIMITS = Limits()


class Validators(NamedTuple):
    """What a site said along with a file, so that it can be asked whether that has changed."""

    url: str
    etag: str = ""
    last_modified: str = ""


class Downloaded(NamedTuple):
    """How a download ended.

    ``changed`` is false if the caller has the file already; then nothing was written. ``size`` is
    what was written, in bytes.
    """

    validators: Validators
    changed: bool
    size: int


# Finding


def download(
    url: str,
    into: BinaryIO,
    known: Validators | None = None,
    limits: Limits = LIMITS,
    progress: Progress | None = None,
) -> Downloaded:
    """Write an export into a file, unless it is what the caller has.

    If this fails, a part may have been written: the file should be one that the caller can drop.

    Args:
        url: the address of the export.
        into: an empty file.
        known: what an earlier download returned; it counts for the same address only.
        limits: what is borne with.
        progress: is told the bytes that came, and how many are to come (0 if that is not known).

    Raises:
        NetworkError: the export did not come whole.
        LocalError: the file cannot be written.
    """
    conditions = _conditions(known) if known and known.url == url else {}
    with Visit(url, limits) as visit, visit.open(url, conditions) as response:
        if known and conditions and response.status_code == requests.codes.not_modified:
            return Downloaded(known, changed=False, size=0)
        refuse_status(response, url)
        _refuse_web_page(response, url)
        size = 0
        for chunk in _export_only(visit.content(response, url, limits, progress), url):
            with _writing():
                into.write(chunk)
            size += len(chunk)
        with _writing():
            into.flush()
        etag, modified = (response.headers.get(name, "") for name in ("ETag", "Last-Modified"))
        return Downloaded(Validators(url, etag, modified), changed=True, size=size)


def _conditions(known: Validators) -> dict[str, str]:
    """Return the headers of a conditional request (RFC 9110, section 13.1)."""
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {
        name: value
        for name, value in headers.items()
        if value and value.isascii() and value.isprintable() and value == value.strip()
    }


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise LocalError(
            f"the download cannot be written ({error.strerror})",
            f"Make room on the disk. {_KEPT}",
        ) from None


def _export_only(chunks: Iterator[bytes], url: str) -> Iterator[bytes]:
    """Yield the chunks of a file that is not empty and does not begin as a web page does."""
    head = b""
    for chunk in chunks:
        head += chunk
        if len(head) >= HEAD:
            break
    if not head:
        raise NetworkError(f"{shown(url)} is empty", _LATER)
    if is_web_page(head):
        raise _web_page(url)
    yield head
    yield from chunks


_WEB_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+)?html\b", re.IGNORECASE
)


def is_web_page(head: bytes) -> bool:
    """Tell whether a file that begins so is a web page."""
    return bool(_WEB_PAGE.match(head[:HEAD]))


def _refuse_web_page(response: requests.Response, url: str) -> None:
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind in ("text/html", "application/xhtml+xml"):
        raise _web_page(url)


def _web_page(url: str) -> NetworkError:
    return NetworkError(f"a web page came from {shown(url)} instead of an export", _PORTAL)


def refuse_status(response: requests.Response, url: str) -> None:
    """Refuse an answer that is not simply the file that was asked for."""
    status = response.status_code
    if status == requests.codes.ok:
        return
    if status == NETWORK_LOGIN:
        raise _web_page(url)
    if status in ABSENT:
        raise NetworkError(f"{shown(url)} is not there (status {status})", MOVED)
    raise NetworkError(f"{shown(url)} cannot be had (status {status})", _LATER)


# Addresses

# A host and a port, written in the one way that all libraries read alike.
_AUTHORITY = re.compile(
    r"([a-z0-9]([a-z0-9_.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(:\d{1,5})?", re.IGNORECASE
)
_UNUSUAL = frozenset(' "<>\\^`{|}')


def is_allowed(url: str) -> bool:
    """Tell whether an address may be asked: https with a host, or http to this machine itself."""
    if not (url.isascii() and url.isprintable() and _UNUSUAL.isdisjoint(url)):
        return False
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port  # the port is read when it is asked for
    except ValueError:
        return False
    if not host or not _AUTHORITY.fullmatch(parts.netloc):
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(host))


def _ip_address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_loopback(host: str) -> bool:
    address = _ip_address(host)
    return address.is_loopback if address else host == "localhost"


def is_next(start: str, url: str) -> bool:
    """Tell whether a way that began at an allowed address may lead to another.

    It may stay at the host or go to one below it, and it does not go from https to http.
    """
    if not is_allowed(url):
        return False
    old, new = urlsplit(start), urlsplit(url)
    if new.scheme != "https" and old.scheme == "https":
        return False
    home, host = old.hostname or "", new.hostname or ""
    return host == home or (host.endswith(f".{home}") and not _ip_address(home))


def shown(url: str) -> str:
    """Return an address as it fits into a sentence."""
    url = " ".join(url.split())
    return url if len(url) <= 120 else f"{url[:119]}…"


# Visits


class _Session(requests.Session):
    """A session that follows no redirect by itself and sends no cookie and nobody's password."""

    def __init__(self) -> None:
        super().__init__()
        self.headers["User-Agent"] = f"healthtopics/{__version__}"
        # Bytes are counted and decoded here: urllib3 would decode without an end.
        self.headers["Accept-Encoding"] = "identity"
        # A connection that is kept may be gone by the next request, which then fails.
        self.headers["Connection"] = "close"
        self.auth = _no_credentials  # else those of ~/.netrc are sent
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Return nothing: even unfollowed, requests would read a redirect's whole body."""


def _no_credentials(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


class Visit:
    """A visit to one site, which ends when its time is over.

    Args:
        start: the address that it begins at, and that redirects are measured by.
        limits: what is borne with.
    """

    def __init__(self, start: str, limits: Limits) -> None:
        if not is_allowed(start):
            raise NetworkError(f"{shown(start)} is not an address to download from", _ADDRESS)
        self._start = start
        self._limits = limits
        self._end = time.monotonic() + limits.total
        self._session = _Session()
        self._busy = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._session.close()

    @contextmanager
    def open(
        self, url: str, headers: Mapping[str, str] | None = None
    ) -> Iterator[requests.Response]:
        """Ask for an address; the answer is the one at the end of its redirects, body unread.

        Raises:
            NetworkError: there is no answer, or the way to it leads where it must not.
        """
        response = self._follow(url, headers or {})
        try:
            yield response
        finally:
            if not self._busy:  # closing would wait for whoever reads from it
                response.close()

    def has(self, url: str) -> bool:
        """Tell whether there is a file at an address.

        Raises:
            NetworkError: that cannot be told.
        """
        with self.open(url) as response:
            if response.status_code in ABSENT:
                return False
            refuse_status(response, url)
            _refuse_web_page(response, url)
            return True

    def content(
        self,
        response: requests.Response,
        url: str,
        limits: Limits,
        progress: Progress | None = None,
    ) -> Iterator[bytes]:
        """Yield the content of an answer, decoded.

        Raises:
            NetworkError: it does not come whole, or not within the limits.
        """
        encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
        chunks = self._body(response, url, limits.wire, progress)
        if encoding in ("gzip", "x-gzip"):
            chunks = _unzipped(chunks, url)
        elif encoding != "identity":
            raise NetworkError(
                f"{shown(url)} came in an encoding that was not asked for ({encoding[:20]})",
                _LATER,
            )
        size = 0
        for chunk in chunks:
            size += len(chunk)
            if size > limits.decoded:
                raise _too_large(url, limits.decoded)
            yield chunk

    def _follow(self, url: str, headers: Mapping[str, str]) -> requests.Response:
        """Ask for an address, and follow redirects within the limits."""
        address = url
        for _ in range(self._limits.redirects + 1):
            response = self._get(address, headers)
            location = response.headers.get("Location")
            if response.status_code not in REDIRECTS or location is None:
                return response
            response.close()
            try:
                target = urljoin(address, location)
            except ValueError:
                target = location
            if not is_next(self._start, target):
                raise NetworkError(
                    f"{shown(url)} leads to {shown(target)}, which is not a safe address of its "
                    "site",
                    _UNSAFE,
                )
            address = target
        raise NetworkError(
            f"{shown(url)} leads on more than {self._limits.redirects} times", _LATER
        )

    def _get(self, url: str, headers: Mapping[str, str]) -> requests.Response:
        """Send one request, and return the answer with its body unread."""
        # What goes to this machine itself goes through no proxy; https heeds the environment.
        proxies = {"http": ""} if urlsplit(url).scheme == "http" else None

        def get() -> requests.Response:
            response = self._session.get(
                url,
                headers=dict(headers),
                stream=True,
                allow_redirects=False,
                timeout=(self._limits.connect, self._limits.read),
                proxies=proxies,
            )
            if time.monotonic() > self._end:  # nobody waits for it any more
                response.close()
            return response

        try:
            return self._in_time(url, get)
        except _FAILURES as error:
            raise _explained(error, url, self._limits) from None

    def _body(
        self, response: requests.Response, url: str, limit: int, progress: Progress | None
    ) -> Iterator[bytes]:
        """Yield the body of an answer as it comes."""
        announced = response.headers.get("Content-Length", "")
        digits = announced if announced.isascii() and announced.isdigit() else ""
        total = int(digits[:20] or 0)  # more of them are too many bytes anyway
        if total > limit:
            raise _too_large(url, limit)
        came = 0

        def read() -> bytes:
            try:
                chunk: bytes = response.raw.read(CHUNK, decode_content=False)
                return chunk
            finally:
                if time.monotonic() > self._end:  # nobody waits for it any more
                    response.close()

        while True:
            try:
                chunk = self._in_time(url, read)
            except _FAILURES as error:
                if _is_timeout(error):
                    raise _explained(error, url, self._limits) from None
                raise _broken_off(url, came, total) from None
            if not chunk:
                break
            came += len(chunk)
            if came > limit:
                raise _too_large(url, limit)
            if progress:
                progress(came, total)
            yield chunk
        if came < total:
            raise _broken_off(url, came, total)

    def _in_time(self, url: str, work: Callable[[], T]) -> T:
        """Return what a piece of work returns, unless the time of the visit ends before.

        The timeouts of a socket do not bound a name that is being resolved, nor a header or a
        chunk of which a byte comes now and then. So each wait is on a thread of its own, which is
        left behind when the time is over; it holds nothing that the caller has.
        """
        future: futures.Future[T] = futures.Future()

        def run() -> None:
            try:
                future.set_result(work())
            except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
                future.set_exception(error)

        self._busy = True
        threading.Thread(target=run, daemon=True).start()
        done, _ = futures.wait((future,), timeout=max(0, self._end - time.monotonic()))
        if not done:
            raise NetworkError(
                f"{shown(url)} was not finished within {self._limits.total:g} seconds", _LATER
            )
        self._busy = False
        return future.result()


def _unzipped(chunks: Iterator[bytes], url: str) -> Iterator[bytes]:
    """Yield what gzip makes of chunks, piece by piece: a piece is never larger than one MiB."""
    decoder = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        for chunk in chunks:
            rest = chunk
            while rest and not decoder.eof:
                yield decoder.decompress(rest, MIB)
                rest = decoder.unconsumed_tail
        yield decoder.flush()
    except zlib.error:
        raise NetworkError(f"{shown(url)} came damaged", _LATER) from None
    if not decoder.eof:
        raise NetworkError(f"{shown(url)} broke off", _LATER)


# Failures


def _too_large(url: str, limit: int) -> NetworkError:
    return NetworkError(
        f"{shown(url)} is larger than an export can be ({limit:,} bytes are taken)", _UNSAFE
    )


def _broken_off(url: str, came: int, total: int) -> NetworkError:
    of_all = f" of {total:,}" if total else ""
    return NetworkError(f"{shown(url)} broke off after {came:,}{of_all} bytes", _LATER)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and those that led to it, wherever the libraries have put them."""
    waiting: list[object] = [error]
    seen: set[int] = set()
    while waiting:
        cause = waiting.pop(0)
        if isinstance(cause, BaseException) and id(cause) not in seen:
            seen.add(id(cause))
            yield cause
            waiting += [getattr(cause, "reason", None), *cause.args]
            waiting += [cause.__cause__, cause.__context__]


def _is_timeout(error: BaseException) -> bool:
    kinds = (requests.Timeout, ReadTimeoutError, TimeoutError)
    return any(isinstance(cause, kinds) for cause in _causes(error))


def _explained(error: BaseException, url: str, limits: Limits) -> NetworkError:
    """Return what a failure of the libraries means."""
    place = urlsplit(url).netloc
    for cause in _causes(error):
        match cause:
            case requests.exceptions.ProxyError():
                return NetworkError(
                    f"the proxy gives no way to {place}",
                    f"See HTTPS_PROXY and NO_PROXY in the environment. {_KEPT}",
                )
            case requests.ConnectTimeout():
                return NetworkError(
                    f"{place} did not answer within {limits.connect:g} seconds", _CONNECTION
                )
            case requests.Timeout() | ReadTimeoutError():
                return NetworkError(
                    f"{shown(url)} sent nothing for {limits.read:g} seconds", _LATER
                )
            case socket.gaierror():
                return NetworkError(f"the name {place} cannot be resolved", _CONNECTION)
            case ConnectionRefusedError():
                return NetworkError(f"{place} refused the connection", _LATER)
            case ssl.SSLCertVerificationError():
                return NetworkError(
                    f"the certificate of {place} is not good ({cause.verify_message})", _UNSAFE
                )
            case ssl.SSLError():
                return NetworkError(f"{place} makes no secure connection", _UNSAFE)
            case HTTPException() | InvalidHeader():
                return NetworkError(f"{place} gave no answer that can be understood", _LATER)
    return NetworkError(f"{place} cannot be reached ({_reason(error)})", _CONNECTION)


def _reason(error: BaseException) -> str:
    """Return the words of the system for a failure, else the kind of the failure."""
    for cause in _causes(error):
        if isinstance(cause, OSError) and cause.strerror:
            return cause.strerror
        if type(cause) is OSError:  # as requests says that certificates are not where they should
            return str(cause)
    return type(error).__name__
