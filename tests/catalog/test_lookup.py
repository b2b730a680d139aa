"""From a name to the one topic that is meant."""

from pathlib import Path

import pytest

from healthtopics.catalog.lookup import Found, look_up
from healthtopics.catalog.misses import Missing, candidates, namesakes
from healthtopics.catalog.store import Catalog, Scope
from healthtopics.errors import NothingFound
from tests.support import topics as made
from tests.support.command import topic_file
from tests.support.exports import RECORDS

SPANISH = {"language": "es", "groups": None, "links": [{"title": "X", "categories": ["Niños"]}]}


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    """A catalog with topics in one language, in both, and names that several have."""
    files = {
        "a.yaml": topic_file(title="Tiger Toe", also_called=["Stripes", "Green Toe"]),
        "b.yaml": topic_file(title="Zebra Toe", also_called=["Stripes", "Blue Nose", "Raya"]),
        "c.yaml": topic_file(title="Nariz azul", also_called=["Blue Nose", "Punto"], **SPANISH),
        "d.yaml": topic_file(title="Punto", also_called=None, **SPANISH),
        "e.yaml": topic_file(title="Raya", also_called=None, **SPANISH),
    }
    return made.catalog(tmp_path, files, RECORDS)


def _found(catalog: Catalog, name: str, language: str, *, chosen: bool = False) -> Found:
    return look_up(catalog, name, Scope(language, chosen))


@pytest.mark.parametrize("chosen", [False, True])
@pytest.mark.parametrize(
    ("name", "language", "title"),
    [
        ("tiger toe", "en", "Tiger Toe"),
        ("azure elbow", "en", "Blue Elbow"),
        ("green toe", "en", "Green Toe"),  # a title goes before other names
        ("blue nose", "en", "Zebra Toe"),  # and the language before all
        ("blue nose", "es", "Nariz azul"),
        ("punto", "es", "Punto"),
        ("green toe", "es", "Dedo verde"),
        ("emerald toe", "es", "Dedo verde"),
        ("azure elbow", "es", "Codo azul"),
    ],
)
def test_a_name_leads_to_the_topic_of_the_language(
    catalog: Catalog, name: str, language: str, title: str, chosen: bool
) -> None:
    found = _found(catalog, name, language, chosen=chosen)
    assert (found.line.title, found.line.language, found.note) == (title, language, None)


def test_a_spanish_name_leads_to_the_spanish_page_unless_english_was_chosen(
    catalog: Catalog,
) -> None:
    found = _found(catalog, "dedo verde", "en")
    assert found.line.title == "Dedo verde"
    assert str(found.note) == "for the English page: topic show green-toe --lang en"
    assert _found(catalog, "dedo verde", "en", chosen=True).line.title == "Green Toe"


def test_a_topic_that_is_not_there_in_the_language_is_shown_with_a_note(catalog: Catalog) -> None:
    found = _found(catalog, "red knee", "es")
    assert found.line.title == "Red Knee"
    assert str(found.note) == "“Red Knee” is not available in Spanish yet; showing English"
    found = _found(catalog, "nariz azul", "en")
    assert str(found.note) == "“Nariz azul” is not available in English yet; showing Spanish"
    assert _found(catalog, "punto", "en").line.title == "Punto"  # of two, the one titled so


def test_a_name_that_the_chosen_language_does_not_have_tells_the_languages_that_do(
    catalog: Catalog,
) -> None:
    with pytest.raises(NothingFound) as caught:
        _found(catalog, "red knee", "es", chosen=True)
    assert caught.value.message == "“Red Knee” has no Spanish page"
    assert caught.value.hints == ("Available in: English (--lang en).",)


def test_a_name_shared_by_several_topics_lists_them_and_opens_none(catalog: Catalog) -> None:
    for language in ("en", "es"):
        with pytest.raises(Missing) as caught:
            _found(catalog, "stripes", language)
        assert [line.title for line in caught.value.lines] == ["Tiger Toe", "Zebra Toe"]


