"""The bundled content, tested as data."""

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from functools import cache, wraps

import pytest

from healthtopics.answers.advice import NOWHERE
from healthtopics.answers.topics import TopicPage, Urgent
from healthtopics.catalog.words import exact_key, loose_key
from healthtopics.model import Advice, Topic
from healthtopics.prose import write
from healthtopics.render.plain import plain_text
from healthtopics.sources.topicfiles.folders import TopicFile, related_to_nothing
from healthtopics.sources.topicfiles.reading import KEYS
from healthtopics.taxonomy import CATEGORIES
from healthtopics.text import fold
from tests.benchmark.content import READERS, tables
from tests.support.bundled import (
    DANGERS,
    DATA,
    ENGLISH,
    EVERYDAY,
    GROUPS,
    ORGANIZATIONS,
    PATHS,
    SIGNS,
    SPANISH,
    TOPICS,
)
from tests.support.long_form import only_long

# Names that two topics carry on purpose; asked for, they list both.
SHARED_NAMES = {"art"}  # assisted reproductive technology; antiretroviral therapy

Check = Callable[[str], None]


def of_each(topics: Mapping[str, Topic]) -> Callable[[Check], Callable[[], None]]:
    """Return a decorator for a test of each topic by name; one test tells of all that fail."""

    def decorate(check: Check) -> Callable[[], None]:
        @wraps(check)
        def test() -> None:
            failed = []
            for name in sorted(topics):
                try:
                    check(name)
                except AssertionError as error:
                    failed.append(f"{name}: {error}")
            assert failed == [], "\n".join(failed)

        del test.__wrapped__  # pytest would look for its argument
        return test

    return decorate


every_topic = of_each(TOPICS)
every_english = of_each(ENGLISH)
every_spanish = of_each(SPANISH)


