"""Runs a face in Qt's loop until it is told to end. Knows no face, no backend and no window."""

import asyncio
import signal
from collections.abc import Callable, Coroutine, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from PySide6.QtGui import QGuiApplication


def live(application: QGuiApplication, run: Callable[[asyncio.Event], Coroutine[Any, Any, None]]) -> int:
    """Run until SIGTERM, SIGINT or the last window's closing sets the event that `run` gets. The exit code.

    Raises what `run` raises.
    """
    from kiosk.eventloop import event_loop  # noqa: PLC0415 - the first frame does without it

    with event_loop(application) as loop:
        asyncio.set_event_loop(loop)
        stop = asyncio.Event()
        application.lastWindowClosed.connect(stop.set)
        if (windows := application.topLevelWindows()) and not any(one.isVisible() for one in windows):
            stop.set()  # it was closed before anybody listened
        with told_to_end(loop, stop.set):
            loop.run_until_complete(run(stop))
    return 0


@contextmanager
def told_to_end(loop: asyncio.AbstractEventLoop, end: Callable[[], None]) -> Iterator[None]:
    """Have `loop` call `end` at SIGTERM and SIGINT, also on Windows, where no loop can be told of signals."""
    with ExitStack() as stack:
        for number in (signal.SIGTERM, signal.SIGINT):
            try:
                loop.add_signal_handler(number, end)
            except NotImplementedError:
                before = signal.signal(number, lambda *_: loop.call_soon_threadsafe(end))
                stack.callback(signal.signal, number, before)
            else:
                stack.callback(loop.remove_signal_handler, number)
        yield


@contextmanager
def unwrapped(kind: type[Exception]) -> Iterator[None]:
    """Let a failure of this kind leave a task group as itself, where nothing else failed with it."""
    try:
        yield
    except BaseExceptionGroup as group:
        own, rest = group.split(kind)
        if own is None or rest is not None or len(own.exceptions) > 1:
            raise
        raise own.exceptions[0] from None
