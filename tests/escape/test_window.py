"""A face on the whole screen comes back to it, whatever made its window smaller, and cannot be closed."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QWindow
from PySide6.QtQuick import QQuickWindow
from pytestqt.qtbot import QtBot

from kiosk.viewmodels.home import HomeViewModel
from kiosk.viewmodels.sheet import SheetViewModel
from kiosk.viewmodels.theme import THEMES, ThemeViewModel
from kiosk.window.engine import PanelWindow, open_window
from tests.qml import conftest as _environment  # sets Qt up before the application is made
from tests.qml.samples import home

assert _environment.CACHE.name == "panel"


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QQuickWindow]:
    models = HomeViewModel(home("free")), ThemeViewModel(THEMES["bold-dark"]), SheetViewModel()
    panel: PanelWindow = open_window(*models)
    qtbot.waitUntil(lambda: panel.window.cursor().shape() is Qt.CursorShape.BlankCursor)
    yield panel.window
    panel.destroy()


@pytest.mark.parametrize("state", [one for one in Qt.WindowState if one is not Qt.WindowState.WindowActive])
def test_it_fills_the_screen_again(window: QQuickWindow, state: Qt.WindowState) -> None:
    window.setWindowState(state)

    assert window.visibility() is QWindow.Visibility.FullScreen
    assert window.geometry() == QGuiApplication.primaryScreen().geometry()
    assert window.cursor().shape() is Qt.CursorShape.BlankCursor


def test_it_does_not_close(window: QQuickWindow) -> None:
    asked = QCloseEvent()
    QGuiApplication.sendEvent(window, asked)

    assert not asked.isAccepted()
    assert not window.close()
    assert window.isVisible()
