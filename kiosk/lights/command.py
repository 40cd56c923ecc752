"""A lamp that a program sets."""

from collections.abc import Sequence

from kiosk.domain.light import Light
from kiosk.lights.bar import LightFailed
from kiosk.lights.fill import Filler
from kiosk.program import run_program

PATIENCE = 5.0


class CommandLightBar:
    """Runs `command` at each change, with the light filled into its arguments."""

    def __init__(self, command: Sequence[str], patience: float = PATIENCE) -> None:
        self._command = tuple(command)
        self._patience = patience
        self._filler = Filler(self._command)

    async def show(self, light: Light) -> None:
        """Run it and await its end."""
        wrong = await run_program([self._filler.fill(part, light) for part in self._command], self._patience)
        if wrong is not None:
            message = f"the command {self._command[0]} {wrong}"
            raise LightFailed(message)

    async def aclose(self) -> None:
        """Nothing is held."""
