"""The closed vocabularies: link categories, advice levels, section kinds.

Their order is the order on a page. The English category names are those of the MedlinePlus
topic pages (https://medlineplus.gov/healthtopics.html, as of 2026).
"""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from healthtopics.text import fold


class Term(NamedTuple):
    """A word of a vocabulary: its key, its name in each language, and its short names."""

    key: str
    en: str
    es: str
    short_names: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """Return the name in Spanish or, for any other language, in English."""
        return self.es if language == "es" else self.en


CATEGORIES = (
    Term("start-here", "Start Here", "Comience aquí", ("start", "basics")),
    Term("symptoms", "Symptoms", "Síntomas"),
    Term("diagnosis-and-tests", "Diagnosis and Tests", "Diagnóstico y exámenes",
         ("tests", "diagnosis", "examenes")),
    Term("prevention-and-risk-factors", "Prevention and Risk Factors",
         "Prevención y factores de riesgo", ("prevention", "risks")),
    Term("treatments-and-therapies", "Treatments and Therapies", "Tratamientos y terapias",
         ("treatments", "therapies", "terapias")),
    Term("living-with", "Living With", "Vivir con la enfermedad"),
    Term("related-issues", "Related Issues", "Asuntos relacionados", ("related", "issues")),
    Term("specifics", "Specifics", "Asuntos específicos"),
    Term("genetics", "Genetics", "Genética", ("genes",)),
    Term("health-check-tools", "Health Check Tools", "Herramientas de salud", ("tools",)),
    Term("images", "Images", "Imágenes", ("pictures",)),
    Term("videos-and-tutorials", "Videos and Tutorials", "Videos y tutoriales", ("tutorials",)),
    Term("statistics-and-research", "Statistics and Research", "Estadísticas e investigación",
         ("research",)),
    Term("clinical-trials", "Clinical Trials", "Ensayos clínicos", ("trials", "ensayos")),
    Term("journal-articles", "Journal Articles", "Artículos científicos", ("journals", "articles")),
    Term("find-an-expert", "Find an Expert", "Especialistas", ("experts", "expertos")),
    Term("latest-news", "Latest News", "Últimas noticias", ("news", "noticias")),
    Term("learn-more", "Learn More", "Más información", ("more",)),
    Term("children", "Children", "Niños", ("kids",)),
    Term("teenagers", "Teenagers", "Adolescentes", ("teens",)),
    Term("men", "Men", "Hombres"),
    Term("women", "Women", "Mujeres"),
    Term("older-adults", "Older Adults", "Personas mayores", ("seniors",)),
    Term("patient-handouts", "Patient Handouts", "Información para pacientes",
         ("handouts", "patients")),
    Term("encyclopedia", "Encyclopedia", "Enciclopedia"),
)  # fmt: skip

ADVICE_LEVELS = (
    Term("emergency", "EMERGENCY", "EMERGENCIA"),
    Term("now", "NOW", "AHORA"),
    Term("today", "TODAY", "HOY"),
    Term("routine", "ROUTINE", "CON CITA"),
)

# Whom a sign is about, the youngest first; the names are headings of grouped lists.
PEOPLE = (
    Term("baby", "A baby", "Un bebé"),
    Term("baby-or-child", "A baby or child", "Un bebé, un niño o una niña"),
    Term("child", "A child", "Un niño o una niña"),
    Term("pregnant", "Pregnancy and after birth", "Embarazo y posparto"),
    Term("anyone", "Anyone", "Cualquier persona"),
)
# The words for whom a sign is about, and the group that each is printed in.
WHO = {
    "baby": "baby", "baby-or-child": "baby-or-child", "child": "child",
    "pregnant": "pregnant", "after-birth": "pregnant", "after-loss": "pregnant",
    "anyone": "anyone", "someone": "anyone", "chemotherapy": "anyone", "diabetes": "anyone",
    "older": "anyone",
}  # fmt: skip


def whom(people: Iterable[str]) -> str:
    """Return whom a line of several signs is about, so that all of them find it.

    A line about babies and children has a group of its own; one about other groups together is for
    anyone, which everybody reads.

    Args:
        people: whom each of the signs is about, at least one.
    """
    first, *others = people
    groups = {WHO[one] for one in (first, *others)}
    if len(groups) == 1:
        return first
    return "baby-or-child" if groups == {"baby", "child"} else "anyone"


