"""Lets something happen at a chosen instant of a command; Python's own start loads it.

Instants are counted in functions of Python that begin and built-in ones that end, from the first
line of the program on: there Python looks whether a signal came, and the same number is the same
instant in every run.
"""

import os
import signal
import sys
from types import FrameType
from typing import Any


class Watch:
    """Counts instants, and does something when the chosen one comes.

    Args:
        at: the number of the instant; 0 only counts.
        name: counts only built-in functions of this name; empty for all functions.
        deed: the name of a signal that the process gets, "no memory", or a command for the shell.
        log: the file into which the number of all instants is written at the end.
    """

    def __init__(self, at: int, name: str, deed: str, log: str) -> None:
        self.at = at
        self.name = name
        self.deed = deed
        self.log = log
        self.count = 0
        self.is_begun = False

    def __call__(self, frame: FrameType, event: str, argument: Any) -> None:
        """Take notice of what Python's profiler tells."""
        if not self.is_begun:
            code = frame.f_code
            self.is_begun = code.co_name == "<module>" and code.co_filename.endswith(
                "healthtopics/__main__.py"
            )
            return
        if self.log and event == "c_call" and argument.__name__ == "_exit":
            with open(self.log, "w") as log:
                log.write(str(self.count))
        if event not in ("call", "c_return"):
            return
        if self.name and not (event == "c_return" and argument.__name__ == self.name):
            return
        self.count += 1
        if self.count == self.at:
            sys.setprofile(None)
            self.act()

    def act(self) -> None:
        """Do what is to be done at the chosen instant."""
        if self.deed.startswith("SIG"):
            os.kill(os.getpid(), signal.Signals[self.deed])
        elif self.deed == "no memory":
            raise MemoryError
        else:
            os.system(self.deed)


sys.setprofile(
    Watch(
        int(os.environ.pop("FAULT_AT")),
        os.environ.pop("FAULT_NAME"),
        os.environ.pop("FAULT_DEED"),
        os.environ.pop("FAULT_LOG"),
    )
)
