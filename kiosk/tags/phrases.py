"""The words that only tags need: short ones. Knows no room."""

from kiosk.domain.state import Status
from kiosk.i18n import catalogue


class TagPhrases:
    """The short phrases of one language."""

    def __init__(self, language: str) -> None:
        self._catalogue = catalogue(language, "tags")

    def short(self, status: Status) -> str:
        """The status in the shortest word that says it."""
        return self._catalogue.text(f"short.{status.value}")

    def caption(self, *, check_in: bool) -> str:
        """What scanning the code does."""
        return self._catalogue.text("code.check_in" if check_in else "code.book")

    def by(self, time: str) -> str:
        """Until when somebody must have checked in."""
        return self._catalogue.text("line.by", time=time)

    def since(self, time: str) -> str:
        """Since when nothing is known."""
        return self._catalogue.text("line.since", time=time)

    def starts(self, time: str) -> str:
        """From when a meeting has the room."""
        return self._catalogue.text("line.from", time=time)

    def gone(self) -> str:
        """Under the status of a room that is no longer used."""
        return self._catalogue.text("line.gone")

    def today(self) -> str:
        """For the rest of the day."""
        return self._catalogue.text("line.today")
