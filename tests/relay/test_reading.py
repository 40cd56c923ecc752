"""Many panels, one look at the account: what is asked for once, how old it is said to be, and what is never kept."""

import asyncio
from datetime import datetime, timedelta
from random import Random

import pytest

from kiosk.backends.nexudus.backend import NexudusBackend
from kiosk.backends.nexudus.open import open_relayed
from kiosk.domain.freshness import Level, freshness
from kiosk.domain.policy import Policy
from kiosk.domain.state import Status, derive
from kiosk.relay.run import Account
from tests.nexudus.conftest import at
from tests.nexudus.fake import FakeNexudus, resource
from tests.nexudus.hasty import HastyClock
from tests.relay.conftest import SETTINGS, START, TOKEN, Open, relaying
from tests.wire.scripted_server import Later, Reply, ScriptedServer

LIST = "/api/spaces/bookings"
FORTY = [str(number) for number in range(1, 41)]


@pytest.fixture
def site(fake: FakeNexudus) -> FakeNexudus:
    """Forty rooms with three bookings each, in lists of 25 records a page."""
    for number in range(3, 41):
        fake.resources[number] = resource(number, f"Room {number}")
    for number in range(1, 41):
        for hour in (-1, 2, 5):
            fake.bookings.put_in(number, at(hour), at(hour + 1))
    return fake


def lists(fake: FakeNexudus) -> int:
    return fake.paths("GET").count(LIST)


async def as_of(panel: NexudusBackend, clock: HastyClock, room: str = "1") -> timedelta:
    """How old the panel believes its data to be."""
    (agenda,) = (await panel.agendas([room], clock.now())).agendas
    assert agenda.as_of is not None
    return clock.now() - agenda.as_of


async def test_panels_that_ask_together_cost_one_request_each_list(panel: Open, fake: FakeNexudus) -> None:
    fake.resources[1]["Allocation"] = fake.resources[2]["Allocation"] = 1
    panels = [panel() for _ in range(8)]
    await asyncio.gather(*(one.agendas([str(1 + n % 2)], START) for n, one in enumerate(panels)))
    assert sorted(fake.paths()) == sorted(
        [LIST, f"{LIST}/commands", "/api/spaces/resources", "/api/spaces/bookingavailabilityexceptions"]
    )


async def test_what_is_kept_is_as_old_as_it_is(panel: Open, fake: FakeNexudus, clock: HastyClock) -> None:
    first, second = panel(), panel()
    assert await as_of(first, clock) == timedelta()
    clock.skip(12.3)
    assert await as_of(second, clock) == timedelta(seconds=13)
    assert lists(fake) == 1
    clock.skip(3)
    assert await as_of(second, clock) == timedelta()
    assert lists(fake) == 2


async def test_minutes_apart_within_an_hour_panels_ask_for_the_same(
    panel: Open, fake: FakeNexudus, clock: HastyClock
) -> None:
    await asyncio.gather(
        *(panel().agendas(["1"], clock.now() + timedelta(seconds=later)) for later in (0, 1, 61, 600, 1799))
    )
    assert lists(fake) == 1


async def test_a_kept_answer_never_looks_fresh_when_the_account_is_gone(
    panel: Open, server: ScriptedServer, fake: FakeNexudus, clock: HastyClock
) -> None:
    await panel().agendas(["1"], START)
    stuck = asyncio.Event()
    fake.faults["GET", LIST] = lambda _: Later(Reply(b'{"Records":[],"HasNextPage":false}'), stuck)
    clock.skip(16)
    waiting = asyncio.create_task(panel().agendas(["1"], START))
    await server.until_hanging(1)
    clock.skip(8)
    late = asyncio.create_task(as_of(panel(), clock))
    stuck.set()
    await waiting
    assert await late >= timedelta(seconds=8)


async def test_the_list_comes_whole_in_one_piece(panel: Open, site: FakeNexudus) -> None:
    one = panel()
    snapshot = await one.agendas(FORTY, START)
    assert [len(each.appointments) for each in snapshot.agendas] == [3] * 40
    assert lists(site) == 5
    sent = one.client.session.transport.sent
    await panel().agendas(FORTY, START)
    await one.agendas(FORTY, START)
    assert (lists(site), one.client.session.transport.sent - sent) == (5, 1 + 10)


