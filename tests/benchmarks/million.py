# ruff: noqa: S608 - the numbers are this file's own
"""A data file with a year of bookings for 500 rooms: a million appointments, each with its booking."""

import asyncio
import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.server.instants import DAY, to_ms
from kiosk.server.store import Store

ROOMS, FLOORS, DAYS, EACH_DAY = 500, 10, 250, 8
BOOKINGS = ROOMS * DAYS * EACH_DAY
_HOUR = DAY // 24
_PLACES = (
    "INSERT INTO building (id, name) VALUES (1, 'Harbour House')",
    f"""WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT {FLOORS})
        INSERT INTO floor SELECT n, 1, 'Floor ' || n, n FROM n""",
    f"""WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT {ROOMS})
        INSERT INTO resource (id, access_id, name, type, floor_id, capacity, time_zone)
        SELECT n, 'R' || n, 'Room ' || n, 0, 1 + n % {FLOORS}, 4 + n % 9, 'Europe/Berlin' FROM n""",
    """INSERT INTO sensor (id, kind, access_id, name, resource_id)
        SELECT id, 0, 'OCC' || id, 'Ceiling', id FROM resource""",
)
_NUMBERS = f"WITH RECURSIVE n(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n LIMIT {BOOKINGS})"
_BOOKINGS = f"""{_NUMBERS} INSERT INTO booking (id, ical_uid, state, subject, text_body, organizer_id, organizer,
    organizer_email, attendees) SELECT n + 1, 'uid-' || n, 0, 'Weekly review ' || n % 977, '', 1 + n % 40,
    'Person ' || n % 40, 'person' || n % 40 || '@example.com', :attendees FROM n"""
_APPOINTMENTS = f"""{_NUMBERS} INSERT INTO appointment (id, booking_id, resource_id, starts, ends)
    SELECT 'a' || n, n + 1, 1 + n % {ROOMS},
        :first + (n / {ROOMS * EACH_DAY}) * {DAY} + (n / {ROOMS} % {EACH_DAY}) * {_HOUR},
        :first + (n / {ROOMS * EACH_DAY}) * {DAY} + (n / {ROOMS} % {EACH_DAY}) * {_HOUR} + {_HOUR * 5 // 6} FROM n"""
_ATTENDEES = json.dumps([{"userId": 1, "displayName": "Ada Lovelace", "role": "Organizer"}])


def write_file(path: Path) -> datetime:
    """Write it; the first day's first start. Three quarters of the bookings are over, the rest is ahead."""
    now = datetime.now(UTC)
    first = now.replace(hour=7, minute=0, second=0, microsecond=0) - timedelta(days=DAYS * 3 // 4)

    def fill(connection: sqlite3.Connection) -> None:
        for statement in _PLACES:
            connection.execute(statement)
        connection.execute(_BOOKINGS, {"attendees": _ATTENDEES})
        connection.execute(_APPOINTMENTS, {"first": to_ms(first)})
        connection.execute("UPDATE counter SET value = ? WHERE name = 'booking'", (BOOKINGS,))

    async def write() -> None:
        store = await Store.open(path)
        await store.write(fill)
        await store.close()

    asyncio.run(write())
    return first
