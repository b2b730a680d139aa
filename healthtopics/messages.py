"""What the program says, in the reader's language.

A message is written in English where it arises and translated where it is printed, so that nothing
in between has to know the reader.
"""

from collections.abc import Mapping
from typing import NamedTuple

MAX_LENGTH = 300  # characters shown of an argument


class Message(NamedTuple):
    """A sentence with names in braces, and their values."""

    text: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        return translated(self, "en")


def say(text: str, /, **values: object) -> Message:
    """Return a message.

    Args:
        text: the sentence in English, exactly as in the table of translations.
        values: the values of the names in braces; messages among them are translated too.
    """
    return Message(text, values)


class Told(str):
    """A message as text in English, which can still be translated."""

    __slots__ = ("said",)
    said: Message

    def __new__(cls, message: Message) -> "Told":
        """Return the text, cut if it is long."""
        told = super().__new__(cls, shortened(translated(message, "en")))
        told.said = message
        return told

    def __reduce__(self) -> tuple[object, ...]:  # pickled to go from one process to another
        return Told, (self.said,)


def shortened(text: str) -> str:
    """Return a text, cut if it is longer than ``MAX_LENGTH``."""
    return text if len(text) <= MAX_LENGTH else f"{text[:MAX_LENGTH]}…"


def known(text: object) -> Message:
    """Return as a message a text from elsewhere, such as the system's reason or a count's name.

    It is shown as it is if it has no translation.
    """
    return Message(str(text), {})


def reason(error: Exception) -> Message:
    """Return why something failed, as the system says."""
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
    """Return the value of a name to show: a message in the language, a long text cut short."""
    if isinstance(value, Message):
        return translated(value, language)
    return shortened(value) if isinstance(value, str) else value
