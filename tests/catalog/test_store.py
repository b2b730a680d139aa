"""What the catalog answers about made-up topics."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from healthtopics.catalog.build import build
from healthtopics.catalog.content import Damaged
from healthtopics.catalog.schema import OTHER_NAME, TITLE
from healthtopics.catalog.store import Catalog, Named, Scope
from healthtopics.model import Count, Holding, Qualifier, Symptom, Topic, TopicLine
from healthtopics.sources.medlineplus.topics import Export
from healthtopics.sources.topicfiles import reading, vocabularies
from healthtopics.sources.topicfiles.signs import Signs, read_signs
from healthtopics.taxonomy import Term
from tests.support import topics as made
from tests.support.command import topic_file
from tests.support.exports import AZUL, KNEE, RECORDS, export, record, topics_of

EN, ES = Scope("en"), Scope("es")
GROUPS = vocabularies.read_groups(made.VOCABULARIES["groups.yaml"].encode(), "groups.yaml")
VOCABULARY = vocabularies.Vocabulary(GROUPS, Signs({}))
OF_SIGNS = {
    "emergency": [{"sign": "glows"}, "It hurts.", {"sign": "hums", "why": "Hums hurt"}],
    "today": [{"sign": "fades", "when": "You wear blue", "why": "Blue hides it"}],
}
OWN = {"elbow.yaml": topic_file(), "broken.yaml": "title: [", "again.yaml": topic_file()}


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    """A catalog with an elbow of one's own and an imported one, two knees, and a bundled toe."""
    return made.catalog(tmp_path, OWN, ())


def _line(catalog: Catalog, name: str, collection: str = "") -> TopicLine:
    (found,) = catalog.named(name, collection)
    return found.line


def _titles(lines: Iterable[TopicLine]) -> list[str]:
    return [line.title for line in lines]


def _read(text: str) -> Topic:
    return reading.read(text.encode(), "a.yaml", VOCABULARY)


