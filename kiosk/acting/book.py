"""Booking a room: whose a new booking is, and why there is none."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.acting.errand import Proof, ended, named, taken
from kiosk.acting.outcome import Act, Ending, Outcome
from kiosk.acting.seen import Seen
from kiosk.backends.abilities import CanBook, FindsOwn
from kiosk.backends.errors import Declined, NotFound
from kiosk.domain.appointment import Appointment
from kiosk.domain.booking import Booking, booking_behind


@dataclass(frozen=True, slots=True)
class Wish:
    """A booking over `[start, end)` that is wanted; `marker` is a text that no other booking carries."""

    room_id: str
    start: datetime
    end: datetime
    subject: str | None
    marker: str


@dataclass(frozen=True, slots=True)
class BookErrand:
    """Implements `Errand`."""

    wish: Wish
    desk: CanBook
    finder: FindsOwn | None
    act: Act = Act.BOOK

    @property
    def room_id(self) -> str:
        """The room that is wanted."""
        return self.wish.room_id

    @property
    def span(self) -> tuple[datetime, datetime]:
        """The time that is wanted."""
        return self.wish.start, self.wish.end

    def known(self, seen: Seen) -> Outcome | None:
        """A room that is gone is not asked for, nor a time that is seen to be somebody's."""
        if seen.room_gone:
            return ended(self, Ending.GONE)
        if self.wish.end <= seen.at:
            return ended(self, Ending.TOO_LATE)
        return taken(self, seen, *self.span)

    async def ask(self) -> Booking:
        """Book it."""
        wish = self.wish
        return await self.desk.book(wish.room_id, wish.start, wish.end, wish.subject, marker=wish.marker)

    async def proof(self, seen: Seen, before: Seen, made: Booking | None) -> Proof | None:
        """A meeting over exactly this time that was not there before; without an answer, only where it is our own.

        A room that takes several bookings at once does not show each: then the backend is asked for our own.
        """
        candidates = seen.new(*self.span, before.ids)
        own = None if made is None else next((one for one in candidates if one.booking_id in (made.id, None)), None)
        if own is not None:
            return Proof(booking_behind(own, self.room_id) or made)
        found = await self._own(candidates)
        return None if found is None or (made is not None and made.id != found.id) else Proof(found)

    def refused(self, no: Declined, seen: Seen | None) -> Outcome:
        """Somebody was faster, the room is shut or gone, or the backend has its reasons."""
        if named(no) is Ending.CONTRADICTED:
            return ended(self, Ending.CONTRADICTED)
        if (lost := taken(self, seen, *self.span)) is not None:
            return lost
        ending = named(no)
        if seen is not None and ending is Ending.REFUSED and seen.closed(*self.span):
            ending = Ending.CLOSED
        if seen is not None and isinstance(no, NotFound) and not seen.room_gone:
            ending = Ending.REFUSED
        return ended(self, ending, no=no)

    async def _own(self, candidates: tuple[Appointment, ...]) -> Booking | None:
        """Our own booking, where it was made; of a backend that marks none, the one that is like what was wanted."""
        wish = self.wish
        if self.finder is not None:
            return await self.finder.find_own(wish.room_id, wish.start, wish.end, wish.subject, marker=wish.marker)
        alike = [one for one in candidates if one.subject == wish.subject]
        return booking_behind(alike[0], self.room_id) if len(alike) == 1 else None
