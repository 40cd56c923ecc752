"""Acting on a booking that is there: checking in, extending, ending, cancelling."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from kiosk.acting.errand import Proof, ended, named, taken
from kiosk.acting.outcome import Act, Ending, Outcome
from kiosk.acting.seen import Seen
from kiosk.backends.abilities import CanCancel, CanCheckIn, CanEnd, CanExtend
from kiosk.backends.errors import Conflict, Declined
from kiosk.domain.appointment import Appointment, CheckIn
from kiosk.domain.booking import Booking, booking_behind


@dataclass(frozen=True, slots=True)
class HeldErrand(ABC):
    """What the acts on the booking `held`, as the person saw it, have in common. Implements `Errand`."""

    act: ClassVar[Act]
    held: Booking

    @property
    def room_id(self) -> str:
        """The room of the booking."""
        return self.held.room_id

    @property
    def span(self) -> tuple[datetime, datetime]:
        """The time of the booking."""
        return self.held.start, self.held.end

    def known(self, seen: Seen) -> Outcome | None:
        """A booking that is not as it was seen is not acted on."""
        shown = seen.booked(self.held.id)
        if shown is None:
            return self._missing(seen) if seen.whole or seen.agenda is None else None
        if self.has_happened(shown, seen.at):
            return ended(self, Ending.ALREADY, booking_behind(shown, self.room_id))
        if (shown.start, shown.end) != self.span:
            return ended(self, Ending.CHANGED, booking_behind(shown, self.room_id))
        if shown.end <= seen.at:
            return ended(self, Ending.TOO_LATE)
        return None

    @abstractmethod
    async def ask(self) -> Booking | None:
        """Ask the backend, once."""

    async def proof(self, seen: Seen, before: Seen, made: Booking | None) -> Proof | None:  # noqa: ARG002 - of a contract
        """The booking is as it was wanted."""
        shown = seen.booked(self.held.id)
        if shown is None or not self.has_happened(shown, seen.at):
            return None
        return Proof(booking_behind(shown, self.room_id))

    def refused(self, no: Declined, seen: Seen | None) -> Outcome:
        """Somebody did it, moved it or took it away meanwhile, or the backend has its reasons."""
        shown = None if seen is None else seen.booked(self.held.id)
        if seen is not None and shown is None and seen.whole:
            return self._missing(seen)
        if seen is not None and shown is not None and (known := self.known(seen)) is not None:
            return known
        return ended(self, named(no), no=no)

    @abstractmethod
    def has_happened(self, shown: Appointment, at: datetime) -> bool:
        """Whether the meeting that is shown at `at` is as it is wanted."""

    def _missing(self, seen: Seen) -> Outcome:
        return ended(self, Ending.TOO_LATE if self.held.end <= seen.at else Ending.GONE)


@dataclass(frozen=True, slots=True)
class CheckInErrand(HeldErrand):
    """Checking in; `opens` is how long before its start that may be."""

    act = Act.CHECK_IN
    desk: CanCheckIn
    opens: timedelta

    async def ask(self) -> Booking:
        """Check in."""
        return await self.desk.check_in(self.held)

    def has_happened(self, shown: Appointment, at: datetime) -> bool:  # noqa: ARG002 - of a contract
        """It says so itself."""
        return shown.check_in is CheckIn.DONE

    def refused(self, no: Declined, seen: Seen | None) -> Outcome:
        """As for all, and before it opens it is too early, whatever the backend's words for that are."""
        outcome = HeldErrand.refused(self, no, seen)
        early = seen is not None and seen.at < self.held.start - self.opens
        return ended(self, Ending.TOO_EARLY) if early and outcome.ending is Ending.REFUSED else outcome


@dataclass(frozen=True, slots=True)
class ExtendErrand(HeldErrand):
    """Going on until `end`, with the same booking or with one that directly follows."""

    act = Act.EXTEND
    desk: CanExtend
    end: datetime

    def known(self, seen: Seen) -> Outcome | None:
        """As for all; a time that is seen to be somebody else's is not asked for."""
        return HeldErrand.known(self, seen) or taken(self, seen, self.held.end, self.end, self.held.id)

    async def ask(self) -> Booking:
        """Extend it."""
        return await self.desk.extend(self.held, self.end)

    def has_happened(self, shown: Appointment, at: datetime) -> bool:  # noqa: ARG002 - of a contract
        """It lasts that long, or longer."""
        return shown.end >= self.end

    async def proof(self, seen: Seen, before: Seen, made: Booking | None) -> Proof | None:
        """The booking lasts that long; or a new one follows it over exactly the time that was added."""
        if (same := await HeldErrand.proof(self, seen, before, made)) is not None:
            return same
        following = seen.new(self.held.end, self.end, before.ids)
        if made is not None:
            following = tuple(one for one in following if one.booking_id in (made.id, None))
        return Proof(booking_behind(following[0], self.room_id) or made) if following else None

    def refused(self, no: Declined, seen: Seen | None) -> Outcome:
        """As for all; who has the time that was wanted is told, and whether the room closes."""
        outcome = HeldErrand.refused(self, no, seen)
        if outcome.ending not in {Ending.TAKEN, Ending.REFUSED}:
            return outcome
        if (lost := taken(self, seen, self.held.end, self.end, self.held.id)) is not None:
            return lost
        shut = seen is not None and not isinstance(no, Conflict) and seen.closed(self.held.end, self.end)
        return ended(self, Ending.CLOSED) if shut else outcome


@dataclass(frozen=True, slots=True)
class EndErrand(HeldErrand):
    """Ending a running booking at `at`, or at the backend's own now."""

    act = Act.END
    desk: CanEnd
    at: datetime

    async def ask(self) -> Booking:
        """End it."""
        return await self.desk.end(self.held, self.at)

    def has_happened(self, shown: Appointment, at: datetime) -> bool:
        """It was shortened, and is over."""
        return shown.end < self.held.end and shown.end <= at

    async def proof(self, seen: Seen, before: Seen, made: Booking | None) -> Proof | None:  # noqa: ARG002 - of a contract
        """It ends earlier than it did; where it is not shown any more, the backend's word is what is held."""
        shown = seen.booked(self.held.id)
        if shown is None:
            return Proof(made) if seen.whole else None
        return Proof(booking_behind(shown, self.room_id)) if shown.end < self.held.end else None


@dataclass(frozen=True, slots=True)
class CancelErrand(HeldErrand):
    """Giving the whole time back."""

    act = Act.CANCEL
    desk: CanCancel

    async def ask(self) -> None:
        """Cancel it."""
        await self.desk.cancel(self.held)

    def has_happened(self, shown: Appointment, at: datetime) -> bool:  # noqa: ARG002 - of a contract
        """Never while it is shown."""
        return False

    async def proof(self, seen: Seen, before: Seen, made: Booking | None) -> Proof | None:  # noqa: ARG002 - of a contract
        """It is not there any more."""
        return Proof(None) if seen.whole and seen.booked(self.held.id) is None else None
