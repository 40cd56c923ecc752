"""The demo over real HTTP, as the program's own client sees it."""

import asyncio
from datetime import UTC, datetime

import pytest

from kiosk.backends.base import RoomSettings
from kiosk.backends.http.auth import Auth
from kiosk.backends.local.backend import open_local
from kiosk.domain.policy import Policy
from kiosk.domain.state import RoomState, Status, derive
from tests.server.conftest import TOKEN, Start, SteppedClock

INSTANTS = [
    datetime(2026, 11, 20, 13, 12, tzinfo=UTC),
    datetime(2026, 11, 21, 2, 50, tzinfo=UTC),
    datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 23, 5, tzinfo=UTC),
    datetime(2028, 2, 29, 16, 15, tzinfo=UTC),
]


async def seen(address: str, clock: SteppedClock) -> list[RoomState]:
    backend = open_local(address, Auth(TOKEN), RoomSettings(), clock)
    try:
        ids = [room.id for room in await backend.rooms()]
        snapshot = await backend.agendas(ids, clock.at, whole=True)
        return [derive(agenda, clock.at, Policy()) for agenda in snapshot.agendas]
    finally:
        await backend.aclose()


@pytest.mark.parametrize("at", INSTANTS, ids=str)
def test_the_client_finds_every_state(start: Start, at: datetime) -> None:
    clock = SteppedClock(at)
    states = asyncio.run(seen(str(start(clock=clock).base_url), clock))

    assert {one.status for one in states} == set(Status)
    assert {one.room.name for one in states if one.status is Status.UNKNOWN} == {"日月潭"}
    assert {one.room.name for one in states if one.status is Status.CLOSED} == {"舊館 301"}
