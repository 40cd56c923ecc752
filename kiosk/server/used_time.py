"""When resources were booked, and when somebody was in them, out of the data file."""

import sqlite3
from collections.abc import Iterable
from itertools import groupby

from kiosk.server.bookings import overlapping
from kiosk.server.instants import MINUTE
from kiosk.server.numbers import CANCELLED, DECLINED, NO_SHOW
from kiosk.server.sql import Where, rows_of
from kiosk.server.usage import Span, merged

MOTION_LASTS = 15 * MINUTE  # one sight of motion, where the sensor says nothing more
_BOOKED = """
    SELECT a.resource_id, a.starts, a.ends FROM appointment a JOIN booking b ON b.id = a.booking_id"""
_SEEN = """
    SELECT s.resource_id, s.id, m.at, m.seen FROM motion m JOIN sensor s ON s.id = m.sensor_id"""
Spans = dict[int, list[Span]]


def booked(ids: list[int], start: int, end: int, now: int, connection: sqlite3.Connection) -> Spans:
    """Each resource's bookings that touch `[start, end)`, without preparation and what was given back."""
    where = Where()
    where.among("a.resource_id", ids)
    overlapping(where, start, end)
    where.add("NOT a.preparation")
    state = f"CASE WHEN b.turns_at <= {now:d} THEN b.turns_into ELSE b.state END"
    where.add(f"{state} NOT IN ({CANCELLED}, {DECLINED}, {NO_SHOW})")
    rows = rows_of(connection, _BOOKED, where, "a.resource_id, a.starts")
    return {key: [(row["starts"], row["ends"]) for row in held] for key, held in groupby(rows, _resource)}


def occupied(ids: list[int], start: int, end: int, now: int, connection: sqlite3.Connection) -> Spans:
    """When motion was seen in each resource, as spans that neither overlap nor touch.

    A sight of motion lasts until the sensor speaks again, a quarter of an hour at most, and never beyond now.
    """
    where = Where()
    where.among("s.resource_id", ids)
    where.add("m.at > ?", start - MOTION_LASTS)
    where.add("m.at < ?", end)
    where.add("m.at <= ?", now)
    found: Spans = {}
    rows = rows_of(connection, _SEEN, where, "s.resource_id, s.id, m.at")
    for (key, _), readings in groupby(rows, lambda row: (row["resource_id"], row["id"])):
        found.setdefault(key, []).extend(_sights(readings, now))
    return {key: merged(spans) for key, spans in found.items()}


def _sights(readings: Iterable[sqlite3.Row], now: int) -> list[Span]:
    marks = [(row["at"], bool(row["seen"])) for row in readings]
    ends = [*marks[1:], (now, False)]
    pairs = zip(marks, ends, strict=True)
    return [(at, min(until, at + MOTION_LASTS)) for (at, seen), (until, _) in pairs if seen and until > at]


def _resource(row: sqlite3.Row) -> int:
    return int(row["resource_id"])
