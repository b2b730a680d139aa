"""No regular expression of the program takes longer than its text is long, whatever the text.

Every repeated part of every pattern is "pumped": repeated until the text is long, with an end that
does not match. One that takes time that grows with the square of the length is found as well.
"""

import ast
import importlib
import pkgutil
import random
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import healthtopics
from tests.support.long_form import only_long

LENGTH = 20_000
SECONDS = 0.5  # a linear one takes some milliseconds
TRIES = 8
# Patterns that are only asked at one place of a text, which is what ``search`` does at each.
ANCHORED = {
    "healthtopics.sources.topicfiles.nodes._DIRECTIVE",
    "healthtopics.sources.medlineplus.site._EXPORT",
}
# Patterns of texts that cannot be long.
SHORT = {"""[^\\w)\\]”\\"']+$"""}
ENDS = ("\x01", "!", ". x", "", " x", ":", "<")
SAMPLES = "x a-'9.,:;é\"()/_=&Z<>\u0301\n"


def _patterns() -> dict[str, re.Pattern[str]]:
    """Return the patterns of text of all modules, in whatever tables they are, by their places."""
    found: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.walk_packages(healthtopics.__path__, "healthtopics."):
        if module.name.endswith("__main__"):
            continue
        loaded = importlib.import_module(module.name)
        for name, value in vars(loaded).items():
            if not name.startswith("__"):
                found |= _within(value, f"{module.name}.{name}", 0)
        found |= _written(Path(str(loaded.__file__)), module.name)
    unique: dict[tuple[str, int], str] = {}
    for name, pattern in found.items():
        unique.setdefault((pattern.pattern, pattern.flags), name)
    return {name: found[name] for name in unique.values()}


def _within(value: object, name: str, depth: int) -> dict[str, re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        return {name: value} if isinstance(value.pattern, str) else {}
    items: list[Any] = []
    if depth < 5 and isinstance(value, dict):
        items = [*value.values(), *value]
    elif depth < 5 and isinstance(value, (tuple, list, set, frozenset)):
        items = list(value)
    found: dict[str, re.Pattern[str]] = {}
    for number, item in enumerate(items):
        found |= _within(item, f"{name}.{number}", depth + 1)
    return found


def _written(path: Path, module: str) -> dict[str, re.Pattern[str]]:
    """Return the patterns that are written in functions, where they are used."""
    text = path.read_text()
    if not re.search(r"\bre\.\w+\(", text):
        return {}
    functions = (n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef))
    return {
        f"{module}:{node.lineno}": re.compile(node.args[0].value)
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


PATTERNS = _patterns()


def _repeats(tree: Any, before: list[Any]) -> Iterator[tuple[list[Any], Any]]:
    """Yield each repeated part of a pattern, and the parts that come before it."""
    for place, (kind, value) in enumerate(tree):
        first = [*before, tree[:place]]
        if kind in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
            if int(value[1]) > 3:
                yield first, value[2]
            yield from _repeats(list(value[2]), first)
        elif kind is c.BRANCH:
            for branch in value[1]:
                yield from _repeats(list(branch), first)
        elif kind is c.SUBPATTERN:
            yield from _repeats(list(value[-1]), first)
        elif kind is c.ATOMIC_GROUP:
            yield from _repeats(list(value), first)
        elif kind in (c.ASSERT, c.ASSERT_NOT):
            yield from _repeats(list(value[1]), first)


def _sample(tree: Any, dice: random.Random) -> str:
    """Return a text that a part of a pattern matches, or nearly so."""
    out = []
    for kind, value in tree:
        if kind is c.LITERAL:
            out.append(chr(value))
        elif kind in (c.NOT_LITERAL, c.ANY):
            out.append("x")
        elif kind is c.IN:
            out.append(_one_of(value, dice))
        elif kind is c.BRANCH:
            out.append(_sample(dice.choice(value[1]), dice))
        elif kind is c.SUBPATTERN:
            out.append(_sample(value[-1], dice))
        elif kind is c.ATOMIC_GROUP:
            out.append(_sample(value, dice))
        elif kind in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
            least, most, body = value
            times = dice.randint(least, min(int(most), least + 2))
            out.append("".join(_sample(body, dice) for _ in range(times)))
    return "".join(out)


def _one_of(members: Any, dice: random.Random) -> str:
    """Return a character that a set of characters has."""
    is_negated = any(kind is c.NEGATE for kind, _ in members)
    kinds = {"WORD": str.isalnum, "SPACE": str.isspace, "DIGIT": str.isdigit}

    def has(character: str) -> bool:
        for kind, value in members:
            if kind is c.LITERAL and ord(character) == value:
                return True
            if kind is c.RANGE and value[0] <= ord(character) <= value[1]:
                return True
            if kind is c.CATEGORY:
                name = str(value).rpartition("_")[2]
                if kinds[name](character) != ("NOT" in str(value)):
                    return True
        return False

    fitting = [character for character in SAMPLES if has(character) != is_negated]
    if fitting:
        return dice.choice(fitting)
    return next((chr(value) for kind, value in members if kind is c.LITERAL), "x")


def _slowest(pattern: re.Pattern[str], *, is_anchored: bool) -> tuple[float, str]:
    """Return the longest time that a pattern takes for a pumped text, and how that begins."""
    dice = random.Random(pattern.pattern)
    slowest = (0.0, "")
    for before, body in _repeats(list(_parser.parse(pattern.pattern, pattern.flags)), []):
        for _ in range(TRIES):
            head = "".join(_sample(part, dice) for part in before)
            pump = "".join(_sample(body, dice) for _ in range(dice.choice((1, 1, 2, 3))))
            if dice.choice((True, False, False)):  # one that begins the pattern anew
                head, pump = "", head + pump
            if not pump:
                continue
            text = (head + pump * (LENGTH // len(pump)))[:LENGTH] + dice.choice(ENDS)
            asked = pattern.fullmatch if is_anchored else pattern.search
            begun = time.process_time()
            asked(text)
            slowest = max(slowest, (time.process_time() - begun, text[:60]))
    return slowest


def _ring(*_: object) -> None:
    raise TimeoutError


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_a_pattern_takes_no_longer_than_its_text_is_long(name: str) -> None:
    pattern = PATTERNS[name]
    if pattern.pattern in SHORT:
        pytest.skip("its text cannot be long")
    before = signal.signal(signal.SIGVTALRM, _ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, 10)  # of computing; a pattern hears the signal
    try:
        seconds, text = _slowest(pattern, is_anchored=name in ANCHORED)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    assert seconds < SECONDS, text


@pytest.mark.parametrize(
    "pattern",
    [r"(a+)+b", r"\s+$", *only_long([r"(?:(?:dull|sharp|dull)\s*)+$", r"(?:\w+ ?)*!"])],
)
def test_a_pattern_that_takes_longer_is_found(pattern: str) -> None:
    before = signal.signal(signal.SIGVTALRM, _ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS + 0.1)
    try:
        seconds, _ = _slowest(re.compile(pattern), is_anchored=False)
    except TimeoutError:
        seconds = SECONDS + 0.1
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    assert seconds > SECONDS
