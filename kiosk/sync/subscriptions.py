"""Asks the backend to call when rooms change, and keeps asking. Polling goes on beside it, whatever happens here."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from kiosk.backends.base import Backend
from kiosk.backends.errors import BackendError
from kiosk.clock import Clock
from kiosk.sync.backoff import Backoff
from kiosk.sync.episode import Episode
from kiosk.sync.gate import Gate
from kiosk.sync.model import FeedState
from kiosk.sync.waiting import pause

_log = logging.getLogger(__name__)
JITTER = 0.1
LONGEST_BACKOFF = 300.0
_AFTER_RECOVERY = 5.0


Address = Callable[[], str]
"""Where hints are to be sent from now on; it holds a secret, which changes, and is never shown. Empty: nowhere."""


def nowhere() -> str:
    """No address: there is nothing to subscribe with."""
    return ""


@dataclass(frozen=True, slots=True)
class SubscriptionSettings:
    """`address` is asked anew for each subscription. `minutes`: how long each shall last."""

    address: Address = field(default=nowhere, repr=False)
    minutes: int = 60


class Subscriptions:
    """Subscribes, renews at half time, and again when the server is back from a trouble: it may have forgotten."""

    def __init__(
        self,
        backend: Backend,
        room_ids: Sequence[str],
        clock: Clock,
        settings: SubscriptionSettings,
        rng: Random,
    ) -> None:
        self._backend = backend
        self._room_ids = tuple(room_ids)
        self._clock = clock
        self._settings = settings
        self._rng = rng
        self._gate = Gate(clock, rng)
        self._backoff = Backoff(LONGEST_BACKOFF, rng)
        self._episode = Episode(_log, "Change hints")
        self._wake = asyncio.Event()
        self._due = float("-inf")
        self._in_trouble = False
        self._stopping = False

    def show(self, state: FeedState) -> None:
        """Hear how the feed fares: after a trouble the subscription is made anew, within a few seconds."""
        recovered = self._in_trouble and state.connection.trouble is None
        self._in_trouble = state.connection.trouble is not None
        if recovered:
            self._due = min(self._due, self._clock.monotonic() + self._rng.uniform(0.0, _AFTER_RECOVERY))
            self._wake.set()

    def stop(self) -> None:
        """Let `run` return; a request in flight ends by its own deadline."""
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        """Keep the subscription alive until stopped; returns at once where there is nothing to subscribe to."""
        if not (self._settings.address() and self._room_ids and self._backend.capabilities.hints):
            return
        while await self._wait():
            self._due = float("inf")
            seconds = await self._subscribe()
            self._due = min(self._due, self._clock.monotonic() + seconds)

    async def _wait(self) -> bool:
        while not self._stopping:
            until = max(self._due, self._gate.opens)
            if until <= self._clock.monotonic():
                return True
            self._wake.clear()
            await pause(self._clock, until, self._wake)
        return False

    async def _subscribe(self) -> float:
        """Ask once; the seconds until the next time."""
        try:
            await self._backend.subscribe(self._room_ids, self._settings.address(), self._settings.minutes)
        except BackendError as error:
            self._gate.heed(error)
            self._episode.failed(error)
            return self._backoff.failed()
        self._backoff.succeeded()
        self._episode.succeeded()
        return self._settings.minutes * 60.0 / 2.0 * self._rng.uniform(1.0 - JITTER, 1.0 + JITTER)
