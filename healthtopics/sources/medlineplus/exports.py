"""The imported export: kept whole and compressed, and replaced in one step.

It is one ZIP archive with the export's own XML, an index of its topics, what changed against the
export before it, and where it came from. The new one is written beside it, made durable and renamed
into its place, so that at any instant there is the old or the new, whole.
"""

import json
import os
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from stat import S_ISREG
from typing import BinaryIO, NamedTuple

from healthtopics.errors import BadInput, LocalError
from healthtopics.files import is_own, lock, make_own_folder, put_in_place
from healthtopics.model import Changes, Named
from healthtopics.places import EXPORT
from healthtopics.sources.medlineplus.archives import chunks, damage_as, member
from healthtopics.sources.medlineplus.topics import Entry, Export

_XML = "topics.xml"
_INDEX = "index.json"
_LEVEL = 4  # of compression: a tenth larger than the best, in a third of its time
_MAX_INDEX_BYTES = 64 << 20
_USUAL_BYTES = 30 << 20  # of an export
_EXPANSION = 6  # about how much larger an export is than its archive

# What the topics of an export may cost: many times what those of a real one do. A slow machine is
# known by how long it took to read the export's XML, which costs a twentieth.
MAX_MEMORY = 150_000_000  # bytes
_SECONDS = 2
_SECONDS_A_MEGABYTE = 1
_TIMES_THE_READING = 30

_KEPT = "The collection stays as it was."

Progress = Callable[[int, int], None]


class Origin(NamedTuple):
    """Where an export was downloaded from, and what the site said to tell it from a newer one.

    All fields are empty for an export that came from a file.
    """

    url: str = ""
    etag: str = ""
    last_modified: str = ""


class Unplaced(NamedTuple):
    """A new export that is written and not in its place yet.

    Args:
        path: its place.
        status: of the file; it keeps its size, time and inode when it gets there.
        name: what it is called, for errors.
        seconds: of computing that its topics may take to be read.
        topics: reads what was written back, and returns the export; once.
    """

    path: str
    status: os.stat_result
    name: str
    seconds: float
    topics: Callable[[], Export]


TryOut = AbstractContextManager[Callable[[], object]]


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
    try_out: Callable[[Unplaced], TryOut] = lambda new: nullcontext(lambda: None),
) -> Changes:
    """Import an export in place of the one that is kept, and return what changed.

    Args:
        stream: the XML, or a ZIP archive with it.
        name: what it is called, for errors.
        folder: where the export is kept.
        force: also import it if it has less than half as many topics as the one before.
        origin: where it was downloaded from.
        progress: gets how many bytes of XML were read, and about how many there are.
        try_out: gets the new export before it is put in place, makes ready what readers need, or
            raises if that cannot be done. What it yields is called right before the export is
            put in its place; readers take the new topics from then on (see ``files.lock``).

    Raises:
        BadInput: it is no whole export, or its topics cannot be read; the one before stays.
        LocalError: it cannot be written, or another process is writing one.
    """
    path = os.path.join(folder, EXPORT)
    try:
        make_own_folder(folder)
        if not is_own(folder):
            raise LocalError(f"{folder}: other users may write there", f"See its owner. {_KEPT}")
        with lock(folder), _unfinished(f"{path}.tmp") as file:
            changes, seconds = _write(
                file, stream, name, path, force=force, origin=origin, progress=progress
            )
            status = os.fstat(file.fileno())
            new = Unplaced(path, status, name, seconds, lambda: _export(file, name))
            with try_out(new) as make_ready:
                make_ready()
                _put_in_place(file, path)
            return changes
    except OSError as error:
        reason = error.strerror or str(error)
        raise LocalError(f"{error.filename or folder}: {reason}", _KEPT) from None


def _put_in_place(file: BinaryIO, path: str) -> None:
    """Put an unfinished file into its place, under a name beside it if it has none yet."""
    file.flush()
    if not os.fstat(file.fileno()).st_nlink:
        # Only with a descriptor does Python follow the link that the system has for an open file.
        here = os.open(".", os.O_RDONLY)
        try:
            os.link(f"/proc/self/fd/{file.fileno()}", f"{path}.tmp", src_dir_fd=here)
        finally:
            os.close(here)
    put_in_place(f"{path}.tmp", path)


def _nameless(folder: str) -> int | None:
    """Open a new file without a name, which can get one later; None where that cannot be done."""
    flag = getattr(os, "O_TMPFILE", None)
    if flag is None or not os.path.exists("/proc/self/fd"):
        return None
    try:
        return os.open(folder, os.O_RDWR | flag | os.O_CLOEXEC, 0o600)
    except OSError:
        return None


