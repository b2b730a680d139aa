"""What the program says, in the reader's language.

A message is written in English where it arises and translated where it is printed, so that nothing
in between has to know the reader.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Message(NamedTuple):
    """A sentence with names in braces, and what stands for them."""

    text: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        return self.text.format_map(self.values)


def say(text: str, /, **values: object) -> Message:
    """Return a message.

    Args:
        text: the sentence in English, as the table of translations has it.
        values: what stands for the names in braces; messages among them are translated too.
    """
    return Message(text, values)


def translated(message: str | Message, language: str) -> str:
    """Return a message as text in a language; what has no translation stays in English."""
    if isinstance(message, str):
        return message
    if language != "es":
        return str(message)
    from healthtopics.spanish import MESSAGES

    values = {
        name: translated(value, language) if isinstance(value, Message) else value
        for name, value in message.values.items()
    }
    return MESSAGES.get(message.text, message.text).format_map(values)
