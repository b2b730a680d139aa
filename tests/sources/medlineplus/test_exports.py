"""The kept export: what it holds, what an import changed, and that it is replaced in one step."""

import io
import json
import os
import zipfile
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from healthtopics.errors import BadInput, LocalError
from healthtopics.files import lock
from healthtopics.model import UNDATED, Changes, Named
from healthtopics.sources.medlineplus import exports
from healthtopics.sources.medlineplus.topics import Export, Overview
from tests.support.exports import (
    AZUL,
    BLUE,
    KNEE,
    RECORDS,
    entries_of,
    export,
    record,
    topics_of,
    zipped,
)

KNEES = [record(number, f"Knee {number}", KNEE) for number in range(5)]


def _keep(folder: Path, content: bytes, *, force: bool = False) -> Changes:
    return exports.keep(io.BytesIO(content), "x.xml", str(folder), force=force)


def _overview(new: exports.Unplaced) -> Overview:
    opened = new.export()
    entries_of(opened)
    return opened.overview()


def _refused(folder: Path, content: bytes) -> BadInput:
    with pytest.raises(BadInput) as caught:
        _keep(folder, content)
    assert sorted(os.listdir(folder)) in (["lock"], ["lock", "topics.zip"])
    return caught.value


def _damage(folder: Path, index: object) -> None:
    """Put another index into the kept export."""
    with zipfile.ZipFile(folder / "topics.zip") as archive:
        xml = archive.read("topics.xml")
    content = index if isinstance(index, bytes) else json.dumps(index).encode()
    (folder / "topics.zip").write_bytes(zipped(("topics.xml", xml), ("index.json", content)))


def _index(folder: Path) -> dict[str, dict[str, object]]:
    with zipfile.ZipFile(folder / "topics.zip") as archive:
        index: dict[str, dict[str, object]] = json.loads(archive.read("index.json"))
    return index


class TestChanges:
    def test_the_first_export_has_only_new_topics(self, tmp_path: Path) -> None:
        assert _keep(tmp_path, export()) == Changes(
            date="2026-11-21",
            previous="",
            totals={"en": 2, "es": 1},
            links=4,
            announced=3,
            passed_over={},
            new=(Named("1", "en", "Blue Elbow"), Named("2", "es", "Codo azul"),
                 Named("3", "en", "Red Knee")),
            unknown_categories={"Our own category": 1},
        )  # fmt: skip

    def test_each_change_of_the_next_export_is_reported_once(self, tmp_path: Path) -> None:
        _keep(tmp_path, export())
        changes = _keep(
            tmp_path,
            export(
                RECORDS[0], record(2, "Codo celeste", AZUL + "<p>Más.</p>", "Spanish"),
                record(4, "New Toe", KNEE), record(2, "Sky Elbow", BLUE), record(5, "Foot", KNEE),
                "<strange/>", record(6, "Other", KNEE, "French"), date="11/22/2026",
            ),
        )  # fmt: skip
        assert changes == Changes(
            date="2026-11-22",
            previous="2026-11-21",
            totals={"en": 4, "es": 1},
            links=3,
            announced=7,
            passed_over={"topics in other languages": 1, "unknown elements beside topics": 1},
            new=(Named("4", "en", "New Toe"), Named("2", "en", "Sky Elbow"),
                 Named("5", "en", "Foot")),
            renamed=(Named("2", "es", "Codo celeste", "Codo azul"),),
            gone=(Named("3", "en", "Red Knee"),),
            unknown_categories={"Our own category": 1},
        )  # fmt: skip

    def test_a_changed_text_is_a_revision(self, tmp_path: Path) -> None:
        _keep(tmp_path, export())
        changes = _keep(tmp_path, export(*RECORDS[:2], record(3, "Red Knee", KNEE + "<p>Or.</p>")))
        assert changes.revised == (Named("3", "en", "Red Knee"),)
        assert changes.new == changes.renamed == changes.gone == ()

    def test_the_same_export_again_changes_nothing(self, tmp_path: Path) -> None:
        _keep(tmp_path, export())
        changes = _keep(tmp_path, export())
        assert changes.previous == "2026-11-21"
        assert not any((changes.new, changes.revised, changes.renamed, changes.gone))

    def test_changes_are_kept_with_the_export(self, tmp_path: Path) -> None:
        assert exports.changes(str(tmp_path / "none")) is None
        assert exports.changes(str(tmp_path)) is None
        for content in (
            export(),
            export(*RECORDS[1:], record(1, "Elbow ñ", BLUE), "<odd/>", date="nonsense"),
            export(*RECORDS[:2], record(3, "Red Knee", BLUE), record(4, "Toe", BLUE)),
            export(*RECORDS[:2]),
        ):
            kept = _keep(tmp_path, content)
            assert exports.changes(str(tmp_path)) == kept
            path = str(tmp_path / "topics.zip")
            topics = exports.kept(path)

            assert len(topics_of(topics)) == sum(kept.totals.values())

    def test_an_export_without_a_date_is_undated(self, tmp_path: Path) -> None:
        assert _keep(tmp_path, export(date="")).date == UNDATED


