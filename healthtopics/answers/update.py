"""The answer on whether the site has a newer export."""

from healthtopics.answers.answer import Answer
from healthtopics.render import document as d
from healthtopics.render.tables import Data


class UpdateCheck(Answer):
    """Whether the site has a newer export.

    Args:
        is_newer: whether it does.
        date: the date of the site's newest export.
        url: the address of that export.
        have: the date of the kept export; empty if there is none.
        language: the reader's language.
    """

    def __init__(self, is_newer: bool, date: str, url: str, have: str, language: str) -> None:
        self.language = language
        self.is_newer = is_newer
        self.date = date
        self.url = url
        self.have = have

    def document(self) -> d.Document:
        """Return both dates and the address."""
        state = (
            self.say("MedlinePlus: a newer export is available")
            if self.is_newer
            else self.say("MedlinePlus: you have the newest export")
        )
        return (
            d.Title(state),
            d.Field(self.say("Newest export"), self.date),
            d.Field(self.say("Yours"), self.have or self.say("none")),
            d.Field(self.say("Address"), self.url),
        )

    def data(self) -> Data:
        """Return the same as data."""
        return {
            "newer": self.is_newer,
            "newest": {"date": self.date, "url": self.url},
            "kept": self.have or None,
        }
