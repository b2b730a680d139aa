"""What only the long form of a test tries: pytest --long."""

from collections.abc import Iterable
from typing import Any

import pytest


def only_long(cases: Iterable[object]) -> list[Any]:
    """Return cases of a test that are left out unless --long is given."""
    return [
        pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.long)
        for case in cases
    ]
