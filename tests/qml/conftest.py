"""A window for each test, and Qt's environment; set at collection, before any test makes the application."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.viewmodels.home import HomeViewModel
from kiosk.viewmodels.home_view import HomeView
from kiosk.viewmodels.sheet import SheetViewModel
from kiosk.viewmodels.theme import THEMES, ThemeViewModel
from kiosk.window.engine import PanelWindow, open_window, prepare_environment

CACHE = Path(__file__).resolve().parents[2] / "build" / "cache" / "panel"
prepare_environment(CACHE, offscreen=True, system_fonts=False)


class Panel:
    """One window, the view model behind it, and a wait until everything is drawn."""

    def __init__(self, qtbot: QtBot, view: HomeView, theme: str, size: tuple[int, int], *, still: bool) -> None:
        self._qtbot = qtbot
        self.home = HomeViewModel(view)
        self.theme = ThemeViewModel(THEMES[theme], reduced_motion=still)
        self.sheet = SheetViewModel()
        self.window: PanelWindow = open_window(self.home, self.theme, self.sheet, size=size, windowed=True)
        self.settle()

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: self.window.frames > 0)

    def show(self, view: HomeView) -> None:
        self.home.show(view)


Show = Callable[..., Panel]


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    panels: list[Panel] = []

    def make(
        view: HomeView, theme: str = "bold-dark", size: tuple[int, int] = (1280, 800), *, still: bool = True
    ) -> Panel:
        panels.append(Panel(qtbot, view, theme, size, still=still))
        return panels[-1]

    yield make
    for panel in panels:
        panel.window.destroy()
