"""Empties the outbox: lane by lane, in order, again and again until each item has arrived or is refused for good.

Knows no network: `kiosk.sync.delivery_lane` calls the deliverers.
"""

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from random import Random

from kiosk.clock import Clock
from kiosk.sync.delivery_lane import Deliverer, LaneWork
from kiosk.sync.filelock import FileLock
from kiosk.sync.outbox import Outbox
from kiosk.sync.outbox_file import OutboxError
from kiosk.sync.outbox_item import Lane
from kiosk.sync.waiting import first_of

_log = logging.getLogger(__name__)
LOOK_EVERY = 15.0
_BLIND_LOOKS = 20


class Delivery:
    """One worker: of all programs on one outbox, the one that holds the lock `<file>.delivery` delivers.

    An item may be delivered twice where a program is killed between the delivery and its note of it: the receiver
    honours the key. Lanes without a deliverer are left alone.
    """

    def __init__(self, outbox: Outbox, deliverers: Mapping[Lane, Deliverer], clock: Clock, rng: Random) -> None:
        self._outbox = outbox
        self._deliverers = deliverers
        self._clock = clock
        self._rng = rng
        self._lock = FileLock(outbox.file.path.with_name(f"{outbox.file.path.name}.delivery"))
        self._running: set[Lane] = set()
        self._seen: object = None
        self._blind = 0
        self._told = False

    async def run(self) -> None:
        """Deliver until cancelled. Raises only what is not expected."""
        try:
            async with asyncio.TaskGroup() as group:
                while True:
                    news = self._outbox.news.is_set()
                    self._outbox.news.clear()
                    for lane in await self._found(look=news):
                        self._running.add(lane)
                        group.create_task(self._work(lane))
                    await first_of(self._outbox.news.wait(), self._clock.sleep(LOOK_EVERY))
        finally:
            self._lock.release()

    async def flush(self, seconds: float) -> None:
        """Try to deliver everything once, for at most so long, unless another program is at it anyway."""
        if not self._outbox.file.path.exists():
            return
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    works = [self._made(lane).until_failure() for lane in await self._found(look=True)]
                    await asyncio.gather(*works)
        finally:
            self._lock.release()

    async def _found(self, *, look: bool) -> list[Lane]:
        """The lanes that wait for somebody to begin with them; the file is only opened where somebody wrote in it."""
        mark = self._outbox.file.mark
        self._blind += 1
        if not mark or (mark == self._seen and not look and self._blind < _BLIND_LOOKS):
            return []
        try:
            if not self._lock.take():
                return []
            lanes = await self._outbox.lanes()
        except (OutboxError, OSError) as error:
            self._tell(error)
            return []
        self._seen, self._blind, self._told = mark, 0, False
        return [lane for lane in lanes if lane in self._deliverers and lane not in self._running]

    async def _work(self, lane: Lane) -> None:
        try:
            await self._made(lane).until_empty()
        finally:
            self._running.discard(lane)
            self._outbox.news.set()

    def _made(self, lane: Lane) -> LaneWork:
        return LaneWork(lane, self._deliverers[lane], self._outbox, self._clock, self._rng)

    def _tell(self, error: Exception) -> None:
        if not self._told:
            self._told = True
            _log.warning("What waits in the outbox cannot be delivered now: %s", error)
