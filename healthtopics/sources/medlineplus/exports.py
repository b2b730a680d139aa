"""The imported export: kept whole and compressed, and replaced in one step.

It is one ZIP archive with the export's own XML, an index of its topics, what changed since the
previous export, and where it came from. A new one is written next to it, made durable and renamed
into its place, so that at any moment either the old or the new one is there, whole.
"""

import json
import os
import re
import time
import zipfile
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from functools import partial
from itertools import chain, zip_longest
from stat import S_ISREG
from typing import BinaryIO, NamedTuple

from healthtopics.errors import BadInput, LocalError
from healthtopics.files import is_own, lock, make_own_folder, put_in_place
from healthtopics.messages import reason, say
from healthtopics.model import Changes, Named
from healthtopics.places import EXPORT
from healthtopics.sources.medlineplus.archives import chunks, damage_as, member
from healthtopics.sources.medlineplus.topics import Entry, Export, Overview, date_of

_XML = "topics.xml"
_INDEX = "index.json"
_LEVEL = 4  # of compression: files a tenth larger than at the best level, in a third of the time
_MAX_INDEX_BYTES = 64 << 20

# What reading the topics of an export may cost: many times what it costs for a real one. A slow
# machine is recognized by how long it takes to compress the XML, a twentieth of the reading.
MAX_MEMORY = 150_000_000  # bytes
_SECONDS = 2
_SECONDS_A_MEGABYTE = 1
_TIMES_THE_WRITING = 100

# The start of an export as MedlinePlus writes it, with the one attribute that has its date.
_DATE = re.compile(
    rb"\s*(?:<\?xml[^<>]*>)?\s*(?:<!DOCTYPE[^<>\[]*>)?\s*<health-topics\b(?:(?!generated)[^<>])*"
    rb'generated="([0-9 /:]*)"(?:(?!generated)[^<>])*>'
)

KEPT = say("The collection stays as it was.")


class Origin(NamedTuple):
    """Where an export was downloaded from, and the headers that distinguish it from a newer one.

    All fields are empty for an export that came from a file.
    """

    url: str = ""
    etag: str = ""
    last_modified: str = ""


class Unplaced(NamedTuple):
    """A new export that is not in place yet, nor even written.

    Args:
        path: where it will be.
        name: the export's name in error messages.
        export: returns it; it is written while its topics are read for the first time.
        seconds: returns the processor time allowed for the topics read so far.
    """

    path: str
    name: str
    export: Callable[[], Export]
    seconds: Callable[[], float]


TryOut = AbstractContextManager[tuple[Overview, Callable[[os.stat_result], object]]]


class Index(NamedTuple):
    """What is known of a kept export without reading its XML."""

    changes: Changes
    entries: tuple[Entry, ...]
    origin: Origin


@contextmanager
def _only_read(new: Unplaced) -> Iterator[tuple[Overview, Callable[[os.stat_result], object]]]:
    """Read an export without making anything else from it."""
    export = new.export()
    for _ in export.records():
        pass
    yield export.overview(), lambda status: None


def keep(
    stream: BinaryIO,
    name: str,
    folder: str,
    *,
    force: bool = False,
    origin: Origin = Origin(),  # noqa: B008 - it cannot be changed
    try_out: Callable[[Unplaced], TryOut] = _only_read,
) -> Changes:
    """Import an export in place of the kept one, and return what changed.

    If it is the same, nothing is written, and the record of what the kept one changed stays.

    Args:
        stream: the XML, or a ZIP archive with it.
        name: the export's name in error messages.
        folder: where the export is kept.
        force: import it even if it is the same, or has less than half as many topics as the kept
            one.
        origin: where it was downloaded from.
        try_out: reads the new export before it is put in place, and prepares what readers need, or
            raises if that is not possible. It yields what the export is, and a function to call
            right before the export is put in place, with the status that its file will have there;
            from then on readers get the new topics (see ``files.lock``).

    Raises:
        BadInput: it is not a whole export, or its topics cannot be read; the kept one stays.
        LocalError: it cannot be written, or another process is writing one.
    """
    path = os.path.join(folder, EXPORT)
    try:
        make_own_folder(folder)
        if not is_own(folder):
            raise LocalError(
                say("{path}: other users may write there", path=folder),
                say("Check who owns it. The collection stays as it was."),
            )
        with (
            lock(folder),
            _unfinished(f"{path}.tmp") as file,
            closing(_Writing(file, stream, name)) as writing,
        ):
            before = _index_or_none(path)
            known = _known(stream, name, path, before) if before and not force else None
            if before and known and known.date == before.changes.date:
                return _changes(known, before)
            if known:
                writing.write()
            new = Unplaced(path, name, partial(writing.export, known), writing.seconds)
            with try_out(new) as (overview, make_ready):
                _check(name, overview.entries, before, force)
                changes = _changes(overview, before)
                _write_index(file, name, Index(changes, overview.entries, origin))
                make_ready(os.fstat(file.fileno()))
                _put_in_place(file, path)
            return changes
    except OSError as error:
        raise _not_written(error, folder) from None


