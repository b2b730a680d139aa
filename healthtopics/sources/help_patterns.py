"""How MedlinePlus says when to get help: the tables by which it is found, and how urgent it is."""

import re
from functools import lru_cache

from healthtopics.sources.patterns import compiled

# Words before which, or a sentence's beginning or a comma, a request stands.
_REQUEST_EN = (
    r"(?:^(?:but |so |however, |otherwise, |in general, |also, )?|, (?:then |and |or )?(?:to )?|; | and |"
    r"\b(?:should|must|need to|have to|important to|may wish to|may want to|be sure to|make sure to|"
    r"always|best to|hesitate to|idea to|please|then|you can)\s+)(?:immediately |always |also |first |go )?"
)
_NOW_EN = r"(?:right away|immediately|at once|as soon as possible|promptly|without delay|right now)"
_PROVIDER_EN = (
    r"(?:providers?|professionals?|doctors?|physicians?|dentists?|pediatricians?|nurses?|"
    r"pharmacists?|surgeons?|midwi(?:fe|ves)|specialists?|consultants?|veterinarians?|health care team)"
)
_ASK_EN = (
    r"(?:call|contact|see|talk (?:to|with)|speak (?:to|with)|tell|check with|consult(?: with)?|"
    rf"visit|go to|notify|let|ask|report|discuss|take (?:your \w+|him|her|them) to)\b[^.;:]{{0,55}}?\b{_PROVIDER_EN}\b"
)
_CARE_EN = r"(?:medical |emergency |professional |some )*(?:help|care|attention)"
_HELP_EN = rf"(?:{_CARE_EN}|(?:medical |emergency )*treatment)"
_REQUEST_ES = (
    r"(?:^(?:pero |así que |sin embargo, |de lo contrario, |en general, )?|, (?:entonces |y |o )?|; |"
    r"\b(?:debe|debería|deben|tiene que|hay que|necesita|importante|dude en|asegúrese de|favor de|siempre|entonces)\s+)"
    r"(?:inmediatamente |siempre |también |primero )?"
)
_NOW_ES = (
    r"(?:de inmediato|inmediatamente|inmediat[oa]|cuanto antes|lo antes posible|lo más pronto posible|"
    r"en ?seguida|sin demora|de urgencia|urgente|ya mismo|ahora mismo)"
)
_PROVIDER_ES = (
    r"(?:proveedor(?:es)?|profesional(?:es)?|médic[oa]s?|doctor(?:a|es)?|dentistas?|pediatras?|"
    r"enfermer[oa]s?|farmacéutic[oa]s?|especialistas?|equipo de atención)"
)
_ASK_ES = (
    r"(?:llame|llamar|comuníquese|comunicarse|contacte|contactar|póngase en contacto|consulte|consultar|vea|ver|visite|visitar|"
    r"acuda|acudir|hable|hablar|avise|avisar|informe|informar|dígale|decirle|vaya|ir|pregunte)\b"
    rf"[^.;:]{{0,60}}?\b{_PROVIDER_ES}\b"
)
_GET_ES = r"(?:busque|buscar|obtenga|obtener|reciba|recibir|solicite|solicitar|pida|pedir|consiga|conseguir|necesita|acuda a|requiere)"
_HELP_ES = r"(?:la |una )?(?:ayuda|atención|asistencia|tratamiento|cuidados?)(?: médic[oa]s?)?(?: profesional)?"

