"""A field that is given more than it can hold, as a scanner may, keeps what it can and says nothing back meanwhile."""

from dataclasses import replace

from PySide6.QtCore import Qt

from kiosk.viewmodels.sheet_view import SheetView
from tests.qml import finger, geometry
from tests.qml.conftest import Panel, Show
from tests.qml.samples import home
from tests.qml.sheets import NAME

MOST = 8


def follow(panel: Panel) -> list[str]:
    """From here on the sheet shows what its field says, as a flow does; what that was."""
    said: list[str] = []

    def typed(text: str) -> None:
        said.append(text)
        panel.sheet.show(given(text))

    panel.sheet.typed.connect(typed)
    return said


def given(text: str) -> SheetView:
    assert NAME.entry is not None
    return replace(NAME, entry=replace(NAME.entry, text=text, most=MOST))


def test_what_does_not_fit_is_cut_and_not_told_back(show: Show) -> None:
    panel = show(home("free"))
    said = follow(panel)
    panel.sheet.show(given(""))
    panel.sheet.show(given("1234567890"))

    (field,) = geometry.of_type(panel.window, "EntryField")
    assert field.property("text") == "12345678"
    assert said == []

    finger.key(panel.window.window, Qt.Key.Key_Backspace)
    assert said == ["1234567"]
