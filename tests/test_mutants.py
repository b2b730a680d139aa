"""What is told of mutants, and that every reason for one to live is about a module there is."""

import json
from pathlib import Path

import pytest
import yaml

from tests.benchmark.mutants import AREAS, PASSED_OVER, REASONS, ROOT, report

CHANGED = """\
def x_twice__mutmut_orig(n):
    return n * 2, "two"


def x_twice__mutmut_1(n):
    return n * 3, "two"


def x_twice__mutmut_2(n):
    return n * 2, "TWO"
"""


def _folder(tmp_path: Path, *statuses: int | None) -> Path:
    module = tmp_path / "healthtopics" / "text.py"
    module.parent.mkdir()
    module.write_text(CHANGED)
    found = {f"healthtopics.text.x_twice__mutmut_{n}": s for n, s in enumerate(statuses, 1)}
    module.with_name("text.py.meta").write_text(json.dumps({"exit_code_by_key": found}))
    return tmp_path


def test_what_lives_is_told_unless_it_is_explained(tmp_path: Path) -> None:
    folder = _folder(tmp_path, 0, 0)
    told, status = report(folder, {"healthtopics.text": {"as good": ["n * 3"]}}, 0)
    assert status == 1
    assert told.endswith(
        "| all | 0 | 2 | 0.0 % | 0 |\nhealthtopics.text.x_twice__mutmut_2\n"
        '  - return n * 2, "two"\n  + return n * 2, "TWO"'
    )
    reasons = {"as good": ["n * 3"], "read in any case": ["in another case"]}
    told, status = report(folder, {"healthtopics.text": reasons}, 0)
    assert status == 0
    assert told.endswith("| all | 0 | 1 | 0.0 % | 1 |")


@pytest.mark.parametrize(
    ("statuses", "at_least", "status"),
    [((1, 36), 100, 0), ((1, None), 100, 0), ((1, 34), 100, 0), ((0, 1), 50, 0), ((33, 1), 51, 1)],
)
def test_enough_must_be_noticed_of_those_that_were_tried(
    tmp_path: Path, statuses: tuple[int | None, ...], at_least: int, status: int
) -> None:
    explained = {"healthtopics.text": {"as good": ["n * 3"]}}
    assert report(_folder(tmp_path, *statuses), explained, at_least)[1] == status


def test_where_nothing_was_tried_nothing_is_right(tmp_path: Path) -> None:
    assert report(_folder(tmp_path, None, None), {}, 0)[1] == 1


def test_the_areas_and_the_reasons_are_of_what_there_is() -> None:
    for modules, tests in AREAS.values():
        assert all(list((ROOT / "healthtopics").glob(module)) for module in modules)
        assert all((ROOT / "tests" / test.partition("::")[0]).exists() for test in tests)
    for test in PASSED_OVER:
        file, _, name = test.partition("::")
        assert f"def {name}(" in (ROOT / "tests" / file).read_text()
    for module, reasons in yaml.safe_load(REASONS.read_text()).items():
        assert (ROOT / f"{module.replace('.', '/')}.py").exists()
        assert all(reasons.values())
