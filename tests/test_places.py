"""Where things are, in homes of every kind."""

import sys

import pytest

from healthtopics import places

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="XDG is for Linux")


@LINUX
@pytest.mark.parametrize(
    ("environ", "folder"),
    [
        ({"HOME": "/home/a"}, "/home/a/.cache/healthtopics"),
        ({"HOME": "/home/a", "XDG_CACHE_HOME": "/c"}, "/c/healthtopics"),
        ({"HOME": "/home/a", "XDG_CACHE_HOME": "c"}, "/home/a/.cache/healthtopics"),
        ({"HOME": ""}, ""),
        ({}, ""),
        ({"HOME": "relative"}, ""),
    ],
)
def test_cache(environ: dict[str, str], folder: str) -> None:
    assert places.cache_folder(environ) == folder


@LINUX
def test_collections() -> None:
    personal, imported, bundled = places.collections({"HOME": "/home/a"})
    assert personal.roots == ("/home/a/.local/share/healthtopics/topics",)
    assert imported.export == "/home/a/.local/share/healthtopics/medlineplus/topics.zip"
    assert bundled.name == "bundled"
    personal, *_ = places.collections({"HEALTHTOPICS_PATH": "/a::/b", "HOME": "/home/a"})
    assert personal.roots == ("/a", "/b")
    personal, imported, _ = places.collections({})
    assert (personal.roots, imported.export) == ((), "")


def test_elsewhere_the_platform_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert "healthtopics" in places.cache_folder({})
