"""What a camera adds to the screens is whole, in its place, and large enough for a finger, in every language."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kiosk.domain.reception_steps import EnteringCode, Habits
from kiosk.domain.visiting import Act
from kiosk.i18n import PSEUDO_LONG, PSEUDO_RTL
from kiosk.viewmodels.camera import CameraViewModel
from kiosk.viewmodels.camera_view import CameraView
from kiosk.viewmodels.home import HomeViewModel
from kiosk.viewmodels.reception import ReceptionViewModel
from kiosk.viewmodels.sheet import SheetViewModel
from kiosk.viewmodels.sheet_view import SheetView
from kiosk.viewmodels.theme import THEMES, ThemeViewModel
from kiosk.window.camera_picture import NAME, LivePicture
from kiosk.window.engine import PanelWindow, open_face, open_window
from tests.camera.drawn import held, picture
from tests.qml.layout import faults
from tests.qml.layout import shown as drawn
from tests.qml.layout_pages import pages
from tests.qml.reception_samples import keys, shown

pytestmark = pytest.mark.slow
LANGUAGES = ("en", "de", "fr", "es", "ja", "ko", "zh-Hans", "zh-Hant", PSEUDO_LONG, PSEUDO_RTL)
SIZES = ((1280, 800), (800, 480), (480, 800))
Open = Callable[..., PanelWindow]


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Open]:
    assert qtbot is not None
    windows: list[PanelWindow] = []
    kept: list[object] = []

    def make(window: PanelWindow, *models: object) -> PanelWindow:
        windows.append(window)
        kept.extend(models)
        window.draw_first_frame()
        return window

    yield make
    for one in windows:
        one.destroy()
    kept.clear()


def views(window: PanelWindow) -> dict[str, CameraView]:
    """Its button, its picture, and its failing."""
    live = LivePicture()
    window.provide(NAME, live)
    source = live.show(picture(held()))
    return {
        "offered": CameraView(offered=True),
        "looking": CameraView(offered=True, looking=True, source=source),
        "starting": CameraView(offered=True, looking=True),
        "failed": CameraView(offered=True, failed=True),
    }


def camera_of(shows: QObject) -> CameraViewModel:
    (model,) = shows.findChildren(CameraViewModel)
    return model


def judge(window: PanelWindow, name: str, within: str) -> None:
    """All that is in the item of this type."""
    window.grab()
    assert "CameraButton" in {one.kind for one in drawn(window, within)} or "looking" in name or "starting" in name
    assert [(name, fault) for fault in faults(window, outside=("KXQ",), inside=within)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("length", [6, None])
def test_the_receptions_code_step(opened: Open, size: tuple[int, int], language: str, length: int | None) -> None:
    reception, sheet = ReceptionViewModel(), SheetViewModel()
    reception.name_keys(keys(language))
    theme = ThemeViewModel(THEMES["calm-light"], reduced_motion=True)
    models = {"reception": reception, "theme": theme, "sheet": sheet}
    window = opened(open_face("Reception", models, size=size, windowed=True, language=language), *models.values())
    for name, view in views(window).items():
        for act in Act:
            reception.show(shown(EnteringCode(act, "KXQ"), language, habits=Habits(code_length=length)))
            camera_of(reception).show(view)
            judge(window, f"{act}: {name}", "Steps")


def asked(language: str) -> dict[str, SheetView]:
    """Each step of the set-up, and page of the settings, that asks for a code."""
    return {view.name: view for view in pages(language).values() if view.camera is not None}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_set_ups_steps(opened: Open, size: tuple[int, int], language: str) -> None:
    home, sheet = HomeViewModel(), SheetViewModel()
    theme = ThemeViewModel(THEMES["bold-dark"], reduced_motion=True)
    sheet.name_keys(keys(language))
    window = opened(open_window(home, theme, sheet, size=size, windowed=True, language=language), home, theme, sheet)
    assert set(asked(language)) == {"setup-address", "setup-secret", "settings-import"}
    for name, view in views(window).items():
        for step, shows in asked(language).items():
            sheet.show(shows)
            camera_of(sheet).show(view)
            judge(window, f"{step}: {name}", "SheetCamera" if view.looking else "Sheet")
