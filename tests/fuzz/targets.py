"""What each reader promises of any bytes at all, as functions that fail where it is not kept.

Used by the fuzzer (tests/fuzz/readers.py) and, with a few inputs made anew in every run, by a
normal test (tests/fuzz/test_readers.py).
"""

import contextlib
import html
import io
import re
import resource
import time
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import cycle
from random import Random
from typing import NamedTuple
from unittest import mock
from xml.sax.saxutils import escape, quoteattr

import yaml

from healthtopics import prose
from healthtopics.errors import BadFile, BadInput, Problem
from healthtopics.model import Advice, Bullets, Symptom, Topic, is_web_address
from healthtopics.sources.medlineplus.archives import chunks
from healthtopics.sources.medlineplus.topics import Entry, Export
from healthtopics.sources.summaries import quotations
from healthtopics.sources.summaries.blocks import Summary, read_summary
from healthtopics.sources.topicfiles import nodes, reading, writing
from healthtopics.taxonomy import ADVICE_LEVELS, CATEGORIES, SECTION_KINDS
from healthtopics.text import clean, fold, plain, squeeze
from tests.support.bundled import PATHS, TOPICS, VOCABULARY
from tests.support.command import topic_file
from tests.support.exports import (
    AZUL,
    BLUE,
    KNEE,
    RECORDS,
    entries_of,
    export,
    record,
    topics_of,
    zipped,
)

LONGEST = 1 << 16  # bytes of an input
SECONDS = 2  # of processor time that reading an input may take
MEGABYTES = 256  # that it may add to the process
FAST, PURE = nodes.Loader, yaml.BaseLoader


class Target(NamedTuple):
    """A reader: what it promises, and what to begin with."""

    check: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]
    words: tuple[str, ...]


@contextlib.contextmanager
def bounded(what: str = "") -> Iterator[None]:
    """Fail where the body takes more time or memory than any input is worth."""
    begun, size = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    seconds = time.process_time() - begun
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - size) >> 10
    assert seconds < SECONDS, f"{what} {seconds:.1f} s"
    assert grown < MEGABYTES, f"{what} {grown} MiB"


def _check_values(value: object) -> None:
    """Check every text of a value: white space squeezed, and nothing that acts or hides."""
    if isinstance(value, Advice) and value.quoted:
        value = value.text.translate({ord("\n"): None})
        assert value == clean(value), ascii(value)
    elif isinstance(value, str):
        assert value == squeeze(value), ascii(value)
        assert value == clean(value), ascii(value)
    elif isinstance(value, tuple):
        for part in value:
            _check_values(part)


def _check_refusal(refusal: BadInput) -> None:
    """Check that a refusal is a sentence for people, with what to do."""
    text = str(refusal)
    assert text.strip()
    assert len(text.splitlines()) == 1, ascii(text)
    assert all(hint.strip() and len(hint.splitlines()) == 1 for hint in refusal.hints)


def _check_written(topic: Topic) -> None:
    """Check that a topic is the same when it was written to a file and read."""
    written = writing.write(topic).encode()
    try:
        again = reading.read(written, "t.yaml", VOCABULARY)
    except BadFile as bad:
        raise AssertionError(f"{bad} in {written!r}") from bad
    assert again == topic, (again, topic)


# Topic files


def check_topic_file(data: bytes) -> None:
    """Check that bytes are a topic or are refused, and the same YAML by both parsers."""
    fast, pure = _yaml(data, FAST), _yaml(data, PURE)
    assert fast == pure, (fast, pure)
    with bounded():
        topic = _topic(data)
    if topic is not None:
        _check_values(topic)
        _check_written(topic)


def _yaml(data: bytes, loader: type) -> object:
    """Return the YAML of bytes as texts and lists of lists, None if it is refused."""
    try:
        with mock.patch.object(nodes, "Loader", loader):
            return _plain(nodes.parse(data))
    except nodes.YamlProblem as problem:
        _check_problem(Problem("t.yaml", problem.line, "", problem.message, problem.remedy), data)
        return None


def _plain(node: nodes.Node) -> object:
    if isinstance(node, nodes.Scalar):
        return node.text
    if isinstance(node, nodes.Sequence):
        return [_plain(item) for item in node.items]
    return {entry.key.text: _plain(entry.value) for entry in node.entries}


def _topic(data: bytes) -> Topic | None:
    try:
        return reading.read(data, "t.yaml", VOCABULARY)
    except BadFile as bad:
        _check_refusal(bad)
        for problem in bad.problems:
            _check_problem(problem, data)
        return None


