"""The reception without sight or touch: everything that can be pressed has a name, and a keyboard reaches all of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from kiosk.i18n import languages
from tests.qml import finger, geometry
from tests.qml.reception_samples import SIZES, STEPS, view
from tests.qml.test_reception import Screen

KEYED = (
    "idle", "code", "code_leave", "leave_name", "greeting", "rules", "in", "not_found", "leave_not_found",
    "leave_not_in", "walk_in_host",
)  # fmt: skip
PRESSED = ("TouchButton", "KeyCap", "Chip")


@contextmanager
def shown(name: str, qtbot: QtBot) -> Iterator[Screen]:
    screen = Screen(view(name), "calm-light", (1280, 800), still=True)
    try:
        screen.window.window.requestActivate()
        qtbot.waitUntil(screen.window.window.isActive)
        yield screen
    finally:
        screen.window.destroy()


def names(screen: Screen) -> list[str]:
    return [str(one.property("spoken")) for kind in PRESSED for one in geometry.of_type(screen.window, kind)]


def reached(screen: Screen) -> set[str]:
    """The names of what Tab leads to, until it comes round."""
    found: list[object] = []
    for _ in range(80):
        finger.key(screen.window.window, Qt.Key.Key_Tab)
        item = screen.window.window.activeFocusItem()
        if item in found:
            break
        found.append(item)
    return {str(item.property("spoken")) for item in found if hasattr(item, "property")}


@pytest.mark.parametrize("name", STEPS)
def test_everything_that_can_be_pressed_has_a_name(name: str, qtbot: QtBot) -> None:
    with shown(name, qtbot) as screen:
        assert "" not in names(screen)


@pytest.mark.parametrize("name", KEYED)
def test_the_keyboard_reaches_every_button(name: str, qtbot: QtBot) -> None:
    with shown(name, qtbot) as screen:
        assert set(names(screen)) <= reached(screen)


def test_space_presses_the_button_that_has_the_focus(qtbot: QtBot) -> None:
    with shown("greeting", qtbot) as screen:
        chosen = QSignalSpy(screen.reception.chosen)
        while screen.window.window.activeFocusItem().property("spoken") != "Check in":
            finger.key(screen.window.window, Qt.Key.Key_Tab)
        finger.key(screen.window.window, Qt.Key.Key_Space)
        assert chosen.at(0)[0] == "confirm"


def test_a_step_says_its_title_and_its_sentence(qtbot: QtBot) -> None:
    with shown("not_found", qtbot) as screen:
        (steps,) = geometry.of_type(screen.window, "Steps")
        assert steps.isVisible()
        spoken = [one.text for one in geometry.texts(screen.window)]
        assert spoken.index("We do not know this code") < spoken.index(
            "Please check it once more, or ask at reception."
        )


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_code_of_the_wifi_is_there_at_every_size(size: tuple[int, int], language: str, qtbot: QtBot) -> None:
    assert qtbot is not None
    screen = Screen(view("in", language), "calm-light", size, still=True)
    try:
        (code,) = geometry.of_type(screen.window, "QrCode")
        assert code.width() >= 90
        texts = [one for one in geometry.texts(screen.window) if one.box.intersects(geometry.box(code))]
        assert texts == []
    finally:
        screen.window.destroy()


def test_long_house_rules_can_be_read_to_their_end(qtbot: QtBot) -> None:
    with shown("rules", qtbot) as screen:
        screen.show(replace(view("rules"), text="Please wear your badge.\n" * 60))
        (reading,) = geometry.of_type(screen.window, "Reading")
        end = reading.property("contentHeight") - reading.height()
        assert end > 0
        reading.forceActiveFocus()
        for _ in range(20):
            finger.key(screen.window.window, Qt.Key.Key_Down)
        assert reading.property("contentY") == pytest.approx(end)
        button = geometry.of_type(screen.window, "TouchButton")[-1]
        assert geometry.box(button).top() >= geometry.box(reading).bottom()
