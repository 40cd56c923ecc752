"""What is said when somebody reports a problem, from the catalogue's part "report". Holds no text."""

from kiosk.domain.problem import Problem
from kiosk.i18n import catalogue


class ReportPhrases:
    """The phrases of one language."""

    def __init__(self, language: str) -> None:
        self._text = catalogue(language, "report").text

    def title(self) -> str:
        """The question."""
        return self._text("title")

    def kind(self, problem: Problem) -> str:
        """A kind of problem, at the door and for those who get the report."""
        return self._text(f"kind.{problem.value}")

    def text_title(self) -> str:
        """Asks for words."""
        return self._text("text.title")

    def text_hint(self) -> str:
        """In the empty field."""
        return self._text("text.hint")

    def text_send(self) -> str:
        """The button under the field."""
        return self._text("text.send")

    def text_empty(self) -> str:
        """Nothing was written."""
        return self._text("text.empty")

    def noting(self) -> str:
        """It is on its way to the disk."""
        return self._text("noting")

    def noted(self) -> str:
        """It is kept."""
        return self._text("noted")

    def sent(self) -> str:
        """Somebody will see it."""
        return self._text("noted.sent")

    def later(self) -> str:
        """It waits for the connection."""
        return self._text("noted.later")

    def before(self) -> str:
        """The same was reported a few minutes ago."""
        return self._text("noted.before")

    def refused(self) -> str:
        """It is kept, but nobody takes it."""
        return self._text("noted.refused")

    def failed(self) -> str:
        """It is not kept."""
        return self._text("failed")

    def failed_line(self) -> str:
        """What to do then."""
        return self._text("failed.line")

    def again(self) -> str:
        """Once more."""
        return self._text("failed.again")

    def back(self) -> str:
        """One step back."""
        return self._text("way.back")

    def close(self) -> str:
        """The way out."""
        return self._text("way.close")