def _check_problem(problem: Problem, data: bytes) -> None:
    """Check that a problem is told in a line, and with a place in the file."""
    assert 1 <= problem.line <= data.count(b"\n") + data.count(b"\r") + 2, problem
    assert problem.message.strip(), problem
    assert problem.remedy.endswith("."), problem
    assert len(str(problem).splitlines()) == 1, problem


def _topic_file_seeds() -> list[bytes]:
    bundled = [PATHS[name].read_bytes() for name in ("en/acute-bronchitis", "es/fiebre")]
    imported = topics_of(Export([export()], "x"))
    files = [
        topic_file(),
        topic_file(
            language="es",
            medlineplus={"id": "12", "url": "https://medlineplus.gov/x.html"},
            mesh=[{"id": "D1", "name": "Elbow", "qualifiers": [{"name": "injuries"}]}],
            groups=["Niños y adolescentes"],
            links=[{"title": "x", "categories": ["Niños"], "twin_url": "https://a.example/"}],
            sections={"causes": "- a\n  - b\n\nc", "Más": "x"},
            translation_of="blue-elbow",
        ),
        *map(writing.write, imported),
        "a: |\n  x\n\n  y\nb: >-\n  x\n  y\nc: 'it''s'\nd: \"\\u00e9 \\\n  x\"\ne: [a, {b: c}]\n",
        "? a\n: - b\n  - - c\n# d\n...\n",
        "%YAML 1.1\n---\na: &b !c [*b]\n<<: {d: e}\n",
    ]
    return [*(file.encode() for file in files), *bundled]


_TOPIC_FILE_WORDS = (
    *(f"{key}: " for key in reading.KEYS), *(f"{key}: " for key in reading.MEDLINEPLUS_KEYS),
    *(level.key for level in ADVICE_LEVELS), *(kind.key for kind in SECTION_KINDS),
    *(category.en for category in CATEGORIES[:4]), *(category.es for category in CATEGORIES[:4]),
    "name: ", "note: ", "categories: ", "organizations: ", "twin_url: ", "publisher: ", "heading: ",
    "text: ", "qualifiers: ", "vernacular_name: ", "undated", "2026-11-22", "en", "es",
    "https://a.example/", "- ", "  - ", "? ", ": ", " #", "---\n", "...\n", "|\n", "|2-\n", ">+\n", ">#\n", "|1 # a\n",
    "&a ", "*a", "!a ", "!<a> ", "<<: ", "%YAML 1.1\n", "%YAML 1.2 # a\n---\n", "%TAG ! a\n", "[", "]", "{", "}", ", ", "''",
    '"', "\\\n", '"\\x1b"', '"\\ud800"', '"\\u202e"', '"\\N"',
    '"\\U00110000"', '"\\UFFFFFFFF"', '"\\x', '"\\u', '"\\U', "\\", "- - ", "!!str ", "%41", '"\\L"', '"\\/"', "\r", "\r\n", "\ufeff",
    "\x85", "\u2028", "\u00a0", "\u0301", "\u3164", "\U0001f600", "\ufffe", "@", "`", "~",
)  # fmt: skip


# Exports


class _Found(NamedTuple):
    """What is in an export: its topics, and what its index would have of them."""

    topics: tuple[Topic, ...]
    entries: tuple[Entry, ...]


def check_export(data: bytes) -> None:
    """Check that bytes are topics or are refused, the same in pieces and in an archive.

    Bytes that begin with a "=" are not an export, but the texts for one, a line each.
    """
    if data.startswith(b"="):
        data = made_export(data[1:].decode(errors="replace").split("\n"))
        assert _export(lambda: chunks(io.BytesIO(data), "x")) is not None
    with bounded():
        found = _export(lambda: chunks(io.BytesIO(data), "x"))
    if found:
        _check_topics(found)
    if not data.startswith(b"PK"):
        size = max(1 + len(data) % 61, len(data) >> 9)
        pieces = [data[start : start + size] for start in range(0, len(data), size)]
        archive = zipped(("x.xml", data))
        assert _export(lambda: pieces) == found
        assert _export(lambda: chunks(io.BytesIO(archive), "x")) == found


