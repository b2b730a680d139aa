"""The elements of a document as HTML, with every text escaped."""

from collections.abc import Iterable, Sequence
from html import escape

from healthtopics.model import Block, Paragraph, is_web_address
from healthtopics.render import document as d

WITH_BADGE = ("emergency", "now")
DEEPEST = 3  # the deepest level of nested lists that is still indented


class Page:
    """A document on its way to HTML: its current language, and the ids of its sections.

    Args:
        document: what to draw.
        language: the language of the whole page.
    """

    def __init__(self, document: Sequence[d.Element], language: str) -> None:
        self._document = document
        self._whole = language
        self._language = language
        self._is_in_section = False
        sections = [
            position
            for position, element in enumerate(document)
            if isinstance(element, d.Heading) and element.level == 1
        ]
        self._places = {position: f"s{number}" for number, position in enumerate(sections, 1)}

    def lines(self) -> Iterable[str]:
        """Yield the lines of the page, with a region around when to get help."""
        is_within = False
        for position, element in enumerate(self._document):
            if isinstance(element, d.Title | d.Heading) and element.language:
                self._language = element.language
            is_advice = isinstance(element, d.AdviceLevel | d.FirstAid)
            if isinstance(element, d.Title):
                self._is_in_section = False
            elif is_advice or (isinstance(element, d.Heading) and element.level == 1):
                self._is_in_section = True
            if is_within and not is_advice:
                yield "</section>"
            elif is_advice and not is_within:
                name = f"advice{position}"
                yield f'<section aria-labelledby="{name}"{self._lang()}>'
            first = f' id="advice{position}"' if is_advice and not is_within else ""
            is_within = is_advice
            yield from self._element(position, element, first)
        if is_within:
            yield "</section>"

    def _lang(self, language: str = "") -> str:
        """Return the attribute that names a language, unless it is the page's."""
        language = language or self._language
        return f' lang="{escape(language)}"' if language != self._whole else ""

    def _element(self, position: int, element: d.Element, name: str) -> Iterable[str]:
        """Return an element as lines.

        Args:
            position: its position in the document.
            element: what to draw.
            name: the attribute by which it names its region, or nothing.
        """
        lang = self._lang()
        match element:
            case d.Title(text):
                return [f"<h1{lang}>{escape(text)}</h1>"]
            case d.Heading(text, 1):
                return [f'<h2 id="{self._places[position]}"{lang}>{escape(text)}</h2>']
            case d.Heading(text):
                tag = "h3" if self._is_in_section else "h2"  # no level is skipped
                return [f"<{tag}{lang}>{escape(text)}</{tag}>"]
            case d.Field(label, value, language):
                named = f"<strong>{escape(label)}:</strong> {escape(value)}"
                return [f"<p{self._lang(language)}>{named}</p>"]
            case d.Prose(blocks):
                return _blocks(blocks, lang)
            case d.AdviceLevel():
                return _level(element, name, lang)
            case d.FirstAid(word, blocks):
                heading = f"<h2{name}>{escape(word)}</h2>"
                return [f'<div class="level emergency"{lang}>', heading, *_blocks(blocks), "</div>"]
            case d.Bulleted(lines):
                return list_lines([_named(line, ":") for line in lines], lang)
            case d.Examples(lines):
                return _examples(lines, lang)
            case d.Names(names):
                return list_lines([f"<li>{escape(name)}" for name in names], lang)
            case d.Contents(label, headings):
                return self._contents(position, label, headings)
            case d.Listing(lines):
                items = [_named(line, " —", self._lang(line.language)) for line in lines]
                return list_lines(items, f' class="plain"{lang}')
            case d.Hits(hits):
                return list_lines([_hit(hit, self._lang(hit.language)) for hit in hits], lang, "ol")
            case d.Links(links):
                kind = ' class="numbered"' if any(link.number for link in links) else ""
                return list_lines(map(link_item, links), kind + lang)
            case d.Checklist(items):
                return list_lines(
                    [f"<li>{escape(item)}" for item in items], f' class="checks"{lang}'
                )
            case d.WritingLines(number):
                return ['<div class="writing"></div>'] * number
            case d.Address(label, url):
                return [address_line(label, url, lang)]
            case d.Remark(text):
                return [f"<p{lang}>{escape(text)}</p>"]

    def _contents(self, position: int, label: str, headings: Sequence[str]) -> Iterable[str]:
        """Return the headings of a page as links to them."""
        texts = {
            element.text: self._places[place]
            for place, element in reversed(list(enumerate(self._document)))
            if place > position and isinstance(element, d.Heading) and element.level == 1
        }
        items = [
            f'<li><a href="#{texts[h]}">{escape(h)}</a>' if h in texts else f"<li>{escape(h)}"
            for h in headings
        ]
        name = f"contents{position}"
        heading = f'<p id="{name}">{escape(label)}:</p>'
        return [
            f'<nav aria-labelledby="{name}"{self._lang()}>',
            heading,
            *list_lines(items),
            "</nav>",
        ]


