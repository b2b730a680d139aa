"""Words of a question: which ones matter, and what they have in common with others."""

from healthtopics.catalog.names import singular
from healthtopics.text import fold

# Words that say nothing about what is looked for. Short forms stand without their apostrophe.
STOP_WORDS = {
    "en": frozenset(
        "a about after all am an and any are as at be been before but by can cause caused causes "
        "could did do does doing dont during feel feeling feels for from get gets getting give go "
        "going got had has have having he help her him his how i if im in into is isnt it its ive "
        "just keep keeps kind like long make makes many me mean means more much my need of often "
        "on one or our out over really s she should sign signs so some something sometimes still "
        "such symptom symptoms t than that the their them then there these they thing things this "
        "time to too treat treated treatment treatments very was way we were what whats when where "
        "which while who whose why will with without would you your".split()
    ),
    "es": frozenset(
        "a al algo causa causas como con cual cuales cuando de del desde donde el ella en es esta "
        "este esto estoy fue ha hace hacer hay he la las le les lo los mas me mi mis mucha mucho "
        "muy no nos o para pero por porque puede puedo que quien se ser si signos sin sintoma "
        "sintomas sobre soy su sus tan tengo tiene tienen todo tratamiento un una unas uno unos y "
        "ya yo".split()
    ),
}

# Endings by which forms of an English word differ, the longest first.
_ENDINGS = ("ingly", "edly", "ings", "ing", "ied", "ed", "ly", "er", "y", "i")


def content_words(text: str, language: str) -> list[str]:
    """Return the folded words of a text that say what it is about; all, if none does."""
    words = fold(text).split()
    return [word for word in words if word not in STOP_WORDS[language]] or words


def stem(word: str, language: str) -> str:
    """Return what the forms of a word have in common, for comparing phrases.

    The full-text index has Porter's stems; these are coarser, and take Spanish too.
    """
    word = singular(word)
    if language == "es":
        return word[:-1] if len(word) > 3 and word[-1] in "aeo" else word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 3:
            word = word[: -len(ending)]
            return word[:-1] if word[-1] == word[-2] and word[-1] not in "ls" else word
    return word


def loose_phrase(text: str, language: str) -> str:
    """Return the stems of the words that matter in a phrase, in alphabetical order."""
    return " ".join(sorted({stem(word, language) for word in content_words(text, language)}))


# What people write for what they hear. In this order, for each replaces what the next may meet.
_SOUNDS = (
    ("rrh", "r"), ("ph", "f"), ("ps", "s"), ("pn", "n"), ("ght", "t"), ("sch", "sk"), ("ck", "k"),
    ("qu", "k"), ("x", "ks"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("z", "s"),
    ("y", "i"), ("ae", "e"), ("oe", "e"), ("ei", "i"), ("ie", "i"), ("ou", "u"), ("v", "b"),
)  # fmt: skip


def sound(word: str) -> str:
    """Return a folded word as it sounds, roughly: words that sound alike give the same."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    kept = [
        c
        for before, c in zip(" " + word, word, strict=False)
        if c != before and (c != "h" or before == " ")
    ]
    return "".join(kept)
