"""Search over made-up topics: what is found by what, why, and in which order."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from healthtopics.catalog.search import Correction, Results, search
from healthtopics.catalog.store import Catalog, Scope
from healthtopics.model import Hit
from healthtopics.text import fold
from tests.support import topics as made
from tests.support.command import topic_file

EN, ES = Scope("en"), Scope("es")
ELBOW = topic_file(
    summary="It comes from ink.\n\n- Pens leak\n- Printers",
    sections={"causes": "Fountain pens.", "What friends say": "- Splendid\n- Gorgeous"},
    symptoms=[{"name": "Blue skin", "note": "On the forearm."}, {"name": "Shivering"}],
    advice={"emergency": ["Your elbow glows."], "routine": ["It lasts."]},
    links=[{"title": "Inkwells", "categories": ["Start Here"]},
           {"title": "Blotters", "categories": ["Start Here"]}],
)  # fmt: skip


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    """A catalog with an elbow of one's own, and a bundled toe in two languages."""
    return made.catalog(tmp_path, {"elbow.yaml": ELBOW})


@pytest.fixture
def alone(tmp_path: Path) -> Catalog:
    """A catalog with the elbow and no other topic."""
    return made.catalog(tmp_path, {"elbow.yaml": ELBOW}, bundled={})


def _search(
    catalog: Catalog, question: str, scope: Scope = EN, group: str = "", limit: int = 10
) -> Results:
    return search(catalog, scope, question, group, limit)


def _hit(catalog: Catalog, question: str, scope: Scope = EN) -> Hit:
    (hit,) = _search(catalog, question, scope).hits
    return hit


def _titles(results: Results) -> list[str]:
    return [hit.topic.title for hit in results.hits]


def _order(tmp_path: Path, question: str, **topics: Mapping[str, object]) -> list[str]:
    """Return the titles found among topics that differ from each other only as told."""
    same = {
        "also_called": None, "description": "One of many.", "summary": "It is as it is.",
        "symptoms": None, "sections": None, "related": None,
        "links": [{"title": "Page", "categories": ["Start Here"]}],
    }  # fmt: skip
    files = {
        f"{place}.yaml": topic_file(**{**same, "title": title, **changes})
        for place, (title, changes) in enumerate(topics.items())
    }
    return _titles(_search(made.catalog(tmp_path, files, bundled={}), question))


class TestWhy:
    @pytest.mark.parametrize(
        ("question", "why"),
        [
            ("azure", ("other name",)),
            ("azured", ("other name",)),
            ("elbow", ("title", "other name", "text")),
            ("azure elbow", ("title", "other name", "text")),
            ("shivering", ("symptom",)),
            ("forearm", ("symptom",)),
            ("skin forearm", ("symptom",)),
            ("ink", ("text",)),
            ("printers", ("text",)),
            ("fountain", ("text",)),
            ("friends", ("text",)),
            ("gorgeous", ("text",)),
            ("glows", ("text",)),
            ("lasts", ("text",)),
            ("blotters", ("text",)),
            ("shivering fountain", ("symptom", "text")),
            ("blueelbow", ("title", "everyday words")),
            ("azureelbow", ("other name", "everyday words")),
        ],
    )
    def test_a_hit_says_why_its_topic_was_found(
        self, alone: Catalog, question: str, why: tuple[str, ...]
    ) -> None:
        hit = _hit(alone, question)
        assert (hit.topic.title, hit.why) == ("Blue Elbow", why)

    @pytest.mark.parametrize(
        ("question", "scope", "title"),
        [("mossy", EN, "Green Toe"), ("lawn foot", EN, "Green Toe"), ("pasto", ES, "Dedo verde")],
    )
    def test_everyday_words_lead_to_a_topic_and_its_twin(
        self, catalog: Catalog, question: str, scope: Scope, title: str
    ) -> None:
        hit = _hit(catalog, question, scope)
        assert (hit.topic.title, hit.why) == (title, ("everyday words",))

    def test_everyday_words_of_one_language_do_not_lead_to_the_other(
        self, catalog: Catalog
    ) -> None:
        assert _search(catalog, "mossy", ES).hits == ()
        assert _search(catalog, "pasto").hits == ()

    def test_everyday_words_are_for_titles_only(self, tmp_path: Path) -> None:
        files = {
            "a.yaml": topic_file(title="Mossy Nose", also_called=["Green Toe"]),
            "b.yaml": topic_file(
                title="Green Toe", language="es", groups=None,
                links=[{"title": "X", "categories": ["Niños"]}],
            ),
        }  # fmt: skip
        catalog = made.catalog(tmp_path, files, bundled={})
        assert _titles(_search(catalog, "lawn")) == []
        assert _titles(_search(catalog, "pasto", ES)) == []

    def test_a_name_of_many_words_written_together_is_that_name(self, catalog: Catalog) -> None:
        hit = _hit(catalog, "toeofgrass")
        assert (hit.topic.title, hit.why) == ("Green Toe", ("other name",))
        assert hit.snippet == (("A toe that turns green.", False),)


