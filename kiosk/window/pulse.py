"""Whether a window still draws: by a frame since the last look, else by one that is asked for. Knows no watchdog."""

from kiosk.window.engine import PanelWindow


class Pulse:
    """One window's. A window that nothing of the screen shows draws no frame, and is not asked for one."""

    def __init__(self, window: PanelWindow) -> None:
        self._window = window
        self._seen = window.frames

    async def seen(self) -> bool:
        """Return once a frame was drawn after the last look; where none ever is, so is there no return."""
        if self._window.frames == self._seen and self._window.window.isExposed():
            self._window.window.update()
            await self._window.drawn()
        self._seen = self._window.frames
        return True
