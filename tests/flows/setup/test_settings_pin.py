"""Nobody comes into the settings without the PIN."""

import asyncio
from pathlib import Path

import pytest

from kiosk.clock import Clock
from kiosk.setup.pin import PinFiles, PinLock
from tests.flows.setup.doors import PIN, SettingsDoor, panel, phrases


@pytest.fixture
async def door(tmp_path: Path, served: str) -> SettingsDoor:
    """The settings, with the PIN typed."""
    one = SettingsDoor(panel(tmp_path, served))
    await one.type(PIN)
    return one


@pytest.mark.parametrize(
    "key", ["menu", "menu:", "connection", "room", "set:de", "checks", "export", "restart", "file"]
)
async def test_no_key_leads_past_the_pin(tmp_path: Path, served: str, key: str) -> None:
    door = SettingsDoor(panel(tmp_path, served))
    await door.choose(key)
    await door.type("0000")
    await door.choose(key)

    assert {view.name for view in door.stand.shown} <= {"settings-pin", "settings-checking"}
    assert door.stand.opened == []
    assert door.restarts == 0


async def test_a_first_pin_is_chosen_and_typed_twice(tmp_path: Path, served: str) -> None:
    device = panel(tmp_path, served)
    PinFiles(tmp_path / "state").clear()
    door = SettingsDoor(device)
    assert door.view.name == "settings-pin_new"
    await door.type("1111")
    assert door.view.note == phrases("en").note("pin_unusable")
    await door.type("2468")
    assert door.view.name == "settings-pin_again"
    await door.type("2469")
    assert (door.view.name, door.view.note) == ("settings-pin_new", phrases("en").note("pin_differs"))
    await door.type("2468")
    await door.type("2468")
    assert door.view.name == "settings-menu"

    again = SettingsDoor(device)
    await again.type("2468")
    assert again.view.name == "settings-menu"


async def test_wrong_tries_cost_a_pause_that_the_sheet_tells(tmp_path: Path, served: str) -> None:
    door = SettingsDoor(panel(tmp_path, served))
    await door.type("0000")
    assert door.view.note == phrases("en").pause(0.0, wrong=True)
    await door.type("0000")
    await door.type("0000")
    assert "1 min" in door.view.note.replace("\u00a0", " ")
    await door.type(PIN)
    assert door.view.name == "settings-pin"
    assert door.view.note == phrases("en").pause(door.lock.wait(), wrong=False)


async def test_the_pause_is_the_same_after_the_sheet_was_closed(tmp_path: Path, served: str) -> None:
    door = SettingsDoor(panel(tmp_path, served))
    for _ in range(3):
        await door.type("0000")
    door.flow.closed()
    later = SettingsDoor(door.device, door.lock)

    assert later.view.note == phrases("en").pause(door.lock.wait(), wrong=False)


async def test_a_damaged_pin_opens_nothing(tmp_path: Path, served: str) -> None:
    device = panel(tmp_path, served)
    await asyncio.to_thread((tmp_path / "state" / "pin").write_text, "rubbish")
    door = SettingsDoor(device)
    await door.type(PIN)

    assert (door.view.name, door.view.note) == ("settings-pin", phrases("en").note("pin_trouble"))


async def test_closing_locks_again(door: SettingsDoor) -> None:
    door.flow.closed()
    door.flow.begin(door.stand)

    assert door.view.name == "settings-pin"


async def test_a_pin_that_was_right_too_late_opens_nothing(tmp_path: Path, served: str) -> None:
    door = SettingsDoor(panel(tmp_path, served))
    door.flow.typed(PIN)
    door.flow.entered()
    shown = len(door.stand.shown)
    door.flow.closed()
    await door.stand.settle()

    assert len(door.stand.shown) == shown


async def test_the_pin_can_be_changed(door: SettingsDoor) -> None:
    await door.choose("pin")
    await door.type("2468")
    await door.type("2468")
    assert (door.view.name, door.view.note) == ("settings-menu", phrases("en").note("pin_kept"))

    later = SettingsDoor(door.device, PinLock(door.device.pin_files(), Clock()))
    await later.type(PIN)
    assert later.view.name == "settings-pin"
    await later.type("2468")
    assert later.view.name == "settings-menu"


async def test_a_pin_of_the_config_cannot_be_changed_here(tmp_path: Path, served: str) -> None:
    device = panel(tmp_path, served)
    kept = str(device.pin_files().pin())
    door = SettingsDoor(panel(tmp_path, served, more=f'pin_hash = "{kept}"\n'))
    await door.type(PIN)

    assert "pin" not in door.items


async def test_a_wrong_pin_leaves_an_empty_field(tmp_path: Path, served: str) -> None:
    door = SettingsDoor(panel(tmp_path, served))
    door.flow.typed("0000")
    assert door.view.entry is not None
    assert (door.view.entry.text, door.view.entry.secret) == ("0000", True)
    door.flow.entered()
    await door.stand.settle()

    assert door.view.entry is not None
    assert door.view.entry.text == ""