class TestSnippets:
    def test_snippets_mark_the_word_that_matches(self, alone: Catalog) -> None:
        assert _hit(alone, "forearm").snippet == (
            ("Blue skin: On the ", False), ("forearm", True), (". Shivering;", False),
        )  # fmt: skip
        assert _hit(alone, "printers").snippet[1] == ("Printers", True)
        assert _hit(alone, "turns").snippet == (
            ("An elbow that ", False), ("turns", True), (" blue.", False),
        )  # fmt: skip

    def test_snippets_mark_every_word_that_matches(self, alone: Catalog) -> None:
        assert _hit(alone, "shivering skin").snippet == (
            ("Blue ", False), ("skin", True), (": On the forearm. ", False),
            ("Shivering", True), (";", False),
        )  # fmt: skip

    def test_snippets_show_list_items_as_sentences(self, alone: Catalog) -> None:
        shown = "".join(text for text, _ in _hit(alone, "splendid").snippet)
        assert "Splendid; Gorgeous" in shown
        assert "Pens leak; Printers; Fountain pens." in shown
        assert "Fountain pens. What friends say: Splendid" in shown

    def test_snippets_prefer_symptoms_then_the_description(self, alone: Catalog) -> None:
        assert _hit(alone, "blue").snippet[0] == ("Blue", True)
        assert _hit(alone, "ink elbow").snippet[:2] == (("An ", False), ("elbow", True))

    def test_snippets_show_the_description_when_only_other_parts_match(
        self, alone: Catalog
    ) -> None:
        assert _hit(alone, "azure").snippet == (("An elbow that turns blue.", False),)
        assert _hit(alone, "blotters").snippet == (("An elbow that turns blue.", False),)

    def test_snippets_of_a_long_text_begin_and_end_with_an_ellipsis(self, tmp_path: Path) -> None:
        summary = " ".join([*["before"] * 40, "needle", *["behind"] * 40])
        catalog = made.catalog(tmp_path, {"a.yaml": topic_file(summary=summary)})
        first, match, last = _hit(catalog, "needle").snippet
        assert match == ("needle", True)
        assert first[0].startswith("…before")
        assert last[0].endswith("behind…")


