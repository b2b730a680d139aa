"""HTML as a browser reads it: its elements, and the texts that are shown."""

from html.parser import HTMLParser

VOID = {"br", "hr", "meta", "img", "input", "link"}
UNSEEN = {"style", "script", "title"}


class Reader(HTMLParser):
    """Reads a page, which must be well-formed: what is opened is closed, in order.

    ``elements`` are the tags with their attributes, ``pieces`` the texts, each with the language
    that it is in, ``addresses`` where links lead.
    """

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.pieces: list[tuple[str, str]] = []
        self.addresses: list[str] = []
        self._open: list[tuple[str, str]] = [("", "")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        assert len(attributes) == len(attrs)
        self.elements.append((tag, attributes))
        self.addresses += [attributes.get("href") or ""] if tag == "a" else []
        if tag not in VOID:
            self._open.append((tag, attributes.get("lang") or self._open[-1][1]))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self._open[-1][0] not in UNSEEN:
            self.pieces.append((data, self._open[-1][1]))

    def close(self) -> None:
        super().close()
        assert self._open == [("", "")]


def read(page: str) -> Reader:
    """Return a page that was read to its end."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader


def shown(page: str) -> str:
    """Return the text of a page as it is shown."""
    return "".join(text for text, _ in read(page).pieces)
