from datetime import UTC, datetime, timedelta

import pytest

from kiosk.backends.base import Capabilities
from kiosk.backends.errors import NotFound, Throttled, Unreachable
from kiosk.domain.access import AccessKey
from kiosk.sync.model import FeedSettings, presentable
from tests.sync.feeding import Stage, feeding
from tests.sync.scripted import ScriptedBackend
from tests.sync.virtual import START, passing, until

URL = "https://rooms.example/open/1"


def one_key(backend: ScriptedBackend) -> None:
    backend.keys = [AccessKey("1", URL), AccessKey("7", "https://rooms.example/open/7")]


def shown(on: Stage) -> str | None:
    key = presentable(on.state, on.clock.now()).keys.of("1")
    return None if key is None else key.url


def test_keys_come_right_after_the_first_agenda_and_only_of_watched_rooms() -> None:
    async def script(on: Stage) -> None:
        await until(lambda: shown(on), limit=0.1)

    on = feeding(script, prepare=one_key)
    assert [call.what for call in on.backend.calls] == ["agendas", "keys"]
    assert on.state.keys.of("7") is None


def test_keys_are_fetched_every_period_and_on_a_hint() -> None:
    async def script(on: Stage) -> None:
        await passing(3610.0)
        on.backend.keys = [AccessKey("1", URL + "/new")]
        on.feed.hint()
        await until(lambda: shown(on) == URL + "/new", limit=1.1)

    on = feeding(script, prepare=one_key)
    assert 11 <= len(on.backend.asked("keys")) <= 15


def test_a_burst_of_hints_asks_for_keys_at_most_once_a_second() -> None:
    async def script(on: Stage) -> None:
        for _ in range(500):
            on.feed.hint()
            await passing(0.01)

    assert len(feeding(script, prepare=one_key).backend.asked("keys")) <= 7


def test_daily_keys_are_fetched_just_after_the_rooms_own_midnight() -> None:
    def in_kathmandu(backend: ScriptedBackend) -> None:
        one_key(backend)
        backend.time_zone = "Asia/Kathmandu"

    async def script(_: Stage) -> None:
        await passing(16 * 3600.0)

    on = feeding(script, prepare=in_kathmandu, settings=FeedSettings(keys_seconds=40000))
    midnight = (datetime(2026, 3, 2, 18, 15, tzinfo=UTC) - START).total_seconds()
    assert any(midnight <= call.at <= midnight + 2.1 for call in on.backend.asked("keys"))


def test_a_failed_fetch_of_keys_leaves_the_agenda_in_peace() -> None:
    def refused(backend: ScriptedBackend) -> None:
        backend.keys_fault = NotFound("There are no keys here.")

    async def script(_: Stage) -> None:
        await passing(1200.0)

    on = feeding(script, prepare=refused)
    assert all(state.connection.trouble is None for state in on.states)
    assert 70 <= len(on.polls()) <= 95
    assert 3 <= len(on.backend.asked("keys")) <= 40


def test_keys_that_are_not_renewed_vanish_after_two_periods() -> None:
    async def script(on: Stage) -> None:
        await until(lambda: shown(on))
        on.backend.keys_fault = NotFound("There are no keys here.")
        await passing(599.0)
        assert shown(on)
        await passing(2.0)
        assert shown(on) is None

    feeding(script, prepare=one_key)


def test_keys_vanish_when_a_trouble_has_lasted_as_long_as_data_are_fresh() -> None:
    async def script(on: Stage) -> None:
        await until(lambda: shown(on))
        on.backend.fault = Unreachable("The server does not answer.")
        await passing(89.0)
        assert shown(on)
        await passing(2.0)
        assert shown(on) is None
        on.backend.fault = None
        await until(lambda: shown(on), limit=17.0)

    feeding(script, prepare=one_key)


def test_patience_that_keys_were_asked_for_holds_for_agendas_too() -> None:
    async def script(on: Stage) -> None:
        await until(lambda: on.backend.asked("keys"))
        asked = len(on.polls())
        await passing(100.0)
        assert len(on.polls()) == asked

    def throttled(backend: ScriptedBackend) -> None:
        backend.keys_fault = Throttled("Too many requests.", retry_after=101.0)

    feeding(script, prepare=throttled)


def test_a_backend_without_keys_is_not_asked_for_them() -> None:
    def without(backend: ScriptedBackend) -> None:
        backend.capabilities = Capabilities()

    async def script(_: Stage) -> None:
        await passing(900.0)

    assert feeding(script, prepare=without).backend.asked("keys") == []


@pytest.mark.parametrize("ahead", [timedelta(hours=2), timedelta(hours=-2)])
def test_keys_keep_their_age_when_the_clock_is_moved(ahead: timedelta) -> None:
    async def script(on: Stage) -> None:
        await until(lambda: shown(on))
        on.backend.server_ahead = ahead
        await until(lambda: on.state.clock_offset)
        assert shown(on)
        on.backend.keys_fault = NotFound("There are no keys here.")
        await passing(620.0)
        assert shown(on) is None

    feeding(script, prepare=one_key)
