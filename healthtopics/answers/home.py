"""The answer to `topic` alone: what this is, what to type, and what there is."""

from collections.abc import Sequence
from typing import NamedTuple

from healthtopics.answers.answer import Answer
from healthtopics.model import Shelf
from healthtopics.render import document as d


class Words(NamedTuple):
    """The words of the home screen in one language; those with braces are filled in."""

    title: str
    emergency: str
    examples: tuple[d.Line, ...]
    language: dict[str, str]
    short: str
    more: str
    trust: str
    guide: str


ENGLISH = Words(
    title="topic: the man pages of health",
    emergency="In an emergency, call {emergency}. Until help comes: topic urgent choking",
    examples=(
        d.Line("topic show miscarriage", "A whole page: when to get help comes first."),
        d.Line("topic urgent chest pain", "Only when to get help, and what to do now."),
        d.Line("topic search trouble sleeping", "Find a page in your own words."),
        d.Line("topic symptoms --having stiff neck", "Which topics list a symptom?"),
        d.Line("topic links miscarriage --category treatments", "Further reading of one kind."),
        d.Line("topic list pregnancy", "All topics of a group."),
    ),
    language={"en": "{total} topics in English", "es": "{total} in Spanish"},
    short=" ({short} of them short)",
    more="“topic update” adds MedlinePlus' own texts.",
    trust="No doctor or nurse has reviewed them. Everything works offline.",
    guide="All commands: topic --help. Guides: topic help. In Spanish: topic --lang es",
)

SPANISH = Words(
    title="topic: las páginas de manual de la salud",
    emergency="En una emergencia, llame al {emergency}. Mientras llega la ayuda: "
    "topic urgent atragantamiento",
    examples=(
        d.Line("topic show gripe", "Una página completa: primero, cuándo buscar ayuda."),
        d.Line("topic urgent dolor de pecho", "Solo cuándo buscar ayuda y qué hacer ahora."),
        d.Line("topic search no puedo dormir", "Buscar una página con sus propias palabras."),
        d.Line("topic symptoms --having fiebre", "¿Qué temas tienen este síntoma en su lista?"),
        d.Line("topic links gripe", "Más lecturas, por categoría."),
        d.Line("topic list embarazo", "Todos los temas de un grupo."),
    ),
    language={"en": "{total} en inglés", "es": "{total} temas en español"},
    short=" ({short} de ellos cortos)",
    more="“topic update” agrega los textos de MedlinePlus.",
    trust="Ningún médico ni enfermero los ha revisado. Todo funciona sin conexión.",
    guide="Comandos: topic --help. Guías: topic help. En inglés: topic --lang en",
)


class Home(Answer):
    """The home screen.

    Args:
        emergency: the number to call.
        shelf: how many pages there are in each language; empty if unknown.
        language: the reader's language.
        can_update: whether MedlinePlus has not been imported yet.
    """

    def __init__(
        self, emergency: str, shelf: Sequence[Shelf], language: str, *, can_update: bool
    ) -> None:
        self.emergency = emergency
        self.shelf = sorted(shelf, key=lambda one: one.language != language)
        self.words = SPANISH if language == "es" else ENGLISH
        self.can_update = can_update

    def document(self) -> d.Document:
        """Return the screen: at most 24 lines of 80 columns."""
        words = self.words
        there = ", ".join(
            words.language[one.language].format(total=f"{one.total:,}")
            + (words.short.format(short=f"{one.short:,}") if one.short else "")
            for one in self.shelf
        )
        pages = [f"{there}."] if there else []
        more = [words.more] if self.can_update else []
        return (
            d.Title(words.title),
            d.Remark(words.emergency.format(emergency=self.emergency)),
            d.Examples(words.examples),
            d.Remark(" ".join([*pages, words.trust, *more])),
            d.Remark(words.guide),
        )
