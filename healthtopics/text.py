"""Words: how they are tidied, compared and made into slugs."""

import re

_ACCENT = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_]+")


def squeeze(text: str) -> str:
    """Return the text with every run of white space (no-break spaces too) as one space."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """Return the words of a text in the form in which they are compared.

    Case and accents are dropped, apostrophes vanish, and everything else that is not a letter or
    a digit parts words: ``"Crohn’s Disease"`` and ``"crohns-disease"`` both give
    ``"crohns disease"``.
    """
    text = text.replace("'", "").replace("’", "")
    if text.isascii():
        return " ".join(_WORD.findall(text.lower()))
    from unicodedata import normalize

    # Case is folded between, since either can bring forth what the other takes.
    decomposed = normalize("NFKD", normalize("NFKD", text).casefold())
    return " ".join(_WORD.findall(normalize("NFC", _ACCENT.sub("", decomposed))))


def slug(text: str) -> str:
    """Return the text as a slug: its folded words joined by hyphens."""
    return fold(text).replace(" ", "-")
