"""A clock that is wrong by ten years, or was: no arrival is forgotten for it, and none is kept for ever."""

from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from kiosk.domain.visiting import Act
from kiosk.visits.book import BOOK
from kiosk.visits.nightly import Nightly
from tests.visits.house import NOW, DeskClock, House, desk, unreachable, visit

TEN_YEARS = timedelta(days=3652)
EVENING = time(20)


class MovedClock(DeskClock):
    """Goes on with what is waited; `at` is set as somebody sets a wall clock."""

    def __init__(self, at: datetime = NOW) -> None:
        super().__init__(at)
        self.ticks = 0.0

    def monotonic(self) -> float:
        return self.ticks

    def goes_on(self, by: timedelta) -> None:
        self.ticks += by.total_seconds()
        self.at += by

    async def sleep(self, seconds: float) -> None:
        await super().sleep(seconds)
        self.goes_on(timedelta(seconds=seconds))


def nightly(one: object, clock: DeskClock, leave_at: time | None = EVENING) -> Nightly:
    return Nightly(one, clock, "Europe/Berlin", leave_at, time(3))  # type: ignore[arg-type] # a desk


@pytest.mark.parametrize("started_anew", [True, False])
async def test_a_clock_ten_years_ahead_forgets_nobody_and_sends_nobody_home(
    tmp_path: Path, *, started_anew: bool
) -> None:
    one = desk(tmp_path, House({"7": visit()}, down=unreachable()), MovedClock())
    await one.desk.check_in(visit())
    night = nightly(one.desk, one.clock)
    one.clock.at += TEN_YEARS
    await (nightly(one.desk, one.clock) if started_anew else night).once()
    assert len(await one.desk.present()) == 1

    one.clock.at -= TEN_YEARS
    await night.once()
    one.house.down = None
    await one.delivery.flush(5)
    assert [act for act, _, _, _ in one.house.told] == [Act.ARRIVE]


async def test_who_arrived_by_a_clock_ten_years_behind_is_not_forgotten_once_it_is_right(tmp_path: Path) -> None:
    clock = MovedClock(NOW - TEN_YEARS)
    one = desk(tmp_path, House({"7": visit()}, down=unreachable()), clock)
    await one.desk.check_in(visit())
    clock.at = NOW
    one.house.down = None
    await one.delivery.flush(5)
    assert [act for act, _, _, _ in one.house.told] == [Act.ARRIVE]

    await nightly(one.desk, clock).once()
    (here,) = await one.desk.present()
    assert here.since >= NOW


async def test_who_arrived_by_a_clock_ten_years_ahead_is_not_kept_for_ten_years(tmp_path: Path) -> None:
    clock = MovedClock(NOW + TEN_YEARS)
    one = desk(tmp_path, clock=clock)
    await one.desk.check_in(visit())
    clock.at = NOW
    night = nightly(one.desk, clock)
    await night.once()
    assert len(await one.desk.present()) == 1

    clock.goes_on(timedelta(hours=5))
    await night.once()
    clock.goes_on(timedelta(days=1))
    await night.once()
    assert await one.desk.present() == ()


async def test_a_clock_that_stands_by_its_time_for_hours_is_gone_by(tmp_path: Path) -> None:
    one = desk(tmp_path, clock=MovedClock())
    await one.desk.check_in(visit())
    one.clock.at += timedelta(days=365)
    night = nightly(one.desk, one.clock, None)
    await night.once()
    assert len(await one.desk.present()) == 1

    assert isinstance(one.clock, MovedClock)
    one.clock.goes_on(timedelta(hours=5))
    await night.once()
    assert b"Lovelace" not in (tmp_path / BOOK).read_bytes()


async def test_a_damaged_file_with_names_in_it_is_not_kept_for_longer_than_they_are(tmp_path: Path) -> None:
    one = desk(tmp_path)
    (tmp_path / BOOK).write_bytes(b"Ada Lovelace, and no database" * 400)
    await one.desk.present()
    (aside,) = one.desk.book.outbox.file.damaged()
    written = datetime.fromtimestamp((tmp_path / aside).stat().st_mtime, tz=NOW.tzinfo)

    one.clock.at = written + timedelta(days=29)
    await one.desk.purge()
    assert (tmp_path / aside).exists()
    one.clock.at = written + timedelta(days=31)
    await one.desk.purge()
    assert one.desk.book.outbox.file.damaged() == ()
