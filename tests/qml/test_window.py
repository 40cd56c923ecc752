"""The window: fails loudly, closes only where it may, and leaves nothing behind."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from kiosk.viewmodels.home import HomeViewModel
from kiosk.viewmodels.sheet import SheetViewModel
from kiosk.viewmodels.theme import THEMES, ThemeViewModel
from kiosk.window.engine import PanelWindow, WindowFailed, open_window
from tests.qml.conftest import Show
from tests.qml.samples import STATES, home


@pytest.fixture
def full_screen(qapp: QObject) -> PanelWindow:
    qapp.setProperty("quitOnLastWindowClosed", False)  # noqa: FBT003 - Qt's setter
    model = HomeViewModel(home("free"), qapp)
    return open_window(model, ThemeViewModel(THEMES["bold-dark"], parent=qapp), SheetViewModel(qapp))


@pytest.mark.qt_log_ignore("failed to load component")
@pytest.mark.usefixtures("qapp")
def test_no_window_is_a_named_failure_with_the_reason(tmp_path: Path) -> None:
    broken = tmp_path / "DoorPanel"
    broken.mkdir()
    (broken / "qmldir").write_text("module DoorPanel\nMain 1.0 Main.qml\n", encoding="utf-8")
    (broken / "Main.qml").write_text("import QtQuick\nWindow { colour: 1 }\n", encoding="utf-8")
    with pytest.raises(WindowFailed, match=r"Main.qml:2.*colour"):
        open_window(HomeViewModel(), ThemeViewModel(THEMES["bold-dark"]), SheetViewModel(), folder=tmp_path)


def test_a_full_screen_cannot_be_closed_and_has_no_cursor(full_screen: PanelWindow, qtbot: QtBot) -> None:
    window = full_screen.window
    assert window.visibility() == window.Visibility.FullScreen
    qtbot.waitUntil(lambda: window.cursor().shape() == Qt.CursorShape.BlankCursor)
    window.close()
    assert window.isVisible()
    full_screen.destroy()


def test_a_window_on_a_desk_can_be_closed(show: Show) -> None:
    window = show(home("free")).window.window
    assert window.close()
    assert not window.isVisible()


def test_the_first_frame_is_announced_once(qtbot: QtBot) -> None:
    model, theme = HomeViewModel(home("free")), ThemeViewModel(THEMES["calm-light"], reduced_motion=True)
    sheet = SheetViewModel()
    panel = open_window(model, theme, sheet, size=(800, 480), windowed=True)
    with qtbot.waitSignal(panel.first_frame):
        pass
    assert panel.frames == 1
    panel.destroy()


def test_view_models_outlive_the_window_quietly(show: Show) -> None:
    panel = show(home("free"))
    panel.window.destroy()
    for state in STATES:
        panel.show(home(state))


def test_every_state_and_theme_draws_without_a_warning(show: Show) -> None:
    for style in ("bold", "calm", "contrast"):
        for mode in ("light", "dark"):
            panel = show(home(STATES[0]), f"{style}-{mode}", (800, 480))
            for state in STATES:
                panel.show(home(state))
                panel.settle()
                assert not panel.window.grab().isNull()


def test_qml_has_no_words_of_its_own_and_one_text_type() -> None:
    root = Path(__file__).resolve().parents[2] / "qml"
    files = sorted(root.rglob("*.qml"))
    assert len(files) > 10
    for file in files:
        lines = file.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 200, file
        code = [line.strip() for line in lines]
        assert not [line for line in code if line.startswith("text:") and '"' in line], file
        assert not [line for line in code if "property var" in line], file
        assert not [line for line in code if line == "Text {" and file.name != "PlainText.qml"], file
        assert not [line for line in code if line.startswith("import") and "Controls" in line], file
