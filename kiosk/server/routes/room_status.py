"""How each room stands now, as a door would say it. What is private is left out here."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from kiosk.domain.agenda import local_midnight
from kiosk.server.bookings import overlapping_or_damaged
from kiosk.server.instants import DAY, from_ms, iso, period, to_ms
from kiosk.server.numbers import CANCELLED, COLOURS, DECLINED, NO_SHOW, STATUSES, WAITING
from kiosk.server.office import Office, Operation
from kiosk.server.routes.appointments import state_at
from kiosk.server.sql import Where, rows_of
from kiosk.server.status_cache import Kept

_ROOMS = """
    SELECT r.id, r.name, r.type, r.capacity, r.time_zone, r.is_deleted,
        (SELECT json_group_array(json_object('id', m.id, 'name', m.name))
         FROM (SELECT id, name FROM amenity WHERE resource_id = r.id ORDER BY id) m) AS amenities
    FROM resource r"""
_AHEAD = """
    SELECT a.id, a.resource_id, a.starts, a.ends, a.preparation, b.subject, b.organizer, b.private, {state} AS state,
        b.turns_at
    FROM appointment a JOIN booking b ON b.id = a.booking_id"""


@dataclass(frozen=True, slots=True)
class Said:
    """What a status says: its name, its colour, its words."""

    status: str
    colour: str
    wording: str


async def get(office: Office, request: Request) -> object:
    """`room_status.get`, a bare array: each room now, and the rest of its local day and the next."""
    now, ids = office.now(), office.query(request).ids("id")
    await office.days.fill(now, now + 2 * DAY, now)
    key, version = None if ids is None else tuple(ids), office.store.version
    kept = office.statuses.find(key, version, now)
    if kept is None:
        body, until = await office.store.read(lambda connection: _answer(connection, ids, now))
        kept = Kept(body, version, now, until)
        office.statuses.keep(key, kept)
    return Response(kept.body, media_type="application/json")


def _answer(connection: sqlite3.Connection, ids: list[int] | None, now: int) -> tuple[bytes, int]:
    """The answer, and the instant until which it stays right if nobody changes anything."""
    rooms, ahead = Where(), Where()
    rooms.among("r.id", ids)
    ahead.among("a.resource_id", ids)
    overlapping_or_damaged(ahead, now, _next_day(now) + 3 * DAY)
    ahead.add(f"{state_at(now)} NOT IN ({CANCELLED}, {DECLINED}, {NO_SHOW})")
    lists: dict[int, list[sqlite3.Row]] = {}
    rows = rows_of(connection, _AHEAD.format(state=state_at(now)), ahead, "a.starts, a.id")
    for row in rows:
        lists.setdefault(row["resource_id"], []).append(row)
    found = rows_of(connection, _ROOMS, rooms, "r.id")
    statuses = [_status(room, lists.get(room["id"], []), now) for room in found]
    return msgspec.json.encode(statuses), _until(rows, {room["time_zone"] for room in found}, now)


def _until(rows: Sequence[sqlite3.Row], zones: set[str], now: int) -> int:
    """The first boundary after now: a start, an end, a turn, a start that is a day off, a midnight."""
    edges: list[int] = [
        edge for row in rows for edge in (row["starts"], row["ends"], row["turns_at"]) if edge is not None
    ]
    days_off: list[int] = [row["starts"] - DAY + 1 for row in rows if row["starts"] is not None]
    midnights = [_midnight(now, ZoneInfo(zone), 1) for zone in zones]
    return min(edge for edge in (*edges, *days_off, *midnights, _next_day(now)) if edge > now)


def _next_day(now: int) -> int:
    """The next midnight in UTC, from which on the look ahead reaches a day further."""
    return now - now % DAY + DAY


def _midnight(now: int, zone: ZoneInfo, days: int) -> int:
    return to_ms(local_midnight(from_ms(now).astimezone(zone).date() + timedelta(days=days), zone))


def _status(room: sqlite3.Row, rows: Sequence[sqlite3.Row], now: int) -> dict[str, object]:
    zone = ZoneInfo(room["time_zone"])
    horizon = _midnight(now, zone, 2)
    covering = [row for row in rows if row["starts"] is not None and row["starts"] <= now]
    ahead = [row for row in rows if row not in covering and not row["preparation"] and (row["starts"] or 0) < horizon]
    current = max(covering, key=lambda row: (row["starts"], not row["preparation"]), default=None)
    following = next((row for row in ahead if row["starts"] is not None), None)
    said = _said(room, rows, current, now)
    return {
        "status": STATUSES[said.status],
        "suggestColor": COLOURS[said.colour],
        "bookableResource": {
            "id": room["id"],
            "name": room["name"],
            "type": room["type"],
            "capacity": room["capacity"],
            "amenities": json.loads(room["amenities"]),
        },
        "currentAppointment": current and _appointment(current, room["time_zone"]),
        "nextAppointment": following and _appointment(following, room["time_zone"]),
        "statusWording": said.wording,
        "upcomingAppointments": [_appointment(row, room["time_zone"]) for row in ahead],
    }


def _said(room: sqlite3.Row, rows: Sequence[sqlite3.Row], current: sqlite3.Row | None, now: int) -> Said:
    if room["is_deleted"]:
        return Said("shut", "grey", "Not in use any more")
    if current is not None:
        until = _clock(_free_from(rows, now), room["time_zone"])
        if current["preparation"]:
            return Said("preparing", "red", f"Being prepared until {until}")
        if current["state"] == WAITING:
            return Said("waiting", "amber", f"Waiting for check-in, booked until {until}")
        return Said("occupied", "red", f"In use until {until}")
    if any(row["starts"] is None for row in rows):
        return Said("unknown", "grey", "Unknown")
    if rows and rows[0]["starts"] - now < DAY:
        return Said("available", "green", f"Available until {_clock(rows[0]['starts'], room['time_zone'])}")
    return Said("available", "green", "Available")


def _free_from(rows: Sequence[sqlite3.Row], now: int) -> int:
    """The end of what covers now, through overlaps and what follows without a gap; `rows` are sorted by start."""
    edge = now
    for row in rows:
        if row["starts"] is not None and row["starts"] <= edge:
            edge = max(edge, row["ends"])
    return edge


def _clock(instant: int, time_zone: str) -> str:
    return iso(instant, time_zone)[11:16]


def _appointment(row: sqlite3.Row, time_zone: str) -> dict[str, object]:
    hidden = row["private"] or row["preparation"]
    return {
        "id": row["id"],
        "subject": None if hidden else row["subject"],
        "period": period(row["starts"], row["ends"], time_zone),
        "organizerDisplayName": None if hidden else row["organizer"],
    }


OPERATIONS = (Operation("room_status.get", "GET", "/api/external/bookableResourceStatus/v1", get),)
