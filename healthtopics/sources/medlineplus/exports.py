"""The imported export: kept whole and compressed, and replaced in one step.

It is one ZIP archive with the export's own XML, an index of its topics, what changed against the
export before it, and where it came from. The new one is written beside it, made durable and renamed
into its place, so that at any instant there is the old or the new, whole.
"""

import json
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import BinaryIO, NamedTuple

from healthtopics.errors import BadInput, LocalError
from healthtopics.files import lock, put_in_place
from healthtopics.model import Changes, Named
from healthtopics.places import EXPORT
from healthtopics.sources.medlineplus.archives import DAMAGE, chunks, member
from healthtopics.sources.medlineplus.topics import Entry, Export

_XML = "topics.xml"
_INDEX = "index.json"
_LEVEL = 4  # of compression: a tenth larger than the best, in a third of its time
_MAX_INDEX_BYTES = 64 << 20
_USUAL_BYTES = 30 << 20  # of an export
_EXPANSION = 6  # about how much larger an export is than its archive

Progress = Callable[[int, int], None]


class Origin(NamedTuple):
    """Where an export was downloaded from, and what the site said to tell it from a newer one.

    All fields are empty for an export that came from a file.
    """

    url: str = ""
    etag: str = ""
    last_modified: str = ""


class Index(NamedTuple):
    """What is known of a kept export without reading its XML."""

    changes: Changes
    entries: tuple[Entry, ...]
    origin: Origin


def keep(
    stream: BinaryIO,
    name: str,
    folder: str,
    *,
    force: bool = False,
    origin: Origin = Origin(),  # noqa: B008 - it cannot be changed
    progress: Progress = lambda done, total: None,
    ready: Callable[[], object] = lambda: None,
) -> Changes:
    """Import an export in place of the one that is kept, and return what changed.

    Args:
        stream: the XML, or a ZIP archive with it.
        name: what it is called, for errors.
        folder: where the export is kept.
        force: also import it if it has less than half as many topics as the one before.
        origin: where it was downloaded from.
        progress: gets how many bytes of XML were read, and about how many there are.
        ready: is called once the new one is in its place, to make ready what readers need. Until
            then they may go on with the old one (see ``files.lock``).

    Raises:
        BadInput: it is no whole export; the one before stays.
        LocalError: it cannot be written, or another process is writing one.
    """
    outcome = "The collection stays as it was."
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with lock(folder):
            changes = _replace(stream, name, folder, force=force, origin=origin, progress=progress)
            outcome = "The new topics are in place. The next command will take longer."
            ready()
            return changes
    except OSError as error:
        reason = error.strerror or str(error)
        raise LocalError(f"{error.filename or folder}: {reason}", outcome) from None


def _replace(
    stream: BinaryIO, name: str, folder: str, *, force: bool, origin: Origin, progress: Progress
) -> Changes:
    """Write the new export beside the old one, check it, and put it into its place."""
    path = os.path.join(folder, EXPORT)
    unfinished = f"{path}.tmp"  # always the same name, so that there is never more than one
    before = index_or_none(folder)
    total = _expected_bytes(stream, name)
    try:
        with zipfile.ZipFile(
            unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL
        ) as archive:
            with archive.open(_XML, "w") as xml:
                export = Export(_copied(chunks(stream, name), xml.write, progress, total), name)
                entries = tuple(export.entries())
            _check(name, entries, before, force)
            changes = _changes(export, entries, before)
            archive.writestr(_INDEX, _dumped(Index(changes, entries, origin)))
        put_in_place(unfinished, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(unfinished)
        raise
    return changes


def _copied(
    parts: Iterable[bytes], write: Callable[[bytes], object], progress: Progress, total: int
) -> Iterator[bytes]:
    """Yield the parts of an export after each has been written too."""
    done = 0
    for part in parts:
        write(part)
        yield part
        done += len(part)
        progress(done, max(done + 1, total))  # it is not over before all is checked


def _expected_bytes(stream: BinaryIO, name: str) -> int:
    """Return about how many bytes of XML will come."""
    try:
        size = os.fstat(stream.fileno()).st_size
    except (OSError, ValueError):
        size = 0
    return size * (_EXPANSION if name.lower().endswith(".zip") else 1) or _USUAL_BYTES


def _check(name: str, entries: tuple[Entry, ...], before: Index | None, force: bool) -> None:
    if not entries:
        raise BadInput(f"{name}: an export without a topic", "The collection stays as it was.")
    known = len(before.entries) if before else 0
    if len(entries) * 2 < known and not force:
        raise BadInput(
            f"{name}: {len(entries)} topics, less than half of the {known} that you have",
            "If that is right, use --force. The collection stays as it was.",
        )


def _changes(export: Export, entries: tuple[Entry, ...], before: Index | None) -> Changes:
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
        unknown_categories=dict(export.unknown_categories),
    )


# What is kept


def changes(folder: str) -> Changes | None:
    """Return what the kept export brought, or None if there is none.

    Raises:
        BadInput: the kept export is damaged.
    """
    path = os.path.join(folder, EXPORT)
    return _index(path).changes if os.path.exists(path) else None


def index_or_none(folder: str) -> Index | None:
    """Return the index of the kept export; None if there is none that can be read."""
    try:
        return _index(os.path.join(folder, EXPORT))
    except (BadInput, OSError):
        return None


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


def _index(path: str) -> Index:
    with open(path, "rb") as file:
        return _index_of(file, path)


def _index_of(file: BinaryIO, path: str) -> Index:
    try:
        with zipfile.ZipFile(file) as archive, archive.open(_INDEX) as index:
            return _loaded(index.read(_MAX_INDEX_BYTES))
    except DAMAGE:
        raise BadInput(
            f"{path}: the imported export is damaged", "Import it again: topic import FILE"
        ) from None


def _dumped(index: Index) -> str:
    content = {**index._asdict(), "changes": index.changes._asdict()}
    return json.dumps(content, ensure_ascii=False)


def _loaded(content: bytes) -> Index:
    """Return the index that was dumped into bytes."""
    data = json.loads(content)
    found = data["changes"]
    for kind in ("new", "revised", "renamed", "gone"):
        found[kind] = tuple(Named(*topic) for topic in found[kind])
    entries = tuple(Entry(*entry) for entry in data["entries"])
    return Index(Changes(**found), entries, Origin(*data.get("origin", ())))
