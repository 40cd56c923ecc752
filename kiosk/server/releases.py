"""Tells subscribers when a booking turns into something else by itself, as when nobody comes and it is released."""

import asyncio
import sqlite3
from functools import partial

from kiosk.server.announcer import BOOKINGS
from kiosk.server.instants import from_ms
from kiosk.server.office import Office
from kiosk.server.usage_count import count_up

_NEXT = "SELECT min(turns_at) FROM booking WHERE turns_at > ?"
_TURNED = """
    SELECT DISTINCT a.resource_id FROM booking b JOIN appointment a ON a.booking_id = b.id
    WHERE b.turns_at > ? AND b.turns_at <= ?"""


async def announce_turns(office: Office) -> None:
    """Runs until it is cancelled; sleeps until the next turn is due, or a booking has changed."""
    last = office.now()
    while True:
        office.stirred.clear()
        await _until(office, await office.store.read(partial(_next, last)))
        now = office.now()
        turned = await office.store.read(partial(_turned, last, now))
        if turned:
            office.announcer.changed(BOOKINGS, turned)
            await count_up(office.store, now)
        last = now


async def _until(office: Office, due: int | None) -> None:
    waits: list[asyncio.Task[bool]] = [asyncio.create_task(_stir(office))]
    if due is not None:
        waits.append(asyncio.create_task(_reach(office, due)))
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
        await asyncio.gather(*waits, return_exceptions=True)


async def _stir(office: Office) -> bool:
    return await office.stirred.wait()


async def _reach(office: Office, due: int) -> bool:
    await office.clock.wait_until(from_ms(due))
    return True


def _next(last: int, connection: sqlite3.Connection) -> int | None:
    (due,) = connection.execute(_NEXT, (last,)).fetchone()
    return None if due is None else int(due)


def _turned(last: int, now: int, connection: sqlite3.Connection) -> list[int]:
    return [resource_id for (resource_id,) in connection.execute(_TURNED, (last, now))]
