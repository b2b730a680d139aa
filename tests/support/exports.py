"""Exports of made-up conditions in the shape of those that MedlinePlus publishes."""

import io
import zipfile
from html import escape

from healthtopics.model import Topic
from healthtopics.sources.medlineplus.topics import Entry, Export

DOCTYPE = (
    '<!DOCTYPE health-topics PUBLIC "-//NLM//DTD health-topics //EN" '
    '"https://medlineplus.example.org/xml/mplus_topics.dtd">\n'
)
BLUE = """<p>Blue elbow is a made-up condition. It turns an elbow <a href="https://medlineplus.example.org/ink.html">blue</a>.</p>
<h3>What causes blue elbow?</h3>
<p>Ink, as a rule. It may come from:</p>
<ul><li>Pens</li><li>Printers, such as<ul><li>Old ones</li><li>New ones</li></ul></li></ul>
<h3>What are the symptoms of blue elbow?</h3>
<p>The symptoms of blue elbow include:</p>
<ul><li>A blue patch on the elbow</li><li>Itching</li></ul>
<p>Get medical help immediately if:</p>
<ul><li>Your elbow glows in the dark</li><li>You cannot bend your arm</li></ul>
<h3>A word on sleeves</h3>
<p>Sleeves hide it &amp; protect the table.</p>
<p>NIH: National Institute of Elbows</p>"""
AZUL = """<p>El codo azul es una enfermedad inventada.</p>
<h3>¿Qué causa el codo azul?</h3>
<p>Casi siempre la tinta.</p>
<h3>¿Cuáles son los síntomas del codo azul?</h3>
<p>Los síntomas del codo azul incluyen:</p>
<ul><li>Una mancha azul en el codo</li><li>Picazón</li></ul>"""
KNEE = "<p>A red knee is red. It fades in a week.</p>"


def record(
    id: int, title: str, summary: str, language: str = "English", parts: str = "", meta: str = ""
) -> str:
    """Return a topic of an export."""
    description = f'meta-desc="{escape(meta)}" ' if meta else ""
    return (
        f'<health-topic {description}title="{escape(title)}" '
        f'url="https://medlineplus.example.org/{id}.html" id="{id}" language="{language}" '
        f'date-created="01/07/2003">\n<full-summary>{escape(summary)}</full-summary>\n{parts}'
        "</health-topic>\n"
    )


def site(title: str, categories: list[str], url: str = "", more: str = "") -> str:
    """Return a link of a topic."""
    names = "".join(f"<information-category>{c}</information-category>" for c in categories)
    return f'<site title="{title}" url="{url}">{names}{more}</site>\n'


BLUE_PARTS = (
    "<also-called>Azure\N{NO-BREAK SPACE}elbow</also-called><also-called>BLUE ELBOW</also-called>\n"
    '<group url="https://medlineplus.example.org/bones.html" id="10">\n'
    "  Bones, Joints and Muscles\n</group><group>Group of our own</group>\n"
    '<language-mapped-topic url="https://medlineplus.example.org/es/2.html" id="2" '
    'language="Spanish">Codo azul</language-mapped-topic>\n'
    '<mesh-heading><descriptor id="D1">Elbow</descriptor>'
    '<qualifier id="Q1">injuries</qualifier></mesh-heading>\n'
    '<other-language vernacular-name="français" url="https://medlineplus.example.org/fr.html">'
    "French</other-language>\n"
    '<primary-institute url="https://elbows.example.org/">Institute of Elbows</primary-institute>\n'
    '<related-topic url="https://medlineplus.example.org/3.html" id="3">Red Knee</related-topic>\n'
    "<see-reference>Elbow, Blue</see-reference><strange>odd</strange>\n"
    + site("Elbows", ["Start Here", "NON-DISPLAY (Patient Handout)"],
           "https://elbow.example.org/a",
           "<organization>Elbow Society</organization><organization>Arm Society</organization>"
           "<standard-description>With pictures</standard-description>")
    + site("Old page", ["Specific Conditions", "Our own category"], "javascript:alert(1)")
    + site("Hidden", ["NON-DISPLAY (Patient Handout)"], "https://elbow.example.org/h")
)  # fmt: skip
AZUL_PARTS = (
    '<language-mapped-topic url="https://medlineplus.example.org/1.html" id="1" '
    'language="English">Blue Elbow</language-mapped-topic>\n'
    + site("Codos", ["Comience aquí"], "https://elbow.example.org/es")
)
RECORDS = (
    record(1, "Blue Elbow", BLUE, parts=BLUE_PARTS, meta="An elbow that is blue."),
    record(2, "Codo azul", AZUL, "Spanish", AZUL_PARTS),
    record(3, "Red Knee", KNEE),
)


def export(*records: str, date: str = "11/21/2026 02:30:36", doctype: str = DOCTYPE) -> bytes:
    """Return an export of some topics, of three if none are given."""
    records = records or RECORDS
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}'
        f'<health-topics total="{len(records)}" date-generated="{date}">\n'
        f"{''.join(records)}</health-topics>\n"
    ).encode()


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def topics_of(opened: Export) -> list[Topic]:
    """Return the topics of an export, read."""
    return [record.topic() for record in opened.records()]


def entries_of(opened: Export) -> tuple[Entry, ...]:
    """Return what identifies the topics of an export."""
    return tuple(record.entry for record in opened.records())
