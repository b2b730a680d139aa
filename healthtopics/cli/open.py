"""`topic open`: a topic's page or one of its links, in the browser."""

import re
from functools import partial

import click

from healthtopics.catalog.lookup import Found
from healthtopics.catalog.store import Catalog
from healthtopics.cli.base import Choice, Command
from healthtopics.cli.options import complete_link, name_argument
from healthtopics.cli.request import Request
from healthtopics.errors import LocalError, NothingFound
from healthtopics.messages import say
from healthtopics.model import LANGUAGES, Topic, is_web_address
from healthtopics.terminal import Terminal

EXAMPLES = (
    ("topic open asthma", "Open the topic's page at MedlinePlus."),
    ("topic open asthma 3", "Open its third link (see: topic links asthma)."),
    ("topic open asthma 3 --print", "Print the address, and open nothing."),
)
_PUNCTUATION = "%:/?#[]@&=+,-._~"  # of addresses, left as it is
_MAX_DIGITS = 9  # of the number of a link


@click.command("open", cls=Command, examples=EXAMPLES)
@name_argument(complete=complete_link)
@click.option("--print", "print_only", is_flag=True, help="Print the address, and open nothing.")
@click.option(
    "-l",
    "--lang",
    type=Choice(LANGUAGES),
    metavar="LANG",
    help="Language of the topic: en or es.",
)
@click.pass_obj
def command(terminal: Terminal, name: str, print_only: bool, lang: str | None) -> None:
    """Open a topic's page in the browser, or the link whose number follows its NAME."""
    request = Request(terminal, lang=lang, command="open")
    words, _, last = name.rpartition(" ")
    has_number = words and last.isascii() and last.isdigit() and len(last) <= _MAX_DIGITS
    if has_number and not request.knows(name):
        number = int(last)
        url = request.ask_about(words, lambda catalog, found: _link_address(catalog, found, number))
    else:
        url = request.ask_about(name, partial(_page_address, request))
    if print_only:
        terminal.print(url + "\n")
        return
    import webbrowser
    from urllib.parse import quote

    try:
        # BROWSER may name a shell, to which other characters have a meaning.
        opened = webbrowser.open(quote(url, safe=_PUNCTUATION))
    except (webbrowser.Error, OSError, LookupError, ValueError):  # or BROWSER names no browser
        opened = False
    if not opened:
        raise LocalError(say("no browser could be started"), say("The address is {url}", url=url))


def _page_address(request: Request, catalog: Catalog, found: Found) -> str:
    """Return the address of a topic at MedlinePlus, else of its first source, and say so."""
    topic = catalog.topic(found.line, found.source)
    if address := _at_medlineplus(catalog, found, topic):
        return address
    for source in topic.sources:
        if is_web_address(source.url):
            request.terminal.note(
                say(
                    "“{title}” has no address at MedlinePlus; this is its first source, {source}",
                    title=topic.title,
                    source=source.title,
                )
            )
            return source.url
    raise NothingFound(
        say("“{title}” has no page on the web", title=topic.title),
        say("See its links: topic links {slug}", slug=topic.slug),
    )


def _at_medlineplus(catalog: Catalog, found: Found, topic: Topic) -> str:
    """Return the address of a topic at MedlinePlus; empty if it is not known.

    There, the English and the Spanish page of a topic have the same name.
    """
    if topic.medlineplus and is_web_address(topic.medlineplus.url):
        return topic.medlineplus.url
    twin = catalog.twin(found.line, "en", found.source) if topic.language == "es" else None
    there = twin and catalog.topic(twin, found.source).medlineplus
    page = re.fullmatch(r"https://medlineplus\.gov/(\w+\.html)", there.url) if there else None
    return f"https://medlineplus.gov/spanish/{page[1]}" if page else ""


def _link_address(catalog: Catalog, found: Found, number: int) -> str:
    """Return the address of a link, or raise an error that names its publishers' home pages."""
    line = found.line
    links = catalog.links_of(line, source=found.source)
    if not 1 <= number <= len(links):
        raise NothingFound(
            say("“{title}” has no link {number}", title=line.title, number=number),
            say(
                "Its links have the numbers 1 to {last}: topic links {slug}",
                last=len(links),
                slug=line.slug,
            ),
        )
    link = links[number - 1].link
    if is_web_address(link.url):
        return link.url
    homes = catalog.home_pages(link.organizations)
    raise NothingFound(
        say(
            "link {number} of “{title}” has no address that can be opened",
            number=number,
            title=line.title,
        ),
        *(f"{name}: {url}" for name, url in list(homes.items())[:2]),
    )
