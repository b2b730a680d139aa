"""`topic handout`: what a patient takes home. How it prints is tested in a browser."""

import re
from pathlib import Path

import pytest

from tests.support.command import Topic, personal, topic_file
from tests.support.html import read, shown


def _order(text: str, *words: str) -> bool:
    places = [text.index(word) for word in words]
    return places == sorted(places)


def test_the_most_urgent_is_first_and_the_foot_is_last(topic: Topic) -> None:
    page = topic.ok("handout", "asthma", "--country", "US")
    assert _order(
        shown(page), "Asthma", "A long-term", "When to get help", "Emergency: Call 911", "Now:",
        "Today:", "Routine:", "Do this now", "Summary", "Treatments", "What I can do",
        "Questions for my provider", "Read more", "cdc.gov/asthma/about", "medlineplus.gov/asthma.html",
        "No doctor or nurse has reviewed this sheet.", "You may copy it (CC0 1.0).",
    )  # fmt: skip


def test_advice_that_is_urgent_is_whole_and_the_other_short(topic: Topic) -> None:
    urgent = topic.ok("urgent", "asthma")
    sheet = topic.ok("handout", "asthma", "--format", "text")
    items = re.findall(r"^- .*(?:\n  .*)*", urgent.partition("TODAY")[0], re.MULTILINE)
    assert len(items) > 12
    assert [item for item in items if item not in sheet] == []
    less = sheet.partition("Today:")[2].partition("\n\nDo this now")[0]
    assert less.count("\n- ") == 3 + 4  # of the six of ROUTINE


@pytest.mark.parametrize(("urgent", "less"), [(10, 4), (44, 2), (80, 4)])
def test_less_urgent_lines_give_way_where_that_saves_a_page(
    topic: Topic, tmp_path: Path, urgent: int, less: int
) -> None:
    shades = [f"Your elbow turns a shade of blue number {n} and it hurts." for n in range(urgent)]
    itches = [f"Your elbow itches in the way {n} for a whole day." for n in range(6)]
    advice = {"emergency": shades, "today": itches}
    own = personal(topic, tmp_path / "t", {"a.yaml": topic_file(advice=advice)})
    for number, *size in ((less,), (4, "--large")):  # in large type there are pages enough
        sheet = own.ok("handout", "blue elbow", "--format", "text", *size)
        assert sheet.partition("Today:")[2].partition("\n\n")[0].count("\n- ") == number


def test_the_sections_have_at_most_350_words(topic: Topic) -> None:
    for extra in ([], ["--large"], ["--section", "treatments"], ["--section", "causes"]):
        text = topic.ok("handout", "asthma", "--format", "text", "-w", "0", *extra)
        body = re.split(r"\nSummary\n-+\n.*\n\n", text)[1].partition("\nQuestions for")[0]
        words = [word for word in body.split() if word.strip("-[]")]  # not bullets and rules
        assert 50 < len(words) <= 350 + 4 * 2  # with headings


def test_sections_are_those_that_were_asked_for(topic: Topic) -> None:
    headings = re.findall(
        r"^## (.*)", topic.ok("handout", "flu", "-f", "markdown", "-s", "causes"), re.MULTILINE
    )
    assert headings == [
        "When to get help",
        "Summary",
        "Causes",
        "Questions for my provider",
        "Read more",
    ]
    assert "has no section “recipes”" in topic.fails(2, "handout", "flu", "-s", "recipes")


def test_what_a_reader_can_do_has_boxes_to_tick(topic: Topic) -> None:
    text = topic.ok("handout", "asthma", "--format", "markdown")
    assert "## What I can do\n\n- [ ] Ask for a written action plan" in text
    page = topic.ok("handout", "asthma")
    assert [a for _, a in read(page).elements if a.get("class") == "checks"]


def test_two_languages_stand_side_by_side_row_by_row(topic: Topic) -> None:
    page = topic.ok("handout", "asthma", "--lang", "en,es")
    reader = read(page)
    assert '<html lang="en">' in page
    by_language = {code: "".join(t for t, language in reader.pieces if language == code)
                   for code in ("en", "es")}  # fmt: skip
    assert _order(by_language["en"], "Asthma", "When to get help", "Summary")
    assert _order(by_language["es"], "Asma", "Cuándo buscar ayuda", "Haga esto ahora", "Resumen")
    assert "Cuándo" not in by_language["en"]
    rows = re.findall(r'<li class="row(\d+)">', page)
    assert rows
    assert [row for row in rows if rows.count(row) % 2] == []  # every item has its twin


def test_a_topic_that_a_language_lacks_is_not_printed(topic: Topic, tmp_path: Path) -> None:
    own = personal(topic, tmp_path / "own", [topic_file(title="Blue Elbow")])
    assert "has no Spanish page" in own.fails(1, "handout", "blue elbow", "--lang", "en,es")


