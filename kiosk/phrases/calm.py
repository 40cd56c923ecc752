"""What a screen says while it waits before it tries to come back, from the catalogue's part "calm". Holds no text."""

from typing import NamedTuple

from kiosk.i18n import catalogue


class CalmWords(NamedTuple):
    """What is the matter, what happens next (`refused`: once settings are mended), and which way it is written."""

    title: str
    line: str
    right_to_left: bool
    refused: str


def calm_words(language: str) -> CalmWords:
    """The words of one language."""
    words = catalogue(language, "calm")
    return CalmWords(words.text("calm.title"), words.text("calm.line"), words.right_to_left, words.text("calm.refused"))
