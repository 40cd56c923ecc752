"""What somebody reserved in one room: what is checked in, extended, ended or cancelled."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.appointment import Appointment, CheckIn


@dataclass(frozen=True, slots=True)
class Booking:
    """A booking over `[start, end)`, both in UTC, as the backend told it last.

    `subject` is None where it is private, hidden, or not given. `waiting`: somebody must still check it in.
    """

    id: str
    room_id: str
    start: datetime
    end: datetime
    subject: str | None = None
    checked_in: bool = False
    waiting: bool = False


def booking_behind(appointment: Appointment, room_id: str) -> Booking | None:
    """The booking that an appointment shows, None for one that nobody can act on: a preparation, or without an id."""
    if appointment.booking_id is None or appointment.preparation:
        return None
    return Booking(
        id=appointment.booking_id,
        room_id=room_id,
        start=appointment.start,
        end=appointment.end,
        subject=appointment.subject,
        checked_in=appointment.check_in is CheckIn.DONE,
        waiting=appointment.check_in is CheckIn.WAITING,
    )
