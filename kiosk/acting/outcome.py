"""How an act ended: every way by its name, with what may be said about it. Holds nothing private."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.domain.appointment import Appointment
from kiosk.domain.booking import Booking
from kiosk.domain.connection import Trouble


class Act(StrEnum):
    """What somebody wants to do with a room."""

    BOOK = "book"
    CHECK_IN = "check_in"
    EXTEND = "extend"
    END = "end"
    CANCEL = "cancel"


class Ending(StrEnum):
    """The ways in which an act can end. Only after `DONE` is anything promised."""

    DONE = "done"
    """The backend took it, and it was seen there afterwards."""
    ALREADY = "already"
    """It had been done before: by this panel, another one, or a phone."""
    TAKEN = "taken"
    """Somebody else has the time, or a part of it."""
    GONE = "gone"
    """The booking, or the room, is not there any more."""
    CHANGED = "changed"
    """The booking is no longer what the person saw: it was moved."""
    TOO_EARLY = "too_early"
    """The backend does not take it yet."""
    TOO_LATE = "too_late"
    """The booking, or the time for it, is over."""
    CLOSED = "closed"
    """The room is closed at that time, and the backend does not book it."""
    NOT_POSSIBLE = "not_possible"
    """The backend cannot do this."""
    NOT_ALLOWED = "not_allowed"
    """The backend does not let this panel do it."""
    REFUSED = "refused"
    """The backend said no, for a reason of its own."""
    OFFLINE = "offline"
    """Nothing was done: there was no way to the backend, or it was too busy to take it."""
    UNSURE = "unsure"
    """It was sent, and neither an answer nor a look afterwards says whether it was done."""
    CONTRADICTED = "contradicted"
    """The backend said yes, but what it shows says no."""


GOOD = frozenset({Ending.DONE, Ending.ALREADY})
UNSURE = frozenset({Ending.UNSURE, Ending.CONTRADICTED})
"""Whether it was done cannot be told; it is not said to have failed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of one act on the room `room_id`.

    `booking` is what is held now (with `DONE` and `ALREADY`). After `TAKEN`, `holder` is the appointment that has the
    time, as the room status shows it (a private one has no subject), and `free_from` when the room is free again, None
    beyond what is known. `trouble` says why nothing came back; `reason` is the backend's own sentence after `REFUSED`.
    """

    act: Act
    room_id: str
    ending: Ending
    booking: Booking | None = None
    holder: Appointment | None = None
    free_from: datetime | None = None
    trouble: Trouble | None = None
    reason: str = ""
