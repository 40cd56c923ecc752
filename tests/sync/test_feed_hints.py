import threading
from datetime import timedelta

import pytest

from kiosk.backends.errors import Throttled, Unreachable
from kiosk.domain.policy import Policy
from kiosk.domain.state import derive
from kiosk.sync.model import FeedSettings
from tests.sync.feeding import Stage, feeding
from tests.sync.scripted import ScriptedBackend, meeting
from tests.sync.virtual import passing, until


def fail(on: Stage) -> None:
    on.backend.fault = Unreachable("The server does not answer.", "Check the network.")


def test_retry_after_is_obeyed_even_when_a_hint_comes() -> None:
    async def script(on: Stage) -> None:
        await until(lambda: on.state.connection.last_contact)
        on.backend.fault = Throttled("Too many requests.", retry_after=120.0)
        await until(lambda: on.state.connection.trouble)
        told, asked = on.clock.monotonic(), len(on.backend.calls)
        on.backend.fault = None
        on.feed.hint()
        await until(lambda: len(on.backend.calls) > asked)
        assert on.clock.monotonic() - told >= 120.0

    feeding(script)


def test_an_absurd_retry_after_does_not_blind_the_door() -> None:
    async def script(on: Stage) -> None:
        on.backend.fault = Throttled("Too many requests.", retry_after=1e9)
        await until(lambda: on.state.connection.trouble)
        on.backend.fault = None
        await until(lambda: on.state.connection.trouble is None, step=1.0, limit=1000.0)

    feeding(script)


def test_a_hint_asks_at_once_for_everything_also_during_a_back_off() -> None:
    async def script(on: Stage) -> None:
        await passing(3.0)
        on.feed.hint(["1"])
        await until(lambda: len(on.polls()) == 2, step=0.001)
        assert on.clock.monotonic() <= 3.01
        assert on.backend.asked("agendas")[-1].whole
        fail(on)
        await passing(600)
        on.backend.fault = None
        hinted = on.clock.monotonic()
        on.feed.hint()
        await until(lambda: on.state.connection.trouble is None, step=0.001)
        assert on.clock.monotonic() - hinted <= 0.01

    feeding(script, settings=FeedSettings(poll_seconds=600))


def test_a_burst_of_hints_is_two_requests() -> None:
    async def script(on: Stage) -> None:
        await passing(3.0)
        for _ in range(100):
            on.feed.hint()
            await passing(0.002)
        await passing(1.0)

    assert len([at for at in feeding(script).polls() if 3.0 <= at < 4.5]) == 2


def test_a_hint_during_a_request_is_answered_by_another_one() -> None:
    async def script(on: Stage) -> None:
        on.backend.latency = 1.0
        await passing(0.5)
        on.backend.building["1"] = [meeting(0, 30)]
        on.feed.hint()
        await until(lambda: on.state.agendas[0].appointments, limit=2.6)

    feeding(script)


def test_a_hint_for_other_rooms_is_nothing() -> None:
    async def script(on: Stage) -> None:
        await passing(3.0)
        on.feed.hint(["another"])
        await passing(2.0)

    assert feeding(script).polls() == [0.0]


def test_a_hint_may_come_from_another_thread_and_before_and_after_the_run() -> None:
    async def script(on: Stage) -> None:
        await until(lambda: on.state.connection.last_contact)
        asked = len(on.polls())
        thread = threading.Thread(target=on.feed.hint)
        thread.start()
        thread.join()
        await until(lambda: len(on.polls()) > asked, limit=1.0)

    on = feeding(script)
    on.feed.hint()


def test_the_servers_clock_is_gone_by_and_ages_stay_true(caplog: pytest.LogCaptureFixture) -> None:
    def ahead(backend: ScriptedBackend) -> None:
        backend.server_ahead = timedelta(hours=3)

    async def script(on: Stage) -> None:
        await until(lambda: on.state.connection.last_contact)
        assert abs(on.state.clock_offset - timedelta(hours=3)) <= timedelta(seconds=1)
        assert on.clock.now() - on.clock.wall() == on.state.clock_offset
        age = derive(on.state.agendas[0], on.clock.now(), Policy()).freshness.age
        assert age is not None
        assert age <= timedelta(seconds=0.1)
        await until(lambda: len(on.polls()) == 2)
        assert on.clock.monotonic() <= 1.1, "the wrong day was asked for: ask again"
        await passing(60.0)

    on = feeding(script, prepare=ahead)
    assert len(on.polls()) <= 8
    assert [record.getMessage() for record in caplog.records if "clock" in record.getMessage()] != []


def test_two_servers_of_different_clocks_do_not_make_it_ask_without_end() -> None:
    async def script(on: Stage) -> None:
        for count in range(600):
            on.backend.server_ahead = timedelta(hours=count % 2)
            await passing(1.0)

    assert len(feeding(script).polls()) < 120


def test_a_clock_that_is_set_makes_it_ask_at_once() -> None:
    async def script(on: Stage) -> None:
        await passing(100.0)
        asked = len(on.polls())
        on.clock.set_wall(timedelta(hours=-5))
        await until(lambda: len(on.polls()) > asked, limit=2.1)
        age = derive(on.state.agendas[0], on.clock.now(), Policy()).freshness.age
        assert age is not None
        assert age <= timedelta(seconds=0.1)

    feeding(script, settings=FeedSettings(poll_seconds=600))
