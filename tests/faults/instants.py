"""Things that happen at a chosen instant of a command, the same in every run."""

from pathlib import Path

from tests.faults.processes import bare
from tests.harness import Topic

WATCHED = Path(__file__).parent / "watched"


def at_instant(topic: Topic, at: int, deed: str, *, name: str = "", log: str = "") -> Topic:
    """Return a command at a certain instant of which something happens.

    Args:
        topic: the command.
        at: the number of the instant; 0 for never.
        deed: the name of a signal that the process gets, "no memory", or a command for the shell.
        name: counts only the ends of built-in functions of this name.
        log: the file into which the number of all such instants is written.
    """
    path = ":".join(filter(None, (str(WATCHED), topic.environ.get("PYTHONPATH", ""))))
    watched = topic.with_environ(
        PYTHONPATH=path, FAULT_AT=str(at), FAULT_NAME=name, FAULT_DEED=deed, FAULT_LOG=log
    )
    return bare(watched)  # what measuring coverage does would be counted too


def count_instants(topic: Topic, log: Path, *words: str, name: str = "") -> int:
    """Return how many instants a command has."""
    at_instant(topic, 0, "", name=name, log=str(log)).run_bytes(*words)
    return int(log.read_text())
