"""From the name that a user typed to the one topic that is meant."""

from typing import NamedTuple

from healthtopics.catalog.misses import Missing, spelled_alike
from healthtopics.catalog.schema import IN_PART
from healthtopics.catalog.store import Catalog, Named, Scope
from healthtopics.catalog.words import edit_distance, exact_key
from healthtopics.errors import NothingFound
from healthtopics.messages import Message, say
from healthtopics.model import LANGUAGE_NAMES, TopicLine


class Found(NamedTuple):
    """The topic that is meant, and a note if its language is not the expected one.

    The note may name a ``command``, which its printer can replace. ``source`` is the one collection
    that was asked for, if any.
    """

    line: TopicLine
    note: Message | None = None
    in_part: bool = False  # the name is of something else that the page covers in part
    source: str = ""


def look_up(catalog: Catalog, name: str, scope: Scope) -> Found:
    """Return the topic that has a name, if possible in the language of the scope.

    A title takes precedence over other names. A name in another language leads to the topic's twin.
    If the language was not chosen, a topic that is missing in it is shown as it is, with a note.

    A name without accents that is close to one in the reader's language is not taken for an
    accented one in the other language: "depresion" may be either.

    Raises:
        Missing: no topic has the name, or several have it.
        NothingFound: the topic has no page in the chosen language.
    """
    named = catalog.named(name, scope.collection)
    if not named:
        raise Missing(name)
    here = [match for match in named if match.line.language == scope.language]
    if here:
        best = _strongest(here)
        return Found(_only([match.line for match in best], name), in_part=best[0].kind == IN_PART)
    line = _only([match.line for match in _strongest(named)], name)
    if not scope.chosen and name.isascii() and line.language != "en":
        near = [other for other in spelled_alike(catalog, name, scope) if _is_near(name, other)]
        if near:
            raise Missing(name, [*near, line])
    twin = catalog.twin(line, scope.language, scope.collection)
    language = LANGUAGE_NAMES[scope.language]
    if scope.chosen:
        if twin:
            return Found(twin)
        raise NothingFound(
            say("“{title}” has no {language} page", title=line.title, language=say(language)),
            say(
                "Available in: {language} (--lang {code}).",
                language=say(LANGUAGE_NAMES[line.language]),
                code=line.language,
            ),
        )
    if twin and line.language == "en":
        return Found(twin)
    if twin:  # the name was typed in that language, so its page is what was asked for
        return Found(
            line,
            say(
                "for the {language} page: topic {command} {slug} --lang {code}",
                language=say(language),
                command="show",
                slug=twin.slug,
                code=twin.language,
            ),
        )
    return Found(
        line,
        say(
            "“{title}” is not available in {language} yet; showing {shown}",
            title=line.title,
            language=say(language),
            shown=say(LANGUAGE_NAMES[line.language]),
        ),
    )


def _strongest(named: list[Named]) -> list[Named]:
    """Return the topics that have the name in the strongest way; a title is the strongest."""
    best = min(match.kind for match in named)
    return [match for match in named if match.kind == best]


def _only(lines: list[TopicLine], name: str) -> TopicLine:
    if len(lines) > 1:
        raise Missing(name, lines)
    return lines[0]


def _is_near(name: str, line: TopicLine) -> bool:
    """Return whether a name is a letter or two from a title."""
    return edit_distance(exact_key(name), exact_key(line.title), 2) <= 2
