"""Where sentences end, in English and Spanish."""

import re

_END = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(¿¡]*[A-ZÁÉÍÓÚÑ0-9])")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:[A-Za-z]\.[A-Za-z]|Dr|Dra|Mr|Mrs|Ms|St|Sr|Sra|vs|ej)\.$")


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text."""
    found = []
    start = 0
    for end in _END.finditer(text):
        if not _ABBREVIATION.search(text[max(end.start() - 6, 0) : end.start() + 1]):
            found.append(text[start : end.end()].strip())
            start = end.end()
    if text[start:].strip():
        found.append(text[start:].strip())
    return tuple(found)
