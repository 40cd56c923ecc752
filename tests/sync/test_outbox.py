"""What is put into the outbox is on disk, once, in order, and nobody but its owner can read it."""

import asyncio
import logging
import sqlite3
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.clock import Clock
from kiosk.sync.filelock import FileLock
from kiosk.sync.outbox_file import OutboxBusy, OutboxError, OutboxFull
from kiosk.sync.outbox_item import Draft, Lane
from tests.sync.posting import LANE, NAME, OTHER, Faults, QuickClock, draft, failing, outbox, rows
from tests.sync.storing import error, full


class SetClock(Clock):
    """A clock that a test sets."""

    def __init__(self) -> None:
        super().__init__()
        self.at = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def wall(self) -> datetime:
        return self.at


async def test_what_was_put_is_there_for_every_program(tmp_path: Path) -> None:
    assert await outbox(tmp_path).put(draft("1", body=b"\x00{}"), draft("2", OTHER)) == (True, True)

    again = outbox(tmp_path)
    first = await again.head(LANE)
    assert first is not None
    assert (first.key, first.body, first.tries, first.lane) == ("1", b"\x00{}", 0, LANE)
    assert [(one.lane, one.count) for one in await again.waiting()] == [(OTHER, 1), (LANE, 1)]


async def test_a_lane_is_in_order(tmp_path: Path) -> None:
    box = outbox(tmp_path)
    for key in "dacb":
        await box.put(draft(key))
    order = []
    while (item := await box.head(LANE)) is not None:
        order.append(item.key)
        await box.delivered([item])
    assert order == list("dacb")


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
async def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    await outbox(folder).put(draft("1"))

    assert {stat.S_IMODE(one.stat().st_mode) for one in folder.glob(f"{NAME}*") if one.suffix != ".ballast"} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


async def test_looking_makes_no_file(tmp_path: Path) -> None:
    box = outbox(tmp_path)
    assert (await box.waiting(), await box.lanes(), await box.head(LANE), await box.one(LANE, "1")) == (
        (),
        (),
        None,
        None,
    )
    assert not box.file.mark
    assert not box.file.path.with_name(f"{NAME}.lock").exists()


async def test_a_key_is_kept_once_also_after_it_was_delivered(tmp_path: Path) -> None:
    box = outbox(tmp_path)
    assert await box.put(draft("1"), draft("1"), draft("1", OTHER)) == (True, False, True)
    item = await box.head(LANE)
    assert item is not None
    await box.delivered([item])
    assert await box.put(draft("1")) == (False,)
    assert await box.head(LANE) is None
    assert rows(tmp_path, "SELECT body FROM item WHERE state = 'delivered'") == [(b"",)]


async def test_the_same_again_within_its_time_is_not_put_twice(tmp_path: Path) -> None:
    clock = SetClock()
    box = outbox(tmp_path, clock)
    assert await box.put(draft("1", same="cold")) == (True,)
    clock.at += timedelta(minutes=9)
    assert await box.put(draft("2", same="cold"), draft("3", same="light"), draft("4", OTHER, same="cold")) == (
        False,
        True,
        True,
    )
    clock.at += timedelta(minutes=2)
    assert await box.put(draft("5", same="cold")) == (True,)


async def test_what_is_of_no_use_any_more_is_set_aside_and_said(tmp_path: Path) -> None:
    clock = SetClock()
    box = outbox(tmp_path, clock)
    await box.put(Draft(LANE, "1", b"{}", expires=clock.at + timedelta(hours=1)), draft("2"))
    clock.at += timedelta(hours=1)

    item = await box.head(LANE)
    assert item is not None
    assert item.key == "2"
    (lane,) = await box.waiting()
    assert (lane.count, lane.aside, lane.reasons) == (1, 1, ("It waited too long.",))


async def test_what_was_set_aside_is_kept_for_thirty_days(tmp_path: Path) -> None:
    clock = SetClock()
    box = outbox(tmp_path, clock)
    await box.put(draft("1"))
    item = await box.head(LANE)
    assert item is not None
    await box.set_aside(item, "refused", "The server said no.")
    clock.at += timedelta(days=29)
    await box.put(draft("2"))
    assert [one.reasons for one in await box.waiting()] == [("The server said no.",)]
    clock.at += timedelta(days=2)
    await box.put(draft("3"))
    assert [(one.count, one.aside) for one in await box.waiting()] == [(2, 0)]


async def test_what_was_refused_can_be_sent_again(tmp_path: Path) -> None:
    box = outbox(tmp_path)
    await box.put(draft("1"), draft("2", OTHER))
    for lane in (LANE, OTHER):
        item = await box.head(lane)
        assert item is not None
        await box.set_aside(item, "refused", "No.")
    assert await box.send_again(["note"]) == 1
    assert [(one.lane, one.count, one.aside) for one in await box.waiting()] == [(OTHER, 0, 1), (LANE, 1, 0)]


