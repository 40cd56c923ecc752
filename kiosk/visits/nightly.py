"""What happens at the desk every day without anybody: who is still in is checked out, what is old is forgotten."""

import asyncio
import logging
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.clock import Clock
from kiosk.clock_believed import FAR, Belief
from kiosk.sync.outbox_file import OutboxError
from kiosk.visits.desk import VisitDesk

_log = logging.getLogger(__name__)
_LOOK_AGAIN = 600.0


class Nightly:
    """At the building's local times; what was missed while nothing ran is made up for at the start."""

    def __init__(
        self, desk: VisitDesk, clock: Clock, zone: str, leave_at: time | None, forget_at: time, *lists: Path
    ) -> None:
        """Without `leave_at` nobody is checked out. `lists` are files with names in them that live for a day only."""
        self._desk = desk
        self._clock = clock
        self._zone = ZoneInfo(zone)
        self._leave_at = leave_at
        self._forget_at = forget_at
        self._lists = lists
        self._belief = Belief(clock)
        self._doubted = False

    async def run(self) -> None:
        """Until cancelled. A disk that fails is told once a time, and tried again the next."""
        while True:
            await self.once()
            while self._doubted:
                await self._clock.sleep(_LOOK_AGAIN)
                await self.once()
            times = [self._forget_at] if self._leave_at is None else [self._forget_at, self._leave_at]
            await self._clock.wait_until(min(self._next(one) for one in times))

    async def once(self) -> None:
        """Whatever is due by now; nothing while the clock may be wrong by years."""
        try:
            if await self._doubtful():
                return
            await self._desk.book.redate(FAR)
            if self._leave_at is not None:
                await self._desk.send_home(self._last(self._leave_at))
            await self._desk.purge()
            await asyncio.to_thread(self._drop_lists, self._last(self._forget_at))
        except (OutboxError, OSError) as error:
            _log.warning("What is to be done every night could not be done: %s", error)

    async def _doubtful(self) -> bool:
        """Whether the time is so far from what was noted here last that nothing may be thrown away for it yet."""
        before, self._doubted = self._doubted, not self._belief.holds(await self._desk.book.last_noted())
        if self._doubted and not before:
            _log.warning(
                "The clock is not set, or far from what was noted here last: nothing is forgotten for some hours yet."
            )
        return self._doubted

    def _drop_lists(self, night: datetime) -> None:
        for path in self._lists:
            if path.exists() and path.stat().st_mtime < night.timestamp():
                path.unlink()

    def _last(self, at: time) -> datetime:
        """When it was this time of day last, now included."""
        now = self._clock.now().astimezone(self._zone)
        today = self._on(now, at)
        return today if today <= now else self._on(now - timedelta(days=1), at)

    def _next(self, at: time) -> datetime:
        now = self._clock.now().astimezone(self._zone)
        today = self._on(now, at)
        return today if today > now else self._on(now + timedelta(days=1), at)

    def _on(self, day: datetime, at: time) -> datetime:
        return datetime.combine(day.date(), at, self._zone)
