"""Notices a scanner that types like a keyboard, and hands over what it read. Knows no flow and keeps nothing."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow

from kiosk.domain.scan import Pace, Typing, ended, with_character

_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_MILLISECONDS = 1000.0


class ScannerWatch(QObject):
    """Calls `on_scan` with each scanned text, until `stop`. To be kept as long as it shall watch.

    The first few characters still reach what has the focus; once it is sure that no person types so fast, the rest
    and the end of line do not, so that no field is entered and no button pressed by a scanner.
    """

    def __init__(self, window: QWindow, on_scan: Callable[[str], None], pace: Pace | None = None) -> None:
        super().__init__()
        self._window = window
        self._on_scan = on_scan
        self._pace = pace or Pace()
        self._typing = Typing()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802 - Qt's names
        """Let a person's keys pass."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        return self._key(event)

    def stop(self) -> None:
        """Watch no longer; before the window is gone."""
        self._window.removeEventFilter(self)

    def _key(self, event: QKeyEvent) -> bool:
        """Whether the key is a scanner's; the keyboard's own time of it counts, however late it gets here."""
        at, text = event.timestamp() / _MILLISECONDS, event.text()
        if event.key() in _ENDS:
            scanned, self._typing = ended(self._typing, at, self._pace), Typing()
            if scanned is not None:
                self._on_scan(scanned)
            return scanned is not None
        if event.isAutoRepeat() or not text.isprintable() or not text:
            return False
        self._typing = with_character(self._typing, text, at, self._pace)
        return self._typing.by_scanner(self._pace)
