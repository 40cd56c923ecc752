"""Keeps a lamp at the latest light: told when it changes, again from time to time, and until it was taken."""

import asyncio
import logging
from contextlib import suppress
from random import Random

from kiosk.clock import Clock
from kiosk.domain.light import OFF, Light
from kiosk.domain.state import Status
from kiosk.lights.bar import LightBar, LightFailed
from kiosk.sync.backoff import Backoff
from kiosk.sync.waiting import pause

_log = logging.getLogger(__name__)
LONGEST_PAUSE = 60.0
_LAST_WORD = 3.0
NOTHING = Light(Status.UNKNOWN, OFF, 0.0)


class LightKeeper:
    """Only the latest light is ever told, never one that came before it. All methods: the loop's thread.

    `repeat_seconds` is how often a light that was taken is told again.
    """

    def __init__(self, bar: LightBar, clock: Clock, rng: Random, repeat_seconds: float) -> None:
        self._bar = bar
        self._clock = clock
        self._repeat = repeat_seconds
        self._backoff = Backoff(LONGEST_PAUSE, rng)
        self._news = asyncio.Event()
        self._wanted: Light | None = None
        self._taken: Light | None = None
        self._opens = float("-inf")
        self._again = float("inf")
        self._told = False

    def show(self, light: Light) -> None:
        """Show this from now on."""
        if light != self._wanted:
            self._wanted = light
            self._news.set()

    async def run(self) -> None:
        """Keep the lamp so until cancelled; then it is put out, for nobody would keep it true."""
        try:
            while True:
                self._news.clear()
                if self._wanted is not None and self._clock.monotonic() >= self._due:
                    await self._tell(self._wanted)
                await pause(self._clock, self._due, self._news)
        finally:
            await self._leave()

    @property
    def _due(self) -> float:
        """When the lamp is to be told, should nothing be heard."""
        if self._wanted is None:
            return float("inf")
        return self._again if self._wanted == self._taken else self._opens

    async def _tell(self, light: Light) -> None:
        self._taken = None
        try:
            await self._bar.show(light)
        except LightFailed as failure:
            self._opens = self._clock.monotonic() + self._backoff.failed()
            if not self._told:
                _log.warning("Light bar: %s", failure)
            self._told = True
            return
        if self._told:
            _log.info("Light bar: all is well again.")
        self._backoff.succeeded()
        self._taken, self._told = light, False
        self._opens, self._again = float("-inf"), self._clock.monotonic() + self._repeat

    async def _leave(self) -> None:
        try:
            if self._wanted is not None and not self._told:
                with suppress(LightFailed):  # before 3.11.4, asyncio.timeout is silent in a task that is cancelled
                    await asyncio.wait_for(self._bar.show(NOTHING), _LAST_WORD)
        except TimeoutError:
            _log.warning("Light bar: it was not put out in time.")
        finally:
            await self._bar.aclose()
