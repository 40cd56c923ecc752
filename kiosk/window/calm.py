"""The page of a screen that ended several times soon after its start: calm words, a wait, then the next try.

Loads as little as it can of what might have been the reason: no backend, no memory, no meeting.
"""

import asyncio
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
from kiosk.viewmodels.theme import ThemeViewModel, parse_theme
from kiosk.window.engine import PanelWindow, open_face

TRY_AGAIN = 69
"""The exit code after the wait: whoever supervises is to start the program anew."""
_TURN = 30.0


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
    calm = _Calm(clock, heart, f"{shows}.")
    try:
        live(application, partial(calm.run, seconds))
    finally:
        window.destroy()
    starts.waited()
    return calm.exit_code


def open_calm(panel: PanelConfig, room: str, *, windowed: bool, size: tuple[int, int] | None) -> PanelWindow:
    """The page's window."""
    words = calm_words(panel.language)
    theme = ThemeViewModel(parse_theme(panel.theme), occupied_purple=panel.occupied_purple, reduced_motion=True)
    calm = CalmViewModel(room, words.title, words.line, right_to_left=words.right_to_left)
    window = open_face("Calm", {"calm": calm, "theme": theme}, size=size, windowed=windowed, language=panel.language)
    for model in (calm, theme):
        model.setParent(window)
    return window


class _Calm:
    """The wait behind the page."""

    def __init__(self, clock: Clock, heart: FaceHeart, status: str) -> None:
        self._clock = clock
        self._heart = heart
        self._status = status
        self.exit_code = TRY_AGAIN

    async def run(self, seconds: float, stop: asyncio.Event) -> None:
        """Return after so long, or once `stop` is set: then the end is wanted, and the exit code 0."""
        beating = asyncio.create_task(self._heart.beating(lambda: False, lambda: self._status).run())
        until = self._clock.monotonic() + seconds
        while not stop.is_set() and self._clock.monotonic() < until:
            self._heart.turns.turn()
            await pause(self._clock, min(self._clock.monotonic() + _TURN, until), stop)
        beating.cancel()
        await asyncio.gather(beating, return_exceptions=True)
        if stop.is_set():
            self._heart.farewell()
            self.exit_code = 0
