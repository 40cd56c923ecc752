"""The page of a screen that ended several times soon after its start: calm words, a wait, then the next try.

Loads as little as it can of what might have been the reason: no backend, no memory, no meeting.
"""

import asyncio
from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QGuiApplication

from kiosk.clock import Clock
from kiosk.config import PanelConfig
from kiosk.living import live
from kiosk.phrases.calm import calm_words
from kiosk.settings import Settings
from kiosk.supervision.heartbeat_face import FaceHeart, heart_of
from kiosk.supervision.starts import Starts
from kiosk.sync.waiting import pause
from kiosk.viewmodels.calm import CalmViewModel
from kiosk.viewmodels.theme import ThemeViewModel, plain_theme
from kiosk.window.engine import PanelWindow, open_face

TRY_AGAIN = 69
"""The exit code after the wait: whoever supervises is to start the program anew."""
_TURN = 30.0
_LOOK = 2.0


def stay_calm(
    application: QGuiApplication,
    starts: Starts,
    seconds: float,
    settings: Settings,
    clock: Clock,
    *,
    windowed: bool,
    size: tuple[int, int] | None,
) -> int:
    """Show the page for so long, or until SIGTERM or SIGINT. The exit code."""
    window = open_calm(settings.config.panel, starts.record.room, windowed=windowed, size=size)
    window.draw_first_frame()
    shows = f"Ended {starts.record.quick_ends} times soon after its start; waits {seconds:.0f} seconds"
    heart = heart_of(window, settings.environment, clock, shows)
    calm = CalmWait(clock, heart, f"{shows}.", TRY_AGAIN)
    try:
        live(application, partial(calm.run, seconds))
    finally:
        window.destroy()
    starts.waited()
    return calm.exit_code


def open_calm(
    panel: PanelConfig, room: str, *, windowed: bool, size: tuple[int, int] | None, refused: str = ""
) -> PanelWindow:
    """The page's window; `refused` is what is to be mended before the screen can come back."""
    words = calm_words(panel.language)
    theme = ThemeViewModel(plain_theme(panel.theme), occupied_purple=panel.occupied_purple, reduced_motion=True)
    line = words.refused if refused else words.line
    calm = CalmViewModel(room, words.title, line, refused, right_to_left=words.right_to_left)
    window = open_face("Calm", {"calm": calm, "theme": theme}, size=size, windowed=windowed, language=panel.language)
    for model in (calm, theme):
        model.setParent(window)
    return window


class CalmWait:
    """The wait behind the page: its end has `exit_code`. `over` is looked at every two seconds where it is given."""

    def __init__(
        self, clock: Clock, heart: FaceHeart, status: str, exit_code: int, over: Callable[[], bool] | None = None
    ) -> None:
        self._clock = clock
        self._heart = heart
        self._status = status
        self._over = over
        self.exit_code = exit_code

    async def run(self, seconds: float, stop: asyncio.Event) -> None:
        """Return after so long, or once it is over, or `stop` is set: then the end is wanted, and the exit code 0."""
        beating = asyncio.create_task(self._heart.beating(lambda: False, lambda: self._status).run())
        until = self._clock.monotonic() + seconds
        while not stop.is_set() and self._clock.monotonic() < until:
            self._heart.turns.turn()
            if self._over is not None and self._over():
                break
            turn = _TURN if self._over is None else _LOOK
            await pause(self._clock, min(self._clock.monotonic() + turn, until), stop)
        beating.cancel()
        await asyncio.gather(beating, return_exceptions=True)
        if stop.is_set():
            self._heart.farewell()
            self.exit_code = 0