class TestQuestions:
    def test_words_of_a_query_match_by_stem_and_by_their_beginning(self, catalog: Catalog) -> None:
        assert _titles(_search(catalog, "shivers")) == ["Blue Elbow"]
        assert _titles(_search(catalog, "fount")) == ["Blue Elbow"]
        assert _titles(_search(catalog, "fou")) == ["Blue Elbow"]
        assert _titles(_search(catalog, "ÍNK")) == ["Blue Elbow"]
        assert _search(catalog, "gl").hits == ()
        assert _search(catalog, "?") == Results((), ())

    def test_common_words_of_a_query_are_ignored(self, catalog: Catalog) -> None:
        assert _titles(_search(catalog, "what is an itching")) == ["Green Toe"]

    def test_a_misspelled_word_is_corrected_and_the_correction_reported(
        self, catalog: Catalog
    ) -> None:
        results = _search(catalog, "fauntain splendit pens")
        assert results.corrections == (
            Correction("fauntain", "fountain"), Correction("splendit", "splendid"),
        )  # fmt: skip
        (hit,) = results.hits
        assert hit.why == ("text", "spelling")

    def test_a_word_twice_is_corrected_once(self, catalog: Catalog) -> None:
        results = _search(catalog, "fauntain fauntain")
        assert results.corrections == (Correction("fauntain", "fountain"),)
        assert _titles(results) == ["Blue Elbow"]

    def test_words_that_are_found_as_typed_are_not_corrected(self, catalog: Catalog) -> None:
        assert _search(catalog, "fountain pens").corrections == ()
        assert _hit(catalog, "fountain").why == ("text",)

    @pytest.mark.parametrize("asked", ["zzzzz", "iwc", "fwntwn", "99999"])
    def test_words_that_resemble_nothing_are_not_corrected(
        self, catalog: Catalog, asked: str
    ) -> None:
        assert _search(catalog, asked) == Results((), ())

    def test_words_are_corrected_only_in_the_language_searched(self, catalog: Catalog) -> None:
        assert _search(catalog, "berde", ES).corrections == (Correction("berde", "verde"),)
        assert _search(catalog, "berde").corrections == ()

    def test_a_word_is_never_corrected_to_its_opposite(self, tmp_path: Path) -> None:
        files = {"a.yaml": topic_file(title="Hyperelbow", also_called=None)}
        catalog = made.catalog(tmp_path, files)
        assert _search(catalog, "hypoelbow").hits == ()
        assert _search(catalog, "hyperelbo").hits

    def test_a_correction_is_the_nearest_and_of_those_the_most_used(self, tmp_path: Path) -> None:
        files = {
            "a.yaml": topic_file(title="Rashes", also_called=None, summary="Merkata. Merkato."),
            "b.yaml": topic_file(title="Merkato", also_called=None, summary="Lantern."),
        }
        catalog = made.catalog(tmp_path, files)
        assert _search(catalog, "merkatu").corrections == (Correction("merkatu", "merkato"),)
        assert _search(catalog, "lantarn").corrections == (Correction("lantarn", "lantern"),)

    def test_a_correction_may_change_any_letter_and_as_many_as_a_word_is_long(
        self, tmp_path: Path
    ) -> None:
        text = "Lantern. Lanterna lanterna lanterna lanterna."
        catalog = made.catalog(tmp_path, {"a.yaml": topic_file(summary=text)})
        for asked in ("lintern", "lentern", "lantirn", "lentirn"):
            assert _search(catalog, asked).corrections == (Correction(asked, "lantern"),)

    def test_of_words_that_sound_alike_the_one_that_is_written_more_alike_is_meant(
        self, tmp_path: Path
    ) -> None:
        catalog = made.catalog(tmp_path, {"a.yaml": topic_file(summary="Photo and foto.")})
        assert _search(catalog, "fotu").corrections == (Correction("fotu", "foto"),)

    def test_only_words_of_topics_are_offered_as_corrections(self, tmp_path: Path) -> None:
        catalog = made.catalog(tmp_path, bundled={"toe.yaml": made.TOE})
        topic = catalog.topic(next(catalog.topics(EN)))
        words = {word for (word,) in catalog.rows("t", "SELECT word FROM word")}
        assert {"emerald", "grass", "itching", "mossy", "greentoe"} <= words
        assert words <= {*fold(f"{topic} lawn foot mossy foot").split(), "greentoe", "emeraldtoe"}

    def test_short_and_common_words_and_numbers_are_no_corrections(self, tmp_path: Path) -> None:
        text = "The pox of 2026 is up, and so it was."
        catalog = made.catalog(tmp_path, {"a.yaml": topic_file(summary=text)})
        words = {word for (word,) in catalog.rows("t", "SELECT word FROM word")}
        assert words & set(fold(text).split()) == {"pox"}

    def test_a_quoted_phrase_must_match_word_for_word(self, catalog: Catalog) -> None:
        assert _titles(_search(catalog, '"fountain pens"')) == ["Blue Elbow"]
        assert not _search(catalog, '"fountain pens"').is_loose
        assert _titles(_search(catalog, 'skin "comes from ink" "pens leak"')) == ["Blue Elbow"]
        assert _titles(_search(catalog, 'skin "" elbow')) == ["Blue Elbow", "Green Toe"]

    def test_a_quoted_phrase_found_nowhere_is_searched_by_its_words(self, catalog: Catalog) -> None:
        for asked in ('"pens fountain"', 'ink "leak pens"', 'skin "comes fr'):
            results = _search(catalog, asked)
            assert results.is_loose, asked
            assert _titles(results)
        scope = Scope("en", chosen=True)
        assert search(catalog, scope, '"pens fountain"', "", 9, exact=True).hits == ()

    def test_an_exact_search_corrects_no_words(self, catalog: Catalog) -> None:
        scope = Scope("en", chosen=True)
        assert search(catalog, scope, "fauntain", "", 9, exact=True) == Results((), ())

    @pytest.mark.parametrize("asked", ["lanterm", "pex"])
    def test_common_words_and_words_of_three_letters_are_not_corrected(
        self, tmp_path: Path, asked: str
    ) -> None:
        text = "A lantern and a pecks, a pax."
        catalog = made.catalog(
            tmp_path, {"a.yaml": topic_file(summary=text)}, bundled={"toe.yaml": made.TOE}
        )
        assert _search(catalog, asked).corrections == ()

    def test_another_form_of_a_word_is_looked_for(self, tmp_path: Path) -> None:
        catalog = made.catalog(tmp_path, {"a.yaml": topic_file(summary="Narcolepsy.")})
        assert _search(catalog, "narcoleptic").corrections == (
            Correction("narcoleptic", "narcolepsy"),
        )

    def test_results_say_whether_the_query_names_a_topic(self, catalog: Catalog) -> None:
        assert _search(catalog, "blue elbow").is_named
        assert not _search(catalog, "printers").is_named

    def test_dotted_letters_are_read_as_one_word(self, tmp_path: Path) -> None:
        catalog = made.catalog(tmp_path, {"a.yaml": topic_file(title="COPD", also_called=None)})
        assert _titles(_search(catalog, "c.o.p.d.")) == ["COPD"]


