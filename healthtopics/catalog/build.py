"""Making a catalog: from what is still valid in a kept one, and otherwise from the files."""

import gc
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from healthtopics.catalog import content, kept
from healthtopics.catalog.filling import Exported, Filler, Kept, KeptSigns, Place
from healthtopics.catalog.index import prepare
from healthtopics.catalog.medicines import keys_of_name
from healthtopics.catalog.schema import TABLES, VERSION, kept_path
from healthtopics.catalog.starts import Difference, Seen, compare, look, starts
from healthtopics.catalog.words import exact_key
from healthtopics.errors import BadFile, BadInput, PassingProblem, Problem
from healthtopics.files import Stamp
from healthtopics.model import DAMAGED, REFUSED, Sign, Topic
from healthtopics.places import Collection
from healthtopics.sources.topicfiles import folders, vocabularies
from healthtopics.sources.topicfiles.countries import COUNTRIES_FILE, read_countries
from healthtopics.sources.topicfiles.nodes import read_bytes
from healthtopics.sources.topicfiles.signs import Signs
from healthtopics.taxonomy import Term
from healthtopics.text import fold, slug

if TYPE_CHECKING:
    from healthtopics.sources.medlineplus.topics import Entry, Export

# A file that changed this shortly before it was read may change again without a new time stamp.
_SETTLED_NS = 50_000_000
_MANY = 100  # files
_FINISHING = 30  # seconds beside those for reading an export; for real ones 2 at most
# What a start may raise if it is damaged in a part that was not checked yet.
_DAMAGE = (sqlite3.Error, content.Damaged, TypeError, ValueError, KeyError)

T = TypeVar("T")
Progress = Callable[[int, int], None]


class New(NamedTuple):
    """An export that will replace another one once its catalog is built.

    Args:
        path: where it will be.
        export: returns it.
        seconds: returns the time allowed for the topics read so far.
    """

    path: str
    export: Callable[[], "Export"]
    seconds: Callable[[], float]

    @property
    def stamp(self) -> Stamp:
        """A placeholder for the stamp that it will have; see ``kept.keep``."""
        return Stamp(self.path, 0, 0, -1)


class Made(NamedTuple):
    """A catalog that was made, and the time to stamp it with.

    ``is_lasting``: it is in the unfinished file and may be kept.
    """

    connection: sqlite3.Connection
    modified: int
    is_lasting: bool


def build(
    collections: Sequence[Collection], path: str, progress: Progress, *, from_nothing: bool = False
) -> sqlite3.Connection:
    """Return a catalog of the collections, and keep it as a file if possible.

    Args:
        collections: in the order in which they are searched for a topic.
        path: where to keep it; empty keeps it in memory only.
        progress: called with the number of files read so far and the total.
        from_nothing: do not use any kept catalog.
    """
    unfinished = kept.create_temporary(path)
    is_kept = False
    try:
        made = make(collections, path, unfinished.path, progress, from_nothing=from_nothing)
        is_kept = made.is_lasting and kept.keep(unfinished.path, path, made.modified)
        return made.connection
    finally:
        unfinished.close(drop=not is_kept)


def make(
    collections: Sequence[Collection],
    path: str,
    unfinished: str,
    progress: Progress,
    *,
    from_nothing: bool = False,
    new: New | None = None,
) -> Made:
    """Make a catalog of the collections, in a file if possible, else in memory.

    Args:
        collections: in the order in which they are searched for a topic.
        path: where it will be kept; empty if nowhere.
        unfinished: the file to make it in; empty if there is none.
        progress: called with the number of files read so far and the total.
        from_nothing: do not use any kept catalog.
        new: an export that is not in place yet.
    """
    begun_ns = time.time_ns()
    for seen, start in _attempts(collections, path, from_nothing, new):
        for database in filter(None, (unfinished, ":memory:")):
            try:
                connection, is_refused = _make(
                    start, database, seen, begun_ns, progress=progress, new=new
                )
            except (OSError, *_DAMAGE):  # the disk is full, or the start is damaged
                if not start and database == ":memory:":
                    raise
                continue
            is_lasting = (
                database == unfinished and not is_refused and _is_settled(seen, begun_ns, new)
            )
            return Made(connection, _modified(begun_ns), is_lasting)
    raise AssertionError("the last attempt returns or raises")


def _attempts(
    collections: Sequence[Collection], path: str, from_nothing: bool, new: New | None
) -> Iterator[tuple[Seen, str]]:
    """Yield what a catalog can be made from: kept ones, the nearest first, and finally none."""
    stamp = new and new.stamp
    if not from_nothing:
        seen = look(collections, new=stamp)
        for start in starts(path, seen):
            yield seen, start
        if not seen.is_sealed:
            yield seen, ""
            return
    yield look(collections, trust_ready=False, new=stamp), ""


