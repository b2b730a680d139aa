"""The program's messages in Spanish, by what they are in English."""

MESSAGES = {
    "English": "inglés",
    "Spanish": "español",
    # Names and misses
    "“topic update” downloads all of MedlinePlus, some 1,000 topics.": (
        "“topic update” descarga todo MedlinePlus, unos 1000 temas en español."
    ),
    "no topic is called “{name}”": "ningún tema se llama “{name}”",
    "several topics are about “{name}”:": "varios temas tratan de “{name}”:",
    "no topic is called “{name}”. Did you mean:": ("ningún tema se llama “{name}”. ¿Quiso decir…?"),
    "no topic is called “{name}”. These mention it:": (
        "ningún tema se llama “{name}”. Estos lo mencionan:"
    ),
    "More: topic search {name}": "Más: topic search {name}",
    "“topic list” lists all topics.": "“topic list” muestra todos los temas.",
    "“{title}” is not available in {language} yet; showing {shown}": (
        "“{title}” todavía no está en {language}; se muestra en {shown}"
    ),
    "“{title}” has no {language} page": "“{title}” no tiene página en {language}",
    "Available in: {language} (--lang {code}).": "Está en {language} (--lang {code}).",
    "for the {language} page: topic {command} {slug} --lang {code}": (
        "para la página en {language}: topic {command} {slug} --lang {code}"
    ),
    "“{name}”? Show “{title}”? [Y/n]": "¿“{name}”? ¿Mostrar “{title}”? [S/n]",
    "Which one? [1–{last}, Enter for none]": "¿Cuál? [1–{last}, Intro para ninguno]",
    "Did you mean: {names}?": "¿Quiso decir {names}?",
    "There is also: {names}": "También hay: {names}",
    "All of them: {command}": "Todos: {command}",
    "Choose one of: {names}": "Elija entre: {names}",
    # Commands
    "“{word}” is not a command": "“{word}” no es un comando",
    "“topic --help” lists the commands.": "“topic --help” muestra los comandos.",
    "Did you mean: topic {words}": "¿Quiso decir: topic {words}?",
    "“topic help” lists what there is to read.": "“topic help” muestra las guías que hay.",
    "there is no help on “{words}”": "no hay ayuda sobre “{words}”",
    "Did you mean: topic help {name}": "¿Quiso decir: topic help {name}?",
    # Categories, groups, organizations, sections
    "no link is in a category": "ningún enlace tiene categoría",
    "none of them has “{asked}” in its name": "ninguno tiene “{asked}” en su nombre",
    "no topic is in a group": "ningún tema está en un grupo",
    "“topic links NAME” lists all links of a topic, by category.": (
        "“topic links NOMBRE” muestra todos los enlaces de un tema, por categoría."
    ),
    "no link matches": "ningún enlace coincide",
    "“{words}” and --group are two groups": "“{words}” y --group son dos grupos",
    "Name one: topic list --group {words}": "Nombre uno solo: topic list --group {words}",
    "“{asked}” matches several categories: {names}": (
        "“{asked}” puede ser varias categorías: {names}"
    ),
    "“{asked}” matches several groups: {names}": "“{asked}” puede ser varios grupos: {names}",
    "there is no category “{asked}”": "no hay ninguna categoría “{asked}”",
    "there is no group “{asked}”": "no hay ningún grupo “{asked}”",
    "Several words may need quotes: {form}": ("Varias palabras pueden necesitar comillas: {form}"),
    "no link has an organization": "ningún enlace tiene organización",
    "“{title}” has no section “{asked}”": "“{title}” no tiene la sección “{asked}”",
    "give a topic or --having TEXT, not both": "dé un tema o --having TEXTO, no los dos",
    "For example: topic symptoms flu, or topic symptoms --having stiff neck": (
        "Por ejemplo: topic symptoms gripe, o topic symptoms --having cuello rígido"
    ),
    "--having looks for words of one language": "--having busca palabras de un solo idioma",
    "Choose one with --lang.": "Elija uno con --lang.",
    "no symptom list has “{words}” in it": "ninguna lista de síntomas tiene “{words}”",
    "Try fewer words, or another word for it.": "Pruebe con menos palabras, o con otra palabra.",
    "1 more word was corrected": "se corrigió 1 palabra más",
    "{number} more words were corrected": "se corrigieron {number} palabras más",
    "“{asked}” not found; showing results for “{used}”": (
        "no se encontró “{asked}”; se muestran resultados de “{used}”"
    ),
    "no page is about “{question}”; these mention it:": (
        "ninguna página trata de “{question}”; estas lo mencionan:"
    ),
    "no page has the words in quotes side by side; searching for each of them": (
        "ninguna página tiene juntas las palabras entre comillas; se busca cada una"
    ),
    "searched for the first {total} words only": "solo se buscaron las primeras {total} palabras",
    "--style {style} and {format} are two formats": "--style {style} y {format} son dos formatos",
    "Choose one of them.": "Elija uno de los dos.",
    "this takes a moment; please wait": "esto tarda un momento; espere, por favor",
    "a handout is a page for a browser, which prints it": (
        "una hoja es una página para un navegador, que la imprime"
    ),
    "Name a file for it: topic handout {name} -o FILE.html": (
        "Dé el nombre de un archivo: topic handout {name} -o ARCHIVO.html"
    ),
    # Files
    "{path}: there is no format “{suffix}”": "{path}: no hay ningún formato “{suffix}”",
    "Use one of {suffixes}; --format chooses one for any file name.": (
        "Use uno de estos: {suffixes}; --format elige uno para cualquier nombre de archivo."
    ),
    "For paper: topic handout NAME -o FILE.html": (
        "Para imprimir: topic handout NOMBRE -o ARCHIVO.html"
    ),
    "there is no letter in “{title}”": "no hay ninguna letra en “{title}”",
    "For example: topic new My asthma plan": "Por ejemplo: topic new Mi plan para el asma",
    "there is no home folder to keep your topics in": (
        "no hay carpeta personal donde guardar sus temas"
    ),
    "Set HOME, or HEALTHTOPICS_PATH to a folder for them.": (
        "Defina HOME, o HEALTHTOPICS_PATH con una carpeta para ellos."
    ),
    "{path} is there already": "{path} ya existe",
    "Edit it, or choose another title.": "Edítelo, o elija otro título.",
    "HEALTHTOPICS_PATH names another folder for your topics.": (
        "HEALTHTOPICS_PATH nombra otra carpeta para sus temas."
    ),
    "edit this file; “topic show {name}” shows it": (
        "edite este archivo; “topic show {name}” lo muestra"
    ),
    "{folder} is another user's, or others may write there: not used": (
        "{folder} es de otro usuario, u otros pueden escribir ahí: no se usa"
    ),
    "{path} cannot be written ({reason})": "no se puede escribir {path} ({reason})",
    "the catalog was damaged, so the answer broke off": (
        "el catálogo estaba dañado, así que la respuesta se cortó"
    ),
    "The catalog has been made again: run the command once more.": (
        "El catálogo se ha vuelto a crear: ejecute el comando otra vez."
    ),
}
