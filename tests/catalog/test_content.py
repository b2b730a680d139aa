"""Topics are read back as they were put in, whatever their texts are."""

from hypothesis import given
from hypothesis import strategies as st

from healthtopics import prose
from healthtopics.catalog.content import dumped, loaded
from healthtopics.model import Advice, Block, Higher, Section, Sign, Source, Topic

TEXTS = st.lists(
    st.sampled_from(["- ", "  - ", "\n", "\n\n", "a", "b.", "c;", "-", " ", "\x1e", "\x1f", "d:"])
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=3),
    max_size=12,
).map("".join)
BLOCKS = TEXTS.map(prose.parse)
SIGNS = {
    key: Sign(
        key, "today", "anyone", f"{key}.", f"El {key}.", line="crisis", sources=(Source(key),)
    )
    for key in ("hums", "glows")
}
ITCHES = Sign(
    "itches", "routine", "anyone", "It itches.", "Le pica.",
    higher=(Higher(("hums",), "if it hums", "si zumba", "today"),),
)  # fmt: skip
QUOTED = BLOCKS.map(lambda blocks: Advice("", prose.write(blocks)))
OWN = TEXTS.map(lambda text: Advice("now", " ".join(text.split()) or "a", who="child"))
OF_SIGNS = st.sampled_from(
    [
        *(Advice.of_signs([sign], sign.en) for sign in SIGNS.values()),
        Advice.of_signs([*SIGNS.values()], "Both."),
        Advice.of_signs([SIGNS["hums"]], "You wear blue, and hums.", when="You wear blue"),
        Advice.of_signs([SIGNS["hums"]], "Hums. It does.", why="It does"),
    ]
)


@given(
    BLOCKS,
    st.lists(BLOCKS.map(lambda blocks: Section("", "Heading", blocks)), max_size=2),
    st.lists(QUOTED | OWN | OF_SIGNS, max_size=3),
)
def test_any_prose_and_advice_are_read_back_as_they_were(
    summary: tuple[Block, ...], sections: list[Section], advice: list[Advice]
) -> None:
    known = Section("causes", "", summary)
    topic = Topic(
        "Title", "en", "What it is.", summary,
        advice=tuple(advice), sections=(known, *sections),
    )  # fmt: skip
    assert loaded(dumped(topic), lambda keys: SIGNS) == topic


def test_a_more_urgent_case_is_read_back_where_no_line_tells_it() -> None:
    signs = {**SIGNS, "itches": ITCHES}
    alone = Advice.of_signs([ITCHES], "It itches (if it hums: call today).")
    topic = Topic("Title", "en", "What it is.", (), advice=(alone,))
    assert loaded(dumped(topic), lambda keys: signs) == topic
    beside = (Advice.of_signs([SIGNS["hums"]], "hums."), Advice.of_signs([ITCHES], "It itches."))
    assert loaded(dumped(topic._replace(advice=beside)), lambda keys: signs).advice == beside