class TestPages:
    @pytest.mark.parametrize(
        ("name", "text"),
        [("blue elbow", OWN["elbow.yaml"]), ("green toe", made.TOE), ("dedo verde", made.DEDO)],
    )
    def test_a_page_has_everything_in_its_topic_file(
        self, catalog: Catalog, name: str, text: str
    ) -> None:
        collection = "personal" if name == "blue elbow" else "bundled"
        topic = catalog.topic(_line(catalog, name))
        assert topic._replace(links=()) == _read(text)._replace(collection=collection, links=())
        assert sorted(topic.links) == sorted(_read(text).links)

    @pytest.mark.parametrize(
        "medlineplus", [{"id": "5"}, {"id": "5", "exported": "2026-11-21"}, {"id": "5", "exported": "undated"}]
    )  # fmt: skip
    def test_a_page_knows_its_medlineplus_number(
        self, tmp_path: Path, medlineplus: dict[str, str]
    ) -> None:
        text = topic_file(medlineplus=medlineplus)
        catalog = made.catalog(tmp_path, {"a.yaml": text})
        topic = catalog.topic(_line(catalog, "blue elbow"))
        assert topic == _read(text)._replace(collection="personal")

    @pytest.mark.parametrize("number", range(3))
    def test_a_page_has_everything_in_its_export_record(
        self, catalog: Catalog, number: int
    ) -> None:
        topic = topics_of(Export(iter([export()]), "x"))[number]
        kept = catalog.topic(_line(catalog, topic.title, "medlineplus"))
        assert kept == topic._replace(collection="medlineplus")

    def test_a_page_keeps_medlineplus_references_that_have_no_address(self, tmp_path: Path) -> None:
        parts = (
            "<other-language>French</other-language><see-reference>Knee, Red</see-reference>"
            "<mesh-heading><descriptor>Knee</descriptor></mesh-heading>"
        )
        only = record(3, "Red Knee", KNEE, parts=parts)
        catalog = made.catalog(tmp_path, {}, (only,))
        (topic,) = topics_of(Export(iter([export(only)]), "x"))
        assert catalog.topic(_line(catalog, "red knee")) == topic._replace(collection="medlineplus")

    @pytest.mark.parametrize(
        "value",
        [
            "content.json",
            "content.prose",
            "advice.text",
            "link.title",
            "link.url",
            "link.note",
            "link.twin_url",
        ],
    )
    def test_a_page_with_a_value_that_is_not_text_is_found_damaged(
        self, tmp_path: Path, value: str
    ) -> None:
        """What is damaged is noticed where it is read, when the question can be asked again."""
        connection = build(made.collections(tmp_path), "", made.nobody)
        table, _, column = value.partition(".")
        connection.execute(f"UPDATE {table} SET {column} = x'07'")
        catalog = Catalog(connection)
        with pytest.raises(Damaged):
            catalog.topic(_line(catalog, "green toe"))

    @pytest.mark.parametrize("advice", [OF_SIGNS, {"emergency": [{"signs": ["glows", "hums"]}]}])
    def test_signs_stand_on_a_page_as_in_the_vocabulary(
        self, tmp_path: Path, advice: dict[str, object]
    ) -> None:
        signs = read_signs(made.VOCABULARIES["signs.yaml"].encode(), "signs.yaml")
        text = topic_file(advice=advice)
        catalog = made.catalog(tmp_path, {"a.yaml": text})
        topic = reading.read(text.encode(), "a.yaml", vocabularies.Vocabulary(GROUPS, signs))
        assert catalog.topic(_line(catalog, "blue elbow")).advice == topic.advice

    def test_a_sign_is_kept_once_for_all_pages(self, tmp_path: Path) -> None:
        text = topic_file(advice=OF_SIGNS)
        connection = build(made.collections(tmp_path, {"a.yaml": text}), "", made.nobody)
        sql = (
            "SELECT signs, text FROM advice JOIN topic ON id = topic WHERE collection = 'personal'"
        )
        assert connection.execute(f"{sql} ORDER BY advice.position").fetchall()[:2] == [
            ("glows", ""), ("", "It hurts."),
        ]  # fmt: skip
        sql = "SELECT * FROM content JOIN topic ON id = topic WHERE collection = 'personal'"
        assert "Hum Society" not in str(connection.execute(sql).fetchall())

    @pytest.mark.parametrize(
        "statement",
        ["DELETE FROM sign", "UPDATE sign SET json = '[]'", "UPDATE sign SET en = x'07'"],
    )
    def test_an_unknown_sign_on_a_page_is_damage(self, tmp_path: Path, statement: str) -> None:
        text = topic_file(advice=OF_SIGNS)
        connection = build(made.collections(tmp_path, {"a.yaml": text}), "", made.nobody)
        connection.execute(statement)
        catalog = Catalog(connection)
        with pytest.raises(Damaged):
            catalog.topic(_line(catalog, "blue elbow"))

    def test_a_list_with_a_title_that_is_not_text_is_found_damaged(self, tmp_path: Path) -> None:
        connection = build(made.collections(tmp_path), "", made.nobody)
        connection.execute("UPDATE topic SET title = x'07'")
        catalog = Catalog(connection)
        for ask in (catalog.topics, catalog.links):
            with pytest.raises(Damaged):
                list(ask(EN))

    def test_a_mesh_heading_keeps_all_its_qualifiers(self, tmp_path: Path) -> None:
        qualifiers = '<qualifier id="Q1">pain</qualifier><qualifier>injuries</qualifier>'
        heading = f'<mesh-heading><descriptor id="D1">Knee</descriptor>{qualifiers}</mesh-heading>'
        catalog = made.catalog(tmp_path, {}, (record(3, "Red Knee", KNEE, parts=heading),))
        (mesh,) = catalog.topic(_line(catalog, "red knee")).mesh
        assert mesh.qualifiers == (Qualifier("Q1", "pain"), Qualifier("", "injuries"))

    def test_a_topic_knows_the_file_it_came_from(self, catalog: Catalog, tmp_path: Path) -> None:
        own = tmp_path / "own" / "again.yaml"
        assert catalog.path(_line(catalog, "blue elbow")) == str(own)
        status = own.stat()
        assert catalog.file_stamps(str(own)) == [
            (str(own), status.st_size, status.st_mtime_ns, status.st_ino)
        ]
        assert catalog.file_stamps("") == []
        kept = tmp_path / "medlineplus" / "topics.zip"
        assert catalog.path(_line(catalog, "red knee")) == str(kept)
        assert len(catalog.file_stamps(str(kept))) == 1


