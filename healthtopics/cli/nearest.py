"""What may be meant by a word that is not the name of anything."""

from collections.abc import Sequence

from healthtopics.messages import Message, say
from healthtopics.model import Count
from healthtopics.text import fold

_NEAR = 0.6  # the least likeness between a word and a name that it may mean
_SPREAD = 0.12  # how much less alike than the nearest other names may be
_MANY = 3  # the most near names
_LENGTH = 220  # characters of other names, in three lines of a terminal


def suggest(asked: str, in_use: Sequence[Count], all_of: str = "") -> list[Message]:
    """Return hints, one per line: the nearest names first, then as many others as are soon read.

    Args:
        asked: what the user typed.
        in_use: what has such names, each with its short names.
        all_of: the command that lists all of them, if there is one.
    """
    words = fold(asked)
    by_likeness = sorted(
        ((_likeness(words, count), count) for count in in_use), key=lambda pair: -pair[0]
    )
    least = max(by_likeness[0][0] - _SPREAD, _NEAR) if by_likeness else 0
    near = [_shown(count) for likeness, count in by_likeness if likeness >= least][:_MANY]
    others = _some([name for name in map(_shown, in_use) if name not in near])
    hints = []
    if near:
        hints.append(say("Did you mean: {names}?", names="; ".join(near)))
    if others and near:
        hints.append(say("There is also: {names}", names=others))
    elif others:
        hints.append(say("Choose one of: {names}", names=others))
    if all_of:
        hints.append(say("All of them: {command}", command=all_of))
    return hints


def _shown(count: Count) -> str:
    """Return a name and its first short name, if it has one."""
    short = count.short_names[:1]
    return f"{count.name} ({short[0]})" if short else count.name


def _likeness(words: str, count: Count) -> float:
    """Return how alike some words and a name are, from 0 to 1."""
    from difflib import SequenceMatcher

    if not words:
        return 0
    names = [fold(name) for name in (count.name, *count.short_names)]
    parts = [part for name in names for part in name.split() if len(part) > 3]
    return max(
        SequenceMatcher(None, words[:_LENGTH], part, autojunk=False).ratio()
        for part in (*names, *parts)
    )


def _some(names: Sequence[str]) -> str:
    """Return as many names as are soon read, in one text."""
    text = "; ".join(names)
    return text if len(text) <= _LENGTH else f"{text[:_LENGTH].rpartition(';')[0]}; …"
