"""A monkey's hands in the program's own process: keys, fingers, a mouse, drops and pastes, all from one seed."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QClipboard,
    QCloseEvent,
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMoveEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest

from kiosk.window.engine import PanelWindow
from tests.qml import finger, geometry

PRESSABLE: Final = (
    "ActionButton",
    "TouchButton",
    "Chip",
    "SheetRow",
    "KeyCap",
    "DayLine",
    "CameraButton",
    "EntryField",
)
KEYS: Final = tuple(key for key in Qt.Key if key is not Qt.Key.Key_unknown)
ESCAPES: Final[Sequence[tuple[Qt.Key, Qt.KeyboardModifier]]] = (
    *((getattr(Qt.Key, f"Key_F{number}"), Qt.KeyboardModifier.NoModifier) for number in range(1, 36)),
    *((getattr(Qt.Key, f"Key_F{number}"), Qt.KeyboardModifier.AltModifier) for number in range(1, 13)),
    *((getattr(Qt.Key, f"Key_{letter}"), Qt.KeyboardModifier.ControlModifier) for letter in "QWNOPTSFRLUJHCVXAZ"),
    *((getattr(Qt.Key, f"Key_{letter}"), Qt.KeyboardModifier.MetaModifier) for letter in "DLRETQHMSX"),
    (Qt.Key.Key_Tab, Qt.KeyboardModifier.AltModifier),
    (Qt.Key.Key_Space, Qt.KeyboardModifier.AltModifier),
    (Qt.Key.Key_Escape, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier),
    (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Super_L, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_HomePage, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Back, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Close, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Exit, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_PowerOff, Qt.KeyboardModifier.NoModifier),
)
TEXTS: Final = (
    "file:///etc/passwd", "https://example.com/", "javascript:alert(1)", "<img src=''><img src='http://example.com'>",
    "<a href='file:///'>x</a>", "\u202e\u200b\U0001f600", "0" * 5000, "'; DROP TABLE booking; --", "%s%n\\\x07",
    "会議室",
)  # fmt: skip
BUTTONS: Final = (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton)


class Hands:
    """Does one thing after the other to a window; `events` counts what was done. Not for coroutines."""

    def __init__(self, panel: PanelWindow, rng: Random) -> None:
        self.events = 0
        self._panel = panel
        self._window = panel.window
        self._rng = rng
        self._down: dict[int, QPoint] = {}
        self._acts: dict[Callable[[], None], int] = {
            self._aim: 30, self._touch: 10, self._drag: 6, self._fingers: 6, self._mouse: 8, self._wheel: 3,
            self._key: 12, self._escape: 10, self._type: 8, self._scan: 2, self._menu: 2, self._paste: 2, self._drop: 1,
            self._close: 1, self._compose: 2, self._shake: 1,
        }  # fmt: skip

    def act(self) -> None:
        """One thing, of one event or of several."""
        (act,) = self._rng.choices(tuple(self._acts), tuple(self._acts.values()))
        act()

    def hold(self, place: QPoint, number: int = 0) -> None:
        """Put a finger down and leave it there."""
        self._others(number).press(number, place, self._window).commit()
        self._down[number] = place
        self.events += 1

    def let_go(self) -> None:
        """Take every finger away."""
        for number in tuple(self._down):
            self._lift(number)

    def _move(self, place: QPoint, number: int = 0) -> None:
        self._others(number).move(number, place, self._window).commit()
        self._down[number] = place
        self.events += 1

    def _lift(self, number: int = 0) -> None:
        self._others(number).release(number, self._down.pop(number), self._window).commit()
        self.events += 1

    def _others(self, number: int) -> QTest.QTouchEventSequence:
        """An event of the touch screen in which all fingers but this one stay where they are."""
        sequence = QTest.touchEvent(self._window, finger.screen(), False)  # noqa: FBT003 - Qt's
        for other in self._down:
            if other != number:
                sequence.stationary(other)
        return sequence

    def _place(self) -> QPoint:
        return QPoint(self._rng.randrange(self._window.width()), self._rng.randrange(self._window.height()))

    def _aim(self) -> None:
        """Touch something that is there to be touched."""
        there = [one for kind in PRESSABLE for one in geometry.of_type(self._panel, kind) if one.isEnabled()]
        self._tap(finger.middle(self._rng.choice(there)) if there else self._place())

    def _touch(self) -> None:
        self._tap(self._place())

    def _tap(self, place: QPoint) -> None:
        self.let_go()
        self.hold(place)
        self._lift()

    def _drag(self) -> None:
        self.let_go()
        self.hold(self._place())
        for _ in range(self._rng.randrange(1, 8)):
            self._move(self._place())
        self._lift()

    def _fingers(self) -> None:
        """Several fingers, which may stay where they are until somebody lets go."""
        number = self._rng.randrange(4)
        if number not in self._down:
            self.hold(self._place(), number)
        elif self._rng.random() < 0.5:
            self._move(self._place(), number)
        else:
            self._lift(number)

    def _mouse(self) -> None:
        self.let_go()  # Qt objects to a mouse among fingers
        button, place, modifier = self._rng.choice(BUTTONS), self._place(), Qt.KeyboardModifier.NoModifier
        QTest.mouseMove(self._window, place)
        QTest.mousePress(self._window, button, modifier, place)
        if self._rng.random() < 0.5:
            place = self._place()
            QTest.mouseMove(self._window, place)
        QTest.mouseRelease(self._window, button, modifier, place)
        self.events += 4
        if self._rng.random() < 0.2:
            QTest.mouseDClick(self._window, button, modifier, place)
            self.events += 1

    def _wheel(self) -> None:
        self.let_go()
        turn, place = QPoint(0, self._rng.choice((-960, -120, 120, 960))), QPointF(self._place())
        modifiers = self._rng.choice((Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier))
        none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
        self._send(QWheelEvent(place, place, turn, turn, none, modifiers, phase, False))  # noqa: FBT003 - Qt's

    def _key(self) -> None:
        modifiers = Qt.KeyboardModifier.NoModifier
        for one in (
            Qt.KeyboardModifier.ControlModifier,
            Qt.KeyboardModifier.AltModifier,
            Qt.KeyboardModifier.ShiftModifier,
        ):
            if self._rng.random() < 0.3:
                modifiers |= one
        self._press(self._rng.choice(KEYS), modifiers)

    def _escape(self) -> None:
        self._press(*self._rng.choice(ESCAPES))

    def _press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str = "") -> None:
        for kind in QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease:
            self._send(QKeyEvent(kind, key, modifiers, text))

    def _type(self) -> None:
        for _ in range(self._rng.randrange(1, 6)):
            letter = chr(self._rng.randrange(0x20, 0x7F))
            self._press(Qt.Key(ord(letter.upper())), Qt.KeyboardModifier.NoModifier, letter)

    def _scan(self) -> None:
        """As fast as a scanner, whatever it may have read."""
        stamp = self._rng.randrange(1 << 20)
        for letter in (*self._rng.choice(TEXTS)[:60], "\r"):
            stamp += 2
            key = Qt.Key.Key_Return if letter == "\r" else Qt.Key.Key_A
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
                event.setTimestamp(stamp)
                self._send(event)

    def _menu(self) -> None:
        why, place = self._rng.choice(tuple(QContextMenuEvent.Reason)), self._place()
        self._send(QContextMenuEvent(why, place, place))

    def _paste(self) -> None:
        clipboard = QGuiApplication.clipboard()
        clipboard.setText(self._rng.choice(TEXTS))
        if clipboard.supportsSelection():
            clipboard.setText(self._rng.choice(TEXTS), QClipboard.Mode.Selection)
        self.let_go()
        self._press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        QTest.mouseClick(self._window, Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier, self._place())
        self.events += 2

    def _drop(self) -> None:
        data, actions, place = QMimeData(), Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, self._place()
        data.setUrls([QUrl("file:///etc/passwd")])
        data.setText(self._rng.choice(TEXTS))
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        self._send(QDragEnterEvent(place, actions, data, left, none))
        self._send(QDropEvent(QPointF(place), actions, data, left, none))

    def _close(self) -> None:
        """What a window manager asks for when somebody presses Alt+F4."""
        if self._rng.random() < 0.5:
            self._send(QCloseEvent())
        else:
            self._window.close()
            self.events += 1

    def _compose(self) -> None:
        """What an input method may say, to whatever has the keyboard."""
        event = QInputMethodEvent(self._rng.choice(TEXTS)[:40], [])
        event.setCommitString(self._rng.choice(TEXTS)[:200])
        QCoreApplication.sendEvent(self._window.focusObject(), event)
        self.events += 1

    def _shake(self) -> None:
        """The window is told to have been elsewhere."""
        self._send(QMoveEvent(self._window.position(), self._place()))

    def _send(self, event: QEvent) -> None:
        QCoreApplication.sendEvent(self._window, event)
        self.events += 1
