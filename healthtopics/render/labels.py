"""The program's own words on a page, in each language."""

from typing import NamedTuple


class Labels(NamedTuple):
    """The words of one language."""

    also_called: str
    advice: str
    summary: str
    symptoms: str
    links: str
    related: str
    sources: str
    source: str
    export: str
    taken_below: str
    taken: str
    reviewed: str
    collection: str
    groups: str
    leads: dict[str, str]
    quoted: str
    other_links: str
    not_care: str
    index_only: str
    why: dict[str, str]
    nothing: str = ""


_ENGLISH = Labels(
    also_called="Also called",
    advice="When to get help",
    summary="Summary",
    symptoms="Symptoms",
    links="Links",
    related="Related topics",
    sources="Where this is from",
    source="Source",
    export="export of",
    taken_below="Taken from the text below, in the words of the source.",
    taken="Taken from the text of the page, in the words of the source.",
    reviewed="Reviewed",
    collection="Collection",
    groups="Groups",
    leads={
        "emergency": "Call your local emergency number (911 in the US, 112 in the EU, 999 in the UK) if:",
        "urgent": "Call a health care provider today if:",
        "routine": "Make an appointment if:",
    },
    quoted="MedlinePlus says:",
    other_links="Other",
    not_care="This page informs. It does not replace care by a health professional.",
    index_only="This is an index of symptom lists, not a diagnosis.",
    why={
        "title": "title",
        "other name": "other name",
        "everyday words": "everyday words",
        "symptom": "symptom",
        "text": "text",
        "spelling": "spelling",
    },
)

_SPANISH = Labels(
    also_called="Otros nombres",
    advice="Cuándo buscar ayuda",
    summary="Resumen",
    symptoms="Síntomas",
    links="Enlaces",
    related="Temas relacionados",
    sources="De dónde viene esta información",
    source="Fuente",
    export="exportación del",
    taken_below="Tomado del texto que sigue, en las palabras de la fuente.",
    taken="Tomado del texto de la página, en las palabras de la fuente.",
    reviewed="Revisado",
    collection="Colección",
    groups="Grupos",
    leads={
        "emergency": "Llame al número local de emergencias (911 en EE. UU., 112 en la UE, 999 en el Reino Unido) si:",
        "urgent": "Llame hoy mismo a un profesional de la salud si:",
        "routine": "Pida una cita si:",
    },
    quoted="MedlinePlus dice:",
    other_links="Otros",
    not_care="Esta página informa. No reemplaza la atención de un profesional de la salud.",
    index_only="Esto es un índice de listas de síntomas, no un diagnóstico.",
    why={
        "title": "título",
        "other name": "otro nombre",
        "everyday words": "palabras de todos los días",
        "symptom": "síntoma",
        "text": "texto",
        "spelling": "ortografía",
    },
)


def labels(language: str) -> Labels:
    """Return the words of a language."""
    return _SPANISH if language == "es" else _ENGLISH
