"""Fetches the links behind the QR codes, beside the agendas and never in their way."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from random import Random

from kiosk.backends.base import Backend
from kiosk.backends.errors import BackendError
from kiosk.clock import Clock
from kiosk.domain.access import AccessKeys
from kiosk.domain.agenda import Agenda
from kiosk.sync.backoff import Backoff
from kiosk.sync.episode import Episode
from kiosk.sync.gate import Gate
from kiosk.sync.model import FeedSettings, next_midnight
from kiosk.sync.waiting import pause

_log = logging.getLogger(__name__)
JITTER = 0.1
_AFTER_MIDNIGHT = 2.0
_SHORTEST_PERIOD = 1.0


class KeyFeed:
    """Asks for the access keys when told to, every `keys_seconds`, and just after each local midnight.

    `agendas` tells which rooms (and so which zones) are known; `on_keys` gets each new answer.
    """

    def __init__(
        self,
        backend: Backend,
        room_ids: Sequence[str],
        clock: Clock,
        settings: FeedSettings,
        rng: Random,
        gate: Gate,
        agendas: Callable[[], Sequence[Agenda]],
        on_keys: Callable[[AccessKeys], None],
    ) -> None:
        self._backend = backend
        self._room_ids = tuple(room_ids)
        self._clock = clock
        self._settings = settings
        self._rng = rng
        self._gate = gate
        self._agendas = agendas
        self._on_keys = on_keys
        self._backoff = Backoff(settings.keys_seconds, rng)
        self._episode = Episode(_log, "Access keys")
        self._wake = asyncio.Event()
        self._asked = False
        self._soonest = float("-inf")
        self._stopping = False

    def ask(self) -> None:
        """Fetch now, as far as the server's `Retry-After` allows; at most once a second."""
        self._asked = True
        self._wake.set()

    def stop(self) -> None:
        """Let `run` return; a request in flight ends by its own deadline."""
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        """Wait for the first `ask`, then fetch until stopped. Does nothing where no keys are, or none are wanted."""
        wanted = self._room_ids and self._settings.keys_seconds
        if not self._backend.capabilities.access_keys or not wanted:
            return
        await self._wait(float("inf"))
        while not self._stopping:
            self._asked = False
            self._soonest = self._clock.monotonic() + _SHORTEST_PERIOD
            await self._wait(self._clock.monotonic() + await self._fetch())

    async def _wait(self, due: float) -> None:
        while not self._stopping:
            until = max(self._soonest if self._asked else due, self._gate.opens)
            if until <= self._clock.monotonic():
                return
            self._wake.clear()
            await pause(self._clock, until, self._wake)

    async def _fetch(self) -> float:
        """Ask once; the seconds to wait before the next time."""
        sent = self._clock.now()
        try:
            keys = await self._backend.access_keys(self._room_ids)
        except BackendError as error:
            self._gate.heed(error)
            self._episode.failed(error)
            return self._backoff.failed()
        self._backoff.succeeded()
        self._episode.succeeded()
        self._on_keys(AccessKeys(keys, sent))
        return self._next()

    def _next(self) -> float:
        period = self._settings.keys_seconds * self._rng.uniform(1.0 - JITTER, 1.0 + JITTER)
        now = self._clock.now()
        midnight = next_midnight(self._agendas(), now)
        if midnight is None:
            return period
        return min(period, (midnight - now).total_seconds() + self._rng.uniform(0.0, _AFTER_MIDNIGHT))
