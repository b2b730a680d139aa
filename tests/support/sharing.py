"""What one process of a run of the tests makes for the others."""

import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

Made = TypeVar("Made")

_FOLDER: Path | None = None


def share_in(folder: Path) -> None:
    """Keep what is made in a folder of this run, from now on."""
    global _FOLDER  # noqa: PLW0603 - it is known when the tests begin
    folder.mkdir(exist_ok=True)
    _FOLDER = folder


def shared(name: str, make: Callable[[], Made]) -> Made:
    """Return what another process has made, or make it, for the others too.

    Two that begin at once both make it, and the same: nobody waits for anybody.
    """
    if not _FOLDER:
        return make()
    kept = _FOLDER / name
    if kept.exists():
        return cast("Made", pickle.loads(kept.read_bytes()))
    made = make()
    own = _FOLDER / f"{name}.{os.getpid()}"
    own.write_bytes(pickle.dumps(made))
    own.replace(kept)
    return made
