"""The answer to a name that does not lead to one topic: what may be meant, as commands to paste."""

from healthtopics.errors import NothingFound
from healthtopics.messages import Message, say
from healthtopics.model import Miss, TopicLine

# Columns of a line: the rest of a description is cut.
_WIDTH = 80

UPDATE = say("“topic update” downloads all of MedlinePlus, some 1,000 topics.")


def nothing_found(miss: Miss, command: str, can_update: bool) -> NothingFound:
    """Return the error for a miss, in at most eight lines.

    Args:
        miss: the topics that may be meant.
        command: the command that was given the name, such as ``show``.
        can_update: whether MedlinePlus has not been imported yet.
    """
    hints: list[str | Message] = [*choices(miss, command)]
    if miss.total > len(miss.lines):
        hints.append(say("More: topic search {name}", name=miss.name))
    elif command == "urgent" and miss.kind == "none":
        hints.append(say("Search in other words: topic search WORDS"))
    elif can_update and miss.kind != "several" and command != "urgent":
        hints.append(UPDATE)
    return NothingFound(heading(miss), *hints or [say("“topic list” lists all topics.")])


def heading(miss: Miss) -> Message:
    """Return the sentence before the choices."""
    if miss.kind == "several":
        return say("several topics are about “{name}”:", name=miss.name)
    if miss.kind == "near":
        return say("no topic is called “{name}”. Did you mean:", name=miss.name)
    if miss.kind == "mention":
        return say("no topic is called “{name}”. These mention it:", name=miss.name)
    return say("no topic is called “{name}”", name=miss.name)


def choices(miss: Miss, command: str = "", *, numbered: bool = False) -> list[str]:
    """Return a line for each topic: a command to paste or a number, and what the topic is."""
    names = [f"topic {command} {_asked_for(line, miss)}" for line in miss.lines]
    if numbered:
        names = [f"{number}  {line.title}" for number, line in enumerate(miss.lines, 1)]
    width = max(map(len, names), default=0)
    return [
        _cut(f"  {name.ljust(width)}  {line.description}")
        for name, line in zip(names, miss.lines, strict=True)
    ]


def _asked_for(line: TopicLine, miss: Miss) -> str:
    """Return the words that ask for a topic, and its language if it differs from the first's."""
    words = line.slug.replace("-", " ")
    return words if line.language == miss.lines[0].language else f"{words} --lang {line.language}"


def _cut(text: str) -> str:
    """Return a text that fits in one line of a terminal, cut between words."""
    if len(text) <= _WIDTH:
        return text
    return text[: _WIDTH - 1].rpartition(" ")[0].rstrip(" ,;:") + "…"
