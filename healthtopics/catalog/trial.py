"""Building the catalog of a new export before the export takes its place.

Whatever is in an export, its cost is limited: a process that takes too much time or memory is
ended, and nothing has changed.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from healthtopics import budget, files
from healthtopics.catalog import build, kept
from healthtopics.catalog.opening import catalog_path
from healthtopics.errors import BadInput
from healthtopics.messages import Message, say
from healthtopics.places import Collection
from healthtopics.sources.medlineplus.exports import KEPT, MAX_MEMORY, Unplaced
from healthtopics.sources.medlineplus.topics import Export, Overview


@contextmanager
def try_out(
    new: Unplaced,
    collections: Sequence[Collection],
    cache_folder: str,
    progress: Callable[[int, int], None],
) -> Iterator[tuple[Overview, Callable[[os.stat_result], object]]]:
    """Build the new catalog; yield what the export is, and what puts the catalog in place.

    Args:
        new: the export.
        collections: in the order in which they are searched for a topic.
        cache_folder: where the catalog is kept; empty for nowhere.
        progress: called with the number of topics read so far and the total.

    Raises:
        BadInput: the topics of the export cannot be read, or not within its budget.
    """
    path = catalog_path(collections, cache_folder)
    unfinished = kept.create_temporary(path)
    is_kept = False

    def work(tell: Callable[[int, int], None]) -> tuple[Overview, int, bool]:
        read: list[Export] = []

        def export() -> Export:
            read.append(new.export())
            return read[-1]

        expected = build.New(new.path, export, new.seconds)
        made = build.make(collections, path, unfinished.path, tell, new=expected)
        made.connection.close()
        if not read:  # an export in a folder where others may write is not used
            for _ in export().records():
                pass
        return read[-1].overview(), made.modified, made.is_lasting

    def place(status: os.stat_result) -> None:
        nonlocal is_kept
        stamp = files.stamp_of(new.path, status)
        is_kept = is_lasting and kept.keep(unfinished.path, path, modified, stamp)

    try:
        try:
            overview, modified, is_lasting = budget.run(work, MAX_MEMORY, progress)
        except budget.Exceeded as error:
            raise BadInput(_too_much(new.name, error.what), KEPT) from None
        yield overview, place
    finally:
        unfinished.close(drop=not is_kept)


def _too_much(name: str, what: str) -> Message:
    if what == "time":
        return say("{name}: its topics take too long to read", name=name)
    return say(
        "{name}: its topics take more than {limit} MB of memory to read",
        name=name,
        limit=MAX_MEMORY // 1_000_000,
    )
