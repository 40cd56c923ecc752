"""What one look at a room says about an act: whose the time is, and until when. Pure; knows no backend."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.agenda import Agenda
from kiosk.domain.appointment import Appointment


@dataclass(frozen=True, slots=True)
class Seen:
    """The agenda of the room at `at`, None where the backend does not know the room."""

    agenda: Agenda | None
    at: datetime

    @property
    def appointments(self) -> tuple[Appointment, ...]:
        """All that covers the room."""
        return () if self.agenda is None else self.agenda.appointments

    @property
    def room_gone(self) -> bool:
        """Whether there is no such room any more."""
        return self.agenda is None or self.agenda.room.gone

    @property
    def whole(self) -> bool:
        """Whether what is not to be seen is not there either."""
        return self.agenda is not None and not self.agenda.unreadable and self.agenda.open_ended is None

    @property
    def ids(self) -> frozenset[str]:
        """The bookings that are there."""
        return frozenset(one.booking_id for one in self.appointments if one.booking_id is not None)

    def booked(self, booking_id: str) -> Appointment | None:
        """The meeting that a booking makes."""
        found = (one for one in self.appointments if one.booking_id == booking_id and not one.preparation)
        return next(found, None)

    def holder(self, start: datetime, end: datetime, own: str | None = None) -> Appointment | None:
        """The first that has a part of `[start, end)` and is not of the booking `own`; a meeting goes first."""
        found = [one for one in self.appointments if own is None or one.booking_id != own]
        return min(
            (one for one in found if one.start < end and start < one.end),
            key=lambda one: (one.start, one.preparation),
            default=None,
        )

    def free_from(self, holder: Appointment) -> datetime | None:
        """When nothing covers the room any more after `holder`, None where it is closed then, or that is not known."""
        if self.agenda is None or not self.whole:
            return None
        edge = self._next_free(holder.end)
        beyond = self.agenda.known_until is not None and edge >= self.agenda.known_until
        return None if beyond or self._shut(edge) else edge

    def closed(self, start: datetime, end: datetime) -> bool:
        """Whether the room is shut during a part of `[start, end)`."""
        if self.agenda is None:
            return False
        hours, zone = self.agenda.room.hours, self.agenda.room.zone
        change = None if hours is None else hours.next_change(start, zone)
        closes = change is not None and change < end
        return self._shut(start) or closes or any(one.start < end and start < one.end for one in self.agenda.closures)

    def new(self, start: datetime, end: datetime, before: frozenset[str]) -> tuple[Appointment, ...]:
        """The meetings over exactly `[start, end)` whose bookings were not there `before`."""
        return tuple(
            one
            for one in self.appointments
            if (one.start, one.end) == (start, end) and not one.preparation and one.booking_id not in before
        )

    def _next_free(self, edge: datetime) -> datetime:
        for one in self.appointments:
            if one.start <= edge:
                edge = max(edge, one.end)
        return edge

    def _shut(self, instant: datetime) -> bool:
        if self.agenda is None:
            return True
        hours = self.agenda.room.hours
        out = hours is not None and hours.closed_at(instant, self.agenda.room.zone) is not None
        return out or any(one.start <= instant < one.end for one in self.agenda.closures)
