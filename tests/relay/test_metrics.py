"""A collector at the relay: how the account answers, what it was asked, how old what panels are handed is."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from kiosk.backends.errors import BackendError
from kiosk.backends.nexudus.budget import PER_MINUTE
from kiosk.relay.run import Account, serve_relay
from tests.monitoring.collecting import collected, free_port
from tests.nexudus.hasty import HastyClock
from tests.relay.conftest import START, TOKEN, Open
from tests.wire.scripted_server import Reply, ScriptedServer


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
async def relay(account: Account, clock: HastyClock, port: int) -> AsyncIterator[str]:
    """The address of a relay whose metrics are at `port`."""
    ready: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    stop, at = asyncio.Event(), f"127.0.0.1:{port}"
    served = serve_relay(
        account, TOKEN, clock, host="127.0.0.1", port=0, on_ready=ready.set_result, stop=stop, metrics=at
    )
    running = asyncio.create_task(served)
    yield await ready
    stop.set()
    await running


async def test_before_the_first_request_nothing_is_claimed_of_the_account(relay: str, port: int) -> None:
    assert relay
    told = await collected(port)
    assert told["server_answers"] == told["server_contact_age_seconds"] == told["kept_answers"] == {}
    assert told["account_requests_last_minute"] == {"": 0}
    assert told["account_requests_most"] == {"": PER_MINUTE}


async def test_what_is_handed_out_again_is_told_by_its_age(panel: Open, port: int, clock: HastyClock) -> None:
    one, other = panel(), panel()
    await one.rooms()
    asked = (await collected(port))["account_requests_last_minute"][""]
    await clock.sleep(5)
    await other.rooms()
    told = await collected(port)
    assert told["account_requests_last_minute"][""] == asked > 0
    assert told["kept_answers"]["resource.search"] == 1
    assert told["kept_age_seconds"]["resource.search"] >= 5
    assert told["server_answers"] == {"": 1}
    assert told["requests_total"]["2xx"] >= 2


async def test_an_account_that_does_not_answer_is_said(panel: Open, port: int, server: ScriptedServer) -> None:
    one = panel()
    server.script = lambda _: Reply(status=500)
    with pytest.raises(BackendError):
        await one.agendas(["1"], START, whole=True)
    told = await collected(port)
    assert told["server_answers"] == {"": 0}
    assert told["server_trouble"] == {"server_error": 1}
    assert told["server_troubles_total"] == {"": 1}


async def test_no_room_and_no_person_stands_in_a_label(panel: Open, port: int) -> None:
    rooms = await panel().rooms()
    told = repr(await collected(port))
    assert rooms
    assert not any(room.name in told for room in rooms)
