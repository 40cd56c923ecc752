"""The settings: nobody comes in without the PIN, and each change is written and begun anew."""

import asyncio
import logging
from pathlib import Path

import pytest

from kiosk.clock import Clock
from kiosk.config_file import load
from kiosk.flows.settings import SettingsFlow
from kiosk.flows.setup import SetupFlow
from kiosk.i18n import languages
from kiosk.phrases_setup import SetupPhrases
from kiosk.secret import read_token
from kiosk.setup.code import PREFIX, read_code
from kiosk.setup.device import Device
from kiosk.setup.pin import PinFiles, PinLock
from kiosk.setup.portable import FILE_NAME
from kiosk.viewmodels.sheet_view import SheetView
from kiosk.wording import Words
from tests.flows.stand import Stand
from tests.setup.panels import TOKEN, config_at, device_at

PIN = "4711"
WRITING = {"connection", "room", "language", "look", "times", "brightness", "import"}


def phrases(language: str) -> SetupPhrases:
    return SetupPhrases(language, Words(language))


class Door:
    """A settings flow at a stand; `code` is the last text that was drawn as a QR code."""

    def __init__(self, device: Device, lock: PinLock | None = None) -> None:
        self.stand = Stand()
        self.restarts = 0
        self.code = ""
        self.device = device
        self.lock = lock or device.lock()
        self.flow = SettingsFlow(
            device, self.lock, phrases, languages(), self._drawn, self._restart, lambda: "Victoria"
        )
        self.flow.begin(self.stand)

    @property
    def view(self) -> SheetView:
        return self.stand.view

    @property
    def items(self) -> set[str]:
        return {row.key for row in self.view.rows}

    async def type(self, text: str) -> None:
        self.flow.typed(text)
        self.flow.entered()
        await self.stand.settle()

    async def choose(self, key: str) -> None:
        self.flow.chosen(key)
        await self.stand.settle()

    def _drawn(self, text: str) -> tuple[str, int]:
        self.code = text
        return "data:image/png;base64,", 21

    def _restart(self) -> None:
        self.restarts += 1


def panel(tmp_path: Path, url: str, *, more: str = "", named: bool = False) -> Device:
    """A panel that is set up, with a PIN."""
    token = tmp_path / "token"
    token.write_text(TOKEN)
    text = (
        f'# by hand\n[backend]\nkind = "offision"\nurl = "{url}"\ntoken_file = "{token}"\n[panel]\nroom = "1"\n{more}'
    )
    device = device_at(tmp_path, config=text, named=config_at(tmp_path) if named else None)
    device.lock().choose(PIN)
    return device


@pytest.fixture
async def door(tmp_path: Path, served: str) -> Door:
    """The settings, with the PIN typed."""
    one = Door(panel(tmp_path, served))
    await one.type(PIN)
    return one


@pytest.mark.parametrize(
    "key", ["menu", "menu:", "connection", "room", "set:de", "checks", "export", "restart", "file"]
)
async def test_no_key_leads_past_the_pin(tmp_path: Path, served: str, key: str) -> None:
    door = Door(panel(tmp_path, served))
    await door.choose(key)
    await door.type("0000")
    await door.choose(key)

    assert {view.name for view in door.stand.shown} <= {"settings-pin", "settings-checking"}
    assert door.stand.opened == []
    assert door.restarts == 0


async def test_a_first_pin_is_chosen_and_typed_twice(tmp_path: Path, served: str) -> None:
    device = panel(tmp_path, served)
    PinFiles(tmp_path / "state").clear()
    door = Door(device)
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

    again = Door(device)
    await again.type("2468")
    assert again.view.name == "settings-menu"


async def test_wrong_tries_cost_a_pause_that_the_sheet_tells(tmp_path: Path, served: str) -> None:
    door = Door(panel(tmp_path, served))
    await door.type("0000")
    assert door.view.note == phrases("en").pause(0.0, wrong=True)
    await door.type("0000")
    await door.type("0000")
    assert "1 min" in door.view.note.replace("\u00a0", " ")
    await door.type(PIN)
    assert door.view.name == "settings-pin"
    assert door.view.note == phrases("en").pause(door.lock.wait(), wrong=False)


async def test_the_pause_is_the_same_after_the_sheet_was_closed(tmp_path: Path, served: str) -> None:
    door = Door(panel(tmp_path, served))
    for _ in range(3):
        await door.type("0000")
    door.flow.closed()
    later = Door(door.device, door.lock)

    assert later.view.note == phrases("en").pause(door.lock.wait(), wrong=False)


