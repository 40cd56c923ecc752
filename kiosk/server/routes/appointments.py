"""The list of appointments, with all its filters."""

import json
import sqlite3

from starlette.requests import Request

from kiosk.server.bookings import overlapping_or_damaged
from kiosk.server.instants import period
from kiosk.server.numbers import BOOKING_STATES, RESOURCE_TYPES
from kiosk.server.office import Office, Operation
from kiosk.server.query import Query
from kiosk.server.refusal import bad_request
from kiosk.server.sql import Where, page_of

_STATE = "CASE WHEN b.turns_at <= {now:d} THEN b.turns_into ELSE b.state END"
_SELECT = """
    SELECT a.id, a.starts, a.ends, a.preparation, a.services, a.resource_id, r.name AS resource, r.type, r.time_zone,
        a.booking_id, b.subject, b.text_body, b.private, b.all_day, b.organizer_id, b.organizer, b.organizer_email,
        b.attendees, b.ical_uid, {state} AS state
    FROM appointment a JOIN booking b ON b.id = a.booking_id JOIN resource r ON r.id = a.resource_id"""


async def search(office: Office, request: Request) -> object:
    """`booking.appointments`: overlap with the half-open `[from, to)`; a record without a period is always in it."""
    now, query = office.now(), office.query(request)
    start, end = query.instant("from"), query.instant("to")
    if start is not None and end is not None and start > end:
        raise bad_request("from must not be after to.")
    where, page = _where(query, state_at(now), start, end), query.page()
    await office.days.fill(start, end, now)
    select = _SELECT.format(state=state_at(now))
    return await office.store.read(
        lambda connection: page_of(connection, select, where, "a.starts, a.id", page, _appointment, _counted(where))
    )


def _counted(where: Where) -> str | None:
    """What is enough to count by, where the search asks for nothing beyond the appointments themselves."""
    return None if "b." in where.sql or "r." in where.sql else "SELECT 1 FROM appointment a"


def state_at(now: int) -> str:
    """SQL for the state of booking `b` at `now` in milliseconds: some states turn into others at a known instant."""
    return _STATE.format(now=now)


def _where(query: Query, state: str, start: int | None, end: int | None) -> Where:
    where = Where()
    where.among("a.id", query.texts("id"))
    where.among("b.organizer_id", query.ids("organizerUserId"))
    where.holds(("b.subject", "b.text_body"), query.text("searchText"))
    where.among(state, query.numbers("bookingState", BOOKING_STATES))
    where.among("a.resource_id", query.ids("bookableResourceId"))
    where.among("r.type", query.numbers("bookableResourceType", RESOURCE_TYPES))
    where.among("a.booking_id", query.ids("bookingId"))
    if query.flag("excludePreparation"):
        where.add("NOT a.preparation")
    if start is not None and end is not None:
        overlapping_or_damaged(where, start, end, query.ids("bookableResourceId"))
    elif start is not None:
        where.add("a.ends > ? OR a.ends IS NULL", start)
    elif end is not None:
        where.add("a.starts < ? OR a.starts IS NULL", end)
    return where


def _appointment(row: sqlite3.Row) -> dict[str, object]:
    return {
        "id": row["id"],
        "subject": row["subject"],
        "isAllDay": bool(row["all_day"]),
        "textBody": row["text_body"],
        "appearanceType": row["private"],
        "bookableResource": {"id": row["resource_id"], "name": row["resource"], "type": row["type"]},
        "organizer": _organizer(row),
        "attendees": json.loads(row["attendees"]),
        "isPreparationAppointment": row["preparation"],
        "period": period(row["starts"], row["ends"], row["time_zone"]),
        "booking": {
            "id": row["booking_id"],
            "masterBookingId": row["booking_id"],
            "bookingState": row["state"],
            "iCalUid": row["ical_uid"],
        },
        "services": json.loads(row["services"]),
    }


def _organizer(row: sqlite3.Row) -> dict[str, object] | None:
    if row["organizer"] is None and row["organizer_email"] is None:
        return None
    return {
        "userId": row["organizer_id"],
        "displayName": row["organizer"],
        "emailAddress": row["organizer_email"],
    }


OPERATIONS = (Operation("booking.appointments", "GET", "/api/external/booking/v1/appointments", search),)
