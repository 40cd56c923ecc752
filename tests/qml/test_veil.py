"""The screen by night: darker, black, a little out of its place; and still to be touched where it is seen."""

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from kiosk.viewmodels.night import NightViewModel
from kiosk.window.engine import WindowFailed
from tests.qml.conftest import Panel, Show
from tests.qml.samples import SIZES, home

GREEN = QColor("#0B7A4B")


def covered(panel: Panel) -> NightViewModel:
    night = NightViewModel(panel.window)
    panel.window.lay_over("Design", "Veil", {"night": night})
    return night


def edges(image: QImage) -> set[tuple[int, int, int]]:
    """The colours of the outermost pixels."""
    right, bottom = image.width() - 1, image.height() - 1
    across = [colour(image, x, y) for x in range(right + 1) for y in (0, bottom)]
    return {*across, *(colour(image, x, y) for y in range(bottom + 1) for x in (0, right))}


def frames_at_rest(panel: Panel, qtbot: QtBot) -> int:
    """How many were drawn once no more come."""
    before = -1
    while before != panel.window.frames:
        before = panel.window.frames
        qtbot.wait(300)
    return before


def colour(image: QImage, x: int, y: int) -> tuple[int, int, int]:
    found = image.pixelColor(x, y)
    return found.red(), found.green(), found.blue()


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_veil_darkens_every_pixel_alike_and_a_whole_one_leaves_none(show: Show, size: tuple[int, int]) -> None:
    panel = show(home("free"), "bold-dark", size)
    night = covered(panel)
    bright = panel.window.grab()
    night.show(0.5, (0, 0))
    dim = panel.window.grab()
    night.show(1.0, (0, 0))
    black = panel.window.grab()
    places = [(x, y) for x in range(0, size[0], 37) for y in range(0, size[1], 37)]
    places += [(0, 0), (size[0] - 1, size[1] - 1)]
    for place in places:
        assert all(abs(a - b / 2) <= 2 for a, b in zip(colour(dim, *place), colour(bright, *place), strict=True))
        assert colour(black, *place) == (0, 0, 0)
    night.show(0.0, (0, 0))
    assert panel.window.grab() == bright


@pytest.mark.parametrize("shift", [(4, 4), (-4, -4), (4, -4), (1, 0)], ids=str)
def test_the_whole_picture_moves_and_no_edge_is_bared(show: Show, shift: tuple[int, int]) -> None:
    panel = show(home("free"), "bold-dark")
    night = covered(panel)
    before = panel.window.grab()
    night.show(0.0, shift)
    after = panel.window.grab()
    (dx, dy), (width, height) = shift, (before.width() - 8, before.height() - 8)
    assert after.copy(4 + dx, 4 + dy, width, height) == before.copy(4, 4, width, height)
    assert all(after.pixelColor(0, y) == GREEN for y in range(after.height()))
    assert all(after.pixelColor(x, y) != GREEN for x in (900, 1279) for y in (0, 799))
    night.show(1.0, shift)
    assert colour(panel.window.grab(), 1279, 799) == (0, 0, 0)


@pytest.mark.parametrize("theme", ["bold-light", "bold-dark", "calm-light", "calm-dark", "contrast-light"])
@pytest.mark.parametrize("size", [(1280, 800), (480, 800)], ids=str)
def test_a_shifted_picture_has_the_colours_at_its_edges_that_it_had_before(
    show: Show, theme: str, size: tuple[int, int]
) -> None:
    panel = show(home("occupied"), theme, size)
    night = covered(panel)
    before = edges(panel.window.grab())
    for shift in ((4, 4), (-4, -4), (4, -4), (-4, 4)):
        night.show(0.0, shift)
        assert edges(panel.window.grab()) <= before


def test_a_step_or_another_veil_costs_one_frame_and_the_same_again_none(show: Show, qtbot: QtBot) -> None:
    panel = show(home("free"))
    night = covered(panel)
    night.show(0.4, (1, 1))
    frames = frames_at_rest(panel, qtbot)
    night.show(0.4, (1, 1))
    assert frames_at_rest(panel, qtbot) == frames
    night.show(0.4, (1, 2))
    assert frames_at_rest(panel, qtbot) == frames + 1
    night.show(0.2, (1, 3))
    assert frames_at_rest(panel, qtbot) == frames + 2


def test_an_item_that_is_none_is_told(show: Show) -> None:
    panel = show(home("free"))
    with pytest.raises(WindowFailed, match="Nothing"):
        panel.window.lay_over("Design", "Nothing", {})