_TAGS = (
    "also-called", "see-reference", "group", "related-topic", "language-mapped-topic",
    "other-language", "primary-institute", "mesh-heading/descriptor", "mesh-heading/qualifier",
    "site/information-category", "site/organization", "site/standard-description",
)  # fmt: skip
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def made_export(texts: list[str]) -> bytes:
    """Return an export of a topic in both languages: title, description, summary, its parts."""
    title, meta, summary, *others = (_NO_XML.sub("", text) for text in (*texts, "", "", ""))
    parts = ""
    for path, text in zip(cycle(_TAGS), others, strict=False):
        outer, _, inner = path.partition("/")
        attributes = "".join(f" {name}={quoteattr(text)}" for name in ("title", "url", "id"))
        content = f"<{inner}{attributes}>{escape(text)}</{inner}>" if inner else escape(text)
        parts += f"<{outer}{attributes}>{content}</{outer}>"
    languages = ("English", "Spanish")
    return export(*(record(1, title, summary, language, parts, meta) for language in languages))


def _export(parts: Callable[[], Iterable[bytes]]) -> _Found | None:
    try:
        entries = entries_of(Export(parts(), "x"))
        topics = tuple(topics_of(Export(parts(), "x")))
    except BadInput as bad:
        _check_refusal(bad)
        assert bad.hints
        return None
    return _Found(topics, entries)


def _check_topics(found: _Found) -> None:
    _check_values(found)
    assert [(t.language, t.title) for t in found.topics] == [
        (e.language, e.title) for e in found.entries
    ]
    assert len({(t.language, t.slug) for t in found.topics}) == len(found.topics)
    for topic in found.topics:
        assert topic.slug
        _check_addresses(topic)
        text = Summary(topic.summary, topic.sections)
        _check_quotations(topic.advice, topic.symptoms, text)
        _check_written(topic)


def _check_addresses(topic: Topic) -> None:
    about = topic.medlineplus
    assert about
    references = (*about.groups, *about.related, about.twin, about.primary_institute)
    addresses = [
        about.url,
        *(reference.url for reference in references if reference),
        *(language.url for language in about.other_languages),
        *(address for link in topic.links for address in (link.url, link.twin_url)),
        *(source.url for source in topic.sources),
    ]
    assert [url for url in addresses if url and not is_web_address(url)] == []


def _export_seeds() -> list[bytes]:
    whole = export()
    text = whole.decode().replace('encoding="UTF-8"', 'encoding="ISO-8859-1"')
    return [
        whole,
        *(export(one) for one in RECORDS),
        f"=Blue Elbow\n\n{BLUE}".replace("</p>\n", "</p>").encode(),
        "\n".join(("=A", "B", KNEE, *(f"Text {n}" for n in range(len(_TAGS) * 2)))).encode(),
        export(record(1, "A", KNEE, parts="<![CDATA[x]]><!-- y --><?z z?>&#233;"), doctype=""),
        export(doctype='<!DOCTYPE health-topics [<!ENTITY x "y">]>'),
        b"<health-topics/>",
        text.encode("latin-1"),
        text.replace("ISO-8859-1", "UTF-16").encode("utf-16"),
        zipped(("x.xml", whole)),
        zipped(
            ("README.txt", b"Read me"), ("x.xml", export(RECORDS[2])), method=zipfile.ZIP_STORED
        ),
    ]


_EXPORT_WORDS = (
    "<health-topics>", "</health-topics>", "<health-topic ", "</health-topic>", "<full-summary>",
    "</full-summary>", "<site ", "</site>", "<also-called>", "</also-called>", "<see-reference>",
    "<group>", "<related-topic ", "<language-mapped-topic ", "<other-language ", "<mesh-heading>",
    "<descriptor ", "<qualifier ", "<primary-institute ", "<information-category>",
    "<organization>", "<standard-description>", "<!DOCTYPE a>", "<!ENTITY a 'b'>", "<![CDATA[",
    "]]>", "<!--", "-->", "<?a b?>", "&lt;", "&gt;", "&amp;", "&amp;#x301;", "&#xe9;", "&#155;",
    "&#x202e;", "&#x301;", "&#x3164;", "&#xfffe;", "&#x2028;", "&#x85;", "&#xa0;", "&#xd800;", "&a;",
    ' title="', ' url="', ' id="', ' language="Spanish"', ' language="English"', ' meta-desc="',
    ' date-created="', ' date-generated="', ' dategenerated="', ' total="', ' vernacular-name="',
    ' language-mapped-url="', "11/21/2026", "NON-DISPLAY (", "https://a.example/", 'encoding="',
    "UTF-16", "ISO-8859-1", "UTF-7", "standalone=", "xmlns:a=", "PK\3\4", "PK\1\2", "PK\5\6",
    "PK\6\7", "x.xml", "\n", "<ul><li>",
)  # fmt: skip


# Summaries


