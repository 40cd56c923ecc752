import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from kiosk.clock import FixedClock
from kiosk.domain.access import AccessKey, AccessKeys
from kiosk.domain.freshness import Level
from kiosk.domain.policy import Policy
from kiosk.domain.state import RoomState, Status, derive
from kiosk.sync.model import FeedState
from kiosk.sync.ticker import Ticker
from tests.sync.scripted import agenda, meeting, minutes
from tests.sync.virtual import START, VirtualClock, passing, simulate, until

ALWAYS = Policy(stale_after=timedelta(days=90), unknown_after=timedelta(days=90))
KEYS = AccessKeys((AccessKey("1", "https://rooms.example/k"),), START)


@dataclass(slots=True)
class Door:
    """Keeps every tick, with the true second at which it came."""

    clock: VirtualClock
    ticks: list[tuple[datetime, tuple[RoomState, ...], FeedState]] = field(default_factory=list)

    def __call__(self, states: tuple[RoomState, ...], feed: FeedState) -> None:
        self.ticks.append((self.clock.true(), states, feed))

    def flips(self) -> list[tuple[float, Status]]:
        """The seconds after the start at which the first room's status changed."""
        told: list[tuple[float, Status]] = []
        for at, states, _ in self.ticks:
            if states and (not told or told[-1][1] is not states[0].status):
                told.append(((at - START).total_seconds(), states[0].status))
        return told


def ticking(
    script: Callable[[VirtualClock, Ticker, Door], Coroutine[Any, Any, None]],
    *,
    policy: Policy = ALWAYS,
    early: float = 0.0,
) -> Door:
    """Run a ticker while `script` acts."""

    async def main() -> Door:
        clock = VirtualClock(early=early)
        door = Door(clock)
        ticker = Ticker(clock, policy, door)
        running = asyncio.ensure_future(ticker.run())
        await script(clock, ticker, door)
        running.cancel()
        await asyncio.wait([running])
        return door

    return simulate(main)


@pytest.mark.parametrize("early", [0.0, 0.05])
def test_a_meeting_flips_at_its_second_and_never_before(early: float) -> None:
    async def script(_: VirtualClock, ticker: Ticker, __: Door) -> None:
        ticker.show(FeedState((agenda(meeting(20, 50, "a"), meeting(50, 80.25, "b")),)))
        await passing(7200)

    flips = ticking(script, early=early).flips()
    assert [status for _, status in flips] == [
        Status.FREE,
        Status.STARTING_SOON,
        Status.OCCUPIED,
        Status.FREE,
    ]
    for (second, _), due in zip(flips[1:], (600, 1200, 80.25 * 60), strict=True):
        assert due <= second <= due + 0.005


def test_who_joins_later_hears_the_same_after_those_before() -> None:
    heard: list[tuple[str, tuple[RoomState, ...], FeedState]] = []
    ticker = Ticker(FixedClock(START), ALWAYS, lambda states, feed: heard.append(("first", states, feed)))
    ticker.show(FeedState((agenda(meeting(20, 50, "a")),)))
    ticker.join(lambda states, feed: heard.append(("second", states, feed)))
    ticker.tick()
    assert [name for name, _, _ in heard] == ["first", "second"]
    assert heard[0][1:] == heard[1][1:]


def test_back_to_back_meetings_change_hands_at_the_second_without_a_free_frame() -> None:
    async def script(_: VirtualClock, ticker: Ticker, __: Door) -> None:
        ticker.show(FeedState((agenda(meeting(0, 30.5, "a"), meeting(30.5, 60, "b")),)))
        await passing(3000)

    door = ticking(script)
    shown = [(at, states[0].current) for at, states, _ in door.ticks if states]
    assert all(current is not None for _, current in shown)
    first_of_b = min(at for at, current in shown if current is not None and current.id == "b")
    assert timedelta() <= first_of_b - (START + minutes(30.5)) <= timedelta(milliseconds=5)


def test_every_full_minute_is_told_and_nothing_between() -> None:
    async def script(_: VirtualClock, ticker: Ticker, __: Door) -> None:
        ticker.show(FeedState((agenda(),)))
        await passing(3600.5)

    door = ticking(script)
    assert [at.second for at, _, _ in door.ticks] == [0] * len(door.ticks)
    assert len({at for at, _, _ in door.ticks}) == 61