class TestNames:
    def test_names_match_in_any_case_spacing_and_accents(self, catalog: Catalog) -> None:
        elbow = TopicLine("blue-elbow", "Blue Elbow", "en", "An elbow that turns blue.", "personal")
        assert catalog.named("blueELBOW") == [Named(elbow, TITLE)]
        assert catalog.named("Azúre-elbow") == [Named(elbow, OTHER_NAME)]
        assert catalog.named("elbow") == []
        assert catalog.named("") == []
        assert catalog.named("?") == []

    def test_names_match_in_the_plural_and_in_any_word_order(self, catalog: Catalog) -> None:
        assert _line(catalog, "toes, green").title == "Green Toe"
        assert _line(catalog, "grass of toe").title == "Green Toe"

    def test_a_name_leads_to_the_first_collection_that_has_it(self, catalog: Catalog) -> None:
        assert _line(catalog, "blue elbow").collection == "personal"
        assert _line(catalog, "blue elbow", "medlineplus").collection == "medlineplus"
        assert catalog.named("blue elbow", "bundled") == []

    def test_names_not_shown_on_an_imported_page_lead_to_it_too(self, catalog: Catalog) -> None:
        assert _line(catalog, "elbow, blue", "medlineplus").title == "Blue Elbow"

    def test_a_name_shared_by_topics_lists_titles_before_other_names(self, tmp_path: Path) -> None:
        catalog = made.catalog(
            tmp_path,
            {
                "a.yaml": topic_file(title="Zebra Toe", also_called=["Stripes"]),
                "b.yaml": topic_file(title="Tiger Toe", also_called=["Stripes"]),
                "c.yaml": topic_file(title="Stripes", also_called=None),
                "d.yaml": topic_file(title="Stripes", also_called=None, language="es",
                                     groups=None, links=[{"title": "X", "categories": ["Niños"]}]),
            },
        )  # fmt: skip
        assert [(n.line.title, n.line.language, n.kind) for n in catalog.named("stripes")] == [
            ("Stripes", "en", TITLE), ("Stripes", "es", TITLE),
            ("Tiger Toe", "en", OTHER_NAME), ("Zebra Toe", "en", OTHER_NAME),
        ]  # fmt: skip

    def test_slugs_are_found_by_their_beginning(self, catalog: Catalog) -> None:
        assert _titles(catalog.slugs("", EN)) == ["Blue Elbow", "Green Toe", "Red Knee"]
        assert _titles(catalog.slugs("b", EN)) == ["Blue Elbow"]
        assert _titles(catalog.slugs("red-knee", EN)) == ["Red Knee"]
        assert catalog.slugs("e", EN) == catalog.slugs("red-knees", EN) == []
        assert _titles(catalog.slugs("", ES)) == ["Codo azul", "Dedo verde"]


