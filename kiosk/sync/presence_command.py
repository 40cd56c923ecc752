"""Motion from a program that goes on running and writes a line at each change."""

import asyncio
import logging
import os
import subprocess
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import BinaryIO, cast

from kiosk.clock import Clock
from kiosk.private.environment import without_secrets
from kiosk.sync.presence_text import LONGEST, motion_in

_log = logging.getLogger(__name__)
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
_RAN_WELL = 60.0
_PATIENCE = 1.0


class CommandSource:
    """Runs `command` (a program and its arguments, no shell) and starts it again, ever later, whenever it ends.

    Its lines are read on a thread of their own and `on_motion` is called in the loop's; a program that has ended
    senses nothing.
    """

    def __init__(self, command: Sequence[str], clock: Clock, on_motion: Callable[[bool], None]) -> None:
        self._command = tuple(command)
        self._clock = clock
        self._on_motion = on_motion

    async def run(self) -> None:
        """Keep it running until cancelled; then it is ended."""
        wait, told = FIRST_PAUSE, False
        while True:
            begun = self._clock.monotonic()
            ending = await self._once()
            ran_well = self._clock.monotonic() - begun > _RAN_WELL
            if ran_well or not told:
                _log.warning("Presence: the command %s %s; it is tried again.", self._command[0], ending)
            wait, told = FIRST_PAUSE if ran_well else min(2 * wait, LONGEST_PAUSE), True
            await self._clock.sleep(wait)

    async def _once(self) -> str:
        """Run it to its end, or until cancelled; how it ended."""
        try:
            process = subprocess.Popen(  # noqa: S603, ASYNC220 - the config's own command, read on a thread
                self._command, env=without_secrets(os.environ), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
            )
        except OSError as problem:
            return f"cannot be run ({problem.strerror})"
        loop, ended = asyncio.get_running_loop(), asyncio.Event()
        lines = cast("BinaryIO", process.stdout)
        reader = threading.Thread(target=_read, args=(lines, loop, self._on_motion, ended.set), daemon=True)
        reader.start()
        try:
            await ended.wait()
        finally:
            process.kill()
            process.wait()
            reader.join(_PATIENCE)
            self._on_motion(False)  # noqa: FBT003 - the one argument of a callback
        return "has ended"


def _read(
    lines: BinaryIO,
    loop: asyncio.AbstractEventLoop,
    on_motion: Callable[[bool], None],
    on_end: Callable[[], object],
) -> None:
    with suppress(RuntimeError), lines:  # RuntimeError: the loop is closed, so nobody wants to know
        while line := lines.readline(LONGEST):
            motion = motion_in(line)
            if motion is not None:
                loop.call_soon_threadsafe(on_motion, motion)
        loop.call_soon_threadsafe(on_end)
