"""Keeps the shapes of letters those of the language that is shown, where visitors choose it. Knows no screen."""

from kiosk.window import fonts as window_fonts


class Letters:
    """What was drawn last for one language; `language` is a BCP 47 tag."""

    def __init__(self, language: str) -> None:
        self._families = window_fonts.families(language)

    def follow(self, language: str) -> None:
        """Draw for this language from now on; nothing happens where it wants the same fonts in the same order."""
        wanted = window_fonts.families(language)
        if wanted != self._families:
            self._families = wanted
            window_fonts.reorder(language)
