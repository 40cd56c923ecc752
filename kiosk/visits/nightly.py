"""What happens at the desk every day without anybody: who is still in is checked out, what is old is forgotten."""

import asyncio
import logging
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.clock import Clock
from kiosk.sync.outbox_file import OutboxError
from kiosk.visits.desk import VisitDesk

_log = logging.getLogger(__name__)


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

    async def run(self) -> None:
        """Until cancelled. A disk that fails is told once a time, and tried again the next."""
        while True:
            await self.once()
            times = [self._forget_at] if self._leave_at is None else [self._forget_at, self._leave_at]
            await self._clock.wait_until(min(self._next(one) for one in times))

    async def once(self) -> None:
        """Whatever is due by now."""
        try:
            if self._leave_at is not None:
                await self._desk.send_home(self._last(self._leave_at))
            await self._desk.purge()
            await asyncio.to_thread(self._drop_lists, self._last(self._forget_at))
        except (OutboxError, OSError) as error:
            _log.warning("What is to be done every night could not be done: %s", error)

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
