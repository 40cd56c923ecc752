"""What is known about one room: its appointments and closures, and how far the knowledge reaches."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kiosk.domain.appointment import Appointment, CheckIn
from kiosk.domain.room import Room


@dataclass(frozen=True, slots=True)
class Closure:
    """The room is shut over `[start, end)`, for a reason that a person may read."""

    start: datetime
    end: datetime
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """One room's knowledge at `as_of` (None: nothing was ever learned).

    `appointments` are valid (end after start) and sorted; build them with `agenda_of`. Nothing is known from
    `known_until` on. `unreadable` is true when a record of this room could not be read, so that the room may not be
    called free. `open_ended` is an appointment that the backend calls current although its period makes no sense.
    `ignored` counts records that were left out or repaired. `adrift` is true while nobody can tell how long ago `as_of`
    was, for want of a clock that was set.
    """

    room: Room
    as_of: datetime | None
    known_until: datetime | None = None
    appointments: tuple[Appointment, ...] = ()
    closures: tuple[Closure, ...] = ()
    unreadable: bool = False
    open_ended: Appointment | None = None
    ignored: int = 0
    adrift: bool = False


def agenda_of(
    room: Room,
    appointments: list[Appointment],
    *,
    as_of: datetime,
    known_until: datetime,
    closures: tuple[Closure, ...] = (),
    unreadable: bool = False,
    open_ended: Appointment | None = None,
    ignored: int = 0,
) -> Agenda:
    """Sort, widen all-day appointments to whole local days, and leave out (and count) periods that make no sense.

    A preparation loses its subject and asks nobody to check in, whatever the backend said of it.
    """
    spans = [_plain(_widened(appointment, room.zone)) for appointment in appointments]
    kept = sorted((one for one in spans if one.end > one.start), key=lambda one: (one.start, one.end, one.id))
    return Agenda(
        room=room,
        as_of=as_of,
        known_until=known_until,
        appointments=tuple(kept),
        closures=closures,
        unreadable=unreadable,
        open_ended=open_ended,
        ignored=ignored + len(spans) - len(kept),
    )


def whole_days(start: datetime, end: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The span of an all-day appointment in UTC, in whole local days from the local date of `start`.

    It is round(length / 24 h) days, at least one. The length alone says how many, so a day of 23 or 25 hours is one
    day. A half is rounded up: rather busy.
    """
    days = max(1, int((end - start) / timedelta(days=1) + 0.5))
    first = start.astimezone(zone).date()
    return local_midnight(first, zone), local_midnight(first + timedelta(days=days), zone)


def local_midnight(day: date, zone: ZoneInfo) -> datetime:
    """The first instant of a local day, in UTC, also where the clocks skip midnight."""
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def _widened(appointment: Appointment, zone: ZoneInfo) -> Appointment:
    if not appointment.all_day or appointment.end < appointment.start:
        return appointment
    try:
        start, end = whole_days(appointment.start, appointment.end, zone)
    except OverflowError:  # it reaches the first or last day of the calendar, as "for ever" does in many servers
        return appointment
    return replace(appointment, start=start, end=end)


def _plain(appointment: Appointment) -> Appointment:
    if not appointment.preparation:
        return appointment
    return replace(appointment, subject=None, check_in=CheckIn.NOT_NEEDED, check_in_deadline=None)
