"""The program's messages in Spanish, keyed by the English."""

from healthtopics.spanish_problems import PROBLEMS

MESSAGES = {
    **PROBLEMS,
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
    "“{words}” and --group name two groups": "“{words}” y --group son dos grupos",
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
    "Search in other words: topic search WORDS": "Busque con otras palabras: topic search PALABRAS",
    "showing “{title}”": "se muestra “{title}”",
    "give a topic or --having TEXT, not both": "dé un tema o --having TEXTO, no los dos",
    "give a topic, or --having TEXT": "dé un tema, o --having TEXTO",
    "It has links in: {names}.": "Tiene enlaces en: {names}.",
    "this topic will stand in place of the one that comes with the program (--source bundled)": (
        "este tema ocupará el lugar del que viene con el programa (--source bundled)"
    ),
    "The page that comes with the program does: topic urgent {slug} --source bundled": (
        "La página que viene con el programa sí lo dice: topic urgent {slug} --source bundled"
    ),
    "For example: topic symptoms flu, or topic symptoms --having stiff neck": (
        "Por ejemplo: topic symptoms gripe, o topic symptoms --having cuello rígido"
    ),
    "--having searches in one language": "--having busca palabras de un solo idioma",
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
    "no page has the quoted words side by side; searching for each of them": (
        "ninguna página tiene juntas las palabras entre comillas; se busca cada una"
    ),
    "these pages are in {language}; --lang {code} searches those in {own}": (
        "estas páginas están en {language}; --lang {code} busca en las que están en {own}"
    ),
    "none of these links is in {language}": "ninguno de estos enlaces está en {language}",
    "wrote {path} ({format})": "se escribió {path} ({format})",
    "searched for the first {total} words only": "solo se buscaron las primeras {total} palabras",
    "--style {style} and {format} are two formats": "--style {style} y {format} son dos formatos",
    "Choose one of them.": "Elija uno de los dos.",
    "this takes a moment; please wait": "esto tarda un momento; espere, por favor",
    "a handout is a page to print from a browser": (
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
    "“{title}” has no letters in it": "no hay ninguna letra en “{title}”",
    "For example: topic new My asthma plan": "Por ejemplo: topic new Mi plan para el asma",
    "there is no home folder to keep your topics in": (
        "no hay carpeta personal donde guardar sus temas"
    ),
    "Set HOME, or HEALTHTOPICS_PATH to a folder for them.": (
        "Defina HOME, o HEALTHTOPICS_PATH con una carpeta para ellos."
    ),
    "{path} already exists": "{path} ya existe",
    "Edit it, or choose another title.": "Edítelo, o elija otro título.",
    "HEALTHTOPICS_PATH names another folder for your topics.": (
        "HEALTHTOPICS_PATH nombra otra carpeta para sus temas."
    ),
    "edit this file; “topic show {name}” shows it": (
        "edite este archivo; “topic show {name}” lo muestra"
    ),
    "not using {folder}: it belongs to another user, or others may write there": (
        "{folder} es de otro usuario, u otros pueden escribir ahí: no se usa"
    ),
    "{path} cannot be written ({reason})": "no se puede escribir {path} ({reason})",
    "the catalog was damaged, so the answer broke off": (
        "el catálogo estaba dañado, así que la respuesta se cortó"
    ),
    "The catalog has been made again: run the command once more.": (
        "El catálogo se ha vuelto a crear: ejecute el comando otra vez."
    ),
    # Calls that are not understood
    "name a topic": "dé el nombre de un tema",
    "name a topic, or several with commas between them": (
        "dé el nombre de un tema, o de varios separados por comas"
    ),
    "give at least one word to search for": "dé al menos una palabra para buscar",
    "give your topic a title": "dé un título a su tema",
    "name a file": "dé el nombre de un archivo",
    "name a topic file, or a folder of them": (
        "dé el nombre de un archivo de tema, o de una carpeta con ellos"
    ),
    "For example: {command}": "Por ejemplo: {command}",
    "See: {command}": "Vea: {command}",
    "{command} has no option {option}": "{command} no tiene la opción {option}",
    "{command} does not take “{words}”": "“{words}” sobra en {command}",
    "{option} needs a value": "{option} necesita un valor",
    "{option} takes no value": "{option} no lleva ningún valor",
    "{option} cannot be “{value}”": "{option} no puede ser “{value}”",
    "Give a number from {least} up.": "Dé un número a partir de {least}.",
    "Use {names}, or both: {both}.": "Use {names}, o los dos: {both}.",
    "“{text}” is not a letter": "“{text}” no es una letra",
    "For example: topic list --letter m": "Por ejemplo: topic list --letter m",
    "no topic matches": "ningún tema coincide",
    "{path}: this command does not write {format}": "{path}: este comando no escribe {format}",
    "It writes {formats}; --format chooses one for any file name.": (
        "Escribe {formats}; --format elige uno para cualquier nombre de archivo."
    ),
    "no emergency numbers are known for the country “{code}”": (
        "no se conocen los números del país “{code}”"
    ),
    "Use a two-letter code, one of: {codes}.": "Use un código de dos letras, uno de estos: {codes}.",
    "“{asked}” matches several sections: {names}": "“{asked}” puede ser varias secciones: {names}",
    "a YAML file holds a whole topic": "un archivo YAML contiene un tema entero",
    "Leave --section and --no-links out.": "Quite --section y --no-links.",
    "a YAML file holds a topic in one language": "un archivo YAML contiene un tema en un solo idioma",
    "no completion for “{instruction}”": "no se puede completar con “{instruction}”",
    "{variable} is bash_source, zsh_source or fish_source.": (
        "{variable} es bash_source, zsh_source o fish_source."
    ),
    # What topics lack
    "“{title}” has no list of symptoms": "“{title}” no tiene lista de síntomas",
    "See its page: topic show {slug}": "Vea su página: topic show {slug}",
    "“{title}” does not say when to get help": "“{title}” no dice cuándo buscar ayuda",
    "If you are worried, ask a health professional. Its page: topic show {slug}": (
        "Si algo le preocupa, consulte a un profesional de la salud. Su página: topic show {slug}"
    ),
    "“{title}” has no page on the web": "“{title}” no tiene página en la web",
    "See its links: topic links {slug}": "Vea sus enlaces: topic links {slug}",
    "“{title}” has no link {number}": "“{title}” no tiene el enlace {number}",
    "Its links have the numbers 1 to {last}: topic links {slug}": (
        "Sus enlaces llevan los números del 1 al {last}: topic links {slug}"
    ),
    "link {number} of “{title}” has no address that can be opened": (
        "el enlace {number} de “{title}” no tiene ninguna dirección que se pueda abrir"
    ),
    "no browser could be started": "no se pudo abrir ningún navegador",
    "The address is {url}": "La dirección es {url}",
    # Topic files and collections
    "skipped 1 topic file with errors, at {first} (see: topic check)": (
        "se omitió 1 archivo de tema con errores, en {first} (vea: topic check)"
    ),
    "skipped {number} topic files with errors, the first at {first} (see: topic check)": (
        "se omitieron {number} archivos de temas con errores, el primero en {first} "
        "(vea: topic check)"
    ),
    "skipped the imported MedlinePlus export, which is damaged; import it again": (
        "se omitió la exportación de MedlinePlus, que está dañada; impórtela otra vez"
    ),
    "skipped the imported MedlinePlus export, which could not be read": (
        "se omitió la exportación de MedlinePlus, que no se pudo leer"
    ),
    "{one}; {other}": "{one}; {other}",
    "1 file": "1 archivo",
    "{number} files": "{number} archivos",
    "1 problem": "1 problema",
    "{number} problems": "{number} problemas",
    "{files} checked, no problems": "revisión de {files}: sin problemas",
    "{files} checked, {problems}": "revisión de {files}: {problems}",
    "there are no topic files in {paths}": "no hay archivos de temas en {paths}",
    "{path}:{line}: is left out of the catalog": "{path}:{line}: queda fuera del catálogo",
    "Folder": "Carpeta",
    "File": "Archivo",
    "catalog": "catálogo",
    "Files with errors": "Archivos con errores",
    "not kept": "no se guarda",
    "does not exist": "no existe",
    "not installed: topic update": "no está instalado: topic update",
    "cannot be read": "no se puede leer",
    "cannot be read: {reason}": "no se puede leer: {reason}",
    "none": "ninguno",
    "Topics": "Temas",
    "Topics ({language})": "Temas ({language})",
    "{number}, last compared {date}": "{number}, cotejados por última vez el {date}",
    "{number}, export of {date}": "{number}, exportación del {date}",
    "of today": "de hoy",
    "1 day old": "de hace 1 día",
    "{number} days old": "de hace {number} días",
    "Reading topics": "Leyendo temas",
    # Imports and updates
    "Downloading": "Descargando",
    "standard input": "entrada estándar",
    "standard input is closed": "la entrada estándar está cerrada",
    "Name a file.": "Dé el nombre de un archivo.",
    "{path} cannot be read ({reason})": "no se puede leer {path} ({reason})",
    "Check that it exists and can be read.": "Compruebe que existe y que se puede leer.",
    "Check that it is a file, and yours.": "Compruebe que es un archivo, y suyo.",
    "there is no home folder to keep the topics in": (
        "no hay carpeta personal donde guardar los temas"
    ),
    "Set HOME.": "Defina HOME.",
    "{name} says that it has {number} more topics than could be read": (
        "{name} dice que tiene {number} temas más de los que se pudieron leer"
    ),
    "nothing has been imported yet": "todavía no se ha importado nada",
    "you have the newest export, of {date}": "ya tiene la exportación más reciente, del {date}",
    "your export, of {date}, is newer than the newest of the site, of {other}; --force imports "
    "that one": (
        "su exportación, del {date}, es más reciente que la última del sitio, del {other}; "
        "--force importa esa"
    ),
    "MedlinePlus: a newer export is available": "MedlinePlus: hay una exportación más reciente",
    "MedlinePlus: you have the newest export": "MedlinePlus: ya tiene la exportación más reciente",
    "Newest export": "Última exportación",
    "Yours": "La suya",
    "Address": "Dirección",
    "another import or update is running": "ya hay otra importación o actualización en marcha",
    "Try again when it has finished.": "Inténtelo de nuevo cuando termine.",
    "MedlinePlus export of {date}": "Exportación de MedlinePlus del {date}",
    "Links": "Enlaces",
    "Skipped": "Omitido",
    "Skipped, {reason}": "Omitido: {reason}",
    "New link categories, shown as they are named": (
        "Categorías de enlaces nuevas, que se muestran tal cual"
    ),
    "Source: {credit}": "Fuente: {credit}",
    "There was no export before this one.": "Antes de esta no había ninguna exportación.",
    "Compared with the export of": "Comparada con la exportación del",
    "New": "Nuevos",
    "Revised": "Revisados",
    "Renamed": "Con otro título",
    "Gone": "Retirados",
    "{language}, was {title}": "{language}, antes {title}",
    "And {number} more: “topic changes” shows all.": (
        "Y {number} más: “topic changes” los muestra todos."
    ),
    "What the export is like": "Cómo es la exportación",
    "Made on": "Fecha",
    "Topics announced": "Temas anunciados",
    "Topics by language": "Temas por idioma",
    "Topics without": "Temas sin",
    "Unknown: {reason}": "Desconocido: {reason}",
    "Addresses": "Direcciones",
    "Summaries": "Resúmenes",
    "(no name)": "(sin nombre)",
    "None.": "Ninguno.",
    # Exports that are refused
    "The collection stays as it was.": "La colección queda como estaba.",
    "Download it again: https://medlineplus.gov/xml.html": (
        "Descárguela otra vez: https://medlineplus.gov/xml.html"
    ),
    "An export is called mplus_topics_….xml or .zip: https://medlineplus.gov/xml.html": (
        "Una exportación se llama mplus_topics_….xml o .zip: https://medlineplus.gov/xml.html"
    ),
    "Import it again: topic import FILE": "Impórtela otra vez: topic import ARCHIVO",
    "Remove it, and import the topics again.": "Bórrelo e importe los temas otra vez.",
    "If that is right, use --force. The collection stays as it was.": (
        "Si es correcto, use --force. La colección queda como estaba."
    ),
    "Check who owns it. The collection stays as it was.": (
        "Consulte a su dueño. La colección queda como estaba."
    ),
    "{name}: empty": "{name}: está vacío",
    "{name}: larger than {limit} MiB": "{name}: ocupa más de {limit} MiB",
    "{name}: the ZIP archive cannot be read ({reason})": (
        "{name}: no se puede leer el archivo ZIP ({reason})"
    ),
    "{name}: the archive has {number} XML files instead of one": (
        "{name}: el archivo ZIP tiene {number} archivos XML en lugar de uno"
    ),
    "{name}: an export without topics": "{name}: una exportación sin temas",
    "{name}: {number} topics, fewer than half of the {known} that you have": (
        "{name}: {number} temas, menos de la mitad de los {known} que tiene"
    ),
    "{name}: the titles are longer than those of any export": (
        "{name}: los títulos son más largos que los de cualquier exportación"
    ),
    "{name}: its topics take too long to read": "{name}: sus temas tardan demasiado en leerse",
    "{name}: its topics take more than {limit} MB of memory to read": (
        "{name}: leer sus temas necesita más de {limit} MB de memoria"
    ),
    "{name}:{line}: {what}": "{name}:{line}: {what}",
    "it has more elements than any export": "tiene más elementos que cualquier exportación",
    "it has more names of elements than any export": (
        "tiene más nombres de elementos que cualquier exportación"
    ),
    "a piece of it is longer than any topic can be": (
        "una parte es más larga de lo que puede ser un tema"
    ),
    "not well-formed XML ({reason})": "XML mal formado ({reason})",
    "not readable as XML ({reason})": "no se puede leer como XML ({reason})",
    "its root is “{tag}” and not “{root}”": "su raíz es “{tag}” y no “{root}”",
    "it declares entities, which no export does": (
        "declara entidades, cosa que no hace ninguna exportación"
    ),
    "it declares attributes, which no export does": (
        "declara atributos, cosa que no hace ninguna exportación"
    ),
    "{path}: {reason}": "{path}: {reason}",
    "{path}: not a regular file": "{path}: no es un archivo normal",
    "{path}: other users may write there": "{path}: otros usuarios pueden escribir ahí",
    "{path}: the imported export is damaged": "{path}: la exportación importada está dañada",
    # The network
    "Try again later. The copy that you have stays as it is.": (
        "Inténtelo más tarde. La copia que tiene queda como está."
    ),
    "Check your connection to the internet. The copy that you have stays as it is.": (
        "Compruebe su conexión a internet. La copia que tiene queda como está."
    ),
    "It may be the login page of your network: open any page in a browser first. "
    "The copy that you have stays as it is.": (
        "Puede ser la página de acceso de su red: abra antes cualquier página en un navegador. "
        "La copia que tiene queda como está."
    ),
    "If the site has moved, name its new address with --url. "
    "The copy that you have stays as it is.": (
        "Si el sitio se ha mudado, indique su nueva dirección con --url. "
        "La copia que tiene queda como está."
    ),
    "Do not trust this network or this site without asking why. "
    "The copy that you have stays as it is.": (
        "No confíe en esta red ni en este sitio sin averiguar la causa. "
        "La copia que tiene queda como está."
    ),
    "See HTTPS_PROXY and NO_PROXY in the environment. The copy that you have stays as it is.": (
        "Vea HTTPS_PROXY y NO_PROXY en el entorno. La copia que tiene queda como está."
    ),
    "See REQUESTS_CA_BUNDLE in the environment. The copy that you have stays as it is.": (
        "Vea REQUESTS_CA_BUNDLE en el entorno. La copia que tiene queda como está."
    ),
    "Close other programs, and try again. The copy that you have stays as it is.": (
        "Cierre otros programas e inténtelo de nuevo. La copia que tiene queda como está."
    ),
    "An address begins with https:// (or, on this machine itself, http://localhost).": (
        "Una dirección empieza por https:// (o, en este mismo equipo, por http://localhost)."
    ),
    "It begins with https:// (or, on this machine itself, http://localhost).": (
        "Empieza por https:// (o, en este mismo equipo, por http://localhost)."
    ),
    "{named}: {url} is not an address to download from": (
        "{named}: {url} no es una dirección de la que descargar"
    ),
    "{url} is not an address to download from": "{url} no es una dirección de la que descargar",
    "{url} redirects more than {times} times": "{url} redirige más de {times} veces",
    "{url} leads to {target}, which is not a safe address of its site": (
        "{url} lleva a {target}, que no es una dirección segura de su sitio"
    ),
    "{url} links to no export": "{url} no enlaza ninguna exportación",
    "{url} was not finished within {seconds} seconds": "{url} no terminó en {seconds} segundos",
    "{url} could not be downloaded (HTTP {status})": "no se pudo descargar {url} (HTTP {status})",
    "{url} came in an encoding that was not asked for": (
        "{url} llegó en una codificación que no se pidió"
    ),
    "{url} is empty": "{url} está vacío",
    "{url} is larger than the limit of {limit} bytes": "{url} pasa del límite de {limit} bytes",
    "{url} broke off after {number} bytes": "{url} se cortó tras {number} bytes",
    "a web page came from {url} instead of an export": (
        "de {url} llegó una página web en lugar de una exportación"
    ),
    "the certificates in {path} cannot be read ({reason})": (
        "no se pueden leer los certificados de {path} ({reason})"
    ),
    "the proxy does not let us reach {place}": "el proxy no deja llegar a {place}",
    "{place} did not answer in time": "{place} no contestó a tiempo",
    "the name {place} cannot be resolved": "no se encuentra ningún sitio llamado {place}",
    "{place} refused the connection": "{place} rechazó la conexión",
    "the certificate of {place} is not valid ({reason})": (
        "el certificado de {place} no es válido ({reason})"
    ),
    "{place} does not offer a secure connection": "{place} no ofrece una conexión segura",
    "the answer of {place} could not be understood": (
        "{place} no dio una respuesta que se pueda entender"
    ),
    "{place} cannot be reached ({reason})": "no se puede llegar a {place} ({reason})",
    # This machine
    "there is not enough memory": "no hay memoria suficiente",
    "Close other programs, or raise the memory limit.": (
        "Cierre otros programas o suba el límite de memoria."
    ),
    "Close other programs, and try again.": "Cierre otros programas e inténtelo de nuevo.",
    "no process can be started ({reason})": "no se puede iniciar ningún proceso ({reason})",
    "the process that read the export was stopped (signal {number})": (
        "se interrumpió el proceso que leía la exportación (señal {number})"
    ),
    "Try again.": "Inténtelo de nuevo.",
    "no thread can be started: there is not enough memory, or there are too many processes": (
        "no se puede iniciar ningún hilo: falta memoria, o hay demasiados procesos"
    ),
    "a temporary file cannot be written ({reason})": (
        "no se puede escribir un archivo temporal ({reason})"
    ),
    "Make room on the disk, or set TMPDIR to another folder.": (
        "Haga sitio en el disco, o defina TMPDIR con otra carpeta."
    ),
    "standard output is closed": "la salida estándar está cerrada",
    "Leave it open, or use -o FILE.": "Déjela abierta, o use -o ARCHIVO.",
    "standard output cannot be written ({reason})": (
        "no se puede escribir en la salida estándar ({reason})"
    ),
    "Check the disk, or use -o FILE.": "Revise el disco, o use -o ARCHIVO.",
    "Name another file with -o.": "Indique otro archivo con -o.",
    "the pager “{pager}” could not be started (see PAGER)": (
        "no se pudo iniciar el paginador “{pager}” (vea PAGER)"
    ),
    "lines %lt-%lb  (q to close, / to search, h for help)": (
        "líneas %lt-%lb  (q cierra, / busca, h muestra la ayuda)"
    ),
    "“{title}” has no address at MedlinePlus; this is its first source, {source}": (
        "“{title}” no tiene dirección en MedlinePlus; esta es su primera fuente, {source}"
    ),
    "showing the group {group}": "se muestra el grupo {group}",
    "the pager “{pager}” failed (see PAGER)": "falló el paginador “{pager}” (vea PAGER)",
    "this is a mistake in the program: {kind}: {error}": (
        "esto es un error del programa: {kind}: {error}"
    ),
    "Please report it, with what HEALTHTOPICS_DEBUG=1 shows.": (
        "Avise, por favor, con lo que muestra HEALTHTOPICS_DEBUG=1."
    ),
    # Help with values that differ between commands
    "Write {formats} or {last} (default: {usual}).": (
        "Escribir {formats} o {last} (si no se indica: {usual})."
    ),
    "{styles} or {last} (default: nlm).": "{styles} o {last} (si no se indica: nlm).",
    "Language of the topics: en or es.": "Idioma de los temas: en o es.",
    "Language of the topics: en, es, or both: en,es.": (
        "Idioma de los temas: en, es, o los dos: en,es."
    ),
    "The page that links to the exports (else {variable}).": (
        "La página que enlaza las exportaciones (si no, {variable})."
    ),
}

# Texts from elsewhere: reasons of the system, and names of counts, which JSON has too.
KNOWN = {
    "No such file or directory": "no existe",
    "Permission denied": "permiso denegado",
    "Operation not permitted": "operación no permitida",
    "Is a directory": "es una carpeta",
    "Not a directory": "no es una carpeta",
    "File exists": "ya existe",
    "File name too long": "el nombre es demasiado largo",
    "No space left on device": "no queda espacio en el disco",
    "Disk quota exceeded": "se agotó la cuota de disco",
    "File too large": "el archivo es demasiado grande",
    "Read-only file system": "el sistema de archivos es de solo lectura",
    "Input/output error": "error de entrada o salida",
    "Too many levels of symbolic links": "demasiados enlaces simbólicos seguidos",
    "Too many open files": "demasiados archivos abiertos",
    "Text file busy": "el archivo está en uso",
    "Device or resource busy": "el dispositivo está en uso",
    "No such device or address": "no existe el dispositivo",
    "Bad file descriptor": "el descriptor de archivo no vale",
    "Invalid argument": "argumento no válido",
    "Resource temporarily unavailable": "recurso no disponible por ahora",
    "Cannot allocate memory": "no hay memoria suficiente",
    "Network is unreachable": "no hay red",
    "No route to host": "no hay camino hasta el sitio",
    "Connection reset by peer": "el sitio cortó la conexión",
    "not YAML": "no es YAML",
    "did not find expected node content": "falta un valor",
    "did not find expected key": "falta una clave",
    "did not find expected '-' indicator": "falta un “-”",
    "did not find expected ',' or ']'": "falta “,” o “]”",
    "did not find expected ',' or '}'": "falta “,” o “}”",
    "could not find expected ':'": "falta “:”",
    "found character that cannot start any token": "un carácter que no puede estar aquí",
    "found unexpected end of stream": "el texto termina antes de tiempo",
    "block sequence entries are not allowed in this context": "aquí no puede haber una lista",
    "embedded null byte": "el nombre contiene un byte nulo",
    "it is a link of another user's": "es un enlace de otro usuario",
    "it is a link of the system's": "es un enlace del sistema",
    "it belongs to another user": "es de otro usuario",
    "it was replaced meanwhile": "otro programa lo reemplazó entretanto",
    "it has no end": "le falta el final",
    "its list of files is too long": "su lista de archivos es demasiado larga",
    "File is not a zip file": "no es un archivo ZIP",
    "no element found": "no hay ningún elemento",
    "mismatched tag": "etiquetas que no casan",
    "unclosed token": "marca sin cerrar",
    "not well-formed (invalid token)": "marca no válida",
    "junk after document element": "hay algo después del final",
    "syntax error": "error de sintaxis",
    "English": "inglés",
    "Spanish": "español",
    "topics in other languages": "temas en otros idiomas",
    "topics with a title that is too long": "temas con un título demasiado largo",
    "topics without a title or a number": "temas sin título o sin número",
    "topics that appear twice": "temas que aparecen dos veces",
    "addresses that are no web address": "direcciones que no son de la web",
    "links without a title": "enlaces sin título",
    "links that are not for display": "enlaces que no se deben mostrar",
    "unknown elements": "elementos desconocidos",
    "unknown elements of other names": "elementos desconocidos con otros nombres",
    "unknown elements beside topics": "elementos desconocidos junto a los temas",
    "a summary": "resumen",
    "other names": "otros nombres",
    "a group": "grupo",
    "a MeSH heading": "descriptor MeSH",
    "related topics": "temas relacionados",
    "links": "enlaces",
    "a topic in the other language": "tema en el otro idioma",
    "a primary institute": "instituto principal",
    "a description": "descripción",
    "an address": "dirección",
    "a date": "fecha",
    "elements": "elementos",
    "link categories": "categorías de enlaces",
    "groups": "grupos",
    "empty": "vacía",
    "not a plain web address": "no es una simple dirección web",
    "with line ends": "con saltos de línea",
    "with table": "con table",
    "with img": "con img",
    "with sup": "con sup",
    "with sub": "con sub",
    "with a": "con a",
    "with ol": "con ol",
}
