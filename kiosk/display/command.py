"""A screen's light behind a program, as of a monitor that is spoken to over its cable."""

from collections.abc import Sequence

from kiosk.display.backlight import BacklightFailed
from kiosk.program import run_program

PATIENCE = 5.0


class CommandBacklight:
    """Runs `command` with `{percent}` in its arguments filled in, 0 to 100."""

    def __init__(self, command: Sequence[str], patience: float = PATIENCE) -> None:
        self._command = tuple(command)
        self._patience = patience

    async def shine(self, share: float) -> None:
        """Run it and await its end. Raises BacklightFailed where that is no good one."""
        percent = str(max(1, round(share * 100)) if share > 0 else 0)
        wrong = await run_program([part.replace("{percent}", percent) for part in self._command], self._patience)
        if wrong is not None:
            message = f"the command {self._command[0]} {wrong}"
            raise BacklightFailed(message)
