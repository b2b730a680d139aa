"""What kind of section a heading of a summary asks for.

MedlinePlus heads its sections with questions ("What causes anemia?", "¿Cómo se diagnostica la
anemia?"). The patterns below are tried in order on the folded heading (no case, accents or
punctuation); the first match decides.
"""

import re
from functools import cache

from healthtopics.text import fold

_KINDS = {
    "en": (
        ("complications", r"^what (other |health |serious |special )*(problems|complications) (can|do|does|could|might|may) .*\b(cause|have|lead to)$"),
        ("complications", r"^can .* (cause|lead to) (other |serious )?(health )?(problems|complications)$"),
        ("complications", r"^(what are the )?(possible )?complications\b"),
        ("diagnosis", r"^how (is|are|do|does|can|will) .*\b(diagnosed?|detected)\b"),
        ("diagnosis", r"^(what|which) tests? .*\bdiagnose\b"),
        ("diagnosis", r"^diagnos(is|ing)\b"),
        ("risk_factors", r"^(who|which [a-z]+( [a-z]+)?) (is|are|might be) (more likely|at (a )?(higher |increased |high |greater )?risk)\b"),
        ("risk_factors", r"^what (are|can|could|may|might|raises|increases)\b.*\brisk factors\b"),
        ("risk_factors", r"^what (can |could |may |might )?(raises?|increases?) (my|your|the) (risk|chances?)\b"),
        ("risk_factors", r"^(who gets|(who is at risk|risk factors)$|risk factors (for|of)\b)"),
        ("causes", r"^what (can |could )?causes?\b"),
        ("causes", r"^what (is|are) the causes?\b"),
        ("causes", r"^causes?( of\b|$)"),
        ("prevention", r"^(how )?can .* be (prevented|avoided)\b"),
        ("prevention", r"^(how can|how do|can) (i|you|we|people|parents|someone|women|men) (help )?(prevent|avoid getting)\b"),
        ("prevention", r"^(is there|are there) .*\bto prevent\b"),
        ("prevention", r"^what can (i|you|we|people|be done) (do )?to (help )?prevent\b"),
        ("prevention", r"^(how|what) can (i|you|we|people) (do to )?(lower|reduce) (my|your|the|our|their) (risks?|chances?) (of|for)( getting| developing| having)? (?!pregnan)"),
        ("prevention", r"^(prevention|preventing)\b"),
        ("treatments", r"^what (is|are) the (possible |different |available )*(treatments?|therap(y|ies))\b"),
        ("treatments", r"^what (the )?(treatments?|therap(y|ies)) (is|are|can|may|might|could|will)\b"),
        ("treatments", r"^what are some .*\btreatments (for|of)\b"),
        ("treatments", r"^are there (any )?(treatments|therapies|medicines)\b"),
        ("treatments", r"^which .*(medicines?|drugs|treatments|therapies) (can |may )?(help )?treat\b"),
        ("treatments", r"^how (is|are|can) .*\btreated\b"),
        ("treatments", r"^(treatments?( (of|for)\b|$)|treating\b)"),
        ("living_with", r"^living with\b"),
        ("living_with", r"^(how|what) can (i|you|people|we) (do to )?(cope with|live (well |better |a \w+ life )?with|manage (my |your )?(?!long))"),
        ("outlook", r"^(what is the )?(outlook|prognosis)\b"),
        ("outlook", r"^can .* be cured$"),
        ("outlook", r"^is there a cure\b"),
    ),
    "es": (
        ("complications", r"^(que|cuales son los) (otros )?(problemas|complicaciones)( de salud)?( graves)? (puede|pueden|podria|causa|causan|que causa|que puede)\b"),
        ("complications", r"^(cuales son las )?(posibles )?complicaciones\b"),
        ("complications", r"^pueden? .*\bcausar (otros )?problemas\b"),
        ("diagnosis", r"^como se (diagnostica|diagnostican|detecta|detectan)\b"),
        ("diagnosis", r"^como (diagnostica|diagnostican)\b"),
        ("diagnosis", r"^(que|cuales) (son las )?(pruebas|examenes) .*\b(diagnosticar|diagnostican?)\b"),
        ("diagnosis", r"^diagnostico\b"),
        ("risk_factors", r"^(quien|quienes) .*\b(mas probabilidad(es)?|mayor probabilidad|probabilidades|riesgo|propens[oa]s?)\b"),
        ("risk_factors", r"^que [a-z]+ (tiene|tienen|corre|corren|esta|estan)\b.*\b(probabilidad(es)?|riesgo)\b"),
        ("risk_factors", r"^(cuales son los )?factores de riesgo\b"),
        ("risk_factors", r"^que (puede )?aumentar? (mi|el|su) riesgo\b"),
        ("causes", r"^que (causa|causan|provoca|provocan|ocasiona|ocasionan|puede causar|produce|producen)\b"),
        ("causes", r"^a que se deben?\b"),
        ("causes", r"^(cual es la causa|cuales son las causas|causas?)\b"),
        ("prevention", r"^(como )?(se )?pueden? (se )?(prevenir|evitar|prevenirse|evitarse)\b"),
        ("prevention", r"^(es posible|hay (alguna )?forma|hay (alguna )?manera|como|como puedo|como podemos|que puedo hacer para) (de )?(prevenir|evitar)\b"),
        ("prevention", r"^como se (previene|previenen)\b"),
        ("prevention", r"^(como|que) puedo (hacer para )?(reducir|disminuir) (mi|el) riesgo\b"),
        ("prevention", r"^prevencion\b"),
        ("treatments", r"^(cual es el|cuales son los|que|existen|hay|existe algun|que otros) (posibles )?tratamientos?\b"),
        ("treatments", r"^como se (trata|tratan|puede tratar|pueden tratar)\b"),
        ("treatments", r"^que medicamentos .*\b(tratar|tratan)\b"),
        ("treatments", r"^tratamientos?\b"),
        ("living_with", r"^(vivir|viviendo|como (puedo )?vivir|como (puedo )?sobrellevar|como convivir) (con )?"),
        ("outlook", r"^(cual es el )?pronostico\b"),
        ("outlook", r"^(tiene cura|existe una cura|hay (una )?cura|se puede curar)\b"),
    ),
}  # fmt: skip

_LONGEST = 300  # characters; anything longer is not a question


@cache
def _kinds(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the patterns of a language, compiled on first use."""
    return tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS.get(language, ()))


def kind_of(heading: str, language: str) -> str:
    """Return the key of the section kind that a heading asks for, or nothing."""
    words = fold(heading[:_LONGEST])
    for kind, pattern in _kinds(language):
        if pattern.search(words):
            return kind
    return ""
