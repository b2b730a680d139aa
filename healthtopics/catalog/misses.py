"""What a name may mean if it does not name exactly one topic."""

from collections.abc import Collection, Iterable

from healthtopics.catalog.store import LAST, LINE, PLACE, Catalog, Scope, scoped
from healthtopics.catalog.words import (
    STOP_WORDS,
    allowed_edits,
    are_opposites,
    content_words,
    is_like,
    likeness,
    nearest_as_a_whole,
    nearest_by_words,
    singular,
    sound,
)
from healthtopics.model import Miss, TopicLine
from healthtopics.text import fold

_SHOWN = 5
# Words of a name that the catalog is asked for; what it finds is compared with all of them.
_WORDS = 9
# Dangerous topics come first, then full pages (the most asked for), then short ones.
_ORDER = f"topic.danger DESC, topic.is_short, length(topic.title), topic.sort_key, {PLACE}"


class Missing(Exception):
    """A name that no topic has, or that several topics have (``lines``)."""

    def __init__(self, name: str, lines: list[TopicLine] | None = None) -> None:
        super().__init__(name)
        self.name = name
        self.lines = lines or []


def candidates(catalog: Catalog, missing: Missing, scope: Scope) -> Miss:
    """Return up to five topics that may be meant, and how many there are in all.

    They are the topics that share the name, else those with its words in their title, else in
    another name, else those with a similar spelling, else those whose text has its words.
    """
    name = missing.name
    found = missing.lines or _with_words_in_name(catalog, name, scope)
    if len(found) > 1:
        return Miss(name, "several", tuple(found[:_SHOWN]), len(found))
    found = found or spelled_alike(catalog, name, scope)
    if found:
        return Miss(name, "near", tuple(found[:_SHOWN]), len(found))
    found = _mentioning(catalog, name, scope)
    return Miss(name, "mention" if found else "none", tuple(found[:_SHOWN]), len(found))


def namesakes(catalog: Catalog, line: TopicLine) -> list[str]:
    """Return the titles that contain a topic's title: Diabetes Type 1 for Diabetes."""
    scope = Scope(line.language)
    lines = _with_words_in_name(catalog, line.title, scope, kinds=(0,))
    return [other.title for other in lines if other.slug != line.slug]


def _with_words_in_name(
    catalog: Catalog, name: str, scope: Scope, kinds: Iterable[int] = (0, 1)
) -> list[TopicLine]:
    """Return the topics with all words of a name in their title, else in another name."""
    words = {singular(word) for word in fold(name).split()}
    if not words:
        return []
    begun, beginnings = _with_words_begun(words)
    where, values = scoped(scope)
    for kind in kinds:
        rows = catalog.rows(
            "t" + "ttttt",
            f"SELECT name.words, {LINE} FROM name CROSS JOIN topic ON topic.id = name.topic "
            f"WHERE name.topic IN ({begun}) AND name.kind = ? AND {where} ORDER BY {_ORDER}",
            *beginnings,
            kind,
            *values,
        )
        found = dict.fromkeys(
            TopicLine(*line)
            for its_words, *line in rows
            if words <= {singular(word) for word in its_words.split()}
        )
        if found:
            return list(found)
    return []


def spelled_alike(catalog: Catalog, name: str, scope: Scope) -> list[TopicLine]:
    """Return the topics that a misspelled name may mean, the nearest first.

    Only names in which the catalog finds something in common are compared letter by letter, so the
    time grows more slowly than the collection.
    """
    asked = fold(name)
    names = _names_like(catalog, asked, scope)
    near = nearest_as_a_whole(asked, names)
    if not near:
        names = _names_with_words_like(catalog, asked, scope)
        near = nearest_by_words(asked, names)
    titles = dict.fromkeys(names[words] for words in near)
    where, values = scoped(scope)
    sql = f"SELECT {LINE} FROM topic WHERE title = ? AND {where} ORDER BY {PLACE}"
    return [
        TopicLine(*row) for title in titles for row in catalog.rows("ttttt", sql, title, *values)
    ]


