"""No minute sees more than sixty requests, and no second more than one write."""

import asyncio
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.backends.errors import Throttled
from kiosk.backends.nexudus.budget import Budget, Need
from tests.nexudus.hasty import HastyClock


async def taken(clock: HastyClock, wishes: list[tuple[bool, float]]) -> list[tuple[bool, float]]:
    """Which wishes were granted, and when; each comes some seconds after the one before."""
    budget, granted = Budget(clock), []
    for write, later in wishes:
        clock.skip(later)
        try:
            await budget.take(10.0, Need.WRITE if write else Need.POLL)
        except Throttled:
            continue
        granted.append((write, clock.monotonic()))
    return granted


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 3)), max_size=200))
def test_no_minute_has_more_than_sixty_and_no_second_two_writes(wishes: list[tuple[bool, float]]) -> None:
    granted = asyncio.run(taken(HastyClock(), wishes))
    moments = [moment for _, moment in granted]
    assert all(sum(start <= one < start + 60 for one in moments) <= 60 for start in moments)
    writes = [moment for write, moment in granted if write]
    assert all(later - earlier >= 1.0 - 1e-9 for earlier, later in pairwise(writes))


async def test_polls_leave_room_for_a_tap() -> None:
    clock = HastyClock()
    budget = Budget(clock)
    for _ in range(50):
        await budget.take(1.0, Need.POLL)
    with pytest.raises(Throttled, match="next request is 60 s away") as refused:
        await budget.take(1.0, Need.POLL)
    assert refused.value.retry_after == pytest.approx(60.0)
    await budget.take(1.0, Need.WRITE)
    assert clock.skipped == 0.0


async def test_who_has_the_patience_waits_for_the_next_minute() -> None:
    clock = HastyClock()
    budget = Budget(clock)
    for _ in range(51):
        await budget.take(61.0, Need.POLL)
    assert clock.skipped == pytest.approx(60.0)


async def test_writes_that_come_together_go_out_one_after_the_other() -> None:
    clock = HastyClock()
    budget = Budget(clock)
    await asyncio.gather(*(budget.take(10.0, Need.WRITE) for _ in range(4)))
    assert clock.skipped >= 3.0
