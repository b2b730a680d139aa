"""Problems of files as authors read them."""

from healthtopics.errors import BadFile, Problem


def test_a_problem_is_a_line() -> None:
    assert str(Problem("t.yaml", 3, "title", "empty", "Write it.")) == (
        "t.yaml:3: title: empty. Write it."
    )
    assert str(Problem("t.yaml", 1, "", "not UTF-8 text", "Save it.")) == (
        "t.yaml:1: not UTF-8 text. Save it."
    )
    assert str(Problem("a\nb.yaml", 1, "a\nb", "c \n d", "Do it.")) == (
        "a␊b.yaml:1: a b: c d. Do it."
    )


def test_a_bad_file_tells_its_first_problem() -> None:
    problems = [Problem("t.yaml", line, "title", "empty", "Write it.") for line in (3, 5)]
    bad = BadFile(iter(problems))
    assert bad.problems == tuple(problems)
    assert bad.message == str(problems[0])
