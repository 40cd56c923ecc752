"""A room with a desk: the real local server, a proxy before it that may lose what is said, and another panel."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from kiosk.acting.desk import RoomDesk
from kiosk.backends.base import Backend, RoomSettings
from kiosk.backends.http.auth import Auth
from kiosk.backends.local.backend import LocalBackend, open_local
from kiosk.backends.offision.open import open_offision
from kiosk.clock import FixedClock
from kiosk.domain.appointment import Appointment
from kiosk.domain.booking import Booking, booking_behind
from kiosk.domain.policy import Policy
from kiosk.server.run import EmbeddedServer
from tests.acting.proxy import Proxy, before
from tests.backends.houses import ATRIUM, NOW, SETTINGS, Event
from tests.backends.local_house import TOKEN, Opener, furnished
from tests.nexudus.hasty import HastyClock

DEADLINE = 0.5


class SetClock(HastyClock):
    """A clock that somebody sets while an act is under way."""

    def __init__(self) -> None:
        super().__init__(NOW)
        self.ahead = timedelta()

    def now(self) -> datetime:
        return super().now() + self.ahead


@dataclass
class Site:
    """`desk` is the panel's own, by way of the proxy; `other` is somebody else with a connection of their own."""

    proxy: Proxy
    backend: Backend
    other: LocalBackend
    clock: SetClock
    server: EmbeddedServer
    changes: list[int] = field(default_factory=list)
    desk: RoomDesk = field(init=False)

    def __post_init__(self) -> None:
        numbers = count(1)
        self.desk = RoomDesk(
            self.backend, self.clock, Policy(), lambda: f"mark-{next(numbers)}", lambda: self.changes.append(1)
        )

    async def booked(self, room: str = ATRIUM) -> tuple[Appointment, ...]:
        """What the server has, as somebody else sees it."""
        (agenda,) = (await self.other.agendas([room], NOW, whole=True)).agendas
        return agenda.appointments

    async def held(self, room: str = ATRIUM) -> Booking:
        """The first booking of the room, as a person sees it now."""
        found = booking_behind((await self.booked(room))[0], room)
        assert found is not None
        return found


class Opened:
    """Opens sites, each of which is closed with the test."""

    def __init__(self, stack: AsyncExitStack, folder: Path) -> None:
        self._stack = stack
        self._folder = folder

    async def __call__(self, *events: Event, settings: RoomSettings = SETTINGS, offision: bool = False) -> Site:
        path = self._folder / "house.sqlite"
        await furnished(path, events)
        server = EmbeddedServer(path, TOKEN, demo=False, clock=FixedClock(NOW))
        url = server.start()
        self._stack.callback(server.stop)
        proxy = await self._stack.enter_async_context(before(url))
        opener: Opener = open_offision if offision else open_local
        backend = opener(proxy.url, Auth(TOKEN), settings, FixedClock(NOW), deadline=DEADLINE)
        other = open_local(url, Auth(TOKEN), SETTINGS, FixedClock(NOW))
        self._stack.push_async_callback(other.aclose)
        self._stack.push_async_callback(backend.aclose)
        await backend.agendas([ATRIUM], NOW)
        return Site(proxy, backend, other, SetClock(), server)


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Opened]:
    """Opens the site of a test."""
    async with AsyncExitStack() as stack:
        yield Opened(stack, tmp_path)
