"""A topic file to start from."""

import json

_ENGLISH = """\
# A topic of your own. Only title, language and summary are needed; what begins with # is not read.
# All keys: topic help topic-files. Is it right? topic check FILE.
title: {title}
language: en
summary: |
  Write here what the page should say.

  An empty line separates paragraphs.

  - A line that begins with a dash is an item of a list.
# description: One sentence, for lists of topics.
# advice:
#   emergency:
#     - Your lips turn blue.
#   now: [You call your provider, day or night.]
#   today: [You make a call today.]
#   routine: [You make an appointment.]
# symptoms:
#   - name: Cough
#     note: Most often at night.
# sections:
#   first_aid: |
#     - What to do now.
#   "A heading of your own": |
#     Text.
# links:
#   - title: A page to read
#     categories: [Start Here]
#     url: https://www.example.org/
"""

_SPANISH = """\
# Un tema suyo. Solo hacen falta title, language y summary; lo que empieza con # no se lee.
# Todas las claves: topic help topic-files. ¿Está bien? topic check ARCHIVO.
title: {title}
language: es
summary: |
  Escriba aquí lo que debe decir la página.

  Una línea vacía separa los párrafos.

  - Una línea que empieza con un guion es un punto de una lista.
# description: Una frase, para las listas de temas.
# advice:
#   emergency:
#     - Sus labios se ponen azules.
#   now: [Llame de día o de noche.]
#   today: [Llame hoy.]
#   routine: [Pida una cita.]
# symptoms:
#   - name: Tos
#     note: Casi siempre de noche.
# sections:
#   first_aid: |
#     - Qué hacer ahora.
#   "Un título suyo": |
#     Texto.
# links:
#   - title: Una página para leer
#     categories: [Comience aquí]
#     url: https://www.example.org/
"""


def template(title: str, language: str) -> str:
    """Return a topic file in a language, with optional parts commented out."""
    text = _SPANISH if language == "es" else _ENGLISH
    return text.format(title=json.dumps(title, ensure_ascii=False))
