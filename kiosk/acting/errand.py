"""What each act has of its own: what it asks, what proves it, and what a no to it means. Tells no time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kiosk.acting.outcome import Act, Ending, Outcome
from kiosk.acting.seen import Seen
from kiosk.backends.errors import Conflict, Declined, NotFound
from kiosk.domain.booking import Booking

CODES = {
    "too_early": Ending.TOO_EARLY,
    "not_running": Ending.TOO_EARLY,
    "over": Ending.TOO_LATE,
    "resource_deleted": Ending.GONE,
    "contradicted": Ending.CONTRADICTED,
}


@dataclass(frozen=True, slots=True)
class Proof:
    """The room shows that it was done; `booking` is what is held now, None after a cancellation."""

    booking: Booking | None


class Errand(Protocol):
    """One act on one room; `span` is the time that it is about."""

    @property
    def act(self) -> Act:
        """Which act."""
        ...

    @property
    def room_id(self) -> str:
        """On which room."""
        ...

    @property
    def span(self) -> tuple[datetime, datetime]:
        """From when to when, in UTC."""
        ...

    def known(self, seen: Seen) -> Outcome | None:
        """How it ends without asking, as the room looks before; None where it is to be asked for."""
        ...

    async def ask(self) -> Booking | None:
        """Ask the backend, once. Raises `BackendError`."""
        ...

    async def proof(self, seen: Seen, before: Seen, made: Booking | None) -> Proof | None:
        """Whether the room shows it as done; `made` is what the backend answered, None without an answer.

        Raises `BackendError` where more must be asked for it.
        """
        ...

    def refused(self, no: Declined, seen: Seen | None) -> Outcome:
        """What a no means, as the room looks after it (None: it could not be looked at)."""
        ...


def ended(errand: Errand, ending: Ending, booking: Booking | None = None, *, no: Declined | None = None) -> Outcome:
    """The outcome of an errand, with the backend's sentence where it said `no`."""
    reason = "" if no is None or ending is not Ending.REFUSED else no.sentence
    return Outcome(errand.act, errand.room_id, ending, booking, reason=reason)


def taken(errand: Errand, seen: Seen | None, start: datetime, end: datetime, own: str | None = None) -> Outcome | None:
    """`TAKEN` with who has a part of the time, None where nobody is seen to."""
    holder = None if seen is None else seen.holder(start, end, own)
    if seen is None or holder is None:
        return None
    free_from = seen.free_from(holder)
    return Outcome(errand.act, errand.room_id, Ending.TAKEN, holder=holder, free_from=free_from)


def named(no: Declined) -> Ending:
    """What a no says by itself."""
    if (ending := CODES.get(no.code)) is not None:
        return ending
    match no:
        case Conflict():
            return Ending.TAKEN
        case NotFound():
            return Ending.GONE
        case _:
            return Ending.REFUSED
