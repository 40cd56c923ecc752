"""A scanner's keys are gathered from the window, a person's are let through."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from pytestqt.qtbot import QtBot

from kiosk.window.scanner import ScannerWatch

SCANNER, PERSON = 8, 180  # milliseconds between two keys


class Listener(QWindow):
    """A window that keeps the keys that reach it."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        self.heard += event.text()


class Keyboard:
    """Sends keys to a window with times of their own."""

    def __init__(self, window: QWindow) -> None:
        self._window = window
        self._at = 5000

    def press(self, key: Qt.Key, text: str, after: int, *, repeats: bool = False) -> None:
        self._at += after
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, repeats)
        event.setTimestamp(self._at)
        QCoreApplication.sendEvent(self._window, event)

    def type(self, text: str, after: int, *, repeats: bool = False) -> None:
        for one in text:
            self.press(Qt.Key.Key_A, one, after, repeats=repeats)

    def enter(self, after: int) -> None:
        self.press(Qt.Key.Key_Return, "\r", after)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Listener]:
    assert qtbot is not None
    one = Listener()
    yield one
    one.deleteLater()


@pytest.fixture
def scanned(window: Listener) -> Iterator[list[str]]:
    found: list[str] = []
    watch = ScannerWatch(window, found.append)
    yield found
    watch.stop()


def test_a_scan_is_handed_over_whole(window: Listener, scanned: list[str]) -> None:
    keys = Keyboard(window)
    keys.type("room-kiosk:setup?room=7 Küche", SCANNER)
    keys.enter(SCANNER)

    assert scanned == ["room-kiosk:setup?room=7 Küche"]
    assert len(window.heard) < 6
    assert "\r" not in window.heard


def test_a_person_types_undisturbed(window: Listener, scanned: list[str]) -> None:
    keys = Keyboard(window)
    keys.type("Victoria", PERSON)
    keys.enter(PERSON)

    assert scanned == []
    assert window.heard == "Victoria\r"


def test_two_scans_are_two(window: Listener, scanned: list[str]) -> None:
    keys = Keyboard(window)
    for code in ("FJUEIW", "KLMNOP"):
        keys.type(code, SCANNER)
        keys.enter(SCANNER)

    assert scanned == ["FJUEIW", "KLMNOP"]


def test_a_key_that_is_held_down_is_no_scan(window: Listener, scanned: list[str]) -> None:
    keys = Keyboard(window)
    keys.type("aaaaaaaaaaaa", SCANNER, repeats=True)
    keys.enter(SCANNER)

    assert scanned == []
    assert window.heard == "aaaaaaaaaaaa\r"


def test_after_its_end_nothing_is_gathered(window: Listener) -> None:
    found: list[str] = []
    watch = ScannerWatch(window, found.append)
    watch.stop()
    keys = Keyboard(window)
    keys.type("FJUEIW", SCANNER)
    keys.enter(SCANNER)

    assert found == []
    assert window.heard == "FJUEIW\r"


def test_shift_between_characters_does_not_end_a_scan(window: Listener, scanned: list[str]) -> None:
    keys = Keyboard(window)
    for one in "FJUEIW":
        keys.press(Qt.Key.Key_Shift, "", 2)
        keys.press(Qt.Key.Key_A, one, SCANNER)
    keys.enter(SCANNER)

    assert scanned == ["FJUEIW"]