async def test_a_damaged_pin_opens_nothing(tmp_path: Path, served: str) -> None:
    device = panel(tmp_path, served)
    await asyncio.to_thread((tmp_path / "state" / "pin").write_text, "rubbish")
    door = Door(device)
    await door.type(PIN)

    assert (door.view.name, door.view.note) == ("settings-pin", phrases("en").note("pin_trouble"))


async def test_closing_locks_again(door: Door) -> None:
    door.flow.closed()
    door.flow.begin(door.stand)

    assert door.view.name == "settings-pin"


async def test_a_pin_that_was_right_too_late_opens_nothing(tmp_path: Path, served: str) -> None:
    door = Door(panel(tmp_path, served))
    door.flow.typed(PIN)
    door.flow.entered()
    shown = len(door.stand.shown)
    door.flow.closed()
    await door.stand.settle()

    assert len(door.stand.shown) == shown


@pytest.mark.parametrize(
    ("item", "key", "section", "name", "value"),
    [
        ("language", "set:de", "panel", "language", "de"),
        ("look", "set:contrast-light", "panel", "theme", "contrast-light"),
        ("times", "set:12h", "panel", "time_format", "12h"),
        ("brightness", "set:0.5", "display", "brightness", 0.5),
    ],
)
async def test_a_setting_is_written_and_the_panel_begins_anew(
    door: Door, tmp_path: Path, item: str, key: str, section: str, name: str, value: object
) -> None:
    await door.choose(item)
    assert key in door.items
    await door.choose(key)

    config = load(config_at(tmp_path))
    assert getattr(getattr(config, section), name) == value
    assert config_at(tmp_path).read_text().startswith("# by hand\n")
    assert (door.restarts, door.view.tone) == (1, "waiting")


async def test_a_value_that_is_none_changes_nothing(door: Door, tmp_path: Path) -> None:
    before = config_at(tmp_path).read_text()
    await door.choose("look")
    await door.choose("set:pink")

    assert config_at(tmp_path).read_text() == before
    assert (door.restarts, door.view.tone) == (0, "bad")


async def test_another_room_is_chosen_from_the_servers(door: Door, tmp_path: Path) -> None:
    await door.choose("room")
    flow = door.stand.opened[-1]
    assert isinstance(flow, SetupFlow)
    assert door.view.name == "setup-rooms"
    flow.chosen("room:2")
    await door.stand.settle()

    assert load(config_at(tmp_path)).panel.room == "2"
    assert door.restarts == 1


async def test_back_from_there_leads_to_the_menu_again(door: Door) -> None:
    await door.choose("room")
    door.stand.opened[-1].back()

    assert door.view.name == "settings-menu"


async def test_the_checks_are_told_without_a_technical_word(door: Door, served: str) -> None:
    await door.choose("checks")

    assert (door.view.name, door.view.tone) == ("settings-checks", "good")
    told = " ".join(f"{row.title} {row.detail}" for row in door.view.rows)
    assert phrases("en").check("rooms") in told
    assert not [word for word in (served, "/", "HTTP", "token", "MB", TOKEN) if word in told]


async def test_a_server_that_is_gone_is_told_with_what_to_do(tmp_path: Path) -> None:
    door = Door(panel(tmp_path, "http://127.0.0.1:9"))
    await door.type(PIN)
    await door.choose("checks")

    assert door.view.tone == "bad"
    assert door.view.rows[0].detail == phrases("en").found("rooms")


