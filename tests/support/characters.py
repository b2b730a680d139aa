"""Characters that act on a terminal, hide or lie, told without asking the cleaner."""

import re
import unicodedata

_ALL = range(0x110000)
# Default_Ignorable_Code_Point (DerivedCoreProperties.txt): they take no room and show nothing.
_HIDDEN = (
    *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x3164, 0xFFA0),
    *range(0x180B, 0x1810),
    *range(0xFE00, 0xFE10),
    *range(0xFFF0, 0xFFF9),
    *range(0x13439, 0x13440),  # formats since Unicode 15, which older Pythons do not know
    *range(0xE0000, 0xE1000),
)
DANGEROUS = frozenset(
    {c for c in map(chr, _ALL) if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")}.union(
        map(chr, _HIDDEN)
    ).difference("\t\n")
)
# What our own renderer writes: colours, and links to web addresses.
_OURS = re.compile(
    r"\x1b\[(?:\d+(?:;\d+)*)?m|\x1b]8;id=[0-9a-f]{8};https?://[!-~]+\x1b\\|\x1b]8;;\x1b\\"
)

# One of each kind, in one text: what a terminal would do something with.
HOSTILE = (
    "\x1b]0;title\x07 \x1b]52;c;cHduZWQ=\x07 \x1b[2J\x1b[31m \x9b31m \x90q\x9c \r\b\x0e\x0f\x7f\x00"
    "\u202e\u2066\u2069\u200b\u200d\ufeff\u061c\u00ad\u115f\u3164\ufe0f\U000e0041\U000e0100\ud800\u2028"
)
# What means something to a library that draws on terminals.
MARKUP = (
    "[/]",
    "[red]x",
    "[bold]x[/bold]",
    "[link=https://evil.example.org]x[/link]",
    "[updated 2020 Jun 24; cited 2020 Jul 1]",
    ":warning:",
    "\\[x]",
    "{x}",
    "%s %(x)s",
    "<b>x</b>",
    "&lt;",
)


def dangers(text: str, *, painted: bool = False) -> frozenset[str]:
    """Return what in a printed text could act, hide or lie.

    Args:
        text: what was printed.
        painted: it may have the colours and links that our own renderer writes.
    """
    return DANGEROUS.intersection(unpainted(text) if painted else text)


def unpainted(text: str) -> str:
    """Return a printed text without the colours and links that our own renderer writes."""
    return _OURS.sub("", text)
