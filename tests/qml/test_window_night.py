"""A night laid over a real window: what is seen, and what a touch of it does."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QSignalSpy, QTest

from kiosk.clock import FixedClock
from kiosk.display.dimmer import Paint
from kiosk.domain.night import shift
from kiosk.night import Night
from kiosk.settings import settle
from kiosk.window.night import night_over
from tests.domain.builders import agenda, state, utc
from tests.qml.conftest import Panel, Show
from tests.qml.samples import home

NIGHT, DAY = utc("2026-03-02 22:00"), utc("2026-03-02 12:00")
DIM = '[display]\nnight_hours = "20:00-06:00"\n'
LEFT_EDGE = 56
BUTTON = QPoint(170, 706)
DARK = f"{DIM}off_at_night = true\n"

Over = Callable[[Panel, str, datetime], Night]


@pytest.fixture
def over(tmp_path: Path) -> Iterator[Over]:
    with ExitStack() as stack:

        def lay(panel: Panel, config: str, at: datetime) -> Night:
            (tmp_path / "kiosk.toml").write_text(config, encoding="utf-8")
            settings = settle(argparse.Namespace(config=tmp_path / "kiosk.toml", demo=False), {})

            def make(paint: Paint) -> Night:
                return Night(settings, FixedClock(at), Random(1), paint, tmp_path)

            night = stack.enter_context(night_over(panel.window, make))
            night.show([state(agenda(), at)])
            return night

        yield lay


def click(panel: Panel) -> None:
    QTest.mouseClick(panel.window.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(400, 400))


def tap(panel: Panel, finger: QPointingDevice, at: QPoint = BUTTON) -> None:
    window = panel.window.window
    QTest.touchEvent(window, finger).press(0, at, window).commit()
    QTest.touchEvent(window, finger).release(0, at, window).commit()


def light_of(panel: Panel) -> int:
    """The brightness of the field's colour, far from any sign."""
    return panel.window.grab().pixelColor(400, 760).value()


def test_a_touch_in_the_dark_brings_the_picture_back_at_once(show: Show, over: Over) -> None:
    panel = show(home("free"))
    bright = light_of(panel)
    night = over(panel, DARK, NIGHT)
    assert night.dark
    assert light_of(panel) == 0
    click(panel)
    assert not night.dark
    assert light_of(panel) == bright


def test_a_dim_picture_is_darker_and_still_to_be_read(show: Show, over: Over) -> None:
    panel = show(home("free"))
    bright = light_of(panel)
    night = over(panel, DIM, NIGHT)
    assert not night.dark
    assert bright * 0.4 < light_of(panel) < bright * 0.7
    click(panel)
    assert light_of(panel) == bright


def test_a_day_without_a_word_in_the_config_darkens_nothing(show: Show, over: Over) -> None:
    panel = show(home("free"))
    bright = light_of(panel)
    over(panel, "", DAY)
    assert light_of(panel) == bright


def test_a_finger_on_a_button_in_the_dark_presses_nothing_and_the_next_one_does(show: Show, over: Over) -> None:
    panel = show(home("free"))
    over(panel, DARK, NIGHT)
    pressed, finger = QSignalSpy(panel.home.pressed), QTest.createTouchDevice()
    tap(panel, finger)
    assert pressed.count() == 0
    tap(panel, finger)
    assert pressed.count() == 1


def test_a_finger_on_a_button_of_a_dim_screen_wakes_it_and_presses(show: Show, over: Over) -> None:
    panel = show(home("free"))
    bright = light_of(panel)
    over(panel, DIM, NIGHT)
    pressed, finger = QSignalSpy(panel.home.pressed), QTest.createTouchDevice()
    tap(panel, finger)
    assert pressed.count() == 1
    assert light_of(panel) == bright


@pytest.mark.parametrize("hour", range(8))
def test_buttons_are_where_they_are_seen_wherever_the_picture_stands(show: Show, over: Over, hour: int) -> None:
    panel = show(home("free"))
    at = DAY + timedelta(hours=hour)
    over(panel, "", at)
    pressed, finger = QSignalSpy(panel.home.pressed), QTest.createTouchDevice()
    edge = next(x for x in range(150) if panel.window.grab().pixelColor(x, 690).lightness() > 200)
    assert edge == LEFT_EDGE + shift(at)[0]
    tap(panel, finger, QPoint(edge - 2, 706))
    tap(panel, finger, QPoint(edge + 2, 706))
    assert pressed.count() == 1