@contextmanager
def _unfinished(path: str) -> Iterator[BinaryIO]:
    """Create the file in which an export is written, without a name where the system can do that.

    Else it always has the same name, so that there is never more than one; what is there is neither
    opened nor followed. What is still there in the end is removed.
    """
    with suppress(FileNotFoundError):
        os.unlink(path)
    try:
        descriptor = _nameless(os.path.dirname(path))
        if descriptor is None:
            flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
            descriptor = os.open(path, flags, 0o600)
        with open(descriptor, "w+b") as file:
            yield file
    except BaseException:
        with suppress(OSError):
            os.unlink(path)
        raise


def _write(
    file: BinaryIO,
    stream: BinaryIO,
    name: str,
    path: str,
    *,
    force: bool,
    origin: Origin,
    progress: Progress,
) -> tuple[Changes, float]:
    """Write the new export beside the old one.

    Returns:
        What changed, and how long it may take to read its topics.
    """
    before = _index_or_none(path)
    total = _expected_bytes(stream, name)
    begun = time.process_time()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        # With a date of its own, no clock can be too early or too late for an archive.
        with archive.open(_member(_XML), "w", force_zip64=True) as xml:
            parts = _copied(chunks(stream, name), xml.write, progress, total)
            export = Export(parts, name)
            entries = tuple(export.entries())
        size = archive.getinfo(_XML).file_size
        _check(name, entries, before, force)
        changes = _changes(export, entries, before)
        index = _dumped(Index(changes, entries, origin))
        if len(index) > _MAX_INDEX_BYTES:
            raise BadInput(f"{name}: the titles are longer than those of any export", _KEPT)
        archive.writestr(_member(_INDEX), index)
    file.flush()
    allowed = _SECONDS + _SECONDS_A_MEGABYTE * size / 1e6
    return changes, max(allowed, _TIMES_THE_READING * (time.process_time() - begun))


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _export(file: BinaryIO, name: str) -> Export:
    """Return the export that a file holds, after its index was read."""
    _index_of(file, name)
    return Export(member(file, name), name)


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
        raise BadInput(f"{name}: an export without a topic", _KEPT)
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
        LocalError: it cannot be read.
    """
    path = os.path.join(folder, EXPORT)
    try:
        return _index(path).changes if os.path.lexists(path) else None
    except OSError as error:
        raise LocalError(
            f"{path} cannot be read ({error.strerror})", "Check that it is a file, and yours."
        ) from None


def index_or_none(folder: str) -> Index | None:
    """Return the index of the kept export; None if there is none, or it is damaged.

    Raises:
        LocalError: it cannot be read.
    """
    path = os.path.join(folder, EXPORT)
    try:
        return _index_or_none(path)
    except OSError as error:
        raise LocalError(
            f"{path} cannot be read ({error.strerror})", "Check that it is a file, and yours."
        ) from None


def _index_or_none(path: str) -> Index | None:
    try:
        return _index(path)
    except (BadInput, FileNotFoundError):
        return None


def kept(path: str) -> Export:
    """Return the kept export, whose topics are to be read once.

    Raises:
        BadInput: it is damaged, as it turns out now or while the topics are read.
        OSError: it cannot be read.
    """
    file = _opened(path)  # both are read from it, even if it is replaced
    try:
        _index_of(file, path)
    except BaseException:
        file.close()
        raise
    return Export(_xml(file, path), path)


def _opened(path: str) -> BinaryIO:
    """Open a regular file; a pipe in its place would be waited for."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise BadInput(f"{path}: not a regular file", "Remove it, and import the topics again.")
    return open(descriptor, "rb")


def _xml(file: BinaryIO, path: str) -> Iterator[bytes]:
    with file:
        yield from member(file, path)


def _index(path: str) -> Index:
    with _opened(path) as file:
        return _index_of(file, path)


def _index_of(file: BinaryIO, path: str) -> Index:
    damaged = BadInput(
        f"{path}: the imported export is damaged", "Import it again: topic import FILE"
    )
    with damage_as(damaged), zipfile.ZipFile(file) as archive, archive.open(_INDEX) as index:
        return _loaded(index.read(_MAX_INDEX_BYTES))


def _dumped(index: Index) -> bytes:
    content = {**index._asdict(), "changes": index.changes._asdict()}
    return json.dumps(content, ensure_ascii=False).encode(errors="surrogatepass")


def _loaded(content: bytes) -> Index:
    """Return the index that was dumped into bytes."""
    data = json.loads(content)
    found = data["changes"]
    for kind in ("new", "revised", "renamed", "gone"):
        found[kind] = tuple(Named(*topic) for topic in found[kind])
    entries = tuple(Entry(*entry) for entry in data["entries"])
    return Index(Changes(**found), entries, Origin(*data.get("origin", ())))
