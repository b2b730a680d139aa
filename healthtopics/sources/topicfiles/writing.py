"""Topics into topic files: the YAML that reads back as the same topic."""

from typing import Any

import yaml

from healthtopics import prose
from healthtopics.model import Advice, Topic
from healthtopics.taxonomy import ADVICE_LEVELS


def write(topic: Topic) -> str:
    """Return the topic file of a topic, which reads back as the same topic."""
    content: dict[str, Any] = {
        "title": topic.title,
        "language": topic.language,
        "depth": topic.depth,
        "also_called": list(topic.also_called),
        "leads_here": list(topic.leads_here),
        "description": topic.description,
        "medlineplus": _plain(topic.medlineplus) if topic.medlineplus else None,
        "groups": list(topic.groups),
        "mesh": [_plain(heading) for heading in topic.mesh],
        "summary": _Prose(prose.write(topic.summary)),
        "advice": _advice(topic),
        "symptoms": [_without_empty(symptom._asdict()) for symptom in topic.symptoms],
        "sections": _sections(topic),
        "links": [
            _without_empty(
                {
                    "title": link.title,
                    "categories": list(link.categories),
                    "organizations": list(link.organizations),
                    "url": link.url,
                    "note": link.note,
                    "twin_url": link.twin_url,
                    "language": link.language,
                }
            )
            for link in topic.links
        ],
        "related": list(topic.related),
        "sources": [_without_empty(source._asdict()) for source in topic.sources],
        "compared": topic.compared,
        "clinical_review": _plain(topic.clinical_review) if topic.clinical_review else None,
        "translation_of": topic.translation_of,
    }
    return yaml.dump(
        _without_empty(content),
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=float("inf"),
    )


def _advice(topic: Topic) -> dict[str, Any]:
    """Return advice by level, as it is written, and quotations under a key of their own."""
    by_level = {
        level.key: [_line(advice) for advice in topic.advice if advice.level == level.key]
        for level in ADVICE_LEVELS
    }
    quoted = [_Prose(advice.text) for advice in topic.advice if not advice.level]
    return _without_empty({**by_level, "quoted": quoted})


def _line(advice: Advice) -> Any:
    """Return a line of advice as it is written: its signs, or its own sentence."""
    if not advice.signs:
        return {"text": advice.text, "who": advice.who} if advice.who else advice.text
    signs = {"sign": advice.signs[0]} if len(advice.signs) == 1 else {"signs": [*advice.signs]}
    return _without_empty({**signs, "when": advice.when, "why": advice.why})


def _sections(topic: Topic) -> Any:
    """Return sections by kind or heading, official ones as a list with their own headings."""
    if topic.is_exported("sections"):
        return [
            _without_empty(
                {
                    "kind": "" if s.heading else s.kind,
                    "heading": s.heading,
                    "text": _Prose(prose.write(s.blocks)),
                }
            )
            for s in topic.sections
        ]
    return {s.kind or s.heading: _Prose(prose.write(s.blocks)) for s in topic.sections}


def _plain(value: Any) -> Any:
    """Return nested tuples as mappings and lists, leaving out empty values."""
    if hasattr(value, "_asdict"):
        return _without_empty({key: _plain(part) for key, part in value._asdict().items()})
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


class _Prose(str):
    """A text that is written as a block."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _represent_prose(dumper: yaml.SafeDumper, text: _Prose) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text + "\n", style="|")


_Dumper.add_representer(_Prose, _represent_prose)


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}
