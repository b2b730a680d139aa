"""Where things are: the bundled data, the user's own topics, the cache; and where the user is.

On Linux this is the XDG Base Directory Specification 0.8
(https://specifications.freedesktop.org/basedir-spec/), coded here because every command needs it
and platformdirs takes 8 ms to import; on other systems platformdirs is used.
"""

import os
import sys
from collections.abc import Mapping
from typing import NamedTuple

NAME = "healthtopics"
EXPORT = "topics.zip"


class Collection(NamedTuple):
    """A set of topics: its name, and its folders or its one file (``export``)."""

    name: str
    roots: tuple[str, ...]
    export: str = ""


def bundled_folder() -> str:
    """Return the folder of the topics that came with the program.

    A wheel installs it inside the package; in a checkout it is next to the package.
    """
    package = os.path.dirname(os.path.abspath(__file__))
    inside = os.path.join(package, "data")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package), "data")


def guides_folder() -> str:
    """Return the folder of the guides that `topic help` prints."""
    return os.path.join(os.path.dirname(os.path.abspath(__file__)), "guides")


def _home_folder(environ: Mapping[str, str], variable: str, below: str, kind: str) -> str:
    if not sys.platform.startswith("linux"):
        import platformdirs

        return str(getattr(platformdirs, f"user_{kind}_dir")(NAME, appauthor=False))
    base = environ.get(variable, "")
    if os.path.isabs(base):
        return os.path.join(base, NAME)
    home = environ.get("HOME", "")
    return os.path.join(home, below, NAME) if os.path.isabs(home) else ""


def cache_folder(environ: Mapping[str, str]) -> str:
    """Return the folder for what can be built again; empty if there is no home folder."""
    return _home_folder(environ, "XDG_CACHE_HOME", ".cache", "cache")


def data_folder(environ: Mapping[str, str]) -> str:
    """Return the folder for what the user would miss; empty if there is no home folder."""
    return _home_folder(environ, "XDG_DATA_HOME", os.path.join(".local", "share"), "data")


def export_folder(environ: Mapping[str, str]) -> str:
    """Return the folder of the imported MedlinePlus export; empty if there is no home folder."""
    own = data_folder(environ)
    return os.path.join(own, "medlineplus") if own else ""


def _absolute(folder: str) -> str:
    try:
        return os.path.abspath(folder)
    except OSError:  # the current folder was removed, so the path leads nowhere anyway
        return folder


def collections(environ: Mapping[str, str]) -> tuple[Collection, ...]:
    """Return the collections in the order in which they are searched for a topic."""
    named = environ.get("HEALTHTOPICS_PATH", "")
    folders = tuple(_absolute(folder) for folder in named.split(os.pathsep) if folder)
    own = data_folder(environ)
    if not folders and own:
        folders = (os.path.join(own, "topics"),)
    imported = export_folder(environ)
    return (
        Collection("personal", folders),
        Collection("medlineplus", (), os.path.join(imported, EXPORT) if imported else ""),
        Collection("bundled", (bundled_folder(),)),
    )


def _locale(environ: Mapping[str, str]) -> str:
    """Return the user's locale: the first variable that is set (POSIX.1-2017, section 8.2)."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        locale = environ.get(variable, "")
        if locale:
            return locale
    return ""


def territory_of(environ: Mapping[str, str]) -> str:
    """Return the territory of the user's locale, such as MX in es_MX.UTF-8, or nothing."""
    language, separator, rest = _locale(environ).partition("_")
    return rest[:2].upper() if separator and language and rest[:2].isalpha() else ""


def language_of(environ: Mapping[str, str]) -> str:
    """Return the user's language: HEALTHTOPICS_LANG, else the locale's; English if not Spanish."""
    said = environ.get("HEALTHTOPICS_LANG", "") or _locale(environ)
    return "es" if said[:2].lower() == "es" else "en"
