"""What only the long form of a test tries: pytest --long."""

from collections.abc import Iterable
from typing import Any

import pytest

_IS_RUN = False


def run_it() -> None:
    """Have the long forms run, from now on."""
    global _IS_RUN  # noqa: PLW0603 - pytest knows before it reads the tests
    _IS_RUN = True


def examples(few: int, many: int) -> int:
    """Return how many examples Hypothesis tries: few, or many in the long form."""
    return many if _IS_RUN else few


def only_long(cases: Iterable[object]) -> list[Any]:
    """Return cases of a test that are left out unless --long is given."""
    return [
        pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.long)
        for case in cases
    ]
