"""Records in the exact shape of the export of 2026-10-02: its names, numbers and addresses.

The texts are made up. The names, the order of elements and the odd addresses are the export's.
"""

from tests.support.exports import export

_SITE = "https://medlineplus.gov"


def _record(
    id: int, title: str, page: str, language: str, *parts: str, meta: str = "", text: str = ""
) -> str:
    """Return a record; without a text it has no summary, as a few have none."""
    folder = "spanish/" if language == "Spanish" else ""
    summary = text.replace("<", "&lt;").replace(">", "&gt;")
    return (
        f'<health-topic meta-desc="{meta}" title="{title}" url="{_SITE}/{folder}{page}.html" '
        f'id="{id}" language="{language}" date-created="10/31/2006">\n'
        + (f"<full-summary>{summary}</full-summary>\n" if text else "")
        + "\n".join(parts)
        + "\n</health-topic>\n"
    )


def _names(tag: str, *names: str) -> str:
    return "".join(f"<{tag}>{name}</{tag}>\n" for name in names)


def _group(id: int, page: str, name: str) -> str:
    return f'<group url="{_SITE}/{page}.html" id="{id}">{name}</group>'


def _twin(id: int, page: str, language: str, title: str) -> str:
    return (
        f'<language-mapped-topic url="{_SITE}/{page}.html" id="{id}" language="{language}">'
        f"{title}</language-mapped-topic>"
    )


def _related(id: int, page: str, title: str) -> str:
    return f'<related-topic url="{_SITE}/{page}.html" id="{id}">{title}</related-topic>'


def _other(vernacular: str, name: str, page: str) -> str:
    return (
        f'<other-language vernacular-name="{vernacular}" url="{_SITE}/{page}">'
        f"{name}</other-language>"
    )


def _site(title: str, url: str, *parts: str, twin: str = "") -> str:
    mapped = f' language-mapped-url="{twin}"' if twin else ""
    return f'<site title="{title}" url="{url}"{mapped}>\n{"".join(parts)}</site>'


def _categories(*names: str) -> str:
    return _names("information-category", *names)


