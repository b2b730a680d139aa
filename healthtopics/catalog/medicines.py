"""Medicines in a question, and the topics on what they are used for."""

from collections.abc import Sequence
from itertools import pairwise

from healthtopics.catalog.danger import titled
from healthtopics.catalog.store import Catalog, Scope
from healthtopics.catalog.words import sound
from healthtopics.text import fold

# A shorter name must be spelled exactly; a name this long may be matched by its sound.
_BY_SOUND = 6
# Lengths of the stems of international names, and the fewest letters before or after a stem.
_STEMS = range(3, 10)
_REST = 2


def keys_of_name(name: str) -> list[str]:
    """Return the keys under which the name of a medicine is kept: its letters and its sound."""
    written = fold(name).replace(" ", "")
    return [written, f"~{_heard(written)}"] if len(written) >= _BY_SOUND else [written]


def _heard(written: str) -> str:
    """Return how a name sounds in English and Spanish: amoxicillin like amoxicilina."""
    return sound(written).rstrip("aeo")


def medicines(
    catalog: Catalog, scope: Scope, words: Sequence[str], *, exact: bool
) -> dict[str, list[int]]:
    """Return the words of a question that are medicines, each with the numbers of its topics.

    A name of two words is found too, and reported for both. A word in the name of a topic is not
    taken for a medicine by its stem alone: cholesterol, cocaine.

    Args:
        catalog: has the table of medicines.
        scope: the topics that may be returned.
        words: the words of the question, folded, in order.
        exact: match names only as written, not by sound or stem.
    """
    pairs = list(pairwise(words))
    keys: dict[str, list[str]] = {}
    for parts in (*((word,) for word in words), *pairs):
        written = "".join(parts)
        if len(written) > 2:
            keys[written] = _keys(written, stems=len(parts) == 1 and not exact)
    asked = {key for some in keys.values() for key in some}
    kept: dict[str, list[str]] = {}
    for key, title in catalog.rows(
        "tt",
        f"SELECT key, title FROM medicine WHERE key IN ({', '.join('?' * len(asked))}) "
        "ORDER BY key, title",
        *asked,
    ):
        kept.setdefault(key, []).append(title)
    if not kept:
        return {}
    found: dict[str, list[int]] = {}
    for parts in (*((word,) for word in words), *pairs):
        written = "".join(parts)
        key = next((key for key in keys.get(written, ()) if key in kept), "")
        if not key or ("-" in key and _is_in_names(catalog, written)):
            continue
        lines = filter(None, (titled(catalog, scope, title) for title in kept[key]))
        numbers = [catalog.number(line) for line in lines]
        found.update((part, numbers) for part in parts if numbers)
    return found


def _keys(written: str, *, stems: bool) -> list[str]:
    """Return the keys under which a word may be kept, the surest first."""
    keys = [written, written.removesuffix("s")]
    if not stems:
        return keys
    heard = _heard(written)
    if len(written) >= _BY_SOUND:
        keys += [f"~{heard}", f"~{_heard(written.removesuffix('s'))}"]
    ends = dict.fromkeys((written, written.removesuffix("s"), *_in_english(written)))
    for length in reversed(_STEMS):
        keys += [f"-{end[-length:]}" for end in ends if len(end) >= length + _REST]
        if len(written) >= length + _REST:
            keys.append(f"{written[:length]}-")
    return keys


def _in_english(written: str) -> list[str]:
    """Return how the Spanish form of an international name may be written in English."""
    if not written.endswith(("a", "o")):
        return []
    root = written[:-1].replace("micin", "mycin").replace("cilin", "cillin")
    return [root, f"{root}e"]


def _is_in_names(catalog: Catalog, word: str) -> bool:
    return bool(catalog.rows("i", "SELECT 1 FROM name_word WHERE word = ? LIMIT 1", word))
