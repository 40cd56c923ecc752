"""One lane of the outbox: its items in order, with patience for a receiver that cannot take them now."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from random import Random

from kiosk.backends.errors import BackendError, Declined, Throttled
from kiosk.clock import Clock
from kiosk.sync.backoff import Backoff, patience
from kiosk.sync.episode import Episode
from kiosk.sync.gate import Gate
from kiosk.sync.outbox import Outbox
from kiosk.sync.outbox_file import OutboxError
from kiosk.sync.outbox_item import Item, Lane
from kiosk.sync.waiting import pause

_log = logging.getLogger(__name__)
LONGEST_BACKOFF = 60.0


@dataclass(frozen=True, slots=True)
class Deliverer:
    """How items of one lane are delivered. Both raise `BackendError`, and send `item.key` so that nothing counts twice.

    `deliver`: `Declined` means never; any other error: later. `already` is asked before every try but the first,
    where the receiver can tell that an earlier one arrived after all.
    """

    deliver: Callable[[Item], Awaitable[None]]
    already: Callable[[Item], Awaitable[bool]] | None = None


class LaneWork:
    """Delivers what is in a lane, one item after the other. Nothing of an item but its kind is ever logged."""

    def __init__(self, lane: Lane, deliverer: Deliverer, outbox: Outbox, clock: Clock, rng: Random) -> None:
        self._lane = lane
        self._deliverer = deliverer
        self._outbox = outbox
        self._clock = clock
        self._gate = Gate(clock, rng)
        self._backoff = Backoff(LONGEST_BACKOFF, rng)
        self._episode = Episode(_log, f"Delivery of {lane.kind}")
        self._arrived: Item | None = None
        self._fresh = True
        self._told = False

    async def until_empty(self) -> None:
        """Deliver, wait, try again, until nothing waits in the lane."""
        never = asyncio.Event()
        while (seconds := await self._step()) is not None:
            await pause(self._clock, self._clock.monotonic() + seconds, never)

    async def until_failure(self) -> None:
        """Deliver until nothing waits in the lane, or the first that cannot be delivered now."""
        while await self._step() == 0.0:
            pass

    async def _step(self) -> float | None:
        """Deal with the first item; the seconds until the next step, None where nothing waits."""
        try:
            item = await self._outbox.head(self._lane)
            if item is None:
                return None
            if (closed := self._closed_for(item)) > 0.0:
                return closed
            return await self._deal(item)
        except OutboxError as error:
            if not self._told:
                _log.warning("Delivery of %s: %s", self._lane.kind, error)
            self._told = True
            return self._backoff.failed()

    def _closed_for(self, item: Item) -> float:
        """What is left of the pause that the receiver asked for, also when it asked another program, or before."""
        left = self._gate.opens - self._clock.monotonic()
        if self._fresh and item.closed_until is not None:
            left = max(left, patience((item.closed_until - self._clock.now()).total_seconds()))
        self._fresh = False
        return left

    async def _deal(self, item: Item) -> float:
        if self._arrived is None or self._arrived.key != item.key:
            await self._outbox.begin(item)
            if (seconds := await self._try(replace(item, tries=item.tries + 1))) is not None:
                return seconds
            self._arrived = item
        await self._outbox.delivered([item])
        self._arrived, self._told = None, False
        self._backoff.succeeded()
        self._episode.succeeded()
        return 0.0

    async def _try(self, item: Item) -> float | None:
        """None once it has arrived, else the seconds until the lane goes on."""
        try:
            if item.tries > 1 and self._deliverer.already is not None and await self._deliverer.already(item):
                return None
            await self._deliverer.deliver(item)
        except Declined as no:
            _log.warning("Delivery of %s: one was refused and is set aside: %s", self._lane.kind, no.sentence)
            await self._outbox.set_aside(item, "refused", no.sentence)
            return 0.0
        except BackendError as error:
            return await self._later(item, error)
        except Exception as mistake:  # noqa: BLE001 - one item must stop neither the others nor the program
            name = type(mistake).__name__
            _log.error("Delivery of %s: one failed unexpectedly (%s) and is set aside.", self._lane.kind, name)
            await self._outbox.set_aside(item, "failed", f"The program failed unexpectedly ({name}).")
            return 0.0
        return None

    async def _later(self, item: Item, error: BackendError) -> float:
        self._episode.failed(error)
        self._gate.heed(error)
        closed = self._gate.opens - self._clock.monotonic() if isinstance(error, Throttled) else 0.0
        await self._outbox.failed(item, error.trouble.value, max(closed, 0.0))
        return max(self._backoff.failed(), closed)
