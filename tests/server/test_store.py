"""The data file: whole writes, one owner, its own mode, and sentences where it cannot be used."""

import sqlite3
import stat
import sys
from pathlib import Path

import pytest

from kiosk.server.refusal import ServerFault
from kiosk.server.store import Store

INSERT = "INSERT INTO person (id, name, email) VALUES (1, 'Ada', 'ada@example.com')"


def people(connection: sqlite3.Connection) -> int:
    (count,) = connection.execute("SELECT count(*) FROM person").fetchone()
    return int(count)


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
async def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "office.sqlite"
    store = await Store.open(path)
    try:
        await store.write(lambda connection: connection.execute(INSERT))
        modes = {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    finally:
        await store.close()

    assert modes == {0o600}


async def test_a_write_that_fails_has_not_happened(tmp_path: Path) -> None:
    store = await Store.open(tmp_path / "office.sqlite")

    def half(connection: sqlite3.Connection) -> None:
        connection.execute(INSERT)
        raise LookupError

    with pytest.raises(LookupError):
        await store.write(half)
    assert await store.read(people) == 0
    await store.close()


async def test_what_was_written_is_there_after_opening_again(tmp_path: Path) -> None:
    for expected in (0, 1):
        store = await Store.open(tmp_path / "office.sqlite")
        assert await store.read(people) == expected
        await store.write(lambda connection: connection.execute(INSERT.replace("INSERT", "INSERT OR IGNORE")))
        await store.close()


async def test_a_second_server_is_kept_off_the_file(tmp_path: Path) -> None:
    store = await Store.open(tmp_path / "office.sqlite")
    with pytest.raises(ServerFault, match=r"office\.sqlite.*no other server"):
        await Store.open(tmp_path / "office.sqlite")
    await store.close()


async def test_a_file_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "office.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 1000")
    connection.close()

    with pytest.raises(ServerFault, match="version 1000"):
        await Store.open(path)


async def test_something_else_is_no_data_file(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear all, " * 500, encoding="ascii")

    with pytest.raises(ServerFault, match=r"letter\.txt"):
        await Store.open(path)
    assert path.read_text(encoding="ascii").startswith("Dear all")


async def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(ServerFault, match="office"):
        await Store.open(tmp_path / "file" / "office.sqlite")
