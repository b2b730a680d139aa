"""How MedlinePlus tells symptoms: the tables by which they are found.

Patterns are looked for in one sentence, or one item of a list, whatever its case.
"""

import re
from collections.abc import Sequence

from healthtopics.sources.patterns import Patterns, compiled

_SIGN_EN = r"(?:symptoms?|signs?)(?: (?:and|or) (?:symptoms?|signs?))?"
_SIGN_ES = r"(?:síntomas?|signos?|señal(?:es)?)(?: (?:y|o) (?:síntomas?|signos?|señales))?"
# A condition, and whom it befalls: with an end, so that no sentence takes long.
_PHRASE = r"[^,:;]{1,80}?"
_WORDS = r"[\w' ]{1,60}?"
_MODAL_EN = (
    r"(?: (?:may|can|could|might|will|often|usually|typically|commonly|sometimes|also|generally))*"
)
_MODAL_ES = r"(?: (?:puede|pueden|podrían?|suelen?|a menudo|generalmente|también|usualmente))*"
_KIND_EN = (
    r"\b(?:most common|most frequent|most typical|main|primary|first|earliest|early|typical|usual|"
    r"common|classic|key|characteristic|only|another|one|later|late)(?: (?:possible|early|warning))?"
)
_KIND_ES = (
    r"(?: (?:más (?:comunes|común|frecuentes?|típicos?)|principal(?:es)?|inicial(?:es)?|comunes|común|"
    r"frecuentes?|típicos?|tempranos?|de advertencia|de alarma))"
)
_VERB_EN = r"(?:vary|differ|range|depend|come|appear|start|begin|develop|are similar|occur)"
_VERB_ES = r"(?:variar|varían|dependen|depender|aparecer|aparecen|comienzan|empiezan|son similares)"
_SOMETHING_EN = r"(?:(?:more |very )?(?:serious|underlying|other|another|different|medical|health) )*(?:problems?|conditions?|diseases?|disorders?|illness(?:es)?)\b"
# One of the people in question, or several.
_PEOPLE_EN = (
    r"(?:(?:some|many|most|other) )?(?:people|person|patients|babies|infants|children|kids|teens|adults|women|men|girls|boys|females|males|others)"
    r"(?: (?:with|who (?:have|get)) [^,:;]+?)?"
)
_FOLLOWING_EN = (
    r"(?: (?:(?:one or more|any|some) of )?(?:the following|these)(?: symptoms| signs)?)?"
)
_FOLLOWING_ES = (
    r"(?: (?:uno o más de |alguno de )?(?:los|las) siguientes(?: síntomas| signos| señales)?)?"
)


def _compiled_to_a_words_end(**patterns: Sequence[str]) -> Patterns:
    """Return patterns behind which the signs stand, so that no match ends within a word."""
    return compiled(**{
        language: [rf"(?:{one})(?!\w)" for one in several]
        for language, several in patterns.items()
    })  # fmt: skip


