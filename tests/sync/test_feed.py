import asyncio
import logging
import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.backends.errors import NotAllowed, ServerTrouble, Throttled, Unreachable
from kiosk.domain.connection import Trouble
from kiosk.domain.policy import Policy
from kiosk.domain.state import Status, derive
from kiosk.sync.model import FeedSettings
from tests.sync.feeding import Stage, feeding, stage
from tests.sync.scripted import ScriptedBackend, meeting
from tests.sync.virtual import START, VirtualClock, passing, simulate, until

SECRET = "tok-4711"


def fail(on: Stage) -> None:
    on.backend.fault = Unreachable("The server does not answer.", "Check the network.")


def test_the_first_request_is_made_at_once_and_asks_for_everything() -> None:
    async def script(on: Stage) -> None:
        await until(lambda: on.state.connection.last_contact)

    on = feeding(script)
    assert on.backend.calls[0].at == 0.0
    assert on.backend.calls[0].whole
    assert on.states[0].agendas[0].as_of is None, "a room of which nothing is known is there from the start"
    assert on.state.agendas[0].as_of == START


def test_one_request_a_period_with_a_tenth_of_jitter_whatever_the_number_of_rooms() -> None:
    rooms = tuple(str(number) for number in range(500))

    def building(backend: ScriptedBackend) -> None:
        backend.building = {room: [] for room in rooms}

    async def script(_: Stage) -> None:
        await passing(900)

    on = feeding(script, room_ids=rooms, prepare=building)
    gaps = [later - earlier for earlier, later in zip(on.polls(), on.polls()[1:], strict=False)]
    assert len(gaps) > 50
    assert all(13.5 <= gap <= 16.5 for gap in gaps)
    assert len({round(gap, 3) for gap in gaps}) > 10
    assert [agenda.room.id for agenda in on.state.agendas] == list(rooms)


def test_data_count_from_the_moment_at_which_they_were_asked_for() -> None:
    def slow(backend: ScriptedBackend) -> None:
        backend.latency = 4.0

    async def script(on: Stage) -> None:
        await until(lambda: on.state.connection.last_contact)

    on = feeding(script, prepare=slow)
    assert on.state.agendas[0].as_of == START
    assert on.state.connection.last_contact == START + timedelta(seconds=4)


def test_the_server_is_asked_just_after_each_edge_of_a_meeting() -> None:
    def building(backend: ScriptedBackend) -> None:
        backend.building["1"] = [meeting(5, 20)]

    async def script(_: Stage) -> None:
        await passing(1500)

    on = feeding(script, prepare=building, settings=FeedSettings(poll_seconds=120))
    for edge in (300.0, 1200.0):
        assert any(edge < at <= edge + 1.1 for at in on.polls())


def test_everything_is_asked_anew_now_and_then() -> None:
    async def script(_: Stage) -> None:
        await passing(3600)

    whole = [call.at for call in feeding(script).backend.asked("agendas") if call.whole]
    assert 10 <= len(whole) <= 13


def test_a_failure_keeps_what_is_known_and_says_why() -> None:
    async def script(on: Stage) -> None:
        await until(lambda: on.state.connection.last_contact)
        fail(on)
        await until(lambda: on.state.connection.trouble)

    on = feeding(script)
    assert on.state.connection.trouble is Trouble.UNREACHABLE
    assert on.state.connection.last_contact == START
    assert on.state.agendas[0].as_of == START


def test_a_short_fault_is_over_within_a_second() -> None:
    async def script(on: Stage) -> None:
        await until(lambda: on.state.connection.last_contact)
        fail(on)
        await until(lambda: on.state.connection.trouble)
        failed = on.clock.monotonic()
        on.backend.fault = None
        await until(lambda: on.state.connection.trouble is None)
        assert on.clock.monotonic() - failed <= 1.1
        assert on.backend.calls[-1].whole, "what changed meanwhile must not be missed"

    feeding(script)


