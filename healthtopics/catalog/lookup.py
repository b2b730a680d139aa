"""From the name that a user typed to the one topic that is meant."""

from typing import NamedTuple

from healthtopics.catalog.store import Catalog, Named, Scope
from healthtopics.catalog.words import nearest
from healthtopics.errors import NothingFound
from healthtopics.model import LANGUAGE_NAMES, TopicLine
from healthtopics.text import fold


class Found(NamedTuple):
    """The topic that is meant, and a remark if it is in another language than expected."""

    line: TopicLine
    note: str = ""
    in_part: bool = False  # the name is of something else, which the page covers in part


def look_up(catalog: Catalog, name: str, scope: Scope) -> Found:
    """Return the topic that carries a name, in the language of the scope where there is one.

    A title goes before other names. A name in another language leads to the topic's twin. Where
    the language was not chosen, a topic that is missing in it is shown as it is, with a note.

    Raises:
        NothingFound: no topic has the name, several have it, or none in the chosen language.
    """
    named = catalog.named(name, scope.collection)
    if not named:
        raise _unknown(catalog, name, scope)
    here = [match for match in named if match.line.language == scope.language]
    if here:
        best = _strongest(here)
        return Found(_only([match.line for match in best], name), in_part=best[0].is_in_part)
    line = _only([match.line for match in _strongest(named)], name)
    twin = catalog.twin(line, scope.language, scope.collection)
    language = LANGUAGE_NAMES[scope.language]
    if scope.chosen:
        if twin:
            return Found(twin)
        raise NothingFound(
            f"“{line.title}” has no {language} page",
            f"Available in: {LANGUAGE_NAMES[line.language]} (--lang {line.language}).",
        )
    if twin and line.language == "en":
        return Found(twin)
    if twin:  # the name was typed in that language, so its page is what was asked for
        return Found(
            line, f"for the {language} page: topic show {twin.slug} --lang {twin.language}"
        )
    return Found(
        line,
        f"“{line.title}” is not available in {language} yet; showing {LANGUAGE_NAMES[line.language]}",
    )


def _strongest(named: list[Named]) -> list[Named]:
    """Return those whose title is meant, else those with another name, else the partial ones."""
    titles = [match for match in named if match.is_title]
    return titles or [match for match in named if not match.is_in_part] or named


def _only(lines: list[TopicLine], name: str) -> TopicLine:
    if len(lines) > 1:
        raise NothingFound(
            f"“{name}” is a name of several topics: {', '.join(line.title for line in lines)}",
            "Ask for one of them, for example: topic show " + lines[0].slug,
        )
    return lines[0]


def suggestions(catalog: Catalog, name: str, scope: Scope) -> list[str]:
    """Return titles of topics that a misspelled name may mean, the nearest first."""
    titles = catalog.all_names(scope)
    near = [titles[words] for words in nearest(fold(name), titles)]
    return list(dict.fromkeys(near))


def _unknown(catalog: Catalog, name: str, scope: Scope) -> NothingFound:
    near = suggestions(catalog, name, scope)
    if near:
        hint = f"Did you mean {' or '.join(f'“{title}”' for title in near)}?"
    else:
        hint = "“topic list” shows all topics."
    return NothingFound(f"no topic is called “{name}”", hint)