class TestTwins:
    def test_a_topic_file_and_its_translation_are_twins(self, catalog: Catalog) -> None:
        toe, dedo = _line(catalog, "green toe"), _line(catalog, "dedo verde")
        assert catalog.twin(toe, "es") == dedo
        assert catalog.twin(dedo, "en") == toe
        assert catalog.twin(toe, "es", "personal") is None
        assert catalog.twin(toe, "es", "bundled") == dedo

    def test_an_english_and_a_spanish_export_topic_are_twins(self, catalog: Catalog) -> None:
        codo = _line(catalog, "codo azul")
        imported = _line(catalog, "blue elbow", "medlineplus")
        assert catalog.twin(imported, "es") == codo
        assert catalog.twin(codo, "en", "medlineplus") == imported

    def test_a_twin_comes_from_the_first_collection_that_has_one(self, catalog: Catalog) -> None:
        assert catalog.twin(_line(catalog, "codo azul"), "en") == _line(catalog, "blue elbow")

    def test_twins_are_matched_by_number_when_titles_differ(self, tmp_path: Path) -> None:
        mapped = '<language-mapped-topic id="{}" language="{}">Other words</language-mapped-topic>'.format
        catalog = made.catalog(
            tmp_path, {},
            (
                record(1, "Aa", KNEE, parts=mapped(2, "Spanish")),
                record(2, "Bb", AZUL, "Spanish"),
                record(3, "Cc", KNEE),
                record(4, "Dd", AZUL, "Spanish", mapped(3, "English")),
            ),
        )  # fmt: skip
        pairs = {"aa": "Bb", "bb": "Aa", "cc": "Dd", "dd": "Cc"}
        for name, twin in pairs.items():
            line = _line(catalog, name)
            other = "es" if line.language == "en" else "en"
            found = catalog.twin(line, other)
            assert found
            assert found.title == twin

    def test_a_twin_is_found_whichever_of_the_two_names_the_other(self, tmp_path: Path) -> None:
        mapped = '<language-mapped-topic id="{}" language="{}">{}</language-mapped-topic>'.format
        catalog = made.catalog(
            tmp_path, {},
            (
                record(1, "Aa", KNEE, parts=mapped(3, "Spanish", "Cc")),
                record(2, "Bb", AZUL, "Spanish", mapped(1, "English", "Aa")),
                record(3, "Cc", AZUL, "Spanish"),
                record(4, "Dd", AZUL, "Spanish", mapped(1, "English", "Aa")),
            ),
        )  # fmt: skip
        assert catalog.twin(_line(catalog, "bb"), "en") == _line(catalog, "aa")
        assert catalog.twin(_line(catalog, "cc"), "en") == _line(catalog, "aa")


