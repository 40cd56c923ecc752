"""Tells the server that somebody is there, sparingly. Knows neither where motion is sensed nor who it is."""

import asyncio
import logging
from random import Random

from kiosk.backends.errors import BackendError
from kiosk.backends.senses import TakesPresence
from kiosk.clock import Clock
from kiosk.sync.episode import Episode
from kiosk.sync.gate import Gate
from kiosk.sync.waiting import pause

_log = logging.getLogger(__name__)
EVERY = 30.0


class Presence:
    """Reports motion at most every 30 seconds while it lasts, and once when it is over. All methods: the loop's thread.

    A report that fails is dropped; as long as there is motion the next one is made when its time has come.
    """

    def __init__(self, backend: TakesPresence, sensor: str, clock: Clock, rng: Random) -> None:
        self._backend = backend
        self._sensor = sensor
        self._clock = clock
        self._gate = Gate(clock, rng)
        self._episode = Episode(_log, "Presence")
        self._news = asyncio.Event()
        self._moving: set[str] = set()
        self._lasts_until = float("-inf")
        self._next = float("-inf")
        self._untold = False
        self._told = False

    def motion(self) -> None:
        """Somebody moved just now, as by touching the screen; that lasts for 30 seconds."""
        self._lasts_until = self._clock.monotonic() + EVERY
        self._heard()

    def sensed(self, source: str, *, motion: bool) -> None:
        """A source says that motion has begun, or goes on, or (`motion` false) is over or no longer known."""
        if motion:
            self._moving.add(source)
            self._heard()
        elif source in self._moving:
            self._moving.discard(source)
            self._news.set()

    async def run(self) -> None:
        """Report until cancelled. Raises only what is not expected."""
        while True:
            self._news.clear()
            now, lasts = self._clock.monotonic(), self._lasts
            if (lasts or self._untold) and now >= self._opens:
                self._next, self._untold = now + EVERY, False
                self._told = await self._report(motion=True) or self._told
            elif self._told and not lasts:
                self._told = False
                await self._report(motion=False)
            else:
                await pause(self._clock, self._due, self._news)

    @property
    def _lasts(self) -> bool:
        return bool(self._moving) or self._clock.monotonic() < self._lasts_until

    @property
    def _opens(self) -> float:
        return max(self._next, self._gate.opens)

    @property
    def _due(self) -> float:
        """When there may be something to do, should nothing be heard."""
        next_report = self._opens if self._lasts or self._untold else float("inf")
        over = self._lasts_until if self._told and not self._moving else float("inf")
        return min(next_report, over)

    def _heard(self) -> None:
        self._untold = True
        self._news.set()

    async def _report(self, *, motion: bool) -> bool:
        try:
            await self._backend.report_presence(self._sensor, motion=motion)
        except BackendError as error:
            self._gate.heed(error)
            self._episode.failed(error)
            return False
        self._episode.succeeded()
        return True
