"""What may be wrong with a room, as people report it at its door. Who reports it is never known."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.domain.room import Room

LONGEST_TEXT = 200


class Problem(StrEnum):
    """The kinds to choose from, in the order in which they are offered."""

    TOO_COLD = "too_cold"
    TOO_HOT = "too_hot"
    SCREEN = "screen"
    CALL = "call"
    LIGHT = "light"
    POWER = "power"
    DIRTY = "dirty"
    MISSING = "missing"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Report:
    """One report. `text` is what somebody typed, one line of at most 200 characters, mostly empty; `at` is aware."""

    room: Room
    problem: Problem
    at: datetime
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reported:
    """A report as a server lists it. `problem` is the kind's name, which may be one that this program does not know."""

    room_id: str
    room: str
    problem: str
    text: str
    at: datetime
