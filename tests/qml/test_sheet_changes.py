"""One question after another on the same sheet: the keyboard stands where it should, and Qt has nothing to say."""

from dataclasses import replace
from itertools import permutations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from kiosk.viewmodels.sheet_view import Choice, Entry, Row, SheetView
from tests.qml import finger, geometry
from tests.qml.conftest import Panel, Show
from tests.qml.samples import home
from tests.qml.sheets import ADDRESS, CODE, KEYS, NAME, OFFERS, PIN, QUESTION, SHEETS

SCAN = SheetView(
    name="scan",
    title="Take over a set-up",
    line="Scan the code of another panel.",
    entry=Entry("The other panel's code", keys="none", secret=True, most=2000),
    choices=(Choice("file", "Use the file"),),
    back="Back",
    close="Close",
)
ABOUT = SheetView(
    name="about",
    title="About this panel",
    rows=tuple(Row("", title, trailing=said) for title, said in (("Version", "1"), ("Room", "Victoria"), ("Mac", "2"))),
    back="Back",
    close="Close",
)
EVERY = (*SHEETS.values(), replace(CODE, name="export", back="Back"), SCAN, ABOUT)


def opened(show: Show, size: tuple[int, int] = (1280, 800)) -> Panel:
    panel = show(home("free"), "bold-dark", size)
    panel.sheet.name_keys(KEYS)
    return panel


def in_the_field(panel: Panel) -> bool:
    item = panel.window.window.activeFocusItem()
    return item.inherits("QQuickTextInput") and item.isVisible()


def keyboard_is(panel: Panel) -> str:
    """The name of what has the keyboard, empty for nothing that can be pressed."""
    return str(panel.window.window.activeFocusItem().property("spoken") or "")


def details(panel: Panel) -> list[str]:
    return [str(one.property("title")) for one in geometry.of_type(panel.window, "SheetRow")]


@pytest.mark.parametrize("size", [(1280, 800), (800, 480), (480, 800)])
def test_any_question_may_follow_any_other(show: Show, size: tuple[int, int]) -> None:
    panel = opened(show, size)
    lost = []
    for first, then in permutations(EVERY, 2):
        panel.sheet.show(first)
        panel.window.grab()
        finger.key(panel.window.window, Qt.Key.Key_Tab)
        panel.sheet.show(then)
        panel.window.grab()
        if in_the_field(panel) is not (then.entry is not None) or keyboard_is(panel):
            lost.append((first.name, then.name))
    assert lost == []


def test_lines_that_only_inform_follow_each_other(show: Show) -> None:
    panel = opened(show)
    for shown in (ABOUT, replace(ABOUT, name="checks", rows=ABOUT.rows[1:]), ABOUT):
        panel.sheet.show(shown)
        panel.window.grab()
        assert details(panel) == [row.title for row in shown.rows]


def test_the_keyboard_begins_each_question_before_its_first_answer(show: Show) -> None:
    panel = opened(show)
    for view, first in (
        (OFFERS, "15\u00a0min, until 14:27"),
        (QUESTION, "End it now"),
        (OFFERS, "15\u00a0min, until 14:27"),
    ):
        panel.sheet.show(view)
        finger.key(panel.window.window, Qt.Key.Key_Tab)
        assert keyboard_is(panel) == first
        finger.key(panel.window.window, Qt.Key.Key_Tab)


@pytest.mark.parametrize("then", [PIN, ADDRESS, SCAN], ids=lambda view: view.name)
def test_what_is_typed_goes_into_the_field_of_the_new_question(show: Show, qtbot: QtBot, then: SheetView) -> None:
    panel = opened(show)
    panel.sheet.show(NAME)
    for _ in range(4):
        finger.key(panel.window.window, Qt.Key.Key_Tab)
    typed = QSignalSpy(panel.sheet.typed)
    panel.sheet.show(then)
    finger.key(panel.window.window, Qt.Key.Key_7)
    qtbot.waitUntil(lambda: typed.count() == 1)
    assert then.entry is not None
    assert typed.at(0) == [f"{then.entry.text}7"]


def test_what_is_typed_without_a_field_goes_nowhere(show: Show) -> None:
    panel = opened(show)
    panel.sheet.show(NAME)
    panel.sheet.show(QUESTION)
    typed, entered = QSignalSpy(panel.sheet.typed), QSignalSpy(panel.sheet.entered)
    for key in (Qt.Key.Key_A, Qt.Key.Key_Return):
        finger.key(panel.window.window, key)
    assert (typed.count(), entered.count()) == (0, 0)