class TestLists:
    def test_topics_are_listed_by_title(self, catalog: Catalog) -> None:
        assert _titles(catalog.topics(EN)) == ["Blue Elbow", "Green Toe", "Red Knee"]
        assert _titles(catalog.topics(ES)) == ["Codo azul", "Dedo verde"]
        of_one = list(catalog.topics(Scope("en", collection="medlineplus")))
        assert of_one == [
            _line(catalog, "blue elbow", "medlineplus"), _line(catalog, "red knee"),
        ]  # fmt: skip

    def test_a_group_lists_only_its_own_topics(self, catalog: Catalog) -> None:
        bones, skin = (term.key for term in GROUPS)
        assert _titles(catalog.topics(EN, bones)) == ["Blue Elbow", "Green Toe"]
        assert _titles(catalog.topics(EN, skin)) == ["Green Toe"]
        assert _titles(catalog.topics(ES, skin)) == ["Dedo verde"]
        imported = Scope("en", collection="medlineplus")
        assert _titles(catalog.topics(imported, "group-of-our-own")) == ["Blue Elbow"]
        assert list(catalog.topics(EN, "nothing")) == []

    def test_a_letter_lists_only_the_topics_whose_titles_begin_with_it(
        self, catalog: Catalog
    ) -> None:
        assert _titles(catalog.topics(EN, letter="R")) == ["Red Knee"]
        assert _titles(catalog.topics(ES, letter="Ć")) == ["Codo azul"]
        assert list(catalog.topics(EN, letter="e")) == []
        assert _titles(catalog.topics(EN, GROUPS[0].key, "b")) == ["Blue Elbow"]

    def test_a_topic_named_twice_by_one_group_is_listed_once(self, tmp_path: Path) -> None:
        twice = record(3, "Red Knee", KNEE, parts=f"<group>{made.BONES}</group>" * 2)
        catalog = made.catalog(tmp_path, {}, (twice,))
        assert _titles(catalog.topics(EN, GROUPS[0].key)) == ["Green Toe", "Red Knee"]

    def test_groups_are_listed_with_their_numbers_of_topics(self, catalog: Catalog) -> None:
        bones, skin = (term.key for term in GROUPS)
        assert catalog.group_terms() == list(GROUPS) == [
            Term(bones, made.BONES, made.HUESOS), Term(skin, made.SKIN, made.PIEL),
        ]  # fmt: skip
        assert catalog.groups(EN) == [Count(bones, made.BONES, 2), Count(skin, made.SKIN, 1)]
        assert catalog.groups(ES) == [Count(skin, made.PIEL, 1)]
        assert catalog.groups(Scope("en", collection="medlineplus")) == [
            Count(bones, made.BONES, 1), Count("group-of-our-own", "Group of our own", 1),
        ]  # fmt: skip

    def test_a_group_of_another_name_is_recognized_by_its_address(self, tmp_path: Path) -> None:
        page = "https://medlineplus.example.org/spanish/skinhairandnails.html"
        groups = f'<group url="{page}" id="18">Otro nombre</group>'
        records = (record(2, "Codo azul", AZUL, "Spanish", groups),)
        counts = made.catalog(tmp_path, {}, records).groups(ES)
        assert [(count.slug, count.total) for count in counts] == [("skin-hair-and-nails", 2)]

    def test_groups_are_sorted_by_name_ignoring_case_and_accents(self, tmp_path: Path) -> None:
        names = ("zeta", "Éta", "Beta", "alpha")
        groups = "".join(f"<group>{name}</group>" for name in names)
        catalog = made.catalog(tmp_path, {}, (record(3, "Red Knee", KNEE, parts=groups),))
        counts = catalog.groups(Scope("en", collection="medlineplus"))
        assert [count.name for count in counts] == ["alpha", "Beta", "Éta", "zeta"]

    def test_groups_are_sorted_by_their_names_in_the_language_asked_for(
        self, tmp_path: Path
    ) -> None:
        groups = "- {en: Ankles, es: Tobillos}\n- {en: Bones, es: Huesos}\n"
        topic = topic_file(
            language="es", groups=["Tobillos", "Huesos"],
            links=[{"title": "X", "categories": ["Niños"]}],
        )  # fmt: skip
        catalog = made.catalog(tmp_path, {"a.yaml": topic}, bundled={"groups.yaml": groups})
        assert [count.name for count in catalog.groups(ES)] == ["Huesos", "Tobillos"]

    def test_categories_are_listed_with_their_numbers_of_links(self, catalog: Catalog) -> None:
        assert catalog.categories(EN) == [
            Count("start-here", "Start Here", 2, ("start", "basics")),
            Count("treatments-and-therapies", "Treatments and Therapies", 1,
                  ("treatments", "therapies", "terapias")),
            Count("specifics", "Specifics", 2),
            Count("children", "Children", 2, ("kids",)),
        ]  # fmt: skip
        assert catalog.categories(Scope("en", collection="medlineplus")) == [
            Count("start-here", "Start Here", 1, ("start", "basics")),
            Count("specifics", "Specific Conditions", 1),
            Count("our-own-category", "Our own category", 1),
        ]  # fmt: skip

    def test_unknown_categories_are_listed_last_and_by_name(self, tmp_path: Path) -> None:
        names = ("Zzz", "Encyclopedia", "Aaa")
        sites = "".join(
            f'<site title="x"><information-category>{name}</information-category></site>'
            for name in names
        )
        catalog = made.catalog(tmp_path, {}, (record(3, "Red Knee", KNEE, parts=sites),))
        imported = catalog.categories(Scope("en", collection="medlineplus"))
        assert [count.name for count in imported] == ["Encyclopedia", "Aaa", "Zzz"]

    def test_holdings_count_the_topics_of_each_collection_and_language(
        self, catalog: Catalog
    ) -> None:
        assert catalog.holdings() == [
            Holding("personal", "en", 1, "2026-11-22"),
            Holding("medlineplus", "en", 2, "2026-11-21"),
            Holding("medlineplus", "es", 1, "2026-11-21"),
            Holding("bundled", "en", 1, "2026-11-22"),
            Holding("bundled", "es", 1, "2026-11-22"),
        ]

    def test_skipped_parts_are_counted_and_bad_files_are_listed(
        self, catalog: Catalog, tmp_path: Path
    ) -> None:
        assert catalog.passed_over() == {
            "links that are not for display": 1, "addresses that are no web address": 1,
            "unknown elements (strange)": 1,
        }  # fmt: skip
        assert catalog.bad_files() == [
            (str(tmp_path / "own" / "broken.yaml"), 2, 1),
            (str(tmp_path / "own" / "elbow.yaml"), 1, 1),
        ]

    def test_only_known_organizations_have_a_home_page(self, catalog: Catalog) -> None:
        names = ["Elbow Society", "Arm Society", "Nobody"]
        assert catalog.home_pages(names) == {"Elbow Society": "https://elbows.example.org/"}


