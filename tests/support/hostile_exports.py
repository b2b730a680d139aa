"""What is given out as an export and is none, or would hurt who believes it."""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib

from tests.support.exports import DOCTYPE, RECORDS, export, record, zipped

GOOD_ZIP = zipped(("x.xml", export()))
HEAD = '<?xml version="1.0"?>\n<health-topics total="3" date-generated="11/21/2026">\n'
SECRET = "file:///etc/passwd"


def _patched(archive: bytes, signature: bytes, offset: int, value: bytes) -> bytes:
    """Return an archive with some bytes behind a signature replaced."""
    place = archive.index(signature) + offset
    return archive[:place] + value + archive[place + len(value) :]


def _entities(depth: int) -> str:
    levels = "".join(f'<!ENTITY a{i} "&a{i - 1};&a{i - 1};">' for i in range(1, depth))
    return f'<!DOCTYPE health-topics [<!ENTITY a0 "ha">{levels}]>'


def _declaring(declarations: str, parts: str = "") -> bytes:
    """Return an export whose DOCTYPE declares something."""
    records = (record(1, "A", "x", parts=parts), *RECORDS[1:])
    return export(*records, doctype=f"<!DOCTYPE health-topics [{declarations}]>")


def _with(parts: str) -> bytes:
    """Return an export with a topic that has something in it."""
    return export(record(1, "A", "x", parts=parts), *RECORDS[1:])


def _declared_as(encoding: str, content: bytes = export()) -> bytes:
    return content.replace(b'encoding="UTF-8"', f'encoding="{encoding}"'.encode())


def archive(content: bytes, size: int, crc: int, method: int = 8, name: bytes = b"x.xml") -> bytes:
    """Return a ZIP archive of one file that is packed already, and whatever it says of it."""
    about = struct.pack("<4H3L2H", 0, method, 0, 33, crc, len(content), size, len(name), 0)
    local = b"PK\3\4" + struct.pack("<H", 20) + about + name
    entry = b"PK\1\2" + struct.pack("<2H", 20, 20) + about + struct.pack("<3H2L", 0, 0, 0, 0, 0)
    end = struct.pack("<4H2LH", 0, 0, 1, 1, len(entry) + len(name), len(local) + len(content), 0)
    return local + content + entry + name + b"PK\5\6" + end


def bomb(unit: bytes, times: int, beginning: bytes = b"", size: int = 0) -> bytes:
    """Return a ZIP archive with a file of a piece repeated so often, made in no time.

    Args:
        unit: the piece; a megabyte packs best.
        times: how often.
        beginning: what stands before.
        size: what the archive says of the size; the truth if it is 0.
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(beginning) + packer.flush(zlib.Z_FULL_FLUSH)
    piece = packer.compress(unit) + packer.flush(zlib.Z_FULL_FLUSH)
    content = first + piece * times + packer.flush()
    return archive(content, size or len(beginning) + len(unit) * times, 0)


def _linked() -> bytes:
    """Return an archive in which the export is a symbolic link."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as opened:
        member = zipfile.ZipInfo("x.xml")
        member.external_attr = 0o120777 << 16
        opened.writestr(member, "/etc/passwd")
    return file.getvalue()


def _tarred() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as opened:
        member = tarfile.TarInfo("x.xml")
        member.size = len(export())
        opened.addfile(member, io.BytesIO(export()))
    return file.getvalue()