def _is_settled(seen: Seen, begun_ns: int, new: New | None) -> bool:
    """Return whether the files are still as they were read and cannot change unnoticed."""
    stamps = (*seen.folders, *seen.files.values())
    if new:  # it is not there yet
        seen = seen._replace(whole=tuple(stamp for stamp in seen.whole if stamp != new.stamp))
    return (
        all(abs(begun_ns - stamp.modified_ns) > _SETTLED_NS for stamp in stamps)
        and seen.is_unchanged()
    )


def _modified(begun_ns: int) -> int:
    """Return a catalog's time stamp in even seconds, which all file systems can store."""
    return begun_ns // 2_000_000_000 * 2


def _make(
    start: str, database: str, seen: Seen, begun_ns: int, *, progress: Progress, new: New | None
) -> tuple[sqlite3.Connection, bool]:
    """Return a catalog in a new database, made from a kept one if a start is named.

    Also return whether a file that could not be read may be readable next time.
    """
    if database != ":memory:":
        kept.copy(start, database)
    connection = sqlite3.connect(database, isolation_level=None)
    try:
        # Losing this file before it is moved into place costs nothing.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("PRAGMA cache_size = -16000")
        if start and database == ":memory:":
            kept.load(start, connection)
        if start:
            difference = compare(connection, seen)
            connection.execute("BEGIN")
        else:
            difference = Difference()
            connection.executescript(TABLES)
            connection.execute("BEGIN")
            prepare(connection)
        is_refused = fill(connection, seen, difference, progress, is_new=not start, new=new)
        _describe(connection, seen, begun_ns)
        connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection, is_refused or seen.is_refused


def _describe(connection: sqlite3.Connection, seen: Seen, begun_ns: int) -> None:
    """Record what a catalog was made from."""
    for table, stamps in (("folder", seen.folders), ("file", seen.files.values())):
        new = {kept_path(stamp.path): stamp[1:] for stamp in (*stamps, *seen.whole)}
        gone = []
        for path, *stamp in connection.execute(
            f"SELECT path, size, modified_ns, inode FROM {table}"
        ):
            if new.get(path) == tuple(stamp):
                del new[path]
            else:
                gone.append((path,))
        connection.executemany(f"DELETE FROM {table} WHERE path = ?", gone)
        rows = [(path, *stamp) for path, stamp in new.items()]
        connection.executemany(f"INSERT INTO {table} VALUES (?, ?, ?, ?)", rows)
    # The file has its own time stamp inside, so that one changed since is not trusted.
    connection.executemany(
        "INSERT OR REPLACE INTO meta VALUES (?, ?)",
        [
            ("version", VERSION),
            ("collections", kept_path(repr(seen.collections))),
            ("modified", str(_modified(begun_ns))),
        ],
    )


def fill(
    connection: sqlite3.Connection,
    seen: Seen,
    difference: Difference,
    progress: Progress,
    *,
    is_new: bool,
    new: New | None = None,
) -> bool:
    """Bring the topics of a catalog up to date, and note the files that are left out.

    A file whose topics do not stay is read. This includes files that were left out before, since
    what they clashed with may be gone.

    Args:
        connection: the catalog that is being made.
        seen: the collections.
        difference: what stays of the catalog.
        progress: called with the number of files read so far and the total.
        is_new: whether the catalog is still empty.
        new: an export that is not in place yet.

    Returns:
        Whether a file that could not be read may be readable next time.
    """
    problems = _put_vocabularies(connection, seen) if is_new else []
    filler = Filler(connection, is_new=is_new)
    filler.take_out(difference.out)
    marks = ", ".join("?" * len(seen.vocabularies))
    connection.execute(
        f"DELETE FROM bad_file WHERE path NOT IN ({marks})",
        tuple(map(kept_path, seen.vocabularies)),
    )
    to_read = [
        [path for path in paths if (rank, path) not in difference.stay]
        for rank, paths in enumerate(seen.topic_files)
    ]
    done, total = 0, sum(map(len, to_read))
    if is_new or total > _MANY:
        gc.enable()  # this takes long enough to be worth it; see __main__.py
    vocabulary = _vocabulary(connection, filler.signs) if total else None
    for rank, collection in enumerate(seen.collections):
        if collection.export and (rank, collection.export) not in difference.stay:
            place = Place(collection.name, rank, collection.export)
            problems += _put_export(connection, filler, place, progress, new)
        if vocabulary is None:
            continue
        is_strict = collection.name != "personal"
        for file in folders.read_topics(to_read[rank], vocabulary, is_strict=is_strict):
            progress(done, total)
            done += 1
            problems += file.problems
            if file.topic:
                place = Place(collection.name, rank, file.path)
                problems += _put_file(connection, filler, place, file.topic)
    filler.finish()
    progress(total, total)
    _put_problems(connection, problems)
    return any(isinstance(problem, PassingProblem) for problem in problems)


