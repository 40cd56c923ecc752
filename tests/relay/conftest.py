import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import count

import pytest

from kiosk.backends.base import RoomSettings
from kiosk.backends.nexudus.backend import NexudusBackend
from kiosk.backends.nexudus.login import Login
from kiosk.backends.nexudus.open import open_relayed
from kiosk.clock import Clock
from kiosk.relay.run import Account, serve_relay
from tests.nexudus.fake import PASSWORD, USER, FakeNexudus
from tests.nexudus.hasty import NOW, HastyClock
from tests.wire.scripted_server import ScriptedServer, serving

START = NOW + timedelta(minutes=5)
TOKEN = "canary-relay-token"
SETTINGS = RoomSettings(time_zone="Europe/Berlin")
Open = Callable[..., NexudusBackend]


@pytest.fixture
def clock() -> HastyClock:
    """It begins after the whole hour, at which the span that panels ask for moves on."""
    return HastyClock(START)


@pytest.fixture
def fake(clock: HastyClock) -> FakeNexudus:
    return FakeNexudus(clock)


@pytest.fixture
async def server(fake: FakeNexudus) -> AsyncIterator[ScriptedServer]:
    async with serving(fake) as running:
        yield running


@pytest.fixture
def account(server: ScriptedServer) -> Account:
    return Account(url=server.url, login=Login(USER, PASSWORD))


@pytest.fixture
async def relay(account: Account, clock: HastyClock) -> AsyncIterator[str]:
    """The address of a relay of the fake account."""
    async with relaying(account, clock) as address:
        yield address


@asynccontextmanager
async def relaying(account: Account, clock: Clock) -> AsyncIterator[str]:
    ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    stop = asyncio.Event()
    served = serve_relay(account, TOKEN, clock, host="127.0.0.1", port=0, on_ready=ready.set_result, stop=stop)
    running = asyncio.create_task(served)
    try:
        yield await ready
    finally:
        stop.set()
        await running


@pytest.fixture
async def panel(relay: str, clock: HastyClock) -> AsyncIterator[Open]:
    """Opens panels that ask by way of the relay."""
    made: list[NexudusBackend] = []
    numbers = count(1)

    def build(url: str = relay, token: str = TOKEN, **more: object) -> NexudusBackend:
        backend = open_relayed(url, token, SETTINGS, clock, lambda: f"n{next(numbers)}", **more)  # type: ignore[arg-type] # the tests name what they change
        made.append(backend)
        return backend

    yield build
    for one in made:
        await one.aclose()


@pytest.fixture(autouse=True)
def _no_secret_in_any_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.DEBUG)
    yield
    for record in caplog.get_records("call"):
        assert "canary-" not in record.getMessage() + repr(record.args)
