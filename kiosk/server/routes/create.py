"""Booking a resource: exactly one of several who want the same time gets it."""

import sqlite3
import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import msgspec
from starlette.requests import Request

from kiosk.domain.agenda import whole_days
from kiosk.domain.zones import zone_named
from kiosk.server.body import read_body
from kiosk.server.bookings import Booking, Slot, insert, next_id, refuse_overlap
from kiosk.server.instants import DAY, from_ms, to_ms
from kiosk.server.numbers import BOOKED, WAITING
from kiosk.server.office import Office, Operation
from kiosk.server.presence import arm
from kiosk.server.query import believable
from kiosk.server.refusal import bad_request, conflict, not_found
from kiosk.server.rules import HouseRules

MOST_RESOURCES = 100
LONGEST_DAYS = 31
LONGEST_TEXT = 10_000
_RESOURCE = """
    SELECT id, name, time_zone, needs_check_in, is_deleted FROM resource
    WHERE CAST(id AS TEXT) = :key OR access_id = :key ORDER BY access_id = :key LIMIT 1"""


class ZonedRange(msgspec.Struct, rename="camel"):
    """A time without an offset is read in the zone that stands beside it."""

    start: datetime
    end: datetime
    start_time_zone: str | None = None
    end_time_zone: str | None = None


class Wanted(msgspec.Struct, rename="camel"):
    """The body of `booking.create`; a resource is named by its id or its access id."""

    period: ZonedRange
    resources: list[str]
    subject: str | None = None
    html_body: str | None = None
    text_body: str | None = None
    organizer: str | None = None
    required_attendees: list[str] | None = None
    optional_attendees: list[str] | None = None
    is_all_day: bool = False
    with_online_meeting: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    body: Wanted
    start: int
    end: int
    now: int


async def create(office: Office, request: Request) -> object:
    """`booking.create`; 409 where a resource is taken, and then nothing is booked."""
    asked = _asked(await read_body(request, Wanted), office.now())
    margin = DAY if asked.body.is_all_day else 0
    await office.days.fill(asked.start - margin, asked.end + margin, asked.now)
    booking, resource_ids = await office.store.write(partial(_book, asked, office.rules))
    office.changed(resource_ids)
    return {
        "id": booking.id,
        "masterBookingId": booking.id,
        "bookingState": booking.state,
        "iCalUid": booking.ical_uid,
    }


def _asked(body: Wanted, now: int) -> _Asked:
    period = body.period
    start = to_ms(_instant(period.start, period.start_time_zone, "start"))
    end = to_ms(_instant(period.end, period.end_time_zone or period.start_time_zone, "end"))
    if not body.resources or len(body.resources) > MOST_RESOURCES:
        raise bad_request(f"resources must name 1 to {MOST_RESOURCES} bookable resources.")
    if end <= start or end - start > LONGEST_DAYS * DAY:
        raise bad_request(f"The period must end after its start, and at most {LONGEST_DAYS} days later.")
    if end <= now and not body.is_all_day:
        raise bad_request("The period is over already.")
    if any(len(text or "") > LONGEST_TEXT for text in (body.subject, body.text_body, body.organizer)):
        raise bad_request(f"A text is longer than {LONGEST_TEXT} characters.")
    return _Asked(body, start, end, now)


def _instant(value: datetime, zone: str | None, field: str) -> datetime:
    if value.tzinfo is not None:
        return believable(value, f"period.{field}")
    try:
        return believable(value.replace(tzinfo=zone_named(zone or "")), f"period.{field}")
    except ValueError as error:
        message = f"period.{field} needs an offset, or an IANA zone in period.{field}TimeZone."
        raise bad_request(message) from error


def _book(asked: _Asked, rules: HouseRules, connection: sqlite3.Connection) -> tuple[Booking, list[int]]:
    rooms = {row["id"]: row for row in (_resource(connection, key) for key in asked.body.resources)}
    key = next_id(connection)
    state = WAITING if any(row["needs_check_in"] for row in rooms.values()) else BOOKED
    booking = _booking(connection, asked.body, key, state)
    insert(connection, booking, [_slot(asked, key, row) for row in rooms.values()])
    refuse_overlap(connection, key, asked.now)
    arm(connection, rules, key, asked.now)
    return booking, list(rooms)


def _resource(connection: sqlite3.Connection, key: str) -> sqlite3.Row:
    row: sqlite3.Row | None = connection.execute(_RESOURCE, {"key": key}).fetchone()
    if row is None:
        raise not_found("There is no bookable resource with this id or access id.")
    if row["is_deleted"]:
        raise conflict(f"{row['name']} cannot be booked any more.", "resource_deleted")
    return row


def _booking(connection: sqlite3.Connection, body: Wanted, key: int, state: int) -> Booking:
    organizer_id, organizer, email = _person(connection, body.organizer)
    return Booking(
        id=key,
        ical_uid=str(uuid.uuid4()),
        state=state,
        subject=body.subject,
        text_body=body.text_body,
        all_day=body.is_all_day,
        organizer_id=organizer_id,
        organizer=organizer,
        organizer_email=email,
        attendees=_attendees(connection, body),
    )


def _attendees(connection: sqlite3.Connection, body: Wanted) -> list[dict[str, object]]:
    roles = (
        ("Organizer", [body.organizer] if body.organizer else []),
        ("Required", body.required_attendees or []),
        ("Optional", body.optional_attendees or []),
    )
    attendees: list[dict[str, object]] = []
    for role, people in roles:
        for who in people:
            user_id, name, _ = _person(connection, who)
            attendees.append({"userId": user_id, "displayName": name, "role": role})
    return attendees


def _person(connection: sqlite3.Connection, who: str | None) -> tuple[int | None, str | None, str | None]:
    """Somebody known by address, else the words as they are."""
    row = connection.execute("SELECT id, name, email FROM person WHERE email = ?", (who,)).fetchone()
    if row is not None:
        return row["id"], row["name"], row["email"]
    return None, who or None, who if who and "@" in who else None


def _slot(asked: _Asked, key: int, row: sqlite3.Row) -> Slot:
    start, end = asked.start, asked.end
    if asked.body.is_all_day:
        days = whole_days(from_ms(start), from_ms(end), ZoneInfo(row["time_zone"]))
        start, end = (to_ms(edge) for edge in days)
    return Slot(f"{key}-{row['id']}", row["id"], start, end)


OPERATIONS = (Operation("booking.create", "POST", "/api/external/booking", create),)
