"""Problems of topic files, and the remedies, in Spanish, keyed by the English.

Keys, levels and kinds are not translated: they are English in every file.
"""

PROBLEMS = {
    # The file
    "cannot be read ({reason})": "no se puede leer ({reason})",
    "Check that it is there and can be read.": "Compruebe que existe y que se puede leer.",
    "not a regular file": "no es un archivo normal",
    "Name a text file in YAML.": "Indique un archivo de texto en YAML.",
    "larger than 1 MiB": "ocupa más de 1 MiB",
    "Split it: a file holds one topic.": "Divídalo: un archivo contiene un solo tema.",
    "“{title}” is in {other} too": "“{title}” está también en {other}",
    "Keep one of the files.": "Quédese con uno de los archivos.",
    "the file is empty": "el archivo está vacío",
    "Write a topic, beginning with its title.": "Escriba un tema, empezando por su título.",
    "not a topic file": "no es un archivo de tema",
    "Start from one that “topic new TITLE” writes.": (
        "Parta de uno de los que escribe “topic new TÍTULO”."
    ),
    # YAML
    "not UTF-8 text": "no es texto en UTF-8",
    "Save the file as UTF-8.": "Guarde el archivo en UTF-8.",
    "a tab character": "un tabulador",
    "Use spaces.": "Use espacios.",
    "an invisible character": "un carácter invisible",
    "a character that YAML does not allow": "un carácter que YAML no permite",
    "an escape for an invisible character": "una secuencia de escape de un carácter invisible",
    "an escape that is no character": "una secuencia de escape que no es ningún carácter",
    "Remove it.": "Bórrelo.",
    "a second document": "un segundo documento",
    "Keep one topic a file: drop the “---”.": "Un tema por archivo: quite el “---”.",
    "a directive (%)": "una directiva (%)",
    "an alias (*{anchor})": "un alias (*{anchor})",
    "an anchor (&{anchor})": "un ancla (&{anchor})",
    "a tag ({tag})": "una etiqueta ({tag})",
    "a merge key (<<)": "una clave de fusión (<<)",
    "a key that is not a text": "una clave que no es un texto",
    "Leave it out.": "Quítelo.",
    "Leave it out: everything is text.": "Quítela: todo es texto.",
    "Write the text out.": "Escriba el texto entero.",
    "Write the keys out.": "Escriba las claves enteras.",
    "Name the key in one word.": "Use una sola palabra como clave.",
    "found unexpected '?'": "sobra un “?”",
    "found unexpected ':'": "sobra un “:”",
    "found unexpected '#'": "sobra un “#”",
    "Put the text in quotes.": "Ponga el texto entre comillas.",
    "Put a space after it.": "Ponga un espacio detrás.",
    "Put a space before it.": "Ponga un espacio delante.",
    "a “:” in this text needs quotes": "un “:” en este texto necesita comillas",
    "Check the indentation, the quotes and the brackets here and just above.": (
        "Revise la sangría, las comillas y los corchetes aquí y justo encima."
    ),
    "more than {number} levels deep": "más de {number} niveles",
    "Use fewer levels.": "Use menos niveles.",
    # Keys and values
    "not keys with values": "no son claves con valores",
    "keys with values": "claves con valores",
    "a list": "una lista",
    "{kind} where a text belongs": "{kind} donde va un texto",
    "Put it in quotes if it has a colon in it, or write it as one text.": (
        "Póngalo entre comillas si lleva dos puntos, o escríbalo como un solo texto."
    ),
    "not a list": "no es una lista",
    "Begin each item with “- ”.": "Empiece cada elemento con “- ”.",
    "an empty list": "una lista vacía",
    "Add an item, or leave the key out.": "Añada un elemento, o quite la clave.",
    "empty": "vacío",
    "Write it, or leave the key out.": "Escríbalo, o quite la clave.",
    "missing": "falta",
    "Add “{name}: …”.": "Añada “{name}: …”.",
    "an unknown key": "una clave desconocida",
    "The keys here are {names}.": "Las claves de aquí son {names}.",
    "Write {names}.": "Escriba {names}.",
    "Write “causes: |” and the text below it.": "Escriba “causes: |” y debajo el texto.",
    "“{text}” is unknown": "“{text}” no se conoce",
    "Use one of: {names}.": "Use uno de estos: {names}.",
    "Use one of those listed by “topic groups” or “topic categories”.": (
        "Use uno de los que muestran “topic groups” o “topic categories”."
    ),
    "Use one of those listed by “topic groups” or “topic categories”, such as {names}.": (
        "Use uno de los que muestran “topic groups” o “topic categories”, como {names}."
    ),
    "“{text}” is not a web address": "“{text}” no es una dirección web",
    "Write https://, the host and the path, in ASCII.": (
        "Escriba https://, el sitio y la ruta, en ASCII."
    ),
    "“{text}” is not a date": "“{text}” no es una fecha",
    "Write 2026-11-22.": "Escriba 2026-11-22.",
    "“{text}” is not a slug": "“{text}” no es un slug",
    "Write {slug}.": "Escriba {slug}.",
    "not a number": "no es un número",
    "Use the topic's id.": "Use el id del tema.",
    "“{name}” is a duplicate": "“{name}” está repetido",
    "“{text}” is a duplicate (first on line {first})": (
        "“{text}” está repetido (la primera vez, en la línea {first})"
    ),
    "a duplicate": "está repetido",
    "a phrase is a duplicate": "hay una frase repetida",
    "Keep one of them.": "Deje solo uno.",
    "{number} words long": "tiene {number} palabras",
    "{number} characters long": "tiene {number} caracteres",
    "Use at most {number}.": "Use {number} como máximo.",
    "Write one sentence of at most {number}.": "Escriba una frase de {number} como máximo.",
    "Use at most {number}, and put the rest into the note.": (
        "Use {number} como máximo, y ponga el resto en la nota."
    ),
    # Topics
    "no letter in it": "no tiene ninguna letra",
    "Name the topic.": "Dé un nombre al tema.",
    "has the title in it": "contiene el título",
    "Remove it there.": "Bórrelo de ahí.",
    "“{name}” is in also_called too": "“{name}” está también en also_called",
    "Keep it in also_called if it is another name of the same thing.": (
        "Déjelo en also_called si es otro nombre de lo mismo."
    ),
    "“{name}” leads to no topic of this collection": (
        "“{name}” no lleva a ningún tema de esta colección"
    ),
    "Write the title as it is there, or leave it out.": "Escriba el título tal como está allí, o quítelo.",
    "Say “compared”: the day on which the page was compared with its sources.": (
        "Ponga “compared”: el día en que la página se cotejó con sus fuentes."
    ),
    "Give one link all categories.": "Ponga todas las categorías en un solo enlace.",
    "out of order": "fuera de orden",
    "Known sections come first, in this order: {names}.": (
        "Las secciones conocidas van primero, en este orden: {names}."
    ),
    "a known section": "una sección conocida",
    "Write its key, {meant}.": "Escriba su clave, {meant}.",
    "a heading without a letter": "un encabezado sin ninguna letra",
    "Name the section.": "Dé un nombre a la sección.",
    "Give it one.": "Póngale uno.",
    # When to get help
    "Say when to get help.": "Diga cuándo buscar ayuda.",
    "Say when to get help for the symptoms.": "Diga cuándo buscar ayuda por los síntomas.",
    "Say “now” (call day or night) or “today”.": "Ponga “now” (llamar de día o de noche) o “today”.",
    "not one line of advice": "no es una línea de consejo",
    "Name a sign, or several as signs, or write the sentence as text.": (
        "Indique una señal con sign, varias con signs, o escriba la frase con text."
    ),
    "beside a text": "va junto a un texto",
    "Put it into the text.": "Póngalo en el texto.",
    "beside a sign": "va junto a una señal",
    "The sign says whom it is about.": "La señal dice de quién trata.",
    "the sign “{key}” has no short form": "la señal “{key}” no tiene forma corta",
    "Give it a line of its own.": "Póngala en una línea aparte.",
    "the sign “{name}” is unknown": "la señal “{name}” no se conoce",
    "Use a key of signs.yaml, or write a sentence.": (
        "Use una clave de signs.yaml, o escriba una frase."
    ),
    "the sign “{name}” is {level}": "la señal “{name}” es {level}",
    "Put it under {level}.": "Póngala bajo {level}.",
    "“{text}” tells the sign {key}, which is {level}": "“{text}” es la señal {key}, que es {level}",
    "Name the sign under {level}, or say what is different.": (
        "Indique la señal bajo {level}, o diga qué es distinto."
    ),
    # The vocabularies
    "“{name}” is not an ISO code": "“{name}” no es un código ISO",
    "Write US, MX or ES.": "Escriba US, MX o ES.",
    "Keep one sign.": "Deje una sola señal.",
    "Name one that is more urgent.": "Indique una más urgente.",
    "{names}: signs of several levels": "{names}: señales de varios niveles",
    "Name signs of one level, and the others as a case of their own.": "Indique señales de un solo nivel, y las demás como un caso aparte.",
    "{text}: {reason}": "{text}: {reason}",
    "Fix the expression.": "Corrija la expresión.",
    "Put them together.": "Póngalos juntos.",
    "“{name}” needs one hyphen": "“{name}” necesita un guion",
    "Add it.": "Añádalo.",
}
