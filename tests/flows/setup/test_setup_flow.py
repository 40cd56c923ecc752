"""A panel is set up from its first question to its config, against the real local server."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.config_file import load
from kiosk.flows.setup import SetupFlow
from kiosk.flows.setup_state import Scope
from kiosk.i18n import languages
from kiosk.phrases_setup import SetupPhrases
from kiosk.secret import read_token
from kiosk.setup.code import PREFIX, code_text
from kiosk.setup.device import Device
from kiosk.setup.draft import Draft
from kiosk.setup.trial import Mistake
from kiosk.viewmodels.sheet_view import SheetView
from kiosk.wording import Words
from tests.flows.stand import Stand
from tests.setup.panels import TOKEN, config_at, device_at

OWN = '# by hand\n[backend]\nkind = "offision"\nurl = "{url}"\ntoken_file = "{token}"\n[panel]\nroom = "1"\n'


def phrases(language: str) -> SetupPhrases:
    return SetupPhrases(language, Words(language))


class Door:
    """A set-up flow at a stand, and how often it asked to begin anew."""

    def __init__(self, device: Device, *, scope: Scope = Scope.ALL, code: Draft | None = None) -> None:
        self.stand = Stand()
        self.restarts = 0
        self.flow = SetupFlow(device, phrases, languages(), self._restart, scope=scope, code=code)
        self.flow.begin(self.stand)

    @property
    def view(self) -> SheetView:
        return self.stand.view

    def type(self, text: str) -> None:
        self.flow.typed(text)
        self.flow.entered()

    def _restart(self) -> None:
        self.restarts += 1


@pytest.fixture
def door(device: Device) -> Iterator[Door]:
    one = Door(device)
    yield one
    one.stand.drop()


def panel_of(tmp_path: Path, url: str) -> Device:
    """A panel that is set up already."""
    token = tmp_path / "token"
    token.write_text(TOKEN)
    return device_at(tmp_path, config=OWN.format(url=url, token=token))


async def connected(door: Door, url: str) -> None:
    door.flow.chosen("system:offision")
    door.type(url)
    door.type(TOKEN)
    await door.stand.settle()


async def test_a_panel_is_set_up_step_by_step(door: Door, served: str, tmp_path: Path) -> None:
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


async def test_each_way_takes_one_answer_to_say_something(door: Door, served: str) -> None:
    door.flow.chosen("system:offision")
    door.type(served)
    door.type(TOKEN)

    assert (door.view.name, door.view.tone) == ("setup-testing", "waiting")
    assert door.stand.working


async def test_a_wrong_token_is_said_and_can_be_mended(door: Door, served: str) -> None:
    door.flow.chosen("system:offision")
    door.type(served)
    door.type("wrong-token")
    await door.stand.settle()
    assert door.view.name == "setup-failed"
    assert door.view.line == phrases("en").problem(Mistake.SECRET) or "does not let this panel in" in door.view.line
    assert door.view.choices[0].key == "secret"

    door.flow.chosen("secret")
    door.type(TOKEN)
    await door.stand.settle()
    assert door.view.name == "setup-rooms"


async def test_a_wrong_address_is_said_at_once_and_nothing_is_tried(door: Door) -> None:
    door.flow.chosen("system:offision")
    door.type("http://rooms.example.com")

    assert door.view.name == "setup-address"
    assert door.view.note == phrases("en").problem(Mistake.PLAIN_HTTP)
    assert not door.stand.working


async def test_a_token_that_was_scanned_too_soon_is_not_left_to_be_read(door: Door) -> None:
    door.flow.chosen("system:offision")
    door.type(TOKEN)

    assert door.view.note == phrases("en").problem(Mistake.ADDRESS)
    assert door.view.entry is not None
    assert door.view.entry.text == ""


async def test_a_trial_that_was_given_up_is_not_heard(door: Door, served: str) -> None:
    door.flow.chosen("system:offision")
    door.type(served)
    door.type("wrong-token")
    door.flow.back()
    assert door.view.name == "setup-secret"
    await door.stand.settle()

    assert door.view.name == "setup-secret"


async def test_a_trial_of_an_earlier_token_does_not_speak_for_a_later_one(door: Door, served: str) -> None:
    door.flow.chosen("system:offision")
    door.type(served)
    door.type("wrong-token")
    door.flow.back()
    door.type(TOKEN)
    await door.stand.settle()

    assert door.view.name == "setup-rooms"
    assert not any(view.name == "setup-failed" for view in door.stand.shown)


async def test_pressing_twice_does_nothing_twice(door: Door, served: str) -> None:
    await connected(door, served)
    for key in ("room:2", "room:2", "language:de", "language:de", "look:calm-dark", "start", "start"):
        door.flow.chosen(key)
    await door.stand.settle()

    assert door.restarts == 1


async def test_the_rooms_can_be_searched_and_narrowed_to_a_building(door: Door, served: str) -> None:
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


async def test_a_name_that_no_room_has_says_so(door: Door, served: str) -> None:
    await connected(door, served)
    door.flow.typed("xyzzy")
    door.flow.entered()

    assert door.view.name == "setup-rooms"
    assert door.view.rows == ()
    assert door.view.rows_empty


async def test_the_language_of_the_set_up_is_the_one_that_was_chosen(door: Door) -> None:
    before = door.view.title
    door.flow.chosen("language:de")

    assert door.view.title == phrases("de").title("system") != before


async def test_every_step_can_be_left_and_gone_back_from(door: Door, served: str) -> None:
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


async def test_what_was_typed_is_there_again_on_the_way_back_but_no_token(door: Door, served: str) -> None:
    await connected(door, served)
    door.flow.back()
    assert door.view.entry is not None
    assert (door.view.entry.text, door.view.entry.secret) == ("", True)
    door.flow.back()
    assert door.view.entry.text == served


async def test_a_code_answers_everything_but_the_token(door: Door, served: str) -> None:
    code = Draft(kind="offision", url=served, room="2", language="de", theme="calm-dark", time_zone="Europe/Berlin")
    door.type(code_text(code))
    assert door.view.name == "setup-secret"
    door.type(TOKEN)
    await door.stand.settle()

    assert door.view.name == "setup-review"


async def test_an_administrators_code_leaves_only_the_last_question(door: Door, served: str, tmp_path: Path) -> None:
    door.type(f"{PREFIX}kind=offision&url={served}&room=2&language=de&theme=calm-dark&token={TOKEN}")
    await door.stand.settle()
    assert door.view.name == "setup-review"
    door.flow.chosen("start")
    await door.stand.settle()

    assert load(config_at(tmp_path)).panel.room == "2"


async def test_a_code_is_read_at_any_step(door: Door, served: str) -> None:
    door.flow.chosen("system:nexudus")
    door.type("")
    door.type(f"{PREFIX}kind=offision&url={served}&token={TOKEN}")
    await door.stand.settle()

    assert door.view.name == "setup-rooms"


async def test_a_code_for_a_room_that_is_not_there_asks_for_the_room(door: Door, served: str) -> None:
    door.type(f"{PREFIX}kind=offision&url={served}&room=no-such-room&token={TOKEN}")
    await door.stand.settle()

    assert door.view.name == "setup-rooms"


async def test_a_code_with_an_unsafe_address_is_not_followed(door: Door) -> None:
    door.type(f"{PREFIX}kind=offision&url=http://evil.example&token={TOKEN}")

    assert door.view.name == "setup-address"
    assert door.view.note == phrases("en").problem(Mistake.PLAIN_HTTP)
    assert not door.stand.working


async def test_a_code_that_is_none_is_said_to_be_none(door: Door) -> None:
    door.type("{not a set-up}")

    assert door.view.name == "setup-system"
    assert door.view.note == phrases("en").note("code")


async def test_staying_with_the_demo_writes_nothing(door: Door, tmp_path: Path) -> None:
    door.flow.chosen("demo")

    assert door.stand.closed
    assert not config_at(tmp_path).exists()


async def test_closing_in_the_middle_writes_nothing(door: Door, served: str, tmp_path: Path) -> None:
    await connected(door, served)
    door.flow.closed()
    door.flow.chosen("room:2")

    assert not config_at(tmp_path).exists()
    assert door.restarts == 0


async def test_a_config_that_cannot_be_written_is_said(door: Door, served: str, tmp_path: Path) -> None:
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


async def test_another_room_of_the_same_server_asks_nothing_else(tmp_path: Path, served: str) -> None:
    door = Door(panel_of(tmp_path, served), scope=Scope.ROOM)
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
    door = Door(panel_of(tmp_path, served), scope=Scope.CONNECTION)
    door.flow.chosen("system:offision")
    door.flow.chosen("next")
    assert "keep" in [choice.key for choice in door.view.choices]
    door.flow.chosen("keep")
    await door.stand.settle()

    assert door.restarts == 1


async def test_another_server_never_gets_the_old_token(tmp_path: Path, served: str) -> None:
    door = Door(panel_of(tmp_path, "https://old.invalid"), scope=Scope.CONNECTION)
    door.flow.chosen("system:offision")
    door.type(served)
    assert "keep" not in [choice.key for choice in door.view.choices]
    door.flow.chosen("keep")
    door.flow.chosen("next")

    assert door.view.name == "setup-secret"
    assert not door.stand.working


async def test_a_room_that_the_new_server_lacks_is_asked_for(tmp_path: Path, served: str) -> None:
    text = OWN.format(url="https://old.invalid", token=tmp_path / "token").replace('room = "1"', 'room = "77"')
    door = Door(device_at(tmp_path, config=text), scope=Scope.CONNECTION)
    door.flow.chosen("system:offision")
    door.type(served)
    door.type(TOKEN)
    await door.stand.settle()

    assert door.view.name == "setup-rooms"


async def test_no_token_is_in_any_sheet_but_the_field_it_is_typed_into(
    door: Door, served: str, caplog: pytest.LogCaptureFixture
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


async def test_nexudus_asks_for_a_user_and_a_password(door: Door) -> None:
    door.flow.chosen("system:nexudus")
    door.type("")
    assert door.view.name == "setup-user"
    door.flow.entered()
    assert door.view.note == phrases("en").note("user")
    door.type("panel@example.com")

    assert door.view.title == phrases("en").title("password")
    assert "panel@example.com" in door.view.line


async def test_a_field_holds_what_was_typed_also_when_it_is_emptied(door: Door) -> None:
    door.flow.chosen("system:offision")
    for text in ("r", "ro", ""):
        door.flow.typed(text)
        assert door.view.entry is not None
        assert door.view.entry.text == text
