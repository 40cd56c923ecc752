"""An older data file is copied before it is brought up to date, and the copy is one that the older program reads."""

import sqlite3
import stat
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.server.backup import PARTIAL, copy_of, keep_copy
from kiosk.server.refusal import ServerFault
from kiosk.server.schema import VERSIONS
from kiosk.server.store import Store

ADA = "INSERT INTO person (id, name, email) VALUES (1, 'Ada', 'ada@example.com')"


def older(path: Path, version: int) -> None:
    """A data file as a program of that version left it, without having been closed in order."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        for script in VERSIONS[:version]:
            connection.executescript(script)
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute(ADA)


def asked(path: Path, sql: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        (found,) = connection.execute(sql).fetchone()
        return found


def names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


def people(connection: sqlite3.Connection) -> int:
    (count,) = connection.execute("SELECT count(*) FROM person").fetchone()
    return int(count)


@pytest.mark.parametrize("version", range(1, len(VERSIONS)))
async def test_the_copy_is_the_file_as_it_was(tmp_path: Path, version: int) -> None:
    path = tmp_path / "rooms.sqlite"
    older(path, version)
    store = await Store.open(path)
    assert await store.read(people) == 1
    await store.close()

    copy = copy_of(path, version)
    assert asked(path, "PRAGMA user_version") == len(VERSIONS)
    assert asked(copy, "PRAGMA user_version") == version
    assert asked(copy, "PRAGMA integrity_check") == "ok"
    assert asked(copy, "SELECT name FROM person") == "Ada"
    assert names(tmp_path) == {path.name, copy.name}


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
async def test_only_the_owner_can_read_the_copy(tmp_path: Path) -> None:
    path = tmp_path / "rooms.sqlite"
    older(path, 1)
    await (await Store.open(path)).close()
    assert stat.S_IMODE(copy_of(path, 1).stat().st_mode) == 0o600


async def test_neither_a_new_file_nor_one_that_is_up_to_date_is_copied(tmp_path: Path) -> None:
    path = tmp_path / "rooms.sqlite"
    for _ in range(2):
        await (await Store.open(path)).close()
    assert names(tmp_path) == {path.name}


async def test_what_a_broken_off_copy_left_is_no_hindrance(tmp_path: Path) -> None:
    path = tmp_path / "rooms.sqlite"
    older(path, 2)
    copy = copy_of(path, 2)
    copy.with_name(copy.name + PARTIAL).write_bytes(b"half")
    copy.write_bytes(b"old")
    await (await Store.open(path)).close()
    assert asked(copy, "SELECT name FROM person") == "Ada"
    assert names(tmp_path) == {path.name, copy.name}


async def test_without_a_copy_nothing_is_changed(tmp_path: Path) -> None:
    path = tmp_path / "rooms.sqlite"
    older(path, 1)
    copy_of(path, 1).mkdir()
    with pytest.raises(ServerFault, match=r"rooms\.sqlite"):
        await Store.open(path)
    assert asked(path, "PRAGMA user_version") == 1


async def test_who_waits_for_an_old_file_is_told_each_step(tmp_path: Path) -> None:
    path, told = tmp_path / "rooms.sqlite", list[str]()
    older(path, len(VERSIONS) - 2)
    await (await Store.open(path, say=told.append)).close()
    assert told == [
        "Looking through rooms.sqlite",
        "Keeping a copy of rooms.sqlite as it is",
        "Bringing the data up to date, step 1 of 2",
        "Bringing the data up to date, step 2 of 2",
    ]


async def test_the_way_back_is_the_older_program_and_the_copy(tmp_path: Path) -> None:
    """A step of tomorrow's program: today's says so and leaves the file alone, and runs with the copy in its place."""
    path = tmp_path / "rooms.sqlite"
    older(path, len(VERSIONS))
    with closing(sqlite3.connect(path, isolation_level=None)) as newer:
        keep_copy(newer, path, len(VERSIONS))
        newer.executescript(f"ALTER TABLE person ADD COLUMN nick TEXT; PRAGMA user_version = {len(VERSIONS) + 1}")
        newer.execute("INSERT INTO person (id, name, email, nick) VALUES (2, 'Bo', 'bo@example.com', 'B')")

    said = f"the data file has version {len(VERSIONS) + 1}, this program knows up to {len(VERSIONS)}: use the program"
    with pytest.raises(ServerFault, match=said):
        await Store.open(path)
    assert asked(path, "SELECT count(*) FROM person") == 2

    copy_of(path, len(VERSIONS)).replace(path)
    store = await Store.open(path)
    assert await store.read(people) == 1
    await store.close()
