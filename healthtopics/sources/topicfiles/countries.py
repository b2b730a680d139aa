"""The telephone lines of countries: emergency, crisis, poison, maternal, violence."""

from healthtopics import model as m
from healthtopics.messages import say
from healthtopics.sources.topicfiles.fields import Fields
from healthtopics.sources.topicfiles.nodes import Node, Scalar
from healthtopics.sources.topicfiles.signs import read_sources
from healthtopics.taxonomy import LINES

COUNTRIES_FILE = "countries.yaml"
UNKNOWN = "unknown"  # the code of the entry for a reader whose country is not known
_KINDS = tuple(line.key for line in LINES)
KEYS = ("code", "also", "en", "es", "emergency", *_KINDS, "sources", "checked")
REQUIRED = ("code", "en", "es", "emergency", "crisis", "sources", "checked")


def read_countries(content: bytes, path: str) -> tuple[m.Country, ...]:
    """Return the countries, in the order of the file.

    Raises:
        BadFile: with all problems of the file.
    """
    fields = Fields(content, path)
    countries: dict[str, m.Country] = {}
    for key, item in fields.items(fields.root, "countries"):
        for country in _countries(fields, key, item):
            if country.code in countries:
                problem = say("“{name}” is a duplicate", name=country.code)
                fields.wrong(item.line, key, problem, say("Keep one of them."))
            countries[country.code] = country
    fields.finish()
    return tuple(countries.values())


def _countries(fields: Fields, key: str, item: Node) -> list[m.Country]:
    """Return the country of an entry, and the countries that share it; note what is wrong."""
    values = fields.mapping(item, key, KEYS, REQUIRED)
    code = fields.text(values.get("code"), f"{key}.code")
    others = fields.texts(values.get("also"), f"{key}.also")
    for name in (code, *others):
        if name and name != UNKNOWN and not (len(name) == 2 and name.isascii() and name.isupper()):
            problem = say("“{name}” is not an ISO code", name=name)
            fields.wrong(item.line, f"{key}.code", problem, say("Write US, MX or ES."))
    read_sources(fields, values.get("sources"), key)
    fields.date(values.get("checked"), f"{key}.checked")
    country = m.Country(
        "" if code == UNKNOWN else code,
        _name(fields, values.get("en"), f"{key}.en"),
        _name(fields, values.get("es"), f"{key}.es"),
        *_in_both(fields, values.get("emergency"), f"{key}.emergency"),
        tuple(
            m.Line(kind, *_in_both(fields, values.get(kind), f"{key}.{kind}"))
            for kind in _KINDS
            if kind in values
        ),
    )
    return [country, *(country._replace(code=other) for other in others)]


def _name(fields: Fields, node: Node | None, key: str) -> str:
    """Return a country's name, which may be empty if an entry is for several."""
    return "" if isinstance(node, Scalar) and not node.text else fields.text(node, key)


def _in_both(fields: Fields, node: Node | None, key: str) -> tuple[str, str]:
    """Return a text in English and Spanish: one text for both, or a mapping."""
    if node is None:
        return "", ""
    if isinstance(node, Scalar):
        text = fields.text(node, key)
        return text, text
    values = fields.mapping(node, key, ("en", "es"), ("en", "es"))
    return fields.text(values.get("en"), f"{key}.en"), fields.text(values.get("es"), f"{key}.es")
