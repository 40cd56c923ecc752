import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from random import Random

import pytest

from kiosk.backends.errors import BackendError, ServerTrouble, Throttled
from kiosk.domain.environment import Environment
from kiosk.sync.environment import EnvironmentFeed
from tests.sync.virtual import START, VirtualClock, passing, simulate

AIR = Environment("1", START, 21.0)


@dataclass(slots=True)
class Sensors:
    """Answers `measured`, or raises `fault`."""

    clock: VirtualClock
    measured: tuple[Environment, ...] = (AIR,)
    fault: BackendError | None = None
    asked: list[float] = field(default_factory=list)
    shown: list[tuple[Environment, ...]] = field(default_factory=list)

    async def environment(self, room_ids: Sequence[str]) -> tuple[Environment, ...]:
        assert tuple(room_ids) == ("1",)
        self.asked.append(self.clock.monotonic())
        if self.fault is not None:
            raise self.fault
        return self.measured


def played(script: Callable[[Sensors], Awaitable[None]]) -> Sensors:
    async def main() -> Sensors:
        clock = VirtualClock()
        sensors = Sensors(clock)
        feed = EnvironmentFeed(sensors, ["1"], clock, Random(1), sensors.shown.append)
        running = asyncio.ensure_future(feed.run())
        await script(sensors)
        assert not running.done()
        running.cancel()
        await asyncio.wait([running])
        return sensors

    return simulate(main)


def test_it_is_asked_for_within_seconds_and_then_about_once_a_minute() -> None:
    async def script(_: Sensors) -> None:
        await passing(3600)

    sensors = played(script)
    assert sensors.asked[0] <= 2.0
    assert 55 <= len(sensors.asked) <= 65


def test_only_what_is_new_is_handed_on() -> None:
    async def script(sensors: Sensors) -> None:
        await passing(300)
        sensors.measured = (replace(AIR, temperature=22.0),)
        await passing(300)
        sensors.measured = ()
        await passing(300)

    assert played(script).shown == [(AIR,), (replace(AIR, temperature=22.0),), ()]


def test_a_failure_is_told_once_and_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    async def script(sensors: Sensors) -> None:
        sensors.fault = ServerTrouble("it burns")
        await passing(600)
        sensors.fault = None
        await passing(70)

    caplog.set_level(logging.WARNING)
    sensors = played(script)
    assert sensors.shown == [(AIR,)]
    assert len(sensors.asked) >= 10
    assert [record.getMessage() for record in caplog.records] == ["Environment: it burns"]


def test_a_server_s_wish_for_patience_is_granted() -> None:
    async def script(sensors: Sensors) -> None:
        sensors.fault = Throttled("later", retry_after=600)
        await passing(590)

    assert len(played(script).asked) == 1
