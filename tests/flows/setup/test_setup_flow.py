"""A panel is set up from its first question to its config, against the real local server."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.config.file import load
from kiosk.domain.connection import Trouble
from kiosk.private.secret import read_token
from kiosk.setup.device import Device
from kiosk.setup.trial import Mistake
from tests.flows.setup.doors import SetupDoor, connected, phrases
from tests.setup.panels import TOKEN, config_at


@pytest.fixture
def door(device: Device) -> Iterator[SetupDoor]:
    one = SetupDoor(device)
    yield one
    one.stand.drop()


async def test_a_panel_is_set_up_step_by_step(door: SetupDoor, served: str, tmp_path: Path) -> None:
    assert door.view.name == "setup-system"
    await connected(door, served)
    assert door.view.name == "setup-rooms"
    door.flow.chosen("room:2")
    door.flow.chosen("language:de")
    door.flow.chosen("look:calm-dark")
    assert door.view.name == "setup-review"
    door.flow.chosen("start")
    await door.stand.settle()

    config = load(config_at(tmp_path))
    assert (config.backend.kind, config.backend.url) == ("offision", served)
    assert (config.panel.room, config.panel.language, config.panel.theme) == ("2", "de", "calm-dark")
    assert read_token(config.backend, {}, "") == TOKEN
    assert door.restarts == 1


async def test_each_way_takes_one_answer_to_say_something(door: SetupDoor, served: str) -> None:
    door.flow.chosen("system:offision")
    door.type(served)
    door.type(TOKEN)

    assert (door.view.name, door.view.tone) == ("setup-testing", "waiting")
    assert door.stand.working


async def test_a_wrong_token_is_said_and_can_be_mended(door: SetupDoor, served: str) -> None:
    door.flow.chosen("system:offision")
    door.type(served)
    door.type("wrong-token")
    await door.stand.settle()
    assert door.view.name == "setup-failed"
    assert door.view.line == phrases("en").problem(Trouble.NOT_ALLOWED)
    assert door.view.choices[0].key == "secret"

    door.flow.chosen("secret")
    door.type(TOKEN)
    await door.stand.settle()
    assert door.view.name == "setup-rooms"


async def test_a_wrong_address_is_said_at_once_and_nothing_is_tried(door: SetupDoor) -> None:
    door.flow.chosen("system:offision")
    door.type("http://rooms.example.com")

    assert door.view.name == "setup-address"
    assert door.view.note == phrases("en").problem(Mistake.PLAIN_HTTP)
    assert not door.stand.working


async def test_a_token_that_was_scanned_too_soon_is_not_left_to_be_read(door: SetupDoor) -> None:
    door.flow.chosen("system:offision")
    door.type(TOKEN)

    assert door.view.note == phrases("en").problem(Mistake.ADDRESS)
    assert door.view.entry is not None
    assert door.view.entry.text == ""


async def test_a_trial_that_was_given_up_is_not_heard(door: SetupDoor, served: str) -> None:
    door.flow.chosen("system:offision")
    door.type(served)
    door.type("wrong-token")
    door.flow.back()
    assert door.view.name == "setup-secret"
    await door.stand.settle()

    assert door.view.name == "setup-secret"


async def test_a_trial_of_an_earlier_token_does_not_speak_for_a_later_one(door: SetupDoor, served: str) -> None:
    door.flow.chosen("system:offision")
    door.type(served)
    door.type("wrong-token")
    door.flow.back()
    door.type(TOKEN)
    await door.stand.settle()

    assert door.view.name == "setup-rooms"
    assert not any(view.name == "setup-failed" for view in door.stand.shown)


async def test_pressing_twice_does_nothing_twice(door: SetupDoor, served: str) -> None:
    await connected(door, served)
    for key in ("room:2", "room:2", "language:de", "language:de", "look:calm-dark", "start", "start"):
        door.flow.chosen(key)
    await door.stand.settle()

    assert door.restarts == 1


async def test_the_rooms_can_be_searched_and_narrowed_to_a_building(door: SetupDoor, served: str) -> None:
    await connected(door, served)
    everything = len(door.view.rows)
    building = door.view.chips[1]
    door.flow.chosen(building.key)
    assert 0 < len(door.view.rows) < everything
    assert all(building.label in row.detail for row in door.view.rows)

    door.flow.chosen("building:")
    door.flow.typed("VICTOR")
    assert [row.title for row in door.view.rows] == ["Victoria"]
    door.flow.entered()
    assert door.view.name == "setup-language"


async def test_a_name_that_no_room_has_says_so(door: SetupDoor, served: str) -> None:
    await connected(door, served)
    door.flow.typed("xyzzy")
    door.flow.entered()

    assert door.view.name == "setup-rooms"
    assert door.view.rows == ()
    assert door.view.rows_empty


async def test_the_language_of_the_set_up_is_the_one_that_was_chosen(door: SetupDoor) -> None:
    before = door.view.title
    door.flow.chosen("language:de")

    assert door.view.title == phrases("de").title("system") != before


async def test_every_step_can_be_left_and_gone_back_from(door: SetupDoor, served: str) -> None:
    await connected(door, served)
    door.flow.chosen("room:2")
    door.flow.chosen("language:de")
    door.flow.chosen("look:calm-dark")
    names = [door.view.name]
    while not door.stand.closed:
        assert door.view.close
        door.flow.back()
        names.append(door.view.name)

    assert names[:4] == ["setup-review", "setup-look", "setup-language", "setup-rooms"]
    assert names[4:7] == ["setup-secret", "setup-address", "setup-system"]


async def test_what_was_typed_is_there_again_on_the_way_back_but_no_token(door: SetupDoor, served: str) -> None:
    await connected(door, served)
    door.flow.back()
    assert door.view.entry is not None
    assert (door.view.entry.text, door.view.entry.secret) == ("", True)
    door.flow.back()
    assert door.view.entry.text == served


async def test_staying_with_the_demo_writes_nothing(door: SetupDoor, tmp_path: Path) -> None:
    door.flow.chosen("demo")

    assert door.stand.closed
    assert not config_at(tmp_path).exists()


async def test_closing_in_the_middle_writes_nothing(door: SetupDoor, served: str, tmp_path: Path) -> None:
    await connected(door, served)
    door.flow.closed()
    door.flow.chosen("room:2")

    assert not config_at(tmp_path).exists()
    assert door.restarts == 0


async def test_a_config_that_cannot_be_written_is_said(door: SetupDoor, served: str, tmp_path: Path) -> None:
    await connected(door, served)
    door.flow.chosen("room:2")
    door.flow.chosen("language:de")
    door.flow.chosen("look:calm-dark")
    (tmp_path / "config").write_text("a file where the folder should be")
    door.flow.chosen("start")
    await door.stand.settle()

    assert (door.view.name, door.view.tone) == ("setup-not_written", "bad")
    assert door.restarts == 0
    (tmp_path / "config").unlink()
    door.flow.chosen("again")
    await door.stand.settle()
    assert door.restarts == 1


async def test_no_token_is_in_any_sheet_but_the_field_it_is_typed_into(
    door: SetupDoor, served: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await connected(door, served)
    for key in ("room:2", "language:de", "look:calm-dark", "start"):
        door.flow.chosen(key)
    await door.stand.settle()

    told = [view.name for view in door.stand.shown if TOKEN in repr(replace(view, entry=None))]
    held = {view.name for view in door.stand.shown if TOKEN in repr(view.entry)}
    assert (told, held) == ([], {"setup-secret"})
    assert TOKEN not in caplog.text


async def test_nexudus_asks_for_a_user_and_a_password(door: SetupDoor) -> None:
    door.flow.chosen("system:nexudus")
    door.type("")
    assert door.view.name == "setup-user"
    door.flow.entered()
    assert door.view.note == phrases("en").note("user")
    door.type("panel@example.com")

    assert door.view.title == phrases("en").title("password")
    assert "panel@example.com" in door.view.line


async def test_a_field_holds_what_was_typed_also_when_it_is_emptied(door: SetupDoor) -> None:
    door.flow.chosen("system:offision")
    for text in ("r", "ro", ""):
        door.flow.typed(text)
        assert door.view.entry is not None
        assert door.view.entry.text == text
