"""What the program says, in the reader's language.

A message is written in English where it arises and translated where it is printed, so that nothing
in between has to know the reader.
"""

from collections.abc import Mapping
from typing import NamedTuple

MAX_LENGTH = 300  # of what is told of an argument


class Message(NamedTuple):
    """A sentence with names in braces, and what stands for them."""

    text: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        return translated(self, "en")


def say(text: str, /, **values: object) -> Message:
    """Return a message.

    Args:
        text: the sentence in English, as the table of translations has it.
        values: what stands for the names in braces; messages among them are translated too.
    """
    return Message(text, values)


class Told(str):
    """A message as text in English, which can still be told in another language."""

    __slots__ = ("said",)
    said: Message

    def __new__(cls, message: Message) -> "Told":
        """Return the text, cut where it is long."""
        told = super().__new__(cls, shortened(translated(message, "en")))
        told.said = message
        return told

    def __reduce__(self) -> tuple[object, ...]:  # it goes from one process to another
        return Told, (self.said,)


def shortened(text: str) -> str:
    """Return a text, cut where it is longer than what is told of one thing."""
    return text if len(text) <= MAX_LENGTH else f"{text[:MAX_LENGTH]}…"


def known(text: object) -> Message:
    """Return as a message what is not said here: a reason of the system, a name of a count.

    It is shown as it is where it has no translation.
    """
    return Message(str(text), {})


def reason(error: Exception) -> Message:
    """Return why something failed, as far as the system tells."""
    return known((isinstance(error, OSError) and error.strerror) or error)


def translated(message: str | Message, language: str) -> str:
    """Return a message as text in a language; what has no translation stays in English."""
    if isinstance(message, Told):
        return str(message) if language == "en" else shortened(translated(message.said, language))
    if isinstance(message, str):
        return message
    text = message.text
    if language == "es":
        from healthtopics.spanish import KNOWN, MESSAGES

        text = MESSAGES.get(text) or KNOWN.get(text, text)
    if not message.values:
        return text
    values = {name: _shown(value, language) for name, value in message.values.items()}
    return text.format_map(values)


def _shown(value: object, language: str) -> object:
    """Return what stands for a name: a message in the language, a long text cut short."""
    if isinstance(value, Message):
        return translated(value, language)
    return shortened(value) if isinstance(value, str) else value
