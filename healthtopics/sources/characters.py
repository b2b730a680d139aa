"""Characters of text that comes from elsewhere: those that would act, hide or lie are taken out."""

import re
import unicodedata

# Format characters and others that do not show (general category Cf, Default_Ignorable_Code_Point).
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff\ud800-\udfff]"
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")


def has_invisible(text: str) -> bool:
    """Tell whether a character is in a text that does not show, controls aside."""
    return not text.isascii() and _INVISIBLE.search(text) is not None


def plain(text: str) -> str:
    """Return a text without characters that do not show: controls are spaces, others vanish.

    White space stays as it is. The rest is in Unicode's normal form C, as in topic files.
    """
    text = _CONTROLS.sub(" ", text)
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