def check_summary(data: bytes) -> None:
    """Check that a summary is read, every word once and in order, and quoted in its words."""
    text = data.decode(errors="replace")
    said = _said(text)
    for language in ("en", "es"):
        with bounded():
            summary = read_summary(text, language)
            advice = quotations.advice(summary, language)
            symptoms = quotations.symptoms(summary, language)
        _check_values((summary, advice, symptoms))
        for blocks in (summary.blocks, *(section.blocks for section in summary.sections)):
            assert prose.parse(prose.write(blocks)) == blocks
        assert _letters(" ".join(_texts(summary))) == _letters(said)
        _check_quotations(advice, symptoms, summary)


def _said(text: str) -> str:
    """Return the text of a summary: what is outside of its markup."""
    said, place = [""], 0
    while place < len(text):
        end = _end_of_markup(text, place) if text[place] == "<" else 0
        if end:
            said.append("")
        else:
            end = text.find("<", place + 1)
            end = end if end >= 0 else len(text)
            said[-1] += text[place:end]
        place = end
    # A number of nine digits or more is no character, and stays as it is.
    said = [re.sub(r"&(?=#[0-9]{9})", "&amp;", piece) for piece in said]
    return plain(" ".join(map(html.unescape, said)))


def _end_of_markup(text: str, start: int) -> int:
    """Return where the markup that begins at a "<" ends; 0 if it is none."""
    if text.startswith("<!--", start):
        end = text.find("-->", start + 4)
        return end + 3 if end >= 0 else len(text)
    limit = text.find("<", start + 1)
    piece = text[start + 1 : limit if limit >= 0 else len(text)]
    first = piece.find(">") + 1
    if not first:
        return 0
    if piece[0] in "!?":
        return start + 1 + first
    name = piece.removeprefix("/")
    if not (name[0].isascii() and name[0].isalpha()):
        return 0
    name = re.split(r"[\s/>]", name, maxsplit=1, flags=re.ASCII)[0]
    kind = name.lower()
    if kind in ("script", "style") and piece[0] != "/":
        return _end_of_unseen(text, start + 1 + first, kind)
    named = len(piece) - len(piece.removeprefix("/")) + len(name)  # a quote in a name is none
    bracket = _unquoted_bracket(piece[named:])
    return start + 1 + (named + bracket if bracket else first)


def _end_of_unseen(text: str, start: int, kind: str) -> int:
    """Return where a script or a style ends: behind its end tag, or never."""
    lowered = (
        text.lower() if text.isascii() else "".join(c.lower() if c.isascii() else c for c in text)
    )
    while (end := lowered.find(f"</{kind}", start)) >= 0:
        behind = end + len(kind) + 2
        limit = text.find("<", behind)
        bracket = text.find(">", behind, limit if limit >= 0 else len(text))
        if bracket >= 0 and (text[behind] in "/>" or text[behind] in " \t\n\r\f\v"):
            return bracket + 1
        start = behind
    return len(text)


def _unquoted_bracket(text: str) -> int:
    """Return the place behind the first ">" outside of quotes; 0 if a quote is left open."""
    quote = ""
    for place, character in enumerate(text, 1):
        if character == ">" and not quote:
            return place
        if character in "'\"" and quote in ("", character):
            quote = "" if quote else character
    return 0


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text)))


def _texts(summary: Summary) -> Iterator[str]:
    for heading, blocks in (
        ("", summary.blocks),
        *((section.heading, section.blocks) for section in summary.sections),
    ):
        yield heading
        for block in blocks:
            if isinstance(block, Bullets):
                yield from (item.text for item in block.items)
            else:
                yield block.text
    yield summary.attribution


def _check_quotations(
    advice: Iterable[Advice], symptoms: Iterable[Symptom], summary: Summary
) -> None:
    """Check that advice and symptoms say something, once, and in words of the summary."""
    words = set(fold(" ".join(_texts(summary))).split())
    for texts in (
        [one.text for one in advice],
        [one.name for one in symptoms],
        [one.note for one in symptoms if one.note],
    ):
        assert all(map(fold, texts)), texts
        assert words.issuperset(fold(" ".join(texts)).split()), (texts, words)
    for names in ([one.text for one in advice], [one.name for one in symptoms]):
        assert len(set(map(fold, names))) == len(names), names
    for one in advice:
        assert one.quoted, one
        assert prose.write(prose.parse(one.text)) == one.text, one


