"""The times of a booking stay on one line, in every language."""

import pytest
from PySide6.QtCore import QTextBoundaryFinder

from kiosk.i18n import catalogue, languages
from kiosk.phrases.sheets import kept_whole
from kiosk.wording import Words
from tests.wording.states import ROOM, at


def breaks(text: str) -> list[int]:
    """Where Qt may end a line inside a text."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, text)
    found = []
    while (place := finder.toNextBoundary()) not in {-1, len(text)}:
        found.append(place)
    return found


@pytest.mark.parametrize("hour12", [False, True])
@pytest.mark.parametrize("language", languages())
def test_no_line_ends_between_the_times_of_a_booking(language: str, *, hour12: bool) -> None:
    span = Words(language, hour12=hour12).span(at("14:00"), at("15:00"), at("14:12"), ROOM.zone)
    assert breaks(kept_whole(span)) == []
    assert kept_whole(span).replace("\u00a0", " ").replace("\u2060", "") == span.replace("\u00a0", " ")


def test_without_that_a_line_may_end_at_the_dash() -> None:
    assert breaks(catalogue("en").pattern("range", start="14:00", end="15:00"))