async def test_the_export_shows_a_code_and_writes_a_file_without_the_token(
    door: Door, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await door.choose("export")

    read = read_code(door.code)
    assert read is not None
    assert (read.kind, read.room, read.secret) == ("offision", "1", "")
    assert (door.view.qr_modules, FILE_NAME in door.view.qr_caption) == (21, True)
    written = (tmp_path / "state" / FILE_NAME).read_text()
    assert "token" not in written
    assert not [text for text in (door.code, written, repr(door.stand.shown), caplog.text) if TOKEN in text]


async def test_a_scanned_set_up_is_tried_before_it_is_written(door: Door, served: str, tmp_path: Path) -> None:
    await door.choose("import")
    assert door.view.entry is not None
    assert door.view.entry.keys == "none"
    await door.type(f"{PREFIX}kind=offision&url={served}&room=2&language=de")

    config = load(config_at(tmp_path))
    assert (config.panel.room, config.panel.language) == ("2", "de")
    assert read_token(config.backend, {}, "") == TOKEN


async def test_a_scanned_set_up_of_another_server_asks_for_its_token(door: Door, tmp_path: Path) -> None:
    before = config_at(tmp_path).read_text()
    await door.choose("import")
    await door.type(f"{PREFIX}kind=offision&url=https://other.invalid&room=2")

    assert door.view.name == "setup-secret"
    assert config_at(tmp_path).read_text() == before


async def test_what_is_scanned_and_no_set_up_is_said_to_be_none(door: Door) -> None:
    await door.choose("import")
    await door.type("FJUEIW")

    assert (door.view.name, door.view.note) == ("settings-import", phrases("en").note("code"))


async def test_a_file_is_tried_and_written_with_all_that_it_says(door: Door, served: str, tmp_path: Path) -> None:
    text = f'[backend]\nkind = "offision"\nurl = "{served}"\n[panel]\nroom = "3"\n[policy]\nsoon_minutes = 5\n'
    await asyncio.to_thread((tmp_path / "state" / FILE_NAME).write_text, text)
    await door.choose("import")
    await door.choose("file")

    config = load(config_at(tmp_path))
    assert (config.panel.room, config.policy.soon_minutes) == ("3", 5)
    assert door.restarts == 1


async def test_a_file_that_is_none_is_said_to_be_none(door: Door, tmp_path: Path) -> None:
    await asyncio.to_thread((tmp_path / "state" / FILE_NAME).write_text, "[panel\n")
    await door.choose("import")
    await door.choose("file")

    assert (door.view.name, door.view.note) == ("settings-import", phrases("en").note("file"))


async def test_the_pin_can_be_changed(door: Door) -> None:
    await door.choose("pin")
    await door.type("2468")
    await door.type("2468")
    assert (door.view.name, door.view.note) == ("settings-menu", phrases("en").note("pin_kept"))

    later = Door(door.device, PinLock(door.device.pin_files(), Clock()))
    await later.type(PIN)
    assert later.view.name == "settings-pin"
    await later.type("2468")
    assert later.view.name == "settings-menu"


async def test_restart_asks_first(door: Door) -> None:
    await door.choose("restart")
    assert door.restarts == 0
    await door.choose("restart")

    assert door.restarts == 1


async def test_about_tells_version_and_room(door: Door) -> None:
    await door.choose("about")

    assert {"Victoria"} < {row.trailing for row in door.view.rows}


async def test_a_managed_panel_shows_only_what_does_not_write(tmp_path: Path, served: str) -> None:
    door = Door(panel(tmp_path, served, named=True))
    await door.type(PIN)

    assert door.items.isdisjoint(WRITING)
    assert {"checks", "restart", "about"} <= door.items
    assert door.view.line == phrases("en").line("managed")
    for key in WRITING:
        await door.choose(key)
    assert door.view.name == "settings-menu"
    assert door.stand.opened == []


async def test_a_pin_of_the_config_cannot_be_changed_here(tmp_path: Path, served: str) -> None:
    device = panel(tmp_path, served)
    kept = str(device.pin_files().pin())
    door = Door(panel(tmp_path, served, more=f'pin_hash = "{kept}"\n'))
    await door.type(PIN)

    assert "pin" not in door.items


async def test_every_page_has_a_way_out(door: Door) -> None:
    for item in sorted(door.items - {"connection", "room"}):
        await door.choose(item)
        assert door.view.close
        door.flow.back()
        assert door.view.name == "settings-menu", item
    door.flow.back()

    assert door.stand.closed


@pytest.mark.parametrize("language", languages())
async def test_every_language_can_say_every_page(tmp_path: Path, served: str, language: str) -> None:
    door = Door(panel(tmp_path, served, more=f'language = "{language}"\n'))
    await door.type(PIN)
    for item in sorted(door.items - {"connection", "room"}):
        await door.choose(item)
        assert door.view.title
        door.flow.back()


async def test_a_wrong_pin_leaves_an_empty_field(tmp_path: Path, served: str) -> None:
    door = Door(panel(tmp_path, served))
    door.flow.typed("0000")
    assert door.view.entry is not None
    assert (door.view.entry.text, door.view.entry.secret) == ("0000", True)
    door.flow.entered()
    await door.stand.settle()

    assert door.view.entry is not None
    assert door.view.entry.text == ""
