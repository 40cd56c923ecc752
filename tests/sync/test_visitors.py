"""The count of visitors: asked for on its own, by the building's day."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from kiosk.backends.errors import BackendError, ServerTrouble, Throttled
from kiosk.domain.visitors import VisitorCount, fresh
from kiosk.sync.visitors import VisitorFeed
from tests.sync.virtual import START, VirtualClock, passing, simulate

TAIPEI = ZoneInfo("Asia/Taipei")


@dataclass(slots=True)
class Desk:
    """Counts seven more visitors at each question, or raises `fault`."""

    clock: VirtualClock
    fault: BackendError | None = None
    asked: list[datetime] = field(default_factory=list)
    heard: list[VisitorCount] = field(default_factory=list)

    async def visitors(self, at: datetime) -> VisitorCount:
        self.asked.append(at)
        if self.fault is not None:
            raise self.fault
        return VisitorCount(at.date(), at, 7 * len(self.asked), 0, 0)


def played(script: Callable[[Desk], Awaitable[None]]) -> Desk:
    async def main() -> Desk:
        clock = VirtualClock()
        desk = Desk(clock)
        running = asyncio.ensure_future(VisitorFeed(desk, clock, Random(1), lambda: TAIPEI, desk.heard.append).run())
        await script(desk)
        assert not running.done()
        running.cancel()
        await asyncio.wait([running])
        return desk

    return simulate(main)


def test_it_is_asked_within_seconds_and_then_every_two_minutes_with_the_building_s_offset() -> None:
    desk = played(lambda _: passing(1200))

    assert desk.asked[0] - START <= timedelta(seconds=2)
    assert 9 <= len(desk.asked) <= 12
    assert {one.utcoffset() for one in desk.asked} == {timedelta(hours=8)}
    assert [one.all for one in desk.heard] == [7 * number for number in range(1, len(desk.asked) + 1)]


def test_a_failure_ends_nothing_and_a_plea_for_patience_is_heard() -> None:
    async def script(desk: Desk) -> None:
        desk.fault = ServerTrouble("no", "")
        await passing(200)
        assert desk.heard == []
        desk.fault = Throttled("slowly", "", retry_after=600.0)
        await passing(130)
        asked = len(desk.asked)
        await passing(500)
        assert len(desk.asked) == asked
        desk.fault = None
        await passing(300)
        assert desk.heard

    played(script)


def test_a_count_of_yesterday_or_from_long_ago_is_none() -> None:
    count = VisitorCount(START.astimezone(TAIPEI).date(), START, 1, 2, 3)

    assert fresh(count, START + timedelta(minutes=30), TAIPEI) == count
    assert fresh(count, START + timedelta(minutes=31), TAIPEI) is None
    assert fresh(count, START - timedelta(minutes=31), TAIPEI) is None
    late = VisitorCount(count.day, START + timedelta(hours=6, minutes=59), 1, 2, 3)
    assert fresh(late, START + timedelta(hours=7), TAIPEI) is None
    assert fresh(None, START, TAIPEI) is None
    assert count.all == 6
