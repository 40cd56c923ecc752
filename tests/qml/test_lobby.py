"""The lobby's screen: nothing cut, nothing over another, as large as it may be, and still until a page is turned."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from kiosk.i18n import PSEUDO_LONG, PSEUDO_RTL
from kiosk.viewmodels.lobby import LobbyViewModel
from kiosk.viewmodels.lobby_view import LobbyView
from kiosk.viewmodels.theme import THEMES, ThemeViewModel
from kiosk.window.engine import PanelWindow, open_face
from tests.qml import geometry
from tests.qml.lobby_samples import SIZES, lobby, outside
from tests.qml.samples import ODD_SIZES, TEXTS
from tests.qml.test_golden import FOLDER, SEEN, SHARE_THAT_MAY, share_of_difference

COUNTS = (1, 2, 5, 11, 24, 60)
MAY_BE_CUT = ("Quarterly", "14:20", "Floor", "Etage", "Kabine", "Müggelsee", "Großer", "Lesezimmer", "15 ")
GOLDEN = [
    (10, "bold-dark", (1280, 800)),
    (60, "calm-light", (1920, 1080)),
    (7, "contrast-dark", (1080, 1920)),
    (3, "calm-dark", (800, 480)),
]


class Screen:
    """One window, and the view model behind it."""

    def __init__(self, view: LobbyView, theme: str, size: tuple[int, int], *, still: bool, language: str) -> None:
        self.lobby = LobbyViewModel(view)
        self.theme = ThemeViewModel(THEMES[theme], reduced_motion=still)
        models = {"lobby": self.lobby, "theme": self.theme}
        self.window: PanelWindow = open_face("Lobby", models, size=size, windowed=True, language=language)
        self.window.draw_first_frame()

    def cards(self) -> list[str]:
        return [one.property("name") for one in geometry.of_type(self.window, "RoomCard")]


Show = Callable[..., Screen]


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:  # noqa: ARG001 - the application must exist
    screens: list[Screen] = []

    def make(
        view: LobbyView,
        theme: str = "bold-dark",
        size: tuple[int, int] = (1280, 800),
        *,
        still: bool = True,
        language: str = "en",
    ) -> Screen:
        screens.append(Screen(view, theme, size, still=still, language=language))
        return screens[-1]

    yield make
    for one in screens:
        one.window.destroy()


def size_name(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


@pytest.mark.parametrize("language", ["en", "de", PSEUDO_LONG])
@pytest.mark.parametrize("size", [*SIZES, (3840, 2160), (480, 800)], ids=size_name)
@pytest.mark.parametrize("count", COUNTS)
def test_every_text_is_in_its_place_and_every_state_is_whole(
    show: Show, count: int, size: tuple[int, int], language: str
) -> None:
    view = replace(lobby(count, language), note="Last contact 13:41 · trying again")
    window = show(view, size=size, language=language).window
    shown = geometry.texts(window)
    assert [one.text for one in shown if one.truncated and not one.text.startswith(MAY_BE_CUT)] == []
    assert geometry.overlaps(shown) == []
    assert geometry.outside(shown, window) == []
    assert min(one.pixels for one in shown) >= 14


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("size", [*SIZES, *ODD_SIZES], ids=size_name)
def test_any_name_stays_in_its_place(show: Show, size: tuple[int, int], name: str) -> None:
    window = show(outside(TEXTS[name]), size=size).window
    shown = geometry.texts(window)
    assert geometry.overlaps(shown) == []
    assert geometry.outside(shown, window) == []


@pytest.mark.parametrize("size", SIZES, ids=size_name)
@pytest.mark.parametrize("count", COUNTS)
def test_every_room_has_its_turn(show: Show, count: int, size: tuple[int, int]) -> None:
    screen = show(lobby(count), size=size)
    seen: list[str] = []
    for _ in range(screen.lobby.property("pages")):
        seen += screen.cards()
        screen.lobby.turn()

    assert seen == [one.name for one in lobby(count).rooms]


def test_fewer_rooms_are_larger(show: Show) -> None:
    sizes = []
    for count in (1, 6, 10):
        shown = geometry.texts(show(lobby(count)).window)
        sizes.append(next(one.pixels for one in shown if one.text == "Großer Saal 1"))

    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]


@pytest.mark.parametrize("size", SIZES, ids=size_name)
def test_right_to_left_mirrors_the_screen(show: Show, size: tuple[int, int]) -> None:
    window = show(lobby(10, PSEUDO_RTL), size=size).window
    shown = geometry.texts(window)
    title, clock = (next(one.box for one in shown if one.text == text) for text in ("Spreehaus", "14:12"))
    assert geometry.overlaps(shown) == []
    assert geometry.outside(shown, window) == []
    assert clock.right() < title.left()


@pytest.mark.parametrize("theme", THEMES)
def test_a_turned_page_looks_like_one_drawn_anew(show: Show, theme: str) -> None:
    turned = show(lobby(20), theme)
    per_page = len(turned.cards())
    turned.lobby.turn()
    view = lobby(20)
    anew = show(replace(view, rooms=view.rooms[per_page : 2 * per_page]), theme)
    dots = geometry.box(geometry.of_type(turned.window, "Footer")[0])
    one, two = (each.window.grab().copy(0, 0, 1280, int(dots.top())) for each in (turned, anew))
    assert len(anew.cards()) == per_page
    assert share_of_difference(one, two) == 0


def test_without_motion_a_page_is_there_at_once_and_with_it_soon(show: Show, qtbot: QtBot) -> None:
    still, moving = show(lobby(30), still=True), show(lobby(30), still=False)
    still.lobby.turn()
    moving.lobby.turn()
    cards = [geometry.of_type(one.window, "RoomCard")[0].parentItem() for one in (still, moving)]
    assert cards[0].opacity() == 1
    assert cards[1].opacity() < 1
    qtbot.waitUntil(lambda: cards[1].opacity() == 1)


def test_nothing_is_drawn_while_nothing_changes(show: Show, qtbot: QtBot) -> None:
    view = lobby(6)
    screen = show(view, still=False)
    qtbot.waitUntil(lambda: screen.window.frames > 0)
    frames = screen.window.frames
    screen.lobby.show(view)
    screen.lobby.turn()
    qtbot.wait(300)
    assert screen.window.frames == frames


def test_a_screen_without_rooms_says_so_in_words(show: Show) -> None:
    shown = geometry.texts(show(LobbyView(title="Spreehaus", clock="14:12", empty="No rooms here")).window)
    assert {one.text for one in shown} == {"Spreehaus", "14:12", "No rooms here"}


@pytest.mark.parametrize(("count", "theme", "size"), GOLDEN, ids=str)
def test_the_screen_looks_as_it_did(show: Show, count: int, theme: str, size: tuple[int, int]) -> None:
    name = f"lobby-{count}-{theme}-{size[0]}x{size[1]}.png"
    image = show(lobby(count), theme, size).window.grab()
    if os.environ.get("KIOSK_GOLDEN") == "write":
        assert image.save(str(FOLDER / name))
    SEEN.mkdir(parents=True, exist_ok=True)
    image.save(str(SEEN / name))
    golden = QImage(str(FOLDER / name))
    assert golden.size() == image.size(), f"{FOLDER / name} is missing or of another size"
    assert share_of_difference(golden, image) <= SHARE_THAT_MAY, f"compare {SEEN / name} with {FOLDER / name}"
