"""A coverage-guided fuzzer (atheris) on one of the three readers, or on whole commands.

Begins with the project's own test material and with what earlier runs kept in the folder
(.fuzz/READER), goes on for some minutes, and ends with status 0 if every input was read or refused
as tests/fuzz/targets.py and tests/fuzz/commands.py say. An input that was not is told, and left in the folder; given as
FILE it is tried again, without the fuzzer.

Needs atheris, which no other test does: pip install atheris
"""

import argparse
import hashlib
import importlib
import sys
from pathlib import Path
from random import Random
from typing import Any

READERS = ("topic-file", "export", "summary", "commands")
HANG = 60  # seconds; the targets themselves are stricter, and count processor time
MEMORY = 1024  # MiB of the whole process
REPEATED = 500  # one input in so many is mostly one piece of it, again and again


def main() -> None:
    """Fuzz the reader that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.readers", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("reader", choices=READERS)
    parser.add_argument("files", metavar="FILE", nargs="*", type=Path)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--folder", type=Path, default=Path(".fuzz"))
    options = parser.parse_args()
    if options.files:
        check = _target(options.reader).check
        for file in options.files:
            check(file.read_bytes())
        return
    try:
        atheris: Any = importlib.import_module("atheris")
    except ImportError:
        sys.exit("The fuzzer needs atheris: pip install atheris")
    with atheris.instrument_imports(include=["healthtopics", "html", "yaml", "zipfile"]):
        target = _target(options.reader)
    targets: Any = importlib.import_module("tests.fuzz.targets")

    def mutate(data: bytes, longest: int, seed: int) -> bytes:
        random = Random(seed)
        if random.randrange(REPEATED) == 0:
            return bytes(targets.repeated(data, random))[:longest]
        if random.randrange(4) == 0:
            return bytes(targets.changed(data, random, target.words))[:longest]
        return bytes(atheris.Mutate(data, longest))

    folder = options.folder / options.reader
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in target.seeds():
        (corpus / hashlib.sha1(seed).hexdigest()).write_bytes(seed)
    dictionary = folder / "words.dict"
    dictionary.write_text("".join(f'"{_escaped(word)}"\n' for word in target.words))
    arguments = [
        sys.argv[0],
        str(corpus),
        f"-dict={dictionary}",
        f"-artifact_prefix={folder}/",
        f"-max_total_time={max(1, round(options.minutes * 60))}",
        f"-max_len={targets.LONGEST}",
        f"-timeout={HANG}",
        f"-report_slow_units={HANG}",
        f"-rss_limit_mb={MEMORY}",
        "-print_final_stats=1",
    ]
    atheris.Setup(arguments, target.check, custom_mutator=mutate)
    atheris.Fuzz()


def _target(reader: str) -> Any:
    """Return what is fuzzed; its modules are imported only now, so that they are instrumented."""
    targets = importlib.import_module("tests.fuzz.targets").TARGETS
    commands = importlib.import_module("tests.fuzz.commands").COMMAND_TARGETS
    return {**targets, **commands}[reader]


def _escaped(word: str) -> str:
    """Return a word as a dictionary of the fuzzer has it."""
    return "".join(
        chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\x{byte:02x}"
        for byte in word.encode()
    )


if __name__ == "__main__":
    main()