def prose_of(topic: Topic) -> str:
    """Return what a reader reads as text: not the names, links and sources."""
    bullets = [advice.text for advice in topic.advice] + [s.note for s in topic.symptoms if s.note]
    return "\n\n".join(
        [
            topic.description,
            write(topic.summary),
            *(f"- {text}" for text in bullets),
            *(write(section.blocks) for section in topic.sections),
        ]
    )


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade level of English text.

    Kincaid et al. 1975, https://stars.library.ucf.edu/istlibrary/56/: 0.39 words a sentence plus
    11.8 syllables a word minus 15.59. Syllables are counted as groups of vowels.
    """
    text = re.sub(r"^ *- (.*?)[.:;]?$", r"\1.", text, flags=re.MULTILINE)
    sentences = [s for s in re.split(r"[.!?:]+(?:\s|$)", text) if re.search(r"\w", s)]
    words = re.findall(r"[A-Za-z']+", text)
    syllables = sum(_syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    word = word.lower().replace("'", "")
    if len(word) <= 3:
        return 1
    word = re.sub(r"(?:[^laeiouy]es|ed|[^laeiouy]e)$", "", word)
    return max(1, len(re.findall(r"[aeiouy]{1,2}", word)))


def test_the_collection_is_as_large_as_it_says() -> None:
    assert len(ENGLISH) >= 100
    assert len(SPANISH) >= 40


def test_every_group_has_topics() -> None:
    counts = Counter(group for topic in ENGLISH.values() for group in topic.groups)
    assert len(GROUPS) == 44
    assert {group.en: counts[group.en] for group in GROUPS if counts[group.en] < 2} == {}


@every_topic
def test_a_file_is_named_by_its_title_and_language(name: str) -> None:
    assert name == f"{TOPICS[name].language}/{TOPICS[name].slug}"


@every_topic
def test_keys_stand_in_the_order_of_the_format(name: str) -> None:
    keys = re.findall(r"^(\w+):", PATHS[name].read_text("utf-8"), re.MULTILINE)
    assert keys == [key for key in KEYS if key in keys]


@pytest.mark.parametrize("topics", [ENGLISH, SPANISH], ids=["en", "es"])
def test_no_two_topics_share_a_name(topics: Mapping[str, Topic]) -> None:
    for key in (exact_key, loose_key):
        carriers = defaultdict(set)
        for topic in topics.values():
            for name in (topic.title, *topic.also_called):
                carriers[key(name)].add(topic.title)
        shared = {k: v for k, v in carriers.items() if len(v) > 1 and k not in SHARED_NAMES}
        assert shared == {}


@every_topic
def test_sizes(name: str) -> None:
    topic = TOPICS[name]
    assert 20 <= len(topic.description) <= 160
    assert topic.description.endswith(".")
    longest = 120 if topic.depth == "short" else 150 if topic.language == "en" else 190
    assert 40 <= len(re.findall(r"\w\S*", write(topic.summary))) <= longest
    assert topic.groups
    assert topic.sources
    assert topic.compared
    if topic.depth != "short":
        assert topic.sections
        assert len(topic.links) >= 5
        assert len({c for link in topic.links for c in link.categories}) >= 3


@every_topic
def test_addresses_are_https_and_few_links_have_none(name: str) -> None:
    topic = TOPICS[name]
    urls = [link.url for link in topic.links if link.url]
    urls += [source.url for source in topic.sources if source.url]
    assert [url for url in urls if not url.startswith("https://")] == []
    assert len([link for link in topic.links if not link.url]) <= 2
    # The founding list of links, and the whole list of a record, have some addresses twice.
    if topic.depth != "short" and topic.title not in ("Miscarriage", "Aborto espontáneo"):
        assert len({link.url for link in topic.links}) == len(topic.links)


@every_topic
def test_advice_is_conditions_that_a_reader_can_check(name: str) -> None:
    for advice in TOPICS[name].advice:
        text = advice.text
        assert text[0].isupper() or text[0].isdigit() or text[0] in "¿¡", text
        assert text.endswith((".", ".)")), text
        # More urgent cases stand in brackets behind the words that they belong to.
        words, in_all = (80, 90) if name.startswith("es/") else (62, 80)  # Spanish is longer
        assert len(re.sub(r" \([^()]+: [^()]+\)", "", text).split()) <= words, text
        assert len(text.split()) <= in_all, text


NUMBERS = re.compile(r"\b(?:911|988|999|112|111|1-8\d\d[-\d]+|1-\d{3}-\d{3}-\d{4}|88788)\b")


@every_topic
def test_no_text_of_a_page_has_a_number_of_one_country(name: str) -> None:
    topic = TOPICS[name]
    assert NUMBERS.findall(prose_of(topic)) == []
    assert [advice.text for advice in topic.advice if NUMBERS.search(advice.text)] == []


@every_topic
def test_a_condition_with_symptoms_has_all_it_needs(name: str) -> None:
    topic = TOPICS[name]
    if topic.symptoms:
        assert len(topic.symptoms) >= (1 if topic.depth == "short" else 2)
        assert topic.advice


@every_topic
def test_nothing_looks_like_markup(name: str) -> None:
    topic = TOPICS[name]
    text = prose_of(topic) + " ".join(s.name for s in topic.symptoms)
    for mark in ("**", "__", "](", "</", "http", "::", "{", "}", "`", "TODO", "  \n"):
        assert mark not in text, mark
    assert re.search(r"\[[^\]]*\]|^#|&\w+;", text, re.MULTILINE) is None


@cache
def own_grade(name: str) -> float:
    """Return the reading grade of what a page says itself: the signs are the vocabulary's."""
    topic = ENGLISH[name]
    own = tuple(advice for advice in topic.advice if not advice.signs)
    return grade(prose_of(topic._replace(advice=own)))


@every_english
def test_reading_grade(name: str) -> None:
    assert own_grade(name) <= 8


def test_median_reading_grade() -> None:
    assert statistics.median(map(own_grade, ENGLISH)) <= 7


def test_related_topics_are_there() -> None:
    files = [TopicFile(str(PATHS[name]), topic) for name, topic in TOPICS.items()]
    assert list(related_to_nothing(files)) == []


def test_every_danger_leads_to_the_topic_that_is_meant_for_it() -> None:
    titles = {topic.title for topic in ENGLISH.values()}
    assert [danger.topics[0] for danger in DANGERS if danger.topics[0] not in titles] == []


@every_topic
def test_no_topic_is_related_to_itself(name: str) -> None:
    assert fold(TOPICS[name].title) not in map(fold, TOPICS[name].related)


SPANISH_ADDRESS = re.compile(r"/spanish/|/es/|espanol|-sp\b|/sp/|lang=es")


@every_spanish
def test_links_say_which_are_in_english(name: str) -> None:
    wrong = [
        link.title
        for link in SPANISH[name].links
        if link.language != ("" if SPANISH_ADDRESS.search(link.url) else "en")
    ]
    assert wrong == []


@every_spanish
def test_twins_say_the_same(name: str) -> None:
    topic = SPANISH[name]
    twin = ENGLISH[f"en/{topic.translation_of}"]
    spanish = {group.en: group.es for group in GROUPS}
    assert topic.groups == tuple(spanish[group] for group in twin.groups)
    assert _levels(topic.advice) == _levels(twin.advice)
    assert [a.signs for a in topic.advice] == [a.signs for a in twin.advice]
    assert len(topic.symptoms) == len(twin.symptoms)
    assert [bool(s.note) for s in topic.symptoms] == [bool(s.note) for s in twin.symptoms]
    assert [s.kind for s in topic.sections] == [s.kind for s in twin.sections]
    assert [link.url for link in topic.links] == [link.url for link in twin.links]
    assert [_categories(topic, i) for i in range(len(topic.links))] == [
        _categories(twin, i) for i in range(len(twin.links))
    ]
    assert topic.mesh == twin.mesh
    assert topic.compared == twin.compared


