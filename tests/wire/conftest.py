import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Any

import pytest

from kiosk.backends.base import RoomSettings
from kiosk.backends.http.address import Address, parse_address
from kiosk.backends.http.auth import Auth
from kiosk.backends.http.exchange import Connections
from kiosk.backends.http.transport import Transport
from kiosk.backends.local.backend import LocalBackend, open_local
from kiosk.backends.offision.backend import OffisionBackend
from kiosk.backends.offision.open import open_offision
from kiosk.clock import Clock, FixedClock
from kiosk.server.run import EmbeddedServer
from tests.wire.scripted_server import Script, ScriptedServer, serving

TOKEN = "canary-Zx81-secret"
FRIDAY = datetime(2026, 11, 20, 13, 12, tzinfo=UTC)

Serve = Callable[[Script], Awaitable[ScriptedServer]]
Connect = Callable[..., Transport]


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    async with AsyncExitStack() as stack:
        yield lambda script: stack.enter_async_context(serving(script))


@pytest.fixture
async def connect() -> AsyncIterator[Connect]:
    opened: list[Transport] = []

    def build(
        server: ScriptedServer,
        clock: Clock | None = None,
        deadline: float = 10.0,
        connections: Callable[[Address, int], Connections] = Connections,
        largest_body: int = 16 << 20,
    ) -> Transport:
        transport = Transport(
            parse_address(server.url),
            Auth(TOKEN),
            clock or Clock(),
            deadline=deadline,
            connect=connections,
            largest_body=largest_body,
        )
        opened.append(transport)
        return transport

    yield build
    for transport in opened:
        await transport.aclose()
    await asyncio.sleep(0)


@pytest.fixture
def demo() -> Iterator[str]:
    """Where a local server of the demo building, as it is on a Friday, is to be asked."""
    server = EmbeddedServer(None, TOKEN, demo=True, clock=FixedClock(FRIDAY))
    yield server.start()
    server.stop()


@pytest.fixture
async def backend(demo: str) -> AsyncIterator[LocalBackend]:
    opened = open_local(demo, Auth(TOKEN), RoomSettings(), Clock())
    yield opened
    await opened.aclose()


@pytest.fixture(autouse=True)
def _no_token_in_any_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.DEBUG)
    yield
    for record in caplog.get_records("call"):
        assert TOKEN not in record.getMessage() + repr(record.args)


NOW = datetime(2026, 3, 30, 10, 0, tzinfo=UTC)
Open = Callable[..., OffisionBackend]


@pytest.fixture
async def open_backend() -> AsyncIterator[Open]:
    opened: list[OffisionBackend] = []

    def build(server: ScriptedServer, settings: RoomSettings | None = None, **more: Any) -> OffisionBackend:  # noqa: ANN401
        clock = more.pop("clock", None) or Clock()
        backend = open_offision(server.url, Auth(TOKEN), settings or RoomSettings(), clock, **more)
        opened.append(backend)
        return backend

    yield build
    for backend in opened:
        await backend.aclose()
