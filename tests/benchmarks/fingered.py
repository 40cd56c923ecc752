"""`python -m tests.benchmarks.fingered CONFIG STEPS`: the panel of `tests.app.touching`, on a real screen, and timed.

Each touch is a press, a while, and letting go. What is printed are the monotonic instants of these, of the answer in
the program, and of the frame that shows it, with the frames that were drawn from letting go on.
"""

import asyncio
import json
import sys
import time
from collections.abc import Callable

from tests.app.touching import Player, main
from tests.qml import finger

HELD = 0.15
RESTED = 0.9


class TimedPlayer(Player):
    """Touches as a person does, and waits until nothing moves before each touch."""

    async def _touch(self, name: str, *, times: int = 1) -> None:  # noqa: ARG002 - only ever once
        await self._until(lambda: self._find(name) is not None, f"something called {name}")
        await self._read()
        item, view = self._find(name), self._screen.sheet.view
        assert item is not None, f"{name} is gone"
        pressed = time.monotonic()
        finger.press_quietly(self._window.window, item)
        await self._pass(pressed + HELD)
        released, frames = time.monotonic(), self._window.frames
        finger.release_quietly(self._window.window, item)
        opened = await self._when(lambda: self._screen.sheet.view.name != view.name)
        shown = self._window.frames
        await self._until(lambda: self._window.frames > shown, "a frame")
        told = {"pressed": pressed, "released": released, "opened": opened, "frames": self._window.frames - frames}
        _print({"touch": name, "sheet": self._screen.sheet.view.name, **told})

    async def _step(self, verb: str, words: list[str]) -> None:
        await super()._step(verb, words)
        if verb == "outcome":
            _print({"outcome": self._screen.sheet.view.tone, "told": time.monotonic()})

    async def _read(self) -> None:
        await self._pass(time.monotonic() + RESTED)

    async def _pass(self, instant: float) -> None:
        await self._when(lambda: time.monotonic() >= instant)

    async def _when(self, condition: Callable[[], bool]) -> float:
        """The instant, to a millisecond or so, at which it held."""
        give_up = time.monotonic() + 20.0
        while not condition():
            assert time.monotonic() < give_up, "waited in vain"
            await asyncio.sleep(0.001)
        return time.monotonic()


def _print(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], json.loads(sys.argv[2]), TimedPlayer, offscreen=False))
