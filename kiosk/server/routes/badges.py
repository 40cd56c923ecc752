"""Visitor badges: who is expected, who is in, who has left, who did not come."""

import sqlite3
from functools import partial

from starlette.requests import Request

from kiosk.server.instants import iso, period
from kiosk.server.numbers import BADGE_INITIAL, BADGE_NO_SHOW, BADGE_STATES, BADGE_VISITED, BADGE_VISITING
from kiosk.server.office import Office, Operation
from kiosk.server.query import Page, Query
from kiosk.server.refusal import bad_request, not_found
from kiosk.server.sql import Where, page_of

_STATE = f"""
    CASE WHEN g.checked_out <= {{now:d}} THEN {BADGE_VISITED} WHEN g.checked_in <= {{now:d}} THEN {BADGE_VISITING}
    WHEN v.ends <= {{now:d}} THEN {BADGE_NO_SHOW} ELSE {BADGE_INITIAL} END"""
_SELECT = """
    SELECT g.id, g.uid, g.code, g.checked_in, g.checked_out, v.starts, v.ends, v.time_zone, {state} AS state,
        w.id AS visitor_id, w.name, w.email, w.dial_code, w.number
    FROM badge g JOIN visit v ON v.id = g.visit_id JOIN visitor w ON w.id = g.visitor_id"""


async def get(office: Office, request: Request) -> object:
    """`visitor_badge.get` by id or uid."""
    now, key = office.now(), request.path_params["id"]
    await office.days.fill_traces(None, None, now)
    where = Where()
    where.add("CAST(g.id AS TEXT) = ? OR g.uid = ?", key, key)
    data = (await office.store.read(partial(_page, where, Page(), now)))["data"]
    if not isinstance(data, list) or not data:
        raise not_found("There is no visitor badge with this id or uid.")
    return data[0]


async def search(office: Office, request: Request) -> object:
    """`visitor_badge.search`: visits that overlap the half-open `[from, to)`."""
    now, query = office.now(), office.query(request)
    start, end = span_of(query)
    where, page = Where(), query.page()
    where.among("g.id", query.ids("id"))
    where.among("g.uid", query.texts("uid"))
    where.among("g.code", query.texts("registrationCode"))
    where.among("v.building_id", query.ids("buildingId"))
    where.among(badge_state_at(now), query.numbers("state", BADGE_STATES))
    overlapping(where, start, end)
    await office.days.fill_traces(start, end, now)
    return await office.store.read(partial(_page, where, page, now))


def badge_state_at(now: int) -> str:
    """SQL for the state of badge `g` of visit `v` at `now` in milliseconds: it follows from what was written down."""
    return _STATE.format(now=now)


def span_of(query: Query) -> tuple[int | None, int | None]:
    """`from` and `to` in milliseconds. Raises `Refusal` where they are the wrong way round."""
    start, end = query.instant("from"), query.instant("to")
    if start is not None and end is not None and start > end:
        raise bad_request("from must not be after to.")
    return start, end


def overlapping(where: Where, start: int | None, end: int | None) -> None:
    """Visit `v` overlaps the half-open `[start, end)`; None is an open side."""
    if start is not None:
        where.add("v.ends > ?", start)
    if end is not None:
        where.add("v.starts < ?", end)


def _page(where: Where, page: Page, now: int, connection: sqlite3.Connection) -> dict[str, object]:
    select = _SELECT.format(state=badge_state_at(now))
    return page_of(connection, select, where, "v.starts, g.id", page, lambda row: _badge(row, now))


def _badge(row: sqlite3.Row, now: int) -> dict[str, object]:
    return {
        "id": row["id"],
        "uid": row["uid"],
        "period": period(row["starts"], row["ends"], row["time_zone"]),
        "registrationCode": row["code"],
        "state": row["state"],
        "visitor": {
            "id": row["visitor_id"],
            "emailAddress": row["email"],
            "displayName": row["name"],
            "mobileNumber": row["number"] and {"dialCode": row["dial_code"], "number": row["number"]},
        },
        "checkInDate": _date(row["checked_in"], now, row["time_zone"]),
        "checkOutDate": _date(row["checked_out"], now, row["time_zone"]),
    }


def _date(instant: int | None, now: int, time_zone: str) -> str | None:
    return None if instant is None or instant > now else iso(instant, time_zone)


_PATH = "/api/external/visitorBadge/v1"
OPERATIONS = (
    Operation("visitor_badge.search", "GET", _PATH, search),
    Operation("visitor_badge.get", "GET", _PATH + "/{id}", get),
)
