"""Every code point through every field, in every format, to a pipe and to a terminal.

The normal run takes all that could act or hide, but of surrogates and unassigned characters some,
and a sample of the rest. All 1,114,112 are taken by

    pytest -n0 tests/faults/test_code_points.py --long
"""

import contextlib
import io
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import pytest

from healthtopics.answers.advice import Region
from healthtopics.answers.answer import Answer
from healthtopics.answers.links import LinkList
from healthtopics.answers.lists import Counts, Having, Hits, TopicList
from healthtopics.answers.topics import Symptoms, TopicPage, Urgent
from healthtopics.cli.request import Request
from healthtopics.model import (
    Advice,
    Bullet,
    Bullets,
    ClinicalReview,
    Count,
    Country,
    Hit,
    Line,
    Link,
    MedlinePlus,
    MeshHeading,
    OtherLanguage,
    Paragraph,
    Qualifier,
    Reference,
    Section,
    Source,
    Symptom,
    Topic,
    TopicLine,
    TopicLink,
    TopicSymptoms,
)
from healthtopics.render.document import LinkItem, Links
from healthtopics.render.rich_page import rich_page
from healthtopics.taxonomy import ADVICE_LEVELS, LINES
from healthtopics.terminal import Terminal
from tests.support.characters import DANGEROUS, dangers

FORMATS = ("text", "markdown", "html", "json", "yaml", "csv", "tsv", "urls")
AT_ONCE = 4096
WORD = 60
SAMPLE = 400
FEW = 100


def _code_points(every: bool) -> list[str]:
    if every:
        return list(map(chr, range(0x110000)))
    chosen = random.Random(7)
    many = ("Cs", "Cn")
    taken = {c for c in DANGEROUS if unicodedata.category(c) not in many}.union(
        map(chr, range(0x300))
    )
    for category in many:
        of_kind = sorted(c for c in DANGEROUS if unicodedata.category(c) == category)
        taken |= {of_kind[0], of_kind[-1], *chosen.sample(of_kind, FEW)}
    rest = [c for c in map(chr, range(0x110000)) if c not in taken and c not in DANGEROUS]
    for category in ("Co", "Cn"):
        taken |= set(chosen.sample([c for c in rest if unicodedata.category(c) == category], FEW))
    return sorted(taken.union(chosen.sample(rest, SAMPLE)))


def _topic(text: str) -> Topic:
    """Return a topic with a text in every field."""
    url = f"https://example.org/{text}"
    reference = Reference(text, text, url, text)
    blocks = (Paragraph(text), Bullets((Bullet(text), Bullet(text, 1))))
    return Topic(
        title=text,
        language="en",
        description=text,
        summary=blocks,
        also_called=(text,),
        medlineplus=MedlinePlus(
            id=text,
            url=url,
            exported=text,
            created=text,
            see_references=(text,),
            twin=reference,
            groups=(reference,),
            related=(reference,),
            other_languages=(OtherLanguage(text, text, url),),
            primary_institute=reference,
        ),
        groups=(text,),
        mesh=(MeshHeading(text, text, (Qualifier(text, text),)),),
        leads_here=(text,),
        advice=tuple(
            Advice(level, text, (text,), "baby", text, text, kind.key, (Source(text, text, url),))
            for level in ("", *(level.key for level in ADVICE_LEVELS))
            for kind in LINES
        ),
        symptoms=(Symptom(text, text), Symptom(text)),
        sections=(
            Section("first_aid", "", blocks),
            Section("causes", "", blocks),
            Section("", text, blocks),
        ),
        links=(
            Link(text, (text,), (text, text), url, text, url),
            Link(text, (), (), text),
        ),
        related=(text,),
        sources=(Source(text, text, url),),
        compared=text,
        clinical_review=ClinicalReview(text, text, text, text),
        collection=text,
        translation_of=text,
    )  # fmt: skip


