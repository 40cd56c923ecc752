"""Tells the building's system how its tags are: each when that has changed, and nothing twice.

It knows no tag that the system does not know, and nothing of what stands on one.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from random import Random

from kiosk.backends.epaper import KnowsTags, TagCondition
from kiosk.backends.errors import BackendError, Declined
from kiosk.clock import Clock
from kiosk.sync.backoff import Backoff
from kiosk.sync.episode import Episode
from kiosk.sync.gate import Gate
from kiosk.sync.waiting import pause
from kiosk.tags.status import TagStatus

_log = logging.getLogger(__name__)
EVERY = 60.0
NAMES_EVERY = 3600.0
_LONGEST_WAIT = 900.0
_TREMBLE = 3
_MANY_NOES = 5


class TagReports:
    """Gathers for a minute what changed, then tells it, tag by tag; what finds no answer is told later.

    A charge that moved by less than three per cent is no change: voltages tremble. After a restart each tag is told
    once.
    """

    def __init__(
        self, backend: KnowsTags, statuses: Callable[[], Sequence[TagStatus]], clock: Clock, rng: Random
    ) -> None:
        self._backend = backend
        self._statuses = statuses
        self._clock = clock
        self._gate = Gate(clock, rng)
        self._backoff = Backoff(_LONGEST_WAIT, rng)
        self._episode = Episode(_log, "Reports of tags")
        self._told: dict[str, TagCondition] = {}
        self._names: dict[str, str] = {}
        self._named_at = float("-inf")

    async def run(self) -> None:
        """Report until cancelled. Raises only what is not expected."""
        never = asyncio.Event()
        while True:
            try:
                await self._round()
            except BackendError as error:
                self._gate.heed(error)
                self._episode.failed(error)
                wait = EVERY + self._backoff.failed()
            else:
                self._backoff.succeeded()
                self._episode.succeeded()
                wait = EVERY
            await pause(self._clock, max(self._clock.monotonic() + wait, self._gate.opens), never)

    async def _round(self) -> None:
        """Tell all that is news. Raises what kept a part of it from being told."""
        if self._clock.monotonic() - self._named_at >= NAMES_EVERY:
            controllers = await self._backend.tag_controllers()
            tags = [tag for one in controllers for tag in one.tags if tag.key]
            self._names = {(tag.key or "").casefold(): tag.id or tag.key or "" for tag in tags}
            self._named_at = self._clock.monotonic()
        noes = 0
        for condition in self._news():
            no = await self._tell(condition)
            noes = noes + 1 if no is not None else 0
            if no is not None and noes >= _MANY_NOES:
                raise no

    async def _tell(self, condition: TagCondition) -> Declined | None:
        """A no is about this tag alone: the same is not told again. Several in a row are about all of them."""
        try:
            await self._backend.report_tag(condition)
        except Declined as no:
            self._told[condition.tag] = condition
            return no
        self._told[condition.tag] = condition
        return None

    def _news(self) -> list[TagCondition]:
        conditions = _conditions(self._statuses(), self._names)
        return [one for one in conditions if _is_news(self._told.get(one.tag), one)]


def inches_of(panel: str) -> float | None:
    """How large a panel is, by its name as "7.5-bwr"; None for one that is known by its pixels only."""
    try:
        return float(panel.partition("-")[0])
    except ValueError:
        return None


def _conditions(statuses: Iterable[TagStatus], names: dict[str, str]) -> list[TagCondition]:
    """Of the tags that the server knows, those that anything is known of."""
    found = []
    for one in statuses:
        record, tag = one.record, names.get(one.record.id.casefold())
        if tag is not None and (record.online is not None or one.percent is not None):
            online = record.online if record.online is not None else not one.silent
            found.append(TagCondition(tag, online, one.percent, inches_of(record.panel)))
    return found


def _is_news(before: TagCondition | None, now: TagCondition) -> bool:
    if before is None or (before.online, before.inches) != (now.online, now.inches):
        return True
    if before.battery_percent is None or now.battery_percent is None:
        return now.battery_percent is not None
    return abs(before.battery_percent - now.battery_percent) >= _TREMBLE
