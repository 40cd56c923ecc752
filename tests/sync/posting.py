"""An outbox in a folder, and receivers that behave as a test says."""

import asyncio
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import cast

from kiosk.backends.errors import BackendError
from kiosk.clock import Clock
from kiosk.sync.database import connect_writer
from kiosk.sync.delivery import Delivery
from kiosk.sync.delivery_lane import Deliverer
from kiosk.sync.outbox import Outbox
from kiosk.sync.outbox_file import OutboxFile, connect
from kiosk.sync.outbox_item import LAYOUT, Draft, Item, Lane

NAME = "outbox.sqlite"
LANE = Lane("note", "desk")
OTHER = Lane("arrival", "desk")


_FOR_A_THREAD = 0.05


class QuickClock(Clock):
    """A clock whose waits are over at once, and count as if they had been waited.

    The shortest ones are real: they are for another thread at the same file, which no clock can hurry.
    """

    def __init__(self) -> None:
        super().__init__()
        self.waited = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self.waited

    async def sleep(self, seconds: float) -> None:
        if 0.0 < seconds < _FOR_A_THREAD:
            await asyncio.sleep(seconds)
            return
        self.waited += max(seconds, 0.0)
        await asyncio.sleep(0)


def outbox(folder: Path, clock: Clock | None = None) -> Outbox:
    clock = clock or Clock()
    return Outbox(OutboxFile(folder / NAME, clock), clock)


def draft(key: str, lane: Lane = LANE, body: bytes = b"{}", *, same: str = "") -> Draft:
    return Draft(lane, key, body, same=same, same_within=timedelta(minutes=10))


@dataclass(slots=True)
class Receiver:
    """Takes items, each key once; `faults` are what its next answers are instead."""

    faults: list[BackendError] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    got: list[str] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def until(self, count: int) -> None:
        """Wait until so many have arrived."""
        while len(self.got) < count:
            self._news.clear()
            await self._news.wait()

    async def deliver(self, item: Item) -> None:
        self.tried.append(item.key)
        if self.faults:
            raise self.faults.pop(0)
        if item.key not in self.got:
            self.got.append(item.key)
        self._news.set()

    async def already(self, item: Item) -> bool:
        return item.key in self.got

    @property
    def plain(self) -> Deliverer:
        return Deliverer(self.deliver)

    @property
    def asked(self) -> Deliverer:
        return Deliverer(self.deliver, self.already)


def delivery(box: Outbox, deliverers: Mapping[Lane, Deliverer], clock: Clock | None = None) -> Delivery:
    return Delivery(box, deliverers, clock or Clock(), Random(7))


async def emptied(box: Outbox, deliverers: Mapping[Lane, Deliverer], done: Callable[[], object]) -> QuickClock:
    """Deliver until `done`; the clock tells how long was waited."""
    clock, watcher = QuickClock(), outbox(box.file.path.parent)
    work = asyncio.ensure_future(delivery(box, deliverers, clock).run())
    while any(one.count for one in await watcher.waiting() if one.lane in deliverers) or not done():
        if work.done():
            work.result()
    work.cancel()
    await asyncio.wait([work])
    return clock


@dataclass(slots=True)
class Faults:
    """What the next statements that begin with `at` fail with."""

    at: str = "INSERT"
    upcoming: list[sqlite3.Error] = field(default_factory=list)

    def meet(self, sql: str) -> None:
        if sql.startswith(self.at) and self.upcoming:
            raise self.upcoming.pop(0)


def failing(folder: Path, faults: Faults, clock: Clock | None = None) -> Outbox:
    """An outbox whose connection fails as told."""

    class Failing(sqlite3.Connection):
        def execute(self, sql: str, values: object = (), /) -> sqlite3.Cursor:
            faults.meet(sql)
            return super().execute(sql, cast("tuple[object, ...]", values))

    clock = clock or Clock()
    make = partial(connect_writer, factory=Failing, layout=LAYOUT)
    return Outbox(OutboxFile(folder / NAME, clock, make), clock)


def rows(folder: Path, sql: str) -> list[tuple[object, ...]]:
    """What is in the file, as another program would see it."""
    connection = connect(folder / NAME)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()
