"""A reception in a simulated world: the desk, its book and what delivers; power that fails between any two steps."""

import asyncio
import sqlite3
from datetime import datetime, time
from pathlib import Path
from random import Random
from typing import cast

from kiosk.sync.database import connect_writer
from kiosk.sync.delivery import Delivery
from kiosk.sync.delivery_lane import Deliverer
from kiosk.sync.outbox import Outbox
from kiosk.sync.outbox_file import OutboxFile
from kiosk.visits.book import BOOK, Book
from kiosk.visits.delivery import VisitDeliverer
from kiosk.visits.desk import VisitDesk
from kiosk.visits.nightly import Nightly
from kiosk.visits.rows import LAYOUT
from tests.simulation.pace import StoryClock
from tests.visits.house import NOBODY, RULES, House, as_backend, new


class PowerCut(BaseException):
    """The power is gone: nobody catches this."""


class Power:
    """Fails at the statement that `cut_in` counts down to, before it or, at a commit, just after it."""

    def __init__(self) -> None:
        self.cut_in: int | None = None
        self.full = False

    def connect(self, path: Path) -> sqlite3.Connection:
        power = self

        class Mortal(sqlite3.Connection):
            def execute(self, sql: str, values: object = (), /) -> sqlite3.Cursor:
                power.step(sql)
                cursor = super().execute(sql, cast("tuple[object, ...]", values))
                if sql == "COMMIT" and power.cut_in == 0:
                    power.step("")
                return cursor

        return connect_writer(path, factory=Mortal, layout=LAYOUT)

    def step(self, sql: str) -> None:
        """Another statement is about to be carried out."""
        if self.full and sql.startswith(("INSERT", "UPDATE", "DELETE")):
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error
        if self.cut_in is not None:
            self.cut_in -= 1
            if self.cut_in < 0:
                self.cut_in = None
                raise PowerCut


class Reception:
    """`begin` starts it, `kill` takes its power; what it said to visitors is known to whoever drives it."""

    def __init__(self, folder: Path, start: datetime, rng: Random) -> None:
        self.clock = StoryClock(start, asyncio.get_running_loop())
        self.house, self.power = House(lost=self.disturb), Power()
        self.begun, self.well_since = 0, 0.0
        self._folder, self._rng = folder, rng
        self._tasks: list[asyncio.Task[None]] = []

    def begin(self) -> None:
        """Start, with whatever is on the disk."""
        self.begun += 1
        self.disturb()
        file = OutboxFile(self._folder / BOOK, self.clock, self.power.connect)
        book = Book(Outbox(file, self.clock), "simulated", self.clock)
        backend = as_backend(self.house)
        self.desk = VisitDesk(backend, book, self.clock, RULES, NOBODY, new)
        deliverer = VisitDeliverer(backend, book, RULES.opening, NOBODY)
        ways = {self.desk.lane: Deliverer(deliverer.deliver)}
        delivery = Delivery(book.outbox, ways, self.clock, self._rng)
        nightly = Nightly(self.desk, self.clock, RULES.zone, time(20), time(3))
        self._tasks = [asyncio.ensure_future(delivery.run()), asyncio.ensure_future(nightly.run())]

    async def kill(self) -> None:
        """The power is gone now."""
        for task in self._tasks:
            task.cancel()
        for ended in await asyncio.gather(*self._tasks, return_exceptions=True):
            if ended is not None and not _by_power(ended):
                raise ended

    async def settle(self) -> None:
        """Begin anew where the power has failed behind the scenes."""
        if any(task.done() for task in self._tasks):
            await self.kill()
            self.begin()

    def disturb(self) -> None:
        """What happens now may be noticed for a while."""
        self.well_since = max(self.well_since, self.clock.running())


def _by_power(error: BaseException) -> bool:
    if isinstance(error, BaseExceptionGroup):
        return all(_by_power(one) for one in error.exceptions)
    return isinstance(error, PowerCut | asyncio.CancelledError)
