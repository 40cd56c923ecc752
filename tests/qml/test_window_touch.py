from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.window.touch import TouchWatch
from tests.qml.conftest import Show
from tests.qml.samples import home


def test_each_press_is_noticed_until_nobody_watches(show: Show) -> None:
    window = show(home("free")).window.window
    touches = list[None]()
    watch = TouchWatch(window, lambda: touches.append(None))
    QTest.mouseMove(window, QPoint(30, 30))
    assert len(touches) == 0
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(40, 40))
    assert len(touches) == 1
    finger = QTest.createTouchDevice()
    QTest.touchEvent(window, finger).press(0, QPoint(50, 50), window).commit()
    QTest.touchEvent(window, finger).release(0, QPoint(50, 50), window).commit()
    assert len(touches) >= 2
    seen = len(touches)
    watch.stop()
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(40, 40))
    assert len(touches) == seen
