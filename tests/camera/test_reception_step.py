"""A visitor holds a code before the camera: the whole step, with a double for nothing but the device."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from kiosk.domain.camera import NO_PICTURE_SECONDS
from kiosk.domain.reception_events import LanguageChosen, Scanned, Tick
from kiosk.domain.reception_steps import EnteringCode, Greeting, Idle, Refused
from kiosk.domain.visiting import Act
from tests.camera.drawn import SIZE, held, picture, wall
from tests.camera.front import Front
from tests.qml import geometry

EMPTY = picture(wall())
BUTTON, KEYS = "Scan with the camera", "Use the keys"


@pytest.fixture
async def front(qtbot: QtBot, tmp_path: Path) -> AsyncIterator[Front]:
    assert qtbot is not None
    one = Front(tmp_path)
    yield one
    await one.close()


def at_the_camera(one: Front) -> None:
    one.touch("I have a code")
    one.touch(BUTTON)


async def test_the_camera_is_on_only_from_the_button_to_the_greeting(front: Front) -> None:
    assert not front.eye.on
    front.touch("I have a code")
    assert not front.eye.on
    front.touch(BUTTON)
    assert front.eye.on
    await front.sees(picture(held("FJUEIW")))
    assert isinstance(front.talk.now.step, Greeting)
    assert front.talk.now.step.visit.visitor == "Ada Lovelace"
    assert not front.eye.on
    assert (front.model.view.looking, front.model.view.source) == (False, "")


async def test_what_the_camera_sees_is_on_the_screen_as_in_a_mirror(front: Front) -> None:
    at_the_camera(front)
    left_is_white = Image.new("L", SIZE, 0)
    left_is_white.paste(255, (0, 0, SIZE[0] // 2, SIZE[1]))
    front.eye.sees(picture(left_is_white))
    seen = front.window.grab()
    (image,) = [one for one in geometry.items(front.window.window.contentItem()) if one.property("mirror") is True]
    frame = geometry.box(image)
    places = (frame.left() + frame.width() * share for share in (0.25, 0.75))
    left, right = (seen.pixelColor(int(x), int(frame.center().y())).lightness() for x in places)
    assert left + 50 < right


@pytest.mark.parametrize(
    "text", ["https://elsewhere.example/visit?code=FJUEIW", "https://visit.example.com/FJUEIW", "fjueiw", "FJUEIW\r\n"]
)
async def test_codes_and_addresses_that_end_in_one_lead_to_the_greeting(front: Front, text: str) -> None:
    at_the_camera(front)
    await front.sees(picture(held(text, 240)))
    assert isinstance(front.talk.now.step, Greeting)


async def test_a_code_that_is_none_is_refused_as_a_scanners_would_be(front: Front) -> None:
    at_the_camera(front)
    await front.sees(picture(held("https://elsewhere.example/", 240)))
    by_camera = front.screen.reception.view
    assert isinstance(front.talk.now.step, Refused)
    front.touch("Try again")
    front.talk.tell(Scanned("https://elsewhere.example/"))
    await front.work.over()
    assert front.screen.reception.view == by_camera
    assert front.eye.starts == 1


async def test_leaving_stays_leaving(front: Front) -> None:
    front.touch("I am leaving")
    front.touch(BUTTON)
    assert front.eye.on
    await front.sees(picture(held("FJUEIW")))
    step = front.talk.now.step
    assert not isinstance(step, Greeting) or step.act is Act.LEAVE
    assert not front.eye.on


@pytest.mark.parametrize("way", ["Back", "Start over", KEYS])
async def test_every_way_out_turns_it_off_at_once(front: Front, way: str) -> None:
    at_the_camera(front)
    front.eye.sees(EMPTY)
    front.touch(way)
    assert not front.eye.on
    front.eye.sees(picture(held("FJUEIW")))
    await front.work.over()
    assert not isinstance(front.talk.now.step, Greeting)


async def test_from_the_keys_it_can_be_turned_on_again(front: Front) -> None:
    at_the_camera(front)
    front.touch(KEYS)
    assert isinstance(front.talk.now.step, EnteringCode)
    front.touch(BUTTON)
    assert (front.eye.on, front.eye.starts) == (True, 2)


async def test_thirty_seconds_without_a_touch_turn_it_off_and_wipe_what_it_saw(front: Front) -> None:
    at_the_camera(front)
    front.eye.sees(EMPTY)
    front.at.clock.at += timedelta(seconds=30)
    front.talk.tell(Tick())
    assert isinstance(front.talk.now.step, Idle)
    assert not front.eye.on
    assert front.model.view.source == ""


async def test_nobody_is_looked_at_once_the_screen_is_dark(front: Front) -> None:
    at_the_camera(front)
    front.black = True
    front.eye.sees(EMPTY)
    assert not front.eye.on
    assert not front.model.view.looking
    front.touch(BUTTON)
    assert not front.eye.on


async def test_without_a_camera_there_is_no_button(front: Front) -> None:
    front.plugged = False
    front.touch("I have a code")
    assert front.button(BUTTON) is None


async def test_one_that_was_plugged_in_since_is_offered_at_the_next_visit(front: Front) -> None:
    front.plugged = False
    front.touch("I have a code")
    front.touch("Back")
    front.plugged = True
    front.touch("I have a code")
    assert front.button(BUTTON) is not None


@pytest.mark.parametrize("plugged", [True, False], ids=["refused", "unplugged"])
async def test_one_that_fails_is_said_kindly_and_the_keys_are_there(
    front: Front, *, plugged: bool, caplog: pytest.LogCaptureFixture
) -> None:
    at_the_camera(front)
    front.plugged = plugged
    front.eye.fails("nothing of this is for visitors")
    assert not front.eye.on
    said = {one.text for one in geometry.texts(front.window)}
    assert "The camera does not work just now. Please use the keys." in said
    assert {"Q", "W"} <= said
    assert (front.button(BUTTON) is not None) is plugged
    assert caplog.messages == ["The camera cannot be used: nothing of this is for visitors"]


async def test_one_that_is_gone_when_its_button_is_pressed_is_said_too(front: Front) -> None:
    front.touch("I have a code")
    front.plugged = False
    front.touch(BUTTON)
    said = {one.text for one in geometry.texts(front.window)}
    assert "The camera does not work just now. Please use the keys." in said


async def test_one_that_shows_nothing_is_given_up(front: Front, caplog: pytest.LogCaptureFixture) -> None:
    at_the_camera(front)
    while front.eye.on:
        front.clock.pass_by(NO_PICTURE_SECONDS / 4)
        await asyncio.sleep(0)
    assert front.model.view.failed
    assert len(caplog.messages) == 1


async def test_what_failed_before_is_forgotten_at_the_next_visit(front: Front) -> None:
    at_the_camera(front)
    front.eye.fails("once")
    front.touch("Back")
    front.touch("I have a code")
    assert not front.model.view.failed


async def test_the_words_are_in_the_visitors_language(front: Front) -> None:
    front.talk.tell(LanguageChosen("de"))
    front.touch("Ich habe einen Code")
    front.touch("Mit der Kamera scannen")
    said = {one.text for one in geometry.texts(front.window)}
    assert {"Halten Sie den Code vor die Kamera", "Das Bild wird nicht gespeichert."} <= said
