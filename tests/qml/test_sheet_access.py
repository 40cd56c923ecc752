"""Every sheet there is, for a keyboard, a switch and a screen reader: all is reached, named, and can be left."""

from collections.abc import Callable, Iterator, Mapping

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QSignalSpy

from kiosk.phrases.sheets import SheetPhrases
from kiosk.viewmodels.home import HomeViewModel
from kiosk.viewmodels.home_view import HomeView
from kiosk.viewmodels.sheet import SheetViewModel
from kiosk.viewmodels.sheet_view import SheetView
from kiosk.window.engine import PanelWindow
from kiosk.wording import Words
from tests.qml import finger, geometry
from tests.qml.layout_pages import pages
from tests.qml.layout_sheets import door_sheets, other_sheets
from tests.qml.test_layout import face

PRESSED = ("TouchButton", "Chip", "SheetRow", "KeyCap")
ROLES = {QAccessible.Role.Button, QAccessible.Role.CheckBox}
MOST_STOPS = 120
in_every_group = pytest.mark.parametrize("made", [door_sheets, other_sheets, pages])
Made = Callable[[str], Mapping[str, SheetView]]


class Shown:
    """One window that shows sheet after sheet."""

    def __init__(self, window: PanelWindow, sheet: SheetViewModel) -> None:
        self.window = window
        self.sheet = sheet

    def show(self, view: SheetView) -> None:
        """This one, as if nothing had been open before."""
        for one in (SheetView(), view):
            self.sheet.show(one)
            QCoreApplication.processEvents()
        self.window.grab()

    def targets(self) -> list[QQuickItem]:
        """All that can be pressed and is to be seen."""
        made = [one for kind in PRESSED for one in geometry.of_type(self.window, kind)]
        inside = set(geometry.items(geometry.of_type(self.window, "SheetBody")[0]))
        return [one for one in made if one in inside and one.isEnabled() and one.property("key") != ""]

    def stops(self) -> list[QQuickItem]:
        """Where Tab leads, until it begins anew."""
        found: list[QQuickItem] = []
        for _ in range(MOST_STOPS):
            finger.key(self.window.window, Qt.Key.Key_Tab)
            item = self.window.window.activeFocusItem()
            if item in found:
                return found
            found.append(item)
        raise AssertionError("Tab never comes round")


@pytest.fixture
def shown(qapp: QObject) -> Iterator[Shown]:  # noqa: ARG001
    sheet = SheetViewModel()
    sheet.name_keys(SheetPhrases(Words("en")).key_names())
    with face("DoorPanel", (1280, 800), "en", home=HomeViewModel(HomeView()), sheet=sheet) as window:
        yield Shown(window, sheet)


def once(made: Made) -> dict[str, SheetView]:
    """Each sheet by its name, not in all that it may say."""
    return {view.name: view for view in made("en").values()}


def said(item: QQuickItem) -> str:
    return str(item.property("spoken") or item.property("label"))


@in_every_group
def test_all_that_can_be_pressed_has_a_name_a_role_and_an_action(shown: Shown, made: Made) -> None:
    for name, view in once(made).items():
        shown.show(view)
        targets = shown.targets()
        assert targets, name
        for item in targets:
            described = QAccessible.queryAccessibleInterface(item)
            assert described is not None, (name, said(item))
            assert described.text(QAccessible.Text.Name).strip(), name
            assert described.role() in ROLES, (name, said(item))
            assert QAccessibleActionInterface.pressAction() in described.actionInterface().actionNames()


@in_every_group
def test_tab_reaches_all_that_can_be_pressed_and_nothing_under_the_sheet(shown: Shown, made: Made) -> None:
    for name, view in once(made).items():
        shown.show(view)
        wanted, stops = shown.targets(), shown.stops()
        inside = set(geometry.items(geometry.of_type(shown.window, "SheetBody")[0]))
        missed = [said(one) for one in wanted if one not in stops]
        assert missed == [], name
        assert [said(one) for one in stops if one not in inside] == [], name


@in_every_group
def test_enter_presses_what_the_keyboard_is_on_and_escape_leaves(shown: Shown, made: Made) -> None:
    dismissed, window = QSignalSpy(shown.sheet.dismissed), shown.window.window
    for name, view in once(made).items():
        shown.show(view)
        while said(window.activeFocusItem()) != view.close:
            finger.key(window, Qt.Key.Key_Tab)
        left = dismissed.count()
        finger.key(window, Qt.Key.Key_Return)
        assert dismissed.count() == left + 1, name
        finger.key(window, Qt.Key.Key_Escape)
        assert dismissed.count() == left + 2, name