ABORTO = _record(
    2238, "Aborto", "abortion", "Spanish",
    _names("also-called", "Aborto inducido", "Interrupción del embarazo"),
    _group(20, "spanish/pregnancyandreproduction", "Embarazo y reproducción"),
    _group(42, "spanish/femalereproductivesystem", "Sistema reproductor femenino"),
    _twin(122, "abortion", "English", "Abortion"),
    _names("see-reference", "Embriotomía"),
    _site("Aborto médico", "https://www.mayoclinic.org/es/tests-procedures/medical-abortion/about/pac-20394687?p=1",
          _categories("Más información", "Spanish/Español"),
          _names("organization", "Fundación Mayo para la Educación y la Investigación Médica")),
    _site("Aborto: Medicamento", f"{_SITE}/spanish/ency/article/007382.htm",
          _categories("Más información", "Spanish/Español", "NON-DISPLAY (Patient Handout)"),
          _names("organization", "Enciclopedia Médica"),
          twin=f"{_SITE}/ency/article/007382.htm"),
    meta="Un procedimiento inventado para esta prueba.",
    text="<p>Un texto de prueba sobre un procedimiento.</p><ul><li>Una manera</li><li>Otra</li></ul>",
)  # fmt: skip
ABUSO = _record(
    1882, "Abuso de las personas mayores", "elderabuse", "Spanish",
    _names("also-called", "Maltrato al adulto mayor"),
    _group(6, "spanish/olderadults", "Personas mayores"),
    _group(30, "spanish/socialfamilyissues", "Asuntos sociales y familiares"),
    _twin(529, "elderabuse", "English", "Elder Abuse"),
    f'<primary-institute url="{_SITE}/spanish/nihinstitutes.html#NIA">Instituto Nacional sobre el '
    "Envejecimiento</primary-institute>",
    _related(1865, "spanish/intimatepartnerviolence", "Violencia en la pareja"),
    _names("see-reference", "Abuso del anciano"),
    _site("Elder Justice en Español", "https://www.justice.gov/es/elderjustice",
          _categories("Comience aquí", "Spanish/Español"),
          _names("organization", "Departamento de Justicia de Estados Unidos")),
    _site("Instituto Nacional Sobre el Envejecimiento", "https://www.nia.nih.gov/espanol",
          _categories("Spanish/Español", "Especialistas"),
          _names("organization", "Instituto Nacional sobre el Envejecimiento"),
          _names("standard-description", "NIH")),
    meta="Una prueba sobre el maltrato.",
    text="<p>Alguien maltrata a una persona mayor. Si hay peligro ahora, llame al 911. Si no, avise "
    'a quien pueda ayudar.</p>\n<p class="">NIH: Instituto Nacional sobre el Envejecimiento</p>',
)  # fmt: skip
ABORTION = _record(
    122, "Abortion", "abortion", "English",
    _names("also-called", "Induced Abortion"),
    _group(20, "pregnancyandreproduction", "Pregnancy and Reproduction"),
    _group(42, "femalereproductivesystem", "Female Reproductive System"),
    _twin(2238, "spanish/abortion", "Spanish", "Aborto"),
    '<mesh-heading>\n<descriptor id="D000028">Abortion, Induced</descriptor>\n</mesh-heading>',
    _other("简体中文", "Chinese, Simplified (Mandarin dialect)",
           "languages/abortion.html#Chinese, Simplified (Mandarin dialect)"),
    _other("繁體中文", "Chinese, Traditional (Cantonese dialect)",
           "languages/abortion.html#Chinese, Traditional (Cantonese dialect)"),
    _other("español", "Spanish", "spanish/abortion.html"),
    _other("español", "Spanish", "languages/abortion.html#Spanish"),
    _other("Tiếng Việt", "Vietnamese", "languages/abortion.html#Vietnamese"),
    _site("Abortion - medication", f"{_SITE}/ency/article/007382.htm",
          _categories("Encyclopedia"), _names("organization", "Medical Encyclopedia"),
          twin=f"{_SITE}/spanish/ency/article/007382.htm"),
    meta="A procedure that a test made up. ",
    text='<p>A made-up text on <a href="https://medlineplus.gov/miscarriage.html">something '
    "else</a>. Fewer than 10<sup>9</sup> people read it.</p>",
)  # fmt: skip
ELDER_ABUSE = _record(
    529, "Elder Abuse", "elderabuse", "English",
    _group(6, "olderadults", "Older Adults"),
    _group(30, "socialfamilyissues", "Social/Family Issues"),
    _twin(1882, "spanish/elderabuse", "Spanish", "Abuso de las personas mayores"),
    _other("español", "Spanish", "spanish/elderabuse.html"),
    '<primary-institute url="https://www.nia.nih.gov/">National Institute on Aging'
    "</primary-institute>",
    _related(514, "intimatepartnerviolence", "Intimate Partner Violence"),
    _names("see-reference", "Abuse", "Violence"),
    _site("ClinicalTrials.gov: Elder Abuse",
          "https://clinicaltrials.gov/search?cond=%22Elder+Abuse%22&amp;aggFilters=status:not%20rec",
          _categories("Clinical Trials"), _names("organization", "National Institutes of Health"),
          _names("standard-description", "NIH")),
    meta="Somebody hurts an older person. ",
    text="<p>Somebody hurts an older person. If there is danger now, call 911. If not, tell "
    'somebody who can help.</p>\n\n<p class="">NIH: National Institute on Aging</p>',
)  # fmt: skip
CANCER = _record(
    2245, "Cáncer: Viviendo con cáncer", "cancerlivingwithcancer", "Spanish",
    _names("also-called", "Viviendo con cáncer", "Vivir con cáncer"),
    _group(1, "spanish/cancers", "Cánceres"),
    _group(5, "spanish/mentalhealthandbehavior", "Salud mental y conducta"),
    _twin(1540, "cancerlivingwithcancer", "English", "Cancer--Living with Cancer"),
    f'<primary-institute url="{_SITE}/spanish/nihinstitutes.html#NCI">Instituto Nacional del Cáncer'
    "</primary-institute>",
    _related(4824, "spanish/palliativecare", "Cuidado paliativo"),
    _names("see-reference", "Cáncer, Sobrellevando el"),
    _site("Adaptación al cáncer", "https://www.cancer.gov/espanol/cancer/sobrellevar/adaptacion-al-cancer",
          _categories("Asuntos específicos", "Spanish/Español"),
          _names("organization", "Instituto Nacional del Cáncer"),
          _names("standard-description", "NIH"),
          twin="https://www.cancer.gov/about-cancer/coping/adjusting-to-cancer"),
    meta="Vivir con la enfermedad es un desafío en esta prueba.",
)  # fmt: skip
FIVE = (ABORTO, ABUSO, ABORTION, ELDER_ABUSE, CANCER)
PARTNER_VIOLENCE = _record(
    514, "Intimate Partner Violence", "intimatepartnerviolence", "English",
    _names("also-called", "Domestic Violence", "Partner Abuse"),
    _group(30, "socialfamilyissues", "Social/Family Issues"),
    _twin(1865, "spanish/intimatepartnerviolence", "Spanish", "Violencia en la pareja"),
    _names("see-reference", "Battered Women"),
    _related(529, "elderabuse", "Elder Abuse"),
    _other("français", "French", "languages/intimatepartnerviolence.html#French"),
    _site("Safety Packing List", "https://www.thehotline.org/plan-for-safety/",
          _categories("Start Here"), _names("organization", "National Domestic Violence Hotline")),
    meta="A partner who hurts.",
    text="<p>The official text on a partner who hurts.</p><h3>Where can I get help?</h3>"
    "<p>If you are in danger, call 911.</p>",
)  # fmt: skip
VIOLENCIA = _record(
    1865, "Violencia en la pareja", "intimatepartnerviolence", "Spanish",
    _names("also-called", "Violencia doméstica", "Maltrato conyugal"),
    _group(30, "spanish/socialfamilyissues", "Asuntos sociales y familiares"),
    _twin(514, "intimatepartnerviolence", "English", "Intimate Partner Violence"),
    _names("see-reference", "Mujeres maltratadas"),
    _related(1882, "spanish/elderabuse", "Abuso de las personas mayores"),
    _site("Haga un plan", "https://espanol.thehotline.org/plan/",
          _categories("Comience aquí", "Spanish/Español"),
          _names("organization", "Línea Nacional contra la Violencia Doméstica")),
    meta="Una pareja que hace daño.",
    text="<p>El texto oficial sobre una pareja que hace daño.</p>",
)  # fmt: skip


def five() -> bytes:
    """Return the export of five records."""
    return export(*FIVE, date="10/02/2026 02:30:35")
