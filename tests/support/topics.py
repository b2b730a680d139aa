"""Collections of made-up topics, and their catalog in this process."""

import os
import time
from collections.abc import Mapping
from pathlib import Path

from healthtopics.catalog.build import build
from healthtopics.catalog.store import Catalog
from healthtopics.places import EXPORT, Collection
from healthtopics.sources.medlineplus import exports
from tests.support.command import topic_file
from tests.support.exports import export

BONES, SKIN = "Bones, Joints and Muscles", "Skin, Hair and Nails"
HUESOS, PIEL = "Huesos, articulaciones y músculos", "Piel, cabello y uñas"
VOCABULARIES = {
    "countries.yaml": "- {code: unknown, en: '', es: '', emergency: the emergency number, "
    "crisis: call a crisis line., sources: [{title: A}], checked: 2026-11-26}\n"
    "- {code: ES, en: Spain, es: España, emergency: '112', crisis: {en: call 024., es: llame al 024.}, "
    "sources: [{title: A}], checked: 2026-11-26}\n",
    "signs.yaml": "signs:\n- {key: glows, level: emergency, who: someone, line: crisis, "
    "en: The elbow glows in the dark., es: El codo brilla en la oscuridad., "
    "short: {en: a glowing elbow, es: un codo que brilla}, marks: [glow], sources: [{title: A}]}\n"
    "- {key: hums, level: emergency, who: child, en: A child hums., es: Un niño zumba., "
    "short: {en: humming, es: zumbido}, sources: [{title: B, publisher: Hum Society}]}\n"
    "- {key: fades, level: today, who: anyone, en: The color fades., es: El color se va., "
    "sources: [{title: A}]}\n"
    "- {key: itches, level: routine, who: anyone, en: It itches., es: Le pica., "
    "higher: [{signs: [fades], en: if it fades, es: si se va el color}, "
    "{signs: [glows, hums], en: in the dark, es: en la oscuridad}], sources: [{title: A}]}\n",
    "groups.yaml": f"- en: '{BONES}'\n  es: '{HUESOS}'\n- en: '{SKIN}'\n  es: '{PIEL}'\n",
    "organizations.yaml": "- name: Elbow Society\n  url: https://elbows.example.org/\n"
    "- name: Arm Society\n",
    "danger.yaml": "- topics: [Purple Toe, Green Toe]\n  en: toe glows, toe on fire\n"
    "  es: dedo en llamas\n",
    "common-words.yaml": "en: lanterm\nes: verte\n",
    "medicine-names.yaml": "- topic: Green Toe\n  stems: -toestatin, cefa-\n  generic: greenicillin\n"
    "  brands: Zorb Away\n",
    "everyday.yaml": "- topic: Green Toe\n  en: lawn foot, mossy foot\n  es: pie de pasto\n",
}
TOE = topic_file(
    title="Green Toe",
    also_called=["Emerald toe", "Toe of grass"],
    description="A toe that turns green.",
    medlineplus={"id": "77", "url": "https://medlineplus.example.org/77.html"},
    groups=[SKIN, BONES],
    mesh=[{"id": "D7", "name": "Toes"}, {"id": "D8", "name": "Grass"}],
    symptoms=[{"name": "Green skin"}, {"name": "Itching toes", "note": "At night."}],
    sections={"causes": "Grass.", "outlook": "- It fades.\n- It grows.", "What friends say": "Nice."},
    links=[
        {"title": "Toes", "categories": ["Start Here", "Children"], "organizations": ["Toe Society",
         "Elbow Society"], "url": "https://toe.example.org/a"},
        {"title": "Grass", "categories": ["Specifics"], "note": "In print only."},
        {"title": "Cures", "categories": ["Treatments and Therapies"], "organizations":
         ["Elbow Society"], "url": "https://toe.example.org/c"},
    ],
    related=["Blue Elbow", "Fever"],
    sources=[{"title": "Toe Book", "publisher": "Toe Society", "url": "https://toe.example.org/"},
             {"title": "Foot Book"}],
)  # fmt: skip
DEDO = topic_file(
    title="Dedo verde", language="es", also_called=None, description="Un dedo que se pone verde.",
    summary="Un dedo verde.", groups=[PIEL], translation_of="green-toe", related=None,
    advice={"today": ["El dedo brilla."]}, symptoms=[{"name": "Piel verde"}],
    sections=None, links=[{"title": "Dedos", "categories": ["Comience aquí"]}],
)  # fmt: skip
BUNDLED = {"en/toe.yaml": TOE, "es/dedo.yaml": DEDO}


def nobody(done: int, total: int) -> None:
    """Hear of progress, and do nothing."""


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files that look as if they had not been changed just now, and return their folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    past = time.time() - 3600
    for path in (folder, *folder.rglob("*")):
        os.utime(path, (past, past))
    return folder


def collections(
    root: Path,
    personal: Mapping[str, str | bytes] | None = None,
    records: tuple[str, ...] | None = None,
    bundled: Mapping[str, str | bytes] = BUNDLED,
) -> tuple[Collection, ...]:
    """Return three collections under a folder.

    Args:
        root: where they are made.
        personal: the files of a person.
        records: the topics of an imported export; empty for those of ``tests.support.exports``.
        bundled: the files that come with the program, besides the vocabularies.
    """
    own = write(root / "own", personal or {})
    kept = root / "medlineplus"
    if records is not None:
        (root / "export.xml").write_bytes(export(*records))
        with (root / "export.xml").open("rb") as stream:
            exports.keep(stream, "export.xml", str(kept))
    return (
        Collection("personal", (str(own),)),
        Collection("medlineplus", (), str(kept / EXPORT)),
        Collection("bundled", (str(write(root / "bundled", {**VOCABULARIES, **bundled})),)),
    )


def catalog(
    root: Path,
    personal: Mapping[str, str | bytes] | None = None,
    records: tuple[str, ...] | None = None,
    bundled: Mapping[str, str | bytes] = BUNDLED,
) -> Catalog:
    """Return the catalog, kept nowhere, of the collections that ``collections`` makes."""
    return Catalog(build(collections(root, personal, records, bundled), "", nobody))
