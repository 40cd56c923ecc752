"""The one loop in which Qt and asyncio live together. Knows no screen and no room."""

import asyncio
from collections.abc import Callable
from contextvars import Context
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimerEvent
from PySide6.QtGui import QGuiApplication

from kiosk.lean import importing_without

if TYPE_CHECKING:
    import qasync


def event_loop(application: QGuiApplication) -> "qasync.QEventLoop":
    """A loop over `application`, in which nothing is left of a wait that was cancelled.

    qasync asks for the widgets only to find an application: 4 MB that are spared. Its own timers keep what was
    cancelled until it would have been due: every answer leaves several waits for the end of the request's patience.
    """
    widgets = ModuleType("PySide6.QtWidgets")
    widgets.QApplication = QGuiApplication  # type: ignore[attr-defined]  # all that is asked of it
    with importing_without("PySide6.QtWidgets", widgets):
        import qasync  # noqa: PLC0415 - the first frame does without it

    timers = Timers()

    class Loop(qasync.QEventLoop):  # type: ignore[misc]  # it ships no types
        def call_later(
            self, delay: float, callback: Callable[..., object], *args: object, context: Context | None = None
        ) -> asyncio.Handle:
            return timers.add_callback(Wait(timers, callback, args, self, context), delay)

    loop = Loop(application)
    loop._timer = timers  # noqa: SLF001 - whom it tells of signals, and of its end
    return loop


class Timers(QObject):
    """Qt's timers, one for each callback, as the loop wants them. Coarse: they may end early by some per cent."""

    def __init__(self) -> None:
        super().__init__()
        self._waits: dict[int, asyncio.Handle] = {}

    def add_callback(self, handle: asyncio.Handle, delay: float = 0.0) -> asyncio.Handle:
        """Call it in `delay` seconds."""
        timer = self.startTimer(int(max(0.0, delay) * 1000))
        self._waits[timer] = handle
        if isinstance(handle, Wait):
            handle.timer = timer
        return handle

    def end(self, timer: int) -> None:
        """Never call it, if that has not been done."""
        if self._waits.pop(timer, None) is not None:
            self.killTimer(timer)

    def timerEvent(self, event: QTimerEvent) -> None:  # noqa: N802 - Qt's
        """A wait is over."""
        handle = self._waits.get(event.timerId())
        self.end(event.timerId())
        if isinstance(handle, Wait):
            handle.timer = 0  # Qt gives the number to another: whoever cancels this one late must not end that
        if handle is not None and not handle.cancelled():
            handle._run()  # noqa: SLF001 - as every loop does

    def stop(self) -> None:
        """Call nothing any more."""
        for timer in tuple(self._waits):
            self.end(timer)

    def set_debug(self, enabled: bool) -> None:  # noqa: FBT001 - the loop's signature
        """There is nothing to tell."""


class Wait(asyncio.Handle):
    """What is to be called; its timer ends with it when it is cancelled."""

    __slots__ = ("_timers", "timer")

    def __init__(
        self,
        timers: Timers,
        callback: Callable[..., object],
        args: tuple[object, ...],
        loop: asyncio.AbstractEventLoop,
        context: Context | None,
    ) -> None:
        super().__init__(callback, args, loop, context)
        self._timers = timers
        self.timer = 0

    def cancel(self) -> None:
        """Never call it."""
        super().cancel()
        timer, self.timer = self.timer, 0
        self._timers.end(timer)
