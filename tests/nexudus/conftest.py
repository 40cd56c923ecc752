import logging
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime, timedelta
from itertools import count

import pytest

from kiosk.backends.base import RoomSettings
from kiosk.backends.nexudus.backend import NexudusBackend
from kiosk.backends.nexudus.login import Login
from kiosk.backends.nexudus.open import open_nexudus
from kiosk.domain.booking import Booking
from tests.nexudus.fake import PASSWORD, USER, FakeNexudus
from tests.nexudus.hasty import NOW, HastyClock
from tests.wire.scripted_server import ScriptedServer, serving

CANARY = "canary-"
SETTINGS = RoomSettings(time_zone="Europe/Berlin")
Open = Callable[..., NexudusBackend]


def at(hours: float) -> datetime:
    return NOW + timedelta(hours=hours)


def held(booking_id: object, room_id: str = "1", start: float = 0, end: float = 1) -> Booking:
    """A booking as a panel holds it."""
    return Booking(str(booking_id), room_id, at(start), at(end), "Design review")


@pytest.fixture
def clock() -> HastyClock:
    return HastyClock()


@pytest.fixture
def fake(clock: HastyClock) -> FakeNexudus:
    return FakeNexudus(clock)


@pytest.fixture
async def server(fake: FakeNexudus) -> AsyncIterator[ScriptedServer]:
    async with serving(fake) as running:
        yield running


@pytest.fixture
async def opened(server: ScriptedServer, clock: HastyClock) -> AsyncIterator[Open]:
    """Opens backends of the fake account, by Basic unless a `client_id` is given."""
    made: list[NexudusBackend] = []
    numbers = count(1)

    def build(
        settings: RoomSettings = SETTINGS, client_id: str = "", password: str = PASSWORD, **more: object
    ) -> NexudusBackend:
        login = Login(USER, password, client_id)
        backend = open_nexudus(server.url, login, settings, clock, lambda: f"n{next(numbers)}", **more)  # type: ignore[arg-type] # the tests name what they change
        made.append(backend)
        return backend

    yield build
    for one in made:
        await one.aclose()


@pytest.fixture
def backend(opened: Open) -> NexudusBackend:
    return opened()


@pytest.fixture(autouse=True)
def _no_secret_in_any_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.DEBUG)
    yield
    for record in caplog.get_records("call"):
        assert CANARY not in record.getMessage() + repr(record.args)
