"""A topic's page as a citation, for a reader or a reference manager.

What is not known is left out: a citation has no date of access, number or DOI. MedlinePlus texts
are cited as their publisher asks (https://medlineplus.gov/about/using/citation/); our own pages as
what they are: compiled by this program from the sources that they name.
"""

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from healthtopics import model as m
from healthtopics.answers.answer import Answer
from healthtopics.render import document as d
from healthtopics.render.tables import Data
from healthtopics.text import fold

FOR_READERS = ("nlm", "ama", "apa")
FOR_PROGRAMS = ("csl-json", "ris", "bibtex")
STYLES = (*FOR_READERS, *FOR_PROGRAMS)
PROJECT = "healthtopics"


class Words(NamedTuple):
    """The words of citations in one language; those with braces are filled in."""

    site: str
    publisher: str
    of_country: str
    compared: str
    reviewed: str
    export: str
    based_on: str
    available: str
    no_date: str
    months: tuple[str, ...]


ENGLISH = Words(
    site="MedlinePlus",
    publisher="National Library of Medicine",
    of_country="US",
    compared="Compared {date}",
    reviewed="Reviewed {date}",
    export="Export of {date}",
    based_on="Based on: {sources}",
    available="Available from: {url}",
    no_date="n.d.",
    months=(
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
)  # fmt: skip
SPANISH = Words(
    site="MedlinePlus en español",
    publisher="Biblioteca Nacional de Medicina",
    of_country="EE. UU.",
    compared="Cotejada el {date}",
    reviewed="Revisada el {date}",
    export="Exportación del {date}",
    based_on="Basada en: {sources}",
    available="Disponible en: {url}",
    no_date="s.f.",
    months=(
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
        "octubre", "noviembre", "diciembre",
    ),
)  # fmt: skip
_PLACE = "Bethesda (MD)"
_BIBTEX = {
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "&": "\\&", "%": "\\%", "$": "\\$",
    "#": "\\#", "_": "\\_", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
}  # fmt: skip


class Citation(Answer):
    """The citation of a topic's page.

    Args:
        topic: the topic whose page is cited.
        style: one of ``STYLES``.
    """

    def __init__(self, topic: m.Topic, style: str) -> None:
        self.topic = topic
        self.style = style
        self.words = SPANISH if topic.language == "es" else ENGLISH

    def document(self) -> d.Document:
        """Return the citation, for readers."""
        return (d.Listing((d.Line(self._text()),)),)

    def data(self) -> Data:
        """Return the citation, its fields as CSL-JSON, and the sources with their addresses."""
        topic = self.topic
        return {
            "slug": topic.slug,
            "title": topic.title,
            "language": topic.language,
            "collection": topic.collection,
            "style": self.style,
            "citation": self._text(),
            "csl": self._csl(),
            "sources": [
                {"title": s.title, "publisher": s.publisher or None, "url": s.url or None}
                for s in topic.sources
            ],
        }

    def record(self) -> str:
        """Return the citation, for a program."""
        if self.style == "csl-json":
            return json.dumps([self._csl()], ensure_ascii=False, indent=2) + "\n"
        return self._ris() if self.style == "ris" else self._bibtex()

    # For readers

    def _text(self) -> str:
        """Return the citation in one line."""
        topic, words = self.topic, self.words
        notes = self._notes(numeric=False)
        author = self._author()
        if self.style == "ama":
            return _sentences([author, topic.title, self._site(), *notes, self._url()])
        if self.style == "apa":
            date = f"({words.no_date})"
            head = [author, date, topic.title] if author else [topic.title, date]
            return _sentences([*head, self._site(), *notes, self._url()])
        url = words.available.format(url=self._url()) if self._url() else ""
        internet = " [Internet]" if url else ""
        if not topic.is_official:
            return _sentences([author, topic.title + internet, *notes, url])
        publisher = f"{_PLACE}: {author} ({words.of_country})"
        exported = "".join(f"; [{note[0].lower()}{note[1:]}]" for note in notes)
        return _sentences([self._site() + internet, publisher, topic.title + exported, url])

    def _author(self) -> str:
        """Return who wrote the page; nothing for the user's own page, whose author is unknown."""
        if self.topic.is_official:
            return self.words.publisher
        return "" if self.topic.collection == "personal" else PROJECT

    def _site(self) -> str:
        return self.words.site if self.topic.is_official else ""

    def _url(self) -> str:
        """Return the address of the text: its page at MedlinePlus, else its first source."""
        medlineplus = self.topic.medlineplus
        urls = [medlineplus.url] if medlineplus else []
        urls += [source.url for source in self.topic.sources]
        return next(filter(m.is_web_address, urls), "")

    def _notes(self, *, numeric: bool) -> list[str]:
        """Return further facts about the page, one sentence each.

        Args:
            numeric: whether to write dates as in ISO 8601, not in words.
        """
        topic, words = self.topic, self.words
        review = topic.clinical_review
        exported = "" if topic.exported == m.UNDATED else topic.exported
        dates = (
            (words.compared, "" if topic.is_official else topic.compared),
            (words.reviewed, review.date if review else ""),
            (words.export, exported if topic.is_official else ""),
        )
        notes = [
            text.format(date=date if numeric else self._date(date)) for text, date in dates if date
        ]
        names = [_publisher(source) for source in topic.sources]
        names += [self.words.site] if topic.exported else []
        sources = "; ".join(dict.fromkeys(names))
        if sources and not topic.is_official:
            notes.append(words.based_on.format(sources=sources))
        return notes

    def _date(self, date: str) -> str:
        """Return an ISO 8601 date in the form of the style and the language."""
        year, month, day = (int(part) for part in date.split("-"))
        name = self.words.months[month - 1]
        if self.topic.language == "es":
            return f"{day} de {name} de {year}"
        return f"{year} {name[:3]} {day}" if self.style == "nlm" else f"{name} {day}, {year}"

    # For programs

    def _csl(self) -> dict[str, str | list[dict[str, str]]]:
        """Return the citation as a CSL-JSON item."""
        author = self._author()
        official = self.topic.is_official
        item: dict[str, str | list[dict[str, str]]] = {
            "id": self._key(),
            "type": "webpage",
            "title": self.topic.title,
            "author": [{"literal": author}] if author else [],
            "container-title": self._site(),
            "publisher": self.words.publisher if official else "",
            "publisher-place": _PLACE if official else "",
            "language": self.topic.language,
            "note": _sentences(self._notes(numeric=True)),
            "URL": self._url(),
        }
        return {name: value for name, value in item.items() if value}

    def _ris(self) -> str:
        """Return the citation as a RIS record."""
        official = self.topic.is_official
        fields = (
            ("TY", "ELEC"),
            ("ID", self._key()),
            ("AU", self._author()),
            ("TI", self.topic.title),
            ("T2", self._site()),
            ("PB", self.words.publisher if official else ""),
            ("CY", _PLACE if official else ""),
            ("LA", self.topic.language),
            ("N1", _sentences(self._notes(numeric=True))),
            ("UR", self._url()),
        )
        return "".join(f"{tag}  - {text}\n" for tag, text in fields if text) + "ER  - \n"

    def _bibtex(self) -> str:
        """Return the citation as a BibTeX entry; braces keep names and capitals intact."""
        fields: Mapping[str, str] = {
            "author": f"{{{_escaped(self._author())}}}" if self._author() else "",
            "title": f"{{{_escaped(self.topic.title)}}}",
            "howpublished": _escaped(self._site()),
            "note": _escaped(_sentences(self._notes(numeric=True))),
            "language": self.topic.language,
            "url": self._url(),
        }
        lines = "".join(f"  {name} = {{{text}}},\n" for name, text in fields.items() if text)
        return f"@misc{{{self._key()},\n{lines}}}\n"

    def _key(self) -> str:
        """Return a key that is the same each time, in letters that every program accepts."""
        whose = "medlineplus" if self.topic.is_official else self._author() or "topic"
        slug = fold(self.topic.title).replace(" ", "-")
        kept = "".join(c for c in slug if c.isascii()).strip("-")
        return f"{whose}-{kept}-{self.topic.language}"


def _publisher(source: m.Source) -> str:
    """Return the name of a source: its publisher's, in short form, else its title."""
    name = source.publisher.partition(" (")[0].removesuffix(f", {ENGLISH.publisher}")
    return name or source.title


def _sentences(parts: Iterable[str]) -> str:
    """Return texts as sentences in one line, without a full stop after an address."""
    return " ".join(
        part
        if part.endswith((".", "?", "!")) or m.is_web_address(part.split(" ")[-1])
        else f"{part}."
        for part in parts
        if part
    )


def _escaped(text: str) -> str:
    return "".join(_BIBTEX.get(character, character) for character in text)