LINES = (
    Term("crisis", "Crisis line", "Línea de crisis"),
    Term("maternal", "Maternal mental health line", "Línea de salud mental materna"),
    Term("poison", "Poison center", "Centro de toxicología"),
    Term("violence", "Line for violence at home or sexual violence",
         "Línea contra la violencia doméstica o sexual"),
)  # fmt: skip

SECTION_KINDS = (
    Term("first_aid", "Do this now", "Haga esto ahora"),
    Term("causes", "Causes", "Causas"),
    Term("risk_factors", "Who is at risk", "Quién corre riesgo"),
    Term("diagnosis", "Diagnosis", "Diagnóstico"),
    Term("treatments", "Treatments", "Tratamientos"),
    Term("complications", "Complications", "Complicaciones"),
    Term("prevention", "Prevention", "Prevención"),
    Term("living_with", "Living with it", "Vivir con ello"),
    Term("outlook", "Outlook", "Qué esperar"),
)

# Other names of categories, former ones of MedlinePlus and of this program, in either language.
_FORMER_CATEGORIES = {
    "specific conditions": "specifics", "condiciones especificas": "specifics",
    "diagnosis symptoms": "diagnosis-and-tests", "diagnosticos sintomas": "diagnosis-and-tests",
    "prevention screening": "prevention-and-risk-factors",
    "prevencion chequeos": "prevention-and-risk-factors",
    "treatment": "treatments-and-therapies", "tratamiento": "treatments-and-therapies",
    "tratamientos": "treatments-and-therapies",
    "coping": "living-with", "disease management": "living-with",
    "overviews": "learn-more", "resumenes": "learn-more", "aprenda mas": "learn-more",
    "encuentre un experto": "find-an-expert",
    "videos": "videos-and-tutorials", "tutorials": "videos-and-tutorials",
    "tutoriales": "videos-and-tutorials",
    "statistics": "statistics-and-research", "research": "statistics-and-research",
    "seniors": "older-adults", "adultos mayores": "older-adults",
}  # fmt: skip
_CATEGORY_KEYS = _FORMER_CATEGORIES | {
    fold(name): term.key for term in CATEGORIES for name in (term.en, term.es)
}

# Marks a link as Spanish, which a Spanish page shows anyway: no category, though exports list it.
LANGUAGE_MARKER = "Spanish/Español"

CATEGORY_ORDER = {term.key: position for position, term in enumerate(CATEGORIES)}


def category_key(name: str) -> str:
    """Return the key of a category by its present or former name, in either language.

    The key of an unknown category is its name as a slug.
    """
    words = fold(name)
    return _CATEGORY_KEYS.get(words) or words.replace(" ", "-")


def is_known_category(name: str) -> bool:
    """Tell whether a name is that of a category, today's or a former one."""
    return fold(name) in _CATEGORY_KEYS


class CategoryPlace(NamedTuple):
    """Where a category is on a page: unknown ones last, former names after today's."""

    position: int
    is_former: bool
    key: str


@cache
def category_place(name: str) -> CategoryPlace:
    """Return where a category is on a page."""
    key = category_key(name)
    term = by_key(CATEGORIES, key)
    position = CATEGORY_ORDER.get(key, len(CATEGORIES))
    return CategoryPlace(position, term is not None and name not in (term.en, term.es), key)


def by_key(terms: Iterable[Term], key: str) -> Term | None:
    """Return the term with a key, or None."""
    return next((term for term in terms if term.key == key), None)


def resolve(terms: Iterable[Term], words: str) -> list[Term]:
    """Return the terms that a user's words may mean: one, none or several.

    A full name in either language, a key or a short name means one term; anything else means every
    term with a name that begins with it, or if there is none, with a name that has the words in it.
    """
    asked = fold(words)
    beginning = []
    having = []
    for term in terms:
        names = [fold(name) for name in (term.key, term.en, term.es, *term.short_names)]
        if asked in names:
            return [term]
        if asked and any(name.startswith(asked) for name in names):
            beginning.append(term)
        elif asked and any(f" {asked} " in f" {name} " for name in names):
            having.append(term)
    return beginning or having
