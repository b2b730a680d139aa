"""The program's own words on a page, in each language."""

from typing import NamedTuple


class Labels(NamedTuple):
    """The words of one language; those with braces are filled in."""

    also_called: str
    in_part: str
    advice: str
    summary: str
    symptoms: str
    links: str
    related: str
    other_languages: str
    twin: str
    sources: str
    source: str
    export: str
    from_official_text: str
    merged: str
    official_page: str
    parts: dict[str, str]
    advice_sources: str
    more_sources: str
    compared: str
    not_reviewed: str
    reviewed_by: str
    machine_written: str
    report: str
    collection: str
    groups: str
    leads: dict[str, str]
    lead_with_maternity: str
    in_emergency: str
    happening_now: str
    quoted: str
    nobody_graded: str
    other_links: str
    not_care: str
    index_only: str
    contents: str
    namesakes: str
    and_more: str
    more_links: str
    also_in: str
    in_language: dict[str, str]
    links_counted: str
    topics_counted: str
    no_advice: str
    nobody_answers: str
    whole_page: str
    short_page: str
    mentions: str
    read_one: str
    can_do: str
    questions: str
    read_more: str
    at_medlineplus: str
    sheet_not_reviewed: str
    may_copy: str
    page_of: str
    counted: dict[str, str]
    why: dict[str, str]


_ENGLISH = Labels(
    also_called="Also called",
    in_part="You asked for {name}. This page covers it in part.",
    advice="When to get help",
    summary="Summary",
    symptoms="Symptoms",
    links="Links",
    related="Related topics",
    other_languages="In other languages",
    twin="In English",
    sources="About this page",
    source="Source",
    export="export of",
    from_official_text="Quoted from the text of the page.",
    merged="From MedlinePlus: {parts}. The rest is this program's own page.",
    official_page="MedlinePlus' own page: topic show {topic} --source medlineplus --lang en",
    parts={
        "advice": "when to get help",
        "symptoms": "symptoms",
        "summary": "summary",
        "sections": "sections",
        "links": "links",
        "related": "related topics",
        "languages": "other languages",
    },
    advice_sources="Advice compiled from",
    more_sources="and {number} more",
    compared="Compared with its sources on",
    not_reviewed="No doctor or nurse has reviewed this page.",
    reviewed_by="Reviewed by {name}, {role}, on {date}.",
    machine_written="It was written with the help of a language model.",
    report="Found a mistake? “topic help report” says how to report it.",
    collection="Collection",
    groups="Groups",
    leads={
        "emergency": "Call {emergency} or go to an emergency department now if",
        "now": "If nothing more urgent fits, call your provider or a nurse line, day or night, if",
        "today": "If nothing more urgent fits, call a health care provider if",
        "routine": "If nothing more urgent fits, make an appointment if",
    },
    lead_with_maternity="If nothing more urgent fits, call your provider, nurse line or maternity unit, day "
    "or night, if",
    in_emergency="in an emergency, call {emergency}",
    happening_now="if this is happening now, call {emergency}. What to do: topic urgent {topic}",
    quoted="MedlinePlus says:",
    nobody_graded="These sentences are quoted from a US source, and any numbers in them are for "
    "the US. They are not a full list, and nobody has sorted them by urgency. In an emergency, "
    "call {emergency}.",
    other_links="Other",
    not_care="For information only. It does not replace care from a health professional.",
    index_only="This looks words up in lists of symptoms; it does not diagnose.",
    contents="On this page",
    namesakes="Other titles with this name",
    and_more="{number} more: topic search {title}",
    more_links="{number} more ({counts}). All of them: topic links {topic}",
    also_in="also {categories}",
    in_language={"es": "in Spanish"},
    links_counted="Links: {links}, in topics: {topics}",
    topics_counted="{number} topics",
    no_advice="MedlinePlus gives no list of danger signs for this topic. In an emergency, call "
    "{emergency}.",
    nobody_answers="If nobody answers soon, go to an emergency department.",
    whole_page="The whole page: topic show {topic}",
    short_page="This is a short page. There is more at {url}; “topic update” brings its text here.",
    mentions="mentions",
    read_one="Read one: topic show {topic}",
    can_do="What I can do",
    questions="Questions for my provider",
    read_more="Read more",
    at_medlineplus="The topic at MedlinePlus",
    sheet_not_reviewed="No doctor or nurse has reviewed this sheet.",
    may_copy="You may copy it (CC0 1.0).",
    page_of="Page {page} of {pages}",
    counted={
        "groups": "Groups: {number}. The topics of one: topic list pregnancy",
        "categories": "Categories: {number}. The links of one: topic links --category treatments",
        "organizations": "Organizations: {number}. The links of one: "
        "topic links --organization CDC",
    },
    why={
        "title": "title",
        "other name": "other name",
        "everyday words": "everyday words",
        "medicine": "medicine",
        "symptom": "symptom",
        "text": "text",
        "spelling": "spelling",
    },
)

