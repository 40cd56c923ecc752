"""The watchdog's food: given only while everything that has to work was just seen to work. Knows no screen, no server.

A server that does not answer is no reason to begin anew; a loop that hangs is.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from kiosk.clock import Clock
from kiosk.domain.connection import Connection
from kiosk.supervision.notify import Notifier
from kiosk.sync.waiting import pause

_log = logging.getLogger(__name__)
BEATS_A_WATCHDOG = 3
PERIOD = 30.0


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of life: `seen` finds it, or not; `missing` is the sentence for the log where it does not."""

    missing: str
    seen: Callable[[], Awaitable[bool]]


class Heartbeat:
    """Looks for all `signs` thrice a watchdog's time, and says `status` where it changed.

    A look that lasts longer than such a third has found nothing.
    """

    def __init__(
        self,
        notifier: Notifier,
        clock: Clock,
        signs: Sequence[Sign],
        status: Callable[[], str],
        on_good: Callable[[], None] = lambda: None,
    ) -> None:
        """`on_good` hears of each beat for which all signs were there."""
        self._notifier = notifier
        self._clock = clock
        self._signs = tuple(signs)
        self._status = status
        self._on_good = on_good
        self._missing = ""
        self.period = PERIOD if notifier.watchdog is None else notifier.watchdog / BEATS_A_WATCHDOG

    async def run(self) -> None:
        """Beat until cancelled; nothing where nobody listens. Raises what a look raises."""
        never = asyncio.Event()
        while self._notifier.wanted:
            began = self._clock.monotonic()
            await self.beat()
            await pause(self._clock, began + self.period, never)

    def farewell(self) -> None:
        """The end has begun, and it was wanted."""
        self._notifier.stopping()

    async def beat(self) -> None:
        """Look once."""
        missing = await self._first_missing()
        if missing and missing != self._missing:
            _log.error("%s If that stays so, the service manager begins anew.", missing)
        self._missing = missing
        if not missing:
            self._notifier.alive()
            self._on_good()
        self._notifier.says(missing or self._status())

    async def _first_missing(self) -> str:
        for sign in self._signs:
            if not await self._seen(sign):
                return sign.missing
        return ""

    async def _seen(self, sign: Sign) -> bool:
        try:
            async with asyncio.timeout(self.period):
                return await sign.seen()
        except TimeoutError:
            return False


class Turns:
    """Remembers when a loop came round last; suspended time does not count."""

    def __init__(self, clock: Clock, within: float) -> None:
        self._clock = clock
        self._within = within
        self._last = clock.running()

    def turn(self, *_news: object) -> None:
        """It came round."""
        self._last = self._clock.running()

    async def seen(self) -> bool:
        """Whether it came round within its seconds."""
        return self._clock.running() - self._last <= self._within


def status_of(shows: str, connection: Connection) -> str:
    """One sentence of what a program does ("Shows room 1") and how its talk with the server goes."""
    if connection.trouble is None:
        return f"{shows}; the server {'answers' if connection.last_contact else 'has not answered yet'}."
    since = f" since {connection.last_contact:%Y-%m-%d %H:%M} UTC" if connection.last_contact else ""
    return f"{shows}; no usable answer from the server{since} ({connection.trouble.value.replace('_', ' ')})."
