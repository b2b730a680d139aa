"""YAML as nodes: what is taken, and what is refused before it can hurt. With both parsers."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from healthtopics.errors import BadFile, BadInput
from healthtopics.sources.topicfiles import nodes
from healthtopics.sources.topicfiles.nodes import (
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
    YamlProblem,
)

LOADERS = [yaml.BaseLoader, *([yaml.CBaseLoader] if hasattr(yaml, "CBaseLoader") else [])]


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__, autouse=True)
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nodes, "Loader", request.param)


PIECES = ("a", "b", ": ", ":", "- ", "-", "\n", "\n\n", "  ", " ", "'", '"', "# c", "#", "|", ">", "|2", ">-",
          "[", "]", "{", "}", ", ", ",", "? ", "?", "\\u0041", "\\x41", "\\", "---", "...", "--- ", "%YAML 1.1",
          "é", "a: b\n", "- a\n", "\ufeff", "\r", "\x85", "\xa0", "=", "~", "<<", "!")  # fmt: skip


def test_nodes_know_their_lines() -> None:
    node = nodes.parse(b"a: 1\nb:\n  - x\n  - {c: y}\n")
    assert node == Mapping(
        (
            Entry(Scalar("a", 1), Scalar("1", 1)),
            Entry(
                Scalar("b", 2),
                Sequence((Scalar("x", 3), Mapping((Entry(Scalar("c", 4), Scalar("y", 4)),), 4)), 3),
            ),
        ),
        1,
    )


@pytest.mark.parametrize(
    "text", ["no", "1e3", "12:30:45", "2024-13-45", "=", "~", "null", "1_000", "0x1F", ".inf", "<<"]
)
def test_every_scalar_is_text(text: str) -> None:
    node = nodes.parse(f"- {text}".encode())
    assert node == Sequence((Scalar(text, 1),), 1)


def test_bom_and_crlf_are_taken() -> None:
    node = nodes.parse(b"\xef\xbb\xbfa: |\r\n  x\r\n  y\r\n")
    assert node == Mapping((Entry(Scalar("a", 1), Scalar("x\ny\n", 1)),), 1)


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"", 1, "empty"),
        (b"# nothing\n", 1, "empty"),
        (b"a: 1\na: 2\n", 2, "is a duplicate (first on line 1)"),
        (b"a: 1\n---\nb: 2\n", 2, "second document"),
        (b"a: &x 1\n", 1, "an anchor (&x)"),
        (b"a: &x [1]\nb: *x\n", 1, "an anchor"),
        (b"b: *x\n", 1, "alias"),
        (b"a: !!python/name:os.system x\n", 1, "a tag"),
        (b"!!set {a}\n", 1, "a tag"),
        (b"a: {<<: {b: 1}}\n", 1, "merge key"),
        (b"? [a]\n: b\n", 1, "a key that is not a text"),
        (b"a:\tb\n", 1, "a tab"),
        (b"x: y\n\ta: b\n", 2, "a tab"),
        (b"a: \xe9\n", 1, "not UTF-8"),
        (b"a: 1\nb: \xff\n", 2, "not UTF-8"),
        (b"\xef\xbb\xbf\xef\xbb\xbfa: b\n", 1, "invisible"),
        ("a: \u202eb\n".encode(), 1, "invisible"),
        ("a: b\u3164\n".encode(), 1, "invisible"),
        (b"a: \x1b[31m\n", 1, "invisible"),
        (b"a: \x00\n", 1, "invisible"),
        (b'a: "\\e[31m"\n', 1, "escape for an invisible"),
        (b'a: "\\u202e"\n', 1, "escape for an invisible"),
        (b'a: "\\u3164"\n', 1, "escape for an invisible"),
        (b"title: Diabetes: overview\n", 1, "needs quotes"),
        (b"a: [1\n", 2, ""),
        (b"a: 'b\n", 2, ""),
        (b"[" * 60000, 1, "more than 20 levels"),
        (b"{" * 60000, 1, ""),
        (b"- " * 60000, 1, "more than 20 levels"),
        (b'"\\ud800"', 1, ""),
        (b"%YAML 1.3\n---\na\n", 1, "a directive"),
        (b"%TAG ! a:\n---\na\n", 1, "a directive"),
        (b"# x\n%YAML 1.1 # x\n%ODD\n---\na\n", 3, "a directive"),
        ("é: ü\nb: >-#\n  c\n".encode(), 2, ""),
        (b"\n{a:}\n", 2, "unexpected ':'"),
        (b"a:\n- b\nc: [d e? ]\n", 3, "'?'"),
        (b"- {a: [], b? }\n", 1, "'?'"),
        (b'a:\n  b: "\\U00110000"\n', 2, ""),
        (b'a:\n  b: "\\UFFFFFFFF"\n', 2, ""),
        (b"@", 1, ""),
    ],
)
def test_what_is_refused(content: bytes, line: int, message: str) -> None:
    with pytest.raises(YamlProblem) as caught:
        nodes.parse(content)
    assert caught.value.line == line
    assert message in caught.value.message
    assert caught.value.remedy.endswith(".")


def test_merge_keys_and_aliases_cost_nothing() -> None:
    bomb = "a0: &a0 x\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 2000))
    with pytest.raises(YamlProblem, match="anchor"):
        nodes.parse(bomb.encode())


@given(
    st.binary() | st.text("ab:-[]{}!&*?|>'\"%@`#,\n ").map(str.encode) | st.text().map(str.encode)
)
def test_any_bytes_are_a_node_or_a_sentence(content: bytes) -> None:
    try:
        node = nodes.parse(content)
    except YamlProblem as problem:
        assert problem.line >= 1
        assert problem.message
    else:
        assert isinstance(node, Scalar | Sequence | Mapping)


@given(
    st.binary()
    | st.text("ab:-[]{}!&*?|>'\"%@`#,\\\n ").map(str.encode)
    | st.lists(st.sampled_from(PIECES)).map("".join).map(str.encode)
    | st.text().map(str.encode)
)
@example(b"|#")
def test_both_parsers_read_the_same_or_one_refuses(content: bytes) -> None:
    """The pure one refuses some more, such as a comment right behind ``|``."""
    read: list[object] = []
    for loader in LOADERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(nodes, "Loader", loader)
            try:
                read.append(_without_lines(nodes.parse(content)))
            except YamlProblem:
                continue
    assert all(one == read[0] for one in read)


def _without_lines(node: Node) -> object:
    match node:
        case Scalar(text, _):
            return text
        case Sequence(items, _):
            return [_without_lines(item) for item in items]
        case Mapping(entries, _):
            return [(entry.key.text, _without_lines(entry.value)) for entry in entries]


class TestReadBytes:
    def test_a_file_of_exactly_1_mib_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "a.yaml"
        path.write_bytes(b"#" * (1 << 20))
        assert nodes.read_bytes(str(path)) == b"#" * (1 << 20)

    def test_a_file_larger_than_1_mib_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "a.yaml"
        path.write_bytes(b"#" * ((1 << 20) + 1))
        with pytest.raises(BadInput, match="1 MiB"):
            nodes.read_bytes(str(path))

    def test_reading_a_pipe_device_or_folder_is_refused(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        for path in (str(tmp_path / "pipe"), "/dev/zero"):
            with pytest.raises(BadInput, match="not a regular file"):
                nodes.read_bytes(path)
        with pytest.raises(OSError, match="directory"):
            nodes.read_bytes(str(tmp_path))

    def test_what_to_do_is_told(self, tmp_path: Path) -> None:
        pipe = str(tmp_path / "pipe")
        os.mkfifo(pipe)
        with NamedTemporaryFile(dir=tmp_path) as large:
            large.truncate(1 << 40)  # far more than fits into memory
            for path, remedy in (
                (pipe, "Name a text file in YAML."),
                (large.name, "Split it: a file holds one topic."),
            ):
                with pytest.raises(BadFile) as caught:
                    nodes.read_bytes(path)
                assert caught.value.message.startswith(f"{path}:1: ")
                assert caught.value.problems[0].remedy == remedy


SYNTAX = "Check the indentation, the quotes and the brackets here and just above."


@pytest.mark.parametrize(
    ("content", "line", "message", "remedy"),
    [
        ("\n", 1, "the file is empty", "Write a topic, beginning with its title."),
        ("a: 1\n---\nb: 2\n", 2, "a second document", "Keep one topic a file: drop the “---”."),
        ("a: &x 1\n", 1, "an anchor (&x)", "Leave it out."),
        ("a: 1\nb: *x\n", 2, "an alias (*x)", "Write the text out."),
        ("a: !x 1\n", 1, "a tag (!x)", "Leave it out: everything is text."),
        ("a:\n  <<: b\n", 2, "a merge key (<<)", "Write the keys out."),
        ("a: 1\n? [a]\n: b\n", 2, "a key that is not a text", "Name the key in one word."),
        ("b: 1\na: 2\na: 3\n", 3, "“a” is a duplicate (first on line 2)", "Keep one of them."),
        ("a: 1\nb:\t2\n", 2, "a tab character", "Use spaces."),
        ("a: 1\nb: \xad\n", 2, "an invisible character", "Remove it."),
        ('a: 1\nb: "\\xad"\n', 2, "an escape for an invisible character", "Remove it."),
        ("a: 1\nb: \u2028\n", 2, "an invisible character", "Remove it."),
        ("a: 1\nb: \u2029\n", 2, "an invisible character", "Remove it."),
        ("éééééééé: é\nb: \ufffe\nc: \ufffe\n", 2, "a character that YAML does not allow", "Remove it."),
        ("[" * 21 + "]" * 21, 1, "more than 20 levels deep", "Use fewer levels."),
        ("{a: " * 21 + "}" * 21, 1, "more than 20 levels deep", "Use fewer levels."),
        ("a: 1\nb: c: d\n", 2, "a “:” in this text needs quotes",
         "Put the text in quotes."),
        ("a: 1\n]\n", 2, "", SYNTAX),
        ("a: 'b\n", 2, "", SYNTAX),
    ],
)  # fmt: skip
def test_what_is_refused_is_told_with_what_to_do(
    content: str, line: int, message: str, remedy: str
) -> None:
    with pytest.raises(YamlProblem) as caught:
        nodes.parse(content.encode())
    assert (caught.value.line, caught.value.remedy) == (line, remedy)
    assert str(caught.value) == caught.value.message
    assert caught.value.message.startswith(message)


def test_what_is_not_utf_8_is_told_with_what_to_do() -> None:
    for content, line in (("é: 1\nb: 2\n".encode() + b"c: \xe9\n", 3), (b"\n\xe9", 2)):
        with pytest.raises(YamlProblem) as caught:
            nodes.parse(content)
        assert caught.value.message == "not UTF-8 text"
        assert (caught.value.line, caught.value.remedy) == (line, "Save the file as UTF-8.")


@pytest.mark.parametrize("content", ["[" * 20 + "]" * 20, "{a: " * 20 + "}" * 20, "- " * 20 + "a"])
def test_20_levels_are_taken(content: str) -> None:
    assert nodes.parse(content.encode())


def test_a_directive_is_told_with_its_line() -> None:
    with pytest.raises(YamlProblem) as caught:
        nodes.parse(b"# a\n%TAG ! x\n---\na: 1\n")
    assert (caught.value.line, caught.value.message) == (2, "a directive (%)")
    assert caught.value.remedy == "Leave it out."


@pytest.mark.parametrize(
    ("content", "message", "remedy"),
    [
        ("a: 1\nb: {c:[d]}\n", "found unexpected ':'", "Put a space after it."),
        ("a: 1\nb: [c? ]\n", "found unexpected '?'", "Put the text in quotes."),
        (
            "a: [1, [2]]\nb: [{c: d}, {e: [f, g?h]}]\n",
            "found unexpected '?'",
            "Put the text in quotes.",
        ),
        ("a: 1\nb: |# c\n", "found unexpected '#'", "Put a space before it."),
        ("a: 1\nb: >-# c\n", "found unexpected '#'", "Put a space before it."),
    ],
)
def test_what_only_one_parser_takes_is_refused_with_both(
    monkeypatch: pytest.MonkeyPatch, content: str, message: str, remedy: str
) -> None:
    told = []
    for loader in LOADERS:
        monkeypatch.setattr(nodes, "Loader", loader)
        with pytest.raises(YamlProblem) as caught:
            nodes.parse(content.encode())
        assert caught.value.line == 2
        told.append((caught.value.message, caught.value.remedy))
    assert (message, remedy) in told or len(LOADERS) == 1


@pytest.mark.parametrize(
    "content",
    ["why?: what?", "- [a]\n- b?", "{a: [b, {c: d}]}\n", "a: ['b?', \"c?\"]", "a: [b]\nc: d?"],
)
def test_a_question_mark_stands_anywhere_else(
    monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    read = []
    for loader in LOADERS:
        monkeypatch.setattr(nodes, "Loader", loader)
        read.append(nodes.parse(content.encode()))
    assert all(node == read[0] for node in read)


def test_an_escape_beyond_unicode_is_told_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nodes, "Loader", yaml.BaseLoader)  # libyaml has words of its own
    for content, line in (('a:\n- b\n- "\\UFFFFFFFF"\n', 2), ('"\\UFFFFFFFF"', 1)):
        with pytest.raises(YamlProblem) as caught:
            nodes.parse(content.encode())
        assert caught.value.message == "an escape that is no character"
        assert (caught.value.line, caught.value.remedy) == (line, "Remove it.")
