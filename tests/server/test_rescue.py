"""A damaged data file: kept aside, said, and begun anew with what can be read of it; a whole one is left alone."""

import logging
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from kiosk.server.refusal import ServerFault
from kiosk.server.store import Store

Harm = Callable[[Path], None]
PEOPLE = 4000
NAME = "office.sqlite"


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size * 3 // 4)


def cut_to_a_stub(path: Path) -> None:
    os.truncate(path, 50)


def zeros(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def a_lost_page(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(path.read_bytes().index(b"Person 2000") // 4096 * 4096)
        file.write(Random(1).randbytes(4096))


def no_roots(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(100)
        file.write(Random(1).randbytes(4096 * 4))


def fill(connection: sqlite3.Connection) -> None:
    rows = [(number, f"Person {number}", f"p{number}@example.com") for number in range(1, PEOPLE + 1)]
    connection.executemany("INSERT INTO person (id, name, email) VALUES (?, ?, ?)", rows)


def add(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO person (id, name, email) VALUES (99999, 'Ada', 'ada@example.com')")


def people(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    return [(row[0], row[1]) for row in connection.execute("SELECT id, name FROM person ORDER BY id")]


async def office(folder: Path) -> Path:
    store = await Store.open(folder / NAME)
    await store.write(fill)
    await store.close()
    return folder / NAME


def aside(folder: Path) -> list[str]:
    return sorted(
        one.name for one in folder.iterdir() if "damaged" in one.name and not one.name.endswith(("wal", "shm"))
    )


@pytest.mark.parametrize(
    ("word", "broken"),
    [
        (b"NULL AND NEW.ends", b"NULL AND\xa0NEW.ends"),  # SQLite's own message quotes it, and is no text any more
        (b"name TEXT NOT NULL, email", b"nbme TEXT NOT NULL, email"),
    ],
)
async def test_a_broken_word_in_what_a_file_says_of_its_tables_costs_no_row(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, word: bytes, broken: bytes
) -> None:
    path = await office(tmp_path)
    whole = path.read_bytes()
    harmed = whole.replace(word, broken, 1)
    assert harmed != whole
    path.write_bytes(harmed)
    store = await Store.open(path)
    assert await store.read(people) == [(number, f"Person {number}") for number in range(1, PEOPLE + 1)]
    await store.close()
    assert "is damaged" in caplog.text


@pytest.mark.parametrize(
    ("harm", "least"),
    [(cut, 1000), (a_lost_page, 2000), (cut_to_a_stub, 0), (zeros, 0), (no_roots, 0)],
)
async def test_what_can_be_read_is_taken_over_and_the_rest_is_kept(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, harm: Harm, least: int
) -> None:
    path = await office(tmp_path)
    harm(path)
    damaged = path.read_bytes()
    store = await Store.open(path)
    found = await store.read(people)
    await store.write(add)
    await store.close()

    assert least <= len(found) < PEOPLE
    assert all(name == f"Person {number}" for number, name in found)
    assert aside(tmp_path) == [f"{NAME}.damaged-1"]
    assert (tmp_path / f"{NAME}.damaged-1").read_bytes() == damaged
    (said,) = caplog.records
    assert said.levelno == logging.ERROR
    assert f"{NAME} is damaged" in said.getMessage()
    assert "not all that there were" in said.getMessage()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def test_a_damaged_index_costs_no_row(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = await office(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE tbl_name = 'person' AND type = 'index'"
        ).fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(Random(1).randbytes(4096))
    store = await Store.open(path)
    assert len(await store.read(people)) == PEOPLE
    await store.close()
    assert "of it." in caplog.text


async def test_what_belongs_to_something_lost_is_not_taken_over(tmp_path: Path) -> None:
    path = await office(tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("INSERT INTO floor (id, building_id, name, position) VALUES (1, 77, 'Ground', 0)")
    a_lost_page(path)
    store = await Store.open(path)
    assert await store.read(lambda one: one.execute("SELECT count(*) FROM floor").fetchone()[0]) == 0
    await store.close()


async def test_at_most_three_damaged_files_are_kept(tmp_path: Path) -> None:
    path = await office(tmp_path)
    for _ in range(5):
        zeros(path)
        await (await Store.open(path)).close()

    assert aside(tmp_path) == [f"{NAME}.damaged-{number}" for number in (1, 2, 3)]


async def test_where_nothing_can_be_begun_the_damaged_file_stays(tmp_path: Path) -> None:
    path = await office(tmp_path)
    a_lost_page(path)
    damaged = path.read_bytes()
    (tmp_path / f"{NAME}.rescued").mkdir()
    with pytest.raises(ServerFault, match=NAME):
        await Store.open(path)

    assert path.read_bytes() == damaged
    assert aside(tmp_path) == []


async def test_a_whole_file_is_left_alone(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = await office(tmp_path)
    store = await Store.open(path)
    assert len(await store.read(people)) == PEOPLE
    await store.close()

    assert aside(tmp_path) == []
    assert caplog.text == ""