def _packed(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


_attributes = " ".join(f"a{i}=''" for i in range(150_000))
_many = "".join(f'<health-topic title="a{i}" id="{i}" language="English"/>' for i in range(100_001))

XML: dict[str, bytes] = {
    "nothing": b"",
    "no XML": b"rubbish",
    "NUL bytes": b"\0" * 1000,
    "a web page": b"<!DOCTYPE html><html><body>Sign in</body></html>",
    "a topic file": b"title: Blue Elbow\nlanguage: en\n",
    "groups": b'<health-topic-groups total="1"/>',
    "a root in capitals": export().replace(b"health-topics", b"HEALTH-TOPICS"),
    "a root of another namespace": export().replace(b"<health-topics ", b'<health-topics xmlns="x:y" '),
    "an endless root": b"<" + b"a" * 2_000_000 + b"/>",
    "two roots": export() + b"<health-topics/>",
    "text behind": export() + b"x",
    "text before": b"x" + export(),
    "a declaration that comes late": b"\n" + export(),
    "cut": export()[:-30],
    "cut in a topic": export()[:900],
    "cut in a character": export()[: export().index("ó".encode()) + 1],
    "crossed elements": _with("<a><b></a></b>"),
    "an attribute twice": _with('<a b="1" b="2"/>'),
    "a bracket in an attribute": _with('<a b="<"/>'),
    "entities": export(doctype=_entities(20)),
    "one long entity": _declaring(f'<!ENTITY a "{"ha" * 30_000}">', "&a;" * 100),
    "an entity that nobody uses": _declaring('<!ENTITY a "ha">'),
    "an entity of itself": _declaring('<!ENTITY a "&a;">', "&a;"),
    "a parameter entity": _declaring('<!ENTITY % a "<!ENTITY b \'x\'>"> %a;'),
    "an external entity": _declaring(f'<!ENTITY x SYSTEM "{SECRET}">', "&x;"),
    "an external parameter entity": _declaring(f'<!ENTITY % x SYSTEM "{SECRET}"> %x;'),
    "a public entity": _declaring(f'<!ENTITY x PUBLIC "x" "{SECRET}">', "&x;"),
    "an unparsed entity": _declaring(f'<!NOTATION n SYSTEM "x"><!ENTITY x SYSTEM "{SECRET}" NDATA n>'),
    "an entity that nobody declared": _with("&nobody;"),
    "an attribute in every element": _declaring(f'<!ATTLIST a b CDATA "{"x" * 60_000}">', "<a/>" * 10_000),
    "a character that is none": _with("&#0;"),
    "an escape as a reference": _with("&#x1b;[2J"),
    "half a pair as a reference": _with("&#xd800;"),
    "a reference beyond Unicode": _with("&#x110000;"),
    "an endless reference": _with(f"&#x{'f' * 100_000};"),
    "an escape": _with("\x1b[2J"),
    "a character that is none, itself": _with("\uffff"),
    "deep": _with("<a>" * 100_000),
    "deep, a million": _with("<a>" * 1_000_000),
    "deep beside the topics": (HEAD + "<a>" * 100_000).encode(),
    "long": _with("x" * (9 << 20)),
    "a long title": export(record(1, "A" * (2 << 20), "x")),
    "a long attribute": _with(f'<a b="{"x" * (2 << 20)}"/>'),
    "a long comment": _with(f"<!--{'x' * (2 << 20)}-->"),
    "a long instruction": _with(f"<?x {'x' * (2 << 20)}?>"),
    "a long name": _with(f"<{'x' * (2 << 20)}/>"),
    "many attributes": _with(f"<a {_attributes}/>"),
    "many elements": _with("<a/>" * 300_000),
    "many elements beside the topics": (HEAD + "<a/>" * 150_000 + "</health-topics>").encode(),
    "many topics": (HEAD + _many + "</health-topics>").encode(),
    "UTF-7": b'<?xml version="1.0" encoding="UTF-7"?><health-topics/>',
    "an encoding that nobody knows": b'<?xml version="1.0" encoding="x-odd"?><health-topics/>',
    "an encoding of many bytes": _declared_as("shift_jis"),
    "an encoding of all characters": _declared_as("gb18030"),
    "an encoding of other letters": _declared_as("cp037"),
    "an encoding that is no text": _declared_as("zlib"),
    "an encoding that is never one": _declared_as("undefined"),
    "another encoding than it says": _declared_as("UTF-16"),
    "UTF-32": _declared_as("UTF-32").decode().encode("utf-32"),
    "latin-1 that it calls UTF-8": export().decode().encode("latin-1"),
    "too long bytes": _with("☠").replace("☠".encode(), b"\xc0\xbc"),
    "a surrogate as bytes": _with("☠").replace("☠".encode(), b"\xed\xa0\x80"),
}  # fmt: skip

ZIP: dict[str, bytes] = {
    "two letters": b"PK",
    "an empty archive": b"PK\5\6" + b"\0" * 18,
    "a zip cut short": GOOD_ZIP[:-40],
    "a zip cut in its file": GOOD_ZIP[: len(GOOD_ZIP) // 3],
    "a zip without a list": GOOD_ZIP[:200],
    "an encrypted zip": _patched(_patched(GOOD_ZIP, b"PK\1\2", 8, b"\1"), b"PK\3\4", 6, b"\1"),
    "a zip of an unknown method": _patched(GOOD_ZIP, b"PK\1\2", 10, b"\x63"),
    "a zip by bzip2": archive(bz2.compress(export()), len(export()), zlib.crc32(export()), 12),
    "a zip by LZMA": zipped(("x.xml", export()), method=zipfile.ZIP_LZMA),
    "a zip with a wrong CRC": _patched(GOOD_ZIP, b"PK\1\2", 16, b"\0\0\0\0"),
    "a zip that says less": _patched(GOOD_ZIP, b"PK\1\2", 24, b"\x10\0\0\0"),
    "a zip that says nothing": archive(_packed(export()), 0, 0),
    "a zip that says more": archive(_packed(export()[:-30]), 1 << 31, 0),
    "a zip with a list too long": _patched(GOOD_ZIP, b"PK\5\6", 12, b"\xff\xff\xff\x7f"),
    "a zip with its list elsewhere": _patched(GOOD_ZIP, b"PK\5\6", 16, b"\xff\xff\xff\x7f"),
    "a zip with its file elsewhere": _patched(GOOD_ZIP, b"PK\1\2", 42, b"\xff\xff\xff\x7f"),
    "a zip of two names": _patched(GOOD_ZIP, b"PK\3\4", 30, b"y"),
    "a zip with a name that is no text": _patched(
        _patched(_patched(GOOD_ZIP, b"PK\1\2", 46, b"\xff"), b"PK\1\2", 8, b"\0\x08"),
        b"PK\3\4", 6, b"\0\x08",
    ),
    "a zip with 64 bits": GOOD_ZIP[:-22] + b"PK\6\7" + b"\0" * 16 + GOOD_ZIP[-22:],
    "a zip of rubbish": archive(b"\xff" * 1000, len(export()), zlib.crc32(export())),
    "a zip of two": zipped(("a.xml", export()), ("b.xml", export())),
    "a zip of none": zipped(("a.txt", export())),
    "a zip of a folder": zipped(("x.xml/", b"")),
    "a zip of a link": _linked(),
    "a zip of a zip": zipped(("x.zip", GOOD_ZIP)),
    "a zip of a zip that is called XML": zipped(("x.xml", GOOD_ZIP)),
    "a zip behind something": b"x" + GOOD_ZIP,
    "a gigabyte": bomb(b" " * 1_000_000, 1000, HEAD.encode()),
    "a gigabyte in a text": bomb(b"x" * 1_000_000, 1000, HEAD.encode() + b"<health-topic>"),
    "a gigabyte in a comment": bomb(b"x" * 1_000_000, 1000, HEAD.encode() + b"<!--"),
    "a gigabyte of elements": bomb(b"<a/>" * 250_000, 1000, HEAD.encode()),
    "a gigabyte of depth": bomb(b"<a>" * 330_000, 1000, HEAD.encode()),
    "a gigabyte that it does not tell of": bomb(b" " * 1_000_000, 1000, HEAD.encode(), size=500),
    "gzip": gzip.compress(export()),
    "xz": lzma.compress(export()),
    "tar": _tarred(),
}  # fmt: skip

ALL = XML | ZIP
COSTLY = ("a gigabyte", "many topics")  # seconds each
# Half a second or more each: the normal run puts them to the command itself, and nowhere else.
SLOW = (
    *("deep, a million", "many elements", "many elements beside the topics", "many attributes"),
    *("a gigabyte in a text", "a gigabyte of elements", "a gigabyte of depth"),
    "a gigabyte that it does not tell of",
)
# Those of each kind that hurt most: what the normal run puts to the command itself.
WORST = (
    *("nothing", "NUL bytes", "a web page", "groups", "an endless root", "two roots"),
    *("cut in a topic", "cut in a character", "entities", "one long entity", "a parameter entity"),
    *("an external entity", "an attribute in every element", "an escape as a reference"),
    *("half a pair as a reference", "deep, a million", "long", "a long attribute"),
    *("many attributes", "many elements", "many elements beside the topics", "UTF-7"),
    *("an encoding of many bytes", "UTF-32", "latin-1 that it calls UTF-8"),
    *("two letters", "a zip cut short", "an encrypted zip", "a zip of an unknown method"),
    *("a zip with a wrong CRC", "a zip that says less", "a zip that says more"),
    *("a zip with a list too long", "a zip with a name that is no text", "a zip of two"),
    *("a zip of none", "a zip of a link", "a zip of a zip", "a gigabyte in a text"),
    *(
        "a gigabyte of elements",
        "a gigabyte of depth",
        "a gigabyte that it does not tell of",
        "gzip",
    ),
)
assert set(SLOW) <= set(WORST) <= set(ALL)
REFUSED = {name: content for name, content in ALL.items() if name not in COSTLY}

# What looks odd and is an export.
TAKEN: dict[str, bytes] = {
    "its DOCTYPE": export(doctype=DOCTYPE),
    "a DOCTYPE that points to a file": export(
        doctype=f'<!DOCTYPE health-topics SYSTEM "{SECRET}">'
    ),
    "a style sheet": export(doctype=f'<?xml-stylesheet type="text/xsl" href="{SECRET}"?>'),
    "an inclusion": export().replace(
        b"</health-topic>",
        b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'
        b"</health-topic>",
        1,
    ),
    "a schema": export().replace(
        b"<health-topics ",
        b'<health-topics xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        b'xsi:noNamespaceSchemaLocation="file:///etc/passwd" ',
    ),
    "a mark of UTF-8": b"\xef\xbb\xbf" + export(),
    "UTF-16": _declared_as("UTF-16").decode().encode("utf-16"),
    "latin-1": _declared_as("ISO-8859-1").decode().encode("latin-1"),
    "a readme beside it": zipped(("README.txt", b"Read me"), ("x.xml", export())),
    "a stored file": zipped(("x.xml", export()), method=zipfile.ZIP_STORED),
    "a name that climbs": zipped(("../../../climbed.xml", export())),
    "a name from the root": zipped(("/tmp/rooted.xml", export())),
    "a name that acts": zipped(("\x1b]0;x\x07\u202e.xml", export())),
    "a comment": GOOD_ZIP[:-2] + struct.pack("<H", 5) + b"hello",
}  # fmt: skip
