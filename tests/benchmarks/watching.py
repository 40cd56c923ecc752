"""Looks at a place on a screen until its colour changes, and until it is the one that is meant."""

from dataclasses import dataclass

from tests.app.screen import Colour, Screen, wait_for
from tests.benchmarks.subjects import FIELD

BLANK = (0, 0, 0)
_EVERY = 0.001


@dataclass(frozen=True, slots=True)
class Change:
    """Two monotonic instants: the first that looked different, and the first in the new colour."""

    began: float
    done: float


def until(screen: Screen, colour: Colour, *, patience: float = 60.0) -> float:
    """The monotonic instant at which the field has that colour."""
    return wait_for(lambda: screen.pixel(*FIELD) == colour, f"the colour {colour}", patience=patience, every=_EVERY)


def left(screen: Screen, *, patience: float = 60.0) -> float:
    """The monotonic instant at which the field no longer has the colour that it has now."""
    old = screen.pixel(*FIELD)
    return wait_for(lambda: screen.pixel(*FIELD) != old, f"a change from {old}", patience=patience, every=_EVERY)


def change_to(screen: Screen, colour: Colour, *, patience: float = 60.0) -> Change:
    """Wait for the field to leave the colour that it has, and then to reach the new one."""
    return Change(left(screen, patience=patience), until(screen, colour, patience=patience))