def _known(stream: BinaryIO, name: str, path: str, before: Index) -> Overview | None:
    """Return what is known of an export that equals the kept one except for its date.

    None if anything else differs, or the stream cannot be read twice. Its position is restored.
    """
    if not stream.seekable():
        return None
    begin = stream.tell()
    try:
        with _opened(path) as file:
            new, old = chunks(stream, name), member(file, path)
            (date, new_first), (_, old_first) = map(_without_date, (new, old))
            is_same = new_first == old_first and all(a == b for a, b in zip_longest(new, old))
    except (BadInput, OSError):  # reported later, when the export is read
        is_same = False
    stream.seek(begin)
    return _overview(before, date_of(date) if date else "") if is_same else None


def _without_date(parts: Iterator[bytes]) -> tuple[str, bytes]:
    """Return the date in the first part of an export (or nothing), and the rest of that part."""
    first = next(parts, b"")
    found = _DATE.match(first)
    if not found:
        return "", first
    begin, end = found.span(1)
    return first[begin:end].decode(), first[:begin] + first[end:]


def _overview(index: Index, date: str) -> Overview:
    """Return what is known of the kept export, or of the same one with another date."""
    changes = index.changes
    return Overview(
        date or changes.date,
        changes.announced,
        index.entries,
        changes.links,
        changes.passed_over,
        changes.unknown_categories,
    )


def _not_written(error: OSError, path: str) -> LocalError:
    where = error.filename or path
    return LocalError(say("{path}: {reason}", path=where, reason=reason(error)), KEPT)


def _put_in_place(file: BinaryIO, path: str) -> None:
    """Move an unfinished file into place, first giving it a name next to that if it has none."""
    file.flush()
    if not os.fstat(file.fileno()).st_nlink:
        # Python follows the system's link to an open file only if it is given a descriptor.
        here = os.open(".", os.O_RDONLY)
        try:
            os.link(f"/proc/self/fd/{file.fileno()}", f"{path}.tmp", src_dir_fd=here)
        finally:
            os.close(here)
    put_in_place(f"{path}.tmp", path)


def _nameless(folder: str) -> int | None:
    """Open a new file without a name, which can get one later; return None if impossible."""
    flag = getattr(os, "O_TMPFILE", None)
    if flag is None or not os.path.exists("/proc/self/fd"):
        return None
    try:
        return os.open(folder, os.O_RDWR | flag | os.O_CLOEXEC, 0o600)
    except OSError:
        return None


