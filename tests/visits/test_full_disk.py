"""A real disk that is full: who stands at the desk is not told to be in, and is received once there is room."""

import os
import sqlite3
from pathlib import Path

import pytest

from kiosk.domain.visiting import Found, Outcome
from kiosk.sync.outbox_file import OutboxFull
from kiosk.visits.book import BOOK
from tests.sync.conftest import small_disk
from tests.visits.house import Desk, House, desk, visit

__all__ = ["small_disk"]


def fill(folder: Path) -> Path:
    """Write until nothing more fits."""
    path = folder / "filler"
    with path.open("wb", buffering=0) as filler:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while True:
                    filler.write(os.urandom(size))
            except OSError:
                continue
    return path


async def receive_all(one: Desk, told: set[str]) -> None:
    """Until the disk takes no more."""
    for each in tuple(one.house.visits.values()):
        told.add((await one.desk.check_in(each)).key)


async def test_on_a_full_disk_nobody_is_told_to_be_in_and_nothing_is_lost(small_disk: Path) -> None:
    house = House({str(number): visit(number, f"CODE{number:04}") for number in range(4000)})
    one, told = desk(small_disk, house), set[str]()
    filler = fill(small_disk)
    with pytest.raises(OutboxFull):
        await receive_all(one, told)
    found = await one.desk.look_up("CODE3999")
    assert isinstance(found, Found)
    assert found.outcome is Outcome.FOUND, "who stands there is greeted all the same"

    filler.unlink()
    last = await one.desk.check_in(house.visits["3999"])
    assert last.outcome is Outcome.CHECKED_IN
    await one.delivery.flush(60)
    assert {key for _, _, _, key in house.told} == told | {last.key}
    with sqlite3.connect(small_disk / BOOK) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
