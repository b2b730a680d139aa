"""Sections of a page, as a user names them."""

from collections.abc import Sequence

from healthtopics.answers.topics import find_sections, section_names
from healthtopics.errors import UsageError
from healthtopics.messages import say
from healthtopics.model import Count, Topic


def section_keys(topic: Topic, asked: Sequence[str]) -> list[str]:
    """Return the keys of the sections of a topic that a user's words name.

    Raises:
        UsageError: some words name no section, or several.
    """
    keys = []
    for words in asked:
        meant = find_sections(topic, words)
        if len(meant) != 1:
            names = section_names(topic)
            if meant:
                several = ", ".join(names[key] for key in meant)
                raise UsageError(
                    say("“{asked}” matches several sections: {names}", asked=words, names=several)
                )
            from healthtopics.cli.nearest import suggest

            counts = [Count(key, heading, 1) for key, heading in names.items()]
            raise UsageError(
                say("“{title}” has no section “{asked}”", title=topic.title, asked=words),
                *suggest(words, counts),
            )
        keys += meant
    return keys