@contextmanager
def _unfinished(path: str) -> Iterator[BinaryIO]:
    """Create the file in which an export is written, without a name if possible.

    Otherwise it always has the same name, so that there is never more than one; an existing file is
    removed, neither opened nor followed. Unless the file was moved into place, it is removed.
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
    finally:
        with suppress(OSError):
            os.unlink(path)


class _Writing:
    """Writes the XML of a new export next to the old one, while it is read.

    Args:
        file: the file to write to.
        stream: the XML, or a ZIP archive with it.
        name: the export's name in error messages.
    """

    def __init__(self, file: BinaryIO, stream: BinaryIO, name: str) -> None:
        self._file = file
        self._stream = stream
        self._name = name
        self._parts: Generator[bytes, None, None] | None = None
        self._size = 0
        self._spent = 0.0

    def export(self, known: Overview | None = None) -> Export:
        """Return the export; if reading it was begun before, return it from what was written.

        Args:
            known: its overview, if it was read before.
        """
        if self._parts is None:
            self._parts = self._copied()
            return Export(chain(self._parts), self._name)  # a chain, so that it is not closed
        self.write()
        return Export(member(self._file, self._name), self._name, known=known)

    def write(self) -> None:
        """Write the rest of the export without yielding it to a reader."""
        self._parts = self._parts or self._copied()
        for _ in self._parts:
            pass

    def seconds(self) -> float:
        """Return the time allowed for reading the topics written so far."""
        allowed = _SECONDS_A_MEGABYTE * self._size / 1e6
        return _SECONDS + max(allowed, _TIMES_THE_WRITING * self._spent)

    def close(self) -> None:
        """Stop writing."""
        if self._parts:
            self._parts.close()

    def _copied(self) -> Generator[bytes, None, None]:
        """Yield the parts of the export, each after it was written."""
        try:
            with (
                zipfile.ZipFile(
                    self._file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL
                ) as archive,
                archive.open(_member(_XML), "w", force_zip64=True) as xml,
            ):
                for part in chunks(self._stream, self._name):
                    begun = time.process_time()
                    xml.write(part)
                    self._spent += time.process_time() - begun
                    self._size += len(part)
                    yield part
            self._file.flush()
        except OSError as error:
            raise _not_written(error, self._name) from None


def _write_index(file: BinaryIO, name: str, index: Index) -> None:
    """Write the index of an export after its XML."""
    content = _dumped(index)
    if len(content) > _MAX_INDEX_BYTES:
        raise BadInput(
            say("{name}: the titles are longer than those of any export", name=name), KEPT
        )
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        archive.writestr(_member(_INDEX), content)
    file.flush()


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _check(name: str, entries: tuple[Entry, ...], before: Index | None, force: bool) -> None:
    if not entries:
        raise BadInput(say("{name}: an export without topics", name=name), KEPT)
    known = len(before.entries) if before else 0
    if len(entries) * 2 < known and not force:
        raise BadInput(
            say(
                "{name}: {number} topics, fewer than half of the {known} that you have",
                name=name,
                number=len(entries),
                known=known,
            ),
            say("If that is right, use --force. The collection stays as it was."),
        )


def _changes(overview: Overview, before: Index | None) -> Changes:
    """Return what is new, revised, renamed and gone since the previous export."""
    old = {(entry.language, entry.id): entry for entry in (before.entries if before else ())}
    new, revised, renamed = [], [], []
    for entry in overview.entries:
        known = old.pop((entry.language, entry.id), None)
        named = Named(entry.id, entry.language, entry.title)
        if known is None:
            new.append(named)
        elif known.title != entry.title:
            renamed.append(named._replace(before=known.title))
        elif known.digest != entry.digest:
            revised.append(named)
    totals: dict[str, int] = {}
    for entry in overview.entries:
        totals[entry.language] = totals.get(entry.language, 0) + 1
    return Changes(
        date=overview.date,
        previous=before.changes.date if before else "",
        totals=totals,
        links=overview.links,
        announced=overview.announced,
        passed_over=overview.passed_over,
        new=tuple(new),
        revised=tuple(revised),
        renamed=tuple(renamed),
        gone=tuple(Named(entry.id, entry.language, entry.title) for entry in old.values()),
        unknown_categories=overview.unknown_categories,
    )


# The kept export


def changes(folder: str) -> Changes | None:
    """Return what the kept export changed, or None if there is none.

    Raises:
        BadInput: the kept export is damaged.
        LocalError: it cannot be read.
    """
    path = os.path.join(folder, EXPORT)
    try:
        return _index(path).changes if os.path.lexists(path) else None
    except OSError as error:
        raise LocalError(
            say("{path} cannot be read ({reason})", path=path, reason=reason(error)),
            say("Check that it is a file, and yours."),
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
            say("{path} cannot be read ({reason})", path=path, reason=reason(error)),
            say("Check that it is a file, and yours."),
        ) from None


def _index_or_none(path: str) -> Index | None:
    try:
        return _index(path)
    except (BadInput, FileNotFoundError):
        return None


def kept(path: str) -> Export:
    """Return the kept export, whose topics can be read once.

    Raises:
        BadInput: it is damaged, which may only show while the topics are read.
        OSError: it cannot be read.
    """
    file = _opened(path)  # index and XML are read from one file, even if it is replaced
    try:
        index = _index_of(file, path)
    except BaseException:
        file.close()
        raise
    digests = {(entry.language, entry.id): entry.digest for entry in index.entries}
    return Export(_xml(file, path), path, digests)


def _opened(path: str) -> BinaryIO:
    """Open a regular file, without waiting for a pipe that is in its place."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise BadInput(
            say("{path}: not a regular file", path=path),
            say("Remove it, and import the topics again."),
        )
    return open(descriptor, "rb")


def _xml(file: BinaryIO, path: str) -> Iterator[bytes]:
    with file:
        yield from member(file, path)


def _index(path: str) -> Index:
    with _opened(path) as file:
        return _index_of(file, path)


def _index_of(file: BinaryIO, path: str) -> Index:
    damaged = BadInput(
        say("{path}: the imported export is damaged", path=path),
        say("Import it again: topic import FILE"),
    )
    with damage_as(damaged), zipfile.ZipFile(file) as archive, archive.open(_INDEX) as index:
        return _loaded(index.read(_MAX_INDEX_BYTES))


def _dumped(index: Index) -> bytes:
    content = {**index._asdict(), "changes": index.changes._asdict()}
    return json.dumps(content, ensure_ascii=False).encode(errors="surrogatepass")


def _loaded(content: bytes) -> Index:
    """Return the index that was dumped into bytes.

    Raises:
        ValueError, LookupError, TypeError, AttributeError: it is damaged.
    """
    data = json.loads(content)
    found = data["changes"]
    for kind in ("new", "revised", "renamed", "gone"):
        found[kind] = tuple(Named(*map(_text, topic)) for topic in found[kind])
    for kind in ("totals", "passed_over", "unknown_categories"):
        found[kind] = {_text(name): _count(count) for name, count in found.get(kind, {}).items()}
    changes = Changes(**found)
    changes = changes._replace(
        date=_text(changes.date),
        previous=_text(changes.previous),
        links=_count(changes.links),
        announced=_count(changes.announced),
    )
    entries = tuple(Entry(*map(str, entry)) for entry in data["entries"])
    return Index(changes, entries, Origin(*map(_text, data.get("origin", ()))))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _count(value: object) -> int:
    if not isinstance(value, int) or not 0 <= value < 1 << 63:
        raise TypeError
    return value