def _levels(advice: tuple[Advice, ...]) -> Counter[str]:
    return Counter(item.level for item in advice)


def _categories(topic: Topic, number: int) -> list[str]:
    keys = {term.name(topic.language): term.key for term in CATEGORIES}
    return sorted(keys[name] for name in topic.links[number].categories)


def test_organizations_are_all_known() -> None:
    known = {organization.name for organization in ORGANIZATIONS}
    used = {o for topic in TOPICS.values() for link in topic.links for o in link.organizations}
    assert used - known == set()
    assert [o.name for o in ORGANIZATIONS] == sorted(known, key=str.casefold)


def test_everyday_words_are_sorted_and_no_names_of_other_topics() -> None:
    titles = [entry.topic for entry in EVERYDAY]
    assert titles == sorted(titles, key=str.casefold)
    names = {
        exact_key(name): topic.title
        for topic in ENGLISH.values()
        for name in (topic.title, *topic.also_called)
    }
    clashes = [
        (phrase, entry.topic, names[exact_key(phrase)])
        for entry in EVERYDAY
        for phrase in entry.en
        if exact_key(phrase) in names and names[exact_key(phrase)] != entry.topic
    ]
    assert clashes == []


def test_nothing_else_is_in_the_data() -> None:
    # Hidden is the ready catalog of a checkout that is installed to be edited.
    assert {path.name for path in DATA.iterdir() if not path.name.startswith(".")} == {
        "topics", "groups.yaml", "organizations.yaml", "everyday.yaml", "danger.yaml", "signs.yaml",
        "countries.yaml", "medicine-names.yaml", "common-words.yaml", "README.md",
    }  # fmt: skip
    suffixes = {path.suffix for path in DATA.rglob("[!.]*") if ".ready" not in path.parts}
    assert suffixes - {""} == {".yaml", ".md"}
    assert {path.parent.name for path in DATA.glob("topics/*/*")} == {"en", "es"}


def test_every_page_was_read_by_two_and_every_tenth_by_three() -> None:
    assert READERS.keys() == TOPICS.keys(), "say in tests/data/readers.yaml how many read a page"
    assert [name for name, number in READERS.items() if number < 2] == []
    for pages in (ENGLISH, SPANISH):
        for is_short in (False, True):
            read = [READERS[n] for n, t in pages.items() if (t.depth == "short") == is_short]
            assert sum(number > 2 for number in read) >= len(read) / 10


def test_the_counts_in_the_readme_of_the_data_are_right() -> None:
    readme = (DATA / "README.md").read_text("utf-8")
    assert tables() in readme, "python -m tests.benchmark.content --write"


@every_topic
def test_no_level_is_longer_than_a_reader_can_take_in(name: str) -> None:
    lines = Counter(advice.level for advice in TOPICS[name].advice)
    assert {level: total for level, total in lines.items() if total > 12} == {}


# The normal run takes one page of eight; `topic check data` and the long run take all.
@pytest.mark.parametrize("part", [0, *only_long(range(1, 8))])
def test_no_own_sentence_tells_a_sign_at_another_level(part: int) -> None:
    found = [
        (name, advice.level, sign.key, advice.text)
        for name in sorted(ENGLISH)[part::8]
        for advice, sign in SIGNS.told_at_another_level(ENGLISH[name])
    ]
    assert found == []


def test_most_of_what_cannot_wait_is_signs_of_the_vocabulary() -> None:
    lines = [advice for topic in ENGLISH.values() for advice in topic.advice]
    emergency = [bool(line.signs) for line in lines if line.level == "emergency"]
    urgent = [bool(line.signs) for line in lines if line.level in ("now", "today")]
    assert statistics.mean(emergency) >= 0.95
    assert statistics.mean(emergency + urgent) >= 0.85


@every_topic
def test_what_to_do_now_begins_on_the_first_screen(name: str) -> None:
    topic = TOPICS[name]
    if any(section.kind == "first_aid" for section in topic.sections):
        heading = "HAGA ESTO AHORA" if topic.language == "es" else "DO THIS NOW"
        for answer in (TopicPage(topic, NOWHERE), Urgent(topic, NOWHERE)):
            lines = "".join(plain_text(answer.document(), 80)).splitlines()
            assert lines.index(f"{heading}:") < 22
