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
_BOOKED = "SELECT a.starts, a.ends FROM appointment a"
_OVER = f"({CANCELLED}, {DECLINED}, {NO_SHOW})"
# Both conditions on the booking are those of the index booking_given_back, which is small: few bookings are given back.
_GIVEN_BACK = f"""a.booking_id IN (SELECT b.id FROM booking b WHERE (b.state IN {_OVER} OR b.turns_into IN {_OVER})
    AND (CASE WHEN b.turns_at <= {{now:d}} THEN b.turns_into ELSE b.state END) IN {_OVER})"""  # noqa: S608 - numbers
_SEEN = """
    SELECT s.resource_id, s.id, m.at, m.seen FROM motion m JOIN sensor s ON s.id = m.sensor_id"""
Spans = dict[int, list[Span]]


def booked(ids: list[int], start: int, end: int, now: int, connection: sqlite3.Connection) -> Spans:
    """Each resource's bookings that touch `[start, end)`, without preparation and what was given back."""
    where = Where()
    overlapping(where, start, end)
    where.add("NOT a.preparation")
    where.add("NOT " + _GIVEN_BACK.format(now=now))
    select = f"{_BOOKED}{where.sql} AND a.resource_id = ? ORDER BY a.starts"
    cursor = connection.cursor()
    cursor.row_factory = None  # plain pairs: there may be a million
    return {key: cursor.execute(select, [*where.values, key]).fetchall() for key in ids}


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
