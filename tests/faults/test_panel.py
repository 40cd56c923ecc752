"""Every fault between a door and its server: what the door shows meanwhile, and how soon it is well again."""

import logging
from pathlib import Path

import pytest

from kiosk.backends.local.backend import open_local
from kiosk.domain.state import Status
from tests.backends.local_house import TOKEN
from tests.faults.damage import Damage, drip, late, whole
from tests.faults.door import POLL, Door, at_the_door
from tests.faults.kinds import EVERY, Fault
from tests.faults.truth import check, check_policy

pytestmark = pytest.mark.slow
BEGINS, ENDS = 2.0, 18.0  # minutes: one meeting begins and ends, another begins, and what is known becomes too old
RECOVERY = POLL + 2.0


@pytest.mark.parametrize("fault", EVERY, ids=lambda one: one.name)
def test_a_door_stays_true_and_calm_and_is_soon_well_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, fault: Fault
) -> None:
    caplog.set_level(logging.INFO, "kiosk")

    async def story(door: Door) -> None:
        await door.until(BEGINS)
        assert door.trouble is None
        await fault.begin(door)
        await door.until(ENDS)
        assert door.trouble is fault.trouble
        assert door.now.state.status is Status.UNKNOWN
        assert (door.now.view.connection, door.now.view.note.partition(" · ")[2]) == (fault.mark, fault.note)
        await fault.end(door)
        assert await door.well() <= max(RECOVERY, fault.asked_for)
        check(door.shown, door.line.good, door.loop.time())
        assert (door.now.state.status, door.now.view.note, door.now.view.connection) == (Status.OCCUPIED, "", "online")

    at_the_door(tmp_path, story)
    told = [record.getMessage() for record in caplog.records if record.name == "kiosk.sync.feed"]
    assert len(set(told)) == len(told), "nothing is told twice"
    assert told[-1] == "Rooms: all is well again."
    assert TOKEN not in caplog.text


@pytest.mark.parametrize("damage", [late(4.0), drip(40, 0.1)], ids=["late", "drip"])
def test_what_is_slow_but_whole_troubles_nobody(tmp_path: Path, damage: Damage) -> None:
    async def story(door: Door) -> None:
        door.line.damage = damage
        await door.until(6.0)
        door.line.damage = whole
        assert door.trouble is None
        assert all(one.feed.connection.trouble is None for one in door.shown)
        assert door.now.state.status is Status.OCCUPIED

    at_the_door(tmp_path, story, open_local)


def test_the_figures_of_these_tests_are_the_programs() -> None:
    check_policy()


def test_the_check_sees_a_wrong_free_and_a_wrong_age(tmp_path: Path) -> None:
    async def story(door: Door) -> None:
        await door.until(6.0)
        check(door.shown, door.line.good, door.loop.time())
        free = [one for one in door.shown if one.state.status is not Status.OCCUPIED]
        with pytest.raises(AssertionError, match="expected"):
            check(free, door.line.good, door.loop.time())
        with pytest.raises(AssertionError, match="as old"):
            check(door.shown, door.line.good[:2], door.loop.time())

    at_the_door(tmp_path, story)
