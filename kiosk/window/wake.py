"""Lets every touch of the panel's window wake it, and keeps those from it that were made in the dark."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QWindow

_T = QEvent.Type
_BEGINS = frozenset({_T.TouchBegin, _T.MouseButtonPress, _T.MouseButtonDblClick, _T.KeyPress, _T.Wheel})
_GOES_ON = frozenset({_T.TouchUpdate, _T.MouseMove, _T.ShortcutOverride})
_ENDS = frozenset({_T.TouchEnd, _T.TouchCancel, _T.MouseButtonRelease, _T.KeyRelease, _T.Wheel})
_ALL = _BEGINS | _GOES_ON | _ENDS


class WakeWatch(QObject):
    """Calls `on_touch` at each touch, click or key; what begins while `is_dark` goes nowhere, to its very end."""

    def __init__(self, window: QWindow, is_dark: Callable[[], bool], on_touch: Callable[[], None]) -> None:
        super().__init__()
        self._window = window
        self._is_dark = is_dark
        self._on_touch = on_touch
        self._only_wakes = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802 - Qt's names
        """Whether the event is kept from the window."""
        kind = event.type()
        if kind not in _ALL:
            return False
        kept = self._keeps(kind, repeated=isinstance(event, QKeyEvent) and event.isAutoRepeat())
        if kept:
            event.accept()
        return kept

    def _keeps(self, kind: QEvent.Type, *, repeated: bool) -> bool:
        if kind in _BEGINS and not repeated:
            self._only_wakes = self._is_dark()
            self._on_touch()
        kept = self._only_wakes or (kind is _T.ShortcutOverride and self._is_dark())
        if kind in _ENDS and not repeated:
            self._only_wakes = False
        return kept

    def stop(self) -> None:
        """Watch no longer; before the window is gone."""
        self._window.removeEventFilter(self)
