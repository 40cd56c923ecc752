"""How a sheet looks once an act has ended: its sign's tone, and how long it stays. Knows no words."""

from kiosk.acting.outcome import GOOD, UNSURE, Ending
from kiosk.viewmodels.sheet_view import Tone

SECONDS_OF_OTHERS = 20.0


def tone_of(ending: Ending) -> Tone:
    """What was not done is bad; what may have been done is not said to have failed."""
    if ending in GOOD:
        return "good"
    return "unsure" if ending in UNSURE else "bad"
