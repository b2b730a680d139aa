"""Where things are, in homes of every kind."""

import os
import sys
from pathlib import Path

import platformdirs
import pytest

from healthtopics import places
from healthtopics.places import Collection

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="XDG is for Linux")


@LINUX
@pytest.mark.parametrize(
    ("environ", "folder"),
    [
        ({"HOME": "/home/a"}, "/home/a/.cache/healthtopics"),
        ({"HOME": "/home/a", "XDG_CACHE_HOME": "/c"}, "/c/healthtopics"),
        ({"XDG_CACHE_HOME": "/c"}, "/c/healthtopics"),
        ({"HOME": "/home/a", "XDG_CACHE_HOME": "c"}, "/home/a/.cache/healthtopics"),
        ({"HOME": "/home/a", "XDG_CACHE_HOME": ""}, "/home/a/.cache/healthtopics"),
        ({"HOME": ""}, ""),
        ({}, ""),
        ({"HOME": "relative"}, ""),
        ({"HOME": "relative", "XDG_DATA_HOME": "/d"}, ""),
    ],
)
def test_the_cache_folder_follows_xdg_and_home(environ: dict[str, str], folder: str) -> None:
    assert places.cache_folder(environ) == folder


@LINUX
@pytest.mark.parametrize(
    ("environ", "folder"),
    [
        ({"HOME": "/home/a"}, "/home/a/.local/share/healthtopics"),
        ({"HOME": "/home/a", "XDG_DATA_HOME": "/d"}, "/d/healthtopics"),
        ({"HOME": "/home/a", "XDG_DATA_HOME": "d"}, "/home/a/.local/share/healthtopics"),
        ({"HOME": "relative", "XDG_CACHE_HOME": "/c"}, ""),
    ],
)
def test_the_data_folder_follows_xdg_and_home(environ: dict[str, str], folder: str) -> None:
    assert places.data_folder(environ) == folder
    assert places.export_folder(environ) == (f"{folder}/medlineplus" if folder else "")


@LINUX
def test_collections_follow_the_path_variable_and_home() -> None:
    assert places.collections({"HOME": "/home/a"}) == (
        Collection("personal", ("/home/a/.local/share/healthtopics/topics",)),
        Collection("medlineplus", (), "/home/a/.local/share/healthtopics/medlineplus/topics.zip"),
        Collection("bundled", (places.bundled_folder(),)),
    )
    personal, *_ = places.collections({"HEALTHTOPICS_PATH": "/a::/b", "HOME": "/home/a"})
    assert personal.roots == ("/a", "/b")
    personal, *_ = places.collections({"HEALTHTOPICS_PATH": "a:..", "HOME": "/home/a"})
    assert personal.roots == (os.path.abspath("a"), os.path.dirname(os.getcwd()))
    personal, *_ = places.collections({"HEALTHTOPICS_PATH": ":", "HOME": "/home/a"})
    assert personal.roots == ("/home/a/.local/share/healthtopics/topics",)
    personal, imported, _ = places.collections({})
    assert (personal.roots, imported.export) == ((), "")


@pytest.mark.parametrize("place", ["healthtopics/data", "data"])
def test_the_bundled_topics_are_in_the_package_or_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (tmp_path / "healthtopics").mkdir()
    (tmp_path / place).mkdir()
    monkeypatch.setattr(places, "__file__", str(tmp_path / "healthtopics" / "places.py"))
    assert places.bundled_folder() == str(tmp_path / place)


def test_elsewhere_the_platform_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    environ = {"HOME": "/home/a", "XDG_CACHE_HOME": "/c", "XDG_DATA_HOME": "/d"}
    name = "healthtopics"
    assert places.cache_folder(environ) == platformdirs.user_cache_dir(name, appauthor=False)
    assert places.data_folder(environ) == platformdirs.user_data_dir(name, appauthor=False)
