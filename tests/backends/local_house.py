"""The local server with the contract's two rooms, for its own backend and for Offision's."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Protocol

from kiosk.backends.base import RoomSettings
from kiosk.backends.http.auth import Auth
from kiosk.backends.http.transport import DEADLINE
from kiosk.backends.local.backend import open_local
from kiosk.backends.offision.backend import OffisionBackend
from kiosk.backends.offision.open import open_offision
from kiosk.clock import Clock, FixedClock
from kiosk.server.bookings import Booking, Slot, insert, next_id
from kiosk.server.instants import to_ms
from kiosk.server.numbers import BOOKED, WAITING
from kiosk.server.run import EmbeddedServer
from kiosk.server.store import Store
from tests.backends.houses import NOW, SETTINGS, Event, House, Site

TOKEN = "canary-Qr47-secret"
ROOMS = (
    "INSERT INTO building (id, name) VALUES (1, 'Harbour House')",
    "INSERT INTO floor VALUES (1, 1, 'Floor 1', 1), (2, 1, 'Floor 2', 2)",
    """INSERT INTO resource (id, access_id, name, type, floor_id, capacity, time_zone)
       VALUES (1, 'A1', 'Atrium', 0, 1, 8, 'Europe/Berlin'), (2, 'L2', 'Library', 0, 2, 8, 'Europe/Berlin')""",
)


class Opener(Protocol):
    def __call__(
        self, url: str, auth: Auth, settings: RoomSettings, clock: Clock, *, deadline: float = DEADLINE
    ) -> OffisionBackend: ...


@asynccontextmanager
async def running(opener: Opener, folder: Path, events: Sequence[Event]) -> AsyncIterator[Site]:
    """The local server over a data file with these events, and clients that `opener` opens."""
    path = folder / "house.sqlite"
    await furnished(path, events)
    server, opened = EmbeddedServer(path, TOKEN, demo=False, clock=FixedClock(NOW)), list[OffisionBackend]()
    home = server.start()

    def connect(settings: RoomSettings = SETTINGS, *, url: str = "", secret: str = "") -> OffisionBackend:
        opened.append(opener(url or home, Auth(secret or TOKEN), settings, Clock()))
        return opened[-1]

    try:
        yield Site(connect, partial(asyncio.to_thread, server.stop))
    finally:
        for one in opened:
            await one.aclose()
        await asyncio.to_thread(server.stop)


async def furnished(path: Path, events: Sequence[Event]) -> None:
    """Write a data file with the two rooms and these events."""
    store = await Store.open(path)
    await store.write(partial(_furnish, events))
    await store.close()


def _furnish(events: Sequence[Event], connection: sqlite3.Connection) -> None:
    for statement in ROOMS:
        connection.execute(statement)
    for event in events:
        key = next_id(connection)
        booking = Booking(
            key,
            f"uid-{key}",
            WAITING if event.waiting else BOOKED,
            subject=event.subject,
            organizer=event.organizer,
            private=event.private,
            all_day=event.all_day,
        )
        insert(connection, booking, [Slot(f"s{key}", int(event.room), to_ms(event.start), to_ms(event.end))])


OFFISION = House("offision", partial(running, open_offision), frozenset({"book", "extend"}))
LOCAL = House(
    "local", partial(running, open_local), frozenset({"book", "check_in", "extend", "end", "cancel", "report"})
)
