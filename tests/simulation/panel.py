"""A door's panel in a simulated world: it is begun, killed, begun again; its tablet's clock is set, and sleeps."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, Future
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import ParamSpec, TypeVar

from kiosk.sync.disk import Disk
from kiosk.sync.feed import RoomFeed
from kiosk.sync.model import FeedSettings
from kiosk.sync.store import Store
from kiosk.sync.ticker import Ticker
from tests.simulation.building import Building
from tests.simulation.network import Network
from tests.simulation.pace import StoryClock
from tests.simulation.witness import POLICY, Witness

P = ParamSpec("P")
T = TypeVar("T")


class Panel:
    """The feed, the ticker and the store of one door; `poll` in seconds. `witness` sees all that the door says."""

    def __init__(self, folder: Path, start: datetime, poll: float, rng: Random) -> None:
        loop = asyncio.get_running_loop()
        self.network = Network()
        self.clock = StoryClock(start, loop)
        self.building = Building(self.clock, self.network)
        self.witness = Witness(self.building, poll)
        self.network.moved = self._hear_server_is_set
        self.begun = 0
        self._folder = folder
        self._settings = FeedSettings(poll_seconds=poll, identity="simulated")
        self._rng = rng
        self._tasks: list[asyncio.Task[None]] = []

    def begin(self, *, lost: bool = False, same_boot: bool = False) -> None:
        """Start, as after a power cut: what was learned last may not be on the disk, and the time may be `lost`."""
        self.clock.restart()
        self.begun += 1
        self._disk = Disk(self._folder / "panel.sqlite", self.clock)
        self._disk.open()
        store = Store(self._disk, self.clock, AtOnce())
        ticker = Ticker(self.clock, POLICY, self.witness.hear)
        self.feed = RoomFeed(self.building, ("1",), self.clock, self._settings, self._rng, store, ticker.show)
        self.witness.panel_begins(self.clock.running(), lost=lost, same_boot=same_boot)
        ticker.show(self.feed.state)
        self._tasks = [asyncio.ensure_future(ticker.run()), asyncio.ensure_future(self.feed.run())]

    async def kill(self) -> None:
        """End without a chance to write anything."""
        for task in self._tasks:
            task.cancel()
        ended = await asyncio.gather(*self._tasks, return_exceptions=True)
        self._disk.close()
        for one in ended:
            if one is not None and not isinstance(one, asyncio.CancelledError):
                raise one

    def set_wall(self, by: timedelta) -> None:
        """Somebody sets the tablet's clock."""
        self.clock.set_wall(by)
        self.network.lie = None
        self.witness.wall_is_set()

    def suspend(self, seconds: float) -> None:
        """The tablet sleeps."""
        self.clock.suspend(seconds)
        self.network.disturb(self.clock.running())

    def set_server(self, ahead: timedelta) -> None:
        """Somebody sets the server's clock."""
        self.network.set_clock(ahead)

    def _hear_server_is_set(self) -> None:
        self.witness.server_is_set(self.clock.running())

    def check(self) -> None:
        """What runs still runs; what a witness has objected to is raised here."""
        for task in self._tasks:
            if task.done():
                task.result()


class AtOnce(Executor):
    """Does on the caller's thread what it is given."""

    def submit(self, work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        done: Future[T] = Future()
        done.set_result(work(*args, **kwargs))
        return done
