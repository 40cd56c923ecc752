"""What waits is delivered in order, with patience, once as far as the receiver honours the key."""

import asyncio
import logging
import sqlite3
from pathlib import Path
from random import Random

import pytest

from kiosk.backends.errors import NotAllowed, Rejected, ServerTrouble, Throttled, Unreachable
from kiosk.clock import Clock
from kiosk.sync.delivery import Delivery
from kiosk.sync.delivery_lane import Deliverer
from kiosk.sync.outbox_item import Item
from tests.sync.posting import LANE, OTHER, Faults, Receiver, delivery, draft, emptied, failing, outbox, rows
from tests.sync.storing import full


async def test_each_lane_arrives_in_order_and_the_outbox_is_empty(tmp_path: Path) -> None:
    box, here, there = outbox(tmp_path), Receiver(), Receiver()
    await box.put(*(draft(key) for key in "abc"), *(draft(key, OTHER) for key in "xy"))
    await emptied(box, {LANE: here.plain, OTHER: there.plain}, lambda: len(here.got + there.got) == 5)
    assert (here.tried, there.tried) == (list("abc"), list("xy"))
    assert await box.items() == ()


async def test_what_is_put_while_it_runs_is_delivered_without_waiting_for_the_next_look(tmp_path: Path) -> None:
    box, receiver = outbox(tmp_path), Receiver()
    work = asyncio.ensure_future(delivery(box, {LANE: receiver.plain}).run())
    for number in range(20):
        await box.put(draft(str(number)))
        await receiver.until(number + 1)
    work.cancel()
    await asyncio.wait([work])
    assert receiver.tried == [str(number) for number in range(20)]


async def test_what_another_program_put_is_found(tmp_path: Path) -> None:
    box, receiver = outbox(tmp_path), Receiver()
    await outbox(tmp_path).put(draft("0"))
    work = asyncio.ensure_future(emptied(box, {LANE: receiver.plain}, lambda: len(receiver.got) == 2))
    await receiver.until(1)
    await outbox(tmp_path).put(draft("1"))
    await work
    assert receiver.got == ["0", "1"]


