"""What stands on a visitor's badge, from the catalogue's part "badge". Holds no text."""

from kiosk.i18n import catalogue


class BadgePhrases:
    """The phrases of one language."""

    def __init__(self, language: str) -> None:
        self._text = catalogue(language, "badge").text

    def title(self) -> str:
        """What the bearer is."""
        return self._text("title")

    def visiting(self, host: str) -> str:
        """Whose guest; empty where that is not known."""
        return self._text("visiting", host=host) if host else ""

    def sample(self, name: str) -> str:
        """One of the texts of a badge to look at: visitor, company, host, building."""
        return self._text(f"sample.{name}")