_SPANISH = Labels(
    also_called="Otros nombres",
    in_part="Buscó {name}. Esta página lo trata en parte.",
    advice="Cuándo buscar ayuda",
    summary="Resumen",
    symptoms="Síntomas",
    links="Enlaces",
    related="Temas relacionados",
    other_languages="En otros idiomas",
    twin="En español",
    sources="Sobre esta página",
    source="Fuente",
    export="exportación del",
    from_official_text="Citado del texto de la página.",
    merged="De MedlinePlus: {parts}. El resto es la página propia de este programa.",
    official_page="La página de MedlinePlus: topic show {topic} --source medlineplus --lang es",
    parts={
        "advice": "cuándo buscar ayuda",
        "symptoms": "síntomas",
        "summary": "resumen",
        "sections": "secciones",
        "links": "enlaces",
        "related": "temas relacionados",
        "languages": "otros idiomas",
    },
    advice_sources="Consejos recopilados de",
    more_sources="y {number} más",
    compared="Cotejada con sus fuentes el",
    not_reviewed="Ningún médico ni enfermero ha revisado esta página.",
    reviewed_by="Revisada por {name}, {role}, el {date}.",
    machine_written="Se escribió con la ayuda de un modelo de lenguaje.",
    report="¿Encontró un error? “topic help report” explica cómo avisar.",
    collection="Colección",
    groups="Grupos",
    leads={
        "emergency": "Llame al {emergency} o vaya a urgencias ahora en estos casos",
        "now": "Si no hay nada más urgente, llame a su profesional de la salud o a una línea de "
        "enfermería, de día o de noche, en estos casos",
        "today": "Si no hay nada más urgente, llame a un profesional de la salud en estos casos",
        "routine": "Si no hay nada más urgente, pida una cita en estos casos",
    },
    lead_with_maternity="Si no hay nada más urgente, llame a su profesional de la salud, línea de "
    "enfermería o maternidad, de día o de noche, en estos casos",
    in_emergency="en una emergencia, llame al {emergency}",
    happening_now="si esto está pasando ahora, llame al {emergency}. Qué hacer: topic urgent {topic}",
    quoted="MedlinePlus dice:",
    nobody_graded="Estas frases son citas de una fuente de Estados Unidos, y los números que "
    "contienen son de ese país. No son una lista completa y nadie las ha ordenado por urgencia. "
    "En una emergencia, llame al {emergency}.",
    other_links="Otros",
    not_care="Solo para informar. No reemplaza la atención de un profesional de la salud.",
    index_only="Esto busca palabras en listas de síntomas; no es un diagnóstico.",
    contents="En esta página",
    namesakes="Otros títulos con este nombre",
    and_more="{number} más: topic search {title}",
    more_links="{number} más ({counts}). Todos: topic links {topic}",
    also_in="también {categories}",
    in_language={"en": "en inglés"},
    links_counted="Enlaces: {links}, en temas: {topics}",
    topics_counted="{number} temas",
    no_advice="MedlinePlus no da una lista de señales de peligro para este tema. En una "
    "emergencia, llame al {emergency}.",
    nobody_answers="Si no le contestan pronto, vaya a urgencias.",
    whole_page="La página completa: topic show {topic}",
    short_page="Esta es una página corta. Hay más en {url}; “topic update” trae aquí su texto.",
    mentions="menciona",
    read_one="Para leer uno: topic show {topic}",
    can_do="Qué puedo hacer",
    questions="Preguntas para mi profesional de la salud",
    read_more="Más información",
    at_medlineplus="El tema en MedlinePlus",
    sheet_not_reviewed="Ningún médico ni enfermero ha revisado esta hoja.",
    may_copy="Se puede copiar (CC0 1.0).",
    page_of="Página {page} de {pages}",
    counted={
        "groups": "Grupos: {number}. Los temas de uno: topic list embarazo",
        "categories": "Categorías: {number}. Los enlaces de una: topic links --category terapias",
        "organizations": "Organizaciones: {number}. Los enlaces de una: "
        "topic links --organization CDC",
    },
    why={
        "title": "título",
        "other name": "otro nombre",
        "everyday words": "palabras de todos los días",
        "medicine": "medicina",
        "symptom": "síntoma",
        "text": "texto",
        "spelling": "ortografía",
    },
)


def labels(language: str) -> Labels:
    """Return the words of a language."""
    return _SPANISH if language == "es" else _ENGLISH
