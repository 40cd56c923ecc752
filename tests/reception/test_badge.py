"""A badge on its way to the printer, as the screen tells it: from the outbox, and only what is so."""

from pathlib import Path

import pytest

from kiosk.reception.badge import LANE, badge_states
from kiosk.sync.outbox import Outbox
from kiosk.sync.outbox_file import OutboxFile
from kiosk.sync.outbox_item import Draft
from tests.visits.house import DeskClock


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    clock = DeskClock()
    return Outbox(OutboxFile(tmp_path / "visits.sqlite", clock), clock)


async def states(outbox: Outbox, key: str = "key") -> list[str]:
    return [one async for one in badge_states(outbox, DeskClock(), key)]


async def test_without_a_printer_nothing_is_said(outbox: Outbox) -> None:
    assert await states(outbox) == []


async def test_a_badge_that_came_out_is_said_to_be_there(outbox: Outbox) -> None:
    await outbox.put(Draft(LANE, "key", b""))
    item = await outbox.head(LANE)
    assert item is not None
    await outbox.delivered([item])
    assert await states(outbox) == ["printed"]


async def test_one_that_does_not_come_out_is_asked_for_at_the_desk(outbox: Outbox) -> None:
    await outbox.put(Draft(LANE, "key", b""))
    item = await outbox.head(LANE)
    assert item is not None
    await outbox.failed(item, "unreachable")
    assert await states(outbox) == ["failed"]


async def test_one_that_takes_too_long_is_asked_for_too(outbox: Outbox) -> None:
    await outbox.put(Draft(LANE, "key", b""))
    assert await states(outbox) == ["printing", "failed"]