# What tells signs anywhere: behind it stand a list, or the signs themselves. "of" is the condition
# that they are signs of, where the sentence names one.
TELLS_SIGNS = _compiled_to_a_words_end(
    en=(
        (rf"\b{_SIGN_EN}(?:(?: of| for)\b(?P<of>{_PHRASE})| that\b(?P<that>{_PHRASE}))?(?:,? (?:in|among) {_WORDS})?"
        rf"(?:(?: (?:can|may|often|usually|sometimes))* {_VERB_EN}\b[^:]*?(?: and|[;,] (?:they|it)|,? but(?: they)?)|, (?:they|these|it|some|which))?"
        rf"{_MODAL_EN} includ(?:e|es|ed)(?: that)?{_FOLLOWING_EN}"),
        (rf"{_KIND_EN} {_SIGN_EN}(?:(?: of| for)\b(?P<of2>{_PHRASE}))?(?:,? (?:in|among) {_WORDS})?"
        rf"{_MODAL_EN} (?:is|are|be)(?: (?:usually|often|typically|that))*{_FOLLOWING_EN}"),
        rf"\b{_SIGN_EN}(?: of\b(?P<of3>{_PHRASE}))?(?:,? (?:in|among) {_WORDS})?{_MODAL_EN} (?:are|be){_FOLLOWING_EN}(?= ?:$)",
        (rf"\b(?:have|has|having|cause|causes|causing|notice|develop|experience|show)(?: [\w-]+){{0,4}}? {_SIGN_EN}"
        rf"(?: of\b(?P<of4>{_PHRASE}))?(?: in {_WORDS})?,? (?:such as|like|including|for example){_FOLLOWING_EN}"),
        rf"\b{_SIGN_EN},? (?:or|but) you (?:may|might|could) (?:notice|have){_FOLLOWING_EN}(?= ?:$)",
        rf"\b(?:have|has|show|notice)\b[^,:;]* (?:these|the following) {_SIGN_EN}(?= ?:$)",
        rf"\b(?:cause|causes|have|has)(?: [\w-]+){{0,4}}? {_SIGN_EN}(?: (?:similar to|like) [^,:;]+)?(?= ?:$)",
        rf"\b{_SIGN_EN}(?: of\b(?P<of6>{_PHRASE}))?{_MODAL_EN} (?:resemble|mimic|look like|(?:are|be) (?:like|similar to)) [^,:;]{{1,60}}:(?= \w)",
        rf"\b{_SIGN_EN} (?:of|that (?=(?:you|someone|a|an|your|the|it)\b))(?P<of9>{_PHRASE}), (?:including|such as|like)(?= ?:$)",
        rf"^there are (?:\w+ )?(?:main )?(?:types|kinds) of {_SIGN_EN}(?: of (?P<of8>{_PHRASE}))?(?=:$)",
        rf"^you (?:may|might|could) have (?P<of7>{_PHRASE}) if you (?:(?:notice|experience|feel)(?: any of)?(?: the following| these)?|have (?:any of )?(?:the following|these) {_SIGN_EN})(?=:$)",
        rf"^(?:the following|these) (?:may|can|could|might) be {_SIGN_EN} (?:of|that)\b(?P<of5>{_PHRASE})(?: that [^:]+)?(?=:$)",
    ),
    es=(
        (rf"\b{_SIGN_ES}{_KIND_ES}*(?: del?\b(?P<of>{_PHRASE}))?(?:,? (?:en|entre) {_WORDS})?"
        rf"(?:(?: (?:pueden|puede|suelen|a menudo))* {_VERB_ES}\b[^:]*?(?: y|[;,] (?:estos|estas))|, (?:estos|estas|ellos|algunos|que|los cuales))?,?"
        rf"{_MODAL_ES} inclu(?:yen?|ir){_FOLLOWING_ES}"),
        (rf"\b{_SIGN_ES}{_KIND_ES}+(?: del?\b(?P<of2>{_PHRASE}))?(?:,? (?:en|entre) {_WORDS})?"
        rf"{_MODAL_ES} (?:es|son|ser)(?: (?:generalmente|usualmente|a menudo))*{_FOLLOWING_ES}"),
        (rf"\b(?:primer|primeros|principales|otro|otros|posibles)\b {_SIGN_ES}{_KIND_ES}*(?: del?\b(?P<of6>{_PHRASE}))?"
        rf"{_MODAL_ES} (?:es|son|ser)(?: (?:generalmente|usualmente|a menudo))*{_FOLLOWING_ES}"),
        rf"\b{_SIGN_ES}(?: del?\b(?P<of3>{_PHRASE}))?{_MODAL_ES} (?:son|ser){_FOLLOWING_ES}(?= ?:$)",
        (rf"\b(?:tener|tiene|tienen|causar?|causan|provocar?|provocan|producir|produce|presentar?|notar|sentir)(?: [\w-]+){{0,3}}? {_SIGN_ES}"
        rf"(?: del?\b(?P<of4>{_PHRASE}))?,? (?:como|tales como|por ejemplo|incluyendo){_FOLLOWING_ES}"),
        rf"\b(?:tiene|tienen|presenta|nota)\b[^,:;]* (?:estos|estas|l[oa]s siguientes) {_SIGN_ES}(?= ?:$)",
        rf"^(?:los siguientes|las siguientes|estos|estas) (?:pueden|podrían) ser {_SIGN_ES} del?\b(?P<of5>{_PHRASE})(?: que [^:]+)?(?=:$)",
    ),
)  # fmt: skip
# What ends a request for help in whose list the signs stand that are meant.
THESE_SIGNS = compiled(
    en=(rf"\b(?:these|the following) (?:warning )?{_SIGN_EN}(?:, [^:]*)? ?:$",),
    es=(rf"\b(?:est[oa]s|l[oa]s siguientes) {_SIGN_ES}(?: de advertencia)?(?:, [^:]*)? ?:$",),
)
# What leads to the kinds of a condition, of which each may tell its own signs.
KINDS = compiled(
    en=(r"\b(?:types|kinds|forms)\b[^:]*:$", r"^(?P<of>[\w' -]+?)(?: can| may)? includes? ?:$"),
    es=(
        r"\b(?:tipos|clases|formas)\b[^:]*:$",
        r"^(?P<of>[\w' -]+?)(?: pueden?)? inclu(?:yen?|ir) ?:$",
    ),
)
# What tells signs behind a sentence that speaks of symptoms, or below a heading that asks for them.
GOES_ON = _compiled_to_a_words_end(
    en=(
        (
            rf"^(?:but |and |however, )?(?:if [^,]+, )?(?:they|these|this|some|others?|(?:these|the|your) symptoms|these signs)"
            rf"(?: [^:.]{{1,80}}?(?:,| and|, and|,? but)(?: (?:they|these))?)?{_MODAL_EN} includ(?:e|es){_FOLLOWING_EN}"
        ),
        rf"^(?:you|they|it|there|{_PEOPLE_EN}) (?:may|might|can|could) also (?:have|be|feel|notice|see|get|become|include|experience|cause)\b",
        r"^(?:you|the person) (?:may|might|could) (?:be|become|feel|notice|have|experience)\b",
        r"^there (?:may|might|could) be\b",
    ),
    es=(
        rf"^(?:si [^,]+, )?(?:estos|estas|ellos|ellas|estos síntomas|estas señales)?{_MODAL_ES} ?inclu(?:yen|ir){_FOLLOWING_ES}",
        r"^también (?:puede|pueden|podría|podrían) (?:tener|haber|sentir|notar|ver|presentar|presentarse|aparecer|incluir|experimentar|causar)\b",
        r"^(?:usted |las personas |algunas personas |los niños )?(?:también (?:puede|pueden)|(?:puede|pueden) también) (?:tener|sentir|notar|presentar)\b",
    ),
)
# What tells signs right behind a sentence that speaks of them, or says that at first there are none.
FOLLOWS = compiled(
    en=(
        rf"^if (?:they|you|it) (?:do|does)(?: have {_SIGN_EN})?,? (?:they|you|it){_MODAL_EN} (?:include|have|notice|feel|cause)\b",
        r"^(?:some of )?the (?:more|most) common(?: ones| symptoms| signs)? (?:are|include)\b",
        rf"^(?:(?:[^,]{{1,60}}, )(?:you|there|{_PEOPLE_EN}) (?:may|might|could|can)(?: also)?|others(?: (?:may|might|could|can))?) (?:have|be|feel|notice|experience)\b",
    ),
    es=(
        rf"^(?:si|cuando) (?:los )?(?:hay|tienen?|presentan?)(?: {_SIGN_ES})?,{_MODAL_ES} (?:incluir|incluyen|tener|sentir|notar)\b",
        r"^(?:algunos de )?los más comunes (?:son|incluyen)\b",
        r"^(?:[^,]{1,60}, )(?:puede|pueden|podría|podrían) (?:haber|tener|sentir|notar|presentar)\b",
        r"^(?:otros|otras) (?:tienen|sienten|presentan)\b",
    ),
)
# What leads to a list of signs below a heading that asks for them.
LEADS = compiled(
    en=(
        rf"\b{_SIGN_EN}\b",
        (
            r"\b(?:you|they|it|people|women|men|children|babies|infants|adults|teens|some|person|patients|flares|attacks?|cases)\b[^.:]*"
            r"\b(?:have|has|notice|feel|experience|cause|causes|include|includes|be|may|might|often)\b"
        ),
        r"^does your\b",
        r"^the (?:\w+ )?(?:types|kinds) (?:are|include)\b",
        r"^(?:in|for) (?:[\w-]+ ){0,4}(?:adults|children|babies|infants|toddlers|women|men|teens|newborns)\b",
    ),
    es=(
        rf"\b{_SIGN_ES}\b",
        r"\b(?:puede|pueden|podría|podrían|suele|suelen)(?: \w+)? (?:tener|sentir|notar|presentar|incluir|causar|experimentar|haber)\b",
        r"\bincluyen\b",
        r"^(?:en|para) (?:\w+ ){0,4}(?:adultos|niños|bebés|mujeres|hombres|adolescentes|recién nacidos)\b",
    ),
)
# What tells signs in running text below such a heading.
MAY_HAVE = compiled(
    en=(
        (
            rf"^(?:and )?(?:sometimes,? |rarely, |later, |(?:at|if|in|when|with|over)\b[^,]{{1,80}}, )?(?:you|they|{_PEOPLE_EN})"
            r"(?: (?:may|might|could|can|also|sometimes|often|usually))+ (?:feel|notice|have|experience|develop|get)\b"
        ),
        r"^there (?:may|might|could|can)(?: also)? be\b",
    ),
    es=(
        r"^(?:usted |las personas |algunas personas |los niños |los bebés )?(?:puede|pueden|podría|podrían) (?:sentir|notar|tener|presentar|experimentar)\b",
    ),
)
# What the condition itself brings, below such a heading.
CAUSES = compiled(
    en=(
        (
            r"^(?:sometimes,? |rarely, |later, |(?:at|if|in|when|with|over)\b[^,]{1,80}, )?(?:it|this|the (?:infection|disease|condition|disorder)|(?P<of>[\w' -]+?))"
            r"(?: (?:can|may|might|could|also|often|usually|sometimes|typically|commonly))* (?:causes?|produces?)\b"
        ),
    ),
    es=(
        (
            r"^(?:a veces,? |(?:en|si|cuando|con)\b[^,]{1,80}, )?(?:esto|(?:la|el) (?:infección|enfermedad|afección|trastorno)|(?P<of>[\w' -]+?))"
            r"(?: (?:puede|pueden|también|suele|suelen|a menudo|a veces))* (?:causar?|causan|producir|produce|producen|provocar?|provocan)\b"
        ),
    ),
)
# What brings the signs that a sentence tells: the condition, or another one.
CAUSED_BY = compiled(
    en=(
        rf"^(?:but |however, )?(?!(?:it|this|that|these|they|which|(?:some|many|most|the|if|sometimes) [\w-]+|{_PEOPLE_EN})\b)(?P<of>(?:an? )?[\w'-]+(?: [\w'-]+)??){_MODAL_EN} (?:causes?|produces?)\b[^,]*\b{_SIGN_EN}\b",
    ),
    es=(
        rf"^(?:pero |sin embargo, )?(?!(?:esto|esta|estos|estas|que|no|puede|pueden|suele|suelen|también|(?:algunos|algunas|muchos|si|a) [\w-]+)\b)(?P<of>(?:una? )?[\w-]+(?: [\w-]+)??){_MODAL_ES} (?:causar?|causan|producir|produce|producen|provocar?|provocan)\b[^,]*\b{_SIGN_ES}\b",
    ),
)
# What a sentence that does not itself speak of signs may list as well; then none of it is taken.
OTHER_THAN_SIGNS = compiled(
    en=(
        r"\b(?:symptoms?|signs?|types?|death|damage|failure|illness|diseases?|disorders?|infections?|conditions?|complications?|cancer|both|another)\b",
        r"^(?:very|well|better|worse|more|(?:slow|quick|sudden|gradual|rapid|immediate|mild|severe)ly|days|weeks|months|years)\b",
    ),
    es=(
        r"\b(?:síntomas?|signos?|tipos?|muerte|daños?|insuficiencia|enfermedad(?:es)?|trastornos?|infecci(?:ón|ones)|afecci(?:ón|ones)|complicaci(?:ón|ones)|cáncer|ambos|otr[oa])\b",
    ),
)
# Lead-ins of which the items are only the end: "It hurts when you:".
UNFINISHED = compiled(
    en=(
        r"\b(?:when|if|while)\b[^,]*:$",
        r"(?<!combination )(?<!mix )(?<!more )(?<!some )(?<!any )\b(?:to|of|with|for|in|from|by|usually|more|less) ?:$",
    ),
    es=(
        r"\b(?:cuando|si|mientras)\b[^,]*:$",
        r"(?<!combinación )(?<!mezcla )(?<!más )\b(?:a|de|con|por|en|para|generalmente|más|menos) ?:$",
    ),
)
# What another condition is brought in with: signs that are told next may be its own.
ANOTHER_CONDITION = compiled(
    en=(
        r"\b(?:along with|another (?:type|kind|form|condition|disease))\b",
        r", an? (?:\w+ )?(?:condition|disease|disorder|problem|infection) (?:that|in which|of)\b",
    ),
    es=(
        r"\b(?:junto con|otr[oa] (?:tipo|forma|afección|enfermedad))\b",
        r", una? (?:\w+ )?(?:afección|enfermedad|trastorno|problema|infección) (?:que|en (?:la|el) que|de)\b",
    ),
)
LISTS = compiled(en=(r"\binclude",), es=(r"\binclu",))
REFERS_BACK = compiled(
    en=(r"^(?:if [^,]+, |later,? |often,? |usually,? )?(?:they|these|this|it|there)\b",),
    es=(
        r"^(?:si [^,]+, |luego,? |a menudo,? )?(?:estos|estas|ellos|ellas|esto|pueden|incluyen)\b",
    ),
)
# Signs that stand before the words that call them so: "Thirst is a common symptom of …".
TELLS_BACKWARDS = compiled(
    en=(
        (
            r"^(?P<signs>[^.:]+?) (?:is|are) (?:often |usually |also )?(?:an?|the|one of the)? ?"
            rf"(?:{_KIND_EN[2:]}\s*)+ {_SIGN_EN}(?: (?:of|for) (?P<of>[^,:;]+))?\.?$"
        ),
        (
            rf"^(?!but |and |it |this |that |they |these |those |what |which |[^,]*\b{_SIGN_EN}\b[^,]*,? (?:can|may|is|are)\b)"
            rf"(?P<signs2>[^.:]+?){_MODAL_EN} (?:is|are|be) (?:an?|the|one of the|some of the)? ?"
            rf"(?:(?:{_KIND_EN[2:]}|warning)\s*)*{_SIGN_EN} of (?!an? {_SOMETHING_EN}|{_SOMETHING_EN})(?P<of2>{_PHRASE})(?:, (?:but|and|though)\b[^:;]*)?\.?$"
        ),
    ),
    es=(
        (
            r"^(?P<signs>[^.:]+?) (?:es|son) (?:a menudo |generalmente |también )?(?:un|una|el|la|los|las|uno de los) ?"
            rf"(?:primer |primeros )?{_SIGN_ES}{_KIND_ES}+(?: del? (?P<of>[^,:;]+))?\.?$"
        ),
    ),
)
NO_SIGNS_AT_ALL = compiled(
    en=(
        rf"\b(?:no|not|never|without|rarely|few, if any,?) (?:[\w-]+ ){{0,5}}{_SIGN_EN}\b(?!,? (?:or|but) you\b)",
        rf"n['’]t (?:[\w-]+ ){{0,4}}{_SIGN_EN}\b(?!,? (?:or|but) you\b)",
    ),
    es=(rf"\b(?:no|nunca|sin|ningún|ninguno|rara vez) (?:[\w-]+ ){{0,5}}{_SIGN_ES}",),
)
# What makes a sentence tell of something else: no signs, what brings them, what helps.
NO_SIGNS = compiled(
    en=(
        r"\b(?:side effects?|withdrawal|remission|vital signs|placebo)\b",
        r"\b(?:treat|treats|treated|treating|treatments?|relieves?|eases?|reduces?|manage|control)\b",
        r"\b(?:vaccines?|medicines?|drugs?|supplements?) (?:can|may|might|could|will)\b",
        r"\b(?:similar to|like) (?:those|the symptoms) of\b(?!.*(?:\binclude|:$))",
        r"\bthe same symptoms as\b",
        r"\b(?:lead to(?!.*\bsymptoms?)|complications?|more likely to (?:have|get|develop)|at (?:higher )?risk|phases|reasons? (?:why|for)|factors?)\b",
        r"\b(?:diagnos\w+|to find out|tests?|ask(?:s|ed)? (?:you )?about|watch for symptoms)\b",
    ),
    es=(
        r"\b(?:efectos? secundarios?|efectos? adversos?|abstinencia|remisión|signos vitales)\b",
        r"\b(?:tratar|trata|tratan|tratad[oa]s?|tratamientos?|aliviar?|alivian?|reducir|controlar|disminuir)\b",
        r"\b(?:vacunas?|medicamentos?|medicinas?|suplementos?) (?:puede|pueden|podrían?)\b",
        r"\b(?:similar|similares|parecid[oa]s) (?:a|al)\b(?!.*(?:\bincluy|:$))",
        r"\blos mismos síntomas que\b",
        r"\b(?:complicaci(?:ón|ones)|más probabilidades|mayor riesgo|razones (?:por|para)|factores)\b",
        r"\b(?:diagn[oó]st\w+|pruebas?|exámenes|examen|preguntará)\b",
    ),
)
# Sentences that make those behind them speak of something else than the condition.
CHANGES_SUBJECT = compiled(
    en=(r"\b(?:side effects?|withdrawal|overdose)\b",),
    es=(r"\b(?:efectos? secundarios?|abstinencia|sobredosis)\b",),
)
# Headings below which a condition is introduced.
INTRODUCES = compiled(
    en=(r"^what (?:is|are)(?P<of>.+?)\??$",),
    es=(r"^¿?qué (?:es|son)(?P<of>.+?)\??$",),
)
SIGN = compiled(en=(rf"\b{_SIGN_EN}\b",), es=(rf"\b{_SIGN_ES}",))
ASKED_OF = compiled(
    en=(
        rf"^.*?\b{_SIGN_EN}\b(?: of| for| that| (?:might|can|do|does|may|could)\b.*\bwith)?(?P<of>.*)$",
    ),
    es=(rf"^.*?\b{_SIGN_ES}(?:{_KIND_ES}| tempran[oa]s)*(?: del?| que)?(?P<of>.*)$",),
)
# Items of a list that only say whose signs or which kind of signs stand below them or in them.
KIND_OF_SIGNS = compiled(
    en=(
        r"\b(?:symptoms?|signs?|effects?)\b",
        r"\binclude[sd]?$",
        r"^(?:for|in) (?:\w+ ){0,4}(?:adults|children|babies|infants|women|men|teens|people|newborns|kids)\b",
    ),
    es=(
        r"\b(?:síntomas?|signos?|señales|efectos?)\b",
        r"\bincluyen?$",
        r"^(?:para|en) (?:\w+ ){0,4}(?:adultos|niños|bebés|mujeres|hombres|adolescentes|personas)\b",
    ),
)
# Items that tell of another condition, of some people, or of what to do.
NO_SIGN_ITEM = compiled(
    en=(
        r"^(?:[\w-]+ ){0,3}[\w-]+(?: \([^()]*\))?(?: symptoms)?(?: (?:can|may|often|usually|typically))* (?:causes?|includes?|looks? like) (?!you to)",
        r", (?:the symptoms|symptoms|the signs|you|they|it) (?:may|can|could|might)\b",
        r"^(?:you may|you might|they may|some people|most people|many people|people)\b",
    ),
    es=(
        r"^(?:[\w-]+ ){0,4}[\w-]+(?: \([^()]*\))?(?: (?:puede|pueden|suele|suelen|a menudo))* (?:causar?|causan|incluyen?|incluir|provocan?|provocar) ",
        r", (?:los síntomas|síntomas|las señales|usted) (?:puede|pueden|podría|podrían)\b",
        r"^(?:usted puede|puede que|algunas personas|la mayoría|muchas personas|las personas)\b",
    ),
)
# "In the ear - humming, pain": the signs stand behind the place.
PLACE_OF_SIGNS = compiled(
    en=(r"^(?:in|on) [^.:]{1,40}(?: - |: )",), es=(r"^en [^.:]{1,40}(?: - |: )",)
)
NAMES_SIGNS_IN_ITEM = compiled(
    en=(r"^[\w ,/-]*\b(?:symptoms?|signs?),? (?:such as|including|like) ",),
    es=(r"^[\w ,/-]*\b(?:síntomas?|signos?|señales)(?: \w+)?,? (?:como|tales como|incluyendo) ",),
)  # fmt: skip
LEADS_ON = re.compile(
    r"(?::|,? (?:such as|including|include|like|como|tales como|incluyendo|incluyen))\s*:?$",
    re.IGNORECASE,
)
