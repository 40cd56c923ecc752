"""What is forgotten of visits, and when: not for a clock that is wrong by years, and in every copy."""

import asyncio
import os
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.server.forgetting import forget_visits
from kiosk.server.rules import HouseRules
from kiosk.server.run import open_office
from tests.server.conftest import FRIDAY, SteppedClock, written
from tests.server.office_things import THINGS_SQL

RULES = HouseRules(keep_visits_days=30)
TEN_YEARS = timedelta(days=3652)


class WatchedClock(SteppedClock):
    """Says when it is waited for, and for how long it has been; each wait ends when the test lets it."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.waits: asyncio.Queue[asyncio.Event] = asyncio.Queue()
        self.ticks = 0.0

    def monotonic(self) -> float:
        return self.ticks

    async def sleep(self, seconds: float) -> None:
        self.ticks += seconds
        self.at += timedelta(seconds=seconds)
        await self._wait()

    async def wait_until(self, instant: datetime) -> None:  # noqa: ARG002 - the clock's signature
        await self._wait()

    async def _wait(self) -> None:
        over = asyncio.Event()
        self.waits.put_nowait(over)
        await over.wait()


def visits(connection: sqlite3.Connection) -> int:
    (count,) = connection.execute("SELECT count(*) FROM visit").fetchone()
    return int(count)


def test_a_clock_ten_years_ahead_forgets_no_visit_until_it_stood_by_its_time_for_hours(office_path: Path) -> None:
    written(office_path, THINGS_SQL)

    async def story() -> None:
        clock = WatchedClock(FRIDAY + TEN_YEARS)
        async with open_office(office_path, clock, None, RULES) as office:
            before = await office.store.read(visits)
            assert before
            task, looks = asyncio.create_task(forget_visits(office, office_path)), 0
            while clock.ticks < 4 * 3600:
                over = await clock.waits.get()
                assert await office.store.read(visits) == before
                looks += 1
                over.set()
            await clock.waits.get()
            assert looks > 4
            assert await office.store.read(visits) == 0
            task.cancel()

    asyncio.run(story())


def test_what_was_put_aside_or_copied_goes_with_the_visits_in_it(office_path: Path) -> None:
    written(office_path, THINGS_SQL)
    kept = FRIDAY - timedelta(days=29)
    gone = FRIDAY - timedelta(days=31)
    ages = {"damaged-1": gone, "damaged-1-wal": gone, "damaged-2": kept, "version-3": gone, "version-4": kept}
    for name, written_at in ages.items():
        path = office_path.with_name(f"{office_path.name}.{name}")
        path.write_bytes(b"Ada")
        os.utime(path, (written_at.timestamp(), written_at.timestamp()))

    async def story() -> None:
        clock = WatchedClock(FRIDAY)
        async with open_office(office_path, clock, None, RULES) as office:
            task = asyncio.create_task(forget_visits(office, office_path))
            await clock.waits.get()
            assert await office.store.read(visits)
            task.cancel()

    asyncio.run(story())
    names = {one.name.removeprefix(f"{office_path.name}.") for one in office_path.parent.glob(f"{office_path.name}.*")}
    assert names == {name for name, at in ages.items() if at == kept}