_LEVELS: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    language: tuple((level, re.compile(pattern, re.IGNORECASE)) for level, pattern in levels)
    for language, levels in {
        "en": (
            ("emergency", r"\b(?:call|dial|phone) (?:\w+ )?(?:911|9-1-1|an ambulance|your local emergency|emergency)"),
            ("emergency", rf"(?:{_REQUEST_EN}|\bor )(?:go|get|take|be taken)\b[^.;:]{{0,40}}\bemergency (?:room|department)"),
            ("emergency", rf"{_REQUEST_EN}(?:go|get) to (?:the|a) (?:nearest )?hospital {_NOW_EN}"),
            ("emergency", rf"(?:{_REQUEST_EN}|you (?:will )?|\bor )(?:get|seek|need)\b (?:\w+ ){{0,2}}(?:emergency|immediate) {_HELP_EN}"),
            ("emergency", rf"(?:{_REQUEST_EN}|you |they )(?:get|seek|need)\b {_HELP_EN}\b[^.;:]{{0,60}}\b{_NOW_EN}"),
            ("emergency", r"\bit(?: is|'s|’s) an? (?:medical )?emergency if\b"),
            ("urgent", rf"{_REQUEST_EN}{_ASK_EN}.*\b{_NOW_EN}"),
            ("urgent", rf"\b{_NOW_EN},? {_ASK_EN}"),
            ("urgent", rf"{_REQUEST_EN}(?:call|contact)\b[^.;:]{{0,45}}\bpoison (?:control|help)\b"),
            ("routine", rf"{_REQUEST_EN}{_ASK_EN}"),
            ("routine", rf"\b(?:should|must|need to|have to|important to) have (?:a|an|your) [^.;:]{{0,20}}\b{_PROVIDER_EN} (?:check|look at|examine)\b"),
            ("routine", rf"(?:{_REQUEST_EN}|\bor )(?:get|seek|ask for) {_CARE_EN}\b"),
        ),
        "es": (
            ("emergency", r"\bllam(?:e|ar) (?:\w+ )?(?:al (?:911|9-1-1|número de emergencias?|servicio de emergencias?)|a (?:una ambulancia|emergencias))"),
            ("emergency", rf"(?:{_REQUEST_ES}|\bo )(?:vaya|ir|acuda|acudir|diríjase|lleve)\b[^.;:]{{0,50}}\b(?:emergencias?|urgencias?)\b"),
            ("emergency", rf"{_REQUEST_ES}{_GET_ES} {_HELP_ES} (?:de )?(?:emergencia|urgencia|urgente|inmediat[oa])"),
            ("emergency", rf"{_REQUEST_ES}{_GET_ES} (?:de inmediato |inmediatamente )?{_HELP_ES}\b[^.;:]{{0,60}}\b{_NOW_ES}"),
            ("emergency", rf"{_REQUEST_ES}{_GET_ES} (?:de inmediato|inmediatamente) {_HELP_ES}"),
            ("emergency", r"\bes una emergencia(?: médica)? si\b"),
            ("urgent", rf"{_REQUEST_ES}{_ASK_ES}.*\b{_NOW_ES}"),
            ("urgent", rf"{_REQUEST_ES}(?:llame|comuníquese|consulte|vea|acuda|avise|hable) (?:de inmediato|inmediatamente|cuanto antes)\b.*\b{_PROVIDER_ES}"),
            ("routine", rf"{_REQUEST_ES}{_ASK_ES}"),
            ("routine", rf"{_REQUEST_ES}{_GET_ES} {_HELP_ES}"),
        ),
    }.items()
}  # fmt: skip
CONDITION = compiled(
    en=(
        r"(?<!even )\bif\b(?! (?:possible|needed|necessary|so)\b)",
        r"\bfor (?:any|severe|serious)\b",
    ),
    es=(r"\bsi\b(?! (?:es posible|es necesario))",),
)
# What is asked for another reason than a sign of illness: a choice, a plan, a test, a purchase.
OTHER_REASON = compiled(
    en=(
        r"\bbefore (?:you |taking|using|trying|starting|getting|having|breastfeeding|stopping|beginning)",
        r"\b(?:want|wish|plan|planning|would like|decide) to (?!see|call|contact|talk)",
        r"\b(?:thinking (?:of|about) (?:having|getting|taking)|considering|interested in)\b",
        r"\babout (?:which|whether|what|the (?:possible )?(?:risks|benefits|pros)|your risk|how (?:much|often|to (?:take|use|lose)))\b",
        r"\b(?:providers?|professional|doctor)s? about (?:taking|getting|having)\b",
        r"\bto (?:figure out|decide|see if|see whether)\b",
        r"\b(?:right|safe|best) for you\b",
        r"\bfor help (?:in|with|finding|understanding)\b",
        r"\b(?:see|visit)\b[^.]* regularly\b",
        r"\bgoing to have\b",
    ),
    es=(
        r"\bantes de (?:que|tomar|usar|probar|empezar|comenzar|iniciar|dejar)",
        r"\b(?:quiere|desea|planea|piensa|decide)\b(?! que)",
        r"\b(?:está (?:considerando|pensando)|le interesa)\b",
        r"\bsobre (?:cuál|qué|los (?:riesgos|beneficios)|su riesgo|cuánto)\b",
        r"\bpara (?:decidir|saber si|determinar)\b",
        r"\b(?:adecuad[oa]|segur[oa]|mejor) para usted\b",
        r"\b(?:vea|visite|consulte)\b[^.]* (?:regularmente|con regularidad)\b",
    ),
)
# What is an emergency whatever else is so.
EMERGENCY = compiled(
    en=(r"\b(?:is|are) (?:always )?an? (?:[\w-]+ ){0,2}emergency\b",),
    es=(r"\b(?:es|son) (?:siempre )?una emergencia\b",),
)
# What points back to the sentence before.
POINTS_BACK = compiled(
    en=(
        r"\b(?:if|when) (?:this|that|it) happens\b",
        r"\b(?:those|these) (?:symptoms|signs|problems)\b",
        r"^if (?:they|it|you) do,",
    ),
    es=(
        r"\bsi esto (?:sucede|ocurre|pasa)\b",
        r"\best[oa]s (?:síntomas|signos|señales|problemas)\b",
    ),
)
OPENING = compiled(
    en=(r"^(?:but|so|and|however|otherwise|also|in general|therefore)\b,? ",),
    es=(r"^(?:pero|y|así que|sin embargo|de lo contrario|además|en general|por lo tanto)\b,? ",),
)  # fmt: skip
# The end of a lead-in that only announces the list.
ANNOUNCES = compiled(
    en=(
        r", (?:even if|especially) .*$",
        r"[ ,]*\b(?:any|one|some|one or more) of (?:the following|these|them|those)\b[\w ]*$",
        r"[ ,]*\b(?:the following|these)(?: \w+)?$",
    ),
    es=(
        r", (?:aunque|incluso si|especialmente) .*$",
        r"[ ,]*\b(?:algun[oa]s?|cualquiera|un[oa] o más) de (?:l[oa]s siguientes|est[oa]s|ell[oa]s)\b[\w ]*$",
        r"[ ,]*\b(?:l[oa]s siguientes|est[oa]s)(?: \w+)?$",
    ),
)
STANDS_ALONE = compiled(
    en=(r"^(?:you|your|you're|you’re|it|the|someone|there|if)\b",),
    es=(r"^(?:usted|su|sus|tiene|siente|no |hay|alguien|si)\b",),
)


# One of these stands in every request for help.
_HELPERS = {
    "en": (
        "911", "9-1-1", "ambulance", "emergency", "provider", "professional", "doctor", "physician",
        "dentist", "pediatrician", "nurse", "pharmacist", "surgeon", "midwi", "specialist", "consultant",
        "veterinarian", "hospital", "poison",
        "care", "help", "attention", "treatment",
    ),
    "es": (
        "911", "9-1-1", "ambulancia", "emergencia", "urgencia", "proveedor", "profesional", "médic",
        "doctor", "dentista", "pediatra", "enfermer", "farmacéutic", "especialista", "ayuda",
        "atención", "asistencia", "tratamiento", "cuidado",
    ),
}  # fmt: skip


@lru_cache(500)  # of a topic: several questions about a sentence begin with this one
def level_of(sentence: str, language: str) -> str:
    """Return how urgent the help is that a sentence asks to get; nothing if it asks for none."""
    lowered = sentence.lower()
    if not any(word in lowered for word in _HELPERS[language]):
        return ""  # most sentences: the patterns need not be tried
    return next((key for key, pattern in _LEVELS[language] if pattern.search(sentence)), "")


def has_levels(language: str) -> bool:
    """Tell whether there are patterns for a language."""
    return language in _LEVELS
