"""Writes what people leave behind in the demo building: visits and badges, motion, and the air that they breathed."""

import hashlib
import json
import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from kiosk.domain.agenda import local_midnight
from kiosk.server.demo_air import air
from kiosk.server.demo_building import ROOMS
from kiosk.server.demo_day import Dice, Meeting
from kiosk.server.demo_things import SENSORS
from kiosk.server.demo_visits import DemoVisit, Guest, demo_visits
from kiosk.server.instants import to_ms
from kiosk.server.numbers import CANCELLED, DECLINED, ENVIRONMENT_SENSOR, NO_SHOW, OCCUPANCY_SENSOR

VISITS_A_DAY, BADGES_A_VISIT = 32, 2
MOTION_EVERY = timedelta(minutes=10)
_CODES: Final = 26**6
_STRIDE: Final = 183_546_019  # shares no factor with 26, so that no two badges get one code
_EPOCH_DAY: Final = date(1970, 1, 1).toordinal()
_VISIT = """
    INSERT INTO visit (id, booking_id, building_id, inviting_user_id, subject, starts, ends, time_zone)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
_BADGE = "INSERT OR IGNORE INTO badge VALUES (?, ?, ?, ?, ?, ?, ?)"
_PLACED = [(key, kind, room) for key, kind, _, _, room_id in SENSORS for room in ROOMS if room.id == room_id]
Keyed = Sequence[tuple[int, Meeting]]


def write_traces(connection: sqlite3.Connection, seed: str, day: date, meetings: Keyed) -> None:
    """All traces of one day; `meetings` are the day's with the ids of their bookings."""
    number = (day.toordinal() - _EPOCH_DAY) * VISITS_A_DAY
    for key, visit in enumerate(demo_visits(seed, day, meetings), start=number):
        _write_visit(connection, seed, key, visit)
    connection.executemany("INSERT OR IGNORE INTO motion VALUES (?, ?, ?)", _motion(meetings))
    connection.executemany("INSERT OR IGNORE INTO environment VALUES (?, ?, ?)", _air(seed, day, meetings))


def _write_visit(connection: sqlite3.Connection, seed: str, key: int, one: DemoVisit) -> None:
    what = (one.booking_id, one.building_id, one.host.id, one.subject)
    connection.execute(_VISIT, (f"v{key}", *what, to_ms(one.start), to_ms(one.end), one.time_zone))
    for badge_id, guest in enumerate(one.guests, start=key * BADGES_A_VISIT):
        connection.execute(_BADGE, _badge(seed, badge_id, f"v{key}", guest))


def _badge(seed: str, badge_id: int, visit_id: str, guest: Guest) -> tuple[object, ...]:
    uid = uuid.UUID(bytes=hashlib.blake2b(f"{seed}/badge/{badge_id}".encode(), digest_size=16).digest())
    arrives, leaves = (None if at is None else to_ms(at) for at in (guest.arrives, guest.leaves))
    return (badge_id, str(uid), _code(seed, badge_id), visit_id, guest.visitor.id, arrives, leaves)


def _code(seed: str, badge_id: int) -> str:
    """Six letters, other ones for every badge of one seed."""
    shift = int.from_bytes(hashlib.blake2b(seed.encode(), digest_size=6).digest(), "big")
    number, letters = (badge_id * _STRIDE + shift) % _CODES, ""
    for _ in range(6):
        number, letter = divmod(number, 26)
        letters += chr(ord("A") + letter)
    return letters


def _held(meetings: Keyed, room_id: int) -> list[Meeting]:
    """The meetings of a room to which somebody came."""
    away = {CANCELLED, DECLINED, NO_SHOW}
    return [one for _, one in meetings if one.room.id == room_id and away.isdisjoint({one.state, one.becomes})]


def _motion(meetings: Keyed) -> Iterator[tuple[int, int, bool]]:
    """A sight every ten minutes of a meeting, and none at its end."""
    for key, kind, room in _PLACED:
        for meeting in _held(meetings, room.id) if kind == OCCUPANCY_SENSOR else ():
            at = meeting.start + timedelta(minutes=1)
            while at < meeting.end:
                yield key, to_ms(at), True
                at += MOTION_EVERY
            yield key, to_ms(meeting.end), False


def _air(seed: str, day: date, meetings: Keyed) -> Iterator[tuple[int, int, str]]:
    for key, kind, room in _PLACED:
        if kind == ENVIRONMENT_SENSOR:
            zone, dice = ZoneInfo(room.time_zone), Dice(f"{seed}/air/{key}/{day.isoformat()}")
            start, end = local_midnight(day, zone), local_midnight(day + timedelta(days=1), zone)
            for at, measured in air(dice, start, end, _held(meetings, room.id)):
                yield key, to_ms(at), json.dumps(measured)
