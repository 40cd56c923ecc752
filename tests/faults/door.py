"""A door's panel behind a line that fails: the real feed, backend, sockets and words, over the real local server."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from kiosk.backends.base import Backend
from kiosk.backends.http.auth import Auth
from kiosk.backends.offision.open import open_offision
from kiosk.domain.connection import Trouble
from kiosk.domain.policy import Policy
from kiosk.domain.state import RoomState
from kiosk.server.run import EmbeddedServer
from kiosk.sync.feed import RoomFeed
from kiosk.sync.model import FeedSettings, FeedState
from kiosk.sync.ticker import Ticker
from kiosk.viewmodels.home_text import HomeOptions, home_view
from kiosk.viewmodels.home_view import HomeView
from kiosk.viewmodels.qr import no_qr
from kiosk.wording import Words
from tests.backends.houses import ATRIUM, NOW, SETTINGS, Event
from tests.backends.local_house import TOKEN, Opener, furnished
from tests.faults.damage import whole
from tests.faults.hurried import HurriedLoop, ServerClock, hurried
from tests.faults.line import Line, line_to
from tests.simulation.pace import StoryClock

T = TypeVar("T")
POLL = 15.0
POLICY = Policy()
MEETINGS = ((4, 9), (14, 40))  # minutes from the beginning


def minute(count: float) -> datetime:
    return NOW + timedelta(minutes=count)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the door showed from a second on."""

    at: float
    state: RoomState
    feed: FeedState
    view: HomeView


@dataclass
class Door:
    """A panel that runs; `shown` is all that it ever showed."""

    loop: HurriedLoop
    line: Line
    clock: StoryClock
    backend: Backend
    shown: list[Shown] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _words: Words = field(default_factory=lambda: Words("en"))

    @property
    def now(self) -> Shown:
        return self.shown[-1]

    @property
    def trouble(self) -> Trouble | None:
        return self.now.feed.connection.trouble

    def hear(self, states: tuple[RoomState, ...], feed: FeedState) -> None:
        view = home_view(states[0], feed.agendas[0], feed.keys, feed.connection, self._words, HomeOptions(qr=no_qr))
        self.shown.append(Shown(self.loop.time(), states[0], feed, view))
        self._news.set()

    async def until(self, minutes: float) -> None:
        """Let time pass until so many minutes after the beginning."""
        await asyncio.sleep(max(0.0, 60.0 * minutes - self.loop.time()))

    async def well(self) -> float:
        """The seconds that pass until the door knows what is so now."""
        begun = self.loop.time()
        while self.trouble is not None or self.now.feed.connection.last_contact is None:
            self._news.clear()
            await self._news.wait()
            assert self.loop.time() < begun + 7200, f"still in trouble after two hours: {self.trouble}"
        return self.loop.time() - begun

    def mend(self) -> None:
        """The fault is over."""
        self.line.damage = whole


Story = Callable[[Door], Coroutine[Any, Any, T]]


def at_the_door(
    folder: Path,
    story: Story[T],
    opener: Opener = open_offision,
    *,
    polls: bool = True,
    tls: ssl.SSLContext | None = None,
) -> T:
    """Run a panel, and a story beside it in virtual time; only the story asks where the panel does not poll."""

    async def play(loop: HurriedLoop) -> T:
        async with _house(folder, loop, tls) as line, _door(loop, line, opener, polls=polls) as door:
            return await story(door)

    return hurried(play)


@asynccontextmanager
async def _house(folder: Path, loop: HurriedLoop, tls: ssl.SSLContext | None) -> AsyncIterator[Line]:
    data, clock = folder / "house.sqlite", ServerClock(NOW, loop)
    with loop.real():
        await furnished(data, [Event(minute(begin), minute(end)) for begin, end in MEETINGS])
    server = EmbeddedServer(data, TOKEN, demo=False, clock=clock)
    try:
        async with line_to(server.start(), loop, clock.now, tls) as line:
            yield line
    finally:
        server.stop()


@asynccontextmanager
async def _door(loop: HurriedLoop, line: Line, opener: Opener, *, polls: bool) -> AsyncIterator[Door]:
    clock = StoryClock(NOW, loop)
    backend = opener(line.url, Auth(TOKEN), SETTINGS, clock)
    door = Door(loop, line, clock, backend)
    ticker = Ticker(clock, POLICY, door.hear)
    feed = RoomFeed(backend, (ATRIUM,), clock, FeedSettings(poll_seconds=POLL), Random(1), None, ticker.show)
    ticker.show(feed.state)
    works = (ticker.run, feed.run) if polls else ()
    tasks = [asyncio.create_task(work()) for work in works]
    try:
        yield door
    finally:
        for task in tasks:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
        await backend.aclose()
        assert all(isinstance(one, asyncio.CancelledError) for one in ended), ended