class TestLinks:
    def test_links_of_one_topic_are_numbered_as_on_its_page(self, catalog: Catalog) -> None:
        toe = _line(catalog, "green toe")
        links = catalog.links_of(toe)
        toes, grass, cures = _read(made.TOE).links
        assert tuple(link.link for link in links) == (toes, cures, grass)  # as on a page
        assert [(link.topic, link.number) for link in links] == [(toe, 1), (toe, 2), (toe, 3)]
        assert [link.number for link in catalog.links_of(toe, ["specifics", "children"])] == [1, 3]
        assert [link.number for link in catalog.links_of(toe, ["start-here", "children"])] == [1]
        assert [link.number for link in catalog.links_of(toe, (), "ELBOW society")] == [1, 2]
        assert [
            link.number
            for link in catalog.links_of(toe, ["treatments-and-therapies"], "society")
        ] == [2]  # fmt: skip
        assert catalog.links_of(toe, ["encyclopedia"]) == []

    def test_links_of_many_topics_are_filtered_and_keep_their_numbers(
        self, catalog: Catalog
    ) -> None:
        def found(*args: object) -> list[tuple[str, int]]:
            return [(link.topic.title, link.number) for link in catalog.links(*args)]  # type: ignore[arg-type]

        assert found(EN) == [
            ("Blue Elbow", 1), ("Blue Elbow", 2),
            ("Green Toe", 1), ("Green Toe", 2), ("Green Toe", 3),
        ]  # fmt: skip
        assert found(EN, ["specifics"]) == [("Blue Elbow", 2), ("Green Toe", 3)]
        assert found(EN, (), "toe soc") == [("Green Toe", 1)]
        assert found(EN, ["start-here", "treatments-and-therapies"], "elbow society") == [
            ("Blue Elbow", 1), ("Green Toe", 1), ("Green Toe", 2),
        ]  # fmt: skip
        assert found(Scope("en", collection="personal"), ["start-here"]) == [("Blue Elbow", 1)]
        assert found(ES) == [("Codo azul", 1), ("Dedo verde", 1)]

    def test_a_link_has_the_address_of_its_twin(self, tmp_path: Path) -> None:
        site = (
            '<site title="Knees" url="https://knee.example.org/a" '
            'language-mapped-url="https://knee.example.org/es"/>'
        )
        catalog = made.catalog(tmp_path, {}, (record(3, "Red Knee", KNEE, parts=site),))
        (link,) = catalog.links_of(_line(catalog, "red knee"))
        assert link.link.twin_url == "https://knee.example.org/es"
        assert (link.link.categories, link.link.organizations) == ((), ())


