"""Notices that somebody touches the panel's window, and takes nothing away from it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWindow

_TOUCHES = frozenset({QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress})


class TouchWatch(QObject):
    """Calls `on_touch` at each touch, click or key, until `stop`. To be kept as long as it shall watch."""

    def __init__(self, window: QWindow, on_touch: Callable[[], None]) -> None:
        super().__init__()
        self._window = window
        self._on_touch = on_touch
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802 - Qt's names
        """Look, and let everything pass."""
        if event.type() in _TOUCHES:
            self._on_touch()
        return False

    def stop(self) -> None:
        """Watch no longer; before the window is gone."""
        self._window.removeEventFilter(self)