def _summary_seeds() -> list[bytes]:
    made = [
        BLUE,
        AZUL,
        KNEE,
        "<table><tr><th>a</th><td>b</td></tr></table><br/><br/>c<!-- d --><script>e</script>&#x301;",
        "<dl><dt>b<dd>c</dl><h3>d<h3><p>e</h3><ol><li>f<ul><li>- g</ol> - h&#999999999; i",
    ]
    names = ("en/fever", "en/stroke", "es/fiebre", "es/covid-19")
    return [one.encode() for one in (*made, *(_as_html(TOPICS[name]) for name in names))]


def _as_html(topic: Topic) -> str:
    """Return a topic's text in the form that MedlinePlus would give it."""
    lead, symptoms_lead = (
        ("Get medical help right away if you have:", "Symptoms may include:")
        if topic.language == "en"
        else ("Busque ayuda médica de inmediato si tiene:", "Los síntomas incluyen:")
    )
    asks = "What are the symptoms?" if topic.language == "en" else "¿Cuáles son los síntomas?"
    items = "".join(f"<li>{one.name}, which {one.note}</li>" for one in topic.symptoms[:6])
    help_items = "".join(f"<li>{one.text}</li>" for one in topic.advice[:6])
    return (
        f"<p>{prose.write(topic.summary[:1])}</p><h3>{asks}</h3>"
        f"<p>{symptoms_lead}</p><ul>{items}</ul><p>{lead}</p><ul>{help_items}</ul>"
    )


_SUMMARY_WORDS = (
    *(f"<{tag}>" for tag in "p ul ol li dl dt dd h3 b br table tr td th div a img pre script style".split()),
    *(f"</{tag}>" for tag in "p ul li h3 b table tr td div a script style".split()),
    "<!--", "-->", "<![CDATA[", "]]>", "<?", "<!", "</", "/>", "<a href='https://a.example/'>",
    "<title>", "<textarea>", "<plaintext>", "<iframe>", "<svg>", "&amp;", "&lt;", "&gt;", "&nbsp;",
    "&#x301;", "&#x202e;", "&#155;", "&#0;", "&#999999999;", "&#xd800;", "&#x110000;", "&#x2028;", "&copy", "&notit;",
    "\u00ad", "\u0301", "\u3164", "\u202e", "\u2028", "\u0130", "\u00df", "\x1c", "\x0c", " - ", ", ", "; ",
    ". ", ": ", "? ", "(", ")", " and ", " or ", " y ", " o ", "such as ", "like ", "including ", "como ",
    "Symptoms ", "include: ", "may include:", "The symptoms are mild.", "What are the symptoms of ",
    "What causes ", "\u00bfCu\u00e1les son los s\u00edntomas de ", "Los s\u00edntomas incluyen:", "these symptoms ",
    "Call your doctor ", "right away", "Call 911 ", "Get medical help immediately ", "if you have:",
    "It is a medical emergency. ", "If this happens, ", "Do not need ", "emergency kit", "Llame al 911 ",
    "Busque atenci\u00f3n m\u00e9dica de inmediato ", "si tiene:", "Es una emergencia. ", "Estos s\u00edntomas ",
    "NIH: National Institute of ",
)  # fmt: skip


TARGETS = {
    "topic-file": Target(check_topic_file, _topic_file_seeds, _TOPIC_FILE_WORDS),
    "export": Target(check_export, _export_seeds, _EXPORT_WORDS),
    "summary": Target(check_summary, _summary_seeds, _SUMMARY_WORDS),
}


def changed(data: bytes, random: Random, words: tuple[str, ...]) -> bytes:
    """Return an input changed a little, at times a lot."""
    for _ in range(random.randint(1, 4)):
        start = random.randint(0, len(data))
        end = min(len(data), start + random.choice((0, 1, 4, 30, 300)))
        piece = data[start:end]
        match random.randrange(7):
            case 0 | 1:
                piece = random.choice(words).encode()
            case 2:
                piece = b""
            case 3:
                piece += random.choice(words).encode()
            case 4:
                piece = piece * 2
            case 5:
                piece = bytes(byte ^ 1 << random.randrange(8) for byte in piece[:2]) + piece[2:]
            case _:
                place = random.randint(0, len(data))
                piece = data[place : place + random.choice((1, 10, 100))]
        data = data[:start] + piece + data[end:]
    return data[:LONGEST]


def repeated(data: bytes, random: Random) -> bytes:
    """Return an input with a piece of it many times: what takes long shows."""
    start = random.randint(0, len(data))
    piece = data[start : start + random.choice((1, 2, 5, 20, 100, 1000))] or b" "
    length = random.choice((LONGEST, LONGEST >> 4, LONGEST >> 4, LONGEST >> 5))
    times = max(length - len(data), 0) // len(piece)
    return data[:start] + piece * times + data[start:]
