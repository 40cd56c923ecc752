"""What a finger, a mouse and a key do to a window that is dark, dim or bright."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest

from kiosk.window.touch import TouchWatch
from kiosk.window.wake import WakeWatch
from tests.qml.conftest import Show
from tests.qml.samples import home

_T = QEvent.Type
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
HERE = QPoint(400, 700)


class Through(QObject):
    """Stands behind what watches a window, and remembers what comes through."""

    kinds = frozenset(
        {_T.TouchBegin, _T.TouchUpdate, _T.TouchEnd, _T.MouseButtonPress, _T.MouseButtonRelease}
        | {_T.KeyPress, _T.KeyRelease, _T.Wheel}
    )

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[QEvent.Type] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802 - Qt's names
        if event.type() in self.kinds:
            self.seen.append(event.type())
        return False


class Sleeper:
    """A window that is dark until it is touched."""

    def __init__(self, window: QQuickWindow) -> None:
        self.window = window
        self.dark = False
        self.touches = 0
        self.through = Through()
        window.installEventFilter(self.through)
        self.watch = WakeWatch(window, lambda: self.dark, self._touched)

    def _touched(self) -> None:
        self.dark = False
        self.touches += 1

    def click(self) -> list[QEvent.Type]:
        QTest.mouseClick(self.window, LEFT, NONE, HERE)
        return self.taken()

    def taken(self) -> list[QEvent.Type]:
        seen = self.through.seen[:]
        self.through.seen.clear()
        return seen

    def stop(self) -> None:
        self.watch.stop()
        self.window.removeEventFilter(self.through)


@pytest.fixture
def sleeper(show: Show) -> Iterator[Sleeper]:
    one = Sleeper(show(home("free")).window.window)
    yield one
    one.stop()


def test_a_click_in_the_dark_only_wakes_and_the_next_one_works(sleeper: Sleeper) -> None:
    sleeper.dark = True
    assert sleeper.click() == []
    assert (sleeper.touches, sleeper.dark) == (1, False)
    assert sleeper.click() == [_T.MouseButtonPress, _T.MouseButtonRelease]
    assert sleeper.touches == 2


def test_a_finger_in_the_dark_is_kept_away_to_its_end(sleeper: Sleeper) -> None:
    finger = QTest.createTouchDevice()
    sleeper.dark = True
    QTest.touchEvent(sleeper.window, finger).press(0, HERE, sleeper.window).commit()
    assert not sleeper.dark
    QTest.touchEvent(sleeper.window, finger).move(0, HERE + QPoint(9, 9), sleeper.window).commit()
    QTest.touchEvent(sleeper.window, finger).release(0, HERE + QPoint(9, 9), sleeper.window).commit()
    assert sleeper.taken() == []
    QTest.touchEvent(sleeper.window, finger).press(0, HERE, sleeper.window).commit()
    QTest.touchEvent(sleeper.window, finger).release(0, HERE, sleeper.window).commit()
    assert {_T.TouchBegin, _T.TouchEnd} <= set(sleeper.taken())


def key(kind: QEvent.Type, *, repeated: bool = False) -> QKeyEvent:
    return QKeyEvent(kind, Qt.Key.Key_Space, NONE, " ", repeated)


def test_a_key_in_the_dark_is_kept_away_also_while_it_repeats(sleeper: Sleeper) -> None:
    sleeper.dark = True
    held = [key(_T.KeyPress), key(_T.KeyRelease, repeated=True), key(_T.KeyPress, repeated=True), key(_T.KeyRelease)]
    for event in held:
        QCoreApplication.sendEvent(sleeper.window, event)
    assert (sleeper.taken(), sleeper.touches) == ([], 1)
    QTest.keyClick(sleeper.window, Qt.Key.Key_Space)
    assert sleeper.taken() == [_T.KeyPress, _T.KeyRelease]


def test_what_began_while_it_was_seen_is_not_broken_off_by_the_dark(sleeper: Sleeper) -> None:
    QTest.mousePress(sleeper.window, LEFT, NONE, HERE)
    sleeper.dark = True
    QTest.mouseRelease(sleeper.window, LEFT, NONE, HERE)
    assert sleeper.taken() == [_T.MouseButtonPress, _T.MouseButtonRelease]


def test_who_watches_touches_from_then_on_hears_of_those_in_the_dark(sleeper: Sleeper) -> None:
    heard = list[None]()
    watch = TouchWatch(sleeper.window, lambda: heard.append(None))
    sleeper.dark = True
    assert sleeper.click() == []
    assert len(heard) == 1
    watch.stop()


def test_nothing_is_kept_once_nobody_watches(sleeper: Sleeper) -> None:
    sleeper.watch.stop()
    sleeper.dark = True
    assert sleeper.click() == [_T.MouseButtonPress, _T.MouseButtonRelease]
    assert sleeper.touches == 0