class TestWhatIsKept:
    def test_the_xml_is_kept_as_it_came_and_private(self, tmp_path: Path) -> None:
        folder = tmp_path / "a" / "b"
        content = export(*RECORDS, *KNEES)
        _keep(folder, zipped(("any.xml", content)))
        assert sorted(os.listdir(folder)) == ["lock", "topics.zip"]
        assert folder.stat().st_mode & 0o777 == 0o700
        assert (folder / "lock").stat().st_mode & 0o777 == 0o600
        with zipfile.ZipFile(folder / "topics.zip") as archive:
            assert archive.namelist() == ["topics.xml", "index.json"]
            assert archive.read("topics.xml") == content
            assert archive.getinfo("topics.xml").compress_size < len(content) / 2
            assert "Codo azul" in archive.read("index.json").decode()

    def test_the_export_is_on_the_disk_before_it_is_in_its_place(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        done: list[str] = []
        fsync, replace = os.fsync, os.replace

        def synced(descriptor: int) -> None:
            done.append(os.readlink(f"/proc/self/fd/{descriptor}"))
            fsync(descriptor)

        def replaced(old: str, new: str) -> None:
            done.append(new)
            replace(old, new)

        monkeypatch.setattr(os, "fsync", synced)
        monkeypatch.setattr(os, "replace", replaced)
        _keep(tmp_path, export())
        kept = str(tmp_path / "topics.zip")
        assert done == [f"{kept}.tmp", kept, str(tmp_path)]

    def test_an_import_replaces_what_a_killed_one_left(self, tmp_path: Path) -> None:
        (tmp_path / "topics.zip.tmp").write_bytes(b"half")
        _keep(tmp_path, export())
        assert sorted(os.listdir(tmp_path)) == ["lock", "topics.zip"]

    def test_nothing_else_stays_where_files_cannot_be_without_a_name(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(exports, "_nameless", lambda folder: None)
        for _ in range(2):  # the second is the same export and is not written
            _keep(tmp_path, export())
            assert sorted(os.listdir(tmp_path)) == ["lock", "topics.zip"]

    def test_the_same_export_again_is_left_where_it_is(self, tmp_path: Path) -> None:
        first = _keep(tmp_path, export())
        path = tmp_path / "topics.zip"
        before = path.stat().st_ino, path.read_bytes()
        for content in (export(), zipped(("e.xml", export()))):
            again = _keep(tmp_path, content)
            assert again == first._replace(previous=first.date, new=())
            assert (path.stat().st_ino, path.read_bytes()) == before
            assert exports.changes(str(tmp_path)) == first  # what it brought
        _keep(tmp_path, export(), force=True)
        assert path.stat().st_ino != before[0]

    def test_the_same_export_again_replaces_a_damaged_one(self, tmp_path: Path) -> None:
        content = export(record(1, "Long", "<p>word</p>" * 20_000))
        _keep(tmp_path, content)
        path = tmp_path / "topics.zip"
        damaged = bytearray(path.read_bytes())
        damaged[400] ^= 1  # within the XML; the index is whole
        path.write_bytes(damaged)
        _keep(tmp_path, content)
        assert len(topics_of(exports.kept(str(path)))) == 1

    def test_an_export_that_differs_only_in_its_date_is_not_read(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = _keep(tmp_path, export(*RECORDS, "<odd/>"))
        later = export(*RECORDS, "<odd/>", date="12/01/2026 02:30:36")
        monkeypatch.setattr(Export, "records", lambda self: pytest.fail("it was read"))

        def try_out(new: exports.Unplaced) -> exports.TryOut:
            return nullcontext((new.export().overview(), lambda status: None))

        for content in (later, zipped(("e.xml", later.replace(b"12/01", b"12/02")))):
            changes = exports.keep(io.BytesIO(content), "x", str(tmp_path), try_out=try_out)
        assert changes == first._replace(date="2026-12-02", previous="2026-12-01", new=())
        assert exports.changes(str(tmp_path)) == changes
        with zipfile.ZipFile(tmp_path / "topics.zip") as archive:
            assert archive.read("topics.xml") == later.replace(b"12/01", b"12/02")

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (b"Red Knee", b"Sad Knee"),
            (b'total="3"', b'total="4"'),
            (b'2026 02:30:36"', b'2026 02:30:36" '),
            (b'date-generated="12', b'dategenerated="" date-generated="12'),
            (b"<health-topics", b'<!--<health-topics date-generated="0">--><health-topics'),
        ],
    )
    def test_an_export_that_differs_in_more_than_its_date_is_read(
        self, tmp_path: Path, old: bytes, new: bytes
    ) -> None:
        _keep(tmp_path, export())
        known = []

        def try_out(unplaced: exports.Unplaced) -> exports.TryOut:
            known.append(unplaced.export().known)
            return nullcontext((_overview(unplaced), lambda status: None))

        later = export(date="12/01/2026 02:30:36").replace(old, new)
        changes = exports.keep(io.BytesIO(later), "x", str(tmp_path), try_out=try_out)
        assert known == [None]
        assert changes.date == "2026-12-01"

    def test_a_stream_that_cannot_be_read_twice_is_imported_again(self, tmp_path: Path) -> None:
        class Pipe(io.BytesIO):
            def seekable(self) -> bool:
                return False

        for _ in range(2):
            changes = exports.keep(Pipe(export()), "-", str(tmp_path))
        assert (changes.new, changes.revised, changes.gone) == ((), (), ())

    def test_an_export_whose_reading_is_broken_off_can_be_read_again(self, tmp_path: Path) -> None:
        content = export(
            *(record(n, f"Topic {n}", f"<p>{'word ' * 4400}</p>") for n in range(1, 30))
        )

        def read_twice(new: exports.Unplaced) -> exports.TryOut:
            next(new.export().records())
            return nullcontext((_overview(new), lambda status: None))

        exports.keep(io.BytesIO(content), "x.xml", str(tmp_path), try_out=read_twice)
        assert len(topics_of(exports.kept(str(tmp_path / "topics.zip")))) == 29

    def test_the_origin_is_kept_with_the_export(self, tmp_path: Path) -> None:
        origin = exports.Origin("https://medlineplus.gov/xml/é.zip", '"1"', "Sat, 21 Nov 2026")
        exports.keep(io.BytesIO(export()), "x.xml", str(tmp_path), origin=origin)
        index = exports.index_or_none(str(tmp_path))
        assert index
        assert index.origin == origin
        _keep(tmp_path, export(*KNEES), force=True)
        index = exports.index_or_none(str(tmp_path))
        assert index
        assert index.origin == exports.Origin()

    def test_an_index_without_an_origin_is_read(self, tmp_path: Path) -> None:
        _keep(tmp_path, export())
        index = _index(tmp_path)
        del index["origin"]
        _damage(tmp_path, index)
        read = exports.index_or_none(str(tmp_path))
        assert read
        assert read.origin == exports.Origin()


class TestWhatIsRefused:
    def test_a_refusal_names_the_file_and_the_export_before_stays(self, tmp_path: Path) -> None:
        assert _refused(tmp_path, export()[:-20]).message.startswith("x.xml")
        _keep(tmp_path, export())
        before = (tmp_path / "topics.zip").read_bytes()
        _refused(tmp_path, b"<html/>")
        assert _refused(tmp_path, zipped(("a.txt", b""))).message.startswith("x.xml: the archive")
        assert (tmp_path / "topics.zip").read_bytes() == before

    def test_an_export_without_a_topic_is_refused(self, tmp_path: Path) -> None:
        for force in (False, True):
            with pytest.raises(BadInput) as caught:
                _keep(tmp_path, export("<strange/>"), force=force)
            assert caught.value.message == "x.xml: an export without topics"
            assert caught.value.hints == ("The collection stays as it was.",)

    def test_less_than_half_as_many_topics_are_refused_unless_forced(self, tmp_path: Path) -> None:
        _keep(tmp_path, export(*KNEES))
        with pytest.raises(BadInput) as caught:
            exports.keep(io.BytesIO(export(*KNEES[:2])), "x.xml", str(tmp_path))
        message = "x.xml: 2 topics, fewer than half of the 5 that you have"
        assert caught.value.message == message
        assert caught.value.hints == (
            "If that is right, use --force. The collection stays as it was.",
        )
        assert len(_keep(tmp_path, export(*KNEES[:3])).gone) == 2
        assert len(_keep(tmp_path, export(KNEES[0]), force=True).gone) == 2

    def test_just_half_as_many_topics_are_accepted(self, tmp_path: Path) -> None:
        _keep(tmp_path, export(*KNEES[:4]))
        assert len(_keep(tmp_path, export(*KNEES[:2])).gone) == 2

    def test_an_import_beside_another_is_refused(self, tmp_path: Path) -> None:
        _keep(tmp_path, export())
        with lock(str(tmp_path)), pytest.raises(LocalError) as caught:
            _keep(tmp_path, export())
        assert "another import or update is running" in caught.value.message
        assert caught.value.hints == ("Try again when it has finished.",)
        _keep(tmp_path, export())

    def test_a_folder_that_cannot_be_written_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_bytes(b"")
        with pytest.raises(LocalError) as caught:
            _keep(tmp_path / "file" / "folder", export())
        assert caught.value.message == f"{tmp_path / 'file' / 'folder'}: Not a directory"
        assert caught.value.hints == ("The collection stays as it was.",)

    @pytest.mark.parametrize(
        ("error", "said"), [(OSError(28, "No space left on device"), "No space left on device"),
                            (OSError("odd"), "odd")]
    )  # fmt: skip
    def test_the_folder_is_named_where_the_system_names_no_file(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
    ) -> None:
        _keep(tmp_path, export())

        def fail(descriptor: int) -> None:
            raise error

        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(LocalError) as caught:
            _keep(tmp_path, export(*KNEES))
        assert caught.value.message == f"{tmp_path}: {said}"
        assert sorted(os.listdir(tmp_path)) == ["lock", "topics.zip"]
        assert len(topics_of(exports.kept(str(tmp_path / "topics.zip")))) == 3

    def test_an_error_while_the_catalog_is_made_ready_keeps_the_old_export(
        self, tmp_path: Path
    ) -> None:
        _keep(tmp_path, export())

        def fail(status: os.stat_result) -> None:
            raise OSError(28, "No space left on device")

        with pytest.raises(LocalError) as caught:
            exports.keep(
                io.BytesIO(export(*KNEES)), "x.xml", str(tmp_path),
                try_out=lambda new: nullcontext((_overview(new), fail)),
            )  # fmt: skip
        assert caught.value.message == f"{tmp_path}: No space left on device"
        assert caught.value.hints == ("The collection stays as it was.",)
        assert len(topics_of(exports.kept(str(tmp_path / "topics.zip")))) == len(RECORDS)
        assert sorted(os.listdir(tmp_path)) == ["lock", "topics.zip"]

    def test_a_folder_that_is_gone_meanwhile_is_reported(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(old: str, new: str) -> None:
            os.unlink(old)
            raise FileNotFoundError(2, "No such file or directory", old)

        monkeypatch.setattr(os, "replace", fail)
        with pytest.raises(LocalError) as caught:
            _keep(tmp_path, export())
        assert caught.value.message == f"{tmp_path / 'topics.zip.tmp'}: No such file or directory"


class TestDamage:
    @pytest.mark.parametrize(
        "harm",
        [
            lambda folder: (folder / "topics.zip").write_bytes(b""),
            lambda folder: (folder / "topics.zip").write_bytes(b"rubbish" * 99),
            lambda folder: (folder / "topics.zip").write_bytes(zipped(("topics.xml", export()))),
            lambda folder: _damage(folder, b"{"),
            lambda folder: _damage(folder, b"\xff"),
            lambda folder: _damage(folder, []),
            lambda folder: _damage(folder, {"changes": {}, "entries": []}),
            lambda folder: _damage(folder, {**_index(folder), "entries": [["1", "en"]]}),
            lambda folder: _damage(folder, {**_index(folder), "entries": 7}),
            lambda folder: _damage(
                folder, {**_index(folder), "changes": {**_index(folder)["changes"], "new": 7}}
            ),
            lambda folder: _damage(folder, {**_index(folder), "origin": 7}),
        ],
    )
    def test_a_damaged_export_is_reported_and_counts_as_none(
        self, tmp_path: Path, harm: Callable[[Path], None]
    ) -> None:
        _keep(tmp_path, export())
        harm(tmp_path)
        path = str(tmp_path / "topics.zip")
        for read in (lambda: exports.changes(str(tmp_path)), lambda: exports.kept(path)):
            with pytest.raises(BadInput) as caught:
                read()
            assert caught.value.message == f"{path}: the imported export is damaged"
            assert caught.value.hints == ("Import it again: topic import FILE",)
        assert exports.index_or_none(str(tmp_path)) is None
        changes = _keep(tmp_path, export(RECORDS[2]))  # however many there were
        assert (changes.previous, changes.totals) == ("", {"en": 1})

    def test_an_index_larger_than_the_limit_is_damage(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _keep(tmp_path, export())
        monkeypatch.setattr(exports, "_MAX_INDEX_BYTES", 99)
        with pytest.raises(BadInput, match="is damaged"):
            exports.changes(str(tmp_path))

    def test_damaged_xml_is_reported_when_it_is_read(self, tmp_path: Path) -> None:
        _keep(tmp_path, export())
        index = json.dumps(_index(tmp_path)).encode()
        path = tmp_path / "topics.zip"
        path.write_bytes(zipped(("topics.xml", export()[:-30]), ("index.json", index)))
        topics = exports.kept(str(path))
        with pytest.raises(BadInput) as caught:
            topics_of(topics)
        assert str(path) in caught.value.message
        path.write_bytes(zipped(("topics.txt", export()), ("index.json", index)))
        with pytest.raises(BadInput) as caught:
            topics_of(exports.kept(str(path)))
        assert str(path) in caught.value.message

    def test_a_folder_in_place_of_the_kept_export_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "topics.zip").mkdir()
        with pytest.raises(BadInput, match="not a regular file"):
            exports.kept(str(tmp_path / "topics.zip"))
