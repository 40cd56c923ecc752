"""A disk that is really full, and a file in which any bit may have turned: what is kept stays what it was."""

import asyncio
import logging
import shutil
from pathlib import Path
from random import Random

import pytest

from kiosk.sync.outbox_file import OutboxError, OutboxFull
from tests.sync.posting import LANE, NAME, OTHER, Receiver, delivery, draft, outbox
from tests.sync.storing import fill

TRUTH = {str(number): (f"body {number} " * 100).encode() for number in range(48)}


async def kept(folder: Path) -> None:
    await outbox(folder).put(*(draft(key, (LANE, OTHER)[int(key) % 2], body) for key, body in TRUTH.items()))


async def drained(folder: Path) -> dict[str, bytes]:
    box, found = outbox(folder), dict[str, bytes]()
    for lane in (LANE, OTHER):
        while (item := await box.head(lane)) is not None:
            found[item.key] = item.body
            await box.begin(item)
            await box.delivered([item])
    await box.waiting()
    return found


@pytest.mark.slow
def test_any_flipped_byte_costs_items_at_most_and_never_alters_one(ram_path: Path) -> None:
    asyncio.run(kept(ram_path))
    whole, rng, lost = (ram_path / NAME).read_bytes(), Random(3), list[int]()
    for attempt in range(40):
        harmed = bytearray(whole)
        harmed[rng.randrange(100, len(harmed))] ^= 1 << rng.randrange(8)
        folder = ram_path / str(attempt)
        folder.mkdir()
        (folder / NAME).write_bytes(harmed)
        found = asyncio.run(drained(folder))
        assert all(TRUTH[key] == body for key, body in found.items())
        lost.append(len(TRUTH) - len(found))
        shutil.rmtree(folder)
    assert sum(lost) < len(TRUTH) * len(lost) / 4, "most is saved of most files"


async def test_what_can_be_read_of_a_damaged_file_is_saved(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    await kept(tmp_path)
    harmed = bytearray((tmp_path / NAME).read_bytes())
    middle = harmed.index(b"body 24 body") // 4096 * 4096
    harmed[middle : middle + 4096] = b"\xff" * 4096
    (tmp_path / NAME).write_bytes(harmed)
    with caplog.at_level(logging.WARNING):
        found = await drained(tmp_path)
    assert len(TRUTH) - 20 < len(found) < len(TRUTH)
    assert {key: TRUTH[key] for key in found} == found
    assert "were saved" in caplog.text
    assert list(found) == sorted(found, key=lambda key: (int(key) % 2, int(key)))
    assert len(outbox(tmp_path).file.damaged()) == 1


async def test_a_really_full_disk_is_said_and_loses_nothing(small_disk: Path) -> None:
    box, receiver = outbox(small_disk), Receiver()
    await box.put(draft("1"))
    filler = fill(small_disk)
    assert await box.put(draft("2")) == (True,), "the ballast made room"
    fill(small_disk)
    with pytest.raises(OutboxFull):
        await box.put(draft("3"), draft("4", body=b"x" * 300_000))
    assert [item.key for item in await box.items()] == ["1", "2"]
    filler.unlink()
    assert await box.put(draft("3")) == (True,)
    await delivery(box, {LANE: receiver.plain}).flush(20)
    assert receiver.got == ["1", "2", "3"]
    assert await box.items() == ()


async def test_on_a_full_disk_what_arrived_is_still_noted_or_not_sent_twice(small_disk: Path) -> None:
    box, receiver = outbox(small_disk), Receiver()
    await box.put(draft("1"), draft("2"))
    fill(small_disk)
    for _ in range(5):
        try:
            await delivery(box, {LANE: receiver.plain}).flush(20)
        except OutboxError:
            continue
    assert len(receiver.tried) == len(set(receiver.tried))
