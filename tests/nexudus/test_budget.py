"""No minute sees more than sixty requests, and no second more than one write."""

import asyncio
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.backends.errors import Throttled
from kiosk.backends.nexudus.budget import Budget, Need
from kiosk.config import BackendConfig, Config, NexudusConfig
from kiosk.pace import poll_seconds
from tests.nexudus.conftest import Open
from tests.nexudus.fake import FakeNexudus
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


@pytest.mark.parametrize("panels", [1, 2, 7, 12, 15])
async def test_several_programs_together_stay_within_one_budget(panels: int) -> None:
    clock = HastyClock()
    budget = Budget(clock, panels=panels)
    moments, writes = [], []
    for _ in range(200 // panels + 4):
        for need in (Need.WRITE, Need.POLL):
            await budget.take(1e9, need)
            moments.append(clock.monotonic())
        writes.append(moments[-2])
    assert max(sum(start <= one < start + 60 for one in moments) for start in moments) * panels <= 60
    assert all(later - earlier >= panels for earlier, later in pairwise(writes))


async def test_details_leave_room_for_polls_and_polls_for_acts() -> None:
    clock = HastyClock()
    budget = Budget(clock)
    for need, fits in ((Need.DETAIL, 30), (Need.POLL, 20), (Need.ACT, 10)):
        for _ in range(fits):
            await budget.take(0.0, need)
        with pytest.raises(Throttled):
            await budget.take(0.0, need)
    assert clock.skipped == 0.0


@pytest.mark.parametrize("panels", [1, 8, 15])
async def test_polls_at_the_stretched_period_are_never_refused(panels: int) -> None:
    clock = HastyClock()
    budget = Budget(clock, panels=panels)
    period = poll_seconds(Config(backend=BackendConfig(kind="nexudus"), nexudus=NexudusConfig(panels=panels)))
    for _ in range(100):
        await budget.take(0.0, Need.POLL)
        clock.skip(period)
    assert period == max(15.0, 2.0 * panels * (panels > 1))


def test_behind_a_relay_and_elsewhere_the_period_is_the_configs() -> None:
    many = NexudusConfig(panels=15)
    assert poll_seconds(Config(nexudus=many)) == 15.0
    relayed = NexudusConfig(panels=15, relay="http://site-host:8760")
    assert poll_seconds(Config(backend=BackendConfig(kind="nexudus"), nexudus=relayed)) == 15.0


async def test_one_of_fifteen_programs_knows_its_room_and_stays_within_its_share(
    opened: Open, fake: FakeNexudus, clock: HastyClock
) -> None:
    backend = opened(budget=Budget(clock, panels=15))
    known: list[float] = []
    for turn in range(120):
        with suppress(Throttled):
            (agenda,) = (await backend.agendas(["1"], clock.now(), whole=turn % 10 == 0)).agendas
            assert agenda.room.name == "Atrium"
            known.append(clock.monotonic())
        clock.skip(30)
    assert max(later - earlier for earlier, later in pairwise(known)) <= 60
    assert len(known) >= 110
    assert backend.capabilities.check_in
    moments = [moment for moment, _ in fake.seen]
    assert max(sum(start <= one < start + 60 for one in moments) for start in moments) <= 4


async def test_writes_that_come_together_go_out_one_after_the_other() -> None:
    clock = HastyClock()
    budget = Budget(clock)
    await asyncio.gather(*(budget.take(10.0, Need.WRITE) for _ in range(4)))
    assert clock.skipped >= 3.0
