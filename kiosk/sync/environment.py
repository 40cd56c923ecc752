"""Asks for the air of rooms once a minute, on its own: whatever becomes of it, the agenda is not disturbed."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from random import Random

from kiosk.backends.errors import BackendError
from kiosk.backends.senses import HasEnvironment
from kiosk.clock import Clock
from kiosk.domain.environment import Environment
from kiosk.sync.episode import Episode
from kiosk.sync.gate import Gate
from kiosk.sync.waiting import pause

_log = logging.getLogger(__name__)
PERIOD = 60.0
JITTER = 0.1
FIRST_WITHIN = 2.0


class EnvironmentFeed:
    """Hands each new answer to `on_change`, the first within seconds; a failure is told once and tried again later."""

    def __init__(
        self,
        backend: HasEnvironment,
        room_ids: Sequence[str],
        clock: Clock,
        rng: Random,
        on_change: Callable[[tuple[Environment, ...]], None],
    ) -> None:
        self._backend = backend
        self._room_ids = tuple(room_ids)
        self._clock = clock
        self._rng = rng
        self._on_change = on_change
        self._gate = Gate(clock, rng)
        self._episode = Episode(_log, "Environment")
        self._known: tuple[Environment, ...] = ()

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
            measured = await self._backend.environment(self._room_ids)
        except BackendError as error:
            self._gate.heed(error)
            self._episode.failed(error)
            return
        self._episode.succeeded()
        if measured != self._known:
            self._known = measured
            self._on_change(measured)
