"""The imported export: kept whole and compressed, and replaced in one step.

It is one ZIP archive with the export's own XML, an index of its topics, and what changed against
the export before it. The new one is written beside it, made durable and renamed into its place,
so that at any instant there is the old or the new, whole.
"""

import contextlib
import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import BinaryIO, NamedTuple

from healthtopics.errors import BadInput, LocalError
from healthtopics.files import lock, put_in_place
from healthtopics.model import UNDATED, Changes, Named
from healthtopics.places import EXPORT
from healthtopics.sources.medlineplus.archives import chunks, member
from healthtopics.sources.medlineplus.topics import Entry, Export

_XML = "topics.xml"
_INDEX = "index.json"
_LEVEL = 4  # of compression: a tenth larger than the best, in a third of its time
_MAX_INDEX_BYTES = 64 << 20

Progress = Callable[[int], None]


class _Index(NamedTuple):
    changes: Changes
    entries: tuple[Entry, ...]


def keep(
    stream: BinaryIO,
    name: str,
    folder: str,
    *,
    force: bool = False,
    progress: Progress | None = None,
    ready: Callable[[], object] = lambda: None,
) -> Changes:
    """Take in an export in place of the one that is kept, and return what changed.

    Args:
        stream: the XML, or a ZIP archive with it.
        name: what it is called, for errors.
        folder: where the export is kept.
        force: also take it if it has less than half as many topics as the one before.
        progress: is told how many bytes of XML were read.
        ready: is called when the new one stands, to make ready what readers need. Until then they
            may stay with what they know (see ``files.lock``).

    Raises:
        BadInput: it is no whole export; the one before stays.
        LocalError: it cannot be written, or another process is writing one.
    """
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with lock(folder):
            changes = _replace(stream, name, folder, force, progress or (lambda done: None))
            ready()
            return changes
    except OSError as error:
        reason = error.strerror or str(error)
        raise LocalError(
            f"{error.filename or folder}: {reason}", "The collection stays as it was."
        ) from None


def _replace(stream: BinaryIO, name: str, folder: str, force: bool, progress: Progress) -> Changes:
    """Write the new export beside the old one, check it, and put it into its place."""
    path = os.path.join(folder, EXPORT)
    unfinished = f"{path}.tmp"  # always the same name, so that there is never more than one
    before = _index_or_none(path)
    try:
        with zipfile.ZipFile(
            unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL
        ) as archive:
            with archive.open(_XML, "w") as xml:
                export = Export(_copied(chunks(stream, name), xml.write, progress), name)
                entries = tuple(export.entries())
            changes = _changes(export, entries, before)
            _check(name, entries, before, force)
            archive.writestr(_INDEX, _dumped(_Index(changes, entries)))
        put_in_place(unfinished, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(unfinished)
        raise
    return changes


def _copied(
    parts: Iterable[bytes], write: Callable[[bytes], object], progress: Progress
) -> Iterator[bytes]:
    done = 0
    for part in parts:
        write(part)
        yield part
        done += len(part)
        progress(done)


def _check(name: str, entries: tuple[Entry, ...], before: _Index | None, force: bool) -> None:
    if not entries:
        raise BadInput(f"{name}: an export without a topic", "The collection stays as it was.")
    known = len(before.entries) if before else 0
    if len(entries) * 2 < known and not force:
        raise BadInput(
            f"{name}: {len(entries)} topics, less than half of the {known} that are there",
            "If that is right, say --force. The collection stays as it was.",
        )


def _changes(export: Export, entries: tuple[Entry, ...], before: _Index | None) -> Changes:
    """Return what is new, revised, renamed and gone against the export before."""
    old = {(entry.language, entry.id): entry for entry in (before.entries if before else ())}
    new, revised, renamed = [], [], []
    for entry in entries:
        known = old.pop((entry.language, entry.id), None)
        named = Named(entry.id, entry.language, entry.title)
        if known is None:
            new.append(named)
        elif known.title != entry.title:
            renamed.append(named._replace(before=known.title))
        elif known.digest != entry.digest:
            revised.append(named)
    totals: dict[str, int] = {}
    for entry in entries:
        totals[entry.language] = totals.get(entry.language, 0) + 1
    return Changes(
        date=export.date,
        previous=before.changes.date if before else "",
        totals=totals,
        links=export.links,
        announced=export.announced,
        passed_over=dict(export.passed_over),
        new=tuple(new),
        revised=tuple(revised),
        renamed=tuple(renamed),
        gone=tuple(Named(entry.id, entry.language, entry.title) for entry in old.values()),
    )


# What is kept


def changes(folder: str) -> Changes | None:
    """Return what the kept export brought, or None if there is none.

    Raises:
        BadInput: the kept export is damaged.
    """
    path = os.path.join(folder, EXPORT)
    return _index(path).changes if os.path.exists(path) else None


def kept(path: str) -> tuple[Changes, Export]:
    """Return the kept export: what it brought, and the topics, to be read once.

    Raises:
        BadInput: it is damaged, as it turns out now or while the topics are read.
        OSError: it cannot be read.
    """
    file = open(path, "rb")  # noqa: SIM115 - both are read from it, even if it is replaced
    try:
        index = _index_of(file, path)
    except BaseException:
        file.close()
        raise
    return index.changes, Export(_xml(file, path), path)


def _xml(file: BinaryIO, path: str) -> Iterator[bytes]:
    with file:
        yield from member(file, path)


def _index_or_none(path: str) -> _Index | None:
    """Return the index of the kept export; one that is damaged counts as none."""
    try:
        return _index(path)
    except (BadInput, OSError):
        return None


def _index(path: str) -> _Index:
    with open(path, "rb") as file:
        return _index_of(file, path)


def _index_of(file: BinaryIO, path: str) -> _Index:
    try:
        with zipfile.ZipFile(file) as archive, archive.open(_INDEX) as index:
            return _loaded(index.read(_MAX_INDEX_BYTES))
    except (
        zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError,
        ValueError, KeyError, TypeError, AttributeError, OverflowError,
    ):  # fmt: skip
        raise BadInput(
            f"{path}: the imported export is damaged", "Import it again: topic import FILE"
        ) from None


def _dumped(index: _Index) -> str:
    content = {"changes": index.changes._asdict(), "entries": index.entries}
    return json.dumps(content, ensure_ascii=False)


def _loaded(content: bytes) -> _Index:
    """Return the index that was dumped into bytes."""
    data = json.loads(content)
    found = data["changes"]
    lists: Mapping[str, tuple[Named, ...]] = {
        key: tuple(Named(*map(str, item)) for item in found[key])
        for key in ("new", "revised", "renamed", "gone")
    }
    return _Index(
        Changes(
            date=str(found["date"]) or UNDATED,
            previous=str(found["previous"]),
            totals={str(language): int(n) for language, n in found["totals"].items()},
            links=int(found["links"]),
            announced=int(found["announced"]),
            passed_over={str(what): int(n) for what, n in found["passed_over"].items()},
            **lists,
        ),
        tuple(Entry(*map(str, item)) for item in data["entries"]),
    )