async def test_many_programs_put_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    boxes = [outbox(tmp_path) for _ in range(6)]
    await asyncio.gather(*(box.put(draft(f"{number}-{n}")) for number, box in enumerate(boxes) for n in range(10)))
    (lane,) = await outbox(tmp_path).waiting()
    assert lane.count == 60


async def test_a_program_that_does_not_let_go_is_said(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / f"{NAME}.lock")
    assert lock.take()
    clock = QuickClock()
    with pytest.raises(OutboxBusy, match="used by another"):
        await outbox(tmp_path, clock).put(draft("1"))
    lock.release()
    assert await outbox(tmp_path).put(draft("1")) == (True,)


async def test_a_put_that_is_cancelled_is_whole_or_not_there_and_blocks_nobody(tmp_path: Path) -> None:
    box = outbox(tmp_path)
    await box.put(draft("0"))
    for number in range(1, 30):
        work = asyncio.ensure_future(box.put(draft(f"{number}a"), draft(f"{number}b")))
        for _ in range(number % 4):
            await asyncio.sleep(0)
        work.cancel()
        await asyncio.wait([work])
    await box.put(draft("last"))
    keys = [one.key for one in await box.items()]
    assert {key[:-1] for key in keys if key.endswith("a")} == {key[:-1] for key in keys if key.endswith("b")}
    assert keys[-1] == "last"


async def test_a_full_disk_takes_the_ballast_and_then_is_said_with_nothing_half(tmp_path: Path) -> None:
    faults = Faults()
    box = failing(tmp_path, faults)
    await box.put(draft("1"))
    faults.upcoming = [full()]
    assert await box.put(draft("2")) == (True,)

    (tmp_path / f"{NAME}.ballast").unlink()
    faults.upcoming = [full()]
    with pytest.raises(OutboxFull, match="disk is full"):
        await box.put(draft("3"), draft("4"))
    assert [one.key for one in await box.items()] == ["1", "2"]


async def test_only_the_first_of_two_is_not_put_where_the_second_cannot_be(tmp_path: Path) -> None:
    box = failing(tmp_path, Faults("COMMIT", [error(sqlite3.SQLITE_IOERR, "disk I/O error")]))
    with pytest.raises(OutboxError, match="I/O"):
        await box.put(draft("1"), draft("2"))
    assert await box.items() == ()


@pytest.mark.parametrize("harm", [b"This is no database. " * 500, b"\0" * 9000])
async def test_a_damaged_file_is_moved_aside_and_said(
    tmp_path: Path, harm: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    box = outbox(tmp_path)
    await box.put(draft("1", body=b"Ada"))
    box.file.path.write_bytes(harm)
    with caplog.at_level(logging.WARNING):
        assert await box.put(draft("2")) == (True,)
    assert [one.key for one in await box.items()] == ["2"]
    (aside,) = box.file.damaged()
    assert (tmp_path / aside).read_bytes() == harm
    assert len(caplog.records) == 1
    assert aside in caplog.text


async def test_a_file_of_a_newer_program_is_left_as_it_is(tmp_path: Path) -> None:
    box = outbox(tmp_path)
    await box.put(draft("1"))
    rows(tmp_path, "PRAGMA user_version = 9")
    with pytest.raises(OutboxError, match="version 9"):
        await box.put(draft("2"))
    assert box.file.damaged() == ()
    with sqlite3.connect(box.file.path) as connection:
        assert connection.execute("SELECT key FROM item").fetchall() == [("1",)]
    connection.close()


async def test_an_item_that_was_altered_is_never_delivered(tmp_path: Path) -> None:
    box = outbox(tmp_path)
    await box.put(draft("0", body=b"too cold"), draft("1", body=b"too cold"), draft("2"), draft("3"))
    rows(tmp_path, "UPDATE item SET body = x'00' WHERE key = '0'")
    rows(tmp_path, "UPDATE item SET body = 'too cold' WHERE key = '1'")
    rows(tmp_path, "UPDATE item SET put = 'yesterday' WHERE key = '2'")
    item = await box.head(LANE)
    assert item is not None
    assert item.key == "3"
    assert [one.aside for one in await box.waiting()] == [3]


async def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutboxError, match="cannot be used"):
        await outbox(tmp_path / "file").put(draft("1"))


async def test_another_kind_of_thing_has_its_own_lane(tmp_path: Path) -> None:
    box = outbox(tmp_path)
    await box.put(draft("1", Lane("a", "x")), draft("2", Lane("a", "y")), draft("3", Lane("a", "x")))
    assert await box.lanes() == (Lane("a", "x"), Lane("a", "y"))
