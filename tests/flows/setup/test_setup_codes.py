"""A scanned set-up answers what it can, and a panel that is set up already is changed with care."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.config.file import load
from kiosk.flows.setup_state import Scope
from kiosk.private.secret import read_token
from kiosk.setup.code import PREFIX, code_text
from kiosk.setup.device import Device
from kiosk.setup.draft import Draft
from kiosk.setup.trial import Mistake
from tests.flows.setup.doors import OWN, SetupDoor, panel_of, phrases
from tests.setup.panels import TOKEN, config_at, device_at


@pytest.fixture
def door(device: Device) -> Iterator[SetupDoor]:
    one = SetupDoor(device)
    yield one
    one.stand.drop()


async def test_a_code_answers_everything_but_the_token(door: SetupDoor, served: str) -> None:
    code = Draft(kind="offision", url=served, room="2", language="de", theme="calm-dark", time_zone="Europe/Berlin")
    door.type(code_text(code))
    assert door.view.name == "setup-secret"
    door.type(TOKEN)
    await door.stand.settle()

    assert door.view.name == "setup-review"


async def test_an_administrators_code_leaves_the_last_question(door: SetupDoor, served: str, tmp_path: Path) -> None:
    door.type(f"{PREFIX}kind=offision&url={served}&room=2&language=de&theme=calm-dark&token={TOKEN}")
    await door.stand.settle()
    assert door.view.name == "setup-review"
    door.flow.chosen("start")
    await door.stand.settle()

    assert load(config_at(tmp_path)).panel.room == "2"


async def test_a_code_is_read_at_any_step(door: SetupDoor, served: str) -> None:
    door.flow.chosen("system:nexudus")
    door.type("")
    door.type(f"{PREFIX}kind=offision&url={served}&token={TOKEN}")
    await door.stand.settle()

    assert door.view.name == "setup-rooms"


async def test_a_code_for_a_room_that_is_not_there_asks_for_the_room(door: SetupDoor, served: str) -> None:
    door.type(f"{PREFIX}kind=offision&url={served}&room=no-such-room&token={TOKEN}")
    await door.stand.settle()

    assert door.view.name == "setup-rooms"


async def test_a_code_with_an_unsafe_address_is_not_followed(door: SetupDoor) -> None:
    door.type(f"{PREFIX}kind=offision&url=http://evil.example&token={TOKEN}")

    assert door.view.name == "setup-address"
    assert door.view.note == phrases("en").problem(Mistake.PLAIN_HTTP)
    assert not door.stand.working


async def test_a_code_that_is_none_is_said_to_be_none(door: SetupDoor) -> None:
    door.type("{not a set-up}")

    assert door.view.name == "setup-system"
    assert door.view.note == phrases("en").note("code")


async def test_another_room_of_the_same_server_asks_nothing_else(tmp_path: Path, served: str) -> None:
    door = SetupDoor(panel_of(tmp_path, served), scope=Scope.ROOM)
    await door.stand.settle()
    assert door.view.name == "setup-rooms"
    assert [row.key for row in door.view.rows if row.chosen] == ["room:1"]
    door.flow.chosen("room:2")
    await door.stand.settle()

    config = load(config_at(tmp_path))
    assert (config.panel.room, config.backend.url) == ("2", served)
    assert read_token(config.backend, {}, "") == TOKEN
    assert config_at(tmp_path).read_text().startswith("# by hand\n")


async def test_a_connection_can_keep_its_token(tmp_path: Path, served: str) -> None:
    door = SetupDoor(panel_of(tmp_path, served), scope=Scope.CONNECTION)
    door.flow.chosen("system:offision")
    door.flow.chosen("next")
    assert "keep" in [choice.key for choice in door.view.choices]
    door.flow.chosen("keep")
    await door.stand.settle()

    assert door.restarts == 1


async def test_another_server_never_gets_the_old_token(tmp_path: Path, served: str) -> None:
    door = SetupDoor(panel_of(tmp_path, "https://old.invalid"), scope=Scope.CONNECTION)
    door.flow.chosen("system:offision")
    door.type(served)
    assert "keep" not in [choice.key for choice in door.view.choices]
    door.flow.chosen("keep")
    door.flow.chosen("next")

    assert door.view.name == "setup-secret"
    assert not door.stand.working


async def test_a_room_that_the_new_server_lacks_is_asked_for(tmp_path: Path, served: str) -> None:
    text = OWN.format(url="https://old.invalid", token=tmp_path / "token").replace('room = "1"', 'room = "77"')
    door = SetupDoor(device_at(tmp_path, config=text), scope=Scope.CONNECTION)
    door.flow.chosen("system:offision")
    door.type(served)
    door.type(TOKEN)
    await door.stand.settle()

    assert door.view.name == "setup-rooms"