def _put_problems(connection: sqlite3.Connection, problems: Iterable[Problem]) -> None:
    """Note the files that are left out: the line of the first problem, and how many there are."""
    lines: dict[str, list[int]] = {}
    for problem in problems:
        lines.setdefault(problem.path, []).append(problem.line)
    connection.executemany(
        "INSERT INTO bad_file VALUES (?, ?, ?)",
        [(kept_path(path), min(of_file), len(of_file)) for path, of_file in lines.items()],
    )


def _put_file(
    connection: sqlite3.Connection,
    filler: Filler,
    place: Place,
    topic: Topic,
) -> tuple[Problem, ...]:
    """Put in the topic of a file; of two files with the same topic, the first by path counts.

    Returns:
        The problem of the other file, if there is one.
    """
    sql = "SELECT id, path FROM topic WHERE slug = ? AND language = ? AND rank = ?"
    problems: tuple[Problem, ...] = ()
    for number, name in connection.execute(
        sql, (topic.slug, topic.language, place.rank)
    ).fetchall():
        other = os.fsdecode(name)
        if other < place.path:
            return (folders.duplicate_topic(place.path, topic.title, other),)
        filler.take_out([number])
        problems += (folders.duplicate_topic(other, topic.title, place.path),)
    filler.put(place, topic)
    return problems


def _put_export(
    connection: sqlite3.Connection,
    filler: Filler,
    place: Place,
    progress: Progress,
    new: New | None,
) -> list[Problem]:
    """Put in all topics of the kept export, or none; return its problem, if it has one.

    If there is a new export, its topics are put in instead, within the time allowed, and its
    problems are raised.
    """
    connection.execute("DELETE FROM passed_over WHERE topic = 0")
    if new and new.path == place.path:
        from healthtopics import budget

        begun = time.process_time()

        def limit() -> None:
            left = new.seconds() + begun - time.process_time()
            if left <= 0:
                raise budget.Exceeded("time")
            budget.limit_time(left)

        _put_topics(connection, filler, place, new.export(), progress=progress, limit=limit)
        # Names and words are put in order afterwards, those of other collections too; then this
        # process ends.
        budget.limit_time(_FINISHING + new.seconds())
        return []
    try:
        os.lstat(place.path)  # before importing its reader: mostly there is no export
        from healthtopics.sources.medlineplus import exports

        _put_topics(connection, filler, place, exports.kept(place.path), progress=progress)
    except (BadInput, OSError, MemoryError) as error:
        sql = "SELECT id FROM topic WHERE rank = ?"
        filler.take_out([row[0] for row in connection.execute(sql, (place.rank,)).fetchall()])
        if isinstance(error, OSError) and not _may_be_there(place.path, error):
            return []
        problem = folders.unreadable(place.path, error)
        line = REFUSED if isinstance(problem, PassingProblem) else DAMAGED
        return [problem._replace(line=line)]
    return []


def _may_be_there(path: str, error: OSError) -> bool:
    """Return whether an export that cannot be read may exist, as far as the folders above tell."""
    if folders.is_missing(error):
        return os.path.lexists(path)
    return os.path.lexists(os.path.dirname(os.path.dirname(path)))


def _put_topics(
    connection: sqlite3.Connection,
    filler: Filler,
    place: Place,
    export: "Export",
    *,
    progress: Progress,
    limit: Callable[[], None] = lambda: None,
) -> None:
    """Put in the topics of an export that are new or changed, and take out those that are gone.

    Args:
        connection: the catalog that is being made.
        filler: puts topics into it.
        place: the place of the export.
        export: the export to read.
        progress: called with the number of topics read so far and the total.
        limit: called before each topic, to limit the time that reading it takes.
    """
    before = filler.exported(place)
    limit()
    if export.known and _has_all(before, export.known.entries):
        filler.move((), place, export.known.date)
        _put_passed_over(connection, export.known.topics_passed_over())
        return
    moved = []
    for done, record in enumerate(export.records()):
        limit()
        progress(done, max(export.announced, done + 1))
        known = before.get((record.entry.language, record.entry.id))
        if known and known.digest == record.entry.digest:
            del before[record.entry.language, record.entry.id]
            if known.position != done:
                moved.append((done, known.number))
            continue
        topic = record.topic()
        filler.put(place, topic, Exported(done, record.entry.digest, record.passed_over))
    filler.take_out(known.number for known in before.values())
    filler.move(moved, place, export.date)
    _put_passed_over(connection, export.passed_over)


