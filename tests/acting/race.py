"""Fifty clients of each backend at one room, each with connections of its own, and what the server has of it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

from kiosk.acting.desk import RoomDesk
from kiosk.backends.base import Backend
from kiosk.backends.http.auth import Auth
from kiosk.backends.local.backend import open_local
from kiosk.backends.nexudus.login import Login
from kiosk.backends.nexudus.open import open_nexudus
from kiosk.backends.offision.open import open_offision
from kiosk.clock import Clock, FixedClock
from kiosk.domain.appointment import Appointment
from kiosk.domain.policy import Policy
from kiosk.server.run import EmbeddedServer
from tests.backends.houses import ATRIUM, NOW, SETTINGS
from tests.backends.local_house import TOKEN, Opener, furnished
from tests.nexudus.fake import PASSWORD, USER, FakeNexudus
from tests.nexudus.hasty import HastyClock
from tests.wire.scripted_server import serving

CLIENTS = 50


@dataclass(frozen=True, slots=True)
class Course:
    """Where they race: the clients, and what the server has of the room.

    `pause` lets a minute pass, where the clients' requests a minute are counted.
    """

    desks: tuple[RoomDesk, ...]
    booked: Callable[[], Awaitable[tuple[Appointment, ...]]]
    pause: Callable[[], None] = lambda: None


def desk_of(backend: Backend, clock: Clock) -> RoomDesk:
    numbers = count(1)
    return RoomDesk(backend, clock, Policy(), lambda: f"{id(backend):x}-{next(numbers)}")


async def seen_by(backend: Backend) -> tuple[Appointment, ...]:
    (agenda,) = (await backend.agendas([ATRIUM], NOW, whole=True)).agendas
    return agenda.appointments


@asynccontextmanager
async def at_local_server(opener: Opener, folder: Path) -> AsyncIterator[Course]:
    path = folder / "race.sqlite"
    await furnished(path, [])
    clock = FixedClock(NOW)
    server = EmbeddedServer(path, TOKEN, demo=False, clock=FixedClock(NOW))
    url = server.start()
    clients = [opener(url, Auth(TOKEN), SETTINGS, clock) for _ in range(CLIENTS)]
    observer = open_local(url, Auth(TOKEN), SETTINGS, clock)
    try:
        desks = tuple(desk_of(one, clock) for one in clients)
        yield Course(desks, partial(seen_by, observer))
    finally:
        for one in (*clients, observer):
            await one.aclose()
        server.stop()


@asynccontextmanager
async def at_account(_: Path, *, checks_overlap: bool) -> AsyncIterator[Course]:
    """Each client has time of its own, which waits for nobody: the account's limits on requests are another matter."""
    fake = FakeNexudus(FixedClock(NOW))
    fake.bookings.checks_overlap = checks_overlap
    async with serving(fake) as server:

        def client(clock: Clock) -> Backend:
            return open_nexudus(server.url, Login(USER, PASSWORD, ""), SETTINGS, clock, str)

        clocks = [HastyClock(NOW) for _ in range(CLIENTS + 1)]
        observer, *clients = (client(one) for one in clocks)
        desks = tuple(desk_of(one, clock) for one, clock in zip(clients, clocks[1:], strict=True))

        def pause() -> None:
            for one in clocks:
                one.skip(60)

        try:
            yield Course(desks, partial(seen_by, observer), pause)
        finally:
            for one in (*clients, observer):
                await one.aclose()


OFFISION = partial(at_local_server, open_offision)
LOCAL = partial(at_local_server, open_local)
NEXUDUS = partial(at_account, checks_overlap=True)
NEXUDUS_UNCHECKED = partial(at_account, checks_overlap=False)
