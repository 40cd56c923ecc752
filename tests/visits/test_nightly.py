"""Every evening who is still in is checked out; every night what is old is forgotten; also what was missed."""

import asyncio
import os
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from kiosk.visits.nightly import Nightly
from tests.visits.house import NOW, DeskClock, House, desk, visit

EVENING = datetime(2026, 11, 20, 19, tzinfo=UTC)
ZONE = "Europe/Berlin"


class NightClock(DeskClock):
    """Jumps to each instant that is waited for, and says which those were."""

    def __init__(self, until: datetime) -> None:
        super().__init__()
        self.until = until
        self.waited_for: list[datetime] = []

    async def wait_until(self, instant: datetime) -> None:
        self.waited_for.append(instant.astimezone(UTC))
        if instant >= self.until:
            raise asyncio.CancelledError
        self.at = instant.astimezone(UTC)


def nightly(one: object, clock: DeskClock, leave_at: time | None = time(20)) -> Nightly:
    return Nightly(one, clock, ZONE, leave_at, time(3))  # type: ignore[arg-type] # a desk


async def test_who_forgot_to_check_out_is_checked_out_in_the_evening(tmp_path: Path) -> None:
    clock = NightClock(EVENING + timedelta(days=1))
    one = desk(tmp_path, House({"7": visit()}), clock)
    await one.desk.check_in(visit())
    task = asyncio.create_task(nightly(one.desk, clock).run())
    await asyncio.wait([task])

    assert clock.waited_for == [EVENING, EVENING + timedelta(hours=7), EVENING + timedelta(days=1)]
    assert await one.desk.present() == ()
    await one.delivery.flush(5)
    assert [(act.value, at) for act, _, at, _ in one.house.told] == [("arrive", NOW), ("leave", EVENING)]


async def test_who_comes_after_the_evening_stays_until_the_next(tmp_path: Path) -> None:
    clock = DeskClock(EVENING + timedelta(hours=1))
    one = desk(tmp_path, House({"7": visit()}), clock)
    await one.desk.check_in(visit())
    await nightly(one.desk, clock).once()
    assert len(await one.desk.present()) == 1

    clock.at = EVENING + timedelta(days=1)
    await nightly(one.desk, clock).once()
    assert await one.desk.present() == ()


async def test_an_evening_that_was_missed_is_made_up_for(tmp_path: Path) -> None:
    one = desk(tmp_path)
    await one.desk.check_in(visit())
    one.clock.at = EVENING + timedelta(days=2, hours=5)
    await nightly(one.desk, one.clock).once()
    await one.delivery.flush(5)

    assert await one.desk.present() == ()
    assert [at for _, _, at, _ in one.house.told][1:] == [EVENING + timedelta(days=2)]


async def test_where_nobody_is_checked_out_by_itself_everybody_stays(tmp_path: Path) -> None:
    one = desk(tmp_path)
    await one.desk.check_in(visit())
    one.clock.at = EVENING + timedelta(days=2)
    await nightly(one.desk, one.clock, None).once()

    assert len(await one.desk.present()) == 1


async def test_what_is_old_is_forgotten_at_the_start(tmp_path: Path) -> None:
    one = desk(tmp_path)
    await one.desk.check_in(visit())
    one.clock.at = NOW + timedelta(days=40)
    await nightly(one.desk, one.clock, None).once()

    assert await one.desk.present() == ()


async def test_a_saved_list_of_names_does_not_outlive_the_night(tmp_path: Path) -> None:
    one, saved = desk(tmp_path), tmp_path / "roll-call.csv"
    saved.write_text("Ada", encoding="utf-8")
    night = Nightly(one.desk, one.clock, ZONE, None, time(3), saved)

    for written, kept in ((EVENING, True), (EVENING - timedelta(days=1), False)):
        os.utime(saved, (written.timestamp(), written.timestamp()))
        one.clock.at = EVENING + timedelta(hours=1)
        await night.once()
        assert saved.exists() is kept
