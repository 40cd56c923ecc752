"""The bookings of a period as an Excel workbook, resource by resource."""

import asyncio
import sqlite3
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from kiosk.domain.zones import zone_named
from kiosk.server.bookings import overlapping
from kiosk.server.instants import DAY, MINUTE, from_ms
from kiosk.server.numbers import BOOKING_STATES, name_of
from kiosk.server.office import Office, Operation
from kiosk.server.query import Query
from kiosk.server.refusal import bad_request
from kiosk.server.routes.appointments import state_at
from kiosk.server.sql import Where, rows_of
from kiosk.server.workbook import MEDIA_TYPE, Cell, workbook

MOST_ROWS = 50_000
LONGEST_DAYS = 366
WITHOUT_FROM = timedelta(days=30) // timedelta(milliseconds=1)
HEADER = (
    "Resource id",
    "Bookable resource",
    "Booking id",
    "Subject",
    "Start",
    "End",
    "Minutes",
    "All day",
    "State",
    "Organizer",
    "Organizer email",
)
_SELECT = """
    SELECT r.id AS resource_id, r.name, b.id AS booking_id, b.subject, a.starts, a.ends, b.all_day, {state} AS state,
        b.organizer, b.organizer_email
    FROM appointment a JOIN booking b ON b.id = a.booking_id JOIN resource r ON r.id = a.resource_id"""


async def export(office: Office, request: Request) -> Response:
    """`booking.export`: bookings that overlap `[From, To)`, without preparation; times in `TimeZone`, else in UTC."""
    now, query = office.now(), office.query(request)
    (start, end), zone = _period(query, now), _zone(query)
    await office.days.fill(start, end, now)
    select = _SELECT.format(state=state_at(now))
    where = _where(query, start, end)
    order = f"r.id, a.starts, a.id LIMIT {MOST_ROWS + 1}"
    rows = await office.store.read(lambda connection: rows_of(connection, select, where, order))
    if len(rows) > MOST_ROWS:
        raise bad_request(f"There are more than {MOST_ROWS} bookings: choose a shorter period.")
    content = await asyncio.to_thread(partial(workbook, "Bookings", HEADER, (_row(row, zone) for row in rows)))
    named = {"Content-Disposition": 'attachment; filename="bookings.xlsx"'}
    return Response(content, media_type=MEDIA_TYPE, headers=named)


def _period(query: Query, now: int) -> tuple[int, int]:
    """Without an end until now, without a start the thirty days before the end."""
    end = query.instant("To")
    end = now if end is None else end
    start = query.instant("From")
    start = end - WITHOUT_FROM if start is None else start
    if not 0 < end - start <= LONGEST_DAYS * DAY:
        raise bad_request(f"From must be before To, by {LONGEST_DAYS} days at most.")
    return start, end


def _zone(query: Query) -> ZoneInfo:
    name = query.text("TimeZone") or "UTC"
    try:
        return zone_named(name)
    except ValueError as error:
        raise bad_request("TimeZone must be an IANA name, like Asia/Hong_Kong.") from error


def _where(query: Query, start: int, end: int) -> Where:
    where = Where()
    overlapping(where, start, end)
    where.add("NOT a.preparation")
    if (domain := query.text("OrganizerEmailDomain")) is not None:
        ending = "@" + domain.removeprefix("@").casefold()
        where.add("substr(fold(b.organizer_email), -length(?)) = ?", ending, ending)
    return where


def _row(row: sqlite3.Row, zone: ZoneInfo) -> tuple[Cell, ...]:
    return (
        row["resource_id"],
        row["name"],
        row["booking_id"],
        row["subject"],
        _local(row["starts"], zone),
        _local(row["ends"], zone),
        (row["ends"] - row["starts"]) / MINUTE,
        "yes" if row["all_day"] else "no",
        name_of(BOOKING_STATES, row["state"]),
        row["organizer"],
        row["organizer_email"],
    )


def _local(instant: int, zone: ZoneInfo) -> datetime:
    return from_ms(instant).astimezone(zone)


OPERATIONS = (Operation("booking.export", "GET", "/api/external/booking/v1/export", export),)