class TestSymptoms:
    def test_a_symptom_is_found_by_the_beginnings_of_its_words(self, catalog: Catalog) -> None:
        (found,) = catalog.having_symptom(EN, "GREEN ski")
        assert found.topic.title == "Green Toe"
        assert found.symptoms == (Symptom("Green skin"),)
        assert list(catalog.having_symptom(EN, "kin")) == []

    def test_symptoms_are_found_by_their_notes_and_grouped_by_topic(self, catalog: Catalog) -> None:
        skin = list(catalog.having_symptom(EN, "skin"))
        assert [(f.topic.title, f.symptoms) for f in skin] == [
            ("Blue Elbow", (Symptom("Blue skin", "On the elbow."),)),
            ("Green Toe", (Symptom("Green skin"),)),
        ]
        (toe,) = catalog.having_symptom(EN, "night toes")
        assert toe.symptoms == (Symptom("Itching toes", "At night."),)
        (elbow,) = catalog.having_symptom(EN, "elbow")
        assert elbow.topic.collection == "personal"

    def test_symptoms_of_one_topic_keep_the_order_of_its_page(self, tmp_path: Path) -> None:
        symptoms = [{"name": f"Warm {part}"} for part in ("nose", "ear", "chin")]
        catalog = made.catalog(tmp_path, {"a.yaml": topic_file(symptoms=symptoms)})
        (found,) = catalog.having_symptom(EN, "warm")
        assert [symptom.name for symptom in found.symptoms] == [
            "Warm nose",
            "Warm ear",
            "Warm chin",
        ]

    def test_symptoms_of_dangerous_topics_come_first(self, tmp_path: Path) -> None:
        symptoms = [{"name": "Warm nose"}]
        files = {
            "a.yaml": topic_file(title="Ankle", also_called=None, symptoms=symptoms, advice=None),
            "b.yaml": topic_file(title="Zebra", also_called=None, symptoms=symptoms),
        }
        catalog = made.catalog(tmp_path, files)
        danger = dict(catalog.rows("ti", "SELECT title, danger FROM topic"))
        titles = [found.topic.title for found in catalog.having_symptom(EN, "warm")]
        assert danger["Zebra"] > danger["Ankle"]
        assert titles == ["Zebra", "Ankle"]

    def test_symptom_search_ignores_each_languages_common_words(self, catalog: Catalog) -> None:
        assert len(list(catalog.having_symptom(EN, "my green skin"))) == 1
        assert len(list(catalog.having_symptom(ES, "la piel"))) == 1
        assert list(catalog.having_symptom(ES, "my piel")) == []
        assert list(catalog.having_symptom(EN, "?")) == []


def test_a_bundled_topic_hides_the_imported_one_with_its_number(tmp_path: Path) -> None:
    same_number = record(77, "Toe of Another Name", KNEE)
    catalog = made.catalog(tmp_path, {}, (*RECORDS, same_number))
    assert _titles(catalog.topics(EN)) == ["Blue Elbow", "Green Toe", "Red Knee"]
    assert _line(catalog, "toe of another name").title == "Green Toe"
    assert _titles(catalog.topics(Scope("en", collection="bundled"))) == ["Green Toe"]


def test_a_line_opens_the_topic_of_its_own_language_and_collection(tmp_path: Path) -> None:
    files = {
        "a.yaml": topic_file(title="Toxo", summary="In English."),
        "b.yaml": topic_file(title="Toxo", summary="En español.", language="es", groups=None,
                             links=[{"title": "X", "categories": ["Niños"]}]),
    }  # fmt: skip
    catalog = made.catalog(tmp_path, files, (), files)
    for line in (*catalog.topics(EN), *catalog.topics(ES)):
        topic = catalog.topic(line)
        assert (topic.language, topic.title, topic.collection) == (
            line.language, line.title, line.collection,
        )  # fmt: skip
