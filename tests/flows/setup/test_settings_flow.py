"""The settings: each change is written and begun anew, and nothing leaves that should not."""

import asyncio
import logging
from pathlib import Path

import pytest

from kiosk.config.file import load
from kiosk.flows.setup import SetupFlow
from kiosk.i18n import languages
from kiosk.private.secret import read_token
from kiosk.setup.code import PREFIX, read_code
from kiosk.setup.portable import FILE_NAME
from tests.flows.setup.doors import PIN, SettingsDoor, panel, phrases
from tests.setup.panels import TOKEN, config_at

WRITING = {"connection", "room", "language", "look", "times", "brightness", "import"}


@pytest.fixture
async def door(tmp_path: Path, served: str) -> SettingsDoor:
    """The settings, with the PIN typed."""
    one = SettingsDoor(panel(tmp_path, served))
    await one.type(PIN)
    return one


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
    door: SettingsDoor, tmp_path: Path, item: str, key: str, section: str, name: str, value: object
) -> None:
    await door.choose(item)
    assert key in door.items
    await door.choose(key)

    config = load(config_at(tmp_path))
    assert getattr(getattr(config, section), name) == value
    assert config_at(tmp_path).read_text().startswith("# by hand\n")
    assert (door.restarts, door.view.tone) == (1, "waiting")


async def test_a_value_that_is_none_changes_nothing(door: SettingsDoor, tmp_path: Path) -> None:
    before = config_at(tmp_path).read_text()
    await door.choose("look")
    await door.choose("set:pink")

    assert config_at(tmp_path).read_text() == before
    assert (door.restarts, door.view.tone) == (0, "bad")


async def test_another_room_is_chosen_from_the_servers(door: SettingsDoor, tmp_path: Path) -> None:
    await door.choose("room")
    flow = door.stand.opened[-1]
    assert isinstance(flow, SetupFlow)
    assert door.view.name == "setup-rooms"
    flow.chosen("room:2")
    await door.stand.settle()

    assert load(config_at(tmp_path)).panel.room == "2"
    assert door.restarts == 1


async def test_back_from_there_leads_to_the_menu_again(door: SettingsDoor) -> None:
    await door.choose("room")
    door.stand.opened[-1].back()

    assert door.view.name == "settings-menu"


async def test_the_checks_are_told_without_a_technical_word(door: SettingsDoor, served: str) -> None:
    await door.choose("checks")

    assert (door.view.name, door.view.tone) == ("settings-checks", "good")
    told = " ".join(f"{row.title} {row.detail}" for row in door.view.rows)
    assert phrases("en").check("rooms") in told
    assert not [word for word in (served, "/", "HTTP", "token", "MB", TOKEN) if word in told]


async def test_a_server_that_is_gone_is_told_with_what_to_do(tmp_path: Path) -> None:
    door = SettingsDoor(panel(tmp_path, "http://127.0.0.1:9"))
    await door.type(PIN)
    await door.choose("checks")

    assert door.view.tone == "bad"
    assert door.view.rows[0].detail == phrases("en").found("rooms")


async def test_the_export_shows_a_code_and_writes_a_file_without_the_token(
    door: SettingsDoor, tmp_path: Path, caplog: pytest.LogCaptureFixture
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


async def test_a_scanned_set_up_is_tried_before_it_is_written(door: SettingsDoor, served: str, tmp_path: Path) -> None:
    await door.choose("import")
    assert door.view.entry is not None
    assert door.view.entry.keys == "none"
    await door.type(f"{PREFIX}kind=offision&url={served}&room=2&language=de")

    config = load(config_at(tmp_path))
    assert (config.panel.room, config.panel.language) == ("2", "de")
    assert read_token(config.backend, {}, "") == TOKEN


async def test_a_scanned_set_up_of_another_server_asks_for_its_token(door: SettingsDoor, tmp_path: Path) -> None:
    before = config_at(tmp_path).read_text()
    await door.choose("import")
    await door.type(f"{PREFIX}kind=offision&url=https://other.invalid&room=2")

    assert door.view.name == "setup-secret"
    assert config_at(tmp_path).read_text() == before


async def test_what_is_scanned_and_no_set_up_is_said_to_be_none(door: SettingsDoor) -> None:
    await door.choose("import")
    await door.type("FJUEIW")

    assert (door.view.name, door.view.note) == ("settings-import", phrases("en").note("code"))


async def test_a_file_is_tried_and_written_with_all_it_says(door: SettingsDoor, served: str, tmp_path: Path) -> None:
    text = f'[backend]\nkind = "offision"\nurl = "{served}"\n[panel]\nroom = "3"\n[policy]\nsoon_minutes = 5\n'
    await asyncio.to_thread((tmp_path / "state" / FILE_NAME).write_text, text)
    await door.choose("import")
    await door.choose("file")

    config = load(config_at(tmp_path))
    assert (config.panel.room, config.policy.soon_minutes) == ("3", 5)
    assert door.restarts == 1


async def test_a_file_that_is_none_is_said_to_be_none(door: SettingsDoor, tmp_path: Path) -> None:
    await asyncio.to_thread((tmp_path / "state" / FILE_NAME).write_text, "[panel\n")
    await door.choose("import")
    await door.choose("file")

    assert (door.view.name, door.view.note) == ("settings-import", phrases("en").note("file"))


async def test_restart_asks_first(door: SettingsDoor) -> None:
    await door.choose("restart")
    assert door.restarts == 0
    await door.choose("restart")

    assert door.restarts == 1


async def test_about_tells_version_and_room(door: SettingsDoor) -> None:
    await door.choose("about")

    assert {"Victoria"} < {row.trailing for row in door.view.rows}


async def test_a_managed_panel_shows_only_what_does_not_write(tmp_path: Path, served: str) -> None:
    door = SettingsDoor(panel(tmp_path, served, named=True))
    await door.type(PIN)

    assert door.items.isdisjoint(WRITING)
    assert {"checks", "restart", "about"} <= door.items
    assert door.view.line == phrases("en").line("managed")
    for key in WRITING:
        await door.choose(key)
    assert door.view.name == "settings-menu"
    assert door.stand.opened == []


async def test_every_page_has_a_way_out(door: SettingsDoor) -> None:
    for item in sorted(door.items - {"connection", "room"}):
        await door.choose(item)
        assert door.view.close
        door.flow.back()
        assert door.view.name == "settings-menu", item
    door.flow.back()

    assert door.stand.closed


@pytest.mark.parametrize("language", languages())
async def test_every_language_can_say_every_page(tmp_path: Path, served: str, language: str) -> None:
    door = SettingsDoor(panel(tmp_path, served, more=f'language = "{language}"\n'))
    await door.type(PIN)
    for item in sorted(door.items - {"connection", "room"}):
        await door.choose(item)
        assert door.view.title
        door.flow.back()
