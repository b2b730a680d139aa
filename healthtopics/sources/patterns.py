"""Patterns by language."""

import re
from collections.abc import Sequence

Patterns = dict[str, re.Pattern[str]]


def compiled(**patterns: Sequence[str]) -> Patterns:
    """Return each language's patterns as one that takes any of them, whatever their case."""
    return {
        language: re.compile("|".join(f"(?:{one})" for one in several), re.IGNORECASE)
        for language, several in patterns.items()
    }
