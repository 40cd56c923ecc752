"""A collector at the local server: what it answered, what it holds, and nothing of what that is about."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from kiosk.clock import Clock
from kiosk.monitoring.health import Health
from kiosk.server.measured import EVERY, Measured
from kiosk.server.office import Office
from kiosk.server.run import open_office, serve
from tests.monitoring.collecting import collected, free_port, short
from tests.server.conftest import FRIDAY, TOKEN, SteppedClock

ADA = "INSERT INTO person (id, name, email) VALUES (999, 'Ada', 'ada@example.com')"
ROOMS = "/api/external/bookableResource/v1"


class PassingClock(SteppedClock):
    """A clock whose seconds pass when the test says so."""

    passed = 0.0

    def monotonic(self) -> float:
        return self.passed


@asynccontextmanager
async def serving(data: Path, port: int) -> AsyncIterator[httpx.AsyncClient]:
    ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    stop, at = asyncio.Event(), f"127.0.0.1:{port}"
    served = serve(
        "127.0.0.1", 0, data, TOKEN, demo=False, clock=Clock(), on_ready=ready.set_result, stop=stop, metrics=at
    )
    running = asyncio.create_task(served)
    try:
        async with httpx.AsyncClient(base_url=await ready, headers={"Authorization": TOKEN}, trust_env=False) as client:
            yield client
    finally:
        stop.set()
        await running


async def test_requests_rows_and_room_are_told(office_path: Path) -> None:
    port = free_port()
    async with serving(office_path, port) as client:
        before = await collected(port)
        await client.get(ROOMS)
        await client.get("/nowhere")
        await client.get(ROOMS, headers={"Authorization": "wrong"})
        await client.get(f"{ROOMS}?x={'x' * (17 << 10)}")
        after = await collected(port)
    assert before["requests_total"]["2xx"] == 0
    assert after["requests_total"] == {"1xx": 0, "2xx": 1, "3xx": 0, "4xx": 3, "5xx": 0}
    assert after["request_seconds_count"] == {"": 4}
    assert after["limits_hit_total"]["too_long"] == 1
    assert after["data_rows"]["resource"] == 4
    assert after["data_bytes"][""] > 0
    assert after["data_free_bytes"][""] > 0
    assert [one.partition(",")[0] for one in after["info"]] == ["server"]
    assert not any(name.startswith(("room_", "server_")) for name in after)


async def test_who_listens_for_changes_is_counted_while_it_does(office_path: Path) -> None:
    port = free_port()
    wish = {"ids": "1", "callbackUrl": "http://127.0.0.1:9/hint", "expireTime": 60}
    async with serving(office_path, port) as client:
        assert (await collected(port))["subscriptions"] == {"": 0}
        done = await client.post("/api/external/booking/v1/subscribe", json=wish)
        assert done.status_code == 200, done.text
        assert (await collected(port))["subscriptions"] == {"": 1}


async def test_a_port_that_is_taken_hinders_no_answer(office_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        async with serving(office_path, taken.getsockname()[1]) as client:
            assert (await client.get(ROOMS)).status_code == 200
    assert "Metrics cannot be collected here: cannot listen on 127.0.0.1" in caplog.text


@pytest.fixture
def passing() -> PassingClock:
    return PassingClock(FRIDAY)


@pytest.fixture
async def opened(office_path: Path, passing: PassingClock) -> AsyncIterator[Office]:
    async with open_office(office_path, passing, None) as office:
        yield office


async def rows(measured: Measured) -> float:
    return short(await measured.told(Health("server", FRIDAY - FRIDAY)))["data_rows"]["person"]


async def test_rows_are_counted_anew_after_a_write_and_a_minute(opened: Office, passing: PassingClock) -> None:
    measured = Measured(opened, None)
    before = await rows(measured)
    await opened.store.write(lambda connection: connection.execute(ADA))
    assert await rows(measured) == before
    passing.passed += EVERY
    assert await rows(measured) == before + 1


async def test_without_a_file_nothing_is_said_of_one(opened: Office) -> None:
    told = short(await Measured(opened, None).told(Health("server", FRIDAY - FRIDAY)))
    assert told["data_bytes"] == told["data_free_bytes"] == {}
