import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random

import pytest

from kiosk.backends.errors import BackendError, NotFound, Throttled, Unreachable
from kiosk.sync.presence import Presence
from tests.sync.virtual import VirtualClock, passing, simulate


@dataclass(slots=True)
class Listener:
    """Notes what it is told and when; `fault` is raised instead where one is set."""

    clock: VirtualClock
    told: list[tuple[float, bool]] = field(default_factory=list)
    asked: list[float] = field(default_factory=list)
    fault: BackendError | None = None
    latency: float = 0.0

    async def report_presence(self, sensor: str, *, motion: bool) -> None:
        assert sensor == "OCC1"
        self.asked.append(self.clock.monotonic())
        await passing(self.latency)
        if self.fault is not None:
            raise self.fault
        self.told.append((round(self.clock.monotonic(), 3), motion))


Script = Callable[[Presence, Listener], Awaitable[None]]


def played(script: Script) -> Listener:
    async def main() -> Listener:
        clock = VirtualClock()
        listener = Listener(clock)
        presence = Presence(listener, "OCC1", clock, Random(1))
        running = asyncio.ensure_future(presence.run())
        await script(presence, listener)
        assert not running.done()
        running.cancel()
        await asyncio.wait([running])
        return listener

    return simulate(main)


def test_a_touch_is_told_at_once_and_once_when_it_is_over() -> None:
    async def script(presence: Presence, _: Listener) -> None:
        await passing(5)
        presence.motion()
        await passing(3600)

    assert played(script).told == [(5.0, True), (35.0, False)]


def test_many_touches_are_told_every_half_minute() -> None:
    async def script(presence: Presence, _: Listener) -> None:
        for _touch in range(100):
            presence.motion()
            await passing(1)
        await passing(60)

    assert played(script).told == [(0.0, True), (30.0, True), (60.0, True), (90.0, True), (120.0, True), (129.0, False)]


def test_motion_that_lasts_is_told_while_it_does() -> None:
    async def script(presence: Presence, _: Listener) -> None:
        presence.sensed("command", motion=True)
        await passing(70)
        presence.sensed("command", motion=False)
        presence.sensed("command", motion=False)
        await passing(70)

    assert played(script).told == [(0.0, True), (30.0, True), (60.0, True), (70.0, False)]


def test_it_is_over_when_it_is_over_for_all_sources() -> None:
    async def script(presence: Presence, _: Listener) -> None:
        presence.sensed("command", motion=True)
        presence.sensed("mqtt", motion=True)
        await passing(10)
        presence.sensed("command", motion=False)
        await passing(10)
        presence.sensed("mqtt", motion=False)
        await passing(100)

    assert played(script).told == [(0.0, True), (20.0, False)]


def test_a_short_motion_in_between_is_not_lost() -> None:
    async def script(presence: Presence, _: Listener) -> None:
        for at in (True, False, True, False):
            presence.sensed("command", motion=at)
            await passing(2)
        await passing(100)

    assert played(script).told == [(0.0, True), (2.0, False), (30.0, True), (30.0, False)]


def test_nothing_is_told_while_nothing_moves() -> None:
    async def script(presence: Presence, _: Listener) -> None:
        presence.sensed("mqtt", motion=False)
        await passing(7200)

    assert played(script).asked == []


def test_a_failed_report_is_dropped_and_tried_with_the_next_motion(caplog: pytest.LogCaptureFixture) -> None:
    async def script(presence: Presence, listener: Listener) -> None:
        listener.fault = Unreachable("no connection")
        for _touch in range(7):
            presence.motion()
            await passing(10)
        await passing(300)
        listener.fault = None
        presence.motion()
        await passing(10)

    caplog.set_level(logging.WARNING)
    listener = played(script)
    assert [round(at) for at in listener.asked] == [0, 30, 60, 370]
    assert listener.told == [(370.0, True)]
    assert [record.getMessage() for record in caplog.records] == ["Presence: no connection"]


def test_a_slow_server_does_not_hold_the_touch_up() -> None:
    async def script(presence: Presence, listener: Listener) -> None:
        listener.latency = 9.0
        presence.motion()
        await passing(1)
        presence.motion()
        await passing(100)

    assert played(script).told == [(9.0, True), (39.0, True), (48.0, False)]


@pytest.mark.parametrize(
    ("fault", "asked"), [(Throttled("later", retry_after=100), [0, 100]), (NotFound("no such sensor"), [0, 30])]
)
def test_a_server_s_wish_for_patience_is_granted(fault: BackendError, asked: list[int]) -> None:
    async def script(presence: Presence, listener: Listener) -> None:
        presence.sensed("command", motion=True)
        listener.fault = fault
        await passing(1)
        listener.fault = None
        await passing(112)

    assert [round(at, -1) for at in played(script).asked][:2] == asked
