"""Man pages, made from the texts of `--help` and of the guides: topic.1 and topic-COMMAND.1.

Run it with a folder's name to write them there; the wheel is built with them (see hatch_build.py).
"""

import os
import sys
from collections.abc import Iterator, Sequence

import click

from healthtopics import __version__
from healthtopics.answers import guides
from healthtopics.cli.base import Command
from healthtopics.cli.main import COMMANDS, program
from healthtopics.model import Paragraph
from healthtopics.render import document as d

# Guides whose sections have other names in man pages: see man-pages(7).
SECTIONS = {"exit-codes": "EXIT STATUS", "recipes": "EXAMPLES", "report": "REPORTING BUGS"}


def pages() -> dict[str, str]:
    """Return the man pages by the names of their files."""
    made = {"topic.1": _page("topic", "health topics on the command line", _program())}
    for name, does in program.summaries.items():
        command = program.get_command(click.Context(program), name)
        if not isinstance(command, Command):
            raise TypeError(name)
        about = f"{does[0].lower()}{does[1:]}".rstrip(".")
        made[f"topic-{name}.1"] = _page(f"topic-{name}", about, _command(name, command))
    return made


def _page(name: str, about: str, sections: Iterator[str]) -> str:
    head = f'.TH {_text(name.upper())} 1 "" "topic {__version__}" "Health topics"\n'
    return f"{head}.SH NAME\n{_text(name)} \\- {_text(about)}\n{''.join(sections)}"


def _program() -> Iterator[str]:
    """Yield the sections of the program's own page."""
    context = click.Context(program, info_name="topic")
    yield f".SH SYNOPSIS\n.B topic\n{_text('[OPTIONS] [COMMAND] [ARGS]...')}\n"
    yield f".SH DESCRIPTION\n{_paragraphs(program.help)}"
    yield f".SH OPTIONS\n{_options(program, context)}"
    yield ".SH COMMANDS\n"
    for heading, commands in COMMANDS.items():
        yield f".SS {_text(heading)}\n"
        yield "".join(_meaning(f"topic {name}", does) for name, does in commands.items())
    for heading in guides.headings():
        yield f".SH {SECTIONS.get(heading.name, heading.name.replace('-', ' ').upper())}\n"
        document = guides.Guide(guides.read(heading.name)).document()
        yield "".join(map(_element, document[1:]))
    yield _see_also([f"topic-{name}" for name in program.summaries])


def _command(name: str, command: Command) -> Iterator[str]:
    """Yield the sections of a command's page."""
    context = click.Context(
        command, info_name=name, parent=click.Context(program, info_name="topic")
    )
    pieces = " ".join(command.collect_usage_pieces(context))
    yield f".SH SYNOPSIS\n.B topic {name}\n{_text(pieces)}\n"
    yield f".SH DESCRIPTION\n{_paragraphs(command.help)}"
    yield f".SH OPTIONS\n{_options(command, context)}"
    yield ".SH EXAMPLES\n"
    yield "".join(_example(line, meaning) for line, meaning in command.examples)
    codes = guides.Guide(guides.read("exit-codes")).document()
    yield ".SH EXIT STATUS\n"
    yield "".join(_element(element) for element in codes if isinstance(element, d.Bulleted))
    yield _see_also(["topic"])


def _options(command: click.Command, context: click.Context) -> str:
    options = [param for param in command.get_params(context) if isinstance(param, click.Option)]
    records = [option.get_help_record(context) for option in options]
    return "".join(_meaning(*record) for record in records if record)


def _see_also(names: Sequence[str]) -> str:
    shown = [f".BR {_text(name)} (1)" for name in names]
    return ".SH SEE ALSO\n" + ",\n".join(shown) + "\n"


def _element(element: d.Element) -> str:
    """Return an element of a guide."""
    match element:
        case d.Heading(text, _):
            return f".SS {_text(text)}\n"
        case d.Prose(blocks):
            return "".join(
                f".PP\n{_text(block.text)}\n"
                if isinstance(block, Paragraph)
                else "".join(f".IP \\(bu 2\n{_text(item.text)}\n" for item in block.items)
                for block in blocks
            )
        case d.Bulleted(lines):
            return "".join(_meaning(line.name, line.text) for line in lines)
        case d.Examples(lines):
            return "".join(_example(line.name, line.text) for line in lines)
    raise TypeError(element)


def _meaning(name: str, text: str) -> str:
    return f".TP\n.B {_text(name)}\n{_text(text)}\n"


def _example(line: str, meaning: str) -> str:
    command = f".PP\n.RS 4\n.nf\n.B {_text(line)}\n.fi\n.RE\n"
    return f"{command}.RS 8\n{_text(meaning)}\n.RE\n" if meaning else command


def _paragraphs(text: str | None) -> str:
    return "".join(f".PP\n{_text(' '.join(part.split()))}\n" for part in (text or "").split("\n\n"))


def _text(text: str) -> str:
    """Return a text in which nothing is a request of roff."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace('"', "\\(dq")
    for character, escape in (("“", "\\(lq"), ("”", "\\(rq"), ("~", "\\(ti"), ("^", "\\(ha")):
        text = text.replace(character, escape)
    return f"\\&{text}" if text.startswith(".") else text


def write(folder: str) -> None:
    """Write the pages into a folder."""
    os.makedirs(folder, exist_ok=True)
    for name, text in pages().items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    write(sys.argv[1])