def _answers(text: str) -> Iterator[Answer]:
    """Yield what commands answer about a topic with a text in every field."""
    topic = _topic(text)
    line = TopicLine(text, text, "en", text, text)
    links = [TopicLink(line, number, link) for number, link in enumerate(topic.links, 1)]
    hits = [Hit(line, ("title", "spelling"), ((text, True), (text, False)))]
    lines = tuple(Line(kind.key, text, text) for kind in LINES)
    region = Region(Country(text, text, text, text, text, lines), is_guessed=True)
    yield TopicPage(topic, region, in_part=text)
    yield Urgent(topic, region)
    yield Symptoms(topic)
    yield LinkList(links, ())
    yield TopicList([line])
    yield Hits(text, {text: text}, hits, line, "en")
    yield Having([TopicSymptoms(line, topic.symptoms)], "en")
    yield Counts("groups", [Count(text, text, 1, (text,))], "en")


def _printed(text: str, format: str, color: str, width: int | None) -> str:
    """Return all answers in a format, as they leave the program."""
    out = io.BytesIO()
    terminal = Terminal(io.TextIOWrapper(out, "utf-8"), None, {})
    request = Request(
        terminal, format=format, color=color, width=width, formats=FORMATS, no_pager=True
    )
    for answer in _answers(text):
        with contextlib.suppress(NotImplementedError):  # not every answer has every format
            request.answer(answer)
    return out.getvalue().decode().replace("\r\n", "\n")


WAYS: dict[str, Callable[[str], str]] = {
    **{format: lambda text, f=format: _printed(text, f, "never", None)  # type: ignore[misc]
       for format in FORMATS},
    "text, a line a paragraph": lambda text: _printed(text, "text", "never", 0),
    "terminal": lambda text: _printed(text, "text", "always", 80),
    "terminal, a line a paragraph": lambda text: _printed(text, "text", "always", 0),
}  # fmt: skip


def _said(text: str) -> str:
    """Return what is said on standard error about a text."""
    out = io.BytesIO()
    terminal = Terminal(None, io.TextIOWrapper(out, "utf-8"), {})
    terminal.note(text)
    terminal.error(text, text, text)
    return out.getvalue().decode()


@pytest.fixture(scope="module")
def texts(long: bool) -> Sequence[str]:
    """All code points to try, in texts of many words."""
    points = _code_points(long)
    return [
        " ".join(
            "".join(points[word : word + WORD])
            for word in range(place, min(place + AT_ONCE, len(points)), WORD)
        )
        for place in range(0, len(points), AT_ONCE)
    ]


@pytest.mark.parametrize("way", WAYS)
def test_no_code_point_acts_or_hides_and_every_other_is_shown(
    texts: Sequence[str], way: str
) -> None:
    often = WAYS[way]("a☃").count("☃")  # a first letter is also shown above its list
    for text in texts:
        printed = WAYS[way](text)
        assert dangers(printed, painted=way.startswith("terminal")) == frozenset()
        if way not in ("yaml", "urls"):  # there some are written as escapes, or not at all
            shown = Counter(printed)
            visible = {c for c in text if not c.isascii() and not c.isspace()}.difference(DANGEROUS)
            assert {c for c in visible if shown[c] < often} == frozenset()


def test_only_plain_characters_are_in_the_address_of_a_hyperlink() -> None:
    points = _code_points(every=False)
    addresses = [f"https://example.org/{c}a" for c in points if c not in "\t\n"]
    links = Links(tuple(LinkItem(0, "a", (), address, "") for address in addresses))
    painted = Terminal(None, None, {}).paint(rich_page((links,), 0))
    assert dangers(painted, painted=True) == frozenset()
    linked = set(re.findall(r"\x1b]8;id=[0-9a-f]{8};https://example\.org/(.*?)a\x1b", painted))
    assert linked == set(map(chr, range(0x21, 0x7F))) - set('"<>\\^`{|}')


def test_what_is_said_is_a_line_each(texts: Sequence[str]) -> None:
    for text in texts:
        said = _said(text)
        assert dangers(said) == frozenset()
        assert said.count("\n") == 4