def _has_all(before: Mapping[tuple[str, str], Kept], entries: Sequence["Entry"]) -> bool:
    """Return whether the catalog has exactly the topics of an export, unchanged."""
    return len(before) == len(entries) and all(
        (known := before.get((entry.language, entry.id)))
        and (known.position, known.digest) == (position, entry.digest)
        for position, entry in enumerate(entries)
    )


def _put_passed_over(connection: sqlite3.Connection, passed_over: Mapping[str, int]) -> None:
    connection.executemany("INSERT INTO passed_over VALUES (0, ?, ?)", passed_over.items())


def _put_vocabularies(connection: sqlite3.Connection, seen: Seen) -> list[Problem]:
    """Put the bundled vocabularies into a new catalog; return their problems.

    Topic files cannot be read without groups and signs; the other vocabularies may be missing.
    """
    folder = seen.collections[-1].roots[0]
    problems: list[Problem] = []
    vocabulary = vocabularies.load(folder)

    def others(name: str, read: Callable[[bytes, str], tuple[T, ...]]) -> tuple[T, ...]:
        path = os.path.join(folder, name)
        try:
            return read(read_bytes(path), path)
        except BadFile as bad:
            problems.extend(bad.problems)
        except (BadInput, OSError) as error:
            problems.append(folders.unreadable(path, error))
        return ()

    organizations = others(vocabularies.ORGANIZATIONS_FILE, vocabularies.read_organizations)
    countries = others(COUNTRIES_FILE, read_countries)
    everyday = others(vocabularies.EVERYDAY_FILE, vocabularies.read_everyday)
    connection.executemany(
        "INSERT INTO group_name VALUES (?, ?, ?, ?)",
        [(n, group.key, group.en, group.es) for n, group in enumerate(vocabulary.groups)],
    )
    connection.executemany(
        "INSERT INTO sign VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [content.dumped_sign(sign) for sign in vocabulary.signs.by_key.values()],
    )
    connection.executemany(
        "INSERT INTO organization VALUES (?, ?, ?)",
        [(one.name, one.url, "\n".join(one.also)) for one in organizations],
    )
    _put_words(
        connection,
        others(vocabularies.DANGER_FILE, vocabularies.read_danger),
        others(vocabularies.MEDICINES_FILE, vocabularies.read_medicines),
        chain(
            others(vocabularies.COMMON_FILE, vocabularies.read_common),
            _words_of(vocabulary.signs.by_key.values()),
        ),
    )
    connection.executemany(
        "INSERT INTO country VALUES (?, ?)",
        [(country.code, content.dumped_country(country)) for country in countries],
    )
    connection.executemany(
        "INSERT OR REPLACE INTO everyday VALUES (?, ?, ?)",
        [
            row
            for entry in everyday
            for row in (
                ("en", exact_key(entry.topic), "\n".join(entry.en)),
                ("es", slug(entry.topic), "\n".join(entry.es)),
            )
        ],
    )
    return problems


def _put_words(
    connection: sqlite3.Connection,
    dangers: Iterable[vocabularies.Danger],
    medicines: Iterable[vocabularies.Medicines],
    common: Iterable[tuple[str, str]],
) -> None:
    """Put in the words that search knows besides the words of topics."""
    connection.executemany(
        "INSERT INTO danger VALUES (?, ?, ?)",
        [
            (fold(phrase), language, "\n".join(danger.topics))
            for danger in dangers
            for language, phrases in (("en", danger.en), ("es", danger.es))
            for phrase in phrases
        ],
    )
    connection.executemany(
        "INSERT OR IGNORE INTO medicine VALUES (?, ?)",
        [
            (key, entry.topic)
            for entry in medicines
            for key in chain(entry.stems, *map(keys_of_name, entry.names))
        ],
    )
    connection.executemany("INSERT OR IGNORE INTO common VALUES (?, ?)", common)


def _words_of(signs: Iterable[Sign]) -> Iterator[tuple[str, str]]:
    """Return the words of signs, by language: search does not look for them, but knows them."""
    for sign in signs:
        for language, text in (("en", sign.en), ("es", sign.es)):
            yield from ((language, word) for word in fold(text).split())


def _vocabulary(connection: sqlite3.Connection, signs: KeptSigns) -> vocabularies.Vocabulary:
    """Return the groups and signs that topic files may name, as the catalog has them."""
    groups = connection.execute("SELECT key, en, es FROM group_name ORDER BY position")
    return vocabularies.Vocabulary(tuple(Term(*row) for row in groups), Signs(signs))