def test_something_new_is_told_in_the_next_turn() -> None:
    async def script(clock: VirtualClock, ticker: Ticker, door: Door) -> None:
        ticker.show(FeedState((agenda(),)))
        await passing(33.0)
        ticker.show(FeedState((agenda(meeting(0, 30)),)))
        await asyncio.sleep(0)
        await until(lambda: door.flips()[-1][1] is Status.OCCUPIED, step=0.0, limit=0.001)
        assert clock.monotonic() == 33.0

    ticking(script)


@pytest.mark.parametrize("hours", [2.0, -2.0])
def test_a_clock_that_is_set_is_followed_within_two_seconds(hours: float) -> None:
    async def script(clock: VirtualClock, ticker: Ticker, door: Door) -> None:
        ticker.show(FeedState((agenda(meeting(60 * hours, 60 * hours + 30)),)))
        await passing(20.0)
        clock.set_wall(timedelta(hours=hours))
        await until(lambda: door.flips()[-1][1] is Status.OCCUPIED, limit=2.1)

    ticking(script)


def test_after_a_sleep_the_door_is_right_within_two_seconds() -> None:
    async def script(clock: VirtualClock, ticker: Ticker, door: Door) -> None:
        ticker.show(FeedState((agenda(meeting(60, 600)),)))
        await passing(20.0)
        clock.suspend(7200.0)
        await until(lambda: door.flips()[-1][1] is Status.OCCUPIED, limit=2.1)

    ticking(script)


def test_old_data_become_stale_and_then_unknown_at_their_instants() -> None:
    async def script(_: VirtualClock, ticker: Ticker, __: Door) -> None:
        ticker.show(FeedState((agenda(),)))
        await passing(1000)

    door = ticking(script, policy=Policy())
    levels = {
        states[0].freshness.level: (at - START).total_seconds() for at, states, _ in reversed(door.ticks) if states
    }
    assert levels[Level.FRESH] == 0
    assert 90 < levels[Level.STALE] < 90.005
    assert 900 < levels[Level.EXPIRED] < 900.005
    assert door.flips()[-1][1] is Status.UNKNOWN


def test_keys_vanish_at_the_instant_at_which_they_are_too_old() -> None:
    async def script(_: VirtualClock, ticker: Ticker, __: Door) -> None:
        ticker.show(FeedState((agenda(),), KEYS, keys_until=START + timedelta(seconds=90.5)))
        await passing(200)

    door = ticking(script)
    gone = min(at for at, states, feed in door.ticks if states and not feed.keys.keys)
    assert timedelta() <= gone - START - timedelta(seconds=90.5) <= timedelta(milliseconds=5)


def test_all_rooms_are_told_for_one_instant_in_their_order() -> None:
    async def script(_: VirtualClock, ticker: Ticker, __: Door) -> None:
        ticker.show(FeedState((agenda(room_id="b"), agenda(meeting(0, 5), room_id="a"))))
        await passing(400)

    for _, states, feed in ticking(script).ticks:
        assert [state.room.id for state in states] == [one.room.id for one in feed.agendas]
        assert len({state.at for state in states}) <= 1
        assert all(state == derive(one, state.at, ALWAYS) for state, one in zip(states, feed.agendas, strict=True))


def test_at_a_fixed_instant_nothing_ticks_but_news() -> None:
    async def main() -> None:
        told: list[Status] = []
        ticker = Ticker(FixedClock(START), ALWAYS, lambda states, _: told.extend(one.status for one in states))
        running = asyncio.ensure_future(ticker.run())
        ticker.show(FeedState((agenda(meeting(5, 10)),)))
        await passing(7200)
        assert told == [Status.STARTING_SOON]
        ticker.show(replace(FeedState(), agendas=(agenda(meeting(0, 10)),)))
        await passing(1)
        assert told == [Status.STARTING_SOON, Status.OCCUPIED]
        running.cancel()
        await asyncio.wait([running])

    simulate(main)
