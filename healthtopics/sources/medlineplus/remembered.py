"""What the last download said of the export that is kept, so that it is not fetched twice.

It counts only as long as the kept export is the file that it was written for; without it, or if
it is damaged, the export is downloaded once more, and that is all.
"""

import contextlib
import json
import os

from healthtopics.files import stamp
from healthtopics.places import EXPORT
from healthtopics.sources.medlineplus.download import Validators

_FILE = "download.json"
_MAX_BYTES = 1 << 16


def remembered(folder: str) -> Validators | None:
    """Return what was said of the export that is kept in a folder, if it came by a download."""
    try:
        with open(os.path.join(folder, _FILE), "rb") as file:
            content = json.loads(file.read(_MAX_BYTES))
        if content["export"] != _identity(folder):
            return None
        return Validators(*(str(content[key]) for key in Validators._fields))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def remember(folder: str, validators: Validators) -> None:
    """Write down what was said of the export that is now kept in a folder.

    It is written in place: no beginning of it can be read as the whole.
    """
    content = json.dumps({**validators._asdict(), "export": _identity(folder)})
    path = os.path.join(folder, _FILE)
    # Where it fails, the next update downloads more than it must.
    with contextlib.suppress(OSError), open(path, "w", encoding="utf-8") as file:
        file.write(content)


def _identity(folder: str) -> list[int]:
    """Return what tells the kept export from any other file at its place."""
    seen = stamp(os.path.join(folder, EXPORT))
    return [seen.size, seen.modified_ns, seen.inode]