def test_only_the_collection_that_was_asked_for_is_looked_through(catalog: Catalog) -> None:
    imported = Scope("en", collection="medlineplus")
    assert look_up(catalog, "blue elbow", imported).line.collection == "medlineplus"
    with pytest.raises(Missing, match="green toe"):
        look_up(catalog, "green toe", imported)
    bundled = Scope("es", collection="personal")
    assert look_up(catalog, "tiger toe", bundled).note
    elsewhere = Scope("en", chosen=True, collection="medlineplus")
    assert look_up(catalog, "codo azul", elsewhere).line.title == "Blue Elbow"


def test_a_twin_is_looked_for_in_the_same_collection(tmp_path: Path) -> None:
    catalog = made.catalog(tmp_path, {"a.yaml": made.TOE}, bundled={"b.yaml": made.DEDO})
    scope = Scope("es", collection="personal")
    assert look_up(catalog, "green toe", scope).line.title == "Green Toe"
    with pytest.raises(NothingFound) as caught:
        look_up(catalog, "green toe", scope._replace(chosen=True))
    assert caught.value.hints == ("Available in: English (--lang en).",)
    assert look_up(catalog, "green toe", Scope("es")).line.title == "Dedo verde"


def _meant(catalog: Catalog, name: str, language: str = "en") -> tuple[str, list[str]]:
    """Return of what kind the topics are that a name may mean, and their titles."""
    miss = candidates(catalog, Missing(name), Scope(language))
    assert miss.total >= len(miss.lines)
    return miss.kind, [line.title for line in miss.lines]


def test_a_misspelled_name_is_near_others_each_once_and_the_nearest_first(
    catalog: Catalog,
) -> None:
    assert _meant(catalog, "GREN TOE") == ("near", ["Green Toe"])
    assert _meant(catalog, "toe of gras") == ("near", ["Green Toe"])
    assert _meant(catalog, "tger toe") == ("near", ["Tiger Toe"])
    assert _meant(catalog, "punta", "es") == ("near", ["Punto"])


def test_a_word_of_several_titles_means_them_all_the_dangerous_first(tmp_path: Path) -> None:
    dangerous = topic_file(title="Zebra Toe", also_called=None, advice={"emergency": ["It roars."]})
    files = {
        "a.yaml": topic_file(title="Tiger Toe", also_called=None, advice={"today": ["It purrs."]}),
        "b.yaml": dangerous,
        "c.yaml": topic_file(title="Ant Toe", also_called=None, advice={"today": ["It tickles."]}),
    }
    catalog = made.catalog(tmp_path, files, bundled={})
    assert _meant(catalog, "toes") == ("several", ["Zebra Toe", "Ant Toe", "Tiger Toe"])


def test_a_name_that_is_only_in_texts_leads_to_those(catalog: Catalog) -> None:
    assert _meant(catalog, "grass") == ("near", ["Green Toe"])  # one of its other names has it
    assert _meant(catalog, "night") == ("mention", ["Green Toe"])
    assert _meant(catalog, "night unheardof") == ("mention", ["Green Toe"])
    assert _meant(catalog, "zebra tiger toe unheardof")[0] == "mention"
    assert _meant(catalog, "unheardof") == ("none", [])
    for empty in ("", "?"):
        assert _meant(catalog, empty) == ("none", [])


def test_namesakes_of_a_topic_have_its_title_in_theirs(tmp_path: Path) -> None:
    files = {
        f"{title}.yaml": topic_file(title=title, also_called=None) for title in ("Toe", "Red Toe")
    }
    catalog = made.catalog(tmp_path, files)
    line = _found(catalog, "toe", "en").line
    assert namesakes(catalog, line) == ["Red Toe", "Green Toe"]
    assert namesakes(catalog, _found(catalog, "red toe", "en").line) == []
