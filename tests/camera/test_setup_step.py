"""A set-up's code is held before the camera: on the door's own sheet, with a double for nothing but the device."""

from collections.abc import AsyncIterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from kiosk.flows.host import SheetHost
from kiosk.flows.setup import SetupFlow
from kiosk.i18n import languages
from kiosk.phrases.setup import SetupPhrases
from kiosk.phrases.sheets import SheetPhrases
from kiosk.setup.device import Device
from kiosk.viewmodels.camera import CameraViewModel
from kiosk.viewmodels.home import HomeViewModel
from kiosk.viewmodels.sheet import SheetViewModel
from kiosk.viewmodels.theme import THEMES, ThemeViewModel
from kiosk.window.camera_tie import tie_camera
from kiosk.window.engine import open_window
from kiosk.window.sheets import tie_sheet
from kiosk.wording import Words
from tests.camera.drawn import held, picture, wall
from tests.camera.eye import Eye, SlowClock, Work
from tests.qml import finger, geometry
from tests.setup.panels import device_at

BUTTON, KEYS = "Scan with the camera", "Use the keys"


class NewPanel:
    """A panel that was just unpacked, with its set-up on the screen."""

    def __init__(self, device: Device) -> None:
        self.eye, self.clock, self.work = Eye(), SlowClock(), Work()
        self.sheet = SheetViewModel()
        theme = ThemeViewModel(THEMES["bold-dark"], reduced_motion=True)
        self._kept = (HomeViewModel(), theme)
        self.window = open_window(*self._kept, self.sheet, size=(1280, 800), windowed=True)
        self.host = SheetHost(self.sheet, self.clock, self.work.spawn)
        self._stack = ExitStack()
        tie_camera(
            self._stack,
            self.window,
            self.sheet,
            lambda: self.eye,
            self.clock,
            self.work.spawn,
            self._scanned,
            lambda: False,
        )
        tie_sheet(self.sheet, self.host, SheetPhrases(Words("en")).key_names())
        phrases = lambda language: SetupPhrases(language, Words(language))  # noqa: E731 - one line says it
        self.host.open(SetupFlow(device, phrases, languages(), lambda: None))
        (self.model,) = self.sheet.findChildren(CameraViewModel)
        self.window.draw_first_frame()

    def _scanned(self, text: str) -> None:
        """As the doorway takes what a scanner read."""
        self.host.touched()
        self.host.typed(text)
        self.host.entered()

    def button(self, spoken: str) -> QQuickItem | None:
        self.window.grab()
        kinds = ("TouchButton", "CameraButton")
        found = [one for kind in kinds for one in geometry.of_type(self.window, kind)]
        return next((one for one in found if one.property("spoken") == spoken), None)

    def touch(self, spoken: str) -> None:
        one = self.button(spoken)
        assert one is not None, spoken
        self.clock.pass_by(1.0)
        finger.tap(self.window.window, one)
        QCoreApplication.processEvents()

    async def close(self) -> None:
        self._stack.close()
        await self.work.over()
        self.window.destroy()


@pytest.fixture
async def panel(qtbot: QtBot, tmp_path: Path) -> AsyncIterator[NewPanel]:
    assert qtbot is not None
    one = NewPanel(device_at(tmp_path))
    yield one
    await one.close()


def at_the_address(panel: NewPanel) -> None:
    panel.touch("Offision, Your company's Offision server")
    assert panel.sheet.view.name == "setup-address"


async def test_nothing_looks_before_a_code_is_asked_for(panel: NewPanel) -> None:
    assert panel.sheet.view.name == "setup-system"
    assert panel.button(BUTTON) is None
    at_the_address(panel)
    assert panel.button(BUTTON) is not None
    assert not panel.eye.on


async def test_an_address_that_is_held_up_is_taken_and_the_token_asked_for(panel: NewPanel) -> None:
    at_the_address(panel)
    panel.touch(BUTTON)
    assert panel.eye.on
    panel.eye.sees(picture(held("https://rooms.example.com", 240)))
    await panel.work.over()
    assert panel.sheet.view.name == "setup-secret"
    assert not panel.eye.on
    assert panel.button(BUTTON) is not None


async def test_a_set_up_code_answers_what_it_holds(panel: NewPanel) -> None:
    at_the_address(panel)
    panel.touch(BUTTON)
    panel.eye.sees(picture(held("room-kiosk:setup?kind=offision&url=https://rooms.example.com&language=de", 400)))
    await panel.work.over()
    assert panel.sheet.view.name == "setup-secret"


async def test_a_wrong_code_is_said_and_it_can_be_looked_again(panel: NewPanel) -> None:
    at_the_address(panel)
    panel.touch(BUTTON)
    panel.eye.sees(picture(held("room-kiosk:setup?kind=elsewhere", 240)))
    await panel.work.over()
    assert panel.sheet.view.name == "setup-address"
    assert panel.sheet.view.note
    panel.touch(BUTTON)
    assert panel.eye.on


async def test_back_to_the_keys_what_is_typed_goes_into_the_field(panel: NewPanel, qtbot: QtBot) -> None:
    at_the_address(panel)
    panel.window.window.requestActivate()
    qtbot.waitUntil(panel.window.window.isActive)
    panel.touch(BUTTON)
    panel.touch(KEYS)
    assert not panel.eye.on
    field = panel.window.window.activeFocusItem()
    assert field is not None
    assert "TextInput" in field.metaObject().className()


async def test_a_sheet_that_closes_turns_it_off(panel: NewPanel) -> None:
    at_the_address(panel)
    panel.touch(BUTTON)
    panel.eye.sees(picture(wall()))
    panel.host.dismiss()
    assert not panel.eye.on
    assert panel.model.view.source == ""
    panel.window.grab()


async def test_one_that_fails_is_said_beside_the_field(panel: NewPanel) -> None:
    at_the_address(panel)
    panel.touch(BUTTON)
    panel.eye.fails("it was unplugged")
    panel.window.grab()
    said = {one.text for one in geometry.texts(panel.window)}
    assert "The camera does not work just now. Please use the keys." in said


async def test_while_it_looks_a_touch_keeps_the_sheet_open(panel: NewPanel) -> None:
    acted: list[bool] = []
    panel.sheet.acted.connect(lambda: acted.append(True))
    at_the_address(panel)
    panel.touch(BUTTON)
    acted.clear()
    panel.touch(KEYS)
    assert acted