def list_lines(items: Iterable[str], attributes: str = "", kind: str = "ul") -> list[str]:
    """Return a list of items that begin with their own tags."""
    return [f"<{kind}{attributes}>", *(f"{item}</li>" for item in items), f"</{kind}>"]


def _named(line: d.Line, mark: str, lang: str = "") -> str:
    """Return a name and a text about it as an item, with a mark between them."""
    name = escape(line.name)
    if not line.text:
        return f"<li{lang}>{name}"
    named = f"<strong>{name}:</strong>" if mark == ":" else f"<strong>{name}</strong>{mark}"
    return f"<li{lang}>{named} {escape(line.text)}"


def _level(level: d.AdviceLevel, name: str, lang: str) -> list[str]:
    """Return a level of advice: its lead, its groups as lists, then its telephone lines."""
    word = f"{escape(level.word)}:"
    if level.key in WITH_BADGE:
        word = f'<span class="badge">{word}</span>'
    lines = [f'<div class="level {escape(level.key)}"{lang}>']
    lines.append(f"<h2{name}>{word} {escape(level.lead)}</h2>")
    for group in level.groups:
        lines += [f"<h3>{escape(group.heading)}:</h3>"] if group.heading else []
        lines += list_lines(f"<li>{escape(item)}" for item in group.items)
    lines += [f'<p class="telephone">{escape(line)}</p>' for line in level.lines]
    return [*lines, "</div>"]


def _blocks(blocks: Sequence[Block], lang: str = "") -> list[str]:
    lines = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(f"<p{lang}>{escape(block.text)}</p>")
        else:
            depths = [min(item.depth, DEEPEST) for item in block.items]
            kinds = [f' class="d{depth}"' if depth else "" for depth in depths]
            items = zip(kinds, block.items, strict=True)
            lines += list_lines((f"<li{kind}>{escape(item.text)}" for kind, item in items), lang)
    return lines


def _examples(examples: Sequence[d.Line], lang: str) -> list[str]:
    lines = [f"<dl{lang}>"]
    for line in examples:
        lines.append(f"<dt><code>{escape(line.name)}</code></dt>")
        lines += [f"<dd>{escape(line.text)}</dd>"]
    return [*lines, "</dl>"]


def _hit(hit: d.HitItem, lang: str) -> str:
    """Return a hit as a list item."""
    item = f"<li{lang}><strong>{escape(hit.title)}</strong>"
    if hit.description:
        item += f" — {escape(hit.description)}"
    if hit.snippet:
        pieces = (
            f"<mark>{escape(piece)}</mark>" if matched else escape(piece)
            for piece, matched in hit.snippet
        )
        item += f" ({escape(hit.label)}: {''.join(pieces)})"
    return f'{item} <span class="why">({escape(hit.why)})</span>' if hit.why else item


def link_item(link: d.LinkItem) -> str:
    """Return a link as a list item: its number, title, publishers, address and note."""
    number = f"{link.number}. " if link.number else ""
    item = f"<li>{number}{link_title(link)}"
    if link.organizations:
        item += f" — {escape(', '.join(link.organizations))}"
    if link.also:
        item += f" ({escape(link.also)})"
    if is_web_address(link.url):
        host = link.url.split("/")[2].removeprefix("www.")
        item += f' <span class="host">&lt;{escape(host)}&gt;</span>'
    elif link.url:
        item += f" &lt;{escape(link.url)}&gt;"
    return f"{item}<br>{escape(link.note)}" if link.note else item


def link_title(link: d.LinkItem) -> str:
    """Return the title of a link as a hyperlink in its own language, with its remark."""
    title = escape(link.title)
    lang = f' lang="{escape(link.language)}"' if link.language else ""
    if is_web_address(link.url):
        title = f'<a href="{escape(link.url)}"{lang}>{title}</a>'
    elif lang:
        title = f"<span{lang}>{title}</span>"
    return f"{title} ({escape(link.remark)})" if link.remark else title


def address_line(label: str, url: str, lang: str = "") -> str:
    """Return an address to be typed, which is also a hyperlink."""
    shown = escape(url)
    if is_web_address(url):
        shown = f'<a href="{shown}">{shown}</a>'
    return f'<p class="address"{lang}><strong>{escape(label)}:</strong> {shown}</p>'
