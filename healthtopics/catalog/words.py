"""Words and names: which ones matter, when two are the same, and which are near."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from healthtopics.text import fold

# Words that say nothing about what is sought. Contractions are written without apostrophe.
STOP_WORDS = {
    "en": frozenset(
        "a about after all am an and any are as at be been before but by can cause caused causes "
        "could did do does doing dont during feel feeling feels for from get gets getting give go "
        "going got had has have having he help her him his how i if im in into is isnt it its ive "
        "just keep keeps kind like long make makes many me mean means more much my need of often "
        "on one or our out over really s she should sign signs so some something sometimes still "
        "such symptom symptoms t than that the their them then there these they thing things this "
        "time to too treat treated treatment treatments very was way we were what whats when where "
        "which while who whose why will with without would you your".split()
    ),
    "es": frozenset(
        "a al algo causa causas como con cual cuales cuando de del desde donde el ella en es esta "
        "este esto estoy fue ha hace hacer hay he la las le les lo los mas me mi mis mucha mucho "
        "muy no nos o para pero por porque puede puedo que quien se ser si signos sin sintoma "
        "sintomas sobre soy su sus tan tengo tiene tienen todo tratamiento un una unas uno unos y "
        "ya yo".split()
    ),
}

# Words that frame a question more than they say what it is about. They count only a little.
FRAMING_WORDS = {
    "en": frozenset(
        "able actually advice affect affected age ago already also always amount another ask avoid "
        "away back bad become begin being best better between big both bring brought bring certain "
        "check come coming common complete completely concern concerned condition considered "
        "contagious contain control correct corrected cost course cure cured curable danger dangerous day days "
        "deal decide define definition describe develop diagnose diagnosed diagnosis difference "
        "different disease disorder doctor done down dose effect effects end enough even ever every "
        "everyday exactly example explain fast fast few find first fix form found full gone good "
        "guidelines guide happen happened happening happens hard harmful healthy heal heard hour "
        "hours important improve include including increase information ingredients injection "
        "interact interested known know last late latest lead leave less level levels life little "
        "live long look looking lot lots main management manage maximum may maybe medication "
        "medications medicine medical meaning might mild minimum month months must near needed new "
        "next normal normally now occur off ok okay old only option options order part people "
        "permanent person pill pills please possible prevent prevented prevention problem problems "
        "procedure product properly purpose put quick quickly rare reason recommended reduce "
        "related relief relieve remedies remedy research result results right risk risks said safe "
        "safely same say see serious seriously severe several short show since stage stages start "
        "started stay step still stop stopped such suffer suffering suggest sure syndrome take "
        "taken takes taking tell test tests think three transmitted try trying turn two type types "
        "under understand until up upon use used using usual usually want wanted week weeks weird "
        "well whether within work works worry worse worst year years".split()
    ),
    "es": frozenset(
        "acerca ademas afecta ahora algo alguien algun alguna algunas alguno algunos aliviar "
        "alivio anos antes aparecer aprender atencion ayuda ayudar bien buena bueno buscar "
        "cada cambio caso causa causada causadas causado causados causan causar cierta cierto "
        "comun condicion condiciones conseguir consejo consiste contiene cosa cosas cual "
        "cuales cuanta cuantas cuanto cuantos cuidar cura curar dano dar debe debemos deben "
        "deberia debo decir demasiado despues detalles dia diagnostico dias diferencia donde "
        "dosis duda dudas durante edad efecto efectos ejemplo encontrar enfermedad "
        "enfermedades entre evitar existe existen explicar explique forma frecuente funciona "
        "general grave gusta gustaria haber hacer hacerme hasta hora horas humana humano "
        "informacion interesa ir llama manera mayor medica medicamento medicamentos medicina "
        "medicinas medico medicos mejor menos mes meses mismo momento mostrar mucho natural "
        "naturales naturalmente necesito ninguna ninguno normal normales nueva nuevo otra "
        "otro otros parece pastilla peligroso persona personas poder podria posible pregunta "
        "preguntas prevenir primera primero problema problemas provoca provocan prueba "
        "pruebas puede pueden puedo quien quienes quiero quisiera quita quitar quitarse "
        "rapido receta recetada recetadas recetado recomienda relacionado remedio resultado "
        "riesgo saber seguro semana semanas siempre significa sindrome sirve sirven sobre "
        "solo tener tengo tiene tienen tipo tipos toma tomar trastorno tratamiento "
        "tratamientos tratar tratarse usar uso varias varios veces vez vida".split()
    ),
}

_NEAREST = 3  # names offered for a misspelled one

# Endings of the forms of English words, the longest first.
_ENDINGS = ("ingly", "edly", "ings", "ing", "ied", "ed", "ly", "er", "y", "i")


def content_words(text: str, language: str) -> list[str]:
    """Return the folded words of a text that say what it is about; all words if none do."""
    words = fold(text).split()
    return [word for word in words if word not in STOP_WORDS[language]] or words


def stem(word: str, language: str) -> str:
    """Return the part that all forms of a word share, for comparing phrases.

    The full-text index uses Porter's stems; these are coarser, and cover Spanish too.
    """
    word = singular(word)
    if language == "es":
        return word[:-1] if len(word) > 3 and word[-1] in "aeo" else word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 3:
            word = word[: -len(ending)]
            return word[:-1] if word[-1] == word[-2] and word[-1] not in "ls" else word
    return word


def loose_phrase(text: str, language: str) -> str:
    """Return the stems of the words that matter in a phrase, in alphabetical order."""
    return " ".join(sorted({stem(word, language) for word in content_words(text, language)}))


# Spellings and how they sound. The order matters: each pair applies to the result of the last.
_SOUNDS = (
    ("rrh", "r"), ("ph", "f"), ("ps", "s"), ("pn", "n"), ("ght", "t"), ("sch", "sk"), ("ck", "k"),
    ("qu", "k"), ("x", "ks"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("z", "s"),
    ("y", "i"), ("ae", "e"), ("oe", "e"), ("ei", "i"), ("ie", "i"), ("ou", "u"), ("v", "b"),
)  # fmt: skip


def sound(word: str) -> str:
    """Return roughly how a folded word sounds: the same for words that sound alike."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    kept = [
        c
        for before, c in zip(" " + word, word, strict=False)
        if c != before and (c != "h" or before == " ")
    ]
    return "".join(kept)


