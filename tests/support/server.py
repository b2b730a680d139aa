"""A site on this machine that answers as a test tells it to, also as no site should."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

# Between the bytes of an answer that drips: far shorter than any limit of a test.
DRIP = 0.02


class Visitor(BaseHTTPRequestHandler):
    """What the site knows of one request, and the way to answer it."""

    protocol_version = "HTTP/1.1"
    timeout = 10
    server: "_Server"

    def do_GET(self) -> None:
        """Answer as the test told the site to; what it was not told is not there."""
        self._answer(self.path)

    def do_CONNECT(self) -> None:
        """Answer as a proxy."""
        self._answer("CONNECT")

    def _answer(self, path: str) -> None:
        self.close_connection = True
        self.server.site.requests.append(Asked(self.path, dict(self.headers)))
        with suppress(OSError):  # the visitor has had enough
            self.server.site.answers.get(path, status(404))(self)

    def drip(self, pieces: Iterator[bytes], pause: float = DRIP) -> None:
        """Send pieces slowly, until there are no more or the test is over."""
        for piece in pieces:
            if self.server.site.over.wait(pause):
                return
            self.wfile.write(piece)

    def wait(self) -> None:
        """Do nothing until the test is over."""
        self.server.site.over.wait()

    def tunnel(self, port: int) -> None:
        """Hand everything to and fro between the visitor and a port of this machine."""
        with socket.create_connection(("127.0.0.1", port)) as other:
            self.send_response(200)
            self.end_headers()
            back = threading.Thread(target=_pour, args=(other, self.connection))
            back.start()
            _pour(self.connection, other)
            back.join()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def _pour(source: socket.socket, into: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            into.sendall(data)
        into.shutdown(socket.SHUT_WR)


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # so that closing waits for them, and none outlives its test
    site: "Site"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: that a visitor goes away is what is tested."""


Answer = Callable[[Visitor], None]


class Asked(NamedTuple):
    """A request that came."""

    path: str
    headers: dict[str, str]


class Site:
    """What the site answers by path, and what it was asked."""

    def __init__(self, host: str, port: int, scheme: str) -> None:
        self.port = port
        self.url = f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"
        self.answers: dict[str, Answer] = {}
        self.requests: list[Asked] = []
        self.over = threading.Event()

    def __setitem__(self, path: str, answer: Answer) -> None:
        self.answers[path] = answer

    def __truediv__(self, path: str) -> str:
        return f"{self.url}/{path}"


class _Server6(_Server):
    address_family = socket.AF_INET6


@contextmanager
def running(context: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> Iterator[Site]:
    """Run a site while a test runs; with a context it speaks https."""
    kind = _Server6 if ":" in host else _Server
    with kind((host, 0), Visitor) as server:
        if context:
            server.socket = context.wrap_socket(
                server.socket, server_side=True, do_handshake_on_connect=False
            )
        server.site = Site(host, server.server_port, "https" if context else "http")
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server.site
        finally:
            server.site.over.set()
            server.shutdown()
            thread.join()


def raw(*pieces: bytes) -> Answer:
    """Return an answer of just these bytes, status line and headers included."""

    def answer(visitor: Visitor) -> None:
        for piece in pieces:
            visitor.wfile.write(piece)

    return answer


def body(
    content: bytes,
    headers: Mapping[str, str] | None = None,
    *,
    code: int = 200,
    announced: int | None = None,
) -> Answer:
    """Return an answer of a status, headers and content.

    Args:
        content: the body.
        headers: besides Content-Length.
        code: the status.
        announced: the length that is said, if not that of the content.
    """

    def answer(visitor: Visitor) -> None:
        visitor.send_response(code)
        length = len(content) if announced is None else announced
        usual = {"Content-Length": str(length), "Connection": "close"}
        for name, value in {**usual, **(headers or {})}.items():
            visitor.send_header(name, value)
        visitor.end_headers()
        visitor.wfile.write(content)

    return answer


def status(code: int) -> Answer:
    """Return an answer that is a status and a short page."""
    return body(b"<html><body>status</body></html>", {"Content-Type": "text/html"}, code=code)


def redirect(location: str, code: int = 302) -> Answer:
    """Return an answer that leads elsewhere."""
    return body(b"", {"Location": location}, code=code)
