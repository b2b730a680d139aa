"""Building the catalog of a new export before the export takes its place.

Whatever an export holds, it can only cost this much: a process that takes longer, or more memory,
is ended, and nothing has changed.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from healthtopics import budget, files
from healthtopics.catalog import build, kept
from healthtopics.catalog.opening import catalog_path
from healthtopics.errors import BadInput
from healthtopics.places import Collection
from healthtopics.sources.medlineplus.exports import MAX_MEMORY, Unplaced

_KEPT = "The collection stays as it was."


@contextmanager
def try_out(
    new: Unplaced,
    collections: Sequence[Collection],
    cache_folder: str,
    progress: Callable[[int, int], None],
) -> Iterator[Callable[[], object]]:
    """Build the catalog as it will be; yield what puts it into its place.

    Args:
        new: the export.
        collections: in the order in which a topic is looked for.
        cache_folder: where the catalog is kept; empty for nowhere.
        progress: is told how many topics of how many are read.

    Raises:
        BadInput: the topics of the export cannot be read, or not within its budget.
    """
    path = catalog_path(collections, cache_folder)
    unfinished = kept.create_temporary(path)
    is_kept = False

    def work(tell: Callable[[int, int], None]) -> tuple[int, bool]:
        stamp = files.stamp_of(new.path, new.status)
        expected = build.New(new.path, stamp, new.topics, new.seconds)
        made = build.make(collections, path, unfinished.path, tell, new=expected)
        made.connection.close()
        return made.modified, made.is_lasting

    def place() -> None:
        nonlocal is_kept
        is_kept = is_lasting and kept.keep(unfinished.path, path, modified)

    try:
        try:
            modified, is_lasting = budget.run(work, MAX_MEMORY, progress)
        except budget.Exceeded as error:
            limit = {
                "time": f"{new.seconds:.0f} seconds of computing",
                "memory": f"{MAX_MEMORY // 1_000_000} MB of memory",
            }[error.what]
            raise BadInput(
                f"{new.name}: its topics take more than {limit} to read", _KEPT
            ) from None
        yield place
    finally:
        unfinished.close(drop=not is_kept)