# Words whose final "s" is not a plural: "aid" must not find AIDS.
_NO_PLURALS = {"aids"}


def exact_key(name: str) -> str:
    """Return the key under which a name is found however it is spaced, cased or accented."""
    return fold(name).replace(" ", "")


def loose_key(name: str) -> str:
    """Return the key under which a name is found in the plural and in any order of words."""
    return " ".join(sorted(singular(word) for word in fold(name).split()))


def singular(word: str) -> str:
    """Return the part that an English or Spanish noun shares with its plural.

    It is not always a word (``disease`` and ``diseases`` give ``diseas``). Short words lose less,
    so that ``hives`` never becomes ``hiv``.
    """
    if word in _NO_PLURALS or word.endswith(("ss", "us", "is")):
        return word
    without_s = word.removesuffix("s")
    if without_s.endswith("ie") and len(without_s) > 3:  # allergies and calorie
        return without_s[:-2] + "y"
    if word.endswith("es") and len(word) > 5:
        return word[:-2]
    if word.endswith("s") and len(word) > 3:
        return word[:-1]
    if word.endswith("e") and len(word) > 4:
        return word[:-1]
    return word


def edit_distance(a: str, b: str, limit: int) -> int:
    """Return the number of edits between two words, or ``limit + 1`` if it exceeds ``limit``.

    An edit inserts, deletes or replaces a letter or swaps two neighbors (the optimal string
    alignment distance; Boytsov 2011, https://doi.org/10.1145/1963190.1963191).
    """
    # Most words end here: an edit changes at most two of the letters that a word has.
    if abs(len(a) - len(b)) > limit or len(set(a) ^ set(b)) > 2 * limit:
        return limit + 1
    before: list[int] = []
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and y == a[i - 2]:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before, previous = previous, row
    return min(previous[-1], limit + 1)


