"""What Click says about a call that it does not understand, in the words of this program."""

import re

import click
from click.exceptions import BadOptionUsage, MissingParameter, NoSuchOption

from healthtopics.cli.base import in_language
from healthtopics.messages import Message, say

# What to do if an argument is missing, by its name, or by the command's name and its own.
_MISSING = {
    "name": say("name a topic"),
    "names": say("name a topic, or several with commas between them"),
    "search words": say("give at least one word to search for"),
    "new words": say("give your topic a title"),
    "file": say("name a file"),
    "paths": say("name a topic file, or a folder of them"),
}
_TOO_MANY = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)


def told(error: click.UsageError) -> list[str | Message]:
    """Return what to say about an error: what is wrong, what to do, and where help is."""
    context = error.ctx
    command = context.command_path if context else "topic"
    help = say("See: {command}", command=f"{command} --help")
    if isinstance(error, MissingParameter):
        return [*_missing(error), help]
    if isinstance(error, NoSuchOption):
        wrong = say("{command} has no option {option}", command=command, option=error.option_name)
        near = sorted(error.possibilities or ())
        hints = [say("Did you mean: {names}?", names=", ".join(near))] if near else []
        return [wrong, *hints, help]
    if isinstance(error, BadOptionUsage):
        option = _option(context, error.option_name)
        if option and option.is_flag:
            return [say("{option} takes no value", option=error.option_name), help]
        return [say("{option} needs a value", option=error.option_name), help]
    if found := _TOO_MANY.fullmatch(error.message):
        return [say("{command} does not take “{words}”", command=command, words=found[1]), help]
    return [error.format_message(), help]


def _missing(error: MissingParameter) -> list[str | Message]:
    """Return what to say about what is missing, with an example."""
    context = error.ctx
    name = (error.param and error.param.name) or ""
    command = (context and context.info_name) or ""
    what = _MISSING.get(f"{command} {name}") or _MISSING.get(name)
    if not what or not context:
        return [error.format_message()]
    examples = getattr(context.command, "examples", ())
    lines = [in_language(context, line) for line, _ in examples[:1]]
    return [what, *(say("For example: {command}", command=line) for line in lines)]


def _option(context: click.Context | None, name: str) -> click.Option | None:
    for param in context.command.params if context else ():
        if isinstance(param, click.Option) and name in param.opts:
            return param
    return None