@pytest.mark.parametrize("seed", range(8))
def test_after_a_long_fault_the_server_is_found_within_a_period_and_two_seconds(seed: int) -> None:
    async def script(on: Stage) -> None:
        fail(on)
        await passing(4000)
        on.backend.fault = None
        ended = on.clock.monotonic()
        await until(lambda: on.state.connection.trouble is None)
        assert on.clock.monotonic() - ended <= 15.0 + 2.0

    feeding(script, seed=seed)


def test_a_trouble_is_logged_once_and_so_is_its_end(caplog: pytest.LogCaptureFixture) -> None:
    async def script(on: Stage) -> None:
        for _ in range(2):
            await passing(60)
            fail(on)
            await passing(600)
            on.backend.fault = NotAllowed("The token is not accepted.")
            await passing(600)
            on.backend.fault = None
        await passing(60)

    with caplog.at_level(logging.INFO, logger="kiosk.sync.feed"):
        feeding(script)
    sentences = [record.getMessage() for record in caplog.records if record.name == "kiosk.sync.feed"]
    assert sentences == 2 * [
        "Rooms: The server does not answer. Check the network.",
        "Rooms: The token is not accepted.",
        "Rooms: all is well again.",
    ]


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


def test_a_room_that_an_answer_lacks_keeps_its_agenda_and_an_unknown_one_loses_it() -> None:
    def building(backend: ScriptedBackend) -> None:
        backend.building = {"1": [meeting(0, 60)], "2": [meeting(0, 60)]}

    async def script(on: Stage) -> None:
        await until(lambda: on.state.connection.last_contact)
        on.backend.missing = {"1"}
        del on.backend.building["2"]
        await until(lambda: on.state.unknown_rooms)

    on = feeding(script, room_ids=("1", "2"), prepare=building)
    kept, lost = on.state.agendas
    assert kept.as_of == START
    assert kept.appointments
    assert (lost.as_of, lost.appointments, on.state.unknown_rooms) == (None, (), ("2",))
    assert derive(lost, START, Policy()).status is Status.UNKNOWN


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


@pytest.mark.parametrize("latency", [0.0, 8.0])
def test_stopping_lets_a_request_end_and_asks_no_more(latency: float) -> None:
    def slow(backend: ScriptedBackend) -> None:
        backend.latency = latency

    async def script(on: Stage) -> None:
        await passing(1.0)
        on.feed.stop()
        await passing(60.0)

    on = feeding(script, prepare=slow)
    assert on.stopped
    assert on.state.connection.last_contact is not None, "the request in flight was not cut off"
    assert len(on.polls()) == 1


def test_cancelling_ends_the_run_too() -> None:
    async def main() -> None:
        clock = VirtualClock()
        on = stage(clock, ScriptedBackend(clock), FeedSettings())
        running = asyncio.ensure_future(on.feed.run())
        await passing(5.0)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running

    simulate(main)


def test_what_is_not_expected_ends_the_run_loudly() -> None:
    def broken(backend: ScriptedBackend) -> None:
        backend.building["1"] = [replace(meeting(0, 1), start=None)]  # type: ignore[arg-type]

    async def script(_: Stage) -> None:
        await passing(60.0)

    with pytest.raises(ExceptionGroup):
        feeding(script, prepare=broken)


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


def test_a_fault_of_any_kind_leaves_no_secret_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    async def script(on: Stage) -> None:
        on.backend.fault = ServerTrouble("The server failed (500).")
        on.backend.fault.__cause__ = RuntimeError(SECRET)
        await passing(60.0)

    with caplog.at_level(logging.DEBUG):
        feeding(script)
    assert SECRET not in caplog.text


def test_a_simulated_morning_is_deterministic() -> None:
    async def script(_: Stage) -> None:
        await passing(6 * 3600.0)

    assert feeding(script, seed=5).polls() == feeding(script, seed=5).polls()