def allowed_edits(word: str) -> int:
    """Return how many edits a misspelled word or name may be away from the right one."""
    return 0 if len(word) < 4 else 1 if len(word) < 6 else 2 if len(word) < 12 else 3


# Parts of words that look alike but differ in meaning: too little and too much; two kidney
# diseases; speaking, swallowing and growing.
_UNLIKE = (
    (("hypo", "hipo"), ("hyper", "hiper")),
    (("nephrot", "nefrot"), ("nephrit", "nefrit")),
    (("phasia", "fasia"), ("phagia", "fagia", "plasia")),
    (("phagia", "fagia"), ("plasia",)),
)


def are_opposites(a: str, b: str) -> bool:
    """Return whether two texts look alike but must never be mistaken for each other."""
    return any(
        any(part in one for part in these) and any(part in other for part in those)
        for one, other in ((a, b), (b, a))
        for these, those in _UNLIKE
    )


def nearest_as_a_whole(asked: str, names: Iterable[str]) -> list[str]:
    """Return the names whose spelling is close to what was asked for.

    A name that contains all the asked words, or begins with what was asked, is near too:
    ``diabetes`` is near ``diabetes type 1``.
    """
    compact = asked.replace(" ", "")
    limit = allowed_edits(compact)
    words = {singular(word) for word in asked.split()}
    found: dict[str, tuple[int, int, str]] = {}
    for name in names:
        distance = edit_distance(compact, name.replace(" ", ""), limit)
        if distance <= limit:
            found[name] = (distance, len(name), name)
        elif words and (
            words <= {singular(word) for word in name.split()}
            or (len(compact) > 2 and name.startswith(asked))
        ):
            found[name] = (limit + 1, len(name), name)
    return _first(asked, found)


def nearest_by_words(asked: str, names: Iterable[str]) -> list[str]:
    """Return the names that contain all the asked words, give or take their spelling.

    ``raynad`` is near ``raynaud phenomenon``.
    """
    found = {
        name: (edits, len(name), name)
        for name in names
        if asked and (edits := _edits_by_word(asked, name)) is not None
    }
    return _first(asked, found)


def _first(asked: str, found: Mapping[str, tuple[int, int, str]]) -> list[str]:
    """Return the few names that rank first, leaving out any that mean the opposite."""
    near = [name for name in found if not are_opposites(asked, name)]
    return sorted(near, key=found.__getitem__)[:_NEAREST]


def likeness(column: str, asked: str) -> tuple[str, tuple[str, ...]]:
    """Return an SQL condition that holds for all texts spelled much like one, and few others.

    An edit changes at most two of the pieces that a text is cut into. So with n edits allowed, at
    least one of 2n + 1 pieces stays intact, and within n letters of its place.

    Args:
        column: the column with the texts.
        asked: the text that they resemble.

    Returns:
        The condition, and the values for its question marks.
    """
    limit = allowed_edits(asked)
    if not limit:
        return f"{column} = ?", (asked,)
    count = 2 * limit + 1
    bounds = [len(asked) * place // count for place in range(count + 1)]
    pieces = []
    for start, end in pairwise(bounds):
        low = max(start - limit, 0)
        pieces.append(f"instr(substr({column}, {low + 1}, {end + limit - low}), ?)")
    length = f"length({column}) BETWEEN {len(asked) - limit} AND {len(asked) + limit}"
    values = tuple(asked[start:end] for start, end in pairwise(bounds))
    return f"({length} AND ({' OR '.join(pieces)}))", values


def is_like(asked: str, word: str) -> bool:
    """Return whether one word may be a misspelling of another, as in ``nearest_by_words``."""
    return _edits_by_word(asked, word) is not None


def _edits_by_word(asked: str, name: str) -> int | None:
    """Return how many edits turn each asked word into a word of a name; None if too many.

    Words that begin with different sounds are never near: gout is not "passing out".
    """
    edits = 0
    for word in asked.split():
        limit = allowed_edits(word)
        distances = [(edit_distance(word, other, limit), other) for other in name.split()]
        near = [
            distance
            for distance, other in distances
            if distance <= limit and sound(other)[:1] == sound(word)[:1]
        ]
        if not near:
            return None
        edits += min(near)
    return edits
