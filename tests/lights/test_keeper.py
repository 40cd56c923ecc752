"""A lamp over time, in virtual time: what it is told, and when."""

import asyncio
import logging
from random import Random

import pytest

from kiosk.domain.light import AMBER, GREEN, RED, WHITE, Light
from kiosk.domain.state import Status
from kiosk.lights.bar import LightFailed
from kiosk.lights.keeper import LONGEST_PAUSE, NOTHING, LightKeeper
from tests.sync.virtual import VirtualClock, passing, simulate

FREE, SOON, BUSY = Light(Status.FREE, GREEN), Light(Status.STARTING_SOON, AMBER), Light(Status.OCCUPIED, RED)
UNKNOWN = Light(Status.UNKNOWN, WHITE, blink=True)


class FakeBar:
    """Takes `seconds` for each light; fails while it is told to."""

    def __init__(self, seconds: float = 0.1) -> None:
        self.seconds = seconds
        self.fails = False
        self.tried: list[tuple[float, Light]] = []
        self.shown: list[Light] = []
        self.closed = False

    async def show(self, light: Light) -> None:
        self.tried.append((asyncio.get_running_loop().time(), light))
        await passing(self.seconds)
        if self.fails:
            raise LightFailed("the lamp is out of order")
        self.shown.append(light)

    async def aclose(self) -> None:
        self.closed = True


class Kept:
    def __init__(self, bar: FakeBar, repeat: float = 300.0) -> None:
        self.bar = bar
        self.keeper = LightKeeper(bar, VirtualClock(early=0.05), Random(1), repeat)
        self.task = asyncio.create_task(self.keeper.run())

    async def end(self) -> None:
        self.task.cancel()
        await asyncio.wait([self.task])
        assert self.task.cancelled()
        assert self.bar.closed


def test_a_light_is_told_when_it_changes_and_only_then() -> None:
    async def main() -> None:
        kept = Kept(FakeBar())
        await passing(5)
        assert kept.bar.shown == []
        for one in (FREE, FREE, FREE, SOON, BUSY):
            kept.keeper.show(one)
            await passing(20)
        assert kept.bar.shown == [FREE, SOON, BUSY]
        await kept.end()

    simulate(main)


def test_a_light_is_told_again_for_lamps_forget() -> None:
    async def main() -> None:
        kept = Kept(FakeBar(0.0), repeat=300)
        kept.keeper.show(FREE)
        await passing(901)
        assert [(round(at), one) for at, one in kept.bar.tried] == [(at, FREE) for at in (0, 300, 600, 900)]
        await kept.end()

    simulate(main)


def test_the_latest_wins_over_those_that_came_while_the_lamp_was_slow() -> None:
    async def main() -> None:
        kept = Kept(FakeBar(seconds=4))
        kept.keeper.show(FREE)
        await passing(1)
        for one in (SOON, BUSY, SOON, BUSY):
            kept.keeper.show(one)
        await passing(20)
        assert kept.bar.shown == [FREE, BUSY]
        await kept.end()

    simulate(main)


def test_a_light_that_comes_back_while_the_lamp_was_slow_is_true_in_the_end() -> None:
    async def main() -> None:
        kept = Kept(FakeBar(seconds=4))
        kept.keeper.show(FREE)
        await passing(1)
        kept.keeper.show(BUSY)
        kept.keeper.show(FREE)
        await passing(20)
        assert kept.bar.shown == [FREE]
        await kept.end()

    simulate(main)


def test_a_failing_lamp_is_tried_ever_more_rarely_and_said_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)

    async def main() -> None:
        kept = Kept(FakeBar(0.0))
        kept.bar.fails = True
        kept.keeper.show(FREE)
        await passing(3600)
        assert 60 < len(kept.bar.tried) < 200
        kept.keeper.show(BUSY)
        kept.bar.fails = False
        await passing(LONGEST_PAUSE + 1)
        assert kept.bar.shown == [BUSY]
        await kept.end()

    simulate(main)
    assert [one.getMessage() for one in caplog.records] == [
        "Light bar: the lamp is out of order",
        "Light bar: all is well again.",
    ]


def test_changes_do_not_hurry_a_failing_lamp() -> None:
    async def main() -> None:
        kept = Kept(FakeBar(0.0))
        kept.bar.fails = True
        for _ in range(1000):
            kept.keeper.show(FREE)
            await passing(1)
            kept.keeper.show(BUSY)
            await passing(1)
        assert len(kept.bar.tried) < 120
        await kept.end()

    simulate(main)


def test_it_is_put_out_at_the_end_for_nobody_keeps_it_true() -> None:
    async def main() -> None:
        kept = Kept(FakeBar())
        kept.keeper.show(FREE)
        await passing(5)
        await kept.end()
        assert kept.bar.shown == [FREE, NOTHING]

    simulate(main)


def test_the_end_waits_for_no_lamp_that_does_not_answer(caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> None:
        kept = Kept(FakeBar())
        kept.keeper.show(FREE)
        await passing(5)
        kept.bar.seconds = 1000
        begun = asyncio.get_running_loop().time()
        await kept.end()
        assert asyncio.get_running_loop().time() - begun < 5

    simulate(main)
    assert [one.getMessage() for one in caplog.records] == ["Light bar: it was not put out in time."]


def test_the_end_asks_nothing_of_a_lamp_that_fails() -> None:
    async def main() -> None:
        kept = Kept(FakeBar())
        kept.bar.fails = True
        kept.keeper.show(UNKNOWN)
        await passing(5)
        tried = len(kept.bar.tried)
        await kept.end()
        assert len(kept.bar.tried) == tried

    simulate(main)