class TestMedicines:
    @pytest.fixture
    def toe(self, tmp_path: Path) -> Catalog:
        return made.catalog(tmp_path, bundled={"toe.yaml": made.TOE})

    @pytest.mark.parametrize(
        "asked",
        ["greenicillin", "GREENICILLINS", "grenicilin", "zorb away", "novatoestatin", "cefaglow"],
    )
    def test_medicine_names_lead_to_their_topic(self, toe: Catalog, asked: str) -> None:
        results = _search(toe, f"how much {asked} is safe")
        assert _titles(results) == ["Green Toe"]
        assert results.hits[0].why == ("medicine",)
        assert results.corrections == ()

    @pytest.mark.parametrize("asked", ["zorb", "toestatin", "cefa", "grenn"])
    def test_parts_of_medicine_names_do_not_count_as_medicines(
        self, toe: Catalog, asked: str
    ) -> None:
        assert all("medicine" not in hit.why for hit in _search(toe, asked).hits)

    def test_an_exact_search_corrects_no_medicine_names(self, toe: Catalog) -> None:
        scope = Scope("en", chosen=True)
        assert search(toe, scope, "grenicilin", "", 9, exact=True).hits == ()


class TestScopes:
    def test_a_search_can_be_limited_to_a_group(self, catalog: Catalog) -> None:
        bones, skin = (term.key for term in catalog.group_terms())
        assert set(_titles(_search(catalog, "skin", group=bones))) == {"Blue Elbow", "Green Toe"}
        assert _titles(_search(catalog, "skin", group=skin)) == ["Green Toe"]
        assert _search(catalog, "skin", group="nothing").hits == ()
        assert _titles(_search(catalog, "elbow", group=skin)) == ["Green Toe"]
        assert _search(catalog, "blue elbow", group="nothing").hits == ()

    def test_a_search_can_be_limited_to_a_language_and_a_collection(self, catalog: Catalog) -> None:
        assert _titles(_search(catalog, "dedo", ES)) == ["Dedo verde"]
        assert _search(catalog, "dedo").hits == ()
        bundled = Scope("en", collection="bundled")
        assert _titles(_search(catalog, "skin", bundled)) == ["Green Toe"]

    def test_a_search_returns_no_more_hits_than_asked_for(self, catalog: Catalog) -> None:
        assert len(_search(catalog, "skin").hits) == 2
        assert len(_search(catalog, "skin", limit=1).hits) == 1


