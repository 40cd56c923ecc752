"""Writing bookings so that two never hold one resource at once. Works on a connection inside a transaction."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from kiosk.server.instants import iso
from kiosk.server.numbers import CANCELLED, DECLINED, NO_SHOW
from kiosk.server.refusal import conflict
from kiosk.server.sql import Where

_OVER = (CANCELLED, DECLINED, NO_SHOW)
_BOOKING = """
    INSERT INTO booking (id, ical_uid, state, turns_into, turns_at, subject, text_body, private, all_day,
        organizer_id, organizer, organizer_email, attendees)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_APPOINTMENT = """
    INSERT INTO appointment (id, booking_id, resource_id, starts, ends, preparation, services)
    VALUES (?, ?, ?, ?, ?, ?, ?)"""
_TAKEN = f"""
    SELECT r.name, r.time_zone, other.starts, other.ends
    FROM appointment mine
    JOIN appointment other ON other.resource_id = mine.resource_id AND other.booking_id != mine.booking_id
        AND other.ends > mine.starts AND other.starts < mine.ends
    JOIN booking b ON b.id = other.booking_id JOIN resource r ON r.id = mine.resource_id
    WHERE mine.booking_id = :booking
        AND (CASE WHEN b.turns_at <= :now THEN b.turns_into ELSE b.state END) NOT IN {_OVER}
    ORDER BY other.starts LIMIT 1"""  # noqa: S608 - numbers of this package
# No appointment is longer, so that a search looks at those around a span only, and not at all before or after it.
_LONGEST = "(SELECT max(ends - starts) FROM appointment)"
_SPAN = f"{{a}}ends > ? AND {{a}}starts < ? AND {{a}}starts > ? - {_LONGEST} AND {{a}}ends < ? + {_LONGEST}"
_HERE = f"""a.rowid IN (SELECT rowid FROM appointment WHERE {_SPAN.format(a="")}{{rooms}}
    UNION ALL SELECT rowid FROM appointment WHERE starts IS NULL)"""  # noqa: S608 - a literal
_IN_ROOMS = " AND resource_id IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Booking:
    """What is agreed. `state` turns into `turns_into` by itself at `turns_at` (milliseconds)."""

    id: int
    ical_uid: str
    state: int
    subject: str | None = None
    text_body: str | None = None
    private: bool = False
    all_day: bool = False
    organizer_id: int | None = None
    organizer: str | None = None
    organizer_email: str | None = None
    attendees: Sequence[dict[str, object]] = ()
    turns_into: int | None = None
    turns_at: int | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """One resource over `[starts, ends)` in milliseconds; without both the record is damaged."""

    id: str
    resource_id: int
    starts: int | None
    ends: int | None
    preparation: bool = False
    services: Sequence[dict[str, object]] = ()


def next_id(connection: sqlite3.Connection) -> int:
    """A booking id that was never used."""
    query = "UPDATE counter SET value = value + 1 WHERE name = 'booking' RETURNING value"
    (value,) = connection.execute(query).fetchone()
    return int(value)


def insert(connection: sqlite3.Connection, booking: Booking, slots: Sequence[Slot]) -> None:
    """Write a booking and its slots as they are."""
    one = booking
    attendees = _json(one.attendees)
    what = (one.subject, one.text_body, one.private, one.all_day)
    who = (one.organizer_id, one.organizer, one.organizer_email, attendees)
    connection.execute(_BOOKING, (one.id, one.ical_uid, one.state, one.turns_into, one.turns_at, *what, *who))
    for slot in slots:
        services = _json(slot.services)
        row = (slot.id, one.id, slot.resource_id, slot.starts, slot.ends, slot.preparation, services)
        connection.execute(_APPOINTMENT, row)


def refuse_overlap(connection: sqlite3.Connection, booking_id: int, now: int) -> None:
    """Raise `Refusal` 409 where another live booking holds a slot of this one; the sentence tells no subject."""
    taken = connection.execute(_TAKEN, {"booking": booking_id, "now": now}).fetchone()
    if taken is not None:
        start, end = (iso(taken[edge], taken["time_zone"]) for edge in ("starts", "ends"))
        message = f"{taken['name']} is taken from {start} to {end}."
        raise conflict(message)


def overlapping(where: Where, start: int, end: int) -> None:
    """Appointment `a` overlaps the half-open `[start, end)` in milliseconds."""
    where.add(_SPAN.format(a="a."), start, end, start, end)


def overlapping_or_damaged(where: Where, start: int, end: int, resource_ids: Sequence[int] | None = None) -> None:
    """The same, or the record of appointment `a` has no period, so that it may be at any time.

    Where the search is for some resources, naming them spares looking at everybody else's appointments.
    """
    rooms, values = ("", ()) if resource_ids is None else (_IN_ROOMS, (json.dumps(resource_ids),))
    where.add(_HERE.format(rooms=rooms), start, end, start, end, *values)


def _json(rows: Sequence[dict[str, object]]) -> str:
    return msgspec.json.encode(rows).decode() if rows else "[]"
