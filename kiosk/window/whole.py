"""Keeps a window on the whole screen, and no cursor on it. Knows not what it shows.

To be loaded once something is drawn: Qt's own enums, which it needs, are made at their first use, in 15 ms.
"""

from PySide6.QtCore import QObject, Qt
from PySide6.QtQuick import QQuickWindow


class WholeScreen(QObject):
    """Brings `window` back whenever somebody has made it smaller, until `stop`. To be kept as long as it shall."""

    def __init__(self, window: QQuickWindow) -> None:
        super().__init__()
        self._window = window
        window.setCursor(Qt.CursorShape.BlankCursor)
        window.windowStateChanged.connect(self._fill)
        self._fill(window.windowState())

    def stop(self) -> None:
        """Leave it alone; before the window is gone."""
        self._window.windowStateChanged.disconnect(self._fill)

    def _fill(self, state: Qt.WindowState) -> None:
        if state is not Qt.WindowState.WindowFullScreen:
            self._window.showFullScreen()
