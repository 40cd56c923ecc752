"""Nothing is cut, nothing lies over anything else, nothing is too small to touch: every screen, language and size."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import product

import pytest
from PySide6.QtCore import QCoreApplication, QObject

from kiosk.i18n import PSEUDO_LONG, PSEUDO_RTL, languages
from kiosk.phrases.sheets import SheetPhrases
from kiosk.viewmodels.home import HomeViewModel
from kiosk.viewmodels.home_view import HomeView
from kiosk.viewmodels.lobby import LobbyViewModel
from kiosk.viewmodels.reception import ReceptionViewModel
from kiosk.viewmodels.sheet import SheetViewModel
from kiosk.viewmodels.sheet_view import SheetView
from kiosk.viewmodels.theme import THEMES, ThemeViewModel
from kiosk.window.engine import PanelWindow, open_face
from kiosk.wording import Words
from tests.qml.layout import faults
from tests.qml.layout_homes import SUBJECT, homes, lobbies
from tests.qml.layout_pages import pages
from tests.qml.layout_sheets import door_sheets, other_sheets
from tests.qml.reception_samples import STEPS
from tests.qml.reception_samples import view as step
from tests.qml.samples import SIZES

Size = tuple[int, int]
OUTSIDE = (SUBJECT, "Ada Lovelace", "Grace Hopper", "Whiteboard", "rooms.example.com", "Screen", "Phone", "Stage")
TAGS = (*languages(), PSEUDO_LONG, PSEUDO_RTL)
SAMPLE = (*zip(SIZES, ("de", PSEUDO_LONG, "ja", PSEUDO_RTL, "fr"), strict=True),)
REST = [(size, tag) for size, tag in product(SIZES, TAGS) if (size, tag) not in SAMPLE]
EVERY = [
    *(pytest.param(*one, id=f"{one[0][0]}x{one[0][1]}-{one[1]}") for one in SAMPLE),
    *(pytest.param(*one, id=f"{one[0][0]}x{one[0][1]}-{one[1]}", marks=pytest.mark.slow) for one in REST),
]
in_every_size_and_language = pytest.mark.parametrize(("size", "language"), EVERY)


@contextmanager
def face(module: str, size: Size, language: str, **models: QObject) -> Iterator[PanelWindow]:
    """A window that lives as long as the block."""
    theme = ThemeViewModel(THEMES["bold-dark"], reduced_motion=True)
    window = open_face(module, {"theme": theme, **models}, size=size, windowed=True, language=language)
    try:
        window.draw_first_frame()
        yield window
    finally:
        window.destroy()


def homes_are_whole(size: Size, language: str) -> list[str]:
    """What is wrong with the faces of the home screen."""
    home = HomeViewModel()
    wrong = []
    with face("DoorPanel", size, language, home=home, sheet=SheetViewModel()) as window:
        for name, view in homes(language).items():
            home.show(view)
            window.grab()
            wrong += [f"{name}: {fault}" for fault in faults(window, outside=OUTSIDE)]
    return wrong


def sheets_are_whole(size: Size, language: str, views: Mapping[str, SheetView]) -> list[str]:
    """What is wrong with these sheets, over a home screen."""
    home, sheet = HomeViewModel(HomeView(right_to_left=Words(language).right_to_left)), SheetViewModel()
    sheet.name_keys(SheetPhrases(Words(language)).key_names())
    wrong = []
    with face("DoorPanel", size, language, home=home, sheet=sheet) as window:
        for name, view in views.items():
            sheet.show(view)
            QCoreApplication.processEvents()
            window.grab()
            wrong += [f"{name}: {fault}" for fault in faults(window, outside=OUTSIDE, inside="Sheet")]
    return wrong


def lobbies_are_whole(size: Size, language: str) -> list[str]:
    """What is wrong with the lobby."""
    lobby = LobbyViewModel()
    wrong = []
    with face("Lobby", size, language, lobby=lobby) as window:
        for name, view in lobbies(language).items():
            lobby.show(view)
            window.grab()
            rooms = tuple(room.name for room in view.rooms)
            wrong += [f"{name}: {fault}" for fault in faults(window, outside=OUTSIDE + rooms)]
    return wrong


def reception_is_whole(size: Size, language: str) -> list[str]:
    """What is wrong with the steps at the reception."""
    reception = ReceptionViewModel(step("idle", language))
    reception.name_keys(SheetPhrases(Words(language)).key_names())
    wrong = []
    with face("Reception", size, language, reception=reception, sheet=SheetViewModel()) as window:
        for name in STEPS:
            reception.show(step(name, language))
            window.grab()
            wrong += [f"{name}: {fault}" for fault in faults(window, outside=OUTSIDE)]
    return wrong


@in_every_size_and_language
def test_every_home_screen_is_whole(qapp: QObject, size: Size, language: str) -> None:  # noqa: ARG001
    assert homes_are_whole(size, language) == []


@in_every_size_and_language
def test_every_sheet_of_the_door_is_whole(qapp: QObject, size: Size, language: str) -> None:  # noqa: ARG001
    assert sheets_are_whole(size, language, door_sheets(language)) == []


@in_every_size_and_language
def test_every_sheet_to_find_and_to_report_is_whole(qapp: QObject, size: Size, language: str) -> None:  # noqa: ARG001
    assert sheets_are_whole(size, language, other_sheets(language)) == []


@in_every_size_and_language
def test_every_page_of_set_up_settings_and_staff_is_whole(qapp: QObject, size: Size, language: str) -> None:  # noqa: ARG001
    assert sheets_are_whole(size, language, pages(language)) == []


@in_every_size_and_language
def test_every_lobby_is_whole(qapp: QObject, size: Size, language: str) -> None:  # noqa: ARG001
    assert lobbies_are_whole(size, language) == []


@in_every_size_and_language
def test_every_step_at_the_reception_is_whole(qapp: QObject, size: Size, language: str) -> None:  # noqa: ARG001
    assert reception_is_whole(size, language) == []
