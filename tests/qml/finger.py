"""A finger and a keyboard for a window: touches by their places, keys by their names, as a person makes them."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

_DEVICES: list[QPointingDevice] = []


def screen() -> QPointingDevice:
    """The touch screen; one a process, and kept, for Qt wants it so."""
    if not _DEVICES:
        _DEVICES.append(QTest.createTouchDevice())
    return _DEVICES[0]


def middle(item: QQuickItem) -> QPoint:
    """Where one touches an item."""
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()


def tap_quietly(window: QQuickWindow, item: QQuickItem) -> None:
    """Touch an item and let go from inside a coroutine, where Qt's events must not be worked off in between."""
    press_quietly(window, item)
    release_quietly(window, item)


def tap_place_quietly(window: QQuickWindow, place: QPoint) -> None:
    """Touch a place, whatever is there by then, and let go from inside a coroutine."""
    QTest.touchEvent(window, screen(), False).press(0, place, window).commit(False)  # noqa: FBT003 - Qt's
    QTest.touchEvent(window, screen(), False).release(0, place, window).commit(False)  # noqa: FBT003 - Qt's


def press_quietly(window: QQuickWindow, item: QQuickItem) -> None:
    """Put a finger on an item from inside a coroutine."""
    QTest.touchEvent(window, screen(), False).press(0, middle(item), window).commit(False)  # noqa: FBT003 - Qt's


def release_quietly(window: QQuickWindow, item: QQuickItem) -> None:
    """Take it away from inside a coroutine."""
    QTest.touchEvent(window, screen(), False).release(0, middle(item), window).commit(False)  # noqa: FBT003 - Qt's


def tap(window: QQuickWindow, item: QQuickItem) -> None:
    """Touch an item and let go."""
    press(window, middle(item))
    release(window, middle(item))


def press(window: QQuickWindow, place: QPoint, finger: int = 0) -> None:
    """Put a finger down."""
    QTest.touchEvent(window, screen()).press(finger, place, window).commit()


def move(window: QQuickWindow, place: QPoint, finger: int = 0) -> None:
    """Draw the finger to another place."""
    QTest.touchEvent(window, screen()).move(finger, place, window).commit()


def release(window: QQuickWindow, place: QPoint, finger: int = 0) -> None:
    """Take the finger away."""
    QTest.touchEvent(window, screen()).release(finger, place, window).commit()


def key(window: QQuickWindow, which: Qt.Key) -> None:
    """Press a key and let go."""
    QTest.keyClick(window, which)
