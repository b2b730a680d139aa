"""Names: when two are the same, and which are near."""

from collections.abc import Iterable

from healthtopics.text import fold

# Words whose last "s" is no plural: "aid" must not find AIDS.
_NO_PLURALS = {"aids"}


def exact_key(name: str) -> str:
    """Return the key under which a name is found however it is spaced, cased or accented."""
    return fold(name).replace(" ", "")


def loose_key(name: str) -> str:
    """Return the key under which a name is found in the plural and in any order of words."""
    return " ".join(sorted(singular(word) for word in fold(name).split()))


def singular(word: str) -> str:
    """Return what an English or Spanish noun has in common with its plural.

    It is not always a word (``disease`` and ``diseases`` give ``diseas``). Short stems are left
    longer, so that ``hives`` never becomes ``hiv``.
    """
    if word in _NO_PLURALS or word.endswith(("ss", "us", "is")):
        return word
    without_s = word.removesuffix("s")
    if without_s.endswith("ie") and len(without_s) > 3:  # allergies and calorie
        return without_s[:-2] + "y"
    if word.endswith("es") and len(word) > 5:
        return word[:-2]
    if word.endswith("s") and len(word) > 3:
        return word[:-1]
    if word.endswith("e") and len(word) > 4:
        return word[:-1]
    return word


def edit_distance(a: str, b: str, limit: int) -> int:
    """Return how many edits part two words, or ``limit + 1`` where more than ``limit`` do.

    An edit inserts, deletes or replaces a letter or swaps two neighbours (the optimal string
    alignment distance; Boytsov 2011, https://doi.org/10.1145/1963190.1963191).
    """
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    before: list[int] = []
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and y == a[i - 2]:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before, previous = previous, row
    return min(previous[-1], limit + 1)


def allowed_edits(word: str) -> int:
    """Return how many edits a misspelled word or name may be away from the right one."""
    return 0 if len(word) < 4 else 1 if len(word) < 6 else 2 if len(word) < 12 else 3


def are_opposites(a: str, b: str) -> bool:
    """Tell whether one text speaks of too little (hypo-) and the other of too much (hyper-)."""
    return any(
        ("hypo" in one or "hipo" in one) and ("hyper" in other or "hiper" in other)
        for one, other in ((a, b), (b, a))
    )


def nearest(asked: str, names: Iterable[str], count: int = 3) -> list[str]:
    """Return the folded names that a folded, misspelled one may mean, the nearest first.

    A name that has all the asked words in it, or begins with what was asked, is near too:
    ``diabetes`` is near ``diabetes type 1``. If there is none, one that has all of them but for
    their spelling is: ``raynad`` is near ``raynaud phenomenon``.
    """
    near = [name for name in names if not are_opposites(asked, name)]
    compact = asked.replace(" ", "")
    limit = allowed_edits(compact)
    words = {singular(word) for word in asked.split()}
    found: dict[str, tuple[int, int, str]] = {}
    for name in near:
        distance = edit_distance(compact, name.replace(" ", ""), limit)
        if distance <= limit:
            found[name] = (distance, len(name), name)
        elif words and (
            words <= {singular(word) for word in name.split()}
            or (len(compact) > 2 and name.startswith(asked))
        ):
            found[name] = (limit + 1, len(name), name)
    if not found and words:
        for name in near:
            if (edits := _edits_by_word(asked, name)) is not None:
                found[name] = (edits, len(name), name)
    return sorted(found, key=found.__getitem__)[:count]


def _edits_by_word(asked: str, name: str) -> int | None:
    """Return how many edits make each asked word one of a name's; None if they are too many."""
    edits = 0
    for word in asked.split():
        limit = allowed_edits(word)
        fewest = min(edit_distance(word, other, limit) for other in name.split())
        if fewest > limit:
            return None
        edits += fewest
    return edits
