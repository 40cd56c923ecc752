import asyncio
import logging
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from kiosk.clock import Clock
from kiosk.sync.store import Store
from tests.sync.scripted import agenda, meeting
from tests.sync.storing import ME, NAME, Faults, ManualClock, error, fill, full, mount, opened, opened_with

Harm = Callable[[Path], None]
ROOT = Path(__file__).resolve().parents[2]


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def cut_to_a_stub(path: Path) -> None:
    os.truncate(path, 50)


def scribble(path: Path) -> None:
    path.write_bytes(b"This is no database. " * 500)


def zeros(path: Path) -> None:
    path.write_bytes(b"\0" * path.stat().st_size)


def a_newer_version(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def other_tables(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE agenda")
    connection.close()


def content(path: Path) -> bytes:
    return path.read_bytes()


def set_aside(folder: Path) -> list[Path]:
    return [path for path in folder.glob(f"{NAME}.damaged-*") if not path.name.endswith(("-wal", "-shm"))]


async def kept(folder: Path) -> None:
    with opened(folder) as store:
        await store.save_agendas(ME, [agenda(meeting(0, 60), room_id=str(number)) for number in range(200)])


@pytest.mark.parametrize("harm", [cut, cut_to_a_stub, scribble, zeros, a_newer_version, other_tables])
async def test_a_damaged_file_is_set_aside_told_once_and_made_anew(
    tmp_path: Path, harm: Harm, caplog: pytest.LogCaptureFixture
) -> None:
    await kept(tmp_path)
    harm(tmp_path / NAME)
    with caplog.at_level(logging.WARNING), opened(tmp_path) as store:
        store.read_agendas(ME, [])
        await store.save_agendas(ME, [agenda(meeting(0, 60))])
        assert store.trouble is None
        assert store.read_agendas(ME, ["1"]) == (agenda(meeting(0, 60)),)
    assert len(set_aside(tmp_path)) == 1
    assert len([record for record in caplog.records if "is damaged" in record.getMessage()]) == 1
    with opened(tmp_path) as store:
        assert store.read_agendas(ME, ["1"]) == (agenda(meeting(0, 60)),)


def test_any_flipped_byte_costs_rows_at_most_and_never_alters_one(tmp_path: Path) -> None:
    asyncio.run(kept(tmp_path))
    whole = content(tmp_path / NAME)
    rng = Random(11)
    truth = {str(number): agenda(meeting(0, 60), room_id=str(number)) for number in range(200)}
    for attempt in range(100):
        harmed = bytearray(whole)
        harmed[rng.randrange(len(harmed))] ^= 1 << rng.randrange(8)
        folder = tmp_path / str(attempt)
        folder.mkdir()
        (folder / NAME).write_bytes(harmed)
        with opened(folder) as store:
            assert all(truth[one.room.id] == one for one in store.read_agendas(ME, []))
        shutil.rmtree(folder)


async def test_one_unreadable_row_costs_only_its_room(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        await store.save_agendas(ME, [agenda(room_id=room) for room in ("1", "2", "3", "4")])
        store.save_enums(ME, {"a": 1})
    with sqlite3.connect(tmp_path / NAME) as connection:
        connection.execute("UPDATE agenda SET body = '{\"room\": 1}' WHERE room_id = '1'")
        connection.execute("UPDATE agenda SET format = 99 WHERE room_id = '2'")
        connection.execute("UPDATE agenda SET as_of = 'yesterday' WHERE room_id = '3'")
        connection.execute("UPDATE fact SET body = 'x'")
    connection.close()
    with opened(tmp_path) as store:
        assert [one.room.id for one in store.read_agendas(ME, [])] == ["4"]
        assert store.read_enums(ME) == {}
        assert store.trouble is None


async def test_damage_found_while_writing_costs_nothing_that_is_known(tmp_path: Path) -> None:
    faults, clock = Faults(), ManualClock()
    with opened_with(tmp_path, faults, clock) as store:
        await store.save_agendas(ME, [agenda(room_id="1"), agenda(room_id="2")])
        faults.upcoming = [error(sqlite3.SQLITE_CORRUPT, "database disk image is malformed")]
        await store.save_agendas(ME, [agenda(meeting(0, 60), room_id="2")])
        assert store.trouble is None
        assert store.read_agendas(ME, []) == (agenda(room_id="1"), agenda(meeting(0, 60), room_id="2"))


async def test_a_full_disk_takes_the_ballast_first(tmp_path: Path) -> None:
    faults, ballast = Faults(), tmp_path / f"{NAME}.ballast"
    with opened_with(tmp_path, faults, ManualClock()) as store:
        await store.save_agendas(ME, [agenda()])
        assert len(content(ballast)) == 256 * 1024
        made = content(ballast)
        faults.upcoming = [full()]
        await store.save_agendas(ME, [agenda(meeting(0, 60))])
        assert store.trouble is None
        assert store.read_agendas(ME, ["1"]) == (agenda(meeting(0, 60)),)
        assert content(ballast) != made, "it was given up, and made again when there was room"


async def test_a_disk_that_stays_full_is_told_and_tried_again_later(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    faults, clock = Faults(), ManualClock()
    with caplog.at_level(logging.INFO), opened_with(tmp_path, faults, clock) as store:
        faults.always = full()
        for _ in range(10):
            clock.seconds += 30.0
            await store.save_agendas(ME, [agenda(meeting(0, clock.seconds))])
        assert store.trouble is not None
        assert "full" in store.trouble
        assert faults.written() <= 12
        faults.always = None
        clock.seconds += 61.0
        await store.save_agendas(ME, [agenda(meeting(0, 90))])
        assert store.trouble is None
        assert store.read_agendas(ME, ["1"]) == (agenda(meeting(0, 90)),)
    assert len([record for record in caplog.records if record.name == "kiosk.sync.disk"]) == 2


async def test_an_error_of_the_program_is_not_swallowed_by_the_worker(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.save_enums(ME, {"a": object()})  # type: ignore[dict-item]
        with pytest.raises(TypeError):
            await store.flush()
        store.save_enums(ME, {"a": 1})
        await store.flush()
        assert store.read_enums(ME) == {"a": 1}


async def test_where_no_file_can_be_made_the_store_goes_on_without(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("a file where a folder is meant")
    with opened(tmp_path / "folder") as store:
        assert store.read_agendas(ME, ["1"]) == ()
        await store.save_agendas(ME, [agenda()])
        assert store.trouble is not None


async def test_a_really_full_disk_costs_nothing_already_kept_and_is_recovered_from(small_disk: Path) -> None:
    clock = ManualClock()
    with opened(small_disk, clock) as store:
        await store.save_agendas(ME, [agenda(room_id="1")])
        filler = fill(small_disk)
        await store.save_agendas(ME, [agenda(room_id="2")])
        assert store.trouble is None, "the ballast made room"
        fill(small_disk)
        rooms = [agenda(*(meeting(n, n + 1, "x" * 2000) for n in range(30)), room_id=f"r{room}") for room in range(10)]
        await store.save_agendas(ME, rooms)
        assert store.trouble is not None
        assert {one.room.id for one in store.read_agendas(ME, [])} == {"1", "2"}
        filler.unlink()
        clock.seconds += 61.0
        await store.save_agendas(ME, rooms[:1])
        assert store.trouble is None
        assert len(store.read_agendas(ME, [])) == 12
    with opened(small_disk) as store:
        assert len(store.read_agendas(ME, [])) == 12


async def test_a_disk_that_became_read_only_is_read_and_not_written(small_disk: Path) -> None:
    with opened(small_disk) as store:
        await store.save_agendas(ME, [agenda()])
    mount("-o", "remount,ro", small_disk)
    with opened(small_disk) as store:
        assert store.read_agendas(ME, ["1"]) == (agenda(),)
        await store.save_agendas(ME, [agenda(meeting(0, 60))])
        assert store.trouble is not None


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_a_killed_writer_loses_nothing_that_was_written(tmp_path: Path, seed: int) -> None:
    path, rng = tmp_path / NAME, Random(seed)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.sync.killed", str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        confirmed = -1
        for _ in range(rng.randrange(5, 200)):
            confirmed = int(writer.stdout.readline())
        writer.kill()
        rest = writer.stdout.read().split("\n")[:-1]
    confirmed = max([confirmed, *map(int, rest)])
    store = Store.open(path, Clock())
    rooms = store.read_agendas(ME, [])
    store.close()
    rounds = {len(one.appointments) and int(one.appointments[0].id) for one in rooms}
    assert len(rooms) == 5
    assert len(rounds) == 1, "all rooms of one save, or none"
    assert rounds.pop() >= confirmed
    assert not list(tmp_path.glob("*.damaged*"))
