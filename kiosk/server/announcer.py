"""Tells subscribers that rooms have changed. A hint only: what cannot be delivered is forgotten."""

import asyncio
import json
import sqlite3
from collections.abc import Awaitable, Callable, Iterable

import msgspec

from kiosk.clock import Clock
from kiosk.server.instants import to_ms
from kiosk.server.store import Store

BOOKINGS = frozenset({"booking.subscribe", "room_status.subscribe"})
MOST_AT_ONCE = 8


class Announcer:
    """Posts `{"event", "ids"}` to every live subscription of the changed resources, once per address and change.

    `post` takes an address and a body and never raises.
    """

    def __init__(self, store: Store, clock: Clock, post: Callable[[str, bytes], Awaitable[None]]) -> None:
        self._store = store
        self._clock = clock
        self._post = post
        self._gate = asyncio.Semaphore(MOST_AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()

    def changed(self, operations: frozenset[str], resource_ids: Iterable[int], event: str = "bookingChanged") -> None:
        """Start to tell everyone who subscribed by one of `operations`; returns at once."""
        task = asyncio.create_task(self._announce(operations, frozenset(resource_ids), event))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Give up what is still on its way."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _announce(self, operations: frozenset[str], changed: frozenset[int], event: str) -> None:
        now = to_ms(self._clock.now())
        try:
            receivers = await self._store.write(lambda connection: _receivers(connection, operations, changed, now))
        except sqlite3.Error:
            return
        await asyncio.gather(*(self._deliver(url, event, ids) for url, ids in receivers.items()))

    async def _deliver(self, url: str, event: str, ids: set[int]) -> None:
        async with self._gate:
            await self._post(url, msgspec.json.encode({"event": event, "ids": sorted(ids)}))


def _receivers(
    connection: sqlite3.Connection, operations: frozenset[str], changed: frozenset[int], now: int
) -> dict[str, set[int]]:
    """The changed resources by the address that wants to hear of them; ended subscriptions are dropped."""
    connection.execute("DELETE FROM subscription WHERE expires <= ?", (now,))
    receivers: dict[str, set[int]] = {}
    for operation, url, ids in connection.execute("SELECT operation, callback_url, resource_ids FROM subscription"):
        if operation in operations and (hit := changed & set(json.loads(ids))):
            receivers.setdefault(url, set()).update(hit)
    return receivers