@pytest.mark.slow
async def test_forty_panels_that_start_within_ten_seconds_stay_within_sixty_requests_a_minute(
    panel: Open, site: FakeNexudus, clock: HastyClock
) -> None:
    """Four polls a minute each, all of a panel's first requests, and everything anew every five minutes."""
    rng = Random(7)
    panels = [panel() for _ in FORTY]
    starts = [rng.uniform(0, 10) for _ in FORTY]
    polls = sorted((start + 15 * turn, number) for number, start in enumerate(starts) for turn in range(28))
    for moment, number in polls:
        clock.skip(max(0.0, moment - clock.skipped))
        room = FORTY[number]
        whole = moment % 300 < 15
        (agenda,) = (await panels[number].agendas([room], clock.now(), whole=whole)).agendas
        assert freshness(agenda.as_of, clock.now(), Policy()).level is Level.FRESH
        assert (len(agenda.appointments), agenda.room.id) == (3, room)
    moments = [moment for moment, _ in site.seen]
    busiest = max(sum(start <= one < start + 60 for one in moments) for start in moments)
    assert len(polls) == 40 * 28
    assert busiest <= 60
    assert sum(one >= 60 for one in moments) / 6 < 30


async def test_forty_panels_that_start_at_the_same_moment_are_all_answered(panel: Open, site: FakeNexudus) -> None:
    panels = [panel() for _ in FORTY]
    looks = await asyncio.gather(*(one.agendas([room], START) for room, one in zip(FORTY, panels, strict=True)))
    assert [len(one.agendas[0].appointments) for one in looks] == [3] * 40
    assert lists(site) == 5
    assert len(site.seen) <= 60


@pytest.mark.slow
async def test_every_room_of_the_forty_is_known_within_minutes(
    panel: Open, site: FakeNexudus, clock: HastyClock
) -> None:
    """Rooms in which several bookings may overlap are asked for one by one, out of a part of the budget."""
    for record in site.resources.values():
        record.update(AllowMultipleBookings=True, Allocation=2)
    panels = [panel() for _ in FORTY]
    for _ in range(40):
        for room, one in zip(FORTY, panels, strict=True):
            await one.agendas([room], clock.now())
        clock.skip(15)
    states = [
        derive((await one.agendas([room], START)).agendas[0], START, Policy()).status
        for room, one in zip(FORTY, panels, strict=True)
    ]
    assert set(states) == {Status.FREE}
    moments = [moment for moment, _ in site.seen]
    assert max(sum(start <= one < start + 60 for one in moments) for start in moments) <= 60


async def test_a_record_by_id_is_not_older_than_the_list_that_names_it(panel: Open, fake: FakeNexudus) -> None:
    first = panel()
    await first.client.resource("1")
    await first.client.resource("1")
    assert fake.paths().count("/api/spaces/resources/1") == 1
    await first.client.resources()
    await first.client.resource("1")
    assert fake.paths().count("/api/spaces/resources/1") == 2


async def test_a_long_list_is_asked_for_more_rarely(panel: Open, site: FakeNexudus, clock: HastyClock) -> None:
    site.page_cap = 10
    one = panel()
    await one.agendas(["1"], START)
    assert lists(site) == 12
    clock.skip(28)
    await one.agendas(["1"], START)
    assert lists(site) == 12
    clock.skip(1)
    await one.agendas(["1"], START)
    assert lists(site) == 24


class Astray(HastyClock):
    """A machine whose own clock is an hour behind the account's."""

    def wall(self) -> datetime:
        return super().wall() - timedelta(hours=1)

    def now(self) -> datetime:
        return self.wall() + self.offset

    def set_offset(self, offset: timedelta) -> timedelta:
        self.offset = offset
        return timedelta()


async def test_the_accounts_time_is_told_also_where_the_relays_own_clock_is_wrong(
    account: Account, fake: FakeNexudus, clock: HastyClock
) -> None:
    own = Astray(START)
    async with relaying(account, own) as address:
        session = open_relayed(address, TOKEN, SETTINGS, clock, lambda: "n").client.session
        for later in (0.0, 4.4):
            clock.skip(later)
            own.skip(later)
            reading = (await session.request("GET", "/api/spaces/resources")).clock
            assert reading is not None
            assert abs((reading.server - clock.wall()).total_seconds()) <= 1
        await session.aclose()
    assert len(fake.seen) == 1


async def test_as_long_as_the_account_has_not_told_its_time_no_time_is_told(panel: Open, fake: FakeNexudus) -> None:
    fake.faults["GET", LIST] = lambda _: Reply(b'{"Records":[],"HasNextPage":false}')
    session = panel().client.session
    assert (await session.request("GET", LIST)).clock is None


async def test_the_accounts_time_is_told_also_with_a_kept_answer(
    panel: Open, fake: FakeNexudus, clock: HastyClock
) -> None:
    for _ in range(3):
        reading = (await panel().agendas(["1"], clock.now())).clock
        assert reading is not None
        assert abs((reading.server - clock.wall()).total_seconds()) <= 1
        clock.skip(4.4)
    assert lists(fake) == 1
