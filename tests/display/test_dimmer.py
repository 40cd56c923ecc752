"""A door's screen through a night, in virtual time: what it is told, and when."""

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

import pytest

from kiosk.display.backlight import BacklightFailed
from kiosk.display.dimmer import Dimmer
from kiosk.domain.night import DisplayRules, NightHours, shift, veil
from kiosk.domain.state import RoomState
from tests.domain.builders import agenda, meeting, state, utc
from tests.sync.virtual import VirtualClock, passing, simulate

EVENING = utc("2026-03-02 19:59")
HOURS = NightHours(time(20), time(6))
NIGHTLY = DisplayRules(day=0.9, night=0.2, hours=HOURS)
BLACK = DisplayRules(day=0.9, night=0.2, hours=HOURS, off_at_night=True)
QUIET = DisplayRules(day=0.9, night=0.2, dim_after=timedelta(minutes=5))


@dataclass
class FakeLight:
    """Remembers what it was set to; fails while it is told to."""

    shares: list[float] = field(default_factory=list)
    fails: bool = False

    async def shine(self, share: float) -> None:
        if self.fails:
            raise BacklightFailed("the backlight is stubborn")
        self.shares.append(share)


class Door:
    """A dimmer at work at a free room, and what it painted."""

    def __init__(
        self, rules: DisplayRules, light: FakeLight | None, start: datetime = EVENING, *, shifting: bool = False
    ) -> None:
        self.clock = VirtualClock(start, early=0.05)
        self.veils: list[float] = []
        self.shifts: list[tuple[int, int]] = []
        self.light = light
        self.dimmer = Dimmer(rules, self.clock, light, self._paint, shifting=shifting)
        self.task = asyncio.create_task(self.dimmer.run())
        self.show()

    def _paint(self, veiled: float, moved: tuple[int, int]) -> None:
        self.veils.append(round(veiled, 3))
        self.shifts.append(moved)

    def show(self, *shown: RoomState) -> None:
        self.dimmer.show(shown or (state(agenda(), self.clock.now()),))

    async def wait_until(self, text: str) -> None:
        await passing((utc(f"2026-03-02 {text}") - self.clock.now()).total_seconds())

    async def end(self) -> None:
        self.task.cancel()
        await asyncio.wait([self.task])
        assert self.task.cancelled()


def veil_of(share: float) -> float:
    return round(veil(share), 3)


def test_it_dims_at_the_very_instant_and_is_left_bright() -> None:
    async def main() -> None:
        light = FakeLight()
        door = Door(NIGHTLY, light)
        await door.wait_until("19:59:59.99")
        assert light.shares == [0.9]
        await door.wait_until("20:00:00.01")
        assert light.shares == [0.9, 0.2]
        assert set(door.veils) == {0.0}
        await door.end()
        assert light.shares == [0.9, 0.2, 0.9]

    simulate(main)


def test_a_touch_at_night_brightens_for_half_a_minute() -> None:
    async def main() -> None:
        door = Door(NIGHTLY, None, utc("2026-03-02 22:00"))
        await passing(5)
        assert door.veils[-1] == veil_of(0.2)
        assert not door.dimmer.dark
        door.dimmer.touched()
        assert door.veils[-1] == veil_of(0.9)
        await passing(29.99)
        assert door.veils[-1] == veil_of(0.9)
        await passing(0.02)
        assert door.veils[-1] == veil_of(0.2)
        await door.end()

    simulate(main)


def test_black_until_a_touch_or_a_meeting() -> None:
    async def main() -> None:
        light = FakeLight()
        door = Door(BLACK, light, utc("2026-03-02 22:00"))
        await passing(1)
        assert (door.dimmer.dark, door.veils[-1], light.shares[-1]) == (True, 1.0, 0.0)
        door.dimmer.touched()
        assert (door.dimmer.dark, door.veils[-1]) == (False, 0.0)
        await passing(31)
        assert door.dimmer.dark
        door.show(state(agenda(meeting("22:05", "23:00")), door.clock.now()))
        await passing(1)
        assert (door.dimmer.dark, door.veils[-1], light.shares[-1]) == (False, 0.0, 0.2)
        await door.end()

    simulate(main)


def test_somebody_who_stays_near_keeps_it_awake_and_half_a_minute_longer() -> None:
    async def main() -> None:
        door = Door(BLACK, None, utc("2026-03-02 22:00"))
        await passing(1)
        door.dimmer.sensed("pir", motion=False)
        assert door.dimmer.dark
        door.dimmer.sensed("pir", motion=True)
        await passing(600)
        door.show()
        assert door.veils[-1] == veil_of(0.9)
        door.dimmer.sensed("pir", motion=False)
        await passing(29)
        assert not door.dimmer.dark
        await passing(2)
        assert door.dimmer.dark
        await door.end()

    simulate(main)