async def test_a_receiver_that_fails_is_tried_again_and_keeps_the_order(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    box, receiver = outbox(tmp_path), Receiver(faults=[Unreachable("Nobody there."), NotAllowed("A wrong token.")])
    await box.put(draft("1", body=b"canary"), draft("2"))
    with caplog.at_level(logging.INFO):
        await emptied(box, {LANE: receiver.plain}, lambda: len(receiver.got) == 2)
    assert receiver.tried == ["1", "1", "1", "2"]
    assert "Nobody there." in caplog.text
    assert "canary" not in caplog.text


async def test_while_it_fails_why_and_since_when_is_known(tmp_path: Path) -> None:
    box = outbox(tmp_path)
    await box.put(draft("1"), draft("2"))
    receiver = Receiver(faults=[ServerTrouble("It failed.")])
    await delivery(box, {LANE: receiver.plain}).flush(20)
    (lane,) = await box.waiting()
    assert (lane.count, lane.trouble, lane.aside) == (2, "server_error", 0)
    item = await box.head(LANE)
    assert item is not None
    assert (lane.since, item.tries) == (item.put, 1)
    assert receiver.tried == ["1"]


async def test_a_receiver_that_asks_for_patience_gets_it(tmp_path: Path) -> None:
    box, receiver = outbox(tmp_path), Receiver(faults=[Throttled("Not now.", retry_after=500.0)])
    await box.put(draft("1"))
    clock = await emptied(box, {LANE: receiver.plain}, lambda: receiver.got)
    assert clock.waited >= 499.0


async def test_patience_is_kept_by_the_next_program_too(tmp_path: Path) -> None:
    box, receiver = outbox(tmp_path), Receiver(faults=[Throttled("Not now.", retry_after=500.0)])
    await box.put(draft("1"))
    for _ in range(3):
        await delivery(box, {LANE: receiver.plain}).flush(20)
    assert receiver.tried == ["1"]


async def test_what_is_refused_is_set_aside_with_its_reason_and_the_next_goes_on(tmp_path: Path) -> None:
    box, receiver = outbox(tmp_path), Receiver(faults=[Rejected("No such room.")])
    await box.put(draft("1"), draft("2"))
    await emptied(box, {LANE: receiver.plain}, lambda: receiver.got)
    assert receiver.got == ["2"]
    assert [(one.key, one.state, one.reason) for one in await box.items()] == [("1", "refused", "No such room.")]
    await box.send_again(["note"])
    await emptied(box, {LANE: receiver.plain}, lambda: len(receiver.got) == 2)
    assert receiver.got == ["2", "1"]


async def test_a_mistake_of_the_program_stops_neither_it_nor_the_others(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    box, seen = outbox(tmp_path), list[str]()

    async def deliver(item: Item) -> None:
        seen.append(item.key)
        if item.key == "1":
            raise KeyError(item.body)

    await box.put(draft("1", body=b"canary"), draft("2"))
    await emptied(box, {LANE: Deliverer(deliver)}, lambda: len(seen) == 2)
    assert [(one.key, one.state) for one in await box.items()] == [("1", "failed")]
    assert "KeyError" in caplog.text
    assert "canary" not in caplog.text


async def test_a_second_try_first_asks_whether_the_first_arrived(tmp_path: Path) -> None:
    box, receiver = outbox(tmp_path), Receiver()
    await box.put(draft("1"), draft("2"))
    item = await box.head(LANE)
    assert item is not None
    await box.begin(item)  # a program was killed here
    receiver.got.append("1")
    await emptied(box, {LANE: receiver.asked}, lambda: len(receiver.got) == 2)
    assert (receiver.tried, receiver.got) == (["2"], ["1", "2"])


async def test_what_arrived_is_not_sent_again_where_the_disk_does_not_take_the_note(tmp_path: Path) -> None:
    faults, receiver = Faults("COMMIT"), Receiver()
    box = failing(tmp_path, faults)
    await box.put(draft("1"))
    (tmp_path / "outbox.sqlite.ballast").unlink()

    async def deliver(item: Item) -> None:
        await receiver.deliver(item)
        faults.upcoming = [full()] * 5

    await emptied(box, {LANE: Deliverer(deliver)}, lambda: receiver.got and not faults.upcoming)
    assert receiver.tried == ["1"]
    assert await box.items() == ()


async def test_where_a_try_cannot_be_noted_nothing_is_sent(tmp_path: Path) -> None:
    faults, receiver = Faults("UPDATE item SET tries", [sqlite3.OperationalError("disk I/O error")]), Receiver()
    box = failing(tmp_path, faults)
    await box.put(draft("1"))
    await delivery(box, {LANE: receiver.plain}).flush(20)
    assert receiver.tried == []
    await delivery(box, {LANE: receiver.plain}).flush(20)
    assert receiver.got == ["1"]


async def test_one_program_delivers_and_the_next_takes_over(tmp_path: Path) -> None:
    box, first, second = outbox(tmp_path), Receiver(), Receiver()
    await box.put(draft("1"))
    at_it = asyncio.ensure_future(delivery(box, {LANE: first.plain}).run())
    await first.until(1)
    await box.put(draft("2", OTHER))
    other = outbox(tmp_path)
    await delivery(other, {OTHER: second.plain}).flush(20)
    assert second.tried == []
    at_it.cancel()
    await asyncio.wait([at_it])
    await emptied(other, {OTHER: second.plain}, lambda: second.got)
    assert second.got == ["2"]


async def test_a_lane_that_nobody_serves_waits(tmp_path: Path) -> None:
    box, receiver = outbox(tmp_path), Receiver()
    await box.put(draft("1", OTHER), draft("2"))
    await delivery(box, {LANE: receiver.plain}).flush(20)
    assert [(one.lane, one.count) for one in await box.waiting()] == [(OTHER, 1)]


async def test_a_slow_receiver_holds_up_neither_the_others_nor_the_end(tmp_path: Path) -> None:
    box, receiver = outbox(tmp_path), Receiver()

    async def never(_: Item) -> None:
        await asyncio.Event().wait()

    await box.put(draft("1"), draft("2", OTHER), draft("3", OTHER))
    await delivery(box, {LANE: Deliverer(never), OTHER: receiver.plain}).flush(1.0)
    assert receiver.got == ["2", "3"]
    assert [(one.lane, one.count) for one in await box.waiting()] == [(LANE, 1)]


async def test_with_nothing_to_deliver_the_file_is_left_alone(tmp_path: Path) -> None:
    await Delivery(outbox(tmp_path), {LANE: Receiver().plain}, Clock(), Random(1)).flush(20)
    assert not (tmp_path / "outbox.sqlite").exists()
    box = outbox(tmp_path)
    await box.put(draft("1"))
    assert rows(tmp_path, "SELECT tries FROM item") == [(0,)]
