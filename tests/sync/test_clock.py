import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from kiosk.clock import Clock, FixedClock
from tests.sync.virtual import START, VirtualClock, passing, simulate


@pytest.mark.parametrize("early", [0.0, 0.05, 0.4])
@pytest.mark.parametrize("seconds", [0.004, 0.5, 21.0, 86400.0])
def test_an_instant_is_met_never_before_it_and_within_two_milliseconds(seconds: float, early: float) -> None:
    async def main() -> timedelta:
        clock, due = VirtualClock(early=early), START + timedelta(seconds=seconds)
        await clock.wait_until(due)
        return clock.now() - due

    assert timedelta() <= simulate(main) <= timedelta(milliseconds=2)


def test_an_instant_in_the_past_is_not_waited_for() -> None:
    async def main() -> float:
        clock = VirtualClock()
        await clock.wait_until(START)
        return clock.monotonic()

    assert simulate(main) == 0.0


def watched(disturb: Callable[[VirtualClock], None]) -> float:
    """The seconds from a disturbance, a while into a watch, until it is noticed."""

    async def main() -> float:
        clock = VirtualClock()

        async def disturbing() -> float:
            await clock.sleep(101.0)
            disturb(clock)
            return clock.running()

        disturbance = asyncio.ensure_future(disturbing())
        await clock.wait_moved()
        noticed = clock.running()
        return noticed - await disturbance

    return simulate(main)


@pytest.mark.parametrize("hours", [1.0, -1.0, 87660.0, -87660.0])
def test_a_clock_that_is_set_is_noticed_within_two_seconds(hours: float) -> None:
    assert 0.0 <= watched(lambda clock: clock.set_wall(timedelta(hours=hours))) <= 2.0


def test_a_sleep_is_noticed_within_two_seconds_after_it() -> None:
    assert 0.0 <= watched(lambda clock: clock.suspend(3600.0)) <= 2.0


def test_a_confirmed_offset_moves_now_but_not_the_wall() -> None:
    async def main() -> None:
        clock = VirtualClock()
        assert clock.set_offset(timedelta(seconds=5)) == timedelta(seconds=5)
        assert clock.set_offset(timedelta(seconds=2)) == timedelta(seconds=-3)
        assert clock.now() - clock.wall() == timedelta(seconds=2)

    simulate(main)


def test_a_move_too_small_to_matter_is_none() -> None:
    async def main() -> None:
        clock = VirtualClock()
        clock.set_offset(timedelta())
        for _ in range(100):
            assert clock.set_offset(timedelta(milliseconds=49)) == timedelta()
        assert clock.now() == clock.wall()

    simulate(main)


def test_a_confirmed_time_goes_on_whatever_is_done_to_the_tablets_clock() -> None:
    async def main() -> None:
        clock = VirtualClock()
        clock.set_offset(timedelta())
        await passing(100.0)
        clock.set_wall(timedelta(hours=-3))
        await passing(100.0)
        assert clock.now() == clock.true()
        clock.suspend(3600.0)
        assert clock.now() == clock.true()
        assert clock.set_offset(timedelta(hours=3)) == timedelta()

    simulate(main)


def test_a_time_that_nobody_confirmed_follows_the_tablets_clock() -> None:
    async def main() -> None:
        clock = VirtualClock()
        clock.set_wall(timedelta(days=20000))
        assert clock.now() == clock.wall()

    simulate(main)


def test_without_a_boot_clock_the_tablets_clock_is_followed() -> None:
    clock = Clock(boot_clock=None)
    assert clock.set_offset(timedelta(hours=1)) - timedelta(hours=1) < timedelta(seconds=1)
    assert abs(clock.now() - clock.wall() - timedelta(hours=1)) < timedelta(seconds=1)


def test_a_fixed_clock_is_moved_by_nothing() -> None:
    clock = FixedClock(START)
    assert clock.set_offset(timedelta(hours=1)) == timedelta()
    assert (clock.now(), clock.wall()) == (START, START)


def test_the_system_clock_goes_on_and_is_aware() -> None:
    clock = Clock()
    first, second = clock.monotonic(), clock.monotonic()
    assert second >= first
    assert clock.now().utcoffset() == timedelta()
