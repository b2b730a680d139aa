"""`topic` alone: the home screen."""

from healthtopics.answers.advice import NOWHERE
from healthtopics.answers.home import Home
from healthtopics.catalog.store import Catalog
from healthtopics.cli.request import Request
from healthtopics.errors import TopicError, UsageError
from healthtopics.terminal import Terminal


def show_home(terminal: Terminal, lang: str | None, country: str | None) -> None:
    """Print the home screen; without its numbers if the topics cannot be read."""
    request = Request(terminal, lang=lang, country=country, no_pager=True)
    language = request.scope.language

    def home(catalog: Catalog) -> Home:
        emergency = request.region(catalog).emergency(language)
        return Home(emergency, catalog.shelf(), language, can_update=request.can_update())

    try:
        answer = request.ask(home, every_file=False)
    except UsageError:  # an unknown country
        raise
    except (TopicError, OSError):  # the topics are gone or cannot be read
        answer = Home(NOWHERE.emergency(language), (), language, can_update=False)
    request.answer(answer)