def test_several_topics_have_a_sheet_each(topic: Topic) -> None:
    for words in (["heart", "attack,", "flu"], ["heart attack", "flu"]):
        page = topic.ok("handout", *words)
        assert re.findall(r"<h1[^>]*>(.*?)</h1>", page) == ["Heart Attack", "Flu"]
        assert "@page sheet1{" in page
        assert "@page sheet2{" in page
    assert "no topic is called “heart attack zzz”" in topic.fails(
        1, "handout", "heart", "attack", "zzz"
    )


def test_links_are_counted_and_their_addresses_can_be_typed(topic: Topic) -> None:
    assert topic.ok("handout", "flu", "--links", "2").count('class="typed"') == 2
    assert topic.ok("handout", "eczema", "--large").count('class="typed"') == 5
    # As many as fit, where nobody asked for a number.
    assert 1 <= topic.ok("handout", "acne").count('class="typed"') <= 5
    none = topic.ok("handout", "flu", "--links", "0")
    assert 'class="typed"' not in none
    assert "medlineplus.gov/flu.html" in shown(none)
    typed = re.findall(r'class="typed">([^<]*)', topic.ok("handout", "asthma", "--links", "99"))
    assert "clinicaltrials.gov" in typed  # whose address nobody would type
    assert max(map(len, typed)) <= 60


def test_large_type_is_larger(topic: Topic) -> None:
    assert "font-size:18pt" in topic.ok("handout", "flu", "--large")
    assert "font-size:18pt" not in topic.ok("handout", "flu")


def test_it_is_html_unless_another_format_is_asked_for(topic: Topic, tmp_path: Path) -> None:
    topic.ok("handout", "flu", "-o", str(tmp_path / "flu"))
    assert (tmp_path / "flu").read_text().startswith("<!doctype html>")
    topic.ok("handout", "flu", "-o", str(tmp_path / "flu.txt"))
    assert (tmp_path / "flu.txt").read_text().startswith("Flu\n===")
    assert "json" in topic.fails(2, "handout", "flu", "-o", str(tmp_path / "flu.json"))


def test_on_a_terminal_it_wants_a_file(topic: Topic) -> None:
    done = topic.on_terminal("handout", "flu")
    assert (done.code, done.out) == (2, "")
    assert "topic handout flu -o FILE.html" in done.err
    assert "☐ Ask for" in topic.on_terminal("handout", "asthma", "--format", "text").out


def test_a_page_of_ones_own_claims_no_license_and_no_review(topic: Topic, tmp_path: Path) -> None:
    own = personal(topic, tmp_path / "own", [topic_file(title='<b>Elbow</b> "}</style>')])
    page = own.ok("handout", "b elbow b style")
    _, _, foot = shown(page).rpartition("Read more")
    assert "reviewed" not in foot
    assert "CC0" not in foot
    assert "healthtopics" not in foot
    assert "<b>Elbow" not in page
    assert page.count("</style>") == 1


class TestWhatPematAsksFor:
    """The items of PEMAT-P that a program can check (https://www.ahrq.gov/health-literacy/patient-education/pemat.html)."""

    @pytest.fixture(params=["flu", "asthma", "miscarriage", "heart attack", "insomnia"])
    def sheet(self, topic: Topic, request: pytest.FixtureRequest) -> str:
        return topic.ok("handout", request.param, "--format", "markdown", "--country", "US")

    def test_its_purpose_is_evident(self, sheet: str) -> None:
        """Item 1: title, and one sentence on what it is about."""
        title, sentence, *_ = sheet.split("\n\n")
        assert title.startswith("# ")
        assert re.fullmatch(r"\*[^*]{20,160}\*", sentence)

    def test_it_comes_in_short_sections_with_headings(self, sheet: str) -> None:
        """Items 8 and 9: "chunks", and headers that tell what follows."""
        headings = re.findall(r"^## (.+)", sheet, re.MULTILINE)
        assert len(headings) >= 4
        assert len(set(headings)) == len(headings)
        sections = re.split(r"^(?:##|\*\*\w+:\*\*) ", sheet, flags=re.MULTILINE)
        assert max(len(section.split()) for section in sections) <= 300

    def test_it_has_a_summary(self, sheet: str) -> None:
        """Item 11, which 2 of 18 published leaflets had."""
        summary = re.split(r"^## Summary\n\n", sheet, flags=re.MULTILINE)[1].partition("\n")[0]
        assert 60 <= len(summary) <= 340

    def test_it_tells_actions_to_the_reader(self, sheet: str) -> None:
        """Items 20 to 22: at least one action, addressed to the reader, in steps."""
        assert "**Emergency:** Call 911" in sheet
        assert re.search(r"\byour?\b", sheet, re.IGNORECASE)
        assert sheet.count("\n- ") >= 10

    def test_it_has_a_tool_to_act_with(self, sheet: str) -> None:
        """Item 24, which 2 of 18 had: lines for questions, and a list to tick if the page has one."""
        assert "## Questions for my provider\n\n---\n\n---" in sheet
        assert "name" not in sheet.partition("## Questions")[2].partition("##")[0].casefold()