class TestOrder:
    def test_titles_rank_above_other_names_then_symptoms_then_text(self, tmp_path: Path) -> None:
        found = _order(
            tmp_path, "wobbling",
            Text={"summary": "It is wobbling."},
            Symptom={"symptoms": [{"name": "Wobbling"}]},
            Name={"also_called": ["Wobbling Thing"]},
            Described={"description": "A wobbling."},
            Wobbling={},
        )  # fmt: skip
        assert found == ["Wobbling", "Name", "Symptom", "Described", "Text"]

    def test_a_match_of_the_whole_query_outranks_many_of_one_word(self, tmp_path: Path) -> None:
        found = _order(
            tmp_path, "purple spots",
            Much={"summary": "purple " * 5},
            Both={"summary": "It has spots, and some are purple. " + "It is long. " * 10},
            Some={"summary": "Spots."},
        )  # fmt: skip
        assert found[0] == "Both"

    def test_every_word_of_a_question_counts(self, tmp_path: Path) -> None:
        found = _order(
            tmp_path, "purple spots",
            Last={"summary": "Purple. Spots and spots."},
            First={"summary": "Spots.", "symptoms": [{"name": "Purple skin"}]},
        )  # fmt: skip
        assert found == ["First", "Last"]

    def test_a_rare_word_goes_before_a_common_one(self, tmp_path: Path) -> None:
        topics = {f"Topic{letter}": {"summary": "A common word."} for letter in "abcdefgh"}
        found = _order(tmp_path, "common needle", **topics, Last={"summary": "A needle here."})
        assert found[0] == "Last"

    def test_a_name_equal_to_the_query_ranks_first(self, tmp_path: Path) -> None:
        found = _order(
            tmp_path, "sore spot",
            Other={"summary": "Sore spot. " * 5, "symptoms": [{"name": "Sore spot"}]},
            Last={"also_called": ["Sorespot"], "summary": "A spot."},
        )  # fmt: skip
        assert found[0] == "Last"

    def test_a_name_mostly_made_of_the_query_outranks_a_longer_one(self, tmp_path: Path) -> None:
        found = _order(
            tmp_path, "itching nose",
            Long={"also_called": ["Itching nose and ears and chin and knee"]},
            Short={"also_called": ["Nose, itching badly", "Whatever else and so forth"]},
        )  # fmt: skip
        assert found == ["Short", "Long"]

    def test_a_name_that_is_the_question_goes_first_in_spanish_too(self, tmp_path: Path) -> None:
        same = {
            "language": "es",
            "groups": None,
            "links": [{"title": "X", "categories": ["Niños"]}],
        }
        files = {
            "a.yaml": topic_file(
                title="Uno",
                also_called=["Rojas y gruesas manchas de otra cosa cualquiera"],
                **{**same, "symptoms": [{"name": "Manchas rojas"}]},
            ),
            "b.yaml": topic_file(title="Dos", also_called=["Mancha roja"], **same),
        }
        catalog = made.catalog(tmp_path, files, bundled={})
        assert _titles(_search(catalog, "manchas rojos", ES)) == ["Dos", "Uno"]

    def test_the_best_of_very_many_matches_ranks_first(self, tmp_path: Path) -> None:
        topics = {f"Topic {number}": {"summary": "It tickles."} for number in range(65)}
        best = {"Tickles a lot": {"summary": "It tickles."}}
        assert _order(tmp_path, "tickles", **best, **topics)[0] == "Tickles a lot"

    def test_equal_matches_keep_the_order_of_their_collection(self, tmp_path: Path) -> None:
        topics = {f"Topic{letter}": {"summary": "Tickles."} for letter in "abc"}
        assert _order(tmp_path, "tickles", **topics) == ["Topica", "Topicb", "Topicc"]
