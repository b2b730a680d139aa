"""Help in Spanish, keyed by the English: paragraphs, meanings of options, and examples.

It is only imported when help is shown in Spanish.
"""

HELP = {
    "Usage": "Uso",
    "Examples": "Ejemplos",
    "Options": "Opciones",
    # Names in capitals
    "OPTIONS": "OPCIONES",
    "COMMAND": "COMANDO",
    "ARGS": "ARGUMENTOS",
    "LANG": "IDIOMA",
    "CODE": "CÓDIGO",
    "NAME": "NOMBRE",
    "SECTION": "SECCIÓN",
    "FORMAT": "FORMATO",
    "FILE": "ARCHIVO",
    "WHEN": "CUÁNDO",
    "TEXT": "TEXTO",
    "CATEGORY": "CATEGORÍA",
    "STYLE": "ESTILO",
    "WORDS": "PALABRAS",
    "GROUP": "GRUPO",
    "TITLE": "TÍTULO",
    "PATH": "RUTA",
    "GUIDE": "GUÍA",
    # The program
    "Read a topic": "Leer un tema",
    "Read a topic's page.": "Leer la página de un tema.",
    "See when to get help, and what to do now.": "Ver cuándo buscar ayuda y qué hacer ahora.",
    "List a topic's symptoms, or the topics that have one.": (
        "Ver los síntomas de un tema, o los temas que tienen uno."
    ),
    "List further reading, by topic and category.": "Ver más lecturas, por tema y categoría.",
    "Make a sheet to print, in one language or in two.": (
        "Hacer una hoja para imprimir, en un idioma o en dos."
    ),
    "Open a topic's page or one of its links in the browser.": (
        "Abrir la página de un tema, o uno de sus enlaces, en el navegador."
    ),
    "Cite a topic's page.": "Citar la página de un tema.",
    "Find a topic": "Encontrar un tema",
    "Search topics in your own words.": "Buscar temas con sus propias palabras.",
    "List the topics, or those of a group.": "Ver la lista de temas, o los de un grupo.",
    "List the groups that topics are in.": "Ver los grupos de temas.",
    "List the categories that links are in.": "Ver las categorías de los enlaces.",
    "List who publishes the links.": "Ver quién publica los enlaces.",
    "Get more topics, and write your own": "Obtener temas y escribir los propios",
    "Download the newest MedlinePlus topics.": "Descargar los temas más recientes de MedlinePlus.",
    "Import MedlinePlus topics from a file.": "Importar temas de MedlinePlus desde un archivo.",
    "See what the last import changed.": "Ver qué cambió con la última importación.",
    "Start a topic of your own.": "Empezar un tema propio.",
    "Check topic files that you wrote.": "Revisar los archivos de temas que escribió.",
    "See which collections are in use, and any problems with them.": (
        "Ver qué colecciones se usan y si tienen problemas."
    ),
    "More help": "Más ayuda",
    "Read about a command, or a guide such as “names” or “output”.": (
        "Leer sobre un comando, o una guía como “names” u “output”."
    ),
    "Health topics on the command line: clear pages from named sources, offline.": (
        "Temas de salud en la línea de comandos: páginas claras, con sus fuentes y sin conexión."
    ),
    "For information only; they do not replace care from a health professional. In an emergency, "
    "call your local emergency number (911 in the US, 112 in the EU, 999 in the UK).": (
        "Solo para informar; no reemplazan la atención de un profesional de la salud. En una "
        "emergencia, llame al número local de emergencias (911 en EE. UU. y gran parte de América, "
        "112 en la UE, 999 en el Reino Unido)."
    ),
    "Read about miscarriage: when to get help comes first.": (
        "Leer sobre el aborto espontáneo: primero, cuándo buscar ayuda."
    ),
    "See only when to get help.": "Ver solo cuándo buscar ayuda.",
    "Language of the topics and of messages: en or es.": "Idioma de los temas y los mensajes: en o es.",
    "Show the version.": "Mostrar la versión.",
    "Show this text.": "Mostrar este texto.",
    # What commands share
    "NAME is a title or any other name of the topic, in any number of words.": (
        "NOMBRE es el título del tema o cualquier otro nombre suyo, con las palabras que haga falta."
    ),
    "In both languages; side by side on a wide terminal.": (
        "En los dos idiomas; lado a lado en una terminal ancha."
    ),
    "Print the emergency numbers of this country, such as US, MX or ES.": (
        "Dar los números de emergencia de este país, como US, MX o ES."
    ),
    "The same as --format json.": "Lo mismo que --format json.",
    "Write to FILE; its suffix picks the format.": (
        "Escribir en ARCHIVO; su terminación elige el formato."
    ),
    "Use only this collection: personal, medlineplus or bundled.": (
        "Usar solo esta colección: personal, medlineplus o bundled."
    ),
    "Color and links in text: auto (on a terminal), always or never.": (
        "Color y enlaces en el texto: auto (en una terminal), always (siempre) o never (nunca)."
    ),
    "Wrap at N columns; 0 = do not wrap.": "Cortar las líneas a N columnas; 0 = no cortarlas.",
    "For screen readers and speech: one thing after another, no bars or columns.": (
        "Para lectores de pantalla y voz: una cosa tras otra, sin barras ni columnas."
    ),
    "Never use a pager.": "No usar nunca un paginador.",
    "Language of the topic: en or es.": "Idioma del tema: en o es.",
    "Language of the help: en or es.": "Idioma de la ayuda: en o es.",
    "Those with a word in their name.": "Los que tienen una palabra en su nombre.",
    # show
    "Read a topic's page: when to get help, what it is, its symptoms, further reading.": (
        "Leer la página de un tema: cuándo buscar ayuda, qué es, sus síntomas y más lecturas."
    ),
    "topic show miscarriage": "topic show aborto espontáneo",
    "The whole page.": "La página entera.",
    "topic show heart attack --section symptoms": "topic show ataque al corazón --section síntomas",
    "One section of it.": "Una de sus secciones.",
    "topic show flu --lang es -o flu.md": "topic show gripe --lang es -o gripe.md",
    "In Spanish, as a Markdown file.": "En español, como archivo Markdown.",
    "topic show flu --lang en,es": "topic show gripe --lang es,en",
    "Only this section, such as symptoms or causes (repeatable).": (
        "Solo esta sección, como síntomas o causas (se puede repetir)."
    ),
    "Leave the links out.": "Omitir los enlaces.",
    "Show all links on a terminal too, not only the first.": (
        "Mostrar todos los enlaces también en una terminal, no solo los primeros."
    ),
    # urgent, symptoms
    "See when to get help, EMERGENCY first, then NOW, TODAY and ROUTINE; and what to do now.": (
        "Ver cuándo buscar ayuda: primero EMERGENCIA, luego AHORA, HOY y CON CITA; y qué hacer ahora."
    ),
    "topic urgent chest pain": "topic urgent dolor de pecho",
    "When is it an emergency, when can it wait?": "¿Cuándo es una emergencia y cuándo puede esperar?",
    "topic urgent choking": "topic urgent atragantamiento",
    "What to do now.": "Qué hacer ahora.",
    "topic urgent stroke --lang en,es": "topic urgent accidente cerebrovascular --lang es,en",
    "List a topic's symptoms, or with --having the topics that have one.": (
        "Ver los síntomas de un tema o, con --having, los temas que tienen uno."
    ),
    "--having looks words up; it does not diagnose.": (
        "--having busca palabras; no es un diagnóstico."
    ),
    "topic symptoms stroke": "topic symptoms accidente cerebrovascular",
    "The symptoms of a stroke.": "Los síntomas de un accidente cerebrovascular.",
    "topic symptoms stroke --lang en,es": "topic symptoms accidente cerebrovascular --lang es,en",
    "topic symptoms --having stiff neck": "topic symptoms --having cuello rígido",
    "Which topics have it in their symptom list?": "¿Qué temas lo tienen en su lista de síntomas?",
    "List the topics with TEXT in their symptom list (repeatable: with all of them).": (
        "Ver los temas que tienen TEXTO en su lista de síntomas (se puede repetir: con todos)."
    ),
    # links
    "List further reading, by topic and category, each with who publishes it.": (
        "Ver más lecturas, por tema y categoría, cada una con quién la publica."
    ),
    "topic links miscarriage": "topic links aborto espontáneo",
    "All its links, numbered; “topic open” opens one.": (
        "Todos sus enlaces, numerados; “topic open” abre uno."
    ),
    "topic links asthma --lang en,es": "topic links asma --lang es,en",
    "topic links --category treatments": "topic links --category tratamientos",
    "Links about treatments, across all topics.": "Enlaces sobre tratamientos, de todos los temas.",
    "topic links asthma --format urls": "topic links asma --format urls",
    "Only the addresses, a line each.": "Solo las direcciones, una por línea.",
    "topic links -o links.csv": "topic links -o enlaces.csv",
    "All links of all topics as a table.": "Todos los enlaces de todos los temas, en una tabla.",
    "Only links of this category, such as treatments (repeatable).": (
        "Solo enlaces de esta categoría, como tratamientos (se puede repetir)."
    ),
    "Only links from organizations with TEXT in their name or abbreviation, such as CDC.": (
        "Solo enlaces de organizaciones con TEXTO en su nombre o sus siglas, como CDC."
    ),
    # handout
    "Make a sheet to print: when to get help, what to do, and what to ask a provider.": (
        "Hacer una hoja para imprimir: cuándo buscar ayuda, qué hacer y qué preguntar en la consulta."
    ),
    "NAME is a topic, in any number of words. Several topics are separated by commas.": (
        "NOMBRE es un tema, con las palabras que haga falta. Varios temas se separan con comas."
    ),
    "topic handout flu -o flu.html": "topic handout gripe -o gripe.html",
    "A page to open and print in a browser.": "Una página para abrir e imprimir en un navegador.",
    "topic handout asthma --lang en,es -o asthma.html": (
        "topic handout asma --lang es,en -o asma.html"
    ),
    "In English and Spanish, side by side.": "En español e inglés, lado a lado.",
    "topic handout flu, heart attack --large -o sheets.html": (
        "topic handout gripe, ataque al corazón --large -o hojas.html"
    ),
    "Two sheets, in large type.": "Dos hojas, en letra grande.",
    "This section, instead of symptoms, treatments and what to do (repeatable).": (
        "Esta sección, en lugar de síntomas, tratamientos y qué hacer (se puede repetir)."
    ),
    "Print N links (default: as many as fit, at most 5).": "Imprimir N enlaces (si no se indica: los que quepan, 5 como mucho).",
    "Use large type (18 point).": "Usar letra grande (18 puntos).",
    # open, cite
    "Open a topic's page in the browser, or the link whose number follows its NAME.": (
        "Abrir en el navegador la página de un tema, o el enlace cuyo número sigue a su NOMBRE."
    ),
    "topic open asthma": "topic open asma",
    "Open the topic's page at MedlinePlus.": "Abrir la página del tema en MedlinePlus.",
    "topic open asthma 3": "topic open asma 3",
    "Open its third link (see: topic links asthma).": (
        "Abrir su tercer enlace (vea: topic links asma)."
    ),
    "topic open asthma 3 --print": "topic open asma 3 --print",
    "Print the address, and open nothing.": "Mostrar la dirección y no abrir nada.",
    "Cite a topic's page, for readers or for a reference manager.": (
        "Citar la página de un tema, para lectores o para un gestor de referencias."
    ),
    "Unknown dates are left out. Add the date on which you read the page if your style asks for it.": (
        "Las fechas que no se conocen se omiten. Añada el día en que leyó la página si su estilo lo "
        "pide."
    ),
    "topic cite miscarriage": "topic cite aborto espontáneo",
    "In the style of the National Library of Medicine.": (
        "En el estilo de la Biblioteca Nacional de Medicina de EE. UU."
    ),
    "topic cite miscarriage --style apa": "topic cite aborto espontáneo --style apa",
    "In APA style, 7th edition.": "En el estilo de la APA, 7.ª edición.",
    "topic cite miscarriage -o miscarriage.ris": "topic cite aborto espontáneo -o aborto.ris",
    "For Zotero, EndNote and other reference managers.": (
        "Para Zotero, EndNote y otros gestores de referencias."
    ),
    # search
    "Search topics in your own words, the best match first.": (
        "Buscar temas con sus propias palabras; el que mejor coincide va primero."
    ),
    "topic search trouble sleeping": "topic search no puedo dormir",
    "In your own words, misspelled or not.": "Con sus propias palabras, aunque tengan faltas.",
    "topic search '\"stiff neck\" fever'": "topic search '\"cuello rígido\" fiebre'",
    "Quote a phrase to match it exactly.": "Ponga una frase entre comillas para buscarla tal cual.",
    "topic search rash --group children --limit 3": "topic search tos --group niños --limit 3",
    "The three best of a group.": "Los tres mejores de un grupo.",
    "At most N topics (default: 10).": "N temas como máximo (si no se indica: 10).",
    "Only topics of this group.": "Solo temas de este grupo.",
    "Search for the words exactly as typed.": "Buscar las palabras tal como se escribieron.",
    "Say why each topic was found.": "Decir por qué se encontró cada tema.",
    # Lists
    "List the topics, a line each: the name and what it is.": (
        "Ver la lista de temas, uno por línea: el nombre y qué es."
    ),
    "topic list": "topic list",
    "All topics.": "Todos los temas.",
    "topic list --group pregnancy": "topic list --group embarazo",
    "The topics of a group (see: topic groups).": "Los temas de un grupo (vea: topic groups).",
    "topic list --letter m": "topic list --letter m",
    "The topics that begin with M.": "Los temas que empiezan por M.",
    "A": "A",
    "Only topics that begin with this letter.": "Solo temas que empiezan por esta letra.",
    "List the groups that topics are in, and how many topics each has.": (
        "Ver los grupos de temas, y cuántos temas tiene cada uno."
    ),
    "topic groups": "topic groups",
    "All groups, with how many topics each has.": "Todos los grupos, con cuántos temas tienen.",
    "topic groups heart": "topic groups corazón",
    "topic list --group skin": "topic list --group piel",
    "The topics of one of them.": "Los temas de uno de ellos.",
    "List the categories that links are in, how many links each has, and its short names.": (
        "Ver las categorías de los enlaces, cuántos enlaces tienen y sus nombres cortos."
    ),
    "topic categories": "topic categories",
    "All categories, with how many links each has.": (
        "Todas las categorías, con cuántos enlaces tienen."
    ),
    "topic links --category trials": "topic links --category ensayos",
    "The links of one category, by its short name.": (
        "Los enlaces de una categoría, por su nombre corto."
    ),
    "List who publishes the links, how many links each has, and its abbreviation.": (
        "Ver quién publica los enlaces, cuántos publica y sus siglas."
    ),
    "topic organizations": "topic organizations",
    "All organizations, with how many links each has.": (
        "Todas las organizaciones, con cuántos enlaces tienen."
    ),
    "topic organizations heart": "topic organizations heart",
    "topic links --organization CDC": "topic links --organization CDC",
    "The links of one of them.": "Los enlaces de una de ellas.",
    # update, import, changes
    "Import the newest export of MedlinePlus from https://medlineplus.gov.": (
        "Importar la exportación más reciente de MedlinePlus desde https://medlineplus.gov."
    ),
    "This and “topic open” are the only commands that use the network. If anything is wrong with the "
    "new topics, you keep the ones you have.": (
        "Este comando y “topic open” son los únicos que usan la red. Si algo falla con los temas "
        "nuevos, conserva los que ya tiene."
    ),
    "topic update": "topic update",
    "Import the newest topics of MedlinePlus, if you do not have them.": (
        "Importar los temas más recientes de MedlinePlus, si aún no los tiene."
    ),
    "topic update --check": "topic update --check",
    "Only check for newer topics.": "Solo comprobar si hay temas más recientes.",
    "topic update --url https://mirror.example.org/xml.html": (
        "topic update --url https://mirror.example.org/xml.html"
    ),
    "Use another site.": "Usar otro sitio.",
    "URL": "URL",
    "Import even if it is the same, or has fewer than half as many topics.": (
        "Importar aunque sea la misma, o aunque tenga menos de la mitad de los temas."
    ),
    "Import the whole of MedlinePlus, about 1,000 topics in English and in Spanish.": (
        "Importar todo MedlinePlus, unos 1000 temas en inglés y otros tantos en español."
    ),
    "FILE is the export that MedlinePlus publishes (https://medlineplus.gov/xml.html), as .xml or "
    ".zip; - reads standard input. It replaces the export before it; if anything is wrong with the "
    "new one, you keep the old one.": (
        "ARCHIVO es la exportación que publica MedlinePlus (https://medlineplus.gov/xml.html), en "
        ".xml o .zip; - lee la entrada estándar. Reemplaza a la anterior; si algo falla con la nueva, "
        "conserva la que tenía."
    ),
    "topic import mplus_topics_compressed_2026-11-21.zip": (
        "topic import mplus_topics_compressed_2026-11-21.zip"
    ),
    "Import an export as it is.": "Importar una exportación tal como viene.",
    "topic import - < topics.xml": "topic import - < topics.xml",
    "The same from standard input.": "Lo mismo, desde la entrada estándar.",
    "topic import topics.xml --report": "topic import topics.xml --report",
    "Import nothing; show counts and unknown names, for a report.": (
        "No importar nada; mostrar cuentas y nombres desconocidos, para un informe."
    ),
    "Only describe the export, without its texts.": "Solo describir la exportación, sin sus textos.",
    "See what the last import changed: new, revised, renamed and gone topics.": (
        "Ver qué cambió con la última importación: temas nuevos, revisados, con otro título y "
        "retirados."
    ),
    "topic changes": "topic changes",
    "Which topics are new, revised, renamed and gone?": (
        "¿Qué temas son nuevos, están revisados, cambiaron de título o se retiraron?"
    ),
    "topic changes -o changes.json": "topic changes -o cambios.json",
    "The same, as JSON.": "Lo mismo, en JSON.",
    # new, check, status, help
    "Start a topic of your own: write a topic file to fill in, and print its path.": (
        "Empezar un tema propio: escribir un archivo para completar, y mostrar su ruta."
    ),
    "It goes into the first folder of your own topics (see: topic status). A file that already "
    "exists is left alone.": (
        "Va a la primera carpeta de sus propios temas (vea: topic status). Si el archivo ya existe, "
        "no se toca."
    ),
    "topic new My asthma plan": "topic new Mi plan para el asma",
    "Write a file to start from, and say where it is.": (
        "Escribir un archivo con el que empezar, y decir dónde está."
    ),
    "Check topic files: every problem, with file, line, key and what to do about it.": (
        "Revisar archivos de temas: cada problema, con su archivo, línea, clave y qué hacer."
    ),
    "Topics of your own need a title, a language and a summary.": (
        "Sus propios temas necesitan un título, un idioma y un resumen."
    ),
    "topic check my-topic.yaml": "topic check my-topic.yaml",
    "Check a file.": "Revisar un archivo.",
    "topic check ~/topics": "topic check ~/topics",
    "Check all topic files in a folder.": "Revisar todos los archivos de temas de una carpeta.",
    "Require everything that the program's own topics must have.": (
        "Exigir todo lo que deben tener los temas del propio programa."
    ),
    "See which collections are in use: topics by language, dates, folders, and any problems.": (
        "Ver qué colecciones se usan: temas por idioma, fechas, carpetas y si hay problemas."
    ),
    "topic status": "topic status",
    "Which topics you have, where they are, and any problems.": (
        "Qué temas tiene, dónde están y si hay problemas."
    ),
    "Read about a command, or a guide: names, output, json, limits and others.": (
        "Leer sobre un comando, o una guía: names, output, json, limits y otras."
    ),
    "topic help": "topic help",
    "The guides and commands to read about.": "Las guías y los comandos sobre los que leer.",
    "topic help search": "topic help search",
    "The same as topic search --help.": "Lo mismo que topic search --help.",
    "topic help exit-codes": "topic help exit-codes",
    "What a script can rely on.": "En qué puede confiar un script.",
    "N": "N",
    "V": "V",
}