def _names_like(catalog: Catalog, asked: str, scope: Scope) -> dict[str, str]:
    """Return names that may be near as a whole, each with the title of its topic."""
    compact = asked.replace(" ", "")
    like, pieces = likeness("key", compact)
    names = [f"SELECT rowid FROM name WHERE {like}"]
    values: tuple[object, ...] = pieces
    if len(compact) > 2:  # names that begin with it
        names.append("SELECT rowid FROM name WHERE key >= ? AND key < ?")
        values = (*values, compact, compact + LAST)
    if words := {singular(word) for word in asked.split()}:  # names with all of its words
        begun, beginnings = _with_words_begun(words)
        names.append(f"SELECT rowid FROM name WHERE topic IN ({begun})")
        values = (*values, *beginnings)
    return _names(catalog, f"name.rowid IN ({' UNION ALL '.join(names)})", values, scope)


def _names_with_words_like(catalog: Catalog, asked: str, scope: Scope) -> dict[str, str]:
    """Return names that may contain all the asked words, each with the title of its topic."""
    conditions = []
    values: tuple[object, ...] = ()
    for word in list(dict.fromkeys(asked.split()))[:_WORDS]:
        near = _words_like(catalog, word, scope.language)
        if not near:
            return {}
        marks = ", ".join("?" * len(near))
        conditions.append(f"topic.id IN (SELECT topic FROM name_word WHERE word IN ({marks}))")
        values = (*values, *near)
    return _names(catalog, " AND ".join(conditions), values, scope) if conditions else {}


def _words_like(catalog: Catalog, asked: str, language: str) -> list[str]:
    """Return the known words that an asked word may be a misspelling of."""
    like, pieces = likeness("word", asked)
    heard = sound(asked)[:1]
    if heard.isdigit() or not allowed_edits(asked):
        rows = catalog.rows("t", f"SELECT DISTINCT word FROM name_word WHERE {like}", *pieces)
    else:
        rows = catalog.rows(
            "t",
            f"SELECT word FROM sound WHERE language = ? AND sound >= ? AND sound < ? AND {like}",
            *(language, heard, heard + LAST, *pieces),
        )
    limit = allowed_edits(asked)  # stop words are not in the table of sounds
    small = (word for word in STOP_WORDS[language] if abs(len(word) - len(asked)) <= limit)
    words = [*(row[0] for row in rows), *small]
    return [word for word in words if is_like(asked, word)]


def _with_words_begun(words: Collection[str]) -> tuple[str, tuple[str, ...]]:
    """Return a query for topics by the beginnings of words in their names, and its values.

    Each of the words must begin one, so that names with their plurals are found too.
    """
    begun = [word.removesuffix("y") for word in sorted(words)[:_WORDS]]  # to find "allergies" too
    one = "SELECT topic FROM name_word WHERE word >= ? AND word < ?"
    sql = " INTERSECT ".join([one] * len(begun))
    return sql, tuple(limit for word in begun for limit in (word, word + LAST))


def _names(
    catalog: Catalog, condition: str, values: tuple[object, ...], scope: Scope
) -> dict[str, str]:
    """Return the names that meet a condition, each with the title of its topic.

    If several topics have a name, the one that has it as its title counts.
    """
    where, more = scoped(scope)
    rows = catalog.rows(
        "tt",
        # CROSS JOIN: start with the few names, not with all topics of the scope.
        "SELECT name.words, topic.title FROM name CROSS JOIN topic ON topic.id = name.topic "
        f"WHERE {condition} AND {where} ORDER BY name.kind, {PLACE}",
        *values,
        *more,
    )
    return dict(reversed(rows))


def _mentioning(catalog: Catalog, name: str, scope: Scope) -> list[TopicLine]:
    """Return the topics whose text has the words of a name, the best match first.

    If no topic has all of them, return those that have the rarest one.
    """
    words = [word for word in content_words(name, scope.language) if len(word) > 2]
    if not words:
        return []
    of_all = _with_text(catalog, " AND ".join(f'"{word}"' for word in words), scope)
    of_each = [] if of_all else [_with_text(catalog, f'"{word}"', scope) for word in words]
    found = of_all or min(filter(None, of_each), key=len, default=[])
    return [line for line in found if not are_opposites(fold(name), fold(line.title))]


def _with_text(catalog: Catalog, match: str, scope: Scope) -> list[TopicLine]:
    """Return the topics whose text matches a query of the index, the best match first."""
    where, values = scoped(scope)
    rows = catalog.rows(
        "ttttt",
        f"SELECT {LINE} FROM text JOIN topic ON topic.id = text.rowid "
        f"WHERE text MATCH ? AND {where} ORDER BY bm25(text, 8, 7, 5, 4, 3, 1, 1), {PLACE}",
        match,
        *values,
    )
    return [TopicLine(*row) for row in rows]
