"""When a resource was booked, and when somebody was in it, out of the bookings and the motion themselves."""

import sqlite3
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Final

from kiosk.server.bookings import overlapping
from kiosk.server.instants import MINUTE
from kiosk.server.numbers import CANCELLED, DECLINED, NO_SHOW
from kiosk.server.sql import Where, rows_of
from kiosk.server.usage import Span, merged

MOTION_LASTS = 15 * MINUTE  # one sight of motion, where the sensor says nothing more
_BOOKED = "SELECT a.starts, a.ends FROM appointment a"
_OVER = f"({CANCELLED}, {DECLINED}, {NO_SHOW})"
# Both conditions on the booking are those of the index booking_given_back, which is small: few bookings are given back.
_GIVEN_BACK = f"""EXISTS (SELECT 1 FROM booking b INDEXED BY booking_given_back WHERE b.id = a.booking_id
    AND (b.state IN {_OVER} OR b.turns_into IN {_OVER})
    AND (CASE WHEN b.turns_at <= {{now:d}} THEN b.turns_into ELSE b.state END) IN {_OVER})"""  # noqa: S608 - numbers
_SEEN = "SELECT s.id, m.at, m.seen FROM motion m JOIN sensor s ON s.id = m.sensor_id"


def booked(resource_id: int, start: int, end: int, now: int, connection: sqlite3.Connection) -> list[Span]:
    """The bookings that touch `[start, end)`, without preparation and what was given back."""
    where = Where()
    overlapping(where, start, end)
    where.add("NOT a.preparation")
    where.add("NOT " + _GIVEN_BACK.format(now=now))
    where.add("a.resource_id = ?", resource_id)
    cursor = connection.cursor()
    cursor.row_factory = None  # plain pairs: there may be a million
    return cursor.execute(f"{_BOOKED}{where.sql} ORDER BY a.starts", where.values).fetchall()


def seen(resource_id: int, start: int, end: int, _now: int, connection: sqlite3.Connection) -> list[Span]:
    """When motion was seen, as spans that neither overlap nor touch; those at the edges may be cut there.

    A sight of motion lasts until the sensor speaks again, a quarter of an hour at most, also where that lies ahead.
    """
    where = Where()
    where.add("s.resource_id = ?", resource_id)
    where.add("m.at >= ?", start - MOTION_LASTS)
    where.add("m.at < ?", end)
    readings = groupby(rows_of(connection, _SEEN, where, "s.id, m.at"), lambda row: row["id"])
    return merged(span for _, rows in readings for span in _sights(rows))


def _sights(rows: Iterable[sqlite3.Row]) -> list[Span]:
    marks = [(row["at"], bool(row["seen"])) for row in rows]
    untils = [at for at, _ in marks[1:]] + [marks[-1][0] + MOTION_LASTS]
    return [(at, min(until, at + MOTION_LASTS)) for (at, sight), until in zip(marks, untils, strict=True) if sight]


BOOKED: Final = 0
SEEN: Final = 1
SOURCES: Final[dict[int, Callable[[int, int, int, int, sqlite3.Connection], list[Span]]]] = {BOOKED: booked, SEEN: seen}
