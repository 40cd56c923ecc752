"""Who sits in a wheelchair reaches the lower half of the screen: all that can be pressed is there, or comes there."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtQuick import QQuickItem

from kiosk.phrases.sheets import SheetPhrases
from kiosk.viewmodels.home import HomeViewModel
from kiosk.viewmodels.home_view import HomeView
from kiosk.viewmodels.sheet import SheetViewModel
from kiosk.window.engine import PanelWindow
from kiosk.wording import Words
from tests.qml import finger, geometry
from tests.qml.layout_homes import homes
from tests.qml.layout_pages import pages
from tests.qml.layout_sheets import door_sheets, other_sheets
from tests.qml.samples import SIZES
from tests.qml.test_layout import face

TARGETS = ("TouchButton", "Chip", "SheetRow", "KeyCap", "EntryField")
Size = tuple[int, int]
at_every_size = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


def said(item: QQuickItem) -> str:
    return str(item.property("spoken") or item.property("label"))


def targets(window: PanelWindow) -> Iterator[QQuickItem]:
    """What can be pressed; not a field that has its keys on the screen already."""
    typed = bool(geometry.of_type(window, "KeyCap"))
    for kind in TARGETS:
        for one in geometry.of_type(window, kind):
            if one.property("key") != "" and not (typed and kind == "EntryField"):
                yield one


def within_reach(window: PanelWindow) -> set[str]:
    """Those in the lower half, and not behind the ways out."""
    middle, foot = window.window.height() / 2, geometry.of_type(window, "SheetFoot")[0]
    kept = {*geometry.items(foot), *geometry.of_type(window, "KeyCap")}
    edge = geometry.box(foot).top()
    heights = [(one, geometry.box(one).center().y()) for one in targets(window)]
    return {said(one) for one, y in heights if y >= middle and (one in kept or y < edge)}


def out_of_reach(window: PanelWindow) -> set[str]:
    """What stays in the upper half, also once the buttons were touched that turn the list and bring it down."""
    wanted, found = {said(one) for one in targets(window)}, within_reach(window)
    for name in ("Further down", "Further up", "Bring it lower"):
        button = next((one for one in targets(window) if said(one) == name and name in found), None)
        if button is not None:
            finger.tap(window.window, button)
            window.grab()
            found |= within_reach(window)
    return wanted - found


@at_every_size
@pytest.mark.parametrize("made", [door_sheets, other_sheets, pages])
def test_all_of_a_sheet_comes_within_reach(qapp: QObject, size: Size, made: object) -> None:  # noqa: ARG001
    assert callable(made)
    sheet, far = SheetViewModel(), []
    sheet.name_keys(SheetPhrases(Words("en")).key_names())
    with face("DoorPanel", size, "en", home=HomeViewModel(HomeView()), sheet=sheet) as window:
        for name, view in {view.name: view for view in made("en").values()}.items():
            sheet.show(view)
            QCoreApplication.processEvents()
            window.grab()
            far += [f"{name}: {one}" for one in out_of_reach(window)]
    assert far == []


@at_every_size
def test_the_actions_of_the_home_screen_are_within_reach(qapp: QObject, size: Size) -> None:  # noqa: ARG001
    home = HomeViewModel()
    with face("DoorPanel", size, "en", home=home, sheet=SheetViewModel()) as window:
        for name, view in homes("en").items():
            home.show(view)
            window.grab()
            high = [
                said(one)
                for one in geometry.of_type(window, "ActionButton")
                if geometry.box(one).center().y() < size[1] / 2
            ]
            assert high == [], name