def test_by_day_it_dims_when_nobody_came_for_so_long() -> None:
    async def main() -> None:
        door = Door(QUIET, None, utc("2026-03-02 10:00"))
        await passing(299)
        assert set(door.veils) == {veil_of(0.9)}
        await passing(2)
        assert door.veils[-1] == veil_of(0.2)
        door.dimmer.touched()
        await passing(200)
        door.show(state(agenda(meeting("10:00", "11:00")), door.clock.now()))
        await passing(400)
        assert door.veils[-1] == veil_of(0.9)
        door.show()
        await passing(299)
        assert door.veils[-1] == veil_of(0.9)
        await passing(2)
        assert door.veils[-1] == veil_of(0.2)
        await door.end()

    simulate(main)


def test_a_light_that_cannot_be_set_is_said_once_and_the_picture_is_darkened(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)

    async def main() -> None:
        light = FakeLight(fails=True)
        door = Door(NIGHTLY, light, utc("2026-03-02 22:00"))
        await passing(1)
        assert door.veils[-1] == veil_of(0.2)
        door.show()
        await passing(60)
        door.show()
        light.fails = False
        await passing(1)
        assert (light.shares, door.veils[-1]) == ([0.2], 0.0)
        await door.end()

    simulate(main)
    assert [one.getMessage() for one in caplog.records] == [
        "Brightness: the backlight is stubborn; the picture is darkened instead."
    ]


def test_the_end_asks_nothing_of_a_light_that_fails() -> None:
    class StubbornLight(FakeLight):
        tries = 0

        async def shine(self, share: float) -> None:
            self.tries += 1
            await super().shine(share)

    async def main() -> None:
        light = StubbornLight(fails=True)
        door = Door(NIGHTLY, light, utc("2026-03-02 22:00"))
        await passing(1)
        tries = light.tries
        await door.end()
        assert light.tries == tries > 0

    simulate(main)


def test_the_latest_brightness_wins_over_a_slow_light() -> None:
    class SlowLight(FakeLight):
        async def shine(self, share: float) -> None:
            await passing(10)
            await super().shine(share)

    async def main() -> None:
        light = SlowLight()
        door = Door(BLACK, light, utc("2026-03-02 22:00"))
        await passing(1)
        for _ in range(5):
            door.dimmer.touched()
        await passing(25)
        assert light.shares == [0.0, 0.9]
        await door.end()

    simulate(main)


def test_steady_rules_still_move_the_picture_when_they_may() -> None:
    async def main() -> None:
        door = Door(DisplayRules(), None, shifting=True)
        for _ in range(6):
            door.show()
            assert door.shifts[-1] == shift(door.clock.now())
            await passing(60)
        assert set(door.veils) == {0.0}
        assert len(set(door.shifts)) > 1
        await door.end()

    simulate(main)


def test_a_clock_that_is_set_is_heeded_at_the_next_look() -> None:
    async def main() -> None:
        door = Door(NIGHTLY, None, utc("2026-03-02 12:00"))
        await passing(1)
        door.clock.set_wall(timedelta(hours=10))
        door.show()
        assert door.veils[-1] == veil_of(0.2)
        await door.end()

    simulate(main)


def test_where_many_rooms_are_shown_any_of_them_keeps_it_awake() -> None:
    async def main() -> None:
        door = Door(BLACK, None, utc("2026-03-02 22:00"))
        now = door.clock.now()
        free, busy = state(agenda(), now), state(agenda(meeting("21:00", "23:00")), now)
        door.show(free, free)
        assert door.dimmer.dark
        door.show(free, busy)
        assert not door.dimmer.dark
        door.show(free, free)
        door.dimmer.show(())
        assert door.dimmer.dark
        door.dimmer.touched()
        assert not door.dimmer.dark
        await door.end()

    simulate(main)


def test_nothing_is_set_before_anything_is_known() -> None:
    async def main() -> None:
        light, veils = FakeLight(), list[float]()
        dimmer = Dimmer(NIGHTLY, VirtualClock(EVENING), light, lambda one, _: veils.append(one), shifting=True)
        task = asyncio.create_task(dimmer.run())
        dimmer.touched()
        await passing(5)
        task.cancel()
        await asyncio.wait([task])
        assert (light.shares, veils) == ([], [])

    simulate(main)
