"""`topic new`: a topic file to start from, in the folder of your own topics."""

import os

import click

from healthtopics import places
from healthtopics.cli.base import Choice, Command
from healthtopics.errors import LocalError, UsageError
from healthtopics.files import create, make_own_folder
from healthtopics.messages import reason, say
from healthtopics.model import LANGUAGES
from healthtopics.sources.topicfiles.template import template
from healthtopics.terminal import Terminal
from healthtopics.text import plain, slug, squeeze

EXAMPLES = (("topic new My asthma plan", "Write a file to start from, and say where it is."),)

_NOT_IN_YAML = {0xFFFE: None, 0xFFFF: None}  # characters that no topic file can have


@click.command("new", cls=Command, examples=EXAMPLES)
@click.argument("words", nargs=-1, required=True, metavar="TITLE...")
@click.option(
    "-l",
    "--lang",
    type=Choice(LANGUAGES),
    metavar="LANG",
    help="Language of the topic: en or es.",
)
@click.pass_obj
def command(terminal: Terminal, words: tuple[str, ...], lang: str | None) -> None:
    """Start a topic of your own: write a topic file to fill in, and print its path.

    It goes into the first folder of your own topics (see: topic status). A file that already
    exists is left alone.
    """
    title = squeeze(plain(" ".join(words)).translate(_NOT_IN_YAML))
    name = slug(title)
    if not name:
        raise UsageError(
            say("“{title}” has no letters in it", title=title),
            say("For example: topic new My asthma plan"),
        )
    (personal, *_) = places.collections(terminal.environ)
    if not personal.roots:
        raise LocalError(
            say("there is no home folder to keep your topics in"),
            say("Set HOME, or HEALTHTOPICS_PATH to a folder for them."),
        )
    path = os.path.join(personal.roots[0], f"{name}.yaml")
    language = lang or places.language_of(terminal.environ)
    bundled = os.path.join(places.bundled_folder(), "topics", language, f"{name}.yaml")
    try:
        content = template(title, language).encode()
        make_own_folder(personal.roots[0])
        create(path, content)
        if os.path.exists(bundled):
            terminal.note(
                say(
                    "this topic will stand in place of the one that comes with the program "
                    "(--source bundled)"
                )
            )
    except FileExistsError:
        raise LocalError(
            say("{path} already exists", path=path), say("Edit it, or choose another title.")
        ) from None
    except (OSError, ValueError) as error:
        raise LocalError(
            say("{path} cannot be written ({reason})", path=path, reason=reason(error)),
            say("HEALTHTOPICS_PATH names another folder for your topics."),
        ) from None
    terminal.print(f"{path}\n")
    terminal.note(say("edit this file; “topic show {name}” shows it", name=name.replace("-", " ")))
