"""The measure sees each fault that it is there for, and none where there is none."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject
from PySide6.QtQuick import QQuickItem

from kiosk.viewmodels.home import HomeViewModel
from kiosk.viewmodels.sheet import SheetViewModel
from kiosk.window.engine import PanelWindow
from tests.qml import geometry
from tests.qml.layout import faults
from tests.qml.samples import home
from tests.qml.sheets import KEYS, OFFERS
from tests.qml.test_layout import face

OUTSIDE = ("Whiteboard", "team", "Hopper")


@pytest.fixture
def window(qapp: QObject) -> Iterator[PanelWindow]:  # noqa: ARG001 - the application must exist
    sheet = SheetViewModel()
    sheet.name_keys(KEYS)
    with face("DoorPanel", (1280, 800), "en", home=HomeViewModel(home("free")), sheet=sheet) as panel:
        sheet.show(replace(OFFERS, chips=OFFERS.choices[:2]))
        panel.grab()
        yield panel


def found(window: PanelWindow) -> list[str]:
    return faults(window, outside=OUTSIDE, inside="Sheet")


def text(window: PanelWindow, words: str) -> QQuickItem:
    return next(one for one in geometry.of_type(window, "PlainText") if one.property("text") == words)


def button(window: PanelWindow, words: str) -> QQuickItem:
    return next(one for one in geometry.of_type(window, "TouchButton") if one.property("label") == words)


def test_a_sheet_that_is_well_has_no_fault(window: PanelWindow) -> None:
    assert found(window) == []


def shortened(window: PanelWindow) -> None:
    text(window, "Starting now").setWidth(20)


def pushed_out(window: PanelWindow) -> None:
    text(window, "Book Victoria").setX(-400)


def out_of_its_button(window: PanelWindow) -> None:
    text(window, "45\u00a0min").setY(-60)


def over_each_other(window: PanelWindow) -> None:
    one, two = button(window, "15\u00a0min"), button(window, "30\u00a0min")
    two.setX(one.x() + 40)


def too_small(window: PanelWindow) -> None:
    geometry.of_type(window, "Chip")[0].setHeight(40)


@pytest.mark.parametrize(
    ("harm", "begins"),
    [
        (shortened, 'cut: PlainText "Starting now"'),
        (pushed_out, 'out of the window: PlainText "Book Victoria"'),
        (out_of_its_button, "out of TouchButton"),
        (over_each_other, "over TouchButton"),
        (too_small, "small: Chip"),
    ],
)
def test_each_fault_is_seen(window: PanelWindow, harm: Callable[[PanelWindow], None], begins: str) -> None:
    harm(window)
    assert [one for one in found(window) if one.startswith(begins)]


def test_what_is_not_ours_may_be_cut_at_its_end_only(window: PanelWindow) -> None:
    line = text(window, "Starting now")
    line.setWidth(20)
    assert not [one for one in faults(window, outside=("now",), inside="Sheet") if one.startswith("cut")]
    assert [one for one in faults(window, outside=("Starting",), inside="Sheet") if one.startswith("cut")]
