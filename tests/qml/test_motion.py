"""What moves: one cross-fade when the state changes, and nothing else ever."""

from dataclasses import replace

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.qml import geometry
from tests.qml.conftest import Panel, Show
from tests.qml.samples import home

LOOK_FOR_MS = 250


def frames_while_idle(qtbot: QtBot, panel: Panel) -> int:
    """How many frames are drawn while a timer of some fifteen screen refreshes runs off."""
    timer = QTimer(singleShot=True, interval=LOOK_FOR_MS)
    before = panel.window.frames
    with qtbot.waitSignal(timer.timeout):
        timer.start()
    return panel.window.frames - before


def still(qtbot: QtBot, panel: Panel) -> None:
    qtbot.waitUntil(lambda: frames_while_idle(qtbot, panel) == 0)


def test_nothing_is_drawn_while_nothing_changes(show: Show, qtbot: QtBot) -> None:
    view = home("occupied")
    panel = show(view, still=False)
    still(qtbot, panel)
    panel.show(replace(view))
    assert frames_while_idle(qtbot, panel) == 0


def test_a_minute_of_the_clock_is_one_frame_or_two(show: Show, qtbot: QtBot) -> None:
    view = home("occupied")
    panel = show(view, still=False)
    still(qtbot, panel)
    panel.show(replace(view, clock="14:13", line="until 14:30 · 17 min left", progress=0.72))
    assert 1 <= frames_while_idle(qtbot, panel) <= 2


def test_words_swap_in_the_middle_of_the_cross_fade(show: Show, qtbot: QtBot) -> None:
    panel = show(home("free"), still=False)
    still(qtbot, panel)
    panel.show(home("occupied"))
    shown = {one.text for one in geometry.texts(panel.window)}
    assert "Available" in shown
    assert "In use" not in shown
    qtbot.waitUntil(lambda: "In use" in {one.text for one in geometry.texts(panel.window)})
    still(qtbot, panel)
    field = geometry.of_type(panel.window, "StatusField")[0]
    assert field.property("color").name() == "#b3261e"


def test_a_change_during_the_fade_ends_with_the_last_state(show: Show, qtbot: QtBot) -> None:
    panel = show(home("free"), still=False)
    panel.show(home("occupied"))
    panel.show(home("waiting_check_in"))
    still(qtbot, panel)
    texts = {one.text for one in geometry.texts(panel.window)}
    assert "Check in" in texts
    assert not {"Available", "In use"} & texts


def test_back_to_the_state_before_during_the_fade_shows_that_state(show: Show, qtbot: QtBot) -> None:
    panel = show(home("free"), still=False)
    panel.show(home("occupied"))
    panel.show(replace(home("free"), line="until 15:00"))
    still(qtbot, panel)
    texts = {one.text for one in geometry.texts(panel.window)}
    assert {"Available", "until 15:00"} <= texts


def test_reduced_motion_swaps_at_once(show: Show) -> None:
    panel = show(home("free"), still=True)
    panel.show(home("occupied"))
    assert "In use" in {one.text for one in geometry.texts(panel.window)}
    assert geometry.of_type(panel.window, "StatusField")[0].property("color").name() == "#b3261e"


def test_the_first_thing_learned_is_shown_at_once(show: Show) -> None:
    panel = show(replace(home("unknown"), settled=False), still=False)
    panel.show(home("free"))
    assert "Available" in {one.text for one in geometry.texts(panel.window)}
    assert geometry.of_type(panel.window, "StatusField")[0].property("color").name() == "#0b7a4b"


def test_what_follows_the_first_thing_learned_fades(show: Show, qtbot: QtBot) -> None:
    panel = show(replace(home("unknown"), settled=False), still=False)
    panel.show(home("free"))
    still(qtbot, panel)
    panel.show(home("occupied"))
    assert geometry.of_type(panel.window, "StatusField")[0].property("color").name() != "#b3261e"
