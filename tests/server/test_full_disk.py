"""A real disk that is full: what is booked is shown, nothing is half written, and all goes on once there is room."""

import sqlite3
from functools import partial
from pathlib import Path

import pytest

from kiosk.server.store import Store
from tests.sync.conftest import small_disk
from tests.sync.storing import fill

__all__ = ["small_disk"]
ROWS = 200


def add(number: int, connection: sqlite3.Connection) -> None:
    """So many people at once, who need more room than is left in the pages that there are."""
    for one in range(ROWS):
        values = (f"{number}-{one} " + "x" * 500, f"{number}-{one}@example.com")
        connection.execute("INSERT INTO person (name, email) VALUES (?, ?)", values)


def people(connection: sqlite3.Connection) -> int:
    (count,) = connection.execute("SELECT count(*) FROM person").fetchone()
    return int(count)


async def fill_up(store: Store) -> None:
    """Until the disk takes no more."""
    for number in range(1, 100):
        await store.write(partial(add, number))


def aside(folder: Path) -> list[Path]:
    return list(folder.glob("*damaged*"))


async def test_a_full_disk_refuses_whole_writes_and_loses_none(small_disk: Path) -> None:
    store = await Store.open(small_disk / "office.sqlite")
    await store.write(partial(add, 0))
    filler = fill(small_disk)
    with pytest.raises(sqlite3.OperationalError, match=r"full|disk I/O"):
        await fill_up(store)
    kept = await store.read(people)
    assert kept % ROWS == 0
    assert kept >= ROWS

    filler.unlink()
    await store.write(partial(add, 1000))
    await store.close()
    again = await Store.open(small_disk / "office.sqlite")
    assert await again.read(people) == kept + ROWS
    await again.close()
    assert aside(small_disk) == []
