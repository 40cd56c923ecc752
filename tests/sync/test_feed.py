import asyncio
import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.backends.errors import NotAllowed, ServerTrouble, Unreachable
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
