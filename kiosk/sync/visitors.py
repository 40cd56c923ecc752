"""Asks how many visitors today has, every few minutes and on its own: the rooms wait for nothing of it."""

import asyncio
import logging
from collections.abc import Callable
from random import Random
from zoneinfo import ZoneInfo

from kiosk.backends.errors import BackendError
from kiosk.backends.senses import CountsVisitors
from kiosk.clock import Clock
from kiosk.domain.visitors import VisitorCount
from kiosk.sync.episode import Episode
from kiosk.sync.gate import Gate
from kiosk.sync.waiting import pause

_log = logging.getLogger(__name__)
PERIOD = 120.0
JITTER = 0.1
FIRST_WITHIN = 2.0


class VisitorFeed:
    """Hands each answer to `on_count`, the first within seconds; a failure is told once and tried again later.

    `zone` tells at each question which day it is.
    """

    def __init__(
        self,
        backend: CountsVisitors,
        clock: Clock,
        rng: Random,
        zone: Callable[[], ZoneInfo],
        on_count: Callable[[VisitorCount], None],
    ) -> None:
        self._backend = backend
        self._clock = clock
        self._rng = rng
        self._zone = zone
        self._on_count = on_count
        self._gate = Gate(clock, rng)
        self._episode = Episode(_log, "Visitors")

    async def run(self) -> None:
        """Ask until cancelled. Raises only what is not expected."""
        never = asyncio.Event()
        due = self._clock.monotonic() + self._rng.uniform(0.0, FIRST_WITHIN)
        while True:
            await pause(self._clock, max(due, self._gate.opens), never)
            due = self._clock.monotonic() + PERIOD * self._rng.uniform(1.0 - JITTER, 1.0 + JITTER)
            await self._ask()

    async def _ask(self) -> None:
        try:
            count = await self._backend.visitors(self._clock.now().astimezone(self._zone()))
        except BackendError as error:
            self._gate.heed(error)
            self._episode.failed(error)
            return
        self._episode.succeeded()
        self._on_count(count)
