"""The actions of the home screen and the lines of its day: seen whole, large enough, by finger and by keyboard."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from kiosk.i18n import PSEUDO_RTL
from tests.qml import finger, geometry
from tests.qml.conftest import Panel, Show
from tests.qml.samples import ACTIONS, SIZES, STATES, actions, home
from tests.qml.sheets import OFFERS

LEAST = 48


def size_name(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


def buttons(panel: Panel) -> list[QQuickItem]:
    return geometry.of_type(panel.window, "ActionButton")


def gaps(panel: Panel) -> list[QQuickItem]:
    return [one for one in geometry.of_type(panel.window, "DayLine") if one.property("pressable")]


@pytest.mark.parametrize("language", ["en", "de", PSEUDO_RTL])
@pytest.mark.parametrize("size", SIZES, ids=size_name)
def test_the_actions_of_every_state_are_whole_and_large_enough(
    show: Show, size: tuple[int, int], language: str
) -> None:
    panel = show(home("free", language), size=size)
    for state in STATES:
        panel.show(home(state, language))
        panel.window.grab()
        made, field = buttons(panel), geometry.box(geometry.of_type(panel.window, "StatusField")[0])
        assert len(made) == len(ACTIONS[state])
        assert all(min(one.width(), one.height()) >= LEAST for one in made)
        assert all(field.contains(geometry.box(one)) for one in made)
        words = [
            text
            for one in made
            for text in geometry.items(one)
            if text.metaObject().className().startswith("PlainText")
        ]
        assert [text.property("text") for text in words if text.property("truncated")] == []


@pytest.mark.parametrize("size", SIZES, ids=size_name)
def test_the_actions_and_the_gaps_are_within_reach(show: Show, size: tuple[int, int]) -> None:
    panel = show(home("free"), size=size)
    lower = [geometry.box(one).center().y() for one in buttons(panel)]
    edge = geometry.box(geometry.of_type(panel.window, "StatusField")[0])
    assert all(y > edge.center().y() for y in lower)
    assert all(one.height() >= LEAST for one in gaps(panel))


def test_a_finger_presses_an_action_and_a_gap(show: Show) -> None:
    panel = show(home("free"))
    pressed = QSignalSpy(panel.home.pressed)
    finger.tap(panel.window.window, buttons(panel)[0])
    finger.tap(panel.window.window, gaps(panel)[0])
    busy = next(one for one in geometry.of_type(panel.window, "DayLine") if not one.property("pressable"))
    finger.tap(panel.window.window, busy)
    assert [pressed.at(number) for number in range(pressed.count())] == [["book"], ["c"]]


def test_an_action_and_a_gap_are_seen_to_be_pressed(show: Show) -> None:
    panel = show(home("free"))
    for item in (buttons(panel)[0], gaps(panel)[0]):
        before, place = panel.window.grab(), finger.middle(item)
        assert panel.window.grab() == before
        finger.press(panel.window.window, place)
        assert panel.window.grab() != before
        finger.release(panel.window.window, place)


def test_a_keyboard_presses_an_action_and_a_gap(show: Show) -> None:
    panel = show(home("free"))
    pressed, window = QSignalSpy(panel.home.pressed), panel.window.window
    for _ in range(4):
        finger.key(window, Qt.Key.Key_Tab)
        finger.key(window, Qt.Key.Key_Space)
    assert [pressed.at(number)[0] for number in range(pressed.count())] == ["book", "find", "more", "c"]


def test_under_a_sheet_nothing_can_be_pressed(show: Show) -> None:
    panel = show(home("free"))
    panel.sheet.show(OFFERS)
    pressed = QSignalSpy(panel.home.pressed)
    finger.tap(panel.window.window, buttons(panel)[0])
    for _ in range(12):
        finger.key(panel.window.window, Qt.Key.Key_Tab)
        finger.key(panel.window.window, Qt.Key.Key_Space)
    assert pressed.count() == 0


def test_the_actions_have_names_for_those_who_listen(show: Show) -> None:
    panel = show(home("occupied"))
    described = [QAccessible.queryAccessibleInterface(one) for one in buttons(panel)]
    assert [one.text(QAccessible.Text.Name) for one in described] == ["Extend", "End early", "More"]
    assert {one.role() for one in described} == {QAccessible.Role.Button}


def test_the_place_of_the_actions_is_kept_while_they_are_not_known(show: Show) -> None:
    view = home("occupied")
    panel = show(replace(view, actions=()))

    def words() -> list[tuple[str, float]]:
        return [(one.text, one.box.top()) for one in geometry.texts(panel.window) if one.text in {view.word, view.meta}]

    before = words()
    panel.show(replace(view, actions=actions("occupied")))
    panel.window.grab()
    assert words() == before
    assert len(before) == 2


def test_a_long_press_on_the_clock_is_told_and_a_short_one_is_not(show: Show, qtbot: QtBot) -> None:
    panel = show(home("free"))
    pressed, window = QSignalSpy(panel.home.pressed), panel.window.window
    clock = next(one for one in geometry.of_type(panel.window, "PlainText") if one.property("text") == "14:12")
    finger.tap(window, clock)
    assert pressed.count() == 0
    finger.press(window, finger.middle(clock))
    qtbot.waitUntil(lambda: pressed.count() == 1)
    finger.release(window, finger.middle(clock))
    assert pressed.at(0) == ["clock"]
