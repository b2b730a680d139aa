"""Text: words tidied and compared, and characters that act, hide or lie."""

import re
from functools import cache

_ACCENT = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_]+")
# Runs that may be too many accents: characters other than ASCII, letters, digits and spaces.
_MAY_BE_MARKS = re.compile(r"[^\w\s\x00-\x7f]{31,}")
MAX_MARKS = 30  # on one letter, as in Unicode's stream-safe text format (UAX #15, section 13)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")


def squeeze(text: str) -> str:
    """Return the text with every run of white space (including no-break spaces) as one space."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """Return the words of a text in the form in which they are compared.

    Case and accents are dropped, apostrophes vanish, and everything else that is not a letter or
    a digit separates words: ``"Crohn’s Disease"`` and ``"crohns-disease"`` both give
    ``"crohns disease"``.
    """
    text = text.replace("'", "").replace("’", "")
    if text.isascii():
        return " ".join(_WORD.findall(text.lower()))
    from unicodedata import normalize

    text = bounded_marks(text)
    # Case is folded in between, since each step can produce what the other one changes.
    decomposed = normalize("NFKD", normalize("NFKD", text).casefold())
    return " ".join(_WORD.findall(normalize("NFC", _ACCENT.sub("", decomposed))))


def slug(text: str) -> str:
    """Return the text as a slug: its folded words joined by hyphens."""
    return fold(text).replace(" ", "-")


# Characters that do not show, by code point, except controls: formats and surrogates (general
# categories Cf and Cs) and Default_Ignorable_Code_Point of Unicode 16.0 (DerivedCoreProperties.txt).
_INVISIBLE = (
    "\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff\ud800-\udfff"
)


@cache
def _invisible() -> re.Pattern[str]:
    """Return a pattern for a character that does not show; compiled on first use."""
    return re.compile(f"[{_INVISIBLE}]")


def has_invisible(text: str) -> bool:
    """Return whether a text has a character that does not show, apart from controls."""
    return not text.isascii() and _invisible().search(text) is not None


def plain(text: str) -> str:
    """Return a text without characters that do not show: controls become spaces, others vanish.

    White space stays as it is. The rest is in Unicode's normal form C, as in topic files.
    """
    text = _CONTROL.sub(" ", text)
    if text.isascii():
        return text
    from unicodedata import normalize

    return normalize("NFC", bounded_marks(_invisible().sub("", text)))


def bounded_marks(text: str) -> str:
    """Return a text with at most ``MAX_MARKS`` combining marks in a row.

    Sorting the marks of a letter takes time that grows with the square of their number.
    """
    return _MAY_BE_MARKS.sub(_with_few_marks, text)


def _with_few_marks(found: re.Match[str]) -> str:
    from unicodedata import combining

    kept, marks = [], 0
    for character in found[0]:
        marks = marks + 1 if combining(character) else 0
        if marks <= MAX_MARKS:
            kept.append(character)
    return "".join(kept)


class _Visible(dict[int, str | int]):
    """A table for str.translate, filled as characters come up."""

    def __missing__(self, code: int) -> str | int:
        """Return what is shown in place of a character, and remember it."""
        from unicodedata import category

        kind = category(chr(code))
        if code == 0x09:  # newlines never get here: lines come one by one
            shown: str | int = code
        elif code < 0x20:
            shown = 0x2400 + code  # the picture of the control character: ␛ for ESC
        elif code == 0x7F:
            shown = 0x2421
        elif kind in ("Zl", "Zp"):
            shown = 0x20
        elif kind == "Cc" or has_invisible(chr(code)):
            shown = 0xFFFD
        else:
            shown = code
        self[code] = shown
        return shown


_VISIBLE = _Visible()


def clean(text: str) -> str:
    """Return a text that only shows: what could act on a terminal is made visible.

    Control characters (except newline and tab), lone surrogates, bidi and other invisible format
    characters are replaced one for one, by the picture of the control character or by U+FFFD.
    """
    # Nearly all text shows as it is, and so do nearly all lines of the rest; C code tells it fast.
    if all(map(str.isprintable, text.replace("\t", "\n").split("\n"))) and not has_invisible(text):
        return text
    return "\n".join(
        [
            line if line.isprintable() and not has_invisible(line) else line.translate(_VISIBLE)
            for line in text.split("\n")
        ]
    )
