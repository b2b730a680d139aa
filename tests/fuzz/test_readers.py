"""What the fuzzer asks of the readers, on inputs made by chance that are the same in every run.

The fuzzer itself runs on its own: python -m tests.fuzz.readers topic-file|export|summary|commands
"""

import sys
from random import Random

import pytest

from tests.fuzz import readers
from tests.fuzz.commands import COMMAND_TARGETS
from tests.fuzz.targets import TARGETS as READER_TARGETS
from tests.fuzz.targets import Target, changed, repeated
from tests.support.long_form import examples

TARGETS = {**READER_TARGETS, **COMMAND_TARGETS}


@pytest.fixture(params=TARGETS)
def target(request: pytest.FixtureRequest) -> Target:
    return TARGETS[request.param]


def test_fuzz_targets_accept_their_own_seeds(target: Target) -> None:
    for seed in target.seeds()[:: examples(2, 1)]:
        target.check(seed)


def test_fuzz_targets_hold_for_seeds_with_something_changed(target: Target) -> None:
    random = Random(1)
    seeds = target.seeds()
    few = 8 if target in COMMAND_TARGETS.values() else 20  # commands take longer than readers
    for _ in range(examples(few, 400)):
        target.check(changed(random.choice(seeds), random, target.words))


def test_fuzz_targets_hold_for_seeds_with_something_repeated(target: Target) -> None:
    random = Random(1)
    seeds = target.seeds()
    for _ in range(examples(5, 50)):
        target.check(repeated(random.choice(seeds), random))


def test_the_readers_of_the_command_are_these() -> None:
    assert tuple(TARGETS) == readers.READERS


def test_without_the_fuzzer_its_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "atheris", None)
    monkeypatch.setattr(sys, "argv", ["readers", "summary"])
    with pytest.raises(SystemExit, match=r"pip install atheris$"):
        readers.main()
